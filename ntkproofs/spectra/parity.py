"""Exact parity of a kernel on the sphere: the argument by which half of its eigenvalues are zero."""

from __future__ import annotations

from typing import Any, Literal

from ntkproofs.kernels import Conjugate, ExpressionKernel, NetworkKernel, NeuralTangentKernel, Product, Scaled, Sum

Parity = Literal["even", "odd"]


def parity(kernel: Any) -> Parity | None:
    r"""Whether :math:`\kappa(-t) = \kappa(t)` ("even") or :math:`\kappa(-t) = -\kappa(t)` ("odd") by an exact argument.

    :math:`P_k(-t) = (-1)^k P_k(t)`, so an even kernel has :math:`\mu_k = 0` for odd degrees, and an odd one for even degrees.
    ``None`` says that neither was established.

    >>> from ntkproofs.activations import Erf
    >>> parity(NeuralTangentKernel(layers=3, activation=Erf()))
    'odd'
    """
    if isinstance(kernel, Scaled):
        return parity(kernel.kernel)
    if isinstance(kernel, Sum):
        left, right = parity(kernel.left), parity(kernel.right)
        return left if left == right else None
    if isinstance(kernel, Product):
        left, right = parity(kernel.left), parity(kernel.right)
        return None if left is None or right is None else ("even" if left == right else "odd")
    if isinstance(kernel, NetworkKernel):
        return _network(kernel)
    if isinstance(kernel, ExpressionKernel):
        return _expression(kernel)
    return None


def _network(kernel: NetworkKernel) -> Parity | None:
    bias = kernel.bias if isinstance(kernel, NeuralTangentKernel) else 0
    if not isinstance(kernel, NeuralTangentKernel | Conjugate) or kernel.bias_variance != 0 or bias != 0:
        return None
    if kernel.layers == 1:
        return "odd"
    # sigma odd: E sigma(u) sigma(v) is an odd function of the correlation and E sigma'(u) sigma'(v) an even one, so every
    # S_l and Theta_l is odd. sigma even: S_1 is even and all later functions of it are; E sigma' sigma' is odd at the first
    # layer, where it multiplies the odd Theta_1, and a function of an even correlation afterwards.
    return kernel.activation.parity


def _expression(kernel: ExpressionKernel) -> Parity | None:
    import sympy

    expression = kernel.expression()
    names = [s for s in expression.free_symbols if s.name == "t"]
    if len(names) != 1:
        return "even" if not names else None
    mirrored = expression.subs(names[0], -names[0])
    # A difference that expands to the zero expression is zero; anything else decides nothing.
    if sympy.expand(mirrored - expression) == 0:
        return "even"
    return "odd" if sympy.expand(mirrored + expression) == 0 else None
