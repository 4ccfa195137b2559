"""Section 3.1: the feature map of the arc-cosine kernel of degree 1 is Lipschitz, that of degree 0 is not."""

from __future__ import annotations

import sympy
from sympy import Rational, acos, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .relu_kernels import KAPPA_0, KAPPA_1, THETA, kappa_0, kappa_1


def _lipschitz(constant: Rational) -> Derivation:
    a, b, gap = sympy.symbols("a b g", real=True)
    over = {a: Reals(0), b: Reals(0), ANGLE: Reals(0, pi)}
    distance = a**2 + b**2 - 2 * a * b * cos(ANGLE)
    image = a**2 + b**2 - 2 * a * b * kappa_1(ANGLE)
    difference = sympy.expand(kappa_1(ANGLE) - cos(ANGLE))
    above = nonnegative_by_derivatives(difference, ANGLE, Reals(0, pi), text=r"$\kappa_1(u)\ge u$", goal=True)
    # c^2 |x - y|^2 - |phi(x) - phi(y)|^2 = (c^2 - 1)((a - b cos)^2 + b^2 sin^2) + 2 a b (kappa_1 - cos)
    combination = (constant**2 - 1) * ((a - b * cos(ANGLE)) ** 2 + (b * sin(ANGLE)) ** 2) + 2 * a * b * gap
    return prove(
        positive(constant, {}, strict=False, text="a bound of a norm is not negative", goal=True),
        definition(rf"$a=\|x\|$, $b=\|y\|$, {THETA} their angle (any, if one of them is 0)"),
        reduction(
            r"$\|\varphi_1(x)-\varphi_1(y)\|^2=K(x,x)+K(y,y)-2K(x,y)=a^2+b^2-2ab\,\kappa_1(\cos\theta)$, which holds for "
            r"$a=0$ or $b=0$ too; the statement is the inequality of squares"
        ),
        above,
        nonnegative_combination(
            constant**2 * distance - image,
            combination,
            over,
            {gap: (difference, above)},
            text=rf"${constant**2}\|x-y\|^2-\|\varphi_1(x)-\varphi_1(y)\|^2\ge0$",
            goal=True,
        ),
    )


LIPSCHITZ = Claim(
    id="bietti2019.section31.kappa1_lipschitz",
    label="Section 3.1",
    printed=True,
    statement=(
        r"The feature map $\varphi_1$ of $K(x,y)=\|x\|\|y\|\kappa_1(\cos\angle(x,y))$ on any Hilbert space ($K=0$ at $0$) is "
        r"1-Lipschitz: $\|\varphi_1(x)-\varphi_1(y)\|\le\|x-y\|$ for all $x,y$."
    ),
    hypotheses=(KAPPA_1,),
    expected=Verdict.PROVED,
    scope="all x, y in a Hilbert space, 0 included",
    check=_lipschitz,
    parameters={"constant": Rational(1)},
    # The inventory's control is about another kernel; the same check refutes a smaller constant here.
    control=Control(
        r"$\|\varphi_1(x)-\varphi_1(y)\|\le\frac9{10}\|x-y\|$; false for $y=0\ne x$, where the two are equal.",
        {"constant": Rational(9, 10)},
    ),
)


def _scalar(constant: Rational) -> Derivation:
    u, n = sympy.Symbol("u", real=True), sympy.Symbol("n", positive=True)
    inside = {u: Reals(-1, 1, left_open=True, right_open=True)}
    k0, k1 = kappa_0(ANGLE).subs(ANGLE, acos(u)), kappa_1(ANGLE).subs(ANGLE, acos(u))
    slope = 1 / (pi * sqrt(1 - u**2))
    return prove(
        definition(THETA),
        antiderivative(k1, k0, u, inside, text=r"$\kappa_1'=\kappa_0$ on $(-1,1)$", goal=True),
        nonnegative_by_derivatives(
            kappa_0(ANGLE), ANGLE, Reals(0, pi), text=r"$\kappa_0\ge0$: $\kappa_1$ does not decrease", goal=True
        ),
        nonnegative_by_derivatives(
            constant - kappa_0(ANGLE),
            ANGLE,
            Reals(0, pi),
            text=rf"$\kappa_1'=\kappa_0\le{constant}$, which for the continuous $\kappa_1$ means that it is "
            rf"{constant}-Lipschitz; the derivative at $u=1$ is one-sided",
            goal=True,
        ),
        antiderivative(
            k0, slope, u, inside, text=r"$\kappa_0'=1/(\pi\sqrt{1-u^2})>0$: $\kappa_1$ is convex", goal=True
        ),
        identity(
            slope.subs(u, cos(1 / n)) ** 2 * (pi * sin(1 / n)) ** 2,
            sympy.Integer(1),
            {n: Reals(1, sympy.oo)},
            text=r"at $u=\cos(1/n)$ this slope is $1/(\pi\sin(1/n))$",
        ),
        nonnegative_by_derivatives(
            ANGLE - sin(ANGLE),
            ANGLE,
            Reals(0, pi),
            text=r"$\sin\theta\le\theta$, so that slope is at least $n/\pi$",
            goal=True,
        ),
        limit(n / pi, n, sympy.oo, text=r"$n/\pi\to\infty$: the derivative of $\kappa_0$ is unbounded", goal=True),
    )


SCALAR = Claim(
    id="bietti2019.section31.kappa1_scalar",
    label="Section 3.1",
    statement=(
        r"As a scalar function on $[-1,1]$, $\kappa_1$ is 1-Lipschitz, non-decreasing and convex, with "
        r"$\kappa_1'=\kappa_0\in[0,1]$; $\kappa_0$ is not Lipschitz, its derivative $1/(\pi\sqrt{1-u^2})$ is unbounded."
    ),
    hypotheses=(KAPPA_0, KAPPA_1),
    expected=Verdict.PROVED,
    scope="all u in [-1,1]",
    check=_scalar,
    parameters={"constant": Rational(1)},
    control=Control(
        r"$\kappa_1$ is $\frac12$-Lipschitz on $[-1,1]$; false, $\kappa_1'(1)=1$.", {"constant": Rational(1, 2)}
    ),
)
