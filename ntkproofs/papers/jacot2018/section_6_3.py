"""Sections 5 and 6.3: the speeds of the eigenspaces."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, exp

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .section_5_flow import ODE_ID
from .section_5_limit import DELTA_ID
from .setting import DATA, POSITIVE, SAMPLES, TIME, WIDTH, exponential_decay


def _early(gap: Rational) -> Derivation:
    c, h = sympy.symbols("c h", positive=True)
    return prove(
        rests_on(DELTA_ID, r"$f_t-f^*=\Delta^0+\sum_ie^{-t\lambda_i}\Delta^i$"),
        definition(
            rf"$h=\lambda_i-\lambda_j$, $c=\|\Delta^i\|/\|\Delta^j\|$; in units of time in which the gap is ${gap}$"
        ),
        identity(
            sympy.diff(c * exp(-h * TIME), TIME),
            -h * c * exp(-h * TIME),
            {c: POSITIVE, h: POSITIVE, TIME: Reals(0)},
            text=r"the ratio is $ce^{-ht}$, with the derivative $-hce^{-ht}<0$ for $h>0$",
            goal=True,
        ),
        positive(gap, {}, text=r"the gap is positive, so the ratio decreases strictly", goal=True),
        exponential_decay(),
    )


EARLY_STOPPING = Claim(
    id="jacot2018.s5.early_stopping",
    label="Section 5",
    printed=True,
    statement=(
        r"Along $f_t-f^*=\Delta^0+\sum_ie^{-t\lambda_i}\Delta^i$ convergence is faster along eigenspaces with larger $\lambda_i$: for "
        r"$\lambda_i>\lambda_j$ and $\Delta^i,\Delta^j\ne0$ the ratio $\|e^{-t\lambda_i}\Delta^i\|/\|e^{-t\lambda_j}\Delta^j\|$ decreases "
        r"strictly in $t$ and tends to 0."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all lambda_i > lambda_j >= 0",
    check=_early,
    parameters={"gap": Rational(1)},
    depends_on=(DELTA_ID,),
    control=Control(r"The same for $\lambda_i=\lambda_j$; false, the ratio is constant.", {"gap": Rational(0)}),
)


def _frequencies(order: int) -> Derivation:
    return prove(
        definition(r"on the circle $e^{-|x-x'|^2/2}=e^{-1}e^{\cos\gamma}$ has the Fourier eigenvalues $e^{-1}I_k(1)$"),
        *(
            positive(
                order * (sympy.besseli(k, 1) - sympy.besseli(k + 1, 1)),
                {},
                text=rf"$I_{k}(1)$ against $I_{k + 1}(1)$",
                goal=True,
            )
            for k in range(6)
        ),
    )


RBF_FREQUENCIES = Claim(
    id="jacot2018.s5.rbf_frequencies",
    label="Section 5",
    printed=True,
    statement=r"For the RBF kernel the eigenspaces with lower eigenvalues correspond to high-frequency functions.",
    expected=Verdict.CITED,
    scope="J. Shawe-Taylor and N. Cristianini (2004); the instance checked is the circle, frequencies up to 6",
    check=_frequencies,
    parameters={"order": 1},
    control=Control(r"The order is reversed; false on the circle: $I_2(1)<I_1(1)$.", {"order": -1}),
)


def _straight(mixed: int) -> Derivation:
    lam, other, f, g = sympy.symbols("lambda mu f g", real=True)
    norm = Symbol("n", positive=True)
    second = mixed * exp(-TIME * other) * g
    return prove(
        rests_on(ODE_ID, r"$f_t-f^*=e^{-t\Pi}(f_0-f^*)$, and $\Pi h=\lambda h$ gives $e^{-t\Pi}h=e^{-t\lambda}h$"),
        definition(
            r"$f_0-f^*$ is $f$ in the eigenspace of $\lambda$" + (r" plus $g$ in that of $\mu$" if mixed else "")
        ),
        identity(
            exp(-TIME * lam) * f + second,
            exp(-TIME * lam) * (f + mixed * g),
            {lam: Reals(), other: Reals(), f: Reals(), g: Reals(), TIME: Reals(0)},
            text=r"$f_t-f^*=e^{-\lambda t}(f_0-f^*)$: a straight line to $f^*$ if $\lambda>0$",
            goal=True,
        ),
        exponential_decay(),
        identity(
            sympy.Abs(Rational(-1, 2)) * exp(-TIME * lam) * norm,
            Rational(1, 2) * exp(-TIME * lam) * norm,
            {lam: Reals(), TIME: Reals(0), norm: POSITIVE},
            text=r"$f_0-f^*=-\frac12f^{(2)}$ with $\|f^{(2)}\|=1$: $\|g_t\|=\frac12e^{-\lambda_2t}$ and $h_t=0$",
            goal=True,
        ),
    )


STRAIGHT_LINE = Claim(
    id="jacot2018.fig3.straight_line",
    label="Section 6.3",
    printed=True,
    statement=(
        r"If $f_0-f^*$ is proportional to one of the principal components $f^{(i)}$ (eigenfunction of $\Pi$ with eigenvalue $\lambda_i>0$), "
        r"then under kernel gradient descent of the least-squares cost $f_t$ converges to $f^*$ in a straight line, "
        r"$f_t-f^*=e^{-\lambda_it}(f_0-f^*)$. With $f^*=f_0+\frac12f^{(2)}$, $\|f^{(2)}\|_{p^{in}}=1$: the component along $f^{(2)}$ is "
        r"$\|g_t\|_{p^{in}}=0.5e^{-\lambda_2t}$ and the orthogonal component is $h_t=0$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="kernel flow (infinite-width limit), all t",
    check=_straight,
    parameters={"mixed": 0},
    depends_on=(ODE_ID,),
    control=Control(r"The same for $f_0-f^*=f^{(1)}+f^{(2)}$; false for $\lambda_1\ne\lambda_2$.", {"mixed": 1}),
)


def _equivalence(power: int) -> Derivation:
    a, eta = sympy.symbols("a eta", positive=True)
    k, d, f, v = sympy.symbols("K d f v", real=True)
    over = {a: POSITIVE, eta: POSITIVE, k: Reals(), d: Reals(), f: Reals(), SAMPLES: WIDTH}
    return prove(
        identity(
            (a * k) * d / SAMPLES,
            a * (k * d / SAMPLES),
            over,
            text=r"$\Phi_{aK}=a\Phi_K$, summand by summand",
            goal=True,
        ),
        reduction(
            r"if $\partial_sg=-\Phi_K(d|_g)$ and $f_t=g_{at}$, then $\partial_tf_t=a\,\partial_sg=-\Phi_{aK}(d|_{f_t})$"
        ),
        identity(
            sympy.diff(v * (a**power * TIME), TIME),
            a * v,
            {a: POSITIVE, v: Reals(), TIME: Reals(0)},
            text=rf"with the time $a^{{{power}}}t$ the velocity is $a$ times that of the flow with $K$",
            goal=True,
        ),
        identity(
            f - eta * ((a * k) * d / SAMPLES),
            f - (a * eta) * (k * d / SAMPLES),
            over,
            text=r"one step with $aK$ and rate $\eta$ is one with $K$ and rate $a\eta$",
            goal=True,
        ),
    )


LR_EQUIVALENCE = Claim(
    id="jacot2018.s63.lr_equivalence",
    label="Section 6.3",
    printed=True,
    statement=(
        r"Multiplying the (fixed) NTK by a factor $a>0$ is equivalent to multiplying the learning rate by $a$: kernel gradient flow with $aK$ "
        r"is the flow with $K$ in the time $at$, and one discrete step with kernel $aK$ and rate $\eta$ is a step with kernel $K$ and rate "
        r"$a\eta$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all fixed kernels, flow and discrete descent, all costs",
    check=_equivalence,
    parameters={"power": 1},
    control=Control(r"The same with time rescaled by $1/a$; false for $a\ne1$.", {"power": -1}),
)
