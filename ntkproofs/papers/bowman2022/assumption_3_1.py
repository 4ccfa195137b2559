"""Assumption 3.1 for the three activations that the paper names: sharp bounds of both derivatives."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, exp, log, sqrt, tanh

from ntkproofs.checks import Reals, definition, identity, limit, nonnegative_combination, prove, reduction, value
from ntkproofs.checks import nonnegative_by_derivatives as by_derivatives
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

_X = sympy.Symbol("x", real=True)
_S = sympy.Symbol("s", positive=True)
_LINE = {_X: Reals()}
_UNIT = Reals(0, 1, left_open=True, right_open=True)
_LOGISTIC = 1 / (1 + exp(-_X))


def _logistic() -> list[Step]:
    n = sympy.Symbol("n", positive=True)
    return [
        definition(r"$s(x)=1/(1+e^{-x})$, which takes every value of $(0,1)$, and $s(0)=\frac12$"),
        identity(
            sympy.diff(_LOGISTIC, _X),
            _LOGISTIC * (1 - _LOGISTIC),
            _LINE,
            text=r"$s'=s(1-s)$; all derivatives are polynomials in $s$, so $s$ is $C^\infty$",
        ),
        value(_LOGISTIC.subs(_X, 0), Rational(1, 2), text=r"$s(0)=\frac12$"),
        limit(n / (1 + n), n, sympy.Integer(1), text=r"$s(\ln n)=n/(1+n)\to1$"),
    ]


def _quadratic(bound: Rational) -> list[Step]:
    return [
        nonnegative_combination(
            bound - _S * (1 - _S),
            (_S - Rational(1, 2)) ** 2 + (bound - Rational(1, 4)),
            {_S: _UNIT},
            text=rf"$0\le s(1-s)\le{sympy.latex(bound)}$",
            goal=True,
        ),
        by_derivatives(_S * (1 - _S), _S, _UNIT, text=r"$s(1-s)\ge0$"),
        value(
            (_S * (1 - _S)).subs(_S, Rational(1, 2)),
            bound,
            text=rf"equality at $x=0$: ${sympy.latex(bound)}$",
            goal=True,
        ),
    ]


def _cubic(scale: Expr, bound: Expr, what: str) -> list[Step]:
    r"""Prove :math:`\pm c\,(3u - u^3) \le b` on :math:`|u| < \sqrt3` for :math:`b = 2c`, with equality at 1."""
    u, fact = sympy.Symbol("u", real=True), sympy.Symbol("F")
    domain = Reals(-sqrt(3), sqrt(3), left_open=True, right_open=True)
    steps: list[Step] = []
    for side in (1, -1):
        room = by_derivatives(side * u + 2, u, domain, text=rf"$2{'+' if side == 1 else '-'}u\ge0$")
        steps += [
            room,
            nonnegative_combination(
                bound - side * scale * (3 * u - u**3),
                scale * (u - side) ** 2 * fact + (bound - 2 * scale),
                {u: domain},
                {fact: (side * u + 2, room)},
                probes=({u: sympy.Integer(side)},),
                text=rf"${'' if side == 1 else '-'}{what}\le{sympy.latex(bound)}$",
                goal=True,
            ),
        ]
    attained = (scale * (3 * u - u**3)).subs(u, 1)
    return [*steps, value(attained, bound, text=rf"equality at $u=1$: ${sympy.latex(bound)}$", goal=True)]


def _softplus(second: Rational) -> Derivation:
    return prove(
        _logistic(),
        identity(sympy.diff(log(1 + exp(_X)), _X), _LOGISTIC, _LINE, text=r"$\omega'=s$, so $\omega''=s(1-s)$"),
        by_derivatives(
            1 - _S, _S, _UNIT, text=r"$0<\omega'<1$, and $\omega'(\ln n)\to1$: the bound 1 is sharp", goal=True
        ),
        _quadratic(second),
        reduction(r"bounded derivatives: $\omega$ and $\omega'$ are Lipschitz (mean value theorem)"),
    )


SOFTPLUS = Claim(
    id="bowman2022.assumption31.softplus",
    label="Assumption 3.1",
    printed=True,
    statement=(
        r"$\omega(x)=\ln(1+e^x)$ is $C^\infty$, $|\omega'|\le1$ and $|\omega''|\le\frac14$ (both sharp), so $\omega$ and "
        r"$\omega'$ are Lipschitz."
    ),
    expected=Verdict.PROVED,
    scope="all real x",
    check=_softplus,
    parameters={"second": Rational(1, 4)},
    control=Control(r"$|\omega''|\le\frac15$; false at 0.", {"second": Rational(1, 5)}),
)


def _sigmoid(second: Expr) -> Derivation:
    u = sympy.Symbol("u", real=True)
    curvature = _S * (1 - _S) * (1 - 2 * _S)
    return prove(
        _logistic(),
        _quadratic(Rational(1, 4)),
        identity(
            sympy.diff(_LOGISTIC, _X, 2),
            curvature.subs(_S, _LOGISTIC),
            _LINE,
            text=r"$\omega''=s(1-s)(1-2s)$",
        ),
        identity(
            curvature.subs(_S, (1 - u / sqrt(3)) / 2),
            (3 * u - u**3) / (12 * sqrt(3)),
            {u: Reals(-sqrt(3), sqrt(3))},
            text=r"with $1-2s=u/\sqrt3$, $|u|<\sqrt3$: $\omega''=\frac{3u-u^3}{12\sqrt3}$",
        ),
        _cubic(1 / (12 * sqrt(3)), second, r"\omega''"),
        reduction(r"bounded derivatives: $\omega$ and $\omega'$ are Lipschitz (mean value theorem)"),
    )


SIGMOID = Claim(
    id="bowman2022.assumption31.sigmoid",
    label="Assumption 3.1",
    printed=True,
    statement=(
        r"$\omega(x)=\frac1{1+e^{-x}}$ is $C^\infty$, $|\omega'|\le\frac14$ and $|\omega''|\le\frac1{6\sqrt3}$ (both sharp), so "
        r"$\omega$ and $\omega'$ are Lipschitz."
    ),
    expected=Verdict.PROVED,
    scope="all real x",
    check=_sigmoid,
    parameters={"second": 1 / (6 * sqrt(3))},
    control=Control(
        r"$|\omega''|\le\frac1{12}$; false where $1-2s(x)=1/\sqrt3$, there it is $0.0962\ldots$.",
        {"second": Rational(1, 12)},
    ),
)


def _tanh(second: Expr) -> Derivation:
    t, u = sympy.symbols("t u", real=True)
    inside = Reals(-1, 1, left_open=True, right_open=True)
    curvature = -2 * t * (1 - t**2)
    return prove(
        definition(r"$t=\tanh x$, which takes every value of $(-1,1)$"),
        identity(sympy.diff(tanh(_X), _X), 1 - tanh(_X) ** 2, _LINE, text=r"$\omega'=1-t^2$"),
        identity(
            sympy.diff(tanh(_X), _X, 2),
            curvature.subs(t, tanh(_X)),
            _LINE,
            text=r"$\omega''=-2t(1-t^2)$; all derivatives are polynomials in $t$",
        ),
        nonnegative_combination(1 - (1 - t**2), t**2, {t: inside}, text=r"$\omega'\le1$", goal=True),
        by_derivatives(1 - t**2, t, inside, text=r"$\omega'\ge0$", goal=True),
        value((1 - t**2).subs(t, 0), sympy.Integer(1), text=r"equality at $x=0$", goal=True),
        identity(
            curvature.subs(t, -u / sqrt(3)),
            2 * (3 * u - u**3) / (3 * sqrt(3)),
            {u: Reals(-sqrt(3), sqrt(3))},
            text=r"with $t=-u/\sqrt3$, $|u|<\sqrt3$: $\omega''=\frac{2(3u-u^3)}{3\sqrt3}$",
        ),
        _cubic(2 / (3 * sqrt(3)), second, r"\omega''"),
        reduction(r"bounded derivatives: $\omega$ and $\omega'$ are Lipschitz (mean value theorem)"),
    )


TANH = Claim(
    id="bowman2022.assumption31.tanh",
    label="Assumption 3.1",
    printed=True,
    statement=(
        r"$\omega(x)=\tanh x$ is $C^\infty$, $|\omega'|\le1$ and $|\omega''|\le\frac4{3\sqrt3}$ (both sharp), so $\omega$ and "
        r"$\omega'$ are Lipschitz."
    ),
    expected=Verdict.PROVED,
    scope="all real x",
    check=_tanh,
    parameters={"second": 4 / (3 * sqrt(3))},
    control=Control(
        r"$|\omega''|\le\frac34$; false where $\tanh x=-1/\sqrt3$, there it is $0.7698\ldots$.",
        {"second": Rational(3, 4)},
    ),
)
