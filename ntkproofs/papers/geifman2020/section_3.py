"""Section 3: shift-invariant kernels on the whole space, and how smooth the functions of their spaces are."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, cos, exp, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    positive,
    power_series,
    prove,
    reduction,
    rests_on,
    unbounded_quotient,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.integration import TONELLI

from .section_3_1 import REPRODUCING_ID
from .setting import WIDTH, WIDTHS
from .theorem_2 import NORMALISATIONS_ID

DISK_ID = "geifman2020.derived.disk_not_plane_wave"
_A, _B, _U = sympy.symbols("a b u", real=True)
_R = Symbol("r", positive=True)
_ONE, _ZERO = sympy.Integer(1), sympy.Integer(0)


def _fourier(length: str) -> Derivation:
    angles: dict[Symbol, Domain] = {_A: Reals(), _B: Reals()}
    whole = sympy.Integer(2)
    centre, edge = (whole, whole) if length == "infinite" else (2 * (1 - exp(-1)), 1 - exp(-2))
    right = {_U: Reals(0)}
    return prove(
        definition(
            r"$d=1$, $\varphi=e^{-|u|}$: the image of the constant 1 (the plane wave $\omega=0$) at 0 and at 1, for the measure $dz$ on an interval "
            rf"$[-m,m]$ with ${'m=1' if length == 'one' else 'm=' + chr(92) + 'infty'}$"
        ),
        antiderivative(-exp(-_U), exp(-_U), _U, right, text=r"$\int e^{-u}du=-e^{-u}$"),
        value(centre, edge, text=r"the images at 0 and at 1 agree, as for an eigenfunction", goal=True),
        definition(
            r"$a=\omega\cdot\mathbf x$, $b=\omega\cdot\mathbf u$ with $\mathbf u=\mathbf x-\mathbf z$, so $\omega\cdot\mathbf z=a-b$"
        ),
        identity(
            cos(_A - _B),
            cos(_A) * cos(_B) + sin(_A) * sin(_B),
            angles,
            text=r"real part of $e^{i(a-b)}=e^{ia}e^{-ib}$",
            goal=True,
        ),
        identity(
            sin(_A - _B),
            sin(_A) * cos(_B) - cos(_A) * sin(_B),
            angles,
            text=r"imaginary part of $e^{i(a-b)}=e^{ia}e^{-ib}$",
            goal=True,
        ),
        reduction(
            r"Lebesgue measure is invariant under $\mathbf z\mapsto\mathbf u=\mathbf x-\mathbf z$ and $\varphi$ is integrable, so "
            r"$\int\varphi(\mathbf x-\mathbf z)e^{i\omega\cdot\mathbf z}d\mathbf z=e^{i\omega\cdot\mathbf x}\int\varphi(\mathbf u)e^{-i\omega\cdot\mathbf u}d\mathbf u$. "
            r"$e^{-c\|\mathbf u\|^\gamma}$ decays faster than every power and is integrable"
        ),
    )


FOURIER = Claim(
    id="geifman2020.sec3.fourier_eigenfunctions",
    label="Section 3",
    printed=True,
    statement=(
        r"Let $\varphi\in L^1(\mathbb R^d)$ and $k(\mathbf x,\mathbf z)=\varphi(\mathbf x-\mathbf z)$. With "
        r"respect to Lebesgue measure on $\mathbb R^d$ every plane wave is a (generalised, not square-integrable) "
        r"eigenfunction: $\int\varphi(\mathbf x-\mathbf z)e^{i\omega\cdot\mathbf z}d\mathbf "
        r"z=\hat\varphi(\omega)e^{i\omega\cdot\mathbf x}$ with $\hat\varphi(\omega)=\int\varphi(\mathbf "
        r"u)e^{-i\omega\cdot\mathbf u}d\mathbf u$. In particular this holds for $e^{-c\|\mathbf x-\mathbf "
        r"z\|^\gamma}$, $c>0$, $0<\gamma\le2$."
    ),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge1$, Lebesgue measure on all of $\mathbb R^d$ only; the spectrum is continuous. It says nothing "
        "about the uniform measure on a disk or about a Gaussian measure, which the paper uses for the NTK."
    ),
    check=_fourier,
    parameters={"length": "infinite"},
    control=Control(
        r"The plane waves are eigenfunctions for the uniform measure on $[-1,1]$ ($d=1$, $c=1$); refuted by the constant function, whose images at 0 and 1 are "
        r"$2(1-e^{-1})$ and $1-e^{-2}$ (times the density).",
        {"length": "one"},
    ),
)


def _disk(gap: int) -> Derivation:
    c, r = WIDTH, _R
    centre, edge = (1 - exp(-c)) / c, (1 - exp(-2 * c)) / (2 * c)
    primitive = -2 * exp(-c * r) * (c * r + 1) / c**2
    return prove(
        definition(r"$T1(\mathbf x)$ is the mean of $e^{-c\|\mathbf u\|}$ over $\mathbf u\in D-\mathbf x$"),
        antiderivative(-exp(-c * r) / c, exp(-c * r), r, {r: Reals(0, 2), **WIDTHS}),
        identity(
            centre - edge,
            gap * (1 - exp(-c)) ** 2 / (2 * c),
            WIDTHS,
            text=rf"$d=1$: $T1(0)-T1(1)=\frac{{1-e^{{-c}}}}c-\frac{{1-e^{{-2c}}}}{{2c}}={gap}\cdot\frac{{(1-e^{{-c}})^2}}{{2c}}$",
            goal=True,
        ),
        antiderivative(primitive, 2 * r * exp(-c * r), r, {r: Reals(0, 1), **WIDTHS}),
        identity(
            (primitive.subs(r, 1) - primitive.subs(r, 0)).subs(c, 1),
            2 * (1 - 2 * exp(-1)),
            text=r"$d=2$, $c=1$: $T1(0)=2(1-\frac2e)$",
            goal=True,
        ),
        reduction(
            r"For any $d$ and $\mathbf x\ne0$ in $D$: $D\setminus(D-\mathbf x)$ and $(D-\mathbf x)\setminus D$ have one volume, which is positive; on the former "
            r"$\|\mathbf u\|\le1$, on the latter $\|\mathbf u\|>1$, and $e^{-c\|\mathbf u\|}$ decreases in $\|\mathbf u\|$: $T1(\mathbf x)<T1(0)$"
        ),
        positive(c * exp(0), {c: 1}, text=r"$-\frac d{dr}e^{-cr}=c\,e^{-cr}>0$", goal=True),
    )


DISK = Claim(
    id="geifman2020.derived.disk_not_plane_wave",
    label="Section 3.4",
    statement=(
        r"Let $D$ be the unit ball of $\mathbb R^d$ with uniform probability measure and $c>0$. The constant "
        r"function is not an eigenfunction of $Tf(\mathbf x)=\int_D e^{-c\|\mathbf x-\mathbf z\|}f(\mathbf "
        r"z)d\mathbf z/|D|$; hence the statement 'the eigenfunctions of the Laplace kernel are the Fourier "
        "transform' cannot be read with the measure that is used for the NTK in Figure 2."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge1$, $c>0$.",
    check=_disk,
    parameters={"gap": 1},
    control=Control(
        "$T1$ is constant on $D$.",
        {"gap": 0},
    ),
)


def _gaussian_fourier(power: int) -> Derivation:
    u, w, c, rate = _U, Symbol("w", real=True), WIDTH, Symbol("a", positive=True)
    transform = exp(-(w**2) / (4 * c))
    n = Symbol("n", positive=True)
    return prove(
        definition(
            r"$d=1$: $F(\omega)=\int e^{-cu^2}\cos(\omega u)\,du$ (the sine part is odd), $F'(\omega)=-\int u\,e^{-cu^2}\sin(\omega u)\,du$"
        ),
        identity(
            sympy.diff(exp(-c * u**2) * sin(w * u), u),
            exp(-c * u**2) * (w * cos(w * u) - 2 * c * u * sin(w * u)),
            {u: Reals(), w: Reals(), **WIDTHS},
            text=r"$(e^{-cu^2}\sin\omega u)'=e^{-cu^2}(\omega\cos\omega u-2cu\sin\omega u)$, of integral 0: $F'=-\frac\omega{2c}F$",
            goal=True,
        ),
        identity(
            sympy.diff(transform, w),
            -w / (2 * c) * transform,
            {w: Reals(), **WIDTHS},
            text=r"$e^{-\omega^2/(4c)}$ satisfies the same equation: $F=F(0)\,e^{-\omega^2/(4c)}$",
            goal=True,
        ),
        cite(
            "background.gaussian_plane",
            r"$\int e^{-v^2/2}dv=\sqrt{2\pi}$, hence $F(0)=\sqrt{\pi/c}$ with $v=u\sqrt{2c}$",
        ),
        identity(
            sqrt(2 * pi) / sqrt(2 * c), sqrt(pi / c), WIDTHS, text=r"$\sqrt{2\pi}/\sqrt{2c}=\sqrt{\pi/c}$", goal=True
        ),
        cite(
            TONELLI,
            r"$e^{-c\|\mathbf u\|^2-i\omega\cdot\mathbf u}$ is a product over the coordinates, so the transform is the product $(\pi/c)^{d/2}e^{-\|\omega\|^2/(4c)}$",
        ),
        limit(
            rate * n / (n**power / (4 * c)),
            n,
            _ZERO,
            {rate: Reals(0, left_open=True), **WIDTHS},
            text=r"$a\|\omega\|$ over the exponent $\frac{\|\omega\|^2}{4c}$ tends to 0: faster decay than $e^{-a\|\omega\|}$ for every $a$",
            goal=True,
        ),
    )


def _laplace_rkhs(power: int) -> Derivation:
    y, x, c = Symbol("y", real=True), Symbol("x", real=True), WIDTH
    half = Rational(1, 2)
    return prove(
        rests_on(
            REPRODUCING_ID,
            r"$f(\mathbf x)-f(\mathbf z)=\langle f,k_{\mathbf x}-k_{\mathbf z}\rangle$, and $\|k_{\mathbf x}-k_{\mathbf z}\|^2=2(k(\mathbf x,\mathbf x)-k(\mathbf x,\mathbf z))$",
        ),
        rests_on(NORMALISATIONS_ID, r"the kernel is $e^{-2c\sin(\theta/2)}$"),
        unbounded_quotient(
            1 - exp(-2 * sin(x / 2)),
            x**power,
            x,
            pi,
            expected=False,
            text=rf"$c=1$: $\frac12\|k_{{\mathbf x}}-k_{{\mathbf z}}\|^2=1-e^{{-2\sin(\theta/2)}}$ is at most a constant times $\theta^{power}$",
            goal=True,
        ),
        nonnegative_by_derivatives(y - 1 + exp(-y), y, Reals(0), text=r"$1-e^{-y}\le y$ for $y\ge0$", goal=True),
        nonnegative_by_derivatives(
            half * x - sin(x / 2), x, Reals(0, pi), text=r"$\sin\frac\theta2\le\frac\theta2$", goal=True
        ),
        reduction(
            r"So $2(1-e^{-2c\sin(\theta/2)})\le4c\sin\frac\theta2\le2c\,\theta$, and by Cauchy and Schwarz $|f(\mathbf x)-f(\mathbf z)|\le\sqrt{2c\,\theta}\,\|f\|$"
        ),
        power_series(
            exp(-2 * c * sin(x / 2)),
            x,
            {0: _ONE, 1: -c},
            WIDTHS,
            text=r"$k(\cdot,\mathbf x)=1-c\,|\theta|+O(\theta^2)$ along a great circle: one-sided derivatives $\mp c$, not differentiable at $\mathbf x$",
            goal=True,
        ),
    )


LAPLACE_RKHS = Claim(
    id="geifman2020.sec3.laplace_rkhs_continuous",
    label="Section 3",
    printed=True,
    statement=(
        r"Every function of the RKHS of $e^{-c\|\mathbf x-\mathbf z\|}$ restricted to $\mathbb S^{d-1}$ ($d\ge2$, "
        r"$c>0$) is continuous, indeed Hoelder of order $1/2$ in the angle: $|f(\mathbf x)-f(\mathbf "
        r"z)|\le\sqrt{2c\,\theta}\,\|f\|_{\mathcal H}$ with $\theta=\arccos(\mathbf x^T\mathbf z)$; and the RKHS "
        r"contains functions that are not differentiable, namely $k(\cdot,\mathbf x)$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$.",
    check=_laplace_rkhs,
    parameters={"power": 1},
    depends_on=(REPRODUCING_ID, NORMALISATIONS_ID),
    control=Control(
        (
            r"Every function of this RKHS is Lipschitz: refuted, since $\sup_f|f(\mathbf x)-f(\mathbf "
            r"z)|/\|f\|=\sqrt{2(1-e^{-2c\sin(\theta/2)})}\sim\sqrt{2c\theta}$."
        ),
        {"power": 2},
    ),
)


GAUSSIAN_FOURIER = Claim(
    id="geifman2020.sec3.gaussian_fourier_decay",
    label="Section 3",
    printed=True,
    statement=(
        r"For $c>0$ the Fourier transform of $e^{-c\|\mathbf u\|^2}$ on $\mathbb R^d$ is "
        r"$(\pi/c)^{d/2}e^{-\|\omega\|^2/(4c)}$, so it decays faster than $e^{-a\|\omega\|}$ for every $a>0$ "
        "('exponentially' is true as an upper bound and is not the exact rate)."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge1$, $c>0$.",
    check=_gaussian_fourier,
    parameters={"power": 2},
    conditions=("background.gaussian_plane", TONELLI),
    control=Control(
        r"The transform is bounded below by $Ce^{-a\|\omega\|}$, its exponent growing like $\|\omega\|$ only; $a\|\omega\|$ over it would not tend to 0.",
        {"power": 1},
    ),
)
