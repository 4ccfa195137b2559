"""The limiting NTK in the conventions of the other papers, and what follows for its values."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Integer, Rational, Symbol, cos, pi, sqrt

from ntkproofs.activations import ReLU
from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    induction,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.papers.background.gaussian_integrals import ANGLE
from ntkproofs.papers.bietti2019.relu_kernels import kappa_0, kappa_1

from .limiting_kernels import exactly, tangent
from .section_6 import RELU_DUAL_ID
from .setting import ARC_COSINES, BETA, LIMIT, POSITIVE, WIDTH

J = (
    r"$J(L,\beta)$ is the limiting NTK of this paper for ReLU, $n_0$ inputs: $\Sigma^{(1)}=J(1,\beta)=x^Tx'/n_0+\beta^2$, "
    r"$\Sigma^{(\ell+1)}=\frac12\sqrt{q_1q_2}\kappa_1(r)+\beta^2$, $J(\ell+1,\beta)=\frac12\kappa_0(r)J(\ell,\beta)+\Sigma^{(\ell+1)}$, $q_i$ "
    r"the diagonal values of $\Sigma^{(\ell)}$, $r=\Sigma^{(\ell)}/\sqrt{q_1q_2}$"
)
BM = (
    r"$BM_n$ is the kernel of Bietti and Mairal with $n$ hidden layers: $S_0=BM_0=x^Tx'$, $S_k=|x||x'|\kappa_1(r)$, "
    r"$BM_k=S_k+\kappa_0(r)BM_{k-1}$ with $r=S_{k-1}/(|x||x'|)$"
)
G = (
    r"$G_b(L)$ is the kernel of Geifman et al. for $L$ layers, biases trained but initialised at 0 with scale $b$: $S_0=x^Tz$, "
    r"$G^{0}=x^Tz+b^2$, $S_\ell=|x||z|\kappa_1(r)$, $G^{\ell}=\kappa_0(r)G^{\ell-1}+S_\ell+b^2$, $G_b(L)=G^{L-1}$, $r=S_{\ell-1}/(|x||z|)$"
)
BIETTI_ID = "jacot2018.conventions.bietti"

_BIAS = Rational(1, 2)  # b^2, for an instance
_X, _Y, _N0 = sympy.symbols("x y n_0", positive=True)
_S, _T, _POWER = Symbol("S", real=True), Symbol("T", real=True), Symbol("p", positive=True)
_LEVEL = Symbol("ell", positive=True)
_OVER = {_X: POSITIVE, _Y: POSITIVE, _N0: WIDTH, ANGLE: Reals(0, pi), _T: Reals(), _LEVEL: Integers(0)}


def _against_bietti(square: Rational, shift: int) -> Derivation:
    """Compare a network with activation of E[sigma^2] = square q / 2 without bias with the kernel of Bietti and Mairal."""
    factor = (square / 2) ** _LEVEL
    moved = (square / 2) ** shift
    return prove(
        definition(
            rf"$x=|x|$, $y=|x'|$, $\rho=\cos\theta$ the normalised covariance of a layer, $T=BM_{{\ell}}$, activation $\sqrt{{{square}}}\max(u,0)$, "
            r"$\beta=0$; the induction hypothesis is $\Sigma^{(\ell+1)}=c_\ell S_\ell/n_0$ and $J(\ell+1)=c_\ell BM_\ell/n_0$"
        ),
        rests_on(
            RELU_DUAL_ID,
            r"$\mathbb{E}[\sigma\sigma]=\frac12\sqrt{q_1q_2}\kappa_1(r)$ and $\mathbb{E}[\dot\sigma\dot\sigma]=\frac12\kappa_0(r)$, times the square",
        ),
        value(moved, Integer(1), text=r"$c_0=1$: $\Sigma^{(1)}=J(1)=x^Tx'/n_0=S_0/n_0=BM_0/n_0$", goal=True),
        identity(
            square / 2 * sqrt((factor * _X**2 / _N0) * (factor * _Y**2 / _N0)) * kappa_1(ANGLE),
            factor * square / 2 * (_X * _Y * kappa_1(ANGLE)) / _N0,
            _OVER,
            text=r"$\Sigma^{(\ell+2)}=c_{\ell+1}S_{\ell+1}/n_0$ with $c_{\ell+1}=\frac12\cdot\mathrm{square}\cdot c_\ell$; the diagonal of $S_\ell$ is $|x|^2$ "
            r"because $\kappa_1(1)=1$, and $r$ does not see the factor",
            goal=True,
        ),
        value(kappa_1(Integer(0)), Integer(1), text=r"$\kappa_1(1)=1$"),
        identity(
            square / 2 * kappa_0(ANGLE) * (factor * _T / _N0) + factor * square / 2 * (_X * _Y * kappa_1(ANGLE)) / _N0,
            factor * square / 2 * (kappa_0(ANGLE) * _T + _X * _Y * kappa_1(ANGLE)) / _N0,
            _OVER,
            text=r"$J(\ell+2)=\frac{square}2\kappa_0J(\ell+1)+\Sigma^{(\ell+2)}=c_{\ell+1}BM_{\ell+1}/n_0$",
            goal=True,
        ),
        # The kernels of the library, not the recursions written here: an instance that a wrong convention would fail.
        value(
            exactly(tangent(2, 0, 3, ReLU(scale_squared=Fraction(int(square)))), pi / 3),
            square / 2 * moved * exactly(NeuralTangentKernel(layers=2), pi / 3) / 3,
            text=r"$L=2$, $n_0=3$, unit vectors at the angle $\pi/3$, both kernels as the library has them: $J(2)=c_1BM_1/n_0$",
            goal=True,
        ),
    )


BIETTI = Claim(
    id=BIETTI_ID,
    label="Theorem 1",
    statement=(
        r"For all $x,x'\in\mathbb{R}^{n_0}\setminus\{0\}$ and $L\ge1$: $J(L,0)=BM_{L-1}/(n_02^{L-1})$ and "
        r"$\Sigma^{(\ell+1)}|_{\beta=0}=S_\ell/(n_02^\ell)$."
    ),
    hypotheses=(J, BM, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all L >= 1, all nonzero x, x', beta = 0",
    check=lambda shift: _against_bietti(Rational(1), shift),
    parameters={"shift": 0},
    depends_on=(RELU_DUAL_ID,),
    control=Control(r"$J(L,0)=BM_{L-1}/(n_02^L)$; false at $L=1$.", {"shift": 1}),
)


def _sqrt_two(square: Rational) -> Derivation:
    return prove(
        _against_bietti(square, 0),
        value(
            (square / 2) ** 1,
            Integer(1),
            text=r"the factor of each layer is 1, so $c_\ell=1$: $J(L)=BM_{L-1}/n_0$",
            goal=True,
        ),
    )


BIETTI_SQRT2 = Claim(
    id="jacot2018.conventions.bietti_sqrt2",
    label="Theorem 1",
    statement=(
        r"If ReLU is replaced by $\sqrt2\max(u,0)$ in the network of this paper and $\beta=0$, the limiting NTK of depth $L$ is "
        r"$BM_{L-1}/n_0$."
    ),
    hypotheses=(LIMIT, BM, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all L >= 1, beta = 0, nonzero x, x'",
    check=_sqrt_two,
    parameters={"square": Rational(2)},
    depends_on=(RELU_DUAL_ID,),
    control=Control(r"The same with $2\max(u,0)$; false at $L=2$.", {"square": Rational(4)}),
)


def _geifman_no_bias(shift: int) -> Derivation:
    s = Symbol("u", real=True)
    return prove(
        definition(
            rf"$T$ stands for $G^{{\ell-1}}$ and $BM_{{\ell-1}}$, $\Sigma$ for $S_\ell$; the claim is $G_0(L)=BM_{{L-1+{shift}}}$"
        ),
        value(
            Integer(1),
            Integer(1 + shift),
            text=rf"$L=1$, $x=z$, $|x|=1$: $G_0(1)=1$ and $BM_{shift}=1+{shift}$",
            goal=True,
        ),
        identity(
            NeuralTangentKernel(layers=2, bias=sympy.sqrt(_BIAS)).kappa(ExactArithmetic(), ANGLE),
            kappa_0(ANGLE) * (cos(ANGLE) + _BIAS) + kappa_1(ANGLE) + _BIAS,
            {ANGLE: Reals(0, pi)},
            text=rf"the library's kernel of two layers is $G_b(2)$ on the sphere, at $b^2={_BIAS}$",
            goal=True,
        ),
        induction(
            [identity(s + Integer(0) ** 2, s, {s: Reals()}, text=r"$G^0=x^Tz+0=BM_0$")],
            [
                identity(
                    kappa_0(ANGLE) * _T + _S + Integer(0) ** 2,
                    _S + kappa_0(ANGLE) * _T,
                    {ANGLE: Reals(0, pi), _T: Reals(), _S: Reals()},
                    text=r"$G^\ell=\kappa_0G^{\ell-1}+S_\ell+0=S_\ell+\kappa_0BM_{\ell-1}=BM_\ell$",
                )
            ],
            text=r"$G^\ell=BM_\ell$ for all $\ell\ge0$ when $b=0$",
            goal=True,
        ),
    )


GEIFMAN_NO_BIAS = Claim(
    id="jacot2018.conventions.geifman_no_bias",
    label="Theorem 1",
    statement=r"Without bias the two conventions coincide: $G_0(L)=BM_{L-1}$ for all $L\ge1$.",
    hypotheses=(G, BM, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all L >= 1; the definition of G is the one of the supplement of Geifman et al., not of the main text",
    check=_geifman_no_bias,
    parameters={"shift": 0},
    control=Control(r"$G_0(L)=BM_L$; false at $L=1$, $x=z$.", {"shift": 1}),
)


def _bowman(depth: str) -> Derivation:
    first = Symbol("Theta", real=True)
    orthogonal = (kappa_1(pi / 2) + cos(pi / 2) * kappa_0(pi / 2)) / 2
    ours = {"L": cos(pi / 2), "L+1": orthogonal}[depth]
    return prove(
        reduction(
            r"renaming $\alpha^{(l)}=\omega(m_{l-1}^{-1/2}W^{(l)}\alpha^{(l-1)})$, $f=m_L^{-1/2}v^T\alpha^{(L)}$ is the network of this paper with "
            r"$\beta=0$, $\sigma=\omega$ and the affine layers $W^{(1)},\dots,W^{(L)},v^T$: $L+1$ of them, $n_0=m_0=d$"
        ),
        rests_on(BIETTI_ID, r"so for ReLU $B_L=J(L+1,0)=BM_L/(d2^L)$"),
        value(
            orthogonal,
            ours,
            text=rf"$L=1$, ReLU, orthogonal unit vectors: $d\,B_1=\frac1{{2\pi}}$ is $d$ times the kernel with ${depth}$ affine layers",
            goal=True,
        ),
        value(
            exactly(tangent(2, 0, 3), 2 * pi / 3),
            exactly(NeuralTangentKernel(layers=2), 2 * pi / 3) / 6,
            text=r"$L=1$, ReLU, $d=3$, unit vectors at the angle $2\pi/3$, as the library has them: $J(2,0)=BM_1/(2d)$",
            goal=True,
        ),
        identity(
            (1 / sqrt(2)) ** 2 * first + (-1 / sqrt(2)) ** 2 * first,
            first,
            {first: Reals()},
            text=r"the NTK of $\frac1{\sqrt2}(f(\cdot;\theta)-f(\cdot;\theta'))$ is $\frac12\Theta(\theta)+\frac12\Theta(\theta')$, and $\Theta(\theta)$ for "
            r"$\theta'=\theta$",
            goal=True,
        ),
    )


BOWMAN = Claim(
    id="jacot2018.conventions.bowman",
    label="Theorem 1",
    statement=(
        r"Let $B_L$ be the limiting NTK in the convention of Bowman and Montufar: $L$ hidden layers "
        r"$\alpha^{(l)}=\omega(m_{l-1}^{-1/2}W^{(l)}\alpha^{(l-1)})$, $f=m_L^{-1/2}v^T\alpha^{(L)}$, $m_0=d$, no biases, all parameters "
        r"$\mathcal{N}(0,1)$ and trained. Then $B_L$ is the limiting NTK of this paper with $L+1$ affine layers, $\beta=0$, $n_0=d$, "
        r"$\sigma=\omega$; formally for ReLU it equals $BM_L/(d2^L)$. The antisymmetric initialization "
        r"$\frac1{\sqrt2}(f(\cdot;\theta)-f(\cdot;\theta'))$ with $\theta'=\theta$ at $t=0$ leaves the NTK at initialization unchanged."
    ),
    hypotheses=(BM, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all L >= 1; for ReLU formal only, since Assumption 3.1 there excludes it",
    check=_bowman,
    parameters={"depth": "L+1"},
    depends_on=(BIETTI_ID,),
    control=Control(
        r"$B_L$ is the kernel with $L$ affine layers; false at $L=1$, ReLU, orthogonal unit $x,x'$: $1/(2\pi d)$ against 0.",
        {"depth": "L"},
    ),
)


def _coordinate(layers: int) -> Derivation:
    a, b, u = Symbol("a", positive=True), Symbol("b", positive=True), Symbol("u", real=True)
    over = {a: POSITIVE, b: POSITIVE, _N0: WIDTH, ANGLE: Reals(0, pi), BETA: Reals(0), u: Reals()}
    # a, b: standard deviations of the first preactivations; sqrt(n_0) a is the norm of the augmented input.
    ours = a * b * kappa_1(ANGLE) / 2 + BETA**2 + kappa_0(ANGLE) / 2 * (a * b * cos(ANGLE))
    theirs = _N0 * a * b * (kappa_1(ANGLE) + cos(ANGLE) * kappa_0(ANGLE)) / (2 * _N0) + BETA**2
    q = Symbol("q", positive=True)
    if layers == 3:
        ours = sympy.Add(Rational(1, 2) * (q / 2 + BETA**2) + BETA**2, Rational(1, 2) * (q + BETA**2))
        theirs = 3 * _N0 * q / (4 * _N0) + BETA**2
    return prove(
        rests_on(RELU_DUAL_ID, r"the recursion of $J$"),
        identity(
            u + (sqrt(_N0) * BETA) ** 2,
            _N0 * (u / _N0 + BETA**2),
            over,
            text=r"$\tilde x^T\tilde x'=x^Tx'+n_0\beta^2=n_0\Sigma^{(1)}(x,x')$",
            goal=True,
        ),
        definition(
            r"$a^2,b^2$ are the diagonal values of $\Sigma^{(1)}$, $\Sigma^{(1)}=ab\cos\theta$; for $L=3$ at $x=x'$: $q=a^2$, and $BM_2(\tilde x,\tilde x)=3n_0q$"
        ),
        identity(
            ours,
            theirs,
            {**over, q: POSITIVE},
            text=rf"$J({layers},\beta)=\frac1{{n_02^{{{layers - 1}}}}}BM_{{{layers - 1}}}(\tilde x,\tilde x')+\beta^2$",
            goal=True,
        ),
    )


BIAS_AS_COORDINATE = Claim(
    id="jacot2018.conventions.bias_as_coordinate",
    label="Theorem 1",
    statement=(
        r"For two layers the bias is an additional input coordinate: $J(2,\beta)(x,x')=\frac1{2n_0}BM_1(\tilde x,\tilde x')+\beta^2$ with "
        r"$\tilde x=(x,\sqrt{n_0}\beta)\in\mathbb{R}^{n_0+1}$."
    ),
    hypotheses=(J, BM, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all x, x', all beta >= 0 (x, x' nonzero if beta = 0)",
    check=_coordinate,
    parameters={"layers": 2},
    depends_on=(RELU_DUAL_ID,),
    control=Control(
        r"$J(3,\beta)=\frac1{4n_0}BM_2(\tilde x,\tilde x')+\beta^2$; false at $x=x'$, where the second hidden bias is missing.",
        {"layers": 3},
    ),
)


def _geifman_bias(decay: int) -> Derivation:
    b = Symbol("b", positive=True)
    over = {**_OVER, b: POSITIVE, _S: Reals()}
    scale = b**2 / (_N0 * (1 + decay) ** _LEVEL)
    following = b**2 / (_N0 * (1 + decay) ** (_LEVEL + 1))
    return prove(
        rests_on(
            BIETTI_ID,
            r"with biases initialised at 0 the covariances are those of $\beta=0$: $\Sigma^{(\ell+1)}=S_\ell/(n_02^\ell)$",
        ),
        definition(
            rf"$\beta_\ell^2=b^2/(n_0{1 + decay}^\ell)$, $T=G^\ell$, $S=S_{{\ell+1}}$; the claim is $\Theta^{{(\ell+1)}}=G^\ell/(n_02^\ell)$"
        ),
        identity(
            scale.subs(_LEVEL, 0) + _S / _N0,
            (_S + b**2) / _N0,
            over,
            text=r"$\Theta^{(1)}=x^Tz/n_0+\beta_0^2=G^0/n_0$",
            goal=True,
        ),
        identity(
            kappa_0(ANGLE) / 2 * (_T / (_N0 * 2**_LEVEL)) + _S / (_N0 * 2 ** (_LEVEL + 1)) + following,
            (kappa_0(ANGLE) * _T + _S + b**2) / (_N0 * 2 ** (_LEVEL + 1)),
            over,
            text=r"$\frac12\kappa_0\frac{G^\ell}{n_02^\ell}+\frac{S_{\ell+1}}{n_02^{\ell+1}}+\beta_{\ell+1}^2=\frac{G^{\ell+1}}{n_02^{\ell+1}}$",
            goal=True,
        ),
    )


GEIFMAN_BIAS = Claim(
    id="jacot2018.conventions.geifman_bias",
    label="Theorem 1",
    statement=(
        r"$G_b(L)$ is $n_02^{L-1}$ times the limiting NTK of the network of this paper in which the biases are initialised at 0 (still "
        r"trained) and layer $\ell=0,\dots,L-1$ has the bias scale $\beta_\ell$ with $\beta_\ell^2=b^2/(n_02^\ell)$."
    ),
    hypotheses=(G, LIMIT, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all L >= 1, all nonzero x, z, all b",
    check=_geifman_bias,
    parameters={"decay": 1},
    depends_on=(BIETTI_ID,),
    control=Control(r"The same with one common scale $\beta_\ell^2=b^2/n_0$; false at $L=2$.", {"decay": 0}),
)
