"""A kernel as a function of complex angles: what quadrature bounds and slit bounds are computed from."""

from __future__ import annotations

import abc
from dataclasses import dataclass
from typing import final

from flint import acb, arb

from ntkproofs.expansions.relu_angles import AngleBox


@final
@dataclass(frozen=True)
class KernelBox:
    """A kernel along a path: its value at the midpoint, its derivative and its range on the whole interval."""

    middle: acb
    slope: acb
    box: acb


class AngularModel(abc.ABC):
    r"""A kernel :math:`g(\theta) = \kappa(\cos\theta)` that is real on [0, pi] and analytic around it."""

    @abc.abstractmethod
    def value(self, theta: arb) -> arb:
        """The kernel at a ball of real angles in [0, pi], at the working precision."""

    @abc.abstractmethod
    def along(self, angle: AngleBox) -> KernelBox | None:
        """The kernel on a path of complex angles, ``None`` where it is not certainly analytic.

        A model may answer ``None`` only by conditions that the minimum principle carries from a boundary to the inside
        (see :mod:`ntkproofs.expansions.boundary`).
        """
