"""Section 2.2: Mercer's decomposition, with eigenvalues that may vanish."""

from __future__ import annotations

import sympy
from sympy import Expr, cos, exp, log, pi, sin

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.section_2_2_symmetry import SOFTPLUS_ODD_HARMONICS
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, SHALLOW, SHALLOW_KERNEL, expansion

MERCER = "bowman2022.assumption32.mercer"

_Z = sympy.Symbol("z", real=True)

_U = sympy.Symbol("u", real=True)

_SOFTPLUS, _LOGISTIC = log(1 + exp(_Z)), 1 / (1 + exp(-_Z))

_LINE = {_Z: Reals()}


def circle_eigenvalue(degree: int) -> tuple[list[Step], Expr]:
    r"""Return the eigenvalue of the soft-plus network on :math:`\cos k\theta`, k odd, from its odd part (d = 2)."""
    k = degree
    primitive = (_U + sin(2 * _U) / 2 if k == 1 else sin((k - 1) * _U) / (k - 1) + sin((k + 1) * _U) / (k + 1)) / 8
    steps = [antiderivative(primitive, cos(_U) / 4 * cos(k * _U), _U, {_U: Reals(-pi, pi)})]
    return steps, (primitive.subs(_U, pi) - primitive.subs(_U, -pi)) / (2 * pi)


def _positive_basis(strict: bool) -> Derivation:
    steps, third = circle_eigenvalue(3)
    return prove(
        definition(
            r"the shallow softplus network on the circle ($d=2$) with the uniform distribution: no bias, Section 2.3"
        ),
        rests_on(
            SOFTPLUS_ODD_HARMONICS.id,
            r"the odd part of $K^\infty$ is $\frac{x\cdot x'}{2d}=\frac14\cos(\theta-\theta')$",
        ),
        reduction(
            r"$\cos3\theta$ is odd, so $T_{K^\infty}\cos3\theta=\mu_3\cos3\theta$ with "
            r"$\mu_3=\frac1{2\pi}\int\frac14\cos u\cos3u\,du$; in an orthonormal basis of eigenfunctions with positive "
            r"eigenvalues no $g\ne0$ has $T_{K^\infty}g=0$"
        ),
        steps,
        positive(
            third,
            {},
            strict=strict,
            text=rf"the eigenvalue of $\cos3\theta$ is {'positive' if strict else 'not negative'}",
            goal=True,
        ),
    )


POSITIVE_BASIS = Claim(
    id="bowman2022.sec22.mercer_positive_basis",
    label="Section 2.2",
    printed=True,
    statement=(
        r"(By Mercer's theorem) $K^\infty(x,x')=\sum_{i\ge1}\sigma_i\phi_i(x)\phi_i(x')$ where $\{\phi_i\}$ is an orthonormal "
        r"basis of $L^2(X,\rho)$ and $\{\sigma_i\}$ is a nonincreasing sequence of positive values, for the architectures of "
        r"Section 2.3 (which have no biases)."
    ),
    hypotheses=(OPERATORS, SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="bowman2022.derived.mercer_nonnegative",
    scope=(
        "as a universal statement about the paper's own networks and input distributions; a common abuse, meant are "
        "eigenvalues >= 0 and a basis of the closure of the range, and the theorems do not need more"
    ),
    check=_positive_basis,
    parameters={"strict": True},
    depends_on=(SOFTPLUS_ODD_HARMONICS.id,),
    control=Control(r"The same with values $\sigma_i\ge0$, in this example.", {"strict": False}),
)


def _nonnegative(degree: int) -> Derivation:
    steps, found = circle_eigenvalue(degree)
    rate, coefficient = sympy.Symbol("sigma", positive=True), sympy.Symbol("c", real=True)
    over = {rate: POSITIVE, coefficient: Reals()}
    return prove(
        expansion(),
        reduction(
            r"$\sigma_i=\langle T_{K^\infty}\phi_i,\phi_i\rangle\ge0$, because $K^\infty$ is a mean of Gram forms; "
            r"$T_{K^\infty}g=\sum_i\sigma_i\langle g,\phi_i\rangle\phi_i$ lies in the closed span of those with $\sigma_i>0$"
        ),
        identity(
            rate * (coefficient / rate),
            coefficient,
            over,
            text=r"and $\phi_i=T_{K^\infty}(\phi_i/\sigma_i)$ lies in the range: its closure is that span",
            goal=True,
        ),
        reduction(
            r"it is all of $L^2$ if and only if the part $g_0$ of every $g$ is 0, that is no $g\ne0$ has $T_{K^\infty}g=0$"
        ),
        cite(MERCER, r"$K^\infty=\sum_i\sigma_i\phi_i\otimes\phi_i$, uniformly"),
        rests_on(
            SOFTPLUS_ODD_HARMONICS.id,
            r"for the softplus network on the circle the odd part is $\frac14\cos(\theta-\theta')$",
        ),
        steps,
        value(
            found,
            sympy.Integer(0),
            text=rf"there $T_{{K^\infty}}\cos{degree}\theta=0$: the span is not all of $L^2$",
            goal=True,
        ),
    )


MERCER_NONNEGATIVE = Claim(
    id="bowman2022.derived.mercer_nonnegative",
    label="Section 2.2",
    statement=(
        r"For continuous $K^\infty$ on compact $X$ with $\rho$ of full support: $K^\infty=\sum_i\sigma_i\phi_i\otimes\phi_i$ "
        r"with $\sigma_i\ge0$; the $\phi_i$ with $\sigma_i>0$ are an orthonormal basis of the closure of the range of "
        r"$T_{K^\infty}$, which is all of $L^2(X,\rho)$ if and only if no $g\ne0$ has $T_{K^\infty}g=0$; for the shallow "
        r"softplus network on the circle with the uniform measure $g=\cos3\theta$ is such a function."
    ),
    hypotheses=(OPERATORS, SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="uniform convergence of the series given Mercer's theorem, the rest given the spectral theorem",
    check=_nonnegative,
    parameters={"degree": 3},
    conditions=(COMPACT, MERCER),
    depends_on=(SOFTPLUS_ODD_HARMONICS.id,),
    control=Control(r"There $g=\cos\theta$ is such a function; false, its eigenvalue is $\frac18$.", {"degree": 1}),
)
