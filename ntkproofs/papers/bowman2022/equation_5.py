"""Equation (5): bounds of the Hessian of the network in its parameters."""

from __future__ import annotations

import sympy
from sympy import Rational, exp, log, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.bowman2022.setting import POSITIVE, SHALLOW

_E = sympy.Symbol("E", positive=True)
_V, _W = sympy.symbols("v w", real=True)


def _block() -> list[Step]:
    network = _V * log(1 + exp(_W))
    over = {_V: Reals(), _W: Reals()}
    return [
        definition(r"the example: $m=d=1$, $x=1$, softplus, $f=v\ln(1+e^w)$; $E=e^{-w}$"),
        identity(
            sympy.diff(network, _V, _W), 1 / (1 + exp(-_W)), over, text=r"$\partial_v\partial_wf=\frac1{1+e^{-w}}$"
        ),
        reduction(r"the operator norm of a matrix is at least the modulus of each of its entries"),
    ]


def _small_radius(constant: int) -> Derivation:
    return prove(
        _block(),
        reduction(
            r"$\theta_0\in\bar B(\theta_0,R)$ for every $R$; a bound that holds for all $R>0$ and is continuous in $R$ holds for "
            rf"its limit at $R=0$, which is ${constant}\cdot\ell_1|x|$ plus terms in $|v|$ that vanish for $v=0$ "
            "(0 for a multiple of $R$)"
        ),
        nonnegative_combination(
            constant * (1 + _E) - 1,
            constant * _E + (constant - 1),
            {_E: POSITIVE},
            text=rf"$\frac1{{1+E}}\le{constant}$ for the $w$ of some initialisation, times $1+E$",
            goal=True,
        ),
    )


