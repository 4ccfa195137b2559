r"""Figure 1: whether the tangent kernel separates signals more than the last layer's kernel."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, pi

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .feature_maps import FEATURES
from .relu_kernels import KAPPA_0, KAPPA_1, kappa, kappa_1

KERNEL_ORDER = "bietti2019.section21.kernel_order"
DEEP_VALUES = "bietti2019.section21.deep_kernel_values"


def _fully_connected(strict: bool) -> Derivation:
    n = sympy.Symbol("n", positive=True)
    a, b, rho, slack = sympy.symbols("a b rho e", real=True)
    deep = (n + 1) * rho - slack
    ratio = b / a
    over: dict[sympy.Symbol, Domain] = {
        n: Integers(1),
        a: Reals(0, left_open=True),
        b: Reals(0, left_open=True),
        rho: Reals(-1, 1),
        slack: Reals(0),
    }
    tangent = 1 + ratio**2 - 2 * ratio * deep / (n + 1)
    last = 1 + ratio**2 - 2 * ratio * rho
    same = {rho: 1, slack: 0, a: 1, b: 2, n: 1}
    return prove(
        definition(r"$a=\|x\|$, $b=\|x'\|$, $r=b/a$, $\rho=\rho_n$; $K_n=(n+1)\rho-e$"),
        rests_on(DEEP_VALUES, r"the kernels are $ab\,K_n$ and $ab\,\rho_n$, on the diagonal $(n+1)a^2$ and $a^2$"),
        rests_on(KERNEL_ORDER, r"$e\ge0$"),
        positive(
            (tangent - last).subs(same),
            {},
            strict=strict,
            text=rf"for $x'=2x$, where $\rho=1$ and $e=0$: the difference is ${'>' if strict else chr(92) + 'ge'}0$",
            goal=True,
        ),
        identity(
            ((n + 1) * a**2 + (n + 1) * b**2 - 2 * a * b * deep) / ((n + 1) * a**2),
            tangent,
            over,
            text=r"NTK: the squared relative distance is $1+r^2-\frac{2rK_n}{n+1}$",
            goal=True,
        ),
        identity(
            (a**2 + b**2 - 2 * a * b * rho) / a**2, last, over, text=r"last layer: it is $1+r^2-2r\rho_n$", goal=True
        ),
        identity(
            tangent - last, 2 * ratio * slack / (n + 1), over, text=r"their difference is $\frac{2re}{n+1}$", goal=True
        ),
        nonnegative_combination(
            2 * b * slack,
            2 * b * slack,
            {b: Reals(0), slack: Reals(0)},
            text=r"$2be\ge0$, divided by $a(n+1)>0$",
            goal=True,
        ),
    )


FULLY_CONNECTED_ORDER = Claim(
    id="bietti2019.figure1.fully_connected_order",
    label="Figure 1",
    statement=(
        r"For the fully connected kernels ($\rho_k=\kappa_1(\rho_{k-1})$, $K_k=\rho_k+K_{k-1}\kappa_0(\rho_{k-1})$, homogeneous extension) "
        r"the relative distance of the NTK is at least that of the last-layer kernel for all non-zero $x,x'\in\mathbb{R}^d$ and every depth "
        r"$n\ge1$: $\|\Phi(x)-\Phi(x')\|^2/\|\Phi(x)\|^2=1+r^2-\frac{2rK_n}{n+1}\ge1+r^2-2r\rho_n$, $r=\|x'\|/\|x\|$."
    ),
    hypotheses=(KAPPA_0, KAPPA_1),
    expected=Verdict.PROVED,
    scope="all n >= 1, all non-zero x, x'",
    check=_fully_connected,
    parameters={"strict": False},
    depends_on=(DEEP_VALUES, KERNEL_ORDER),
    control=Control(r"The inequality is strict for all $x\ne x'$; false for $x'=2x$ (equality).", {"strict": True}),
)


def relative_distance(at_one: Expr, at_zero: Expr, scale: int) -> Expr:
    r"""Return :math:`\|\Phi(x)-\Phi(x')\|^2/\|\Phi(x)\|^2` for the mean over two locations.

    x = (e_1, e_1) and x' = s (e_1, e_2); the kernel is homogeneous, with these values at the cosines 1 and 0.
    """
    mixed = scale * (at_one + at_zero) / 2
    other = scale**2 * (2 * at_one + 2 * at_zero) / 4
    return (at_one + other - 2 * mixed) / at_one


def _counterexample(scale: int) -> Derivation:
    right_angle = pi / 2
    tangent = relative_distance(kappa(Integer(0)), kappa(right_angle), scale)
    last = relative_distance(kappa_1(Integer(0)), kappa_1(right_angle), scale)
    return prove(
        definition(
            rf"$x=(e_1,e_1)$, $x'=({scale}e_1,{scale}e_2)$; with $m(z)=M(z,z)$ or $\varphi_1(z)$ at a location the pooled map is the mean of "
            r"the two $m(x[u])$, the same at both locations, of which one is taken"
        ),
        reduction(
            r"$\langle m(z),m(z')\rangle=\|z\|\|z'\|\kappa(\cos\angle)$ for $M(z,z)$ and $\|z\|\|z'\|\kappa_1(\cos\angle)$ for $\varphi_1$"
        ),
        value(kappa(right_angle), 1 / pi, text=r"$\kappa(0)=\kappa_1(0)=\frac1\pi$, $\kappa(1)=2$, $\kappa_1(1)=1$"),
        positive(last - tangent, {}, text=r"the NTK's relative distance is the smaller one", goal=True),
        value(tangent, 5 + 2 / pi, text=r"NTK: $5+\frac2\pi$", goal=True),
        value(last, 5 + 4 / pi, text=r"last layer: $5+\frac4\pi$", goal=True),
    )


ORDER_COUNTEREXAMPLE = Claim(
    id="bietti2019.figure1.order_counterexample",
    label="Figure 1",
    statement=(
        r"For convolutional kernels the order of the relative distances is not universal: two locations on a ring, trivial patches, pooling "
        r"by the mean of the two, $n=1$, $x=(e_1,e_1)$, $x'=(4e_1,4e_2)$ with orthonormal $e_1,e_2$: $\|\Phi(x)-\Phi(x')\|^2/\|\Phi(x)\|^2$ "
        r"equals $5+2/\pi$ for the NTK ($\Phi=AM(x,x)$) and $5+4/\pi$ for the last-layer kernel ($\Phi=A\varphi_1(x)$)."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES),
    expected=Verdict.PROVED,
    scope="one explicit pair of signals",
    check=_counterexample,
    parameters={"scale": 4},
    control=Control(
        r"With $x'=(e_1,e_2)$ in place of $(4e_1,4e_2)$ the NTK distance is still the smaller one; false, there it is the larger.",
        {"scale": 1},
    ),
)
