r"""What a trained bias adds to a deep ReLU tangent kernel, as a function of the angle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from flint import acb, arb

from ntkproofs.expansions.angular_model import AngularModel, KernelBox
from ntkproofs.expansions.relu_angles import AngleBox, next_angle, next_box


@final
@dataclass(frozen=True)
class BiasPart(AngularModel):
    r"""The coefficient :math:`B_L` of :math:`b = \beta^2` in :math:`\Theta_L`, for the default network.

    With the angles :math:`\theta_0 = \theta`, :math:`\theta_{l+1} = \psi(\theta_l)`:

    .. math:: B_1 = 1, \qquad B_{l+1} = 1 + (1 - \theta_{l-1}/\pi)\,B_l .

    >>> BiasPart(layers=3).value(arb(0)).unique_fmpz()
    3
    """

    layers: int

    def value(self, theta: arb) -> arb:
        total = arb(1)
        for _ in range(self.layers - 1):
            total = 1 + (1 - theta / arb.pi()) * total
            theta = next_angle(theta)
        return total

    def along(self, angle: AngleBox) -> KernelBox | None:
        middle, slope, box = acb(1), acb(0), acb(1)
        before: AngleBox | None = angle
        for layer in range(self.layers - 1):
            if layer:
                before = next_box(before) if before is not None else None
            if before is None or not before.is_finite():
                return None
            # (kappa_0 B)' = kappa_0 B' - B theta'/pi
            slope = (1 - before.box / arb.pi()) * slope - box * before.slope / arb.pi()
            middle = 1 + (1 - before.middle / arb.pi()) * middle
            box = middle + slope * angle.width
        return KernelBox(middle, slope, box) if box.is_finite() else None
