r"""Corollary 6: even functions with enough derivatives are in the RKHS, with an explicit constant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy
from sympy import Expr, Integer, Rational, ceiling, pi

from ntkproofs.checks import cite, definition, identity, positive, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.harmonics import COMPLETE
from ntkproofs.papers.background.sphere_laplacian import LAPLACIAN

from .relu_kernels import KAPPAS
from .section_3_1_networks import SPACE
from .spectral_sequences import DIMENSIONS, D, K, Sequence, decay_constant, mu_kappa, mu_kappa_1

EVEN = "bietti2019.section32.even_sufficient"
TWO_SIDED = "bietti2019.prop5.two_sided"
KAPPA_1_CONSTANT = "bietti2019.section32.kappa1_constant"
WITNESS = "bietti2019.section32.improvement_witness"
EXPLICIT_ID = "bietti2019.cor6.explicit_constant"
DERIVATIVES = r"derivatives are covariant derivatives on the sphere, continuous and bounded as multilinear forms on unit tangent vectors"


@final
@dataclass(frozen=True)
class Smoothness:
    r"""A kernel with :math:`\mu_k > c\,\nu^{-d-x}` along even k >= 2: what Corollary 6 says of it.

    `excess` is x and `weight` the function c of the dimension.
    """

    latex: str
    eigenvalue: Sequence
    weight: Sequence
    excess: int
    lower_bound: str

    def order(self, dim: int) -> int:
        """The number s of derivatives, the least integer with 2s >= d + x."""
        return int(ceiling(Rational(dim + self.excess, 2)))

    def squared_constant(self, dim: int) -> Expr:
        r"""Return the factor of :math:`\eta^2` in the bound of the squared norm.

        >>> KAPPA.squared_constant(2), KAPPA.squared_constant(3)
        (2*pi**2/3, 2 + 81*pi/16)
        """
        s, d = self.order(dim), Integer(dim)
        odd = 1 + (d - 2) ** 2 / 4 if s % 2 else Integer(1)
        tail = (d / 2) ** (4 * (s // 2)) / self.weight(Integer(0), d) * odd
        return 1 / self.eigenvalue(Integer(0), d) + tail


KAPPA = Smoothness(r"\kappa", mu_kappa, lambda k, d: decay_constant(d), 0, TWO_SIDED)
KAPPA_1 = Smoothness(r"\kappa_1", mu_kappa_1, lambda k, d: d * decay_constant(d), 2, KAPPA_1_CONSTANT)


def sobolev_bound(kernel: Smoothness) -> list[Step]:
    """Bound the squared norm of an even function by its derivatives, in every dimension."""
    k, d = K, D
    c, nu = (d - 2) ** 2 / 4, k + (d - 2) / 2
    power = "d" if kernel.excess == 0 else f"d+{kernel.excess}"
    weight = "C(d)" if kernel.excess == 0 else "d\\,C(d)"
    a, b = sympy.symbols("a b", real=True)
    return [
        definition(
            rf"$s$ is the least integer with $2s\ge {power}$, $m=\lfloor s/2\rfloor$, $c=(d-2)^2/4$, $\nu=k+\frac{{d-2}}2$, "
            r"$g=(-\Delta+c)^mf$"
        ),
        rests_on(EVEN, r"$f_k=0$ for odd $k$"),
        cite(
            COMPLETE, r"$f=\sum f_k$ in $L^2$; $f$ is continuous, so it is in the space as soon as the norm is finite"
        ),
        rests_on(
            kernel.lower_bound,
            rf"$\mu_k({kernel.latex})>{weight}\,\nu^{{-{'d' if kernel.excess == 0 else f'd-{kernel.excess}'}}}$ for even $k\ge2$",
        ),
        positive(
            nu - 2, {k: 2, d: 2}, strict=False, text=r"$\nu\ge2$ for $k\ge2$, so $\nu^{" + power + r"}\le\nu^{2s}$"
        ),
        identity(nu**2, k * (k + d - 2) + c, text=r"$\nu^2=k(k+d-2)+c$", goal=True),
        cite(
            LAPLACIAN,
            r"$-\Delta Y=k(k+d-2)Y$, and $\langle\Delta f,Y\rangle=\langle f,\Delta Y\rangle$ by Green's formula twice",
        ),
        reduction(
            r"So $g$ has the components $\nu^{2m}f_k$. For even $s=2m$ Bessel's inequality gives $\sum\nu^{2s}\|f_k\|^2\le\|g\|^2$; for odd "
            r"$s=2m+1$ the fields $\nabla Y/\sqrt{k(k+d-2)}$ are orthonormal by Green's formula, and Bessel's inequality for them gives "
            r"$\sum k(k+d-2)\|g_k\|^2\le\|\nabla g\|^2$, so $\sum\nu^{2s}\|f_k\|^2\le\|\nabla g\|^2+c\|g\|^2$"
        ),
        identity(
            (a - b) ** 2,
            a**2 - 2 * a * b + b**2,
            text=r"(Bessel: $0\le\|g-h\|^2=\|g\|^2-2\langle g,h\rangle+\|h\|^2$, $h$ a projection)",
        ),
        reduction(
            r"$\Delta={\rm tr}\nabla^2$ and traces commute with $\nabla$: $\Delta^jf$ is the $j$-fold trace of $\nabla^{2j}f$ over a "
            r"tangent space of dimension $d-1$, so $|\Delta^jf|\le(d-1)^j\eta$, and likewise $|\nabla\Delta^jf|\le(d-1)^j\eta$; by the "
            r"binomial theorem $|g|,|\nabla g|\le(c+d-1)^m\eta$"
        ),
        identity(c + d - 1, (d / 2) ** 2, text=r"$c+d-1=(d/2)^2$: $|g|,|\nabla g|\le(d/2)^{2m}\eta$", goal=True),
        reduction(
            r"$\|f_0\|\le\eta$ gives the term $\eta^2/\mu_0$; the others sum to at most $(d/2)^{4m}\eta^2$ for even $s$ and to "
            rf"$(1+c)(d/2)^{{4m}}\eta^2$ for odd $s$, divided by ${weight}$"
        ),
    ]


def _explicit(scale: Rational) -> Derivation:
    return prove(
        *[
            positive(
                scale * KAPPA.squared_constant(dim) - 1 / mu_kappa(Integer(0), Integer(dim)),
                {},
                strict=False,
                text=rf"for $f\equiv\eta$: $1/\mu_0$ is at most the squared constant, $d={dim}$",
                goal=True,
            )
            for dim in (2, 3)
        ],
        sobolev_bound(KAPPA),
        value(
            scale * KAPPA.squared_constant(2),
            scale * 2 * pi**2 / 3,
            text=r"$d=2$: $s=1$, $m=0$, $c=0$, the squared constant is "
            r"$\frac{\pi^2}6+\frac{\pi^2}2=\frac{2\pi^2}3$",
            goal=True,
        ),
        positive(scale - 1, {}, strict=False, text=r"the stated constant is at least the one proved"),
    )


EXPLICIT_CONSTANT = Claim(
    id=EXPLICIT_ID,
    label="Corollary 6",
    statement=(
        r"Let $s=\lceil d/2\rceil$, $m=\lfloor s/2\rfloor$, $c=(d-2)^2/4$ and $C(d)=2^{d-1}\Gamma(d/2)^2/\pi^2$. For even $f\in "
        r"C^s(S^{d-1})$ with derivatives of orders $0,\dots,s$ bounded by $\eta$: $\|f\|_{\mathcal H}^2\le\eta^2\Bigl[\frac1{\mu_0(\kappa)}"
        r"+\frac{(d/2)^{4m}}{C(d)}\,e_s\Bigr]$ with $e_s=1$ for even $s$ and $e_s=1+c$ for odd $s$. For $d=2$: $\|f\|_{\mathcal "
        r"H}\le\pi\sqrt{2/3}\,\eta$."
    ),
    hypotheses=(*KAPPAS, SPACE, DERIVATIVES),
    expected=Verdict.PROVED,
    scope="all d >= 2; given Green's formula on the sphere and completeness of the harmonics",
    check=_explicit,
    parameters={"scale": Rational(1)},
    depends_on=(EVEN, TWO_SIDED),
    conditions=(COMPLETE, LAPLACIAN),
    control=Control(
        r"$\|f\|_{\mathcal H}^2$ is at most a fifth of the right side; false for $d=2$, $f\equiv\eta$: $\frac{\pi^2}6>\frac{2\pi^2}{15}$.",
        {"scale": Rational(1, 5)},
    ),
)


def _sufficient(step: int) -> Derivation:
    return prove(
        rests_on(EXPLICIT_ID, r"the bound with $s=\lceil d/2\rceil$, for even $f$"),
        [
            positive(
                mu_kappa(Integer(k), Integer(3)),
                {},
                text=rf"$\mu_{k}>0$, $d=3$: harmonics of degree {k}, smooth functions with these components, are in $\mathcal H$",
                goal=True,
            )
            for k in range(2, 7, step)
        ],
        reduction(
            r"An integer $s\ge d/2$ is at least $\lceil d/2\rceil$, so the derivatives up to that order are bounded by $\eta$"
        ),
        [
            positive(
                KAPPA.squared_constant(dim),
                {},
                text=rf"the constant $C_6({dim})$ is positive and depends on $d$ only",
                goal=True,
            )
            for dim in (2, 3, 4, 5)
        ],
    )


SUFFICIENT = Claim(
    id="bietti2019.cor6.sufficient",
    label="Corollary 6",
    printed=True,
    statement=(
        r"There is a constant $C_6(d)$ such that every even $f:S^{d-1}\to\mathbb{R}$ whose derivatives of order $0,\dots,s$ exist and are "
        r"bounded by $\eta$, for some integer $s\ge d/2$, lies in $\mathcal H$ with $\|f\|_{\mathcal H}\le C_6(d)\,\eta$."
    ),
    hypotheses=(*KAPPAS, SPACE, DERIVATIVES),
    expected=Verdict.PROVED,
    scope="all d >= 2; given Green's formula on the sphere and completeness of the harmonics",
    check=_sufficient,
    parameters={"step": 2},
    depends_on=(EXPLICIT_ID,),
    control=Control(
        r"The same without evenness; false for $d=3$, $f=x_1x_2x_3$, a harmonic of degree 3, where $\mu_3=0$.",
        {"step": 1},
    ),
)


def _improvement(shift: int) -> Derivation:
    return prove(
        rests_on(
            WITNESS,
            r"$|x_1|^\alpha$ is in the RKHS of $\kappa_1$ if and only if $\alpha>\frac{d+1}2$ ($\alpha$ no even integer)",
        ),
        positive(
            Integer(1) + shift + Rational(1, 4) - Rational(3, 2),
            {},
            text=rf"for $d=2$ and $s={1 + shift}$ the function $|x_1|^{{s+1/4}}$, even with $s$ bounded derivatives, is in the space: "
            r"$s+\frac14>\frac32$",
            goal=True,
        ),
        sobolev_bound(KAPPA_1),
        positive(
            2 * (D / 2 + shift) - (D + 2), {D: 2}, strict=False, text=rf"$2s\ge d+2$ for $s\ge d/2+{shift}$", goal=True
        ),
        identity(
            KAPPA_1.weight(K, D) / decay_constant(D),
            D,
            DIMENSIONS,
            text=r"the weight of $\kappa_1$ is $d\,C(d)$, positive",
        ),
        [
            positive(
                KAPPA_1.squared_constant(dim),
                {},
                text=rf"the constant for $d={dim}$ is positive and depends on $d$ only",
            )
            for dim in (2, 3)
        ],
    )


IMPROVEMENT_SMOOTHNESS = Claim(
    id="bietti2019.section32.improvement_smoothness",
    label="Section 3.2",
    printed=True,
    statement=(
        r"For the RKHS of $\kappa_1$ on $S^{d-1}$ the analogue of Corollary 6 asks for $s\ge d/2+1$ bounded derivatives instead of "
        r"$s\ge d/2$: every even $f$ with derivatives of orders $0,\dots,s$ bounded by $\eta$, integer $s\ge d/2+1$, lies in "
        r"$\mathcal H_{\kappa_1}$ with norm at most $C(d)\eta$."
    ),
    hypotheses=(*KAPPAS, SPACE, DERIVATIVES),
    expected=Verdict.PROVED,
    scope="all d >= 2, as a sufficient condition; that fewer derivatives do not suffice is section32.improvement_witness (even d)",
    check=_improvement,
    parameters={"shift": 1},
    depends_on=(WITNESS, EVEN, KAPPA_1_CONSTANT),
    conditions=(COMPLETE, LAPLACIAN),
    control=Control(
        r"$s\ge d/2$ suffices for $\kappa_1$; false for $d=2$, $s=1$, $|x_1|^{5/4}$, since $\frac54<\frac32$.",
        {"shift": 0},
    ),
)
