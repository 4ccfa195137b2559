"""Steps that compute nothing: notation, the passage from words to formulas, and what is taken from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from ntkproofs.claims import Derivation, Rule, Step


def prove(*steps: Step | Iterable[Step]) -> Derivation:
    """Collect steps, and groups of steps, into a derivation; its verdict is read off from them."""
    flat: list[Step] = []
    for step in steps:
        flat.extend([step] if isinstance(step, Step) else step)
    return Derivation(tuple(flat))


def definition(text: str) -> Step:
    """Fix notation."""
    return Step(Rule.DEFINITION, text)


def reduction(text: str) -> Step:
    """Say why the words of the statement come down to the formulas that follow.

    It is the one place where a reader's judgement enters: only elementary logic and definitions belong here, and what
    is computed must follow as a step of another rule. An analytic lemma belongs into `cite`.
    """
    return Step(Rule.REDUCTION, text)


def cite(claim: str, text: str) -> Step:
    """Take a lemma of the literature on trust; its id must stand in the `conditions` of the claim."""
    return Step(Rule.CITATION, text, data={"claim": claim})


def rests_on(claim: str, text: str) -> Step:
    """Use another checked claim; its id must stand in `depends_on`."""
    return Step(Rule.DEPENDENCY, text, data={"claim": claim})
