"""Proposition 5: the order of the eigenvalues, and even dimensions."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, gamma, pi

from ntkproofs.checks import Integers, definition, identity, positive, prove, recurrence, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .proposition_5 import CLOSED_FORM_ID
from .relu_kernels import KAPPAS
from .spectral_asymptotics import squared_gammas
from .spectral_sequences import BASE, DIMENSIONS, EVERYWHERE, KAPPA_FAMILY, MU, D, J, K, mu_kappa

_EVEN = {K: Integers(0, step=2)}


def _closed_form() -> Step:
    return rests_on(CLOSED_FORM_ID, r"$\mu_k(\kappa)=\bigl(k(k+d-2)+d+1\bigr)B_k$, " + BASE)


def _strict_decrease(next_degree: int) -> Derivation:
    k, d = K, D
    zero, two = sympy.Integer(0), sympy.Integer(2)
    scaled = {degree: [d_ * mu_kappa(degree, d_) for d_ in map(sympy.Integer, (2, 3))] for degree in (zero, two)}
    up, down = (k - 1) ** 2 * ((k + 2) * (k + d) + d + 1), (k + d + 1) ** 2 * (k * (k + d - 2) + d + 1)
    even, growth = (d + 2) * (d + 3) * d / (d + 1) ** 3, d * (d + 2) * (3 * d + 7) / ((3 * d + 1) * (d + 3) ** 2)
    three = sympy.Integer(3)
    return prove(
        _closed_form(),
        identity(
            mu_kappa(k + 2, d) * down,
            mu_kappa(k, d) * up,
            EVERYWHERE,
            text=r"$\frac{\mu_{k+2}}{\mu_k}=\bigl(\frac{k-1}{k+d+1}\bigr)^2\frac{(k+2)(k+d)+d+1}{k(k+d-2)+d+1}$",
            goal=True,
        ),
        identity(
            mu_kappa(two, d) * (d + 1) ** 3,
            mu_kappa(zero, d) * (3 * d + 1),
            DIMENSIONS,
            text=r"$\mu_2/\mu_0=(3d+1)/(d+1)^3$",
            goal=True,
        ),
        positive(
            (down - up).subs(k, 2 + J),
            {J: 0, D: 2},
            steps={J: 2},
            text=r"the ratio is below 1 for all even $k\ge2$, $k=2+j$: $\mu_2>\mu_4>\dots$",
            goal=True,
        ),
        positive(
            up.subs(k, 2 + J) / down.subs(k, 2 + J),
            {J: 0, D: 2},
            text=r"and it is positive: $\mu_k>0$ for even $k\ge2$",
        ),
        reduction(
            r"$\mu_1=1/d$ (closed form at $k=1$). $\mu_0>\mu_1>\mu_2$ says $d\mu_0>1>d\mu_2$; both are proved by "
            r"induction on $d$ "
            r"in steps of 2, from $d=2$ and $d=3$"
        ),
        identity(mu_kappa(sympy.Integer(1), d), 1 / d, DIMENSIONS, text=r"$\mu_1=1/d$"),
        identity(
            (d + 2) * mu_kappa(zero, d + 2),
            even * d * mu_kappa(zero, d),
            DIMENSIONS,
            text=r"$(d+2)\,\mu_0(d+2)=\frac{d(d+2)(d+3)}{(d+1)^3}\;d\,\mu_0(d)$",
        ),
        positive(even - 1, {d: 2}, text=r"this factor is above 1"),
        identity(
            (d + 2) * mu_kappa(two, d + 2),
            growth * d * mu_kappa(two, d),
            DIMENSIONS,
            text=r"$(d+2)\,\mu_2(d+2)=\frac{d(d+2)(3d+7)}{(3d+1)(d+3)^2}\;d\,\mu_2(d)$",
        ),
        positive(1 - growth, {d: 2}, text=r"this factor is below 1"),
        [
            positive(x - 1, {}, text=rf"$d\mu_0>1$ at $d={n}$", goal=True)
            for n, x in zip((2, 3), scaled[zero], strict=True)
        ],
        [
            positive(1 - x, {}, text=rf"$d\mu_2<1$ at $d={n}$", goal=True)
            for n, x in zip((2, 3), scaled[two], strict=True)
        ],
        positive(
            mu_kappa(sympy.Integer(next_degree), three) - mu_kappa(sympy.Integer(4), three),
            {},
            text=rf"at $d=3$: $\mu_{next_degree}>\mu_4=1/192$, the step after $\mu_2$",
            goal=True,
        ),
    )


STRICT_DECREASE = Claim(
    id="bietti2019.prop5.strict_decrease",
    label="Proposition 5",
    statement=(
        r"For every $d\ge2$: $\mu_0>\mu_1>\mu_2>\mu_4>\mu_6>\dots>0$ ($\mu_k=\mu_k(\kappa)$); moreover "
        r"$\mu_2/\mu_0=(3d+1)/(d+1)^3$ "
        r"and $\frac{\mu_{k+2}}{\mu_k}=\Bigl(\frac{k-1}{k+d+1}\Bigr)^2\frac{(k+2)(k+d)+d+1}{k(k+d-2)+d+1}$ for even "
        r"$k$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_strict_decrease,
    parameters={"next_degree": 2},
    depends_on=(CLOSED_FORM_ID,),
    control=Control(r"$\mu_0>\mu_1>\mu_2>\mu_3>\mu_4$ for $d=3$; $\mu_3=0<\mu_4=1/192$.", {"next_degree": 3}),
)


def _elementary_dimensions(first: int) -> Derivation:
    k, j, d = K, J, D
    at = first + 2 * j
    two, four = sympy.Integer(2), sympy.Integer(4)
    plane = 2 * (k**2 + 3) / (pi**2 * (k**2 - 1) ** 2)
    space = 8 * (k**2 + 2 * k + 5) / (pi**2 * ((k - 1) * (k + 1) * (k + 3)) ** 2)
    tilde, squares = squared_gammas(KAPPA_FAMILY)
    h, i = Symbol("h", positive=True), Symbol("i", real=True)
    eigenvalue = k * (k + 2 * h - 2)

    def formula(printed: sympy.Expr, dim: sympy.Expr) -> Step:
        word = "even" if first % 2 == 0 else "odd"
        up = (k - 1) ** 2 * ((k + 2) * (k + dim) + dim + 1)
        down = (k + dim + 1) ** 2 * (k * (k + dim - 2) + dim + 1)
        return recurrence(
            lambda n: printed.subs(k, first + 2 * n),
            lambda s, n: s(n + 1) * down.subs(k, first + 2 * n) - s(n) * up.subs(k, first + 2 * n),
            {0: mu_kappa(sympy.Integer(first), dim)},
            j,
            Integers(0),
            text=rf"$\mu_k(\kappa)={sympy.latex(printed)}$ for $d={dim}$, {word} $k={sympy.latex(at)}$",
            goal=True,
        )

    return prove(
        _closed_form(),
        identity(
            mu_kappa(k + 2, d) * (k + d + 1) ** 2 * (k * (k + d - 2) + d + 1),
            mu_kappa(k, d) * (k - 1) ** 2 * ((k + 2) * (k + d) + d + 1),
            EVERYWHERE,
            text=r"the step ratio of $\mu_k$, which with the first value determines $\mu_k$ along a parity",
        ),
        formula(plane, two),
        formula(space, four),
        definition(r"$d=2h$ and $\Lambda=k(k+d-2)$"),
        squares,
        recurrence(
            lambda n: gamma(j - Rational(1, 2)) / gamma(j + n + Rational(1, 2)),
            lambda s, n: s(n + 1) * (j + n + Rational(1, 2)) - s(n),
            {0: 1 / (j - Rational(1, 2))},
            h,
            Integers(0),
            {j: Integers(0)},
            text=r"$\Gamma(\frac{k-1}2)/\Gamma(\frac{k+d+1}2)=\prod_{i=0}^{h}\frac2{k-1+2i}$, by one more factor for "
            r"each $h$",
        ),
        identity(
            (k - 1 + 2 * i) * (k - 1 + 2 * (h - i)),
            eigenvalue + 1 - 2 * h + 4 * i * (h - i),
            text=r"$(k-1+2i)(k-1+2(h-i))=\Lambda+1-d+4i(h-i)$",
            goal=True,
        ),
        reduction(
            r"In the square of the product every $i$ meets $h-i$: along even $k$, "
            r"$\pi^2\mu_k=\frac18\Gamma(h)^2\,4^{h+1}(\Lambda+d+1)\big/"
            r"\prod_{i=0}^h(\Lambda+1-d+4i(h-i))$, a rational function of $\Lambda$"
        ),
        [_even_dimension(n, tilde) for n in (1, 2, 3)],
    )


def _even_dimension(half: int, tilde: sympy.Expr) -> Step:
    k, eigenvalue, dim = K, K * (K + 2 * half - 2), sympy.Integer(2 * half)
    product = sympy.prod(eigenvalue + 1 - dim + 4 * i * (half - i) for i in range(half + 1))
    claimed = gamma(dim / 2) ** 2 * 4 ** (half + 1) * (eigenvalue + dim + 1) / (8 * product)
    squared = tilde.subs(D, dim).subs(J, k / 2)
    return identity(
        pi**2 * (eigenvalue + dim + 1) * squared,
        claimed,
        _EVEN,
        text=rf"the formula at $d={dim}$, symbolic in $k$",
        goal=True,
    )


ELEMENTARY_DIMENSIONS = Claim(
    id="bietti2019.prop5.elementary_dimensions",
    label="Proposition 5",
    statement=(
        r"For even $k$: $\mu_k(\kappa)=\frac{2(k^2+3)}{\pi^2(k^2-1)^2}$ for $d=2$, "
        r"$\mu_k(\kappa)=\frac{8(k^2+2k+5)}{\pi^2\left((k-1)(k+1)(k+3)\right)^2}$ for $d=4$; in every even dimension "
        r"$\pi^2\mu_k$ "
        r"is a rational function of $k(k+d-2)$ along even $k$."
    ),
    hypotheses=(*KAPPAS, MU),
    expected=Verdict.PROVED,
    scope="d = 2 and d = 4 displayed, all even d for the last part; all even k >= 0",
    check=_elementary_dimensions,
    parameters={"first": 0},
    depends_on=(CLOSED_FORM_ID,),
    control=Control(r"The formulas also hold for odd $k\ge3$; $\mu_3=0$.", {"first": 3}),
)
