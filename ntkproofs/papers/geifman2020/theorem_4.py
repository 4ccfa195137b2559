"""Theorem 4: the parts of the kernel that are homogeneous of order 1 and 0."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    induction,
    nonnegative_combination,
    prove,
    reduction,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .recursion import EVERYWHERE, NORMS, B, F, P, R, S, T, library_step, raw_recursion, two_layers
from .setting import ANGLES, BIAS, BIASES, NTK, THETA, kappa_0, kappa_1

BIAS_FORMULA_ID = "geifman2020.derived.bias_kernel_formula"
HOMOGENEOUS_ID = "geifman2020.thm4.homogeneous_order_1"
BIAS_HOMOGENEOUS_ID = "geifman2020.thm4.bias_homogeneous_order_0"
ZERO, ONE = sympy.Integer(0), sympy.Integer(1)


def _order_one(bias: int) -> Derivation:
    return prove(
        raw_recursion(),
        library_step(bias),
        induction(
            [
                identity(
                    two_layers(bias, R, S, THETA),
                    R * S * two_layers(bias, ONE, ONE, THETA),
                    {**NORMS, **ANGLES},
                    text=rf"$L=2$, $b={bias}$: $\mathbf k(\mathbf x,\mathbf z)=rs\,\Theta_2(t)$",
                )
            ],
            [
                identity(
                    R * S * P + F * (R * S * T) + bias,
                    R * S * (P + F * T + bias),
                    {**NORMS, **EVERYWHERE},
                    text=r"$rs\,\Sigma_l(t)+\kappa_0\,rs\,\Theta_l(t)=rs\,\Theta_{l+1}(t)$, with $P=\Sigma_l(t)$, $F=\kappa_0$, "
                    r"$T=\Theta_l(t)$",
                )
            ],
            text=r"$\mathbf k(\mathbf x,\mathbf z)=\|\mathbf x\|\|\mathbf z\|\,\Theta_L(t)$ for all $L\ge2$",
            goal=True,
        ),
    )


ORDER_ONE = Claim(
    id="geifman2020.thm4.homogeneous_order_1",
    label="Theorem 4",
    printed=True,
    statement=(
        r"The bias-free NTK on $\mathbb R^d$ is homogeneous of order 1: with $\Sigma_0=\mathbf x^T\mathbf z$ and "
        r"the same recursion, $\mathbf k^{\mathrm{FC}_0(L)}(\mathbf x,\mathbf z)=\|\mathbf x\|\|\mathbf "
        r"z\|\,\Theta_L|_{b=0}(t)$, $t=\frac{\mathbf x^T\mathbf z}{\|\mathbf x\|\|\mathbf z\|}$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $d\ge2$, $\mathbf x,\mathbf z\ne0$.",
    check=_order_one,
    parameters={"bias": 0},
    control=Control(
        r"$\mathbf k^{\mathrm{FC}_1(2)}$ (with bias) is homogeneous of order 1.",
        {"bias": 1},
    ),
)


def _order_zero(order: int) -> Derivation:
    scale = (R * S) ** order
    both = two_layers(1, R, S, THETA) - two_layers(0, R, S, THETA)
    return prove(
        raw_recursion(),
        library_step(1),
        library_step(0),
        definition(
            r"$B_1=1$, $B_{l+1}=1+\kappa_0(\Sigma_{l-1}(t))B_l$; $T$ is $\Theta_l(t)$ at $b=0$, $P=\Sigma_l(t)$, "
            r"$F=\kappa_0(\Sigma_{l-1}(t))$, $B=B_l$"
        ),
        identity(
            two_layers(1, R, S, THETA),
            two_layers(0, R, S, THETA) + 1 + kappa_0(THETA),
            {**NORMS, **ANGLES},
            text=r"$L=2$, $b=1$: $\mathbf k^{\mathrm{FC}}=\mathbf k^{\mathrm{FC}_0}+1+\kappa_0(t)$",
        ),
        induction(
            [
                identity(
                    both,
                    scale * (1 + kappa_0(THETA)),
                    {**NORMS, **ANGLES},
                    text=rf"$L=2$, $b=1$: $\mathbf k^{{\mathrm{{Bias}}(2)}}=(rs)^{order}\,B_2(t)$, $B_2=1+\kappa_0$",
                )
            ],
            [
                identity(
                    R * S * P + F * (R * S * T + BIAS * B * scale) + BIAS - R * S * (P + F * T),
                    BIAS * (1 + F * B) * scale,
                    {**NORMS, **EVERYWHERE, **BIASES},
                    text=r"if $\Theta_l=rs\,T+b\,B$, then $\Theta_{l+1}$ less its value at $b=0$ is $b\,(1+FB)=b\,B_{l+1}$",
                )
            ],
            text=rf"$\mathbf k^{{\mathrm{{Bias}}(L)}}=(rs)^{order}\,b\,B_L(t)$ for all $L\ge2$, $b\ge0$",
            goal=True,
        ),
        reduction(r"For $L=2$ and any $b$ the difference is $b\,(1+\kappa_0)$, the induction step from $B_1=1$"),
    )


ORDER_ZERO = Claim(
    id="geifman2020.thm4.bias_homogeneous_order_0",
    label="Theorem 4",
    printed=True,
    statement=(
        r"With bias initialised at zero, $\mathbf k^{\mathrm{Bias}(L)}=\mathbf k^{\mathrm{FC}_\beta(L)}-\mathbf "
        r"k^{\mathrm{FC}_0(L)}$ on $\mathbb R^d$ is homogeneous of order 0: it depends on $t=\frac{\mathbf "
        r"x^T\mathbf z}{\|\mathbf x\|\|\mathbf z\|}$ only."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $d\ge2$, $\beta\ge0$.",
    check=_order_zero,
    parameters={"order": 0},
    control=Control(
        "It is homogeneous of order 1.",
        {"order": 1},
    ),
)


def _unrolled(factors: list[Expr]) -> Expr:
    """Return the sum over j of the last j factors."""
    total = ZERO
    for j in range(len(factors) + 1):
        total += sympy.prod(factors[len(factors) - j :])
    return total


def _formula(composed: bool) -> Derivation:
    level = Symbol("l", positive=True)
    steps: list[Step] = []
    chain = ONE
    symbols = sympy.symbols("f1:7", real=True)
    for size in range(7):
        given = list(symbols[:size]) if composed else [symbols[0]] * size
        over = {symbol: Reals(0, 1) for symbol in symbols[: max(size, 1)]}
        if size:
            chain = sympy.expand(1 + symbols[size - 1] * chain)
        steps.append(
            identity(
                chain,
                _unrolled(given),
                over,
                text=rf"$L={size + 1}$: $B_L=\sum_{{j=0}}^{{L-1}}\prod_{{i=L-j}}^{{L-1}}f_i$",
                goal=True,
            )
        )
    unit: Domain = Reals(0, 1)
    gap = level + 1 - (1 + F * B)
    over_b: dict[Symbol, Domain] = {F: unit, B: Reals(0), level: Integers(1)}
    bound = identity(gap, (level - B) + (1 - F) * B, over_b, text=r"$l+1-(1+fB)=(l-B)+(1-f)B$")
    return prove(
        definition(
            r"$B_1=1$, $B_{l+1}=1+f_lB_l$ with $f_i=\kappa_0(\Sigma_{i-1}(t))\in[0,1]$; $\mathbf k^{\mathrm{Bias}(L)}=b\,B_L$"
        ),
        identity(
            two_layers(1, ONE, ONE, THETA) - two_layers(0, ONE, ONE, THETA),
            1 + kappa_0(THETA),
            ANGLES,
            text=r"the library's two-layer kernel: $\mathbf k^{\mathrm{Bias}(2)}=b(1+\kappa_0(t))$ at $b=1$",
            goal=True,
        ),
        value(kappa_0(sympy.pi), ZERO, text=r"at $t=-1$: $f_1=\kappa_0(-1)=0$"),
        value(kappa_1(sympy.pi), ZERO, text=r"and $\Sigma_1=\kappa_1(-1)=0$"),
        value(kappa_0(sympy.pi / 2), sympy.Rational(1, 2), text=r"so that $f_2=\kappa_0(0)=\frac12$"),
        value(
            _unrolled([ZERO, sympy.Rational(1, 2)] if composed else [ZERO, ZERO]),
            sympy.Rational(3, 2),
            text=r"$L=3$ at $t=-1$: $B_3=1+f_2(1+f_1)=\frac32$",
            goal=True,
        ),
        steps,
        reduction(
            r"For all $L$: $f_L\prod_{i=L-j}^{L-1}f_i=\prod_{i=L-j}^Lf_i$ is the term $j+1$ of the sum for $L+1$, and the "
            r"leading 1 is its term $j=0$ (an empty product)"
        ),
        identity(
            1 + F * (1 + T),
            1 + F + F * T,
            {F: unit, T: Reals(0)},
            text=r"$1+f_LB_L=1+f_L\cdot1+f_L\cdot(\text{the other terms of }B_L)$",
        ),
        bound,
        reduction(r"$0\le f\le1$ and $0\le B_l\le l$ give $1+fB_l\ge0$ and, by this identity, $1+fB_l\le l+1$"),
        nonnegative_combination(
            gap,
            T + P * B,
            over_b,
            given={T: level - B, P: 1 - F},
            text=r"$B_{l+1}\le l+1$ from $B_l\le l$ and $f\le1$",
            goal=True,
        ),
    )


FORMULA = Claim(
    id="geifman2020.derived.bias_kernel_formula",
    label="Theorem 4",
    statement=(
        r"$\mathbf k^{\mathrm{Bias}(L)}=b\sum_{j=0}^{L-1}\ \prod_{i=L-j}^{L-1}\kappa_0(\Sigma_{i-1}(t))$ with "
        r"$\Sigma_0=t$, $\Sigma_i=\kappa_1(\Sigma_{i-1})$; on the sphere $\mathbf "
        r"k^{\mathrm{Bias}(2)}=b(1+\kappa_0(t))$. It is linear in $b$ and $0\le\mathbf k^{\mathrm{Bias}(L)}\le "
        "bL$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $L\ge1$, $b\ge0$.",
    check=_formula,
    parameters={"composed": True},
    control=Control(
        r"$\mathbf k^{\mathrm{Bias}(3)}=b(1+\kappa_0(t)+\kappa_0(t)^2)$.",
        {"composed": False},
    ),
)
