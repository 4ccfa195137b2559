"""Appendix A.3: dynamics of the layers, recursion of the sub-network kernels, and the bound on directions."""

from __future__ import annotations

import sympy
from sympy import Integer, Matrix, Rational, Symbol, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    induction,
    positive,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .appendix_a2 import backward_bound
from .setting import (
    BETA,
    DATA,
    N_HERE,
    N_NEXT,
    NETWORK,
    POSITIVE,
    SAMPLES,
    WIDTH,
)

_BACKWARD = r"$d^{(L+1)}=d$, $d^{(\ell)}=\dot\sigma(\tilde\alpha^{(\ell)})\odot(n_\ell^{-1/2}W^{(\ell)})^Td^{(\ell+1)}$ for $\ell\le L$"


def _dynamics(slope_power: int) -> Derivation:
    s, g, h, d, weight, alpha, step, a = sympy.symbols("s g h d W alpha tau a", real=True)
    over = {N_HERE: WIDTH, SAMPLES: WIDTH} | dict.fromkeys((s, g, h, d, weight, alpha, step, a), Reals())
    moved = weight * (a + s * g * step) / sqrt(N_HERE)
    return prove(
        definition(
            r"at one data point, for one pair of units: $g=\partial_p\tilde\alpha^{(\ell)}_i(x)$ for a parameter $p$ below layer $\ell$, "
            r"$h$ the same at $k$ and $x'$, $s=\dot\sigma(\tilde\alpha_i^{(\ell)})$, $W$ the weight from unit $i$ to unit $j$ of the "
            r"next layer, $d$ an entry of $d^{(\ell+1)}$"
        ),
        identity(
            sympy.diff(moved, step),
            weight * s * g / sqrt(N_HERE),
            over,
            text=r"$\partial_p\tilde\alpha^{(\ell+1)}_j$ has the summands $n_\ell^{-1/2}Wsg$",
        ),
        induction(
            [identity(d * g, d * g, over, text=r"at the top $d^{(L+1)}=d$ and $\tilde\alpha^{(L+1)}=F$")],
            [
                identity(
                    d * (weight * s * g / sqrt(N_HERE)) / SAMPLES,
                    g * (s**slope_power * weight / sqrt(N_HERE) * d) / SAMPLES,
                    over,
                    text=r"$\frac1Nd_j\cdot n_\ell^{-1/2}Wsg=\frac1Ng\cdot(s\,n_\ell^{-1/2}Wd_j)$",
                )
            ],
            text=r"$\langle\partial_pF,d\rangle_{p^{in}}=\langle\partial_p\tilde\alpha^{(\ell)},d^{(\ell)}\rangle_{p^{in}}$ for every parameter $p$ "
            r"below layer $\ell$, downwards from $\ell=L+1$, summand by summand",
            goal=True,
        ),
        identity(
            d * (weight * s * g / sqrt(N_HERE)),
            g * (s**slope_power * weight / sqrt(N_HERE) * d),
            over,
            text=r"in particular for one data point, one unit below and one above",
            goal=True,
        ),
        reduction(
            r"so $\partial_t\theta_p=\langle\partial_p\tilde\alpha^{(\ell)},d^{(\ell)}\rangle_{p^{in}}$ for these parameters"
        ),
        identity(
            g * (h * d / SAMPLES),
            g * h * d / SAMPLES,
            over,
            text=r"$\partial_t\tilde\alpha_i^{(\ell)}(x)=\sum_pg\,\partial_t\theta_p$ has the summands $\frac1N(g\,h)\,d_k^{(\ell)}(x')$; summed over "
            r"$p$, $\sum_pgh=\Theta^{(\ell)}_{ik}(x,x')$, and over $k$ and $x'$: $\Phi_{\Theta^{(\ell)}}(\langle d^{(\ell)},\cdot\rangle)$",
            goal=True,
        ),
        identity(
            sympy.diff(weight * alpha / sqrt(N_HERE), weight) * d / SAMPLES,
            alpha * d / (sqrt(N_HERE) * SAMPLES),
            over,
            text=r"the weight from $j$ to $i$ is a parameter below layer $\ell+1$, and $\partial_W\tilde\alpha_i^{(\ell+1)}=n_\ell^{-1/2}\alpha_j$: it "
            r"moves as $n_\ell^{-1/2}\langle\alpha_j^{(\ell)},d_i^{(\ell+1)}\rangle_{p^{in}}$",
            goal=True,
        ),
    )


