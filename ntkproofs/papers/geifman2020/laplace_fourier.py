"""Section 3: the Fourier transform of the Laplace kernel on the whole space, by subordination to Gaussians."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, erf, exp, gamma, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    limit,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.duals.exponential import COSINE_ID

from .setting import WIDTH, WIDTHS

FOURIER_ID = "geifman2020.sec3.laplace_fourier_decay"
_S, _R, _X = Symbol("s", positive=True), Symbol("r", nonnegative=True), Symbol("x", positive=True)
_D, _W, _A = sympy.symbols("d omega a", positive=True)
_UP: dict[Symbol, Domain] = {_S: Reals(0, left_open=True), _R: Reals(0), **WIDTHS}


def subordination() -> tuple[Step, ...]:
    r"""Step group: :math:`e^{-cr}` as a mixture of Gaussians."""
    c, s, r = WIDTH, _S, _R
    primitive = (
        exp(-c * r) * (1 - erf(c / (2 * sqrt(s)) - r * sqrt(s)))
        + exp(c * r) * (1 - erf(c / (2 * sqrt(s)) + r * sqrt(s)))
    ) / 2
    return (
        antiderivative(
            primitive,
            c / (2 * sqrt(pi)) * s ** sympy.Rational(-3, 2) * exp(-(r**2) * s - c**2 / (4 * s)),
            s,
            _UP,
            text=r"$\frac d{ds}\,\frac12\bigl[e^{-cr}\operatorname{erfc}(\tfrac c{2\sqrt s}-r\sqrt s)"
            r"+e^{cr}\operatorname{erfc}(\tfrac c{2\sqrt s}+r\sqrt s)\bigr]=\frac c{2\sqrt\pi}s^{-3/2}e^{-r^2s-c^2/(4s)}$",
        ),
        reduction(
            r"It tends to 0 as $s\to0$ and to $e^{-cr}$ as $s\to\infty$, for $\operatorname{erfc}(-\infty)=2$ and "
            r"$\operatorname{erfc}(\infty)=0$ ($r>0$; for $r=0$ to $\operatorname{erfc}(0)=1$): "
            r"$e^{-cr}=\int_0^\infty e^{-r^2s}\frac c{2\sqrt\pi}s^{-3/2}e^{-c^2/(4s)}ds$"
        ),
    )


def transform(dim: Expr, square: Expr) -> Expr:
    r"""Return :math:`2^d\pi^{(d-1)/2}\Gamma(\frac{d+1}2)\,c\,(c^2+|\omega|^2)^{-(d+1)/2}` at :math:`|\omega|^2`."""
    half = (dim + 1) / 2
    return 2**dim * pi ** ((dim - 1) / 2) * gamma(half) * WIDTH * (WIDTH**2 + square) ** (-half)


def _fourier(order: int) -> Derivation:
    c, x, d, w = WIDTH, _X, _D, _W
    a = c**2 + w**2
    half = (d + 1) / 2
    inside: dict[Symbol, Domain] = {x: Reals(0, left_open=True), d: Integers(1), **WIDTHS}
    front = c / (2 * sqrt(pi)) * pi ** (d / 2)
    return prove(
        definition(r"$\hat\varphi(\omega)=\int_{\mathbb R^d}e^{-c\|\mathbf u\|}e^{-i\omega\cdot\mathbf u}d\mathbf u$"),
        subordination(),
        rests_on(
            COSINE_ID,
            r"$E\cos(vZ)=e^{-v^2/2}$ for a standard Gaussian; $u_j=Z/\sqrt{2s}$ has the density $\sqrt{s/\pi}\,e^{-su_j^2}$: "
            r"$\int e^{-su_j^2}\cos(\omega_ju_j)du_j=\sqrt{\pi/s}\,e^{-\omega_j^2/(4s)}$, and the sine is odd",
        ),
        reduction(
            r"The product over the coordinates: $\int e^{-s\|u\|^2}e^{-i\omega\cdot u}du=(\pi/s)^{d/2}e^{-\|\omega\|^2/(4s)}$"
        ),
        cite(
            TONELLI,
            r"the mixture is positive with a finite integral, so the integrals may be exchanged: "
            r"$\hat\varphi=\frac c{2\sqrt\pi}\pi^{d/2}\int_0^\infty s^{-(d+3)/2}e^{-a/(4s)}ds$, $a=c^2+\|\omega\|^2$",
        ),
        identity(
            4 ** (half + 1) * x ** (half + 1) * _A ** (-half - 1) * _A / (4 * x**2),
            4**half * _A ** (-half) * x ** (half - 1),
            {_A: Reals(0, left_open=True), **inside},
            text=r"$s=\frac a{4x}$, $|ds|=\frac a{4x^2}dx$ and $s^{-(d+3)/2}=(4x/a)^{(d+3)/2}$: the integral is $(4/a)^{(d+1)/2}\int_0^\infty x^{(d-1)/2}e^{-x}dx$, "
            r"Euler's $\Gamma(\frac{d+1}2)$",
        ),
        identity(
            front * 2 ** (d + 1) * _A ** (-half) * gamma(half),
            transform(d, _A - c**2),
            {_A: Reals(0, left_open=True), **inside},
            text=r"$\frac c{2\sqrt\pi}\pi^{d/2}\bigl(\tfrac4a\bigr)^{(d+1)/2}\Gamma(\tfrac{d+1}2)"
            r"=2^d\pi^{(d-1)/2}\Gamma(\tfrac{d+1}2)\,c\,a^{-(d+1)/2}$",
            goal=True,
        ),
        limit(
            w**2 / a * w ** (order - 1),
            w,
            sympy.Integer(1),
            WIDTHS,
            text=rf"$d=1$: $\|\omega\|^{{d+{order}}}\hat\varphi(\omega)$ over its constant tends to 1",
            goal=True,
        ),
        reduction(
            r"In dimension $d$ the quotient is $\bigl(\|\omega\|^2/a\bigr)^{(d+1)/2}$ with the limit 1 too: the order is $-(d+1)$, and all factors of $\hat\varphi$ are positive"
        ),
    )


FOURIER = Claim(
    id=FOURIER_ID,
    label="Section 3",
    printed=True,
    statement=(
        r"For $c>0$ the Fourier transform (with $\hat\varphi(\omega)=\int\varphi e^{-i\omega\cdot\mathbf u}d\mathbf u$) of "
        r"$\varphi(\mathbf u)=e^{-c\|\mathbf u\|}$ on $\mathbb R^d$ is $2^d\pi^{(d-1)/2}\Gamma(\tfrac{d+1}{2})\,c\,"
        r"(c^2+\|\omega\|^2)^{-(d+1)/2}$; it is positive and decays polynomially with order exactly $-(d+1)$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge1$, $c>0$.",
    check=_fourier,
    parameters={"order": 1},
    depends_on=(COSINE_ID,),
    conditions=(TONELLI,),
    control=Control(
        r"The decay order is $-d$ (it is $-d$ for the eigenvalues on $\mathbb S^{d-1}$, $-(d+1)$ on $\mathbb R^d$).",
        {"order": 0},
    ),
)
