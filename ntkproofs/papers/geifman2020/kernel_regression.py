"""Equations (2) and (3): kernel ridge regression and its limit, the interpolant of least norm."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, pi

from ntkproofs.checks import Reals, definition, identity, limit, positive, prove, reduction, rests_on
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .section_3_1 import REPRODUCING_ID
from .two_layer_spectra import kernel_without_bias

RIDGE_ID = "geifman2020.eq2.ridge_solution"
_A, _H, _Y = sympy.symbols("a h y", real=True)
_LAMBDA, _KAPPA = sympy.symbols("lambda kappa", positive=True)
_POSITIVE = Reals(0, left_open=True)


def _ridge(weight: Rational) -> Derivation:
    over: dict[Symbol, Domain] = {_A: Reals(), _H: Reals(), _LAMBDA: _POSITIVE}
    linear = weight * 2 * (-_LAMBDA * _A) * _H + 2 * _LAMBDA * _A * _H
    return prove(
        rests_on(REPRODUCING_ID, r"$h(\mathbf x)=\langle h,k_{\mathbf x}\rangle$ for $h\in\mathcal H$"),
        definition(
            r"$\mathbf a=(K+\lambda I)^{-1}\mathbf y$, $f=\sum_ia_ik_{\mathbf x_i}$, and any other $g=f+h\in\mathcal H$, "
            r"$h_i=h(\mathbf x_i)$; the inverse exists because $\mathbf v^T(K+\lambda I)\mathbf v\ge\lambda|\mathbf v|^2$"
        ),
        reduction(
            r"$f(\mathbf x_i)-y_i=(K\mathbf a-\mathbf y)_i=-\lambda a_i$ and $\langle f,h\rangle=\sum_ia_ih_i$. So the objective "
            r"at $g$ less that at $f$ is the sum over $i$ of $2(f(\mathbf x_i)-y_i)h_i+h_i^2+2\lambda a_ih_i$, plus $\lambda\|h\|^2$"
        ),
        identity(
            linear,
            sympy.Integer(0),
            over,
            text=rf"the terms linear in $h_i$ cancel, with weight {weight} of a sample: "
            rf"${weight}\cdot2(-\lambda a_i)h_i+2\lambda a_ih_i=0$",
            goal=True,
        ),
        identity(
            (-_LAMBDA * _A + _H) ** 2 - (_LAMBDA * _A) ** 2 + 2 * _LAMBDA * _A * _H,
            _H**2,
            over,
            text=r"the difference of the objectives is $\sum_ih_i^2+\lambda\|h\|^2$, positive for $h\ne0$: $f$ is the only minimiser",
            goal=True,
        ),
    )


RIDGE = Claim(
    id="geifman2020.eq2.ridge_solution",
    label="Equation (2)",
    printed=True,
    statement=(
        r"Let $k$ be positive semidefinite, $\lambda>0$, $K_{ij}=k(\mathbf x_i,\mathbf x_j)$, $\mathbf k_{\mathbf "
        r"x}=(k(\mathbf x,\mathbf x_i))_i$. The unique minimiser over the RKHS $\mathcal H$ of "
        r"$\sum_{i=1}^n(f(\mathbf x_i)-y_i)^2+\lambda\|f\|_{\mathcal H}^2$ is $f(\mathbf x)=\mathbf k_{\mathbf "
        r"x}^T(K+\lambda I)^{-1}\mathbf y$."
    ),
    expected=Verdict.PROVED,
    scope=r"Any $n\ge1$, any $\mathbf y$, $\lambda>0$; $K$ may be singular.",
    check=_ridge,
    parameters={"weight": Rational(1)},
    depends_on=(REPRODUCING_ID,),
    control=Control(
        (
            r"The minimiser of the averaged loss $\frac1n\sum(f(\mathbf x_i)-y_i)^2+\lambda\|f\|^2$ is $\mathbf "
            r"k_{\mathbf x}^T(K+\lambda I)^{-1}\mathbf y$ (it is $K+n\lambda I$); $n=2$ refutes it."
        ),
        {"weight": Rational(1, 2)},
    ),
)


def _minimum_norm(points: int) -> Derivation:
    m = Symbol("m", positive=True)  # lambda = 1/m
    over: dict[Symbol, Domain] = {_Y: Reals(), _KAPPA: _POSITIVE, _LAMBDA: _POSITIVE}
    gap = _KAPPA * (_Y / (_KAPPA + _LAMBDA) - _Y / _KAPPA) ** 2
    alternating = sum((-1) ** j * kernel_without_bias(_nearest(2 * pi * j / points)) for j in range(points))
    return prove(
        rests_on(
            RIDGE_ID,
            r"the ridge solution is $f_\lambda=\sum_ia_i(\lambda)k_{\mathbf x_i}$, $\mathbf a(\lambda)=(K+\lambda I)^{-1}\mathbf y$",
        ),
        rests_on(
            REPRODUCING_ID,
            r"$h(\mathbf x)=\langle h,k_{\mathbf x}\rangle$, so $|h(\mathbf x)|\le\sqrt{k(\mathbf x,\mathbf x)}\,\|h\|$",
        ),
        positive(
            sympy.expand(alternating),
            {},
            text=rf"for example, the bias-free two-layer NTK at {points} equispaced points of the circle: the alternating "
            r"vector $v$ has $v^TKv>0$",
            goal=True,
        ),
        reduction(
            r"In the coordinates in which the symmetric matrix $K$ is diagonal, with an eigenvalue $\kappa>0$ and a component "
            r"$y$ of $\mathbf y$, $\mathbf a(\lambda)$ has the component $y/(\kappa+\lambda)$, and $\|f_\lambda-f_0\|^2=(\mathbf "
            r"a(\lambda)-\mathbf a(0))^TK(\mathbf a(\lambda)-\mathbf a(0))$ is the sum of the terms below"
        ),
        identity(
            gap,
            _LAMBDA**2 * _Y**2 / (_KAPPA * (_KAPPA + _LAMBDA) ** 2),
            over,
            text=r"$\kappa\bigl(\frac y{\kappa+\lambda}-\frac y\kappa\bigr)^2=\frac{\lambda^2y^2}{\kappa(\kappa+\lambda)^2}$",
        ),
        limit(
            (_Y**2 / (_KAPPA * (_KAPPA * m + 1) ** 2)),
            m,
            sympy.Integer(0),
            {_Y: Reals(), _KAPPA: _POSITIVE},
            text=r"it tends to 0 with $\lambda=1/m$: $f_\lambda\to f_0=\mathbf k_{\mathbf x}^TK^{-1}\mathbf y$ in $\mathcal H$, hence pointwise",
            goal=True,
        ),
        reduction(
            r"$f_0(\mathbf x_i)=(KK^{-1}\mathbf y)_i=y_i$. Any other interpolant is $f_0+h$ with $h(\mathbf x_i)=0$ for all $i$, and "
            r"$\langle f_0,h\rangle=\sum_ia_ih(\mathbf x_i)=0$"
        ),
        identity(
            (_A + _H) ** 2 - 2 * _A * _H,
            _A**2 + _H**2,
            {_A: Reals(), _H: Reals()},
            text=r"$\|f_0+h\|^2-2\langle f_0,h\rangle=\|f_0\|^2+\|h\|^2$ (by components): larger than $\|f_0\|^2$ unless $h=0$",
            goal=True,
        ),
    )


def _nearest(angle: sympy.Expr) -> sympy.Expr:
    """Return the angle in [0, pi] with the same cosine."""
    return 2 * pi - angle if angle > pi else angle


MINIMUM_NORM = Claim(
    id="geifman2020.eq3.minimum_norm_limit",
    label="Equation (3)",
    printed=True,
    statement=(
        r"If $K$ is positive definite, then as $\lambda\to0^+$ the ridge solution converges (pointwise and in "
        r"$\mathcal H$) to $\mathbf k_{\mathbf x}^TK^{-1}\mathbf y$, which is the unique solution of "
        r"$\min\|f\|_{\mathcal H}$ subject to $f(\mathbf x_i)=y_i$ for all $i$."
    ),
    expected=Verdict.PROVED,
    scope=r"$K\succ0$; any $n$.",
    check=_minimum_norm,
    parameters={"points": 4},
    depends_on=(RIDGE_ID, REPRODUCING_ID),
    control=Control(
        (
            r"For the bias-free two-layer NTK on $\mathbb S^1$ with six equispaced points $K$ is always "
            r"invertible: refuted, since $\mathbf k^{\mathrm{FC}_0(2)}$ has $\lambda_3=0$ and the alternating "
            "vector is in the kernel of $K$."
        ),
        {"points": 6},
    ),
)
