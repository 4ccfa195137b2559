"""Equation (8): inner products of the tangent operator M."""

from __future__ import annotations

import sympy
from sympy import cos, pi

from ntkproofs.checks import Reals, definition, identity, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .lemma_1 import FEATURE_MAPS
from .relu_kernels import KAPPAS, kappa_0, kappa_1

TANGENT_MAP = r"$M(x,y)[u]=(\varphi_0(x[u])\otimes y[u],\ \varphi_1(x[u]))$"


def _tangent_gram(second_factor: str) -> Derivation:
    a, b = sympy.symbols("a b", positive=True)
    product = sympy.Symbol("Y", real=True)
    positive = Reals(0, sympy.oo, left_open=True)
    factors = {"y": product, "x": a * b * cos(ANGLE)}
    return prove(
        definition(r"$a=\|x[u]\|$, $b=\|x'[v]\|$, $\rho=\cos\theta$, $Y=\langle y[u],y'[v]\rangle$, any real number"),
        definition(
            r"$\langle(\alpha,\beta),(\alpha',\beta')\rangle=\langle\alpha,\alpha'\rangle+\langle\beta,\beta'\rangle$ and "
            r"$\langle\alpha\otimes\beta,\alpha'\otimes\beta'\rangle=\langle\alpha,\alpha'\rangle\langle\beta,\beta'\rangle$"
        ),
        identity(
            kappa_0(ANGLE) * product + a * b * kappa_1(ANGLE),
            kappa_0(ANGLE) * factors[second_factor] + a * b * kappa_1(ANGLE),
            {ANGLE: Reals(0, pi), a: positive, b: positive, product: Reals()},
            text=rf"$\langle M[u],M'[v]\rangle=\kappa_0(\rho)\langle {second_factor}[u],{second_factor}'[v]\rangle+ab\,\kappa_1(\rho)$",
            goal=True,
        ),
    )


TANGENT_GRAM = Claim(
    id="bietti2019.eq8.tangent_gram",
    label="Equation (8)",
    printed=True,
    statement=(
        rf"For {TANGENT_MAP} and signals with $x[u],x'[v]\ne0$, $\rho$ the cosine of $x[u]$ and $x'[v]$: "
        r"$\langle M(x,y)[u],M(x',y')[v]\rangle=\kappa_0(\rho)\langle y[u],y'[v]\rangle+\|x[u]\|\|x'[v]\|\kappa_1(\rho)$."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.PROVED,
    scope="all u, v with non-zero x[u], x'[v]",
    check=_tangent_gram,
    parameters={"second_factor": "y"},
    control=Control(
        r"The same with $\kappa_0(\rho)\langle x[u],x'[v]\rangle$ for arbitrary $y$; false for $y[u]\perp y'[v]$ and "
        r"$x[u]=x'[v]\ne0$.",
        {"second_factor": "x"},
    ),
)
