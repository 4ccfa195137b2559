"""Any kernel that is analytic in the angle, for the batch quadrature: its formula and a bound found by covering an
ellipse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, final

from flint import arb, fmpq

from ntkproofs.arithmetic import BallArithmetic, UnsupportedOperation
from ntkproofs.enclosures.complex_boxes import BernsteinEllipse, maximum_modulus
from ntkproofs.enclosures.quadrature import NotConverged

BOXES = 600


@final
@dataclass(frozen=True)
class CoveredKernel:
    r"""A kernel by its formula; analyticity on an ellipse is proved by complex boxes over the whole of it.

    The weight is bounded by :math:`|\sin z|^{d-2} e^{k|\Im z|} \le \cosh(B)^{d-2} e^{kB}` with B the semi-axis of the
    ellipse.
    """

    kernel: Any
    bounds: dict[Fraction, arb | None] = field(default_factory=dict)

    def evaluator(self, bits: int) -> Callable[[arb], arb]:
        """The formula on real balls."""
        ctx = BallArithmetic(bits)
        return lambda theta: self.kernel.kappa(ctx, theta)

    def bound(self, rho: Fraction, dim: int, degree: int) -> arb | None:
        """An upper bound of the kernel times the weight on the closed ellipse."""
        if rho not in self.bounds:
            try:
                self.bounds[rho] = maximum_modulus(
                    self.kernel.kappa, BernsteinEllipse(0, 1, rho), scale="pi", slack=1, max_boxes=BOXES
                )
            except (NotConverged, UnsupportedOperation):
                self.bounds[rho] = None
        largest = self.bounds[rho]
        if largest is None:
            return None
        with BallArithmetic(64).working():
            r = arb(fmpq(rho.numerator, rho.denominator))
            height = arb.pi() / 4 * (r - 1 / r)
            return (largest * height.cosh() ** (dim - 2) * (degree * height).exp()).upper()

    def sample(self, rho: Fraction, dim: int, degree: int) -> arb | None:
        """The bound itself: a few covers cost less than a wrong choice of the ellipse."""
        return self.bound(rho, dim, degree)
