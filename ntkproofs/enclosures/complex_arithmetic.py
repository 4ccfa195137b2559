r"""Complex rectangles as an arithmetic: every function answers NaN where its box touches a branch cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from flint import acb, arb

from ntkproofs.arithmetic import Arithmetic, BallArithmetic, Precision, Ternary, fraction
from ntkproofs.enclosures.box import common_part
from ntkproofs.enclosures.mean_value import mean_value

__all__ = ["ComplexBallArithmetic"]

_ORDER = BallArithmetic(64)
_MINUS_ONE, _ZERO, _ONE = arb(-1), arb(0), arb(1)


@final
@dataclass(frozen=True)
class ComplexBallArithmetic(Arithmetic):
    r"""Complex boxes :math:`[a \pm r] + i [b \pm s]`; values are ``acb``, functions are principal branches.

    With ``analytic=True`` a function answers a non-finite box unless it is analytic on a neighbourhood of the whole
    argument, so that a finite value of a formula *proves* the formula analytic there.  With ``analytic=False`` the
    values are those of the principal branch, enough on a real path.  On wide boxes sqrt, log, asin, acos and atan are
    intersected with their mean-value forms, without which they are too loose to cover an ellipse.  Constants come in as
    in :class:`~ntkproofs.arithmetic.BallArithmetic`.

    >>> ctx = ComplexBallArithmetic(64)
    >>> ctx.sqrt(-1).is_finite(), ctx.acos("0.5").is_finite(), ctx.acos(2).is_finite()
    (False, True, False)
    """

    bits: int = 200
    analytic: bool = True

    rigorous: ClassVar[bool] = True

    def working(self) -> Precision:
        return Precision(self.bits)

    def convert(self, value: Any) -> acb:
        if type(value) is acb:
            return value
        return acb(self._balls.convert(value))

    def rational(self, numerator: int, denominator: int = 1) -> acb:
        return acb(self._balls.rational(numerator, denominator))

    @property
    def pi(self) -> acb:
        return acb(self._balls.pi)

    @property
    def _balls(self) -> BallArithmetic:
        return BallArithmetic(self.bits)

    def _entire(self, operation: Callable[[acb], acb], x: Any) -> acb:
        """A function without cuts; at a pole FLINT answers a non-finite box by itself."""
        with self.working():
            return operation(self.convert(x))

    def exp(self, x: Any) -> acb:
        return self._entire(acb.exp, x)

    def sin(self, x: Any) -> acb:
        return self._entire(acb.sin, x)

    def cos(self, x: Any) -> acb:
        return self._entire(acb.cos, x)

    def tan(self, x: Any) -> acb:
        return self._entire(acb.tan, x)

    def sinh(self, x: Any) -> acb:
        return self._entire(acb.sinh, x)

    def cosh(self, x: Any) -> acb:
        return self._entire(acb.cosh, x)

    def tanh(self, x: Any) -> acb:
        return self._entire(acb.tanh, x)

    def gamma(self, x: Any) -> acb:
        return self._entire(acb.gamma, x)

    def rgamma(self, x: Any) -> acb:
        return self._entire(acb.rgamma, x)

    def erf(self, x: Any) -> acb:
        return self._entire(acb.erf, x)

    def sinc(self, x: Any) -> acb:
        return self._entire(acb.sinc, x)

    # -- functions with branch cuts ----------------------------------------------------------------------------------

    def _cut(
        self, off_cut: Callable[[acb], bool], operation: Callable[[acb], acb], slope: Callable[[acb], acb], x: Any
    ) -> acb:
        """A function with a cut: NaN on it in analytic mode, and off it the better of natural and mean-value form."""
        with self.working():
            z = self.convert(x)
            off = off_cut(z)
            if self.analytic and not off:
                return acb(arb.nan(), arb.nan())
            natural = operation(z)
            if not off or z.rel_accuracy_bits() > self.bits // 2:
                return natural
            # the box is convex and avoids the cut, so the mean-value form holds on it
            return common_part(natural, mean_value(operation, slope(z), z))

    def sqrt(self, x: Any) -> acb:
        return self._cut(_right_of_zero, acb.sqrt, lambda z: 1 / (2 * z.sqrt()), x)

    def log(self, x: Any) -> acb:
        return self._cut(_right_of_zero, acb.log, lambda z: 1 / z, x)

    def log1p(self, x: Any) -> acb:
        return self._cut(lambda z: _right_of_zero(1 + z), acb.log1p, lambda z: 1 / (1 + z), x)

    def asin(self, x: Any) -> acb:
        return self._cut(_between_units, acb.asin, lambda z: 1 / (self.sqrt(1 - z) * self.sqrt(1 + z)), x)

    def acos(self, x: Any) -> acb:
        return self._cut(_between_units, acb.acos, lambda z: -1 / (self.sqrt(1 - z) * self.sqrt(1 + z)), x)

    def atan(self, x: Any) -> acb:
        # the cuts of atan(z) are those of asin turned by i
        return self._cut(lambda z: _between_units(z * acb(0, 1)), acb.atan, lambda z: 1 / (1 + z * z), x)

    def power(self, x: Any, y: Any) -> acb:
        with self.working():
            z = self.convert(x)
            if type(y) not in (arb, acb):
                exact = fraction(y, who="ComplexBallArithmetic.power")
                if exact.denominator == 1:
                    return z**exact.numerator
            exponent = self.convert(y)
            if (
                not self.analytic
                and z.contains(0)
                and exponent.imag.is_zero()
                and (self._balls.surely_positive(exponent.real) is Ternary.YES)
            ):
                # |z^y| = |z|^y <= (sup |z|)^y for real y > 0, where the logarithm of a box around 0 has no bound
                reach = arb(0).union(z.abs_upper() ** exponent.real)
                whole = reach.union(-reach)
                return acb(whole, whole)
            return self._cut(_right_of_zero, lambda w: w.pow(exponent), lambda w: exponent * w.pow(exponent - 1), z)

    def bessel_i(self, order: Any, x: Any) -> acb:
        with self.working():
            index, z = self.convert(order), self.convert(x)
            whole = index.imag.is_zero() and index.real.is_integer()
            if self.analytic and not whole and not _right_of_zero(z):
                return acb(arb.nan(), arb.nan())
            return z.bessel_i(index)

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> acb:
        with self.working():
            a: list[Any] = [self.convert(v) for v in upper]
            b: list[Any] = [self.convert(v) for v in lower]
            z = self.convert(x)
            if len(a) > len(b) + 1:
                raise self.missing(f"{len(a)}F{len(b)}", "it diverges; rewrite the formula")
            if len(a) == len(b) + 1 and self.analytic and not _right_of_zero(1 - z):
                return acb(arb.nan(), arb.nan())
            return z.hypgeom_2f1(a[0], a[1], b[0]) if (len(a), len(b)) == (2, 1) else z.hypgeom(a, b)

    # -- promises about real arguments: they hold on a real path and say nothing off it --------------------------------

    def _promised(self, real: Callable[[arb], arb], otherwise: Callable[[acb], acb], x: Any) -> acb:
        z = self.convert(x)
        if not self.analytic and z.imag.is_zero():
            return acb(real(z.real))
        return otherwise(z)

    def sqrt_nonnegative(self, x: Any) -> acb:
        return self._promised(self._balls.sqrt_nonnegative, self.sqrt, x)

    def asin_unit(self, x: Any) -> acb:
        return self._promised(self._balls.asin_unit, self.asin, x)

    def acos_unit(self, x: Any) -> acb:
        return self._promised(self._balls.acos_unit, self.acos, x)

    def power_nonnegative(self, x: Any, y: Any) -> acb:
        return self._promised(lambda r: self._balls.power_nonnegative(r, y), lambda z: self.power(z, y), x)


def _right_of_zero(z: acb) -> bool:
    """Whether a box certainly avoids the cut (-oo, 0] of sqrt, log and powers (False on NaN)."""
    return _ORDER.surely_less(_ZERO, z.real) is Ternary.YES or _off_axis(z)


def _between_units(z: acb) -> bool:
    """Whether a box certainly avoids the cuts (-oo, -1] and [1, oo) of asin and acos (False on NaN)."""
    between = _ORDER.surely_less(_MINUS_ONE, z.real) & _ORDER.surely_less(z.real, _ONE)
    return between is Ternary.YES or _off_axis(z)


def _off_axis(z: acb) -> bool:
    """Whether a box certainly avoids the real axis; comparisons of NaN are undecided, so the answer is then False."""
    return _ORDER.surely_less(_ZERO, z.imag) is Ternary.YES or _ORDER.surely_less(z.imag, _ZERO) is Ternary.YES
