r"""What Corollary 6 amounts to: the norm as an energy in even dimensions, and :math:`|x_1|` as a test of it."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, pi, sqrt, tanh

from ntkproofs.checks import (
    Integers,
    cite,
    definition,
    identity,
    induction,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
    summable,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.harmonics import ADDITION, COMPLETE, FUNK_HECKE
from ntkproofs.papers.background.partial_fractions import COTH_SERIES, coth_sum
from ntkproofs.papers.background.sphere_laplacian import LAPLACIAN

from .corollary_6 import KAPPA
from .lemma_17 import POWER_ID, rectified_power
from .norm_series import energy, multiplicity
from .relu_kernels import KAPPAS
from .section_3_1_networks import SPACE, norm_term
from .spectral_sequences import DIMENSIONS, D, K, base, decay_constant, mu_kappa

CLOSED_FORM = "bietti2019.prop5.closed_form"
COUNT = "bietti2019.prop5.multiplicity"
ELEMENTARY = "bietti2019.prop5.elementary_dimensions"
EVEN = "bietti2019.section32.even_sufficient"
ABS_COORDINATE_ID = "bietti2019.cor6.abs_coordinate"

_EVEN_DEGREES = {K: Integers(2, step=2)}
_N = Symbol("n")


def energy_function(dim: int, shift: int = 3) -> tuple[Symbol, Expr]:
    r"""Return L and :math:`Q_d(L)` for d = 2 and d = 4 as printed, the latter with :math:`(L-\mathrm{shift})^2`."""
    laplacian = Symbol("L")
    two = pi**2 * (laplacian - 1) ** 2 / (2 * (laplacian + 3))
    four = pi**2 * (laplacian - shift) ** 2 * (laplacian + 1) / (8 * (laplacian + 5))
    return laplacian, {2: two, 4: four}[dim]


def _energy(shift: int) -> Derivation:
    k, d, i = K, D, Symbol("i", positive=True)
    level = k * (k + d - 2)
    two, four = level.subs(d, 2), level.subs(d, 4)
    symbol, q2 = energy_function(2)
    _, q4 = energy_function(4, shift)
    base_2 = 2 / (pi**2 * (k**2 - 1) ** 2)  # B_k for even k, d = 2
    base_4 = base_2 * 4 / (k + 3) ** 2
    return prove(
        definition(r"$L=k(k+d-2)$ and $\frac1{\mu_k(\kappa)}=Q_d(L)$ is claimed for even $k$"),
        rests_on(EVEN, r"$f_k=0$ for odd $k$"),
        value(q2.subs(symbol, 0), pi**2 / 6, text=r"$Q_2(0)=\pi^2/6$"),
        value(
            q4.subs(symbol, 0),
            1 / mu_kappa(Integer(0), Integer(4)),
            text=r"$Q_4(0)=1/\mu_0$ for $d=4$, the squared norm of $f\equiv1$",
            goal=True,
        ),
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(L+d+1)B_k$"),
        rests_on(
            ELEMENTARY,
            r"for even $k$ and $d=2$: $\mu_k=\frac{2(k^2+3)}{\pi^2(k^2-1)^2}$, so $B_k=\frac2{\pi^2(k^2-1)^2}$",
        ),
        identity(
            base(k, d + 2) * (k + d + 1) ** 2,
            d**2 * base(k, d),
            {k: Integers(0), **DIMENSIONS},
            text=r"from $d$ to $d+2$: $\frac1{B_k}$ is multiplied by $(k+d+1)^2/d^2$",
            goal=True,
        ),
        identity(decay_constant(d + 2), d**2 * decay_constant(d), DIMENSIONS, text=r"and $C(d)$ by $d^2$"),
        value(decay_constant(Integer(2)), 2 / pi**2, text=r"$C(2)=2/\pi^2$"),
        reduction(
            r"so by induction over even $d$: $\frac1{B_k}=\frac1{C(d)}\prod_{i=0}^{d/2}(k-1+2i)^2$ for even $k$; the factors $i$ and "
            r"$\frac d2-i$ make up pairs, each pair once for $i$ and once for $\frac d2-i$"
        ),
        identity(
            (k - 1 + 2 * i) * (k - 1 + d - 2 * i),
            level + (2 * i - 1) * (d - 1 - 2 * i),
            {k: Integers(0), d: Integers(2, step=2), i: Integers(0)},
            text=r"$(k-1+2i)(k-1+d-2i)=L+(2i-1)(d-1-2i)$: $Q_d(L)=\frac1{C(d)(L+d+1)}\prod_{i=0}^{d/2}\bigl(L+(2i-1)(d-1-2i)\bigr)$",
            goal=True,
        ),
        identity(
            1 / ((two + 3) * base_2), q2.subs(symbol, two), _EVEN_DEGREES, text=r"$1/\mu_k=Q_2(k^2)$, $d=2$", goal=True
        ),
        identity(
            1 / ((four + 5) * base_4),
            q4.subs(symbol, four),
            _EVEN_DEGREES,
            text=r"$1/\mu_k=Q_4(k(k+2))$, $d=4$",
            goal=True,
        ),
        cite(
            LAPLACIAN,
            r"$-\Delta$ is $k(k+d-2)$ on harmonics of degree $k$; $\|f'\|^2=\sum k^2\|f_k\|^2$ for $d=2$ by Green's formula",
        ),
        cite(
            COMPLETE,
            r"$f=\sum f_k$, so $\|f\|_{\mathcal H}^2=\sum Q_d(L)\|f_k\|^2=\langle f,Q_d(-\Delta)f\rangle$, $\|\Delta f\|^2=\sum L^2\|f_k\|^2$",
        ),
        positive(
            sympy.expand((two + 3) * two - (two - 1) ** 2),
            {k: 2},
            text=r"$(L-1)^2<L(L+3)$: $Q_2(L)\le\frac{\pi^2}2L$ for $k\ge2$",
            goal=True,
        ),
        positive(
            sympy.expand((four + 5) * four**2 - (four - shift) ** 2 * (four + 1)),
            {k: 2},
            text=rf"$(L-{shift})^2(L+1)<L^2(L+5)$: $Q_4(L)\le\frac{{\pi^2}}8L^2$ for $k\ge2$",
            goal=True,
        ),
    )


ENERGY = Claim(
    id="bietti2019.cor6.energy",
    label="Corollary 6",
    statement=(
        r"For even $d$ and even $f$ (harmonic polynomial, or in the domain) $\|f\|_{\mathcal H}^2=\langle f,Q_d(-\Delta)f\rangle_{L^2}$ "
        r"with a rational function $Q_d$ of the spherical Laplacian: $Q_2(L)=\frac{\pi^2(L-1)^2}{2(L+3)}$, "
        r"$Q_4(L)=\frac{\pi^2(L-3)^2(L+1)}{8(L+5)}$. In particular $\|f\|_{\mathcal H}^2\le\frac{\pi^2}6\bar f^2+\frac{\pi^2}2"
        r"\|f'\|_{L^2}^2$ for $d=2$ and $\le\frac{9\pi^2}{40}\bar f^2+\frac{\pi^2}8\|\Delta f\|_{L^2}^2$ for $d=4$, $\bar f$ the mean."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="all even d (two displayed), even f; not for k = 1, where 1/mu_1 = d; given completeness of the harmonics and Green's formula",
    check=_energy,
    parameters={"shift": 3},
    depends_on=(EVEN, CLOSED_FORM, ELEMENTARY),
    conditions=(LAPLACIAN, COMPLETE),
    control=Control(
        r"$Q_4(L)=\frac{\pi^2(L-2)^2(L+1)}{8(L+5)}$; false for $f\equiv1$, where $1/\mu_0=\frac{9\pi^2}{40}$, not $\frac{\pi^2}{10}$.",
        {"shift": 2},
    ),
)


def _abs_coordinate(dimension: int) -> Derivation:
    k, d = K, D
    growth = (2 * k + d - 1) / (2 * k + d - 2) * (k + d - 2) / (d - 1)
    first = dimension + 1
    return prove(
        definition(
            r"$\lambda_k$ is the coefficient of $t_+$; that of $|t|=t_++(-t)_+$ is $2\lambda_k$ for even $k$, $0$ for odd $k$"
        ),
        rests_on(POWER_ID, r"$\lambda_k=\Gamma(d/2)/(4\,\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))$"),
        rests_on(CLOSED_FORM, r"$\mu_k(\kappa)=(k(k+d-2)+d+1)B_k$"),
        rests_on(COUNT, r"$N(d,k)=\frac{2k+d-2}k\binom{k+d-3}{d-2}$, $N(d,0)=1$"),
        cite(
            FUNK_HECKE,
            r"the component of degree $k$ of a function of $x_1$ is $N(d,k)$ times its coefficient times $P_k(x_1)$",
        ),
        cite(
            COMPLETE,
            r"$|x_1|$ is the sum of its components in $L^2$: it is in the space if and only if the norm is finite",
        ),
        cite(ADDITION, r"$\|P_k(x_1)\|_{L^2}^2=1/N(d,k)$"),
        identity(
            (2 * rectified_power(Integer(1), k, d)) ** 2,
            2 / energy(k, d) * mu_kappa(k, d),
            {k: Integers(0, step=2), **DIMENSIONS},
            text=r"$\|f_k\|^2/\mu_k=N(d,k)(2\lambda_k)^2/\mu_k=\frac{2N(d,k)}{k(k+d-2)+d+1}$ for even $k$",
            goal=True,
        ),
        summable(
            norm_term(2 * _N, dimension),
            _N,
            1,
            text=rf"$|x_1|\in\mathcal H$ for $d={dimension}$: the sum over $k=2n\ge2$ is finite",
            goal=True,
        ),
        induction(
            [
                identity(
                    norm_term(k, first) * energy(k, Integer(first)),
                    2 * multiplicity(k, Integer(first)),
                    text=rf"the term for $d={first}$ is rational in $k$",
                ),
                positive(
                    norm_term(k, first) - 1 / k, {k: 2}, strict=False, text=rf"it is at least $1/k$ for $d={first}$"
                ),
            ],
            [
                identity(multiplicity(k, d + 1), growth * multiplicity(k, d), text=r"$N(d+1,k)/N(d,k)$ is rational"),
                positive(
                    growth * energy(k, d) / energy(k, d + 1) - 1,
                    {k: 2, d: first},
                    strict=False,
                    text=rf"the term grows with the dimension $d\ge{first}$",
                ),
            ],
            text=rf"the terms are at least $1/k$ for all even $k\ge2$, $d\ge{first}$",
            goal=True,
        ),
        summable(
            1 / (2 * _N),
            _N,
            1,
            expected=False,
            text=r"$\sum1/k$ over even $k$ is infinite: $|x_1|\notin\mathcal H$",
            goal=True,
        ),
        limit(
            k * norm_term(k, 3),
            k,
            Integer(4),
            text=r"for $d=3$ the terms are $4/k$ to leading order: logarithmic divergence",
            goal=True,
        ),
        reduction(r"$|x_1|$ is even, and $\bigl||x_1|-|y_1|\bigr|\le|x_1-y_1|\le\|x-y\|$"),
    )


ABS_COORDINATE = Claim(
    id=ABS_COORDINATE_ID,
    label="Corollary 6",
    statement=(
        r"For $f(x)=|x_1|$: $\|f_k\|_{L^2}^2/\mu_k(\kappa)=\frac{2N(d,k)}{k(k+d-2)+d+1}$ for even $k$ and $0$ for odd $k$. Hence "
        r"$|x_1|\in\mathcal H$ if and only if $d=2$ (for $d=3$ the series diverges logarithmically), although $|x_1|$ is 1-Lipschitz and "
        r"even."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k; given the Funk-Hecke formula and the addition theorem",
    check=_abs_coordinate,
    parameters={"dimension": 2},
    depends_on=(POWER_ID, CLOSED_FORM, COUNT),
    conditions=(COMPLETE, FUNK_HECKE, ADDITION),
    control=Control(
        r"$|x_1|\in\mathcal H$ for $d=3$; false, its terms are $2(2k+1)/(k(k+1)+4)$, of order $4/k$.", {"dimension": 3}
    ),
)


def _abs_cosine(factor: Rational) -> Derivation:
    root = sqrt(3) / 2
    claimed = factor * pi / sqrt(3) / tanh(pi * root)
    return prove(
        rests_on(ABS_COORDINATE_ID, r"the terms are $2N(2,k)/(k^2+3)$ for even $k$, $N(2,0)=1$ and $N(2,k)=2$"),
        value(2 / energy(Integer(0), Integer(2)), Rational(2, 3), text=r"the term of degree 0 is $\frac23$", goal=True),
        identity(
            norm_term(2 * _N, 2),
            1 / (_N**2 + root**2),
            {_N: Integers(1)},
            text=r"the term of degree $2j$ is $\frac4{4j^2+3}=\frac1{j^2+3/4}$",
            goal=True,
        ),
        cite(COTH_SERIES, r"$\sum_{j\ge1}\frac1{j^2+a^2}=\frac{\pi a\coth(\pi a)-1}{2a^2}$, $a=\frac{\sqrt3}2$"),
        value(
            Rational(2, 3) + coth_sum(root),
            claimed,
            text=rf"$\|f\|_{{\mathcal H}}^2={sympy.latex(factor)}\cdot\frac\pi{{\sqrt3}}\coth\frac{{\pi\sqrt3}}2$",
            goal=True,
        ),
        positive(
            KAPPA.squared_constant(2) - claimed,
            {},
            text=r"below the squared constant $\frac{2\pi^2}3$ of the explicit bound",
            goal=True,
        ),
    )


ABS_COSINE = Claim(
    id="bietti2019.cor6.abs_cosine",
    label="Corollary 6",
    statement=(
        r"For $d=2$ and $f(\theta)=|\cos\theta|$: $\|f\|_{\mathcal H}^2=\frac23+\sum_{j\ge1}\frac{4}{4j^2+3}=\frac{\pi}{\sqrt3}\coth"
        r"\frac{\pi\sqrt3}2$, below the bound $\frac{2\pi^2}3$ of cor6.explicit_constant."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="d = 2, this function; given the partial fractions of coth",
    check=_abs_cosine,
    parameters={"factor": Rational(1)},
    depends_on=(ABS_COORDINATE_ID,),
    conditions=(COTH_SERIES,),
    control=Control(
        r"$\|f\|_{\mathcal H}^2=\frac{11}{10}\cdot\frac\pi{\sqrt3}\coth\frac{\pi\sqrt3}2$; false, the value is $1.8295...$",
        {"factor": Rational(11, 10)},
    ),
)
