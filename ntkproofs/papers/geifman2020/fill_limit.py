r"""The power function between equispaced points of the circle, measured against its limit."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, instances, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.chord_exponential import ChordExponential

from .deep_bounds import network
from .setting import LAPLACE, NTK

BITS = 200


def power_function(model: AngularModel, points: int) -> arb:
    r"""Return :math:`P_X^2` at a midpoint between neighbours among N equispaced points of the circle.

    The Gram matrix is circulant: :math:`P_X^2 = g(0) - \frac1N\sum_j \hat v_j^2/\lambda_j`, with the cosine sums
    :math:`\lambda_j` of :math:`g(2\pi n/N)` and :math:`\hat v_j` of :math:`g((2n+1)\pi/N)`.
    """
    with BallArithmetic(BITS).working():
        # Angles in units of pi/N, folded into [0, pi]; the cosines of multiples of pi/N once.
        angle = arb.pi() / points
        g = [model.value(angle * m) for m in range(points + 1)]
        cosines = [(angle * m).cos() for m in range(2 * points)]
        total = arb(0)
        for j in range(points):
            at_points, between = arb(0), arb(0)
            for n in range(points):
                m = 2 * n
                at_points += g[min(m, 2 * points - m)] * cosines[(m * j) % (2 * points)]
                between += g[min(m + 1, 2 * points - m - 1)] * cosines[((m + 1) * j) % (2 * points)]
            total += between**2 / at_points
        return g[0] - total / points


def _limit(factor: int) -> Derivation:
    gaps = []
    with BallArithmetic(BITS).working():
        p = 1 / arb.pi()
        kernels: tuple[tuple[str, AngularModel, arb, int], ...] = (
            ("Laplace, c = 1", ChordExponential(Fraction(1)), arb(1), 1),
            ("Theta_2/4, b = 1", network(2, 1), p / 2, 4),
            ("Theta_6/6, b = 0", network(6, 0), p * arb(fmpq(15, 6)), 6),
        )
        for name, model, limit, scale in kernels:
            for points in (16, 64):
                found = power_function(model, points) / scale * points / arb.pi()
                gaps.append((f"{name}, N = {points}: {found.str(8)}", arb(1) / points - abs(found - factor * limit)))
    return prove(
        definition(r"the distance of $P_X^2/(\pi/N)$ from the limit is held against $1/N$ at $N=16,64$, in balls"),
        instances(gaps, text=r"every distance is below $1/N$", goal=True),
    )


FILL_LIMIT = Claim(
    id="geifman2020.derived.fill_distance_limit",
    label="Section 3.3",
    statement=(
        r"On $\mathbb S^1$ with $N$ equispaced points the squared power function at the midpoints satisfies "
        r"$P_X^2/(\pi/N)\to-g'(0^+)$, $g(\theta)=\kappa(\cos\theta)$: 1 for $e^{-\|\mathbf x-\mathbf z\|}$, $\frac1{2\pi}$ for "
        r"$\Theta_2/4$ with $b=1$, $\frac{15}{6\pi}$ for $\Theta_6/6$ with $b=0$; the distance is below $1/N$ at $N=16,64$."
    ),
    hypotheses=(NTK, LAPLACE),
    expected=Verdict.SUPPORTED,
    scope=r"$N=16,64$ in balls.",
    check=_limit,
    parameters={"factor": 1},
    control=Control(
        r"The limit is $-2g'(0^+)$, with a distance below $1/N$ at $N=16,64$; false for Laplace at $N=16$.",
        {"factor": 2},
    ),
)
