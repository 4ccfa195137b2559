r"""Proposition 12: how the errors of commuting with a deformation add up from layer to layer."""

from __future__ import annotations

import sympy
from sympy import Integer, Symbol, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .continuous_network import KAPPA_1_LIPSCHITZ, L2_MEMBERSHIP, M_NORM, ORDER, PATCH_ISOMETRY, POOLING_CONTRACTION
from .lemma_11 import HYPOTHESES, ITERATES_BOUND
from .proposition_12_pooling import COMMUTATOR_ID
from .proposition_12_translation import BOUNDED, TRANSLATION_PART_ID
from .section_4_deformations import DEFORMATION, NORM_ID, TAU

RECURSION_ID = "bietti2019.prop12.recursion"
EXPLICIT_ID = "bietti2019.prop12.explicit"
ALL = (*HYPOTHESES, DEFORMATION, TAU, BOUNDED)
GAUSSIAN = r"Gaussian pooling at scales $\sigma_k$ and patches with $\sup_{v\in S_k}|v|\le\beta\sigma_{k-1}$, the initial pooling $A^0$ included"
BOUND = r"$\Bigl[\sqrt{\tfrac{n(n+1)(2n+1)}6}\Bigl(g+\sqrt{\tfrac{2^{D/2+1}g}\pi}\Bigr)+g\sum_{k=1}^{n+1}\sqrt k+\sqrt{n+1}\,b\Bigr]\|x\|$"

_N = Symbol("n", positive=True)
_A, _B, _W = sympy.symbols("a b w", real=True)
_POSITIVE = {_A: Reals(0), _B: Reals(0), _W: Reals(0)}


def needs_translation(coefficient: int) -> Step:
    return positive(
        coefficient * sqrt(2),
        {},
        text=rf"an instance: $n=1$, $\tau=c\ne0$, so $g=0$ is admissible, and $x\ne0$. $P$, $\varphi_1$ keep norms and Gaussian pooling is injective, so "
        rf"$\Phi(x)\ne0$, and $\Phi(L_cx)=L_c\Phi(x)\ne\Phi(x)$, as no function in $L^2$ but $0$ has a period; the bound is ${coefficient}\cdot\sqrt2\,"
        r"b\|x\|$: it must be positive",
        goal=True,
    )


def _commuting() -> list[Step]:
    """How far the iterates of the deformed signal are from the deformed iterates."""
    return [
        definition(
            r"$x_k^\tau,y_k^\tau$ are computed from $L_\tau x$; $\delta_k=\|x_k^\tau-L_\tau x_k\|$, $e_k=\|y_k^\tau-L_\tau y_k\|$; $\|x\|=1$ by "
            r"homogeneity of the statement"
        ),
        rests_on(
            KAPPA_1_LIPSCHITZ, r"$\varphi_1$ is 1-Lipschitz; acting on values it commutes with $L_\tau$, as $M$ does"
        ),
        rests_on(PATCH_ISOMETRY, r"$\|P\|=1$"),
        rests_on(POOLING_CONTRACTION, r"$\|A\|\le1$"),
        rests_on(L2_MEMBERSHIP, r"$\|x_k\|\le1$, $\|y_k\|\le\sqrt k$"),
        reduction(
            r"$\delta_{k+1}\le\|PA(\varphi_1(x_k^\tau)-L_\tau\varphi_1(x_k))\|+\|[PA,L_\tau]\varphi_1(x_k)\|\le\delta_k+g$ and $\delta_1\le g$"
        ),
    ]


def _sum_of_squares() -> Step:
    return recurrence(
        lambda n: n * (n + 1) * (2 * n + 1) / 6,
        lambda s, n: s(n + 1) - s(n) - (n + 1) ** 2,
        {0: Integer(0)},
        _N,
        Integers(0),
        text=r"$\sum_{k\le n}k^2=\frac{n(n+1)(2n+1)}6$",
        goal=True,
    )


