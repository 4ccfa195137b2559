"""Proposition 1: convergence in law, for one input or two layers."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol

from ntkproofs.checks import (
    Reals,
    cite,
    identity,
    limit,
    nonnegative_by_derivatives,
    prove,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.probability import CHEBYSHEV

from .proposition_1 import CONDITIONAL_ID, KURTOSIS_ID
from .relu_moments import BIAS, FIRST, WIDE, after
from .setting import FUBINI, GAUSSIAN, LIMIT, NETWORK, POSITIVE, RELU, WIDTH

_INIT = (NETWORK, GAUSSIAN)
b, q, n = BIAS, FIRST, WIDE
_OVER = {b: POSITIVE, q: POSITIVE, n: WIDTH}


def _one_point(scale: Rational) -> Derivation:
    s = Symbol("s", nonnegative=True)
    found = after(4, FIRST, Integer(0)).Q - after(4, FIRST, Integer(0)).m ** 2
    mean_two = after(2, Rational(51, 100), Rational(1, 100)).m
    return prove(
        rests_on(KURTOSIS_ID, r"the recursion of $Q_\ell$ and $m_\ell$"),
        rests_on(
            "jacot2018.prop1.independence",
            r"$\mathrm{Var}\,q^{(\ell+1)}=\frac14\mathrm{Var}\,q^{(\ell)}+\frac5{4n_\ell}Q_\ell=O(1/\min n_\ell)$",
        ),
        identity(
            found,
            q**2 * (Rational(15, 64) / n + Rational(75, 64) / n**2 + Rational(125, 64) / n**3),
            {q: POSITIVE, n: WIDTH},
            text=r"$L=4$, $\beta=0$, equal widths: $\mathrm{Var}\,q^{(4)}$",
            goal=True,
        ),
        value(
            mean_two,
            scale * Rational(53, 200),
            text=rf"$\mathbb{{E}}q^{{(2)}}={scale}\cdot\Sigma^{{(2)}}(x,x)$ for $\beta=0.1$, $q=51/100$",
            goal=True,
        ),
        limit(
            1 / n,
            n,
            Integer(0),
            text=r"$\mathrm{Var}\,q^{(L)}\to0$ and $\mathbb{E}q^{(L)}=\Sigma^{(L)}(x,x)$: $q^{(L)}\to\Sigma^{(L)}$ in $L^2$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            sympy.exp(-s) - 1 + s,
            s,
            Reals(0),
            text=r"$0\le1-e^{-s}\le s$ for $s\ge0$, so $|e^{-|u|^2q/2}-e^{-|u|^2\Sigma/2}|\le\frac12|u|^2|q-\Sigma|$, and the characteristic function "
            r"$\mathbb{E}e^{-|u|^2q^{(L)}/2}$ of the outputs tends to $e^{-|u|^2\Sigma^{(L)}/2}$",
            goal=True,
        ),
        cite(
            "background.levy_continuity",
            r"characteristic functions that converge to that of $\mathcal{N}(0,\Sigma^{(L)}\mathrm{Id})$ give convergence in law",
        ),
    )


RELU_ONE_POINT = Claim(
    id="jacot2018.prop1.relu_one_point",
    label="Proposition 1",
    statement=(
        r"For ReLU and one input $x$: $\mathrm{Var}\,q^{(L)}=O(1/\min(n_1,\dots,n_{L-1}))$ for the conditional variance $q^{(L)}$ of the outputs at "
        r"$x$, with $\mathbb{E}q^{(L)}=\Sigma^{(L)}(x,x)$, and therefore $(f_{\theta,k}(x))_{k\le n_L}$ converges in law to iid "
        r"$\mathcal{N}(0,\Sigma^{(L)}(x,x))$ as $\min(n_1,\dots,n_{L-1})\to\infty$, jointly and not only sequentially."
    ),
    hypotheses=(*_INIT, RELU),
    expected=Verdict.PROVED,
    scope="ReLU, one input, all L, joint limit",
    check=_one_point,
    parameters={"scale": Rational(1)},
    depends_on=(KURTOSIS_ID, "jacot2018.prop1.independence"),
    conditions=("background.levy_continuity",),
    control=Control(
        r"$\mathbb{E}f(x)^2=\Sigma^{(L)}(x,x)/2$ at every width; false at $L=2$.", {"scale": Rational(1, 2)}
    ),
)


def _two_layers(excess: str) -> Derivation:
    v, k = Symbol("V", positive=True), Symbol("S", real=True)
    s = after(2)
    claimed = {"exact": 15 * q**2 / (4 * n * (q / 2 + b) ** 2), "zero": Integer(0)}[excess]
    return prove(
        rests_on(
            "jacot2018.prop1.one_layer",
            r"the first preactivations are iid $\mathcal{N}(0,\Sigma^{(1)})$ over the units",
        ),
        rests_on(CONDITIONAL_ID, r"$\tilde\Sigma^{(2)}=\frac1{n_1}\sum_i\sigma(u_i)\sigma(v_i)+\beta^2$"),
        identity(
            n * k / n + b,
            k + b,
            {n: WIDTH, k: Reals(), b: POSITIVE},
            text=r"$\mathbb{E}\tilde\Sigma^{(2)}=\mathbb{E}[\sigma\sigma]+\beta^2=\Sigma^{(2)}$",
            goal=True,
        ),
        cite(FUBINI, r"variances of independent terms add"),
        identity(
            n * v / n**2,
            v / n,
            {n: WIDTH, v: POSITIVE},
            text=r"$\mathrm{Var}\,\tilde\Sigma^{(2)}=\mathrm{Var}(\sigma(U)\sigma(V))/n_1$",
            goal=True,
        ),
        limit(
            v / n,
            n,
            Integer(0),
            {v: POSITIVE},
            text=r"it tends to 0 ($\sigma$ Lipschitz: finite fourth moments)",
            goal=True,
        ),
        cite(
            CHEBYSHEV,
            r"so $\tilde\Sigma^{(2)}\to\Sigma^{(2)}$ in probability, and $\mathbb{E}e^{-\frac12s^T\tilde\Sigma s}\to e^{-\frac12s^T\Sigma s}$ (bounded and continuous)",
        ),
        cite("background.levy_continuity", r"convergence of characteristic functions is convergence in law"),
        rests_on(KURTOSIS_ID, r"the excess kurtosis at finite width"),
        identity(
            3 * (s.Q - s.m**2) / s.m**2,
            claimed,
            _OVER,
            text=rf"ReLU, one input: the excess kurtosis is ${sympy.latex(claimed)}$",
            goal=True,
        ),
    )


TWO_LAYERS = Claim(
    id="jacot2018.prop1.two_layers",
    label="Proposition 1",
    statement=(
        r"For $L=2$, any Lipschitz $\sigma$ and any finite set of inputs: $\mathrm{Cov}(f_k(x),f_{k'}(x'))=\delta_{kk'}\Sigma^{(2)}(x,x')$ at every "
        r"width $n_1$, and the conditional covariance $\tilde\Sigma^{(2)}$ has variance $\mathrm{Var}(\sigma(U)\sigma(V))/n_1$ with "
        r"$(U,V)\sim\mathcal{N}(0,\Sigma^{(1)})$; hence the outputs converge in law to iid Gaussian functions of covariance $\Sigma^{(2)}$ as "
        r"$n_1\to\infty$. (At finite width they are not Gaussian: for ReLU and one input the excess kurtosis is "
        r"$15q^2/(4n_1\Sigma^{(2)}(x,x)^2)$.)"
    ),
    hypotheses=(*_INIT, LIMIT),
    expected=Verdict.PROVED,
    scope="L <= 2, all Lipschitz sigma, any finite set of inputs",
    check=_two_layers,
    parameters={"excess": "exact"},
    depends_on=(CONDITIONAL_ID, "jacot2018.prop1.one_layer", KURTOSIS_ID),
    conditions=(FUBINI, CHEBYSHEV, "background.levy_continuity"),
    control=Control(
        r"The outputs are exactly Gaussian at finite width; false for ReLU: the excess kurtosis is positive.",
        {"excess": "zero"},
    ),
)
