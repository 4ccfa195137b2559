"""Remark 1: the parametrization with factors beside the classical one."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment

from .setting import (
    BETA,
    FUBINI,
    N_HERE,
    POSITIVE,
    RATE,
    SAMPLES,
    SPECTRAL,
    WIDTH,
    geometric_decay,
)

_FORMS = (
    r"the form of the paper is $\tilde\alpha^{(\ell+1)}=n_\ell^{-1/2}W^{(\ell)}\alpha^{(\ell)}+\beta b^{(\ell)}$, the classical one "
    r"$\tilde\alpha^{(\ell+1)}=w^{(\ell)}\alpha^{(\ell)}+\tilde b^{(\ell)}$"
)
_CHANGE = r"$w^{(\ell)}=n_\ell^{-1/2}W^{(\ell)}$ and $\tilde b^{(\ell)}=\beta b^{(\ell)}$"


def _preimage(factor: Expr, target: Expr, free: Symbol) -> Expr:
    """Return what a factor maps to a target; a factor 0 maps everything to one value, so anything may stand there."""
    return target / factor if factor != 0 else free


def _same(beta: str) -> Derivation:
    w, big, small, b = sympy.symbols("w W b_c b", real=True)
    scale = BETA if beta == "beta" else sympy.Integer(beta)
    over = {N_HERE: WIDTH, BETA: POSITIVE, w: Reals(), big: Reals(), small: Reals(), b: Reals()}
    return prove(
        definition(rf"{_CHANGE}, $b_c$ an entry of $\tilde b^{{(\ell)}}$; the factor of the biases is $\beta={beta}$"),
        identity(
            1 / sqrt(N_HERE) * _preimage(1 / sqrt(N_HERE), w, big),
            w,
            over,
            text=r"every classical weight $w$ is $n_\ell^{-1/2}W$ with $W=\sqrt{n_\ell}\,w$",
            goal=True,
        ),
        identity(
            scale * _preimage(scale, small, b),
            small,
            over,
            text=r"every classical bias $\tilde b$ is $\beta b$ for some $b$",
            goal=True,
        ),
        reduction(
            r"so $\theta\mapsto(w,\tilde b)$ maps $\mathbb{R}^P$ onto $\mathbb{R}^P$; both forms give the same preactivations layer "
            r"by layer, hence the same function, at corresponding parameters"
        ),
    )


SAME_FUNCTIONS = Claim(
    id="jacot2018.rem1.same_functions",
    label="Remark 1",
    printed=True,
    statement=(
        r"For fixed widths and $\beta>0$ the set of functions representable by "
        r"$\tilde\alpha^{(\ell+1)}=n_\ell^{-1/2}W^{(\ell)}\alpha^{(\ell)}+\beta b^{(\ell)}$, "
        r"$\theta=(W^{(\ell)},b^{(\ell)})\in\mathbb{R}^P$, is the same as for the classical form "
        r"$\tilde\alpha^{(\ell+1)}=w^{(\ell)}\alpha^{(\ell)}+\tilde b^{(\ell)}$."
    ),
    expected=Verdict.PROVED,
    scope="all widths, beta > 0, any sigma",
    check=_same,
    parameters={"beta": "beta"},
    control=Control(
        r"The same for $\beta=0$; false for $L=1$, $n_0=1$: $f\equiv1$ has $\tilde b=1$, which is not $0\cdot b$.",
        {"beta": "0"},
    ),
)


def _derivatives(power: Rational) -> Derivation:
    g, h, big, b, eta = sympy.symbols("g h W b eta", real=True)
    over = {N_HERE: WIDTH, BETA: POSITIVE, g: Reals(), h: Reals(), eta: Reals(), big: Reals(), b: Reals()}
    to_first_order = g * (big / sqrt(N_HERE)) + h * (BETA * b)
    weight = sympy.diff(to_first_order, big)
    bias = sympy.diff(to_first_order, b)
    return prove(
        definition(
            rf"{_CHANGE}; $g=\partial_wF$, $h=\partial_{{\tilde b}}F$ at one weight and one bias, where $F$ is "
            r"$g\,w+h\,\tilde b$ up to a constant and higher order"
        ),
        identity(weight, g / sqrt(N_HERE), over, text=r"$\partial_WF=n_\ell^{-1/2}\partial_wF$", goal=True),
        identity(bias, BETA * h, over, text=r"$\partial_bF=\beta\,\partial_{\tilde b}F$", goal=True),
        reduction(r"a cost of $F$ has derivatives of the same form, with $g,h$ those of the cost"),
        identity(
            (-eta * weight) / sqrt(N_HERE),
            -eta / N_HERE**power * g,
            over,
            text=rf"a step $\Delta W=-\eta\,\partial_WC$ is $\Delta w=n_\ell^{{-1/2}}\Delta W=-\eta\,n_\ell^{{-{power}}}\partial_wC$",
            goal=True,
        ),
        identity(
            BETA * (-eta * bias),
            -eta * BETA**2 * h,
            over,
            text=r"a step $\Delta b=-\eta\,\partial_bC$ is $\Delta\tilde b=-\eta\beta^2\,\partial_{\tilde b}C$",
            goal=True,
        ),
    )


DERIVATIVE_SCALING = Claim(
    id="jacot2018.rem1.derivative_scaling",
    label="Remark 1",
    printed=True,
    statement=(
        rf"With {_CHANGE} the derivatives of the realization function satisfy "
        r"$\partial_{W^{(\ell)}_{ij}}F=n_\ell^{-1/2}\,\partial_{w^{(\ell)}_{ij}}F$ and "
        r"$\partial_{b^{(\ell)}_j}F=\beta\,\partial_{\tilde b^{(\ell)}_j}F$. Consequently one gradient step of size $\eta$ on "
        r"$\theta$ is a step of size $\eta/n_\ell$ on $w^{(\ell)}$ and of size $\eta\beta^2$ on $\tilde b^{(\ell)}$."
    ),
    expected=Verdict.PROVED,
    scope="all widths, all beta, differentiable sigma",
    check=_derivatives,
    parameters={"power": Rational(1)},
    control=Control(
        r"A step of size $\eta/\sqrt{n_\ell}$ on $w^{(\ell)}$; false for $n_\ell\ge2$.", {"power": Rational(1, 2)}
    ),
)


def _scaling(exponent: Rational) -> Derivation:
    eta = Symbol("eta", positive=True)
    beta = N_HERE**-exponent
    return prove(
        rests_on(
            "jacot2018.rem1.derivative_scaling",
            r"steps $\eta/n_\ell$ on $w^{(\ell)}$ and $\eta\beta^2$ on $\tilde b^{(\ell)}$",
        ),
        definition(rf"$n_\ell=n$ for $1\le\ell<L$, $\beta=n^{{-{exponent}}}$"),
        identity(
            eta * beta**2,
            eta / N_HERE,
            {N_HERE: WIDTH, eta: POSITIVE},
            text=r"the step $\eta\beta^2$ on the biases is the step $\eta/n$ on the weights $w^{(\ell)}$, $\ell\ge1$",
            goal=True,
        ),
    )


BETA_SCALING = Claim(
    id="jacot2018.rem1.beta_scaling",
    label="Remark 1",
    printed=True,
    statement=(
        r"Taking $\beta\sim1/\sqrt n$ makes the behaviour comparable to the classical parametrization of width $n$: for "
        r"$n_1=\dots=n_{L-1}=n$ and $\beta=n^{-1/2}$, gradient descent with step $\eta$ on $(W,b)$ in "
        r"$\tilde\alpha^{(\ell+1)}=n_\ell^{-1/2}W^{(\ell)}\alpha^{(\ell)}+\beta b^{(\ell)}$ is gradient descent with one common "
        r"step $\eta/n$ on the classical variables $w^{(\ell)}=n_\ell^{-1/2}W^{(\ell)}$, $\ell\ge1$, and "
        r"$\tilde b^{(\ell)}=\beta b^{(\ell)}$, all $\ell$."
    ),
    expected=Verdict.PROVED,
    scope="the weights w^(l) with l >= 1 and all biases; the first-layer weights are excluded",
    check=_scaling,
    parameters={"exponent": Rational(1, 2)},
    depends_on=("jacot2018.rem1.derivative_scaling",),
    control=Control(
        r"The same for $\beta=1/n$; false for $n\ge2$, where the bias step is $\eta/n^2$.", {"exponent": Rational(1)}
    ),
)


def _caveat(variance: str) -> Derivation:
    inputs, g = Symbol("n_0", positive=True), Symbol("g", real=True)
    claimed = {"1/n": 1 / N_HERE, "1": sympy.Integer(1)}[variance]
    beta = 1 / sqrt(N_HERE)
    return prove(
        rests_on(
            "jacot2018.rem1.derivative_scaling", r"steps $\eta/n_0$ on $w^{(0)}$, $\eta\beta^2$ on $\tilde b^{(\ell)}$"
        ),
        identity(
            (beta * g) ** 2,
            claimed * g**2,
            {N_HERE: WIDTH, g: Reals()},
            text=rf"$\tilde b=\beta b$ with $b\sim\mathcal{{N}}(0,1)$, $\beta=n^{{-1/2}}$, has the variance ${variance}$",
            goal=True,
        ),
        reduction(
            r"if for one $\beta$ all steps agree and $\tilde b\sim\mathcal{N}(0,1)$, then $\beta^2=1$ and $1/n_0=1/n=\beta^2=1$"
        ),
        positive(1 - 1 / N_HERE, {N_HERE: 2}, text=r"$1/n<1$ for $n\ge2$: then the steps or the law differ", goal=True),
        positive(1 - 1 / inputs, {inputs: 2}, text=r"$1/n_0<1$ for $n_0\ge2$: the same", goal=True),
    )


BETA_SCALING_CAVEAT = Claim(
    id="jacot2018.rem1.beta_scaling_caveat",
    label="Remark 1",
    statement=(
        r"In the setting $n_1=\dots=n_{L-1}=n$, $\beta=n^{-1/2}$ the first-layer weights $w^{(0)}=n_0^{-1/2}W^{(0)}$ have effective "
        r"step $\eta/n_0$, not $\eta/n$, and $\tilde b^{(\ell)}=\beta b^{(\ell)}$ starts as $\mathcal{N}(0,1/n)$; it has the "
        r"classical law $\mathcal{N}(0,1)$ only if $\beta=1$. No single $\beta$ makes all effective steps and all initial laws "
        r"agree unless $n_0=n=1$."
    ),
    expected=Verdict.PROVED,
    scope="all n_0, n >= 1",
    check=_caveat,
    parameters={"variance": "1/n"},
    depends_on=("jacot2018.rem1.derivative_scaling",),
    control=Control(
        r"$\beta=1/\sqrt n$ also gives $\tilde b\sim\mathcal{N}(0,1)$; false at $n=2$ (variance $1/2$).",
        {"variance": "1"},
    ),
)


def _threshold(numerator: int) -> Derivation:
    h = Symbol("h", positive=True)
    c = numerator
    below, above = c / (1 + h), c * (1 + h)
    error, datum = sympy.symbols("e y", real=True)
    eta = Symbol("eta", positive=True)
    return prove(
        cite(
            SPECTRAL,
            r"the Gram matrix has an orthonormal basis of eigenvectors $q_i$, $Gq_i=N\lambda_iq_i$, $\lambda_i>0$",
        ),
        identity(
            (datum + error) - eta / SAMPLES * (SAMPLES * RATE) * error - datum,
            (1 - eta * RATE) * error,
            {eta: POSITIVE, RATE: POSITIVE, SAMPLES: WIDTH, error: Reals(), datum: Reals()},
            text=r"one step multiplies the coordinate $e_i$ of $f_k(X)-y$ along $q_i$ by $1-\eta\lambda_i$",
        ),
        positive(
            sympy.cancel((1 - (1 - below) ** 2) / h),
            {h: 0},
            text=rf"$\eta\lambda={c}/(1+h)$, $h>0$: $1-(1-\eta\lambda)^2>0$, so $|1-\eta\lambda|<1$ whenever "
            rf"$0<\eta<{c}/\lambda$",
            goal=True,
        ),
        geometric_decay(),
        reduction(
            rf"$\eta<{c}/\lambda_{{\max}}$ gives $\eta<{c}/\lambda_i$ for all $i$, so every coordinate tends to 0; every start has "
            r"coordinates, and the one along the eigenvector of $\lambda_{\max}$ can be 1"
        ),
        positive(
            sympy.expand((1 - above) ** 2 - 1),
            {h: 0},
            strict=False,
            text=rf"$\eta\lambda_{{\max}}={c}(1+h)$, $h\ge0$: $|1-\eta\lambda_{{\max}}|\ge1$, so that coordinate does not tend to 0",
            goal=True,
        ),
    )


STABILITY_THRESHOLD = Claim(
    id="jacot2018.rem1.stability_threshold",
    label="Remark 1",
    statement=(
        r"Discrete kernel gradient descent $f_{k+1}=f_k-\frac\eta NK(\cdot,X)(f_k(X)-y)$, $\eta>0$, with a fixed kernel whose Gram "
        r"matrix $G=K(X,X)$ is symmetric positive definite converges on the data to $y$ for every start if and only if "
        r"$\eta<2/\lambda_{\max}(G/N)$."
    ),
    expected=Verdict.PROVED,
    scope="all N, all symmetric positive definite G",
    check=_threshold,
    parameters={"numerator": 2},
    conditions=(SPECTRAL,),
    control=Control(
        r"The same with the threshold $1/\lambda_{\max}$; false at $\eta=1/\lambda_{\max}$, where it converges.",
        {"numerator": 1},
    ),
)


def _classical(growth: int) -> Derivation:
    norm, inputs = Symbol("X", positive=True), Symbol("n_0", positive=True)
    q = norm / inputs + BETA**2
    half = gaussian_moment(1).value / 2
    over = {N_HERE: WIDTH, inputs: WIDTH, BETA: POSITIVE, norm: Reals(0)}
    # First weights, first biases, second weights, second bias: each of n units contributes 1/n of a block.
    blocks = (half * norm / inputs, half * BETA**2, half * q, BETA**2)
    factors = (inputs, 1 / BETA**2, N_HERE, 1 / BETA**2)
    return prove(
        definition(r"$X=|x|^2$, $u_i=(n_0^{-1/2}W^{(0)}x+\beta b^{(0)})_i\sim\mathcal{N}(0,q)$"),
        reduction(
            r"$\Theta(x,x)$ is $\frac1n\sum_iw_i^2\dot\sigma(u_i)^2(\frac{|x|^2}{n_0}+\beta^2)+\frac1n\sum_i\sigma(u_i)^2+\beta^2$: "
            r"the squares of the derivatives by $W^{(0)}$, $b^{(0)}$, $W^{(1)}$, $b^{(1)}$, with $w=W^{(1)}$"
        ),
        gaussian_moment(1).steps,
        reduction(
            r"$u$ and $-u$ have one law, $u^2=u_+^2+(-u)_+^2$ and $1=1_{u>0}+1_{-u>0}$ almost surely, so $E\sigma(u)^2=q/2$ and "
            r"$E\dot\sigma(u)^2=1/2$"
        ),
        cite(FUBINI, r"$E[w^2\dot\sigma(u)^2]=E[w^2]E[\dot\sigma(u)^2]=1/2$, since $w$ and $u$ are independent"),
        identity(sympy.Add(*blocks), q + BETA**2, over, text=r"$E\,\Theta(x,x)=q+\beta^2$ at every width", goal=True),
        rests_on(
            "jacot2018.rem1.derivative_scaling",
            r"the squared derivatives by $w^{(0)},\tilde b^{(0)},w^{(1)},\tilde b^{(1)}$ are $n_0,\beta^{-2},n,\beta^{-2}$ times these",
        ),
        identity(
            sympy.Add(*(b * f for b, f in zip(blocks, factors, strict=True))),
            (norm + N_HERE**growth * q + 3) / 2,
            over,
            text=rf"$E\,\Theta_{{cl}}(x,x)=(|x|^2+n^{growth}q+3)/2$",
            goal=True,
        ),
        value(
            (norm + N_HERE * q + 3).subs({norm: 1, inputs: 2, BETA: Rational(1, 10), N_HERE: 40}) / 2,
            Rational("12.2"),
            text=r"it is $12.2$ at $n=40$, $n_0=2$, $|x|=1$, $\beta=0.1$",
        ),
    )


CLASSICAL_NTK = Claim(
    id="jacot2018.rem1.classical_ntk_two_layers",
    label="Remark 1",
    statement=(
        r"For a two-layer ReLU network $f(x)=n^{-1/2}W^{(1)}\sigma(n_0^{-1/2}W^{(0)}x+\beta b^{(0)})+\beta b^{(1)}$ with scalar "
        r"output, $\beta>0$, and iid $\mathcal{N}(0,1)$ parameters, let $q=|x|^2/n_0+\beta^2$. The NTK in the paper's parameters has "
        r"$\mathbb{E}\,\Theta(x,x)=q+\beta^2$ at every width, while the NTK with respect to the classical variables "
        rf"{_CHANGE} has $\mathbb{{E}}\,\Theta_{{cl}}(x,x)=(|x|^2+nq+3)/2$, so it grows linearly in $n$."
    ),
    expected=Verdict.PROVED,
    scope="all n, n_0 >= 1, beta > 0",
    check=_classical,
    parameters={"growth": 1},
    depends_on=("jacot2018.rem1.derivative_scaling",),
    conditions=(FUBINI,),
    control=Control(r"$\mathbb{E}\,\Theta_{cl}=(|x|^2+q+3)/2$ (no growth); false for $n\ge2$.", {"growth": 0}),
)
