r"""Expansions of a kernel at :math:`t = 1` and :math:`t = -1`, in the angle and in :math:`1 \mp t`, real exponents
included.

Any formula over the angle is run on a truncated series: at :math:`t = 1` on :math:`\theta = x`, at :math:`t = -1` on
:math:`\theta = \pi - x`. With :math:`s = 1 \mp t = 2\sin^2(x/2)`, that is :math:`x = 2\arcsin\sqrt{s/2}`, the series
in :math:`x` becomes one in :math:`s`; its non-integer exponents are the singular part of the kernel.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Any, ClassVar, final

from ntkproofs.arithmetic import Arithmetic, fraction
from ntkproofs.expansions.coefficients import Coefficient, Coefficients, UndecidedCoefficient
from ntkproofs.expansions.puiseux import Puiseux

EVERY_ORDER = Fraction(10**9)


@final
class EndpointArithmetic(Arithmetic):
    """Formulas over truncated series; values are :class:`~ntkproofs.expansions.puiseux.Puiseux`, constants among
    them."""

    rigorous: ClassVar[bool] = True

    def __init__(self, field: Coefficients) -> None:
        self.field = field

    def working(self) -> contextlib.AbstractContextManager[Any]:
        return self.field.working()

    def convert(self, value: Any) -> Puiseux:
        # A constant is known to every order.
        return value if isinstance(value, Puiseux) else Puiseux({Fraction(0): value}, EVERY_ORDER, self.field)

    def rational(self, numerator: int, denominator: int = 1) -> Puiseux:
        return self.convert(Fraction(numerator, denominator))

    @property
    def pi(self) -> Puiseux:
        import sympy

        return self.convert(sympy.pi)

    def _taylor(self, name: str, x: Any) -> Any:
        """A function that is analytic at the constant term of its argument, by its derivatives there."""
        constant, rest = self.convert(x).constant_and_rest()
        return rest.compose(self.field.derivatives(name, constant, rest.powers_needed()))

    def _constant(self, x: Any) -> Coefficient:
        return self.convert(x).constant_and_rest()[0]

    def _is(self, x: Any, number: int) -> bool:
        return not (self._constant(x) - self.field.convert(number)).certainly_nonzero()

    def exp(self, x: Any) -> Any:
        return self._taylor("exp", x)

    def sin(self, x: Any) -> Any:
        return self._taylor("sin", x)

    def cos(self, x: Any) -> Any:
        return self._taylor("cos", x)

    def tan(self, x: Any) -> Any:
        return self._taylor("tan", x)

    def sinh(self, x: Any) -> Any:
        return self._taylor("sinh", x)

    def cosh(self, x: Any) -> Any:
        return self._taylor("cosh", x)

    def tanh(self, x: Any) -> Any:
        return self._taylor("tanh", x)

    def atan(self, x: Any) -> Any:
        return self._taylor("atan", x)

    def erf(self, x: Any) -> Any:
        return self._taylor("erf", x)

    def log(self, x: Any) -> Any:
        if self._is(x, 0):
            raise UndecidedCoefficient("the logarithm of a function that vanishes at the end has no series in powers")
        return self._taylor("log", x)

    def log1p(self, x: Any) -> Any:
        return self.log(1 + x)

    def asin(self, x: Any) -> Any:
        if self._is(x, 1) or self._is(x, -1):
            return self.pi / 2 - self.acos(x)
        return self._taylor("asin", x)

    def acos(self, x: Any) -> Any:
        if self._is(x, 1):
            # arccos(1 - v) = 2 arcsin sqrt(v/2)
            return 2 * self._taylor("asin", ((1 - x) / 2).power(Fraction(1, 2)))
        if self._is(x, -1):
            return self.pi - self.acos(-x)
        return self._taylor("acos", x)

    def asin_unit(self, x: Any) -> Any:
        return self.asin(x)

    def acos_unit(self, x: Any) -> Any:
        return self.acos(x)

    def sqrt(self, x: Any) -> Any:
        return self.power(x, Fraction(1, 2))

    def sqrt_nonnegative(self, x: Any) -> Any:
        return self.sqrt(x)

    def power(self, x: Any, y: Any) -> Any:
        exponent = fraction(y, who="EndpointArithmetic.power")
        x = self.convert(x)
        return x ** int(exponent) if exponent.denominator == 1 else x.power(exponent)

    def power_nonnegative(self, x: Any, y: Any) -> Any:
        return self.power(x, y)

    def sinc(self, x: Any) -> Any:
        # sin(x)/x = sum (-1)^n x^(2n)/(2n+1)!
        return self._entire(x, lambda n: Fraction((-1) ** n, factorial(2 * n + 1)), lambda: self.sin(x) / x)

    def sinc_slope(self, x: Any) -> Any:
        # (sin x - x cos x)/x^3 = sum (-1)^n (2n+2) x^(2n)/(2n+3)!
        return self._entire(
            x,
            lambda n: Fraction((-1) ** n * (2 * n + 2), factorial(2 * n + 3)),
            lambda: (self.sin(x) - x * self.cos(x)) / x**3,
        )

    def _entire(self, x: Any, coefficient: Callable[[int], Fraction], quotient: Callable[[], Any]) -> Any:
        """An even entire function: its series where the argument vanishes at the end, the quotient elsewhere."""
        if not self._is(x, 0):
            return quotient()
        square = self.convert(x) ** 2
        return square.compose([coefficient(n) for n in range(square.powers_needed())])


def angle_expansion(kernel: Any, end: int, order: Fraction | int, field: Coefficients | None = None) -> Puiseux:
    r"""The kernel at :math:`t = 1` (``end=1``) or :math:`t = -1` (``end=-1``) as a series in the angle from that end.

    The order of the result is about ``order``; divisions and roots cost some of it.

    >>> from ntkproofs.kernels import ArcCosine
    >>> angle_expansion(ArcCosine(degree=0), 1, 3).terms
    {Fraction(0, 1): 1, Fraction(1, 1): -1/pi}
    """
    if end not in (1, -1):
        raise ValueError(f"angle_expansion: end = {end!r} is neither 1 nor -1")
    field = field or Coefficients()
    ctx = EndpointArithmetic(field)
    with ctx.working():
        x = Puiseux({Fraction(1): 1}, Fraction(order), field)
        value = ctx.convert(kernel.kappa(ctx, x if end == 1 else ctx.pi - x))
        return value.like(value.terms, min(value.order, Fraction(order)))


def power_expansion(kernel: Any, end: int, order: Fraction | int, field: Coefficients | None = None) -> Puiseux:
    r"""The kernel as a series in :math:`s = 1 - t` (``end=1``) or :math:`s = 1 + t` (``end=-1``), up to about
    :math:`s^{order}`.

    >>> from ntkproofs.kernels import ArcCosine
    >>> power_expansion(ArcCosine(degree=0), 1, 2).terms
    {Fraction(0, 1): 1, Fraction(1, 2): -sqrt(2)/pi, Fraction(3, 2): -sqrt(2)/(12*pi)}
    """
    series = angle_expansion(kernel, end, 2 * Fraction(order), field)
    ctx, reach = EndpointArithmetic(series.field), series.order / 2
    with ctx.working():
        low = min(series.valuation(), Fraction(0)) / 2
        root = series.like({Fraction(1, 2): ctx.sqrt(ctx.rational(1, 2)).coefficient(0)}, reach - low + 1)
        angle = 2 * ctx.asin(root)
        total = series.like({}, reach)
        for exponent, c in series.terms.items():
            # x^e = (2 s)^(e/2) (1 + O(s)): the order in s is half of the order in x.
            power = ctx.rational(1) if exponent == 0 else angle.power(exponent)
            total = total + series.like(power.terms, min(power.order, reach)) * c
        return total


def singular_part(
    kernel: Any, end: int, order: Fraction | int, field: Coefficients | None = None
) -> dict[Fraction, Coefficient]:
    """The terms with non-integer exponents of :func:`power_expansion`: what the decay of the eigenvalues comes from."""
    return {e: c for e, c in power_expansion(kernel, end, order, field).terms.items() if e.denominator != 1}
