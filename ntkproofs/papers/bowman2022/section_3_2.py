"""Section 3.2: the requirements of earlier work, and how those of Corollary 3.7 compare with them."""

from __future__ import annotations

import sympy
from sympy import Rational

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    limit,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bowman2022.corollary_3_7 import samples, width
from ntkproofs.papers.bowman2022.setting import POSITIVE

_LARGE = Reals(1, sympy.oo, left_open=True)
_STOP, _Q, _P = (sympy.Symbol(name, positive=True) for name in ("T", "q", "p"))


def _comparison(power: int) -> Derivation:
    more = sympy.Symbol("h", nonnegative=True)
    accuracy = 1 / _Q
    over = {_STOP: POSITIVE, _Q: _LARGE, more: Reals(0)}
    before = _Q * (_Q**power + more) * _STOP**2
    return prove(
        definition(
            r"$q=\epsilon^{-1}>1$; earlier: $m$ of order $qT^2$ and $n$ of order $q\,p\,T^2$; here $T^4q^2$ and $T^2q^2$"
        ),
        identity(
            width(_STOP, accuracy),
            (_Q * _STOP**2) ** 2,
            over,
            text=r"$T^4\epsilon^{-2}=(\epsilon^{-1}T^2)^2$",
            goal=True,
        ),
        identity(
            samples(_STOP, accuracy),
            _Q * _STOP**2 * _Q,
            over,
            text=r"$T^2\epsilon^{-2}=\epsilon^{-1}T^2\cdot\epsilon^{-1}$, in place of $\epsilon^{-1}T^2\cdot p$",
            goal=True,
        ),
        nonnegative_combination(
            before - samples(_STOP, accuracy),
            _Q * _STOP**2 * more,
            over,
            text=rf"$p=\epsilon^{{-{power}}}+h$, $h\ge0$: $\epsilon^{{-1}}pT^2\ge T^2\epsilon^{{-2}}$",
            goal=True,
        ),
        identity(
            samples(_STOP, accuracy) - _Q * _P * _STOP**2,
            _Q * _STOP**2 * (_Q - _P),
            {_STOP: POSITIVE, _Q: _LARGE, _P: POSITIVE},
            text=r"and $T^2\epsilon^{-2}-\epsilon^{-1}pT^2>0$ for $p<\epsilon^{-1}$",
            goal=True,
        ),
    )


SCALING_COMPARISON = Claim(
    id="bowman2022.sec32.scaling_comparison",
    label="Section 3.2",
    printed=True,
    statement=(
        r"Compared with $m=\tilde\Omega(\epsilon^{-1}T^2)$, $n=\tilde\Omega(\epsilon^{-1}pT^2)$, Corollary 3.7 requires the "
        r"square of the width, $T^4\epsilon^{-2}=(\epsilon^{-1}T^2)^2$, and $n=\tilde\Omega(T^2\epsilon^{-2})$, which is "
        r"$\epsilon^{-1}T^2$ times $\epsilon^{-1}$ instead of $p$: slightly worse in $T,\epsilon$, and without $p$; it is the "
        r"weaker sample requirement exactly when $p\ge\epsilon^{-1}$ (up to logarithms; $\epsilon<1$)."
    ),
    expected=Verdict.PROVED,
    scope="on the printed exponents",
    check=_comparison,
    parameters={"power": 1},
    control=Control(
        r"The new sample requirement is smaller for all $p\ge1$, $\epsilon<1$; false for $p=1$, $\epsilon=\frac12$.",
        {"power": 0},
    ),
)


def _prior(exponents: tuple[int, int]) -> Derivation:
    first, second = exponents
    return prove(
        definition(
            rf"$M=\max\{{\sigma^{{-{first}}},\epsilon^{{-{second}}}\}}$, so $\sigma^{{-1}}\le M^{{1/{first}}}$, $\epsilon^{{-1}}\le M^{{1/{second}}}$"
        ),
        reduction(
            rf"$\sigma^{{-8}}\epsilon^{{-2}}\le M^{{8/{first}+2/{second}}}$, with equality where the two entries are equal"
        ),
        positive(
            1 - Rational(8, first) - Rational(2, second),
            {},
            strict=False,
            text=r"the width $\sigma_k^{-8}\epsilon^{-2}$ of Corollary 3.10 is never above the reported $M\ge1$, which is quoted as "
            r"the stronger requirement: the exponent is at most 1",
            goal=True,
        ),
    )


PRIOR_RATES = Claim(
    id="bowman2022.sec32.prior_rates",
    label="Section 3.2",
    printed=True,
    statement=(
        r"Reported prior requirements: Cao et al. $m=\Omega(\max\{\sigma_k^{-14},\epsilon^{-6}\})$; Bowman and Montufar "
        r"(underparameterised, shallow) $m=\tilde\Omega(\epsilon^{-1}T^2)$, $n=\tilde\Omega(\epsilon^{-1}pT^2)$ with $p$ the number "
        r"of parameters."
    ),
    expected=Verdict.CITED,
    scope="statements about other papers; only the comparison with Corollary 3.10 is computed",
    check=_prior,
    parameters={"exponents": (14, 6)},
    control=Control(
        r"$\sigma_k^{-8}\epsilon^{-2}\le\max\{\sigma_k^{-8},\epsilon^{-6}\}$ for $\sigma_k,\epsilon\le1$; false for "
        r"$\epsilon^{-6}=\sigma_k^{-8}>1$.",
        {"exponents": (8, 6)},
    ),
)


def _requirement(power: int) -> Derivation:
    return prove(
        definition(r"the requirement $n$ of order $\epsilon^{-1}p^aT^2$ with $q=\epsilon^{-1}T^2$ fixed"),
        limit(
            _Q * _P**power / _P,
            _P,
            _Q,
            {_Q: POSITIVE},
            text=rf"$a={power}$: $n/p$ tends to $\epsilon^{{-1}}T^2>0$ as $p\to\infty$, so $n$ is large relative to $p$",
            goal=True,
        ),
    )


UNDERPARAMETERIZED = Claim(
    id="bowman2022.sec4.underparameterized_requirement",
    label="Section 4",
    printed=True,
    statement=(
        r"Bowman and Montufar (2022) required $n$ large relative to the number of parameters $p$ "
        r"($n=\tilde\Omega(\epsilon^{-1}pT^2)$); here $n$ only has to be large relative to $\tilde p\ll p$."
    ),
    expected=Verdict.CITED,
    scope="statement about another paper; the bound of the effective rank has its own entry",
    check=_requirement,
    parameters={"power": 1},
    control=Control(
        r"A requirement $n=\tilde\Omega(\epsilon^{-1}T^2)$ makes $n$ as large as $p$; false, $n/p\to0$.", {"power": 0}
    ),
)
