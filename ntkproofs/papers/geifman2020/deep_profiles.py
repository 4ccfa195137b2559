r"""Very deep kernels, measured: their profile near the peak, their value away from it, the parity product."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from flint import arb, fmpq

from ntkproofs.arithmetic import BallArithmetic, Ternary
from ntkproofs.checks import definition, instances, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.expansions.relu_angles import next_angle

from .deep_bounds import network
from .setting import NTK

BITS = 256


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _below(a: arb, b: arb) -> bool:
    return BallArithmetic(BITS).surely_less(a, b) is Ternary.YES


@cache
def profile(layers: int, x: Fraction) -> arb:
    r"""Return :math:`\Theta_L(\cos(3\pi x/L))/L` for b = 0."""
    with BallArithmetic(BITS).working():
        return network(layers, 0).value(3 * arb.pi() * _ball(x) / layers) / layers


@cache
def away(layers: int, angle: Fraction) -> arb:
    r"""Return :math:`\Theta_L(\cos\theta)/L` for b = 0."""
    with BallArithmetic(BITS).working():
        return network(layers, 0).value(_ball(angle)) / layers


@cache
def falling_product(factors: int) -> arb:
    r"""Return the product of the first n factors :math:`\kappa_0(a_l)`, that is :math:`\Pi_{n+2}`."""
    with BallArithmetic(BITS).working():
        theta, product = arb.pi() / 2, arb(1)
        for _ in range(factors):
            product *= 1 - theta / arb.pi()
            theta = next_angle(theta)
        return product


def _limit_profile(limit: str) -> Derivation:
    gaps = []
    with BallArithmetic(BITS).working():
        for layers in (100, 1000):
            tolerance = arb(10) / layers
            for x in (Fraction(1, 10), Fraction(1), Fraction(10)):
                y = _ball(x)
                claimed = ((1 + y) ** 4 - 1) / (4 * y * (1 + y) ** 3)
                gaps.append((f"L = {layers}, x = {x}", tolerance - abs(profile(layers, x) - claimed)))
            for angle in (Fraction(1, 2), Fraction(3, 2), Fraction(31, 10)):
                gap = tolerance - abs(away(layers, angle) - _ball(Fraction(limit)))
                gaps.append((f"L = {layers}, theta = {angle}", gap))
    return prove(
        definition(r"the distance to the limit is held against $10/L$ at $L=100,1000$"),
        instances(gaps, text=r"every distance is below $10/L$", goal=True),
    )


DEEP_LIMIT = Claim(
    id="geifman2020.derived.deep_limit_profile",
    label="Section 3.2",
    statement=(
        r"For $b=0$ and fixed $x>0$, $\frac1L\Theta_L(\cos(3\pi x/L))\to\frac{(1+x)^4-1}{4x(1+x)^3}$ as $L\to\infty$, and "
        r"$\frac1L\Theta_L(t)\to\frac14$ for fixed $t<1$; the distance is below $10/L$ at $L=100,1000$ for $x\in\{0.1,1,10\}$ and "
        r"at the angles 0.5, 1.5, 3.1."
    ),
    hypotheses=(NTK,),
    expected=Verdict.SUPPORTED,
    scope=r"Measured at $L=100,1000$; no error term.",
    check=_limit_profile,
    parameters={"limit": "1/4"},
    control=Control(
        r"The limit at fixed $t<1$ is $\frac12$, with a distance below $10/L$ at $L=100,1000$; false at $L=100$.",
        {"limit": "1/2"},
    ),
)


def _cubic(exponent: int) -> Derivation:
    gaps, before = [], None
    with BallArithmetic(BITS).working():
        for factors in (1000, 3000, 10000):
            value = arb(factors) ** exponent * falling_product(factors)
            gaps.append((f"n = {factors}, distance to 196.67", 20 - abs(value - arb("196.67"))))
            if before is not None:
                gaps.append((f"n = {factors}, increase", value - before))
            before = value
    return prove(
        definition(r"$P_n=\prod_{l=1}^n\kappa_0(a_l)=\Pi_{n+2}$"),
        instances(gaps, text=rf"$n^{exponent}P_n$ rises and is within 20 of 196.67", goal=True),
    )


CUBIC = Claim(
    id="geifman2020.derived.parity_product_cubic_decay",
    label="Section 3.2",
    statement=(
        r"$L^3\Pi_L$ converges as $L\to\infty$ to a constant close to $196.67$, with logarithmic corrections; $\Pi_L$ as in the "
        r"endpoint coefficient at $t=-1$. Measured: $n^3\Pi_{n+2}$ rises over $n=1000,3000,10000$ and is within 20 of 196.67."
    ),
    expected=Verdict.SUPPORTED,
    scope=r"Iterated up to $L=10^4$ in balls; no rigorous limit.",
    check=_cubic,
    parameters={"exponent": 3},
    control=Control(
        r"The same for $n^2\Pi_{n+2}$; false at $n=1000$, where it is below 1.",
        {"exponent": 2},
    ),
)


DEEPEST, STEPS = 30, 256


@cache
def normalised(bias: int, theta: Fraction, times_pi: bool = False) -> tuple[arb, ...]:
    r"""Return :math:`\Theta_L(\cos\theta)/\Theta_L(1)` for L = 2, ..., 30, at an angle (in units of pi if asked)."""
    with BallArithmetic(BITS).working():
        angle = _ball(theta) * (arb.pi() if times_pi else 1)
        total, values = angle.cos() + bias, []
        for layers in range(2, DEEPEST + 1):
            image = next_angle(angle)
            total = (1 - angle / arb.pi()) * total + image.cos() + bias
            values.append(total / (layers * (1 + bias)))
            angle = image
        return tuple(values)


@cache
def half_drops(bias: int) -> tuple[tuple[Fraction, arb], ...]:
    r"""Return for every depth the half-drop angle over pi, to a step of 2^-16, and the level half way to the minimum."""
    grid = [normalised(bias, Fraction(i, STEPS), times_pi=True) for i in range(STEPS + 1)]
    found = []
    with BallArithmetic(BITS).working():
        for n in range(DEEPEST - 1):
            lowest = grid[0][n]
            for row in grid:
                lowest = lowest.min(row[n])
            level = (1 + lowest) / 2
            first = next(i for i, row in enumerate(grid) if _below(row[n], level))
            low, high = Fraction(first - 1, STEPS), Fraction(first, STEPS)
            for _ in range(8):
                middle = (low + high) / 2
                low, high = (
                    (low, middle) if _below(normalised(bias, middle, times_pi=True)[n], level) else (middle, high)
                )
            found.append((high, level))
    return tuple(found)


def _sharper(angles: tuple[str, ...]) -> Derivation:
    gaps, drops = [], []
    with BallArithmetic(BITS).working():
        for bias in (0, 1):
            for text in angles:
                values = normalised(bias, Fraction(text))
                gaps += [
                    (f"b = {bias}, theta = {text}, from L = {n}", values[n - 2] - values[n - 1])
                    for n in range(2, DEEPEST)
                ]
            found = half_drops(bias)
            drops += [
                (f"b = {bias}, from L = {n}", _ball(found[n - 2][0] - found[n - 1][0])) for n in range(2, DEEPEST)
            ]
    return prove(
        definition(
            r"$\Theta_L(\cos\theta)/\Theta_L(1)$, $\Theta_L(1)=L(1+b)$; its minimum over $[0,\pi]$ is taken on a grid of 257 "
            r"angles, the half-drop angle by bisection to $2^{-16}\pi$"
        ),
        instances(gaps, text=r"the kernel falls from $L$ to $L+1$ for $2\le L<30$ at the listed angles", goal=True),
        instances(drops, text=r"the half-drop angle falls from $L$ to $L+1$ for $2\le L<30$", goal=True),
    )


SHARPER = Claim(
    id="geifman2020.sec41.sharper_with_depth",
    label="Section 4.1",
    statement=(
        r"Deeper networks yield more sharply peaked NTKs: the angle at which $\Theta_L(\cos\theta)/\Theta_L(1)$ has fallen half "
        r"way from 1 to its minimum over $[0,\pi]$ decreases strictly in $L$ for $2\le L\le30$, $b\in\{0,1\}$, and so does the "
        r"value at each of $\theta=0.05,0.1,0.2,0.3,0.5$. (At larger fixed angles the normalised kernel may grow with depth; the "
        r"limit is $\frac14$.)"
    ),
    hypotheses=(NTK,),
    expected=Verdict.SUPPORTED,
    scope=r"Listed depths and angles, a grid for the minimum; the slope at $\theta=0$ is exact for all depths under its own entry.",
    check=_sharper,
    parameters={"angles": ("1/20", "1/10", "1/5", "3/10", "1/2")},
    printed=True,
    control=Control(
        r"At $\theta=\frac\pi2$ (1.5708), $b=0$, it also decreases from $L=2$ to $L=3$; it rises from 0.159 to 0.229.",
        {"angles": ("15708/10000",)},
    ),
)
