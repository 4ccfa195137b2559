"""From an activation to the derivation of its dual."""

from __future__ import annotations

from typing import Any

from ntkproofs.activations import (
    GELU,
    Activation,
    Cosine,
    Erf,
    ErfDerivative,
    Exponential,
    Gaussian,
    GaussianDerivative,
    GELUDerivative,
    Hermite,
    PiecewisePolynomial,
    Polynomial,
    Rectified,
    ReLU,
    Sine,
    Step,
    TwoSided,
)
from ntkproofs.claims import Claim, Derivation

from . import erf, exponential, gaussian, gelu, half_lines, polynomials

_CLAIMS: dict[Any, Claim] = {
    Step: half_lines.STEP,
    ReLU: half_lines.RELU,
    Rectified: half_lines.RECTIFIED_MONOMIAL,
    TwoSided: half_lines.TWO_SIDED,
    PiecewisePolynomial: half_lines.PIECEWISE,
    Polynomial: polynomials.ISSERLIS,
    Hermite: polynomials.HERMITE,
    Exponential: exponential.EXPONENTIAL,
    Sine: exponential.SINE,
    Cosine: exponential.COSINE,
    Gaussian: gaussian.GAUSSIAN,
    GaussianDerivative: gaussian.GAUSSIAN_DERIVATIVE,
    ErfDerivative: gaussian.ERF_DERIVATIVE,
    Erf: erf.ERF,
    GELU: gelu.GELU_DUAL,
    GELUDerivative: gelu.GELU_DERIVATIVE,
}


def claim_of(activation: Activation) -> Claim:
    """The claim that derives the closed dual of an activation of this kind.

    :raises ValueError: for an activation without a closed dual.

    >>> from ntkproofs.activations import Abs
    >>> claim_of(Abs()).id
    'duals.two_sided'
    """
    for kind, claim in _CLAIMS.items():
        if isinstance(activation, kind):
            return claim
    msg = f"duals: an activation with a closed dual was needed, {activation} came; its dual is a certified series"
    raise ValueError(msg)


def derivation(activation: Activation) -> Derivation:
    """The steps from the Gaussian integral to the closed dual of an activation, with its own parameters.

    The last goal compares what was derived with the formula by which the library evaluates the dual.

    :raises ValueError: for an activation without a closed dual.

    >>> from ntkproofs.activations import Erf
    >>> derivation(Erf()).verdict
    <Verdict.PROVED: 'proved'>
    """
    return claim_of(activation).check(activation=activation)
