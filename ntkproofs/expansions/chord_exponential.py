"""The Laplace kernel as a function of complex angles."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import arb, fmpq

from ntkproofs.expansions.angular_model import AngularModel, KernelBox
from ntkproofs.expansions.relu_angles import AngleBox


@final
@dataclass(frozen=True)
class ChordExponential(AngularModel):
    r"""The kernel :math:`a\,e^{-2c\sin(\theta/2)}`, an entire function of the angle.

    >>> ChordExponential(Fraction(1)).value(arb(0)).unique_fmpz()
    1
    """

    rate: Fraction
    scale: Fraction = Fraction(1)

    def value(self, theta: arb) -> arb:
        return _ball(self.scale) * (-2 * _ball(self.rate) * (theta / 2).sin()).exp()

    def along(self, angle: AngleBox) -> KernelBox | None:
        a, c = _ball(self.scale), _ball(self.rate)
        middle = a * (-2 * c * (angle.middle / 2).sin()).exp()
        wide = a * (-2 * c * (angle.box / 2).sin()).exp()
        slope = -c * (angle.box / 2).cos() * wide * angle.slope
        box = middle + slope * angle.width
        return KernelBox(middle, slope, box) if box.is_finite() else None


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))
