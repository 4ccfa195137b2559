r"""Polynomials and Hermite polynomials: Isserlis' formula by induction in the covariance."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Expr, Rational, Symbol, binomial, factorial, gamma

from ntkproofs.activations import Activation, Hermite, Polynomial
from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.polynomials.hermite import hermite_coefficients

from .setting import (
    CROSS,
    FIRST,
    INDEPENDENT,
    PAIR,
    PRICE,
    SECOND,
    R,
    S,
    T,
    independent,
    is_the_library,
    library,
    pair,
    price,
)

ISSERLIS_ID = "duals.polynomial"
HERMITE_ID = "duals.hermite"
ORTHONORMAL = "background.hermite_completeness"
_U, _X, _G, _F = sympy.symbols("u n g f", real=True)
# i = k + 2m and j = k + 2n with k >= 1: the exponents of the two variables and the power of the covariance
_K, _M, _N = Symbol("k", positive=True), Symbol("m", nonnegative=True), Symbol("n", nonnegative=True)
_OVER: dict[Symbol, Domain] = {_K: Integers(1), _M: Integers(0), _N: Integers(0)}


def matchings(half: Expr) -> Expr:
    r"""Return :math:`(2m-1)!! = (2m)!/(2^m m!)`."""
    return gamma(2 * half + 1) / (2**half * gamma(half + 1))


def coefficient(k: Expr, m: Expr, n: Expr) -> Expr:
    r"""Return the coefficient of :math:`q^m q'^n c^k` in :math:`E\,u^{k+2m}v^{k+2n}`."""
    return (gamma(k + 1) * binomial(k + 2 * m, k) * binomial(k + 2 * n, k) * matchings(m) * matchings(n)).rewrite(gamma)


def mixed_moment(i: int, j: int) -> Expr:
    r"""Return Isserlis' polynomial :math:`E\,u^iv^j`.

    >>> mixed_moment(2, 2).subs(T, 0)
    r**2*s**2
    """
    total = sympy.Integer(0)
    for k in range(min(i, j) + 1):
        if (i - k) % 2 == 0 and (j - k) % 2 == 0:
            m, n = (i - k) // 2, (j - k) // 2
            count = factorial(k) * binomial(i, k) * binomial(j, k)
            pairs = sympy.factorial2(2 * m - 1) * sympy.factorial2(2 * n - 1)
            total += count * pairs * FIRST**m * SECOND**n * CROSS**k
    return total


def isserlis(scale: int = 1) -> tuple[Step, ...]:
    """Step group: the formula for all exponents; ``scale`` multiplies the factor ij of Price's theorem."""
    x = Symbol("x", real=True)
    m = _M
    before = coefficient(_K - 1, _M, _N)
    return (
        definition(
            r"$M(i,j)=\sum_kk!\binom ik\binom jk(i-k-1)!!\,(j-k-1)!!\;q^{(i-k)/2}q'^{(j-k)/2}c^k$ over $0\le k\le\min(i,j)$, "
            r"$k\equiv i\equiv j$ mod 2; 0 where $i,j$ have different parity"
        ),
        price("u^i", "iu^{i-1}"),
        reduction(
            r"By polarisation it holds for $E[\sigma(u)\tau(v)+\tau(u)\sigma(v)]$; with $\sigma=u^i$, $\tau=u^j$ at $r=s=1$ both "
            r"terms agree, as exchanging $X$ and $Y$ changes nothing, and the norms enter as $r^is^j$: "
            r"$\partial_cE\,u^iv^j=ij\,E\,u^{i-1}v^{j-1}$"
        ),
        identity(
            _K * coefficient(_K, _M, _N),
            scale * (_K + 2 * _M) * (_K + 2 * _N) * before,
            _OVER,
            text=r"$\partial_cM(i,j)=ij\,M(i-1,j-1)$, term by term: the term $q^mq'^nc^k$, $i=k+2m$, $j=k+2n$",
            goal=True,
        ),
        independent(r"E\,u^i\cdot E\,v^j"),
        *gaussian_moment(2).steps,
        antiderivative(
            -(x ** (2 * m + 1)) * sympy.exp(-(x**2) / 2),
            (x ** (2 * m + 2) - (2 * m + 1) * x ** (2 * m)) * sympy.exp(-(x**2) / 2),
            x,
            {x: Reals(0, left_open=True), m: Integers(0)},
            text=r"$(-x^{2m+1}e^{-x^2/2})'=(x^{2m+2}-(2m+1)x^{2m})e^{-x^2/2}$: $E\,X^{2m+2}=(2m+1)E\,X^{2m}$",
        ),
        identity(
            matchings(m + 1),
            (2 * m + 1) * matchings(m),
            {m: Integers(0)},
            text=r"$(2m+1)!!=(2m+1)\,(2m-1)!!$ with $(2m-1)!!=\frac{(2m)!}{2^mm!}$, so $E\,u^{2m}=(2m-1)!!\,q^m$",
        ),
        identity(
            coefficient(sympy.Integer(0), _M, _N),
            matchings(_M) * matchings(_N),
            {_M: Integers(0), _N: Integers(0)},
            text=r"the term $k=0$ of $M(i,j)$ is $E\,u^i\cdot E\,v^j$; it is absent for odd exponents, whose means vanish",
            goal=True,
        ),
        reduction(
            r"By induction on $\min(i,j)$ both sides have the same derivative in $c$ and the same value at $c=0$"
        ),
    )


