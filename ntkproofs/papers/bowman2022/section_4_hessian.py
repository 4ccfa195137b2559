"""Section 4: the Hessian of the loss and the empirical Fisher information matrix."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, exp

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.bowman2022.section_3_activations import ACTIVATION_LIST
from ntkproofs.papers.bowman2022.setting import FLOW

FISHER_SAMPLE = r"$F_n=\frac1n\sum_i\nabla_\theta f(x_i;\theta)\nabla_\theta f(x_i;\theta)^T$"


def _decomposition(weight: int) -> Derivation:
    theta = sympy.symbols("theta_1 theta_2", real=True)
    value_at, label = sympy.symbols("f y", real=True)
    slopes = sympy.symbols("g_1 g_2", real=True)
    bend = sympy.symbols("H_11 H_12 H_22", real=True)
    quadratic = bend[0] * theta[0] ** 2 / 2 + bend[1] * theta[0] * theta[1] + bend[2] * theta[1] ** 2 / 2
    model = value_at + slopes[0] * theta[0] + slopes[1] * theta[1] + quadratic
    loss = (model - label) ** 2 / 2
    over = {s: Reals() for s in (value_at, label, *slopes, *bend)}
    entries = ((0, 0, bend[0]), (0, 1, bend[1]), (1, 1, bend[2]))
    return prove(
        definition(
            r"one datum and two parameters, $\theta$ measured from the point: $f(x_i;\theta)$ up to second order, value $f$, "
            r"gradient $g$, Hessian $H$; means over the data are linear"
        ),
        reduction(r"second derivatives at a point depend on the Taylor polynomial of degree 2 only ($f\in C^2$)"),
        *(
            identity(
                sympy.diff(loss, theta[i], theta[j]).subs({theta[0]: 0, theta[1]: 0}),
                slopes[i] * slopes[j] + weight * (value_at - label) * h,
                over,
                text=rf"$\partial_{i + 1}\partial_{j + 1}\frac12(f-y)^2=g_{i + 1}g_{j + 1}+{weight}\cdot(f-y)H_{{{i + 1}{j + 1}}}$",
                goal=True,
            )
            for i, j, h in entries
        ),
        reduction(r"the second part vanishes where $\hat r=0$, and where $H=0$"),
    )


DECOMPOSITION = Claim(
    id="bowman2022.derived.gauss_newton_decomposition",
    label="Section 4",
    statement=(
        r"$\nabla^2\Phi(\theta)=F_n(\theta)+\frac1n\sum_{i=1}^n\hat r_i(\theta)\nabla_\theta^2f(x_i;\theta)$; equality "
        r"$\nabla^2\Phi=F_n$ holds at every interpolating minimiser ($\hat r=0$), and wherever the network is linear in $\theta$."
    ),
    hypotheses=(FLOW, FISHER_SAMPLE),
    expected=Verdict.PROVED,
    scope="any C2 model",
    check=_decomposition,
    parameters={"weight": 1},
    control=Control(r"$\nabla^2\Phi=F_n$ everywhere; false where $\hat r_i\nabla^2f(x_i)\ne0$.", {"weight": 0}),
)

_V, _W = sympy.symbols("v w", real=True)


def _network(x: int) -> Expr:
    return _V * exp(-((_W * x) ** 2) / 2)


def _minimal(labels: tuple[Rational, Rational]) -> list[Step]:
    """Prove that (v, w) = (mean of the labels, 0) minimises the loss of two data at x = 0 and x = 1."""
    low, high = labels
    b, p, q = sympy.Symbol("b", real=True), Symbol("p", nonnegative=True), Symbol("q", nonnegative=True)
    h = Symbol("h", nonnegative=True)
    least = (high - low) ** 2 / 2
    return [
        definition(
            r"$b=f(1;\theta)=ve^{-w^2/2}$ and $f(0;\theta)=v$, so $v=b+h$ with $h\ge0$ for $v\ge0$, and $v,b\le0$ otherwise"
        ),
        nonnegative_combination(
            (b + h - low) ** 2 + (b - high) ** 2 - least,
            2 * (b - (low + high) / 2 + h / 2) ** 2 + h * (high - low) + h**2 / 2,
            {b: Reals(), h: Reals(0)},
            text=rf"$v\ge0$: $(v-{low})^2+(b-{high})^2\ge{least}$",
        ),
        positive(
            (p + low) ** 2 + (q + high) ** 2 - least,
            {p: 0, q: 0},
            strict=False,
            text=rf"$v=-p\le0$, $b=-q\le0$: $(p+{low})^2+(q+{high})^2\ge{least}$",
        ),
        value(
            2 * ((low + high) / 2 - low) ** 2,
            least,
            text=rf"at $v=b={(low + high) / 2}$, $w=0$ the value is reached: a minimiser",
        ),
    ]


def _at_minimizer(labels: tuple[Rational, Rational]) -> Derivation:
    loss = sum((_network(x) - y) ** 2 for x, y in zip((0, 1), labels, strict=True)) / 4
    theta = (_V, _W)
    point = {_V: (labels[0] + labels[1]) / 2, _W: Integer(0)}
    steps = []
    for i, j in ((0, 0), (0, 1), (1, 1)):
        hessian = sympy.diff(loss, theta[i], theta[j]).subs(point)
        fisher = sum(sympy.diff(_network(x), theta[i]) * sympy.diff(_network(x), theta[j]) for x in (0, 1)) / 2
        text = rf"entry {i + 1}{j + 1} of $\nabla^2\Phi$ equals that of $F_n$ at this minimiser"
        steps.append(value(hessian, sympy.sympify(fisher).subs(point), text=text, goal=True))
    return prove(
        definition(
            r"the shallow network of Section 2.3 with $m=d=1$ and $\omega(z)=e^{-z^2/2}$, which satisfies Assumption 3.1: "
            rf"$f(x;v,w)=ve^{{-(wx)^2/2}}$; two data, $x=0$ with the label {labels[0]} and $x=1$ with the label {labels[1]}"
        ),
        rests_on(ACTIVATION_LIST.id, r"the Gaussian $e^{-z^2/2}$ satisfies Assumption 3.1"),
        _minimal(labels),
        steps,
    )


HESSIAN_AT_MINIMIZER = Claim(
    id="bowman2022.sec4.hessian_at_minimizer",
    label="Section 4",
    statement=(
        r"For the squared loss the (empirical) Fisher information matrix can be taken as an approximation to the Hessian of the "
        r"loss, and at a minimizer this approximation becomes exact; read as: $\nabla^2\Phi(\theta)=F_n(\theta)$ at every "
        r"minimiser $\theta$ of $\Phi$, interpolating or not."
    ),
    hypotheses=(FLOW, FISHER_SAMPLE),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by=DECOMPOSITION.id,
    scope=(
        "A reading that the paper does not force: interpolating minimisers are meant, where it holds, and the witness is a single "
        "network of Section 2.3, not the difference of two copies of Assumption 3.4"
    ),
    check=_at_minimizer,
    depends_on=(ACTIVATION_LIST.id,),
    parameters={"labels": (Rational(1), Rational(2))},
    control=Control(
        r"The same for an interpolating minimiser: labels $\frac32,\frac32$ in this example.",
        {"labels": (Rational(3, 2), Rational(3, 2))},
    ),
)
