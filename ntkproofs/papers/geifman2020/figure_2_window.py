r"""Figure 2: the squared bias scales for which the eigenfunctions come in the order of the caption."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol

from ntkproofs.checks import Integers, definition, has_decimals, identity, positive, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import K, mu_kappa

from .figure_2 import bias_eigenvalue
from .theorem_5 import TWO_BY_TWO_ID, disk_moment, disk_moments, matrix
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID

_B = Symbol("b", positive=True)
_TWO = Integer(2)
LEAST, MOST = Rational(1, 2), Rational(4, 3)  # the window lies between these


def even(degree: int) -> Expr:
    r"""Return :math:`E_k = \mu_k m_2`, the eigenvalue of an even degree k >= 2."""
    return mu_kappa(Integer(degree), _TWO) * disk_moment(2)


def odd(degree: int) -> Expr:
    r"""Return :math:`O_k`; the eigenvalue of an odd degree k >= 3 is :math:`bO_k`."""
    return bias_eigenvalue(degree)


def characteristic(degree: int, at: Expr) -> Expr:
    r"""Return :math:`\chi_k(x) = (x - \sigma_+)(x - \sigma_-)` of the two-by-two problem, k = 0, 1."""
    m = matrix(mu_kappa(Integer(degree), _TWO), _B * bias_eigenvalue(degree), disk_moment(1), disk_moment(2))
    return sympy.expand(at**2 - m.trace() * at + m.det())


def lower_end() -> Expr:
    r"""Return :math:`b_-`, where :math:`\sigma_-` of degree 1 meets the eigenvalue of degree 4."""
    return _root(characteristic(1, even(4)))


def upper_end() -> Expr:
    r"""Return :math:`b_+`, where :math:`\sigma_-` of degree 0 meets the eigenvalue of degree 3."""
    return _root(sympy.expand(characteristic(0, _B * odd(3)) / _B))


def _root(linear: Expr) -> Expr:
    """Return the root of a linear function of b."""
    return sympy.factor(-linear.coeff(_B, 0) / linear.coeff(_B, 1))


def _always() -> list[Step]:
    """The positions that hold for every b > 0."""
    return [
        positive(
            -characteristic(0, even(2)),
            {_B: 0},
            text=r"$\chi_0(E_2)<0$: $\sigma_{0-}<E_2<\sigma_{0+}$ for every $b>0$",
            goal=True,
        ),
        positive(
            -characteristic(1, even(2)),
            {_B: 0},
            text=r"$\chi_1(E_2)<0$: $\sigma_{1-}<E_2<\sigma_{1+}$ for every $b>0$",
            goal=True,
        ),
        positive(
            -sympy.expand(characteristic(1, _B * odd(3)) / _B**2),
            {_B: 0},
            text=r"$\chi_1(bO_3)=b^2O_3(O_3-l_1)<0$: $\sigma_{1-}<bO_3<\sigma_{1+}$ for every $b>0$",
            goal=True,
        ),
        identity(
            mu_kappa(K + 2, _TWO) * (K**2 + 3) * (K + 3) ** 2,
            mu_kappa(K, _TWO) * ((K + 2) ** 2 + 3) * (K - 1) ** 2,
            {K: Integers(0)},
            text=r"$\frac{E_{k+2}}{E_k}=\frac{(k+2)^2+3}{k^2+3}\bigl(\frac{k-1}{k+3}\bigr)^2$",
        ),
        positive(
            (K**2 + 3) * (K + 3) ** 2 - ((K + 2) ** 2 + 3) * (K - 1) ** 2, {K: 2}, text=r"so $E_k$ falls from $k=2$ on"
        ),
        positive((K + 2) ** 2 - K**2, {K: 1}, text=r"and $O_k=\frac2{\pi^2k^2}$ falls in $k$"),
    ]


def _inside(at: Rational) -> list[Step]:
    """The order of the caption between the two ends."""
    fifth = sympy.expand(characteristic(1, _B * odd(5)) / _B)
    return [
        positive(
            Rational(3, 2) * _B - mu_kappa(Integer(1), _TWO) / 2 - _B * bias_eigenvalue(1),
            {_B: LEAST},
            text=r"$\sigma_{0+}\ge\frac32b>\mathrm{tr}M_1\ge\sigma_{1+}$ for $b\ge\frac12$",
            goal=True,
        ),
        positive(
            characteristic(1, even(4)).subs(_B, at),
            {},
            text=rf"$\chi_1(E_4)>0$ at $b={at}$, and $E_4$ is below half the trace: $E_4<\sigma_{{1-}}$",
            goal=True,
        ),
        positive(
            sympy.expand(characteristic(0, _B * odd(3)) / _B).subs(_B, at),
            {},
            text=rf"$\chi_0(bO_3)>0$ at $b={at}$, and $bO_3$ is below half the trace: $bO_3<\sigma_{{0-}}$",
            goal=True,
        ),
        positive(_B * odd(3) - even(4), {_B: LEAST}, text=r"$E_4<bO_3$ for $b\ge\frac12$", goal=True),
        *(
            positive(
                fifth.subs(_B, end), {}, text=rf"$\chi_1(bO_5)/b$, linear in $b$, is positive at ${end}$", goal=True
            )
            for end in (LEAST, MOST)
        ),
        reduction(
            r"So for $b_-<b<b_+$: $\sigma_{0+}>\sigma_{1+}>E_2>\sigma_{0-}>bO_3>\sigma_{1-}>E_4,bO_5$ and all later ones, with the "
            r"multiplicities 1, 2, 2, 1, 2, 2: $k=0$ has the places 1 and 6, $k=1$ the places 2, 3 and 9, 10"
        ),
    ]


def _window(at: Rational, lower: str, upper: str) -> Derivation:
    linear = characteristic(1, even(4))
    other = sympy.expand(characteristic(0, _B * odd(3)) / _B)
    return prove(
        rests_on(
            TWO_BY_TWO_ID, r"$\sigma_\pm$ of degree $k=0,1$ are the roots of $\chi_k(x)=x^2-\mathrm{tr}M_k\,x+\det M_k$"
        ),
        rests_on(TWO_LAYER_ID, r"$l_0=2(k^2+3)/(\pi^2(k^2-1)^2)$ for even $k$, $\frac12$ for $k=1$, 0 for odd $k\ge3$"),
        rests_on(BIAS_ID, r"$l_1b$ with $l_1=\frac32$ at $k=0$, $\frac2{\pi^2k^2}$ at odd $k$, 0 at even $k\ge2$"),
        disk_moments(),
        definition(
            r"$E_k=\frac{l_0}2$ (even $k\ge2$) and $bO_k$, $O_k=\frac2{\pi^2k^2}$ (odd $k\ge3$) are the eigenvalues of the other degrees, "
            r"each for two eigenfunctions; a number $x$ lies between $\sigma_-$ and $\sigma_+$ exactly when $\chi_k(x)<0$"
        ),
        _always(),
        reduction(r"$\chi_1(E_4)$ and $\chi_0(bO_3)/b$ are linear in $b$: each changes sign once"),
        identity(linear.subs(_B, lower_end()), Integer(0), text=r"$\chi_1(E_4)=0$ at $b_-$", goal=True),
        positive(sympy.diff(linear, _B), {}, text=r"it rises in $b$"),
        identity(other.subs(_B, upper_end()), Integer(0), text=r"$\chi_0(bO_3)/b=0$ at $b_+$", goal=True),
        positive(-sympy.diff(other, _B), {}, text=r"it falls in $b$"),
        positive(lower_end() - LEAST, {}, text=r"$\frac12<b_-$"),
        positive(MOST - upper_end(), {}, text=r"$b_+<\frac43$"),
        _inside(at),
        reduction(
            r"For $b\le b_-$ the three pairs $E_2$, $bO_3$, $E_4$ are not below $\sigma_{1-}$, so it does not have the places 9 and 10 "
            r"alone; for $b\ge b_+$ the two pairs $E_2$ and $bO_3$ are not below $\sigma_{0-}$, so it does not have the place 6 alone"
        ),
        has_decimals(lower_end(), lower, text=rf"$b_-={lower[:12]}\ldots$", goal=True),
        has_decimals(upper_end(), upper, text=rf"$b_+={upper[:12]}\ldots$", goal=True),
    )


BIAS_WINDOW = Claim(
    id="geifman2020.derived.fig2_bias_window",
    label="Figure 2",
    statement=(
        r"The layout of the caption of Figure 2 (positions 1, 6 for $k=0$ and 2, 3, 9, 10 for $k=1$) holds, among all "
        r"$b=\beta^2>0$, for the two-layer kernel on the unit disk with uniform measure exactly when $b$ lies in an open interval "
        r"whose ends are two crossing points of eigenvalues, $b_-=0.5303519653\ldots$ ($\sigma_-$ of $k=1$ meets $k=4$) and "
        r"$b_+=1.3171284495\ldots$ ($\sigma_-$ of $k=0$ meets $k=3$)."
    ),
    expected=Verdict.CERTIFIED,
    scope=r"All $b>0$ by exact signs; the decimals of the ends are enclosures.",
    check=_window,
    parameters={
        "at": Rational(1),
        "lower": "0.530351965376011710883778438880633194",
        "upper": "1.3171284495324541465943452723877491",
    },
    depends_on=(TWO_BY_TWO_ID, TWO_LAYER_ID, BIAS_ID),
    control=Control(r"The layout holds at $b=\frac12$.", {"at": Rational(1, 2)}),
)
