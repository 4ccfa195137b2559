"""Lemma 17 (its statement is not in the printed main text): rectified powers and arc-cosine kernels."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, exp, gamma, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    prove,
    recurrence,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import BETA, DUPLICATION, WENDEL_ID
from ntkproofs.papers.background.gaussian_polar import POLAR
from ntkproofs.papers.background.harmonics import FUNK_HECKE
from ntkproofs.papers.background.integration import TONELLI

from .gegenbauer_coefficients import beta, normalisation
from .spectral_sequences import DIMENSIONS, MU, D, J, K

POWER_ID = "bietti2019.lemma17.power_coefficients"

ALPHA = Symbol("alpha", real=True)
_ALPHAS: dict[Symbol, Domain] = {ALPHA: Reals(-1, left_open=True)}
_N = Symbol("n", positive=True)
_DEGREES: dict[Symbol, Domain] = {_N: Integers(0)}


def rectified_power(alpha: Expr, k: Expr, d: Expr, shift: int = 0) -> Expr:
    r"""Return the coefficient :math:`\lambda_k` of :math:`t_+^\alpha`.

    .. math:: \lambda_k = \frac{\Gamma(\alpha+1)\Gamma(d/2)}
       {2^{\alpha+1}\Gamma(1+\frac{\alpha-k}2)\Gamma(\frac{k+d+\alpha}2)}

    >>> rectified_power(sympy.Integer(1), sympy.Integer(4), sympy.Integer(3))
    -1/96
    """
    below = 2 ** (alpha + 1) * gamma(1 + (alpha - k) / 2) * gamma((k + d + alpha + shift) / 2)
    return gamma(alpha + 1) * gamma(d / 2) / below


def _power_coefficients(shift: int) -> Derivation:
    a, k, d = ALPHA, K, D
    zeroth = normalisation(d) / 2 * beta((a + 1) / 2, (d - 1) / 2)
    doubled = 2**a * gamma((a + 1) / 2) * gamma(a / 2 + 1) / sqrt(pi)
    closed = rectified_power(a, sympy.Integer(0), d, shift) / gamma(a + 1) * doubled
    over: dict[Symbol, Domain] = {**_ALPHAS, **DIMENSIONS}
    return prove(
        definition(
            r"$\lambda_k(\alpha)=c_d\int_0^1t^\alpha P_k(t)(1-t^2)^{(d-3)/2}dt$; $P_0=1$, $P_1=t$, "
            r"$(k+d-2)P_{k+1}=(2k+d-2)tP_k-kP_{k-1}$ for $k\ge1$"
        ),
        reduction(
            r"The recurrence of $P_k$ under the integral: "
            r"$(2k+d-2)\lambda_k(\alpha+1)=k\lambda_{k-1}(\alpha)+(k+d-2)\lambda_{k+1}(\alpha)$ "
            r"for $k\ge1$, and $\lambda_1(\alpha)=\lambda_0(\alpha+1)$; with $\lambda_0$ for all $\alpha>-1$ this "
            r"determines every "
            r"$\lambda_k$, so it is enough that the closed form does the same. Both sides are entire in $k$, so that "
            r"an identity "
            r"off the poles of $\Gamma$ is one at them"
        ),
        cite(
            BETA,
            r"$\lambda_0(\alpha)=\frac{c_d}2\,\Gamma(\frac{\alpha+1}2)\Gamma(\frac{d-1}2)/\Gamma(\frac{\alpha+d}2)$",
        ),
        cite(DUPLICATION, r"$\Gamma(\alpha+1)=2^\alpha\,\Gamma(\frac{\alpha+1}2)\,\Gamma(\frac\alpha2+1)/\sqrt\pi$"),
        identity(zeroth, closed, over, text=r"$\lambda_0(\alpha)$ is the closed form at $k=0$", goal=True),
        identity(
            rectified_power(a, sympy.Integer(1), d, shift),
            rectified_power(a + 1, sympy.Integer(0), d, shift),
            over,
            text=r"$\lambda_1(\alpha)=\lambda_0(\alpha+1)$",
            goal=True,
        ),
        identity(
            (a + 1) * (2 * k + d - 2),
            k * (a + k + d - 1) + (k + d - 2) * (a - k + 1),
            text=r"$(\alpha+1)(2k+d-2)=k(\alpha+k+d-1)+(k+d-2)(\alpha-k+1)$",
        ),
        identity(
            (2 * k + d - 2) * rectified_power(a + 1, k, d, shift),
            k * rectified_power(a, k - 1, d, shift) + (k + d - 2) * rectified_power(a, k + 1, d, shift),
            {k: Integers(1), **over},
            text=r"$(2k+d-2)\lambda_k(\alpha+1)=k\lambda_{k-1}(\alpha)+(k+d-2)\lambda_{k+1}(\alpha)$ by that identity",
            goal=True,
        ),
        identity(
            (k + d + a + shift) * rectified_power(a, k + 2, d, shift),
            (a - k) * rectified_power(a, k, d, shift),
            {k: Integers(0), **over},
            text=r"$(k+d+\alpha)\,\lambda_{k+2}=(\alpha-k)\,\lambda_k$",
            goal=True,
        ),
        reduction(
            r"$\lambda_0,\lambda_1>0$ as integrals of positive functions and $k+d+\alpha>0$, so $\lambda_k$ is zero "
            r"exactly when "
            r"$\alpha$ is one of $k-2,k-4,\dots\ge0$: $\alpha$ an integer, $k\equiv\alpha\pmod2$, $k>\alpha$"
        ),
    )


POWER_COEFFICIENTS = Claim(
    id=POWER_ID,
    label="Lemma 17",
    statement=(
        r"For integer $d\ge2$, $k\ge0$ and real $\alpha>-1$ the Gegenbauer coefficient of "
        r"$\sigma_\alpha(t)=t_+^\alpha$ "
        r"($\alpha=0$: the step), $\lambda_k=c_d\int_0^1t^\alpha P_k(t)(1-t^2)^{(d-3)/2}dt$, "
        r"$c_d=\Gamma(d/2)/(\sqrt\pi\,\Gamma((d-1)/2))$, $P_k(1)=1$ (uniform probability measure on $S^{d-1}$), is "
        r"$\lambda_k=\dfrac{\Gamma(\alpha+1)\Gamma(d/2)}{2^{\alpha+1}\,\Gamma(1+\frac{\alpha-k}2)\,\Gamma("
        r"\frac{k+d+\alpha}2)}$, "
        r"with $1/\Gamma=0$ at the poles of $\Gamma$. It is zero exactly when $\alpha$ is an integer, "
        r"$k\equiv\alpha\pmod2$ and "
        r"$k>\alpha$. (The statement of Lemma 17 is not in the printed main text.)"
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0, all real alpha > -1",
    check=_power_coefficients,
    parameters={"shift": 0},
    conditions=(BETA, DUPLICATION),
    control=Control(
        r"The same with $\Gamma(\frac{k+d+\alpha+1}2)$; wrong at $\alpha=0$, $k=0$, where "
        r"$\lambda_0=1/2$.",
        {"shift": 1},
    ),
)


def arc_cosine_coefficient(alpha: Expr, k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\mu_k(\kappa_\alpha) = 2^{\alpha+1} \Gamma(\frac d2+\alpha)/\Gamma(\frac d2)\,\lambda_k^2`.

    >>> arc_cosine_coefficient(sympy.Integer(1), sympy.Integer(2), sympy.Integer(3))
    3/128
    """
    return 2 ** (alpha + 1) * gamma(d / 2 + alpha) / gamma(d / 2) * rectified_power(alpha, k, d) ** 2


