r"""Corollary 7 with its hypotheses repaired: even Lipschitz functions by their Poisson means."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, cos, gamma, log, pi, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.harmonics import ADDITION, COMPLETE, FUNK_HECKE, POISSON

from .corollary_6 import EVEN, KAPPA, KAPPA_1
from .poisson_means import lipschitz_energy, poisson_error, poisson_norm
from .relu_kernels import KAPPAS
from .section_3_1_networks import SPACE
from .section_3_2_improvement import rate_exponent
from .spectral_sequences import DIMENSIONS, D, K, decay_constant, mu_kappa

RATE_ID = "bietti2019.cor7.rate"
CLOSED_FORM = "bietti2019.prop5.closed_form"
ELEMENTARY = "bietti2019.prop5.elementary_dimensions"
HYPOTHESIS = r"$f$ is even, $|f|\le\eta$ and $|f(x)-f(y)|\le\eta\|x-y\|$ on $S^{d-1}$"

_T = Symbol("theta", real=True)
_X = Symbol("x", real=True)


def poisson_constant(dim: int) -> Expr:
    r"""Return :math:`G^2 = 2^{2-d}/\mu_0 + \frac{d-1}{C(d)} (\frac{d+2}4)^d (\frac{d-2}{2e})^{d-2}`.

    >>> sympy.sqrt(poisson_constant(3)).evalf(10)
    1.804793611
    """
    d = Integer(dim)
    tail = (d - 1) / decay_constant(d) * ((d + 2) / 4) ** d * ((d - 2) / (2 * sympy.E)) ** (d - 2)
    return 2 ** (2 - d) / mu_kappa(Integer(0), d) + tail


def error_bound(dim: int, epsilon: Expr) -> Expr:
    r"""Return :math:`2c_d\varepsilon[\frac1d + (\pi/\sqrt2)^d\log(\pi/\varepsilon)]`."""
    d = Integer(dim)
    weight = gamma(d / 2) / (sqrt(pi) * gamma((d - 1) / 2))
    return 2 * weight * epsilon * (1 / d + (pi / sqrt(2)) ** dim * log(pi / epsilon))


def _rate(scale: Rational) -> Derivation:
    half = Rational(1, 2)
    d = D
    return prove(
        definition(
            r"an instance: $d=3$, $f=\eta x_1^2=\eta(\frac13+\frac23P_2(x_1))$, $\varepsilon=\frac12$, $\delta=\sqrt2\,G\eta$"
        ),
        value(
            Rational(2, 3) * (1 - (1 - half) ** 2),
            half,
            text=r"there $\sup|f-g|=\frac23\eta(1-(1-\varepsilon)^2)=\frac\eta2$, attained at $x_1=1$",
        ),
        identity(
            cos(_T) ** 2 - cos(2 * _T) / 2,
            half,
            {_T: Reals()},
            text=r"$f$ is admissible: $\cos^2a-\cos^2b=\frac12(\cos2a-\cos2b)=-\sin(a+b)\sin(a-b)$ with the angles $a,b$ of $x,y$ to $e_1$, "
            r"at most $2\sin\frac{|a-b|}2\le\|x-y\|$ in absolute value",
        ),
        positive(
            scale * error_bound(3, half) - half,
            {},
            text=rf"the bound, times ${sympy.latex(scale)}$, is above it",
            goal=True,
        ),
        rests_on(CLOSED_FORM, r"$\mu_0$ in $G$"),
        lipschitz_energy(),
        poisson_norm(KAPPA),
        identity(
            (d / 2 - 1) * 2,
            d - 2,
            DIMENSIONS,
            text=r"$\varepsilon=(\delta/(G\eta))^{-1/(d/2-1)}$: $G^2\eta^2\varepsilon^{-(d-2)}=\delta^2$, and "
            r"$\varepsilon\le\frac12$ for $\delta\ge2^{d/2-1}G\eta$",
            goal=True,
        ),
        [positive(poisson_constant(dim), {}, text=rf"$G^2$ is positive for $d={dim}$") for dim in (3, 4)],
        poisson_error(),
        positive(scale - 1, {}, strict=False, text=r"the stated bound is at least the one proved"),
        reduction(
            r"With $q=1/(d/2-1)$ and $\ell=\log(\delta/\eta)\ge1$: $\varepsilon=G^q(\delta/\eta)^{-q}$ and $\log(\pi/\varepsilon)\le"
            r"(\log\pi+q|\log G|+q)\,\ell$, $\frac1d\le\frac1d\ell$; so $C'(d)=2c_dG^q[\frac1d+(\pi/\sqrt2)^d(\log\pi+q|\log G|+q)]$"
        ),
    )


RATE = Claim(
    id=RATE_ID,
    label="Corollary 7",
    statement=(
        r"Let $d\ge3$ and $\eta>0$. Put $G^2=\frac{2^{2-d}}{\mu_0(\kappa)}+\frac{d-1}{C(d)}\bigl(\frac{d+2}4\bigr)^d\bigl(\frac{d-2}{2e}"
        r"\bigr)^{d-2}$, $C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$, let $\delta\ge2^{d/2-1}G\eta$ and $\varepsilon=(\delta/(G\eta))^{-1/(d/2-1)}\le"
        r"\frac12$. The Poisson mean $g=\sum_k(1-\varepsilon)^kf_k$ satisfies $\|g\|_{\mathcal H}\le\delta$ and $\sup|f-g|\le2c_d\,\eta\,"
        r"\varepsilon\bigl[\frac1d+(\pi/\sqrt2)^d\log(\pi/\varepsilon)\bigr]$, $c_d=\Gamma(d/2)/(\sqrt\pi\,\Gamma((d-1)/2))$. So for "
        r"$\delta/\eta\ge\max(e,2^{d/2-1}G)$ the error is at most $C'(d)\,\eta\,(\delta/\eta)^{-1/(d/2-1)}\log(\delta/\eta)$."
    ),
    hypotheses=(*KAPPAS, SPACE, HYPOTHESIS),
    expected=Verdict.PROVED,
    scope="all d >= 3; given the Poisson kernel, the Funk-Hecke formula, the addition theorem and completeness of the harmonics",
    check=_rate,
    parameters={"scale": Rational(1)},
    depends_on=(CLOSED_FORM, RELATIONS, EVEN, KAPPA.lower_bound),
    conditions=(COMPLETE, FUNK_HECKE, POISSON, ADDITION),
    control=Control(
        r"A fortieth of the error bound suffices; false for $d=3$, $\varepsilon=\frac12$, $f=\eta x_1^2$, whose error is $\frac\eta2$.",
        {"scale": Rational(1, 40)},
    ),
)


def _circle(step: int) -> Derivation:
    k = K
    return prove(
        [
            positive(
                mu_kappa(Integer(j), Integer(2)),
                {},
                text=rf"$\mu_{j}>0$ for $d=2$: $\cos({j}\theta)/{j}$ is in $\mathcal H$",
                goal=True,
            )
            for j in range(2, 7, step)
        ],
        rests_on(EVEN, r"$f_k=0$ for odd $k$"),
        rests_on(ELEMENTARY, r"for even $k$: $\mu_k=\frac{2(k^2+3)}{\pi^2(k^2-1)^2}$, so $\mu_0=6/\pi^2$"),
        positive(
            sympy.expand(k**2 * (k**2 + 3) - (k**2 - 1) ** 2),
            {k: 1},
            text=r"$(k^2-1)^2<k^2(k^2+3)$: $\frac1{\mu_k}\le\frac{\pi^2}2k^2$ for even $k\ge2$",
            goal=True,
        ),
        lipschitz_energy(),
        power_series(
            2 - 2 * cos(k * _X),
            _X,
            {0: Integer(0), 1: Integer(0), 2: k**2},
            text=r"for $d=2$: $P_k(\cos x)=\cos kx$ and $k(k+d-2)=k^2$",
        ),
        reduction(
            r"$\|f\|_{\mathcal H}^2=\sum\|f_k\|^2/\mu_k\le\frac{\pi^2}6\|f_0\|^2+\frac{\pi^2}2\sum k^2\|f_k\|^2$, and $|f_0|\le\eta$"
        ),
        value(
            1 / mu_kappa(Integer(0), Integer(2)) + pi**2 / 2,
            (pi * sqrt(Rational(2, 3))) ** 2,
            text=r"$\frac{\pi^2}6+\frac{\pi^2}2=\bigl(\pi\sqrt{2/3}\bigr)^2$",
            goal=True,
        ),
    )


CIRCLE = Claim(
    id="bietti2019.cor7.circle",
    label="Corollary 7",
    statement=(
        r"For $d=2$ the exponent $1/(d/2-1)$ is undefined and no approximation is needed: every even $f$ on $S^1$ with $|f|\le\eta$ and "
        r"$|f(x)-f(y)|\le\eta\|x-y\|$ lies in $\mathcal H$ with $\|f\|_{\mathcal H}\le\pi\sqrt{2/3}\,\eta$ (error $0$ for "
        r"$\delta\ge\pi\sqrt{2/3}\,\eta$)."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="d = 2; given completeness of the harmonics and the Funk-Hecke formula",
    check=_circle,
    parameters={"step": 2},
    depends_on=(EVEN, ELEMENTARY, RELATIONS),
    conditions=(COMPLETE, FUNK_HECKE),
    control=Control(r"The same without evenness; false for $f=\cos3\theta/3$, $\mu_3=0$.", {"step": 1}),
)


def _improvement_rate(better: str, worse: str) -> Derivation:
    gap = sympy.together(rate_exponent(better) - rate_exponent(worse))
    return prove(
        rests_on(RATE_ID, r"the rate $(\delta/\eta)^{-1/(d/2-1)}$ and the error of Poisson means, for $\kappa$"),
        lipschitz_energy(),
        poisson_norm(KAPPA_1),
        identity(
            (D / 2) * 2,
            D,
            text=r"$\varepsilon=(\delta/(G\eta))^{-1/(d/2)}$: $G^2\eta^2\varepsilon^{-d}=\delta^2$, so the same error in "
            r"$\varepsilon$ is of order $(\delta/\eta)^{-1/(d/2)}\log(\delta/\eta)$",
            goal=True,
        ),
        positive(
            gap,
            {D: 3},
            text=rf"the exponents differ by ${sympy.latex(gap)}>0$ for $d\ge3$: the rate for $\kappa_1$ is the weaker one",
            goal=True,
        ),
    )


IMPROVEMENT_RATE = Claim(
    id="bietti2019.section32.improvement_rate",
    label="Section 3.2",
    printed=True,
    statement=(
        r"For $\kappa_1$ the analogue of Corollary 7 has the weaker rate $(\delta/\eta)^{-1/(d/2)}$ (up to the logarithm) instead of "
        r"$(\delta/\eta)^{-1/(d/2-1)}$, $d\ge3$ (the paper's $p$)."
    ),
    hypotheses=(*KAPPAS, SPACE, HYPOTHESIS),
    expected=Verdict.PROVED,
    scope="all d >= 3, as a comparison of the two upper bounds (no lower bound for kappa_1 is claimed)",
    check=_improvement_rate,
    parameters={"better": "kappa", "worse": "kappa1"},
    depends_on=(RATE_ID, RELATIONS, EVEN, KAPPA_1.lower_bound),
    conditions=(COMPLETE, FUNK_HECKE),
    control=Control(
        r"The exponent for $\kappa_1$ exceeds that of $\kappa$, $1/(d/2)>1/(d/2-1)$; false at $d=4$, $\frac12<1$.",
        {"better": "kappa1", "worse": "kappa"},
    ),
)
