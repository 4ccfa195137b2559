from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sympy

from ntkproofs.checks import cite, rests_on, value, within
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
