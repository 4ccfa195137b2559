"""Activations that are polynomials on both sides of zero: step, ReLU, leaky ReLU, absolute value and all like them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, cos, exp, pi, sin, sqrt

from ntkproofs.activations import (
    Activation,
    LeakyReLU,
    PiecewisePolynomial,
    Rectified,
    RectifiedMonomial,
    ReLU,
    Step,
    TwoSided,
)
from ntkproofs.activations.half_moments import half_line_moment, half_moment
from ntkproofs.activations.rectified import arc_cosine
from ntkproofs.checks import Integers, Reals, antiderivative, cite, definition, identity, prove, reduction
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.claims import Step as ProofStep
from ntkproofs.papers.background.gaussian_integrals import PLANE

from .setting import EXACT, NORMS, R, S, pair

HALF_MOMENTS_ID = "duals.half_moments"
THETA, PHI, RADIUS = Symbol("theta", real=True), Symbol("phi", real=True), Symbol("rho", positive=True)
ANGLES: dict[Symbol, Domain] = {THETA: Reals(0, pi)}
_I, _J, _M = Symbol("i", positive=True), Symbol("j", positive=True), Symbol("m", positive=True)
_C = cos(THETA)


def moment(first: int, second: int, angle: Expr = THETA) -> Expr:
    r"""Return the library's :math:`K_{ij} = E\,X_+^iY_+^j` as an expression in the angle."""
    found, c = half_moment(first, second), cos(angle)
    sine, plane, line = (
        sum((Rational(str(a)) * c**n for n, a in enumerate(part)), sympy.Integer(0))
        for part in (found.sine, found.angle, found.odd)
    )
    return (sine * sin(angle) + (pi - angle) * plane) / (2 * pi) + line / sqrt(2 * pi)


def half_line(power: int) -> Expr:
    r"""Return the library's :math:`E\,Z_+^n`."""
    return Rational(str(half_line_moment(power))) / (sqrt(2 * pi) if power % 2 else 1)


@cache
def recursion(shift: int = 0) -> tuple[ProofStep, ...]:
    r"""Step group: the recursion of :math:`K_{ij}` by integration by parts in the polar angle."""
    i, j, m = _I, _J, _M
    x, y = cos(PHI), cos(PHI - THETA)
    inside: dict[Symbol, Domain] = {PHI: Reals(-pi / 2, pi / 2, left_open=True, right_open=True), **ANGLES}
    return (
        definition(
            r"$K_{ij}(\theta)=E\,X_+^iY_+^j$ at correlation $\cos\theta$; a power 0 is the indicator of the half line"
        ),
        cite(
            PLANE,
            r"$(X,Y)=(\rho\cos\varphi,\rho\cos(\varphi-\theta))$ in law, $\varphi$ uniform, $\rho$ independent with the density "
            r"$\rho e^{-\rho^2/2}$",
        ),
        reduction(
            r"For $0\le\theta\le\pi$ both cosines are positive exactly for $\theta-\frac\pi2<\varphi<\frac\pi2$: "
            r"$K_{ij}=\frac1{2\pi}E\rho^{i+j}\,I_{ij}$, "
            r"$I_{ij}=\int_{\theta-\pi/2}^{\pi/2}\cos^i\varphi\cos^j(\varphi-\theta)\,d\varphi$; $I_{00}=\pi-\theta$"
        ),
        antiderivative(
            -(RADIUS**m) * exp(-(RADIUS**2) / 2),
            (RADIUS ** (m + 1) - m * RADIUS ** (m - 1)) * exp(-(RADIUS**2) / 2),
            RADIUS,
            {RADIUS: Reals(0, left_open=True), m: Integers(1)},
            text=r"$(-\rho^me^{-\rho^2/2})'=(\rho^{m+1}-m\rho^{m-1})e^{-\rho^2/2}$: $E\rho^m=m\,E\rho^{m-2}$ for $m\ge1$, where "
            r"$E\rho^{m-1}=\int\rho^me^{-\rho^2/2}d\rho=\sqrt{2\pi}\,E\,Z_+^m$, $Z$ standard",
        ),
        antiderivative(
            sin(PHI) * x ** (i - 1) * y**j,
            (i + j + shift) * x**i * y**j - (i - 1) * x ** (i - 2) * y**j - j * _C * x ** (i - 1) * y ** (j - 1),
            PHI,
            {**inside, i: Integers(1), j: Integers(1)},
            text=r"$(\sin\varphi\cos^{i-1}\varphi\cos^j(\varphi-\theta))'=(i+j)\cos^i\varphi\cos^j(\varphi-\theta)"
            r"-(i-1)\cos^{i-2}\varphi\cos^j(\varphi-\theta)-j\cos\theta\cos^{i-1}\varphi\cos^{j-1}(\varphi-\theta)$",
            goal=True,
        ),
        antiderivative(
            sin(PHI) * x ** (i - 1),
            i * x**i - (i - 1) * x ** (i - 2),
            PHI,
            {PHI: inside[PHI], i: Integers(1)},
            text=r"the same for $j=0$",
        ),
        reduction(
            r"The boundary term at $\varphi=\frac\pi2$ is $\sin^j\theta$ for $i=1$ and 0 for $i\ge2$; at "
            r"$\varphi=\theta-\frac\pi2$ it is 0 for $j\ge1$ and, subtracted, $+\cos\theta\sin^{i-1}\theta$ for $j=0$. So for "
            r"$i\ge1$: $K_{ij}=(i-1)K_{i-2,j}+j\cos\theta K_{i-1,j-1}$, where for $i=1$ the first term is "
            r"$\frac1{\sqrt{2\pi}}\sin^j\theta\,E\,Z_+^j$ and for $j=0$ the second is "
            r"$\cos\theta\frac1{\sqrt{2\pi}}\sin^{i-1}\theta\,E\,Z_+^{i-1}$; and $K_{ij}=K_{ji}$"
        ),
    )


