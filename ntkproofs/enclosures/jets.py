r"""Jets: any formula of the dialect evaluated to a truncated power series with ball coefficients."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, final

import flint
from flint import arb, arb_series, fmpq

from ntkproofs.arithmetic import Arithmetic, BallArithmetic, Precision, Ternary, UnsupportedOperation, fraction
from ntkproofs.enclosures.box import common_part

__all__ = ["TaylorArithmetic", "taylor"]


@final
@dataclass(frozen=True)
class TaylorArithmetic(Arithmetic):
    r"""Power series :math:`\sum_{n \le N} c_n t^n + O(t^{N+1})` with balls c_n, N = ``order``.

    Values are ``arb_series``, constants ``arb``.  Run on :math:`X + t` with a ball X, a formula gives c_n with
    :math:`f^{(n)}(\xi)/n! \in c_n` for every :math:`\xi \in X`.  Where a function has a value but no derivative (a
    square root whose argument touches 0) the value is kept and the derivatives are NaN.  Raises
    :class:`~ntkproofs.arithmetic.UnsupportedOperation` for functions that have no jet here.

    >>> TaylorArithmetic(bits=64, order=2).order
    2
    """

    bits: int = 128
    order: int = 4

    rigorous: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not isinstance(self.order, int) or self.order < 0:
            raise ValueError(f"TaylorArithmetic: order = {self.order!r} does not satisfy order >= 0")

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        # Precision restores FLINT's process-wide prec and cap on the way out, also after an error
        with Precision(self.bits):
            flint.ctx.cap = self.order + 1
            yield

    @property
    def _balls(self) -> BallArithmetic:
        return BallArithmetic(self.bits)

    def convert(self, value: Any) -> arb_series:
        if type(value) is arb_series:
            return value
        constant = self._balls.convert(value)
        with self.working():
            return arb_series([constant], prec=self.order + 1)

    def variable(self, x: Any) -> arb_series:
        """The series x + t at a ball (or exact number) x."""
        point = self._balls.convert(x)
        with self.working():
            return arb_series([point, 1], prec=self.order + 1)

    def rational(self, numerator: int, denominator: int = 1) -> arb:
        return self._balls.rational(numerator, denominator)

    @property
    def pi(self) -> arb:
        return self._balls.pi

    # -- functions whose series FLINT has ---------------------------------------------------------------------------

    def _apply(self, operation: Callable[[arb_series], arb_series], x: Any) -> arb_series:
        with self.working():
            return operation(self.convert(x))

    def exp(self, x: Any) -> arb_series:
        return self._apply(arb_series.exp, x)

    def sin(self, x: Any) -> arb_series:
        return self._apply(arb_series.sin, x)

    def cos(self, x: Any) -> arb_series:
        return self._apply(arb_series.cos, x)

    def tan(self, x: Any) -> arb_series:
        return self._apply(arb_series.tan, x)

    def atan(self, x: Any) -> arb_series:
        return self._apply(arb_series.atan, x)

    def gamma(self, x: Any) -> arb_series:
        return self._apply(arb_series.gamma, x)

    def rgamma(self, x: Any) -> arb_series:
        return self._apply(arb_series.rgamma, x)

    def erf(self, x: Any) -> arb_series:
        return self._apply(arb_series.erf, x)

    # -- functions with a boundary: inside of it a series, on it a value without derivatives --------------------------

    def _inside(
        self,
        inside: Callable[[arb], Ternary],
        series: Callable[[arb_series], arb_series],
        value: Callable[[Any], arb],
        x: Any,
    ) -> arb_series:
        with self.working():
            argument = self.convert(x)
            constant = read(argument, 0)
            if inside(constant) is Ternary.YES:
                return series(argument)
            return arb_series([value(constant), *[arb.nan()] * self.order], prec=argument.prec)

    def _unit(self, x: arb) -> Ternary:
        return self._balls.surely_less(-1, x) & self._balls.surely_less(x, 1)

    def sqrt(self, x: Any) -> arb_series:
        return self._inside(self._balls.surely_positive, arb_series.sqrt, self._balls.sqrt, x)

    def sqrt_nonnegative(self, x: Any) -> arb_series:
        return self._inside(self._balls.surely_positive, arb_series.sqrt, self._balls.sqrt_nonnegative, x)

    def log(self, x: Any) -> arb_series:
        return self._inside(self._balls.surely_positive, arb_series.log, self._balls.log, x)

    def log1p(self, x: Any) -> arb_series:
        with self.working():
            return self.log(1 + self.convert(x))

    def asin(self, x: Any) -> arb_series:
        return self._inside(self._unit, arb_series.asin, self._balls.asin, x)

    def acos(self, x: Any) -> arb_series:
        return self._inside(self._unit, arb_series.acos, self._balls.acos, x)

    def asin_unit(self, x: Any) -> arb_series:
        return self._inside(self._unit, arb_series.asin, self._balls.asin_unit, x)

    def acos_unit(self, x: Any) -> arb_series:
        return self._inside(self._unit, arb_series.acos, self._balls.acos_unit, x)

    def power(self, x: Any, y: Any) -> arb_series:
        if type(y) is arb_series:
            raise self.missing("power with a variable exponent", "write exp(y log(x))")
        if type(y) is not arb:
            exact = fraction(y, who="TaylorArithmetic.power")
            if exact.denominator == 1:
                return self._apply(lambda s: s**exact.numerator, x)
        exponent = y if type(y) is arb else fmpq(exact.numerator, exact.denominator)
        return self._inside(self._balls.surely_positive, lambda s: s**exponent, lambda c: self._balls.power(c, y), x)

    def power_nonnegative(self, x: Any, y: Any) -> arb_series:
        return self._inside(
            self._balls.surely_positive, lambda s: self.power(s, y), lambda c: self._balls.power_nonnegative(c, y), x
        )

    # -- functions composed from their derivatives at a ball ---------------------------------------------------------

    def _compose(self, derivatives: Callable[[arb, int], Sequence[arb]], x: Any) -> arb_series:
        r"""Compose :math:`\sum_k g_k h^k`, where g_k encloses :math:`g^{(k)}/k!` on the constant term of x."""
        with self.working():
            argument = self.convert(x)
            n = argument.prec
            shift = arb_series([0, *[read(argument, k) for k in range(1, n)]], prec=n)
            total = arb_series([0], prec=n)
            for coefficient in reversed(derivatives(read(argument, 0), n)):
                total = total * shift + coefficient
            return total

    def sinh(self, x: Any) -> arb_series:
        return self._compose(lambda c, n: [(c.cosh() if k % 2 else c.sinh()) / math.factorial(k) for k in range(n)], x)

    def cosh(self, x: Any) -> arb_series:
        return self._compose(lambda c, n: [(c.sinh() if k % 2 else c.cosh()) / math.factorial(k) for k in range(n)], x)

    def tanh(self, x: Any) -> arb_series:
        def coefficients(c: arb, n: int) -> list[arb]:
            found = [c.tanh()]
            for k in range(n - 1):
                # T' = 1 - T^2, coefficient by coefficient
                square = sum((found[j] * found[k - j] for j in range(k + 1)), arb(0))
                found.append(((1 if k == 0 else 0) - square) / (k + 1))
            return found

        return self._compose(coefficients, x)

    def bessel_i(self, order: Any, x: Any) -> arb_series:
        def coefficients(c: arb, n: int) -> list[arb]:
            # I_v^(k) = 2^-k sum_j binom(k, j) I_(v - k + 2j), from I_v' = (I_(v-1) + I_(v+1)) / 2
            value = {m: c.bessel_i(self._balls.convert(order) + m) for m in range(-n + 1, n)}
            return [
                sum((math.comb(k, j) * value[2 * j - k] for j in range(k + 1)), arb(0)) / (2**k * math.factorial(k))
                for k in range(n)
            ]

        return self._compose(coefficients, x)

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> arb_series:
        a, b = [self._balls.convert(v) for v in upper], [self._balls.convert(v) for v in lower]

        def coefficients(c: arb, n: int) -> list[arb]:
            found, factor = [], arb(1)
            for k in range(n):
                # the k-th derivative is (a)_k / (b)_k times the same function with every parameter raised by k
                found.append(factor * self._balls.hypergeometric([v + k for v in a], [v + k for v in b], c))
                for v in a:
                    factor *= v + k
                for v in b:
                    factor /= v + k
                factor /= k + 1
            return found

        return self._compose(coefficients, x)

    def _sharpened(self, series: arb_series, value: arb) -> arb_series:
        """The series with its value intersected with a better one, where the arithmetic of balls knows more."""
        with self.working():
            return arb_series(
                [common_part(read(series, 0), value), *[read(series, k) for k in range(1, series.prec)]],
                prec=series.prec,
            )

    def sinc(self, x: Any) -> arb_series:
        return self._sharpened(super().sinc(self.convert(x)), self._balls.sinc(read(self.convert(x), 0)))

    def sinc_slope(self, x: Any) -> arb_series:
        return self._sharpened(super().sinc_slope(self.convert(x)), self._balls.sinc_slope(read(self.convert(x), 0)))


def read(series: arb_series, n: int) -> arb:
    """Return coefficient n of a series, which must be known to that order.

    FLINT answers an exact 0 for a coefficient beyond the known ones, which would be a wrong proof.
    """
    if series.prec < n + 1:
        raise UnsupportedOperation(
            f"TaylorArithmetic: coefficient {n} was needed, the series is known to "
            f"O(t^{series.prec}) only (a division by a series without constant term?); "
            "divide the zero out by hand"
        )
    return series[n]


def taylor(f: Callable[..., Any], x: int | str | Fraction | arb, order: int, bits: int) -> tuple[arb, ...]:
    r"""Return balls c_0, ..., c_order with :math:`f^{(n)}(\xi)/n! \in c_n` for every :math:`\xi` in the ball x.

    ``f(ctx, x)`` is a formula of the dialect.  Raises :class:`~ntkproofs.arithmetic.UnsupportedOperation` where the
    formula has no jet (a missing function, an order lost by cancellation).

    >>> [c.unique_fmpz() for c in taylor(lambda ctx, x: ctx.exp(2 * x), 0, 2, 64)]
    [1, 2, 2]
    """
    ctx = TaylorArithmetic(bits, order)
    with ctx.working():
        try:
            result = f(ctx, ctx.variable(x))
        except (TypeError, ValueError) as error:
            # abs() and other operators that series do not have; a division by a ball that contains 0
            raise UnsupportedOperation(f"TaylorArithmetic: a jet was needed, {error}; use a smooth formula") from error
        series = ctx.convert(result)
        return tuple(read(series, n) for n in range(order + 1))
