"""Equation (2): the tangent kernel of a wide two-layer network is almost deterministic at initialisation."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, cos, pi

from ntkproofs.checks import Reals, cite, definition, identity, limit, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE, PLANE, gaussian_moment, rectified_pair

from .relu_kernels import kappa
from .two_layer_network import FUBINI, KERNEL_3, NETWORK, PRODUCT, SLOPES, VALUES, WIDTH, mean

_A, _B = sympy.symbols("a b", positive=True)
_POSITIVE = Reals(0, sympy.oo, left_open=True)
_OVER = {ANGLE: Reals(0, pi), _A: _POSITIVE, _B: _POSITIVE}


def _moments() -> tuple[dict[sympy.Symbol, Expr], tuple[Step, ...]]:
    """Return A, B and p at norms a, b and angle theta, with the steps."""
    degree_0, degree_1 = rectified_pair(0), rectified_pair(1)
    found = {PRODUCT: _A * _B * cos(ANGLE), VALUES: _A * _B * degree_1.value, SLOPES: degree_0.value}
    steps = (
        definition(r"$a=\|x\|$, $b=\|x'\|$, $\theta$ the angle between $x$ and $x'$, so $p=ab\cos\theta$"),
        *degree_0.steps,
        *degree_1.steps,
        reduction(
            r"$(w\cdot x)_+=a\,(w\cdot x/a)_+$ and the indicator does not see $a$; $d\ge2$ without loss, for a further "
            "independent coordinate of $w$ changes nothing"
        ),
    )
    return found, steps


def _unit_second_moment(prefactor_squared: Rational) -> tuple[Expr, tuple[Step, ...]]:
    r"""Return :math:`E[(c\,(ss'+v^2gg'p))^2]` of one unit, times m squared, with its steps."""
    c, p = prefactor_squared, _A * _B * cos(ANGLE)
    squares, second, fourth = rectified_pair(2), gaussian_moment(1), gaussian_moment(2)
    s, h, g, v = sympy.symbols("s h g v", real=True)
    steps = (
        *squares.steps,
        *fourth.steps,
        identity(
            (c * (s * h + v**2 * g * PRODUCT)) ** 2,
            c**2 * (s**2 * h**2 + 2 * PRODUCT * v**2 * s * h * g + PRODUCT**2 * v**4 * g**2),
            text=r"the square of one unit, with $h=s'$ and $g$ the product of the two indicators",
        ),
        reduction(r"an indicator $g$ is its own square, and $ss'g=ss'$"),
        cite(FUBINI, r"$v$ is independent of $w$: $E[v^2ss']=E[v^2]E[ss']$, $E[v^4g]=E[v^4]E[g]$"),
    )
    a2b2 = (_A * _B) ** 2
    found = c**2 * (
        a2b2 * squares.value
        + 2 * p * second.value * _A * _B * rectified_pair(1).value
        + p**2 * fourth.value * rectified_pair(0).value
    )
    return found, steps


def _variance(prefactor_squared: Rational) -> tuple[Expr, tuple[Step, ...]]:
    """Return V with Var = V/m, and its steps."""
    moments, moment_steps = _moments()
    second, second_steps = _unit_second_moment(prefactor_squared)
    average, mean_steps = mean(prefactor_squared)
    unit_mean = average.subs(moments)
    per_unit = sympy.Symbol("V", real=True)
    steps = (
        *mean_steps,
        *moment_steps,
        *second_steps,
        cite(FUBINI, r"the $m$ units are independent, so variances add"),
        identity(
            WIDTH * (per_unit / WIDTH**2),
            per_unit / WIDTH,
            {WIDTH: _POSITIVE, per_unit: Reals(0)},
            text=r"$m$ units of variance $V/m^2$ each have the variance $V/m$ together, $V=E[X^2]-(E X)^2$ with "
            r"$X=c\,(ss'+v^2gg'p)$ of finite second moment",
            goal=True,
        ),
    )
    return second - unit_mean**2, steps


def _limit(prefactor_squared: Rational) -> Derivation:
    moments, _ = _moments()
    average, _ = mean(prefactor_squared)
    variance, steps = _variance(prefactor_squared)
    found = average.subs(moments)
    kernel = _A * _B * kappa(ANGLE)
    unit = {_A: 1, _B: 1, ANGLE: 0}
    return prove(
        steps,
        value(found.subs(unit), kernel.subs(unit), text=r"the mean at $x=x'$, $\|x\|=1$", goal=True),
        rests_on("bietti2019.eq3.homogeneous_form", r"the kernel (3) is $ab\,\kappa(\cos\theta)$"),
        identity(found, kernel, _OVER, text="the mean is the kernel (3) for every width", goal=True),
        reduction(
            "the mean square distance from a constant mean is the variance, here $V/m$ with $V$ independent of $m$"
        ),
        limit(
            variance / WIDTH,
            WIDTH,
            sympy.Integer(0),
            text=r"$V/m\to0$ as $m\to\infty$, whatever $a,b,\theta$",
            goal=True,
        ),
    )


TWO_LAYER_LIMIT = Claim(
    id="bietti2019.eq2.two_layer_limit",
    label="Equation (2)",
    printed=True,
    statement=(
        rf"For the two-layer ReLU network {NETWORK} and non-zero $x,x'\in\mathbb{{R}}^d$, the empirical tangent kernel "
        r"$\langle\nabla_\theta f(x;\theta),\nabla_\theta f(x';\theta)\rangle$ (all of $w_j,v_j$ trained) converges in mean "
        r"square, as $m\to\infty$, to the deterministic kernel $K(x,x')$ of (3)."
    ),
    hypotheses=(KERNEL_3,),
    expected=Verdict.PROVED,
    scope="all d >= 1, all non-zero x, x', all m; at random initialisation only (not along training)",
    check=_limit,
    parameters={"prefactor_squared": Rational(2)},
    depends_on=("bietti2019.eq3.homogeneous_form",),
    conditions=(FUBINI, PLANE),
    control=Control(
        r"With the prefactor $\sqrt{1/m}$ instead of $\sqrt{2/m}$ the limit at $x=x'$, $\|x\|=1$ is still $2$; it is $1$.",
        {"prefactor_squared": Rational(1)},
    ),
)


def _exact_variance(diagonal: Rational) -> Derivation:
    c = Rational(2)
    moments, _ = _moments()
    average, _ = mean(c)
    variance, steps = _variance(c)
    kernel = _A * _B * kappa(ANGLE)
    equal = {_B: _A, ANGLE: 0}
    return prove(
        steps,
        rests_on("bietti2019.eq3.homogeneous_form", r"the kernel (3) is $ab\,\kappa(\cos\theta)$"),
        identity(average.subs(moments), kernel, _OVER, text="the mean is the kernel (3)", goal=True),
        identity(
            variance.subs(equal),
            diagonal * _A**4,
            {_A: _POSITIVE},
            text=rf"$V(x,x) = {diagonal}\|x\|^4$",
            goal=True,
        ),
    )


TWO_LAYER_VARIANCE = Claim(
    id="bietti2019.eq2.two_layer_variance",
    label="Equation (2)",
    statement=(
        rf"For the two-layer ReLU network {NETWORK} and non-zero $x,x'$: the empirical tangent kernel at initialisation "
        r"has mean $K(x,x')$ of (3) and variance exactly $V(x,x')/m$ for every width $m$, with $V$ independent of $m$; "
        r"$V(x,x)=12\|x\|^4$."
    ),
    hypotheses=(KERNEL_3,),
    expected=Verdict.PROVED,
    scope="all d >= 1, all m >= 1, all non-zero x, x'",
    check=_exact_variance,
    parameters={"diagonal": Rational(12)},
    depends_on=("bietti2019.eq3.homogeneous_form",),
    conditions=(FUBINI, PLANE),
    control=Control(r"$V(x,x)=8\|x\|^4$; false, the exact fourth moments give $12$.", {"diagonal": Rational(8)}),
)