def _arc_cosine_coefficients(excess: int) -> Derivation:
    a, n, j, d = ALPHA, _N, J, D
    r = Symbol("r", positive=True)
    s = r**2 / 2
    # The radial moment: r^(2 alpha + d - 1) exp(-r^2/2) dr = 2^(alpha + d/2 - 1) s^(alpha + d/2 - 1) exp(-s) ds.
    moment = 2**a * gamma(d / 2 + a) / gamma(d / 2)
    power = 2 * n + d + excess
    quotient = j ** (n + d / 2) * gamma(j + Rational(1, 2)) / gamma(j + n + (d + 1) / 2)
    factor = 2 ** (n + 1) * gamma(d / 2 + n) / gamma(d / 2) * (gamma(n + 1) * gamma(d / 2) / 2 ** (n + 1)) ** 2 / pi**2
    squared = factor * gamma(j + Rational(1, 2)) ** 2 / gamma(j + n + (d + 1) / 2) ** 2
    rational = factor * 2**power * j**excess
    constant = gamma(n + 1) ** 2 * 2 ** (d + n - 1) * gamma(d / 2) * gamma(d / 2 + n) / pi**2
    over = {j: Integers(1), **_DEGREES, **DIMENSIONS}
    return prove(
        definition(MU),
        cite(
            POLAR,
            r"$w=r\omega$, $r$ and $\omega$ independent, $\omega$ uniform on the sphere, $r$ of density $\propto "
            r"r^{d-1}e^{-r^2/2}$",
        ),
        definition(r"$\Gamma(z)=\int_0^\infty s^{z-1}e^{-s}ds$ for $z>0$"),
        identity(
            r ** (2 * a + d - 1) * exp(-s),
            2 ** (a + d / 2 - 1) * s ** (a + d / 2 - 1) * exp(-s) * sympy.diff(s, r),
            text=r"$r^{2\alpha+d-1}e^{-r^2/2}dr=2^{\alpha+d/2-1}s^{\alpha+d/2-1}e^{-s}ds$ with $s=r^2/2$",
        ),
        identity(
            2 ** (a + d / 2 - 1) * gamma(a + d / 2) / (2 ** (d / 2 - 1) * gamma(d / 2)),
            moment,
            text=r"$E\,r^{2\alpha}=2^\alpha\,\Gamma(\frac d2+\alpha)/\Gamma(\frac d2)$",
        ),
        reduction(
            r"$\kappa_\alpha(\langle "
            r"x,y\rangle)=2\,E\,r^{2\alpha}\;E_\omega[\sigma_\alpha(\langle\omega,x\rangle)\sigma_\alpha("
            r"\langle\omega,y\rangle)]$"
        ),
        cite(
            FUNK_HECKE,
            r"$E_y[f(\langle x,y\rangle)Y(y)]=\mu_k(f)Y(x)$, used for $f=\sigma_\alpha$ twice and for "
            r"$f=\kappa_\alpha$",
        ),
        cite(TONELLI, r"absolutely integrable since $\alpha\ge0$: the means over $y$ and $\omega$ may be exchanged"),
        reduction(
            r"Integrating the product against $Y(y)$, then over $\omega$: "
            r"$E_yE_\omega[\sigma_\alpha(\langle\omega,x\rangle)"
            r"\sigma_\alpha(\langle\omega,y\rangle)Y(y)]=\lambda_k\,E_\omega[\sigma_\alpha(\langle\omega,x\rangle)Y("
            r"\omega)]=\lambda_k^2\,Y(x)$. Hence $\mu_k(\kappa_\alpha)=2\,E\,r^{2\alpha}\,\lambda_k^2$"
        ),
        rests_on(POWER_ID, r"$\lambda_k$ in closed form, and where it is zero"),
        identity(
            2 * moment * rectified_power(a, K, d) ** 2,
            arc_cosine_coefficient(a, K, d),
            {a: Reals(0), K: Integers(0), **DIMENSIONS},
            text=r"$\mu_k(\kappa_\alpha)=2^{\alpha+1}\frac{\Gamma(d/2+\alpha)}{\Gamma(d/2)}\lambda_k^2$",
            goal=True,
        ),
        definition(
            r"$\alpha=n$ an integer and $k=n+1+2j$, so that $1+\frac{n-k}2=\frac12-j$ and "
            r"$\frac{k+d+n}2=j+n+\frac{d+1}2$"
        ),
        identity(
            arc_cosine_coefficient(n, n + 3 + 2 * j, d) * (j + n + (d + 1) / 2) ** 2,
            arc_cosine_coefficient(n, n + 1 + 2 * j, d) * (j + Rational(1, 2)) ** 2,
            over,
            text=r"$\mu_{k+2}(\kappa_n)\,(j+n+\frac{d+1}2)^2=\mu_k(\kappa_n)\,(j+\frac12)^2$",
        ),
        recurrence(
            lambda i: squared.subs(j, i),
            lambda f, i: f(i + 1) * (i + n + (d + 1) / 2) ** 2 - f(i) * (i + Rational(1, 2)) ** 2,
            {0: arc_cosine_coefficient(n, n + 1, d)},
            j,
            Integers(0),
            {**_DEGREES, **DIMENSIONS},
            text=r"$\mu_k(\kappa_n)=2^{n+1}\frac{\Gamma(d/2+n)}{\Gamma(d/2)}\Bigl[\frac{n!\,\Gamma(d/2)\,\Gamma(j+\frac12)}"
            r"{2^{n+1}\pi\,\Gamma(j+n+\frac{d+1}2)}\Bigr]^2$ for $j\ge0$: no pole of $\Gamma$ is left",
        ),
        definition(r"$W_j=j^{n+d/2}\,\Gamma(j+\frac12)/\Gamma(j+n+\frac{d+1}2)$"),
        cite(WENDEL_ID, r"$W_j\to1$ as $j\to\infty$: $\Gamma(x+a)/\Gamma(x+b)\sim x^{a-b}$"),
        identity(
            (2 * j) ** power * squared,
            rational * quotient**2,
            over,
            text=r"$(2j)^{d+2n}\mu_k(\kappa_n)$ is $W_j^2$ times a constant",
        ),
        limit((2 * j + n + 1) / (2 * j), j, sympy.Integer(1), text=r"$k/(2j)\to1$, hence every power of it"),
        limit(
            rational,
            j,
            constant,
            {**_DEGREES, **DIMENSIONS},
            text=rf"$\lim "
            rf"k^{{{sympy.latex(power)}}}\mu_k(\kappa_n)=\frac{{(n!)^22^{{d+n-1}}\Gamma(d/2)\Gamma(d/2+n)}}{{\pi^2}}$",
            goal=True,
        ),
    )


