"""The study of Theorem 3.5 on the circle: what the record of the shallow networks says of bounds, powers and times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sympy import Integer, Rational

from ntkproofs.checks import definition, mean_near, prove
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.records import Experiment, criterion, read, source

from .circle import SUPREMUM, TARGET_TEXT
from .setting import OPERATORS
from .shallow_study import NAME, SAMPLES, TIMES, WIDTHS
from .shallow_training import TOPS, runs
from .study_exponents import KERNELS, LEVEL, exponents, falls_below

STUDY = (
    rf"shallow softplus networks on the circle, uniform $\rho$, {TARGET_TEXT}, antisymmetric initialisation; widths "
    rf"{', '.join(map(str, WIDTHS))}, samples {', '.join(map(str, SAMPLES))}, times {', '.join(f'{t:g}' for t in TIMES)}, 20 "
    r"independent draws of each pair; left sides over their squared factors"
)
_LEFT = ("full", *(f"top{top}" for top in TOPS))


def record() -> Experiment:
    """Return the record of the shallow study."""
    return read("bowman2022", NAME)


def _bound(rows: Experiment, column: str, start: bool, constant: Fraction, accuracy: Fraction) -> Step:
    left = rows.numbers(f"{column}_start" if start else column)
    kernel = [0.0] * len(left) if start else rows.numbers("kernel_error")
    ratios = [a / (float(constant) * SUPREMUM**2 * e + float(accuracy)) for a, e in zip(left, kernel, strict=True)]
    name = "unprojected" if column == "full" else rf"$P_k$, $k={column.removeprefix('top')}$"
    text = rf"{KERNELS[start]}, {name}: the left side is at most the right side, every run, every time"
    return criterion(
        rows, max(ratios) <= 1, text, found=f"at most {max(ratios):.3g} of it, in the median {_median(ratios):.3g}"
    )


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def _bounds(constant: Fraction, accuracy: Fraction) -> Derivation:
    rows = record()
    return prove(
        definition(rf"{STUDY}; right side ${constant}\|f^*\|_\infty^2\|K-K_0\|^2+\epsilon$ with $\epsilon={accuracy}$"),
        source(rows),
        (_bound(rows, column, start, constant, accuracy) for start in (False, True) for column in _LEFT),
    )


STUDY_BOUNDS = Claim(
    id="bowman2022.derived.study_bounds",
    label="Theorem 3.5",
    statement=(
        rf"In the study both inequalities of Theorem 3.5 hold with $\epsilon=\frac1{{20}}$ on every run (widths {WIDTHS[0]} to "
        rf"{WIDTHS[-1]}, {SAMPLES[0]} to {SAMPLES[-1]} samples, times 1 to 8, 20 draws of each), with $K=K^\infty$ and with $K=K_0$, "
        r"the projected one for $k=1,3,5$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.SUPPORTED,
    scope=(
        "one architecture, one target, the times of the study; with epsilon = 1/50, tried first, it holds from 256 samples on, and "
        "with 64 samples the left side is up to 2.4 times the right side"
    ),
    check=_bounds,
    parameters={"constant": Fraction(4), "accuracy": Fraction(1, 20)},
    heavy=True,
    control=Control(
        r"The same with $\epsilon=10^{-6}$ and $4\|f^*\|_\infty^2$ replaced by $\frac1{100}\|f^*\|_\infty^2$.",
        {"accuracy": Fraction(1, 10**6), "constant": Fraction(1, 100)},
    ),
)


def _times(power: Fraction) -> Iterator[Step]:
    rows = record()
    yield source(rows)
    for start in (False, True):
        for size in SAMPLES[1:]:
            cells = (rows.where(width=size, samples=size, time=f"{time:g}") for time in TIMES)
            found = exponents(TIMES, [cell.numbers("full_start" if start else "full") for cell in cells])
            what = rf"$m=n={size}$, {KERNELS[start]}: the squared distance over $t^2$"
            yield falls_below(found, power, what, "t", seed=0)


def _slower(power: Fraction) -> Derivation:
    return prove(definition(STUDY), _times(power))


STUDY_TIMES = Claim(
    id="bowman2022.derived.study_times",
    label="Theorem 3.5",
    statement=(
        r"In the study the distance to the ideal dynamics grows slower than the factor $t$ of the second bound of Theorem 3.5: the "
        r"squared distance over $t^2$ falls from $t=1$ to $t=8$, with $K=K^\infty$ and with $K=K_0$, at $m=n=256$, 1024 and 4096 "
        "(mean of the slopes of its logarithm below 0)."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.SUPPORTED,
    scope="one architecture, one target, the times of the study",
    check=_slower,
    parameters={"power": Fraction(0)},
    heavy=True,
    control=Control(r"It falls faster than $t^{-3}$.", {"power": Fraction(-3)}),
)


def _third(coefficient: Rational, seed: int) -> Derivation:
    rows = record()
    found = rows.numbers("cos3")
    gap = max(abs(value - float(coefficient)) for value in found)
    return prove(
        definition(
            STUDY + r"; column cos3: the coefficient of $r_t$ on $\cos3\theta$, by the discrete Fourier transform"
        ),
        source(rows),
        criterion(
            rows,
            gap < 1e-8,
            rf"the coefficient of $r_t$ on $\cos3\theta$ is ${coefficient}$ up to $10^{{-8}}$, every run, every time",
            found=f"at most {gap:.1e} away",
        ),
        mean_near(
            [moment.coefficients[3] for run in runs(64, 24, seed, (1.0, 3.0)) for moment in run.moments.values()],
            coefficient,
            tolerance=Fraction(1, 10**12),
            level=LEVEL,
            seed=seed,
            text=r"and up to $10^{-12}$ in 24 runs performed here, $m=n=64$, $t=1$ and $t=3$",
            goal=True,
        ),
    )


THIRD_HARMONIC = Claim(
    id="bowman2022.derived.study_third_harmonic",
    label="Section 2.2",
    statement=(
        r"In the study the coefficient of $r_t$ on $\cos3\theta$ stays $-\frac3{10}$ up to the digits of the record, for every width, number of "
        r"samples and time: it does not move in training."
    ),
    expected=Verdict.SUPPORTED,
    scope="the times of the study; for all times and networks it is proved in bowman2022.derived.softplus_unlearnable",
    check=_third,
    parameters={"coefficient": Rational(-3, 10)},
    heavy=True,
    random=True,
    control=Control(r"It is learned: the coefficient is 0.", {"coefficient": Integer(0)}),
)
