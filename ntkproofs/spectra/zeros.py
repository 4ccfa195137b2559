"""Eigenvalues that are zero by an exact argument: the even or the odd part of the kernel is a polynomial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

from ntkproofs.kernels import (
    ArcCosine,
    Conjugate,
    ExpressionKernel,
    FormulaKernel,
    Homogeneous,
    NetworkKernel,
    NeuralTangentKernel,
    Product,
    Scaled,
    Sum,
)

NO_POLYNOMIAL = None
ZERO = -1


@final
@dataclass(frozen=True)
class PolynomialParts:
    r"""Degrees of :math:`(\kappa(t) \pm \kappa(-t))/2` where they are polynomials: -1 for the zero part, ``None`` if
    not known.

    :math:`P_k(-t) = (-1)^k P_k(t)` and :math:`P_k` is orthogonal to polynomials of lower degree, so :math:`\mu_k = 0`
    for every even :math:`k >` ``even`` and every odd :math:`k >` ``odd``.
    """

    even: int | None
    odd: int | None

    def vanishes(self, degree: int) -> bool:
        """Whether the eigenvalue of this degree is exactly zero."""
        part = self.odd if degree % 2 else self.even
        return part is not None and degree > part

    def zero_from(self, parity: int) -> int | None:
        """The first degree of a parity (0 or 1) from which on all eigenvalues of that parity are zero."""
        part = self.odd if parity else self.even
        if part is None:
            return None
        return parity if part < parity else part + (1 if (part - parity) % 2 else 2)


def polynomial_parts(kernel: Any) -> PolynomialParts:
    """The polynomial parts of a kernel that an exact argument gives.

    >>> polynomial_parts(ArcCosine(degree=1))
    PolynomialParts(even=None, odd=1)
    """
    if isinstance(kernel, Scaled | Homogeneous):
        return polynomial_parts(kernel.kernel)
    if isinstance(kernel, Sum | Product):
        left, right = polynomial_parts(kernel.left), polynomial_parts(kernel.right)
        if isinstance(kernel, Sum):
            return PolynomialParts(_plus(left.even, right.even), _plus(left.odd, right.odd))
        even = _plus(_times(left.even, right.even), _times(left.odd, right.odd))
        return PolynomialParts(even, _plus(_times(left.even, right.odd), _times(left.odd, right.even)))
    if isinstance(kernel, ArcCosine):
        return _rectified(kernel.degree)
    if isinstance(kernel, NetworkKernel):
        return _network(kernel)
    if isinstance(kernel, ExpressionKernel | FormulaKernel):
        return _expression(kernel)
    return PolynomialParts(None, None)


def _plus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else max(a, b)


def _times(a: int | None, b: int | None) -> int | None:
    if ZERO in (a, b):
        return ZERO
    return None if a is None or b is None else a + b


def _rectified(n: int) -> PolynomialParts:
    """The arc-cosine kernel: kappa_n(t) - (-1)^(n+1) kappa_n(-t) is a polynomial of degree n with the parity of n."""
    # E X_+^n Y_+^n + (-1)^n E X_+^n (-Y)_+^n = E X_+^n Y^n, a polynomial in t with the parity of n.
    return PolynomialParts(None, n) if n % 2 else PolynomialParts(n, None)


def _network(kernel: NetworkKernel) -> PolynomialParts:
    unknown = PolynomialParts(None, None)
    if not isinstance(kernel, NeuralTangentKernel | Conjugate):
        return unknown
    bias = kernel.bias if isinstance(kernel, NeuralTangentKernel) else 0
    if kernel.layers == 1:
        constant = kernel.bias_variance if isinstance(kernel, Conjugate) else bias
        return PolynomialParts(0 if constant != 0 else ZERO, 1)
    if kernel.bias_variance != 0 or bias != 0:
        return unknown
    if kernel.layers == 2:
        # a_i = 0 for i above the degree of the polynomial part of sigma with the parity of i, and the dual is
        # sum a_i^2 t^i; the part of sigma' of the other parity has one degree less, and t raises it again. For the
        # soft-plus sigma(u) - sigma(-u) = u, so the odd part has degree 1; for the sigmoid the even part is 1/2.
        even, odd = kernel.activation.polynomial_parts
        # the derivative of a constant even part is zero, and so is t times its dual
        return PolynomialParts(even, odd)
    # sigma odd: E sigma(u) sigma(v) is an odd function of the correlation and E sigma'(u) sigma'(v) an even one, so
    # every S_l and Theta_l is odd. sigma even: S_1 is even and all later functions of it are; E sigma' sigma' is odd
    # at the first layer, where it multiplies the odd Theta_1, and a function of an even correlation afterwards.
    parts = {"odd": PolynomialParts(ZERO, None), "even": PolynomialParts(None, ZERO), None: unknown}
    return parts[kernel.activation.parity]


def _expression(kernel: ExpressionKernel | FormulaKernel) -> PolynomialParts:
    import sympy

    expression = kernel.expression()
    t = sympy.Symbol("t", real=True)
    if any(s.name != "t" for s in expression.free_symbols):
        return PolynomialParts(None, None)
    expression = expression.subs(dict.fromkeys(expression.free_symbols, t))
    # arccos(t) = pi/2 - arcsin(t), and SymPy knows that arcsin is odd.
    expression = expression.replace(sympy.acos, lambda x: sympy.pi / 2 - sympy.asin(x))
    mirrored = expression.subs(t, -t)

    def degree(part: Any) -> int | None:
        part = sympy.expand(part)
        if part == 0:
            return ZERO
        return int(sympy.degree(part, t)) if part.is_polynomial(t) else None

    return PolynomialParts(degree(expression + mirrored), degree(expression - mirrored))
