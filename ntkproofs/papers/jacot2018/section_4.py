"""Sections 3.1 and 4: tangent kernels of linear models and of networks."""

from __future__ import annotations

import sympy
from sympy import Integer, Symbol

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.probability import CHEBYSHEV, STRONG_LAW

from .hermite_pairs import mean, moments_used
from .setting import BETA, DATA, FUBINI, NETWORK, POSITIVE, SAMPLES, TANGENT, TIME, WIDTH

_P = Symbol("P", positive=True)


def _tangent_kernel(power: int) -> Derivation:
    f, g, d = sympy.symbols("f g d", real=True)
    over = {_P: WIDTH, SAMPLES: WIDTH, f: Reals(), g: Reals(), d: Reals()}
    speed = -(g * d / SAMPLES) / sympy.sqrt(_P)
    return prove(
        definition(
            r"$f=f_i^{(p)}(x)$, $g=f_{i'}^{(p)}(x')$, $d=d_{i'}(x')$; $\partial_{\theta_p}f^{lin}=P^{-1/2}f^{(p)}$"
        ),
        identity(
            sympy.diff(Symbol("theta", real=True) * f / sympy.sqrt(_P), Symbol("theta", real=True)),
            f / sympy.sqrt(_P),
            over,
            text=r"$\partial_{\theta_p}(P^{-1/2}\theta_pf^{(p)})=P^{-1/2}f^{(p)}$, so $\partial_t\theta_p=-P^{-1/2}\langle d,f^{(p)}\rangle$",
        ),
        identity(
            f * speed / sympy.sqrt(_P),
            -(f * g / _P**power) * d / SAMPLES,
            over,
            text=rf"the summand $p,x',i'$ of $\partial_tf_i(x)$ is that of $-\frac1N\sum\tilde K_{{ii'}}(x,x')d_{{i'}}(x')$ with "
            rf"$\tilde K=P^{{-{power}}}\sum_pf^{{(p)}}\otimes f^{{(p)}}$; no $\theta$ is left",
            goal=True,
        ),
    )


