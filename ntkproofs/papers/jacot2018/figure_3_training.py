"""Figure 3, trained: the way of networks towards a goal along the second principal component."""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ntkproofs.checks import definition, prove, reduction
from ntkproofs.checks.one_sided_mean import mean_below
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers import records

from .component_spectra import SMALL
from .component_training import Paths, components, draw, theory, train
from .digit_images import digits
from .setting import GAUSSIAN, NETWORK, RELU
from .trained_networks import pieces

# Fixed in advance: widths that are trained here, networks of each (one of each makes a replicate), level of each test.
WIDTHS, REPLICATES, LEVEL = (50, 100, 200), 96, Fraction(1, 100_000)
RATE, STEPS, EVERY = 4.0, 160, 10

_SETTING = (
    r"$f_{\theta(t)}-f^*=g_tf^{(2)}+h_t$ for networks trained by least squares with the goal $f^*=f_{\theta(0)}+0.5f^{(2)}$, $f^{(2)}$ the second "
    r"principal component of the batch for $\Theta_\infty^{(L)}$, $\|f^{(2)}\|_{p^{in}}=1$, with the eigenvalue $\lambda_2$ of $G/N$"
)
_DIGITS = (
    rf"the first {SMALL} of scikit-learn's 8 by 8 digits, $L=4$, $\beta=0.1$, ReLU, {STEPS} steps of rate 4, so $t\le640$; {REPLICATES} replicates of "
    rf"one network of each $n$ in ${WIDTHS}$, exponents by least squares on the logarithms"
)
_LIMITED = reduction(
    "a power of n on finitely many widths is sampled; the batch, its size and the depth stand for those of the paper"
)
_SCOPE = (
    f"small digits, n in {WIDTHS} trained here; recorded: n = 400 and 1600 on small digits, n = 100, 1000 and 4000 on a batch of MNIST "
    "(2, 2 and 1 networks), t up to 640"
)
_HYPOTHESES = (NETWORK, GAUSSIAN, RELU, _SETTING)


@cache
def trained(seed: int) -> dict[int, Paths]:
    """Return the ways of the networks of each width."""
    X, found = digits(SMALL), {}
    second = components(X).functions[:, 1]
    for code, width in enumerate(WIDTHS):
        generator = np.random.default_rng([seed, 2026, code])
        parts = [
            train(draw(X, width, size, generator), X, second, rate=RATE, steps=STEPS, every=EVERY)
            for size in pieces(REPLICATES, width)
        ]
        along = np.concatenate([part.along for part in parts])
        found[width] = Paths(parts[0].times, along, np.concatenate([part.across for part in parts]))
    return found


def _exponents(values: dict[int, NDArray]) -> list[float]:
    """Return the exponent in the width of every replicate."""
    logs = np.log(np.array(list(values), dtype=float))
    centred = logs - logs.mean()
    rows = np.log(np.stack(list(values.values())))
    return [float(slope) for slope in centred @ rows / (centred @ centred)]


def _below(samples: list[float], bound: Fraction, seed: int, text: str) -> Step:
    return mean_below(samples, bound, level=LEVEL, seed=seed, text=text, goal=True)


@cache
def _recorded() -> records.Experiment:
    return records.read("jacot2018", "figure_3_training")


def _trials(data: str, width: int) -> list[records.Experiment]:
    rows = _recorded().where(data=data, width=width)
    return [rows.where(trial=trial) for trial in dict.fromkeys(rows.column("trial"))]


def _means(data: str, quantity: str, factor: int = 1) -> dict[int, float]:
    """Return by width the mean over the recorded trials of a largest deviation."""
    found = {}
    for width in sorted({int(width) for width in _recorded().where(data=data).column("width")}):
        sizes = []
        for trial in _trials(data, width):
            if quantity == "across":
                sizes.append(max(trial.numbers("across")))
            else:
                pairs = zip(trial.numbers("along"), trial.numbers("theory"), strict=True)
                # The curve e^(-k s) from e^(-s): its k-th power, scaled to start at one half.
                sizes.append(max(abs(g - 0.5 * (curve / 0.5) ** factor) for g, curve in pairs))
        found[width] = float(np.mean(sizes))
    return found


def _falls(data: str, quantity: str, text: str, factor: int = 1) -> Step:
    found = _means(data, quantity, factor)
    values = list(found.values())
    shown = ", ".join(f"{value:.4f} (n = {width})" for width, value in found.items())
    falling = all(a > b for a, b in itertools.pairwise(values))
    return records.criterion(_recorded(), falling, f"{data}: {text} falls with the width", found=shown)


