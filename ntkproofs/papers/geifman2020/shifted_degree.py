r"""The quotient of Gamma functions in :math:`w = k + \frac{d-2}2`: only even powers of :math:`1/w`."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, expand, factorial

from ntkproofs.checks import Reals, cite, definition, identity, power_series, prove, reduction
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import WENDEL_ID

A, W, X = Symbol("a", real=True), Symbol("w", positive=True), Symbol("x", real=True)
TERMS = 4
"""Terms in 1/w^2 that are written out: the order 8 in 1/w."""


def bernoulli_values(terms: int) -> list[Expr]:
    r"""Return :math:`B^{(-2a)}_{2j}(-a)`, from :math:`(\sinh(t/2)/(t/2))^{2a} = \sum_n B_n^{(-2a)}(-a) t^n/n!`.

    >>> bernoulli_values(1)
    [1, a/6]
    """
    # log(sinh(t/2)/(t/2)) = t^2/24 - t^4/2880 + ..., and exp(2a ...) by the rule n f_n = sum_m m g_m f_(n-m).
    y = Symbol("y")
    base = sympy.Add(*(y**j / (4**j * factorial(2 * j + 1)) for j in range(terms + 1)))
    logarithm, power = sympy.Integer(0), sympy.Integer(1)
    for j in range(1, terms + 1):
        power = expand(power * (base - 1))
        logarithm += Rational((-1) ** (j + 1), j) * power
    g = [2 * A * expand(logarithm).coeff(y, j) for j in range(terms + 1)]
    f: list[Expr] = [sympy.Integer(1)]
    for n in range(1, terms + 1):
        f.append(expand(sympy.Add(*(m * g[m] * f[n - m] for m in range(1, n + 1))) / n))
    return [sympy.factor(f[j] * factorial(2 * j)) for j in range(terms + 1)]


def coefficients(terms: int) -> list[Expr]:
    r"""Return :math:`\binom{-2a-1}{2j} B^{(-2a)}_{2j}(-a)`."""
    binomials = [sympy.prod(-2 * A - 1 - i for i in range(2 * j)) / factorial(2 * j) for j in range(terms + 1)]
    return [sympy.factor(c * b) for c, b in zip(binomials, bernoulli_values(terms), strict=True)]


def _binomial(top: Expr, below: int) -> Expr:
    return sympy.prod(top - i for i in range(below)) / factorial(below) if below >= 0 else sympy.Integer(0)


def _left(c: list[Expr], n: int) -> Expr:
    r"""Return the coefficient of :math:`x^n` in :math:`(1+(a+1)x) \sum_j c_j x^{2j} (1+x)^{-2a-1-2j}`."""
    powers = [-2 * A - 1 - 2 * j for j in range(TERMS + 1)]
    return sympy.Add(
        *(c[j] * (_binomial(p, n - 2 * j) + (A + 1) * _binomial(p, n - 2 * j - 1)) for j, p in enumerate(powers))
    )


def _shifted(offset: Rational) -> Derivation:
    c = coefficients(TERMS)
    real: dict[Symbol, Domain] = {A: Reals()}
    here, there = W / (W + 1), (W - A) / (W + A + 1)
    return prove(
        power_series(
            (1 + offset * X) ** -3,
            X,
            {1: sympy.Integer(0)},
            text=rf"$d=3$, $\nu=\frac12$ ($a=1$): in the variable $w-{offset}$, whose inverse is $x$, the leading factor $w^{{-3}}$ has no odd term of first order",
            goal=True,
        ),
        definition(
            r"$G(w)=\Gamma(w-a)/\Gamma(w+a+1)$, $S=1+\sum_{n\ge1}c_nw^{-n}$ the formal series with $w^{-2a-1}S(w)$ satisfying the equation of $G$, "
            r"$G(w+1)=\frac{w-a}{w+a+1}G(w)$; comparing powers from $n=1$ on determines every $c_n$ (the coefficient of $c_n$ at $w^{-n-1}$ is $-n\ne0$)"
        ),
        identity(
            there.subs(W, -W - 1),
            1 / there,
            {W: Reals(1, left_open=True), A: Reals()},
            text=r"under $w\mapsto-w-1$ the factor $\frac{w-a}{w+a+1}$ becomes its inverse,",
            goal=True,
        ),
        identity(
            here.subs(W, -W - 1),
            1 / here,
            {W: Reals(1, left_open=True)},
            text=r"and so does $\frac w{w+1}$: $S(-w)$ satisfies the equation of $S(w)$, with the same first term. So $S(-w)=S(w)$: only even powers, to all orders",
            goal=True,
        ),
        [
            identity(
                _left(c, n),
                (c[n // 2] if n % 2 == 0 else -A * c[(n - 1) // 2]),
                real,
                text=rf"with $x=1/w$ and the coefficients $\binom{{-2a-1}}{{2j}}B_{{2j}}^{{(-2a)}}(-a)$, $j\le4$: the coefficient of $x^{n}$ in "
                r"$(1+x)^{-2a-1}S(\frac x{1+x})(1+(a+1)x)=(1-ax)S(x)$, by the binomial series",
                goal=True,
            )
            for n in range(2 * TERMS + 2)
        ],
        identity(c[1], A * (A + 1) * (2 * A + 1) / 6, real, text=r"$c_2=\frac{a(a+1)(2a+1)}6$", goal=True),
        cite(WENDEL_ID, r"$w^{2a+1}G(w)\to1$"),
        reduction(
            r"The truncation $S_N$ of $S$ makes $\log(w^{2a+1}G/S_N)$ change by $O(w^{-2N-3})$ from $w$ to $w+1$, with the limit 0: it is $O(w^{-2N-2})$, so $S$ is the "
            r"asymptotic series. For $j>4$ the coefficients are those that the equation determines"
        ),
    )


SHIFTED = Claim(
    id="geifman2020.derived.power_series_in_shifted_degree",
    label="Section 3.2",
    statement=(
        r"Let $w=k+\frac{d-2}2$, $a=\nu+\frac{d-2}2$. As $w\to\infty$, "
        r"$\frac{\Gamma(k-\nu)}{\Gamma(k+\nu+d-1)}=\frac{\Gamma(w-a)}{\Gamma(w+a+1)}\sim "
        r"w^{-2a-1}\sum_{j\ge0}\binom{-2a-1}{2j}B^{(-2a)}_{2j}(-a)\,w^{-2j}=w^{-2a-1}\left[1+\frac{a(a+1)(2a+1)}{6w^2}+\dots\right]$: "
        r"only even powers of $1/w$ occur. (The closed form of the coefficients is claimed for $j\le4$.)"
    ),
    expected=Verdict.PROVED,
    scope="All real $a$; parity to every order, the closed form of the coefficients to the order $w^{-8}$.",
    check=_shifted,
    parameters={"offset": Rational(0)},
    conditions=(WENDEL_ID,),
    control=Control(
        r"The same series in powers of $1/k$ has no odd terms for $d=3$, $\nu=1/2$.",
        {"offset": Rational(1, 2)},
    ),
)
