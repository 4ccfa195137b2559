"""Gauss-Legendre rules and Chebyshev coefficients of analytic functions."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, chebyshevt, legendre

from ntkproofs.checks import Reals, identity, positive, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

GAUSS_RULE = "background.gauss_rule"
CHEBYSHEV_SERIES = "background.chebyshev_series"
_X = Symbol("x", real=True)
_RHO = Symbol("rho", real=True)


def _rule(extra: int) -> Derivation:
    steps = []
    for n in (1, 2, 3):
        nodes = sympy.roots(legendre(n, _X), _X)
        slope = sympy.diff(legendre(n, _X), _X)
        weights = {x: 2 / ((1 - x**2) * slope.subs(_X, x) ** 2) for x in nodes}
        steps += [
            positive(weight, {}, text=rf"a weight of the rule with {n} nodes is positive")
            for weight in weights.values()
        ]
        for degree in range(2 * n + extra):
            exact = sympy.integrate(_X**degree, (_X, -1, 1))
            found = sympy.simplify(sum(w * x**degree for x, w in weights.items()))
            steps.append(value(found, exact, text=rf"the rule with {n} nodes integrates $x^{degree}$", goal=True))
    return prove(steps)


GAUSS_LEGENDRE_RULE = Claim(
    id=GAUSS_RULE,
    label="Gauss-Legendre rule",
    statement=(
        r"The rule with $n$ nodes on $[-1,1]$ has its nodes in $(-1,1)$, positive weights with sum 2, and integrates "
        r"every polynomial of degree at most $2n-1$ exactly."
    ),
    expected=Verdict.CITED,
    scope="all n >= 1; e.g. P. Davis and P. Rabinowitz, Methods of Numerical Integration, section 2.7",
    check=_rule,
    parameters={"extra": 0},
    control=Control(r"It is exact for degree $2n$ as well; false for $n=1$: the rule gives 0 for $x^2$.", {"extra": 1}),
)


def _series(factor: Rational) -> Derivation:
    # T_m with sup |T_m| = (rho^m + rho^-m)/2 on the ellipse: the coefficient 1 against 2 M rho^-m.
    steps = [
        positive(
            (factor * (_RHO**m + _RHO**-m) * _RHO**-m - 1) * _RHO ** (2 * m),
            {_RHO: 1},
            text=rf"$f=T_{m}$: the coefficient 1 is below ${factor}\cdot2M\rho^{{-{m}}}$, $M=\frac12(\rho^{m}+\rho^{{-{m}}})$",
            goal=True,
        )
        for m in (1, 2, 3)
    ]
    z = Symbol("z", nonzero=True)
    steps += [
        identity(
            sympy.expand(chebyshevt(m, (z + 1 / z) / 2)),
            (z**m + z**-m) / 2,
            {z: Reals(1)},
            text=rf"$T_{m}(\frac12(z+z^{{-1}}))=\frac12(z^{m}+z^{{-{m}}})$",
        )
        for m in (1, 2, 3)
    ]
    return prove(steps)


CHEBYSHEV_COEFFICIENTS = Claim(
    id=CHEBYSHEV_SERIES,
    label="Chebyshev coefficients",
    statement=(
        r"Let $f$ be analytic in the closed ellipse with foci $\pm1$ and semi-axes $\frac12(\rho\pm\rho^{-1})$, $\rho>1$, "
        r"and $|f|\le M$ there. Then $f=\sum_ja_jT_j$ on $[-1,1]$, uniformly, with $|a_0|\le M$ and "
        r"$|a_j|\le2M\rho^{-j}$ for $j\ge1$."
    ),
    expected=Verdict.CITED,
    scope="all rho > 1; e.g. L. N. Trefethen, Approximation Theory and Approximation Practice, theorem 8.1",
    check=_series,
    parameters={"factor": Rational(1)},
    control=Control(
        r"$|a_j|\le\frac12M\rho^{-j}$; false for $f=T_1$, $\rho=2$: $M=\frac54$ and $1>\frac5{16}$.",
        {"factor": Rational(1, 4)},
    ),
)
