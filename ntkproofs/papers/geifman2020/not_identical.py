"""Section 3.3: the spectra of the Laplace kernel and of the network are not identical."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, exp

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    identity,
    positive,
    prove,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gegenbauer import polynomials
from ntkproofs.papers.background.harmonics import COMPLETE
from ntkproofs.papers.bietti2019.spectral_sequences import mu_kappa, mu_kappa_0

from .endpoints import MINUS_ID, SPLIT_ID
from .setting import NTK, WIDTH, WIDTHS
from .theorem_2 import NORMALISATIONS_ID

TWO_SPHERE_ID = "geifman2020.derived.laplace_two_sphere_elementary"


def two_sphere(degree: int, width: int = 1) -> tuple[Expr, Expr, Expr]:
    r"""Return :math:`\mu_k[e^{-c\|x-z\|}]` on the two-sphere, the primitive behind it and its integrand."""
    s = Symbol("s", real=True)
    p = polynomials(max(degree, 1), sympy.Integer(3), 1 - 2 * s**2)[degree]
    weight = 2 * sympy.expand(s * p)
    primitive, derivative = sympy.Integer(0), weight
    for n in range(sympy.degree(weight, s) + 1):
        primitive -= derivative / sympy.Integer(2 * width) ** (n + 1)
        derivative = sympy.diff(derivative, s)
    primitive = sympy.expand(primitive) * exp(-2 * width * s)
    return primitive.subs(s, 1) - primitive.subs(s, 0), primitive, weight * exp(-2 * width * s)


def _not_identical(other: Rational | None) -> Derivation:
    s, phi, c = Symbol("s", real=True), Symbol("phi", real=True), WIDTH
    one, two, three = (sympy.Integer(n) for n in (1, 2, 3))
    first, primitive_1, weight_1 = two_sphere(1)
    second, primitive_2, weight_2 = two_sphere(2)
    # Of the NTK, or of a multiple of the Laplace kernel with a shift in its place.
    first_1, first_2 = (mu_kappa(one, three) + mu_kappa_0(one, three), mu_kappa(two, three))
    if other is not None:
        first_1, first_2 = other * first, other * second
    name = r"L=2$, $b=c=1" if other is None else rf"{other}\,\mathbf k^{{\mathrm{{Lap}}}}+s$, $c=1"
    inside: dict[Symbol, Domain] = {s: Reals(0, 1)}
    laplace = exp(-2 * c * cos(phi / 2))
    return prove(
        rests_on(TWO_SPHERE_ID, r"$d=3$: $\mu_k[e^{-\|\mathbf x-\mathbf z\|}]=2\int_0^1e^{-2s}sP_k(1-2s^2)ds$"),
        antiderivative(primitive_1, weight_1, s, inside),
        antiderivative(primitive_2, weight_2, s, inside),
        rests_on(
            "geifman2020.derived.two_layer_closed_form",
            r"$\Theta_2$, $b=1$, $d=3$: $\mu_1=\frac13+\frac18$, $\mu_2=\frac5{64}$",
        ),
        positive(
            sympy.expand((first_1 * second - first_2 * first) ** 2),
            {},
            text=rf"instance ${name}$, $d=3$: $(\mu_1\mu_2^{{\mathrm L}}-\mu_2\mu_1^{{\mathrm L}})^2>0$, so that no factor "
            r"$\alpha$ serves $k=1$ and $k=2$",
            goal=True,
        ),
        cite(
            COMPLETE,
            r"if $\mu_k[\Theta_L-\alpha\,\mathbf k^{\mathrm{Lap}}]=0$ for all $k\ge1$, this continuous function is constant",
        ),
        rests_on(NORMALISATIONS_ID, r"with $\varphi=\pi-\theta$ the Laplace kernel is $e^{-2c\cos(\varphi/2)}$"),
        identity(
            laplace.subs(phi, -phi),
            laplace,
            {phi: Reals(), **WIDTHS},
            text=r"it is even in $\varphi$: all its coefficients of odd powers of $\varphi$ are 0, for every $\alpha$ and $c$",
            goal=True,
        ),
        rests_on(
            MINUS_ID,
            r"the coefficient of $\varphi$ in $\Theta_L$ is $\frac1\pi(b-1)\Pi_L\ne0$ for $b\ne1$, as $\Pi_L>0$",
        ),
        rests_on(SPLIT_ID, r"at $b=1$ the coefficient of $\varphi^3$ is $B_L>0$"),
        rests_on("geifman2020.derived.parity_product", r"$\Pi_L>0$"),
    )


NOT_IDENTICAL = Claim(
    id="geifman2020.sec33.not_identical",
    label="Section 3.3",
    printed=True,
    statement=(
        r"For no $L\ge2$, $b=\beta^2\ge0$, $c>0$ and real $\alpha,s$ is "
        r"$\mu_k[\Theta_L]=\alpha\,\mu_k[e^{-c\|\mathbf x-\mathbf z\|}]$ for all $k\ge1$ (a shift $s$ of the "
        "kernel changes only $k=0$): the two spectra differ even after correction for shift and scale, on "
        r"$\mathbb S^{d-1}$ for every $d\ge2$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$, $c>0$, $d\ge2$.",
    check=_not_identical,
    parameters={"other": None},
    depends_on=(
        TWO_SPHERE_ID,
        "geifman2020.derived.two_layer_closed_form",
        NORMALISATIONS_ID,
        MINUS_ID,
        SPLIT_ID,
        "geifman2020.derived.parity_product",
    ),
    conditions=(COMPLETE,),
    control=Control(
        r"The same for $3\,\mathbf k^{\mathrm{Lap}}+s$ in place of $\Theta_2$, $d=3$; false, the factor $\alpha=3$ serves.",
        {"other": Rational(3)},
    ),
)