ARC_COSINE_COEFFICIENTS = Claim(
    id="bietti2019.lemma17.arc_cosine_coefficients",
    label="Lemma 17",
    statement=(
        r"Let $\kappa_\alpha(u)=2\,\mathbb E[(w\cdot x)_+^\alpha(w\cdot y)_+^\alpha]$, $w\sim\mathcal N(0,I_d)$, "
        r"unit $x,y$ with "
        r"$\langle x,y\rangle=u$, real $\alpha\ge0$: "
        r"$\mu_k(\kappa_\alpha)=2^{\alpha+1}\frac{\Gamma(d/2+\alpha)}{\Gamma(d/2)}\lambda_k^2$, "
        r"$\lambda_k=\frac{\Gamma(\alpha+1)\Gamma(d/2)}{2^{\alpha+1}\Gamma(1+\frac{\alpha-k}2)\Gamma("
        r"\frac{k+d+\alpha}2)}$ the "
        r"coefficient of $t_+^\alpha$. For integer $\alpha$ and $k\equiv\alpha+1\pmod2$, $k\to\infty$: "
        r"$\mu_k(\kappa_\alpha)\sim\frac{(\alpha!)^22^{d+\alpha-1}\Gamma(d/2)\Gamma(d/2+\alpha)}{\pi^2}\,"
        r"k^{-d-2\alpha}$, and "
        r"$\mu_k=0$ for $k\equiv\alpha\pmod2$, $k>\alpha$."
    ),
    hypotheses=(MU,),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0, all real alpha >= 0 (asymptotics: integer alpha)",
    check=_arc_cosine_coefficients,
    parameters={"excess": 0},
    depends_on=(POWER_ID,),
    conditions=(POLAR, TONELLI, FUNK_HECKE, WENDEL_ID),
    control=Control(
        r"$k^{d+2\alpha+1}\mu_k(\kappa_\alpha)$ has the finite limit of the statement, so "
        r"$\mu_k=O(k^{-d-2\alpha-1})$; it tends to "
        r"infinity, for $k^{d+2\alpha}\mu_k$ has a positive limit.",
        {"excess": 1},
    ),
)
