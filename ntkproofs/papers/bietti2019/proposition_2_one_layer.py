"""Proposition 2 for one hidden layer, where it is exact at every width; the kernel of the last layer."""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Expr, Matrix, Rational, pi

from ntkproofs.checks import Reals, cite, definition, identity, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.integration import TONELLI

from .equation_8 import TANGENT_MAP
from .lemma_1 import FEATURE_MAPS
from .relu_kernels import KAPPAS, kappa_0, kappa_1
from .two_layer_network import FUBINI


def pooled(pooling: Matrix, gram: Matrix) -> Expr:
    r"""Return :math:`\sum_z \sum_{u,v} A_{zu} A_{zv} G_{uv}`, the inner product of two pooled signals.

    >>> pooled(Matrix([[1, 1]]), Matrix([[1, 0], [0, 1]]))
    2
    """
    return sympy.expand((pooling * gram * pooling.T).trace())


# Two locations with orthogonal unit patches, x = x'.
_ORTHOGONAL = {
    "cosines": Matrix([[1, 0], [0, 1]]),
    "kappa_0": Matrix(2, 2, lambda u, v: kappa_0(sympy.Integer(0) if u == v else pi / 2)),
    "kappa_1": Matrix(2, 2, lambda u, v: kappa_1(sympy.Integer(0) if u == v else pi / 2)),
}


def _expected_gradients(pooling: Matrix) -> Expr:
    first = _ORTHOGONAL["kappa_0"].multiply_elementwise(_ORTHOGONAL["cosines"])
    return pooled(pooling, first) + pooled(pooling, _ORTHOGONAL["kappa_1"])


def _gradient_terms() -> tuple[Step, ...]:
    m, a, b, p, k0, k1, second = sympy.symbols("m A_zu A_zv p k_0 k_1 V", real=True)
    over = {m: Reals(1), a: Reals(), b: Reals(), p: Reals(), k0: Reals(0), k1: Reals(0)}
    moment = gaussian_moment(1)
    return (
        definition(
            r"$s_u=\sigma(w_i\cdot Px[u])$, $g_u$ its indicator, primes at $x'$; $p=\langle Px[u],Px'[v]\rangle$, $k_1$ and "
            r"$k_0$ the kernels $2E[s_us'_v]$ and $2E[g_ug'_v]$ at $u,v$"
        ),
        reduction(
            r"$\partial f/\partial w_i[z]=\sqrt{2/m}\sum_uA_{zu}s_u$ and, almost surely, "
            r"$\partial f/\partial W_i=\sqrt{2/m}\sum_u(A^\top w_i)[u]\,g_u\,Px[u]$, so the Gram of the gradients is a sum over "
            r"$m$ units $i$, over $z$ and over $u,v$; where $Px[u]=0$ both vanish"
        ),
        rests_on("bietti2019.eq6.arc_cosine_one", r"$k_1=\|Px[u]\|\|Px'[v]\|\kappa_1(\rho)$"),
        rests_on("bietti2019.eq7.arc_cosine_zero", r"$k_0=\kappa_0(\rho)$"),
        *moment.steps,
        cite(
            FUBINI,
            r"the $w_i[z]$ are independent of $W$ and of each other: $E[w_i[z]w_i[z']]$ is $V$ if $z=z'$, else 0",
        ),
        identity(
            m * (2 / m) * a * b * (k1 / 2),
            a * b * k1,
            over,
            text=r"the $w$-gradients add $A_{zu}A_{zv}k_1$ for each $z,u,v$",
            goal=True,
        ),
        identity(
            (m * (2 / m) * a * b * second * (k0 / 2) * p).subs(second, moment.value),
            a * b * k0 * p,
            over,
            text=r"the $W$-gradients add $A_{zu}A_{zv}k_0p$ for each $z,u,v$, with $V=1$",
            goal=True,
        ),
    )


def _one_hidden_layer(pooled_blocks: int) -> Derivation:
    average = Matrix([[Rational(1, 2), Rational(1, 2)]])
    blocks = (_ORTHOGONAL["kappa_1"], _ORTHOGONAL["kappa_0"].multiply_elementwise(_ORTHOGONAL["cosines"]))
    printed = sum(
        (pooled(average if i < pooled_blocks else sympy.eye(2), block) for i, block in enumerate(blocks)),
        sympy.Integer(0),
    )
    return prove(
        value(
            _expected_gradients(average),
            printed,
            text="the average of two locations with orthogonal unit patches, x = x'",
            goal=True,
        ),
        _gradient_terms(),
        reduction(
            r"by (8) the sum of both over $u,v$ is $\langle AM(Px,Px)[z],AM(Px',Px')[z]\rangle$, because $A$ acts on locations "
            r"and so on both blocks of $M$ alike"
        ),
        rests_on("bietti2019.eq8.tangent_gram", r"$\langle M[u],M'[v]\rangle=k_0p+k_1$ for $y=x=P\cdot$"),
    )