def polynomial(activation: Activation, scale: int = 1) -> Derivation:
    """Derive the dual of a polynomial from Isserlis' formula."""
    coefficients = [Rational(str(a)) for a in activation.coefficients]  # type: ignore[attr-defined]
    total = sum(
        (a * b * mixed_moment(i, j) for i, a in enumerate(coefficients) for j, b in enumerate(coefficients)),
        sympy.Integer(0),
    )
    return prove(
        pair(),
        isserlis(scale),
        reduction(
            rf"$\sigma(u)=\sum_ia_iu^i$ with the coefficients {tuple(map(str, coefficients))}: $E\,\sigma(u)\sigma(v)=\sum a_ia_jM(i,j)$"
        ),
        is_the_library(activation, total),
    )


ISSERLIS = Claim(
    id=ISSERLIS_ID,
    label="Dual of a polynomial",
    statement=(
        rf"{PAIR}. $E\,u^iv^j=\sum_{{k\equiv i\equiv j\,(2)}}k!\binom ik\binom jk(i-k-1)!!\,(j-k-1)!!\;"
        r"q^{(i-k)/2}q'^{(j-k)/2}c^k$, and $E\,\sigma(u)\sigma(v)=\sum a_ia_jE\,u^iv^j$ for $\sigma=\sum a_iu^i$."
    ),
    expected=Verdict.PROVED,
    scope="all exponents, |t| < 1; the library's formula for 1/2 - u + 2 u^2 + u^3/3",
    check=polynomial,
    parameters={"activation": Polynomial((Fraction(1, 2), Fraction(-1), Fraction(2), Fraction(1, 3))), "scale": 1},
    conditions=(PRICE, INDEPENDENT),
    control=Control(r"$\partial_cM(i,j)=2ij\,M(i-1,j-1)$; false for $i=j=1$.", {"scale": 2}),
)


def hermite(activation: Activation, power: int | None = None) -> Derivation:
    r"""Derive :math:`a\rho^n` on the unit sphere and the library's formula everywhere; ``power`` replaces n."""
    n, scale = activation.degree, Rational(str(activation.scale_squared))  # type: ignore[attr-defined]
    i = Symbol("i", positive=True)
    monic = [sympy.Integer(int(a)) for a in hermite_coefficients(n)]
    total = sum(
        (a * b * mixed_moment(j, k) for j, a in enumerate(monic) for k, b in enumerate(monic)), sympy.Integer(0)
    )
    weight = scale / factorial(n)
    return prove(
        pair(),
        definition(
            r"$h_n=He_n/\sqrt{n!}$ with $He_{n+1}=u\,He_n-n\,He_{n-1}$, $He_0=1$, $He_1=u$; then $He_n'=n\,He_{n-1}$"
        ),
        identity(
            (_U * _G - (_X - 1) * _F) + _U * _X * _G - _X * (_X - 1) * _F,
            (_X + 1) * (_U * _G - (_X - 1) * _F),
            {symbol: Reals() for symbol in (_U, _X, _G, _F)},
            text=r"induction: with $He_n=ug-(n-1)f$, $He_n'=ng$ and $g'=(n-1)f$, "
            r"$He_{n+1}'=He_n+u\,ng-n(n-1)f=(n+1)He_n$ ($g=He_{n-1}$, $f=He_{n-2}$)",
        ),
        price("h_n", r"\sqrt n\,h_{n-1}"),
        identity(
            sympy.diff(T**i, T),
            i * T ** (i - 1),
            {i: Integers(1), T: Reals(0, 1, left_open=True)},
            text=r"$r=s=1$: $\partial_tt^n=n\,t^{n-1}$, and $E\,h_n'(X)h_n'(Y)=n\,E\,h_{n-1}(X)h_{n-1}(Y)$: induction from $h_0=1$",
        ),
        independent(r"(E\,h_n)^2"),
        cite(ORTHONORMAL, r"$E\,h_n=E\,h_nh_0=0$ for $n\ge1$"),
        rests_on(ISSERLIS_ID, r"for all norms the dual of the polynomial $h_n$ is Isserlis' sum"),
        is_the_library(activation, weight * total),
        identity(
            library(activation).subs({R: 1, S: 1}),
            scale * T ** (n if power is None else power),
            {T: Reals(-1, 1)},
            text=rf"on the unit sphere it is ${sympy.latex(scale)}\,t^{n if power is None else power}$",
            goal=True,
        ),
    )


HERMITE = Claim(
    id=HERMITE_ID,
    label="Dual of a Hermite polynomial",
    statement=(
        rf"{PAIR}. For $\sigma=\sqrt a\,h_n$, $h_n$ the orthonormal Hermite polynomial: $E\,\sigma(u)\sigma(v)=a\,t^n$ on the unit "
        r"sphere ($r=s=1$), and Isserlis' polynomial over $n!$ elsewhere."
    ),
    expected=Verdict.PROVED,
    scope="all n, |t| < 1, by induction; the library's formula for n = 4, a = 2",
    check=hermite,
    parameters={"activation": Hermite(4, Fraction(2)), "power": None},
    depends_on=(ISSERLIS_ID,),
    conditions=(PRICE, INDEPENDENT, ORTHONORMAL),
    control=Control(r"$E\,h_4(X)h_4(Y)=t^3$; false at $t=-1$.", {"power": 3}),
)
