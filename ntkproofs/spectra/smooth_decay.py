r"""Smooth activations: eigenvalues that fall faster than any power, with the rate where it is known.

If :math:`\gamma_m = \mathbb{E}(\sigma^{(m)})^2` is finite for every m, then :math:`\sum_i i^m a_i^2 < \infty` for every
m, so that :math:`\kappa(t) = \sum_n c_n t^n`, :math:`c_n \ge 0`, has derivatives of every order up to both ends;
Rodrigues' formula then gives :math:`\mu_k = O(k^{-p})` for every p.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ntkproofs.activations import (
    GELU,
    Cosine,
    Erf,
    ErfDerivative,
    Exponential,
    Gaussian,
    GaussianDerivative,
    GELUDerivative,
    Logistic,
    LogisticDerivative,
    SeriesActivation,
    Sine,
    Softplus,
    Tanh,
    TanhDerivative,
)
from ntkproofs.kernels import Gaussian as GaussianKernel
from ntkproofs.kernels import NetworkKernel

#: Distances of the nearest singularity of the activation from the real line.
_HEIGHTS: dict[type[Any], str] = {
    Tanh: "pi/2",
    TanhDerivative: "pi/2",
    Softplus: "pi",
    Logistic: "pi",
    LogisticDerivative: "pi",
}
#: Activations whose duals are entire functions of the covariance.
_ENTIRE = (Sine, Cosine, Exponential)
#: Activations whose duals are analytic functions of variances and covariance around every covariance matrix.
_ANALYTIC = (Erf, ErfDerivative, GELU, GELUDerivative, Gaussian, GaussianDerivative)
RODRIGUES = (
    "Rodrigues' formula: the Gegenbauer coefficients of a function with derivatives of every order on [-1, 1] fall "
    "faster than any power"
)


def smooth_reason(kernel: Any) -> str | None:
    r"""Why all eigenvalues of a kernel fall faster than any power; None where this is not known here.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> smooth_reason(NeuralTangentKernel(layers=2, activation=Erf())).split(": ")[1]
    'mu_k = O(r^k) for every r > R - sqrt(R^2 - 1), R = 3/2 (d fixed)'
    """
    if isinstance(kernel, GaussianKernel):
        return (
            f"kappa is entire, and mu_k ~ Gamma(d/2) exp(-2 c) c^k/Gamma(k + d/2), c = {kernel.c} (d fixed): "
            "mu_k is a modified Bessel function of order k + d/2 - 1"
        )
    if not isinstance(kernel, NetworkKernel) or kernel.layers < 2:
        return None
    activation = kernel.activation
    variance = kernel.input_weight + kernel.bias_variance
    shallow = kernel.layers == 2 and kernel.bias_variance == 0
    radius = _radius(activation, variance)
    if radius is not None and shallow:
        return (
            f"kappa is analytic around [-1, 1], its singularities nearest to it at t = +-R: "
            f"mu_k = O(r^k) for every r > R - sqrt(R^2 - 1), R = {radius} (d fixed)"
        )
    if isinstance(activation, _ENTIRE):
        text = "kappa is an entire function of t: mu_k = O(r^k) for every r > 0 (d fixed)"
        # exponentials of a multiple of t, times a polynomial: modified Bessel functions of order k + d/2 - 1
        return f"{text}, log mu_k ~ -k log k where mu_k is not zero" if kernel.layers == 2 else text
    if isinstance(activation, _ANALYTIC):
        # The duals are analytic where |Cov|^2 < (variance + 1/(2a))^2, around every covariance that occurs.
        return "kappa is analytic around [-1, 1], composed of such functions: mu_k = O(r^k) for some r < 1 (d fixed)"
    if type(activation) not in _HEIGHTS:
        return None
    text = (
        "smaller than any power k^-p: every derivative of the activation is bounded or grows linearly at most, so that "
        "kappa has derivatives of every order at t = 1 and t = -1"
    )
    if not shallow:
        return text
    height = _HEIGHTS[type(activation)]
    scaled = height if variance == 1 else f"{height}/sqrt({variance})"
    return f"{text}; by the saddle point, not proved here, log mu_k ~ -3 (y k)^(2/3)/2^(1/3) with y = {scaled}"


def _radius(activation: Any, q: Fraction) -> Fraction | None:
    """Where the closed form of a two-layer kernel has its singularities, in t."""
    if isinstance(activation, Erf | ErfDerivative):
        # asin(2 q t/(1 + 2 q)), and its derivatives in t
        return (1 + 2 * q) / (2 * q)
    if isinstance(activation, GELU | GELUDerivative):
        # (1 + q)^2 - q^2 t^2 = 0
        return (1 + q) / q
    if isinstance(activation, Gaussian | GaussianDerivative):
        # (1 + 2 a q)^2 - 4 a^2 q^2 t^2 = 0
        return (1 + 2 * activation.rate * q) / (2 * activation.rate * q)
    return None


def without_law(kernel: Any) -> bool:
    """Whether a part of the kernel is a series without a law: an expression of the user."""
    return isinstance(kernel, NetworkKernel) and kernel.layers > 1 and isinstance(kernel.activation, SeriesActivation)
