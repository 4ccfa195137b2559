r"""Expansions of a kernel at :math:`t = 1` and :math:`t = -1`, in the angle and in :math:`1 \mp t`, real exponents included.

Any formula over the angle is run on a truncated series: at :math:`t = 1` on :math:`\theta = x`, at :math:`t = -1` on
:math:`\theta = \pi - x`. With :math:`s = 1 \mp t = 2\sin^2(x/2)`, that is :math:`x = 2\arcsin\sqrt{s/2}`, the series in :math:`x`
becomes one in :math:`s`; its non-integer exponents are the singular part of the kernel.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

import sympy

from ntkproofs.arithmetic import Arithmetic, ExactArithmetic, fraction
from ntkproofs.expansions.puiseux import Puiseux, UndecidedCoefficient, certainly_nonzero


@final
@dataclass(frozen=True)
class EndpointArithmetic(Arithmetic):
    """Formulas over truncated series with exact coefficients; values are SymPy constants or series."""

    order: Fraction

    rigorous: ClassVar[bool] = True

    def convert(self, value: Any) -> Any:
        return value if isinstance(value, Puiseux) else ExactArithmetic().convert(value)

    def rational(self, numerator: int, denominator: int = 1) -> Any:
        return sympy.Rational(numerator, denominator)

    @property
    def pi(self) -> Any:
        return sympy.pi

    def _taylor(self, function: Any, x: Any) -> Any:
        """A function that is analytic at the constant term of its argument, by its derivatives there."""
        if not isinstance(x, Puiseux):
            return function(x)
        constant, rest = x.constant_and_rest()
        u = sympy.Dummy("u")
        derivatives = [function(u)]

        def coefficient(n: int) -> Any:
            while len(derivatives) <= n:
                derivatives.append(sympy.diff(derivatives[-1], u))
            return derivatives[n].subs(u, constant) / sympy.factorial(n)

        return rest.compose(coefficient) if rest.terms else Puiseux({Fraction(0): function(constant)}, x.order)

    def exp(self, x: Any) -> Any:
        return self._taylor(sympy.exp, x)

    def sin(self, x: Any) -> Any:
        return self._taylor(sympy.sin, x)

    def cos(self, x: Any) -> Any:
        return self._taylor(sympy.cos, x)

    def tan(self, x: Any) -> Any:
        return self._taylor(sympy.tan, x)

    def sinh(self, x: Any) -> Any:
        return self._taylor(sympy.sinh, x)

    def cosh(self, x: Any) -> Any:
        return self._taylor(sympy.cosh, x)

    def tanh(self, x: Any) -> Any:
        return self._taylor(sympy.tanh, x)

    def atan(self, x: Any) -> Any:
        return self._taylor(sympy.atan, x)

    def erf(self, x: Any) -> Any:
        return self._taylor(sympy.erf, x)

    def log(self, x: Any) -> Any:
        if isinstance(x, Puiseux) and not certainly_nonzero(x.constant_and_rest()[0]):
            raise UndecidedCoefficient("EndpointArithmetic: the logarithm of a function that vanishes at the end has no power series")
        return self._taylor(sympy.log, x)

    def log1p(self, x: Any) -> Any:
        return self.log(1 + x)

    def asin(self, x: Any) -> Any:
        if not isinstance(x, Puiseux):
            return sympy.asin(x)
        constant = x.constant_and_rest()[0]
        if constant in (1, -1):
            return sympy.pi / 2 - self.acos(x)
        return self._taylor(sympy.asin, x)

    def acos(self, x: Any) -> Any:
        if not isinstance(x, Puiseux):
            return sympy.acos(x)
        constant = x.constant_and_rest()[0]
        if constant == 1:
            # arccos(1 - v) = 2 arcsin sqrt(v/2)
            return 2 * self.asin(((1 - x) / 2).power(Fraction(1, 2)))
        if constant == -1:
            return sympy.pi - self.acos(-x)
        return sympy.pi / 2 - self._taylor(sympy.asin, x)

    def asin_unit(self, x: Any) -> Any:
        return self.asin(x)

    def acos_unit(self, x: Any) -> Any:
        return self.acos(x)

    def sqrt(self, x: Any) -> Any:
        return x.power(Fraction(1, 2)) if isinstance(x, Puiseux) else sympy.sqrt(x)

    def sqrt_nonnegative(self, x: Any) -> Any:
        return self.sqrt(x)

    def power(self, x: Any, y: Any) -> Any:
        exponent = fraction(y, who="EndpointArithmetic.power")
        if not isinstance(x, Puiseux):
            return sympy.Pow(x, sympy.Rational(exponent.numerator, exponent.denominator))
        return x ** int(exponent) if exponent.denominator == 1 else x.power(exponent)

    def power_nonnegative(self, x: Any, y: Any) -> Any:
        return self.power(x, y)

    def hypergeometric(self, upper: Any, lower: Any, x: Any) -> Any:
        constant = x.constant_and_rest()[0] if isinstance(x, Puiseux) else x
        if constant != 0:
            raise self.missing("hypergeometric away from 0", "expand at the other end")
        if not isinstance(x, Puiseux):
            return sympy.Integer(1)

        def coefficient(n: int) -> Any:
            top = sympy.prod([sympy.rf(a, n) for a in upper])
            return top / (sympy.prod([sympy.rf(b, n) for b in lower]) * sympy.factorial(n))

        return x.compose(coefficient)

    def sinc(self, x: Any) -> Any:
        constant = x.constant_and_rest()[0] if isinstance(x, Puiseux) else x
        if constant == 0:
            return self.hypergeometric([], [sympy.Rational(3, 2)], -(x * x) / 4)
        return self.sin(x) / x

    def sinc_slope(self, x: Any) -> Any:
        constant = x.constant_and_rest()[0] if isinstance(x, Puiseux) else x
        if constant == 0:
            return self.hypergeometric([], [sympy.Rational(5, 2)], -(x * x) / 4) / 3
        return (self.sin(x) - x * self.cos(x)) / x**3


@functools.lru_cache(maxsize=64)
def angle_expansion(kernel: Any, end: int, order: Fraction) -> Puiseux:
    r"""The kernel at :math:`t = 1` (``end=1``) or :math:`t = -1` (``end=-1``) as a series in the angle from that end.

    >>> from ntkproofs.kernels import ArcCosine
    >>> angle_expansion(ArcCosine(degree=0), 1, Fraction(3)).terms
    {Fraction(0, 1): 1, Fraction(1, 1): -1/pi}
    """
    if end not in (1, -1):
        raise ValueError(f"angle_expansion: end = {end!r} is neither 1 nor -1")
    ctx = EndpointArithmetic(order)
    x = Puiseux({Fraction(1): sympy.Integer(1)}, order)
    value = kernel.kappa(ctx, x if end == 1 else sympy.pi - x)
    return value if isinstance(value, Puiseux) else Puiseux({Fraction(0): sympy.sympify(value)}, order)


def power_expansion(kernel: Any, end: int, order: Fraction) -> Puiseux:
    r"""The kernel as a series in :math:`s = 1 - t` (``end=1``) or :math:`s = 1 + t` (``end=-1``), up to :math:`O(s^{order})`.

    >>> from ntkproofs.kernels import ArcCosine
    >>> power_expansion(ArcCosine(degree=0), 1, Fraction(2)).terms
    {Fraction(0, 1): 1, Fraction(1, 2): -sqrt(2)/pi, Fraction(3, 2): -sqrt(2)/(12*pi)}
    """
    series = angle_expansion(kernel, end, 2 * order)
    ctx = EndpointArithmetic(order)
    root = Puiseux({Fraction(1, 2): 1 / sympy.sqrt(2)}, order + 1)
    angle = 2 * ctx.asin(root)
    total = Puiseux({}, order)
    for exponent, c in series.terms.items():
        # x^e = (2 s)^{e/2} (1 + O(s))^e, so the order in s is half of the order in x.
        power = Puiseux({Fraction(0): sympy.Integer(1)}, order) if exponent == 0 else angle.power(exponent)
        total = total + c * Puiseux(power.terms, order)
    return total


def singular_part(kernel: Any, end: int, order: Fraction) -> dict[Fraction, Any]:
    """The terms with non-integer exponents of :func:`power_expansion`: what the decay of the eigenvalues comes from."""
    return {e: c for e, c in power_expansion(kernel, end, order).terms.items() if e.denominator != 1}
