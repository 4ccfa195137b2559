r"""Section 3.2: biases that make every eigenvalue of the two-layer tangent kernel positive."""

from __future__ import annotations

import sympy
from sympy import Integer, Symbol, cos, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    taylor_coefficients,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.papers.background.gegenbauer import RELATIONS

from .relu_kernels import KAPPAS, kappa, kappa_0, kappa_1
from .spectral_sequences import DIMENSIONS, MU, D, K, mu_kappa, mu_kappa_0

CLOSED_FORM = "bietti2019.prop5.closed_form"
TAYLOR = "bietti2019.prop5.taylor"
ZERO_ODD = "bietti2019.prop5.zero_odd"
KAPPA_0_SPECTRUM = "bietti2019.section32.kappa0_spectrum"
EXPECTATION = "bietti2019.eq3.expectation"
HOMOGENEOUS = "bietti2019.eq3.homogeneous_form"
STEP_KERNEL = "bietti2019.eq5.kappa0"
AUGMENTED_ID = "bietti2019.section32.bias_augmented"
ZERO_INIT_ID = "bietti2019.section32.bias_zero_init"

_U = Symbol("u", real=True)
_ANGLE = Symbol("theta", real=True)


def _monomials() -> list[Step]:
    """Every monomial has non-negative Gegenbauer coefficients, and a positive one in its own degree."""
    k, d = K, D
    return [
        definition(r"$m_{j,k}=\mu_k(t^j)$; $m_{0,0}=1$ and $m_{0,k}=0$ for $k\ge1$ because $\int P_kw=0$"),
        rests_on(RELATIONS, r"$(2k+d-2)\,tP_k=kP_{k-1}+(k+d-2)P_{k+1}$ for $k\ge1$, $tP_0=P_1$, $\int P_kw=0$"),
        reduction(
            r"So $(2k+d-2)\,m_{j+1,k}=k\,m_{j,k-1}+(k+d-2)\,m_{j,k+1}$ for $k\ge1$ and $m_{j+1,0}=m_{j,1}$: with the signs below all "
            r"$m_{j,k}\ge0$, and $m_{k,k}\ge\frac k{2k+d-2}m_{k-1,k-1}>0$, by induction"
        ),
        positive(k / (2 * k + d - 2), {k: 1, d: 2}, text=r"$k/(2k+d-2)>0$ for $k\ge1$, $d\ge2$"),
        positive((k + d - 2) / (2 * k + d - 2), {k: 1, d: 2}, text=r"$(k+d-2)/(2k+d-2)>0$ for $k\ge1$, $d\ge2$"),
    ]


def _augmented(bias: Integer) -> Derivation:
    n, j, c = Symbol("n", positive=True), Symbol("j", positive=True), Integer(bias) ** 2
    cosine = (c + _U) / (1 + c)
    kernel = (1 + c) * NeuralTangentKernel(layers=2).expression().subs(Symbol("t"), cosine)
    x, y = sympy.symbols("x1:3", real=True), sympy.symbols("y1:3", real=True)
    dot = sum(a * b for a, b in zip(x, y, strict=True))
    square = {symbol: Reals() for symbol in (*x, *y)}
    return prove(
        definition(
            rf"$z=(x,{bias})$, $z'=(x',{bias})$, $u=\langle x,x'\rangle$; kernel $\|z\|\|z'\|\kappa(\cos\angle(z,z'))$"
        ),
        rests_on(
            EXPECTATION,
            r"the NTK at the inputs $z,z'$ is $2\langle z,z'\rangle\mathbb E[1\,1']+2\mathbb E[(w\cdot z)_+(w\cdot z')_+]$",
        ),
        rests_on(HOMOGENEOUS, r"which is $\|z\|\|z'\|\kappa(\cos\angle(z,z'))$"),
        identity(
            sum(a * b for a, b in zip((*x, bias), (*y, bias), strict=True)),
            c + dot,
            square,
            text=rf"$\langle z,z'\rangle={c}+\langle x,x'\rangle$ (two coordinates shown), so $\|z\|^2={c}+1$",
            goal=True,
        ),
        identity((1 + c) * cosine, c + _U, {_U: Reals(-1, 1)}, text=rf"the cosine is $({c}+u)/{1 + c}$", goal=True),
        [
            positive(coefficient, {}, text=rf"the Taylor coefficient of degree {i} at $u=0$ is positive", goal=True)
            for i, coefficient in enumerate(taylor_coefficients(kernel, _U, 4))
        ],
        definition(
            r"$c_n$ are the Taylor coefficients of $\kappa$ at $0$, $b_j$ those of the kernel at $u=0$, $r=\beta^2/(1+\beta^2)$"
        ),
        rests_on(
            TAYLOR,
            r"$\kappa(v)=\sum c_nv^n$ on $[-1,1]$ with $c_n\ge0$, $c_{2n}=\frac{2n+1}{2n(2n-1)\pi4^{n-1}}\binom{2n-2}{n-1}$",
        ),
        positive(c, {}, text=rf"$\beta^2={c}>0$", goal=True),
        reduction(
            r"$(\beta^2+u)^n=\sum_j\binom nj\beta^{2(n-j)}u^j$ and all terms are non-negative for $u\ge0$; the double series converges at "
            r"$u=1$, so it may be summed in any order: $b_j=(1+\beta^2)\sum_{n\ge j}c_n\binom nj\beta^{2(n-j)}(1+\beta^2)^{-n}\ge0$, and "
            r"it converges on $[-1,1]$"
        ),
        identity(
            sympy.binomial(2 * n, j) * sympy.factorial(j) * sympy.gamma(2 * n - j + 1),
            sympy.factorial(2 * n),
            {n: Integers(5), j: Integers(0, 10)},
            text=r"$\binom{2n}j\,j!\,(2n-j)!=(2n)!$: a binomial coefficient with $j\le2n$ is positive",
        ),
        positive(
            (2 * n + 1) / (2 * n * (2 * n - 1)),
            {n: 1},
            text=r"$c_{2n}>0$ for $n\ge1$: the term of $b_j$ with $n$ replaced by $2n\ge j$ is positive, so $b_j>0$ for all $j$",
            goal=True,
        ),
        _monomials(),
        reduction(
            r"The series converges uniformly on $[-1,1]$: $\mu_k=\sum_jb_j\mu_k(t^j)\ge b_k\mu_k(t^k)>0$ for every $k\ge0$, $d\ge2$"
        ),
    )


