r"""Multiprecision arithmetic: mpmath numbers in a context of their own; accurate, never rigorous."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

import mpmath
from mpmath import libmp
from mpmath.ctx_mp import MPContext

from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.errors import InexactInput
from ntkproofs.arithmetic.order import Ternary, decided
from ntkproofs.arithmetic.rationals import fraction


@functools.cache
def _context(digits: int) -> MPContext:
    """One context per precision, apart from mpmath's global ``mp``, whose precision anybody may change."""
    context = mpmath.mp.clone()
    context.dps = digits
    return context


@final
@dataclass(frozen=True)
class MultiprecisionArithmetic(Arithmetic):
    r"""Numbers with ``digits`` decimal digits and no bound on the accumulated roundoff.

    Values are ``mpf`` of a private mpmath context, whose precision they carry: operators work at ``digits`` digits
    without further ado.  A function outside of its real domain gives NaN.  Comparisons within half of the digits are
    UNDECIDED.

    :raises InexactInput: when a ``float``, a NumPy scalar or a ball comes in.

    >>> ctx = MultiprecisionArithmetic(digits=30)
    >>> ctx.evaluate(lambda ctx, x: ctx.sqrt(x), 2)
    mpf('1.41421356237309504880168872420977')
    """

    digits: int = 50

    def __post_init__(self) -> None:
        if not isinstance(self.digits, int) or self.digits < 1:
            raise ValueError(f"MultiprecisionArithmetic: digits = {self.digits!r} does not satisfy digits >= 1")

    # -- values ---------------------------------------------------------------------------------------------------

    @property
    def context(self) -> MPContext:
        """The private mpmath context."""
        return _context(self.digits)

    def convert(self, value: Any) -> Any:
        context = self.context
        if type(value) is context.mpf:
            return value
        if hasattr(value, "_mpf_") and type(value).__module__.startswith("mpmath"):
            return context.mpf(value)  # an mpf of another context, rounded to this one
        if type(value).__name__ == "arb":
            raise InexactInput(
                "MultiprecisionArithmetic: a number was needed, a ball came, whose radius would be lost; "
                "pass its midpoint through the codec"
            )
        exact = fraction(value, who="MultiprecisionArithmetic")
        return self.rational(exact.numerator, exact.denominator)

    def rational(self, numerator: int, denominator: int = 1) -> Any:
        # One rounding; mpf(p) / q would round twice.
        return self.context.make_mpf(libmp.from_rational(numerator, denominator, self.context.prec, "n"))

    @property
    def pi(self) -> Any:
        return +self.context.pi

    # -- order ----------------------------------------------------------------------------------------------------

    def surely_less(self, left: Any, right: Any) -> Ternary:
        a, b = self.convert(left), self.convert(right)
        if not (self.context.isfinite(a) and self.context.isfinite(b)):
            return Ternary.UNDECIDED
        # Nothing bounds the roundoff, so half of the digits is kept as a margin, absolute below 1 and relative above.
        margin = self.context.ldexp(max(1, abs(a), abs(b)), -(self.context.prec // 2))
        return decided(a + margin < b, a >= b + margin)

    # -- functions ------------------------------------------------------------------------------------------------

    def _call(self, function: Any, *arguments: Any) -> Any:
        value = function(*[self.convert(argument) for argument in arguments])
        # mpmath continues into the complex plane (sqrt(-1), acos(2)); here functions are real.
        return value if type(value) is self.context.mpf else self.context.nan

    def _clip(self, x: Any, low: int, high: int | None) -> Any:
        """The nearest point of [low, high] when ``x`` misses it by roundoff (half of the digits), else ``x``."""
        x, margin = self.convert(x), self.context.ldexp(1, -(self.context.prec // 2))
        if low - margin < x < low:
            return self.context.mpf(low)
        if high is not None and high < x < high + margin:
            return self.context.mpf(high)
        return x

    def sqrt(self, x: Any) -> Any:
        return self._call(self.context.sqrt, x)

    def sqrt_nonnegative(self, x: Any) -> Any:
        return self.sqrt(self._clip(x, 0, None))

    def exp(self, x: Any) -> Any:
        return self._call(self.context.exp, x)

    def log(self, x: Any) -> Any:
        return self._call(self.context.ln, x)

    def log1p(self, x: Any) -> Any:
        return self._call(self.context.log1p, x)

    def sin(self, x: Any) -> Any:
        return self._call(self.context.sin, x)

    def cos(self, x: Any) -> Any:
        return self._call(self.context.cos, x)

    def tan(self, x: Any) -> Any:
        return self._call(self.context.tan, x)

    def asin(self, x: Any) -> Any:
        return self._call(self.context.asin, x)

    def acos(self, x: Any) -> Any:
        return self._call(self.context.acos, x)

    def asin_unit(self, x: Any) -> Any:
        return self.asin(self._clip(x, -1, 1))

    def acos_unit(self, x: Any) -> Any:
        return self.acos(self._clip(x, -1, 1))

    def atan(self, x: Any) -> Any:
        return self._call(self.context.atan, x)

    def sinh(self, x: Any) -> Any:
        return self._call(self.context.sinh, x)

    def cosh(self, x: Any) -> Any:
        return self._call(self.context.cosh, x)

    def tanh(self, x: Any) -> Any:
        return self._call(self.context.tanh, x)

    def gamma(self, x: Any) -> Any:
        x = self.convert(x)
        # mpmath raises at the poles 0, -1, -2, ...
        return self.context.nan if self.context.isnpint(x) else self._call(self.context.gamma, x)

    def rgamma(self, x: Any) -> Any:
        return self._call(self.context.rgamma, x)

    def erf(self, x: Any) -> Any:
        return self._call(self.context.erf, x)

    def power(self, x: Any, y: Any) -> Any:
        try:
            return self._call(self.context.power, x, y)
        except ZeroDivisionError:  # a negative power of zero
            return self.context.nan

    def power_nonnegative(self, x: Any, y: Any) -> Any:
        return self.power(self._clip(x, 0, None), y)

    def bessel_i(self, order: Any, x: Any) -> Any:
        return self._call(self.context.besseli, order, x)

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> Any:
        a, b = [self.convert(v) for v in upper], [self.convert(v) for v in lower]
        return self._call(lambda z: self.context.hyper(a, b, z), x)