LAYER_DYNAMICS = Claim(
    id="jacot2018.a3.layer_dynamics",
    label="Appendix A.3",
    printed=True,
    statement=(
        rf"For a network of depth $L+1$ following the training direction $d_t$, define {_BACKWARD}. Then at every width "
        r"$\partial_t\tilde\alpha^{(\ell)}=\Phi_{\Theta^{(\ell)}}(\langle d_t^{(\ell)},\cdot\rangle_{p^{in}})$ and the weight of layer "
        r"$\ell$ from unit $j$ to unit $i$ moves as $n_\ell^{-1/2}\langle\alpha_j^{(\ell)},d^{(\ell+1)}_{t,i}\rangle_{p^{in}}$, where "
        r"$\Theta^{(\ell)}$ is the NTK of the sub-network with outputs $\tilde\alpha^{(\ell)}$."
    ),
    hypotheses=(NETWORK, DATA),
    expected=Verdict.PROVED,
    scope="every width, every layer, differentiable sigma",
    check=_dynamics,
    parameters={"slope_power": 1},
    control=Control(
        r"The same without the factor $\dot\sigma(\tilde\alpha^{(\ell)})$ in $d^{(\ell)}$; false where $\dot\sigma=0$.",
        {"slope_power": 0},
    ),
)


def _recursion(second: str, identity_size: str) -> Derivation:
    rows = {"transposed": N_HERE, "plain": N_NEXT}[second]
    size = {"n": N_HERE, "m": N_NEXT}[identity_size]
    widths = {N_HERE: WIDTH, N_NEXT: WIDTH}
    example = Matrix([[0, 1], [0, 0]])
    factor = example.T if second == "transposed" else example
    found = example * factor / 2
    weight, other, slope, slope2, g, g2 = sympy.symbols("W_ki W_kj s s' g g'", real=True)
    over = {N_HERE: WIDTH} | dict.fromkeys((weight, other, slope, slope2, g, g2), Reals())
    alpha, alpha2 = sympy.symbols("alpha alpha'", real=True)
    over_b = {N_HERE: WIDTH, BETA: POSITIVE, alpha: Reals(), alpha2: Reals()}
    top_weight, b = sympy.symbols("w b", real=True)
    return prove(
        definition(
            rf"$n=n_\ell$, $m=n_{{\ell+1}}$, $W\in\mathbb{{R}}^{{m\times n}}$; the last factor is $W$ {second}, the identities have size ${identity_size}$"
        ),
        identity(
            rows,
            N_HERE,
            widths,
            text=r"the product of the $n_\ell\times n_\ell$ block with the last factor is defined",
            goal=True,
        ),
        identity(
            size, N_NEXT, widths, text=r"the identities have the size of $\Theta^{(\ell+1)}$, $n_{\ell+1}$", goal=True
        ),
        value(
            found[0, 0],
            Rational(1, 2),
            text=r"$n_\ell=n_{\ell+1}=2$, $\dot\sigma=1$, $\Theta^{(\ell)}=\mathrm{Id}$, $W=\begin{pmatrix}0&1\\0&0\end{pmatrix}$: the first entry "
            r"of the lower layers' part is $\sum_ig_i^2/2$ with $\partial_p\tilde\alpha_1^{(\ell+1)}=2^{-1/2}\partial_p\tilde\alpha_2^{(\ell)}$, "
            r"that is $1/2$",
            goal=True,
        ),
        identity(
            (weight * slope * g / sqrt(N_HERE)) * (other * slope2 * g2 / sqrt(N_HERE)),
            weight * slope * (g * g2) * slope2 * other / N_HERE,
            over,
            text=r"$\partial_p\tilde\alpha_k^{(\ell+1)}$ has the summands $n^{-1/2}W_{ki}sg_i$ (chain rule); the product at $x$ and $x'$ is "
            r"$n^{-1}W_{ki}s\,(g_ig'_j)\,s'W_{k'j}$, and $\sum_pg_ig'_j=\Theta_{ij}^{(\ell)}$: entry by entry $n^{-1}WD\Theta D'W^T$",
            goal=True,
        ),
        identity(
            sympy.diff(top_weight * alpha / sqrt(N_HERE), top_weight)
            * sympy.diff(top_weight * alpha2 / sqrt(N_HERE), top_weight),
            alpha * alpha2 / N_HERE,
            over_b,
            text=r"the weights of row $k$ add $n^{-1}\alpha_j\alpha'_j$ each to the entry $(k,k)$, and nothing off the diagonal",
            goal=True,
        ),
        identity(
            sympy.diff(BETA * b, b) ** 2,
            BETA**2,
            {BETA: POSITIVE, b: Reals()},
            text=r"the bias of row $k$ adds $\beta^2$",
            goal=True,
        ),
        reduction(
            r"$\ell=0$ is the same without lower layers, with $\alpha^{(0)}=x$: $\Theta^{(1)}=(n_0^{-1}x^Tx'+\beta^2)\mathrm{Id}_{n_1}$"
        ),
    )


