"""Section 3.4: unbounded kernels, measures with a finite trace, and the moment conditions of Theorem 5."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol

from ntkproofs.checks import (
    Integers,
    Reals,
    antiderivative,
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
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D

from .recursion import two_layers
from .section_3_2_harmonics import EXPANSION_ID
from .setting import BIAS, BIASES, NTK
from .theorem_5 import HOMOGENEOUS_ID, TWO_BY_TWO_ID

FORMULA_ID = "geifman2020.derived.bias_kernel_formula"
_R = Symbol("r", positive=True)
_L = Symbol("L", positive=True)
_ONE, _ZERO = sympy.Integer(1), sympy.Integer(0)
_POSITIVE = Reals(0, left_open=True)
_N = Symbol("n", positive=True)


def _unbounded(slack: int) -> Derivation:
    r, level = _R, _L
    over: dict[Symbol, Domain] = {r: _POSITIVE, level: Integers(2), **BIASES}
    return prove(
        rests_on(
            FORMULA_ID, r"$0\le\mathbf k^{\mathrm{Bias}(L)}\le bL$, $\mathbf k^{\mathrm{Bias}(3)}=b(1+f_2+f_2f_1)$"
        ),
        positive(
            sympy.Integer(3) - slack - (1 + 1 + 1),
            {},
            strict=False,
            text=rf"$\mathbf k^{{\mathrm{{Bias}}(3)}}\le\beta^2(3-{slack})$ at $\mathbf x=\mathbf z$, where $f_i=\kappa_0(1)=1$",
            goal=True,
        ),
        definition(r"on the diagonal $t=1$, where $\kappa_0=\kappa_1=1$ and $\Sigma_l=\|\mathbf x\|^2=r^2$"),
        induction(
            [
                identity(
                    two_layers(1, r, r, _ZERO),
                    2 * (r**2 + 1),
                    {r: _POSITIVE},
                    text=r"$L=2$, $b=1$: the library's kernel at $\mathbf x=\mathbf z$ is $2(r^2+1)$",
                )
            ],
            [
                identity(
                    r**2 + level * (r**2 + BIAS) + BIAS,
                    (level + 1) * (r**2 + BIAS),
                    over,
                    text=r"$\Sigma_L+\Theta_L+b=r^2+L(r^2+b)+b=(L+1)(r^2+b)$",
                )
            ],
            text=r"$\mathbf k^{\mathrm{FC}_\beta(L)}(\mathbf x,\mathbf x)=L(\|\mathbf x\|^2+\beta^2)$",
            goal=True,
        ),
        limit(
            2 * (r**2 + BIAS),
            r,
            sympy.oo,
            BIASES,
            text=r"it tends to infinity with $\|\mathbf x\|$, for $b=0$ as for $b>0$: unbounded (shown for $L=2$, larger for $L>2$)",
            goal=True,
        ),
    )


UNBOUNDED = Claim(
    id="geifman2020.sec34.unbounded",
    label="Section 3.4",
    printed=True,
    statement=(
        r"On $\mathbb R^d$ the kernels $\mathbf k^{\mathrm{FC}_0(L)}$ and $\mathbf k^{\mathrm{FC}_\beta(L)}$ are "
        r"unbounded, and $\mathbf k^{\mathrm{Bias}(L)}$ is bounded (by $\beta^2L$): on the diagonal $\mathbf "
        r"k^{\mathrm{FC}_\beta(L)}(\mathbf x,\mathbf x)=L(\|\mathbf x\|^2+\beta^2)$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.PROVED,
    scope=r"All $L\ge2$, $d\ge1$.",
    check=_unbounded,
    parameters={"slack": 0},
    depends_on=(FORMULA_ID,),
    control=Control(
        r"$\mathbf k^{\mathrm{Bias}(3)}\le2\beta^2$ everywhere; false on the diagonal, where it is $3\beta^2$.",
        {"slack": 1},
    ),
)


def _mercer_measures(trace: Rational) -> Derivation:
    r, d = _R, D
    second = Symbol("m2", nonnegative=True)
    moment = gaussian_moment(1)
    l0, l1 = sympy.symbols("l0 l1", real=True)
    return prove(
        antiderivative(
            d * r ** (d + 2) / (d + 2),
            r**2 * d * r ** (d - 1),
            r,
            {r: _POSITIVE, **DIMENSIONS},
            text=r"uniform in the unit ball, $p(r)=d\,r^{d-1}$ on $[0,1]$: $E\|\mathbf x\|^2=\int_0^1r^2p\,dr=\frac d{d+2}$",
            goal=True,
        ),
        moment.steps,
        value(moment.value, _ONE, text=r"standard normal: $E\|\mathbf x\|^2=\sum_{i\le d}E\,x_i^2=d$", goal=True),
        value(
            2 * (Rational(1, 2) + 0),
            trace,
            text=rf"unit disk, $L=2$, $\beta=0$: the trace $L(\frac12+0)$ is ${trace}$",
            goal=True,
        ),
        rests_on(
            TWO_BY_TWO_ID,
            r"the eigenvalues of degree $k$ have the sum $l_0m_2+l_1$ for each harmonic, $l_0=\mu_k[\Theta_L|_{b=0}]$, $l_1=\mu_k[\mathbf k^{\mathrm{Bias}(L)}]$",
        ),
        rests_on(
            EXPANSION_ID,
            r"$\sum_kN(d,k)l_0=\Theta_L|_{b=0}(1)=L$ and $\sum_kN(d,k)l_1=\mathbf k^{\mathrm{Bias}(L)}(1)=bL$",
        ),
        identity(
            _L * second + BIAS * _L,
            _L * (second + BIAS),
            {_L: Integers(2), second: Reals(0), **BIASES},
            text=r"the trace is $L\,m_2+bL=L(E\|\mathbf x\|^2+\beta^2)$",
            goal=True,
        ),
        identity(
            l0 * second + l1,
            l0 * second + l1,
            {l0: Reals(), l1: Reals(), second: Reals(0)},
            text=r"finite when $m_2<\infty$",
        ),
        reduction(r"Both laws are invariant under rotations: conditioned on the radius the direction is uniform"),
    )


MERCER_MEASURES = Claim(
    id="geifman2020.sec34.mercer_measures",
    label="Section 3.4",
    printed=True,
    statement=(
        r"For a probability measure with $\mathbb E\|\mathbf x\|^2<\infty$ the operator of $\mathbf "
        r"k^{\mathrm{FC}_\beta(L)}$ has the finite trace $L(\mathbb E\|\mathbf x\|^2+\beta^2)$; the uniform "
        r"distribution on $\|\mathbf x\|\le1$ ($\mathbb E\|\mathbf x\|^2=\frac d{d+2}$) and the standard normal "
        r"distribution ($\mathbb E\|\mathbf x\|^2=d$) qualify, and both are uniform on concentric spheres."
    ),
    expected=Verdict.PROVED,
    scope=(
        r"All $L\ge2$, $d\ge1$, $\beta\ge0$. The expansion itself on a non-compact space is explicit here "
        "(harmonics times radial functions), so Mercer's theorem is not needed."
    ),
    check=_mercer_measures,
    parameters={"trace": Rational(1)},
    depends_on=(TWO_BY_TWO_ID, EXPANSION_ID),
    control=Control(
        r"The trace for the unit disk ($d=2$), $L=2$, $\beta=0$ is 2.",
        {"trace": Rational(2)},
    ),
)


def _lebesgue(exponent: int) -> Derivation:
    n = _N
    return prove(
        definition(
            rf"$d=3$ and $p(r)$ a multiple of $(1+r)^{{-{exponent}}}$, decreasing, as a density on $\mathbb R^3$: the radius has the law "
            r"$4\pi r^2p(r)dr$, and the operator applied to $\|\mathbf x\|Y$ contains $\int_0^\infty r\cdot r\cdot r^2p\,dr=\int r^4p\,dr$"
        ),
        reduction(
            r"On $[n,n+1]$ the integrand $r^m(1+r)^{-e}$ lies between $n^m(n+2)^{-e}$ and $(n+1)^m(n+1)^{-e}$, so the integral is at least "
            r"the sum of the former over $n\ge0$ and at most that of the latter"
        ),
        summable((n + 1) ** 2 / (n + 1) ** exponent, n, 0, text=r"the hypothesis: $\int r^2p\,dr<\infty$"),
        summable(
            n**4 / (n + 2) ** exponent,
            n,
            0,
            text=r"$\int_0^\infty r^4p\,dr$ is finite: the sum of its lower bounds converges",
            goal=True,
        ),
        summable(
            (n + 1) ** 4 / (n + 1) ** exponent,
            n,
            0,
            text=r"$\int_0^\infty r^4p\,dr$ is finite: the sum of its upper bounds converges",
            goal=True,
        ),
    )


LEBESGUE = Claim(
    id="geifman2020.thm5.lebesgue_density_condition",
    label="Theorem 5",
    statement=(
        r"Read with $p(\|\mathbf x\|)$ the density with respect to Lebesgue measure on $\mathbb R^d$ (as "
        r"'eigenfunctions with respect to $p(\|\mathbf x\|)$' suggests): if $p$ is decaying and $0<\int_0^\infty "
        r"p(r)r^2dr<\infty$, then $\|\mathbf x\|Y_{k,j}(\mathbf x/\|\mathbf x\|)$ is an eigenfunction of every "
        "kernel that is homogeneous of order 1."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="geifman2020.derived.lebesgue_moment_condition",
    scope=(
        r"Second reading of an ambiguous hypothesis; the moment condition is too weak for $d\ge3$. A reading that "
        "the paper does not force: checked for the record, never listed among its errata."
    ),
    check=_lebesgue,
    parameters={"exponent": 5},
    control=Control(
        r"For $d=3$ and $p$ a multiple of $(1+r)^{-6}$, for which $\int pr^{d+1}dr<\infty$, the operator applied to $\|\mathbf x\|Y$ is finite.",
        {"exponent": 6},
    ),
)


def _moment_condition(power: int) -> Derivation:
    n, r, p, d = _N, _R, Symbol("p", real=True), D
    exponent = power + 2
    return prove(
        definition(
            r"In polar coordinates $p(\|\mathbf x\|)d\mathbf x=p(r)\,r^{d-1}dr\,d\omega$: the law of the radius is "
            r"$|\mathbb S^{d-1}|\,p(r)r^{d-1}dr$, the direction is uniform and independent"
        ),
        identity(
            r**2 * (p * r ** (d - 1)),
            p * r ** (d + 1),
            {r: _POSITIVE, p: Reals(), **DIMENSIONS},
            text=r"its second moment, and $\|\,\|\mathbf x\|Y\|^2$ in $L^2$, is $|\mathbb S^{d-1}|\int p\,r^{d+1}dr$",
            goal=True,
        ),
        rests_on(HOMOGENEOUS_ID, r"Theorem 5 holds for a law of the radius with $0<m_2<\infty$"),
        summable(
            (n + 1) ** power / (n + 1) ** exponent,
            n,
            0,
            text=rf"$d=3$, $p\propto(1+r)^{{-{exponent}}}$: $\int p\,r^{power}dr$ is finite",
        ),
        summable(
            n**4 / (n + 2) ** exponent,
            n,
            0,
            text=r"and so is $\int p\,r^4dr$, as the sum of its lower bounds on $[n,n+1]$ must be",
            goal=True,
        ),
        reduction(r"A density needs $\int p\,r^{d-1}dr<\infty$ as well; only then is the total mass finite"),
    )


MOMENT_CONDITION = Claim(
    id="geifman2020.derived.lebesgue_moment_condition",
    label="Theorem 5",
    statement=(
        r"If $p(\|\mathbf x\|)$ is the density with respect to Lebesgue measure on $\mathbb R^d$, Theorem 5 holds "
        r"under $0<\int_0^\infty p(r)r^{d+1}dr<\infty$ together with $\int_0^\infty p(r)r^{d-1}dr<\infty$; the "
        r"first is also necessary for $\|\mathbf x\|Y$ to be square-integrable. Equivalently the law of the "
        r"radius, $p(r)r^{d-1}|\mathbb S^{d-1}|dr$, has a finite second moment."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$.",
    check=_moment_condition,
    parameters={"power": 4},
    depends_on=(HOMOGENEOUS_ID,),
    control=Control(
        (
            r"$\int pr^{d}dr<\infty$ suffices: refuted by $d=3$, $p\propto(1+r)^{-5}$, for which $\int "
            r"pr^3dr<\infty$ and $\int pr^4dr=\infty$."
        ),
        {"power": 3},
    ),
)
