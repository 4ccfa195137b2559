"""Facts of real analysis."""

from __future__ import annotations

import itertools

import sympy
from sympy import Matrix, Rational

from ntkproofs.checks import positive, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

BOLZANO_WEIERSTRASS = "background.bolzano_weierstrass"

# Periodic bounded sequences in the plane, as one period of each.
_PERIODS = (
    (Matrix([1, 0]), Matrix([-1, 0])),
    (Matrix([0, 1]), Matrix([Rational(1, 2), 0]), Matrix([0, -1])),
)


def _convergent(every: int) -> Derivation:
    steps = []
    for period in _PERIODS:
        chosen = [period[(i * (len(period) if every == 0 else every)) % len(period)] for i in range(6)]
        gaps = [(a - b).dot(a - b) for a, b in itertools.pairwise(chosen)]
        text = f"a subsequence of the sequence with the period {[tuple(v) for v in period]} is constant"
        steps += [value(gap, sympy.Integer(0), text=text, goal=True) for gap in gaps]
        steps += [positive(4 - v.dot(v), {}, text=f"{tuple(v)} is bounded by 2") for v in period]
    return prove(steps)


BOUNDED_SEQUENCES = Claim(
    id=BOLZANO_WEIERSTRASS,
    label="Bolzano-Weierstrass",
    statement=r"A bounded sequence in $\mathbb{R}^m$ has a convergent subsequence.",
    expected=Verdict.CITED,
    scope="all m; e.g. W. Rudin, Principles of Mathematical Analysis, theorem 3.6",
    check=_convergent,
    parameters={"every": 0},
    control=Control(r"The sequence itself converges; false for $(-1)^n$.", {"every": 1}),
)
