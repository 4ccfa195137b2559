"""A Gaussian vector in polar coordinates of the whole space."""

from __future__ import annotations

import itertools

import sympy
from sympy import Rational, gamma

from ntkproofs.checks import prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

POLAR = "background.gaussian_polar"


def _polar(density_power: int) -> Derivation:
    steps = []
    for dim, powers in itertools.product((2, 3, 5), ((2, 0), (2, 2), (4, 2))):
        total = Rational(sum(powers), 2)
        # E r^(2a) under the density proportional to r^(d-1+shift) exp(-r^2/2), by Euler's integral.
        half = Rational(dim + density_power, 2)
        radius = 2**total * gamma(half + total) / gamma(half)
        odd = sympy.prod(sympy.factorial2(n - 1) for n in powers)
        direction = odd / sympy.prod(dim + 2 * i for i in range(int(total)))
        text = rf"$E\,r^{{{2 * total}}}\,E\,\omega_1^{{{powers[0]}}}\omega_2^{{{powers[1]}}}={odd}$, $d={dim}$"
        steps.append(value(radius * direction, odd, text=text, goal=True))
    return prove(*steps)


GAUSSIAN_POLAR = Claim(
    id=POLAR,
    label="Radius and direction of a Gaussian vector",
    statement=(
        r"$w\sim\mathcal N(0,I_d)$, $d\ge2$, is $r\omega$ with $r>0$ and $\omega$ independent, $\omega$ uniform on "
        r"$S^{d-1}$ and "
        r"$r$ of density proportional to $r^{d-1}e^{-r^2/2}$ on $(0,\infty)$."
    ),
    expected=Verdict.CITED,
    scope="all d >= 2; e.g. P. Billingsley, Probability and Measure, section 20",
    check=_polar,
    parameters={"density_power": 0},
    control=Control(
        r"The same with $r$ of density proportional to $r^de^{-r^2/2}$; false for $d=2$, where it gives $\mathbb "
        r"Ew_1^2=3/2$.",
        {"density_power": 1},
    ),
)
