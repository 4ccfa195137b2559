"""Facts about square integrable functions: changes of variables, the Fourier transform, integral operators."""

from __future__ import annotations

import sympy
from sympy import Expr, Matrix, Rational, Symbol, pi, sqrt

from ntkproofs.checks import Reals, identity, positive, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

CHANGE_OF_VARIABLES = "background.change_of_variables"
PLANCHEREL = "background.plancherel"
SCHUR_TEST = "background.schur_test"

_X = Symbol("x", real=True)


def _change(power: int) -> Derivation:
    """Polynomials over the image of [0, 1] under increasing maps with a derivative of a positive lower bound."""
    steps = []
    for image in (2 * _X, _X + _X**2 / 4, _X - _X**3 / 6 + 1):
        for f in (_X**2, 1 + _X**3):
            jacobian = sympy.diff(image, _X) ** power
            pulled = _integral(f.subs(_X, image) * jacobian, sympy.Integer(0), sympy.Integer(1))
            direct = _integral(f, image.subs(_X, 0), image.subs(_X, 1))
            text = rf"the integral of ${sympy.latex(f)}$ under $v={sympy.latex(image)}$"
            steps.append(value(pulled, direct, text=text, goal=True))
    return prove(*steps)


def _integral(polynomial: Expr, lower: Expr, upper: Expr) -> Expr:
    primitive = sympy.Add(
        *(c * _X ** (n + 1) / (n + 1) for (n,), c in sympy.Poly(sympy.expand(polynomial), _X).terms())
    )
    return primitive.subs(_X, upper) - primitive.subs(_X, lower)


CHANGE = Claim(
    id=CHANGE_OF_VARIABLES,
    label="Inverse function theorem and change of variables",
    statement=(
        r"A bijective $C^1$ map $\psi$ of $\mathbb{R}^D$ whose derivative is invertible everywhere has a $C^1$ inverse, and "
        r"$\int f(\psi(u))\,|\det\nabla\psi(u)|\,du=\int f(v)\,dv$ for every non-negative measurable $f$."
    ),
    expected=Verdict.CITED,
    scope="all D >= 1; e.g. W. Rudin, Real and Complex Analysis, theorem 7.26",
    check=_change,
    parameters={"power": 1},
    control=Control(r"The same without the factor $|\det\nabla\psi|$; false for $\psi(u)=2u$.", {"power": 0}),
)


def _plancherel(factor: int) -> Derivation:
    v = Symbol("v", positive=True)
    # exp(-u^2/(2v)) has the transform sqrt(v) exp(-v w^2/2); the integral of exp(-a u^2) is sqrt(pi/a).
    before, after = sqrt(pi * v), v * sqrt(pi / v)
    return prove(
        identity(
            before,
            factor * after,
            {v: Reals(0, left_open=True)},
            text=r"$e^{-u^2/(2v)}$ and $\sqrt v\,e^{-v\omega^2/2}$",
            goal=True,
        ),
        # u exp(-u^2/2) has the transform -i w exp(-w^2/2).
        value(sqrt(pi) / 2, factor * sqrt(pi) / 2, text=r"$ue^{-u^2/2}$ and $-i\omega e^{-\omega^2/2}$", goal=True),
    )


FOURIER = Claim(
    id=PLANCHEREL,
    label="Plancherel's theorem",
    statement=(
        r"The Fourier transform $\hat x(\omega)=(2\pi)^{-D/2}\int x(u)e^{-i\omega\cdot u}du$ extends to a unitary operator of $L^2(\mathbb{R}^D)$. "
        r"Convolution with an integrable $h$ multiplies $\hat x$ by $(2\pi)^{D/2}\hat h$, a translation by $c$ multiplies it by $e^{-i\omega\cdot "
        r"c}$; the norm of a multiplication by a continuous bounded $m$ is $\sup|m|$."
    ),
    expected=Verdict.CITED,
    scope="all D >= 1, values in a Hilbert space; e.g. W. Rudin, Real and Complex Analysis, chapter 9",
    check=_plancherel,
    parameters={"factor": 1},
    control=Control(r"$\|x\|=\sqrt2\,\|\hat x\|$; false for $e^{-u^2/2}$.", {"factor": 2}),
)


def _schur(scale: Rational) -> Derivation:
    steps = []
    for rows in ([[1, 2], [3, 0]], [[1, -1], [1, 1]], [[2, 0], [0, 2]], [[1, 5], [0, 1]]):
        matrix = Matrix(rows)
        row = max(sum(abs(entry) for entry in matrix.row(i)) for i in range(2))
        column = max(sum(abs(entry) for entry in matrix.col(j)) for j in range(2))
        # |B|^2 <= c exactly when c I - B^T B is positive semidefinite: trace and determinant.
        gap = scale * row * column * sympy.eye(2) - matrix.T * matrix
        for name, quantity in (("trace", gap.trace()), ("determinant", gap.det())):
            text = f"{rows}: the {name} of (rows)(columns) I - B^T B is not negative"
            steps.append(positive(quantity, {}, strict=False, text=text, goal=True))
    return prove(*steps)


SCHUR = Claim(
    id=SCHUR_TEST,
    label="Schur's test",
    statement=(
        r"If $\int|k(u,v)|dv\le a$ for almost all $u$ and $\int|k(u,v)|du\le b$ for almost all $v$, then $Bx(u)=\int k(u,v)x(v)dv$ has "
        r"$\|Bx\|\le\sqrt{ab}\,\|x\|$ in $L^2(\mathbb{R}^D)$, for values in a Hilbert space."
    ),
    expected=Verdict.CITED,
    scope="all D >= 1, measurable kernels; e.g. P. Halmos and V. Sunder, Bounded Integral Operators on L2 Spaces, theorem 5.2",
    check=_schur,
    parameters={"scale": Rational(1)},
    control=Control(
        r"$\|B\|\le\sqrt{ab}/2$; false for $2I$, where $a=b=2$ and the norm is $2$.", {"scale": Rational(1, 4)}
    ),
)
