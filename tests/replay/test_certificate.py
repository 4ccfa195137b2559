"""Tampering: every kind is rejected by what it breaks, even when the digests are written anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sympy

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    nonnegative,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    rests_on,
    value,
    within,
)
from ntkproofs.claims import Verdict
from ntkproofs.replay import Opaque, Rejected, read

x, F = sympy.symbols("x F")
Node = dict[str, Any]

GAP = x - sympy.sin(x)
FACT = nonnegative_by_derivatives(GAP, x, Reals(0, sympy.pi))
STEPS = (
    definition("notation"),
    identity(sympy.sin(2 * x), 2 * sympy.sin(x) * sympy.cos(x), goal=True),
    FACT,
    nonnegative_combination(3 * GAP, 3 * F, {x: Reals(0, sympy.pi)}, {F: (GAP, FACT)}, goal=True),
    nonnegative(sympy.exp(x) - 2 * x, x, 0, 2, strict=True, goal=True),
    within(sympy.pi, "3.14", "3.15", text="pi", goal=True),
    rests_on("sample.other", "another"),
)  # fmt: skip
IDENTITY, CHAIN, COMBINATION, TILING, NUMBER, DEPENDENCY = range(1, 7)


@pytest.fixture
def document(written) -> Node:
    return written(*STEPS, verdict=Verdict.CERTIFIED, depends_on=("sample.other",))


def replayed(document: Node) -> None:
    read(json.dumps(document)).replay()


def test_an_honest_certificate_replays(document, sealed):
    replayed(document)
    replayed(sealed(document))


def _step(i: int, change: Callable[[Node], object]) -> Callable[[Node], object]:
    return lambda d: change(d["steps"][i]["data"])


def _gap(data: Node) -> None:
    del data["boxes"][1]


def _overlap(data: Node) -> None:
    data["boxes"].insert(1, list(data["boxes"][0]))


def _widened(data: Node) -> None:
    # One box over everything, by the rule of the first.
    first, last = data["boxes"][0], data["boxes"][-1]
    data["boxes"] = [[first[0], last[1], *first[2:]]]


def _flipped(data: Node) -> None:
    data["expression"] = ["mul", ["rational", "-1", "1"], data["expression"]]


def _constant(data: Node) -> None:
    data["right"] = ["mul", ["rational", "2", "1"], data["right"]]


def _exchange(steps: list[Node]) -> None:
    steps[IDENTITY]["rule"] = "trust"


FAILING = {"status": "fails", "witness": "at x = 1: left 1, right 2"}
TAMPERINGS = {
    "a gap": (_step(TILING, _gap), "a gap"),
    "an overlap": (_step(TILING, _overlap), "an overlap"),
    "a widened box": (_step(TILING, _widened), "not confirmed|not of the sign"),
    "a flipped sign": (_step(TILING, _flipped), "not confirmed|not of the sign|is not one"),
    "a flipped sign in a chain": (_step(CHAIN, _flipped), "another expression"),
    "a changed bound of a box": (_step(TILING, lambda data: data["boxes"][0].__setitem__(4, "1 64 0 0")), "is not one"),
    "a changed bound of a number": (_step(NUMBER, lambda data: data.update(lower="3.142")), "not inside"),
    "a changed constant in a tree": (_step(IDENTITY, _constant), "different normal forms"),
    "a dropped fact": (lambda d: d["steps"].pop(CHAIN), "no step before shows the fact"),
    "a changed rule": (lambda d: _exchange(d["steps"]), "unknown rule 'trust'"),
    "a stronger rule": (lambda d: d["steps"][NUMBER].update(rule="exact value"), "no procedure for 'exact value'"),
    "a raised verdict": (lambda d: d.update(verdict="proved"), "allow 'certified', the certificate says 'proved'"),
    "a refutation out of nothing": (lambda d: d.update(verdict="refuted"), "the certificate says 'refuted'"),
    "an unknown head": (_step(IDENTITY, lambda data: data.update(left=["eval", ["pi"]])), "unknown head 'eval'"),
    "a wider domain": (_step(CHAIN, lambda data: data["domain"].update(upper="oo", lower="-oo")), "link 1"),
    "a hidden dependency": (lambda d: d.update(depends_on=[]), "sample.other, which is not listed"),
    "no steps": (lambda d: d["steps"].clear(), "there are no steps"),
    "only words": (lambda d: d.update(steps=d["steps"][:1]), "allow 'inconclusive'"),
    "an undecided step": (lambda d: d["steps"][IDENTITY].update(status="undecided"), "allow 'inconclusive'"),
    "an undecided fact": (lambda d: d["steps"][CHAIN].update(status="undecided"), "no step before shows"),
    "a witness out of nothing": (lambda d: d["steps"][IDENTITY].update(FAILING), "equal at"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_rejected_for_what_it_breaks(document, name, sealed):
    change, why = TAMPERINGS[name]
    change(document)
    with pytest.raises(Rejected, match=why) as caught:
        replayed(sealed(document))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", [name for name in TAMPERINGS if name not in ("a raised verdict", "no steps",
                                  "a refutation out of nothing", "a hidden dependency")])  # fmt: skip
def test_without_new_digests_it_is_seen_at_once(document, name):
    TAMPERINGS[name][0](document)
    with pytest.raises(Rejected, match="digest of the steps"):
        read(json.dumps(document))


def test_a_dropped_goal_is_seen_by_the_digest(document):
    document["steps"].pop(NUMBER)
    with pytest.raises(Rejected, match="changed, added or dropped"):
        read(json.dumps(document))


@pytest.mark.parametrize("key", ["statement", "scope", "claim", "parameters", "hypotheses"])
def test_the_digest_of_another_claim_is_rejected(document, key):
    document[key] = {"n": "2"} if key == "parameters" else ["h"] if key == "hypotheses" else "other.claim"
    with pytest.raises(Rejected, match="belongs to another claim"):
        read(json.dumps(document))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"schema": "x"}', '{"a": 1, "a": 2}', '{"a": 1.5}', '{"a": NaN}', "[" * 9000],
    ids=range(9),
)  # fmt: skip
def test_malformed_json_is_rejected(text):
    with pytest.raises(Rejected, match="no certificate"):
        read(text)


def test_another_schema_or_key_is_rejected(document):
    for changes in ({"schema": "ntkproofs.certificate/2"}, {"extra": 1}, {"steps": {}}, {"verdict": 1}):
        with pytest.raises(Rejected, match="no certificate"):
            read(json.dumps({**document, **changes}))


@pytest.mark.parametrize("data", [{"left": 1}, {"over": []}, {"over": {"x": 1}}, {"nonnegative": 5}])
def test_malformed_data_of_a_step_are_rejected_in_words(document, data, sealed):
    document["steps"][IDENTITY]["data"] |= data
    with pytest.raises(Rejected, match=r"step 2 of 7 \(polynomial identity\)"):
        replayed(sealed(document))


def test_a_refuted_claim_carries_its_witness(written, sealed):
    step = identity(sympy.sin(x), sympy.cos(x), {x: Reals(0, 1)}, goal=True)
    document = written(value(sympy.Integer(1), sympy.Integer(1)), step, verdict=Verdict.REFUTED)
    replayed(document)
    document["steps"][1]["witness"] = "at x = 7: left 0, right 1"
    with pytest.raises(Rejected, match="leaves the domain"):
        replayed(sealed(document))
    document["steps"][1]["witness"] = None
    with pytest.raises(Rejected, match="witness"):
        replayed(sealed(document))


def test_an_opaque_step_fails(written, sealed):
    step = positive(x, {x: 1}, goal=True)
    document = written(step)
    document["steps"][0]["data"] = {}
    with pytest.raises(Opaque):
        replayed(sealed(document))
