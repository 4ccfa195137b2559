"""Section 2.1: moving the factor 2/m into the initialisation keeps the random function, not its tangent kernel."""

from __future__ import annotations

import sympy
from sympy import Rational, cos, pi, sqrt

from ntkproofs.checks import Reals, cite, definition, identity, limit, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .relu_kernels import KAPPAS, kappa, kappa_0, kappa_1
from .two_layer_network import FUBINI

_M = sympy.Symbol("m", positive=True)
_WIDTHS = {_M: Reals(0, sympy.oo, left_open=True)}


def _same(numerator: Rational) -> Derivation:
    v, s = sympy.symbols("v s", real=True)
    scaled = sqrt(2 / _M) * v
    return prove(
        definition(r"$s_j=(w_j\cdot x)_+$ and $v'_j=\sqrt{2/m}\,v_j$ with $v_j\sim\mathcal N(0,1)$"),
        identity(
            sqrt(2 / _M) * v * s,
            scaled * s,
            {**_WIDTHS, v: Reals(), s: Reals(0)},
            text=r"unit by unit $\sqrt{2/m}\,v_js_j=v'_js_j$: one function of $x$, written in two ways",
            goal=True,
        ),
        identity(
            sqrt(2 / _M) ** 2,
            numerator / _M,
            _WIDTHS,
            text=rf"the variance of $v'_j$ is $2/m={numerator}/m$",
            goal=True,
        ),
        reduction(
            r"a multiple of a centred Gaussian is the centred Gaussian of its variance, and the $v'_j$ are independent of "
            r"each other and of the $w_j$: $(v',w)$ has the law of the second initialisation, and the two random functions "
            r"are the same function of it; $v\mapsto v'$ is a bijection for each $m$"
        ),
    )


SAME_PREDICTIONS = Claim(
    id="bietti2019.section21.same_predictions",
    label="Section 2.1",
    printed=True,
    statement=(
        r"Moving the factor into the initialisation leaves the random network unchanged: $\sqrt{2/m}\sum_j v_j(w_j\cdot "
        r"x)_+$ with $v_j\sim\mathcal N(0,1)$ and $\sum_j v_j(w_j\cdot x)_+$ with $v_j\sim\mathcal N(0,2/m)$ "
        r"($w_j\sim\mathcal N(0,I_d)$, all independent) have the same law as random functions of $x$, and every function of "
        r"one parameterisation is a function of the other."
    ),
    expected=Verdict.PROVED,
    scope=(
        "all m, all d; the functions at initialisation and the function class, not the gradient dynamics (see "
        "section21.parameterisation_kernels)"
    ),
    check=_same,
    parameters={"numerator": Rational(2)},
    # The inventory's control (equal tangent kernels) is the subject of section21.parameterisation_kernels.
    control=Control(
        r"The same with $v_j\sim\mathcal N(0,1/m)$ in the second network; false for every $m$, where the variances of "
        r"$f(x)$, $\|x\|=1$, are $1$ and $1/2$.",
        {"numerator": Rational(1)},
    ),
)


def _kernels(first_layer: int) -> Derivation:
    indicators, products = kappa_0(ANGLE) / 2, kappa_1(ANGLE) / 2
    u, over = cos(ANGLE), {**_WIDTHS, ANGLE: Reals(0, pi)}
    mean = _M * products + _M * (2 / _M) * indicators * u
    s, g, h, k, v, p = sympy.symbols("s g h k v p", real=True)
    at_one = {ANGLE: 0}
    return prove(
        definition(
            r"$s=(w\cdot x)_+$, $g=1\{w\cdot x\ge0\}$, $h$ and $k$ the same at $x'$, $p=\langle x,x'\rangle=\cos\theta=u$"
        ),
        reduction(
            r"$\partial_v(vs)=s$ and, almost surely, $\partial_{w_i}(vs)=vg\,x_i$, so one unit adds $sh+v^2gk\,p$ to the "
            r"tangent kernel; $v$ has variance $2/m$"
        ),
        identity(
            s * h + (v * g) * (v * k) * p, s * h + v**2 * g * k * p, text="the sum of products of the derivatives"
        ),
        cite(FUBINI, r"$E[v^2gk]=E[v^2]\,E[gk]$, because $v$ and $w$ are independent"),
        rests_on("bietti2019.eq5.kappa0", r"$E[gk]=\kappa_0(u)/2$"),
        rests_on("bietti2019.eq5.kappa1", r"$E[sh]=\kappa_1(u)/2$"),
        identity(
            mean,
            _M / 2 * kappa_1(ANGLE) + u * kappa_0(ANGLE),
            over,
            text=r"the mean of $m$ units is $\frac m2\kappa_1(u)+u\kappa_0(u)$",
            goal=True,
        ),
        value(mean.subs(at_one).subs(_M, 10), sympy.Integer(6), text=r"it is 6 at $u=1$, $m=10$"),
        limit(
            (mean / (_M / 2)).subs(at_one),
            _M,
            (kappa_1(ANGLE) + first_layer * u * kappa_0(ANGLE)).subs(at_one),
            text=rf"at $u=1$, divided by $m/2$, it tends to $\kappa_1+{first_layer}\,u\kappa_0$",
            goal=True,
        ),
        limit(
            sympy.expand(mean / (_M / 2) - kappa_1(ANGLE) - first_layer * u * kappa_0(ANGLE)),
            _M,
            sympy.Integer(0),
            text=rf"divided by $m/2$ it tends to $\kappa_1+{first_layer}\,u\kappa_0$ for every $u$",
            goal=True,
        ),
        value(
            (kappa(ANGLE) - kappa_1(ANGLE)).subs(at_one),
            sympy.Integer(1),
            text=r"$\kappa\ne\kappa_1$: they differ by 1 at $u=1$",
            goal=True,
        ),
        identity(
            (2 / _M) * _M * products + 1 * _M * (2 / _M) * indicators * u,
            kappa(ANGLE),
            over,
            text=r"with rate $2/m$ for $v$ and $1$ for $w$ the mean kernel is $\kappa$",
            goal=True,
        ),
    )


PARAMETERISATION_KERNELS = Claim(
    id="bietti2019.section21.parameterisation_kernels",
    label="Section 2.1",
    statement=(
        r"The equality in law of $\sqrt{2/m}\sum_jv_j(w_j\cdot x)_+$, $v_j\sim\mathcal N(0,1)$, and "
        r"$\sum_jv_j(w_j\cdot x)_+$, $v_j\sim\mathcal N(0,2/m)$, does not extend to training all weights with one learning "
        r"rate: for $\sum_j v_j(w_j\cdot x)_+$ with $v_j\sim\mathcal N(0,2/m)$, $w_j\sim\mathcal N(0,I_d)$, and unit $x,x'$ "
        r"with $u=\langle x,x'\rangle$, the mean tangent kernel is $\frac m2\kappa_1(u)+u\kappa_0(u)$ for every $m$; divided "
        r"by $m/2$ it tends to $\kappa_1$ and not to $\kappa$. With learning rates in the ratio $2/m$ for $v$ and $1$ for "
        r"$w$ it is again $\kappa$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all m >= 1, all d >= 2, unit x, x'",
    check=_kernels,
    parameters={"first_layer": 0},
    depends_on=("bietti2019.eq5.kappa0", "bietti2019.eq5.kappa1"),
    conditions=(FUBINI,),
    control=Control(
        r"Divided by $m/2$ the mean kernel tends to $\kappa$; false at $u=1$, where the limit is $1$ and $\kappa(1)=2$.",
        {"first_layer": 1},
    ),
)
