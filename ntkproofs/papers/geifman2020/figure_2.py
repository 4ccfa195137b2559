"""Figure 2 and the multiplicities of Section 3.4: the two-layer kernel on the unit disk."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, sqrt

from ntkproofs.checks import Integers, identity, positive, prove, reduction, rests_on, value, within
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import EVERYWHERE, D, K, base, mu_kappa, mu_kappa_0

from .setting import NTK
from .theorem_5 import FREE, L0, L1, M1, M2, TWO_BY_TWO_ID, disk_moment, disk_moments, matrix
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID

_TWO = sympy.Integer(2)


def bias_eigenvalue(degree: int) -> Expr:
    r"""Return :math:`\mu_k` of the two-layer bias part at :math:`\beta=1` on the circle."""
    k = sympy.Integer(degree)
    return mu_kappa_0(k, _TWO) + (1 if degree == 0 else 0)


def _multiplicity(degree: int) -> Derivation:
    l0, l1 = mu_kappa(sympy.Integer(degree), _TWO), bias_eigenvalue(degree)
    det = matrix(l0, l1, disk_moment(1), disk_moment(2)).det()
    return prove(
        rests_on(
            TWO_BY_TWO_ID,
            r"non-zero eigenvalues come from the $2\times2$ problem of each harmonic; $\det M=l_0l_1(m_2-m_1^2)$",
        ),
        rests_on(TWO_LAYER_ID, r"$l_0$ for $L=2$"),
        rests_on(BIAS_ID, r"$l_1$ for $L=2$: zero at even $k\ge2$"),
        disk_moments(),
        positive(
            det,
            {},
            text=rf"$L=2$, $\beta=1$, unit disk, $k={degree}$: $\det M>0$, so that both eigenvalues are non-zero and there are "
            r"$2N(d,k)$ eigenfunctions",
            goal=True,
        ),
        reduction(
            r"A $2\times2$ matrix has at most two independent eigenvectors with non-zero eigenvalue for each of the $N(d,k)$ harmonics; it has "
            r"two when $\det M\ne0$, that is when $l_0,l_1>0$ and $m_2>m_1^2$. ($M$ has real different eigenvalues then: the square root is "
            r"at least $2\sqrt{l_0l_1}\,m_1>0$)"
        ),
        identity(
            (L0 * M2 - L1) ** 2 + 4 * L0 * L1 * M1**2,
            (L0 * M2 + L1) ** 2 - 4 * L0 * L1 * (M2 - M1**2),
            FREE,
            text=r"$(\mathrm{tr}M)^2-4\det M=(l_0m_2-l_1)^2+4l_0l_1m_1^2$",
            goal=True,
        ),
    )


MULTIPLICITY = Claim(
    id="geifman2020.sec34.multiplicity",
    label="Section 3.4",
    printed=True,
    statement=(
        r"With bias, $\mathbf k^{\mathrm{FC}_\beta(L)}$ on $\mathbb R^d$ (radius independent of a uniform "
        "direction) has for each degree $k$ at most $2N(d,k)$ eigenfunctions with non-zero eigenvalue, and "
        r"exactly $2N(d,k)$ if $\mu_k[\Theta_L|_{b=0}]>0$, $\mu_k[\mathbf k^{\mathrm{Bias}(L)}]>0$ and the radius "
        "is not almost surely constant."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $d\ge2$; for $L=2$ only $k=0,1$ reach $2N(d,k)$.",
    check=_multiplicity,
    parameters={"degree": 1},
    depends_on=(TWO_BY_TWO_ID, TWO_LAYER_ID, BIAS_ID),
    control=Control(
        (
            "For $L=2$ every degree has $2N(d,k)$ eigenfunctions: refuted at $k=2$, where the bias part has "
            "eigenvalue 0."
        ),
        {"degree": 2},
    ),
)


def _parity(degree: int) -> Derivation:
    l0, l1 = mu_kappa(sympy.Integer(degree), _TWO), bias_eigenvalue(degree)
    det = matrix(l0, l1, disk_moment(1), disk_moment(2)).det()
    zero, one, three = (sympy.Integer(n) for n in (0, 1, 3))
    return prove(
        rests_on(TWO_LAYER_ID, r"$l_0=\bigl(k(k+d-2)+d+1\bigr)B_k$ and $B_k=0$ for odd $k\ge3$"),
        rests_on(BIAS_ID, r"$l_1=\frac{3b}2$ at $k=0$, 0 at even $k\ge2$, $\frac{2b}\pi J_k$ at odd $k$"),
        value(mu_kappa(three, D), zero, text=r"$l_0=0$ at $k=3$, all $d$,", goal=True),
        identity(
            base(K + 2, D) * (K + D + 1) ** 2,
            base(K, D) * (K - 1) ** 2,
            EVERYWHERE,
            text=r"hence at every odd $k\ge3$",
            goal=True,
        ),
        value(mu_kappa_0(_TWO, D), zero, text=r"$l_1=0$ at $k=2$, all $d$,", goal=True),
        identity(
            mu_kappa_0(K + 2, D) * (K + D) ** 2,
            mu_kappa_0(K, D) * K**2,
            EVERYWHERE,
            text=r"hence at every even $k\ge2$",
            goal=True,
        ),
        rests_on(
            TWO_BY_TWO_ID, r"each of the $N(2,k)$ harmonics has as many components as $M$ has non-zero eigenvalues"
        ),
        disk_moments(),
        positive(
            det,
            {},
            text=rf"$k={degree}$, unit disk: $\det M>0$ (linear in $b>0$, shown at $b=1$), so that there are "
            rf"$2N(2,{degree})=4$ components",
            goal=True,
        ),
        positive(
            matrix(mu_kappa(zero, _TWO), bias_eigenvalue(0), disk_moment(1), disk_moment(2)).det(),
            {},
            text=r"$k=0$: two rotation-invariant components, $N(2,0)=1$",
            goal=True,
        ),
        positive(
            mu_kappa(_TWO, _TWO), {}, text=r"even $k\ge2$: $l_1=0<l_0$, one for each of the two harmonics", goal=True
        ),
        positive(
            mu_kappa_0(three, _TWO), {}, text=r"odd $k\ge3$: $l_0=0<l_1$, one for each of the two harmonics", goal=True
        ),
        identity(mu_kappa(sympy.Integer(1), D) * D, one, {D: Integers(2)}, text=r"$l_0=\frac1d>0$ at $k=1$", goal=True),
    )


PARITY = Claim(
    id="geifman2020.fig2.parity",
    label="Figure 2",
    printed=True,
    statement=(
        r"For the two-layer network on the unit disk: the eigenvalues of $\mathbf k^{\mathrm{FC}_0(2)}$ vanish "
        r"for odd $k\ge3$ and those of $\mathbf k^{\mathrm{Bias}(2)}$ vanish for even $k\ge2$; hence two "
        "rotation-invariant components ($k=0$), four components with $k=1$, and two for every other frequency."
    ),
    expected=Verdict.PROVED,
    scope=r"$d=2$ for the count; the parity statement for all $d\ge2$; $\beta>0$.",
    check=_parity,
    parameters={"degree": 1},
    depends_on=(TWO_LAYER_ID, BIAS_ID, TWO_BY_TWO_ID),
    control=Control(
        "There are four components with $k=2$.",
        {"degree": 2},
    ),
)


def radial_eigenvalues(degree: int, bias: Rational) -> tuple[Expr, Expr]:
    r"""Return :math:`\sigma_\pm` of a degree for the two-layer kernel with :math:`b=\beta^2` on the uniform unit disk."""
    l0, l1 = mu_kappa(sympy.Integer(degree), _TWO), bias * bias_eigenvalue(degree)
    m1, m2 = disk_moment(1), disk_moment(2)
    root = sqrt((l0 * m2 - l1) ** 2 + 4 * l0 * l1 * m1**2)
    return (l0 * m2 + l1 + root) / 2, (l0 * m2 + l1 - root) / 2


# Degree, which of the two eigenvalues (0 upper, 1 lower), at how many places, in the order of the caption.
_ORDER = ((0, 0, 1), (1, 0, 2), (2, 0, 2), (0, 1, 1), (3, 0, 2), (1, 1, 2), (4, 0, 2), (5, 0, 2))
_PRINTED = (
    "1.77542927328299829773251960749511",
    "0.439844773717233793908001416612986",
    "0.0788053650551516000119062491631215",
    "0.0285342776440150165991187821340693",
    "0.0225158185871861714319732140466061",
    "0.0127975935674417489797575098064695",
    "0.00855601106313074514414982133771033",
    "0.00810569469138702171551035705677821",
)


def _layout(bias: Rational) -> Derivation:
    values = [radial_eigenvalues(degree, bias)[which] for degree, which, _ in _ORDER]
    names = [f"k={degree}" + (("+", "-")[which] if degree < 2 else "") for degree, which, _ in _ORDER]
    steps: list[Step] = []
    if bias == 1:
        for name, found, text in zip(names, values, _PRINTED, strict=True):
            near = sympy.Rational(text)
            gap = Rational(1, 10**30)
            steps.append(within(found, near - gap, near + gap, text=f"${name}$: $\\sigma={text[:12]}\\dots$"))
    for i in range(7):
        gap = values[i] - values[i + 1]
        steps.append(
            within(gap, 0, 10, text=f"the eigenvalue of ${names[i]}$ is above that of ${names[i + 1]}$", goal=True)
        )
    places, position = [], 1
    for _, _, count in _ORDER:
        places.append(position)
        position += count
    return prove(
        rests_on(TWO_BY_TWO_ID, r"$\sigma_\pm$ of each degree, once for $k=0$ and twice for $k\ge1$"),
        rests_on(TWO_LAYER_ID, r"$l_0=2(k^2+3)/(\pi^2(k^2-1)^2)$ for even $k$, $\frac12$ for $k=1$, 0 for odd $k\ge3$"),
        rests_on(BIAS_ID, r"$l_1=\frac{3b}2$ at $k=0$, $\frac{2b}{\pi^2k^2}$ at odd $k$, 0 at even $k\ge2$"),
        disk_moments(),
        steps,
        identity(
            mu_kappa(K + 2, _TWO) * (K**2 + 3) * (K + 3) ** 2,
            mu_kappa(K, _TWO) * ((K + 2) ** 2 + 3) * (K - 1) ** 2,
            {K: Integers(0)},
            text=r"$d=2$: the step ratio of $l_0$ is $\frac{(k+2)^2+3}{k^2+3}\bigl(\frac{k-1}{k+3}\bigr)^2$",
        ),
        positive(
            (K**2 + 3) * (K + 3) ** 2 - ((K + 2) ** 2 + 3) * (K - 1) ** 2,
            {K: 2},
            text=r"it is below 1: the even degrees from 6 on are below $k=4$",
        ),
        positive((K + 2) ** 2 - K**2, {K: 1}, text=r"odd degrees from 7 on are below $k=5$"),
        value(
            sympy.Integer(places[3]),
            sympy.Integer(6),
            text=r"$k=0$: plots 1 and 6, the first row's first and the second row's second",
        ),
        value(
            sympy.Integer(places[5]),
            sympy.Integer(9),
            text=r"$k=1$: plots 2, 3 and 9, 10, the latter first in the third row",
        ),
        reduction(r"So the first twelve eigenfunctions are those of $k=0_+,1_+,2,0_-,3,1_-,4$ in this order"),
    )


LAYOUT = Claim(
    id="geifman2020.fig2.layout",
    label="Figure 2",
    printed=True,
    statement=(
        r"For $\mathbf k^{\mathrm{FC}_\beta(2)}$, uniform measure on the unit disk and $\beta=1$, in decreasing "
        "order of the eigenvalues and four plots per row, the $k=0$ components are plots 1 (first row, first) "
        "and 6 (second row, second), and the $k=1$ components are plots 2, 3 and 9, 10 (first and second of the "
        "third row), as the caption says."
    ),
    expected=Verdict.CERTIFIED,
    scope=r"$\beta=1$, first 12 eigenfunctions (the caption does not give $\beta$; four columns are read from it).",
    check=_layout,
    parameters={"bias": Rational(1)},
    depends_on=(TWO_BY_TWO_ID, TWO_LAYER_ID, BIAS_ID),
    control=Control(
        r"The same layout for $\beta^2=2$: refuted, the second $k=0$ component is then plot 8.",
        {"bias": Rational(2)},
    ),
)
