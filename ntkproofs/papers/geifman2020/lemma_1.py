"""Lemma 1 and Definition 1: zonal kernels and homogeneous kernels."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, cos, exp, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    induction,
    prove,
    reduction,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .recursion import EVERYWHERE, F, P, R, S, T, library_step, raw_recursion, two_layers
from .setting import ANGLES, BIAS, BIASES, NTK, THETA

BIAS_FORMULA_ID = "geifman2020.derived.bias_kernel_formula"
HOMOGENEOUS_ID = "geifman2020.thm4.homogeneous_order_1"
BIAS_HOMOGENEOUS_ID = "geifman2020.thm4.bias_homogeneous_order_0"
ZERO, ONE = sympy.Integer(0), sympy.Integer(1)


def _zonal(radius: int) -> Derivation:
    rho = sympy.Integer(radius)
    other = sqrt(1 / rho**2 + (rho - 1) ** 2)
    angle = sympy.acos(ONE / (rho * other))
    return prove(
        raw_recursion(),
        library_step(1),
        reduction(
            r"On the sphere $r=s=1$, so $\Sigma_0=t$ and $\Theta_1=t+b$ are functions of $t=\mathbf x^T\mathbf z$, and if "
            r"$\Sigma_{l-1}$ and $\Theta_l$ are, so is $\Theta_{l+1}$ by the recursion in the steps below "
            r"($P=\Sigma_l(t)$, $F=\kappa_0(\Sigma_{l-1}(t))$, $T=\Theta_l(t)$)"
        ),
        induction(
            [
                identity(
                    (R * S * cos(THETA) + BIAS).subs({R: rho / radius, S: ONE}),
                    cos(THETA) + BIAS,
                    {**ANGLES, **BIASES},
                    text=r"$\Theta_1=t+b$ at $r=s=1$",
                )
            ],
            [
                identity(
                    (R * S * P + F * T + BIAS).subs({R: ONE, S: ONE}),
                    P + F * T + BIAS,
                    {**EVERYWHERE, **BIASES},
                    text=r"$\Theta_{l+1}=\Sigma_l(t)+\kappa_0(\Sigma_{l-1}(t))\Theta_l(t)+b$ at $r=s=1$",
                )
            ],
            text=r"$\mathbf k^{\mathrm{FC}_\beta(L)}$ is a function of $t$, $b$ and $L$ alone on the sphere",
            goal=True,
        ),
        identity(
            two_layers(1, ONE, ONE, ZERO),
            two_layers(1, rho, other, angle),
            text=rf"$\mathbf k^{{\mathrm{{FC}}_1(2)}}$ at $\mathbf x=\mathbf z=\mathbf e_1$ and at ${radius}\,\mathbf e_1$, "
            rf"$\frac1{radius}\mathbf e_1+{radius - 1}\,\mathbf e_2$, both of inner product 1",
            goal=True,
        ),
    )


ZONAL = Claim(
    id="geifman2020.lemma1.zonal",
    label="Lemma 1",
    printed=True,
    statement=(
        r"For $L\ge2$ and $\beta\ge0$ (bias initialised at zero) the NTK $\mathbf "
        r"k^{\mathrm{FC}_\beta(L)}(\mathbf x,\mathbf z)$ restricted to $\mathbb S^{d-1}$ depends on $\mathbf "
        r"x,\mathbf z$ only through $\mathbf x^T\mathbf z$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $d\ge2$, $\beta\ge0$, for the kernel defined by the recursion.",
    check=_zonal,
    parameters={"radius": 1},
    control=Control(
        (
            r"$\mathbf k^{\mathrm{FC}_1(2)}$ depends only on $\mathbf x^T\mathbf z$ on all of $\mathbb R^2$: "
            r"refuted by $\mathbf x=\mathbf z=\mathbf e_1$ (value 4) against $\mathbf x=2\mathbf e_1$, $\mathbf "
            r"z=\tfrac12\mathbf e_1+\mathbf e_2$ (same inner product 1, value below 3.7)."
        ),
        {"radius": 2},
    ),
)


def _definition_1(kernel: str) -> Derivation:
    alpha, g = Symbol("alpha", real=True), Symbol("g", real=True)  # g is the value of the zonal function at t
    u, v, lift, raise_ = sympy.symbols("u v p q", real=True)

    def form(log_r: Expr, log_s: Expr) -> Expr:
        if kernel == "gaussian":
            return exp(-(exp(2 * log_r) + exp(2 * log_s) - 2 * exp(log_r + log_s) * cos(THETA)))
        return exp(alpha * (log_r + log_s)) * g

    order = ZERO if kernel == "gaussian" else alpha
    free: dict[Symbol, Domain] = {symbol: Reals() for symbol in (u, v, lift, raise_, alpha, g)}
    free |= ANGLES
    return prove(
        definition(
            r"$\|\mathbf x\|=e^u$, $\|\mathbf z\|=e^v$, $t=\mathbf x^T\mathbf z/(\|\mathbf x\|\|\mathbf z\|)$, $g=k(t)$ "
            r"the value on the sphere; for $\rho=e^p$, $\tau=e^q$ the norms of $\rho\mathbf x,\tau\mathbf z$ are "
            r"$e^{u+p},e^{v+q}$, and $t$ is the same"
        ),
        identity(
            form(u + lift, v + raise_),
            exp(order * (lift + raise_)) * form(u, v),
            free,
            text=r"from the definition, $k(\rho\mathbf x,\tau\mathbf z)=\rho^\alpha\tau^\alpha k(\mathbf x,\mathbf z)$",
            goal=True,
        ),
        reduction(
            r"Conversely write $\mathbf x=\|\mathbf x\|\hat{\mathbf x}$, $\mathbf z=\|\mathbf z\|\hat{\mathbf z}$ with unit "
            r"vectors: $k(\mathbf x,\mathbf z)=\|\mathbf x\|^\alpha\|\mathbf z\|^\alpha k(\hat{\mathbf x},\hat{\mathbf z})$, "
            r"and the last factor is a function of $\hat{\mathbf x}^T\hat{\mathbf z}=t$ when $k$ is zonal on the sphere. At "
            r"norms 1 the definition says that it is"
        ),
        identity(
            form(u, v),
            exp(order * (u + v)) * form(ZERO, ZERO),
            free,
            text=r"$k(\mathbf x,\mathbf z)=\|\mathbf x\|^\alpha\|\mathbf z\|^\alpha k(\hat{\mathbf x},\hat{\mathbf z})$",
            goal=True,
        ),
    )


DEFINITION_1 = Claim(
    id="geifman2020.def1.homogeneous_kernel",
    label="Definition 1",
    printed=True,
    statement=(
        r"A kernel is homogeneous of order $\alpha$ if $k(\mathbf x,\mathbf z)=\|\mathbf x\|^\alpha\|\mathbf "
        r"z\|^\alpha k\left(\frac{\mathbf x^T\mathbf z}{\|\mathbf x\|\|\mathbf z\|}\right)$; equivalently, "
        r"$k(r\mathbf x,s\mathbf z)=r^\alpha s^\alpha k(\mathbf x,\mathbf z)$ for all $r,s>0$ and $k$ is zonal on "
        "the sphere. (Order 1 means order 1 in each argument.)"
    ),
    expected=Verdict.PROVED,
    scope=r"$\mathbf x,\mathbf z\ne0$.",
    check=_definition_1,
    parameters={"kernel": "homogeneous"},
    control=Control(
        "The Gaussian kernel is homogeneous of order 0.",
        {"kernel": "gaussian"},
    ),
)
