"""Facts about the Gamma function."""

from __future__ import annotations

import sympy
from sympy import Rational

from ntkproofs.checks import enclose, prove, within
from ntkproofs.claims import Claim, Control, Derivation, Verdict


def _wendel(shift: Rational) -> Derivation:
    steps = []
    for x in (Rational(1, 2), Rational(3), Rational(17, 2)):
        for s in (Rational(1, 4), Rational(1, 2), Rational(9, 10)):
            quotient = sympy.gamma(x + s) / (x ** (s + shift) * sympy.gamma(x))
            lower = (x / (x + s)) ** (1 - s)
            text = f"(x/(x+s))^(1-s) <= Gamma(x+s)/(x^s Gamma(x)) <= 1 at x = {x}, s = {s}"
            steps.append(within(quotient, lower, 1, text=text, goal=True))
    return prove(*steps)


WENDEL = Claim(
    id="background.wendel",
    label="Wendel's inequality",
    statement=(
        r"For $x>0$ and $0<s<1$: $\left(\frac{x}{x+s}\right)^{1-s}\le\frac{\Gamma(x+s)}{x^s\,\Gamma(x)}\le1$; hence "
        r"$\Gamma(x+a)/\Gamma(x+b)\sim x^{a-b}$ as $x\to\infty$ for all real $a,b$."
    ),
    expected=Verdict.CITED,
    scope="all x > 0, 0 < s < 1; J. G. Wendel, Note on the gamma function, Amer. Math. Monthly 55 (1948)",
    check=_wendel,
    parameters={"shift": Rational(0)},
    control=Control(
        r"$\Gamma(x+s)\le x^{s-1/2}\,\Gamma(x)$ for all $x>0$, $0<s<1$; false at $x=3$, $s=1/4$.",
        {"shift": Rational(-1, 2)},
    ),
)
