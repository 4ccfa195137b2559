"""Section 3.1: the constant of the exact rate of shallow networks, for softplus on the circle."""

from __future__ import annotations

from functools import cache
from typing import Any

import sympy
from flint import arb
from sympy import Expr, Rational, cos, exp, sin, sqrt

from ntkproofs.arithmetic import Arithmetic, BallArithmetic, lambdify, tree
from ntkproofs.checks import (
    Described,
    GaussianExpectation,
    Reals,
    antiderivative,
    cite,
    definition,
    has_decimals,
    identity,
    integral_within,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks import nonnegative_by_derivatives as by_derivatives
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.enclosures import PolynomialGrowth
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.background.trapezoid import TRAPEZOID
from ntkproofs.papers.bowman2022.assumption_3_2 import MERCER
from ntkproofs.papers.bowman2022.section_2_2_softplus_spectrum import (
    BITS,
    PLANE,
    POINTS,
    RADIUS,
    SOFTPLUS_CIRCLE_SPECTRUM,
    VALUES,
    eigenvalue_number,
    strip_of_analyticity,
)
from ntkproofs.papers.bowman2022.section_3_1_kernel_rate import SHALLOW_RATE, VARIANCE
from ntkproofs.papers.bowman2022.setting import SHALLOW, SHALLOW_KERNEL


def _points(balls: Arithmetic) -> list[tuple[Any, Any, Any]]:
    r"""Return weight, :math:`\cos s` and :math:`\cos 2s` of the points in [0, pi/2]."""
    quarter = POINTS // 4
    with balls.working():
        nodes = [balls.pi * balls.rational(2 * j, POINTS) for j in range(quarter + 1)]
        weights = [balls.rational(2 if 0 < j < quarter else 1, POINTS) for j in range(quarter + 1)]
        return [(w, balls.cos(s), balls.cos(2 * s)) for w, s in zip(weights, nodes, strict=True)]


def _moments(ctx: Arithmetic, r: Any, points: list[tuple[Any, Any, Any]]) -> Any:
    r"""Return :math:`(A^2+B^2+\frac38(C^2+D^2))re^{-r^2/2}` with the sums of N points for the four means."""
    rho = r / ctx.sqrt(ctx.rational(2))
    first, mixed, slopes, second = (ctx.rational(0) for _ in range(4))
    for weight, c, double in points:
        z = rho * c
        q = ctx.exp(-z)
        # omega(-z) = ln(1 + e^-z), omega(z) = z + omega(-z), s(z) = 1/(1 + e^-z), s(-z) = e^-z s(z)
        low, rise = ctx.log1p(q), 1 / (1 + q)
        high, fall = z + low, q * rise
        first = first + weight * (high * high + low * low)
        mixed = mixed + weight * c * (high * rise - low * fall)
        both = weight * (rise * rise + fall * fall)
        slopes, second = slopes + both, second + double * both
    bracket = first * first + mixed * mixed + 3 * (slopes * slopes + second * second) / 8
    return bracket * r * ctx.exp(-r * r / 2)


def _error(ctx: Arithmetic) -> Any:
    """Return a bound of the errors of the sums and of the tail beyond R, those of the derivation."""
    rho, strip, stretch, decay = strip_of_analyticity(ctx)
    size, own, aliasing = rho * stretch + ctx.rational(5, 2), rho + 1, ctx.rational(0)
    for bound, mean, share in (
        (size * size, own * own, ctx.rational(1)),
        (size * stretch, own, ctx.rational(1)),
        (ctx.rational(1), ctx.rational(1), ctx.rational(3, 8)),
        (ctx.cosh(2 * strip), ctx.rational(1), ctx.rational(3, 8)),
    ):
        error = 2 * bound / decay
        aliasing = aliasing + share * error * (2 * mean + error)
    square = ctx.rational(RADIUS * RADIUS)
    return aliasing + (square * square + 4 * square + 8) * ctx.exp(-square / 2)


_S, _U, _T, _REST = sympy.symbols("S u tau w", real=True)
_MU = {k: sympy.Symbol(f"mu_{k}", real=True) for k in VALUES}


@cache
def _given() -> tuple[Expr, dict[sympy.Symbol, GaussianExpectation | Described]]:
    r"""Return V as an expression, with the numbers that its symbols stand for.

    S is :math:`\mathbb E Z^2` by the sums of N points, :math:`\tau` the trace, w what the eigenvalues beyond the eighth
    degree add to the sum of the squares: at most the square of what they leave of the trace, halved.
    """
    second = integral_within(_moments, _points, 0, RADIUS, _error, bits=BITS, goal_bits=60)
    # omega <= 1 + |u| and s <= 1, so the integrand is at most (1 + |u|)^2 + 1/2 <= 2 (1 + |u|)^2.
    softplus, slope = sympy.log(1 + exp(_U / sqrt(2))), 1 / (1 + exp(-_U / sqrt(2)))
    trace = GaussianExpectation(softplus**2 + slope**2 / 2, _U, PolynomialGrowth(2, 2))
    known: dict[sympy.Symbol, GaussianExpectation | Described] = {_MU[k]: eigenvalue_number(k) for k in VALUES}
    sums = [sum((1 if k == 0 else 2) * mu**n for k, mu in _MU.items()) + 2 * Rational(1, 8) ** n for n in (1, 2)]
    bound = (_T - sums[0]) ** 2 / 2
    inside = {_T: trace, **known}

    def rest(bits: int) -> arb:
        ctx = BallArithmetic(bits)
        balls = [number.ball(bits) for number in inside.values()]
        with ctx.working():
            return arb(0).union(ctx.evaluate(lambdify(bound, *inside), *balls).upper())

    described = {symbol: number.describe() for symbol, number in inside.items()}
    data = {"kind": "up to", "expression": tree(bound), "given": {str(s): node for s, node in described.items()}}
    return _S - sums[1] - _REST, {_S: second, **known, _REST: Described(rest, data)}


def variance(bits: int = BITS) -> arb:
    """Return a ball of V; its errors are those of the derivation."""
    expression, numbers = _given()
    ctx = BallArithmetic(bits)
    return ctx.evaluate(lambdify(expression, *numbers), *(number.ball(bits) for number in numbers.values()))


def _bounds() -> list[Step]:
    r = sympy.Symbol("r", positive=True)
    first, second = sympy.symbols("x y", nonnegative=True)
    return [
        reduction(
            r"on $|\mathrm{Im}\,z|\le\frac\pi2$: $|\omega|\le|E|+\frac{|z|}2\le|x|+\frac52$ and $|s|\le\frac12+\frac12|\tanh\frac z2|"
            r"\le1$, which bounds $\omega^2$, $\omega s\cos$, $s^2$, $s^2\cos2$; on the real line $\omega\le\rho+1$"
        ),
        cite(TRAPEZOID, rf"errors of the sums of $N={POINTS}$ points from these bounds"),
        by_derivatives(
            r**4 - ((Rational(4, 5) * r) ** 4 + (Rational(4, 5) * r) ** 2 + Rational(3, 4)),
            r,
            Reals(RADIUS),
            text=rf"$(\rho+1)^4+(\rho+1)^2+\frac34\le r^4$ for $r\ge{RADIUS}$, where $\rho+1\le\frac45r$",
        ),
        antiderivative(
            -(r**4 + 4 * r**2 + 8) * exp(-(r**2) / 2),
            r**5 * exp(-(r**2) / 2),
            r,
            {r: Reals(RADIUS)},
            text=r"$\int_R^\infty r^5e^{-r^2/2}dr=(R^4+4R^2+8)e^{-R^2/2}$",
        ),
        cite(MERCER.id, r"$\mu_0+2\sum_{k\ge1}\mu_k=K^\infty(x,x)$ with all $\mu_k\ge0$"),
        identity(
            (first + second) ** 2 - first**2 - second**2,
            2 * first * second,
            {first: Reals(0), second: Reals(0)},
            text=r"so $2\sum_{k>8}\mu_k^2\le\frac12(2\sum_{k>8}\mu_k)^2$, the square of what is left of the trace, halved",
        ),
    ]


def _variance(digits: str) -> Derivation:
    p, t = sympy.symbols("phi theta", real=True)
    second, fourth = gaussian_moment(1), gaussian_moment(2)
    plane = {p: Reals(), t: Reals()}
    expression, numbers = _given()
    return prove(
        definition(VARIANCE + r", with $d=2$, $s=\omega'$, $\omega(z)=\ln(1+e^z)$"),
        rests_on(
            SHALLOW_RATE.id,
            r"$Z=\omega(a)\omega(a')+\frac{v^2}2s(a)s(a')\cos(\theta-\theta')$, $V=\mathbb E Z^2-\|K^\infty\|^2$ in the mean over $x,x'$",
        ),
        second.steps,
        fourth.steps,
        value(fourth.value * Rational(1, 4), Rational(3, 4), text=r"$\mathbb E\frac{v^4}4=\frac34$, $\mathbb E v^2=1$"),
        cite(
            PLANE,
            r"$a=\rho\cos\alpha$, $a'=\rho\cos\beta$ with $\alpha=\varphi-\theta$, $\beta=\varphi-\theta'$, $\rho=r/\sqrt2$",
        ),
        identity(
            cos(p - t),
            cos(p) * cos(t) + sin(p) * sin(t),
            plane,
            text=r"$\cos(\alpha-\beta)$; the sine part has the mean 0",
        ),
        identity(
            cos(p - t) ** 2,
            (1 + cos(2 * p) * cos(2 * t) + sin(2 * p) * sin(2 * t)) / 2,
            plane,
            text=r"$\cos^2(\alpha-\beta)=\frac12(1+\cos2(\alpha-\beta))$",
        ),
        cite(
            TONELLI,
            r"for given $r$ the mean over $\alpha,\beta$ factors: $\mathbb E Z^2=\mathbb E_r[\overline{\omega^2}^2+"
            r"\overline{\omega s\cos}^2+\frac38(\overline{s^2}^2+\overline{s^2\cos2}^2)]$, bars for means over $\alpha$, $z=\rho\cos\alpha$",
        ),
        rests_on(
            SOFTPLUS_CIRCLE_SPECTRUM.id,
            r"the bounds of $E$ and $\tanh$, and $\mu_k$ for $k\le8$; $\|K^\infty\|^2=\mu_0^2+2\sum\mu_k^2$",
        ),
        _bounds(),
        has_decimals(expression, digits, given=numbers, bits=BITS, text=rf"$V={digits}\ldots$", goal=True),
    )


SHALLOW_VARIANCE = Claim(
    id="bowman2022.derived.shallow_kernel_variance",
    label="Section 3.1",
    statement=(
        r"For the softplus activation, $d=2$, $\rho$ uniform on the unit circle, the constant of the shallow rate "
        rf"$\mathbb E\|K_0-K^\infty\|^2=\frac Vm$, {VARIANCE}, is $V=0.25015098072520850$, rounded to these digits."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.CERTIFIED,
    scope="softplus, circle; the tail of the sum of squared eigenvalues is bounded by the trace",
    check=_variance,
    parameters={"digits": "0.25015098072520850"},
    conditions=(PLANE, TONELLI, TRAPEZOID, MERCER.id),
    depends_on=(SHALLOW_RATE.id, SOFTPLUS_CIRCLE_SPECTRUM.id),
    control=Control(
        r"$V=\frac14$ to ten digits; the enclosure $0.2501509\ldots$ excludes it.", {"digits": "0.2500000000"}
    ),
)
