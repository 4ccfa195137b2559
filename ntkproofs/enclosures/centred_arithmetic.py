r"""Complex boxes that carry a centre and a slope, so that every intermediate value is a mean-value form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from flint import acb, arb, fmpq, fmpz

from ntkproofs.arithmetic import Arithmetic, Precision, UnsupportedOperation, fraction
from ntkproofs.enclosures.box import common_part
from ntkproofs.enclosures.complex_arithmetic import ComplexBallArithmetic

__all__ = ["CentredArithmetic", "CentredBox"]


@final
@dataclass(frozen=True, slots=True, eq=False)
class CentredBox:
    r"""What is known of g on a box Z with middle m: g(m), an enclosure of g' on Z, and one of g itself on Z.

    ``reach`` is Z - m.  The enclosure of g is intersected with :math:`g(m) + g'(Z)(Z - m)` at every operation, so that
    the overestimation of a long formula is quadratic in the width of Z, and its inner cut tests see tight arguments.
    """

    middle: acb
    slope: acb
    box: acb
    reach: acb

    def _made(self, middle: acb, slope: acb, natural: acb) -> CentredBox:
        # a non-finite natural value says that a cut or pole is touched: then the mean-value form is not valid either
        box = common_part(natural, middle + slope * self.reach) if natural.is_finite() else natural
        return CentredBox(middle, slope, box, self.reach)

    def _other(self, value: Any) -> CentredBox:
        if isinstance(value, CentredBox):
            return value
        if not isinstance(value, int | fmpz | fmpq | arb | acb):
            raise UnsupportedOperation(f"CentredBox: a number of ctx was needed, {value!r} came; use ctx.rational")
        return CentredBox(acb(value), acb(0), acb(value), self.reach)

    def __add__(self, other: Any) -> CentredBox:
        y = self._other(other)
        return self._made(self.middle + y.middle, self.slope + y.slope, self.box + y.box)

    def __neg__(self) -> CentredBox:
        return CentredBox(-self.middle, -self.slope, -self.box, self.reach)

    def __sub__(self, other: Any) -> CentredBox:
        y = self._other(other)
        return self._made(self.middle - y.middle, self.slope - y.slope, self.box - y.box)

    def __rsub__(self, other: Any) -> CentredBox:
        return self._other(other) - self

    def __mul__(self, other: Any) -> CentredBox:
        y = self._other(other)
        return self._made(self.middle * y.middle, self.slope * y.box + self.box * y.slope, self.box * y.box)

    def __truediv__(self, other: Any) -> CentredBox:
        y = self._other(other)
        quotient = self.box / y.box
        # (x/y)' = (x' - (x/y) y') / y; a divisor that may vanish gives non-finite boxes
        return self._made(self.middle / y.middle, (self.slope - quotient * y.slope) / y.box, quotient)

    def __rtruediv__(self, other: Any) -> CentredBox:
        return self._other(other) / self

    def __pow__(self, exponent: Any) -> CentredBox:
        if not isinstance(exponent, int):
            raise UnsupportedOperation(f"CentredBox: an integer exponent was needed, {exponent!r} came; use ctx.power")
        if exponent == 0:
            return self._other(1)
        return self._made(self.middle**exponent, exponent * self.box ** (exponent - 1) * self.slope, self.box**exponent)

    __radd__ = __add__
    __rmul__ = __mul__


@final
@dataclass(frozen=True)
class CentredArithmetic(Arithmetic):
    r"""Formulas on wide complex boxes by mean-value forms throughout; values are ``CentredBox``.

    Built on :class:`~ntkproofs.enclosures.ComplexBallArithmetic` in analytic mode: a finite ``box`` proves the formula
    analytic on the argument.  Deep kernels, whose layers nest square roots and arc sines, need it to cover an ellipse.

    >>> CentredArithmetic(64).enclose(lambda ctx, z: z * (1 - z), acb(arb((1, -1), (1, -6)))).real < arb("0.26")
    True
    """

    bits: int = 64

    rigorous: ClassVar[bool] = True

    @property
    def _plain(self) -> ComplexBallArithmetic:
        return ComplexBallArithmetic(self.bits, analytic=True)

    def working(self) -> Precision:
        return Precision(self.bits)

    def enclose(self, f: Callable[..., Any], z: acb) -> acb:
        """A box that contains f(w) for every w in z, non-finite unless f was seen to be analytic on z."""
        with self.working():
            middle = z.mid()
            result = f(self, CentredBox(middle, acb(1), z, z - middle))
            return result.box if isinstance(result, CentredBox) else self._plain.convert(result)

    def convert(self, value: Any) -> Any:
        return value if isinstance(value, CentredBox) else self._plain.convert(value)

    def rational(self, numerator: int, denominator: int = 1) -> acb:
        return self._plain.rational(numerator, denominator)

    @property
    def pi(self) -> acb:
        return self._plain.pi

    def _chain(self, g: Callable[[Any], acb], slope: Callable[[acb], acb], x: Any) -> Any:
        """Apply g with derivative ``slope``; constants go to the plain arithmetic."""
        if not isinstance(x, CentredBox):
            return g(x)
        natural = g(x.box)
        return x._made(g(x.middle), slope(x.box) * x.slope, natural)

    def exp(self, x: Any) -> Any:
        return self._chain(self._plain.exp, acb.exp, x)

    def sin(self, x: Any) -> Any:
        return self._chain(self._plain.sin, acb.cos, x)

    def cos(self, x: Any) -> Any:
        return self._chain(self._plain.cos, lambda z: -z.sin(), x)

    def tan(self, x: Any) -> Any:
        return self._chain(self._plain.tan, lambda z: z.sec() ** 2, x)

    def sinh(self, x: Any) -> Any:
        return self._chain(self._plain.sinh, acb.cosh, x)

    def cosh(self, x: Any) -> Any:
        return self._chain(self._plain.cosh, acb.sinh, x)

    def tanh(self, x: Any) -> Any:
        return self._chain(self._plain.tanh, lambda z: z.sech() ** 2, x)

    def erf(self, x: Any) -> Any:
        return self._chain(self._plain.erf, lambda z: 2 * (-z * z).exp() / arb.pi().sqrt(), x)

    def gamma(self, x: Any) -> Any:
        return self._chain(self._plain.gamma, lambda z: z.gamma() * z.digamma(), x)

    def rgamma(self, x: Any) -> Any:
        return self._chain(self._plain.rgamma, lambda z: -z.rgamma() * z.digamma(), x)

    def sqrt(self, x: Any) -> Any:
        return self._chain(self._plain.sqrt, lambda z: 1 / (2 * self._plain.sqrt(z)), x)

    def log(self, x: Any) -> Any:
        return self._chain(self._plain.log, lambda z: 1 / z, x)

    def log1p(self, x: Any) -> Any:
        return self._chain(self._plain.log1p, lambda z: 1 / (1 + z), x)

    def _unit_slope(self, z: acb) -> acb:
        return 1 / (self._plain.sqrt(1 - z) * self._plain.sqrt(1 + z))

    def asin(self, x: Any) -> Any:
        return self._chain(self._plain.asin, self._unit_slope, x)

    def acos(self, x: Any) -> Any:
        return self._chain(self._plain.acos, lambda z: -self._unit_slope(z), x)

    def atan(self, x: Any) -> Any:
        return self._chain(self._plain.atan, lambda z: 1 / (1 + z * z), x)

    # a promise about real arguments says nothing on a complex box
    def sqrt_nonnegative(self, x: Any) -> Any:
        return self.sqrt(x)

    def asin_unit(self, x: Any) -> Any:
        return self.asin(x)

    def acos_unit(self, x: Any) -> Any:
        return self.acos(x)

    def power(self, x: Any, y: Any) -> Any:
        exact = y if type(y) in (arb, acb) else fraction(y, who="CentredArithmetic.power")
        factor = self._plain.convert(exact)
        return self._chain(lambda z: self._plain.power(z, exact), lambda z: factor * self._plain.power(z, exact - 1), x)

    def power_nonnegative(self, x: Any, y: Any) -> Any:
        return self.power(x, y)

    def bessel_i(self, order: Any, x: Any) -> Any:
        index = self._plain.convert(order)
        return self._chain(
            lambda z: self._plain.bessel_i(order, z), lambda z: (z.bessel_i(index - 1) + z.bessel_i(index + 1)) / 2, x
        )

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> Any:
        a, b = [self._plain.convert(v) for v in upper], [self._plain.convert(v) for v in lower]

        def slope(z: acb) -> acb:
            value = self._plain.hypergeometric([v + 1 for v in a], [v + 1 for v in b], z)
            for v in a:
                value *= v
            for v in b:
                value /= v
            return value

        return self._chain(lambda z: self._plain.hypergeometric(a, b, z), slope, x)
