"""Which kernels have a spectrum in closed form for every degree, dispatched on the type of the kernel."""

from __future__ import annotations

from fractions import Fraction
from functools import singledispatch
from typing import Any

from ntkproofs.activations.parameters import squared
from ntkproofs.activations.rectified import Rectified
from ntkproofs.activations.two_slopes import TwoSided, TwoSlopes
from ntkproofs.expansions.funk_hecke import arc_cosine, monomial, two_layer_tangent
from ntkproofs.expansions.gamma_product import GammaProduct
from ntkproofs.kernels import (
    ArcCosine,
    Conjugate,
    GammaExponential,
    Gaussian,
    Homogeneous,
    Laplace,
    NeuralTangentKernel,
    Scaled,
    Sum,
)
from ntkproofs.spectra.closed_form import ClosedForm, GammaSum, combine
from ntkproofs.spectra.expression_forms import expression_form
from ntkproofs.spectra.radial import GammaExponentialForm, GaussianForm, LaplaceForm

LARGEST_RATE = 1000
"""Rates c beyond which the series of a chord kernel needs so many terms that quadrature is the better route."""

LARGEST_ARC_COSINE = 2000


@singledispatch
def closed_form(kernel: Any, dim: int) -> ClosedForm | None:
    r"""The closed form of the eigenvalues of ``kernel`` on :math:`S^{d-1}`, or ``None`` where none is known here.

    >>> form = closed_form(ArcCosine(degree=1), 3)
    >>> form.exact(2), form.vanishes(3)
    ('3/128', True)
    """
    return expression_form(kernel, dim)


@closed_form.register
def _(kernel: ArcCosine, dim: int) -> ClosedForm | None:
    if kernel.degree > LARGEST_ARC_COSINE:
        return None
    return GammaSum(lambda k: (arc_cosine(kernel.degree, dim, k),))


@closed_form.register
def _(kernel: Conjugate, dim: int) -> ClosedForm | None:
    inputs = kernel.input_weight
    if kernel.layers == 1:
        return GammaSum(lambda k: (monomial(1, dim, k).scaled(inputs), _constant(kernel.bias_variance, k)))
    activation = kernel.activation
    if kernel.layers == 2 and kernel.bias_variance == 0 and isinstance(activation, TwoSided):
        return _two_sided(activation, inputs, kernel.weight_variance, dim)
    if kernel.layers > 2 or kernel.bias_variance != 0 or not isinstance(activation, Rectified):
        return expression_form(kernel, dim)
    n = activation.homogeneity
    if n > LARGEST_ARC_COSINE:
        return None
    # Sigma_1 = w m q^n kappa_n with q = w a^2 and m = E sigma(X)^2
    factor = kernel.weight_variance * activation.moment * inputs**n
    return GammaSum(lambda k: (arc_cosine(n, dim, k).scaled(factor),))


@closed_form.register
def _(kernel: NeuralTangentKernel, dim: int) -> ClosedForm | None:
    inputs, bias = kernel.input_weight, squared(kernel.bias)
    if kernel.layers == 1:
        return GammaSum(lambda k: (monomial(1, dim, k).scaled(inputs), _constant(bias, k)))
    activation = kernel.activation
    if kernel.layers == 2 and kernel.bias_variance == 0 and isinstance(activation, TwoSlopes):
        return _two_slopes_tangent(activation, inputs, kernel.weight_variance, bias, dim)
    if kernel.layers > 2 or kernel.bias_variance != 0 or not isinstance(activation, Rectified):
        return expression_form(kernel, dim)
    n, slope = activation.homogeneity, activation.derivative()
    if n > LARGEST_ARC_COSINE or not isinstance(slope, Rectified):
        return None
    # Theta_2 = w m q^n kappa_n + w m' q^(n-1) kappa_(n-1) (q t + b) + b, where q = w a^2, m' = E sigma'(X)^2
    top = kernel.weight_variance * activation.moment * inputs**n
    gate = kernel.weight_variance * slope.moment * inputs ** (n - 1)

    def terms(k: int) -> tuple[GammaProduct, ...]:
        biased = (arc_cosine(n - 1, dim, k).scaled(gate * bias), _constant(bias, k))
        if n == 1:
            # m = m' for the ReLU, so kappa_1 and t kappa_0 have one factor: the one-line formula.
            return (two_layer_tangent(dim, k).scaled(top), *biased)
        return (arc_cosine(n, dim, k).scaled(top), *_times_t(n - 1, dim, k, gate * inputs), *biased)

    return GammaSum(terms)


