"""Section 3.3: the Gaussian kernel on the sphere, and gradient descent with it."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, gamma

from ntkproofs.checks import Integers, definition, identity, limit, positive, prove, reduction, rests_on
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, J, K

from .monomials import MONOMIAL_ID, monomial_eigenvalue
from .section_3_1 import REPRODUCING_ID
from .setting import CONVENTIONS, WIDTH, WIDTHS
from .theorem_2 import DECAY_ID, NORMALISATIONS_ID

BESSEL_ID = "geifman2020.derived.gaussian_bessel"
DECAY_GAUSS_ID = "geifman2020.sec33.gauss_exponential_decay"
GD_ID = "geifman2020.sec33.gd_steps"
_Q = Symbol("q", positive=True)
_EVERY: dict[Symbol, Domain] = {K: Integers(0), J: Integers(0), **DIMENSIONS, **WIDTHS}


def term(k: Expr, i: Expr) -> Expr:
    r"""Return :math:`\Gamma(d/2)\,c^{k+2i} / (i!\,\Gamma(k+i+d/2))`, a term of :math:`e^{2c}\mu_k`."""
    return gamma(D / 2) * WIDTH ** (k + 2 * i) / (gamma(i + 1) * gamma(k + i + D / 2))


def _bessel(limit_value: str) -> Derivation:
    k, i, d, c = K, J, D, WIDTH
    bound = c / (k + d / 2)
    return prove(
        definition(
            r"$I_\nu(2c)=\sum_i\frac{c^{\nu+2i}}{i!\,\Gamma(\nu+i+1)}$; $\|\mathbf x-\mathbf z\|^2=2(1-t)$, so the kernel is $e^{-2c}e^{2ct}$, "
            r"$e^{2ct}=\sum_n\frac{(2c)^n}{n!}t^n$, uniformly convergent on $[-1,1]$"
        ),
        rests_on(
            MONOMIAL_ID, r"$\mu_k[t^n]=\Gamma(\frac d2)\,n!/(2^n\,i!\,\Gamma(\frac{n+k+d}2))$ for $n=k+2i$, 0 otherwise"
        ),
        identity(
            (2 * c) ** (k + 2 * i) / gamma(k + 2 * i + 1) * monomial_eigenvalue(k, d, i),
            term(k, i),
            _EVERY,
            text=r"the term $n=k+2i$ of $e^{2c}\mu_k$ is $\Gamma(\frac d2)\frac{c^{k+2i}}{i!\,\Gamma(k+i+\frac d2)}$",
            goal=True,
        ),
        identity(
            c ** (1 - d / 2) * c ** (k + d / 2 - 1 + 2 * i) / gamma(k + d / 2 + i),
            c ** (k + 2 * i) / gamma(k + i + d / 2),
            _EVERY,
            text=r"which is $\Gamma(\frac d2)c^{1-d/2}$ times the term of $I_{k+d/2-1}(2c)$",
            goal=True,
        ),
        identity(
            term(k + 1, i),
            term(k, i) * c / (k + i + d / 2),
            _EVERY,
            text=r"the terms of $\mu_{k+1}$ are those of $\mu_k$ times $\frac c{k+i+d/2}$",
            goal=True,
        ),
        positive(
            1 / (k + d / 2) - 1 / (k + i + 1 + d / 2),
            {k: 0, d: 2, i: 0},
            text=r"$\frac c{k+i+d/2}<\frac c{k+d/2}$ for $i\ge1$, equal for $i=0$: $\mu_{k+1}/\mu_k<\frac c{k+d/2}$",
            goal=True,
        ),
        limit(
            bound,
            k,
            sympy.Integer(0) if limit_value == "0" else c,
            {**WIDTHS, **DIMENSIONS},
            text=rf"the bound tends to ${limit_value}$, and so does the quotient $\mu_{{k+1}}/\mu_k$ below it",
            goal=True,
        ),
        identity(
            term(k, i + 1),
            term(k, i) * c**2 / ((i + 1) * (k + i + d / 2)),
            _EVERY,
            text=r"in $\mu_k$ itself the quotient of terms is $\frac{c^2}{(i+1)(k+i+d/2)}$, at most $\frac{c^2}{k+d/2}\cdot\frac1{i+1}$",
        ),
        reduction(
            r"so $\mu_k$ lies between its first term $\Gamma(\frac d2)e^{-2c}c^k/\Gamma(k+\frac d2)$ and $\exp(\frac{c^2}{k+d/2})$ times it, and is "
            r"asymptotic to it"
        ),
        limit(
            c**2 / (k + d / 2),
            k,
            sympy.Integer(0),
            {**WIDTHS, **DIMENSIONS},
            text=r"$\frac{c^2}{k+d/2}\to0$",
            goal=True,
        ),
    )


BESSEL = Claim(
    id="geifman2020.derived.gaussian_bessel",
    label="Section 3.3",
    statement=(
        r"The eigenvalues of $e^{-c\|\mathbf x-\mathbf z\|^2}=e^{-2c(1-t)}$ on $\mathbb S^{d-1}$ are "
        r"$\mu_k=\Gamma(d/2)c^{1-d/2}e^{-2c}I_{k+d/2-1}(2c)$, asymptotically "
        r"$\frac{\Gamma(d/2)e^{-2c}c^k}{\Gamma(k+d/2)}$, and $\mu_{k+1}/\mu_k<\frac c{k+d/2}$ for every $k\ge0$: "
        "faster than every exponential."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $k\ge0$, $d\ge2$, $c>0$.",
    check=_bessel,
    parameters={"limit_value": "0"},
    depends_on=(MONOMIAL_ID,),
    control=Control(
        r"$\mu_{k+1}/\mu_k$ is bounded by $\frac c{k+d/2}$, and this tends to $c>0$; it tends to 0.",
        {"limit_value": "c"},
    ),
)


def below_every_exponential(direction: int) -> Step:
    """Return the step that the quotient falls below q from k = c/q on."""
    q, m = _Q, Symbol("m", nonnegative=True)  # c = q m
    gap = q - q * m / (m + J + D / 2)
    return positive(
        direction * gap,
        {q: 0, m: 0, J: 0, D: 2},
        strict=False,
        text=rf"$\frac c{{k+d/2}}\{'le' if direction > 0 else 'ge'} q$ for $k=m+j$, $j\ge0$, $m=\frac cq$",
        goal=True,
    )


def _exponential_decay(direction: int) -> Derivation:
    return prove(
        rests_on(BESSEL_ID, r"$0<\mu_{k+1}/\mu_k<\frac c{k+d/2}$"),
        below_every_exponential(direction),
        reduction(
            r"So $\mu_{k+1}\le q\,\mu_k$ from $k_0=\lceil c/q\rceil$ on, and $\mu_kq^{-k}$ is at most its largest value over $k\le k_0$, which is $C$"
        ),
    )


EXPONENTIAL_DECAY = Claim(
    id="geifman2020.sec33.gauss_exponential_decay",
    label="Section 3.3",
    printed=True,
    statement=(
        r"The eigenvalues of the Gaussian kernel $e^{-c\|\mathbf x-\mathbf z\|^2}$ restricted to $\mathbb "
        r"S^{d-1}$ decay at least exponentially: for every $q\in(0,1)$ there is $C$ with $\mu_k\le Cq^k$ for all "
        r"$k\ge0$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$. True as an upper bound; the exact rate is factorial.",
    check=_exponential_decay,
    parameters={"direction": 1},
    depends_on=(BESSEL_ID,),
    control=Control(
        r"$\mu_{k+1}/\mu_k<\frac c{k+d/2}$ and $\frac c{k+d/2}\ge q$ for all $k\ge c/q$, as $\mu_k\ge Cq^k$ would need; false at $q=c=1$.",
        {"direction": -1},
    ),
)


def _gd_gaussian(growth: str) -> Derivation:
    return prove(
        rests_on(
            GD_ID,
            r"for fixed accuracy and step size the number of steps for an eigenvalue $\lambda$ is of the exact order $1/\lambda$",
        ),
        rests_on(
            BESSEL_ID, r"$\mu_k\sim\Gamma(\frac d2)e^{-2c}c^k/\Gamma(k+\frac d2)$, and $\mu_k/\mu_{k+1}>\frac{k+d/2}c$"
        ),
        limit(
            WIDTH / (K + D / 2),
            K,
            sympy.Integer(0 if growth == "infinite" else 1),
            {**WIDTHS, **DIMENSIONS},
            text=rf"the growth factor $\mu_k/\mu_{{k+1}}$ exceeds $\frac{{k+d/2}}c$, the inverse of this; its limit is {growth}",
            goal=True,
        ),
        reduction(
            r"So $1/\mu_k$ is multiplied by more than any constant at each degree from some degree on: faster than exponential growth"
        ),
    )


GD_GAUSSIAN = Claim(
    id="geifman2020.sec33.gd_gaussian",
    label="Section 3.3",
    printed=True,
    statement=(
        r"For the Gaussian kernel $e^{-c\|\mathbf x-\mathbf z\|^2}$ on $\mathbb S^{d-1}$ the number of "
        "gradient-descent steps to learn a harmonic of degree $k$ grows at least exponentially in $k$; indeed "
        r"like $\Gamma(k+d/2)c^{-k}$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$, fixed accuracy and step size.",
    check=_gd_gaussian,
    parameters={"growth": "infinite"},
    depends_on=(GD_ID, BESSEL_ID),
    control=Control(
        r"The bound $\frac{k+d/2}c$ of the growth factor tends to 1, as growth like a power of $k$ would need; it is unbounded.",
        {"growth": "one"},
    ),
)


def _main_chain(direction: int) -> Derivation:
    k, d, c = K, D, WIDTH
    bound = c / (k + d / 2)
    return prove(
        rests_on(BESSEL_ID, r"$0<\mu^{\mathrm G}_{k+1}/\mu^{\mathrm G}_k<\frac{c'}{k+d/2}$"),
        rests_on(NORMALISATIONS_ID, r"the chord form of the Laplace kernel is $e^{-c\sqrt2\sqrt{1-t}}$"),
        rests_on(DECAY_ID, r"$\mu^{\mathrm L}_0>0$ and $0<B_1k^{-d}\le\mu^{\mathrm L}_k\le B_2k^{-d}$ for $k\ge1$"),
        limit(
            bound if direction > 0 else 1 / bound,
            k,
            sympy.Integer(0),
            {**WIDTHS, **DIMENSIONS},
            text=r"$\frac{c'}{k+d/2}\to0$" if direction > 0 else r"$\frac{k+d/2}{c'}\to0$",
            goal=True,
        ),
        limit((k + 1) / k, k, sympy.Integer(1), text=r"$1+\frac1k\to1$, hence $(1+\frac1k)^d\to1$"),
        reduction(
            r"So $k^d\mu^{\mathrm G}_k$ is multiplied at each step by less than a sequence with limit 0, and tends to 0; with $\mu^{\mathrm L}_k\ge B_1k^{-d}$ the "
            r"quotient $\mu^{\mathrm G}_k/\mu^{\mathrm L}_k$ is bounded and tends to 0"
        ),
        rests_on(
            REPRODUCING_ID, r"the RKHS is the set of $\sum\alpha_{k,j}Y_{k,j}$ with $\sum\alpha_{k,j}^2/\mu_k<\infty$"
        ),
        reduction(
            r"Inclusion: $\sum\alpha^2/\mu^{\mathrm L}\le\sup_k\frac{\mu^{\mathrm G}_k}{\mu^{\mathrm L}_k}\sum\alpha^2/\mu^{\mathrm G}$. It is proper: choose degrees "
            r"$k_1<k_2<\dots$ with $\mu^{\mathrm G}_{k_i}\le4^{-i}\mu^{\mathrm L}_{k_i}$ and one coefficient $\alpha^2=2^{-i}\mu^{\mathrm L}_{k_i}$ in each"
        ),
    )


MAIN_CHAIN = Claim(
    id="geifman2020.sec3.main_chain_gauss",
    label="Section 3",
    printed=True,
    statement=(
        r"On $\mathbb S^{d-1}$, $d\ge2$, with RKHS of $\kappa=\sum_k\mu_kN(d,k)P_k$ defined as in Section 3.1 "
        r"(series $f=\sum\alpha_{k,j}Y_{k,j}$ with $\sum\alpha_{k,j}^2/\mu_k<\infty$): for all $c,c'>0$ the "
        r"inclusion $\mathcal H^{\mathrm{Gauss}}(e^{-c'\|\mathbf x-\mathbf z\|^2})\subset\mathcal "
        r"H^{\mathrm{Lap}}(e^{-c\|\mathbf x-\mathbf z\|})$ holds and is proper."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$ and all widths $c,c'>0$.",
    check=_main_chain,
    parameters={"direction": 1},
    depends_on=(BESSEL_ID, DECAY_ID, NORMALISATIONS_ID, REPRODUCING_ID),
    control=Control(
        r"$\mathcal H^{\mathrm{Lap}}\subseteq\mathcal H^{\mathrm{Gauss}}$ by the same argument, with $\frac{k+d/2}{c'}\to0$; this bound of the inverse quotient tends to "
        r"infinity.",
        {"direction": -1},
    ),
)