BIAS_AUGMENTED = Claim(
    id=AUGMENTED_ID,
    label="Section 3.2",
    statement=(
        r"With the augmented input $z=(x,1)$, $\|x\|=1$, and all weights (bias included) $\mathcal N(0,1)$ and trained, the NTK is "
        r"$2\kappa\bigl(\frac{1+u}2\bigr)$, $u=\langle x,x'\rangle$. All its Taylor coefficients at $u=0$ are positive, hence all "
        r"Gegenbauer coefficients $\mu_k$ are positive, $k\ge0$, $d\ge2$ (uniform probability measure)."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0",
    check=_augmented,
    parameters={"bias": Integer(1)},
    depends_on=(EXPECTATION, HOMOGENEOUS, TAYLOR, RELATIONS),
    control=Control(
        r"The same without the bias, $z=(x,0)$: all Taylor coefficients of $\kappa(u)$ are positive; false in degree 3.",
        {"bias": Integer(0)},
    ),
)


def _zero_init(bias: Integer) -> Derivation:
    t = _ANGLE
    first = [mu_kappa(Integer(k), Integer(3)) + bias * mu_kappa_0(Integer(k), Integer(3)) for k in range(6)]
    return prove(
        definition(
            r"$f(x)=\sqrt{2/m}\sum_jv_j(w_j\cdot x+b_j)_+$ with $b_j=0$ at initialisation, $v_j,w_j$ standard Gaussian"
        ),
        rests_on(EXPECTATION, r"the expected products of the gradients in $v$ and $w$, at every width"),
        rests_on(HOMOGENEOUS, r"for unit vectors they add up to $\kappa(u)$"),
        value(sqrt(Integer(2)) ** 2 * Integer(1), Integer(2), text=r"$(\sqrt{2/m})^2\cdot m\cdot\mathbb E[v_j^2]=2$"),
        rests_on(STEP_KERNEL, r"$2\,\mathbb E[1\{w\cdot x\ge0\}1\{w\cdot x'\ge0\}]=\kappa_0(u)$"),
        reduction(
            r"$\partial f/\partial b_j=\sqrt{2/m}\,v_j1\{w_j\cdot x\ge0\}$ where $b_j=0$ (almost surely), and $v_j$ is independent of "
            rf"$w_j$: the biases add $\kappa_0(u)$, weighted by {bias}"
        ),
        identity(
            kappa(t) + bias * kappa_0(t),
            (cos(t) + bias) * kappa_0(t) + kappa_1(t),
            {t: Reals(0, pi)},
            text=rf"$\kappa(u)+{bias}\cdot\kappa_0(u)=(u+{bias})\kappa_0(u)+\kappa_1(u)$ with $u=\cos\theta$",
            goal=True,
        ),
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        rests_on(TAYLOR, r"$\mu_k(\kappa)>0$ for $k=1$ and for every even $k\ge0$"),
        rests_on(ZERO_ODD, r"$\mu_k(\kappa)=0$ for odd $k\ge3$"),
        rests_on(
            KAPPA_0_SPECTRUM,
            r"$\mu_k(\kappa_0)=\frac12[\Gamma(d/2)/(\Gamma(1-\frac k2)\Gamma(\frac{k+d}2))]^2\ge0$, zero exactly for even $k\ge2$, and "
            r"$\sim C(d)k^{-d}$ along odd $k$",
        ),
        [positive(mu, {}, text=rf"$\mu_{k}>0$ for $d=3$", goal=True) for k, mu in enumerate(first)],
        identity(
            mu_kappa_0(K + 2, D) * (K + D) ** 2,
            mu_kappa_0(K, D) * K**2,
            {K: Integers(1, step=2), **DIMENSIONS},
            text=r"$(k+d)^2\mu_{k+2}(\kappa_0)=k^2\mu_k(\kappa_0)$: positive for all odd $k$ with $\mu_1(\kappa_0)$",
            goal=True,
        ),
        positive(K**2 / (K + D) ** 2, {K: 1, D: 2}, text=r"$k^2/(k+d)^2>0$ for $k\ge1$"),
        reduction(
            r"$\mu_k=\mu_k(\kappa)+\mu_k(\kappa_0)$ is a sum of two non-negative numbers. For $k=1$ and even $k$ the first is positive; "
            r"for odd $k\ge3$ it is $0$ and the second is positive, of the order stated"
        ),
    )


BIAS_ZERO_INIT = Claim(
    id=ZERO_INIT_ID,
    label="Section 3.2",
    statement=(
        r"With a trained bias $b_j$ initialised at $0$, $f(x)=\sqrt{2/m}\sum_jv_j(w_j\cdot x+b_j)_+$, the NTK on $S^{d-1}$ is "
        r"$(u+1)\kappa_0(u)+\kappa_1(u)$: $\mu_k=\mu_k(\kappa)+\mu_k(\kappa_0)>0$ for all $k\ge0$; for odd $k\ge3$ "
        r"$\mu_k=\mu_k(\kappa_0)\sim C(d)k^{-d}$, $C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0, the expected kernel at every width; asymptotics given Wendel's inequality",
    check=_zero_init,
    parameters={"bias": Integer(1)},
    depends_on=(EXPECTATION, HOMOGENEOUS, STEP_KERNEL, CLOSED_FORM, TAYLOR, ZERO_ODD, KAPPA_0_SPECTRUM),
    control=Control(
        r"The same without the bias: all $\mu_k(\kappa)>0$; false for $d=3$, $\mu_3(\kappa)=0$.", {"bias": Integer(0)}
    ),
)


def _bias(weight: Integer) -> Derivation:
    third = mu_kappa(Integer(3), Integer(3)) + weight * mu_kappa_0(Integer(3), Integer(3))
    return prove(
        rests_on(AUGMENTED_ID, r"for inputs $z=(x,1)$ all $\mu_k$ of the NTK $2\kappa((1+u)/2)$ are positive"),
        rests_on(
            ZERO_INIT_ID,
            r"for a trained bias initialised at $0$ all $\mu_k=\mu_k(\kappa)+\mu_k(\kappa_0)$ are positive",
        ),
        value(mu_kappa(Integer(3), Integer(3)), Integer(0), text=r"without bias $\mu_3(\kappa)=0$, $d=3$"),
        positive(
            third,
            {},
            text=rf"$\mu_3(\kappa)+{weight}\cdot\mu_3(\kappa_0)>0$, $d=3$: the bias prevents this zero",
            goal=True,
        ),
    )


BIAS = Claim(
    id="bietti2019.section32.bias",
    label="Section 3.2",
    printed=True,
    statement=(
        r"Adding a bias may prevent the zero eigenvalues: there are bias models for which the Gegenbauer coefficients $\mu_k$ of the "
        r"two-layer ReLU NTK on $S^{d-1}$ are positive for all $k\ge0$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 0, for the two models section32.bias_augmented and section32.bias_zero_init",
    check=_bias,
    parameters={"weight": Integer(1)},
    depends_on=(AUGMENTED_ID, ZERO_INIT_ID),
    control=Control(
        r"The homogeneous kernel without bias already has $\mu_3>0$; false, it is $0$.", {"weight": Integer(0)}
    ),
)
