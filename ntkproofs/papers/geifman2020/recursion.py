r"""Steps about the recursion of the kernel for inputs of any norm, and its split into two homogeneous parts."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import sympy
from sympy import Expr, Symbol, cos

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import Reals, definition, identity, reduction, value
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Step
from ntkproofs.kernels import ArcCosine, NeuralTangentKernel

from .setting import ANGLES, THETA, kappa_0, kappa_1

R, S = sympy.symbols("r s", positive=True)  # the norms of x and z
NORMS: dict[Symbol, Domain] = {R: Reals(0, left_open=True), S: Reals(0, left_open=True)}
F, P, T, B, Q = sympy.symbols("F P T B Q", real=True)  # kappa_0, kappa_1, the two parts, bias
EVERYWHERE: dict[Symbol, Domain] = {symbol: Reals() for symbol in (F, P, T, B)}
_EXACT = ExactArithmetic()


def two_layers(bias: int, r: Expr, s: Expr, angle: Expr) -> Expr:
    """Return the two-layer kernel of the library for inputs of norms r, s at an angle."""
    return NeuralTangentKernel(layers=2, bias=Fraction(bias)).value(_EXACT, r, s, angle)


@cache
def raw_recursion() -> tuple[Step, ...]:
    r"""Step group: :math:`\Sigma_l = rs\,\Sigma_l(t)`, and the recursion of :math:`\Theta` for raw inputs."""
    return (
        definition(
            r"For $\mathbf x,\mathbf z\ne0$ of norms $r,s$ and $t=\mathbf x^T\mathbf z/(rs)=\cos\theta$: "
            r"$\Sigma_0=\mathbf x^T\mathbf z=rst$, $\Sigma_l=2E[u_+v_+]$ and $\dot\Sigma_l=2E[1\{u>0\}1\{v>0\}]$ over the "
            r"centred Gaussian pair with variances $\Sigma_{l-1}(\mathbf x,\mathbf x)$, "
            r"$\Sigma_{l-1}(\mathbf z,\mathbf z)$ and covariance $\Sigma_{l-1}(\mathbf x,\mathbf z)$; $\Theta_1=\Sigma_0+b$, "
            r"$\Theta_{l+1}=\Sigma_l+\dot\Sigma_l\Theta_l+b$"
        ),
        identity(
            ArcCosine(degree=1).value(_EXACT, R, S, THETA),
            R * S * kappa_1(THETA),
            {**NORMS, **ANGLES},
            text=r"$2E[u_+v_+]=rs\,\kappa_1(\cos\theta)$ for standard deviations $r,s$ and correlation $\cos\theta$",
        ),
        identity(
            ArcCosine(degree=0).value(_EXACT, R, S, THETA),
            kappa_0(THETA),
            {**NORMS, **ANGLES},
            text=r"$2E[1\{u>0\}1\{v>0\}]=\kappa_0(\cos\theta)$ for any standard deviations",
        ),
        value(kappa_1(sympy.Integer(0)), sympy.Integer(1), text=r"$\kappa_1(1)=1$"),
        reduction(
            r"By induction on $l$: if $\Sigma_{l-1}=rs\,\Sigma_{l-1}(t)$ with $\Sigma_{l-1}(1)=1$, then the variances are "
            r"$r^2,s^2$ and the correlation $\Sigma_{l-1}(t)$, so $\Sigma_l=rs\,\kappa_1(\Sigma_{l-1}(t))=rs\,\Sigma_l(t)$, "
            r"$\Sigma_l(1)=\kappa_1(1)=1$ and $\dot\Sigma_l=\kappa_0(\Sigma_{l-1}(t))$"
        ),
    )


def library_step(bias: int) -> Step:
    r"""The two-layer kernel of the library is the recursion at L = 2."""
    first = R * S * cos(THETA) + bias
    return identity(
        two_layers(bias, R, S, THETA),
        R * S * kappa_1(THETA) + kappa_0(THETA) * first + bias,
        {**NORMS, **ANGLES},
        text=rf"the library's two-layer kernel with $b={bias}$ is $rs\,\kappa_1+\kappa_0\,(rst+{bias})+{bias}$",
    )
