"""Section 4: covering numbers of the linearised network, an ellipsoid whose axes the Fisher matrix gives."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.bowman2022.equation_6 import FISHER, SPECTRAL
from ntkproofs.papers.bowman2022.setting import POSITIVE

LINEAR = (
    r"$\mathcal C=\{f_{lin}(\cdot;\theta):\theta\in\bar B(\theta_0,R)\}$, $f_{lin}(x;\theta)=\langle\nabla_\theta f(x;\theta_0),"
    r"\theta-\theta_0\rangle$, $\mathcal N(\mathcal C,\|\cdot\|,\epsilon)$ the least number of balls of radius $\epsilon$ (with "
    r"centres in $L^2(X,\rho)$) that cover it"
)
_CUT = Rational(3, 4)
_CONSTANT = 8 / sqrt(7) + Rational(4, 3)


def _explicit(constant: Expr) -> Derivation:
    eps, axis = sympy.symbols("epsilon a", positive=True)
    y, z, short = sympy.symbols("y z c", real=True)
    delta = sqrt(7) / 4  # in units of epsilon
    spread = delta / 2 / _CUT
    fact = sympy.Symbol("g")
    return prove(
        definition(
            r"$a_i=R\lambda_i^{1/2}$, $E$ the ellipsoid with the $\tilde p$ semi-axes $a_i>0.75\,\epsilon$, "
            r"$\delta=\frac{\sqrt7}4\epsilon$"
        ),
        cite(SPECTRAL, r"$F=\sum\lambda_iu_iu_i^T$"),
        reduction(
            r"$\|f_{lin}(\cdot;\theta)\|^2=(\theta-\theta_0)^TF(\theta-\theta_0)=\sum\lambda_i\langle u_i,\theta-\theta_0\rangle^2$: "
            r"$\mathcal C$ is isometric to the ellipsoid with semi-axes $a_i$"
        ),
        nonnegative_combination(
            (_CUT * eps) ** 2 * (y**2 + z**2) - short**2 * (y**2 + z**2),
            fact * (y**2 + z**2),
            {eps: POSITIVE, short: Reals(), y: Reals(), z: Reals()},
            given={fact: (_CUT * eps) ** 2 - short**2},
            text=r"the part along axes $c\le0.75\epsilon$ has norm at most $0.75\,\epsilon$ (two such axes)",
            goal=True,
        ),
        value(
            _CUT**2 + delta**2,
            Integer(1),
            text=r"$0.75^2+(\frac{\sqrt7}4)^2=1$: a cover of $E$ by balls of radius $\delta$ gives one of $\mathcal C$ by balls of "
            r"radius $\epsilon$",
            goal=True,
        ),
        reduction(
            r"a largest $\delta$-separated set in $E$ covers $E$ with radius $\delta$; balls of radius $\frac\delta2$ around its "
            r"points are disjoint and lie in $E+\frac\delta2B$"
        ),
        value(
            spread,
            sqrt(7) / 6,
            text=r"$\frac\delta2/(0.75\,\epsilon)=\frac{\sqrt7}6$: $\frac\delta2B\subset\frac{\sqrt7}6E$, all semi-axes being above "
            r"$0.75\,\epsilon$, so $E+\frac\delta2B\subset(1+\frac{\sqrt7}6)E$ ($E$ is convex)",
            goal=True,
        ),
        cite(
            TONELLI,
            r"volumes: linear images scale them by the determinant, disjoint sets add: $N(\frac\delta2)^{\tilde p}\le(1+\frac{\sqrt7}6)^{\tilde p}\prod a_i$",
        ),
        identity(
            (1 + spread) * axis / (delta * eps / 2),
            _CONSTANT * axis / eps,
            {axis: POSITIVE, eps: POSITIVE},
            text=r"each axis contributes $(1+\frac{\sqrt7}6)\frac{2a_i}\delta=(\frac8{\sqrt7}+\frac43)\frac{a_i}\epsilon$",
            goal=True,
        ),
        value(constant, _CONSTANT, text="which is the constant of the statement", goal=True),
        positive(
            constant * Rational(4, 5) - 1,
            {},
            strict=False,
            text=r"one axis $a=\frac45\epsilon>0.75\,\epsilon$: the bound is at least 1, as $\mathcal N$ is",
            goal=True,
        ),
    )


COVERING_EXPLICIT = Claim(
    id="bowman2022.derived.covering_explicit",
    label="Section 4",
    statement=(
        r"Explicit form: $\log\mathcal N(\mathcal C,\|\cdot\|_{L^2},\epsilon)\le\sum_{i:\,R\lambda_i^{1/2}>0.75\epsilon}"
        r"\log\left(\left(\tfrac8{\sqrt7}+\tfrac43\right)\frac{R\lambda_i^{1/2}}\epsilon\right)$."
    ),
    hypotheses=(FISHER, LINEAR),
    expected=Verdict.PROVED,
    scope="any finite-parameter model, all R, epsilon > 0",
    check=_explicit,
    parameters={"constant": _CONSTANT},
    conditions=(SPECTRAL, TONELLI),
    control=Control(
        r"The same with the constant 1; false for one parameter with $R\lambda_1^{1/2}=\frac45\epsilon$, where it says "
        r"$\mathcal N\le\frac45$.",
        {"constant": Integer(1)},
    ),
)


def _covering(scale: Rational) -> Derivation:
    eps, axis, largest = sympy.symbols("epsilon a b", positive=True)
    first = sympy.Symbol("g")
    return prove(
        rests_on(
            COVERING_EXPLICIT.id,
            r"$\log\mathcal N\le\sum\log(c\,a_i/\epsilon)$ over the $\tilde p$ axes above $0.75\,\epsilon$",
        ),
        nonnegative_combination(
            _CONSTANT * largest / eps * eps - _CONSTANT * axis,
            _CONSTANT * first,
            {eps: POSITIVE, largest: POSITIVE, axis: POSITIVE},
            given={first: largest - axis},
            text=r"$a_i\le a_1=R\lambda_1^{1/2}$, and log increases: $\log\mathcal N\le\tilde p\,\log(c\,R\lambda_1^{1/2}/\epsilon)="
            r"\tilde O(\tilde p)$",
            goal=True,
        ),
        positive(scale, {}, text="a scale is positive", goal=True),
        positive(
            1 - scale,
            {},
            strict=False,
            text=rf"$\tilde p(F^{{1/2}},{scale}\epsilon/R)=0$ allows $a_1={scale}\epsilon$: the interval $[-a_1,a_1]$ lies in one ball "
            r"of radius $\epsilon$ only if $a_1\le\epsilon$",
            goal=True,
        ),
        reduction(
            rf"$\tilde p=0$ at the scale ${scale}\epsilon/R$ means that all semi-axes are at most ${scale}\epsilon$: "
            r"the ellipsoid lies in the ball of this radius around 0"
        ),
    )


COVERING_NUMBER = Claim(
    id="bowman2022.sec4.covering_number",
    label="Section 4",
    printed=True,
    statement=(
        r"$\log\mathcal N(\mathcal C,\|\cdot\|_{L^2(X,\rho)},\epsilon)=\tilde O(\tilde p(F^{1/2},0.75\epsilon/R))$, where $\tilde O$ "
        r"hides the factor $\log(R\lambda_1^{1/2}/\epsilon)$ (and a constant); if $\tilde p=0$ then $\mathcal N=1$."
    ),
    hypotheses=(FISHER, LINEAR),
    expected=Verdict.PROVED,
    scope="any finite-parameter model, all R, epsilon > 0",
    check=_covering,
    parameters={"scale": _CUT},
    conditions=(SPECTRAL, TONELLI),
    depends_on=(COVERING_EXPLICIT.id,),
    control=Control(
        r"$\mathcal N=1$ whenever $\tilde p(F^{1/2},2\epsilon/R)=0$; false for one parameter with $R\lambda_1^{1/2}=2\epsilon$.",
        {"scale": Rational(2)},
    ),
)
