"""Facts about series."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol

from ntkproofs.checks import limit, prove, summable
from ntkproofs.claims import Claim, Control, Derivation, Verdict

GAUSS = "background.gauss_test"

_N = Symbol("n")
# Terms with the exponent h of their decay.
_INSTANCES: tuple[tuple[Expr, Rational], ...] = (
    (1 / _N, Rational(1)),
    (1 / (_N + 5), Rational(1)),
    ((2 * _N + 1) / (_N**2 + _N), Rational(1)),
    (1 / _N**2, Rational(2)),
    (1 / (_N * (_N + 1)), Rational(2)),
    ((_N + 3) / (_N**4 + 1), Rational(3)),
)


def _gauss(threshold: Rational) -> Derivation:
    steps = []
    for term, exponent in _INSTANCES:
        ratio = sympy.together(term.subs(_N, _N + 1) / term)
        steps.append(limit(_N * (1 - ratio), _N, exponent, text=f"h = {exponent} for the terms {term}"))
        expected = bool(exponent > threshold)
        steps.append(
            summable(
                term,
                _N,
                1,
                expected=expected,
                text=f"the sum of {term} is finite if and only if {exponent} > {threshold}",
                goal=True,
            )
        )
    return prove(steps)


GAUSS_TEST = Claim(
    id=GAUSS,
    label="Gauss's test",
    statement=(
        r"Let $T_n>0$ with $T_{n+1}/T_n=1-h/n+O(n^{-2})$ as $n\to\infty$, for example a rational function of $n$ "
        r"with that expansion. "
        r"Then $\sum_nT_n$ converges if and only if $h>1$."
    ),
    expected=Verdict.CITED,
    scope="all such sequences; K. Knopp, Theory and Application of Infinite Series, section 172",
    check=_gauss,
    parameters={"threshold": Rational(1)},
    control=Control(r"$\sum_nT_n$ converges if and only if $h>2$; false for $T_n=n^{-2}$.", {"threshold": Rational(2)}),
)