@closed_form.register
def _(kernel: Laplace, dim: int) -> ClosedForm | None:
    return LaplaceForm(kernel.c, dim) if kernel.c <= LARGEST_RATE else None


@closed_form.register
def _(kernel: Gaussian, dim: int) -> ClosedForm | None:
    return GaussianForm(kernel.c, dim)


@closed_form.register
def _(kernel: GammaExponential, dim: int) -> ClosedForm | None:
    if kernel.gamma == 2:
        return GaussianForm(kernel.c, dim)
    if kernel.c > LARGEST_RATE:
        return None
    if kernel.gamma == 1:
        return LaplaceForm(kernel.c, dim)
    return GammaExponentialForm(kernel.c, kernel.gamma, dim)


@closed_form.register
def _(kernel: Homogeneous, dim: int) -> ClosedForm | None:
    return closed_form(kernel.kernel, dim)


@closed_form.register
def _(kernel: Scaled, dim: int) -> ClosedForm | None:
    inner = closed_form(kernel.kernel, dim)
    return None if inner is None else combine([(kernel.factor, inner)])


@closed_form.register
def _(kernel: Sum, dim: int) -> ClosedForm | None:
    left, right = closed_form(kernel.left, dim), closed_form(kernel.right, dim)
    if left is None or right is None:
        return None
    return combine([(Fraction(1), left), (Fraction(1), right)])


def _two_sided(activation: TwoSided, inputs: Fraction, weight: Fraction, dim: int) -> ClosedForm:
    r"""The conjugate kernel :math:`w q^n (mp\,t^n + \tfrac{(p-m)^2}{2}\kappa_n)` of two slopes or two values."""
    n = activation.exponent
    plain = weight * inputs**n * activation.left * activation.right
    bent = weight * inputs**n * (activation.right - activation.left) ** 2 / 2
    return GammaSum(lambda k: (monomial(n, dim, k).scaled(plain), arc_cosine(n, dim, k).scaled(bent)))


def _two_slopes_tangent(
    activation: TwoSlopes, inputs: Fraction, weight: Fraction, bias: Fraction, dim: int
) -> ClosedForm:
    r"""The tangent kernel :math:`w[2mpqt + \tfrac{(p-m)^2}{2}(q(\kappa_1 + t\kappa_0) + b\kappa_0) + mpb] + b`."""
    plain = weight * activation.left * activation.right
    bent = weight * (activation.right - activation.left) ** 2 / 2

    def terms(k: int) -> tuple[GammaProduct, ...]:
        return (
            monomial(1, dim, k).scaled(2 * plain * inputs),
            two_layer_tangent(dim, k).scaled(bent * inputs),
            arc_cosine(0, dim, k).scaled(bent * bias),
            _constant(plain * bias + bias, k),
        )

    return GammaSum(terms)


def _constant(value: Fraction, degree: int) -> GammaProduct:
    return GammaProduct(value if degree == 0 else Fraction(0))


def _times_t(n: int, dim: int, degree: int, factor: Fraction) -> tuple[GammaProduct, ...]:
    r"""Coefficient of :math:`t\kappa_n`, by :math:`(2k+d-2)\,tP_k = k P_{k-1} + (k+d-2) P_{k+1}`."""
    if degree == 0:
        # t P_0 = P_1; for d = 2 the recurrence would divide by zero.
        return (arc_cosine(n, dim, 1).scaled(factor),)
    whole = 2 * degree + dim - 2
    below = arc_cosine(n, dim, degree - 1).scaled(factor * Fraction(degree, whole))
    return below, arc_cosine(n, dim, degree + 1).scaled(factor * Fraction(degree + dim - 2, whole))
