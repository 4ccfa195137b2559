r"""Laplace kernels fitted to deep kernels by least squares, uniform in the angle: Figures 1 (left) and 4, in floats."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from ntkproofs.checks import definition, instances, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.kernels import Gaussian, Laplace, NeuralTangentKernel
from ntkproofs.regression.angle_fit import AngleFit, angle_fit

from .setting import LAPLACE, NTK

ANGLES = 2001
DEPTHS = (2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100)
SHALLOW = (2, 3, 4, 5, 6, 8, 10, 15, 20)


@cache
def fit(layers: int, bias: int, kind: str, affine: bool) -> AngleFit:
    r"""Return the Laplace or Gaussian kernel that is nearest to :math:`\Theta_L/\Theta_L(1)`.

    >>> round(fit(6, 0, "laplace", True).rate, 3)
    1.175
    """
    family = {"laplace": Laplace, "gaussian": Gaussian}[kind]
    return angle_fit(NeuralTangentKernel(layers=layers, bias=Fraction(bias)), family, affine=affine, points=ANGLES)


def _rises(depths: tuple[int, ...], affine: int, turns: int) -> Derivation:
    gaps = []
    for bias in (0, 1) if affine else (0,):
        widths = [fit(n, bias, "laplace", bool(affine)).rate for n in depths]
        for i, n in enumerate(depths[1:]):
            sign = -1 if n <= turns else 1
            gaps.append((f"b = {bias}, to L = {n}", float(sign * (widths[i + 1] - widths[i]))))
    return prove(
        definition(
            rf"least squares in double precision on {ANGLES} equispaced angles, "
            + ("over the width and two affine parameters" if affine else "over the width alone")
        ),
        instances(gaps, text=f"the width falls to L = {turns} and rises from there on the list", goal=True),
    )


WIDTH_GROWS = Claim(
    id="geifman2020.fig4.width_grows",
    label="Figure 4",
    statement=(
        r"The width $c$ of the Laplace kernel $e^{-2c\sin(\theta/2)}$ whose affine transformation fits $\Theta_L(\cos\theta)$ best "
        r"(least squares, uniform in the angle) increases with $L$, for $b=0$ and $b=1$, on "
        r"$L\in\{2,3,4,5,6,8,10,15,20,30,50,100\}$."
    ),
    hypotheses=(NTK, LAPLACE),
    expected=Verdict.SUPPORTED,
    scope=(
        "Listed depths; floating point; the figure's weighting is not stated. At L = 2, b = 1 the error falls as c tends to 0, where "
        "the family becomes affine in the chord: no width is the best one, and the search stops at its end."
    ),
    check=_rises,
    parameters={"depths": DEPTHS, "affine": 1, "turns": 2},
    printed=True,
    control=Control(r"The fitted width decreases from $L=6$ to $L=10$.", {"depths": (6, 10), "turns": 10}),
)

WITHOUT_AFFINE = Claim(
    id="geifman2020.derived.fig4_without_affine",
    label="Figure 4",
    statement=(
        r"Without the affine part the least-squares width of $e^{-2c\sin(\theta/2)}$ for $\Theta_L/L$, $b=0$, is not monotone in "
        r"$L$: it falls from $L=2$ to $L=8$ and rises afterwards; so the monotone picture of Figure 4 needs the affine part."
    ),
    hypotheses=(NTK, LAPLACE),
    expected=Verdict.SUPPORTED,
    scope=r"$L\in\{2,3,4,5,6,8,10,15,20\}$, uniform in the angle, floating point.",
    check=_rises,
    parameters={"depths": SHALLOW, "affine": 0, "turns": 8},
    control=Control(r"The width rises on the whole list.", {"turns": 2}),
)


def _overlay(better: str) -> Derivation:
    worse = "gaussian" if better == "laplace" else "laplace"
    gaps = []
    for bias in (0, 1):
        gaps.append((f"b = {bias}, {better}", 0.01 - fit(6, bias, better, True).deviation))
        gaps.append((f"b = {bias}, {worse}", fit(6, bias, worse, True).deviation - 0.02))
    return prove(
        definition(
            rf"least squares in double precision on {ANGLES} equispaced angles over the width and two affine parameters"
        ),
        instances(
            gaps, text=f"{better} leaves less than 0.01 in root mean square and {worse} more than 0.02", goal=True
        ),
    )


OVERLAY = Claim(
    id="geifman2020.fig1.overlay",
    label="Figure 1",
    statement=(
        r"The NTK of the 6-layer network, $\Theta_6(\cos\theta)/\Theta_6(1)$, is matched closely by an affine transformation of a "
        r"Laplace kernel $e^{-2c\sin(\theta/2)}$ and much less by one of a Gaussian $e^{-4c\sin^2(\theta/2)}$: least squares over "
        r"$c$ and the two affine parameters, uniform in $\theta\in[0,\pi]$, leave a root-mean-square error below 0.01 for Laplace "
        r"and above 0.02 for Gaussian, for $b=0$ and $b=1$."
    ),
    hypotheses=(NTK, LAPLACE),
    expected=Verdict.SUPPORTED,
    scope=r"Grid of 2001 angles in floating point; the paper does not state its weights or $\beta$.",
    check=_overlay,
    parameters={"better": "laplace"},
    printed=True,
    control=Control("The Gaussian fit is better than the Laplace fit.", {"better": "gaussian"}),
)
