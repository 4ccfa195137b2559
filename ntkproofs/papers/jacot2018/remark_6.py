"""Remark 6: polynomial activations give limiting kernels of finite rank."""

from __future__ import annotations

import sympy
from sympy import Integer, Matrix, Rational

from ntkproofs.checks import (
    Integers,
    definition,
    identity,
    positive,
    prove,
    rank,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .lemma_2 import DUAL_ID
from .limiting_kernels import COSINE, in_cosine, polynomial, tangent
from .setting import LIMIT
from .theorem_3 import gram

_TENTH = Rational(1, 10)
# Parameters of rational points (1 - p^2, 2 p)/(1 + p^2) of the circle.
_PARAMETERS = (
    Integer(0),
    Rational(1, 2),
    Integer(2),
    Rational(-1, 3),
    Integer(-3),
    Rational(1, 4),
    Rational(-5, 2),
    Rational(3, 7),
)


def _circle(count: int, inputs: int = 2) -> tuple[Matrix, ...]:
    """Return rational points of a great circle."""
    rest = [Integer(0)] * (inputs - 2)
    return tuple(Matrix([(1 - p**2) / (1 + p**2), 2 * p / (1 + p**2), *rest]) for p in _PARAMETERS[:count])


def _sphere(count: int) -> tuple[Matrix, ...]:
    """Return rational points of the sphere in three dimensions, by stereographic projection."""
    points = [(i % 4, (i * i) % 5 - 2, i) for i in range(count)]
    chosen = []
    for a, b, i in points:
        s, t = Rational(a * 2 + i, 3), Rational(b * 3 - i, 4)
        norm = s**2 + t**2 + 1
        chosen.append(Matrix([2 * s / norm, 2 * t / norm, (s**2 + t**2 - 1) / norm]))
    return tuple(chosen)


def finite_degree() -> list[Step]:
    """Prove that the kernels of a polynomial activation are polynomials of the same degree in the inner product."""
    return [
        rests_on(
            DUAL_ID,
            r"with $\sigma(z\sqrt q)=\sum_{i\le d}a_ih_i(z)$ a finite sum, $\mathbb{E}[\sigma(U)\sigma(V)]=\sum_{i\le d}a_i^2(c/q)^i$",
        ),
        reduction(
            r"so $\Sigma^{(2)}$ has degree $\le d$ and $\dot\Sigma^{(1)}$, of $\dot\sigma$ of degree $d-1$, degree $\le d-1$ in $u=x^Tx'$; "
            r"$\Theta_\infty^{(2)}=\dot\Sigma^{(1)}\Sigma^{(1)}+\Sigma^{(2)}$ has degree $\le d$"
        ),
    ]


def _converse(inputs: int) -> Derivation:
    kernel = in_cosine(tangent(2, _TENTH, inputs, polynomial((0, 0, 1))))
    points = _circle(6) if inputs == 2 else (Matrix([1]), Matrix([-1]))
    return prove(
        finite_degree(),
        reduction(
            r"a polynomial of degree $d$ in $x^Tx'$ is $\sum_kp_k(x)q_k(x')$ with finitely many polynomials, so all Gram matrices have "
            r"bounded rank, while the sphere is infinite for $n_0\ge2$"
        ),
        definition(
            rf"an instance: $\sigma=u^2$, $n_0={inputs}$, $\beta=1/10$, $\Theta_\infty^{{(2)}}={sympy.latex(kernel)}$ with $t=x^Tx'$"
        ),
        rank(
            gram(kernel, points),
            len(points) - 1,
            text=rf"on {len(points)} points of $S^{{{inputs - 1}}}$ it is singular, of rank {len(points) - 1}",
            goal=True,
        ),
    )


CONVERSE = Claim(
    id="jacot2018.rem6.converse",
    label="Remark 6",
    printed=True,
    statement=(
        r"If $\sigma$ is a polynomial, the NTK $\Theta_\infty^{(2)}$ is not positive definite on $S^{n_0-1}$ for certain input dimensions "
        r"$n_0$ (in fact for every $n_0\ge2$)."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="every polynomial sigma, every n_0 >= 2 (sharper than printed)",
    check=_converse,
    parameters={"inputs": 2},
    depends_on=(DUAL_ID,),
    control=Control(
        r"The same for every $n_0\ge1$; false on $S^0$, where the Gram matrix for $\sigma=u^2$ is positive definite.",
        {"inputs": 1},
    ),
)

_CASES = (
    ("u", (0, 1), 3, 4),
    ("u^2", (0, 0, 1), 5, 9),
    ("u^3", (0, 0, 0, 1), 7, 16),
    ("1+u+u^2", (1, 1, 1), 5, 9),
    ("u^3-3u", (0, -3, 0, 1), 7, 16),
)


def _every_dimension(circle_rank: int) -> Derivation:
    d, n, i, j = sympy.symbols("d n i j", positive=True)
    steps: list[Step] = []
    for name, coefficients, plane, space in _CASES:
        kernel = in_cosine(tangent(2, _TENTH, 2, polynomial(coefficients)))
        steps += [
            positive(c, {}, text=rf"$\sigma={name}$: the coefficient of $u^{{{k}}}$ is positive")
            for (k,), c in sympy.Poly(kernel, COSINE).terms()
        ]
        steps.append(
            value(
                sympy.Integer(len(sympy.Poly(kernel, COSINE).all_coeffs())),
                Integer(len(coefficients)),
                text=rf"$\sigma={name}$: the degree is that of $\sigma$, and no coefficient is missing",
            )
        )
        steps.append(
            rank(
                gram(kernel, _circle(plane + 1)),
                plane,
                text=rf"$\sigma={name}$, $n_0=2$: rank {plane} on {plane + 1} points",
            )
        )
        if space <= 9:
            spatial = in_cosine(tangent(2, _TENTH, 3, polynomial(coefficients)))
            steps.append(
                rank(
                    gram(spatial, _sphere(space + 1)),
                    space,
                    text=rf"$\sigma={name}$, $n_0=3$: rank {space} on {space + 1} points",
                )
            )
    square = in_cosine(tangent(2, _TENTH, 3, polynomial((0, 0, 1))))
    return prove(
        finite_degree(),
        definition(
            r"$s=n_0\beta^2>0$; $a_i$ the Hermite coefficients of $\sigma(z\sqrt q)$, $a_d\ne0$, and those of $\dot\sigma$"
        ),
        identity(
            sympy.binomial(i + j, i) * sympy.factorial(i) * sympy.factorial(j),
            sympy.factorial(i + j),
            {i: Integers(0), j: Integers(0)},
            text=r"$\binom{i+j}i>0$: $(\frac{s+u}{s+1})^d$ has all coefficients positive, and the others are non-negative",
            goal=True,
        ),
        steps,
        rank(
            gram(square, _circle(6, 3)),
            circle_rank,
            text=rf"$\sigma=u^2$, $n_0=3$: six points of a great circle have rank {circle_rank}",
            goal=True,
        ),
        reduction(
            r"(a) With all coefficients $b_n>0$, $n\le d$, a null vector has $\sum_{ij}c_ic_j(x_i^Tx_j)^n=|\sum_ic_ix_i^{\otimes n}|^2=0$ for all "
            r"$n\le d$, that is $\sum_ic_ip(x_i)=0$ for all polynomials of degree $\le d$; so rank is the dimension of these on $X$"
        ),
        reduction(
            r"On the sphere every polynomial of degree $\le d$ is the sum of a form of degree $d$ and one of degree $d-1$ (multiply by "
            r"powers of $|x|^2=1$), uniquely, by parity and because a form that vanishes on the sphere is 0"
        ),
        identity(
            sympy.binomial(n + d - 1, d) + sympy.binomial(n + d - 2, d - 1),
            (n + 2 * d - 1) * sympy.factorial(n + d - 2) / (sympy.factorial(d) * sympy.factorial(n - 1)),
            {n: Integers(2), d: Integers(1)},
            text=r"forms of degree $k$ in $n_0$ variables have the dimension $\binom{n_0+k-1}k$: $D=\binom{n_0+d-1}d+\binom{n_0+d-2}{d-1}$",
            goal=True,
        ),
        value(
            (sympy.binomial(2 + d - 1, d) + sympy.binomial(2 + d - 2, d - 1)).subs(d, 3),
            Integer(7),
            text=r"$n_0=2$: $D=2d+1$, shown for $d=3$; so (c) any $2d+2$ points of one circle are singular",
        ),
        identity((d + 1) + d, 2 * d + 1, {d: Integers(1)}, text=r"$\binom{d+1}d+\binom d{d-1}=2d+1$", goal=True),
        reduction(
            r"(b) For $2d+1$ distinct points and one of them, group the other $2d$ into $d$ pairs; a line meets a sphere in at most two "
            r"points, so through each pair there is a hyperplane that misses the one point: the product of $d$ affine functions is 1 there "
            r"(after scaling) and 0 at the others. On $S^0$, $2\le2d+1$"
        ),
    )


EVERY_DIMENSION = Claim(
    id="jacot2018.rem6.every_dimension",
    label="Remark 6",
    statement=(
        r"Let $\sigma$ be a polynomial of degree $d\ge1$ and $\beta>0$. On $S^{n_0-1}$, $\Theta_\infty^{(2)}(x,x')$ is a polynomial of "
        r"degree exactly $d$ in $u=x^Tx'$ with all coefficients positive. Hence for every $n_0\ge2$: (a) the Gram matrix on a point set "
        r"$X$ has rank equal to the dimension of the polynomials of degree $\le d$ restricted to $X$, at most "
        r"$D=\binom{n_0+d-1}d+\binom{n_0+d-2}{d-1}$, and it is singular on any $D+1$ points; (b) it is positive definite on any $2d+1$ "
        r"distinct points; (c) it is singular on any $2d+2$ points of one circle in the sphere. So the smallest singular configuration "
        r"has exactly $2d+2$ points, in every dimension $n_0\ge2$; on $S^0$ the kernel is positive definite. (Polynomials of degree "
        r"$\ge2$ are not Lipschitz, so they are outside Proposition 2 anyway.)"
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all d >= 1, n_0 >= 2, beta > 0; circles are plane sections of the sphere",
    check=_every_dimension,
    parameters={"circle_rank": 5},
    depends_on=(DUAL_ID,),
    control=Control(
        r"The first failure occurs at $D+1$ points; false for $n_0=3$, $\sigma=u^2$, $D=9$: six points of a great circle have rank 5.",
        {"circle_rank": 6},
    ),
)


def _depth(degree: str) -> Derivation:
    d, level = sympy.symbols("d ell", positive=True)
    over = {d: Integers(1), level: Integers(1)}
    found = sympy.Poly(in_cosine(tangent(3, _TENTH, 2, polynomial((0, 0, 0, 1)))), COSINE).degree()
    shown = sympy.Poly(in_cosine(tangent(3, _TENTH, 2, polynomial((0, 0, 1)))), COSINE)
    claimed = {"power": 3**2, "product": 3 * 2}[degree]
    return prove(
        rests_on(
            "jacot2018.rem6.every_dimension",
            r"the case $L=2$ and, for any polynomial in $u$ with positive coefficients, the ranks",
        ),
        rests_on(
            DUAL_ID,
            r"$\Sigma^{(\ell+1)}=\beta^2+\sum_{i\le d}a_{\ell,i}^2(\Sigma^{(\ell)}/q_\ell)^i$ with $a_{\ell,d}\ne0$",
        ),
        value(sympy.Integer(found), Integer(claimed), text=rf"$\sigma=u^3$, $L=3$: the degree is {claimed}", goal=True),
        identity(
            (d - 1) * d ** (level - 1) + d ** (level - 1),
            d**level,
            over,
            text=r"$\dot\Sigma^{(\ell)}\Theta_\infty^{(\ell)}$ has degree at most $(d-1)d^{\ell-1}+d^{\ell-1}=d^\ell$",
            goal=True,
        ),
        identity(
            d * d ** (level - 1),
            d**level,
            over,
            text=r"$(\Sigma^{(\ell)})^d$ has degree $d\cdot d^{\ell-1}=d^\ell$, and all coefficients positive if $\Sigma^{(\ell)}$ has (each "
            r"power $u^k$ is a product of lower ones)",
            goal=True,
        ),
        reduction(
            r"so by induction $\Sigma^{(\ell+1)}$ and $\Theta_\infty^{(\ell+1)}$ have degree $d^\ell$ and all coefficients positive"
        ),
        [
            positive(c, {}, text=rf"$\sigma=u^2$, $L=3$: the coefficient of $u^{{{k}}}$ is positive", goal=True)
            for (k,), c in shown.terms()
        ],
    )


DEPTH = Claim(
    id="jacot2018.rem6.depth",
    label="Remark 6",
    statement=(
        r"For a polynomial $\sigma$ of degree $d\ge1$, $\beta>0$ and depth $L\ge2$, $\Theta_\infty^{(L)}$ restricted to $S^{n_0-1}$ is a "
        r"polynomial in $x^Tx'$ of degree exactly $D=d^{L-1}$ with all coefficients positive; for $n_0\ge2$ its Gram matrices have rank "
        r"at most $\binom{n_0+D-1}D+\binom{n_0+D-2}{D-1}$ and its smallest singular point set has $2D+2$ points."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all d >= 1, L >= 2, n_0 >= 1, beta > 0",
    check=_depth,
    parameters={"degree": "power"},
    depends_on=("jacot2018.rem6.every_dimension", DUAL_ID),
    control=Control(r"The degree is $d(L-1)$; false at $d=3$, $L=3$: it is 9, not 6.", {"degree": "product"}),
)
