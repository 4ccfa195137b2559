r"""Proposition 4, second part: how smooth the feature map of the tangent kernel is, and with which constants."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, pi, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    nonnegative_combination,
    positive,
    power_series,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.feature_maps import (
    ANGLE,
    CHORD,
    EXCESS,
    HALF,
    HALF_TEXT,
    LARGER,
    PAIR_TEXT,
    PAIRS,
    ROOT,
    ROOT_GAP,
    SLOPE,
    SLOPE_GAP,
    SMALLER,
    TANGENT_MAP,
    TINY,
    distance,
    distance_above_sine,
    distance_squared,
    slope,
    tangent_distance_squared,
    tangent_distance_squared_on_sphere,
)
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS

HYPOTHESES = (*KAPPAS, TANGENT_MAP)

# On the unit sphere at angle 1/20, where the bound with the short radical is certainly false.
SMALL_ANGLE = {SMALLER: Integer(1), EXCESS: Integer(0), ANGLE: Rational(1, 20)}

_RADIAL = Symbol("R")


def _facts() -> dict[Symbol, tuple[Expr, Step]]:
    return {ROOT: (ROOT_GAP, distance_above_sine()), SLOPE: (SLOPE_GAP, slope())}


# 2 D^2 + (2/pi) r D - |Phi(x) - Phi(y)|^2 = (2r/pi) ((D - |y| sin theta) + 2 |y| (sin theta - theta cos theta))
_SHARP = 2 * SMALLER / pi * (ROOT + 2 * LARGER * SLOPE)


def sharp_bound(root: Expr, linear: Expr) -> list[Step]:
    r"""Hold :math:`\|\Phi(x)-\Phi(y)\|^2` against linear times :math:`D^2` plus root times :math:`rD`."""
    facts = _facts()
    slack = (linear - 2) * distance_squared() + (root - 2 / pi) * SMALLER * (ROOT + LARGER * sympy.sin(ANGLE))
    return [
        definition(PAIR_TEXT),
        *(step for _, step in facts.values()),
        nonnegative_combination(
            linear * distance_squared() + root * SMALLER * distance() - tangent_distance_squared(),
            _SHARP + slack,
            PAIRS,
            facts,
            text=rf"$\|\Phi(x)-\Phi(y)\|^2\le{sympy.latex(linear)}D^2+{sympy.latex(root)}\min(\|x\|,\|y\|)D$",
            goal=True,
        ),
    ]


def _first_taylor_term(root: Expr) -> list[Step]:
    return [
        definition(HALF_TEXT),
        reduction(
            r"on the sphere $\|\Phi(x)-\Phi(y)\|^2$ and $D=2\sin s$ are analytic in $s$ and vanish at $0$ to first "
            r"order, so their "
            r"quotient tends to that of their first Taylor coefficients as $\theta=2s\to0$, while $D\to0$"
        ),
        power_series(CHORD, HALF, {0: Integer(0), 1: Integer(2)}, text=r"$D = 2s+O(s^2)$"),
        power_series(
            tangent_distance_squared_on_sphere(),
            HALF,
            {0: Integer(0), 1: 2 * root},
            text=rf"$\|\Phi(x)-\Phi(y)\|^2 = 2\cdot{sympy.latex(root)}\,s+O(s^2)$",
            goal=True,
        ),
    ]


def ntk_sharp(root: Expr, linear: Expr) -> Derivation:
    """Hold the bound, its form without squares, and the optimality of both constants."""
    first, second = Symbol("a"), Symbol("b")
    at_zero = {SMALLER: Integer(0)}
    return prove(
        sharp_bound(root, linear),
        nonnegative_combination(
            (first + second) ** 2 - (first**2 + second**2),
            2 * first * second,
            {first: Reals(0), second: Reals(0)},
            text=r"$(a+b)^2-(a^2+b^2)=2ab\ge0$ for the roots $a,b$ of the two terms of the bound: its form without "
            r"squares",
            goal=True,
        ),
        reduction(
            r"the square-root constant is optimal: a bound $A\sqrt{rD}+BD$ divided by $\sqrt D$ tends to $A$ on the "
            r"sphere as $D\to0$"
        ),
        _first_taylor_term(root),
        reduction(
            r"the linear constant is optimal: at $x=0$, where $r=0$, the bound is $BD$ (the case "
            r"$\|y\|/\|x\|\to\infty$)"
        ),
        identity(
            tangent_distance_squared().subs(at_zero),
            linear * distance_squared().subs(at_zero),
            {EXCESS: PAIRS[EXCESS], ANGLE: PAIRS[ANGLE]},
            text=rf"$\|\Phi(0)-\Phi(y)\|^2={sympy.latex(linear)}\|y\|^2$",
            goal=True,
        ),
    )


NTK_SHARP = Claim(
    id="bietti2019.prop4.ntk_sharp",
    label="Proposition 4",
    statement=(
        r"For all $x,y$: $\|\Phi(x)-\Phi(y)\|^2\le2\|x-y\|^2+\frac2\pi\min(\|x\|,\|y\|)\|x-y\|$. Hence "
        r"$\|\Phi(x)-\Phi(y)\|\le"
        r"\sqrt{2/\pi}\sqrt{\min(\|x\|,\|y\|)\|x-y\|}+\sqrt2\,\|x-y\|$, and each of the two constants is optimal "
        r"($\theta\to0$ on "
        r"the sphere; $\|y\|/\|x\|\to\infty$)."
    ),
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all d >= 2, all x, y including 0",
    check=ntk_sharp,
    parameters={"root": 2 / pi, "linear": Integer(2)},
    control=Control(
        r"The same with $\frac12$ in place of $2/\pi$; false on the sphere as $\theta\to0$, where the quotient tends "
        r"to $2/\pi$.",
        {"root": Rational(1, 2)},
    ),
)


def smoothness(exponent: Rational) -> Derivation:
    r"""Hold the distance against :math:`\sqrt{\min(\|x\|,\|y\|)}\,D^e + 2D`; the paper's bound has e = 1/2."""
    facts = {**_facts(), _RADIAL: (distance_squared(), _distance_squared_nonnegative())}
    near, far = sqrt(SMALLER) * distance_squared() ** (exponent / 2), 2 * distance()
    distance_, near_ = sqrt(_RADIAL), sqrt(SMALLER) * _RADIAL ** (exponent / 2)
    return prove(
        definition(PAIR_TEXT),
        reduction(r"both sides of the bound are non-negative, so it is the inequality of their squares"),
        (step for _, step in facts.values()),
        nonnegative_combination(
            sympy.expand((near + far) ** 2) - tangent_distance_squared(),
            # The sharp bound, and what is left of the two squares and their double product.
            _SHARP + (1 - 2 / pi) * SMALLER * distance_ + 2 * _RADIAL + 4 * distance_ * near_,
            PAIRS,
            facts,
            probes=(SMALL_ANGLE,),
            text=rf"$\|\Phi(x)-\Phi(y)\|^2\le\bigl(\sqrt r\,D^{{{exponent}}}+2D\bigr)^2$",
            goal=True,
        ),
    )


