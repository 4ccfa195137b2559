r"""Proposition 4, first part: how smooth the feature map of the arc-cosine kernel of degree 0 is."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, pi

from ntkproofs.checks import (
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    power_series,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.feature_maps import (
    ANGLE,
    CHORD,
    COSINE,
    EXCESS,
    FEATURES,
    HALF,
    HALF_TEXT,
    JORDAN,
    JORDAN_GAP,
    LARGER,
    NONZERO_PAIRS,
    OPPOSITE,
    PAIR_TEXT,
    SMALLER,
    SPHERE,
    cosine_facts,
    distance_squared,
    jordan,
    phi0_distance_squared,
)
from ntkproofs.papers.bietti2019.relu_kernels import KAPPA_0, KAPPA_1

_HYPOTHESES = (KAPPA_0, KAPPA_1, FEATURES)
_ON_SPHERE = reduction(
    r"$\|\varphi_0(x)-\varphi_0(y)\|^2 = 2\kappa_0(1)-2\kappa_0(\cos 2s)$; both sides of the bound are non-negative, "
    r"so it is "
    r"the inequality of their squares"
)


def phi0_sphere(constant: Rational) -> Derivation:
    """Hold the squared distance of the features against a constant times the chord."""
    features = phi0_distance_squared(2 * HALF)
    return prove(
        positive(constant, {}, strict=False, text="a bound of a norm is not negative", goal=True),
        definition(HALF_TEXT),
        _ON_SPHERE,
        identity(features, 4 * HALF / pi, SPHERE, text=r"$2-2\kappa_0(\cos 2s) = 4s/\pi$"),
        nonnegative_by_derivatives(
            constant**2 * CHORD - 4 * HALF / pi,
            HALF,
            SPHERE[HALF],
            text=rf"${sympy.latex(constant**2)}\cdot 2\sin s - 4s/\pi\ge0$ on $[0,\pi/2]$ (Jordan's inequality)",
            goal=True,
        ),
    )


PHI0_SPHERE = Claim(
    id="bietti2019.prop4.phi0_sphere",
    label="Proposition 4",
    printed=True,
    statement=r"For $\|x\|=\|y\|=1$: $\|\varphi_0(x)-\varphi_0(y)\|\le\sqrt{\|x-y\|}$.",
    hypotheses=_HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all x, y on the unit sphere of a Hilbert space",
    check=phi0_sphere,
    parameters={"constant": Rational(1)},
    control=Control(
        r"$\|\varphi_0(x)-\varphi_0(y)\|\le\frac{9}{10}\sqrt{\|x-y\|}$; false for $y=-x$, where the ratio is 1.",
        {"constant": Rational(9, 10)},
    ),
)


def phi0_constants(equality: Expr, local_squared: Expr) -> Derivation:
    r"""Hold the squared ratio :math:`(4s/\pi)/(2\sin s)` against 1 at one angle, near 0 and in between."""
    s = HALF
    features = 4 * s / pi
    return prove(
        definition(HALF_TEXT),
        _ON_SPHERE,
        identity(phi0_distance_squared(2 * s), features, SPHERE, text=r"$2-2\kappa_0(\cos 2s) = 4s/\pi$"),
        value(
            (features / CHORD).subs(s, equality / 2),
            sympy.Integer(1),
            text=rf"the ratio is 1 at angle {equality}",
            goal=True,
        ),
        nonnegative_by_derivatives(
            CHORD - features - s**2 * (pi / 2 - s) / 5,
            s,
            SPHERE[s],
            depth=4,
            text=r"$2\sin s-4s/\pi\ge\frac15s^2(\pi/2-s)$ on $[0,\pi/2]$: the ratio is below 1 for $0<s<\pi/2$",
            goal=True,
        ),
        reduction(
            r"numerator and denominator of the squared ratio are analytic at $0$ and vanish there to first order, so "
            r"it tends to "
            r"the quotient of their first Taylor coefficients, $2/\pi$"
        ),
        power_series(CHORD, s, {0: sympy.Integer(0), 1: sympy.Integer(2)}, text=r"$2\sin s = 2s + O(s^2)$"),
        power_series(
            features,
            s,
            {0: sympy.Integer(0), 1: 2 * local_squared},
            text=rf"$4s/\pi = 2\cdot{sympy.latex(local_squared)}\,s$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            features - local_squared * CHORD,
            s,
            SPHERE[s],
            text=rf"the squared ratio is at least ${sympy.latex(local_squared)}$: "
            rf"$4s/\pi-{sympy.latex(local_squared)}\cdot2\sin s\ge0$",
            goal=True,
        ),
    )


PHI0_CONSTANTS = Claim(
    id="bietti2019.prop4.phi0_constants",
    label="Proposition 4",
    statement=(
        r"On the unit sphere the constant 1 in $\|\varphi_0(x)-\varphi_0(y)\|\le\sqrt{\|x-y\|}$ is optimal, with "
        r"equality exactly "
        r"for $y=\pm x$; the local constant is smaller: "
        r"$\|\varphi_0(x)-\varphi_0(y)\|/\sqrt{\|x-y\|}\to\sqrt{2/\pi}$ as $y\to x$, "
        r"and $\sqrt{2/\pi}$ is a lower bound of the ratio."
    ),
    hypotheses=_HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all x != y on the unit sphere",
    check=phi0_constants,
    parameters={"equality": pi, "local_squared": 2 / pi},
    control=Control(r"Equality holds at angle $\pi/2$; there the ratio is $2^{-1/4}$.", {"equality": pi / 2}),
)

_NORMS = {"min": SMALLER, "max": LARGER, "mean": (SMALLER + LARGER) / 2}
_DIRECTIONS = reduction(
    r"$\varphi_0$ depends on directions only, so $\|\varphi_0(x)-\varphi_0(y)\|^2=2\theta/\pi$; both sides of the "
    r"bound are "
    r"non-negative, so it is the inequality of their fourth powers, times the norm in the denominator squared"
)


def phi0_general(norm: str, factor: Rational) -> Derivation:
    r"""Hold :math:`2\theta/\pi` against factor times the distance over the smaller, larger or mean norm."""
    facts = {**cosine_facts(), JORDAN: (JORDAN_GAP, jordan())}
    expression = factor**2 * distance_squared() - _NORMS[norm] ** 2 * (2 * ANGLE / pi) ** 2
    # (2 sin(theta/2))^2 - (2 theta/pi)^2 = J (J + 4 theta/pi), and what is left is the statement about directions:
    # D^2 - 4 m^2 sin^2(theta/2) = h^2 + 2 r h (1 - cos theta) for m = r, h^2 (1 + cos theta)/2 for m = r + h/2.
    jordan_part = _NORMS[norm] ** 2 * JORDAN * (JORDAN + 4 * ANGLE / pi)
    rest = EXCESS**2 * OPPOSITE / 2 if norm == "mean" else EXCESS**2 + 2 * SMALLER * EXCESS * COSINE
    return prove(
        positive(factor, {}, strict=False, text="a bound of a norm is not negative", goal=True),
        definition(PAIR_TEXT),
        _DIRECTIONS,
        identity(phi0_distance_squared(ANGLE), 2 * ANGLE / pi, text=r"$2-2\kappa_0(\cos\theta)=2\theta/\pi$"),
        (step for _, step in facts.values()),
        nonnegative_combination(
            expression,
            # D^2 = h^2 + 2 r (r + h) (1 - cos theta)
            rest + jordan_part + (factor**2 - 1) * (EXCESS**2 + 2 * SMALLER * LARGER * COSINE),
            NONZERO_PAIRS,
            facts,
            text=rf"${sympy.latex(factor**2)}\,D^2\ge N^2(2\theta/\pi)^2$, $N={sympy.latex(_NORMS[norm])}$",
            goal=True,
        ),
    )


PHI0_GENERAL = Claim(
    id="bietti2019.prop4.phi0_general",
    label="Proposition 4",
    printed=True,
    statement=r"For non-zero $x,y$: $\|\varphi_0(x)-\varphi_0(y)\|\le\sqrt{\|x-y\|/\min(\|x\|,\|y\|)}$.",
    hypotheses=_HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all non-zero x, y in a Hilbert space",
    check=phi0_general,
    parameters={"norm": "min", "factor": Rational(1)},
    control=Control(
        r"The same with $\max(\|x\|,\|y\|)$; false for $y=-x/100$: $\sqrt2\le\sqrt{1.01}$ is false.", {"norm": "max"}
    ),
)


def _dunkl_williams(factor: Rational) -> Derivation:
    weaker = 2 * SMALLER
    return prove(
        phi0_general("mean", factor / 2),
        nonnegative_combination(
            SMALLER + LARGER - weaker,
            EXCESS,
            NONZERO_PAIRS,
            text=r"$\|x\|+\|y\|\ge2\min(\|x\|,\|y\|)$: the bound is at least as strong as the one with the minimum",
            goal=True,
        ),
    )


PHI0_DUNKL_WILLIAMS = Claim(
    id="bietti2019.prop4.phi0_dunkl_williams",
    label="Proposition 4",
    statement=(
        r"For non-zero $x,y$: $\|\varphi_0(x)-\varphi_0(y)\|\le\sqrt{2\|x-y\|/(\|x\|+\|y\|)}$, which is at least as "
        r"strong as the "
        r"bound with $\min(\|x\|,\|y\|)$."
    ),
    hypotheses=_HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all non-zero x, y in a Hilbert space",
    check=_dunkl_williams,
    parameters={"factor": Rational(2)},
    control=Control(
        r"$\|\varphi_0(x)-\varphi_0(y)\|\le\sqrt{\|x-y\|/(\|x\|+\|y\|)}$; false for $y=-x$: $\sqrt2\le1$ is false.",
        {"factor": Rational(1)},
    ),
)
