"""The statements of the sample paper."""

from __future__ import annotations

from fractions import Fraction

from ntkproofs.claims import Claim, Control, Derivation, Nature, Rule, Status, Step, Verdict

from .lemma import LEMMA


def total(value: int, rule: Rule = Rule.VALUE) -> Derivation:
    """Decide whether 1 + 1 is the value."""
    holds = value == 2
    witness = None if holds else f"1 + 1 = 2, printed {value}"
    status = Status.HOLDS if holds else Status.FAILS
    return Derivation(
        (
            Step(Rule.DEFINITION, "1 is the unit"),
            Step(rule, f"1 + 1 = {value}", status, goal=True, witness=witness, data={"value": value}),
        )
    )


def enclosed(bound: str) -> Derivation:
    """Decide 22/7 < bound from an enclosure, on top of the lemma."""
    holds = Fraction(22, 7) < Fraction(bound)
    step = Step(
        Rule.ENCLOSURE,
        f"22/7 < {bound}",
        Status.HOLDS if holds else Status.FAILS,
        goal=True,
        witness=None if holds else f"22/7 - {bound} > 0",
        data={"bound": bound},
    )
    return Derivation((Step(Rule.CITATION, LEMMA.statement, data={"claim": LEMMA.id}), step))


def sampled(probability: str, seed: int) -> Derivation:
    """Compare one declared draw with a probability."""
    holds = Fraction(probability) == Fraction(1, 2)
    status, reason = (Status.HOLDS, "") if holds else (Status.UNDECIDED, f"rejected at level 1/1000, seed {seed}")
    return Derivation((Step(Rule.STATISTIC, f"p = {probability}", status, goal=True, reason=reason),))


SUM = Claim(
    id="sample.prop2.sum",
    label="Proposition 2",
    statement="1 + 1 = 2.",
    hypotheses=("Numbers are integers.",),
    expected=Verdict.PROVED,
    printed=True,
    scope="the two numbers",
    check=total,
    parameters={"value": 2},
    control=Control("1 + 1 = 3.", {"value": 3}),
)
BOUND = Claim(
    id="sample.prop2.bound",
    label="Proposition 2",
    statement="22/7 < 3.2.",
    expected=Verdict.CERTIFIED,
    printed=True,
    scope="one inequality",
    check=enclosed,
    parameters={"bound": "16/5"},
    control=Control("22/7 < 3.1.", {"bound": "31/10"}),
    conditions=(LEMMA.id,),
    depends_on=(SUM.id,),
)
DRAW = Claim(
    id="sample.section3.draw",
    label="Section 3",
    statement="A fair coin shows heads with probability 1/2.",
    expected=Verdict.SUPPORTED,
    scope="level 1/1000, one test",
    check=sampled,
    parameters={"probability": "1/2"},
    control=Control("... with probability 3/4.", {"probability": "3/4"}),
    random=True,
)
SLIP = Claim(
    id="sample.section3.slip",
    label="Section 3",
    statement="1 + 1 = 11 (the plus sign is missing in the exponent).",
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=SUM.id,
    printed=True,
    scope="the two numbers",
    check=total,
    parameters={"value": 11},
    control=Control(SUM.statement, {"value": 2}),
)
ERROR = Claim(
    id="sample.section4.error",
    label="Section 4, equation (7)",
    statement="1 + 1 = 3 [sic].",
    expected=Verdict.REFUTED,
    nature=Nature.ERROR,
    corrected_by=SUM.id,
    printed=True,
    scope="the two numbers",
    check=total,
    parameters={"value": 3},
    control=Control(SUM.statement, {"value": 2}),
)
READING = Claim(
    id="sample.section4.reading",
    label="Section 4",
    statement="1 + 1 = 10, read in base ten.",
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by=SUM.id,
    printed=True,
    scope="the two numbers",
    check=total,
    parameters={"value": 10},
    control=Control(SUM.statement, {"value": 2}),
)
DOUBT = Claim(
    id="sample.section4.doubt",
    label="Section 4",
    statement="1 + 1 = 7 (our copy is stained).",
    expected=Verdict.REFUTED,
    nature=Nature.TRANSCRIPTION,
    corrected_by=SUM.id,
    printed=True,
    scope="the two numbers",
    check=total,
    parameters={"value": 7},
    control=Control(SUM.statement, {"value": 2}),
)
HEAVY = Claim(
    id="sample.section5.heavy",
    label="Section 5",
    statement="1 + 1 = 2, slowly.",
    expected=Verdict.PROVED,
    scope="the two numbers",
    check=total,
    parameters={"value": 2},
    control=Control("1 + 1 = 4, slowly.", {"value": 4}),
    heavy=True,
)
