"""Figure 1: mean, spread and smoothness of the tangent kernel at initialisation, and whether it inflates in training."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from flint import arb
from sympy import Rational

from ntkproofs.checks import definition, mean_near, prove, reduction, rests_on
from ntkproofs.checks.one_sided_mean import mean_below
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.networks import Architecture, descend, tangent_kernels

from .drawn_networks import ANGLES, kernels, limit_at
from .setting import GAUSSIAN, LIMIT, NETWORK, RELU, TANGENT
from .trained_networks import ACTIVATIONS, BIAS, POINTS, RATE, STEPS, TARGETS, pieces

# Sample sizes were raised once, where a first run was close to its limit; otherwise fixed in advance: widths and networks of each, level of each test, tolerance of a mean.
NARROW, WIDE, LEVEL, CLOSE = (125, 600), (500, 500), Fraction(1, 1_000_000), Fraction(3, 100)
TRAINED = (256, 100)

_FIGURE = (
    r"ReLU network with $L=4$, $n_1=n_2=n_3=n$, $\beta=0.1$, $n_0=2$, iid $\mathcal{N}(0,1)$ parameters; the NTK $\Theta^{(4)}(x_0,x)$ with "
    r"$x_0=(1,0)$ and $x$ on the unit circle"
)
_DRAWN = rf"{NARROW[1]} networks with $n={NARROW[0]}$, {WIDE[1]} with $n={WIDE[0]}$"


def _mean(diagonal: Rational, seed: int) -> Derivation:
    expected = [arb(int(diagonal.p)) / int(diagonal.q), *(limit_at(angle) for angle in ANGLES[1:])]
    return prove(
        definition(_FIGURE),
        definition(_DRAWN),
        reduction("the mean of the limit stands for that of n = 10000, which is not sampled"),
        (
            mean_near(
                kernels("relu", width, count, seed, "circle")[:, 0, place].tolist(),
                expected[place],
                tolerance=CLOSE,
                level=LEVEL,
                seed=seed,
                text=rf"$n={width}$: the mean of $\Theta^{{(4)}}(x_0,x)$ at the angle ${angle}\,\pi$ is near that of the limit",
                goal=True,
            )
            for width, count in (NARROW, WIDE)
            for place, angle in enumerate(ANGLES)
        ),
    )


MEAN = Claim(
    id="jacot2018.fig1.mean",
    label="Figure 1",
    printed=True,
    statement=rf"{_FIGURE}. The expectation of the NTK at initialization is very close for both network widths $n=500$ and $n=10000$.",
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, LIMIT, RELU),
    expected=Verdict.SUPPORTED,
    scope="n = 125 and 500 against the limit, to 0.03, at four angles; n = 10000 is not sampled",
    check=_mean,
    parameters={"diagonal": Rational(113, 400)},
    heavy=True,
    random=True,
    control=Control(
        r"The same with the value $0.35$ instead of $0.2825$ at $x=x_0$; false, the mean is $113/400$ at every width.",
        {"diagonal": Rational(7, 20)},
    ),
)


def _variance(wide: int, seed: int) -> Derivation:
    count = WIDE[1]
    limit = np.array([float(limit_at(angle).mid()) for angle in ANGLES])
    gaps = [
        kernels("relu", n, {125: NARROW[1], 500: count}[n], seed, "circle")[:count, 0, :] - limit
        for n in (wide, NARROW[0])
    ]
    # One network of each width in a pair: the mean of w^2 - v^2 is negative where w has less spread than v.
    spread = gaps[0] ** 2 - gaps[1] ** 2
    rough = (gaps[0][:, 0] - gaps[0][:, 1]) ** 2 - (gaps[1][:, 0] - gaps[1][:, 1]) ** 2
    return prove(
        definition(_FIGURE),
        definition(rf"{count} pairs of networks with $n={wide}$ and $n={NARROW[0]}$"),
        reduction(
            "n = 10000 is not sampled; the exact standard deviations of that width and of n = 500 at x = x_0 are those of fig1.sd_exact"
        ),
        rests_on("jacot2018.fig1.sd_exact", "the standard deviations at x = x_0 for n = 500 and n = 10000"),
        (
            mean_below(
                spread[:, place].tolist(),
                Fraction(0),
                level=LEVEL,
                seed=seed,
                text=rf"the mean square of $\Theta^{{(4)}}-\Theta_\infty^{{(4)}}$ at the angle ${angle}\,\pi$ is for $n={wide}$ below that "
                rf"for $n={NARROW[0]}$",
                goal=True,
            )
            for place, angle in enumerate(ANGLES)
        ),
        mean_below(
            rough.tolist(),
            Fraction(0),
            level=LEVEL,
            seed=seed,
            text=r"so is the mean square of its increment from the angle $0$ to $\pi/4$: the curve is smoother",
            goal=True,
        ),
    )


VARIANCE = Claim(
    id="jacot2018.fig1.variance",
    label="Figure 1",
    printed=True,
    statement=(
        rf"{_FIGURE}. At initialization over independent initializations it shows less variance and is smoother for the wider network "
        r"($n=10000$) than for the narrower one ($n=500$)."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, LIMIT, RELU),
    expected=Verdict.SUPPORTED,
    scope="n = 125 and 500 sampled at four angles; n = 10000 only at x = x_0, by its exact variance (fig1.sd_exact)",
    check=_variance,
    parameters={"wide": 500},
    depends_on=("jacot2018.fig1.sd_exact",),
    heavy=True,
    random=True,
    control=Control("The same for two widths that are equal; false.", {"wide": 125}),
)


def _traces(seed: int) -> list[float]:
    """Return the relative changes of the trace of the kernel on the four points by training, one of each network."""
    width, count = TRAINED
    generator = np.random.default_rng([seed, 2020, width])
    shape = Architecture((2, width, width, width, 1), ACTIVATIONS["relu"], BIAS)
    changes: list[float] = []
    for size in pieces(count, width):
        networks = shape.draw(generator, size)
        before = np.trace(tangent_kernels(networks, POINTS), axis1=1, axis2=2)
        descend(networks, POINTS, TARGETS[:, :1], rate=RATE, steps=STEPS)
        after = np.trace(tangent_kernels(networks, POINTS), axis1=1, axis2=2)
        changes += (after / before - 1).tolist()
    return changes


def _not_universal(sign: int, seed: int) -> Derivation:
    return prove(
        definition(
            rf"{TRAINED[1]} networks with $n={TRAINED[0]}$; the relative change of the trace after {STEPS} steps"
        ),
        mean_below(
            [sign * change for change in _traces(seed)],
            Fraction(0),
            level=LEVEL,
            seed=seed,
            text=rf"the mean of ${sign}$ times the relative change of the trace is negative",
            goal=True,
        ),
    )


NOT_UNIVERSAL = Claim(
    id="jacot2018.fig1.inflation_not_universal",
    label="Figure 1",
    statement=(
        r"Inflation of the NTK is not universal: for ReLU, $L=4$, $\beta=0.1$ and the four points "
        r"$(1,0),(3/5,4/5),(-4/5,3/5),(5/13,-12/13)$ of the unit circle ($n_0=2$) with targets $y=x_1x_2=(0,12/25,-12/25,-60/169)$ "
        r"(50 gradient steps with rate 1.0 on $\frac1{2N}\sum(f-y)^2$) the trace of the $4\times4$ NTK Gram matrix decreases on average."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, RELU),
    expected=Verdict.SUPPORTED,
    scope=f"n = {TRAINED[0]}",
    check=_not_universal,
    parameters={"sign": 1},
    heavy=True,
    random=True,
    control=Control("The trace increases on average; false.", {"sign": -1}),
)
