r"""The closed form of :math:`e^{a + bt}`: the Gaussian kernel with another constant, of either sign of b."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from ntkproofs.spectra.closed_form import ClosedForm
from ntkproofs.spectra.radial import GaussianForm


@final
@dataclass(frozen=True)
class ExponentialForm(ClosedForm):
    r"""Eigenvalues of :math:`e^{a + bt}`, :math:`b \ne 0`, by :math:`e^{|b|t} = e^{|b|} e^{-|b|(1-t)}` and
    :math:`P_k(-t) = (-1)^k P_k(t)`.

    .. math:: \mu_k = (\operatorname{sign} b)^k\, e^{a}\,\Gamma(d/2)\,(2/|b|)^{d/2-1} I_{k+d/2-1}(|b|).

    >>> ExponentialForm(Fraction(0), Fraction(1), 3).exact(1)
    'exp(1)*(gamma(Rational(3, 2))*Rational(1, 2)**(Rational(-1, 2))*exp(-1)*besseli(Rational(3, 2), 1))'
    """

    shift: Fraction
    rate: Fraction
    dim: int

    @property
    def _gaussian(self) -> GaussianForm:
        return GaussianForm(abs(self.rate) / 2, self.dim)

    def _sign(self, degree: int) -> int:
        return -1 if self.rate < 0 and degree % 2 else 1

    def vanishes(self, degree: int) -> bool:
        return False

    def value(self, ctx: Any, degree: int) -> Any:
        with ctx.working():
            front = ctx.exp(ctx.convert(self.shift + abs(self.rate)))
            return self._sign(degree) * front * self._gaussian.value(ctx, degree)

    def exact(self, degree: int) -> str | None:
        height = self.shift + abs(self.rate)
        text = str(height) if height.denominator == 1 else f"Rational({height.numerator}, {height.denominator})"
        sign = "-" if self._sign(degree) < 0 else ""
        return f"{sign}exp({text})*({self._gaussian.exact(degree)})"
