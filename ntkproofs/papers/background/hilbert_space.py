"""Facts about Hilbert spaces of functions."""

from __future__ import annotations

import sympy
from sympy import Matrix, Rational

from ntkproofs.checks import definition, prove, rank, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

MOORE_ARONSZAJN = "background.moore_aronszajn"

# Gram matrices of kernels on two and three points: min(x, y), and 1 / (1 + |x - y|).
_GRAMS = (Matrix([[1, 1], [1, 2]]), Matrix([[1, Rational(1, 2), Rational(1, 3)]] * 3))
_GRAMS[1][1, 0], _GRAMS[1][1, 1], _GRAMS[1][1, 2] = Rational(1, 2), sympy.Integer(1), Rational(1, 2)
_GRAMS[1][2, 0], _GRAMS[1][2, 1], _GRAMS[1][2, 2] = Rational(1, 3), Rational(1, 2), sympy.Integer(1)


def _moore_aronszajn(scale: Rational) -> Derivation:
    steps = []
    for gram in _GRAMS:
        size = gram.rows
        functions = Matrix(size, 1, lambda i, j: sympy.Integer(i * i + 1))
        reproduced = functions.T * (scale * gram.inv()) * gram
        steps.append(rank(gram, size, text=f"the Gram matrix on {size} points is invertible"))
        steps += [
            value(
                reproduced[0, j], functions[j], text=f"<f, K(., x_{j + 1})> = f(x_{j + 1}) on {size} points", goal=True
            )
            for j in range(size)
        ]
    return prove(
        definition(
            r"on finitely many points with invertible Gram matrix $G$ the product is $\langle "
            r"f,g\rangle=f^\top G^{-1}g$"
        ),
        steps,
    )


MOORE_ARONSZAJN_THEOREM = Claim(
    id=MOORE_ARONSZAJN,
    label="Moore-Aronszajn",
    statement=(
        r"For a positive semidefinite kernel $K$ on a set $X$ there is exactly one Hilbert space of functions on $X$ "
        r"that contains "
        r"every $K(\cdot,y)$ and has $f(y)=\langle f,K(\cdot,y)\rangle$ for all its $f$ and all $y\in X$."
    ),
    expected=Verdict.CITED,
    scope="all sets X; N. Aronszajn, Theory of reproducing kernels, Trans. Amer. Math. Soc. 68 (1950)",
    check=_moore_aronszajn,
    parameters={"scale": Rational(1)},
    control=Control(
        r"Twice the inner product reproduces the same kernel; false on the points $1,2$ with $K(x,y)=\min(x,y)$.",
        {"scale": Rational(2)},
    ),
)
