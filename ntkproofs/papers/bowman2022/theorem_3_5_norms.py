"""Theorem 3.5: the constant 4 and the norm of the residual on the sample."""

from __future__ import annotations

import sympy
from sympy import Rational, exp

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bowman2022.section_2_2_dynamics import HILBERT_SCHMIDT
from ntkproofs.papers.bowman2022.setting import (
    FLOW,
    OPERATORS,
)


def _constant_four(factor: int) -> Derivation:
    a, b = sympy.symbols("a b", nonnegative=True)
    target, distance = sympy.symbols("F D", nonnegative=True)
    return prove(
        definition(r"$a=\|(T_K-T_{K_0})r_s\|$, $b=\|(T_{K_0}-T_n^s)r_s\|$, $F=\|f^*\|_\infty$, $D=\|K-K_0\|_{L^2}$"),
        nonnegative_combination(
            factor * a**2 + factor * b**2 - (a + b) ** 2,
            (a - b) ** 2 + (factor - 2) * (a**2 + b**2),
            {a: Reals(0), b: Reals(0)},
            text=rf"triangle inequality and $(a+b)^2\le{factor}a^2+{factor}b^2$",
            goal=True,
        ),
        rests_on(HILBERT_SCHMIDT.id, r"$a\le D\|r_s\|$"),
        identity(
            factor * distance**2 * (2 * target**2),
            2 * factor * target**2 * distance**2,
            {target: Reals(0), distance: Reals(0)},
            text=rf"with $\|r_s\|^2\le2F^2$: ${factor}a^2\le{factor}D^2\cdot2F^2={2 * factor}F^2D^2$",
            goal=True,
        ),
    )


CONSTANT_FOUR = Claim(
    id="bowman2022.thm35.constant_four",
    label="Theorem 3.5",
    printed=True,
    statement=(
        r"Origin of the constant 4: if $\|r_s\|_{L^2}^2\le2\|f^*\|_\infty^2$, then with "
        r"$(T_K-T_n^s)r_s=(T_K-T_{K_0})r_s+(T_{K_0}-T_n^s)r_s$ and $(a+b)^2\le2a^2+2b^2$: "
        r"$\|(T_K-T_n^s)r_s\|^2\le4\|f^*\|_\infty^2\|K-K_0\|_{L^2}^2+2\|(T_{K_0}-T_n^s)r_s\|^2$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.PROVED,
    scope="under the hypothesis on the norm of r_s, which the paper's appendix provides with high probability for s <= T",
    check=_constant_four,
    parameters={"factor": 2},
    depends_on=(HILBERT_SCHMIDT.id,),
    conditions=HILBERT_SCHMIDT.conditions,
    control=Control(
        r"The same with both factors on the right halved, from $(a+b)^2\le a^2+b^2$; that is false for $a=b$.",
        {"factor": 1},
    ),
)


def _sampled_norm(weight: Rational) -> Derivation:
    t, g, bound, y = sympy.symbols("t g F y", real=True)
    # f(x; theta) = theta, one sample with f* = 1: theta_t = 1 - e^-t; f* = -1 with probability `weight`, else 1.
    norm = weight * (2 - exp(-t)) ** 2 + (1 - weight) * exp(-2 * t)
    gap = sympy.Symbol("e")
    return prove(
        reduction(
            r"$\frac{d}{dt}\Phi(\theta_t)=\langle\partial_\theta\Phi,\partial_t\theta\rangle$, coordinate by coordinate"
        ),
        nonnegative_combination(
            -(g * (-g)), g**2, {g: Reals()}, text=r"$-\frac{d}{dt}\Phi=\|\partial_\theta\Phi\|^2\ge0$", goal=True
        ),
        reduction(
            r"so $\|\hat r_t\|_{\mathbb R^n}^2=2\Phi(\theta_t)\le2\Phi(\theta_0)=\|\hat r_0\|^2=\|f^*\|_{\mathbb R^n}^2$"
        ),
        nonnegative_combination(
            bound**2 - y**2,
            gap,
            {bound: Reals(), y: Reals()},
            given={gap: bound**2 - y**2},
            text=r"$y_i^2\le\|f^*\|_\infty^2$ for every $i$, hence for their mean",
        ),
        antiderivative(
            1 - exp(-t), -((1 - exp(-t)) - 1), t, {t: Reals(0)}, text=r"$\theta_t=1-e^{-t}$ solves $\theta'=1-\theta$"
        ),
        nonnegative_by_derivatives(
            -sympy.diff(norm, t),
            t,
            Reals(0),
            text=rf"$f(x;\theta)=\theta$, one sample, $f^*=1$ there: the mean square of the residual under the sample measure "
            rf"(weight {weight} on $f^*=-1$) is nonincreasing",
            goal=True,
        ),
    )


SAMPLED_NORM = Claim(
    id="bowman2022.derived.sampled_norm_bound",
    label="Theorem 3.5",
    statement=(
        r"Along gradient flow the training loss is nonincreasing, so $\|\hat r_t\|_{\mathbb R^n}\le\|\hat r_0\|_{\mathbb R^n}="
        r"\|f^*\|_{\mathbb R^n}\le\|f^*\|_\infty$ with the antisymmetric initialisation."
    ),
    hypotheses=(FLOW,),
    expected=Verdict.PROVED,
    scope="all t for which the flow exists; the norm of r_t in L2(rho) is controlled only through generalisation",
    check=_sampled_norm,
    parameters={"weight": Rational(0)},
    control=Control(
        r"$\|r_t\|_{L^2(\rho)}$ is nonincreasing for every network and sample; false for $f(x;\theta)=\theta$, one sample with "
        r"$f^*=1$, and $f^*=-1$ with probability $\frac34$.",
        {"weight": Rational(3, 4)},
    ),
)
