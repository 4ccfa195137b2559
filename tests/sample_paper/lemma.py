"""What the sample paper takes on trust."""

from __future__ import annotations

from ntkproofs.claims import Claim, Control, Derivation, Rule, Status, Step, Verdict


def instances(sign: int) -> Derivation:
    """Hold three instances against the lemma."""
    steps = []
    for x in (-2, 0, 3):
        holds = sign * x * x >= 0
        status, witness = (Status.HOLDS, None) if holds else (Status.FAILS, f"x = {x}: {sign * x * x} < 0")
        steps.append(Step(Rule.VALUE, f"{sign} * {x}^2 >= 0", status, goal=True, witness=witness))
    return Derivation(tuple(steps))


LEMMA = Claim(
    id="sample.lemma.squares",
    label="Lemma 1",
    statement="x^2 >= 0 for all real x.",
    expected=Verdict.CITED,
    scope="all real x",
    check=instances,
    parameters={"sign": 1},
    control=Control("-x^2 >= 0 for all real x.", {"sign": -1}),
)