ONE_HIDDEN_LAYER = Claim(
    id="bietti2019.prop2.one_hidden_layer",
    label="Proposition 2",
    statement=(
        r"For one hidden layer, $f=\sqrt{2/m}\,\langle w,A\sigma(WPx)\rangle$ with i.i.d. $\mathcal N(0,1)$ weights, finitely "
        r"many locations, $P$ a patch operator and $A$ any real matrix acting on locations (pooling, with or without "
        r"downsampling): for every width $m\ge1$, $\mathbb E\langle\nabla f(x),\nabla f(x')\rangle="
        rf"\sum_z\langle AM(Px,Px)[z],AM(Px',Px')[z]\rangle$, {TANGENT_MAP}."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.PROVED,
    scope="all m >= 1, all finite location sets, all matrices A, all P; x[u] = 0 contributes 0",
    check=_one_hidden_layer,
    parameters={"pooled_blocks": 2},
    depends_on=("bietti2019.eq6.arc_cosine_one", "bietti2019.eq7.arc_cosine_zero", "bietti2019.eq8.tangent_gram"),
    conditions=(FUBINI,),
    control=Control(
        r"The same with the pooling applied only to the $\varphi_1$ part; false for the average of two locations with "
        r"orthogonal patches.",
        {"pooled_blocks": 1},
    ),
)


def _convolution(taps: Sequence[Rational]) -> Matrix:
    """Return the matrix of a filter at 0, 1, ... on signals at two neighbouring locations, with its full support."""
    return Matrix(len(taps) + 1, 2, lambda z, u: taps[z - u] if 0 <= z - u < len(taps) else 0)


def _last_layer(printed_filter: tuple[Rational, ...]) -> Derivation:
    half = (Rational(1, 2), Rational(1, 2))
    m, a, b, k1 = sympy.symbols("m h_zu h_zv k_1", real=True)
    return prove(
        definition(
            r"the filter $h=(1/2,1/2)$ at $0,1$; two neighbouring locations with orthogonal unit values, $S=\{0\}$"
        ),
        value(
            pooled(_convolution(half), _ORTHOGONAL["kappa_1"]),
            pooled(_convolution(printed_filter), _ORTHOGONAL["kappa_1"]),
            text=r"$\langle x_2,x_2\rangle$ there",
            goal=True,
        ),
        rests_on("bietti2019.section22.patch_isometry", r"$\langle P\xi,P\xi'\rangle=\langle\xi,\xi'\rangle$"),
        reduction(
            r"with $\xi=A^{k-1}\varphi_1(x_{k-1})$, which is square summable for $h_k\in\ell^1$, this is "
            r"$\langle x_k,x'_k\rangle=\langle A^{k-1}\varphi_1(x_{k-1}),A^{k-1}\varphi_1(x'_{k-1})\rangle$ for all $k\ge2$"
        ),
        rests_on("bietti2019.section22.pooling_norm", r"$\|A\xi\|\le\|h\|_1\|\xi\|$: the sums converge"),
        rests_on(
            "bietti2019.eq6.arc_cosine_one", r"$2E[s_us'_v]=\langle\varphi_1(x_1[u]),\varphi_1(x'_1[v])\rangle=k_1$"
        ),
        cite(TONELLI, r"expectation and the absolutely convergent sums over $z,u,v$ are exchanged"),
        identity(
            m * (2 / m) * a * b * (k1 / 2),
            a * b * k1,
            {m: Reals(1), a: Reals(), b: Reals(), k1: Reals(0)},
            text=r"$m$ units: $\frac2m\sum_iE[(A\sigma_i)[z](A\sigma'_i)[z]]$ is the sum of $h[z-u]h[z-v]k_1$ over $u,v$",
            goal=True,
        ),
        reduction(r"summed over $z$ this is $\langle A^1\varphi_1(x_1),A^1\varphi_1(x'_1)\rangle_{\ell^2}$"),
    )


LAST_LAYER_IDENTITY = Claim(
    id="bietti2019.section22.last_layer_identity",
    label="Section 2.2",
    statement=(
        r"For $x_1=y_1=P^1x$, $x_k=P^kA^{k-1}\varphi_1(x_{k-1})$, $y_k=P^kA^{k-1}M(x_{k-1},y_{k-1})$, "
        rf"{TANGENT_MAP}, on signals $x:\mathbb Z^D\to\mathbb{{R}}^{{m_0}}$ with $\sum_u\|x[u]\|^2<\infty$ with "
        r"$P^kx[u]=|S_k|^{-1/2}(x[u+v])_{v\in S_k}$ with finite $S_k\subset\mathbb Z^D$, $A^kx[u]=\sum_vh_k[u-v]x[v]$, "
        r"$h_k\in\ell^1$: $\langle x_k,x'_k\rangle_{\ell^2}=\langle A^{k-1}\varphi_1(x_{k-1}),A^{k-1}\varphi_1(x'_{k-1})"
        r"\rangle_{\ell^2}$ for all $k\ge2$. For one hidden layer of any width $m\ge1$, "
        r"$f=\sqrt{2/m}\langle w,A^1\sigma(W^1P^1x)\rangle$ with i.i.d. $\mathcal N(0,1)$ weights, the mean Gram of the "
        r"gradients with respect to $w$ is $\langle A^1\varphi_1(x_1),A^1\varphi_1(x'_1)\rangle_{\ell^2}$ ($D$ is the signal "
        r"dimension, the paper's $d$)."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.PROVED,
    scope="all k >= 2, all m >= 1, all D >= 1",
    check=_last_layer,
    parameters={"printed_filter": (Rational(1, 2), Rational(1, 2))},
    depends_on=(
        "bietti2019.section22.patch_isometry",
        "bietti2019.section22.pooling_norm",
        "bietti2019.eq6.arc_cosine_one",
    ),
    conditions=(TONELLI,),
    control=Control(
        r"$\langle x_k,x'_k\rangle=\langle\varphi_1(x_{k-1}),\varphi_1(x'_{k-1})\rangle$ for every pooling; false for the "
        r"average of two neighbouring locations with orthogonal patches.",
        {"printed_filter": (Rational(1),)},
    ),
)
