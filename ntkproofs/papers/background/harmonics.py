"""Spherical harmonics: what the decomposition of zonal kernels takes on trust."""

from __future__ import annotations

from functools import cache

import sympy
from sympy import Expr, Rational, Symbol, sqrt

from ntkproofs.checks import Integers, Reals, identity, power_series, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .gegenbauer import polynomials

ADDITION = "background.addition_theorem"
COMPLETE = "background.harmonics_complete"
FUNK_HECKE = "background.funk_hecke"
POISSON = "background.poisson_kernel"

_U = Symbol("u", real=True)
_X, _Y = sympy.symbols("x1:4", real=True), sympy.symbols("y1:4", real=True)
_POINTS = {symbol: Reals() for symbol in (*_X, *_Y)}


def multiplicity(dim: Expr, degree: Expr) -> Expr:
    r"""Return :math:`N(d, k) = \frac{2k+d-2}{k} \binom{k+d-3}{d-2}`, and 1 at k = 0.

    >>> multiplicity(3, 4), multiplicity(2, 5), multiplicity(10, 4)
    (9, 2, 660)
    """
    if degree == 0:
        return sympy.Integer(1)
    k, d = sympy.sympify(degree), sympy.sympify(dim)
    return (2 * k + d - 2) / k * sympy.binomial(k + d - 3, d - 2)


def monomial_coefficient(power: int, dim: int, degree: int) -> Expr:
    r"""Return :math:`c_d\int_{-1}^1 t^n P_k(t) (1-t^2)^{(d-3)/2}\,dt` from the moments of one coordinate.

    >>> monomial_coefficient(2, 3, 0), monomial_coefficient(2, 3, 2), monomial_coefficient(2, 3, 1)
    (1/3, 2/15, 0)
    """
    poly = sympy.Poly(polynomials(max(degree, 1), sympy.Integer(dim), _U)[degree], _U)
    return sum((c * _moment((power + n,), dim) for (n,), c in poly.terms()), sympy.Integer(0))


