"""What the conventions of the papers share and do not share: diagonals, homogeneity, ratios, time."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Integer, Rational, Symbol, acos, cos, pi, sqrt

from ntkproofs.arithmetic import Arithmetic
from ntkproofs.checks import (
    Computation,
    Integers,
    Reals,
    definition,
    has_decimals,
    identity,
    induction,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
    within,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.papers.background.gaussian_integrals import ANGLE
from ntkproofs.papers.bietti2019.relu_kernels import kappa_0, kappa_1

from .conventions import BIETTI_ID, BM, G, J
from .limiting_kernels import tangent
from .setting import ARC_COSINES, BETA, DATA, POSITIVE, SAMPLES, WIDTH

_SQUARE = Rational(37, 100)
# Inner product, then the ratio J/G for two and three layers.
RATIOS = (
    (Rational(-9, 10), "1.709037564730366491053737", "0.9832311771621982693229828"),
    (Rational(0), "0.8192295089499233335539591", "0.6915673729214622003740575"),
    (Rational(1, 2), "0.550970737372813748509343", "0.4943674362347102937223137"),
    (Rational(1), "0.3917274939172749391727494", "0.3083941605839416058394161"),
)


def _ratio(layers: int, cosine: Rational) -> Computation:
    ours = tangent(layers, sqrt(_SQUARE), 3)
    theirs = NeuralTangentKernel(layers=layers, bias=ours.bias)

    above, below = int(cosine.p), int(cosine.q)

    def at_zero(ctx: Arithmetic) -> Any:
        return ours.kappa(ctx, ctx.rational(0)) / theirs.kappa(ctx, ctx.rational(0))

    def ratio(ctx: Arithmetic) -> Any:
        angle = ctx.acos(ctx.rational(above, below))
        return ours.kappa(ctx, angle) / theirs.kappa(ctx, angle)

    # acos of a ball around 1 is not finite; there the angle is exactly 0.
    return Computation(at_zero if cosine == 1 else ratio)


def _difference(first: Computation, second: Computation) -> Computation:
    return Computation(lambda ctx: first.formula(ctx) - second.formula(ctx))


def _not_multiple(separated: bool) -> Derivation:
    steps: list[Step] = []
    for layers, column in ((2, 1), (3, 2)):
        steps += [
            has_decimals(
                _ratio(layers, row[0]),
                str(row[column]),
                text=rf"$L={layers}$, $u={row[0]}$: the ratio is {row[column]}",
                goal=True,
            )
            for row in RATIOS
        ]
    gap = _difference(_ratio(2, Rational(0)), _ratio(2, Rational(1, 2)))
    low, high = (Rational(1, 10), Integer(1)) if separated else (Rational(-1, 10**6), Rational(1, 10**6))
    return prove(
        within(
            gap,
            low,
            high,
            text=rf"$L=2$: the ratio at $u=0$ less that at $u=\frac12$ lies between {low} and {high}",
            goal=True,
        ),
        steps,
    )


NOT_MULTIPLE = Claim(
    id="jacot2018.conventions.geifman_not_multiple",
    label="Theorem 1",
    statement=(
        r"For $b=\beta>0$ the two kernels with bias are not constant multiples of each other on the unit sphere, because the biases of this "
        r"paper are random at initialization: for $n_0=3$, $\beta^2=b^2=37/100$ the ratio $J(L,\beta)/G_b(L)$ is, for $L=2$ and $L=3$: "
        + "; ".join(rf"at $u={u}$: {two} and {three}" for u, two, three in RATIOS)
        + "."
    ),
    hypotheses=(J, G, *ARC_COSINES),
    expected=Verdict.CERTIFIED,
    scope="n_0 = 3, b^2 = 37/100, L = 2 and 3, the listed inner products",
    check=_not_multiple,
    parameters={"separated": True},
    control=Control(
        r"The ratio of the two kernels is the same (to $10^{-6}$) at $u=0$ and $u=\frac12$ for $n_0=3$, $\beta^2=37/100$, $L=2$; false.",
        {"separated": False},
    ),
)


def _diagonals(offset: int) -> Derivation:
    n, level = Symbol("n", integer=True, positive=True), Symbol("L", positive=True)
    b, norm, inputs = sympy.symbols("b X n_0", positive=True)
    one = (kappa_0(Integer(0)), kappa_1(Integer(0)))
    return prove(
        value(one[0], Integer(1), text=r"$\kappa_0(1)=1$"),
        value(one[1], Integer(1), text=r"$\kappa_1(1)=1$, so $S_k(x,x)=|x|^2$ and $r=1$ in every layer"),
        recurrence(
            lambda k: (k + offset) * norm,
            lambda s, k: s(k) - norm * one[1] - one[0] * s(k - 1),
            {0: norm},
            n,
            Integers(1),
            {norm: POSITIVE},
            text=rf"$BM_n(x,x)=(n+{offset})|x|^2$ from $BM_n=|x|^2+BM_{{n-1}}$, $BM_0=|x|^2$",
            goal=True,
        ),
        rests_on(BIETTI_ID, r"$J(L,0)=BM_{L-1}/(n_02^{L-1})$"),
        identity(
            ((level - 1) + offset) * norm / (inputs * 2 ** (level - 1)),
            level * norm / (inputs * 2 ** (level - 1)),
            {level: WIDTH, norm: POSITIVE, inputs: WIDTH},
            text=r"$J(L,0)(x,x)=L|x|^2/(n_02^{L-1})$",
            goal=True,
        ),
        recurrence(
            lambda k: k * (1 + b**2),
            lambda s, k: s(k) - one[0] * s(k - 1) - one[1] - b**2,
            {1: 1 + b**2},
            n,
            Integers(2),
            {b: POSITIVE},
            text=r"$G_b(L)(x,x)=L(1+b^2)$ for $|x|=1$, from $G^\ell=G^{\ell-1}+1+b^2$, $G^0=1+b^2$",
            goal=True,
        ),
    )


DIAGONALS = Claim(
    id="jacot2018.conventions.diagonals",
    label="Theorem 1",
    statement=(
        r"Diagonal values: $BM_n(x,x)=(n+1)|x|^2$; $J(L,0)(x,x)=L|x|^2/(n_02^{L-1})$; $G_b(L)(x,x)=L(1+b^2)$ for $|x|=1$."
    ),
    hypotheses=(J, BM, G, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all n >= 0, L >= 1",
    check=_diagonals,
    parameters={"offset": 1},
    depends_on=(BIETTI_ID,),
    control=Control(r"$BM_n(x,x)=n|x|^2$; false at $n=1$ (value 2).", {"offset": 0}),
)


def _homogeneity(degree: int) -> Derivation:
    x, y, s, h, b, n0, level = sympy.symbols("x y s h b n_0 ell", positive=True)
    t, d = sympy.symbols("T D", real=True)
    over = {
        **dict.fromkeys((x, y, s, h, b), POSITIVE),
        ANGLE: Reals(0, pi),
        t: Reals(),
        d: Reals(),
        n0: WIDTH,
        level: WIDTH,
    }
    q = s**2 * x**2 / n0 + BETA**2
    affine, constant = Symbol("A", positive=True), Symbol("C", positive=True)
    return prove(
        definition(
            r"$x,y$ norms, scaled by $s,h>0$; $r=\cos\theta$ does not change; $T=BM_{k-1}$, $D=G_b^{\ell-1}-G_0^{\ell-1}$"
        ),
        induction(
            [
                identity(
                    (s * x) * (h * y) * cos(ANGLE),
                    s * h * (x * y * cos(ANGLE)),
                    over,
                    text=r"$BM_0=x^Tx'$ has degree 1 in each argument",
                )
            ],
            [
                identity(
                    (s * x) * (h * y) * kappa_1(ANGLE) + kappa_0(ANGLE) * (s * h * t),
                    s * h * (x * y * kappa_1(ANGLE) + kappa_0(ANGLE) * t),
                    over,
                    text=r"$BM_k=|x||x'|\kappa_1(r)+\kappa_0(r)BM_{k-1}$ has it if $BM_{k-1}$ has",
                )
            ],
            text=r"$BM_n$ is positively homogeneous of degree 1 in each argument; so are $J(L,0)=BM_{L-1}/(n_02^{L-1})$ and $G_0(L)=BM_{L-1}$",
            goal=True,
        ),
        rests_on(BIETTI_ID, r"$J(L,0)=BM_{L-1}/(n_02^{L-1})$"),
        rests_on("jacot2018.conventions.geifman_no_bias", r"$G_0(L)=BM_{L-1}$"),
        identity(
            (kappa_0(ANGLE) * (t + d) + x * y * kappa_1(ANGLE) + b**2) - (kappa_0(ANGLE) * t + x * y * kappa_1(ANGLE)),
            kappa_0(ANGLE) * d + b**2,
            over,
            text=r"$D_\ell=\kappa_0(r)D_{\ell-1}+b^2$, $D_0=b^2$: it contains $r$ only, degree 0",
            goal=True,
        ),
        identity(
            (s * x) * (h * y) * cos(ANGLE),
            (s * h) ** degree * (x * y * cos(ANGLE)),
            over,
            text=rf"$G_0(1)=x^Tz$ has the degree {degree} in each argument",
            goal=True,
        ),
        definition(
            r"$J(L,\beta)$ at $(sx,sx)$: $q=s^2|x|^2/n_0+\beta^2$, $\Sigma^{(\ell+1)}=\frac12\Sigma^{(\ell)}+\beta^2$, $J(\ell+1)=\frac12J(\ell)+\Sigma^{(\ell+1)}$"
        ),
        identity(
            (affine * s**2 + constant) / 2 + BETA**2,
            affine / 2 * s**2 + (constant / 2 + BETA**2),
            {affine: POSITIVE, constant: POSITIVE, s: POSITIVE, BETA: POSITIVE},
            text=r"each layer maps $As^2+C$ with $A,C>0$ to such a function of $s$; $q$ is one, and sums are",
            goal=True,
        ),
        identity(sympy.diff(q, BETA), 2 * BETA, {**over, BETA: POSITIVE}, text=r"$\beta$ enters $q$ as $\beta^2$"),
        reduction(
            r"$As^2+C=s^{2e}(A+C)$ for all $s>0$ would give $C=0$ as $s\to0$ unless $e=0$, and then $A=0$: not homogeneous of any degree"
        ),
    )


HOMOGENEITY = Claim(
    id="jacot2018.conventions.homogeneity",
    label="Theorem 1",
    statement=(
        r"In each argument $J(L,0)$, $BM_n$ and $G_0(L)$ are positively homogeneous of degree 1, $G_b(L)-G_0(L)$ is positively homogeneous "
        r"of degree 0, and $J(L,\beta)$ with $\beta>0$ is not positively homogeneous of any degree."
    ),
    hypotheses=(J, BM, G, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all L >= 1, n >= 0, b, beta; positive scalings of each argument",
    check=_homogeneity,
    parameters={"degree": 1},
    depends_on=(BIETTI_ID, "jacot2018.conventions.geifman_no_bias"),
    control=Control(r"$G_0(L)$ is positively homogeneous of degree 0; false for $L=1$.", {"degree": 0}),
)


def _two_layers(factor: int) -> Derivation:
    u, b = Symbol("u", real=True), Symbol("b", real=True)
    over = {u: Reals(-1, 1), b: Reals()}
    k0 = 1 - acos(u) / pi
    k1 = (u * (pi - acos(u)) + sqrt(1 - u**2)) / pi
    return prove(
        definition(r"$|x|=|z|=1$, $r=u$: $G_b(2)=\kappa_0(u)(u+b^2)+\kappa_1(u)+b^2$"),
        identity(
            k0 * (u + b**2) + k1 + b**2,
            ((factor * u + b**2) * (pi - acos(u)) + sqrt(1 - u**2)) / pi + b**2,
            over,
            text=rf"$G_b(2)=\frac1\pi[({factor}u+b^2)(\pi-\arccos u)+\sqrt{{1-u^2}}]+b^2$",
            goal=True,
        ),
        identity(
            k0.subs(u, cos(ANGLE)).subs(acos(cos(ANGLE)), ANGLE),
            kappa_0(ANGLE),
            {ANGLE: Reals(0, pi)},
            text=r"$\kappa_0$ is the library's",
        ),
    )


GEIFMAN_TWO_LAYERS = Claim(
    id="jacot2018.conventions.geifman_two_layers",
    label="Theorem 1",
    statement=(
        r"On the unit sphere with $u=x^Tz$: $G_b(2)=\frac1\pi\big[(2u+b^2)(\pi-\arccos u)+\sqrt{1-u^2}\big]+b^2$."
    ),
    hypotheses=(G, *ARC_COSINES),
    expected=Verdict.PROVED,
    scope="all u in [-1,1], all b",
    check=_two_layers,
    parameters={"factor": 2},
    control=Control(r"The same with $u+b^2$ in place of $2u+b^2$; false at $u=1$.", {"factor": 1}),
)


def _cost_time(speed: str) -> Derivation:
    r, k, e = sympy.symbols("r K eta", real=True)
    times = {"N": SAMPLES, "1": Integer(1)}[speed]
    over = {SAMPLES: WIDTH, r: Reals(), k: Reals(), e: Reals()}
    return prove(
        identity(
            Rational(1, 2) * (r**2 / SAMPLES),
            r**2 / (2 * SAMPLES),
            over,
            text=r"one residual adds $\frac12\cdot\frac1Nr^2=\frac1{2N}r^2$ to the cost in both conventions, $n=N$",
            goal=True,
        ),
        identity(
            k * (SAMPLES * sympy.diff(r**2 / (2 * SAMPLES), r)) / SAMPLES,
            k * r / SAMPLES,
            over,
            text=r"$d=N\nabla C=r$: the flow is $\partial_tr=-\frac1N\sum_iK(\cdot,x_i)r(x_i)=-\Pi r=-T_nr$",
            goal=True,
        ),
        identity(
            k * (SAMPLES * sympy.diff(r**2 / 2, r)) / SAMPLES,
            times * (k * r / SAMPLES),
            over,
            text=rf"without $1/N$ in the cost the velocity is ${speed}$ times as large",
            goal=True,
        ),
        rests_on("jacot2018.s5.ode", r"$r_t=e^{-t\Pi}r_0$"),
    )


COST_TIME = Claim(
    id="jacot2018.conventions.cost_time",
    label="Section 5",
    statement=(
        r"The least-squares costs of this paper, $C=\frac12\|f-f^*\|_{p^{in}}^2=\frac1{2N}\sum_ir_i^2$, and of Bowman and Montufar, "
        r"$\frac1{2n}\sum_ir_i^2$ with $n=N$ samples, coincide, so time and spectrum agree: $\Pi f=\frac1N\sum_iK(\cdot,x_i)f(x_i)$ is their "
        r"empirical integral operator $T_n$ and $r_t=e^{-t\Pi}r_0$ in both. A cost $\frac12\sum_ir_i^2$ without $1/N$ runs $N$ times faster."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, scalar output, fixed kernel",
    check=_cost_time,
    parameters={"speed": "N"},
    depends_on=("jacot2018.s5.ode",),
    control=Control(r"The cost without $1/N$ runs equally fast; false for $N\ge2$.", {"speed": "1"}),
)
