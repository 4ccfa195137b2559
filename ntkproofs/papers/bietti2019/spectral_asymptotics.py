r"""Steps that turn a closed form of :math:`\mu_k` into its limit, its second-order term and its monotone decrease."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, gamma, log, pi

from ntkproofs.checks import (
    Integers,
    cite,
    definition,
    identity,
    limit,
    positive,
    positive_logarithm,
    power_series,
    recurrence,
    reduction,
)
from ntkproofs.claims import Step
from ntkproofs.papers.background.gamma_function import WENDEL_ID

from .spectral_sequences import DIMENSIONS, EVERYWHERE, D, Family, J, K, M, Q, base, decay_constant, mu_kappa_0

_X = Symbol("x", real=True)


def squared_gammas(family: Family) -> tuple[Expr, tuple[Step, ...]]:
    r"""Return :math:`\mu_k/\mathrm{weight}` at k = 2j + r as squared Gammas at positive arguments, and the steps.

    Reflection is not needed: both sides have one step ratio in k and agree at the first k of the parity.
    """
    k, d, j = K, D, J
    odd = family.first % 2
    core = mu_kappa_0 if odd else base
    a = sympy.Integer(1) if odd else sympy.Integer(-1)  # Gamma(k/2) or Gamma((k-1)/2), and pi^2 below
    scale = Rational(1, 2) if odd else Rational(1, 8)
    tilde = scale * (gamma(d / 2) * gamma(j + a / 2) / (pi * gamma(j + (d + 1) / 2))) ** 2
    shift, top = (d, k) if odd else (d + 1, k - 1)
    name = r"\mu_k(\kappa_0)" if odd else "B_k"
    word = "odd $k=2j+1$" if odd else "even $k=2j$"
    inner = r"j+\frac12" if odd else r"j-\frac12"
    steps = (
        identity(
            core(k + 2, d) * (k + shift) ** 2,
            core(k, d) * top**2,
            EVERYWHERE,
            text=rf"${name}$ times $\bigl(({sympy.latex(top)})/({sympy.latex(k + shift)})\bigr)^2$ is the next one "
            "of its parity",
        ),
        recurrence(
            lambda n: tilde.subs(j, n),
            lambda s, n: s(n + 1) * (2 * n + odd + shift) ** 2 - s(n) * (top.subs(k, 2 * n + odd)) ** 2,
            {0: core(sympy.Integer(odd), d)},
            j,
            Integers(0),
            DIMENSIONS,
            text=rf"${name}={sympy.latex(scale)}\Bigl[\frac{{\Gamma(d/2)\,\Gamma({inner})}}"
            rf"{{\pi\,\Gamma(j+\frac{{d+1}}2)}}\Bigr]^2$ along {word}",
        ),
    )
    return tilde, steps


def leading_constant(
    family: Family, constant: Expr, *, excess: int = 0, constant_text: str = "C(d)"
) -> tuple[Step, ...]:
    r"""Steps for :math:`k^{e+x}\mu_k \to` a constant along one parity, the last one being the goal."""
    d, j = D, J
    odd = family.first % 2
    tilde, steps = squared_gammas(family)
    a = Rational(1, 2) if odd else -Rational(1, 2)
    power = (d + 1) / 2 - a  # the quotient of Gammas is of order j^-power
    quotient = j**power * gamma(j + a) / gamma(j + (d + 1) / 2)
    exponent = family.exponent(d) + excess
    weight = family.weight(2 * j + odd, d)
    scale = Rational(1, 2) if odd else Rational(1, 8)
    # j^(exponent - 2 power) is an integer power of j.
    net = sympy.expand(exponent - 2 * power)
    rational = scale * gamma(d / 2) ** 2 / pi**2 * 2**exponent * weight * j**net
    e = sympy.latex(exponent)
    tail = rf"$\bigl(\frac{{2j+1}}{{2j}}\bigr)^{{{e}}}\to1$ times " if odd else ""
    core, core_name = (mu_kappa_0, r"\mu_k(\kappa_0)") if odd else (base, "B_k")
    return (
        identity(
            family.sequence(K, d),
            family.weight(K, d) * core(K, d),
            EVERYWHERE,
            text=rf"${family.latex}=\bigl({sympy.latex(family.weight(K, d))}\bigr)\,{core_name}$",
        ),
        *steps,
        definition(rf"$W_j=j^{{{sympy.latex(power)}}}\,\Gamma(j{'+' if odd else '-'}\frac12)/\Gamma(j+\frac{{d+1}}2)$"),
        cite(WENDEL_ID, r"$W_j\to1$ as $j\to\infty$: $\Gamma(x+a)/\Gamma(x+b)\sim x^{a-b}$"),
        identity(
            (2 * j) ** exponent * weight * tilde,
            rational * quotient**2,
            {j: Integers(1), **DIMENSIONS},
            text=rf"$(2j)^{{{e}}}{family.latex}={sympy.latex(rational)}\;W_j^2$",
        ),
        limit((2 * j + odd) / (2 * j), j, sympy.Integer(1), text=r"$k/(2j)\to1$"),
        reduction(
            rf"$k^{{{e}}}{family.latex}$ is $W_j^2\to1$ times {tail}the rational factor above: its limit is that of "
            rf"this factor"
        ),
        limit(
            rational,
            j,
            constant,
            DIMENSIONS,
            text=rf"$\lim k^{{{e}}}{family.latex}={constant_text}$ along {'odd' if odd else 'even'} $k\to\infty$",
            goal=True,
        ),
    )


def positive_constant() -> tuple[Step, ...]:
    """Steps: C(d) is positive and depends on d only."""
    return (
        identity(
            decay_constant(D + 2), D**2 * decay_constant(D), DIMENSIONS, text=r"$C(d+2)=d^2\,C(d)$, with no $k$ in it"
        ),
        positive(decay_constant(sympy.Integer(2)), {}, text=r"$C(2)=2/\pi^2>0$", goal=True),
        positive(decay_constant(sympy.Integer(3)), {}, text=r"$C(3)=1/\pi>0$; hence $C(d)>0$ for all $d$", goal=True),
    )


def step_ratio(family: Family) -> tuple[Step, ...]:
    r"""Steps: the step ratio of :math:`\nu^e\mu_k` in :math:`m = \nu + 1`."""
    k, d = K, D
    m = k + d / 2
    # All factors but ((m+1)/(m-1))^e, which is the step ratio of nu^e itself.
    pairs = [pair for index, pair in enumerate(family.factors(m, d)) if index != 1]
    above, below = sympy.Integer(1), sympy.Integer(1)
    for ratio, times in pairs:
        numerator, denominator = sympy.fraction(sympy.together(ratio))
        above, below = above * numerator**times, below * denominator**times
    shown = sympy.Mul(*(ratio**times for i, (ratio, times) in enumerate(family.factors(M, d)) if i != 1))
    return (
        definition(
            r"$\nu=k+\frac{d-2}2$ and $m=\nu+1=k+\frac d2$, half-way between $\nu$ and its value $\nu+2$ at "
            r"$k+2$"
        ),
        identity(
            family.sequence(k + 2, d) * below,
            family.sequence(k, d) * above,
            EVERYWHERE,
            text=rf"the step ratio $k\to k+2$ of ${family.latex}$ is ${sympy.latex(shown)}$",
        ),
    )


def second_order(family: Family, second: Expr, constant_text: str) -> tuple[Step, ...]:
    r"""Steps for :math:`\nu^e\mu_k = C(1 + A\nu^{-2} + O(\nu^{-4}))`, given the limit C."""
    d, x = D, _X
    sides = [(sympy.fraction(sympy.cancel(ratio.subs(M, 1 / x))), times) for ratio, times in family.factors(M, d)]
    terms = [times * (log(above) - log(below)) for (above, below), times in sides]
    gap = second * x**2 / (1 + x) ** 2 - second * x**2 / (1 - x) ** 2
    a = sympy.latex(sympy.factor(second))
    e = sympy.latex(family.exponent(d))
    return (
        *step_ratio(family),
        definition(
            rf"$g(\nu)=\log(\nu^{{{e}}}{family.latex}/{constant_text})\to0$ (as $\nu/k\to1$), $A={a}$, and $h(1/m)$ "
            rf"is the step "
            r"$g(\nu+2)-g(\nu)$ less that of $A/\nu^2$, $A/(m+1)^2-A/(m-1)^2$"
        ),
        power_series(
            sympy.Add(*terms) - gap,
            x,
            {n: sympy.Integer(0) for n in range(5)},
            DIMENSIONS,
            text=rf"$h(x)=O(x^5)$: the step of $g$ is that of $A/\nu^2$ to this order, with $A={a}$",
            goal=True,
        ),
        positive(
            ((M - 1) ** -4 - (M + 1) ** -4) / 8 - M**-5,
            {M: 2},
            text=r"$m^{-5}\le\frac18\bigl[(m-1)^{-4}-(m+1)^{-4}\bigr]$",
        ),
        reduction(
            r"$|h(1/m)|\le c\,m^{-5}$ for large $m$, and the sum of these bounds over $m,m+2,\dots$ telescopes to at "
            r"most "
            r"$\frac c8\nu^{-4}$: $g(\nu)=A/\nu^2+O(\nu^{-4})$, both sides tending to 0, and "
            r"$e^g=1+A/\nu^2+O(\nu^{-4})$"
        ),
    )


def decreasing(family: Family, *, start: int, lowest: int, excess: int = 0, direction: int = 1) -> Step:
    r"""The goal that :math:`\nu^e\mu_k` strictly decreases over k = start, start + 2, ... for all d >= lowest."""
    d = lowest + Q
    m = start + J + d / 2
    factors = [(1 / ratio if direction > 0 else ratio, times) for ratio, times in family.factors(m, d, excess)]
    e = sympy.latex(family.exponent(D) + excess)
    word = "decreasing" if direction > 0 else "increasing"
    return positive_logarithm(
        [(sympy.cancel(sympy.together(ratio)), times) for ratio, times in factors],
        J,
        {J: 0, Q: 0},
        steps={J: 2},
        text=rf"$\nu^{{{e}}}{family.latex}$ is strictly {word} over $k\ge{start}$ in steps of 2: the logarithm of "
        rf"its step ratio "
        rf"tends to 0 and is monotone, $m=k+d/2$, $k={start}+j$, $d={lowest}+q$",
        goal=True,
    )