def _recursion(translation: int) -> Derivation:
    k = Symbol("k", positive=True)
    return prove(
        needs_translation(translation),
        _commuting(),
        recurrence(
            lambda n: n,
            lambda s, n: s(n + 1) - s(n) - 1,
            {1: Integer(1)},
            k,
            Integers(1),
            text=r"$\delta_k\le kg$",
            goal=True,
        ),
        rests_on(
            ORDER,
            r"$\langle y_k^\tau(u),y_k(v)\rangle\le k\langle x_k^\tau(u),x_k(v)\rangle$ for any two signals and all $u,v$, so for $v=u-\tau(u)$",
        ),
        rests_on(NORM_ID, r"$\|L_\tau\|\le2^{D/2}$, so $\|x_k^\tau\|\le\|L_\tau x\|\le2^{D/2}$"),
        rests_on(
            ITERATES_BOUND,
            r"its proof uses that order at each $u$ only: $\|M(x_k^\tau,y_k^\tau)-L_\tau M(x_k,y_k)\|^2\le\delta_k^2+e_k^2+\frac{2k}\pi2^{D/2}\delta_k$",
        ),
        rests_on(
            M_NORM,
            r"$\|M(x_k,y_k)\|^2\le1+k$: $e_{k+1}\le\sqrt{e_k^2+\delta_k^2+\frac{2k}\pi2^{D/2}\delta_k}+g\sqrt{k+1}$, $e_1\le g$",
        ),
        nonnegative_combination(
            (_A + _W + _B) ** 2 - ((_A + _B) ** 2 + (_A + _W) ** 2 - _A**2),
            2 * _B * _W,
            _POSITIVE,
            text=r"$\sqrt{(a+b)^2+s}\le\sqrt{a^2+s}+b$: with $\sqrt{a^2+s}=a+w$ the difference of the squares is $2bw$",
            goal=True,
        ),
        reduction(
            r"so by induction $e_k\le\sqrt{S_{k-1}}+g\sum_{j\le k}\sqrt j$ with $S_k=\sum_{j\le k}(\delta_j^2+\frac{2j}\pi2^{D/2}\delta_j)\le"
            r"(g^2+\frac{2^{D/2+1}}\pi g)\sum_{j\le k}j^2$, and the same step with $A^n$ bounds $\|A^nM(x_n^\tau,y_n^\tau)-L_\tau A^nM(x_n,y_n)\|$ by "
            r"$\sqrt{S_n}+g\sum_{j\le n+1}\sqrt j$"
        ),
        _sum_of_squares(),
        nonnegative_combination(
            (_A + _B) ** 2 - (_A**2 + _B**2), 2 * _A * _B, _POSITIVE, text=r"$\sqrt{g^2+h}\le g+\sqrt h$", goal=True
        ),
        identity(
            Integer(translation) * sqrt(_N + 1) * _B,
            sqrt(1 + _N) * _B,
            {_N: Integers(1), _B: Reals(0)},
            text=r"$\|(L_\tau A^n-A^n)M(x_n,y_n)\|\le b\sqrt{1+n}$, the last term",
            goal=True,
        ),
    )


RECURSION = Claim(
    id=RECURSION_ID,
    label="Proposition 12",
    statement=(
        r"Let $g$ bound the norms of the commutators of $L_\tau$ with $P^kA^{k-1}$, $k=1,\dots,n$, and with $A^n$, and let $b$ bound $\|L_\tau A^n-"
        rf"A^n\|$. Then $\|\Phi_n(L_\tau x)-\Phi_n(x)\|\le$ {BOUND}. So the depth enters as $n^{{3/2}}$ in both deformation terms, better than the "
        r"printed $n^{7/4}$ and $n^2$."
    ),
    hypotheses=ALL,
    expected=Verdict.PROVED,
    scope="all n >= 1, all D >= 1; an implication, no property of g or b is assumed beyond the bounds",
    check=_recursion,
    parameters={"translation": 1},
    depends_on=(
        KAPPA_1_LIPSCHITZ,
        PATCH_ISOMETRY,
        POOLING_CONTRACTION,
        L2_MEMBERSHIP,
        ORDER,
        NORM_ID,
        ITERATES_BOUND,
        M_NORM,
    ),
    control=Control(
        r"The same without the term $\sqrt{n+1}\,b$; false for a pure translation, for which $g=0$ is admissible and the left side is positive.",
        {"translation": 0},
    ),
)