HESSIAN_BOUND = Claim(
    id="bowman2022.eq5.hessian_bound",
    label="Equation (5)",
    statement=(
        r"For fixed $x$ and $R>0$, with high probability over $\theta_0$, $\sup_{\theta\in\bar B(\theta_0,R)}\|H(x,\theta)\|_{op}="
        r"\tilde O\left(\frac R{\sqrt m}\mathrm{poly}(R/\sqrt m)\right)$; read with constants uniform in $R>0$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="bowman2022.derived.shallow_hessian_bound",
    scope="literal reading for small R; harmless where the paper uses it (R of order sqrt(T), T >= 1)",
    check=_small_radius,
    parameters={"constant": 0},
    control=Control(
        r"The bound of the corrected statement, $\frac1{\sqrt m}[\frac{\ell_1\|x\|}{\sqrt d}+\dots]$, does not vanish with $R$ "
        r"and holds in this example.",
        {"constant": 1},
    ),
)


def _shallow_bound(keep: int) -> Derivation:
    mixed, own, start, radius = sympy.symbols("B G V R", nonnegative=True)
    p, q, v, entry, s, speed = sympy.symbols("p q v b s xi", real=True)
    taylor = sympy.symbols("omega_0:3", real=True)
    n, m = sympy.symbols("n m", positive=True)
    second, other = sympy.symbols("e_1 e_2")
    plane = {mixed: Reals(0), own: Reals(0), p: Reals(), q: Reals()}
    return prove(
        definition(
            r"of one neuron with $a=w\cdot x/\sqrt d$: $b=\frac{\omega'(a)\|x\|}{\sqrt{dm}}$, $c=\frac{v\,\omega''(a)\|x\|^2}{d\sqrt m}$; "
            r"$p,q$ the components of a unit vector along $v_i$ and along $w_i\cdot x/\|x\|$; "
            r"$B=\frac{\ell_1\|x\|}{\sqrt{dm}}$, $G=\frac{\ell_2\|x\|^2|v|}{d\sqrt m}$"
        ),
        reduction(
            r"$f$ is a sum over neurons of functions of their own parameters: $H$ is block diagonal, its norm the largest of the "
            r"blocks, which is the supremum of the modulus of the second derivative along unit vectors of the parameters of one "
            r"neuron; along $(p,q\,x/\|x\|+\dots)$, $p^2+q^2\le1$, $a$ moves at the speed $q\|x\|/\sqrt d$"
        ),
        identity(
            sympy.diff(
                (v + s * p) * (taylor[0] + taylor[1] * s * q * speed + taylor[2] * (s * q * speed) ** 2 / 2), s, 2
            ).subs(s, 0),
            2 * taylor[1] * speed * p * q + v * taylor[2] * speed**2 * q**2,
            {v: Reals(), p: Reals(), q: Reals(), speed: Reals(), **{symbol: Reals() for symbol in taylor}},
            text=r"$\frac{d^2}{ds^2}(v+sp)\,\omega(a+sq\xi)=2\omega'(a)\xi pq+v\,\omega''(a)\xi^2q^2$ at $s=0$, from the Taylor "
            r"polynomial of $\omega$: $2bpq+cq^2$ with $|b|\le B$, $|c|\le G$",
            goal=True,
        ),
        nonnegative_combination(
            (mixed + keep * own) * (p**2 + q**2) - 2 * mixed * p * q - own * q**2,
            mixed * (p - q) ** 2 + own * p**2 + (keep - 1) * own * (p**2 + q**2),
            plane,
            text=rf"$2Bpq+Gq^2\le(B+{keep}\cdot G)(p^2+q^2)$",
            goal=True,
        ),
        nonnegative_combination(
            (mixed + own) * (p**2 + q**2) + 2 * mixed * p * q + own * q**2,
            mixed * (p + q) ** 2 + own * p**2 + 2 * own * q**2,
            plane,
            text=r"and $-2Bpq-Gq^2\le(B+G)(p^2+q^2)$; smaller $|b|,|c|$ alike",
            goal=True,
        ),
        nonnegative_combination(
            start + radius - v,
            second + other,
            {start: Reals(0), radius: Reals(0), v: Reals(), entry: Reals()},
            given={second: start - entry, other: radius - (v - entry)},
            text=r"in the ball $|v_i|\le|v_i(0)|+R$ ($b=|v_i(0)|\le V=\max_i|v_i(0)|$, $v=|v_i|$)",
            goal=True,
        ),
        gaussian_moment(0).steps,
        identity(
            exp(v**2 / 4) * exp(-(v**2) / 2),
            exp(-((v / sqrt(2)) ** 2) / 2),
            {v: Reals()},
            text=r"$e^{v^2/4}$ times the density is $e^{-u^2/2}/\sqrt{2\pi}$ with $v=\sqrt2u$: $\mathbb E\,e^{v^2/4}=\sqrt2$",
        ),
        cite(
            TONELLI,
            r"$\mathbb E\sum_ie^{v_i^2/4}=\sqrt2\,m$, and $1\{\max|v_i|>s\}\le e^{-s^2/4}\sum_ie^{v_i^2/4}$: "
            r"$P(\max|v_i|>s)\le\sqrt2\,m\,e^{-s^2/4}$",
        ),
        identity(
            sqrt(2) * m * exp(-8 * log(m) / 4),
            sqrt(2) / m,
            {m: POSITIVE},
            text=r"$s=\sqrt{8\log m}$: at most $\sqrt2/m$",
            goal=True,
        ),
        limit(
            sqrt(2) / n,
            n,
            sympy.Integer(0),
            text=r"so $\max_i|v_i(0)|=O(\sqrt{\log m})$ with probability tending to 1",
            goal=True,
        ),
        positive(
            2 * (1 + sympy.Symbol("h")) - (1 + 1 + sympy.Symbol("h")),
            {sympy.Symbol("h"): 0},
            strict=False,
            text=r"$1+R\le2R$ for $R=1+h\ge1$",
            goal=True,
        ),
    )


SHALLOW_HESSIAN_BOUND = Claim(
    id="bowman2022.derived.shallow_hessian_bound",
    label="Equation (5)",
    statement=(
        r"For the shallow network, $H(x;\theta)=\nabla_\theta^2f(x;\theta)$, with $\ell_1=\sup|\omega'|$, $\ell_2=\sup|\omega''|$: "
        r"for every $R\ge0$, $\sup_{\theta\in\bar B(\theta_0,R)}\|H(x,\theta)\|_{op}\le\frac1{\sqrt m}\left[\frac{\ell_1\|x\|}{\sqrt d}+"
        r"\frac{\ell_2\|x\|^2}d\left(\max_i|v_i(0)|+R\right)\right]$; with $v_i(0)\sim N(0,1)$ this is "
        r"$\tilde O\left(\frac{1+R}{\sqrt m}\right)$ with probability at least $1-\sqrt2/m$, and for $R\ge1$ it is "
        r"$\tilde O\left(\frac R{\sqrt m}\right)$."
    ),
    hypotheses=(SHALLOW,),
    expected=Verdict.PROVED,
    scope="shallow networks, all R >= 0, all x; the deep case is cited by the paper",
    check=_shallow_bound,
    parameters={"keep": 1},
    conditions=(TONELLI,),
    control=Control(
        r"The bound of a block without its second term; false for $\omega'(a)=0$, $v\,\omega''(a)\ne0$ (e.g. $\omega=\sin$).",
        {"keep": 0},
    ),
)


def _rate(scale: int) -> Derivation:
    q = sympy.Symbol("q", positive=True)
    return prove(
        _block(),
        value((1 / (1 + _E)).subs(_E, 1), Rational(1, 2), text=r"at $w=0$ the entry is $\frac12$"),
        definition(r"with $m=q^2$ neurons: $\frac1{\sqrt m}\cdot\frac12=\frac1{2q}$, for every $R$"),
        limit(
            q**scale / (2 * q),
            q,
            Rational(1, 2),
            text=rf"this entry times $m^{{{Rational(scale, 2)}}}$ stays bounded as $m\to\infty$, with limit $\frac12$",
            goal=True,
        ),
    )


DEEP_HESSIAN = Claim(
    id="bowman2022.eq5.deep_hessian",
    label="Equation (5)",
    printed=True,
    statement=(
        r"For the deep architectures of Section 2.3 and $R\ge1$ the Hessian of the network satisfies, for fixed $x$ and with high "
        r"probability, $\sup_{\bar B(\theta_0,R)}\|H(x,\theta)\|_{op}=\tilde O\left(\frac R{\sqrt m}\mathrm{poly}(R/\sqrt m)\right)$ "
        r"(Liu et al. 2020)."
    ),
    expected=Verdict.CITED,
    scope="deep networks, R >= 1; the rate is held against a shallow softplus network",
    check=_rate,
    parameters={"scale": 1},
    control=Control(
        r"The bound is $\tilde O(R/m)$; false for the shallow softplus network, one of whose entries is $\frac1{2\sqrt m}$ at $w=0$.",
        {"scale": 2},
    ),
)

FIXED_RADIUS = Claim(
    id="bowman2022.eq5.fixed_radius",
    label="Equation (5)",
    printed=True,
    statement=(
        r"For fixed $x$ and fixed $R>0$, with high probability over the Gaussian initialisation $\theta_0$ of the networks of "
        r"Section 2.3 with $\omega\in C^2$, $\omega,\omega'$ Lipschitz, $\sup_{\theta\in\bar B(\theta_0,R)}\|H(x,\theta)\|_{op}="
        r"\tilde O\left(\frac{R}{\sqrt m}\,\mathrm{poly}(R/\sqrt m)\right)$ as $m\to\infty$, the constants depending on $R$."
    ),
    expected=Verdict.CITED,
    scope="general architectures; for the shallow network derived.shallow_hessian_bound proves it",
    check=_rate,
    parameters={"scale": 1},
    control=Control(
        r"The rate $R/m$ instead of $R/\sqrt m$; false for the shallow softplus network at every fixed $R$.",
        {"scale": 2},
    ),
)
