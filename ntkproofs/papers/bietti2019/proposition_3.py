r"""Proposition 3: the ReLU tangent kernel map is not Lipschitz, quantitatively and with its cause."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Symbol, cos, pi, sin

from ntkproofs.checks import (
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    reduction,
    unbounded_quotient,
)
from ntkproofs.checks.nonnegative_combination import Facts
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.feature_maps import (
    CHORD,
    CHORD_SQUARED,
    FEATURES,
    HALF,
    HALF_TEXT,
    SPHERE,
    TANGENT_MAP,
    TANGENT_MAP_SPHERE,
    phi1_distance_squared_on_sphere,
    tangent_distance_squared_on_sphere,
)
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS, kappa_0

_RANGE = SPHERE[HALF]


def _features(kernel: str) -> Expr:
    return {"kappa": tangent_distance_squared_on_sphere, "kappa1": phi1_distance_squared_on_sphere}[kernel]()


def chord_identity() -> Step:
    """Prove the two forms of the squared chord equal."""
    return identity(CHORD**2, CHORD_SQUARED, SPHERE, text=r"$\|x-y\|^2=4\sin^2s=2-2\cos2s$")


def infinite_supremum(kernel: str) -> Derivation:
    """Compare the first Taylor terms of the squared feature distance and the squared chord at angle 0."""
    return prove(
        definition(HALF_TEXT),
        reduction(
            r"the supremum over all pairs is at least the one over pairs of unit vectors, where every "
            r"$s\in(0,\pi/2]$ occurs because "
            r"$d\ge2$; a quotient of non-negative numbers is unbounded when its square is"
        ),
        chord_identity(),
        unbounded_quotient(
            _features(kernel),
            CHORD_SQUARED,
            HALF,
            pi / 2,
            text=r"the quotient of the squared feature distance and $\|x-y\|^2$ is unbounded on $(0,\pi/2]$",
            goal=True,
        ),
    )


NOT_LIPSCHITZ = Claim(
    id="bietti2019.prop3.not_lipschitz",
    label="Proposition 3",
    printed=True,
    statement=(
        r"$\sup_{x\ne y}\|\Phi(x)-\Phi(y)\|/\|x-y\|=+\infty$ (printed as a supremum that tends to $+\infty$), and "
        r"this holds already "
        r"when only $x,y\in S^{d-1}$ are considered ($d$ is the paper's $p$)."
    ),
    hypotheses=(*KAPPAS, TANGENT_MAP),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=infinite_supremum,
    parameters={"kernel": "kappa"},
    control=Control(
        r"The same supremum over the sphere for the feature map of $\kappa_1$ is infinite; it equals $1$.",
        {"kernel": "kappa1"},
    ),
)


def lower_bound(lower: Expr, upper: Expr) -> Derivation:
    """Hold the squared feature distance between multiples of the chord, with a cubic margin on both sides."""
    s, squared = HALF, tangent_distance_squared_on_sphere()
    excess, jordan, cosine, slope = Symbol("E"), Symbol("J"), Symbol("C"), Symbol("W")
    texts = {
        excess: (s - sin(s) - s**3 / 12, r"$s-\sin s\ge s^3/12$"),
        jordan: (sin(s) - 2 * s / pi, r"$\sin s\ge2s/\pi$"),
        cosine: (1 - cos(s) - s**2 / 4, r"$1-\cos s\ge s^2/4$"),
        slope: (sin(2 * s) - 2 * s * cos(2 * s), r"$\sin2s\ge2s\cos2s$"),
        Symbol("A"): (pi - 2 * s, r"$\pi-2s\ge0$"),
        Symbol("B"): (1 - cos(s), r"$1-\cos s\ge0$"),
    }
    facts = {
        name: (e, nonnegative_by_derivatives(e, s, _RANGE, depth=4, text=text + r" on $[0,\pi/2]$"))
        for name, (e, text) in texts.items()
    }
    margins = (lower - 2 / pi, upper - 2 / pi)
    # Each factor is non-negative on [0, pi/2] by the six facts; sin s = J + 2s/pi and 1 - cos s = C + s^2/4.
    below = 8 / pi * Symbol("A") * sin(s) ** 2 + 4 / pi * (2 * excess + (jordan + 2 * s / pi) * Symbol("B"))
    above = 4 / pi * (jordan * (cosine + s**2 / 4) + 2 * s / pi * cosine + slope)
    return prove(
        definition(HALF_TEXT),
        (step for _, step in facts.values()),
        _twice(
            squared - lower * CHORD,
            2 * s**3 / (3 * pi),
            below - 2 * margins[0] * (jordan + 2 * s / pi),
            facts,
            rf"\|\Phi(x)-\Phi(y)\|^2\ge{sympy.latex(lower)}t",
        ),
        chord_identity(),
        _twice(
            upper * CHORD + 2 * CHORD**2 - squared,
            2 * s**3 / pi**2,
            above + 2 * margins[1] * (jordan + 2 * s / pi),
            facts,
            rf"\|\Phi(x)-\Phi(y)\|^2\le{sympy.latex(upper)}t+2t^2",
        ),
        reduction(
            r"both margins are positive for $s>0$, so equality holds only for $x=y$; as $t\le2$, "
            r"$\|\Phi(x)-\Phi(y)\|$ lies between "
            r"two multiples of $t^{1/2}$"
        ),
    )


def _twice(expr: Expr, margin: Expr, combination: Expr, facts: Facts, text: str) -> list[Step]:
    """Prove expr >= margin, which is no part of a refutation, and expr >= 0, which is."""
    return [
        nonnegative_combination(expr, combination + margin, SPHERE, facts, text=f"${text}$", goal=True),
        nonnegative_combination(
            expr - margin,
            combination,
            SPHERE,
            facts,
            sufficient=True,
            text=rf"${text}$ with a margin of ${sympy.latex(margin)}$",
            goal=True,
        ),
    ]


LOWER_BOUND = Claim(
    id="bietti2019.prop3.lower_bound",
    label="Proposition 3",
    statement=(
        r"With $t=\|x-y\|$: $\frac{2}{\pi}t\le\|\Phi(x)-\Phi(y)\|^2\le\frac2\pi t+2t^2$ for all $x,y\in S^{d-1}$, "
        r"with equality only "
        r"for $x=y$; so the exponent $1/2$ of the modulus of continuity is exact."
    ),
    hypotheses=(*KAPPAS, TANGENT_MAP_SPHERE),
    expected=Verdict.PROVED,
    scope="all d >= 2, all x, y on the sphere",
    check=lower_bound,
    parameters={"lower": 2 / pi, "upper": 2 / pi},
    control=Control(
        r"$\|\Phi(x)-\Phi(y)\|^2\ge t$ for all $x,y$ on the sphere; false at small $t$, since $2/\pi<1$.",
        {"lower": Integer(1)},
    ),
)


def unit_norm_functions(kernel: str) -> Derivation:
    """Give the difference of two kernel sections, normalised, as the function that is steep between two points."""
    return prove(
        reduction(
            r"$f=(\Phi(x)-\Phi(y))/\|\Phi(x)-\Phi(y)\|$ has norm $1$ in the RKHS, and $f(x)-f(y)=\langle "
            r"f,\Phi(x)-\Phi(y)\rangle="
            r"\|\Phi(x)-\Phi(y)\|$ by the reproducing property; no function of the unit ball has a larger difference "
            r"there "
            r"(Cauchy-Schwarz), so the Lipschitz constants in the unit ball have the supremum of "
            r"$\|\Phi(x)-\Phi(y)\|/\|x-y\|$"
        ),
        infinite_supremum(kernel),
    )


UNIT_NORM_FUNCTIONS = Claim(
    id="bietti2019.prop3.unit_norm_functions",
    label="Proposition 3",
    printed=True,
    statement=(
        r"For every $\Lambda>0$ the unit ball of the RKHS of $\kappa(\langle x,y\rangle)$ on $S^{d-1}$ contains a "
        r"function whose "
        r"Lipschitz constant (with respect to the chord) exceeds $\Lambda$."
    ),
    hypotheses=(*KAPPAS, TANGENT_MAP_SPHERE),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=unit_norm_functions,
    parameters={"kernel": "kappa"},
    control=Control(
        r"The same for the RKHS of $\kappa_1$; all functions of its unit ball are 1-Lipschitz.", {"kernel": "kappa1"}
    ),
)


def cause(unstable: str) -> Derivation:
    """Split the squared distance into two terms, one with a bounded and one with an unbounded quotient."""
    angle, s = 2 * HALF, HALF
    terms = {
        "phi0": sympy.expand(2 - 2 * cos(angle) * kappa_0(angle)),
        "phi1": phi1_distance_squared_on_sphere(),
    }
    stable = next(name for name in terms if name != unstable)
    return prove(
        definition(HALF_TEXT),
        reduction(
            r"$\|\varphi_0(x)\otimes x-\varphi_0(y)\otimes y\|^2=2-2\langle x,y\rangle\kappa_0(\langle x,y\rangle)$ "
            r"on the sphere"
        ),
        identity(
            tangent_distance_squared_on_sphere(),
            terms["phi0"] + terms["phi1"],
            SPHERE,
            text=r"$\|\Phi(x)-\Phi(y)\|^2$ is the sum of the two terms",
            goal=True,
        ),
        identity(
            terms["phi0"],
            CHORD**2 + 2 * angle / pi * cos(angle),
            SPHERE,
            text=r"the first term is $t^2+\frac{2\theta}\pi\cos\theta$",
            goal=True,
        ),
        chord_identity(),
        nonnegative_by_derivatives(
            sympy.expand(CHORD_SQUARED - terms[stable]),
            s,
            _RANGE,
            text=rf"the term of $\varphi_{stable[-1]}$ is at most $t^2$",
            goal=True,
        ),
        unbounded_quotient(
            terms[unstable],
            CHORD_SQUARED,
            s,
            pi / 2,
            text=rf"the quotient of the term of $\varphi_{unstable[-1]}$ and $t^2$ is unbounded",
            goal=True,
        ),
    )


CAUSE = Claim(
    id="bietti2019.prop3.cause",
    label="Section 3.1",
    printed=True,
    statement=(
        r"On $S^{d-1}$ split $\|\Phi(x)-\Phi(y)\|^2=\|\varphi_0(x)\otimes x-\varphi_0(y)\otimes y\|^2+"
        r"\|\varphi_1(x)-\varphi_1(y)\|^2$. The instability is due to $\varphi_0$: with $t=\|x-y\|$ and $\theta$ the "
        r"angle, the second "
        r"term is at most $t^2$, the first equals $t^2+\frac{2\theta}{\pi}\cos\theta$ and its quotient by $t^2$ is "
        r"unbounded."
    ),
    hypotheses=(*KAPPAS, FEATURES, TANGENT_MAP_SPHERE),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=cause,
    parameters={"unstable": "phi0"},
    control=Control(
        r"The instability is due to $\varphi_1$: the first term is at most $t^2$ and the quotient of the second is "
        r"unbounded; false at "
        r"every acute angle.",
        {"unstable": "phi1"},
    ),
)
