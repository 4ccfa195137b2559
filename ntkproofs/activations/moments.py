r"""The moments :math:`\gamma_j(q) = \mathbb{E}\,\sigma^{(j)}(\sqrt q X)^2`, which decide how smooth a kernel is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from ntkproofs.activations.base import Activation
from ntkproofs.activations.hermite_expansion import hermite_expansion
from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic


def nth_derivative(activation: Activation, order: int) -> Activation:
    r"""The derivative :math:`\sigma^{(j)}`, j = ``order``.

    :raises UnsupportedOperation: where it is no function.

    >>> from ntkproofs.activations import Softplus
    >>> nth_derivative(Softplus(), 2)
    logistic_derivative
    """
    for _ in range(order):
        activation = activation.derivative()
    return activation


def gamma(activation: Activation, order: int, bits: int, variance: Any = 1) -> arb:
    r"""A ball of :math:`\gamma_j(q)`, j = ``order``, q = ``variance``.

    >>> from ntkproofs.activations import Softplus
    >>> print(gamma(Softplus(), 2, 120).str(30, radius=False))
    0.0448362413501943717925826582950
    """
    found = nth_derivative(activation, order)
    ctx = BallArithmetic(bits + 16)
    with ctx.working():
        q = variance if isinstance(variance, arb) else ctx.convert(variance)
        if found.closed_dual:
            return ctx.convert(found.variance(ctx, q))
        return hermite_expansion(found, q, 1, bits).moment


def exact_gamma(activation: Activation, order: int, variance: Fraction = Fraction(1)) -> Any:
    r"""The exact :math:`\gamma_j(q)` as a SymPy expression, or None where only balls are known.

    >>> from ntkproofs.activations import Exponential
    >>> [exact_gamma(Exponential(shift=-2), j) for j in range(3)]
    [exp(-2), exp(-2), exp(-2)]
    """
    found = nth_derivative(activation, order)
    if not found.closed_dual:
        return None
    ctx = ExactArithmetic()
    return found.variance(ctx, ctx.convert(variance))