@cache
def _moment(powers: tuple[int, ...], dim: int) -> Expr:
    # The mean of y_1^a y_2^b ... over the sphere: (a-1)!! (b-1)!! ... / (d (d+2) ... (d+n-2)), 0 for an odd power.
    if any(n % 2 for n in powers):
        return sympy.Integer(0)
    top = sympy.prod(sympy.factorial2(n - 1) for n in powers)
    return top / sympy.prod(dim + 2 * i for i in range(sum(powers) // 2))


def _sphere_mean(expr: Expr) -> Expr:
    poly = sympy.Poly(sympy.expand(expr), *_Y)
    return sympy.expand(sum((c * _moment(powers, 3) for powers, c in poly.terms()), sympy.Integer(0)))


def _funk_hecke(factor: int) -> Derivation:
    product = sum(x * y for x, y in zip(_X, _Y, strict=True))
    square = sum(x**2 for x in _X)
    harmonics = {
        1: lambda p: p[0],
        2: lambda p: p[0] * p[1],
        3: lambda p: p[2] * (5 * p[2] ** 2 - 3 * (p[0] ** 2 + p[1] ** 2 + p[2] ** 2)),
    }
    steps = []
    for k, n in ((1, 1), (1, 3), (2, 2), (2, 4), (3, 3), (2, 3)):
        mean = _sphere_mean(product**n * harmonics[k](_Y))
        expected = factor * monomial_coefficient(n, 3, k) * harmonics[k](_X)
        # Both sides are homogeneous of degree n in x; |x| = 1 fills up the right one.
        expected = expected * square ** ((n - k) // 2) if (n - k) % 2 == 0 else sympy.Integer(0)
        text = rf"$E_y[\langle x,y\rangle^{n}Y(y)]=\mu_{k}[t^{n}]\,Y(x)$ for a harmonic of degree {k}, $d=3$"
        steps.append(identity(mean, expected, _POINTS, text=text, goal=True))
    return prove(*steps)


FUNK_HECKE_FORMULA = Claim(
    id=FUNK_HECKE,
    label="Funk-Hecke formula",
    statement=(
        r"For $d\ge2$, $f$ with $\int_{-1}^1|f(t)|(1-t^2)^{(d-3)/2}dt<\infty$, a spherical harmonic $Y$ of degree "
        r"$k$ and "
        r"$x\in S^{d-1}$: $\mathbb E_y\bigl[f(\langle x,y\rangle)Y(y)\bigr]=\mu_k(f)\,Y(x)$, $y$ uniform on $S^{d-1}$, "
        r"$\mu_k(f)=c_d\int_{-1}^1f(t)P_k(t)(1-t^2)^{(d-3)/2}dt$, $c_d=\Gamma(d/2)/(\sqrt\pi\,\Gamma((d-1)/2))$, "
        r"$P_k(1)=1$."
    ),
    expected=Verdict.CITED,
    scope="all d >= 2, all k >= 0; e.g. F. Dai and Y. Xu, Approximation Theory and Harmonic Analysis, Theorem 1.2.9",
    check=_funk_hecke,
    parameters={"factor": 1},
    control=Control(
        r"The same with $2\mu_k(f)$; false for $f(t)=t$, $Y(y)=y_1$, $d=3$, where the left side is $x_1/3$.",
        {"factor": 2},
    ),
)


def _addition(factor: Rational) -> Derivation:
    (x1, x2, x3), (y1, y2, y3) = _X, _Y
    a, b, k = Symbol("a", real=True), Symbol("b", real=True), Symbol("k", positive=True)
    dot = x1 * y1 + x2 * y2 + x3 * y3
    xx, yy = x1**2 + x2**2 + x3**2, y1**2 + y2**2 + y3**2
    pairs = [(x1 * x2, y1 * y2), (x2 * x3, y2 * y3), (x1 * x3, y1 * y3)]
    second = 15 * sum(p * q for p, q in pairs)
    second += Rational(15, 4) * (x1**2 - x2**2) * (y1**2 - y2**2)
    second += Rational(5, 4) * (3 * x3**2 - xx) * (3 * y3**2 - yy)
    root = sqrt(2)
    circle = (root * sympy.cos(k * a)) * (root * sympy.cos(k * b)) + (root * sympy.sin(k * a)) * (
        root * sympy.sin(k * b)
    )
    return prove(
        identity(3 * dot, factor * 3 * dot, _POINTS, text=r"$d=3$, $k=1$: $Y_j=\sqrt3\,x_j$", goal=True),
        identity(
            second,
            factor * 5 * (3 * dot**2 - xx * yy) / 2,
            _POINTS,
            text=r"$d=3$, $k=2$: $\sqrt{15}\,x_ix_j$, $\frac{\sqrt{15}}2(x_1^2-x_2^2)$, $\frac{\sqrt5}2(3x_3^2-|x|^2)$",
            goal=True,
        ),
        identity(
            circle,
            factor * 2 * sympy.cos(k * a - k * b),
            {k: Integers(1), a: Reals(), b: Reals()},
            text=r"$d=2$, all $k\ge1$: $\sqrt2\cos k\varphi$, $\sqrt2\sin k\varphi$, $N=2$, $P_k(\cos\varphi)=\cos "
            r"k\varphi$",
            goal=True,
        ),
    )


ADDITION_THEOREM = Claim(
    id=ADDITION,
    label="Addition theorem",
    statement=(
        r"For $d\ge2$, $k\ge0$ and an orthonormal basis $(Y_{k,j})_{j\le N(d,k)}$ of the spherical harmonics of "
        r"degree $k$ on "
        r"$S^{d-1}$ (uniform probability measure): $\sum_jY_{k,j}(x)Y_{k,j}(y)=N(d,k)P_k(\langle x,y\rangle)$, "
        r"$P_k(1)=1$."
    ),
    expected=Verdict.CITED,
    scope="all d >= 2, all k >= 0; e.g. F. Dai and Y. Xu, Approximation Theory and Harmonic Analysis, Theorem 1.2.6",
    check=_addition,
    parameters={"factor": Rational(1)},
    control=Control(
        r"$\sum_jY_{k,j}(x)Y_{k,j}(y)=2N(d,k)P_k(\langle x,y\rangle)$; false at $k=1$, $x=y$, $d=3$: $3$ against $6$.",
        {"factor": Rational(2)},
    ),
)


def _poisson(exponent_shift: int) -> Derivation:
    r = Symbol("r", real=True)
    steps = []
    for d in (2, 3, 4):
        kernel = (1 - r**2) * (1 - 2 * r * _U + r**2) ** Rational(-d - exponent_shift, 2)
        p = polynomials(5, sympy.Integer(d), _U)
        expected = {k: sympy.expand(multiplicity(d, k) * p[k]) for k in range(4)}
        text = rf"$(1-r^2)(1-2ru+r^2)^{{-d/2}}=\sum_kr^kN(d,k)P_k(u)$ to degree 3, $d={d}$"
        steps.append(power_series(kernel, r, expected, {_U: Reals(-1, 1)}, text=text, goal=True))
    return prove(*steps)


POISSON_KERNEL = Claim(
    id=POISSON,
    label="Poisson kernel",
    statement=(
        r"For $d\ge2$, $u\in[-1,1]$, $0\le r<1$: $\sum_kr^kN(d,k)P_k(u)=(1-r^2)(1-2ru+r^2)^{-d/2}$, and for $f$ "
        r"continuous on "
        r"$[-1,1]$ the Poisson means $\sum_kr^kN(d,k)\mu_k(f)P_k(u)$ converge to $f(u)$ uniformly as $r\uparrow1$, "
        r"with "
        r"$\mu_k(f)=c_d\int_{-1}^1f(t)P_k(t)(1-t^2)^{(d-3)/2}dt$, $c_d=\Gamma(d/2)/(\sqrt\pi\,\Gamma((d-1)/2))$, "
        r"$P_k(1)=1$."
    ),
    expected=Verdict.CITED,
    scope="all d >= 2; e.g. F. Dai and Y. Xu, Approximation Theory and Harmonic Analysis, section 1.2",
    check=_poisson,
    parameters={"exponent_shift": 0},
    control=Control(
        r"$\sum_kr^kN(d,k)P_k(u)=(1-r^2)(1-2ru+r^2)^{-(d+1)/2}$; false for $d=2$: the coefficient of $r$ is $3u$, "
        r"not $2u$.",
        {"exponent_shift": 1},
    ),
)


def _complete(step: int) -> Derivation:
    steps = []
    for d in (2, 3, 4):
        p = polynomials(5, sympy.Integer(d), _U)
        for n in range(5):
            degrees = range(0, n + 1, step)
            terms = (multiplicity(d, k) * monomial_coefficient(n, d, k) * p[k] for k in degrees)
            text = rf"$u^{n}=\sum_kN(d,k)\mu_k[t^{n}]P_k(u)$, $d={d}$"
            steps.append(identity(_U**n, sympy.Add(*terms), {_U: Reals(-1, 1)}, text=text, goal=True))
    return prove(*steps)


HARMONICS_COMPLETE = Claim(
    id=COMPLETE,
    label="Completeness of the spherical harmonics",
    statement=(
        r"For $d\ge2$ spherical harmonics of different degrees are orthogonal in $L^2(S^{d-1})$, and their span is "
        r"dense: every "
        r"$f\in L^2$ is the sum of its components, $\|f\|^2=\sum_{k,j}a_{k,j}^2$. A zonal function $f(\langle "
        r"x,\cdot\rangle)$ has "
        r"the components $N(d,k)\mu_k(f)P_k(\langle x,\cdot\rangle)$."
    ),
    expected=Verdict.CITED,
    scope="all d >= 2; e.g. F. Dai and Y. Xu, Approximation Theory and Harmonic Analysis, Theorem 1.1.3 and section "
    "2.1",
    check=_complete,
    parameters={"step": 1},
    control=Control(
        r"The harmonics of even degree alone span a dense subspace; false for $f(x)=x_1$, which has none of them.",
        {"step": 2},
    ),
)