def _last_layer(translation: int) -> Derivation:
    k, moved = Symbol("k", positive=True), Symbol("b", nonnegative=True)
    return prove(
        positive(
            Integer(translation),
            {},
            text=rf"an instance: $\tau=c\ne0$, so $G=0$, $x\ne0$: the map commutes with translations and its values differ, while the bound is "
            rf"${translation}\cdot\frac{{C''}}{{\sigma_n}}|c|\|x\|$: it must be positive",
            goal=True,
        ),
        _commuting(),
        rests_on(COMMUTATOR_ID, r"$g=C_D(\beta)G$"),
        recurrence(
            lambda n: n,
            lambda s, n: s(n + 1) - s(n) - 1,
            {1: Integer(1)},
            k,
            Integers(1),
            text=r"$\delta_k\le kg$, so $\delta_n\le ng$",
            goal=True,
        ),
        reduction(
            r"$\|A^n\varphi_1(x_n^\tau)-A^n\varphi_1(x_n)\|\le\delta_n+\|[A^n,L_\tau]\varphi_1(x_n)\|+\|(L_\tau A^n-A^n)\varphi_1(x_n)\|$, "
            r"$\|\varphi_1(x_n)\|\le1$"
        ),
        identity(_N * _A + _A, (_N + 1) * _A, {_N: Integers(1), _A: Reals(0)}, text=r"$ng+g=(n+1)g$", goal=True),
        positive(
            (_N + 1) * _A + translation * moved - (_N * _A + _A + moved),
            {_N: 1, _A: 0, moved: 0},
            strict=False,
            text=rf"for every $n\ge1$, $g\ge0$ and $b\ge0$: $(n+1)g+{translation}\,b\ge ng+g+b$, the sum of the three parts",
            goal=True,
        ),
        rests_on(TRANSLATION_PART_ID, r"$\|L_\tau A^n-A^n\|\le C''_D\|\tau\|_\infty/\sigma_n$"),
    )


LAST_LAYER_STABILITY = Claim(
    id="bietti2019.section4.last_layer_stability",
    label="Section 4",
    printed=True,
    statement=(
        r"The map with all layers but the last fixed satisfies a deformation bound without square root: $\|A^n\varphi_1(x_n^\tau)-A^n\varphi_1(x_n)\|"
        r"\le\bigl((n+1)\,C(\beta)\,G+\frac{C''}{\sigma_n}\|\tau\|_\infty\bigr)\|x\|$, where $x_n^\tau$ is computed from $L_\tau x$, $C(\beta)$ "
        r"depends on $D,\beta$ and $C''$ on $D$ only."
    ),
    hypotheses=(*ALL, GAUSSIAN),
    expected=Verdict.PROVED,
    scope="all n >= 1, all D >= 1, with C(beta) = C_D(beta), C'' = C''_D",
    check=_last_layer,
    parameters={"translation": 1},
    depends_on=(
        KAPPA_1_LIPSCHITZ,
        PATCH_ISOMETRY,
        POOLING_CONTRACTION,
        L2_MEMBERSHIP,
        COMMUTATOR_ID,
        TRANSLATION_PART_ID,
    ),
    control=Control(
        r"The same without the term in $\|\tau\|_\infty$; false for a pure translation ($G=0$) of a non-zero signal.",
        {"translation": 0},
    ),
)
