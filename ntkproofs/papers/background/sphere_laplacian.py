"""The Laplacian of the sphere: its eigenvalues and Green's formula."""

from __future__ import annotations

import sympy
from sympy import Expr

from ntkproofs.checks import Reals, identity, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

LAPLACIAN = "background.sphere_laplacian"

_DIM = 3
_X = sympy.symbols("x1:4", real=True)
_POINTS = {symbol: Reals() for symbol in _X}
_SQUARE = sum(x**2 for x in _X)


def _radial(expr: Expr) -> Expr:
    return sum(x * sympy.diff(expr, x) for x in _X)


def _laplacian(expr: Expr) -> Expr:
    r"""The spherical Laplacian of the restriction: :math:`|x|^2\Delta - E^2 - (d-2)E` with :math:`E = x\cdot\partial`."""
    flat = sum(sympy.diff(expr, x, 2) for x in _X)
    return sympy.expand(_SQUARE * flat - _radial(_radial(expr)) - (_DIM - 2) * _radial(expr))


def _gradients(f: Expr, g: Expr) -> Expr:
    """The product of the tangential gradients on the unit sphere."""
    return sum(sympy.diff(f, x) * sympy.diff(g, x) for x in _X) - _radial(f) * _radial(g)


def _mean(expr: Expr) -> Expr:
    # The mean of x_1^a x_2^b x_3^c over the unit sphere: (a-1)!! (b-1)!! (c-1)!! / (3 5 ... (n+1)), n = a + b + c even.
    total = sympy.Integer(0)
    for powers, coefficient in sympy.Poly(sympy.expand(expr), *_X).terms():
        if all(n % 2 == 0 for n in powers):
            odd = sympy.prod(sympy.factorial2(n - 1) for n in powers)
            total += coefficient * odd / sympy.prod(_DIM + 2 * i for i in range(sum(powers) // 2))
    return total


def _checks(shift: int) -> Derivation:
    a, b, c = _X
    harmonics = {1: a, 2: a * b, 3: a * b * c, 4: a**4 - 6 * a**2 * b**2 + b**4}
    pairs = ((a**2, b**2), (a * b, a * b * c**2), (a**3, a * b**2), (a**2 * b**2, c**4))
    return prove(
        [
            identity(
                -_laplacian(harmonic),
                k * (k + _DIM - 2 + shift) * harmonic,
                _POINTS,
                text=rf"$-\Delta Y={k}({k}+d-{2 - shift})Y$ for $Y={sympy.latex(harmonic)}$, $d=3$",
                goal=True,
            )
            for k, harmonic in harmonics.items()
        ],
        [
            value(
                _mean(_gradients(f, g)),
                -_mean(f * _laplacian(g)),
                text=rf"$\mathbb E\langle\nabla f,\nabla g\rangle=-\mathbb E[f\Delta g]$ for $f={sympy.latex(f)}$, "
                rf"$g={sympy.latex(g)}$",
                goal=True,
            )
            for f, g in pairs
        ],
    )


SPHERE_LAPLACIAN = Claim(
    id=LAPLACIAN,
    label="Laplacian of the sphere",
    statement=(
        r"For $d\ge2$ and the Laplacian $\Delta={\rm tr}\,\nabla^2$ of $S^{d-1}$, a harmonic $Y$ of degree $k$ has "
        r"$-\Delta Y=k(k+d-2)Y$; and $\mathbb E\langle\nabla f,\nabla g\rangle=-\mathbb E[f\Delta g]$ for $f\in C^1$, $g\in C^2$ "
        r"(Green's formula, $\mathbb E$ the mean over the sphere)."
    ),
    expected=Verdict.CITED,
    scope="all d >= 2; e.g. F. Dai and Y. Xu, Approximation Theory and Harmonic Analysis, Theorem 1.4.5 and section 1.8",
    check=_checks,
    parameters={"shift": 0},
    control=Control(r"$-\Delta Y=k(k+d-1)Y$; false for $Y=x_1$, $d=3$: $2x_1$, not $3x_1$.", {"shift": 1}),
)
