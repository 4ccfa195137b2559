r"""Conventions of the paper: eigenvalues on the sphere, the kernel of a network of L layers, the reference sequence."""

from __future__ import annotations

from sympy import Expr, Symbol, gamma, pi

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import Integers, Reals
from ntkproofs.checks.domains import Domain
from ntkproofs.kernels import ArcCosine

CONVENTIONS = (
    r"Conventions: uniform probability measure on $\mathbb S^{d-1}\subset\mathbb R^d$, integer $d\ge2$; $P_k$ "
    r"is the Gegenbauer polynomial of dimension $d$ with $P_k(1)=1$ (for $d=2$, $P_k(\cos\theta)=\cos "
    r"k\theta$); $\mu_k[\kappa]=c_d\int_{-1}^{1}\kappa(t)P_k(t)(1-t^2)^{(d-3)/2}dt$, "
    r"$c_d=\Gamma(d/2)/(\sqrt\pi\,\Gamma((d-1)/2))$, is the eigenvalue of the kernel $\kappa(\mathbf x^T\mathbf "
    "z)$ on spherical harmonics of degree $k$ (multiplicity $N(d,k)$)."
)
NTK = (
    r"NTK: ReLU with $\kappa_0(\cos\theta)=1-\theta/\pi$, "
    r"$\kappa_1(\cos\theta)=(\sin\theta+(\pi-\theta)\cos\theta)/\pi$; $L\ge2$ weight layers, biases trained "
    r"with scale $\beta$ and initialised at $0$, $b=\beta^2\ge0$; $\Sigma_0=t$, "
    r"$\Sigma_l=\kappa_1(\Sigma_{l-1})$, $\Theta_1=t+b$, "
    r"$\Theta_{l+1}=\Sigma_l+\kappa_0(\Sigma_{l-1})\Theta_l+b$; on the sphere $\mathbf "
    r"k^{\mathrm{FC}_\beta(L)}=\Theta_L(\mathbf x^T\mathbf z)$, $\Theta_L(1)=L(1+b)$."
)
LAPLACE = (
    r"Laplace kernel in chord form: $e^{-c\|\mathbf x-\mathbf z\|}=e^{-c\sqrt{2(1-t)}}=e^{-2c\sin(\theta/2)}$, "
    r"$c>0$, $t=\cos\theta=\mathbf x^T\mathbf z$."
)

REFERENCE = r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$"

THETA = Symbol("theta", real=True)
BIAS = Symbol("b", nonnegative=True)  # beta^2
WIDTH = Symbol("c", positive=True)
ANGLES: dict[Symbol, Domain] = {THETA: Reals(0, pi)}
BIASES: dict[Symbol, Domain] = {BIAS: Reals(0)}
WIDTHS: dict[Symbol, Domain] = {WIDTH: Reals(0, left_open=True)}
DEGREES = Integers(0)

_EXACT = ExactArithmetic()


def kappa_0(angle: Expr) -> Expr:
    r"""Return :math:`\kappa_0(\cos\theta) = 1 - \theta/\pi`, exactly."""
    return ArcCosine(degree=0).kappa(_EXACT, angle)


def kappa_1(angle: Expr) -> Expr:
    r"""Return :math:`\kappa_1(\cos\theta) = (\sin\theta + (\pi-\theta)\cos\theta)/\pi`, exactly."""
    return ArcCosine(degree=1).kappa(_EXACT, angle)


def reference(k: Expr, d: Expr) -> Expr:
    r"""Return :math:`J_k = \frac{\Gamma(d/2)^2}{4\pi} [\Gamma(k/2) / \Gamma((k+d)/2)]^2`.

    >>> import sympy
    >>> reference(sympy.Integer(3), sympy.Integer(2))
    1/(9*pi)
    """
    return gamma(d / 2) ** 2 / (4 * pi) * (gamma(k / 2) / gamma((k + d) / 2)) ** 2
