r"""The reference sequence :math:`J_k`, and the two-layer eigenvalues against it: Theorem 1 (2a) with constants."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, gamma, pi

from ntkproofs.checks import (
    Integers,
    cite,
    definition,
    identity,
    limit,
    positive,
    positive_logarithm,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gamma_function import WENDEL_ID
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K, mu_kappa

from .arc_cosine_spectra import even_square
from .setting import NTK, REFERENCE, reference
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID, closed_form

REFERENCE_ID = "geifman2020.derived.reference_sequence"
TWO_SIDED_ID = "geifman2020.derived.two_layer_two_sided"
TWO_LAYERS_ID = "geifman2020.thm1.decay_two_layers"
Q = Symbol("q", positive=True)
_ONE, _TWO = sympy.Integer(1), sympy.Integer(2)
_LATER: dict[Symbol, Domain] = {K: Integers(1), **DIMENSIONS}


def _reference_sequence(power: int) -> Derivation:
    k, d = K, D
    # The quotient of consecutive terms of k^d J_k is q_k; q_k / q_{k+2} as a product of powers.
    factors = [((k + 1) * (k + 2) / (k * (k + 3)), d), (k * (k + d + 1) / ((k + 1) * (k + d)), _TWO)]
    shifted = [(base.subs(d, Q + 3), exponent.subs(d, Q + 3)) for base, exponent in factors]
    ahead = reference(k + 1, d) / reference(k, d)
    return prove(
        definition(REFERENCE + r"; $q_k=(1+\frac1k)^dJ_{k+1}/J_k$ is the quotient of consecutive terms of $k^dJ_k$"),
        identity(
            reference(k, _TWO),
            1 / (pi * k**2) * k ** sympy.Integer(power),
            {k: Integers(1)},
            text=rf"$d=2$: $J_k=k^{{{power}}}/(\pi k^2)$, so that $k^2J_k$ is constant",
            goal=True,
        ),
        identity(
            ahead.subs(k, k + 2) * (k * (k + d + 1)) ** 2,
            ahead * ((k + 1) * (k + d)) ** 2,
            _LATER,
            text=r"$\frac{J_{k+3}}{J_{k+2}}=\frac{J_{k+1}}{J_k}\left[\frac{(k+1)(k+d)}{k(k+d+1)}\right]^2$, hence "
            r"$\frac{q_k}{q_{k+2}}=\left[\frac{(k+1)(k+2)}{k(k+3)}\right]^d\left[\frac{k(k+d+1)}{(k+1)(k+d)}\right]^2$",
        ),
        positive_logarithm(
            shifted,
            k,
            {k: 1, Q: 0},
            text=r"$\log(q_k/q_{k+2})>0$ for $k\ge1$, $d=3+q\ge3$",
            goal=True,
        ),
        definition(r"$W(x)=\Gamma(x+\frac12)/(\sqrt x\,\Gamma(x))$"),
        cite(WENDEL_ID, r"$W(x)\to1$ as $x\to\infty$, and $(\frac k2)^{d/2}\Gamma(\frac k2)/\Gamma(\frac{k+d}2)\to1$"),
        identity(
            ahead,
            k
            / (k + d)
            * (gamma(k / 2 + Rational(1, 2)) / gamma(k / 2)) ** 2
            * 2
            / k
            / ((gamma((k + d) / 2 + Rational(1, 2)) / gamma((k + d) / 2)) ** 2 * 2 / (k + d)),
            _LATER,
            text=r"$J_{k+1}/J_k=\frac k{k+d}\,W(\frac k2)^2/W(\frac{k+d}2)^2$",
        ),
        limit(k / (k + d), k, _ONE, text=r"$k/(k+d)\to1$, and $(1+\frac1k)^d\to1$, so $q_k\to1$"),
        reduction(
            r"For $d\ge3$, $q_k>q_{k+2}>q_{k+4}>\dots\to1$, so $q_k>1$ for every $k\ge1$: $k^dJ_k$ increases. With $d=2$ it "
            r"is constant"
        ),
        identity(
            k**d * reference(k, d) * ((k / 2) ** d) ** -1 * (gamma(k / 2) / gamma((k + d) / 2)) ** -2,
            2**d * gamma(d / 2) ** 2 / (4 * pi),
            _LATER,
            text=r"$k^dJ_k=2^d\frac{\Gamma(d/2)^2}{4\pi}\bigl[(\frac k2)^{d/2}\Gamma(\frac k2)/\Gamma(\frac{k+d}2)\bigr]^2$",
        ),
        identity(
            2**d * gamma(d / 2) ** 2 / (4 * pi),
            2 ** (d - 2) * gamma(d / 2) ** 2 / pi,
            DIMENSIONS,
            text=r"the limit is $2^{d-2}\Gamma(d/2)^2/\pi$, and an increasing sequence is below its limit",
            goal=True,
        ),
    )


REFERENCE_SEQUENCE = Claim(
    id="geifman2020.derived.reference_sequence",
    label="Section 3.2",
    statement=(
        r"For $d\ge2$ the sequence $k^dJ_k$, "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$, is nondecreasing in "
        r"$k\ge1$ with limit $\frac{2^{d-2}\Gamma(d/2)^2}{\pi}$; hence $J_1k^{-d}\le "
        r"J_k\le\frac{2^{d-2}\Gamma(d/2)^2}\pi k^{-d}$ (equality throughout for $d=2$)."
    ),
    expected=Verdict.PROVED,
    scope=r"All integers $d\ge2$, all $k\ge1$.",
    check=_reference_sequence,
    parameters={"power": 0},
    conditions=(WENDEL_ID,),
    control=Control(r"For $d=2$, $k^2J_k=k/\pi$ increases without bound; it is constant.", {"power": 1}),
)


def quotient(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`\mu_k/J_k` of the two-layer kernel along even k."""
    return even_square(k, d) * (k**2 + (d - 2) * k + d + 1) / reference(k, d)


