"""Observations 3.8 and 3.9 and the linearisation of Section 3.2 in simulations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import sympy
from flint import arb
from sympy import Integer, log

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, identity, mean_near, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .circle import TARGET_TEXT
from .corollary_3_7 import EPS, samples, width
from .section_2_2_softplus_spectrum import BITS, eigenvalue
from .setting import OPERATORS, POSITIVE
from .shallow_training import runs
from .simulated_bounds import COUNT, LEVEL, SIMULATION, TIMES, WIDTH
from .study_exponents import exponents, falls_below

_TARGET = (Fraction(1), Fraction(1), Fraction(1, 2))
_SMALL, _LARGE, _MANY = 32, 128, 100
_WIDTHS, _DRAWS = (64, 256, 1024), 60
_PAIRS = (
    rf"shallow softplus networks on the circle, uniform $\rho$, {TARGET_TEXT}, antisymmetric initialisation, $m=n={_SMALL}$ and "
    rf"$m=n={_LARGE}$, {_MANY} independent initialisations and samples of each"
)


def _ideal(degree: int, rate: int, time: int) -> arb:
    """Return minus the coefficient of the target times exp(-mu t), with the eigenvalue of degree `rate`."""
    ctx = BallArithmetic(BITS)
    with ctx.working():
        mu = ctx.rational(1, 8) if rate == 1 else eigenvalue(rate)
        coefficient = _TARGET[degree]
        return -ctx.rational(coefficient.numerator, coefficient.denominator) * ctx.exp(-mu * time)


def _rates(third: int, seed: int) -> Derivation:
    found = runs(WIDTH, COUNT, seed, TIMES)
    return prove(
        definition(SIMULATION),
        (
            mean_near(
                [run.moments[float(time)].coefficients[degree] for run in found],
                _ideal(degree, rate, time),
                tolerance=Fraction(1, 10),
                level=LEVEL,
                seed=seed,
                text=rf"$t={time}$: the coefficient of $r_t$ on $\cos{degree}\theta$ against that of $r_0$ times $e^{{-\mu_{rate}t}}$",
                goal=True,
            )
            for time in (1, 3)
            for degree, rate in ((0, 0), (1, 1), (2, third))
        ),
    )


RATES = Claim(
    id="bowman2022.obs38.rates_by_eigenvalue",
    label="Observation 3.8",
    printed=True,
    statement=(
        r"At the beginning of training the network learns the projections of the target on eigenfunctions of $T_{K^\infty}$ at "
        r"rates given by their eigenvalues, most clearly for large eigenvalues: in the simulation the mean coefficients of $r_t$ "
        r"on $1,\cos\theta,\cos2\theta$ at $t=1,3$ agree with $e^{-\sigma t}$ times their initial values within $\frac1{10}$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.SUPPORTED,
    scope="qualitative observation; one target, one architecture; that cos 3 theta is not learned has a proved entry",
    check=_rates,
    parameters={"third": 2},
    heavy=True,
    random=True,
    control=Control(r"The coefficient on $\cos2\theta$ is learned at the rate of that on $\cos\theta$.", {"third": 1}),
)


def _falls(fall: int, seed: int) -> Derivation:
    stop = sympy.Symbol("T", positive=True)
    over = {stop: POSITIVE, EPS: POSITIVE}
    small, large = (runs(m, _MANY, seed, (1.0, 3.0)) for m in (_SMALL, _LARGE))
    logs = [math.log(a.moments[1.0].full / b.moments[1.0].full) for a, b in zip(small, large, strict=True)]
    return prove(
        identity(
            width(stop, EPS) / samples(stop, EPS),
            stop**2,
            over,
            text=r"$T^4\epsilon^{-2}=T^2\cdot T^2\epsilon^{-2}$: for fixed $T$ the two requirements are proportional",
            goal=True,
        ),
        definition(_PAIRS),
        reduction(
            r"independent pairs of runs, one of each size; the logarithm of the quotient of their squared errors at $t=1$"
        ),
        mean_near(
            logs,
            log(Integer(fall)),
            tolerance=Fraction(69, 100),
            level=Fraction(1, 100),
            seed=seed,
            text=rf"a fourfold $m=n$ divides the (geometric) mean error by {fall}, up to a factor below 2",
            goal=True,
        ),
        _shares(-Fraction(fall, 8), seed),
    )


def _shares(power: Fraction, seed: int) -> Iterator[Step]:
    """Train with a number of samples that is a fixed share of the width, over three widths."""
    for share in (Fraction(1, 4), Fraction(1), Fraction(4)):
        cells = (runs(m, _DRAWS, seed, (1.0,), samples=int(share * m)) for m in _WIDTHS)
        found = exponents(_WIDTHS, [[run.moments[1.0].full for run in cell] for cell in cells])
        what = rf"$n={share}\,m$, $m=64,256,1024$: the squared error at $t=1$"
        yield falls_below(found, power, what, "m", seed=seed)


LINEAR_WIDTH = Claim(
    id="bowman2022.obs39.linear_width",
    label="Observation 3.9",
    printed=True,
    statement=(
        r"The bias is inherited when the width grows only linearly with the number of samples: for fixed $T$ both requirements "
        r"$m=\tilde\Omega(T^4/\epsilon^2)$ and $n=\tilde\Omega(T^2/\epsilon^2)$ scale as $\epsilon^{-2}$, so $m=n\to\infty$ drives "
        rf"the error to 0; in the simulation from $m=n={_SMALL}$ to {_LARGE} the geometric mean of the squared error at $t=1$ falls "
        r"by a factor between 2 and 8, and over $m=64,256,1024$ with $n$ equal to $\frac m4$, $m$ or $4m$ it falls faster than "
        r"$m^{-1/2}$, the $\epsilon$ that these requirements allow (mean slope of its logarithm)."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.SUPPORTED,
    scope="exponents exactly; the decrease by simulation",
    check=_falls,
    parameters={"fall": 4},
    heavy=True,
    random=True,
    control=Control(r"The error at $t=1$ is constant along $m=n$.", {"fall": 1}),
)


def _linearization(fall: int, seed: int) -> Derivation:
    small, large = (runs(m, _MANY, seed, (1.0, 3.0)) for m in (_SMALL, _LARGE))
    logs = [math.log(a.moments[3.0].linear / b.moments[3.0].linear) / 2 for a, b in zip(small, large, strict=True)]
    return prove(
        definition(_PAIRS),
        reduction(r"independent pairs of runs; the logarithm of the quotient of $\|f-f_{lin}\|_{L^2}$ at $t=3$"),
        mean_near(
            logs,
            log(Integer(fall)),
            tolerance=Fraction(69, 100),
            level=Fraction(1, 100),
            seed=seed,
            text=rf"a fourfold width divides the (geometric) mean distance by {fall}, up to a factor below 2",
            goal=True,
        ),
    )


LINEARIZATION = Claim(
    id="bowman2022.sec32.linearization",
    label="Section 3.2",
    printed=True,
    statement=(
        r"Wide trained networks stay close to their linearisation $f_{lin}(x;\theta)=f(x;\theta_0)+\langle\nabla_\theta "
        r"f(x;\theta_0),\theta-\theta_0\rangle$: for the shallow softplus network on the circle with antisymmetric "
        rf"initialisation and {TARGET_TEXT} the geometric mean of $\|f(\cdot;\theta_t)-f_{{lin}}(\cdot;\theta_t)\|_{{L^2}}$ at $t=3$ "
        rf"falls by a factor between 2 and 8 from $m=n={_SMALL}$ to {_LARGE}."
    ),
    expected=Verdict.SUPPORTED,
    scope="one architecture and target; the general theorems (Lee et al., Arora et al.) are cited by the paper",
    check=_linearization,
    parameters={"fall": 4},
    heavy=True,
    random=True,
    control=Control(r"The distance does not fall with the width.", {"fall": 1}),
)
