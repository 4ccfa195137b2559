from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sympy
from flint import arb

from ntkproofs.checks import Reals, cite, nonnegative_combination, rests_on, value, within
from ntkproofs.claims import Verdict
from ntkproofs.replay import replay

GOAL = value(sympy.sqrt(2) ** 2, sympy.Integer(2), goal=True)


@pytest.fixture
def save(written, sealed, tmp_path: Path):
    def run(name: str, *steps: Any, **fields: Any) -> Path:
        document = sealed({**written(*(steps or (GOAL,)), **fields), "claim": name})
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(document), encoding="ascii")
        return path

    return run


def whys(folder: Path) -> dict[str, str]:
    return {outcome.name: outcome.why for outcome in replay(folder).outcomes}


def test_all_accepted(save, tmp_path):
    save("sample.one")
    save("sample.two", rests_on("sample.one", "one"), GOAL, depends_on=("sample.one",))
    found = replay(tmp_path)
    assert (found.exit_status, found.unseen) == (0, ())


def test_nothing_to_replay(tmp_path):
    assert replay(tmp_path).exit_status == 3


def test_a_verdict_is_no_stronger_than_what_it_rests_on(save, tmp_path):
    weak = within(sympy.pi, 3, 4, text="pi", goal=True)
    save("sample.one", weak, verdict=Verdict.CERTIFIED)
    save("sample.two", rests_on("sample.one", "one"), GOAL, depends_on=("sample.one",))
    assert whys(tmp_path)["sample.two"] == "says proved but rests on sample.one, which is certified"


def test_conditions_are_handed_on(save, tmp_path):
    save("sample.one", cite("lemma.l", "l"), GOAL, conditions=("lemma.l",))
    save("sample.two", rests_on("sample.one", "one"), GOAL, depends_on=("sample.one",))
    save("sample.three", cite("lemma.m", "m"), GOAL)
    found = whys(tmp_path)
    assert found["sample.one"] == ""
    assert found["sample.two"] == "rests on sample.one, whose condition lemma.l it does not list"
    assert found["sample.three"] == "cites lemma.m, which is neither a condition nor certified here"


def test_what_is_not_here_is_named(save, tmp_path):
    save("sample.two", rests_on("sample.one", "one"), GOAL, depends_on=("sample.one",))
    assert replay(tmp_path).unseen == ("sample.one",)


def test_a_renamed_file_and_an_unreadable_one(save, tmp_path):
    save("sample.one").rename(tmp_path / "sample.two.json")
    (tmp_path / "sample.three.json").write_bytes(b"\xff\xfe")
    assert set(whys(tmp_path).values()) == {"the certificate is of sample.one", "no certificate: UnicodeDecodeError"}


def test_replay_shares_nothing_with_the_search():
    program = (
        "import sys, ntkproofs.replay; ours = {m.split('.')[1] for m in sys.modules if m.startswith('ntkproofs.')};"
        "print(sorted(ours), 'sympy' in sys.modules, 'flint' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['replay'] False False"


def test_two_claims_do_not_carry_each_other(save, tmp_path):
    save("sample.one", rests_on("sample.two", "two"), GOAL, depends_on=("sample.two",))
    save("sample.two", rests_on("sample.three", "three"), GOAL, depends_on=("sample.three",))
    save("sample.three", rests_on("sample.one", "one"), GOAL, depends_on=("sample.one",))
    found = whys(tmp_path)
    assert found["sample.one"] == "rests on itself: sample.one -> sample.two -> sample.three -> sample.one"
    assert all("rests on itself" in why for why in found.values())


def test_what_rests_on_a_rejected_certificate_is_rejected(save, tmp_path):
    path = save("sample.one")
    path.write_text(path.read_text().replace('"holds"', '"holds "'))
    save("sample.two", rests_on("sample.one", "one"), GOAL, depends_on=("sample.one",))
    found = replay(tmp_path)
    assert {o.name: o.accepted for o in found.outcomes} == {"sample.one": False, "sample.two": False}
    assert found.outcomes[1].why == "rests on sample.one, whose certificate is rejected"
    assert found.exit_status == 1


def test_what_rests_on_an_opaque_certificate_is_opaque(save, tmp_path):
    save("sample.one", within(lambda bits: arb.pi(), 3, 4, text="pi", goal=True), verdict=Verdict.CERTIFIED)
    save("sample.two", rests_on("sample.one", "one"), GOAL, depends_on=("sample.one",), verdict=Verdict.CERTIFIED)
    two = replay(tmp_path).outcomes[1]
    assert (two.opaque, two.why) == (True, "rests on sample.one, whose certificate is opaque")


WRONG = value(sympy.Integer(1) + 1, sympy.Integer(3), goal=True)


def test_a_condition_that_is_refuted_here_is_none(save, tmp_path):
    save("sample.one", WRONG, verdict=Verdict.REFUTED)
    save("sample.two", cite("sample.one", "one"), GOAL, conditions=("sample.one",))
    assert whys(tmp_path)["sample.two"] == "is conditional on sample.one, which is refuted"


def test_a_refutation_uses_what_holds(save, tmp_path):
    save("sample.one", WRONG, verdict=Verdict.REFUTED)
    used = rests_on("sample.one", "one")
    save("sample.two", used, WRONG, verdict=Verdict.REFUTED, depends_on=("sample.one",))
    # What comes after the failing goal is not used.
    save("sample.three", WRONG, used, verdict=Verdict.REFUTED, depends_on=("sample.one",))
    found = whys(tmp_path)
    assert found["sample.two"] == "refutes by sample.one, which is refuted"
    assert found["sample.three"] == ""


def test_goals_under_hypotheses_are_named(save, tmp_path):
    x, F = sympy.symbols("x F")
    save("sample.one", nonnegative_combination(x + 1, F + 1, {x: Reals()}, given={F: x}, goal=True))
    save("sample.two")
    assert [outcome.hypotheses for outcome in replay(tmp_path).outcomes] == [True, False]
