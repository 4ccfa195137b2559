"""Integral operators on L2: expansions in orthonormal systems and the spectral theorem."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, cos, pi, sin, sqrt

from ntkproofs.checks import Reals, antiderivative, identity, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

COMPACT = "background.compact_operators"
PARSEVAL = "background.parseval"

_U = sympy.Symbol("u", real=True)
_A, _B = sympy.symbols("a b", real=True)


def _mean(primitive: Expr) -> Expr:
    return (primitive.subs(_U, pi) - primitive.subs(_U, -pi)) / (2 * pi)


def _square_mean(primitive: Expr, integrand: Expr, expected: Expr, text: str) -> list[Step]:
    over = {_U: Reals(-pi, pi), _A: Reals(), _B: Reals()}
    return [
        antiderivative(primitive, integrand, _U, over),
        identity(_mean(primitive), expected, {_A: Reals(), _B: Reals()}, text=text, goal=True),
    ]


def _compact(copies: int) -> Derivation:
    # K(x, y) = a + 2 b cos(x - y) on the circle: the eigenvalues are a on 1 and b on sqrt(2) cos and sqrt(2) sin.
    x = sympy.Symbol("x", real=True)
    kernel = _A + 2 * _B * cos(x - _U)
    image = _A * sin(_U) + _B * (_U * cos(x) + sin(2 * _U - x) / 2)
    square = (_A**2 + 2 * _B**2) * _U + 4 * _A * _B * sin(_U) + _B**2 * sin(2 * _U)
    return prove(
        antiderivative(image, kernel * cos(_U), _U, {_U: Reals(-pi, pi), x: Reals(), _A: Reals(), _B: Reals()}),
        identity(_mean(image), _B * cos(x), {x: Reals(), _B: Reals()}, text=r"$T\cos=b\cos$ on the circle", goal=True),
        _square_mean(
            square,
            (_A + 2 * _B * cos(_U)) ** 2,
            _A**2 + copies * _B**2,
            r"$\|K\|^2=\sum_i\sigma_i^2$ for $K=a+2b\cos(x-y)$",
        ),
    )


COMPACT_OPERATORS = Claim(
    id=COMPACT,
    label="Spectral theorem for Hilbert-Schmidt operators",
    statement=(
        r"For a finite measure $\rho$ on $X$ and a symmetric $K\in L^2(X^2,\rho\otimes\rho)$ the operator "
        r"$T_Kg=\int K(\cdot,s)g(s)d\rho(s)$ is compact and self-adjoint on $L^2(X,\rho)$: there are orthonormal $\phi_i$ and "
        r"real $\sigma_i\ne0$, $\sigma_i\to0$, counted with multiplicity, with $T_K\phi_i=\sigma_i\phi_i$, and every $g$ is "
        r"$g_0+\sum_i\langle g,\phi_i\rangle\phi_i$ with $T_Kg_0=0$, $\|g\|^2=\|g_0\|^2+\sum_i\langle g,\phi_i\rangle^2$. "
        r"Moreover $\sum_i\sigma_i^2=\|K\|^2$, and $e^{-T_Kt}g=g_0+\sum_ie^{-\sigma_it}\langle g,\phi_i\rangle\phi_i$."
    ),
    expected=Verdict.CITED,
    scope="all finite measures, separable L2; e.g. M. Reed and B. Simon, Methods of Modern Mathematical Physics I, section VI.5",
    check=_compact,
    parameters={"copies": 2},
    control=Control(
        r"The same with every eigenvalue counted once: $\|K\|^2=a^2+b^2$ for $K=a+2b\cos(x-y)$ on the circle; false for "
        r"$b=1$.",
        {"copies": 1},
    ),
)


def _parseval(weight: Rational) -> Derivation:
    # g = a + b cos(u) against the orthonormal functions 1 and sqrt(2) cos.
    product = sqrt(2) * (_A * sin(_U) + _B * (_U / 2 + sin(2 * _U) / 4))
    square = (_A**2 + _B**2 / 2) * _U + 2 * _A * _B * sin(_U) + _B**2 * sin(2 * _U) / 4
    first, second = _A, _B / sqrt(2)
    g = _A + _B * cos(_U)
    return prove(
        _square_mean(product, g * sqrt(2) * cos(_U), second, r"$\langle g,\sqrt2\cos\rangle=b/\sqrt2$"),
        _square_mean(square, g**2, first**2 + weight * second**2, r"$\|g\|^2=\sum\langle g,\phi_i\rangle^2$"),
        value(sqrt(2) ** 2 * Rational(1, 2), sympy.Integer(1), text=r"$\|\sqrt2\cos\|=1$"),
    )


PARSEVAL_IDENTITY = Claim(
    id=PARSEVAL,
    label="Parseval and Riesz-Fischer",
    statement=(
        r"For orthonormal $\phi_1,\phi_2,\dots$ in a Hilbert space $\sum c_i\phi_i$ converges exactly when $\sum c_i^2<\infty$, "
        r"and then $\|\sum c_i\phi_i\|^2=\sum c_i^2$; $\sum\langle g,\phi_i\rangle^2\le\|g\|^2$, with equality for all $g$ exactly "
        r"when the $\phi_i$ are a basis."
    ),
    expected=Verdict.CITED,
    scope="all Hilbert spaces; e.g. W. Rudin, Real and Complex Analysis, theorems 4.17 and 4.18",
    check=_parseval,
    parameters={"weight": Rational(1)},
    control=Control(
        r"The same for $\phi_2=\cos$ on the circle, which is not of norm 1; false for $g=\cos$.",
        {"weight": Rational(1, 2)},
    ),
)
