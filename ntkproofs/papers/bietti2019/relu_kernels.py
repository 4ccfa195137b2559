r"""The ReLU kernels of the paper in the angle, and the words in which its statements introduce them."""

from __future__ import annotations

from sympy import Expr

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.kernels import ArcCosine, NeuralTangentKernel

KAPPA_0 = r"$\kappa_0(u)=1-\arccos(u)/\pi$ on $[-1,1]$"
KAPPA_1 = r"$\kappa_1(u)=\bigl(\sqrt{1-u^2}+u(\pi-\arccos u)\bigr)/\pi$ on $[-1,1]$"
KAPPA = r"$\kappa(u)=u\kappa_0(u)+\kappa_1(u)$ (ReLU kernels with the factor 2, so $\kappa_0(1)=\kappa_1(1)=1$)"
KAPPAS = (KAPPA_0, KAPPA_1, KAPPA)

THETA = r"$\theta=\arccos u\in[0,\pi]$"


_EXACT = ExactArithmetic()


def kappa_0(angle: Expr) -> Expr:
    r"""Return :math:`\kappa_0(\cos\theta)`, exactly."""
    return ArcCosine(degree=0).kappa(_EXACT, angle)


def kappa_1(angle: Expr) -> Expr:
    r"""Return :math:`\kappa_1(\cos\theta)`, exactly."""
    return ArcCosine(degree=1).kappa(_EXACT, angle)


def kappa(angle: Expr) -> Expr:
    r"""Return :math:`\kappa(\cos\theta)`, exactly."""
    return NeuralTangentKernel(layers=2).kappa(_EXACT, angle)
