r"""The slit representation of the eigenvalues of a kernel that is analytic in the angle, and its kernel :math:`Q_k`."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, cos, exp, gamma, pi, sin, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    positive,
    prove,
    recurrence,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gegenbauer import RELATIONS
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.bietti2019.gegenbauer_coefficients import normalisation
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D, J, K

from .setting import CONVENTIONS, THETA, reference

SLIT_ID = "geifman2020.derived.slit_representation"
KERNEL_ID = "geifman2020.derived.slit_kernel_closed_form"
MOMENT_ID = "geifman2020.derived.slit_moment"
M = Symbol("m", positive=True)
Y, T = Symbol("y", positive=True), Symbol("t", real=True)
_UP: dict[Symbol, Domain] = {Y: Reals(0, left_open=True)}
_R = Symbol("R", real=True)  # (2 - d/2)_{m-1}
_A, _B = sympy.symbols("A B", real=True)  # U_{n-1}(t), U_n(t)
_ONE, _TWO = sympy.Integer(1), sympy.Integer(2)


def front(n: Expr, d: Expr) -> Expr:
    r"""Return :math:`2\Gamma(d/2)\,n!/\Gamma(n+\frac d2)`; with n = k it is the factor before :math:`e^{-(k+1)y}`.

    >>> front(sympy.Integer(1), sympy.Integer(4))
    1
    """
    return 2 * gamma(d / 2) * gamma(n + 1) / gamma(n + d / 2)


def _representation(sign: int) -> Derivation:
    k = Symbol("k", positive=True)
    over: dict[Symbol, Domain] = {k: Integers(1), **_UP}
    weight = Y / pi  # w_+ of kappa_0; w_- is sign times it, -1 in truth
    steps = []
    for parity in (0, 1):
        odd = k if parity == 0 else 2 * k - 1
        slope = (1 + (-1) ** parity * sign) / pi
        name, shown = ("odd", r"$\frac2\pi J_k$") if parity else ("even", "0")
        for d, integral in (
            (_TWO, 1 / odd**2),
            (sympy.Integer(4), (1 / odd**2 - 1 / (odd + 2) ** 2) / (odd + 1)),
        ):
            truth = 2 / pi * reference(odd, d) if parity else sympy.Integer(0)
            steps.append(
                identity(
                    slope * integral / pi,
                    truth,
                    {k: Integers(1)},
                    text=rf"$\kappa_0$, $d={d}$, {name} degrees, $Y=\infty$: the representation gives {shown}",
                    goal=True,
                )
            )
    # d = 2, kappa_0, finite Y, odd k: what is left beyond Y is below the bound of E_k, sup|g| >= 1.
    beyond = 2 / pi**2 * exp(-3) * (Rational(1, 3) + Rational(1, 9))
    bound = 2 * sympy.cosh(1) * exp(-4) / (1 - exp(-2))
    return prove(
        definition(r"$g(\theta)=\kappa_0(\cos\theta)=1-\theta/\pi$: $w_+(y)=y/\pi$, $w_-(y)=-y/\pi$"),
        identity(-sympy.im(1 - sympy.I * Y / pi), weight, _UP, text=r"$w_+(y)=-\mathrm{Im}(1-iy/\pi)=y/\pi$"),
        antiderivative(
            -exp(-k * Y) * (Y / k + 1 / k**2),
            Y * exp(-k * Y),
            Y,
            over,
            text=r"$\int_0^\infty ye^{-ky}dy=1/k^2$ ($d=2$)",
        ),
        identity(
            2 * exp(-(k + 1) * Y) * sympy.sinh(Y).rewrite(exp),
            exp(-k * Y) - exp(-(k + 2) * Y),
            over,
            text=r"$2e^{-(k+1)y}\sinh y=e^{-ky}-e^{-(k+2)y}$ ($d=4$)",
        ),
        steps,
        positive(bound - beyond, {}, text=r"$d=2$, $\kappa_0$, $k=3$, $Y=1$: $|E_3|$ is below its bound", goal=True),
    )


SLIT = Claim(
    id="geifman2020.derived.slit_representation",
    label="Section 3.2",
    statement=(
        r"Let $g(\theta)=\kappa(\cos\theta)$ be real-analytic on $[0,\pi]$ and analytic on "
        r"$\{0\le\mathrm{Re}\,\theta\le\pi,\ |\mathrm{Im}\,\theta|\le Y\}$. Then for every $k\ge0$, $d\ge2$: "
        r"$\mu_k=\frac1\pi\int_0^Y[w_+(y)+(-1)^kw_-(y)]Q_k(\cosh y)\sinh y\,dy+E_k$, $w_+(y)=-\mathrm{Im}\,g(iy)$, "
        r"$w_-(y)=-\mathrm{Im}\,g(\pi-iy)$, where $Q_k(z)=\mu_k[1/(z-\cdot)]>0$ and "
        r"$E_k=\frac1{2\pi i}\oint\kappa Q_k\,dz$ over the ellipse $\cos([0,\pi]\pm iY)$, with "
        r"$|E_k|\le\frac{2\Gamma(d/2)k!}{\Gamma(k+d/2)}\cosh(Y)e^{-(k+1)Y}F_d\sup|g|$, "
        r"$F_d=\sum_n|(2-\frac d2)_n|e^{-2nY}/n!$, in particular $F_2=(1-e^{-2Y})^{-1}$, $F_3=(1-e^{-2Y})^{-1/2}$, $F_4=1$, "
        r"$F_d=(1+e^{-2Y})^{d/2-2}$ for even $d>4$, $F_5=2-\sqrt{1-e^{-2Y}}$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.CITED,
    scope=(
        r"All $d\ge2$. Quantifies over a class of functions (Cauchy's formula on the slit ellipse): instances are checked; "
        "dependents print it as a condition."
    ),
    check=_representation,
    parameters={"sign": -1},
    control=Control(
        r"The representation with $w_-(y)=+\mathrm{Im}\,g(\pi-iy)$: refuted on $\kappa_0$.",
        {"sign": 1},
    ),
)


def _kernel(factor: int) -> Derivation:
    k, d, m, t = K, D, M, T
    after, before = 2 * t * _B - _A, 2 * t * _A - _B  # U_{n+1}, U_{n-2}
    n = Symbol("n", positive=True)
    slope = (n + 1) * _A - n * t * _B  # (1-t^2) U_n'
    slope_before = n * before - (n - 1) * t * _A
    slope_after = (n + 2) * _B - (n + 1) * t * after
    here: dict[Symbol, Domain] = {n: Integers(2), t: Reals(-1, 1), _A: Reals(), _B: Reals()}
    r = Symbol("r", positive=True)
    unit: dict[Symbol, Domain] = {r: Reals(0, 1, left_open=True, right_open=True)}
    double: dict[Symbol, Domain] = {m: Integers(1), k: Integers(1), **DIMENSIONS, _R: Reals()}
    # The coefficient of r^{k+1+2m} is front(k+m) (2-d/2)_m / m!, with (2-d/2)_m = R (1-d/2+m).
    rise, count = _R * (1 - d / 2 + m), gamma(m + 1)
    less = gamma(m)
    return prove(
        definition(
            r"$r=e^{-y}$, $z=\cosh y=\frac12(r+\frac1r)$; $U_0=1$, $U_1=2t$, $U_{n+1}=2tU_n-U_{n-1}$, that is "
            r"$U_n=(n+1)P_n^{(4)}$; $f_{k,m}=\frac{2\Gamma(d/2)(k+m)!}{\Gamma(k+m+d/2)}\frac{(2-d/2)_m}{m!}$, the coefficient of "
            r"$r^{k+1+2m}$ on the right; $F_k=\sum_mf_{k,m}r^{k+1+2m}$"
        ),
        reduction(
            r"$(1-2rt+r^2)\sum_nU_nr^n=1$ by the recurrence, so $\frac1{z-t}=2r\sum_nU_n(t)r^n$, uniformly in $t$ as "
            r"$|U_n|\le n+1$: $Q_0=2\sum_n\mu_0[U_n]r^{n+1}$, with $\mu_0[U_n]=0$ for odd $n$"
        ),
        identity(
            (1 - 2 * r * t + r**2) / (2 * r),
            (r + 1 / r) / 2 - t,
            {**unit, t: Reals(-1, 1)},
            text=r"$z-t=(1-2rt+r^2)/(2r)$",
        ),
        rests_on(
            RELATIONS,
            r"for $d=4$: $(1-t^2)U_n'=(n+1)U_{n-1}-ntU_n$ and $(1-t^2)U_n''-3tU_n'+n(n+2)U_n=0$; in dimension $d$: "
            r"$(2k+d-2)\,tP_k=kP_{k-1}+(k+d-2)P_{k+1}$",
        ),
        identity(t * slope - slope_before, n * (1 - t**2) * _B, here, text=r"$tU_n'-U_{n-1}'=nU_n$ (times $1-t^2$)"),
        identity(
            slope_after - t * slope,
            (n + 2) * (1 - t**2) * _B,
            here,
            text=r"$U_{n+1}'-tU_n'=(n+2)U_n$ (times $1-t^2$)",
        ),
        reduction(
            r"$a_n=\mu_0[U_n]$, $b_n=\mu_0[U_n']$: so $\mu_0[tU_n']=na_n+b_{n-1}$ and $b_{n+1}-b_{n-1}=(2n+2)a_n$. The integral "
            r"of $((1-t^2)^{(d-1)/2}U_n')'$ is 0, which with the equation of $U_n$ says $(4-d)(na_n+b_{n-1})=n(n+2)a_n$, that is "
            r"$(4-d)b_{n-1}=n(n+d-2)a_n$"
        ),
        identity(
            n * (n + 2) - (4 - d) * n,
            n * (n + d - 2),
            {n: Integers(1), **DIMENSIONS},
            text=r"$n(n+2)-(4-d)n=n(n+d-2)$",
        ),
        identity(
            n * (n + d - 2) + (4 - d) * (2 * n + 2),
            (n + 2) * (n + 4 - d),
            {n: Integers(1), **DIMENSIONS},
            text=r"hence $(n+2)(n+d)a_{n+2}=(n+2)(n+4-d)a_n$",
        ),
        identity(
            front(m, d) * (2 * m - 2 + d) / m,
            front(m - 1, d) * 2,
            {m: Integers(1), **DIMENSIONS},
            text=r"with $n=2m-2$: $2a_{2m}=f_{0,m}$, for $f_{0,m}/f_{0,m-1}=\frac m{m-1+d/2}\cdot\frac{1-d/2+m}m=\frac{2m+2-d}{2m-2+d}$",
        ),
        identity(
            factor * front(sympy.Integer(0), d),
            _TWO,
            DIMENSIONS,
            text=rf"${'' if factor == 1 else factor}f_{{0,0}}=2=2\mu_0[U_0]$: $Q_0=F_0$",
            goal=True,
        ),
        reduction(
            r"$z\cdot\frac1{z-t}=1+\frac t{z-t}$ under the integral: $Q_1=zQ_0-1$ and, for $k\ge1$, "
            r"$(2k+d-2)zQ_k=kQ_{k-1}+(k+d-2)Q_{k+1}$. It is enough that $F_k$ does the same, coefficient by coefficient; "
            r"$(2-\frac d2)_m=R\,(1-\frac d2+m)$ with $R=(2-\frac d2)_{m-1}$"
        ),
        identity(
            (front(m, d) * rise / count + front(m - 1, d) * _R / less) / 2,
            front(m, d) * _R / less,
            {m: Integers(1), **DIMENSIONS, _R: Reals()},
            text=r"$zF_0-1=F_1$: $\frac12(f_{0,m}+f_{0,m-1})=f_{1,m-1}$ at $r^{2m}$, $m\ge1$",
            goal=True,
        ),
        value(factor * front(sympy.Integer(0), _TWO) / 2 - 1, sympy.Integer(0), text=r"at $r^0$: $\frac12f_{0,0}-1=0$"),
        identity(
            (2 * k + d - 2) / 2 * (front(k + m, d) * rise / count + front(k + m - 1, d) * _R / less),
            k * front(k + m - 1, d) * rise / count + (k + d - 2) * front(k + m, d) * _R / less,
            double,
            text=r"$\frac{2k+d-2}2(f_{k,m}+f_{k,m-1})=kf_{k-1,m}+(k+d-2)f_{k+1,m-1}$, $m\ge1$",
            goal=True,
        ),
        identity(
            (2 * k + d - 2) / 2 * front(k, d),
            k * front(k - 1, d),
            {k: Integers(1), **DIMENSIONS},
            text=r"the same for $m=0$",
            goal=True,
        ),
        identity(
            front(k, sympy.Integer(4)),
            2 / (k + 1),
            {k: Integers(0)},
            text=r"$d=4$: only $m=0$ is left, $Q_k=\frac2{k+1}e^{-(k+1)y}$",
            goal=True,
        ),
        identity(
            2 * r ** (k + 1) / (1 - r**2),
            r**k / ((1 / r - r) / 2),
            {**unit, k: Integers(0)},
            text=r"$d=2$: $f_{k,m}=2$, so $Q_k=2r^{k+1}/(1-r^2)=e^{-ky}/\sinh y$",
            goal=True,
        ),
    )


SLIT_KERNEL = Claim(
    id="geifman2020.derived.slit_kernel_closed_form",
    label="Section 3.2",
    statement=(
        r"$Q_k(\cosh y):=\mu_k[1/(\cosh y-\cdot)]=\frac{2\Gamma(d/2)k!}{\Gamma(k+d/2)}e^{-(k+1)y}"
        r"{}_2F_1(k+1,2-\tfrac d2;k+\tfrac d2;e^{-2y})$ for $y>0$, all $k\ge0$, $d\ge2$; $d=2$: $e^{-ky}/\sinh y$; "
        r"$d=4$: $\frac{2}{k+1}e^{-(k+1)y}$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $k\ge0$, $d\ge2$, $y>0$.",
    check=_kernel,
    parameters={"factor": 1},
    depends_on=(RELATIONS,),
    control=Control(
        r"$Q_k$ is twice that function (for $d=3$, twice the Legendre function); false at $k=0$: the coefficient of "
        r"$e^{-y}$ is $2\mu_0[1]=2$.",
        {"factor": 2},
    ),
)


def _moment(factor: int) -> Derivation:
    k, d, m, t, j = K, D, M, T, J
    dim = d + 2
    root = sqrt(1 - t**2)
    h = (pi - sympy.acos(t)) / (pi * root)
    grow = Symbol("x", positive=True)  # e^y
    kernel_value = 2 / sin(THETA) * sympy.atan((grow - cos(THETA)) / sin(THETA))
    open_angles: dict[Symbol, Domain] = {THETA: Reals(0, pi, left_open=True, right_open=True), grow: Reals(1)}
    rise = _R * (1 - d / 2 + m)
    mean_0 = normalisation(dim) / (2 * normalisation(dim - 1))
    mean_1 = 1 / (pi * (dim - 2))
    a, b = sympy.symbols("A B", real=True)  # P_{k-1}, P_{k+1} of dimension D
    big = Symbol("N", positive=True)  # D
    return prove(
        definition(
            r"$D=d+2$, $r=e^{-y}$; $h(\cos\theta)=\frac{\pi-\theta}{\pi\sin\theta}$, $h_k=\mu_k^{(D)}[h]$; "
            r"$f^{(d)}_{k,m}$ the coefficient of $r^{k+1+2m}$ in $Q_k^{(d)}(\cosh y)$; $M_k$ the moment"
        ),
        rests_on(
            KERNEL_ID,
            r"$f^{(d)}_{k,m}=\frac{2\Gamma(d/2)(k+m)!}{\Gamma(k+m+d/2)}\frac{(2-d/2)_m}{m!}$; "
            r"$(1-\frac d2)_m=(1-\frac d2)(2-\frac d2)_{m-1}$",
        ),
        identity(
            (k + 2 * m) * front(k - 1 + m, dim) * (1 - d / 2) * _R / gamma(m + 1),
            d / 2 * (front(k + m, d) * rise / gamma(m + 1) - front(k + m - 1, d) * _R / gamma(m)),
            {k: Integers(1), m: Integers(1), **DIMENSIONS, _R: Reals()},
            text=r"$(k+2m)f^{(D)}_{k-1,m}=\frac d2(f^{(d)}_{k,m}-f^{(d)}_{k,m-1})$ for $m\ge1$",
        ),
        identity(
            k * front(k - 1, dim),
            d / 2 * front(k, d),
            {k: Integers(1), **DIMENSIONS},
            text=r"and $kf^{(D)}_{k-1,0}=\frac d2f^{(d)}_{k,0}$: so $\frac d{dy}Q^{(D)}_{k-1}(\cosh y)=-d\,Q_k^{(d)}(\cosh y)\sinh y$",
        ),
        reduction(
            r"By parts $M_k=\frac1{\pi d}\int_0^\infty Q_{k-1}^{(D)}(\cosh y)dy$: $yQ_{k-1}^{(D)}(\cosh y)$ vanishes at "
            r"$\infty$, and at 0, where $|Q_{k-1}^{(D)}|\le\mu_0^{(D)}[1/(1-\cdot)]<\infty$ as $D\ge4$"
        ),
        antiderivative(
            kernel_value,
            1 / ((grow + 1 / grow) / 2 - cos(THETA)) / grow,
            grow,
            open_angles,
            text=r"$\int\frac{dy}{\cosh y-\cos\theta}=\frac2{\sin\theta}\arctan\frac{e^y-\cos\theta}{\sin\theta}$, $x=e^y$",
        ),
        identity(
            sympy.tan(THETA / 2),
            (1 - cos(THETA)) / sin(THETA),
            {THETA: open_angles[THETA]},
            text=r"at $y=0$ the arc tangent is $\theta/2$, at $\infty$ it is $\pi/2$: $\frac1\pi\int_0^\infty"
            r"\frac{dy}{\cosh y-\cos\theta}=\frac{\pi-\theta}{\pi\sin\theta}=h$",
        ),
        cite(
            TONELLI,
            r"$\frac1\pi\int_0^\infty Q_{k-1}^{(D)}dy=h_{k-1}$: the integrand without $P_{k-1}$ is positive, with the finite "
            r"integral $\mu_0^{(D)}[h]$, and $|P_{k-1}|\le1$",
        ),
        identity(
            (1 - t**2) * sympy.diff(h, t) - t * h,
            1 / pi,
            {t: Reals(-1, 1, left_open=True, right_open=True)},
            text=r"$(1-t^2)h'-th=\frac1\pi$",
        ),
        rests_on(
            RELATIONS,
            r"$(2k+D-2)tP_k=kP_{k-1}+(k+D-2)P_{k+1}$, $(2k+D-2)(1-t^2)P_k'=k(k+D-2)(P_{k-1}-P_{k+1})$, and $P_k$ has mean 0",
        ),
        reduction(
            r"Times $P_k(1-t^2)^{(D-3)/2}$, $k\ge1$, and by parts (the edges vanish, as $(1-t^2)h$ and $D\ge4$ show): "
            r"$\mu_k^{(D)}$ of $h$ against $(D-2)tP_k-(1-t^2)P_k'$ in place of $P_k$ is 0"
        ),
        identity(
            (big - 2) * (k * a + (k + big - 2) * b) - k * (k + big - 2) * (a - b),
            -(k**2) * a + (k + big - 2) ** 2 * b,
            {k: Integers(1), big: Integers(4), a: Reals(), b: Reals()},
            text=r"so $(k+D-2)^2h_{k+1}=k^2h_{k-1}$ for $k\ge1$, that is $(k+d)^2M_{k+2}=k^2M_k$ with $M_k=h_{k-1}/d$",
        ),
        reduction(
            r"$\theta\to\pi-\theta$ turns $(\pi-\theta)\sin^{D-3}\theta$ into $\theta\sin^{D-3}\theta$, so "
            r"$h_0=c_D\cdot\frac12\int_0^\pi\sin^{D-3}\theta\,d\theta=\frac{c_D}{2c_{D-1}}$; and "
            r"$h_1=\frac{c_D}\pi\int(\pi-\theta)\cos\theta\sin^{D-3}\theta\,d\theta=\frac{c_D}{\pi(D-2)}"
            r"\int\sin^{D-2}\theta\,d\theta=\frac1{\pi(D-2)}$"
        ),
        antiderivative(
            sin(THETA) ** (big - 2) / (big - 2),
            cos(THETA) * sin(THETA) ** (big - 3),
            THETA,
            {THETA: open_angles[THETA], big: Integers(4)},
            text=r"$\cos\theta\sin^{D-3}\theta=\frac d{d\theta}\frac{\sin^{D-2}\theta}{D-2}$",
        ),
        recurrence(
            lambda i: factor * reference(2 * i + 1, d),
            lambda s, i: s(i + 1) * (2 * i + 1 + d) ** 2 - s(i) * (2 * i + 1) ** 2,
            {0: mean_0 / d},
            j,
            Integers(0),
            DIMENSIONS,
            text=rf"$M_k={'' if factor == 1 else factor}J_k$ for odd $k=2j+1$, from $M_1=h_0/d$",
            goal=True,
        ),
        recurrence(
            lambda i: factor * reference(2 * i + 2, d),
            lambda s, i: s(i + 1) * (2 * i + 2 + d) ** 2 - s(i) * (2 * i + 2) ** 2,
            {0: mean_1 / d},
            j,
            Integers(0),
            DIMENSIONS,
            text=rf"$M_k={'' if factor == 1 else factor}J_k$ for even $k=2j+2$, from $M_2=h_1/d$",
            goal=True,
        ),
        identity(reference(k, _TWO), 1 / (pi * k**2), {k: Integers(1)}, text=r"$d=2$: $J_k=1/(\pi k^2)$"),
    )


SLIT_MOMENT = Claim(
    id="geifman2020.derived.slit_moment",
    label="Section 3.2",
    statement=(
        r"For all $k\ge1$, $d\ge2$: $\frac1\pi\int_0^\infty y\,Q_k(\cosh y)\sinh y\,dy=J_k$ with "
        r"$Q_k(z)=\mu_k[1/(z-\cdot)]$ and "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=r"All $k\ge1$, $d\ge2$; for $d=2$ it reads $J_k=1/(\pi k^2)$. Given Fubini.",
    check=_moment,
    parameters={"factor": 1},
    depends_on=(KERNEL_ID, RELATIONS),
    conditions=(TONELLI,),
    control=Control(r"The moment equals $2J_k$; false for $d=2$, $k=1$.", {"factor": 2}),
)
