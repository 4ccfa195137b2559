r"""A certified bound of a deep kernel on a region of complex angles, by covering the boundary of the region only.

Why the boundary is enough: let the region be compact and simply connected, contain :math:`[0, \pi]`, and suppose that
:math:`\theta_l` is analytic on it. Then so are :math:`H\circ\theta_l` and :math:`1 - S\circ\theta_l` (entire
functions of it), and their real parts are harmonic; positive on the boundary they are positive inside (minimum
principle), so :math:`\theta_{l+1} = 2\arcsin(\theta_l\sqrt{H(\theta_l)})` is analytic on the region as well. The
induction starts at :math:`\theta_0 = z`; a bias, :math:`2\arcsin(\sqrt c\sin(\theta/2))` with
:math:`\Re(1 - c\sin^2(\theta/2)) > 0`, is
treated alike.
By the maximum principle the bound on the boundary holds inside. Real kernels satisfy
:math:`g(\bar z) = \overline{g(z)}`, so the
upper half of a region that is symmetric about the real axis is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from flint import acb, arb, fmpq

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.relu_angles import AngleBox

SLACK = 16
"""By default a bound is good enough when it exceeds a value of the function by this factor: four bits of accuracy."""

Path = Callable[[arb], tuple[acb, acb]]
"""A piece of the boundary: the point and the derivative at a ball of parameters in [0, 1]."""

Weight = Callable[[acb], arb]
"""An upper bound of what multiplies the kernel, on a box of angles."""


def boundary_bound(
    kernel: AngularModel,
    paths: Sequence[Path],
    weight: Weight,
    *,
    slack: int = SLACK,
    pieces: int = 48,
    bits: int = 80,
    most: int = 2000,
) -> arb | None:
    """An upper bound of \\|g\\| times the weight on the paths, ``None`` where none was established."""
    with BallArithmetic(bits).working():
        arcs = [(path, Fraction(i, pieces), Fraction(i + 1, pieces)) for path in paths for i in range(pieces)]
        best, bound = boundary_sample(kernel, paths, weight, pieces=pieces, bits=bits), arb(0)
        if best is None:
            return None
        for _ in range(most):
            if not arcs:
                return bound
            path, low, high = arcs.pop()
            upper = _arc_bound(kernel, path, weight, low, high)
            if upper is not None and upper <= slack * best:
                bound = bound.max(upper)
            else:
                middle = (low + high) / 2
                arcs += [(path, low, middle), (path, middle, high)]
        return None


def boundary_sample(
    kernel: AngularModel, paths: Sequence[Path], weight: Weight, *, pieces: int = 24, bits: int = 64
) -> arb | None:
    """The largest of a few values on the paths: an estimate, used for choosing regions and for knowing when to stop."""
    with BallArithmetic(bits).working():
        best = arb(0)
        for path in paths:
            for i in range(pieces):
                middle = Fraction(2 * i + 1, 2 * pieces)
                upper = _arc_bound(kernel, path, weight, middle, middle)
                if upper is None:
                    return None
                best = best.max(upper)
        return best


def _arc_bound(kernel: AngularModel, path: Path, weight: Weight, low: Fraction, high: Fraction) -> arb | None:
    """Upper bound on a piece of a path; ``None`` where the kernel is not certainly analytic."""
    middle, half = (low + high) / 2, (high - low) / 2
    centre = arb(fmpq(middle.numerator, middle.denominator))
    width = arb(fmpq(half.numerator, half.denominator)) * arb(0, 1)
    start, _ = path(centre)
    where, slope = path(centre + width)
    values = kernel.along(AngleBox.moving(start, slope, width))
    if values is None:
        return None
    upper = values.box.abs_upper() * weight(where)
    return upper.upper() if upper.is_finite() else None
