r"""The poster's corollary on bounded derivatives, which leaves out that the functions are even."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol, cos, pi, sin

from ntkproofs.checks import (
    antiderivative,
    cite,
    definition,
    identity,
    induction,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.background.harmonics import COMPLETE
from ntkproofs.papers.bietti2019.corollary_6 import DERIVATIVES, SUFFICIENT
from ntkproofs.papers.bietti2019.norm_series import energy
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS
from ntkproofs.papers.bietti2019.section_3_1_networks import SPACE
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, EVERYWHERE, D, K, mu_kappa
from ntkproofs.papers.bietti2019poster.approximation import CLOSED_FORM, LABEL
from ntkproofs.papers.bietti2019poster.restatement import again, dependencies

_BOUND = "bietti2019.cor6.explicit_constant"
_FUNCTIONS = {"x1x2x3": 3, "x1": 1}


def cubic() -> list[Step]:
    """Steps: x_1 x_2 x_3 is a harmonic of degree 3 with mean square 1/105 on the sphere of dimension 2."""
    x = sympy.symbols("x1:4")
    u, phi = sympy.symbols("u phi")
    product = sympy.prod(x)
    scale = Symbol("c")
    square = (1 - u**2) ** 2 * u**2
    primitive = u**3 / 3 - 2 * u**5 / 5 + u**7 / 7
    angular = phi / 8 - sin(4 * phi) / 32
    return [
        identity(
            sum(sympy.diff(product, coordinate, 2) for coordinate in x),
            Integer(0),
            text=r"$\Delta(x_1x_2x_3)=0$",
        ),
        identity(
            product.subs({c: scale * c for c in x}, simultaneous=True),
            scale**3 * product,
            text=r"$x_1x_2x_3$ has degree 3",
        ),
        definition(
            r"$x=(\sqrt{1-u^2}\cos\varphi,\sqrt{1-u^2}\sin\varphi,u)$ with the measure $\frac1{4\pi}du\,d\varphi$, "
            r"so the mean of "
            r"$(x_1x_2x_3)^2=(1-u^2)^2u^2\cos^2\varphi\sin^2\varphi$ is a product of two integrals"
        ),
        antiderivative(primitive, square, u, text=r"primitive of $(1-u^2)^2u^2$"),
        antiderivative(angular, cos(phi) ** 2 * sin(phi) ** 2, phi, text=r"primitive of $\cos^2\varphi\sin^2\varphi$"),
        value(
            (primitive.subs(u, 1) - primitive.subs(u, -1))
            * (angular.subs(phi, 2 * pi) - angular.subs(phi, 0))
            / (4 * pi),
            Rational(1, 105),
            text=r"$\|x_1x_2x_3\|_{L^2(S^2)}^2=1/105$",
        ),
    ]


def _positive_even() -> Step:
    """Prove that the eigenvalues of all even degrees are positive."""
    n = Symbol("n", positive=True)
    base = [
        identity(
            mu_kappa(K + 2, D) * (K + D + 1) ** 2 * energy(K, D),
            mu_kappa(K, D) * (K - 1) ** 2 * energy(K + 2, D),
            EVERYWHERE,
            text=r"$\mu_{k+2}/\mu_k=\bigl(\frac{k-1}{k+d+1}\bigr)^2\frac{(k+2)(k+d)+d+1}{k(k+d-2)+d+1}$",
        ),
        identity(
            mu_kappa(Integer(0), D),
            (D + 1) / (2 * pi) * (sympy.gamma(D / 2) / sympy.gamma((D + 1) / 2)) ** 2,
            DIMENSIONS,
            text=r"$\mu_0>0$, a product of positive factors",
        ),
    ]
    step = [
        value((2 * Integer(0) - 1) ** 2, Integer(1), text=r"$(k-1)^2=1$ at $k=0$"),
        positive((2 * n - 1) ** 2, {n: 1}, text=r"$(k-1)^2>0$ at $k=2n\ge2$"),
        positive(energy(K + 2, D) / energy(K, D), {K: 0, D: 2}, text=r"the other factor of the quotient is positive"),
    ]
    return induction(base, step, text=r"$\mu_k(\kappa)>0$ for all even $k\ge0$, $d\ge2$")


def _bounded_derivatives(step: int) -> Derivation:
    return prove(
        definition(rf"the functions have harmonic components of the degrees $0,{step},{2 * step},\dots$ only"),
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        cubic(),
        reduction(
            r"every harmonic has bounded derivatives of all orders and lies in $\mathcal H$ only if $\mu_k\ne0$; so "
            r"no degree with "
            r"$\mu_k=0$ may occur"
        ),
        (
            positive(
                mu_kappa(Integer(k), Integer(3)),
                {},
                text=rf"$\mu_{{{k}}}(\kappa)>0$ for $d=3$: harmonics of degree {k} are in $\mathcal H$",
                goal=True,
                at=f"d = 3, harmonics of degree {k} (x_1 x_2 x_3 has degree 3); mu_{k}",
            )
            for k in range(0, 5 * step, step)
        ),
        _positive_even(),
        rests_on(_BOUND, r"an even $f$ with $d/2$ derivatives bounded by $\eta$ has $\|f\|_{\mathcal H}\le C\eta$"),
    )


BOUNDED_DERIVATIVES = Claim(
    id="bietti2019poster.approximation.bounded_derivatives",
    label=LABEL,
    printed=True,
    statement=(
        r"As printed: every $f$ on $S^{d-1}$ with $d/2$ derivatives bounded by $\eta$ lies in $\mathcal H$ with "
        r"$\|f\|_{\mathcal H}\le O(\eta)$ (no parity condition)."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="bietti2019poster.approximation.bounded_derivatives_even",
    scope=(
        "false for d = 3 by x_1 x_2 x_3 (and for every d >= 2, by any odd harmonic of degree at least 3). An "
        "abbreviation of the "
        "poster; the paper's Corollary 6 has 'even'."
    ),
    check=_bounded_derivatives,
    parameters={"step": 1},
    depends_on=(CLOSED_FORM, _BOUND),
    control=Control(r"The same for even $f$, whose components have even degrees; this holds.", {"step": 2}),
)


def _bounded_derivatives_even(step: int) -> Derivation:
    return prove(cubic(), again(SUFFICIENT)(step=step))


BOUNDED_DERIVATIVES_EVEN = Claim(
    id="bietti2019poster.approximation.bounded_derivatives_even",
    label=LABEL,
    statement=(
        r"Every even $f\in C^s(S^{d-1})$ with derivatives of orders $0,\dots,s$ bounded by $\eta$, integer $s\ge "
        r"d/2$, lies in "
        r"$\mathcal H$ with $\|f\|_{\mathcal H}\le C_6(d)\eta$."
    ),
    hypotheses=(*KAPPAS, SPACE, DERIVATIVES),
    expected=Verdict.PROVED,
    scope="all d >= 2; given Green's formula on the sphere and completeness of the harmonics",
    check=_bounded_derivatives_even,
    parameters={"step": 2},
    depends_on=dependencies(SUFFICIENT),
    conditions=SUFFICIENT.conditions,
    control=Control(r"The same without evenness; false for $d=3$, $f=x_1x_2x_3$, as $\mu_3=0$.", {"step": 1}),
)


def _odd_obstruction(function: str) -> Derivation:
    degree = _FUNCTIONS[function]
    return prove(
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        rests_on(
            "bietti2019.prop5.zero_odd", r"$\mu_k(\kappa)=0$ for every odd $k\ge3$, so $g_k=0$ for $g\in\mathcal H$"
        ),
        cite(COMPLETE, "components of different degrees are orthogonal"),
        reduction(
            r"$\sup|f-g|\ge\|f-g\|_{L^2}\ge\|f_{\rm bad}-g_{\rm bad}\|_{L^2}=\|f_{\rm bad}\|_{L^2}$ for the uniform "
            r"probability measure"
        ),
        value(
            mu_kappa(Integer(degree), Integer(3)),
            Integer(0),
            text=rf"$\mu_{degree}=0$ for $d=3$: {function} has nothing but a bad component",
            goal=True,
        ),
        (_as_goal(step) for step in cubic()),
    )


def _as_goal(step: Step) -> Step:
    return Step(**{**vars(step), "goal": True})


ODD_OBSTRUCTION = Claim(
    id="bietti2019poster.approximation.odd_obstruction",
    label=LABEL,
    statement=(
        r"Without evenness there is no rate at all: if $f$ has an odd component of degree at least 3, $f_{\rm "
        r"bad}$, then "
        r"$\sup|f-g|\ge\|f_{\rm bad}\|_{L^2}$ for every $g\in\mathcal H$. For $f=x_1x_2x_3$ on $S^2$, a Lipschitz "
        r"function, the lower "
        r"bound is $1/\sqrt{105}$."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_odd_obstruction,
    parameters={"function": "x1x2x3"},
    depends_on=(CLOSED_FORM, "bietti2019.prop5.zero_odd"),
    conditions=(COMPLETE,),
    control=Control(
        r"The same lower bound, by a vanishing eigenvalue, for $f=x_1$; false, $f\in\mathcal H$ since $\mu_1=1/d$.",
        {"function": "x1"},
    ),
)
