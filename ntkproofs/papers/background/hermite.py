"""Facts about Hermite polynomials in the space of a standard Gaussian."""

from __future__ import annotations

import sympy
from sympy import Rational

from ntkproofs.checks import prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

_U = sympy.Symbol("u", real=True)


def _moment(n: int) -> sympy.Integer:
    return sympy.Integer(0) if n % 2 else sympy.factorial2(n - 1)


def _mean(polynomial: sympy.Expr) -> sympy.Expr:
    poly = sympy.Poly(polynomial, _U)
    return sympy.Add(*(coefficient * _moment(power) for (power,), coefficient in poly.terms()))


def _hermite(n: int) -> sympy.Expr:
    """Return the orthonormal probabilists' Hermite polynomial of degree n."""
    earlier, current = sympy.Integer(0), sympy.Integer(1)
    for k in range(n):
        earlier, current = current, sympy.expand(_U * current - k * earlier)
    return current / sympy.sqrt(sympy.factorial(n))


def _parseval(missing: int) -> Derivation:
    # Polynomials have finite expansions: the sum of the squared coefficients must be the second moment.
    steps = []
    for power in range(1, 6):
        total = sum(_mean(sympy.expand(_U**power * _hermite(n))) ** 2 for n in range(power + 1) if n != missing)
        steps.append(value(total, _moment(2 * power), text=rf"$\sum_n a_n^2=E[u^{{{2 * power}}}]$", goal=True))
    return prove(*steps)


COMPLETENESS = Claim(
    id="background.hermite_completeness",
    label="Completeness of the Hermite polynomials",
    statement=(
        r"The orthonormal Hermite polynomials $h_n$, $n\ge0$, are a complete orthonormal system of "
        r"$L^2(\mathcal N(0,1))$: $\sigma=\sum_na_nh_n$ with $a_n=\mathbb E[\sigma(u)h_n(u)]$ and "
        r"$\mathbb E[\sigma(u)^2]=\sum_na_n^2$."
    ),
    expected=Verdict.CITED,
    scope="all square integrable sigma; G. Szego, Orthogonal Polynomials, section 5.7",
    check=_parseval,
    parameters={"missing": -1},
    control=Control(r"The same without $h_1$; false for $\sigma(u)=u$.", {"missing": 1}),
)


def _stein(exponent: Rational) -> Derivation:
    steps = []
    for power in range(1, 6):
        for n in range(1, 5):
            left = _mean(sympy.expand(sympy.diff(_U**power, _U) * _hermite(n - 1)))
            right = sympy.Integer(n) ** exponent * _mean(sympy.expand(_U**power * _hermite(n)))
            text = rf"$E[\sigma'h_{{{n - 1}}}]=\sqrt{{{n}}}\,E[\sigma h_{{{n}}}]$ for $\sigma=u^{{{power}}}$"
            steps.append(value(left, right, text=text, goal=True))
    return prove(*steps)


STEIN = Claim(
    id="background.stein",
    label="Stein's identity for Hermite coefficients",
    statement=(
        r"If $\sigma$ is weakly differentiable with $\sigma,\sigma'\in L^2(\mathcal N(0,1))$, then "
        r"$\mathbb E[\sigma'(u)h_{n-1}(u)]=\sqrt n\,\mathbb E[\sigma(u)h_n(u)]$ for $n\ge1$."
    ),
    expected=Verdict.CITED,
    scope="all such sigma, all n >= 1; integration by parts against the Gaussian density",
    check=_stein,
    parameters={"exponent": Rational(1, 2)},
    control=Control(
        r"$\mathbb E[\sigma'h_{n-1}]=n\,\mathbb E[\sigma h_n]$; false for $\sigma=u^2$, $n=2$.",
        {"exponent": Rational(1)},
    ),
)
