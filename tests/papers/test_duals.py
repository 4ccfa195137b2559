"""The derivations of the closed duals: one for every activation that has one, each ending in the library's formula."""

from __future__ import annotations

import pytest

import ntkproofs.activations as activations
from ntkproofs.activations import (
    GELU,
    Abs,
    Activation,
    Cosine,
    Erf,
    ErfDerivative,
    Exponential,
    Gaussian,
    GaussianDerivative,
    GELUDerivative,
    Hermite,
    LeakyReLU,
    LeakyStep,
    PiecewisePolynomial,
    Polynomial,
    RectifiedMonomial,
    ReLU,
    Sign,
    Sine,
    Softplus,
    Step,
    identity,
)
from ntkproofs.claims import Verdict
from ntkproofs.papers.duals import claim_of, derivation
from ntkproofs.papers.duals.half_lines import half_lines

EXAMPLES: list[Activation] = [
    Step(scale_squared=2),
    ReLU(),
    RectifiedMonomial(2),
    RectifiedMonomial(5),
    Exponential(rate="1/3", shift=1, scale=-2),
    Erf(),
    ErfDerivative(),
    identity(),
    Polynomial(("1/2", -1, 2, "1/3")),
    LeakyReLU("-1/3"),
    LeakyStep("1/4"),
    Abs(),
    Sign(),
    GELU(),
    GELUDerivative(),
    Sine(2, "-1/3"),
    Cosine("1/2", 3),
    Gaussian("1/3"),
    GaussianDerivative(),
    Hermite(0),
    Hermite(7),
    PiecewisePolynomial(("1/2", -1, 0, 1), (2, 0, "-1/3")),
]


@pytest.mark.parametrize("activation", EXAMPLES, ids=str)
def test_every_closed_dual_is_derived(activation: Activation) -> None:
    found = derivation(activation)
    assert found.verdict is Verdict.PROVED, found.reason
    goals = [step for step in found if step.goal]
    assert goals
    assert "the library" in goals[-1].statement or "unit sphere" in goals[-1].statement


def test_no_kind_is_missing() -> None:
    kinds = [value for value in vars(activations).values() if isinstance(value, type) and issubclass(value, Activation)]
    closed = {kind for kind in kinds if kind.closed_dual and not getattr(kind, "__abstractmethods__", None)}
    assert closed == {type(activation) for activation in EXAMPLES}


def test_a_wrong_formula_is_refuted() -> None:
    wrong = half_lines(Abs(), mixed=0)
    assert wrong.verdict is Verdict.REFUTED
    assert wrong.failure is not None
    assert "left" in str(wrong.failure.witness)


def test_a_series_has_no_derivation() -> None:
    with pytest.raises(ValueError, match="a closed dual was needed, softplus came") as caught:
        claim_of(Softplus())
    assert "\n" not in str(caught.value)
