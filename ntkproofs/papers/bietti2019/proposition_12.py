r"""Proposition 12: stability of the convolutional tangent kernel's feature map under deformations."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    identity,
    limit,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .lemma_11_depth import sum_of_powers
from .proposition_12_pooling import COMMUTATOR_ID
from .proposition_12_recursion import ALL, EXPLICIT_ID, GAUSSIAN, RECURSION_ID, needs_translation
from .proposition_12_translation import TRANSLATION_PART_ID

_N = Symbol("n", positive=True)
_A = Symbol("a", real=True)


def _powers(exponent: Rational) -> list[Step]:
    """Bound the sums of the recursion by powers of n; the exponent is that of n + 1 against n."""
    q = Symbol("q", positive=True)
    return [
        positive(
            sympy.expand(2 ** (2 * exponent) * 1 - (1 + sqrt(2)) ** 2),
            {},
            text=rf"$n=1$: $\sum_{{k\le2}}\sqrt k=1+\sqrt2\le2^{{{exponent}}}$",
            goal=True,
        ),
        positive(
            sympy.expand(_N**3 - _N * (_N + 1) * (2 * _N + 1) / 6),
            {_N: 1},
            strict=False,
            text=r"$\frac{n(n+1)(2n+1)}6\le n^3$",
            goal=True,
        ),
        reduction(r"$\sqrt k\le\sqrt{n+1}$ for each of the $n+1$ terms: $\sum_{k\le n+1}\sqrt k\le(n+1)^{3/2}$"),
        identity(q**2 * q, q**3, text=r"$(n+1)\sqrt{n+1}=(n+1)^{3/2}$"),
        positive(
            2 * _N - (_N + 1), {_N: 1}, strict=False, text=r"$n+1\le2n$, so $(n+1)^{3/2}\le2\sqrt2\,n^{3/2}$", goal=True
        ),
        value(sqrt(Integer(2)) ** 3, 2 * sqrt(2), text=r"$2^{3/2}=2\sqrt2$"),
    ]


def _explicit(exponent: Rational) -> Derivation:
    return prove(
        _powers(exponent),
        rests_on(
            COMMUTATOR_ID, r"$g=C_D(\beta)G$ bounds all the commutators ($A^n$ is the case of a patch of one point)"
        ),
        rests_on(TRANSLATION_PART_ID, r"$b=C''_D\|\tau\|_\infty/\sigma_n$"),
        rests_on(RECURSION_ID, r"the bound in $g$ and $b$"),
        identity(
            _A + 2 * sqrt(2) * _A,
            (1 + 2 * sqrt(2)) * _A,
            {_A: Reals(0)},
            text=r"$n^{3/2}g+2\sqrt2\,n^{3/2}g=(1+2\sqrt2)n^{3/2}g$",
            goal=True,
        ),
    )


EXPLICIT = Claim(
    id=EXPLICIT_ID,
    label="Proposition 12",
    statement=(
        r"Put $C_D(\beta)=2^{D/2}(2\pi)^{-D/2}\int_{\mathbb{R}^D}\bigl[\tfrac32(|\zeta|+\beta)^2+2((\tfrac32)^D-1)\bigr]e^{-((|\zeta|-\beta)_+)^2/8}"
        r"d\zeta$ and $C''_D=\bigl(\sqrt{2/\pi}\,2^D\sqrt2\,\Gamma(\tfrac{D+1}2)/\Gamma(\tfrac D2)\bigr)^{1/2}$. Then $\|\Phi_n(L_\tau x)-\Phi_n(x)\|"
        r"\le\Bigl[n^{3/2}\sqrt{\tfrac{2^{D/2+1}}\pi C_D(\beta)G}+(1+2\sqrt2)\,n^{3/2}C_D(\beta)G+\sqrt{n+1}\,\frac{C''_D}{\sigma_n}\|\tau\|_\infty"
        r"\Bigr]\|x\|$."
    ),
    hypotheses=(*ALL, GAUSSIAN),
    expected=Verdict.PROVED,
    scope="all n >= 1, all D >= 1",
    check=_explicit,
    parameters={"exponent": Rational(3, 2)},
    depends_on=(COMMUTATOR_ID, TRANSLATION_PART_ID, RECURSION_ID),
    control=Control(
        r"$\sum_{k\le n+1}\sqrt k\le(n+1)^{5/4}$ for all $n\ge1$; false at $n=1$, where the sum is $1+\sqrt2>2^{5/4}$.",
        {"exponent": Rational(5, 4)},
    ),
)


def _stability(translation: int) -> Derivation:
    q = Symbol("q", positive=True)
    one, two, three = (Symbol(name, nonnegative=True) for name in ("T_1", "T_2", "T_3"))
    return prove(
        needs_translation(translation),
        rests_on(EXPLICIT_ID, r"the bound with $n^{3/2}$, with the constants $C_D(\beta)$ and $C''_D$"),
        positive(q**7 - q**6, {q: 1}, strict=False, text=r"$n=q^4$: $n^{3/2}\le n^{7/4}$ for $n\ge1$", goal=True),
        positive(q**8 - q**6, {q: 1}, strict=False, text=r"and $n^{3/2}\le n^2$", goal=True),
        reduction(
            r"$C=\sqrt{2^{D/2+1}/\pi}$, $C'=1+2\sqrt2$ and $C''=C''_D$ depend on $D$ only, $C(\beta)=C_D(\beta)$ on $D$ and $\beta$"
        ),
        positive(
            q**7 * one + q**8 * two + translation * three - q**6 * one - q**6 * two - three,
            {q: 1, one: 0, two: 0, three: 0},
            strict=False,
            text=rf"with the three terms of the explicit bound $T_1,T_2,T_3\ge0$ of any size: "
            rf"$n^{{1/4}}T_1+n^{{1/2}}T_2+{translation}\,T_3\ge T_1+T_2+T_3$, times $n^{{3/2}}$ in the first two",
            goal=True,
        ),
    )


STABILITY = Claim(
    id="bietti2019.prop12.stability",
    label="Proposition 12",
    printed=True,
    statement=(
        r"$\|\Phi_n(L_\tau x)-\Phi_n(x)\|\le\Bigl(C(\beta)^{1/2}C\,n^{7/4}G^{1/2}+C(\beta)C'n^2G+\sqrt{n+1}\,\frac{C''}{\sigma_n}\|\tau\|_\infty\Bigr)"
        r"\|x\|$ with $C,C',C''$ depending on $D$ only and $C(\beta)$ also on $\beta$."
    ),
    hypotheses=(*ALL, GAUSSIAN),
    expected=Verdict.PROVED,
    scope=(
        "all n >= 1, all D >= 1, tau in C^1 bounded with |grad tau| <= 1/2 (the printed word diffeomorphism belongs to u - tau(u), see "
        "section4.diffeomorphism)"
    ),
    check=_stability,
    parameters={"translation": 1},
    depends_on=(EXPLICIT_ID,),
    control=Control(
        r"The same without the third term; false for a pure translation ($G=0$) of a non-zero signal.",
        {"translation": 0},
    ),
)


def _printed_exponents(scale: Rational) -> Derivation:
    return prove(
        sum_of_powers(Rational(3, 4), scale, "T"),
        limit(
            (_N + 1) / _N,
            _N,
            Integer(1),
            text=r"$\frac{n+1}n\to1$: both bounds divided by $n^{7/4}$ tend to $\frac47$",
            goal=True,
        ),
        recurrence(
            lambda n: n * (n + 1) / 2,
            lambda s, n: s(n + 1) - s(n) - (n + 1),
            {0: Integer(0)},
            _N,
            Integers(0),
            text=r"$\sum_{k\le n}k=\frac{n(n+1)}2$",
            goal=True,
        ),
        identity(
            sqrt(sqrt(_N**4) * _N**4),
            _N**3,
            {_N: Integers(1)},
            text=r"with $k=n^4$: $\sqrt{\|y_k\|\cdot kg}\le k^{3/4}\sqrt g$, as $\sqrt{\sqrt k\,k}=k^{3/4}$",
        ),
    )


PRINTED_EXPONENTS = Claim(
    id="bietti2019.prop12.printed_exponents",
    label="Proposition 12",
    statement=(
        r"The printed exponents $7/4$ and $2$ are the orders of $\sum_{k\le n}k^{3/4}\sim\frac47n^{7/4}$ and $\sum_{k\le n}k=\frac{n(n+1)}2$, which "
        r"result from adding the terms of (12) with $\|y_k\|\le\sqrt k\|x\|$ and $\|x_k-x'_k\|\le kg\|x\|$; the sums satisfy $\frac47n^{7/4}\le"
        r"\sum k^{3/4}\le n^{7/4}$."
    ),
    expected=Verdict.PROVED,
    scope="all n >= 1",
    check=_printed_exponents,
    parameters={"scale": Rational(1)},
    control=Control(r"$\sum_{k\le n}k^{3/4}\le\frac47n^{7/4}$; false at $n=1$.", {"scale": Rational(4, 7)}),
)
