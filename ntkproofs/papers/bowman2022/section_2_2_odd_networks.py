"""Section 2.2: functions that tanh networks and shallow softplus networks never learn."""

from __future__ import annotations

import sympy
from sympy import exp, log, tanh

from ntkproofs.checks import (
    Reals,
    cite,
    identity,
    induction,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.harmonics import COMPLETE
from ntkproofs.papers.bowman2022.section_2_2_symmetry import softplus_symmetry
from ntkproofs.papers.bowman2022.setting import POSITIVE, SHALLOW

_Z = sympy.Symbol("z", real=True)

_SOFTPLUS, _LOGISTIC = log(1 + exp(_Z)), 1 / (1 + exp(-_Z))

_LINE = {_Z: Reals()}

_ACTIVATIONS = {"tanh": tanh(_Z), "sigmoid": _LOGISTIC}


def _even_functions(activation: str) -> Derivation:
    omega = _ACTIVATIONS[activation]
    w, a, b, kernel, even = sympy.symbols("w a b k g", real=True)
    over = {w: Reals(), a: Reals(), b: Reals()}
    outer = omega.subs(_Z, w * a)
    return prove(
        identity(
            omega.subs(_Z, -_Z), -omega, _LINE, text=rf"$\omega(-z)=-\omega(z)$ for $\omega$ = {activation}", goal=True
        ),
        induction(
            [identity(-a, -(a), {a: Reals()}, text=r"$\alpha^{(0)}(-x)=-\alpha^{(0)}(x)$, for $\alpha^{(0)}(x)=x$")],
            [
                identity(w * (-a), -(w * a), over, text=r"$W\alpha$ and $W*\alpha$ are linear in $\alpha$, hence odd"),
                identity(
                    outer.subs(a, -a),
                    -outer,
                    over,
                    text=r"$\omega(\frac1{\sqrt m}W\alpha)$ is odd: dense and convolutional",
                ),
                identity(
                    (outer + b).subs({a: -a, b: -b}, simultaneous=True),
                    -(outer + b),
                    over,
                    text=r"$\omega(\frac1{\sqrt m}W\alpha)+\alpha$ is odd: residual layers",
                ),
            ],
            text=r"$\alpha^{(l)}(-x)=-\alpha^{(l)}(x)$ for every $l$ and $\theta$, so $f(-x;\theta)=-f(x;\theta)$",
            goal=True,
        ),
        reduction(
            r"$f(-x;\theta)=-f(x;\theta)$ for every $\theta$, so $\nabla_\theta f(-x;\theta)=-\nabla_\theta f(x;\theta)$, and "
            r"$K_t$, $K^\infty$ are odd in each argument (the same for the difference of two copies)"
        ),
        identity(
            kernel * even + (-kernel) * even,
            sympy.Integer(0),
            {kernel: Reals(), even: Reals()},
            text=r"$K(x,s)g(s)+K(x,-s)g(-s)=0$ for even $g$, so $2T_{K^\infty}g(x)=0$ when $\rho$ is invariant under $s\to-s$",
            goal=True,
        ),
    )


TANH_EVEN_FUNCTIONS = Claim(
    id="bowman2022.derived.tanh_even_functions",
    label="Section 2.2",
    statement=(
        r"For networks of Section 2.3 of any depth with fully connected, convolutional or residual layers and $\omega=\tanh$ "
        r"(no biases), $f(-x;\theta)=-f(x;\theta)$ for every $\theta$; hence $K_t$ and $K^\infty$ are odd in each argument and "
        r"$T_{K^\infty}g=0$ for every even $g$ when $\rho$ is symmetric."
    ),
    expected=Verdict.PROVED,
    scope="all depths and widths; convolution linear in its input",
    check=_even_functions,
    parameters={"activation": "tanh"},
    control=Control(
        r"The same for the sigmoid; false, a network with one hidden unit and $v=1$ has $f(0;\theta)=\frac12$.",
        {"activation": "sigmoid"},
    ),
)

_BENT = {"softplus": _SOFTPLUS, "tanh": tanh(_Z)}


def _unlearnable(activation: str) -> Derivation:
    odd = _BENT[activation] - _BENT[activation].subs(_Z, -_Z)
    m, d = sympy.symbols("m d", positive=True)
    v, w, x, old = sympy.symbols("v w x c", real=True)
    return prove(
        identity(
            sympy.diff(odd, _Z, 2),
            sympy.Integer(0),
            _LINE,
            text=r"$\omega(z)-\omega(-z)$ has the second derivative 0: it is linear",
            goal=True,
        ),
        softplus_symmetry(),
        identity(
            v / sympy.sqrt(m) * (w * x / sympy.sqrt(d)),
            v * w / sympy.sqrt(m * d) * x,
            dict.fromkeys((m, d), POSITIVE) | {s: Reals() for s in (v, w, x)},
            text=r"so $f(x;\theta)-f(-x;\theta)=\frac1{\sqrt m}\sum_iv_i\frac{w_i\cdot x}{\sqrt d}$, linear in $x$ (one term)",
            goal=True,
        ),
        cite(
            COMPLETE,
            r"harmonics of odd degree $k\ge3$ are odd and orthogonal to linear functions, so the coefficient of "
            r"$f(\cdot;\theta_t)$ on them is 0 for every $\theta_t$",
        ),
        identity(
            (0 - old) - (0 - old),
            sympy.Integer(0),
            {old: Reals()},
            text=r"that of $r_t=f(\cdot;\theta_t)-f^*$ is minus that of $f^*$ at all times",
            goal=True,
        ),
        reduction(r"a difference of two copies (antisymmetric initialisation) is a network of the same form"),
    )


SOFTPLUS_UNLEARNABLE = Claim(
    id="bowman2022.derived.softplus_unlearnable",
    label="Section 2.2",
    statement=(
        r"The shallow softplus network without bias never learns odd harmonics of degree at least 3: for every width $m$ and "
        r"every $\theta$ (hence along every gradient flow, also with the antisymmetric initialisation), "
        r"$f(x;\theta)-f(-x;\theta)$ is linear in $x$; on $\mathbb S^{d-1}$ with uniform $\rho$ the coefficients of $r_t$ on "
        r"harmonics of odd degree $k\ge3$ are constant in $t$."
    ),
    hypotheses=(SHALLOW,),
    expected=Verdict.PROVED,
    scope="all m, d, n, all times and data sets; coefficients with respect to the uniform measure",
    check=_unlearnable,
    parameters={"activation": "softplus"},
    conditions=(COMPLETE,),
    control=Control(
        r"$f(x;\theta)-f(-x;\theta)$ is linear in $x$ for $\omega=\tanh$ as well; false for one unit, where it is "
        r"$2v\tanh(wx)$.",
        {"activation": "tanh"},
    ),
)
