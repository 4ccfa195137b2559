r"""Section 3.1: which networks of finite width belong to the RKHS of their limit kernel."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Symbol, cos, gamma, pi, sin

from ntkproofs.checks import (
    cite,
    definition,
    identity,
    induction,
    positive,
    prove,
    reduction,
    rests_on,
    summable,
    unbounded_quotient,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.background.harmonics import ADDITION, COMPLETE
from ntkproofs.papers.bietti2019.feature_maps import HALF, HALF_TEXT, tangent_distance_squared_on_sphere
from ntkproofs.papers.bietti2019.norm_series import energy, multiplicity
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS
from ntkproofs.papers.bietti2019.spectral_sequences import mu_kappa

SPACE = (
    r"$\mathcal{H}$ is the RKHS of $\kappa(\langle x,y\rangle)$ on $S^{d-1}$: with $\kappa=\sum_kN(d,k)\mu_kP_k$ "
    r"($P_k$ Gegenbauer "
    r"of dimension $d$, $P_k(1)=1$, $N(d,k)$ the multiplicity) it consists of $f=\sum_kf_k$, $f_k$ of harmonic "
    r"degree $k$, $f_k=0$ "
    r"where $\mu_k=0$, $\|f\|_{\mathcal H}^2=\sum_k\|f_k\|_{L^2}^2/\mu_k<\infty$, $L^2$ for the uniform probability "
    r"measure (our $d$ "
    r"is the paper's $p$)"
)
_K, _D, _N = Symbol("k"), Symbol("d"), Symbol("n")


def norm_term(degree: Expr, dim: int) -> Expr:
    r"""Return :math:`2N(d,k)/(k(k+d-2)+d+1)` as a rational function of the degree, for one dimension."""
    binomial = sympy.prod((degree + j - 1) for j in range(1, dim - 1)) / sympy.factorial(dim - 2)
    return 2 * (2 * degree + dim - 2) / degree * binomial / energy(degree, Integer(dim))


def _terms() -> list[Step]:
    """Derive the norm terms of |x_1| for even degrees from the Gamma formulas."""
    k, d = _K, _D
    coefficient = gamma(d / 2) / (2 * gamma((3 - k) / 2) * gamma((k + d + 1) / 2)) / 2
    eigenvalue = mu_kappa(k, d)
    return [
        definition(
            r"$\lambda_k$ is the Gegenbauer coefficient of $t_+$, so that of $|t|=t_++(-t)_+$ is $2\lambda_k$ "
            r"for even $k$, else $0$"
        ),
        reduction(
            r"$(w\cdot x)_+=\frac12w\cdot x+\frac12|w\cdot x|$; the first summand is a harmonic of degree 1 with "
            r"$\mu_1=1/d>0$, so the "
            r"unit is in $\mathcal H$ if and only if $|x_1|$ is, by rotation and scaling"
        ),
        rests_on(
            "bietti2019.lemma17.power_coefficients",
            r"$\lambda_k=\Gamma(d/2)/(4\,\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))$",
        ),
        rests_on(
            "bietti2019.prop5.closed_form",
            r"$\mu_k=(k(k+d-2)+d+1)\frac18[\Gamma(d/2)/(\Gamma(\frac{3-k}2)\Gamma(\frac{k+d+1}2))]^2$",
        ),
        cite(
            COMPLETE,
            r"a function of $x_1$ is the sum of its components, $N(d,k)$ times its coefficient times $P_k(x_1)$",
        ),
        cite(ADDITION, r"$\|P_k(x_1)\|_{L^2}^2=1/N(d,k)$"),
        identity(
            (2 * coefficient) ** 2,
            2 / energy(k, d) * eigenvalue,
            text=r"for even $k$: $(2\lambda_k)^2/\mu_k=2/(k(k+d-2)+d+1)$, and $N(d,k)$ times that is the norm term",
        ),
    ]


def _divergence(dim: int) -> list[Step]:
    """Prove that the norm series has terms of at least 1/k in this dimension and in every greater one."""
    k, d = _K, _D
    count = multiplicity(k, d)
    growth = (2 * k + d - 1) / (2 * k + d - 2) * (k + d - 2) / (d - 1)
    binomial = identity(
        norm_term(k, dim) * energy(k, Integer(dim)),
        2 * count.subs(d, dim),
        text=rf"the term is $2N(d,k)/(k(k+d-2)+d+1)$ for $d={dim}$",
    )
    base = [
        binomial,
        positive(
            norm_term(k, dim) - 1 / k, {k: 2}, strict=False, text=rf"the term is at least $1/k$ for $d={dim}$, $k\ge2$"
        ),
    ]
    step = [
        identity(count.subs(d, d + 1), growth * count, text=r"$N(d+1,k)/N(d,k)$ is rational"),
        positive(
            growth * energy(k, d) / energy(k, d + 1) - 1,
            {k: 2, d: dim},
            strict=False,
            text=rf"the term of dimension $d+1$ is at least that of dimension $d$, for $d\ge{dim}$, $k\ge2$",
        ),
    ]
    return [
        induction(base, step, text=rf"the term is at least $1/k$ for all $d\ge{dim}$, $k\ge2$", goal=True),
        summable(1 / (2 * _N), _N, 1, expected=False, text=r"$\sum1/k$ over even $k\ge2$ diverges", goal=True),
    ]


def _series(dim: int, converges: bool) -> Step:
    end = "finite" if converges else "infinite"
    return summable(
        norm_term(2 * _N, dim),
        _N,
        1,
        expected=converges,
        text=rf"the norm series of $|x_1|$ over $k=2n\ge2$ is {end} for $d={dim}$",
        goal=True,
    )


def _relu_unit(dimension: int) -> Derivation:
    return prove(
        _terms(),
        reduction(r"the term of degree 0 is finite, as $\mu_0>0$"),
        _series(dimension, converges=True),
        _divergence(dimension + 1),
        reduction(r"$\mathcal H$ is a linear space, so sums of units are in it when the units are"),
    )


_RESTS = ("bietti2019.lemma17.power_coefficients", "bietti2019.prop5.closed_form")

RELU_UNIT = Claim(
    id="bietti2019.section31.relu_unit",
    label="Section 3.1",
    statement=(
        r"For $w\ne0$ the ReLU unit $x\mapsto(w\cdot x)_+$ on $S^{d-1}$ belongs to $\mathcal H$ if and only if "
        r"$d=2$. On the circle "
        r"every finite-width two-layer ReLU network therefore lies in $\mathcal H$."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_relu_unit,
    parameters={"dimension": 2},
    depends_on=_RESTS,
    conditions=(COMPLETE, ADDITION),
    control=Control(
        r"The ReLU unit belongs to $\mathcal H$ for $d=3$; its norm series diverges like that of $4/k$ over even $k$.",
        {"dimension": 3},
    ),
)


def _finite_width(dimension: int) -> Derivation:
    return prove(
        _terms(),
        reduction(
            r"the unit $(w_1\cdot x)_+$ is a two-layer network of width 1; it is not in $\mathcal H$ if its "
            r"norm series is infinite"
        ),
        _series(dimension, converges=False),
        _divergence(dimension),
        rests_on("bietti2019.section31.linearisation", "the first-layer tangent features are not in the RKHS"),
    )


FINITE_WIDTH_NOT_IN_RKHS = Claim(
    id="bietti2019.section31.finite_width_not_in_rkhs",
    label="Section 3.1",
    printed=True,
    statement=(
        r"Stated without restriction on $d$: the functions of a two-layer ReLU network of finite width, "
        r"$\sum_jv_j(w_j\cdot x)_+$, and "
        r"their linearisations around initialisation do not belong to the RKHS of the limiting NTK."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="bietti2019.section31.relu_unit",
    scope=(
        "false for the network functions on the circle, d = 2; true for single units when d >= 3 and for "
        "linearisations in every d. "
        "Edge case of dimension 2 only; right for dimension >= 3 (generic weights), and for linearisations in every "
        "dimension."
    ),
    check=_finite_width,
    parameters={"dimension": 2},
    depends_on=(*_RESTS, "bietti2019.section31.linearisation"),
    conditions=(COMPLETE, ADDITION),
    control=Control(
        r"For $d\ge3$ the unit $(w\cdot x)_+$, $w\ne0$, and its linearisation do not belong to $\mathcal H$; this "
        r"holds.",
        {"dimension": 3},
    ),
)


def _linearisation(member: bool) -> Derivation:
    s, slope = HALF, Symbol("alpha")
    return prove(
        definition(
            r"$a=\alpha\,w/\|w\|+\beta e$ with a unit vector $e\perp w$ and $\beta\ne0$, since $a$ is not parallel "
            r"to $w$; $\beta=1$ by "
            r"scaling. $x,y=\cos(s)\,e\pm\sin(s)\,w/\|w\|$ for $0<s\le\pi/2$"
        ),
        definition(HALF_TEXT),
        reduction(r"$w\cdot x>0>w\cdot y$, so the feature has the values $a\cdot x=\cos s+\alpha\sin s$ and $0$"),
        rests_on(
            "bietti2019.eq9.rkhs_lipschitz",
            r"$|f(x)-f(y)|^2\le\|f\|^2\,\|\Phi(x)-\Phi(y)\|^2$ for every $f\in\mathcal H$",
        ),
        unbounded_quotient(
            (cos(s) + slope * sin(s)) ** 2,
            tangent_distance_squared_on_sphere(),
            s,
            pi / 2,
            expected=not member,
            text=r"$|f(x)-f(y)|^2/\|\Phi(x)-\Phi(y)\|^2$ has "
            + ("an upper bound" if member else "no upper bound")
            + r" on $(0,\pi/2]$, whatever $\alpha$",
            goal=True,
        ),
    )


LINEARISATION = Claim(
    id="bietti2019.section31.linearisation",
    label="Section 3.1",
    statement=(
        r"For $w\ne0$ and $a\in\mathbb{R}^d$ not parallel to $w$, the first-layer tangent feature $x\mapsto(a\cdot "
        r"x)1\{w\cdot x\ge0\}$ "
        r"is not in $\mathcal H$, for every $d\ge2$."
    ),
    hypotheses=(*KAPPAS, SPACE),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_linearisation,
    parameters={"member": False},
    depends_on=("bietti2019.eq9.rkhs_lipschitz",),
    control=Control(
        r"The feature is in $\mathcal H$, so that the quotient is bounded by $\|f\|^2$; false, it jumps on the great "
        r"subsphere "
        r"$w\cdot x=0$.",
        {"member": True},
    ),
)
