r"""Taylor coefficients of :math:`\Theta_L(\cos\theta)` at :math:`\theta = 0` for every depth, by induction on L."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, cos, pi

from ntkproofs.checks import Integers, definition, identity, power_series, prove, reduction, rests_on
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .angle_map import ANALYTIC_ID
from .setting import BIAS, BIASES, NTK, THETA, kappa_0, kappa_1

LINEAR_ID = "geifman2020.derived.theta_linear_coefficient"
HIGHER_ID = "geifman2020.derived.theta_higher_coefficients"
PEAK_ID = "geifman2020.derived.peakedness"
L = Symbol("L", positive=True)
DEPTHS: dict[Symbol, Domain] = {L: Integers(2), **BIASES}
P = 1 / pi


def coefficient(n: int, depth: Expr, b: Expr = BIAS) -> Expr:
    r"""Return :math:`a_n(L)`, the coefficient of :math:`\theta^n` in :math:`\Theta_L(\cos\theta)`, :math:`n \le 4`.

    >>> sympy.factor(coefficient(1, sympy.Integer(2)))
    -(b + 1)/pi
    """
    x = depth
    if n == 0:
        return x * (1 + b)
    if n == 1:
        return -(1 + b) * x * (x - 1) / (2 * pi)
    if n == 2:
        return -x / 2 + Rational(5, 18) * P**2 * (1 + b) * x * (x - 1) * (x - 2)
    if n == 3:
        return -P / 108 * x * (x - 1) * ((1 + b) * P**2 * (15 * x**2 - 71 * x + 82) - 45)
    first = (1 + b) * P**4 * (210 * x**4 - 1875 * x**3 + 5990 * x**2 - 7995 * x + 3670)
    second = P**2 * (b * (24 * x**2 - 72 * x + 48) - 786 * x**2 + 2358 * x - 1572)
    return x / 3240 * (first + second + 135)


def angle(layer: Expr, theta: Expr = THETA) -> Expr:
    r"""Return :math:`\theta_l` to the order :math:`\theta^4`.

    >>> angle(sympy.Integer(0))
    theta
    """
    n = layer
    return (
        theta
        - n * P / 3 * theta**2
        + n * (2 * n - 3) * P**2 / 18 * theta**3
        - n * P * ((20 * n**2 - 75 * n + 65) * P**2 + 12) / 540 * theta**4
    )


@cache
def angles_by_induction() -> tuple[Step, ...]:
    r"""Step group: the expansion of every :math:`\theta_l`."""
    n = Symbol("l", positive=True)
    psi = angle(sympy.Integer(1))
    return (
        rests_on(ANALYTIC_ID, r"$\psi$ and every $\theta_l$ are analytic at 0, $\psi(0)=0$, $\psi\ge0$"),
        power_series(
            cos(psi) - kappa_1(THETA),
            THETA,
            {i: sympy.Integer(0) for i in range(6)},
            text=r"$\cos\psi=\kappa_1(\cos\theta)$ to the order $\theta^5$ for "
            r"$\psi=\theta-\frac p3\theta^2-\frac{p^2}{18}\theta^3-\frac{p(5p^2+6)}{270}\theta^4$, $p=1/\pi$: "
            r"with $\psi'(0)>0$ these orders fix $\psi$ to the order $\theta^4$",
        ),
        power_series(
            psi.subs(THETA, angle(n)) - angle(n + 1),
            THETA,
            {i: sympy.Integer(0) for i in range(5)},
            {n: Integers(0)},
            text=r"$\theta_{l+1}=\psi(\theta_l)$ to the order $\theta^4$ for "
            r"$\theta_l=\theta-\frac{lp}3\theta^2+\frac{l(2l-3)p^2}{18}\theta^3-\frac{lp[(20l^2-75l+65)p^2+12]}{540}\theta^4$, "
            r"and $\theta_0=\theta$",
        ),
    )


def second_layer(orders: dict[int, Expr]) -> Step:
    r"""Goal: the coefficients of :math:`\Theta_2`."""
    two = kappa_1(THETA) + kappa_0(THETA) * (cos(THETA) + BIAS) + BIAS
    return power_series(
        two,
        THETA,
        {n: c.subs(L, 2) for n, c in orders.items()},
        BIASES,
        text=r"$L=2$: $\Theta_2=\kappa_1+\kappa_0\cdot(\cos\theta+b)+b$ has the stated coefficients",
        goal=True,
    )


def next_layer(orders: dict[int, Expr]) -> Step:
    r"""Goal: :math:`\Theta_{L+1} = \cos\theta_L + (1-\theta_{L-1}/\pi)\Theta_L + b` to the stated order."""

    def theta(depth: Expr) -> Expr:
        return sum((c.subs(L, depth) * THETA**n for n, c in orders.items()), sympy.Integer(0))

    return power_series(
        cos(angle(L)) + (1 - angle(L - 1) / pi) * theta(L) + BIAS - theta(L + 1),
        THETA,
        {n: sympy.Integer(0) for n in orders},
        DEPTHS,
        text=r"from $L$ to $L+1$: $\Theta_{L+1}=\cos\theta_L+(1-\theta_{L-1}/\pi)\Theta_L+b$ to the stated order, "
        r"identically in $L$ and $b$",
        goal=True,
    )


def _linear(shift: int) -> Derivation:
    orders = {0: coefficient(0, L), 1: -(1 + BIAS) * L * (L - 1 + shift) / (2 * pi)}
    return prove(angles_by_induction(), second_layer(orders), next_layer(orders))


LINEAR = Claim(
    id="geifman2020.derived.theta_linear_coefficient",
    label="Section 3.2",
    statement=(
        r"As $\theta\to0$, $\Theta_L(\cos\theta)=L(1+b)-\frac{(1+b)L(L-1)}{2\pi}\theta+O(\theta^2)$ for every $L\ge2$, $b\ge0$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_linear,
    parameters={"shift": 0},
    depends_on=(ANALYTIC_ID,),
    control=Control(r"The coefficient is $-(1+b)L^2/(2\pi)$; false for $L=2$.", {"shift": 1}),
)


def _higher(last: int) -> Derivation:
    orders = {n: coefficient(n, L) for n in range(5)}
    orders[2] = -L / 2 + Rational(5, 18) * P**2 * (1 + BIAS) * L * (L - 1) * (L - last)
    return prove(
        definition(r"$p=1/\pi$; $a_0=L(1+b)$, $a_1=-(1+b)L(L-1)/(2\pi)$"),
        angles_by_induction(),
        second_layer(orders),
        next_layer(orders),
    )


HIGHER = Claim(
    id="geifman2020.derived.theta_higher_coefficients",
    label="Section 3.2",
    statement=(
        r"With $p=1/\pi$ the next Taylor coefficients of $\Theta_L(\cos\theta)$ at $\theta=0$ are "
        r"$a_2=-\frac L2+\frac5{18}p^2(1+b)L(L-1)(L-2)$, "
        r"$a_3=-\frac p{108}L(L-1)\left[(1+b)p^2(15L^2-71L+82)-45\right]$, "
        r"$a_4=\frac L{3240}\left[(1+b)p^4(210L^4-1875L^3+5990L^2-7995L+3670)"
        r"+p^2\left(b(24L^2-72L+48)-786L^2+2358L-1572\right)+135\right]$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$.",
    check=_higher,
    parameters={"last": 2},
    depends_on=(ANALYTIC_ID,),
    control=Control(r"$a_2=-\frac L2+\frac5{18}p^2(1+b)L(L-1)(L-3)$; false for $L=2$.", {"last": 3}),
)


def _peakedness(bias_power: int) -> Derivation:
    slope = -coefficient(1, L) / coefficient(0, L) * (1 + BIAS) ** bias_power
    c = Symbol("c", positive=True)
    return prove(
        rests_on(LINEAR_ID, r"$\Theta_L(\cos\theta)=L(1+b)-\frac{(1+b)L(L-1)}{2\pi}\theta+O(\theta^2)$"),
        identity(
            slope,
            (L - 1) / (2 * pi),
            DEPTHS,
            text=rf"$-(a_1/a_0)(1+b)^{{{bias_power}}}=\frac{{L-1}}{{2\pi}}$ for all $b$",
            goal=True,
        ),
        identity(
            L / (2 * pi) - (L - 1) / (2 * pi),
            1 / (2 * pi),
            {L: Integers(2)},
            text="it rises by $1/(2\\pi)$ a layer",
            goal=True,
        ),
        power_series(
            sympy.exp(-2 * c * sympy.sin(THETA / 2)),
            THETA,
            {0: sympy.Integer(1), 1: -c},
            text=r"Laplace: $e^{-2c\sin(\theta/2)}=1-c\,\theta+O(\theta^2)$",
            goal=True,
        ),
        reduction(r"the derivative at $0^+$ of a function that is analytic in the angle is its linear coefficient"),
    )


PEAKEDNESS = Claim(
    id="geifman2020.derived.peakedness",
    label="Section 4.1",
    statement=(
        r"Rigorous form of 'deeper networks are more sharply peaked': "
        r"$-\frac{d}{d\theta}\frac{\Theta_L(\cos\theta)}{\Theta_L(1)}\Big|_{\theta=0^+}=\frac{L-1}{2\pi}$ for all $L\ge2$ and "
        r"all $b\ge0$, strictly increasing in $L$; for the Laplace kernel $e^{-2c\sin(\theta/2)}$ the same quantity is $c$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$; a statement about the peak only.",
    check=_peakedness,
    parameters={"bias_power": 0},
    depends_on=(LINEAR_ID,),
    control=Control(
        r"The quantity is $\frac{L-1}{2\pi(1+b)}$, which depends on $b$; false at $b=1$.", {"bias_power": 1}
    ),
)
