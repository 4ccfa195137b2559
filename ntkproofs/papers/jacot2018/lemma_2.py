"""Lemma 2: the dual of a function by its Hermite coefficients."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, exp, factorial, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    power_series,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.proposition_5_taylor import inverse_root_series

from .hermite_pairs import CORRELATION, hermite_polynomial, moments_used, pair_mean
from .setting import cauchy_schwarz

COMPLETE = "background.hermite_completeness"
STEIN = "background.stein"
TONELLI = "background.tonelli"
DUAL_ID = "jacot2018.lem2.dual"

DUAL = (
    r"$\hat\mu(\rho)=\mathbb{E}[\mu(X)\mu(Y)]$, $(X,Y)$ centred Gaussian with unit variances and covariance $\rho\in[-1,1]$; "
    r"$h_i=He_i/\sqrt{i!}$ are the orthonormal Hermite polynomials"
)

_I = Symbol("i", nonnegative=True)
_A = Symbol("a", real=True)
_RHO = {CORRELATION: Reals(-1, 1)}


def orthogonality() -> list[Step]:
    r"""Prove :math:`E[h_i(X)h_j(Y)] = \delta_{ij}\rho^i` for all i, j, by the generating function."""
    s, t, x, z = sympy.symbols("s t x z", real=True)
    c = Symbol("c", real=True)
    rho = CORRELATION
    u = Symbol("u", real=True)
    over = {s: Reals(), t: Reals(), **_RHO}
    instances = [
        identity(
            pair_mean(hermite_polynomial(i, u), hermite_polynomial(j, u), u),
            factorial(i) * rho**i if i == j else Integer(0),
            _RHO,
            text=rf"$\mathbb{{E}}[He_{i}(X)He_{j}(Y)]$, directly",
        )
        for i, j in ((0, 0), (1, 1), (2, 2), (3, 3), (0, 2), (1, 3))
    ]
    return [
        *moments_used(6),
        identity(
            exp(c * z) * exp(-(z**2) / 2),
            exp(c**2 / 2) * exp(-((z - c) ** 2) / 2),
            {c: Reals(), z: Reals()},
            text=r"completing the square: $\mathbb{E}e^{cZ}=e^{c^2/2}$ for $Z\sim N(0,1)$, since $e^{-(z-c)^2/2}$ has the same integral",
        ),
        identity(
            (s + t * rho) ** 2 / 2 + (t * sqrt(1 - rho**2)) ** 2 / 2 - s**2 / 2 - t**2 / 2,
            rho * s * t,
            over,
            text=r"$sX+tY=(s+t\rho)X+t\sqrt{1-\rho^2}Z$, so $\mathbb{E}[e^{sX-s^2/2}e^{tY-t^2/2}]=e^{\rho st}$",
        ),
        definition(r"$e^{sx-s^2/2}=\sum_n\frac{s^n}{n!}He_n(x)=\sum_n\frac{s^n}{\sqrt{n!}}h_n(x)$"),
        power_series(
            exp(s * x - s**2 / 2),
            s,
            {n: hermite_polynomial(n, x) / factorial(n) for n in range(4)},
            {x: Reals()},
            text=r"the first coefficients are $He_0,\dots,He_3$ over $n!$",
        ),
        cite(
            COMPLETE, r"the $h_n$ are orthonormal, so the series converges in $L^2$ (the sum of $s^{2n}/n!$ is finite)"
        ),
        cauchy_schwarz(),
        reduction(
            r"$|\mathbb{E}[h_i(X)h_j(Y)]|\le1$ (Cauchy-Schwarz in $L^2$), so the double series "
            r"$\sum_{ij}\frac{s^it^j}{\sqrt{i!j!}}\mathbb{E}[h_i(X)h_j(Y)]$ converges absolutely and is the power series of "
            r"$e^{\rho st}=\sum_k\frac{(\rho st)^k}{k!}$; power series with the same sum have the same coefficients"
        ),
        *instances,
    ]


def _dual(power: int) -> Derivation:
    u = Symbol("u", real=True)
    return prove(
        orthogonality(),
        value(
            pair_mean(2 * u, 2 * u, u).subs(CORRELATION, 1),
            Integer(2) ** power,
            text=r"$\mu=2h_1$ at $\rho=1$: $\mathbb{E}[(2X)(2Y)]=4$",
            goal=True,
        ),
        identity(
            _A * _A * CORRELATION**_I,
            _A**power * CORRELATION**_I,
            {_A: Reals(), CORRELATION: Reals(0, 1), _I: Integers(0)},
            text=rf"$\mathbb{{E}}[a_ih_i(X)\,a_ih_i(Y)]=a_i^{power}\rho^i$, and the mixed terms vanish",
            goal=True,
        ),
        cite(COMPLETE, r"$\mu=\sum_ia_ih_i$ in $L^2$ and $\sum_ia_i^2=\mathbb{E}\mu^2<\infty$"),
        reduction(
            r"The partial sums $\mu_n$ converge in $L^2$ of $X$ and of $Y$, so $\mathbb{E}[\mu_n(X)\mu_n(Y)]\to\mathbb{E}[\mu(X)\mu(Y)]$ by "
            r"Cauchy-Schwarz, and the left side is $\sum_{i\le n}a_i^2\rho^i$; a Lipschitz function is square integrable"
        ),
    )


DUAL_FORMULA = Claim(
    id=DUAL_ID,
    label="Lemma 2",
    printed=True,
    statement=(
        r"Let $\mu:\mathbb{R}\to\mathbb{R}$ be Lipschitz. If $\mu=\sum_{i\ge0}a_ih_i$ in $L^2(\mathcal{N}(0,1))$ with the "
        r"orthonormal Hermite polynomials (the paper does not state the normalisation), then "
        r"$\hat\mu(\rho)=\sum_{i\ge0}a_i^2\rho^i$."
    ),
    hypotheses=(DUAL,),
    expected=Verdict.PROVED,
    scope="all mu in L^2(N(0,1)), all rho in [-1,1]",
    check=_dual,
    parameters={"power": 2},
    conditions=(COMPLETE,),
    control=Control(r"$\hat\mu(\rho)=\sum_ia_i\rho^i$; false for $\mu=2h_1$ at $\rho=1$: $4\ne2$.", {"power": 1}),
)


def _unnormalised(weight: str) -> Derivation:
    u = Symbol("u", real=True)
    claimed = {"factorial": factorial(_I), "one": Integer(1)}[weight]
    second = pair_mean(hermite_polynomial(2, u), hermite_polynomial(2, u), u)
    return prove(
        moments_used(4),
        rests_on(DUAL_ID, r"with $b_i$ the orthonormal coefficients, $\hat\mu(\rho)=\sum_ib_i^2\rho^i$"),
        definition(r"$a_iHe_i=a_i\sqrt{i!}\,h_i$, so $b_i=a_i\sqrt{i!}$"),
        identity(
            second,
            claimed.subs(_I, 2) * CORRELATION**2,
            _RHO,
            text=r"$\mu=He_2$: $\mathbb{E}[He_2(X)He_2(Y)]=2\rho^2$",
            goal=True,
        ),
        identity(
            (_A * sqrt(factorial(_I))) ** 2,
            claimed * _A**2,
            {_A: Reals(), _I: Integers(0)},
            text=rf"$b_i^2={sympy.latex(claimed)}\,a_i^2$",
            goal=True,
        ),
    )


UNNORMALISED = Claim(
    id="jacot2018.lem2.unnormalised",
    label="Lemma 2",
    statement=(
        r"With the unnormalised probabilists' polynomials $\mu=\sum_ia_iHe_i$ (so $\mathbb{E}He_i^2=i!$) the formula is "
        r"$\hat\mu(\rho)=\sum_ii!\,a_i^2\rho^i$; the formula of Lemma 2 is therefore false for this normalisation."
    ),
    hypotheses=(DUAL,),
    expected=Verdict.PROVED,
    scope="all mu in L^2(N(0,1)), all rho in [-1,1]",
    check=_unnormalised,
    parameters={"weight": "factorial"},
    depends_on=(DUAL_ID,),
    control=Control(
        r"$\sum_ia_i^2\rho^i$ with unnormalised coefficients; false for $\mu=He_2$: $\rho^2$ against $2\rho^2$.",
        {"weight": "one"},
    ),
)

_K = Symbol("k", positive=True)


def relu_coefficient_squared(k: Expr) -> Expr:
    r"""Return :math:`a_{2k}^2 = ((2k-3)!!)^2/(2\pi(2k)!)` of the ReLU, :math:`k \ge 1`.

    >>> relu_coefficient_squared(sympy.Integer(2))
    1/(48*pi)
    """
    # (2k-3)!! = (2k-2)!/(2^(k-1) (k-1)!)
    odd = factorial(2 * k - 2) / (2 ** (k - 1) * factorial(k - 1))
    return odd**2 / (2 * pi * factorial(2 * k))


def relu_series() -> list[Step]:
    r"""Prove :math:`\kappa_1(\rho)/2 = \sum_i a_i^2\rho^i` with the coefficients of the ReLU, all squares positive for even i."""
    rho = CORRELATION
    kappa = (rho * (pi - sympy.acos(rho)) + sqrt(1 - rho**2)) / pi
    inner = {rho: Reals(-1, 1, left_open=True, right_open=True)}
    central = sympy.binomial(2 * _K - 2, _K - 1) / 4 ** (_K - 1)
    return [
        *inverse_root_series(),
        antiderivative(kappa, 1 - sympy.acos(rho) / pi, rho, inner, text=r"$\kappa_1'=\kappa_0$"),
        antiderivative(
            1 - sympy.acos(rho) / pi,
            1 / (pi * sqrt(1 - rho**2)),
            rho,
            inner,
            text=r"$\kappa_0'=1/(\pi\sqrt{1-\rho^2})$",
        ),
        value(kappa.subs(rho, 0) / 2, 1 / (2 * pi), text=r"$\frac12\kappa_1(0)=1/(2\pi)=a_0^2$"),
        value((1 - sympy.acos(Integer(0)) / pi) / 2, Rational(1, 4), text=r"$\frac12\kappa_1'(0)=1/4=a_1^2$"),
        identity(
            2 * _K * (2 * _K - 1) * relu_coefficient_squared(_K),
            central / (2 * pi),
            {_K: Integers(1)},
            text=r"$2k(2k-1)\,a_{2k}^2=\frac1{2\pi}\binom{2k-2}{k-1}4^{-(k-1)}$, the coefficient of $\rho^{2k-2}$ in $\frac12\kappa_1''$; the odd ones "
            r"from degree 3 on vanish",
            goal=True,
        ),
        value(kappa.subs(rho, 1) / 2, Rational(1, 2), text=r"$\frac12\kappa_1(1)=\frac12$"),
        reduction(
            r"The coefficients are non-negative and the partial sums at $0<\rho<1$ below $\frac12$, so the series converges uniformly on "
            r"$[-1,1]$ and equals $\frac12\kappa_1$ there by continuity"
        ),
    ]


def _relu(alternating: int) -> Derivation:
    z, k = Symbol("z", real=True), _K
    density = exp(-(z**2) / 2) / sqrt(2 * pi)
    a4 = Integer(-1) ** alternating / sqrt(48 * pi)
    # He_{m}(0) = h, He_{m-2}(0) = g with m = 2j: He_{m}(0) = -(m-1) He_{m-2}(0).
    j = Symbol("j", positive=True)
    at_zero = sympy.factorial(2 * j) / (2**j * sympy.factorial(j))
    return prove(
        cite(STEIN, r"$\sqrt i\,a_i=\mathbb{E}[1_{z>0}h_{i-1}(z)]$ for $i\ge1$"),
        *(
            antiderivative(
                -hermite_polynomial(m - 1, z) * density,
                hermite_polynomial(m, z) * density,
                z,
                {z: Reals()},
                text=rf"$-(He_{{{m - 1}}}\varphi)'=He_{{{m}}}\varphi$, $\varphi$ the Gaussian density",
            )
            for m in (1, 2, 3)
        ),
        reduction(
            r"In general $He_m'=mHe_{m-1}$ and $He_m=zHe_{m-1}-He_{m-1}'$ give $(He_{m-1}\varphi)'=-He_m\varphi$, so "
            r"$\mathbb{E}[1_{z>0}He_m]=He_{m-1}(0)\varphi(0)$ for $m\ge1$, and $a_n=He_{n-2}(0)/\sqrt{2\pi\,n!}$ for $n\ge2$; "
            r"$He_m(0)=0$ for odd $m$ and $He_m(0)=-(m-1)He_{m-2}(0)$"
        ),
        identity(
            at_zero,
            (2 * j - 1) * at_zero.subs(j, j - 1),
            {j: Integers(1)},
            text=r"$(2j)!/(2^jj!)=(2j-1)\cdot(2j-2)!/(2^{j-1}(j-1)!)$, so $He_{2j}(0)=(-1)^j(2j-1)!!$",
        ),
        value(
            sympy.Integer(1) / sqrt(2 * pi),
            density.subs(z, 0),
            text=r"$a_0=\mathbb{E}z_+=\varphi(0)=1/\sqrt{2\pi}$",
            goal=True,
        ),
        antiderivative(
            -density, z * density, z, {z: Reals()}, text=r"$\mathbb{E}z_+=\int_0^\infty z\varphi=\varphi(0)$"
        ),
        value(
            sympy.gamma(Rational(1, 2)) / (2 * sqrt(pi)),
            Rational(1, 2),
            text=r"$a_1=\mathbb{E}1_{z>0}=\frac12$ by symmetry",
            goal=True,
        ),
        value(
            hermite_polynomial(2, z).subs(z, 0) / sqrt(2 * pi * factorial(4)),
            a4,
            text=r"$a_4=He_2(0)/\sqrt{2\pi\,4!}=-1/\sqrt{48\pi}$",
            goal=True,
        ),
        identity(
            at_zero.subs(j, k - 1) ** 2 / (2 * pi * factorial(2 * k)),
            relu_coefficient_squared(k),
            {k: Integers(1)},
            text=r"$a_{2k}=(-1)^{k+1}(2k-3)!!/\sqrt{2\pi(2k)!}$: modulus, with the sign of $He_{2k-2}(0)$",
            goal=True,
        ),
        relu_series(),
    )


RELU_COEFFICIENTS = Claim(
    id="jacot2018.lem2.relu_coefficients",
    label="Lemma 2",
    statement=(
        r"For $\mu(z)=\max(z,0)$ and orthonormal Hermite polynomials: $a_0=1/\sqrt{2\pi}$, $a_1=1/2$, $a_{2k+1}=0$ for $k\ge1$, "
        r"$a_{2k}=(-1)^{k+1}(2k-3)!!/\sqrt{2\pi(2k)!}$ for $k\ge1$ (with $(-1)!!=1$), $\sum_ia_i^2=\frac12$ and "
        r"$\sum_ia_i^2\rho^i=\frac12\kappa_1(\rho)$ with $\kappa_1(\rho)=(\rho(\pi-\arccos\rho)+\sqrt{1-\rho^2})/\pi$."
    ),
    expected=Verdict.PROVED,
    scope="all k, all rho in [-1,1]",
    check=_relu,
    parameters={"alternating": 1},
    conditions=(STEIN,),
    control=Control(r"The same with all signs positive; false for $a_4=-1/\sqrt{48\pi}<0$.", {"alternating": 2}),
)