NTK_RECURSION = Claim(
    id="jacot2018.a3.ntk_recursion",
    label="Appendix A.3",
    printed=True,
    statement=(
        r"With $W^{(\ell)}$ acting from layer $\ell$ to layer $\ell+1$, the sub-network NTKs satisfy "
        r"$\Theta^{(1)}=\big[n_0^{-1}\alpha^{(0)T}\alpha^{(0)}\big]\otimes\mathrm{Id}_{n_\ell}+\beta^2\otimes\mathrm{Id}_{n_\ell}$ and "
        r"$\Theta^{(\ell+1)}=n_\ell^{-1/2}W^{(\ell)}\dot\sigma(\tilde\alpha^{(\ell)})\Theta^{(\ell)}\dot\sigma(\tilde\alpha^{(\ell)})"
        r"n_\ell^{-1/2}W^{(\ell)}+\big[n_\ell^{-1}\alpha^{(\ell)T}\alpha^{(\ell)}\big]\otimes\mathrm{Id}_{n_\ell}+"
        r"\beta^2\otimes\mathrm{Id}_{n_\ell}$ (second factor $W^{(\ell)}$ not transposed, identities of size $n_\ell$)."
    ),
    hypotheses=(NETWORK,),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.a3.ntk_recursion_corrected",
    scope="witness for the shapes: n_l != n_{l+1}; with equal widths W = [[0,1],[0,0]]. A missing transpose (possibly lost in transcription) and identity sizes",
    check=_recursion,
    parameters={"second": "plain", "identity_size": "n"},
    control=Control(
        r"The same with $W^{(\ell)T}$ and identities of size $n_{\ell+1}$, which is right.",
        {"second": "transposed", "identity_size": "m"},
    ),
)

