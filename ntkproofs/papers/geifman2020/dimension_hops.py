r"""Eigenvalues in dimension :math:`d+2` from those in dimension d: derivatives and differences."""

from __future__ import annotations

import sympy
from sympy import Symbol

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.harmonics import monomial_coefficient
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import normalisation
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K

from .setting import CONVENTIONS

HOPS_ID = "geifman2020.derived.dimension_hops"
_T = Symbol("t", real=True)
_A, _B = sympy.symbols("A B", real=True)  # P_{k-1}(t), P_k(t)


def _hops(sign: int) -> Derivation:
    k, d, t = K, D, _T
    after = ((2 * k + d - 2) * t * _B - k * _A) / (k + d - 2)  # P_{k+1}
    slope = k * (_A - t * _B)  # (1-t^2) P_k'
    slope_after = (k + 1) * (_B - t * after)  # (1-t^2) P_{k+1}'
    later = ((2 * k + d) * t * after - (k + 1) * _B) / (k + d - 1)  # P_{k+2}
    slope_later = (k + 2) * (after - t * later)
    scaled = [  # (1-t^2) times the candidates for P_{k-1}, P_k, P_{k+1} of dimension d+2
        (d - 1) * slope / (k * (k + d - 2)),
        (d - 1) * slope_after / ((k + 1) * (k + d - 1)),
        (d - 1) * slope_later / ((k + 2) * (k + d)),
    ]
    over: dict[Symbol, Domain] = {k: Integers(1), **DIMENSIONS, t: Reals(-1, 1), _A: Reals(), _B: Reals()}
    three, zero, two = sympy.Integer(3), 0, 2
    low, high = monomial_coefficient(2, 3, zero), monomial_coefficient(2, 3, two)
    return prove(
        definition(r"$w=(1-t^2)^{(d-3)/2}$, $k'=k+d-2$; $P_k^{(d)}$ of dimension $d$, $c_d$ as in the conventions"),
        rests_on(
            RELATIONS,
            r"$(2k+d-2)tP_k=kP_{k-1}+k'P_{k+1}$; $(1-t^2)P_k'=k(P_{k-1}-tP_k)$, the same as "
            r"$(2k+d-2)(1-t^2)P_k'=kk'(P_{k-1}-P_{k+1})$; $\bigl((1-t^2)^{(d-1)/2}P_k'\bigr)'=-kk'wP_k$",
        ),
        value(
            three / three * (low - sign * high),
            monomial_coefficient(2, 5, 0),
            text=rf"$f=t^2$, $k=0$, $d=3$: $\mu_0^{{(5)}}=\mu_0^{{(3)}}{'-' if sign > 0 else '+'}\mu_2^{{(3)}}$",
            goal=True,
        ),
        definition(r"$A=P_{k-1}(t)$, $B=P_k(t)$, and $P_{k+1},P_{k+2}$ from them by the recurrence"),
        identity(
            (2 * k + d) * t * scaled[1],
            k * scaled[0] + (k + d) * scaled[2],
            over,
            text=r"$R_k=(d-1)(P_{k+1}^{(d)})'/((k+1)(k+d-1))$ satisfies the recurrence of dimension $d+2$, "
            r"$(2k+d)tR_k=kR_{k-1}+(k+d)R_{k+1}$ for $k\ge1$",
        ),
        identity(
            (d - 1) * sympy.Integer(1) / (1 * (d - 1)), sympy.Integer(1), DIMENSIONS, text=r"$R_0=1$, from $P_1=t$"
        ),
        identity(
            (d - 1) / (2 * d) * sympy.diff((d * t**2 - 1) / (d - 1), t),
            t,
            {t: Reals(-1, 1), **DIMENSIONS},
            text=r"$R_1=t$, from $P_2=(dt^2-1)/(d-1)$",
        ),
        reduction(r"so $P_k^{(d+2)}=(d-1)(P_{k+1}^{(d)})'/((k+1)(k+d-1))$ for all $k\ge0$"),
        reduction(
            r"Integration by parts for $k\ge1$, the edge $(1-t^2)^{(d-1)/2}P_k'f$ being 0 at $\pm1$: "
            r"$kk'\int fP_kw=\int f'(1-t^2)^{(d-1)/2}P_k'=\frac{kk'}{d-1}\int f'P_{k-1}^{(d+2)}(1-t^2)^{(d-1)/2}$"
        ),
        positive(k * (k + d - 2), {k: 1, d: 2}, text=r"$kk'>0$"),
        identity(
            normalisation(d) / (d - 1),
            normalisation(d + 2) / d,
            DIMENSIONS,
            text=r"$c_d/(d-1)=c_{d+2}/d$: the first formula, $\mu_k^{(d)}[f]=\frac1d\mu_{k-1}^{(d+2)}[f']$",
            goal=True,
        ),
        identity(
            scaled[1],
            (d - 1) / (2 * k + d) * (_B - later),
            over,
            text=r"$(1-t^2)P_k^{(d+2)}=\frac{d-1}{2k+d}\bigl(P_k^{(d)}-P_{k+2}^{(d)}\bigr)$ for $k\ge1$",
            goal=True,
        ),
        identity(
            1 - t**2,
            (d - 1) / d * (1 - (d * t**2 - 1) / (d - 1)),
            {t: Reals(-1, 1), **DIMENSIONS},
            text=r"the same for $k=0$",
            goal=True,
        ),
        identity(
            normalisation(d + 2) * (d - 1) / (2 * k + d),
            normalisation(d) * d / (2 * k + d),
            {k: Integers(0), **DIMENSIONS},
            text=r"$c_{d+2}\frac{d-1}{2k+d}=c_d\frac d{2k+d}$: the second formula, as $(1-t^2)^{(d-1)/2}=(1-t^2)w$",
            goal=True,
        ),
    )


HOPS = Claim(
    id="geifman2020.derived.dimension_hops",
    label="Section 3.2",
    statement=(
        r"With superscripts for the dimension: $\mu_k^{(d)}[f]=\frac1d\mu_{k-1}^{(d+2)}[f']$ for $k\ge1$ and "
        r"$f\in C^1$, and $\mu_k^{(d+2)}[f]=\frac d{2k+d}\left(\mu_k^{(d)}[f]-\mu_{k+2}^{(d)}[f]\right)$ for "
        r"$k\ge0$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$, $k$ as stated, $f$ continuous (second) or absolutely continuous with integrable derivative "
        "(first)."
    ),
    check=_hops,
    parameters={"sign": 1},
    depends_on=(RELATIONS,),
    control=Control(
        r"$\mu_k^{(d+2)}=\frac{d}{2k+d}(\mu_k^{(d)}+\mu_{k+2}^{(d)})$: refuted at $f=t^2$, $k=0$, $d=3$.",
        {"sign": -1},
    ),
)
