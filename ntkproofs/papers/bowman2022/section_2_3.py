"""Section 2.3: the antisymmetric initialisation and the widths that residual layers need."""

from __future__ import annotations

import sympy
from sympy import exp, log, sqrt

from ntkproofs.checks import Integers, Reals, definition, identity, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Verdict

ANTISYMMETRIC = (
    r"$f_{ASI}(x;\tilde\theta)=\frac1{\sqrt2}f(x;\theta)-\frac1{\sqrt2}f(x;\theta')$, $\tilde\theta=(\theta,\theta')$"
)


def _zero_output(sign: int) -> Derivation:
    output, target, v, w, x = sympy.symbols("F f v w x", real=True)
    network = v * log(1 + exp(w * x))
    copy = network.subs({v: sign * v, w: sign * w}, simultaneous=True)
    return prove(
        definition(r"$F=f(x;\theta_0)$ of any model; the example is $f(x;\theta)=v\ln(1+e^{wx})$"),
        identity(
            output / sqrt(2) - output / sqrt(2),
            sympy.Integer(0),
            {output: Reals()},
            text="any model at equal copies",
            goal=True,
        ),
        identity(
            network / sqrt(2) - copy / sqrt(2),
            sympy.Integer(0),
            {v: Reals(), w: Reals(), x: Reals()},
            text=rf"the example at $\tilde\theta_0=(\theta_0,{'' if sign == 1 else '-'}\theta_0)$",
            goal=True,
        ),
        identity(
            (output - output) / sqrt(2) - target,
            -target,
            {output: Reals(), target: Reals()},
            text="$r_0=-f^*$",
            goal=True,
        ),
    )


ZERO_OUTPUT = Claim(
    id="bowman2022.sec23.asi_zero_output",
    label="Section 2.3",
    printed=True,
    statement=(
        r"With $\tilde\theta_0=(\theta_0,\theta_0)$ the model is identically zero at initialisation, "
        r"$f_{ASI}(\cdot;\tilde\theta_0)\equiv0$, hence $r_0=-f^*$."
    ),
    hypotheses=(ANTISYMMETRIC,),
    expected=Verdict.PROVED,
    scope="any model f, any theta_0",
    check=_zero_output,
    parameters={"sign": 1},
    control=Control(
        r"$f_{ASI}(\cdot;(\theta_0,-\theta_0))\equiv0$; false for $f=v\ln(1+e^{wx})$, which keeps both signs.",
        {"sign": -1},
    ),
)


def _same_kernel(multiple: int) -> Derivation:
    g, h = sympy.symbols("g h", real=True)
    blocks = [(g / sqrt(2), h / sqrt(2)), (-g / sqrt(2), -h / sqrt(2))]
    return prove(
        definition(r"$g,h$ are one coordinate of $\nabla_\theta f(x;\theta_0)$ and of $\nabla_\theta f(x';\theta_0)$"),
        reduction(
            r"$f_{ASI}$ is linear in the two outputs, so its gradient has the blocks $\frac1{\sqrt2}\nabla_\theta f(x;\theta)$ "
            r"and $-\frac1{\sqrt2}\nabla_\theta f(x;\theta')$, here at $\theta=\theta'=\theta_0$"
        ),
        identity(
            sum(left * right for left, right in blocks),
            multiple * g * h,
            {g: Reals(), h: Reals()},
            text=rf"$\frac12gh+\frac12gh={multiple}\,gh$, summed over the coordinates",
            goal=True,
        ),
    )


SAME_KERNEL = Claim(
    id="bowman2022.sec23.asi_same_kernel",
    label="Section 2.3",
    printed=True,
    statement=(
        r"The antisymmetric initialisation does not change the NTK at initialisation: "
        r"$\langle\nabla_{\tilde\theta}f_{ASI}(x;\tilde\theta_0),\nabla_{\tilde\theta}f_{ASI}(x';\tilde\theta_0)\rangle="
        r"\frac12K_0+\frac12K_0=K_0(x,x')$ for $\tilde\theta_0=(\theta_0,\theta_0)$."
    ),
    hypotheses=(ANTISYMMETRIC,),
    expected=Verdict.PROVED,
    scope="any differentiable model, any theta_0; for t > 0 the kernels differ in general",
    check=_same_kernel,
    parameters={"multiple": 1},
    control=Control(
        r"The antisymmetric initialisation doubles the NTK at initialisation; false where $K_0(x,x')\ne0$.",
        {"multiple": 2},
    ),
)


def _widths(ratio: int) -> Derivation:
    width = sympy.Symbol("m", positive=True)
    return prove(
        definition(r"$m=m_{l-1}$, $m_l$ a multiple of it"),
        reduction(
            r"$W^{(l)}\in\mathbb R^{m_l\times m_{l-1}}$, so $\omega(m^{-1/2}W^{(l)}\alpha)\in\mathbb R^{m_l}$ while "
            r"$\alpha\in\mathbb R^{m_{l-1}}$: the sum of the two is defined if and only if $m_l=m_{l-1}$"
        ),
        identity(
            ratio * width, width, {width: Integers(1)}, text=rf"$m_l={ratio}\,m_{{l-1}}$ equals $m_{{l-1}}$", goal=True
        ),
        reduction(
            r"$(W,\alpha)\mapsto W\alpha$ and $(W,\alpha)\mapsto W*\alpha$ are bilinear into $\mathbb R^{m_l}$, $\omega$ is $C^2$ "
            r"entry by entry, and compositions and sums of $C^2$ maps are $C^2$"
        ),
    )


RESIDUAL_WIDTHS = Claim(
    id="bowman2022.sec23.residual_layer_widths",
    label="Section 2.3",
    printed=True,
    statement=(
        r"The residual layer $\psi_l(\theta^{(l)},\alpha)=\omega\left(\frac1{\sqrt{m_{l-1}}}W^{(l)}\alpha\right)+\alpha$ is "
        r"defined only if $m_l=m_{l-1}$; with that condition all three layer types map $\mathbb R^{m_{l-1}}\to\mathbb R^{m_l}$ "
        r"and, under Assumption 3.1, are twice continuously differentiable in $(\theta^{(l)},\alpha)$."
    ),
    expected=Verdict.PROVED,
    scope="the condition on the widths is implicit in the paper",
    check=_widths,
    parameters={"ratio": 1},
    control=Control(r"The residual layer is defined for $m_l=2m_{l-1}$; false, the widths differ.", {"ratio": 2}),
)