def _distance_squared_nonnegative() -> Step:
    return nonnegative_combination(
        distance_squared(),
        (SMALLER - LARGER * sympy.cos(ANGLE)) ** 2 + (LARGER * sympy.sin(ANGLE)) ** 2,
        PAIRS,
        text=r"$D^2=(\|x\|-\|y\|\cos\theta)^2+\|y\|^2\sin^2\theta$",
    )


NTK_SMOOTHNESS = Claim(
    id="bietti2019.prop4.ntk_smoothness",
    label="Proposition 4",
    printed=True,
    statement=r"For all $x,y$: $\|\Phi(x)-\Phi(y)\|\le\sqrt{\min(\|x\|,\|y\|)\,\|x-y\|}+2\|x-y\|$.",
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all d >= 2, all x, y including 0",
    check=smoothness,
    parameters={"exponent": Rational(1, 2)},
    control=Control(
        r"The version with the radical only over $\min(\|x\|,\|y\|)$; false on the sphere at angle $1/20$.",
        {"exponent": Rational(1)},
    ),
)


def ntk_supremum(constant: Expr) -> Derivation:
    """Hold the constant as a strict upper bound and as the limit near the diagonal of the sphere."""
    facts = {**_facts(), _RADIAL: (distance_squared(), _distance_squared_nonnegative())}
    near, far = sqrt(SMALLER) * distance_squared() ** Rational(1, 4), 2 * distance()
    margin = Rational(1, 2)
    bound = rf"\|\Phi(x)-\Phi(y)\|^2\le{sympy.latex(constant**2)}(\sqrt{{rD}}+2D)^2"
    gap = sympy.expand(constant**2 * (near + far) ** 2) - tangent_distance_squared()
    combination = (
        _SHARP
        + (constant**2 - 2 / pi) * SMALLER * sqrt(_RADIAL)
        + (4 * constant**2 - 2 - margin) * _RADIAL
        + 4 * constant**2 * sqrt(_RADIAL) * sqrt(SMALLER) * _RADIAL ** Rational(1, 4)
    )
    return prove(
        positive(constant, {}, strict=False, text="a bound of a norm is not negative", goal=True),
        definition(PAIR_TEXT),
        (step for _, step in facts.values()),
        nonnegative_combination(
            gap, combination + margin * _RADIAL, PAIRS, facts, probes=(TINY,), text=f"${bound}$", goal=True
        ),
        nonnegative_combination(
            gap - margin * distance_squared(),
            combination,
            PAIRS,
            facts,
            sufficient=True,
            text=rf"${bound}-\frac12D^2$, so the quotient is below the constant for $x\ne y$",
            goal=True,
        ),
        reduction(
            r"$(\sqrt D+2D)^2/D\to1$ as $D\to0$, so on the sphere the squared quotient has the limit of "
            r"$\|\Phi(x)-\Phi(y)\|^2/D$"
        ),
        _first_taylor_term(constant**2),
    )


NTK_SUPREMUM = Claim(
    id="bietti2019.prop4.ntk_supremum",
    label="Proposition 4",
    statement=(
        r"The supremum over $x\ne y$ of "
        r"$\|\Phi(x)-\Phi(y)\|\big/\bigl(\sqrt{\min(\|x\|,\|y\|)\|x-y\|}+2\|x-y\|\bigr)$ is "
        r"$\sqrt{2/\pi}$ and is not attained."
    ),
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=ntk_supremum,
    parameters={"constant": sqrt(2 / pi)},
    control=Control(r"The supremum is $3/4$; false on the sphere at a small angle.", {"constant": Rational(3, 4)}),
)
