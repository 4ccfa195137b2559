"""Cauchy's formula on the plane cut along a half line."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, atan, pi

from ntkproofs.checks import Reals, antiderivative, definition, identity, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

CUT = "background.cauchy_cut"


def _cut(factor: int) -> Derivation:
    # f = 1/(1 + sqrt(1 - z)): with x = 1 + v^2 the values on the upper side of the cut are (1 + i v)/(1 + v^2).
    v = sympy.Symbol("v", positive=True)
    over = {v: Reals(0, left_open=True)}
    weight = v / (1 + v**2)
    cases = (
        (0, atan(v) - v / (1 + v**2), pi / 2, Rational(1, 2)),
        (-3, (4 * atan(v / 2) / 2 - atan(v)) * Rational(2, 3), pi / 3, Rational(1, 3)),
    )
    steps = []
    for point, primitive, total, expected in cases:
        steps += [
            antiderivative(
                primitive,
                weight * 2 * v / (1 + v**2 - point),
                v,
                over,
                text=rf"a primitive of $\mathrm{{Im}}f\,\frac{{dx}}{{x-t}}$ at $t={point}$, from 0 to ${sympy.latex(total)}$",
            ),
            value(
                factor * total / pi,
                expected,
                text=rf"${'' if factor == 1 else factor}\frac1\pi\int=f({point})={expected}$",
                goal=True,
            ),
        ]
    return prove(
        definition(r"$f(z)=\frac1{1+\sqrt{1-z}}$, on the upper side of the cut $\sqrt{1-z}=-iv$ at $x=1+v^2$"),
        identity(
            (1 + v * v) / (1 + v**2),
            Integer(1),
            over,
            text=r"$f=\frac1{1-iv}=\frac{1+iv}{1+v^2}$ there, as $(1-iv)(1+iv)=1+v^2$",
        ),
        steps,
    )


CAUCHY_CUT = Claim(
    id=CUT,
    label="Cauchy's formula on the cut plane",
    statement=(
        r"Let $f$ be analytic on $\mathbb C\setminus[1,\infty)$ with $f(\bar z)=\overline{f(z)}$, continuous up to both sides of "
        r"the cut, its end included, and $f(z)\to0$ as $|z|\to\infty$, uniformly in the direction. If "
        r"$\int_1^\infty\frac{|\mathrm{Im}f(x+i0)|}x\,dx<\infty$, then "
        r"$f(t)=\frac1\pi\int_1^\infty\frac{\mathrm{Im}f(x+i0)}{x-t}\,dx$ for every $t\notin[1,\infty)$."
    ),
    expected=Verdict.CITED,
    scope="all such f; e.g. L. Ahlfors, Complex Analysis, chapter 4, with the contour around the cut",
    check=_cut,
    parameters={"factor": 1},
    control=Control(r"Twice the integral; false for $f=1/(1+\sqrt{1-z})$ at $t=0$.", {"factor": 2}),
)
