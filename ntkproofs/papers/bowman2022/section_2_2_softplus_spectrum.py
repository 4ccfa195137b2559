"""Section 2.2: enclosures of the eigenvalues of the shallow softplus network on the circle."""

from __future__ import annotations

from functools import cache
from typing import Any

import sympy
from flint import arb
from sympy import Integer, Rational, cos, cosh, exp, sin, sinh

from ntkproofs.arithmetic import Arithmetic
from ntkproofs.checks import (
    Described,
    Integers,
    Reals,
    cite,
    definition,
    has_decimals,
    identity,
    integral_within,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.background.trapezoid import TRAPEZOID
from ntkproofs.papers.bowman2022.section_2_2_mercer import circle_eigenvalue
from ntkproofs.papers.bowman2022.section_2_2_symmetry import SOFTPLUS_ODD_HARMONICS
from ntkproofs.papers.bowman2022.setting import SHALLOW, SHALLOW_KERNEL

PLANE = "background.gaussian_plane"

RADIUS, POINTS, BITS = 11, 264, 100


def _quarter_sums(balls: Arithmetic, degree: int) -> list[list[Any]]:
    r"""Return the weighted cosines of the points in [0, pi/2], for :math:`\cos s` and the three degrees that occur.

    A function with the symmetries s -> -s and s -> pi - s has four times the same values; the ends occur half as often.
    """
    with balls.working():
        nodes = [balls.pi * balls.rational(2 * j, POINTS) for j in range(POINTS // 4 + 1)]
        weights = [balls.rational(4 if 0 < j < POINTS // 4 else 2, POINTS) for j in range(POINTS // 4 + 1)]
        rows = [[balls.cos(s) for s in nodes]]
        for k in (degree, degree - 1, degree + 1):
            rows.append([w * balls.cos(k * s) for w, s in zip(weights, nodes, strict=True)])
    return rows


def _integrand(ctx: Arithmetic, r: Any, rows: list[list[Any]]) -> Any:
    r"""Return :math:`(T_E^2+\frac14(T_{k-1}^2+T_{k+1}^2))re^{-r^2/2}` with the sums T of N points."""
    rho = r / ctx.sqrt(ctx.rational(2))
    even, first, second = ctx.rational(0), ctx.rational(0), ctx.rational(0)
    for c, e, b, a in zip(*rows, strict=True):
        z = rho * c
        q = ctx.exp(-z)
        # ln(2 cosh(z/2)) = z/2 + ln(1 + e^-z) and tanh(z/2)/2 = (1 - e^-z)/(1 + e^-z)/2
        even = even + (z / 2 + ctx.log1p(q)) * e
        half = (1 - q) / (1 + q) / 2
        first, second = first + half * b, second + half * a
    return (even * even + (first * first + second * second) / 4) * r * ctx.exp(-r * r / 2)


def strip_of_analyticity(ctx: Arithmetic) -> tuple[Any, Any, Any, Any]:
    r"""Return :math:`\rho = R/\sqrt2`, :math:`\tau` with :math:`\rho\sinh\tau = \pi/2`, cosh of it and :math:`e^{\tau N}-1`."""
    rho = ctx.rational(RADIUS) / ctx.sqrt(ctx.rational(2))
    ratio = ctx.pi / (2 * rho)
    stretch = ctx.sqrt(ratio * ratio + 1)
    strip = ctx.log(ratio + stretch)
    return rho, strip, stretch, ctx.exp(strip * POINTS) - 1


def _error(ctx: Arithmetic, degree: int) -> Any:
    """Return a bound of the errors of the sums and of the tail beyond R, those of the derivation."""
    rho, strip, stretch, decay = strip_of_analyticity(ctx)
    growth = ctx.cosh((degree + 1) * strip) / decay
    even = 2 * (rho * stretch / 2 + ctx.rational(3, 2)) * growth
    odd = growth  # 2 M with M = 1/2
    aliasing = even * (2 * (rho / 2 + 1) + even) + odd * (1 + odd) / 2
    square = ctx.rational(RADIUS * RADIUS)
    tail = 5 * (square + 2) * ctx.exp(-square / 2)
    return aliasing + tail


@cache
def _quantity(degree: int) -> Described:
    r"""Return the eigenvalue :math:`\mu_k`, k even, of the softplus network on the circle, with its error."""
    return integral_within(
        _integrand,
        lambda ctx: _quarter_sums(ctx, degree),
        0,
        RADIUS,
        lambda ctx: _error(ctx, degree),
        bits=BITS,
        goal_bits=40,
        magnitude=-32,
    )


@cache
def eigenvalue(degree: int) -> arb:
    r"""Return a ball of the eigenvalue :math:`\mu_k`, k even, of the softplus network on the circle."""
    return _quantity(degree)(BITS)


def formula_steps() -> list[Any]:
    x, y, k, t, p = sympy.symbols("x y k theta phi", real=True)
    line = {x: Reals(), y: Reals()}
    modulus = cosh(x / 2) ** 2 * cos(y / 2) ** 2 + sinh(x / 2) ** 2 * sin(y / 2) ** 2
    other = sinh(x / 2) ** 2 * cos(y / 2) ** 2 + cosh(x / 2) ** 2 * sin(y / 2) ** 2
    z = sympy.Symbol("z", real=True)
    return [
        cite(
            PLANE, r"$(a,a')=(\rho\cos\varphi,\rho\cos(\varphi-\theta))$, $\rho=r/\sqrt2$, $r$ of density $re^{-r^2/2}$"
        ),
        identity(
            cos(k * p) * cos(k * (p - t)) + sin(k * p) * sin(k * (p - t)),
            cos(k * t),
            {k: Integers(0), p: Reals(), t: Reals()},
            text=r"$\cos k\theta=\cos k\varphi\cos k(\varphi-\theta)+\sin k\varphi\sin k(\varphi-\theta)$; even functions have no "
            "sine coefficients",
        ),
        identity(
            cos(t) * cos(k * t),
            (cos((k - 1) * t) + cos((k + 1) * t)) / 2,
            {k: Integers(0), t: Reals()},
            text=r"$\cos\theta\cos k\theta=\frac12(\cos(k-1)\theta+\cos(k+1)\theta)$",
        ),
        cite(
            TONELLI,
            r"$\mu_k=\frac1{2\pi}\int K^\infty\cos k\theta\,d\theta=\mathbb E_r[\hat\omega_k^2+\frac14(\hat s_{k-1}^2+\hat s_{k+1}^2)]$, "
            r"$\hat g_k=\frac1{2\pi}\int g(\rho\cos u)\cos ku\,du$",
        ),
        identity(
            1 / (1 + exp(-z)) - Rational(1, 2),
            sympy.tanh(z / 2) / 2,
            {z: Reals()},
            text=r"$s(z)-\frac12=\frac12\tanh\frac z2$, the derivative of $\ln(2\cosh\frac z2)=\omega(z)-\frac z2$",
        ),
        reduction(
            r"$k$ even: $\frac z2=\frac\rho2\cos u$ has no coefficient of degree $k$ and the constant $\frac12$ none of degree "
            r"$k\pm1$, so $\omega$ and $s$ may be replaced by $E(z)=\ln(2\cosh\frac z2)$ and $\frac12\tanh\frac z2$"
        ),
        identity(
            modulus,
            cosh(x / 2) ** 2 - sin(y / 2) ** 2,
            line,
            text=r"$|\cosh\frac{x+iy}2|^2=\cosh^2\frac x2-\sin^2\frac y2\ge\frac12$ for $|y|\le\frac\pi2$",
        ),
        identity(
            modulus - other,
            1 - 2 * sin(y / 2) ** 2,
            line,
            text=r"$|\cosh|^2-|\sinh|^2=1-2\sin^2\frac y2\ge0$ there, so $|\tanh\frac z2|\le1$",
        ),
        reduction(
            r"on $|\mathrm{Im}\,z|\le\frac\pi2$ the real part of $\cosh\frac z2$ is positive and its argument at most $\frac\pi4$ "
            r"in modulus ($|\tanh\frac x2\tan\frac y2|\le1$), $\sqrt2\le|2\cosh\frac z2|\le2\cosh\frac x2\le2e^{|x|/2}$: "
            r"$|E|\le\frac{|x|}2+\ln2+\frac\pi4\le\frac{|x|}2+\frac32$; for $|\mathrm{Im}\,u|\le\tau$ with $\rho\sinh\tau\le\frac\pi2$ "
            r"and $z=\rho\cos u$: $|\mathrm{Im}\,z|\le\rho\sinh\tau$, $|x|\le\rho\cosh\tau$, $|\cos ku|\le\cosh k\tau$"
        ),
        cite(
            TRAPEZOID,
            rf"so sums of $N={POINTS}$ points have errors of at most $2(\frac{{\rho\cosh\tau}}2+\frac32)\frac{{\cosh k\tau}}"
            r"{e^{\tau N}-1}$ and $\frac{\cosh(k+1)\tau}{e^{\tau N}-1}$",
        ),
        reduction(
            r"on the real line $|\hat E_k|\le\frac\rho2+1$ and the other coefficients are at most $\frac12$; beyond "
            rf"$R={RADIUS}$ the bracket is at most $(1+r)^2+1\le5r^2$"
        ),
        *_tail_steps(),
    ]


def _tail_steps() -> list[Any]:
    r = sympy.Symbol("r", positive=True)
    primitive = -5 * (r**2 + 2) * exp(-(r**2) / 2)
    return [
        positive(5 * r**2 - (1 + r) ** 2 - 1, {r: 1}, strict=False, text=r"$(1+r)^2+1\le5r^2$ for $r\ge1$"),
        identity(
            sympy.diff(primitive, r),
            5 * r**3 * exp(-(r**2) / 2),
            {r: Reals(1)},
            text=r"$\int_R^\infty5r^3e^{-r^2/2}dr=5(R^2+2)e^{-R^2/2}$",
        ),
    ]


def eigenvalue_number(degree: int) -> Described:
    r"""Return :math:`\mu_k`, k even, as a number that replay can compute anew."""
    return Described(lambda bits: eigenvalue(degree), _quantity(degree).description)


VALUES = {
    0: "0.575394722206933",
    2: "0.00475340070565116",
    4: "0.00000586619066866072",
    6: "0.0000000318830845955",
    8: "0.000000000320013138",
}


def _spectrum(mean: str) -> Derivation:
    odd = {1: Rational(1, 8), **{k: Integer(0) for k in (3, 5, 7)}}
    exact = []
    for k, expected in odd.items():
        steps, found = circle_eigenvalue(k)
        exact += [*steps, value(found, expected, text=rf"$\mu_{k}={expected}$", goal=True)]
    return prove(
        definition(
            r"$\omega(z)=\ln(1+e^z)$, $s=\omega'$, $K^\infty$ as a function of the angle $\theta$ between the inputs"
        ),
        rests_on(SOFTPLUS_ODD_HARMONICS.id, r"the odd part of $K^\infty$ is $\frac14\cos\theta$ for $d=2$"),
        exact,
        formula_steps(),
        (
            has_decimals(eigenvalue_number(k), digits, bits=BITS, text=rf"$\mu_{k}={digits}\ldots$", goal=True)
            for k, digits in {**VALUES, 0: mean}.items()
        ),
    )


SOFTPLUS_CIRCLE_SPECTRUM = Claim(
    id="bowman2022.derived.softplus_circle_spectrum",
    label="Section 2.2",
    statement=(
        r"For the shallow softplus network on $\mathbb S^1$ with the uniform probability measure ($d=2$, inputs of norm 1) the "
        r"eigenvalues of $K^\infty$ on $\cos k\theta$ are, rounded to these digits, "
        + ", ".join(rf"$\mu_{k}={digits}$" for k, digits in VALUES.items())
        + r", and exactly $\frac18$ for $k=1$ and 0 for $k=3,5,7$."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.CERTIFIED,
    scope="k <= 8; the odd ones exactly, the even ones by enclosure",
    check=_spectrum,
    parameters={"mean": VALUES[0]},
    conditions=(PLANE, TONELLI, TRAPEZOID),
    depends_on=(SOFTPLUS_ODD_HARMONICS.id,),
    control=Control(
        r"$\mu_0=0.5754$ to ten digits; the enclosure $0.57539472\ldots$ excludes it.", {"mean": "0.5754000000"}
    ),
)
