r"""The constant of :math:`\mu_k \sim C k^{-d}` for every depth, and the scale at which it sets in."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, gamma, pi, sqrt

from ntkproofs.checks import Integers, cite, definition, identity, limit, power_series, prove, rests_on
from ntkproofs.checks.domains import Domain, Reals
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K

from .angle_map import ANALYTIC_ID
from .endpoints import MINUS_ID, PLUS_ID, PRODUCT, PRODUCT_ID
from .powers import POWER_ID, power_constant, power_eigenvalue
from .reference_sequence import REFERENCE_ID
from .setting import BIAS, BIASES, CONVENTIONS, NTK, REFERENCE
from .slit import SLIT_ID
from .slit_two_sided import SLIT_BOUNDS_ID
from .theta_series import LINEAR_ID, L, coefficient

TRANSFER_ID = "geifman2020.derived.singularity_transfer"
CONSTANT_ID = "geifman2020.derived.asymptotic_constant"
PI_L = Symbol("Pi_L", positive=True)
EVERY: dict[Symbol, Domain] = {L: Integers(2), **BIASES, PI_L: Reals(0, 1, left_open=True)}
_HALF = Rational(1, 2)


def _transfer(sign: int) -> Derivation:
    d = D
    plus, minus = -sqrt(2) / pi, sqrt(2) / pi
    x = Symbol("x", real=True)
    steps = []
    for parity, constant in ((0, sympy.Integer(0)), (1, 2 / pi * 2 ** (d - 2) * gamma(d / 2) ** 2 / pi)):
        word = "odd" if parity else "even"
        steps.append(
            identity(
                (plus + sign * (-1) ** parity * minus) * power_constant(d, _HALF),
                constant,
                DIMENSIONS,
                text=rf"$\kappa_0$, {word} degrees: the leading constant $(c_++(-1)^kc_-)C(d,\frac12)$ is the true one",
                goal=True,
            )
        )
    return prove(
        power_series(
            sympy.cos(sqrt(2) * x * (1 + x**2 / 12)),
            x,
            {0: sympy.Integer(1), 1: sympy.Integer(0), 2: sympy.Integer(-1), 3: sympy.Integer(0), 4: sympy.Integer(0)},
            text=r"$\arccos(1-s)=\sqrt{2s}\,(1+\frac s{12}+\dots)$: $\kappa_0$ has $c_\pm=\mp\frac{\sqrt2}\pi$ at $s^{1/2}$",
        ),
        rests_on(
            "geifman2020.derived.arc_cosine_degree_0",
            r"$\mu_k[\kappa_0]=\frac2\pi J_k$ for odd $k$, 0 for even $k\ge2$",
        ),
        rests_on(REFERENCE_ID, r"$k^dJ_k\to2^{d-2}\Gamma(d/2)^2/\pi$"),
        steps,
    )


TRANSFER = Claim(
    id="geifman2020.derived.singularity_transfer",
    label="Section 3.2",
    statement=(
        r"Let $\kappa\in C^\infty(-1,1)$ have, term by term differentiably, "
        r"$\kappa(1-s)\sim\mathrm{poly}(s)+\sum_jc_j^+s^{\nu_j}$ and $\kappa(-1+s)\sim\mathrm{poly}(s)+\sum_jc_j^-s^{\nu_j}$ as "
        r"$s\to0^+$ with non-integer $\nu_0<\nu_1<\dots$, $\nu_0>-(d-1)/2$. Then for every $J$ and every integer "
        r"$M<\nu_J+\frac{d-1}2$: $\mu_k[\kappa]=\sum_{j<J}(c_j^++(-1)^kc_j^-)\mu_k[(1-t)^{\nu_j}]+O(k^{-2M})$, with remainder "
        r"at most $(k(k+d-2))^{-M}c_d\int|D^MR|(1-t^2)^{(d-3)/2}dt$, $R$ the function minus the subtracted powers and "
        r"$D=(1-t^2)\partial_t^2-(d-1)t\partial_t$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.CITED,
    scope=(
        r"All $d\ge2$; explicit remainder once enough terms are subtracted that $D^MR$ is integrable. Quantifies over a class "
        "of functions; the leading constant is held against an exact instance."
    ),
    check=_transfer,
    parameters={"sign": 1},
    depends_on=("geifman2020.derived.arc_cosine_degree_0", REFERENCE_ID),
    control=Control(
        r"The leading term uses $c_+-(-1)^kc_-$: refuted on $\kappa_0$, whose even eigenvalues are exactly 0.",
        {"sign": -1},
    ),
)


def _constant(shift: int) -> Derivation:
    steps = []
    for parity in (0, 1):
        bracket = (1 + BIAS) * L * (L - 1 + shift) / 2 + (-1) ** parity * (1 - BIAS) * PI_L
        right, left = -coefficient(1, L), -(BIAS - 1) * PI_L / pi  # w_+'(0), w_-'(0)
        word = "odd" if parity else "even"
        steps += [
            identity(
                right + (-1) ** parity * left,
                bracket / pi,
                EVERY,
                text=rf"{word} $k$: $w_+'(0){'-' if parity else '+'}w_-'(0)=\frac1\pi\left[(1+b)\frac{{L(L-1)}}2"
                rf"{'-' if parity else '+'}(1-b)\Pi_L\right]$",
                goal=True,
            ),
        ]
    return prove(
        definition(PRODUCT + "; " + REFERENCE + r"; $w_+(y)=-\mathrm{Im}\,g(iy)$, $w_-(y)=-\mathrm{Im}\,g(\pi-iy)$"),
        rests_on(
            ANALYTIC_ID,
            r"$g(\theta)=\Theta_L(\cos\theta)$ is analytic near $[0,\pi]$, so on some strip of height $Y>0$",
        ),
        cite(SLIT_ID, "the representation of the eigenvalues on that strip"),
        rests_on(
            SLIT_BOUNDS_ID,
            r"$\mu_k=[w_+'(0)+(-1)^kw_-'(0)]J_k(1+O(k^{-2}))$ along a parity for which the bracket is not 0",
        ),
        rests_on(
            LINEAR_ID, r"$g(\theta)=g(0)-\frac{(1+b)L(L-1)}{2\pi}\theta+\dots$, so $w_+'(0)=\frac{(1+b)L(L-1)}{2\pi}$"
        ),
        rests_on(
            MINUS_ID,
            r"$g(\pi-\varphi)=g(\pi)+\frac{b-1}\pi\Pi_L\varphi+\dots$, so at $\varphi=iy$ $w_-'(0)=\frac{1-b}\pi\Pi_L$",
        ),
        rests_on(
            PRODUCT_ID, r"the bracket is positive for $L\ge3$, and for $L=2$ it is $2$ (even $k$) and $2b$ (odd $k$)"
        ),
        steps,
        rests_on(REFERENCE_ID, r"$k^dJ_k\to2^{d-2}\Gamma(d/2)^2/\pi$"),
        identity(
            2 ** (D - 2) * gamma(D / 2) ** 2 / pi / pi,
            2 ** (D - 2) * gamma(D / 2) ** 2 / pi**2,
            DIMENSIONS,
            text=r"$\frac1\pi\cdot\frac{2^{d-2}\Gamma(d/2)^2}\pi=\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}$",
            goal=True,
        ),
    )


ASYMPTOTIC_CONSTANT = Claim(
    id="geifman2020.derived.asymptotic_constant",
    label="Section 3.2",
    statement=(
        r"For all $L\ge2$, $b\ge0$, $d\ge2$: "
        r"$\mu_k[\Theta_L]=\frac1\pi\left[(1+b)\frac{L(L-1)}2+(-1)^k(1-b)\Pi_L\right]J_k\left(1+O(k^{-2})\right)$ along each "
        r"parity for which the bracket is positive, hence "
        r"$\mu_k\sim\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}\left[(1+b)\frac{L(L-1)}2+(-1)^k(1-b)\Pi_L\right]k^{-d}$; "
        + PRODUCT
        + ", "
        + REFERENCE
    ),
    hypotheses=(CONVENTIONS, NTK),
    expected=Verdict.PROVED,
    scope=(
        r"All $L\ge2$, $b\ge0$, $d\ge2$ (for $L=2$, $b=0$ only even $k$). Grows like $L^2/2$ with depth. Given the slit "
        "representation; the implied constant depends on $L$, $b$."
    ),
    check=_constant,
    parameters={"shift": 0},
    depends_on=(ANALYTIC_ID, SLIT_BOUNDS_ID, LINEAR_ID, MINUS_ID, PRODUCT_ID, REFERENCE_ID),
    conditions=(SLIT_ID,),
    control=Control(r"The constant has the factor $(1+b)\frac{L(L+1)}2$; false at $L=2$.", {"shift": 2}),
)


def _scale(sign: int) -> Derivation:
    k, d = K, D
    quotient = power_eigenvalue(k, d, Rational(3, 2)) / power_eigenvalue(k, d, _HALF)
    rational = -3 * d / 2 / ((k - Rational(3, 2)) * (k + d - _HALF))
    ratio = Rational(1, 12) + 2 * coefficient(3, L) / coefficient(1, L)
    stated = Rational(1, 12) + ((1 + BIAS) * (15 * L**2 - 71 * L + 82) / pi**2 - 45) / (27 * (1 + BIAS))
    degrees: dict[Symbol, Domain] = {k: Integers(0), **DIMENSIONS}
    return prove(
        rests_on(PLUS_ID, r"$c_1^+/c_0^+=\frac1{12}+\frac{2a_3}{a_1}$"),
        identity(
            ratio,
            stated,
            {L: Integers(2), **BIASES},
            text=r"$\frac{c_1^+}{c_0^+}=\frac1{12}+\frac{(1+b)(15L^2-71L+82)/\pi^2-45}{27(1+b)}$",
            goal=True,
        ),
        limit(
            stated / L**2,
            L,
            5 / (9 * pi**2),
            BIASES,
            text=r"$\frac{c_1^+}{c_0^+}/L^2\to\frac5{9\pi^2}$",
            goal=True,
        ),
        rests_on(POWER_ID, r"the eigenvalues of $(1-t)^{1/2}$ and $(1-t)^{3/2}$"),
        identity(
            power_constant(d, Rational(3, 2)),
            sign * 3 * d / 2 * power_constant(d, _HALF),
            DIMENSIONS,
            text=rf"$C(d,\frac32)/C(d,\frac12)={'-' if sign < 0 else ''}\frac{{3d}}2$",
            goal=True,
        ),
        identity(
            quotient,
            rational,
            {**degrees, k: Integers(2)},
            text=r"$\frac{\mu_k[(1-t)^{3/2}]}{\mu_k[(1-t)^{1/2}]}=-\frac{3d}2\frac1{(k-\frac32)(k+d-\frac12)}$",
            goal=True,
        ),
        limit(
            k**3 * (rational + 3 * d / (2 * k**2)),
            k,
            3 * d * (d - 2) / 2,
            DIMENSIONS,
            text=r"$k^3\left(\text{this}+\frac{3d}2k^{-2}\right)$ converges: the quotient is $-\frac{3d}2k^{-2}+O(k^{-3})$",
            goal=True,
        ),
        cite(TRANSFER_ID, r"the later powers $s^{5/2},\dots$ of the end $t=1$ contribute $O(k^{-4})$ relatively"),
        identity(
            Rational(3, 2) * d * 5 * L**2 / (9 * pi**2),
            (L / pi * sqrt(5 * d / 6)) ** 2,
            {L: Integers(2), **DIMENSIONS},
            text=r"$\frac{3d}2\cdot\frac{5L^2}{9\pi^2}k^{-2}=1$ at $k=\frac L\pi\sqrt{5d/6}$",
            goal=True,
        ),
    )


SCALE = Claim(
    id="geifman2020.derived.preasymptotic_scale",
    label="Section 3.2",
    statement=(
        r"The contribution of the end $t=1$ to $\mu_k[\Theta_L]$ is "
        r"$c_0^+\mu_k[(1-t)^{1/2}]\left(1-\frac{3d}2\frac{c_1^+}{c_0^+}k^{-2}+O(k^{-3})\right)$ with "
        r"$\frac{c_1^+}{c_0^+}=\frac1{12}+\frac{(1+b)(15L^2-71L+82)/\pi^2-45}{27(1+b)}\sim\frac{5L^2}{9\pi^2}$, so the power law "
        r"sets in for $k\gg\frac L\pi\sqrt{5d/6}$."
    ),
    hypotheses=(CONVENTIONS, NTK),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $b\ge0$, $d\ge2$; the last clause is the scale at which the second term equals the first.",
    check=_scale,
    parameters={"sign": -1},
    depends_on=(PLUS_ID, POWER_ID),
    conditions=(TRANSFER_ID,),
    control=Control(r"$C(d,3/2)/C(d,1/2)=+\frac{3d}2$.", {"sign": 1}),
)
