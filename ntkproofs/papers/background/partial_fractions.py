"""Partial fractions of the hyperbolic cotangent."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, atan, pi, sqrt, tanh

from ntkproofs.checks import prove, within
from ntkproofs.claims import Claim, Control, Derivation, Verdict

COTH_SERIES = "background.coth_series"


def coth_sum(a: Expr) -> Expr:
    r"""Return :math:`\sum_{j\ge1} 1/(j^2+a^2) = (\pi a\coth(\pi a)-1)/(2a^2)`."""
    return (pi * a / tanh(pi * a) - 1) / (2 * a**2)


def _enclosed(factor: Rational) -> Derivation:
    steps = []
    terms = 60
    for a in (Rational(1, 2), sqrt(3) / 2, Rational(1), Rational(3)):
        partial = sympy.Add(*(1 / (j**2 + a**2) for j in range(1, terms + 1)))
        # The terms decrease, so the rest lies between the integrals from n + 1 and from n.
        low, high = ((pi / 2 - atan(n / a)) / a for n in (terms + 1, terms))
        text = rf"the sum of $1/(j^2+a^2)$ at $a={sympy.latex(a)}$, by {terms} terms and integrals"
        steps.append(within(factor * coth_sum(a) - partial, low, high, text=text, goal=True))
    return prove(*steps)


COTH_PARTIAL_FRACTIONS = Claim(
    id=COTH_SERIES,
    label="Partial fractions of coth",
    statement=r"For $a>0$: $\sum_{j\ge1}\frac1{j^2+a^2}=\frac{\pi a\coth(\pi a)-1}{2a^2}$.",
    expected=Verdict.CITED,
    scope="all a > 0; NIST Digital Library of Mathematical Functions 4.36.3",
    check=_enclosed,
    parameters={"factor": Rational(1)},
    control=Control(
        r"The sum is twice the right side; false at $a=1$, where it is $1.0766...$", {"factor": Rational(2)}
    ),
)
