"""Theorem 1 (2a): its constants depend on the bias."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, pi

from ntkproofs.checks import Integers, definition, identity, positive, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, K, mu_kappa

from .setting import BIAS, BIASES, NTK, reference
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID, closed_form


def _constants_depend(ratio: Rational) -> Derivation:
    odd = Integers(3, step=2)
    c = Symbol("C", positive=True)
    return prove(
        rests_on(BIAS_ID, r"for odd $k\ge3$ the bias part of the eigenvalue is $\frac{2b}\pi J_k$"),
        closed_form(),
        value(mu_kappa(sympy.Integer(3), D), sympy.Integer(0), text=r"$\mu_3=0$ without bias"),
        identity(
            2 * BIAS / pi * reference(K, D),
            BIAS * (2 / pi * reference(K, D)),
            {K: odd, **BIASES, **DIMENSIONS},
            text=r"$\mu_k=b\cdot\frac2\pi J_k$ is linear in $b=\beta^2$, with the limit 0 as $\beta\to0$",
            goal=True,
        ),
        definition(
            r"A constant $C_1$ is written as $C\,J_3\,3^d$, so that $C_1k^{-d}\le\mu_k$ at $k=3$ says $C\le\frac{2b}\pi$"
        ),
        positive(c * ratio * pi, {c: 1}, text=rf"the bias $b={ratio}\,\pi C$ is positive", goal=True),
        positive(
            c * (1 - 2 / pi * ratio * pi),
            {c: 1},
            text=rf"for every $C$ the bias $b={ratio}\,\pi C$ has $\frac{{2b}}\pi<C$: no $C_1$ serves all $\beta>0$",
            goal=True,
        ),
        reduction(r"the inequality is homogeneous in $C$, so that $C\ge1$ stands for every $C>0$"),
    )


CONSTANTS_DEPEND = Claim(
    id="geifman2020.derived.constants_depend_on_beta",
    label="Theorem 1",
    statement=(
        r"In Theorem 1 (2a) no constant $C_1>0$ that depends on $d$ alone works for all $\beta>0$: for odd "
        r"$k\ge3$, $\mu_k[\mathbf k^{\mathrm{FC}_\beta(2)}]=\frac{2\beta^2}{\pi}J_k\to0$ as $\beta\to0$, with "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, odd $k\ge3$.",
    check=_constants_depend,
    parameters={"ratio": Rational(1, 4)},
    depends_on=(BIAS_ID, TWO_LAYER_ID),
    control=Control(
        r"The bias $b=\pi C$ has $\mu_3<C\,J_3$ for every $C$; false, there $\mu_3=2C\,J_3$.", {"ratio": Rational(1)}
    ),
)
