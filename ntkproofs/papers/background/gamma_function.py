"""Facts about the Gamma function."""

from __future__ import annotations

import sympy
from sympy import Rational, gamma, pi

from ntkproofs.checks import Reals, antiderivative, prove, value, within
from ntkproofs.claims import Claim, Control, Derivation, Verdict

BETA = "background.beta_integral"
DUPLICATION = "background.duplication"
WENDEL_ID = "background.wendel"


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


def _beta(shift: int) -> Derivation:
    steps = []
    for x in (Rational(1, 2), Rational(3), Rational(7, 3)):
        for n in (1, 2, 4):
            # (1-t)^(n-1) multiplied out: the integral is a finite sum of int t^(x+i-1) = 1/(x+i).
            terms = ((-1) ** i * sympy.binomial(n - 1, i) / (x + i) for i in range(n))
            closed = gamma(x) * gamma(n) / gamma(x + n + shift)
            text = rf"$\int_0^1t^{{x-1}}(1-t)^{{y-1}}dt$ at $x={x}$, $y={n}$"
            steps.append(value(sympy.Add(*terms), closed, text=text, goal=True))
    t = sympy.Symbol("t", real=True)
    primitive, inside = sympy.acos(1 - 2 * t), {t: Reals(0, 1, left_open=True, right_open=True)}
    root = gamma(Rational(1, 2)) ** 2 / gamma(1 + shift)
    steps += [
        antiderivative(primitive, 1 / sympy.sqrt(t * (1 - t)), t, inside),
        value(primitive.subs(t, 1) - primitive.subs(t, 0), root, text=r"the integral at $x=y=1/2$ is $\pi$", goal=True),
    ]
    return prove(*steps)


BETA_INTEGRAL = Claim(
    id=BETA,
    label="Euler's Beta integral",
    statement=(
        r"For $x,y>0$: $\int_0^1t^{x-1}(1-t)^{y-1}dt=\frac{\Gamma(x)\Gamma(y)}{\Gamma(x+y)}$; hence with $t=s^2$: "
        r"$\int_{-1}^1|s|^{2x-1}(1-s^2)^{y-1}ds=\frac{\Gamma(x)\Gamma(y)}{\Gamma(x+y)}$."
    ),
    expected=Verdict.CITED,
    scope="all x, y > 0; NIST Digital Library of Mathematical Functions 5.12.1",
    check=_beta,
    parameters={"shift": 0},
    control=Control(
        r"$\int_0^1t^{x-1}(1-t)^{y-1}dt=\Gamma(x)\Gamma(y)/\Gamma(x+y+1)$; false at $x=1/2$, $y=1$, where the "
        r"integral is "
        r"$2$.",
        {"shift": 1},
    ),
)


def _reflection(factor: Rational) -> Derivation:
    near = Rational(1, 10**40)
    steps = []
    for x in (Rational(1, 2), Rational(1, 3), Rational(2, 7), Rational(-5, 4)):
        quotient = gamma(x) * gamma(1 - x) * sympy.sin(pi * x) / (factor * pi)
        steps.append(within(quotient, 1 - near, 1 + near, text=rf"the reflection formula at $x={x}$", goal=True))
    return prove(*steps)


REFLECTION = Claim(
    id="background.reflection",
    label="Euler's reflection formula",
    statement=r"For $x\notin\mathbb Z$: $\Gamma(x)\,\Gamma(1-x)=\pi/\sin(\pi x)$; $1/\Gamma$ is entire, with zeros "
    r"exactly "
    r"at $0,-1,-2,\dots$",
    expected=Verdict.CITED,
    scope="all real x that are no integers; NIST Digital Library of Mathematical Functions 5.5.3",
    check=_reflection,
    parameters={"factor": Rational(1)},
    control=Control(
        r"$\Gamma(x)\,\Gamma(1-x)=2\pi/\sin(\pi x)$; false at $x=1/2$, where the left side is $\pi$.",
        {"factor": Rational(2)},
    ),
)


def _duplication(exponent: int) -> Derivation:
    near = Rational(1, 10**40)
    steps = []
    for x in (Rational(1, 2), Rational(3), Rational(1, 3), Rational(17, 5)):
        closed = 2 ** (2 * x - exponent) * gamma(x) * gamma(x + Rational(1, 2)) / sympy.sqrt(pi)
        text = rf"the duplication formula at $x={x}$"
        steps.append(within(gamma(2 * x) / closed, 1 - near, 1 + near, text=text, goal=True))
    return prove(*steps)


LEGENDRE_DUPLICATION = Claim(
    id=DUPLICATION,
    label="Legendre's duplication formula",
    statement=r"For $x>0$: $\Gamma(2x)=\frac{2^{2x-1}}{\sqrt\pi}\,\Gamma(x)\,\Gamma(x+\tfrac12)$.",
    expected=Verdict.CITED,
    scope="all x > 0; NIST Digital Library of Mathematical Functions 5.5.5",
    check=_duplication,
    parameters={"exponent": 1},
    control=Control(
        r"$\Gamma(2x)=\frac{2^{2x}}{\sqrt\pi}\,\Gamma(x)\,\Gamma(x+\tfrac12)$; false at $x=1/2$, where the left side "
        r"is $1$.",
        {"exponent": 0},
    ),
)
