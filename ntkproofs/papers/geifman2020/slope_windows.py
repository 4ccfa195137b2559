"""Figure 1: no window of degrees gives the printed slopes for the network and the Laplace kernel at once."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, instances, prove, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.expansions.chord_exponential import ChordExponential
from ntkproofs.expansions.gauss_legendre import deep_coefficients

from .deep_bounds import network
from .gauss_legendre import QUADRATURE_ID
from .setting import CONVENTIONS, LAPLACE, NTK

LAST, LATEST_START, SHORTEST = 400, 10, 4
TOLERANCE = 0.005
WIDTHS = {0: "1.17577", 1: "1.21198"}  # affine least squares in the angle
PRINTED = {2: -1.94, 3: -2.75}


@cache
def logarithms(kernel: str, dim: int) -> NDArray[np.float64]:
    r"""Return :math:`\log\mu_k`, k = 1, ..., 400, of :math:`\Theta_6` ("0" or "1", its b) or of a Laplace kernel (its width)."""
    model = network(6, int(kernel)) if kernel in ("0", "1") else ChordExponential(Fraction(kernel))
    balls = deep_coefficients(model, dim, range(1, LAST + 1), 70)
    with BallArithmetic(128).working():
        return np.array([float(balls[k].log()) for k in range(1, LAST + 1)])


def slopes(kernel: str, dim: int) -> NDArray[np.float64]:
    r"""Return the least-squares slopes on all windows :math:`a \le k \le K`, one row for each a; NaN outside of them."""
    x, y = np.log(np.arange(1, LAST + 1)), logarithms(kernel, dim)
    found = np.full((LATEST_START, LAST), np.nan)
    for a in range(1, LATEST_START + 1):
        u, v = x[a - 1 :], y[a - 1 :]
        count = np.arange(1, len(u) + 1)
        sums = [np.cumsum(term) for term in (u, v, u * u, u * v)]
        row = (count * sums[3] - sums[0] * sums[1])[SHORTEST:] / (count * sums[2] - sums[0] ** 2)[SHORTEST:]
        found[a - 1, a - 1 + SHORTEST :] = row
    return found


def _windows(kernels: tuple[str, ...], dims: tuple[int, ...], biases: tuple[int, ...]) -> Derivation:
    gaps = []
    for dim in dims:
        for bias in biases:
            names = {"network": str(bias), "laplace": WIDTHS[bias]}
            off = [abs(slopes(names[kind], dim) - PRINTED[dim]) for kind in kernels]
            closest = float(np.nanmin(np.max(off, axis=0)))
            gaps.append((f"d = {dim}, b = {bias}, {' and '.join(kernels)}", closest - TOLERANCE))
    return prove(
        rests_on(QUADRATURE_ID, "the eigenvalues are enclosed by Gauss-Legendre quadrature; slopes are floats"),
        definition(
            rf"least-squares slopes of $\log\mu_k$ against $\log k$ on every window $a\le k\le K$ with $1\le a\le{LATEST_START}$, "
            rf"$a+{SHORTEST}\le K\le{LAST}$; $\Theta_6$ with $b$, and the Laplace kernel of the width fitted to it "
            rf"({', '.join(f'{width} for b = {b}' for b, width in WIDTHS.items())})"
        ),
        instances(
            gaps,
            text=rf"on every window one of the slopes is more than {TOLERANCE} away from the printed one",
            goal=True,
        ),
    )


NO_COMMON_WINDOW = Claim(
    id="geifman2020.derived.no_common_slope_window",
    label="Figure 1",
    statement=(
        r"For the 6-layer NTK ($b\in\{0,1\}$) and the Laplace kernel with the affine least-squares width, no window $a\le k\le K$ "
        r"with $1\le a\le10$, $a+4\le K\le400$ gives least-squares slopes within 0.005 of $-1.94$ on $\mathbb S^1$ for both "
        r"kernels, nor of $-2.75$ on $\mathbb S^2$."
    ),
    hypotheses=(CONVENTIONS, NTK, LAPLACE),
    expected=Verdict.SUPPORTED,
    scope="Finite search in floating point; says nothing about other widths or weights.",
    check=_windows,
    parameters={"kernels": ("network", "laplace"), "dims": (2, 3), "biases": (0, 1)},
    depends_on=(QUADRATURE_ID,),
    control=Control(
        r"No window gives $-1.94\pm0.005$ for the NTK alone with $b=0$ on $\mathbb S^1$.",
        {"kernels": ("network",), "dims": (2,), "biases": (0,)},
    ),
)
