"""Equation (3): the tangent kernel of the two-layer ReLU network."""

from __future__ import annotations

import sympy
from sympy import cos, pi

from ntkproofs.checks import Reals, definition, identity, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE, PLANE, rectified_pair

from .relu_kernels import KAPPAS, THETA, kappa_0, kappa_1
from .two_layer_network import FUBINI, NETWORK, PRODUCT, SLOPES, VALUES, mean


def _expectation(second_summand: int) -> Derivation:
    c = sympy.Integer(2)
    found, steps = mean(c)
    printed = 2 * PRODUCT * SLOPES + second_summand * VALUES
    at_one = {ANGLE: 0}
    unit = {PRODUCT: 1, VALUES: rectified_pair(1).value.subs(at_one), SLOPES: rectified_pair(0).value.subs(at_one)}
    return prove(
        steps,
        rectified_pair(0).steps,
        rectified_pair(1).steps,
        value(found.subs(unit), printed.subs(unit), text=r"at $x=x'$, $\|x\|=1$, where $A=B=1/2$", goal=True),
        identity(
            found,
            printed,
            {PRODUCT: Reals(), SLOPES: Reals(0), VALUES: Reals(0)},
            text=r"$E\langle\nabla f(x),\nabla f(x')\rangle = 2\langle x,x'\rangle B + "
            rf"{second_summand}A$ for every width",
            goal=True,
        ),
    )


EXPECTATION = Claim(
    id="bietti2019.eq3.expectation",
    label="Equation (3)",
    printed=True,
    statement=(
        rf"For the two-layer ReLU network {NETWORK}, every width $m\ge1$ and all non-zero $x,x'$: "
        r"$\mathbb{E}\langle\nabla_\theta f(x),\nabla_\theta f(x')\rangle="
        r"2\langle x,x'\rangle\,\mathbb{E}_w[1\{w\cdot x\ge0\}1\{w\cdot x'\ge0\}]"
        r"+2\,\mathbb{E}_w[(w\cdot x)_+(w\cdot x')_+]$, $w\sim\mathcal{N}(0,I_d)$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 1, all m >= 1, all non-zero x, x'",
    check=_expectation,
    parameters={"second_summand": 2},
    conditions=(FUBINI, PLANE),
    control=Control(
        r"The same identity without the second summand (only first-layer gradients); false at $x=x'$, $\|x\|=1$, where "
        r"it gives $1$ while the expectation is $2$.",
        {"second_summand": 0},
    ),
)


def _homogeneous(power: int) -> Derivation:
    a, b, scale = sympy.symbols("a b c", positive=True)
    positive = Reals(0, sympy.oo, left_open=True)
    over = {ANGLE: Reals(0, pi), a: positive, b: positive}
    kernel = cos(ANGLE) ** power * kappa_0(ANGLE) + kappa_1(ANGLE)
    indicators, products = kappa_0(ANGLE) / 2, kappa_1(ANGLE) / 2
    return prove(
        definition(rf"$a=\|x\|$, $b=\|x'\|$, {THETA}; $\hat x=x/a$, $\hat x'=x'/b$"),
        rests_on("bietti2019.eq5.kappa0", r"$2E[1\{w\cdot\hat x\ge0\}1\{w\cdot\hat x'\ge0\}]=\kappa_0(u)$"),
        rests_on("bietti2019.eq5.kappa1", r"$2E[(w\cdot\hat x)_+(w\cdot\hat x')_+]=\kappa_1(u)$"),
        reduction(
            r"$1\{w\cdot x\ge0\}=1\{w\cdot\hat x\ge0\}$ and $(w\cdot x)_+=a\,(w\cdot\hat x)_+$ for $a>0$. When $d=1$, a "
            r"further independent coordinate of $w$ changes neither product, so $d\ge2$ may be assumed"
        ),
        identity(
            2 * a * b * cos(ANGLE) * indicators + 2 * a * b * products,
            a * b * kernel,
            over,
            text=rf"the expectation is $ab\,(u^{power}\kappa_0+\kappa_1)$",
            goal=True,
        ),
        identity(
            (scale * a) * b * kernel,
            scale * (a * b * kernel),
            {**over, scale: positive},
            text=r"the kernel is positively homogeneous of degree 1 in $x$, and in $x'$ by symmetry",
            goal=True,
        ),
    )


HOMOGENEOUS_FORM = Claim(
    id="bietti2019.eq3.homogeneous_form",
    label="Equation (3)",
    printed=True,
    statement=(
        r"For $w\sim\mathcal{N}(0,I_d)$ and all non-zero $x,x'\in\mathbb{R}^d$ with $u=\langle x,x'\rangle/(\|x\|\|x'\|)$: "
        r"$2\langle x,x'\rangle\mathbb{E}[1\{w\cdot x\ge0\}1\{w\cdot x'\ge0\}]+2\mathbb{E}[(w\cdot x)_+(w\cdot x')_+]="
        r"\|x\|\|x'\|\,\kappa(u)$. In particular the kernel is positively homogeneous of degree 1 in each argument."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all d >= 1, all non-zero x, x' (K := 0 if an argument is 0)",
    check=_homogeneous,
    parameters={"power": 1},
    depends_on=("bietti2019.eq5.kappa0", "bietti2019.eq5.kappa1"),
    control=Control(
        r"The same with $\kappa_0+\kappa_1$ in place of $u\kappa_0+\kappa_1$; false at $u=1/2$, where it gives "
        r"$1.2756\ldots$ instead of $0.9423\ldots$.",
        {"power": 0},
    ),
)
