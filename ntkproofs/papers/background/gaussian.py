"""Facts about Gaussian vectors."""

from __future__ import annotations

import itertools

import sympy
from sympy import Rational, cos, gamma, pi, sin

from ntkproofs.checks import antiderivative, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict


def _plane(density_power: int) -> Derivation:
    phi = sympy.Symbol("phi", real=True)
    # E r^2 under the density proportional to r^a exp(-r^2/2) is 2 Gamma((a+3)/2) / Gamma((a+1)/2).
    half = Rational(density_power + 1, 2)
    steps = []
    for angle in (sympy.Integer(0), pi / 3, pi / 2, 3 * pi / 4, pi):
        primitive = phi * cos(angle) / 2 + sin(2 * phi - angle) / 4
        mean = (primitive.subs(phi, pi) - primitive.subs(phi, -pi)) / (2 * pi)
        second = 2 * gamma(half + 1) / gamma(half)
        steps += [
            antiderivative(primitive, cos(phi) * cos(phi - angle), phi),
            value(
                second * mean, cos(angle), text=rf"$E[(w\cdot x)(w\cdot y)] = \cos({angle})$ at this angle", goal=True
            ),
        ]
    for a, b in itertools.product(range(3), repeat=2):
        # E r^(2n) by Euler's integral, the mean of cos^(2a) sin^(2b) by Beta, against (2a-1)!! (2b-1)!!.
        radius = 2 ** (a + b) * gamma(half + a + b) / gamma(half)
        direction = gamma(a + Rational(1, 2)) * gamma(b + Rational(1, 2)) / (pi * gamma(a + b + 1))
        moments = sympy.factorial2(2 * a - 1) * sympy.factorial2(2 * b - 1)
        text = rf"$E\,r^{{{2 * (a + b)}}}\cos^{{{2 * a}}}\varphi\sin^{{{2 * b}}}\varphi = {moments}$"
        steps.append(value(radius * direction, moments, text=text, goal=True))
    return prove(*steps)


GAUSSIAN_PLANE = Claim(
    id="background.gaussian_plane",
    label="Rotation invariance of the Gaussian, in polar coordinates of a plane",
    statement=(
        r"Let $w\sim\mathcal N(0,I_d)$, $d\ge2$, and let $x,y$ be unit vectors at angle $\theta\in[0,\pi]$. Then "
        r"$(w\cdot x,\,w\cdot y)$ has the law of $(r\cos\varphi,\ r\cos(\varphi-\theta))$ with $\varphi$ uniform on a "
        r"circle, $r>0$ independent of $\varphi$, and $r$ of density $r e^{-r^2/2}$ on $(0,\infty)$."
    ),
    expected=Verdict.CITED,
    scope="all d >= 2, all unit x, y; e.g. P. Billingsley, Probability and Measure, section 20",
    check=_plane,
    parameters={"density_power": 1},
    control=Control(
        r"The same with $r$ of density $\sqrt{2/\pi}\,e^{-r^2/2}$; false at $\theta=0$, where it gives "
        r"$\mathbb E(w\cdot x)^2=1/2$.",
        {"density_power": 0},
    ),
)


def _independent_product(correlation: Rational) -> Derivation:
    # X and Y are signs, each fair, equal with probability (1 + correlation)/2; X' and Y' are fair bits made of them.
    steps = []
    for f, g in itertools.product(({-1: 0, 1: 1}, {-1: 1, 1: 2}), repeat=2):
        law = {(s, t): (1 + correlation * s * t) / 4 for s in (-1, 1) for t in (-1, 1)}
        joint = sum((p * f[s] * g[t] for (s, t), p in law.items()), sympy.Integer(0))
        product = Rational(sum(f.values()), 2) * Rational(sum(g.values()), 2)
        text = f"E[f(X) g(Y)] = E f(X) E g(Y) with f = {f}, g = {g}"
        steps.append(value(joint, product, text=text, goal=True))
    return prove(*steps)


INDEPENDENT_PRODUCT = Claim(
    id="background.independent_product",
    label="Fubini's theorem for independent variables",
    statement=(
        r"For independent random variables $X,Y$ and measurable $f,g$ with $\mathbb E|f(X)|,\mathbb E|g(Y)|<\infty$: "
        r"$\mathbb E[f(X)g(Y)]=\mathbb E f(X)\,\mathbb E g(Y)$. Hence the variance of a sum of independent square "
        r"integrable variables is the sum of their variances."
    ),
    expected=Verdict.CITED,
    scope="all independent variables; e.g. P. Billingsley, Probability and Measure, sections 18 and 21",
    check=_independent_product,
    parameters={"correlation": Rational(0)},
    control=Control(
        r"The same for dependent variables; false for equal fair signs $X=Y$ and $f=g=1\{\cdot=1\}$, where it says "
        r"$1/2=1/4$.",
        {"correlation": Rational(1)},
    ),
)
