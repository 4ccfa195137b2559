r"""Proposition 3 made concrete: one function of the RKHS that is not Lipschitz."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, pi, rf, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gamma_function import BETA
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.harmonics import ADDITION, COMPLETE
from ntkproofs.papers.background.sums import GAUSS
from ntkproofs.papers.bietti2019.norm_series import DEGREE, DIMENSION, INDEX, step_ratio, step_ratio_identity
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS
from ntkproofs.papers.bietti2019.section_3_1_networks import SPACE

_K, _D, _N, _S = DEGREE, DIMENSION, INDEX, Symbol("s", positive=True)
_T = Symbol("t", real=True)


def coefficient_ratio(n: Expr, dim: Expr, exponent: Expr) -> Expr:
    r"""Return :math:`c_{2n+2}/c_{2n}` of :math:`(1-t^2)^{s/2}`.

    >>> coefficient_ratio(sympy.Integer(0), sympy.Integer(3), Rational(3, 4))
    -1/10
    """
    return (2 * n + 1) * (2 * n - exponent) / ((2 * n + dim - 1) * (2 * n + exponent + dim))


def _coefficients() -> list[Step]:
    k, d, s, n, t = _K, _D, _S, _N, _T
    before = Symbol("A", real=True)  # c_(k-1)
    inside = {t: Reals(-1, 1, left_open=True, right_open=True)}
    found = k * (k - 1 - s) / ((k + d - 2) * (k + s + d - 1)) * before
    first = Symbol("c")

    def closed(m: Expr) -> Expr:
        return first * rf(Rational(1, 2), m) * rf(-s / 2, m) / (rf((d - 1) / 2, m) * rf((d + s) / 2, m))

    return [
        definition(
            r"$c_k=c_d\int_{-1}^1(1-t^2)^{s/2}P_k(t)(1-t^2)^{(d-3)/2}dt$; for odd $k$ set $A=c_{k-1}$, $B=c_{k+1}$ and "
            r"$I=c_d\int_{-1}^1t(1-t^2)^{(s+d-3)/2}P_k(t)\,dt$"
        ),
        rests_on(RELATIONS, r"the recurrence, the parity and $(2k+d-2)(1-t^2)P_k'=k(k+d-2)(P_{k-1}-P_{k+1})$"),
        reduction(r"$P_k$ is odd for odd $k$ and $f_s$ is an even function of $t$, so $c_k=0$"),
        reduction(r"the recurrence of $tP_k$ gives $(2k+d-2)I=(k+d-2)B+kA$"),
        antiderivative(
            -((1 - t**2) ** ((s + d - 1) / 2)) / (s + d - 1),
            t * (1 - t**2) ** ((s + d - 3) / 2),
            t,
            inside,
            text=r"$t(1-t^2)^{(s+d-3)/2}$ is the derivative of $-(1-t^2)^{(s+d-1)/2}/(s+d-1)$, which vanishes at "
            r"$\pm1$",
        ),
        reduction(
            r"so by parts $(s+d-1)I=c_d\int(1-t^2)^{(s+d-3)/2}(1-t^2)P_k'\,dt$, that is "
            r"$(s+d-1)(2k+d-2)I=k(k+d-2)(A-B)$"
        ),
        identity(
            (s + d - 1) * ((k + d - 2) * found + k * before) - k * (k + d - 2) * (before - found),
            sympy.Integer(0),
            text=r"the two equations for $I$ give $B=\frac{k(k-1-s)}{(k+d-2)(k+s+d-1)}A$",
        ),
        identity(
            found.subs(k, 2 * n + 1),
            coefficient_ratio(n, d, s) * before,
            text=r"with $k=2n+1$: $c_{2n+2}/c_{2n}=\frac{(2n+1)(2n-s)}{(2n+d-1)(2n+s+d)}$",
        ),
        recurrence(
            closed,
            lambda sequence, m: sequence(m + 1) - coefficient_ratio(m, d, s) * sequence(m),
            {0: first},
            n,
            Integers(0),
            text=r"$c_{2n}=c_0(1/2)_n(-s/2)_n/\bigl(((d-1)/2)_n((d+s)/2)_n\bigr)$",
            goal=True,
        ),
        cite(BETA, r"$c_0=c_d\int_{-1}^1(1-t^2)^{(s+d-3)/2}dt=c_d\,B(\frac{s+d-1}2,\frac12)$"),
    ]


def _membership(threshold: Rational) -> list[Step]:
    n, ratio = _N, coefficient_ratio(_N, _D, _S)
    rate = 2 * _S
    return [
        rests_on(
            "bietti2019.prop5.closed_form",
            r"$\mu_k=(k(k+d-2)+d+1)\frac18[\Gamma(d/2)/(\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))]^2$",
        ),
        cite(COMPLETE, r"$f_s$ is the sum of its components $N(d,k)c_kP_k(x_1)$"),
        cite(
            ADDITION,
            r"$\|P_k(x_1)\|_{L^2}^2=1/N(d,k)$, so $\|f_s\|^2_{\mathcal H}=\sum_nN(d,2n)c_{2n}^2/\mu_{2n}$ as all "
            r"$\mu_{2n}>0$",
        ),
        step_ratio_identity(ratio, "kappa"),
        limit(
            n * (1 - step_ratio(ratio, "kappa")),
            n,
            rate,
            {_D: Integers(2), _S: Reals(0, left_open=True)},
            text=r"the quotient is $1-2s/n+O(n^{-2})$",
            goal=True,
        ),
        reduction(r"$s\notin2\mathbb N$, so no factor $2n-s$ vanishes and all terms are positive"),
        cite(GAUSS, r"the sum is finite if and only if $2s>1$"),
        value(rate.subs(_S, threshold), sympy.Integer(1), text=rf"$2s=1$ at $s={threshold}$", goal=True),
    ]


def _steepness() -> list[Step]:
    phi = Symbol("phi", positive=True)
    quarter = Reals(0, pi / 2)
    return [
        definition(
            r"$x_1=\cos\varphi$: $f_s(x)=(\sin\varphi)^s$, $f_s(e_1)=0$ and $\|x-e_1\|=2\sin(\varphi/2)$, "
            r"$0<\varphi\le\pi/2$"
        ),
        identity(1 - cos(phi) ** 2, sin(phi) ** 2, text=r"$1-x_1^2=\sin^2\varphi$"),
        nonnegative_by_derivatives(sin(phi) - 2 * phi / pi, phi, quarter, text=r"$\sin\varphi\ge2\varphi/\pi$"),
        nonnegative_by_derivatives(
            phi - 2 * sin(phi / 2), phi, quarter, text=r"$2\sin(\varphi/2)\le\varphi$", goal=True
        ),
        reduction(
            r"so $|f_s(x)-f_s(e_1)|/\|x-e_1\|\ge(2\varphi/\pi)^s/\varphi=(2/\pi)^s\varphi^{s-1}$, for $s<1$ a "
            r"negative power of $\varphi$, "
            r"which is unbounded as $\varphi\to0$; $x_1=-1$ by symmetry"
        ),
    ]


def _single_function(threshold: Rational) -> Derivation:
    return prove(_coefficients(), _membership(threshold), _steepness())


SINGLE_FUNCTION = Claim(
    id="bietti2019.prop3.single_function",
    label="Proposition 3",
    statement=(
        r"For real $s>0$ let $f_s(x)=(1-x_1^2)^{s/2}$ on $S^{d-1}$. Its Gegenbauer coefficients vanish in odd "
        r"degrees and "
        r"$c_{2n}=c_0\frac{(1/2)_n(-s/2)_n}{((d-1)/2)_n((d+s)/2)_n}$, $c_0=c_d\,B(\tfrac{s+d-1}2,\tfrac12)$, "
        r"$c_d=\Gamma(d/2)/(\sqrt\pi\Gamma((d-1)/2))$. For $s\notin2\mathbb N$: $f_s\in\mathcal H$ if and only if "
        r"$s>1/2$. Hence for "
        r"$1/2<s<1$ the single function $f_s\in\mathcal H$ is not Lipschitz (at $x_1=\pm1$)."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope=(
        "all d >= 2, all real s > 0 that are not even integers (even s give polynomials, in H). Given completeness "
        "of the harmonics, "
        "the addition theorem, the Beta integral and Gauss's test."
    ),
    check=_single_function,
    parameters={"threshold": Rational(1, 2)},
    depends_on=(RELATIONS, "bietti2019.prop5.closed_form"),
    conditions=(BETA, COMPLETE, ADDITION, GAUSS),
    control=Control(
        r"$f_s\in\mathcal H$ if and only if $s>2/5$; false for $s=1/2$, whose norm series has terms of exact order "
        r"$1/n$.",
        {"threshold": Rational(2, 5)},
    ),
)
