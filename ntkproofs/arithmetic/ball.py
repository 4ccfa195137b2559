r"""Ball arithmetic: outward-rounded enclosures by FLINT's ``arb``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, ClassVar, final

import flint
from flint import arb, fmpq, fmpz

from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.order import Ternary, decided
from ntkproofs.arithmetic.rationals import fraction


@final
class Precision:
    """A block at a given precision: FLINT's process-wide ``prec`` and ``cap`` are restored on the way out.

    >>> with Precision(300):
    ...     flint.ctx.prec
    300
    """

    __slots__ = ("_bits", "_saved")

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._saved: list[tuple[int, int]] = []

    def __enter__(self) -> Precision:
        self._saved.append((flint.ctx.prec, flint.ctx.cap))
        flint.ctx.prec = self._bits
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        flint.ctx.prec, flint.ctx.cap = self._saved.pop()


@final
@dataclass(frozen=True)
class BallArithmetic(Arithmetic):
    r"""Real balls :math:`[m \pm r]` with ``bits`` bits in the midpoint; every result contains the true value.

    Values are ``flint.arb``.  Only ``int``, ``Fraction``, decimal strings, exact rationals of SymPy, GMP and FLINT,
    and ``arb`` come in; floats are refused.  A function on a ball that leaves its domain is NaN, and NaN compares
    UNDECIDED. Operators between values work at FLINT's global precision, so a formula is run by ``evaluate`` or
    inside ``with ctx.working():``.

    :raises InexactInput: when a float, an ``mpf``, a NumPy scalar or a SymPy ``Float`` comes in.
    :raises UnsupportedOperation: for functions that FLINT does not have.

    >>> ctx = BallArithmetic(bits=100)
    >>> with ctx.working():
    ...     print(ctx.evaluate(lambda ctx, x: ctx.sqrt(x) / 2, "0.5"))
    [0.35355339059327376220042218105 +/- 2.69e-30]
    """

    bits: int = 200

    rigorous: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not isinstance(self.bits, int) or self.bits < 2:
            raise ValueError(f"BallArithmetic: bits = {self.bits!r} does not satisfy bits >= 2")

    # -- values ---------------------------------------------------------------------------------------------------

    def working(self) -> Precision:
        return Precision(self.bits)

    def convert(self, value: Any) -> arb:
        if type(value) is arb:
            return value
        exact = fraction(value, who="BallArithmetic")
        return self.rational(exact.numerator, exact.denominator)

    def rational(self, numerator: int, denominator: int = 1) -> arb:
        with self.working():
            # An integer is stored exactly whatever its size; a quotient is rounded outward.
            if denominator == 1:
                return arb(fmpz(numerator))
            return arb(fmpq(numerator, denominator))

    def interval(self, lower: Any, upper: Any) -> arb:
        r"""A ball containing the interval :math:`[a, b]` with exact rational ends (at most a little wider).

        >>> BallArithmetic(53).interval(0, "1/3").contains(arb(fmpq(1, 3)))
        True
        """
        low, high = fraction(lower, who="BallArithmetic.interval"), fraction(upper, who="BallArithmetic.interval")
        if low > high:
            raise ValueError(f"BallArithmetic.interval: lower = {low} does not satisfy lower <= upper = {high}")
        middle, half = (low + high) / 2, (high - low) / 2
        with self.working():
            # |x - m| <= h and m in M imply x in M + [-1, 1] h; FLINT rounds both radii up.
            return self.convert(middle) + arb(0, (1, 0)) * self.convert(half)

    @property
    def pi(self) -> arb:
        with self.working():
            return arb.pi()

    # -- order ----------------------------------------------------------------------------------------------------

    def surely_less(self, left: Any, right: Any) -> Ternary:
        a, b = self.convert(left), self.convert(right)
        # FLINT compares without rounding, but says False on NaN and compares infinities: both stay undecided here.
        if not (a.is_finite() and b.is_finite()):
            return Ternary.UNDECIDED
        return decided(a < b, a >= b)

    # -- functions ------------------------------------------------------------------------------------------------

    def sqrt(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).sqrt()

    def sqrt_nonnegative(self, x: Any) -> arb:
        with self.working():
            return _on_part(self.convert(x), 0, None, arb.sqrt)

    def exp(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).exp()

    def log(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).log()

    def log1p(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).log1p()

    def sin(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).sin()

    def cos(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).cos()

    def tan(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).tan()

    def asin(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).asin()

    def acos(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).acos()

    def asin_unit(self, x: Any) -> arb:
        with self.working():
            return _on_part(self.convert(x), -1, 1, arb.asin)

    def acos_unit(self, x: Any) -> arb:
        with self.working():
            return _on_part(self.convert(x), -1, 1, arb.acos)

    def atan(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).atan()

    def sinh(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).sinh()

    def cosh(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).cosh()

    def tanh(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).tanh()

    def gamma(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).gamma()

    def rgamma(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).rgamma()

    def erf(self, x: Any) -> arb:
        with self.working():
            return self.convert(x).erf()

    def power(self, x: Any, y: Any) -> arb:
        with self.working():
            base, exponent = self.convert(x), _exponent(y)
            return base ** (exponent if isinstance(exponent, fmpz | fmpq) else self.convert(y))

    def power_nonnegative(self, x: Any, y: Any) -> arb:
        with self.working():
            exponent = self.convert(y)
            if self.surely_positive(exponent) is not Ternary.YES:
                return arb.nan()
            # x -> x^y is increasing on [0, oo) for y > 0, so the two ends of the ball give the range.
            return _on_part(self.convert(x), 0, None, lambda end: arb(0) if end.is_zero() else self.power(end, y))

    def bessel_i(self, order: Any, x: Any) -> arb:
        with self.working():
            return self.convert(x).bessel_i(self.convert(order))

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> arb:
        with self.working():
            a: list[Any] = [self.convert(v) for v in upper]
            b: list[Any] = [self.convert(v) for v in lower]
            z = self.convert(x)
            if len(a) == 2 and len(b) == 1:
                return z.hypgeom_2f1(a[0], a[1], b[0])
            return z.hypgeom(a, b)

    def sinc(self, x: Any) -> arb:
        return _decreasing_even(self, self.convert(x), Arithmetic.sinc)

    def sinc_slope(self, x: Any) -> arb:
        return _decreasing_even(self, self.convert(x), Arithmetic.sinc_slope)


def _decreasing_even(ctx: BallArithmetic, x: arb, function: Any) -> arb:
    """The range over a ball of an even function that decreases on [0, 4]; a direct evaluation where the ball leaves it.

    sinc' = -j_1 and (j_1(x)/x)' = -j_2(x)/x, and j_1, j_2 are positive on (0, 4.49): their first zeros are 4.493,
    5.763.
    """
    with ctx.working():
        if not x.is_finite() or x.abs_upper() > 4:
            return function(ctx, x)
        return function(ctx, x.abs_upper()).union(function(ctx, x.abs_lower()))


def _exponent(y: Any) -> fmpz | fmpq | None:
    """The exact exponent, so that x^(1/3) does not pass through a ball around 1/3; None for an ``arb``."""
    if type(y) is arb:
        return None
    exact = fraction(y, who="BallArithmetic.power")
    return fmpz(exact.numerator) if exact.denominator == 1 else fmpq(exact.numerator, exact.denominator)


def _on_part(x: arb, low: int, high: int | None, monotone: Any) -> arb:
    """The range of a monotone function over the part of the ball ``x`` in [low, high]; NaN when that part is empty."""
    if not x.is_finite():
        return arb.nan()
    # The ends are exact numbers, rounded outward; clipping them to the domain keeps every admissible point between.
    bottom, top = x.lower(), x.upper()
    if top < low or (high is not None and bottom > high):
        return arb.nan()
    if bottom > low and (high is None or top < high):
        return monotone(x)
    first = bottom if bottom > low else arb(low)
    last = top if high is None or top < high else arb(high)
    return monotone(first).union(monotone(last))
