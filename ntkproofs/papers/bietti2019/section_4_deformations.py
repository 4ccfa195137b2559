r"""Section 4: deformations of a signal and what must be assumed of them."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Min, Rational, Symbol

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.background.signals import CHANGE_OF_VARIABLES

from .continuous_network import SIGNALS

BIJECTIVE_ID = "bietti2019.section4.deformation_bijective"
NORM_ID = "bietti2019.section4.deformation_norm"
TAU = r"$\tau\in C^1(\mathbb{R}^D,\mathbb{R}^D)$ with $G\le\frac12$"
DEFORMATION = r"$L_\tau x(u)=x(u-\tau(u))$, $G=\|\nabla\tau\|_\infty$ (operator norm)"

_G = Symbol("G", real=True)
_N = Symbol("n", positive=True)


def _diffeomorphism(of_tau: int, of_u: int) -> Derivation:
    shift = Symbol("c", positive=True)

    def image(point: Expr) -> Expr:
        return of_u * point + of_tau * shift

    return prove(
        definition(rf"the map that is to be a diffeomorphism is $\psi(u)={of_u}\cdot u+({of_tau})\cdot\tau(u)$"),
        definition(r"the paper's instance, a small translation: $\tau(u)=c$ for all $u$; two points at distance 1"),
        positive(
            (image(Integer(1)) - image(Integer(0))) ** 2,
            {},
            text=r"$\psi$ is injective for translations: $|\psi(u+1)-\psi(u)|^2>0$",
            goal=True,
            at="for the translation tau = c, |psi(u + 1) - psi(u)|^2",
        ),
        reduction(
            r"a bijection $\tau$ of $\mathbb{R}^D$ onto itself is unbounded, so with $\psi=\tau$ the bound by $\|\tau\|_\infty$ is infinite"
        ),
        rests_on(BIJECTIVE_ID, r"$u\mapsto u-\tau(u)$ is a diffeomorphism when $\|\nabla\tau\|_\infty\le\frac12$"),
    )


DIFFEOMORPHISM = Claim(
    id="bietti2019.section4.diffeomorphism",
    label="Section 4",
    printed=True,
    statement=(
        r"The deformations are $L_\tau x(u)=x(u-\tau(u))$ with $\tau:\mathbb{R}^D\to\mathbb{R}^D$ a $C^1$-diffeomorphism, for instance a "
        r"small translation or rotation, and the guarantee bounds them through $\|\tau\|_\infty$ and $\|\nabla\tau\|_\infty$ ($D$ is the "
        r"paper's $d$)."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=BIJECTIVE_ID,
    scope=(
        "every D >= 1: translations (tau constant) are no diffeomorphisms, and no diffeomorphism tau of R^D onto itself has finite sup "
        "norm. A slip of terminology: u -> u - tau(u) is meant; Proposition 12 is unaffected"
    ),
    check=_diffeomorphism,
    parameters={"of_tau": 1, "of_u": 0},
    depends_on=(BIJECTIVE_ID,),
    control=Control(
        r"The same for the map $u\mapsto u-\tau(u)$; it is injective for translations.", {"of_tau": -1, "of_u": 1}
    ),
)


def _bijective(bound: Rational) -> Derivation:
    steep = Min(bound, 1)
    distance = Symbol("h", real=True)
    return prove(
        definition(rf"an instance: $\tau(u)=su$ with $s=\min({bound},1)$, where $u-\tau(u)=(1-s)u$"),
        positive(1 - steep, {}, text=rf"it is injective: $1-s>0$ for the bound ${bound}$", goal=True),
        reduction(
            r"For fixed $v$ a solution of $u-\tau(u)=v$ is a fixed point of $T(u)=v+\tau(u)$; by the mean value inequality $|T(u)-T(u')|\le G|u-u'|$"
        ),
        recurrence(
            lambda n: (1 - _G**n) / (1 - _G),
            lambda s, n: s(n + 1) - s(n) - _G**n,
            {0: Integer(0)},
            _N,
            Integers(0),
            {_G: Reals(0, Rational(1, 2))},
            text=r"$\sum_{j<n}G^j=\frac{1-G^n}{1-G}$",
            goal=True,
        ),
        positive(1 - bound, {}, text=rf"$G\le{bound}<1$"),
        reduction(
            r"so the iterates $u_{n+1}=T(u_n)$ are a Cauchy sequence, $|u_{n+1}-u_n|\le G^n|u_1-u_0|$ with bounded sums; the limit is a fixed "
            r"point, and the only one, as two would be at a distance at most $G<1$ times itself"
        ),
        identity(
            distance - _G * distance,
            (1 - _G) * distance,
            {distance: Reals(0), _G: Reals(0, Rational(1, 2))},
            text=r"$|(I-\nabla\tau)h|\ge|h|-G|h|=(1-G)|h|$: the derivative of $u-\tau(u)$ is invertible",
            goal=True,
        ),
        cite(CHANGE_OF_VARIABLES, r"a bijective $C^1$ map with invertible derivative has a $C^1$ inverse"),
    )


BIJECTIVE = Claim(
    id=BIJECTIVE_ID,
    label="Section 4",
    statement=(
        r"If $\tau\in C^1(\mathbb{R}^D,\mathbb{R}^D)$ and $\|\nabla\tau\|_\infty\le\frac12$ (operator norm), then $u\mapsto u-\tau(u)$ is a "
        r"$C^1$-diffeomorphism of $\mathbb{R}^D$; boundedness or injectivity of $\tau$ itself is not needed."
    ),
    expected=Verdict.PROVED,
    scope="all D >= 1; given the inverse function theorem",
    check=_bijective,
    parameters={"bound": Rational(1, 2)},
    conditions=(CHANGE_OF_VARIABLES,),
    control=Control(
        r"The same with $\|\nabla\tau\|_\infty\le2$; false for $\tau(u)=u$, where $u-\tau(u)=0$.",
        {"bound": Rational(2)},
    ),
)


def _norm(power: int) -> Derivation:
    half = Rational(1, 2)
    p, q = sympy.symbols("p q", real=True)
    return prove(
        definition(rf"the claimed bound of $\|L_\tau x\|^2/\|x\|^2$ is $(1-G)^{{-{power}D}}$"),
        positive(
            (1 - half) ** -power - 2,
            {},
            strict=False,
            text=r"$D=1$, $\tau(u)=\frac u2$: $\int|x(u/2)|^2du=2\int|x|^2$ is at most $(1-\frac12)^{-"
            + str(power)
            + r"}\|x\|^2$",
            goal=True,
        ),
        rests_on(BIJECTIVE_ID, r"$v=u-\tau(u)$ is a $C^1$-diffeomorphism"),
        cite(CHANGE_OF_VARIABLES, r"$\int\|x(v)\|^2dv=\int\|x(u-\tau(u))\|^2|\det(I-\nabla\tau)|du$"),
        reduction(
            r"$|(I-\nabla\tau)h|\ge(1-G)|h|$, so the $D$ singular values of $I-\nabla\tau$ are at least $1-G>0$, and $|\det|$ is their product"
        ),
        nonnegative_combination(
            (1 - _G + p) * q - (1 - _G) * q,
            p * q,
            {p: Reals(0), q: Reals(0), _G: Reals(0, half)},
            text=r"one factor after the other: $(1-G+p)q\ge(1-G)q$ for $p,q\ge0$, so $|\det(I-\nabla\tau)|\ge(1-G)^D$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            2 - 1 / (1 - _G), _G, Reals(0, half), text=r"$(1-G)^{-1}\le2$ for $G\le\frac12$", goal=True
        ),
    )


NORM = Claim(
    id=NORM_ID,
    label="Section 4",
    statement=(r"For $\tau\in C^1$ with $G\le\frac12$: $\|L_\tau x\|\le(1-G)^{-D/2}\|x\|\le2^{D/2}\|x\|$."),
    hypotheses=(SIGNALS, DEFORMATION),
    expected=Verdict.PROVED,
    scope="all D >= 1; given the change of variables",
    check=_norm,
    parameters={"power": 1},
    depends_on=(BIJECTIVE_ID,),
    conditions=(CHANGE_OF_VARIABLES,),
    control=Control(
        r"$\|L_\tau x\|\le\|x\|$; false for $\tau(u)=u/2$, $D=1$, where the squared norm doubles.", {"power": 0}
    ),
)