NTK_RECURSION_CORRECTED = Claim(
    id="jacot2018.a3.ntk_recursion_corrected",
    label="Appendix A.3",
    statement=(
        r"With $D^{(\ell)}(x)=\mathrm{diag}\,\dot\sigma(\tilde\alpha^{(\ell)}(x))$ the sub-network NTKs (an $n_\ell\times n_\ell$ block per "
        r"pair of inputs) satisfy $\Theta^{(1)}(x,x')=(n_0^{-1}x^Tx'+\beta^2)\mathrm{Id}_{n_1}$ and "
        r"$\Theta^{(\ell+1)}(x,x')=n_\ell^{-1}W^{(\ell)}D^{(\ell)}(x)\Theta^{(\ell)}(x,x')D^{(\ell)}(x')(W^{(\ell)})^T+"
        r"\big(n_\ell^{-1}\alpha^{(\ell)}(x)^T\alpha^{(\ell)}(x')+\beta^2\big)\mathrm{Id}_{n_{\ell+1}}$, "
        r"$W^{(\ell)}\in\mathbb{R}^{n_{\ell+1}\times n_\ell}$."
    ),
    hypotheses=(NETWORK,),
    expected=Verdict.PROVED,
    scope="every width, every layer",
    check=_recursion,
    parameters={"second": "transposed", "identity_size": "m"},
    control=Control(
        r"The version with $W$ in place of $W^T$; false for $n_\ell\ne n_{\ell+1}$, and for $W=\begin{pmatrix}0&1\\0&0\end{pmatrix}$.",
        {"second": "plain"},
    ),
)


def _direction_bound(offset: int) -> Derivation:
    c, w, product = sympy.symbols("c w P", positive=True)
    level, depth = Symbol("ell", positive=True), Symbol("L", positive=True)
    over = {c: POSITIVE, w: POSITIVE, product: POSITIVE, level: WIDTH, depth: WIDTH}
    two, one = Integer(2), Integer(1)
    return prove(
        reduction(rf"{_BACKWARD}; one layer down is the bound of A.2 with $d=d^{{(\ell+1)}}$, $d'=d^{{(\ell)}}$"),
        backward_bound(),
        definition(
            rf"the bound is $c^{{L+{offset}-\ell}}\prod_{{k=\ell}}^Lw^{{(k)}}\|d\|$; $P$ is the product from $\ell+1$ on"
        ),
        positive(
            two ** (1 + offset - 1) * one - two * one,
            {},
            strict=False,
            text=rf"$L=\ell=1$, $\sigma(u)=2u$, $w=1$: $\|d^{{(1)}}\|=2\|d\|$ is at most $2^{{L+{offset}-\ell}}\|d\|$",
            goal=True,
        ),
        induction(
            [
                identity(
                    c ** (depth + offset - (depth + 1)),
                    Integer(1),
                    over,
                    text=r"at $\ell=L+1$: $c^0=1$ and an empty product",
                )
            ],
            [
                identity(
                    c * w * (c ** (depth + offset - (level + 1)) * product),
                    c ** (depth + offset - level) * (w * product),
                    over,
                    text=r"$c\,w^{(\ell)}\cdot c^{L-\ell}\prod_{k>\ell}w^{(k)}=c^{L+1-\ell}\prod_{k\ge\ell}w^{(k)}$",
                )
            ],
            text=r"the product bound, downwards from $\ell=L+1$",
            goal=True,
        ),
    )


DIRECTION_BOUND = Claim(
    id="jacot2018.a3.direction_bound",
    label="Appendix A.3",
    printed=True,
    statement=(
        rf"With $w^{{(k)}}=\|n_k^{{-1/2}}W^{{(k)}}\|_{{op}}$, {_BACKWARD} and $|\dot\sigma|\le c$: "
        r"$\|d^{(\ell)}\|_{p^{in}}\le c\,w^{(\ell)}\|d^{(\ell+1)}\|_{p^{in}}$ and "
        r"$\|d^{(\ell)}\|_{p^{in}}\le c^{L+1-\ell}\prod_{k=\ell}^Lw^{(k)}\|d\|_{p^{in}}$."
    ),
    expected=Verdict.PROVED,
    scope="every width, all N, c > 0",
    check=_direction_bound,
    parameters={"offset": 1},
    control=Control(
        r"The exponent $L-\ell$ in place of $L+1-\ell$; false for $\sigma(u)=2u$, $L=\ell=1$.", {"offset": 0}
    ),
)