def follows(first: int, second: int) -> ProofStep:
    """The library's moment satisfies the recursion."""
    i, j = max(first, second), min(first, second)
    if i == 0:
        return identity(
            moment(0, 0), (pi - THETA) / (2 * pi), ANGLES, text=r"$K_{00}=\frac{\pi-\theta}{2\pi}$", goal=True
        )
    before = (i - 1) * moment(i - 2, j) if i > 1 else sin(THETA) ** j * half_line(j) / sqrt(2 * pi)
    across = j * moment(i - 1, j - 1) if j else sin(THETA) ** (i - 1) * half_line(i - 1) / sqrt(2 * pi)
    text = rf"the library's $K_{{{i},{j}}}$ is what the recursion gives"
    return identity(moment(i, j), before + _C * across, ANGLES, text=text, goal=True)


def moments(shift: int = 0, highest: int = 4) -> Derivation:
    """Derive the recursion, and compare the library's moments with it."""
    pairs = [(i, j) for i in range(highest + 1) for j in range(i + 1)]
    return prove(recursion(shift), [follows(i, j) for i, j in pairs])


HALF_MOMENTS = Claim(
    id=HALF_MOMENTS_ID,
    label="Moments of two half lines",
    statement=(
        r"For a standard Gaussian pair of correlation $\cos\theta$, $0\le\theta\le\pi$, the moments $K_{ij}=E\,X_+^iY_+^j$ "
        r"satisfy $K_{00}=\frac{\pi-\theta}{2\pi}$ and $K_{ij}=(i-1)K_{i-2,j}+j\cos\theta K_{i-1,j-1}$, where for $i=1$ the "
        r"first term is $\frac1{\sqrt{2\pi}}\sin^j\theta\,E\,Z_+^j$ and for $j=0$ the second is "
        r"$\frac1{\sqrt{2\pi}}\cos\theta\sin^{i-1}\theta\,E\,Z_+^{i-1}$."
    ),
    expected=Verdict.PROVED,
    scope="all i >= 1, j >= 0; the library's closed forms for i, j <= 4",
    check=moments,
    parameters={"shift": 0, "highest": 4},
    conditions=(PLANE,),
    control=Control(r"The factor $i+j+1$ in place of $i+j$.", {"shift": 1}),
)


