r"""The Laplace kernel on the slits: an integral for its eigenvalues, and bounds of every one of them."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import I, Rational, Symbol, cos, cosh, exp, pi, sin, sinh

from ntkproofs.checks import Reals, cite, definition, identity, limit, prove, reduction, rests_on
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.expansions.chord_exponential import ChordExponential

from .deep_bounds import between, falling, slit_steps
from .deep_two_sided import DIMENSIONS, frame
from .gauss_legendre import QUADRATURE_ID
from .setting import CONVENTIONS, LAPLACE, REFERENCE, WIDTH, WIDTHS
from .slit import KERNEL_ID, SLIT_ID
from .slit_two_sided import SLIT_BOUNDS_ID

Y, A = Symbol("y", positive=True), Symbol("a", real=True)


def _slit(rate: Rational) -> Derivation:
    c = WIDTH
    over: dict[Symbol, Domain] = {Y: Reals(0, left_open=True), **WIDTHS}
    right = exp(-2 * c * sin(I * Y / 2)).as_real_imag()[1]
    strip: dict[Symbol, Domain] = {A: Reals(0, pi), Y: Reals(0)}
    e = Symbol("e", positive=True)
    return prove(
        definition(
            r"$g(\theta)=e^{-2c\sin(\theta/2)}$, an entire function; $w_+(y)=-\mathrm{Im}\,g(iy)$, $w_-(y)=-\mathrm{Im}\,g(\pi-iy)$"
        ),
        identity(
            -right,
            sin(c * sinh(rate * Y) / rate),
            over,
            text=rf"$w_+(y)=\sin\bigl({sympy.latex(1 / rate)}c\sinh({sympy.latex(rate)}y)\bigr)$",
            goal=True,
        ),
        identity(
            sin(pi / 2 - I * Y / 2).rewrite(exp).expand(),
            cosh(Y / 2).rewrite(exp).expand(),
            over,
            text=r"$\sin\frac{\pi-iy}2=\cosh\frac y2$ is real: $w_-=0$, no term $(-1)^k$",
            goal=True,
        ),
        identity(
            (sin(A / 2) * cosh(Y / 2)) ** 2 + (cos(A / 2) * sinh(Y / 2)) ** 2,
            cosh(Y / 2) ** 2 - cos(A / 2) ** 2,
            strip,
            text=r"$\sin\frac{a+iy}2=\sin\frac a2\cosh\frac y2+i\cos\frac a2\sinh\frac y2$ (squared modulus)",
        ),
        reduction(r"its real part is $\ge0$ for $0\le a\le\pi$, so $|g|\le1$ on $0\le\mathrm{Re}\,\theta\le\pi$"),
        cite(
            SLIT_ID, r"for every $Y$, with $|E_k|\le\frac{2\Gamma(d/2)k!}{\Gamma(k+d/2)}\cosh(Y)e^{-(k+1)Y}F_d\sup|g|$"
        ),
        limit(
            1 / e,
            e,
            sympy.Integer(0),
            text=r"$\cosh Y\,e^{-(k+1)Y}\le e^{-kY}\le1/e\to0$ for $k\ge1$ with $e=e^Y\to\infty$; $F_d$ falls in $Y$: $E_k\to0$",
        ),
        rests_on(
            KERNEL_ID,
            r"$Q_k(\cosh y)\sinh y=O(e^{-ky})$ at $\infty$ and, times $y$, integrable at 0; $|w_+|\le\min(1,2c\sinh\frac y2)$: the integral "
            "to $\\infty$ converges and is the limit of those to $Y$",
        ),
    )


LAPLACE_SLIT = Claim(
    id="geifman2020.derived.laplace_slit",
    label="Theorem 2",
    statement=(
        r"For $k\ge1$, $d\ge2$, $c>0$ the eigenvalues of $e^{-c\|\mathbf x-\mathbf z\|}$ are "
        r"$\mu_k=\frac1\pi\int_0^\infty\sin(2c\sinh\tfrac y2)\,Q_k(\cosh y)\sinh y\,dy$ with $Q_k(z)=\mu_k[1/(z-\cdot)]$; the weight "
        r"at $t=-1$ vanishes, so no term $(-1)^k$ appears at any algebraic order."
    ),
    hypotheses=(CONVENTIONS, LAPLACE),
    expected=Verdict.PROVED,
    scope=r"All $k\ge1$, $d\ge2$, $c>0$. Given the slit representation.",
    check=_slit,
    parameters={"rate": Rational(1, 2)},
    depends_on=(KERNEL_ID,),
    conditions=(SLIT_ID,),
    control=Control(r"The weight is $\sin(c\sinh y)$.", {"rate": Rational(1)}),
)


def _two_sided(lower: tuple[str, ...], upper: str) -> Derivation:
    model = ChordExponential(Fraction(1))
    name = r"e^{-\|\mathbf x-\mathbf z\|}"
    return prove(
        frame(),
        slit_steps(model, name),
        falling(model, DIMENSIONS),
        *[between(model, name, dim, (low, upper), (low, upper)) for dim, low in zip(DIMENSIONS, lower, strict=True)],
    )


_LOWER = ("0.457810", "0.421097", "0.401911", "0.390238", "0.382424", "0.366813")

LAPLACE_TWO_SIDED = Claim(
    id="geifman2020.derived.laplace_two_sided",
    label="Theorem 2",
    statement=(
        r"For $c=1$ and $d\in\{2,3,4,5,6,10\}$ the eigenvalues of $e^{-\|\mathbf x-\mathbf z\|}$ on $\mathbb S^{d-1}$ satisfy "
        rf"$m_dJ_k\le\mu_k\le1.035224\,J_k$ for every $k\ge1$, {REFERENCE}, with "
        + ", ".join(f"$m_{{{dim}}}={low}$" for dim, low in zip(DIMENSIONS, _LOWER, strict=True))
        + r" (each is $\mu_1/J_1$ rounded down)."
    ),
    hypotheses=(CONVENTIONS, LAPLACE),
    expected=Verdict.CERTIFIED,
    scope=r"Every $k\ge1$, the six listed dimensions, $c=1$. Given the slit representation.",
    check=_two_sided,
    parameters={"lower": _LOWER, "upper": "1.035224"},
    depends_on=(SLIT_BOUNDS_ID, QUADRATURE_ID),
    conditions=(SLIT_ID,),
    control=Control(r"The lower constant $m_2=0.46$ for $d=2$: refuted at $k=1$.", {"lower": ("0.46", *_LOWER[1:])}),
)
