"""Watson's lemma."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol

from ntkproofs.checks import Integers, antiderivative, identity, limit, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict

WATSON = "background.watson"


def _watson(factor: Rational) -> Derivation:
    t, w = Symbol("t", real=True), Symbol("w", positive=True)
    # phi(t) = 1 + exp(-t): int exp(-wt) phi dt = 1/w + 1/(w+1), and phi = 2 - t + ...
    exact = 1 / w + 1 / (w + 1)
    return prove(
        antiderivative(
            -sympy.exp(-w * t) / w - sympy.exp(-(w + 1) * t) / (w + 1),
            sympy.exp(-w * t) * (1 + sympy.exp(-t)),
            t,
            {w: Integers(1)},
            text=r"$\varphi(t)=1+e^{-t}$: the integral is $\frac1w+\frac1{w+1}$",
        ),
        identity(exact, (2 * w + 1) / (w * (w + 1)), {w: Integers(1)}, text=r"$=\frac{2w+1}{w(w+1)}$"),
        limit(w * exact, w, 2 * factor, text=r"leading term $\varphi(0)\Gamma(1)w^{-1}$, $\varphi(0)=2$", goal=True),
        limit(
            w**2 * (exact - 2 / w),
            w,
            -factor,
            text=r"second term $\varphi'(0)\Gamma(2)w^{-2}$, $\varphi'(0)=-1$",
            goal=True,
        ),
    )


WATSON_LEMMA = Claim(
    id=WATSON,
    label="Watson's lemma",
    statement=(
        r"Let $\alpha>-1$, $\varphi$ be continuous on $(0,\infty)$ with $\int_0^\infty e^{-ct}t^\alpha|\varphi(t)|dt<\infty$ for some "
        r"$c$, and $\varphi(t)\sim\sum_nc_nt^n$ as $t\to0^+$. Then "
        r"$\int_0^\infty e^{-wt}t^\alpha\varphi(t)\,dt\sim\sum_nc_n\Gamma(\alpha+n+1)\,w^{-\alpha-n-1}$ as $w\to\infty$."
    ),
    expected=Verdict.CITED,
    scope="e.g. F. Olver, Asymptotics and Special Functions, chapter 3, theorem 3.1",
    check=_watson,
    parameters={"factor": Rational(1)},
    control=Control(
        r"The terms are twice as large; false for $\varphi(t)=1+e^{-t}$, $\alpha=0$, where $w$ times the integral tends to 2.",
        {"factor": Rational(2)},
    ),
)
