r"""The abstract bounded smooth activation: tanh, logistic, erf, sine, cosine, bells, their derivatives."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from ntkproofs.activations.base import SmoothActivation
from ntkproofs.activations.growth import Growth


class BoundedActivation(SmoothActivation):
    r"""A real-analytic function with :math:`|\sigma| \le B` and a bounded slope, homogeneous of no degree.

    A concrete one names B, its parity and its best Lipschitz constant.
    """

    analytic: ClassVar[bool] = True

    @property
    def bound(self) -> Fraction:
        r"""A rational bound B of :math:`|\sigma|`."""
        return Fraction(1)

    @property
    def growth(self) -> Growth:
        return Growth(self.bound)

    @property
    def homogeneity(self) -> int | None:
        return None

    @property
    def is_lipschitz(self) -> bool:
        return True
