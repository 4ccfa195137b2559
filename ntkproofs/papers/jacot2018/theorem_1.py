"""Theorem 1: the empirical NTK layer by layer, at every finite width."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Integer, Rational, Symbol, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE, PLANE, gaussian_moment, rectified_pair

from .appendix_a2 import gaussian_squares
from .finite_network import Network
from .setting import BETA, FUBINI, GAUSSIAN, LIMIT, N_HERE, NETWORK, POSITIVE, TANGENT, WIDTH

RECURSION_ID = "jacot2018.thm1.finite_width_recursion"
TWO_LAYERS_ID = "jacot2018.thm1.two_layers"

_NETWORK = Network((1, 4, 4, 1), Fraction(1, 10))
_X, _Y = (Fraction(1, 2),), (Fraction(-2, 3),)


def _one_layer(reading: str) -> Derivation:
    x, y = sympy.Matrix([1, 0]), sympy.Matrix([0, 1])
    literal = sum(x[i] * y[j] for i in range(2) for j in range(2) if j == 1) / 2
    found = {"x_i x'_i": x.dot(y) / 2, "x_i x'_j": literal}[reading]
    a, c, inputs, w = (
        Symbol("x_i", real=True),
        Symbol("x'_i", real=True),
        Symbol("n_0", positive=True),
        Symbol("W", real=True),
    )
    return prove(
        identity(
            sympy.diff(w * a / sqrt(inputs), w) * sympy.diff(w * c / sqrt(inputs), w),
            a * c / inputs,
            {a: Reals(), c: Reals(), inputs: WIDTH},
            text=r"the weight $W_{ki}$ adds $\frac1{n_0}x_ix'_i$ to the entry $(k,k)$, the bias $b_k$ adds $\beta^2$; no parameter is left, and "
            r"nothing is added for $k\ne k'$",
            goal=True,
        ),
        value(
            sympy.sympify(found),
            Integer(0),
            text=rf"$n_0=n_1=2$, $x=(1,0)$, $x'=(0,1)$: the sum of $\frac1{{n_0}}{reading}$ over the weights of output 2 is $x^Tx'/n_0=0$",
            goal=True,
        ),
    )


ONE_LAYER = Claim(
    id="jacot2018.thm1.one_layer",
    label="Theorem 1, proof",
    printed=True,
    statement=(
        r"For $L=1$, $f_\theta(x)=n_0^{-1/2}W^{(0)}x+\beta b^{(0)}$: "
        r"$\Theta^{(1)}_{kk'}(x,x')=\delta_{kk'}(x^Tx'/n_0+\beta^2)=\delta_{kk'}\Sigma^{(1)}(x,x')$ for every $\theta$; no limit is taken."
    ),
    hypotheses=(TANGENT,),
    expected=Verdict.PROVED,
    scope="all n_0, n_1, beta, theta",
    check=_one_layer,
    parameters={"reading": "x_i x'_i"},
    control=Control(
        r"The printed double sum read literally, with $x_ix'_j$ over $i\le n_0$, $j\le n_1$; false for $x=(1,0)$, $x'=(0,1)$.",
        {"reading": "x_i x'_j"},
    ),
)


def _recursion(mixed: bool) -> Derivation:
    net, size = _NETWORK, 4
    below = net.kernel(2, _X, _Y)
    u, v = ([p[0] for p in net.forward(point)[1]] for point in (_X, _Y))
    total = Fraction(0)
    for i in range(size):
        for j in range(size):
            if mixed or i == j:
                total += (
                    below[i][j] * (1 + 2 * u[i]) * (1 + 2 * v[j]) * net.weight(2, 0, i) * net.weight(2, 0, j) / size
                )
    total += sum(((a + a * a) * (c + c * c) for a, c in zip(u, v, strict=True)), Fraction(0)) / size + net.beta**2
    found = net.kernel(3, _X, _Y)[0][0]
    w, z, s, t, g, h = sympy.symbols("W_ki W_k'i' s s' g g'", real=True)
    step, a = sympy.symbols("tau a", real=True)
    over = {N_HERE: WIDTH} | dict.fromkeys((w, z, s, t, g, h, step, a), Reals())
    return prove(
        definition(
            r"$g=\partial_p\tilde\alpha_i^{(L)}(x)$, $g'=\partial_p\tilde\alpha_{i'}^{(L)}(x')$ for a parameter $p$ of the first $L$ layers, "
            r"$s,s'$ the slopes $\dot\sigma$ at these units"
        ),
        identity(
            sympy.diff(w * (a + s * g * step) / sqrt(N_HERE), step),
            w * s * g / sqrt(N_HERE),
            over,
            text=r"$\partial_pf_k$ has the summands $n_L^{-1/2}W_{ki}sg$",
        ),
        identity(
            (w * s * g / sqrt(N_HERE)) * (z * t * h / sqrt(N_HERE)),
            (g * h) * s * t * w * z / N_HERE,
            over,
            text=r"the product of two of them is $\frac1{n_L}(gg')ss'W_{ki}W_{k'i'}$, and $\sum_pgg'=\Theta^{(L)}_{ii'}(x,x')$",
            goal=True,
        ),
        reduction(
            r"the top layer adds $n_L^{-1/2}\alpha_i\cdot n_L^{-1/2}\alpha'_i$ for each weight of row $k=k'$ and $\beta^2$ for its bias: "
            r"$\delta_{kk'}(\frac1{n_L}\alpha^T\alpha'+\beta^2)$"
        ),
        value(
            Rational(str(total)),
            Rational(str(found)),
            text=r"a network of widths $(1,4,4,1)$ with rational weights and $\sigma(u)=u+u^2$: the formula is the sum over all parameters",
            goal=True,
        ),
    )


RECURSION = Claim(
    id=RECURSION_ID,
    label="Theorem 1, proof",
    printed=True,
    statement=(
        r"At every finite width, for differentiable $\sigma$, $\Theta^{(L+1)}_{kk'}(x,x')=\frac1{n_L}\sum_{i,i'=1}^{n_L}\Theta^{(L)}_{ii'}(x,x')"
        r"\dot\sigma(\tilde\alpha^{(L)}_i(x))\dot\sigma(\tilde\alpha^{(L)}_{i'}(x'))W^{(L)}_{ki}W^{(L)}_{k'i'} +"
        r"\delta_{kk'}\big(\frac1{n_L}\alpha^{(L)}(x)^T\alpha^{(L)}(x')+\beta^2\big)$, where $\Theta^{(L)}$ is the NTK of the preactivations "
        r"$\tilde\alpha^{(L)}$. (The appendix writes $W_{ik}$ for $W_{ki}$.)"
    ),
    hypotheses=(NETWORK, TANGENT),
    expected=Verdict.PROVED,
    scope="every width, every L, every theta where sigma is differentiable",
    check=_recursion,
    parameters={"mixed": True},
    control=Control(
        r"Without the terms $i\ne i'$ at finite width; false for a network of widths $(1,4,4,1)$.", {"mixed": False}
    ),
)


def _one_pass(power: int) -> Derivation:
    net = _NETWORK
    layers_x, layers_y = net.forward(_X), net.forward(_Y)
    total, back_x, back_y = Fraction(0), [Fraction(1)], [Fraction(1)]
    for layer in reversed(range(3)):
        n = net.widths[layer]
        act_x, act_y = (
            [p + p * p for p, _ in layers[layer - 1]] if layer else list(point)
            for layers, point in ((layers_x, _X), (layers_y, _Y))
        )
        inner = sum((a * c for a, c in zip(act_x, act_y, strict=True)), Fraction(0)) / n + net.beta**power
        total += inner * sum((a * c for a, c in zip(back_x, back_y, strict=True)), Fraction(0))
        if layer:
            root = {1: 1, 4: 2}[n]
            back_x, back_y = (
                [
                    (1 + 2 * layers[layer - 1][j][0])
                    * sum((net.weight(layer, i, j) * b for i, b in enumerate(back)), Fraction(0))
                    / root
                    for j in range(n)
                ]
                for layers, back in ((layers_x, back_x), (layers_y, back_y))
            )
    found = net.kernel(3, _X, _Y)[0][0]
    delta, delta2, alpha, alpha2, w = sympy.symbols("delta delta' alpha alpha' W", real=True)
    over = {N_HERE: WIDTH, BETA: POSITIVE} | dict.fromkeys((delta, delta2, alpha, alpha2, w), Reals())
    return prove(
        rests_on(
            "jacot2018.a3.layer_dynamics",
            r"with $d=1$: $\partial_pf=\sum_i\partial_p\tilde\alpha_i^{(\ell+1)}\,\delta_i^{(\ell+1)}$ for $p$ below layer $\ell+1$",
        ),
        identity(
            delta * sympy.diff(w * alpha / sqrt(N_HERE), w),
            delta * alpha / sqrt(N_HERE),
            over,
            text=r"$\partial_{W_{ij}^{(\ell)}}f=n_\ell^{-1/2}\delta_i^{(\ell+1)}\alpha_j^{(\ell)}$, and $\partial_{b_i^{(\ell)}}f=\beta\delta_i^{(\ell+1)}$",
        ),
        identity(
            (delta * alpha / sqrt(N_HERE)) * (delta2 * alpha2 / sqrt(N_HERE)) + (BETA * delta) * (BETA * delta2),
            (alpha * alpha2 / N_HERE + BETA**2) * delta * delta2,
            over,
            text=r"the weight and the bias of one unit (one input unit shown): $(\frac1{n_\ell}\alpha_j\alpha_j'+\beta^2)\delta_i\delta_i'$, summed over $j$ and $i$",
            goal=True,
        ),
        value(
            Rational(str(total)),
            Rational(str(found)),
            text=rf"a network of widths $(1,4,4,1)$ with rational weights, $\sigma(u)=u+u^2$, $\beta=1/10$: with $\beta^{power}$ in the formula it is the sum over all parameters",
            goal=True,
        ),
    )


ONE_PASS = Claim(
    id="jacot2018.thm1.one_pass_formula",
    label="Theorem 1",
    statement=(
        r"For scalar output and every width, $\Theta^{(L)}(x,x')=\sum_{\ell=0}^{L-1}\big(\frac1{n_\ell}\alpha^{(\ell)}(x)^T\alpha^{(\ell)}(x')+\beta^2\big)\,"
        r"\delta^{(\ell+1)}(x)^T\delta^{(\ell+1)}(x')$ with $\delta^{(L)}=1$ and "
        r"$\delta^{(\ell)}=\dot\sigma(\tilde\alpha^{(\ell)})\odot n_\ell^{-1/2}(W^{(\ell)})^T\delta^{(\ell+1)}$."
    ),
    hypotheses=(NETWORK, TANGENT),
    expected=Verdict.PROVED,
    scope="every width, every L, differentiable sigma",
    check=_one_pass,
    parameters={"power": 2},
    depends_on=("jacot2018.a3.layer_dynamics",),
    control=Control(
        r"The same with $\beta$ instead of $\beta^2$; false for a network with $\beta=1/10$.", {"power": 1}
    ),
)


def _two_layers(random: bool) -> Derivation:
    c, e, n = Symbol("Z", real=True), Symbol("V", positive=True), N_HERE
    q = Symbol("q", positive=True)
    w2, w4 = gaussian_moment(1).value, gaussian_moment(2).value
    second, first = q**2 * (w4 / 2 + 2 * w2 / 2 + Rational(3, 2)), q * (w2 / 2 + Rational(1, 2))
    return prove(
        rests_on(
            RECURSION_ID,
            r"$L+1=2$: $\Theta^{(1)}_{ii'}=\delta_{ii'}\Sigma^{(1)}$ leaves one sum, $\frac1n\sum_iZ_i+\beta^2$",
        ),
        rests_on(
            "jacot2018.prop1.one_layer",
            r"the pairs $(u_i,v_i)$ are iid $\mathcal{N}(0,\Sigma^{(1)})$, independent of the $w_i$",
        ),
        gaussian_squares(),
        cite(
            FUBINI,
            r"$\mathbb{E}[w^2\dot\sigma\dot\sigma]=\mathbb{E}w^2\,\mathbb{E}[\dot\sigma\dot\sigma]$; variances of independent terms add",
        ),
        identity(
            n * c / n + BETA**2,
            c + BETA**2,
            {n: WIDTH, c: Reals(), BETA: POSITIVE},
            text=r"$\mathbb{E}\Theta^{(2)}=\mathbb{E}Z+\beta^2=\Sigma^{(1)}\dot\Sigma^{(1)}+\Sigma^{(2)}=\Theta_\infty^{(2)}$",
            goal=True,
        ),
        identity(
            n * e / n**2,
            e / n,
            {n: WIDTH, e: POSITIVE},
            text=r"$\mathrm{Var}\,\Theta^{(2)}=\mathrm{Var}(Z)/n$, finite since $|\dot\sigma|\le c$ and $\sigma$ grows linearly",
            goal=True,
        ),
        limit(e / n, n, Integer(0), {e: POSITIVE}, text=r"it tends to 0", goal=True),
        identity(
            (second - first**2) / n,
            (3 * q**2 / n) if random else Integer(0),
            {n: WIDTH, q: POSITIVE},
            text=r"ReLU, $x=x'$: $Z=1_{u>0}(qw^2+u^2)$ has $\mathbb{E}Z=q$, $\mathbb{E}Z^2=4q^2$; $\mathrm{Var}\,\Theta^{(2)}="
            + (r"3q^2/n$" if random else "0$"),
            goal=True,
        ),
    )


TWO_LAYERS = Claim(
    id=TWO_LAYERS_ID,
    label="Theorem 1",
    statement=(
        r"For $L=2$, scalar output and any Lipschitz $\sigma$: $\Theta^{(2)}(x,x')=\frac1n\sum_{i=1}^nZ_i+\beta^2$ with iid "
        r"$Z_i=\Sigma^{(1)}(x,x')\dot\sigma(u_i)\dot\sigma(v_i)w_i^2+\sigma(u_i)\sigma(v_i)$, $(u_i,v_i)\sim\mathcal{N}(0,\Sigma^{(1)})$, "
        r"$w_i\sim\mathcal{N}(0,1)$ independent. Hence $\mathbb{E}\,\Theta^{(2)}=\Theta_\infty^{(2)}(x,x')$ at every width $n=n_1$ and "
        r"$\mathrm{Var}\,\Theta^{(2)}=\mathrm{Var}(Z)/n$, so Theorem 1 holds in $L^2$ for $L=2$. (ReLU, $x=x'$: $3q^2/n$.)"
    ),
    hypotheses=(NETWORK, GAUSSIAN, LIMIT),
    expected=Verdict.PROVED,
    scope="L = 2, all Lipschitz sigma, all pairs of inputs with Sigma^(1)(x,x), Sigma^(1)(x',x') > 0",
    check=_two_layers,
    parameters={"random": True},
    depends_on=(RECURSION_ID, "jacot2018.prop1.one_layer"),
    conditions=(FUBINI,),
    control=Control(r"$\Theta^{(2)}$ is constant at finite width; false for ReLU, $x=x'$.", {"random": False}),
)


def _relu_variance(fourth: int) -> Derivation:
    a, b = sympy.symbols("a b", positive=True)
    t = ANGLE
    c = a * b * cos(t)
    zero, one, two = (rectified_pair(k) for k in (0, 1, 2))
    kappa0 = (pi - t) / pi
    e = a * b * (sin(t) + (pi - t) * cos(t)) / (2 * pi)
    j2 = 3 * sin(t) * cos(t) + (pi - t) * (1 + 2 * cos(t) ** 2)
    second = c**2 * fourth * zero.value + 2 * c * a * b * one.value + a**2 * b**2 * two.value
    mean = c * zero.value + a * b * one.value
    over = {a: POSITIVE, b: POSITIVE, t: Reals(0, pi)}
    return prove(
        rests_on(TWO_LAYERS_ID, r"$\mathrm{Var}\,\Theta^{(2)}=\mathrm{Var}(Z)/n$, $Z=c\,1_{u>0}1_{v>0}w^2+u_+v_+$"),
        definition(r"$a=\sqrt{q_1}$, $b=\sqrt{q_2}$, $c=ab\cos\vartheta$"),
        zero.steps,
        one.steps,
        two.steps,
        gaussian_squares(),
        cite(FUBINI, rf"$w$ is independent of $u,v$: $\mathbb{{E}}w^2=1$, $\mathbb{{E}}w^4={fourth}$"),
        identity(
            second - mean**2,
            Rational(3, 2) * c**2 * kappa0 + 2 * c * e + a**2 * b**2 / (2 * pi) * j2 - (c * kappa0 / 2 + e) ** 2,
            over,
            text=r"$\mathbb{E}Z^2-(\mathbb{E}Z)^2$ with $\mathbb{E}Z^2=c^2\mathbb{E}w^4\,\mathbb{E}1_{u,v>0}+2c\,\mathbb{E}u_+v_++\mathbb{E}u_+^2v_+^2$",
            goal=True,
        ),
        value(
            (second - mean**2).subs({b: a, t: 0}).subs(a, 1),
            Integer(3),
            text=r"$x=x'$, $q=1$: 3",
            goal=True,
        ),
    )


RELU_VARIANCE = Claim(
    id="jacot2018.thm1.two_layers_relu_variance",
    label="Theorem 1",
    statement=(
        r"For the two-layer ReLU network (scalar output, width $n$, iid $\mathcal{N}(0,1)$ parameters, scaling $n_\ell^{-1/2}$, $\beta$) put "
        r"$q_1=|x|^2/n_0+\beta^2$, $q_2=|x'|^2/n_0+\beta^2$, $c=x^Tx'/n_0+\beta^2$, $\vartheta=\arccos(c/\sqrt{q_1q_2})$, "
        r"$\kappa_0=(\pi-\vartheta)/\pi$, $e=\sqrt{q_1q_2}(\sin\vartheta+(\pi-\vartheta)\cos\vartheta)/(2\pi)$, "
        r"$J_2=3\sin\vartheta\cos\vartheta+(\pi-\vartheta)(1+2\cos^2\vartheta)$. Then "
        r"$n\,\mathrm{Var}\,\Theta^{(2)}(x,x')=\frac32c^2\kappa_0+2ce+\frac{q_1q_2}{2\pi}J_2-\big(\frac12c\kappa_0+e\big)^2$; for $x=x'$ it is $3q_1^2$."
    ),
    expected=Verdict.PROVED,
    scope="all pairs of inputs with q_1, q_2 > 0, all n",
    check=_relu_variance,
    parameters={"fourth": 3},
    depends_on=(TWO_LAYERS_ID,),
    conditions=(PLANE, FUBINI),
    control=Control(
        r"The same with $\mathbb{E}w^4=1$ (weights of unit modulus); false for $x=x'$: $2q^2$.", {"fourth": 1}
    ),
)