TANGENT_KERNEL = Claim(
    id="jacot2018.s31.tangent_kernel",
    label="Section 3.1",
    printed=True,
    statement=(
        r"For $f_\theta^{lin}=P^{-1/2}\sum_{p=1}^P\theta_pf^{(p)}$ gradient flow of $C\circ F^{lin}$ on $\theta$ moves $f^{lin}_{\theta(t)}$ "
        r"along $-\nabla_{\tilde K}C$ with the tangent kernel $\tilde K_{ii'}(x,x')=\frac1P\sum_pf^{(p)}_i(x)f^{(p)}_{i'}(x')$, which does not "
        r"depend on $\theta$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all P, N, n_L",
    check=_tangent_kernel,
    parameters={"power": 1},
    control=Control(r"The same with $\sum_pf^{(p)}\otimes f^{(p)}$ (factor $1/P$ lost); false at $P=2$.", {"power": 0}),
)


def _random_features(spread: int) -> Derivation:
    k, v = Symbol("K", real=True), Symbol("V", positive=True)
    return prove(
        definition(r"$K=\mathbb{E}[f_k(x)f_{k'}(x')]$, $V=\mathrm{Var}(f_k(x)f_{k'}(x'))$"),
        identity(_P * k / _P, k, {_P: WIDTH, k: Reals()}, text=r"$\mathbb{E}\tilde K=\frac1P\cdot PK=K$", goal=True),
        cite(FUBINI, r"the variance of a sum of independent variables is the sum of the variances"),
        identity(
            _P * v / _P**2,
            spread * v / _P,
            {_P: WIDTH, v: POSITIVE},
            text=rf"$\mathbb{{E}}(\tilde K-K)^2={spread}\cdot V/P$",
            goal=True,
        ),
        limit(v / _P, _P, Integer(0), {v: POSITIVE}, text=r"it tends to 0: convergence in mean square", goal=True),
        cite(CHEBYSHEV, r"hence in probability"),
        cite(STRONG_LAW, r"and almost surely, already for finite second moments of the $f^{(p)}$"),
    )


RANDOM_FEATURES = Claim(
    id="jacot2018.s31.random_features",
    label="Section 3.1",
    printed=True,
    statement=(
        r"Let $f^{(1)},\dots,f^{(P)}$ be iid random functions with $\mathbb{E}[f_k(x)f_{k'}(x')]=K_{kk'}(x,x')$. Then $\mathbb{E}\,\tilde K=K$ "
        r"for every $P$, and $\tilde K=\frac1P\sum_pf^{(p)}\otimes f^{(p)}\to K$ as $P\to\infty$ at every pair of points."
    ),
    expected=Verdict.PROVED,
    scope="in L^2 (rate V/P) and in probability if the f^(p) have finite fourth moments; almost surely for finite second moments",
    check=_random_features,
    parameters={"spread": 1},
    conditions=(FUBINI, CHEBYSHEV, STRONG_LAW),
    control=Control(
        r"$\tilde K=K$, that is $\mathbb{E}(\tilde K-K)^2=0$, for every $P$; false for $P=1$ and products of positive variance.",
        {"spread": 0},
    ),
)


def _variance(extra: int) -> Derivation:
    a, b, c, g, h = sympy.symbols("a b c g h", real=True)
    over = {a: Reals(), b: Reals(), c: Reals()}
    f, other = a * g, b * g + c * h
    kxx, kxy, kyy = a**2, a * b, b**2 + c**2
    return prove(
        definition(
            r"$f(x)=ag$, $f(x')=bg+ch$ with independent standard Gaussians $g,h$: every centred Gaussian pair has this law, with "
            r"$K_{xx}=a^2$, $K_{xx'}=ab$, $K_{x'x'}=b^2+c^2$"
        ),
        moments_used(4),
        cite(
            FUBINI,
            r"expectations of products of functions of $g$ and of $h$ are products; variances of independent terms add",
        ),
        identity(
            mean(f**2 * other**2, g, h) - mean(f * other, g, h) ** 2,
            kxx * kyy + (1 + extra) * kxy**2,
            over,
            text=rf"$P\,\mathrm{{Var}}\tilde K=\mathbb{{E}}[f^2f'^2]-(\mathbb{{E}}ff')^2=K_{{xx}}K_{{x'x'}}+{1 + extra}K_{{xx'}}^2$",
            goal=True,
        ),
    )


VARIANCE = Claim(
    id="jacot2018.s31.variance",
    label="Section 3.1",
    statement=(
        r"For iid centred Gaussian functions with scalar covariance $K$ (scalar output), $\tilde K(x,x')=\frac1P\sum_pf^{(p)}(x)f^{(p)}(x')$ "
        r"has $\mathrm{Var}\,\tilde K(x,x')=\big(K(x,x)K(x',x')+K(x,x')^2\big)/P$ exactly."
    ),
    expected=Verdict.PROVED,
    scope="all P, all Gaussian covariances",
    check=_variance,
    parameters={"extra": 0},
    conditions=(FUBINI,),
    control=Control(
        r"$(K_{xx}K_{x'x'}+2K_{xx'}^2)/P$ (mean square not subtracted); false for $K_{xx'}\ne0$.", {"extra": 1}
    ),
)


def _flow(moment: str) -> Derivation:
    g, h, d = sympy.symbols("g h d", real=True)
    f = 1 / (1 + 2 * TIME)
    kernel = {"t": 2 * f, "0": Integer(2)}[moment]
    return prove(
        definition(r"$g=\partial_pf_k(x)$, $h=\partial_pf_{k'}(x')$, $d=d_{k'}(x')$"),
        identity(
            g * (-(h * d) / SAMPLES),
            -(g * h) * d / SAMPLES,
            {g: Reals(), h: Reals(), d: Reals(), SAMPLES: WIDTH},
            text=r"$\partial_tf_k(x)=\sum_p\partial_pf_k(x)\,\partial_t\theta_p$ with $\partial_t\theta_p=-\langle\partial_pF,d\rangle_{p^{in}}$: the summand "
            r"$p,x',k'$ is $-\frac1N(gh)d$, and $\sum_pgh=\Theta_{kk'}(x,x')$ at the time $t$",
            goal=True,
        ),
        definition(
            r"an instance: $f=wWx$ (two layers of width 1, $\sigma(u)=u$, no bias), $x=1$, $C=\frac12f^2$, start $w=W=1$: $w=W$ for all $t$, "
            r"$f=w^2=1/(1+2t)$, $\Theta=w^2+W^2=2f$"
        ),
        identity(
            sympy.diff(f, TIME),
            -kernel * f,
            {TIME: Reals(0)},
            text=rf"$\partial_tf=-\Theta(\theta({moment}))\,f$",
            goal=True,
        ),
        identity(
            sympy.diff(1 / sympy.sqrt(1 + 2 * TIME), TIME),
            -(1 / sympy.sqrt(1 + 2 * TIME)) * f,
            {TIME: Reals(0)},
            text=r"where $w=(1+2t)^{-1/2}$ has $\partial_tw=-\partial_wC=-Wf$",
        ),
    )


FLOW = Claim(
    id="jacot2018.s4.flow",
    label="Section 4",
    printed=True,
    statement=(
        r"If the parameters follow gradient flow $\partial_t\theta_p=-\partial_{\theta_p}(C\circ F^{(L)})$, then at every finite width "
        r"$\partial_tf_{\theta(t)}=-\nabla_{\Theta^{(L)}(\theta(t))}C|_{f_{\theta(t)}}$."
    ),
    hypotheses=(NETWORK, TANGENT, DATA),
    expected=Verdict.PROVED,
    scope="every width, every L, differentiable sigma and C",
    check=_flow,
    parameters={"moment": "t"},
    control=Control(
        r"The same with the initial kernel $\Theta^{(L)}(\theta(0))$; false for $f=wWx$, $C=\frac12f^2$, at every $t>0$.",
        {"moment": "0"},
    ),
)


def _semidefinite(strict: bool) -> Derivation:
    u, v, j, k = sympy.symbols("u v J J'", real=True)
    # One ReLU unit that is dead on both data: of the parameters only the top bias has a derivative, beta at each.
    jacobian = sympy.Matrix([[0, 0, 0, BETA], [0, 0, 0, BETA]])
    theta = jacobian * jacobian.T
    w = sympy.Matrix([1, -1])
    return prove(
        identity(
            u * (j * k) * v,
            (u * j) * (k * v),
            dict.fromkeys((u, v, j, k), Reals()),
            text=r"$v^T\Theta v=\sum_p(\sum_{ik}v_{ik}J_{ik,p})^2=|J^Tv|^2\ge0$, summand by summand, with $J=(\partial_pf_k(x_i))$",
            goal=True,
        ),
        reduction(r"$\Theta=JJ^T$ is symmetric, and its rank is at most the number $P$ of columns of $J$"),
        definition(
            r"an instance: $L=2$, ReLU, one hidden unit inactive on two data; $J$ has the rows $(0,0,0,\beta)$, $v=(1,-1)$"
        ),
        positive(
            sympy.expand((w.T * theta * w)[0, 0]),
            {},
            strict=strict,
            text=rf"$v^T\Theta v{'>' if strict else chr(92) + 'ge'}0$",
            goal=True,
        ),
    )


NTK_PSD = Claim(
    id="jacot2018.s4.ntk_psd",
    label="Section 4",
    statement=(
        r"For all data $x_1,\dots,x_N$ the $Nn_L\times Nn_L$ matrix $(\Theta^{(L)}_{kk'}(x_i,x_j))$ is symmetric positive semi-definite, of "
        r"rank at most $P=\sum_\ell(n_\ell+1)n_{\ell+1}$."
    ),
    hypotheses=(NETWORK, TANGENT),
    expected=Verdict.PROVED,
    scope="every width, every theta where the derivatives exist",
    check=_semidefinite,
    parameters={"strict": False},
    control=Control(
        r"It is positive definite for distinct data; false for a two-layer ReLU network with all hidden units inactive.",
        {"strict": True},
    ),
)
