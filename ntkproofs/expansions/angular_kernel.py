"""A model on complex angles for the batch quadrature: bounds from the boundary of the ellipse alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, final

from flint import arb

from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.bernstein import ellipse_bound, ellipse_sample


class QuadratureKernel(Protocol):
    """What the batch quadrature needs of a kernel."""

    def evaluator(self, bits: int) -> Callable[[arb], arb]:
        """The kernel on real balls of angles, with so many bits."""
        ...

    def bound(self, rho: Fraction, dim: int, degree: int) -> arb | None:
        r"""A proved upper bound of :math:`|g(z)||\sin z|^{d-2} e^{k|\Im z|}` on the closed ellipse, or ``None``."""
        ...

    def sample(self, rho: Fraction, dim: int, degree: int) -> arb | None:
        """A cheap estimate of the bound, ``None`` where there will be none."""
        ...


@final
@dataclass(frozen=True)
class AngularKernel:
    """The batch quadrature of an :class:`~ntkproofs.expansions.angular_model.AngularModel`."""

    model: AngularModel

    def evaluator(self, bits: int) -> Callable[[arb], arb]:
        """The model itself, which works at the precision of its block."""
        return self.model.value

    def bound(self, rho: Fraction, dim: int, degree: int) -> arb | None:
        """The certified bound from the boundary."""
        return ellipse_bound(self.model, rho, dim, degree)

    def sample(self, rho: Fraction, dim: int, degree: int) -> arb | None:
        """The largest of a few values on the boundary."""
        best = ellipse_sample(self.model, rho, dim, degree)
        return None if best is None else 16 * best
