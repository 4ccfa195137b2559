"""The closed list of rules: what each may grant, and the code that decides a step under it again."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .chains import nonnegative_by_derivatives
from .combinations import nonnegative_combination
from .enclosures import definite_matrix, enclosure
from .errors import Opaque, Rejected
from .identities import antiderivative, identity
from .intervals import sign
from .limits import limit, logarithms, summable
from .log_convexity import log_convexity
from .positivity import positive
from .power_series import power_series, unbounded_quotient
from .rank import rank
from .step import Step
from .tilings import tiling
from .trees import difference, number, read_text

__all__ = ["GRANTS", "STRENGTH", "decide"]

#: How strong a verdict is.
STRENGTH = {"proved": 3, "certified": 2, "supported": 1}

_EXACT = (
    "polynomial identity", "gamma identity", "antiderivative", "exact value", "power series",
    "recurrence with initial values", "induction", "positive coefficients", "sign of a derivative",
    "limit of a rational function", "rank over the rationals", "log-convexity of Gamma",
)  # fmt: skip
_NEUTRAL = ("definition", "reduction", "citation", "dependency")

#: The strongest verdict under each rule; `None` where the rule asserts nothing that is computed.
GRANTS: dict[str, str | None] = (
    dict.fromkeys(_NEUTRAL, None)
    | dict.fromkeys(_EXACT, "proved")
    | dict.fromkeys(("tiling", "enclosure", "definite matrix"), "certified")
    | dict.fromkeys(("agreement", "sample", "statistic"), "supported")
)


def decide(step: Step) -> None:
    """Decide a step again from its data; raises `Rejected` with a reason, `Opaque` where the data do not suffice."""
    if step.rule not in GRANTS:
        raise Rejected(f"unknown rule {step.rule[:40]!r}")
    if step.undecided:
        raise Rejected("the step is undecided")
    if step.rule in _NEUTRAL:
        _neutral(step)
        return
    for rule, mark, procedure in _PROCEDURES:
        if step.rule in rule and (mark is None or mark in step.data):
            procedure(step)
            return
    raise Opaque(f"replay has no procedure for {step.rule!r} with {sorted(step.data)}")


def _neutral(step: Step) -> None:
    if step.fails:
        raise Rejected(f"a step under {step.rule!r} asserts nothing, so it does not fail")
    if step.rule in ("citation", "dependency"):
        step.name("claim")


def _obligations(step: Step) -> list[Any]:
    nodes = step.data.get("obligations")
    if not isinstance(nodes, list) or not nodes:
        raise Opaque("the data hold no obligations")
    return nodes


def _recurrence(step: Step) -> None:
    obligations = _obligations(step)
    if len(obligations) < 2:
        raise Rejected("a recurrence and an initial value were needed")
    _decide_all(step, obligations)


def _induction(step: Step) -> None:
    obligations, base = _obligations(step), step.data.get("base")
    if not isinstance(base, int) or not 0 < base < len(obligations):
        raise Rejected("a base and an induction step were needed")
    # A failing induction step refutes nothing: only the base can.
    _decide_all(step, obligations[:base] if step.fails else obligations)


def _decide_all(step: Step, nodes: list[Any]) -> None:
    obligations = [Step.read(node, step.before, witness=step.witness) for node in nodes]
    for obligation in obligations:
        if GRANTS.get(obligation.rule) != "proved":
            raise Rejected(f"an obligation under {obligation.rule!r} is not exact")
        decide(obligation)
    if any(obligation.fails for obligation in obligations) is not step.fails:
        raise Rejected("the obligations end otherwise than the step")


def _statistic(step: Step) -> None:
    # The sample itself is not in the certificate; what is here again is the comparison.
    words = (step.name(name).strip("[]").partition(" +/-")[0] for name in ("mean", "margin", "tolerance"))
    mean, margin, tolerance = (Fraction(word) for word in words)
    expected = read_text(step.name("expected").strip("[]").partition(" +/-")[0])
    for side in (1, -1):
        gap = difference(number(tolerance - margin), difference(number(side * mean), ("mul", number(side), expected)))
        if step.fails or sign(gap) != 1:
            raise Rejected("the mean is not within the tolerance")


_PROCEDURES: tuple[tuple[tuple[str, ...], str | None, Callable[[Step], None]], ...] = (
    (("polynomial identity", "gamma identity", "exact value"), "left", identity),
    (("exact value", "positive coefficients"), "corner", positive),
    (("positive coefficients",), "combination", nonnegative_combination),
    (("antiderivative",), "primitive", antiderivative),
    (("power series",), "coefficients", power_series),
    (("power series",), "numerator", unbounded_quotient),
    (("sign of a derivative",), "factors", logarithms),
    (("sign of a derivative",), "domain", nonnegative_by_derivatives),
    (("limit of a rational function",), "limit", limit),
    (("limit of a rational function",), "term", summable),
    (("recurrence with initial values",), "obligations", _recurrence),
    (("induction",), "obligations", _induction),
    (("rank over the rationals",), "matrix", rank),
    (("log-convexity of Gamma",), "middle", log_convexity),
    (("tiling",), "expression", tiling),
    (("enclosure",), None, enclosure),
    (("definite matrix",), "matrix", definite_matrix),
    (("statistic",), "mean", _statistic),
)
