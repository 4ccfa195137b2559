"""Theorem 3: zonal kernels by power series, strictly positive definite or not."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Matrix, Rational, Symbol, cosh, exp, sinh

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    positive,
    prove,
    rank,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

from .setting import geometric_decay

CORRECTED_ID = "jacot2018.thm3.corrected"

_N = Symbol("n", positive=True)
_ZONAL = r"$f(\rho)=\sum_{n\ge0}b_n\rho^n$ on $[-1,1]$, kernel $K(x,x')=f(x^Tx')$ on $S^{n_0-1}$; positive definite means: positive definite Gram matrices on all finite sets of distinct points"


def sufficient() -> list[Step]:
    """Prove that positive coefficients of infinitely many even and odd degrees leave no null vector."""
    c, d = sympy.symbols("c d", real=True)
    over = {c: Reals(), d: Reals()}
    return [
        reduction(
            r"$\sum_{ij}c_ic_j(x_i^Tx_j)^n=|\sum_ic_ix_i^{\otimes n}|^2\ge0$ and $b_n\ge0$: if $\sum_{ij}c_ic_jf(x_i^Tx_j)=0$, then this sum "
            r"vanishes for every $n$ with $b_n>0$"
        ),
        *geometric_decay(),
        reduction(
            r"$|x_i^Tx_j|<1$ for distinct points that are not antipodal, so as $n\to\infty$ along those even (odd) $n$ only equal and "
            r"antipodal pairs are left: the points fall into antipodal pairs with weights $c,d$ ($d=0$ for a point alone), and "
            r"$\sum(c^2+d^2\pm2cd)=0$ with $+$ for even and $-$ for odd $n$"
        ),
        identity(
            c**2 + d**2 + 2 * c * d,
            (c + d) ** 2,
            over,
            text=r"even: a sum of squares $(c+d)^2$, so each is 0",
            goal=True,
        ),
        identity(
            c**2 + d**2 - 2 * c * d,
            (c - d) ** 2,
            over,
            text=r"odd: a sum of squares $(c-d)^2$, so each is 0",
            goal=True,
        ),
        identity(
            (c + d) ** 2 + (c - d) ** 2,
            2 * (c**2 + d**2),
            over,
            text=r"hence $c=d=0$ for every pair: no null vector",
            goal=True,
        ),
    ]


def _statement(shift: int) -> Derivation:
    return prove(
        definition(rf"$f(\rho)=e^\rho-{shift}$: $b_n=1/n!$ for $n\ge1$, $b_0=1-{shift}$"),
        positive(1 / (_N + 1), {_N: 0}, text=r"$b_{n+1}/b_n=1/(n+1)>0$: infinitely many $b_n>0$ of each parity"),
        positive(exp(1) - shift, {}, text=r"the Gram matrix of one point is positive: $f(1)>0$", goal=True),
        positive(Integer(1 - shift), {}, strict=False, text=r"$b_0\ge0$", goal=True),
        sufficient(),
    )


STATEMENT = Claim(
    id="jacot2018.thm3.statement",
    label="Theorem 3",
    printed=True,
    statement=(
        r"For $f:[-1,1]\to\mathbb{R}$, $f(\rho)=\sum_{n\ge0}b_n\rho^n$, the kernel $K(x,x')=f(x^Tx')$ on $S^{n_0-1}$ is positive definite "
        r"for any $n_0\ge1$ if and only if the coefficients $b_n$ are strictly positive for infinitely many even and infinitely many "
        r"odd integers $n$ (no sign condition on the other coefficients)."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.ERROR,
    corrected_by=CORRECTED_ID,
    scope="witness: f(rho) = exp(rho) - 10. An omitted hypothesis (all b_n >= 0); it holds where the theorem is applied",
    check=_statement,
    parameters={"shift": 10},
    control=Control(r"$f(\rho)=e^\rho$, which satisfies the condition and is positive definite.", {"shift": 0}),
)


def _corrected(odd: int) -> Derivation:
    f = cosh(Integer(1)) + odd * sinh(Integer(1))
    opposite = cosh(Integer(1)) - odd * sinh(Integer(1))
    determinant = sympy.expand(f**2 - opposite**2)
    p, a = sympy.symbols("p a", real=True)
    return prove(
        definition(rf"an instance: $f=\cosh+{odd}\sinh$ with $b_n=1/n!$ for even $n$ and ${odd}/n!$ for odd $n$"),
        positive(
            determinant,
            {},
            text=r"the Gram matrix of an antipodal pair has the determinant $f(1)^2-f(-1)^2>0$",
            goal=True,
        ),
        sufficient(),
        definition(
            r"only if: let $b_n>0$ for finitely many odd $n$ only, all $\le D$ (for even $n$ exchange the signs); points $\pm y_1,\dots,\pm y_m$ "
            r"with weights $\pm a_j$"
        ),
        identity(
            a * p**2 + (-a) * (-p) ** 2,
            Integer(0),
            {a: Reals(), p: Reals()},
            text=r"an even power cancels on $\pm y_j$: $a\,p^n-a(-p)^n=0$ for even $n$ (shown for $n=2$)",
            goal=True,
        ),
        reduction(
            r"so $\sum_{ij}c_ic_jf=\sum_{n\ \mathrm{odd}\le D}4b_n|\sum_ja_jy_j^{\otimes n}|^2$, which vanishes if $\sum_ja_jp(y_j)=0$ for every "
            r"polynomial $p$ of degree $\le D$: finitely many linear conditions on $a\in\mathbb{R}^m$, so some $a\ne0$ satisfies them once "
            r"$m$ exceeds their number; for $n_0\ge2$ the sphere has that many antipodal pairs"
        ),
        rank(Matrix([[1, 1], [1, 1]]), 1, text=r"the smallest case: a constant $f>0$ on any two points has rank 1"),
        reduction(
            r"so $K$ is positive definite for one $n_0\ge2$ exactly if it is for every $n_0\ge2$; $n_0=1$ follows from $n_0=2$"
        ),
    )


CORRECTED = Claim(
    id=CORRECTED_ID,
    label="Theorem 3",
    statement=(
        r"Let $b_n\ge0$ for all $n$ and $\sum_nb_n<\infty$. For each $n_0\ge2$ the kernel $f(x^Tx')$ on $S^{n_0-1}$ is positive definite if "
        r"and only if $b_n>0$ for infinitely many even and infinitely many odd $n$; hence the same condition characterises positive "
        r"definiteness for all $n_0$ at once."
    ),
    hypotheses=(_ZONAL,),
    expected=Verdict.PROVED,
    scope="every n_0 >= 2, power series with non-negative summable coefficients",
    check=_corrected,
    parameters={"odd": 1},
    control=Control(r"The same without odd coefficients; false for $f=\cosh$ and an antipodal pair.", {"odd": 0}),
)

# Points of the circle with rational coordinates, no two of them antipodal unless written so.
_POINTS = {
    1: (Matrix([1]), Matrix([-1])),
    2: (
        Matrix([1, 0]),
        Matrix([Rational(3, 5), Rational(4, 5)]),
        Matrix([Rational(-4, 5), Rational(3, 5)]),
        Matrix([Rational(5, 13), Rational(-12, 13)]),
    ),
}


def gram(f: Expr, points: tuple[Matrix, ...]) -> Matrix:
    """Return the Gram matrix of a polynomial in t at the inner products of some points."""
    t = Symbol("t")
    return Matrix(len(points), len(points), lambda i, j: sympy.sympify(f).subs(t, points[i].dot(points[j])))


def _quantifier(inputs: int) -> Derivation:
    points = _POINTS[inputs]
    return prove(
        definition(r"$f(\rho)=1+\rho$: two positive coefficients only"),
        rank(
            gram(1 + Symbol("t"), points),
            len(points) - 1,
            text=rf"on {len(points)} points of $S^{{{inputs - 1}}}$ the Gram matrix is not of full rank, as the statement requires",
            goal=True,
        ),
    )


QUANTIFIER = Claim(
    id="jacot2018.thm3.quantifier",
    label="Theorem 3",
    statement=(
        r"Theorem 3 read for one fixed dimension $n_0\ge1$ (``for any $n_0$'' as ``for a given $n_0$''), with $b_n\ge0$: the kernel "
        r"$f(x^Tx')$ on $S^{n_0-1}$ is positive definite only if $b_n>0$ for infinitely many even and infinitely many odd $n$."
    ),
    hypotheses=(_ZONAL,),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="jacot2018.thm3.quantifier_corrected",
    scope="witness: n_0 = 1, f(rho) = 1 + rho, all of S^0. A reading that the paper does not force",
    check=_quantifier,
    parameters={"inputs": 1},
    control=Control(r"The same $f$ for $n_0=2$: it is singular on four points of the circle.", {"inputs": 2}),
)


def _quantifier_corrected(coefficients: tuple[int, ...]) -> Derivation:
    even, odd = sympy.symbols("E O", nonnegative=True)
    f = sum(b * Symbol("t") ** n for n, b in enumerate(coefficients))
    over = {even: Reals(0), odd: Reals(0)}
    return prove(
        definition(r"$E=\sum_{n\ even}b_n$, $O=\sum_{n\ odd}b_n$, so $f(1)=E+O$ and $f(-1)=E-O$"),
        identity(
            (even + odd) + (even - odd), 2 * even, over, text=r"eigenvalue of $(1,1)$: $f(1)+f(-1)=2E$", goal=True
        ),
        identity(
            (even + odd) - (even - odd), 2 * odd, over, text=r"eigenvalue of $(1,-1)$: $f(1)-f(-1)=2O$", goal=True
        ),
        reduction(r"both are positive exactly if some even and some odd $b_n$ are"),
        rank(
            gram(f, _POINTS[1]),
            2,
            text=rf"an instance: $b={coefficients}$ gives a Gram matrix of rank 2 on $S^0$",
            goal=True,
        ),
        rests_on(CORRECTED_ID, r"the case $n_0\ge2$"),
    )


QUANTIFIER_CORRECTED = Claim(
    id="jacot2018.thm3.quantifier_corrected",
    label="Theorem 3",
    statement=(
        r"For $n_0=1$ and $b_n\ge0$, $\sum b_n<\infty$, the kernel $f(xx')$ on $S^0=\{1,-1\}$ is positive definite if and only if some "
        r"$b_n$ with even $n$ and some $b_n$ with odd $n$ are positive, whereas for every $n_0\ge2$ infinitely many positive $b_n$ of each "
        r"parity are needed and suffice."
    ),
    hypotheses=(_ZONAL,),
    expected=Verdict.PROVED,
    scope="n_0 = 1, and every n_0 >= 2 by thm3.corrected",
    check=_quantifier_corrected,
    parameters={"coefficients": (1, 1)},
    depends_on=(CORRECTED_ID,),
    control=Control(
        r"It is positive definite for $f=\rho^2$ too; false, the rank on $S^0$ is 1.", {"coefficients": (0, 0, 1)}
    ),
)


def _schoenberg(constant: Rational) -> Derivation:
    return prove(
        definition(
            rf"$f(\rho)=\rho^2+c$ with $c={constant}$ on the $n$ vectors of an orthonormal basis of $\mathbb{{R}}^n$, weights 1"
        ),
        positive(
            1 + _N * constant,
            {_N: 1},
            strict=False,
            text=r"the quadratic form is $n(1+c)+n(n-1)c=n(1+nc)\ge0$ for every $n$",
            goal=True,
        ),
    )


SCHOENBERG = Claim(
    id="jacot2018.thm3.schoenberg",
    label="Theorem 3",
    statement=(
        r"A continuous $f:[-1,1]\to\mathbb{R}$ defines positive semi-definite kernels $f(x^Tx')$ on $S^{n_0-1}$ for all $n_0$ "
        r"simultaneously if and only if $f(\rho)=\sum_nb_n\rho^n$ with $b_n\ge0$ and $\sum b_n<\infty$; so the hypothesis $b_n\ge0$ missing "
        r"in Theorem 3 is forced by requiring positive definiteness in every dimension."
    ),
    expected=Verdict.CITED,
    scope="I. J. Schoenberg 1942; strict version: T. Gneiting 2013, Theorem 1(b), and V. A. Menegatto",
    check=_schoenberg,
    parameters={"constant": Rational(1, 10)},
    control=Control(
        r"The same allowing $f=\rho^2-\frac1{10}$; false, it is not positive semi-definite for $n_0\ge11$.",
        {"constant": Rational(-1, 10)},
    ),
)