def sides(activation: Activation) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    r"""Return the coefficients :math:`p_i` of :math:`u_+^i` and :math:`m_i` of :math:`(-u)_+^i`."""
    if isinstance(activation, Rectified):
        n = activation.homogeneity
        return (*[sympy.Integer(0)] * n, sqrt(Rational(str(activation.scale_squared)))), (sympy.Integer(0),) * (n + 1)
    if isinstance(activation, TwoSided):
        n = activation.exponent
        left, right = [Fraction(0)] * n + [activation.left], [Fraction(0)] * n + [activation.right]
    elif isinstance(activation, PiecewisePolynomial):
        left, right = list(activation.left), list(activation.right)
    size = max(len(left), len(right))
    p, m = ([Rational(str(a)) for a in side] + [sympy.Integer(0)] * (size - len(side)) for side in (right, left))
    return tuple(p), tuple((-1) ** i * a for i, a in enumerate(m))


def half_lines(activation: Activation, mixed: int = 1, same_side: int = 1) -> Derivation:
    """Derive the dual from the moments of half lines; the weights are those of opposite and of equal sides."""
    p, m = sides(activation)
    total, used = sympy.Integer(0), set()
    for i in range(len(p)):
        for j in range(len(p)):
            same, other = p[i] * p[j] + m[i] * m[j], p[i] * m[j] + m[i] * p[j]
            total += R**i * S**j * (same_side * same * moment(i, j) + mixed * other * moment(i, j, pi - THETA))
            used |= _needed(i, j) if same != 0 or other != 0 else set()
    return prove(
        pair(),
        recursion(),
        [follows(i, j) for i, j in sorted(used)],
        reduction(
            r"$\sigma(u)=\sum_ip_iu_+^i+m_i(-u)_+^i$ with "
            rf"$p=({', '.join(map(sympy.latex, p))})$, $m=({', '.join(map(sympy.latex, m))})$; $(-X,Y)$ has the angle "
            r"$\pi-\theta$, $(-X,-Y)$ the angle $\theta$: $E\,\sigma(u)\sigma(v)=\sum_{i,j}r^is^j"
            r"[(p_ip_j+m_im_j)K_{ij}(\theta)+(p_im_j+m_ip_j)K_{ij}(\pi-\theta)]$"
        ),
        identity(
            total,
            activation.dual(EXACT, R, S, THETA),
            {**NORMS, **ANGLES},
            text=rf"this is the formula by which the library evaluates the dual of {activation}",
            goal=True,
        ),
    )


def two_sided(activation: Activation, mixed: int = 1) -> Derivation:
    """Derive the dual of two homogeneous sides with any two factors, then that of one activation as the library has it."""
    right, left = sympy.symbols("p m", real=True)
    steps = []
    for n in (0, 1):
        # m u^n = (-1)^n m (-u)^n for u < 0
        turned = (-1) ** n * left
        total = (R * S) ** n * (
            (right**2 + turned**2) * moment(n, n) + 2 * mixed * right * turned * moment(n, n, pi - THETA)
        )
        stated = (R * S) ** n * (
            left * right * sympy.cos(THETA) ** n + (right - left) ** 2 / 2 * arc_cosine(EXACT, n, THETA)
        )
        steps.append(
            identity(
                total,
                stated,
                {**NORMS, **ANGLES, right: Reals(), left: Reals()},
                text=rf"for $n={n}$ and all $p$, $m$ it is $(rs)^{n}(mp\cos^{n}\theta+\frac{{(p-m)^2}}2\kappa_{n}(\cos\theta))$",
                goal=True,
            )
        )
    return prove(pair(), steps, half_lines(activation, mixed))


def _needed(first: int, second: int) -> set[tuple[int, int]]:
    """The moments on which one rests, itself among them, each as (larger, smaller)."""
    i, j = max(first, second), min(first, second)
    found = {(i, j)}
    if i > 1:
        found |= _needed(i - 2, j)
    if i > 0 and j > 0:
        found |= _needed(i - 1, j - 1)
    return found


PAIR = r"$(u,v)=(rX,sY)$ with standard Gaussians of correlation $\cos\theta$, $r,s>0$, $0\le\theta\le\pi$. "

