"""Closed forms of kernels of the chord: Laplace, gamma-exponential and Gaussian."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from ntkproofs.expansions.funk_hecke import power_at_one
from ntkproofs.expansions.gamma_product import GammaProduct
from ntkproofs.spectra.closed_form import ClosedForm


@final
@dataclass(frozen=True)
class LaplaceForm(ClosedForm):
    r"""Eigenvalues of :math:`e^{-c|x-x'|}`, :math:`c > 0`, as two hypergeometric terms.

    .. math::
       \mu_k = \frac{2^{d-2}\Gamma(d/2)^2 c}{\pi} \frac{\Gamma(k-1/2)}{\Gamma(k+d-1/2)}
          \,{}_1F_2\!\left(\tfrac d2; \tfrac32-k, k+d-\tfrac12; c^2\right)
        + (-1)^k \frac{2^{d-2}\Gamma(d/2)\Gamma(k+\frac{d-1}2)}{\Gamma(k+\frac12)\Gamma(2k+d-1)} c^{2k}
          \,{}_1F_2\!\left(k+\tfrac{d-1}2; k+\tfrac12, 2k+d-1; c^2\right).

    Derivation: split :math:`e^{-c\sqrt2\sqrt{1-t}}` into odd and even powers of :math:`(1-t)^{1/2}` and sum the
    Funk-Hecke coefficients; the even powers :math:`(1-t)^m` start at :math:`m = k`.

    >>> LaplaceForm(Fraction(1), 3).exact(0)[:50]
    '-1*2*gamma(Rational(3, 2))*gamma(Rational(5, 2))**'
    """

    scale: Fraction
    dim: int

    def _parts(self, degree: int) -> tuple[tuple[GammaProduct, int, tuple[list[Fraction], list[Fraction]]], ...]:
        d, k, c, half = self.dim, degree, self.scale, Fraction(self.dim, 2)
        low = Fraction(1, 2)
        first = GammaProduct(c, (half, half, k - low), (k + d - low,), two=Fraction(d - 2), pi=Fraction(-1))
        above, below = (half, k + Fraction(d - 1, 2)), (k + low, Fraction(2 * k + d - 1))
        second = GammaProduct(Fraction((-1) ** k), above, below, two=Fraction(d - 2))
        return (
            (first, 0, ([half], [Fraction(3, 2) - k, k + d - low])),
            (second, 2 * k, ([k + Fraction(d - 1, 2)], [k + low, Fraction(2 * k + d - 1)])),
        )

    def vanishes(self, degree: int) -> bool:
        # exp(-c r) is a mixture of Gaussians exp(-s r^2) with a positive density, and each of them has mu_k > 0.
        return False

    def value(self, ctx: Any, degree: int) -> Any:
        with ctx.working():
            total = ctx.rational(0)
            for factor, power, (upper, lower) in self._parts(degree):
                series = _hypergeometric_1f2(ctx, upper[0], lower[0], lower[1], self.scale**2)
                total = total + factor.evaluate(ctx) * ctx.convert(self.scale) ** power * series
            return total

    def exact(self, degree: int) -> str | None:
        texts = []
        for factor, power, (upper, lower) in self._parts(degree):
            lists = ", ".join("[" + ", ".join(map(_text, xs)) + "]" for xs in (upper, lower))
            front = f"{factor}*{_text(self.scale)}**{power}" if power else str(factor)
            texts.append(f"{front}*hyper({lists}, {_text(self.scale**2)})")
        return " + ".join(texts)


@final
@dataclass(frozen=True)
class GammaExponentialForm(ClosedForm):
    r"""Eigenvalues of :math:`e^{-c|x-x'|^\gamma}`, :math:`0 < \gamma \le 2`, as a convergent series.

    .. math:: \mu_k = \sum_{n \ge 0} \frac{(-c\,2^{\gamma/2})^n}{n!}\,\mu_k[(1-t)^{n\gamma/2}], \qquad
       \Big|\sum_{n > N}\Big| \le \sum_{n > N} \frac{(c\,2^\gamma)^n}{n!},

    because :math:`|\mu_k[f]| \le \sup|f|` for the probability measure (:math:`|P_k| \le 1`) and :math:`1 - t \le 2`.
    """

    scale: Fraction
    gamma: Fraction
    dim: int

    def vanishes(self, degree: int) -> bool:
        # For 0 < gamma < 2 the kernel is a mixture of Gaussians (Schoenberg), so mu_k > 0; gamma = 2 is the Gaussian.
        return False

    def value(self, ctx: Any, degree: int) -> Any:
        # 2^gamma <= 2^ceil(gamma): an integer bound A of c 2^gamma, so that the tail needs no rounding.
        bound = math.ceil(self.scale * 2 ** math.ceil(self.gamma))
        count, tail = _truncate(bound, _working_bits(ctx))
        with ctx.working():
            step = -ctx.convert(self.scale) * _root_power(ctx, self.gamma / 2)
            weight, total = ctx.rational(1), ctx.rational(0)
            for n in range(count + 1):
                if n:
                    weight = weight * step / n
                total = total + weight * power_at_one(n * self.gamma / 2, self.dim, degree).evaluate(ctx)
            return total + ctx.interval(-tail, tail) if ctx.rigorous else total

    def exact(self, degree: int) -> str | None:
        return None


@final
@dataclass(frozen=True)
class GaussianForm(ClosedForm):
    r"""Eigenvalues of :math:`e^{-c|x-x'|^2}`, :math:`c > 0`, by the modified Bessel function.

    .. math:: \mu_k = \Gamma(d/2)\, c^{1-d/2}\, e^{-2c}\, I_{k+d/2-1}(2c).

    >>> GaussianForm(Fraction(1), 3).exact(0)
    'gamma(Rational(3, 2))*1**(Rational(-1, 2))*exp(-2)*besseli(Rational(1, 2), 2)'
    """

    scale: Fraction
    dim: int

    def vanishes(self, degree: int) -> bool:
        # I_nu(x) > 0 for x > 0 and nu > -1: every coefficient of its series is positive.
        return False

    def value(self, ctx: Any, degree: int) -> Any:
        with ctx.working():
            c, half = ctx.convert(self.scale), Fraction(self.dim, 2)
            power = ctx.power(c, ctx.convert(1 - half))
            bessel = ctx.bessel_i(ctx.convert(degree + half - 1), 2 * c)
            return ctx.gamma(ctx.convert(half)) * power * ctx.exp(-2 * c) * bessel

    def exact(self, degree: int) -> str | None:
        c, half = self.scale, Fraction(self.dim, 2)
        front = f"gamma({_text(half)})*{_text(c)}**({_text(1 - half)})*exp({_text(-2 * c)})"
        return f"{front}*besseli({_text(degree + half - 1)}, {_text(2 * c)})"


def _truncate(bound: int, bits: int) -> tuple[int, Fraction]:
    """The number N of terms and a bound 2^-bits of sum_{n > N} A^n/n!, all in integers rounded up."""
    scaled, n = 1 << bits, 0
    while n < 2 * bound or scaled > 1:
        n += 1
        scaled = -(-scaled * bound // n)  # ceiling of scaled A/n, so scaled >= 2^bits A^n/n!
    # From n >= 2A on the ratio A/(n + 1) < 1/2, so the tail after N is below the N-th term itself.
    return n, Fraction(scaled, 1 << bits)


def _hypergeometric_1f2(ctx: Any, a: Fraction, b: Fraction, c: Fraction, z: Fraction) -> Any:
    """The series 1F2(a; b, c; z), z > 0, for 0 < a <= c and half-integers b: its terms need no case of their own.

    FLINT's own 1F2 gives no digits for b = 3/2 - k with k in the millions, where the terms still fall from the first
    on.
    """
    bits = _working_bits(ctx)
    term, total, size, n = ctx.rational(1), ctx.rational(1), 1 << bits, 0
    # (a + n)/(c + n) <= 1 gives |ratio| <= z/(|b + n| (n + 1)). It is at most 1/2 for this n and every later one when
    # n + 1 >= 4 z, because |b + n| >= 1/2 for a half-integer b, and when b + n > 0 and (b + n)(n + 1) >= 2 z.
    while size > 1 or not (n + 1 >= 4 * z or (b + n > 0 and (b + n) * (n + 1) >= 2 * z)):
        ratio = (a + n) * z / ((b + n) * (c + n) * (n + 1))
        term = term * ctx.rational(ratio.numerator, ratio.denominator)
        total = total + term
        size = math.ceil(size * abs(ratio))
        n += 1
    # sum_{m > n} |term_m| <= |term_n| (1/2 + 1/4 + ...) = |term_n| <= 2^-bits size.
    return total + ctx.interval(Fraction(-size, 1 << bits), Fraction(size, 1 << bits)) if ctx.rigorous else total


def _working_bits(ctx: Any) -> int:
    """Bits of the arithmetic, with a few to spare, for choosing where a series is cut."""
    return (getattr(ctx, "bits", None) or int(getattr(ctx, "digits", 50) * 3.33)) + 16


def _root_power(ctx: Any, exponent: Fraction) -> Any:
    """The number 2**exponent."""
    if exponent.denominator == 1:
        return ctx.rational(2) ** int(exponent)
    return ctx.power(ctx.rational(2), ctx.convert(exponent))


def _text(x: Fraction) -> str:
    return str(x) if x.denominator == 1 else f"Rational({x.numerator}, {x.denominator})"
