r"""Section 3.3, first example: the exponential activation."""

from __future__ import annotations

import sympy
from sympy import Rational, exp, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    nonnegative_by_derivatives,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

from .proposition_9 import GAMMAS, HERMITE, OPTIMAL_CONSTANT, STEIN
from .section_3_3_activation import K_SIGMA

_U, _C, _Z = sympy.symbols("u c z", real=True)
_N = sympy.Symbol("n", integer=True, nonnegative=True)


def _gamma(shift: sympy.Expr) -> tuple[sympy.Expr, list[Step]]:
    """Derive E exp(2u - 2c) by completing the square."""
    density = exp(-(_U**2) / 2) / sqrt(2 * pi)
    moved = exp(-((_U - 2) ** 2) / 2) / sqrt(2 * pi)
    found = exp(2 - 2 * shift)
    return found, [
        definition(rf"$\sigma(u)=e^{{u-c}}$, $c={sympy.latex(shift)}$"),
        identity(
            sympy.diff(exp(_U - shift), _U), exp(_U - shift), {_U: Reals()}, text=r"$\sigma^{(j)}=\sigma$ for every $j$"
        ),
        identity(
            exp(_U - shift) ** 2 * density,
            found * moved,
            {_U: Reals()},
            text=r"$\sigma(u)^2\varphi(u)=e^{2-2c}\,\varphi(u-2)$, $\varphi$ the Gaussian density",
        ),
        reduction(r"a translated density has integral 1, so $\gamma_j=e^{2-2c}$"),
    ]


def _gammas(shift: int, claimed: str) -> Derivation:
    found, steps = _gamma(sympy.Integer(shift))
    number = (
        sympy.Integer(1) if claimed == "1" else exp(sympy.Integer(int(claimed.removeprefix("exp(").removesuffix(")"))))
    )
    return prove(steps, value(found, number, text=rf"$\gamma_j={sympy.latex(number)}$ for every $j$", goal=True))


GAMMAS_PRINTED = Claim(
    id="bietti2019.section33.exponential_gammas",
    label="Section 3.3",
    printed=True,
    statement=rf"For $\sigma(u)=e^{{u-2}}$ one has $\gamma_j=1$ for all $j$, {GAMMAS}.",
    expected=Verdict.REFUTED,
    nature=Nature.ERROR,
    corrected_by="bietti2019.section33.exponential_gammas_value",
    scope="all j >= 0",
    check=_gammas,
    parameters={"shift": 2, "claimed": "1"},
    control=Control(r"For $\sigma(u)=e^{u-2}$ one has $\gamma_j=e^{-2}$ for all $j$.", {"claimed": "exp(-2)"}),
)


def _gammas_value(exponent: int) -> Derivation:
    found, steps = _gamma(_C)
    return prove(
        steps,
        identity(found, exp(exponent - 2 * _C), {_C: Reals()}, text=rf"$\gamma_j=e^{{{exponent}-2c}}$", goal=True),
        value(found.subs(_C, 2), exp(-2), text=r"$c=2$ gives $e^{-2}=0.135335\ldots$"),
        value(found.subs(_C, 1), 1, text=r"$c=1$ gives $1$"),
    )


GAMMAS_VALUE = Claim(
    id="bietti2019.section33.exponential_gammas_value",
    label="Section 3.3",
    statement=(
        rf"For $\sigma(u)=e^{{u-c}}$, $c\in\mathbb R$: {GAMMAS} equals $e^{{2-2c}}$ for every $j\ge0$. So $\gamma_j=e^{{-2}}$ for "
        r"the printed $\sigma(u)=e^{u-2}$, and $\gamma_j=1$ exactly for $\sigma(u)=e^{u-1}$."
    ),
    expected=Verdict.PROVED,
    scope="all real c, all j >= 0",
    check=_gammas_value,
    parameters={"exponent": 2},
    control=Control(r"$\gamma_j=e^{1-2c}$; at $c=1/2$ it would be $1$ instead of $e$.", {"exponent": 1}),
)


def _lipschitz(constant_squared: Rational) -> Derivation:
    found, steps = _gamma(sympy.Integer(2))
    best = 2 * found + found
    return prove(
        steps,
        rests_on(OPTIMAL_CONSTANT.id, r"the best squared constant is $2\gamma_1+\gamma_2$"),
        value(best, 3 * exp(-2), text=r"$2\gamma_1+\gamma_2=3e^{-2}$"),
        nonnegative_by_derivatives(
            constant_squared - 3 * exp(-_Z),
            _Z,
            Reals(2, 3),
            text=rf"${constant_squared}-3e^{{-2}}\ge0$, as ${constant_squared}-3e^{{-z}}$ increases from $z=2$",
            goal=True,
        ),
    )