STEP = Claim(
    id="duals.step",
    label="Dual of the step",
    statement=PAIR
    + r"For $\sigma=\sqrt2\,1_{u>0}$: $E\,\sigma(u)\sigma(v)=\frac{\pi-\theta}\pi=\kappa_0(\cos\theta)$.",
    expected=Verdict.PROVED,
    scope="all angles and norms",
    check=half_lines,
    parameters={"activation": Step(Fraction(2)), "same_side": 1},
    conditions=(PLANE,),
    control=Control(r"Twice that; at $\theta=0$ it would be $E\,\sigma(u)^2=2$.", {"same_side": 2}),
)

RELU = Claim(
    id="duals.relu",
    label="Dual of the ReLU",
    statement=(
        PAIR + r"For $\sigma=\sqrt2\,u_+$: $E\,\sigma(u)\sigma(v)=\frac{rs}\pi(\sin\theta+(\pi-\theta)\cos\theta)"
        r"=rs\,\kappa_1(\cos\theta)$."
    ),
    expected=Verdict.PROVED,
    scope="all angles and norms",
    check=half_lines,
    parameters={"activation": ReLU(Fraction(2)), "same_side": 1},
    conditions=(PLANE,),
    control=Control(r"Twice that; at $\theta=0$, $r=s=1$ it would be $E\,\sigma(u)^2=2$.", {"same_side": 2}),
)

RECTIFIED_MONOMIAL = Claim(
    id="duals.rectified_monomial",
    label="Dual of a rectified monomial",
    statement=(
        PAIR + r"For $\sigma=u_+^3$: $E\,\sigma(u)\sigma(v)=(rs)^3K_{33}(\theta)=\frac{15}2(rs)^3\kappa_3(\cos\theta)$ "
        r"with the arc-cosine kernel $\kappa_3$ of Cho and Saul, $\kappa_3(1)=1$."
    ),
    expected=Verdict.PROVED,
    scope="n = 3, all angles and norms: the recursion of Cho and Saul meets that of K_ij",
    check=half_lines,
    parameters={"activation": RectifiedMonomial(3), "same_side": 1},
    conditions=(PLANE,),
    control=Control(r"Twice that; at $\theta=0$ it would be $E\,\sigma(u)^2=15$.", {"same_side": 2}),
)

TWO_SIDED = Claim(
    id="duals.two_sided",
    label="Dual of the leaky ReLU, the absolute value, their derivatives",
    statement=(
        PAIR + r"For $n\in\{0,1\}$ and $\sigma=p\,u^n$ for $u>0$, $m\,u^n$ for $u<0$: $E\,\sigma(u)\sigma(v)="
        r"(rs)^n\bigl(mp\cos^n\theta+\frac{(p-m)^2}2\kappa_n(\cos\theta)\bigr)$."
    ),
    expected=Verdict.PROVED,
    scope="n = 0 and 1, all p, m, angles and norms; the library's own formula for the leaky ReLU of slope -1/3",
    check=two_sided,
    parameters={"activation": LeakyReLU(Fraction(-1, 3)), "mixed": 1},
    conditions=(PLANE,),
    control=Control(r"The same without the pairs of opposite sides.", {"mixed": 0}),
)

PIECEWISE = Claim(
    id="duals.piecewise_polynomial",
    label="Dual of a piecewise polynomial with its kink at zero",
    statement=(
        PAIR + r"For $\sigma(u)=\sum_ip_iu_+^i+m_i(-u)_+^i$: $E\,\sigma(u)\sigma(v)=\sum_{i,j}r^is^j"
        r"[(p_ip_j+m_im_j)K_{ij}(\theta)+(p_im_j+m_ip_j)K_{ij}(\pi-\theta)]$."
    ),
    expected=Verdict.PROVED,
    scope="all angles and norms; the library's formula for u on the left and u^2 on the right",
    check=half_lines,
    parameters={
        "activation": PiecewisePolynomial((Fraction(0), Fraction(1)), (Fraction(0), Fraction(0), Fraction(1))),
        "mixed": 1,
    },
    conditions=(PLANE,),
    control=Control(r"The same without the pairs of opposite sides.", {"mixed": 0}),
)
