"""Proposition 5: how many harmonics there are, how they are normalised, and what antipodal points see of the zeros."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, binomial, cos, factorial, gamma, pi, sqrt

from ntkproofs.checks import Integers, definition, identity, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .gegenbauer_coefficients import THETA
from .legendre_integrals import ANGLES
from .proposition_5 import CLOSED_FORM_ID
from .relu_kernels import KAPPAS, kappa, kappa_0
from .spectral_sequences import DIMENSIONS, MU, D, K, decay_constant, mu_kappa


def _multiplicity(offset: int) -> Derivation:
    k, d = K, D
    a = Symbol("a", positive=True)
    claimed = (2 * k + d - offset) / k * binomial(k + d - 3, d - 2)
    return prove(
        definition(
            r"On the homogeneous polynomials in $d$ variables let $\langle x^\alpha,x^\beta\rangle=\alpha!$ for "
            r"$\alpha=\beta$, else $0$. "
            r"Those of degree $k$ have dimension $\binom{k+d-1}{d-1}$; the harmonic ones are the kernel of the "
            r"Laplacian $\Delta$"
        ),
        identity(
            factorial(a + 1),
            (a + 1) * factorial(a),
            text=r"$\langle x_ix^\alpha,x^\beta\rangle=\langle x^\alpha,\partial_ix^\beta\rangle$, both $(a+1)!$ at "
            r"$\beta_i=\alpha_i+1=a+1$",
        ),
        reduction(
            r"So multiplication by $|x|^2$ is adjoint to $\Delta$. It is injective, hence $\Delta$ maps degree $k$ "
            r"onto degree $k-2$: the "
            r"dimension of the harmonics is $\binom{k+d-1}{d-1}-\binom{k+d-3}{d-1}$ for $k\ge2$, and "
            r"$\binom{k+d-1}{d-1}$ for $k=0,1$. A "
            r"harmonic that vanishes on the sphere is zero by homogeneity, so restriction loses nothing"
        ),
        identity(
            claimed,
            binomial(k + d - 1, d - 1) - binomial(k + d - 3, d - 1),
            {K: Integers(2), **DIMENSIONS},
            text=rf"$\frac{{2k+d-{offset}}}k\binom{{k+d-3}}{{d-2}}=\binom{{k+d-1}}{{d-1}}-\binom{{k+d-3}}{{d-1}}$ "
            rf"for $k\ge2$",
            goal=True,
        ),
        value(binomial(d - 1, d - 1), sympy.Integer(1), text=r"$k=0$: $N(d,0)=1=\binom{d-1}{d-1}$", goal=True),
        identity(
            claimed.subs(k, 1),
            binomial(d, d - 1),
            DIMENSIONS,
            text=r"$k=1$: $N(d,1)=d=\binom d{d-1}$",
            goal=True,
        ),
        identity(claimed.subs(d, 2), sympy.Integer(2), {K: Integers(1)}, text=r"$N(2,k)=2$ for $k\ge1$", goal=True),
        reduction(
            r"Summed over $j\equiv k\pmod2$ the differences telescope, from the first value $\binom{d-1}{d-1}$ or "
            r"$\binom d{d-1}$, to "
            r"$\sum_{j\le k,\ j\equiv k\,(2)}N(d,j)=\binom{k+d-1}{d-1}$"
        ),
    )


MULTIPLICITY = Claim(
    id="bietti2019.prop5.multiplicity",
    label="Proposition 5",
    statement=(
        r"The number of linearly independent spherical harmonics of degree $k$ on $S^{d-1}$ is $N(d,0)=1$, "
        r"$N(d,k)=\frac{2k+d-2}k\binom{k+d-3}{d-2}$ for $k\ge1$ ($N(2,k)=2$), and "
        r"$\sum_{j\le k,\ j\equiv k\,(2)}N(d,j)=\binom{k+d-1}{d-1}$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0",
    check=_multiplicity,
    parameters={"offset": 2},
    control=Control(
        r"$N(d,k)=\frac{2k+d-3}k\binom{k+d-3}{d-2}$, so that $N(3,k)=2k$; at $k=1$ there are $3$ linear harmonics.",
        {"offset": 3},
    ),
)


def _normalisation(mass_power: int) -> Derivation:
    d = D
    mass = 2 * pi ** (d / 2) / gamma(d / 2)
    mu, y, z, a = (Symbol(name, positive=True) for name in ("mu", "Y", "Z", "a"))
    other = mass**mass_power * mu
    three = sympy.Integer(3)
    over = {**DIMENSIONS, mu: Integers(1), y: Integers(1), z: Integers(1), a: Integers(1)}
    first = mass.subs(d, three) ** mass_power * mu_kappa(sympy.Integer(1), three)
    return prove(
        definition(
            r"$\omega=2\pi^{d/2}/\Gamma(d/2)$, $\sigma=\omega\tau$ the surface measure and $\tau$ the uniform "
            r"probability measure; "
            rf"$\mu_k'=\omega^{{{mass_power}}}\mu_k$ the eigenvalues under $\sigma$"
        ),
        reduction(
            r"$\int Y^2d\sigma=\omega\int Y^2d\tau$, so $Y'=\omega^{-1/2}Y$ is orthonormal for $\sigma$ when $Y$ is "
            r"for $\tau$, and the "
            r"coefficient of $f$ for it is $a'=\int fY'd\sigma=\omega^{1/2}a$. In the steps $Y$, $Z$ are the values "
            r"of $Y_{k,j}$ at two "
            r"points where they are not zero"
        ),
        identity(
            other * (y / sqrt(mass)) * (z / sqrt(mass)),
            mu * y * z,
            over,
            text=r"$\mu_k'\,Y_{k,j}'(x)Y_{k,j}'(y)=\mu_k\,Y_{k,j}(x)Y_{k,j}(y)$: the terms of (10) are the same",
            goal=True,
        ),
        identity(
            (sqrt(mass) * a) ** 2 / other,
            a**2 / mu,
            over,
            text=r"$a'^2/\mu_k'=a^2/\mu_k$: the norm of $\mathcal H$ is the same",
            goal=True,
        ),
        reduction(
            r"$\omega$ depends on $d$ only and is positive: zeros and exponent of $\mu_k$ are unchanged, and the "
            r"limit of $k^d\mu_k'$ is "
            r"$\omega\,C(d)$"
        ),
        rests_on(CLOSED_FORM_ID, r"$\mu_1(\kappa)=1/3$ for $d=3$"),
        value(first, 4 * pi / 3, text=r"$\mu_1'(\kappa)=4\pi/3$ for $d=3$", goal=True),
        value(
            mass.subs(d, three) * decay_constant(three),
            sympy.Integer(4),
            text=r"$\omega\,C(3)=4\pi\cdot\frac1\pi=4$",
            goal=True,
        ),
    )


NORMALISATION = Claim(
    id="bietti2019.prop5.normalisation",
    label="Proposition 5",
    statement=(
        r"The normalisation of $Y_{k,j}$ is not printed. Taking, instead of the uniform probability measure, the "
        r"surface measure "
        r"of total mass $\omega=2\pi^{d/2}/\Gamma(d/2)$ (and $Y_{k,j}$ orthonormal for it) multiplies every $\mu_k$ "
        r"and the constant "
        r"$C(d)$ by $\omega$ and leaves (10), the zeros, the exponent and the space $\mathcal H$ with its norm "
        r"unchanged."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k",
    check=_normalisation,
    parameters={"mass_power": 1},
    depends_on=(CLOSED_FORM_ID,),
    control=Control(
        r"Under the surface measure every $\mu_k$ is the same, so $\mu_1(\kappa)=1/3$ for $d=3$; it is $4\pi/3$.",
        {"mass_power": 0},
    ),
)


def _antipodal_gram(bias: int) -> Derivation:
    def kernel(angle: sympy.Expr) -> sympy.Expr:
        return kappa(angle) + bias * kappa_0(angle)

    name = r"\kappa" + ("+\\kappa_0" if bias else "")
    # Six points of the circle at multiples of 60 degrees, three antipodal pairs: a circulant matrix, first row below.
    row = [kernel(pi * Rational(min(i, 6 - i), 3)) for i in range(6)]
    eigenvalues = [sum(row[i] * cos(pi * Rational(i * n, 3)) for i in range(6)) for n in range(6)]
    return prove(
        identity(
            kernel(THETA) - kernel(pi - THETA),
            2 * cos(THETA),
            ANGLES,
            text=rf"$f(u)-f(-u)=2u$ for $f={name}$",
            goal=True,
        ),
        reduction(
            r"Let $v=\sum_ia_i(\delta_{x_i}-\delta_{-x_i})$ with $\sum_ia_ix_i=0$. The entry of $Gv$ at a point $x$ is "
            r"$\sum_ia_i\bigl[f(\langle x,x_i\rangle)-f(-\langle x,x_i\rangle)\bigr]=2\langle "
            r"x,\sum_ia_ix_i\rangle=0$. The $a\in\mathbb R^m$ "
            r"with $\sum_ia_ix_i=0$ form a space of dimension at least $m-d>0$, and $a\mapsto v$ is injective"
        ),
        definition(r"An instance, $d=2$, $m=3$: the six points at multiples of $60$ degrees, a circulant Gram matrix"),
        value(
            sympy.Mul(*eigenvalues),
            sympy.Integer(0),
            text=rf"its determinant, $\prod_{{n=0}}^5\sum_{{i=0}}^5f(\cos\frac{{i\pi}}3)\cos\frac{{in\pi}}3$ with "
            rf"$f={name}$, is $0$",
            goal=True,
        ),
        value(
            eigenvalues[3],
            sympy.Integer(0),
            text=r"the zero factor is that of the odd vector $(1,-1,1,-1,1,-1)$",
        ),
    )


ANTIPODAL_GRAM = Claim(
    id="bietti2019.prop5.antipodal_gram",
    label="Proposition 5",
    statement=(
        r"For points $\pm x_1,\dots,\pm x_m$ on $S^{d-1}$ with $m>d$, the $2m\times2m$ Gram matrix of "
        r"$\kappa(\langle x,y\rangle)$ is "
        r"singular, with null space of dimension at least $m-d$: the vanishing odd eigenvalues are visible on finite "
        r"data."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all d >= 2, all m > d",
    check=_antipodal_gram,
    parameters={"bias": 0},
    control=Control(
        r"The Gram matrix of the zero-bias kernel $(u+1)\kappa_0+\kappa_1$ on such points is singular too; for three "
        r"antipodal "
        r"pairs on the circle at $0,60,120$ degrees it is positive definite.",
        {"bias": 1},
    ),
)
