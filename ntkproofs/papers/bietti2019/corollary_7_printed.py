r"""Corollary 7 as printed: two hypotheses that are plainly meant otherwise."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Symbol, log, oo

from ntkproofs.checks import (
    Reals,
    definition,
    limit,
    nonnegative_by_derivatives,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .corollary_7 import RATE_ID
from .relu_kernels import KAPPAS, kappa
from .section_3_1_networks import SPACE
from .spectral_sequences import D

BOUND = r"$C(d)\,\eta\,(\delta/\eta)^{-1/(d/2-1)}\log(\delta/\eta)$"

_N = Symbol("n", positive=True)


def _constants(lower: Expr) -> Expr:
    """A sequence of constants M_n with -M_n >= lower that gets as large as the hypothesis lets it, in units of eta."""
    return _N if lower == -oo else -lower * _N / (_N + 1)


def _one_sided(lower: str) -> Derivation:
    end = sympy.sympify({"-oo": -oo}.get(lower, lower), rational=True)
    word = r"$f\le\eta$" if end == -oo else rf"${sympy.latex(end)}\eta\le f\le\eta$"
    return prove(
        definition(
            rf"the hypothesis is {word}; $f=-M_n\eta$ is even, 0-Lipschitz and admissible, with $M_n={sympy.latex(_constants(end))}$"
        ),
        value(kappa(Integer(0)), Integer(2), text=r"$\kappa(1)=2$"),
        reduction(
            r"$|g(x)|=|\langle g,\kappa(\langle\cdot,x\rangle)\rangle|\le\|g\|\sqrt{\kappa(1)}\le\sqrt2\,\delta$, so $\sup|f-g|\ge M_n\eta-"
            r"\sqrt2\,\delta$ for every $g$: for fixed $\eta$, $\delta$ and whatever constants, a bound $\sup|f-g|\le R$ requires "
            r"$M_n\le(R+\sqrt2\,\delta)/\eta$ for all $n$, hence $M_n/n\to0$"
        ),
        limit(
            _constants(end) / _N,
            _N,
            Integer(0),
            text=rf"$M_n/n\to0$ for the admissible constants, where {word}",
            goal=True,
        ),
        rests_on(RATE_ID, r"with $|f|\le\eta$ the bound holds for $\delta/\eta$ large enough"),
    )


ONE_SIDED_BOUND = Claim(
    id="bietti2019.cor7.one_sided_bound",
    label="Corollary 7",
    printed=True,
    statement=(
        r"As printed, for $d\ge3$ (the paper's $p$): there are constants such that for every even $f$ with $f(x)\le\eta$ and "
        r"$|f(x)-f(y)|\le\eta\|x-y\|$ and every $\delta$ larger than a constant depending on $d$ only, some $g\in\mathcal H$, "
        rf"$\|g\|_{{\mathcal H}}\le\delta$, has $\sup|f-g|\le$ {BOUND}."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=RATE_ID,
    scope="the hypothesis bounds f from above only; every d >= 3. A slip: |f| <= eta is meant, and with it the statement is repaired",
    check=_one_sided,
    parameters={"lower": "-oo"},
    depends_on=(RATE_ID,),
    control=Control(
        r"With $|f|\le\eta$ the constant functions admitted are bounded, and the bound holds for $\delta/\eta$ large enough.",
        {"lower": "-1"},
    ),
)


def _small_radius(least: Integer) -> Derivation:
    ratio = Symbol("rho", positive=True)
    domain = Reals(least, oo, left_open=least == 0)
    condition = r"$\rho>0$, for $\delta$ above any constant and $\eta>0$ free" if least == 0 else rf"$\rho\ge{least}$"
    return prove(
        definition(rf"$\rho=\delta/\eta$; admissible are the {condition}"),
        positive(1 / (D / 2 - 1), {D: 3}, text=r"$1/(d/2-1)>0$ is a real exponent for $d\ge3$"),
        reduction(
            r"$C(d)\,\eta\,\rho^{-1/(d/2-1)}>0$, so the right side has the sign of $\log\rho$, while $\sup|f-g|\ge0$ for every $f$, for "
            r"example $f=0$: the bound needs $\log\rho\ge0$ for every admissible $\rho$"
        ),
        nonnegative_by_derivatives(
            log(ratio), ratio, domain, text=rf"$\log\rho\ge0$ for all admissible {condition}", goal=True
        ),
        rests_on(RATE_ID, r"with $\delta/\eta$ large enough the bound holds"),
    )


SMALL_RADIUS = Claim(
    id="bietti2019.cor7.small_radius",
    label="Corollary 7",
    printed=True,
    statement=(
        rf"As printed, for $d\ge3$ (the paper's $p$): the bound $\sup|f-g|\le$ {BOUND} for a suitable $g$, $\|g\|_{{\mathcal "
        r"H}\le\delta$, holds for every even $f$ with $|f|\le\eta$, $\eta$-Lipschitz, as soon as $\delta$ is larger than a constant "
        r"depending on $d$ only (with no relation between $\delta$ and $\eta$)."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=RATE_ID,
    scope="every d >= 3 and every choice of the constants. A slip of normalisation: delta/eta large is meant, and then it holds",
    check=_small_radius,
    parameters={"least": Integer(0)},
    depends_on=(RATE_ID,),
    control=Control(
        r"For $\delta/\eta\ge e$, here $\delta/\eta\ge1$, the right side is not negative.", {"least": Integer(1)}
    ),
)