LIPSCHITZ = Claim(
    id="bietti2019.section33.exponential_lipschitz",
    label="Section 3.3",
    printed=True,
    statement=rf"For $\sigma(u)=e^{{u-2}}$ the feature map of {K_SIGMA} on $S^{{d-1}}$ is Lipschitz with constant $\sqrt3$.",
    expected=Verdict.PROVED,
    scope="all d >= 2; true as an upper bound only, the derivation printed (gamma_j = 1) is refuted",
    check=_lipschitz,
    parameters={"constant_squared": Rational(3)},
    depends_on=(OPTIMAL_CONSTANT.id,),
    conditions=(HERMITE, STEIN),
    control=Control(
        r"It is Lipschitz with constant $3/5$; the best constant is $0.637\ldots$.",
        {"constant_squared": Rational(9, 25)},
    ),
)


def _lipschitz_value(factor: int) -> Derivation:
    found, steps = _gamma(_C)
    kernel = (1 + _U) * exp(1 + _U - 2 * _C)
    # The coefficient of u^n in (1 + u) e^u is 1/n! + 1/(n-1)! = (n + 1)/n!.
    coefficient = 1 / sympy.factorial(_N) + 1 / sympy.factorial(_N - 1)
    return prove(
        steps,
        rests_on(
            OPTIMAL_CONSTANT.id, r"$K_\sigma=\sum(n+1)a_n^2u^n$, and the best squared constant is $2\gamma_1+\gamma_2$"
        ),
        reduction(
            r"$\mathbb E[e^{X-c}e^{Y-c}]=e^{1+u-2c}$ for standard Gaussians of correlation $u$, since $X+Y$ has variance "
            r"$2+2u$; $\sigma'=\sigma$, so $K_\sigma=(1+u)\,e^{1+u-2c}$"
        ),
        identity(
            exp((2 + 2 * _U) / 2 - 2 * _C) * (1 + _U),
            kernel,
            {_U: Reals(-1, 1), _C: Reals()},
            text=r"$u\,e^{1+u-2c}+e^{1+u-2c}=(1+u)e^{1+u-2c}$",
            goal=True,
        ),
        identity(
            coefficient,
            (_N + 1) / sympy.factorial(_N),
            {_N: Integers(1)},
            text=r"its coefficients are $(n+1)e^{1-2c}/n!$, so $a_n^2=e^{1-2c}/n!$",
        ),
        identity(
            sympy.diff(kernel, _U).subs(_U, 1),
            2 * found + found,
            {_C: Reals()},
            text=r"$K_\sigma'(1)=2\gamma_1+\gamma_2=3e^{2-2c}$",
        ),
        identity(
            2 * found + found,
            factor * exp(2 - 2 * _C),
            {_C: Reals()},
            text=rf"the best squared constant is ${factor}\,e^{{2-2c}}$",
            goal=True,
        ),
        identity(
            2 * found + found - (found + found),
            exp(2 - 2 * _C),
            {_C: Reals()},
            text=r"$2\gamma_1+\gamma_2-(\gamma_0+\gamma_1)=e^{2-2c}>0$, so Proposition 9 gives the same value",
            goal=True,
        ),
        value((factor * found).subs(_C, 2), factor * exp(-2), text=r"$c=2$: the constant is $\sqrt3/e$"),
        value((factor * found).subs(_C, 1), factor, text=r"$c=1$: the constant is $\sqrt3$"),
    )


LIPSCHITZ_VALUE = Claim(
    id="bietti2019.section33.exponential_lipschitz_value",
    label="Section 3.3",
    statement=(
        r"For $\sigma(u)=e^{u-c}$ the kernel of Section 3.3 on unit vectors is $K_\sigma=(1+u)e^{1+u-2c}$, "
        r"$u=\langle x,y\rangle$, and the best Lipschitz constant of $\Phi_\sigma$ on $S^{d-1}$ is $\sqrt3\,e^{1-c}$; "
        r"Proposition 9 gives the same value. It is $\sqrt3/e$ for $c=2$ and $\sqrt3$ for $c=1$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all real c",
    check=_lipschitz_value,
    parameters={"factor": 3},
    depends_on=(OPTIMAL_CONSTANT.id,),
    conditions=(HERMITE, STEIN),
    control=Control(r"The best constant for $c=1$ is $\sqrt2$; $K_\sigma'(1)=3$.", {"factor": 2}),
)