def _deviation(part: str, seed: int) -> Derivation:
    ways = trained(seed)
    sizes = {
        width: paths.across.max(axis=1) if part == "rest" else np.abs(paths.along).max(axis=1)
        for width, paths in ways.items()
    }
    return prove(
        definition(_SETTING),
        definition(_DIGITS),
        _LIMITED,
        _below(
            _exponents(sizes),
            Fraction(-1, 4),
            seed,
            rf"the exponent of the largest norm of the {part} of $f_{{\theta(t)}}-f^*$ is below $-1/4$",
        ),
        (_falls(data, "across", r"$\max_t\|h_t\|_{p^{in}}$") for data in ("digits", "mnist")),
    )


DEVIATION = Claim(
    id="jacot2018.fig3.deviation",
    label="Figure 3",
    printed=True,
    statement=(
        r"The wider the network, the less $f_{\theta(t)}-f^*$ deviates from the straight line along $f^{(2)}$, i.e. the smaller is "
        r"$\max_t\|h_t\|_{p^{in}}$, $h_t$ the part orthogonal to $f^{(2)}$. (Paper: MNIST, $n=100,1000,10000$, two trials each.)"
    ),
    hypotheses=_HYPOTHESES,
    expected=Verdict.SUPPORTED,
    scope=_SCOPE,
    check=_deviation,
    parameters={"part": "rest"},
    heavy=True,
    random=True,
    control=Control(
        r"The same for the component along $f^{(2)}$, $\max_t|g_t|$; false, it starts at $0.5$ at every width.",
        {"part": "component"},
    ),
)


def _trajectory(factor: int, seed: int) -> Derivation:
    ways = trained(seed)
    eigenvalue = float(components(digits(SMALL)).eigenvalues[1])
    gaps = {
        width: np.abs(paths.along - theory(paths.times, factor * eigenvalue)).max(axis=1)
        for width, paths in ways.items()
    }
    return prove(
        definition(_SETTING),
        definition(_DIGITS + rf"; the curve is $0.5e^{{-{factor}\lambda_2t}}$, $\lambda_2={eigenvalue:.5f}$"),
        _LIMITED,
        _below(
            _exponents(gaps),
            Fraction(-1, 5),
            seed,
            r"the exponent of the largest distance of $\|g_t\|_{p^{in}}$ from the curve is below $-1/5$",
        ),
        (_falls(data, "along", "the largest distance from the curve", factor) for data in ("digits", "mnist")),
    )


TRAJECTORY = Claim(
    id="jacot2018.fig3.trajectory",
    label="Figure 3",
    printed=True,
    statement=(
        r"As the width grows, the trajectory along the second principal component converges to the theoretical limit "
        r"$\|g_t\|_{p^{in}}=0.5e^{-\lambda_2t}$."
    ),
    hypotheses=_HYPOTHESES,
    expected=Verdict.SUPPORTED,
    scope=_SCOPE,
    check=_trajectory,
    parameters={"factor": 1},
    heavy=True,
    random=True,
    control=Control(r"It converges to $0.5e^{-2\lambda_2t}$; false.", {"factor": 2}),
)


def _faster(order: int, seed: int) -> Derivation:
    ways = trained(seed)
    place = int(np.flatnonzero(ways[WIDTHS[0]].times == 320)[0])
    rates = {width: -np.log(paths.along[:, place] / 0.5) for width, paths in ways.items()}
    recorded = {width: [trial.numbers("along")[-1] for trial in _trials("mnist", width)] for width in (100, 1000, 4000)}
    means = [order * float(np.mean(values)) for values in recorded.values()]
    shown = ", ".join(f"{np.mean(values):.4f} (n = {width})" for width, values in recorded.items())
    return prove(
        definition(_SETTING),
        definition(_DIGITS + r"; the rate of a network is $-\log(2\|g_t\|)$ at $t=320$"),
        _LIMITED,
        (
            _below(
                (order * (rates[wide] - rates[narrow])).tolist(),
                Fraction(0),
                seed,
                rf"the rate for $n={wide}$ is on average smaller than for $n={narrow}$ (times ${order}$)",
            )
            for narrow, wide in ((50, 200),)
        ),
        records.criterion(
            _recorded(),
            means[0] < means[1] < means[2],
            rf"mnist: the mean of $g_t$ at $t=640$, times ${order}$, grows with the width",
            found=shown,
        ),
    )


SMALLER_FASTER = Claim(
    id="jacot2018.fig3.smaller_faster",
    label="Figure 3",
    printed=True,
    statement=(
        r"Smaller networks appear to converge faster than wider ones (measured by the decay of the component along $f^{(2)}$)."
    ),
    hypotheses=_HYPOTHESES,
    expected=Verdict.SUPPORTED,
    scope=_SCOPE,
    check=_faster,
    parameters={"order": 1},
    heavy=True,
    random=True,
    control=Control("Wider networks converge faster than smaller ones; false.", {"order": -1}),
)
