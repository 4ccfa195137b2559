"""Lemma 1: feature maps of the deep tangent kernel, and positive definiteness."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, cos, pi, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    induction,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .relu_kernels import KAPPAS, kappa, kappa_0, kappa_1
from .section_2_1_recursion import RECURSION

FEATURE_MAPS = (
    r"$\varphi_0,\varphi_1$ are the feature maps of the kernels $\kappa_0(\langle z,z'\rangle/(\|z\|\|z'\|))$ and "
    r"$\|z\|\|z'\|\kappa_1(\langle z,z'\rangle/(\|z\|\|z'\|))$ on a Hilbert space"
)

# How two inner products combine: the first is the definition of the inner product of a Hilbert space tensor product.
_COMBINATIONS = {
    "tensor product": lambda first, second: first * second,
    "direct sum": lambda first, second: first + second,
}


def _feature_map(operation: str) -> Derivation:
    a, b = sympy.symbols("a b", positive=True)
    deep = sympy.Symbol("K", real=True)
    positive = Reals(0, sympy.oo, left_open=True)
    over = {a: positive, b: positive, ANGLE: Reals(0, pi), deep: Reals()}
    combine = _COMBINATIONS[operation]

    def next_phi(previous: Expr) -> Expr:
        return combine(kappa_0(ANGLE), previous) + a * b * kappa_1(ANGLE)

    return prove(
        definition(
            r"$a=\|\Psi_{k-1}(x)\|$, $b=\|\Psi_{k-1}(x')\|$, $\cos\theta$ the cosine of their angle; $K=K_{k-1}(x,x')$"
        ),
        definition(
            r"$\langle(\alpha,\beta),(\alpha',\beta')\rangle=\langle\alpha,\alpha'\rangle+\langle\beta,\beta'\rangle$ and "
            r"$\langle\alpha\otimes\beta,\alpha'\otimes\beta'\rangle=\langle\alpha,\alpha'\rangle\langle\beta,\beta'\rangle$"
        ),
        value(
            next_phi(a * b * cos(ANGLE)).subs({a: 1, b: 1, ANGLE: pi / 2}),
            kappa(pi / 2),
            text=rf"$k=1$, $u=0$, with the {operation}: $\langle\Phi_1(x),\Phi_1(x')\rangle=K_1=1/\pi$",
            goal=True,
        ),
        induction(
            [
                identity(
                    a * b * cos(ANGLE),
                    a * b * cos(ANGLE),
                    over,
                    text=r"$\langle\Psi_0,\Psi_0'\rangle=\langle x,x'\rangle=\Sigma_0$",
                )
            ],
            [
                identity(
                    a * b * kappa_1(ANGLE),
                    sqrt(a**2 * b**2) * kappa_1(ANGLE),
                    over,
                    text=r"$\langle\varphi_1(\Psi_{k-1}),\varphi_1(\Psi_{k-1}')\rangle=ab\,\kappa_1(\cos\theta)=\Sigma_k$, as "
                    r"$a^2=\Sigma_{k-1}(x,x)$, $b^2=\Sigma_{k-1}(x',x')$ and $\cos\theta=\rho_{k-1}$ by hypothesis",
                )
            ],
            text=r"$\langle\Psi_k(x),\Psi_k(x')\rangle=\Sigma_k(x,x')$ for all $k\ge0$",
            goal=True,
        ),
        induction(
            [
                identity(
                    a * b * cos(ANGLE),
                    a * b * cos(ANGLE),
                    over,
                    text=r"$\langle\Phi_0,\Phi_0'\rangle=\langle x,x'\rangle=K_0$",
                )
            ],
            [
                identity(
                    next_phi(deep),
                    sqrt(a**2 * b**2) * kappa_1(ANGLE) + deep * kappa_0(ANGLE),
                    over,
                    text=rf"with the {operation}: $\langle\Phi_k,\Phi_k'\rangle=\Sigma_k+K_{{k-1}}\kappa_0(\rho_{{k-1}})=K_k$",
                )
            ],
            text=r"$\langle\Phi_k(x),\Phi_k(x')\rangle=K_k(x,x')$ for all $k\ge0$",
            goal=True,
        ),
    )


FEATURE_MAP = Claim(
    id="bietti2019.lemma1.feature_map",
    label="Lemma 1",
    printed=True,
    statement=(
        r"With $\Psi_0(x)=\Phi_0(x)=x$, $\Psi_k=\varphi_1(\Psi_{k-1})$, "
        r"$\Phi_k=(\varphi_0(\Psi_{k-1})\otimes\Phi_{k-1},\ \varphi_1(\Psi_{k-1}))$: "
        r"$\langle\Psi_k(x),\Psi_k(x')\rangle=\Sigma_k(x,x')$ and $\langle\Phi_k(x),\Phi_k(x')\rangle=K_k(x,x')$, where "
        rf"{RECURSION}."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.PROVED,
    scope="all k >= 0, all non-zero x, x' (K = 0 at 0)",
    check=_feature_map,
    parameters={"operation": "tensor product"},
    control=Control(
        r"The same with the direct sum $\varphi_0(\Psi_{k-1})\oplus\Phi_{k-1}$ in place of the tensor product; false for "
        r"$k=1$, $u=0$, where it gives $1/2+0+1/\pi$ instead of $1/\pi$.",
        {"operation": "direct sum"},
    ),
)


def _positive_definite(combinations: tuple[tuple[Rational, Rational], ...]) -> Derivation:
    sigma, deep, zero = sympy.symbols("S K k0", real=True)
    interval = {ANGLE: Reals(0, pi)}
    known = {
        "f": (sympy.expand(1 - kappa_1(ANGLE)), r"$\kappa_1\le1$"),
        "g": (1 - kappa_0(ANGLE), r"$\kappa_0\le1$"),
        "h": (kappa_0(ANGLE), r"$\kappa_0\ge0$"),
        "k": (1 - cos(ANGLE), r"$u\le1$"),
    }
    facts = {
        sympy.Symbol(name, real=True): (e, nonnegative_by_derivatives(e, ANGLE, interval[ANGLE], text=text))
        for name, (e, text) in known.items()
    }
    f, g, h, k = facts
    steps = [step for _, step in facts.values()]
    for alpha, beta in combinations:
        name = rf"${alpha}\,\Sigma_n+({beta})\,K_n$"
        diagonal = alpha * kappa_1(sympy.Integer(0)) + beta * kappa(sympy.Integer(0))
        entry = alpha * kappa_1(ANGLE) + beta * kappa(ANGLE)
        steps += [
            # 1 - kappa_1 = f and 1 - u kappa_0 = (1 - kappa_0) + kappa_0 (1 - u) = g + h k
            nonnegative_combination(
                2 * diagonal - 2 * entry,
                2 * (alpha + beta) * f + 2 * beta * (g + h * k),
                interval,
                facts,
                text=rf"{name} at $n=1$: the quadratic form of $(1,-1)$ at two unit vectors at angle $\theta$ is not negative",
                goal=True,
            ),
            identity(
                alpha * sigma + beta * (sigma + deep * zero),
                (alpha + beta) * sigma + beta * (zero * deep),
                {sigma: Reals(), deep: Reals(), zero: Reals(0, 1)},
                text=rf"{name} is ${alpha + beta}$ times $\Sigma_n$ and ${beta}$ times $\kappa_0(\rho_{{n-1}})K_{{n-1}}$",
                goal=True,
            ),
            nonnegative_by_derivatives(
                sympy.Integer(1) * (alpha + beta), ANGLE, Reals(0, pi), text=f"${alpha} + ({beta}) \\ge 0$"
            ),
            nonnegative_by_derivatives(sympy.Integer(1) * beta, ANGLE, Reals(0, pi), text=rf"${beta}\ge0$"),
        ]
    return prove(
        rests_on(
            "bietti2019.eq5.kappa0", r"$\varphi_0(z)=\sqrt2\,1\{w\cdot z\ge0\}$ in $L^2$ of the Gaussian on the span"
        ),
        rests_on("bietti2019.eq5.kappa1", r"$\varphi_1(z)=\sqrt2\,(w\cdot z)_+$, of degree 1: both feature maps exist"),
        rests_on(
            "bietti2019.lemma1.feature_map",
            r"$\Sigma_n=\langle\Psi_n,\Psi_n'\rangle$ and $\kappa_0(\rho_{n-1})K_{n-1}="
            r"\langle\varphi_0(\Psi_{n-1})\otimes\Phi_{n-1},\varphi_0(\Psi'_{n-1})\otimes\Phi'_{n-1}\rangle$",
        ),
        reduction(
            r"For points $x_i$ and real $c_i$: $\sum c_ic_j\langle F(x_i),F(x_j)\rangle=\|\sum c_iF(x_i)\|^2\ge0$, so Gram "
            "matrices of inner products, and non-negative combinations of them, are positive semidefinite; finitely many "
            r"points span a finite-dimensional space, which is $\mathbb R^d$ with $d\ge2$ without loss. Zero vectors only add "
            "zero rows"
        ),
        steps,
    )


POSITIVE_DEFINITE = Claim(
    id="bietti2019.lemma1.positive_definite",
    label="Lemma 1",
    statement=(
        r"For every $n\ge1$ and finite point set, the Gram matrices of $\Sigma_n$, $K_n$ and $K_n-\Sigma_n$ (fully connected "
        rf"recursion {RECURSION}) are positive semidefinite."
    ),
    hypotheses=KAPPAS[:2],
    expected=Verdict.PROVED,
    scope="all n >= 1, all finite point sets",
    check=_positive_definite,
    parameters={
        "combinations": (
            (Rational(1), Rational(0)),
            (Rational(0), Rational(1)),
            (Rational(-1), Rational(1)),
        )
    },
    depends_on=("bietti2019.eq5.kappa0", "bietti2019.eq5.kappa1", "bietti2019.lemma1.feature_map"),
    control=Control(
        r"$\Sigma_1-\frac12K_1$ is positive semidefinite on every finite set of the sphere; false at two orthogonal points, "
        r"where the form of $(1,-1)$ is $-1/\pi$.",
        {"combinations": ((Rational(1), Rational(-1, 2)),)},
    ),
)
