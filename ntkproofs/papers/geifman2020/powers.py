r"""Eigenvalues of :math:`(1-t)^\nu` in every degree and dimension."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, gamma, pi, rf, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import BETA, WENDEL_ID
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import beta, normalisation
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K

from .setting import CONVENTIONS

POWER_ID = "geifman2020.derived.funk_hecke_power"

X = Symbol("x", positive=True)  # the exponent less its lower bound -(d-1)/2
NU = Symbol("nu", real=True)
_T = Symbol("t", real=True)
_ABOVE: dict[Symbol, Domain] = {X: Reals(0, left_open=True), **DIMENSIONS}
_ZERO, _ONE = sympy.Integer(0), sympy.Integer(1)
RECURRENCE = r"$(2k+d-2)\,tP_k=kP_{k-1}+(k+d-2)P_{k+1}$ for $k\ge1$, $P_0=1$, $P_1=t$"


def power_eigenvalue(k: Expr, d: Expr, nu: Expr, sign: int = -1) -> Expr:
    r"""Return :math:`\mu_k[(1-t)^\nu]`, with the rising factorial :math:`(-\nu)_k`.

    >>> power_eigenvalue(sympy.Integer(1), sympy.Integer(3), sympy.Integer(1))
    -1/3
    """
    scale = 2 ** (nu + d - 2) * gamma(d / 2) * gamma(nu + (d - 1) / 2) / sqrt(pi)
    return scale * rf(sign * nu, k) / gamma(k + nu + d - 1)


def power_constant(d: Expr, nu: Expr) -> Expr:
    r"""Return :math:`C(d,\nu) = 2^{\nu+d-2} \Gamma(d/2) \Gamma(\nu+\frac{d-1}2) / (\sqrt\pi\,\Gamma(-\nu))`."""
    return 2 ** (nu + d - 2) * gamma(d / 2) * gamma(nu + (d - 1) / 2) / (sqrt(pi) * gamma(-nu))


def _power(sign: int) -> Derivation:
    k, d = K, D
    nu = X - (d - 1) / 2

    def m(index: Expr, exponent: Expr) -> Expr:
        return power_eigenvalue(index, d, exponent, sign)

    return prove(
        definition(r"$\nu=x-\frac{d-1}2$ with $x>0$; $m_k(\nu)=\mu_k[(1-t)^\nu]$; $(y)_k=\Gamma(y+k)/\Gamma(y)$"),
        rests_on(RELATIONS, RECURRENCE + r"; $P_k(-t)=(-1)^kP_k(t)$"),
        reduction(
            r"With $t=1-(1-t)$ under the integral, $(2k+d-2)\bigl(m_k(\nu)-m_k(\nu+1)\bigr)=k\,m_{k-1}(\nu)+(k+d-2)\,"
            r"m_{k+1}(\nu)$ for $k\ge1$ and $m_1(\nu)=m_0(\nu)-m_0(\nu+1)$. With $m_0(\nu)$ for all $\nu$ this determines "
            r"every $m_k(\nu)$, so it is enough that the closed form does the same; both sides are continuous in $\nu$, so "
            r"an identity off the poles of $\Gamma$ holds at them"
        ),
        positive(k + d - 2, {k: 1, d: 2}, text=r"$k+d-2>0$ for $k\ge1$"),
        cite(
            BETA,
            r"$t=1-2y$: $m_0(\nu)=c_d2^{\nu+d-2}\int_0^1y^{\nu+(d-3)/2}(1-y)^{(d-3)/2}dy=c_d2^{\nu+d-2}"
            r"\Gamma(\nu+\frac{d-1}2)\Gamma(\frac{d-1}2)/\Gamma(\nu+d-1)$",
        ),
        identity(
            m(_ZERO, nu),
            normalisation(d) * 2 ** (nu + d - 2) * beta(nu + (d - 1) / 2, (d - 1) / 2),
            _ABOVE,
            text=r"$m_0(\nu)$ is the closed form at $k=0$",
            goal=True,
        ),
        identity(
            m(_ONE, nu),
            m(_ZERO, nu) - m(_ZERO, nu + 1),
            _ABOVE,
            text=r"$m_1(\nu)=m_0(\nu)-m_0(\nu+1)$",
            goal=True,
        ),
        identity(
            (2 * k + d - 2) * (m(k, nu) - m(k, nu + 1)),
            k * m(k - 1, nu) + (k + d - 2) * m(k + 1, nu),
            {k: Integers(1), **_ABOVE},
            text=r"$(2k+d-2)(m_k(\nu)-m_k(\nu+1))=k\,m_{k-1}(\nu)+(k+d-2)\,m_{k+1}(\nu)$",
            goal=True,
        ),
        reduction(r"$t\to-t$ gives $\mu_k[(1+t)^\nu]=(-1)^km_k(\nu)$ by the parity of $P_k$"),
        identity(
            m(k, nu),
            power_constant(d, nu) * gamma(k - nu) / gamma(k + nu + d - 1),
            {k: Integers(0), **_ABOVE},
            text=r"for non-integer $\nu$ it is $C(d,\nu)\,\Gamma(k-\nu)/\Gamma(k+\nu+d-1)$",
            goal=True,
        ),
        cite(WENDEL_ID, r"$\Gamma(k-\nu)/\Gamma(k+\nu+d-1)\sim k^{-(d-1)-2\nu}$"),
        identity(
            power_constant(d, Rational(1, 2)),
            -(2 ** (d - Rational(5, 2))) * gamma(d / 2) ** 2 / pi,
            DIMENSIONS,
            text=r"$C(d,\frac12)=-2^{d-5/2}\Gamma(d/2)^2/\pi$",
        ),
    )


POWER = Claim(
    id="geifman2020.derived.funk_hecke_power",
    label="Section 3.2",
    statement=(
        r"For every integer $k\ge0$, $d\ge2$ and real $\nu>-(d-1)/2$: "
        r"$\mu_k[(1-t)^\nu]=\frac{2^{\nu+d-2}\Gamma(d/2)\Gamma(\nu+\frac{d-1}2)}{\sqrt\pi}\,\frac{(-\nu)_k}{\Gamma(k+\nu+d-1)}$ "
        r"and $\mu_k[(1+t)^\nu]=(-1)^k\mu_k[(1-t)^\nu]$, with $(x)_k$ the rising factorial. For non-integer $\nu$ "
        r"it is $C(d,\nu)\Gamma(k-\nu)/\Gamma(k+\nu+d-1)$, "
        r"$C(d,\nu)=\frac{2^{\nu+d-2}\Gamma(d/2)\Gamma(\nu+(d-1)/2)}{\sqrt\pi\,\Gamma(-\nu)}$, hence $\sim "
        r"C(d,\nu)k^{-(d-1)-2\nu}$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=(
        r"All $k\ge0$, $d\ge2$, $\nu>-(d-1)/2$, integers included (zero for integer $\nu<k$). The exact formula "
        "is proved by recursion in k; the asymptotic equivalence is given Wendel."
    ),
    check=_power,
    parameters={"sign": -1},
    depends_on=(RELATIONS,),
    conditions=(BETA, WENDEL_ID),
    control=Control(
        "The same formula with (nu)_k in place of (-nu)_k, d >= 3: false at nu = 1/2, k = 1.",
        {"sign": 1},
    ),
)


def _beltrami(shift: int) -> Derivation:
    t, nu, d = _T, NU, Symbol("d", real=True)
    f = (1 - t) ** nu
    return prove(
        definition(r"$D=(1-t^2)\partial_t^2-(d-1)t\,\partial_t$, $s=1-t\in(0,2)$"),
        rests_on(RELATIONS, r"$(1-t^2)P_k''-(d-1)tP_k'+k(k+d-2)P_k=0$, that is $DP_k=-k(k+d-2)P_k$"),
        identity(
            (1 - t**2) * sympy.diff(f, t, 2) - (d - 1) * t * sympy.diff(f, t),
            nu * (2 * nu + d - shift) * (1 - t) ** (nu - 1) - nu * (nu + d - 2) * f,
            {t: Reals(-1, 1, left_open=True, right_open=True), nu: Reals(), d: Reals()},
            text=rf"$Ds^\nu=\nu(2\nu+d-{shift})s^{{\nu-1}}-\nu(\nu+d-2)s^\nu$",
            goal=True,
        ),
    )


BELTRAMI = Claim(
    id="geifman2020.derived.beltrami_power_recursion",
    label="Section 3.2",
    statement=(
        r"With $D=(1-t^2)\partial_t^2-(d-1)t\partial_t$ (so $DP_k=-k(k+d-2)P_k$) and $s=1-t$: $D "
        r"s^\nu=\nu(2\nu+d-3)s^{\nu-1}-\nu(\nu+d-2)s^\nu$ for all real $\nu$, $d$."
    ),
    expected=Verdict.PROVED,
    scope=r"Identity of functions on $0<s<2$; all real $\nu,d$.",
    check=_beltrami,
    parameters={"shift": 3},
    depends_on=(RELATIONS,),
    control=Control(
        r"$D s^\nu=\nu(2\nu+d-2)s^{\nu-1}-\nu(\nu+d-2)s^\nu$.",
        {"shift": 2},
    ),
)