def _two_sided(direction: int) -> Derivation:
    k, d = K, D
    over: dict[Symbol, Domain] = {k: Integers(2, step=2), **DIMENSIONS}
    above = (k**2 + (d + 2) * k + 3 * d + 1) * ((k - 1) * (k + d)) ** 2
    below = (k**2 + (d - 2) * k + d + 1) * (k * (k + d + 1)) ** 2
    rest = (k**2 + (d - 2) * k + d + 1) / (2 * pi) * 4 / ((k - 1) * (k + d))
    half = Rational(1, 2)
    wendel = (gamma((k - 1) / 2) / gamma(k / 2)) ** 2 * (k - 1) / 2
    wendel *= (gamma((k + d) / 2) / gamma((k + d) / 2 + half)) ** 2 * (k + d) / 2
    return prove(
        closed_form(),
        identity(
            even_square(k, d) * (k**2 + (d - 2) * k + d + 1),
            even_square(k, d) * (k * (k + d - 2) + d + 1),
            over,
            text=r"along even $k$, $B_k=\frac{\Gamma(d/2)^2}{8\pi^2}[\Gamma(\frac{k-1}2)/\Gamma(\frac{k+d+1}2)]^2$",
        ),
        rests_on(
            BIAS_ID, r"the bias adds $\frac{3b}2$ at $k=0$, nothing at even $k\ge2$, $\frac{2b}\pi J_k$ at odd $k$"
        ),
        definition(r"$r_k=\mu_k/J_k$ along even $k\ge2$"),
        identity(
            quotient(k + 2, d) * below,
            quotient(k, d) * above,
            over,
            text=r"$\frac{r_{k+2}}{r_k}=\frac{k^2+(d+2)k+3d+1}{k^2+(d-2)k+d+1}\left[\frac{(k-1)(k+d)}{k(k+d+1)}\right]^2$",
        ),
        positive(
            direction * (below - above) / below,
            {k: 2, d: 2},
            steps={k: 2},
            text=rf"$r_{{k+2}}/r_k$ is {'below' if direction > 0 else 'above'} 1 for all $k\ge2$, $d\ge2$",
            goal=True,
        ),
        identity(
            quotient(_TWO, d),
            (3 * d + 1) / 2 * (gamma(d / 2 + 1) / gamma(d / 2 + Rational(3, 2))) ** 2,
            DIMENSIONS,
            text=r"$r_2=\frac{3d+1}2\left[\frac{\Gamma(d/2+1)}{\Gamma(d/2+3/2)}\right]^2$",
            goal=True,
        ),
        definition(
            r"$V_k=\frac{\Gamma((k-1)/2)}{\Gamma(k/2)}\sqrt{\tfrac{k-1}2}\cdot\frac{\Gamma((k+d)/2)}{\Gamma((k+d+1)/2)}\sqrt{\tfrac{k+d}2}$"
        ),
        cite(WENDEL_ID, r"$V_k\to1$: $\Gamma(x)\sqrt x/\Gamma(x+\frac12)\to1$"),
        identity(quotient(k, d), rest * wendel, over, text=r"$r_k=\frac{2(k^2+(d-2)k+d+1)}{\pi(k-1)(k+d)}V_k^2$"),
        limit(rest, k, 2 / pi, DIMENSIONS, text=r"$\lim r_k=\frac2\pi$", goal=True),
        identity(mu_kappa(_ONE, d), 1 / d, DIMENSIONS, text=r"$\mu_1=\frac1d$ without bias", goal=True),
        value(
            mu_kappa(sympy.Integer(3), d),
            sympy.Integer(0),
            text="without bias the odd degrees from 3 on give 0",
            goal=True,
        ),
    )


