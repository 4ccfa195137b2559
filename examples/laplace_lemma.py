"""A lemma of one's own about the Laplace kernel, and a false one: `pytest --claims examples/laplace_lemma.py`."""

from __future__ import annotations

import sympy
from sympy import Rational, exp

from ntkproofs.checks import Reals, definition, nonnegative_by_derivatives, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation

CHORD = sympy.Symbol("r", nonnegative=True)


def lipschitz(constant: Rational) -> Derivation:
    """Derive a Lipschitz bound of the Laplace kernel in the chord."""
    return prove(
        definition(r"$r=\|x-y\|\in[0,2]$ is the chord, and the Laplace kernel is $k(x,y)=e^{-r}$"),
        reduction(rf"the statement is ${constant}\,r-(1-e^{{-r}})\ge0$ on $[0,2]$"),
        nonnegative_by_derivatives(constant * CHORD - 1 + exp(-CHORD), CHORD, Reals(0, 2), goal=True),
    )


BOUND = Claim(
    id="example.lemma1.bound",
    label="Lemma 1",
    statement=r"For unit vectors, $1-e^{-\|x-y\|}\le\|x-y\|$.",
    expected="proved",
    scope="all unit vectors x, y",
    check=lipschitz,
    parameters={"constant": Rational(1)},
    control=Control(r"The same with $\frac14\|x-y\|$; false at $\|x-y\|=1$.", {"constant": Rational(1, 4)}),
)

TOO_STRONG = Claim(
    id="example.lemma1.too_strong",
    label="Lemma 1, first draft",
    statement=r"For unit vectors, $1-e^{-\|x-y\|}\le\frac12\|x-y\|$.",
    expected="refuted",
    nature="error",
    corrected_by="example.lemma1.bound",
    scope="all unit vectors x, y",
    check=lipschitz,
    parameters={"constant": Rational(1, 2)},
    control=Control(r"The same with $\|x-y\|$, which holds.", {"constant": Rational(1)}),
)
