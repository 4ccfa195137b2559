r"""Section 3.2: inputs with a constant added, and what that does to angles."""

from __future__ import annotations

import sympy
from sympy import Integer, Symbol, acos, cos, pi, sin, sqrt

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict


def _bilipschitz(lower: Integer) -> Derivation:
    a, b, p, omega = sympy.symbols("a b p omega")  # |x|, |x'|, <x, x'> and the angle of x and x'
    first, second, product, distance, angle = sympy.symbols("A B P D theta")  # |z|, |z'|, AB, |x - x'|, their angle
    cauchy, cosines, below_two, left, right, tangent, sine = sympy.symbols("g_1 g_2 g_3 g_4 g_5 V S")
    quarter = Reals(0, pi / 2)
    over = {product: Reals(0, left_open=True), distance: Reals(0), angle: quarter}
    facts = {
        tangent: (2 * (1 - cos(angle)) - angle * sin(angle), r"$2(1-\cos\vartheta)\ge\vartheta\sin\vartheta$"),
        sine: (angle - sin(angle), r"$\vartheta\ge\sin\vartheta$"),
        Symbol("U"): (sin(angle), r"$\sin\vartheta\ge0$"),
    }
    proved = {
        n: (e, nonnegative_by_derivatives(e, angle, quarter, text=t + r" on $[0,\pi/2]$"))
        for n, (e, t) in facts.items()
    }
    at_corner = {a: 1, b: 1, p: -1}
    norms = sqrt((1 + a**2) * (1 + b**2))
    return prove(
        definition(
            r"by homogeneity $R=1$; $a=\|x\|$, $b=\|x'\|$, $p=\langle x,x'\rangle=ab\cos\omega$, $A=\|z\|$, "
            r"$B=\|z'\|$, $P=AB$, "
            r"$D=\|x-x'\|=\|z-z'\|$; so $A^2=1+a^2$, $B^2=1+b^2$, $P\cos\vartheta=1+p$, $D^2=a^2+b^2-2p$"
        ),
        value(acos((1 + p) / norms).subs(at_corner), pi / 2, text=r"$x=-x'$, $\|x\|=1$: the angle is $\pi/2$"),
        nonnegative_combination(
            lower * pi / 2 - 2,
            lower * pi / 2 - 2,
            {},
            text=rf"$D\le{lower}\vartheta$ at $x=-x'$, $\|x\|=1$, where $D=2$ and $\vartheta=\pi/2$",
            goal=True,
        ),
        reduction(r"$|p|\le ab\le1$, so $\cos\vartheta\ge0$ and $\vartheta\in[0,\pi/2]$"),
        positive(1 + a**2 - 1, {a: 0}, strict=False, text=r"$A^2\ge1$", goal=True),
        nonnegative_combination(
            2 - (1 + a**2),
            left * (1 + a),
            {a: Reals(0, 1)},
            given={left: 1 - a},
            text=r"$A^2\le2$ for $a\le1$",
            goal=True,
        ),
        identity(
            (1 + a**2) * (1 + b**2) - (1 + p) ** 2 - (a**2 + b**2 - 2 * p),
            a**2 * b**2 - p**2,
            text=r"$P^2\sin^2\vartheta-D^2=a^2b^2-p^2$",
        ),
        identity(
            (a**2 * b**2 - p**2).subs(p, a * b * cos(omega)),
            (a * b * sin(omega)) ** 2,
            text=r"which is $(ab\sin\omega)^2$, so $P\sin\vartheta\ge D$",
        ),
        identity(
            first**2 + second**2 - 2 * first * second * cos(angle) - 2 * first * second * (1 - cos(angle)),
            (first - second) ** 2,
            text=r"$D^2-2P(1-\cos\vartheta)=(A-B)^2\ge0$",
        ),
        nonnegative_combination(
            2 - first * second,
            (left + right + (first - second) ** 2) / 2,
            {first: Reals(0), second: Reals(0)},
            given={left: 2 - first**2, right: 2 - second**2},
            text=r"$P\le2$ because $A^2,B^2\le2$",
        ),
        (step for _, step in proved.values()),
        nonnegative_combination(
            product * sin(angle) * (distance - angle),
            distance * cauchy + cosines + product * tangent,
            over,
            proved,
            given={cauchy: product * sin(angle) - distance, cosines: distance**2 - 2 * product * (1 - cos(angle))},
            text=r"$P\sin\vartheta\,(D-\vartheta)\ge0$, so $\vartheta\le D$ (for $\vartheta=0$ that is plain)",
            goal=True,
        ),
        nonnegative_combination(
            lower * angle - distance,
            (lower - 2) * angle + cauchy + below_two * Symbol("U") + 2 * sine,
            over,
            proved,
            given={cauchy: product * sin(angle) - distance, below_two: 2 - product},
            text=rf"${lower}\vartheta\ge D$, since "
            rf"$2\vartheta-D=(P\sin\vartheta-D)+(2-P)\sin\vartheta+2(\vartheta-\sin\vartheta)$",
            sufficient=True,
            goal=True,
        ),
    )


AUGMENTED_BILIPSCHITZ = Claim(
    id="bietti2019.section32.augmented_bilipschitz",
    label="Section 3.2",
    statement=(
        r"For $\|x\|,\|x'\|\le R$, $z=(x,R)$, $z'=(x',R)$, the angle $\vartheta$ between $z$ and $z'$ satisfies "
        r"$\frac{\|x-x'\|}{2R}\le\vartheta\le\frac{\|x-x'\|}{R}$, and $R\le\|z\|\le\sqrt2R$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 1, all R > 0, all x, x' in the closed ball of radius R",
    check=_bilipschitz,
    parameters={"lower": Integer(2)},
    control=Control(r"$\vartheta\ge\|x-x'\|/R$; false for $x=-x'$, $\|x\|=R$: $\pi/2<2$.", {"lower": Integer(1)}),
)


def _augmented_input(radius: Integer) -> Derivation:
    x = Symbol("x")
    norm = sqrt(x**2 + radius**2)
    return prove(
        definition(
            r"an instance: $d=1$ and $g=1$ on the sphere, so $f(x)=\|(x,R)\|$; other instances: "
            r"$g(z)=z_{d+1}/R$"
        ),
        nonnegative_combination(
            norm.subs(x, 0) - 1,
            norm.subs(x, 0) - 1,
            {},
            text=rf"$f(0)=\|(0,R)\|\ge1$ for $R={radius}$: $f$ is not homogeneous, since it does not vanish at $0$",
            goal=True,
        ),
        value(norm.subs(x, 1) ** 2, 1 + radius**2, text=r"$f(1)^2=1+R^2$", goal=True),
    )


AUGMENTED_INPUT = Claim(
    id="bietti2019.section32.augmented_input",
    label="Section 3.2",
    printed=True,
    statement=(
        r"With the augmented variable $z=(x,R)\in\mathbb{R}^{d+1}$ and $f(x)=\|z\|g(z/\|z\|)$, $g$ on $S^d$, one "
        r"obtains "
        r"non-homogeneous functions, and for $x$ in a ball of radius $R$ this preserves regularity properties."
    ),
    expected=Verdict.CITED,
    scope="F. Bach, Breaking the curse of dimensionality with convex neural networks, JMLR 18 (2017), Section 3; the "
    "elementary "
    "part is section32.augmented_bilipschitz",
    check=_augmented_input,
    parameters={"radius": Integer(1)},
    control=Control(
        r"Without augmentation, $R=0$, the functions $\|x\|g(x/\|x\|)$ need not vanish at $0$; they all do.",
        {"radius": Integer(0)},
    ),
)