TWO_SIDED = Claim(
    id="geifman2020.derived.two_layer_two_sided",
    label="Theorem 1",
    statement=(
        r"Explicit form of Theorem 1 (2a), $L=2$, all $b\ge0$, $d\ge2$: for even $k\ge2$ the quotient "
        r"$\mu_k[\Theta_2]/J_k$ does not depend on $b$, decreases strictly in $k$ along even $k$, has limit "
        r"$2/\pi$, and starts at $\frac{3d+1}{2}\left[\frac{\Gamma(d/2+1)}{\Gamma(d/2+3/2)}\right]^2$; for odd "
        r"$k\ge3$ it equals $2b/\pi$; for $k=1$, $\mu_1=\frac1d+\frac{2b}{\pi}J_1$. Here "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $b\ge0$, $k\ge1$; no asymptotics.",
    check=_two_sided,
    parameters={"direction": 1},
    depends_on=(TWO_LAYER_ID, BIAS_ID),
    conditions=(WENDEL_ID,),
    control=Control(
        "The quotient on even $k$ increases.",
        {"direction": -1},
    ),
)


def _decay_two_layers(bias: Rational) -> Derivation:
    d = D
    small, large = Symbol("b", positive=True), Symbol("h", nonnegative=True)
    return prove(
        rests_on(
            TWO_SIDED_ID,
            r"$\mu_k/J_k$ decreases along even $k\ge2$ from $r_2$ to the limit $\frac2\pi$, equals $\frac{2b}\pi$ for odd "
            r"$k\ge3$, and $\mu_1=\frac1d+\frac{2b}\pi J_1$",
        ),
        rests_on(REFERENCE_ID, r"$J_1k^{-d}\le J_k\le\frac{2^{d-2}\Gamma(d/2)^2}\pi k^{-d}$"),
        positive(
            2 * bias / pi * reference(sympy.Integer(3), d).subs(d, 2),
            {},
            text=rf"$\mu_3=\frac{{2b}}\pi J_3>0$ at $b={bias}$, $d=2$, as a lower bound $C_1k^{{-d}}$ at $k=3$ needs",
            goal=True,
        ),
        reduction(
            r"With $C=\max(r_2,\frac{2b}\pi,\frac1{dJ_1}+\frac{2b}\pi)$ and $\min(1,b)\le1$, $\min(1,b)\le b$, the bounds "
            r"$\frac{2\min(1,b)}\pi J_k\le\mu_k\le C\,J_k$ are those three lines; for $k=1$ the lower one drops $\frac1d>0$"
        ),
        positive(small * 2 / pi + large, {small: 0, large: 0}, strict=False, text=r"$\frac{2b}\pi\ge0$"),
        positive(1 / d, {d: 2}, text=r"$\frac1d>0$", goal=True),
        identity(
            reference(sympy.Integer(1), d + 2) * (d + 1) ** 2,
            reference(sympy.Integer(1), d) * d**2,
            DIMENSIONS,
            text=r"$(d+1)^2J_1(d+2)=d^2J_1(d)$",
        ),
        positive(reference(_ONE, _TWO), {}, text=r"$J_1(2)=\frac1\pi>0$", goal=True),
        positive(
            reference(_ONE, sympy.Integer(3)), {}, text=r"$J_1(3)=\frac\pi{16}>0$; so $J_1(d)>0$ for all $d$", goal=True
        ),
    )


DECAY_TWO_LAYERS = Claim(
    id="geifman2020.thm1.decay_two_layers",
    label="Theorem 1",
    printed=True,
    statement=(
        r"For $L=2$ and $\beta>0$ there are $C_1,C_2>0$ with $C_1k^{-d}\le\mu_k[\mathbf "
        r"k^{\mathrm{FC}_\beta(2)}]\le C_2k^{-d}$ for all $k\ge1$ on $\mathbb S^{d-1}$; explicitly "
        r"$\frac{2\min(1,b)}{\pi}J_k\le\mu_k\le C J_k$ with "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$ and $J_1(d)k^{-d}\le "
        r"J_k\le\frac{2^{d-2}\Gamma(d/2)^2}{\pi}k^{-d}$."
    ),
    hypotheses=(NTK, REFERENCE),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$, $\beta>0$, $k\ge1$. The constants depend on $d$ and also on $\beta$ and on the parity of "
        "$k$ (the paper names $d$ only)."
    ),
    check=_decay_two_layers,
    parameters={"bias": Rational(1)},
    depends_on=(TWO_SIDED_ID, REFERENCE_ID),
    control=Control(
        r"$C_1k^{-d}\le\mu_k$ for all $k\ge1$ with $\beta=0$: refuted at $k=3$.",
        {"bias": Rational(0)},
    ),
)
