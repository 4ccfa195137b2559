r"""The leading singularities of two-layer networks with a continuous piecewise linear activation.

With :math:`\sigma'' = \sum_iw_i\delta_{b_i}` the pairs with :math:`b_i = \pm b_j` make :math:`\kappa''` singular at
:math:`t = \pm1`; all others are flat there:

.. math:: \kappa'' = B_\pm s^{-1/2} + \dots, \quad s = 1 \mp t, \qquad
          B_\pm = \frac{1}{2\sqrt2\,\pi}\sum_{b_i = \pm b_j}w_iw_je^{-b_i^2/2} .
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from ntkproofs.activations.parameters import squared
from ntkproofs.expansions.coefficients import Coefficient, Coefficients
from ntkproofs.kernels import Conjugate, NetworkKernel, NeuralTangentKernel
from ntkproofs.spectra.kinked_networks import kinks


def leading_terms(kernel: Any, field: Coefficients) -> tuple[Fraction, Coefficient, Coefficient] | None:
    r"""The exponent of the first singular term and its coefficients at t = 1 and t = -1; None for other kernels.

    It is :math:`\tfrac43B_\pm s^{3/2}` for the conjugate kernel, and :math:`\mp2B_\pm s^{1/2}` times
    :math:`w(\beta^2 \pm 1)` for the tangent kernel :math:`w(\kappa + (t + \beta^2)\kappa')`.
    """
    if not isinstance(kernel, NetworkKernel) or kernel.layers != 2:
        return None
    found = kinks(kernel.activation)
    if found is None or kernel.bias_variance != 0 or kernel.input_weight != 1:
        return None
    ends = []
    for sign in (1, -1):
        total = sympy.Integer(0)
        for b, w in zip(found.places, found.weights, strict=True):
            for c, v in zip(found.places, found.weights, strict=True):
                if b == sign * c:
                    total += _exact(w * v) * sympy.exp(-_exact(b * b) / 2)
        ends.append(total / (2 * sympy.sqrt(2) * sympy.pi))
    weight = _exact(kernel.weight_variance)
    if isinstance(kernel, Conjugate):
        right, left = (sympy.Rational(4, 3) * weight * end for end in ends)
        return Fraction(3, 2), field.convert(right), field.convert(left)
    beta = _exact(squared(kernel.bias)) if isinstance(kernel, NeuralTangentKernel) else sympy.Integer(0)
    right, left = -2 * weight * (1 + beta) * ends[0], 2 * weight * (beta - 1) * ends[1]
    return Fraction(1, 2), field.convert(right), field.convert(left)


def _exact(x: Fraction) -> sympy.Rational:
    return sympy.Rational(x.numerator, x.denominator)
