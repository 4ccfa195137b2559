"""Eigenvalues of kernels whose activation has no closed dual, by their power series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import arb

from ntkproofs.activations import SeriesActivation
from ntkproofs.expansions.power_series import power_series
from ntkproofs.kernels import Homogeneous, NetworkKernel, Product, Scaled, Sum

ROUNDS = 5
FARTHEST = 2400
"""Bits beyond which the tail of a series is not pursued."""


def series_balls(kernel: Any, dim: int, degrees: Sequence[int], digits: int) -> dict[int, arb]:
    r"""Balls of :math:`\mu_k` by power series, with the digits asked for where the series falls fast enough; empty for
    kernels that have better routes."""
    if not needs_series(kernel):
        return {}
    need = int(digits * 3.3219280948873626) + 12
    balls: dict[int, arb] = {}
    goal, limit = need + 16, min(FARTHEST, 3 * need + 8 * max(degrees, default=0) + 300)
    for _ in range(ROUNDS):
        found = power_series(kernel, goal)
        if found is None:
            return balls
        balls = {k: found.eigenvalue(dim, k, goal + 40) for k in degrees}
        short = max(need - min(need, ball.rel_accuracy_bits()) for ball in balls.values())
        if short <= 0 or goal >= limit or _stuck(found.missing, goal):
            break
        # A ball around zero hides how small its eigenvalue is: then the accuracy is raised by half.
        hidden = any(ball.contains(0) for ball in balls.values())
        goal = min(limit, goal + (max(goal // 2, short) if hidden else short + 16))
    return balls


def needs_series(kernel: Any) -> bool:
    """Whether a network without a closed dual is among the parts of a kernel."""
    if isinstance(kernel, Scaled | Homogeneous):
        return needs_series(kernel.kernel)
    if isinstance(kernel, Sum | Product):
        return needs_series(kernel.left) or needs_series(kernel.right)
    return isinstance(kernel, NetworkKernel) and kernel.layers > 1 and isinstance(kernel.activation, SeriesActivation)


def _stuck(missing: arb, goal: int) -> bool:
    """Whether the series did not come near its goal: its coefficients fall like a power."""
    return not missing < arb((1, -goal // 2))
