"""The exact decay constants of deep ReLU tangent kernels, as nested arc-cosine values."""

from __future__ import annotations

from typing import Any

from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.expansions.gamma_product import LONGEST_EXACT
from ntkproofs.spectra.deep_models import deep_model

DEEPEST_TEXT = 7


def deep_constant_text(kernel: Any, dim: int, parity: int) -> str | None:
    r"""The constant C of :math:`\mu_k \sim C k^{-d}` for a deep tangent kernel without initial biases, as a string.

    With gain g, input weight q, b = beta^2: the slopes of the kernel in the angle at 0 and at pi are

    .. math:: A_{l+1} = g (A_l - T_l/\pi), \quad T_{l+1} = g T_l + q g^l + b, \quad A_1 = 0,\ T_1 = q + b, \qquad
       B_L = \frac{g^{L-1}(b - q)}{\pi} \prod_{l=1}^{L-2} \kappa_0(a_l), \quad a_1 = 0,\ a_{l+1} = \kappa_1(a_l),

    because each layer multiplies by :math:`1 - \theta/\pi` at 0, and at pi only the first layer has a slope. Then
    :math:`C = -2^{d-2}\Gamma(d/2)^2 (A_L + (-1)^k B_L)/\pi`; for g = q = 1,
    :math:`A_L = -(1+b)L(L-1)/(2\pi)`. ``None`` for other kernels and where the text would exceed 1000 characters.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> deep_constant_text(NeuralTangentKernel(layers=3), 3, 0)
    '7/(4*pi)'
    """
    model = deep_model(kernel)
    if model is None or not model.tangent or model.bias_variance != 0 or model.layers > DEEPEST_TEXT:
        return None
    import sympy

    total = _slope_at_zero(model) + (-1) ** parity * _slope_at_pi(model)
    geometry = sympy.Integer(2) ** (dim - 2) * sympy.gamma(sympy.Rational(dim, 2)) ** 2 / sympy.pi
    text = str(sympy.expand(-geometry * total * _exact(model.scale)))
    return text if len(text) <= LONGEST_EXACT else None


def _slope_at_zero(model: DeepRelu) -> Any:
    import sympy

    g, q, b = model.gain, model.input_weight, model.bias_squared
    slope, value, power = 0 * g, q + b, q
    for _ in range(model.layers - 1):
        slope, power = g * (slope - value), power * g
        value = g * value + power + b
    return _exact(slope) / sympy.pi


def _slope_at_pi(model: DeepRelu) -> Any:
    import sympy

    product, a = (
        _exact(model.gain ** (model.layers - 1) * (model.bias_squared - model.input_weight)) / sympy.pi,
        sympy.Integer(0),
    )
    for _ in range(model.layers - 2):
        product *= 1 - sympy.acos(a) / sympy.pi
        a = (sympy.sqrt(1 - a**2) + (sympy.pi - sympy.acos(a)) * a) / sympy.pi
    return product


def _exact(x: Any) -> Any:
    import sympy

    return sympy.Rational(x.numerator, x.denominator)
