r"""Section 3.1: how fast :math:`K_0` tends to :math:`K^\infty`, exactly for shallow networks, cited for deep ones."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_combination,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.bowman2022.setting import POSITIVE, SHALLOW, SHALLOW_KERNEL

FUBINI = "background.independent_product"

_M, _V, _Q = (sympy.Symbol(name, positive=True) for name in ("m", "V", "q"))
VARIANCE = (
    r"$V=\iint\mathrm{Var}\left[\omega(a)\omega(a')+v^2\omega'(a)\omega'(a')\tfrac{x\cdot x'}d\right]d\rho\,d\rho$"
)


def _shallow_rate(power: int) -> Derivation:
    dim = sympy.Symbol("d", positive=True)
    outer, other, slope, other_slope, v, x, y = sympy.symbols("W U D E v x y", real=True)
    over: dict[sympy.Symbol, Reals | Integers] = {
        _M: Integers(1),
        dim: Integers(1),
        **{s: Reals() for s in (outer, other, slope, other_slope, v, x, y)},
    }
    return prove(
        definition(
            r"of one neuron: $W=\omega(a)$, $U=\omega(a')$, $D=\omega'(a)$, $E=\omega'(a')$, and one coordinate $x,y$ of the inputs"
        ),
        identity(
            (outer / sqrt(_M)) * (other / sqrt(_M))
            + (v * slope * x / sqrt(dim * _M)) * (v * other_slope * y / sqrt(dim * _M)),
            (outer * other + v**2 * slope * other_slope * x * y / dim) / _M,
            over,
            text=r"derivatives in $v_i$ and $w_i$: the neuron contributes $\frac1mZ_i$ to $K_0(x,x')$, "
            r"$Z=\omega(a)\omega(a')+v^2\omega'(a)\omega'(a')\frac{x\cdot x'}d$",
            goal=True,
        ),
        gaussian_moment(1).steps,
        cite(
            FUBINI,
            r"$v$ and $w$ are independent, so $\mathbb EZ=K^\infty(x,x')$; the variance of $\sum_iZ_i$ is $m$ times that of $Z$",
        ),
        identity(
            _M * _V / _M**2,
            _V / _M**power,
            {_M: Integers(1), _V: POSITIVE},
            text=rf"$\mathrm{{Var}}\,K_0=\frac1{{m^2}}m\,\mathrm{{Var}}\,Z=m^{{-{power}}}\mathrm{{Var}}\,Z$",
            goal=True,
        ),
        cite(TONELLI, r"integrated over $x,x'$: $\mathbb E\|K_0-K^\infty\|^2$, with $V$ for $\iint\mathrm{Var}\,Z$"),
    )


SHALLOW_RATE = Claim(
    id="bowman2022.derived.shallow_kernel_rate",
    label="Section 3.1",
    statement=(
        r"For shallow networks the rate is exact at every width: $\mathbb E\|K_0-K^\infty\|_{L^2(\rho\otimes\rho)}^2=\frac Vm$, "
        rf"{VARIANCE}, provided $V$ is finite."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="every m >= 1, every rho on a compact set, omega and its derivative of at most polynomial growth",
    check=_shallow_rate,
    parameters={"power": 1},
    conditions=(FUBINI, TONELLI),
    control=Control(r"$\mathbb E\|K_0-K^\infty\|^2=\frac V{m^2}$; false for $m=2$, $V>0$.", {"power": 2}),
)


def _failure(exponent: int) -> Expr:
    r"""Return V / (m eps) at m = eps^-exponent, with q = 1/eps."""
    return _V / (_Q**exponent * (1 / _Q))


def _shallow_assumption(exponent: int) -> Derivation:
    eps, excess = sympy.Symbol("epsilon", positive=True), sympy.Symbol("h", nonnegative=True)
    return prove(
        rests_on(SHALLOW_RATE.id, r"$\mathbb EX=V/m$ for $X=\|K_0-K^\infty\|^2$"),
        reduction(
            r"$\epsilon1\{X>\epsilon\}\le X$ (as $X\ge0$), and its mean: $P(X>\epsilon)\le\frac{\mathbb EX}\epsilon=\frac V{m\epsilon}$"
        ),
        identity(
            _V / (_M * (1 / sqrt(_M))),
            _V / sqrt(_M),
            {_M: POSITIVE, _V: POSITIVE},
            text=r"$m\ge\epsilon^{-2}$ is $\epsilon\ge m^{-1/2}$, so $\frac V{m\epsilon}\le\frac V{m\,m^{-1/2}}=Vm^{-1/2}$",
            goal=True,
        ),
        nonnegative_combination(
            (eps + excess) - eps,
            excess,
            {eps: POSITIVE, excess: Reals(0)},
            text=r"$1/\epsilon$ decreases in $\epsilon$",
        ),
        limit(
            _failure(exponent),
            _Q,
            sympy.Integer(0),
            {_V: POSITIVE},
            text=rf"along $m=\epsilon^{{-{exponent}}}$, $\epsilon=1/q\to0$, the bound $\frac V{{m\epsilon}}$ tends to 0",
            goal=True,
        ),
    )


SHALLOW_ASSUMPTION = Claim(
    id="bowman2022.derived.assumption36_shallow",
    label="Assumption 3.6",
    statement=(
        r"Assumption 3.6 holds for shallow networks with finite $V$: $P(\|K_0-K^\infty\|_{L^2(\rho\otimes\rho)}^2>\epsilon)\le"
        r"\frac V{m\epsilon}$, so $m\ge\epsilon^{-2}$ gives failure probability at most $\delta(m)=Vm^{-1/2}=o(1)$; "
        rf"{VARIANCE}."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="all epsilon > 0, m >= epsilon^-2",
    check=_shallow_assumption,
    parameters={"exponent": 2},
    conditions=(FUBINI, TONELLI),
    depends_on=(SHALLOW_RATE.id,),
    control=Control(
        r"The bound $\frac V{m\epsilon}$ tends to 0 along $m=\epsilon^{-1}$; false, it is $V$ there.", {"exponent": 1}
    ),
)


def _quarter(power: int) -> Derivation:
    eps, excess = sympy.Symbol("epsilon", positive=True), sympy.Symbol("h", nonnegative=True)
    s, q = sympy.symbols("s q", positive=True)
    return prove(
        definition(
            r"$s=m^{1/4}$, $q=\epsilon^{1/2}$, so $m^{-1/4}\le\epsilon^{1/2}$ is $sq\ge1$ and $m\epsilon^2=(sq)^4$"
        ),
        identity(
            (s * q) ** 4 - 1,
            (s * q - 1) * ((s * q + 1) * (s**2 * q**2 + 1)),
            {s: POSITIVE, q: POSITIVE},
            text=r"$(sq)^4-1$ has the sign of $sq-1$: $m^{-1/4}\le\epsilon^{1/2}$ exactly when $m\ge\epsilon^{-2}$",
            goal=True,
        ),
        nonnegative_combination(
            eps**2 * (1 + excess) * eps ** (-power) - 1,
            excess,
            {eps: POSITIVE, excess: Reals(0)},
            text=rf"$m=(1+h)\epsilon^{{-{power}}}$, $h\ge0$: $m\epsilon^2\ge1$",
            goal=True,
        ),
        identity(
            sqrt(eps) ** 2,
            eps,
            {eps: POSITIVE},
            text=r"$|K_0-K^\infty|\le\epsilon^{1/2}$ everywhere gives $\|K_0-K^\infty\|_{L^2}^2\le\epsilon$ ($\rho$ has mass 1)",
            goal=True,
        ),
    )


QUARTER_RATE = Claim(
    id="bowman2022.sec31.quarter_rate",
    label="Section 3.1",
    printed=True,
    statement=(
        r"If $|K_0-K^\infty|\le m^{-1/4}$ then $m\ge\epsilon^{-2}$ gives $|K_0-K^\infty|\le\epsilon^{1/2}$, hence "
        r"$\|K_0-K^\infty\|_{L^2}^2\le\epsilon$; and $m^{-1/4}\le\epsilon^{1/2}$ holds exactly when $m\ge\epsilon^{-2}$."
    ),
    expected=Verdict.PROVED,
    scope="all epsilon, m > 0; logarithms suppressed",
    check=_quarter,
    parameters={"power": 2},
    control=Control(r"$m\ge\epsilon^{-1}$ suffices; false for $\epsilon=\frac12$, $m=2$.", {"power": 1}),
)


def _instance(scale: int) -> Derivation:
    return prove(
        definition(r"shallow networks, $m=q^2$: the root mean square of $K_0-K^\infty$ is $\sqrt{V/m}=\sqrt V/q$"),
        limit(
            _Q**scale * _V / _Q,
            _Q,
            _V,
            {_V: POSITIVE},
            text=rf"$m^{{{Rational(scale, 2)}}}$ times the deviation (with $V$ for $\sqrt V$) stays bounded, with limit $\sqrt V$",
            goal=True,
        ),
    )


POINTWISE_RATE = Claim(
    id="bowman2022.sec31.pointwise_rate",
    label="Section 3.1",
    printed=True,
    statement=(
        r"For general architectures $K_0\to K^\infty$ in the infinite-width limit (Yang 2020), for fixed $x,x'$ at rate "
        r"$|K_0-K^\infty|=\tilde O(1/\sqrt m)$ with high probability (Du et al., Huang and Yau), uniformly in $x,x'$ by Bowman "
        r"and Montufar and by Buchanan et al., and with the pessimistic rate $m^{-1/4}$ by Arora et al."
    ),
    expected=Verdict.CITED,
    scope="deep architectures; shallow networks have their own proved entry, against whose exact rate the words are held",
    check=_instance,
    parameters={"scale": 1},
    control=Control(
        r"The rate is $\tilde O(1/m)$; false for shallow networks, whose root mean square deviation is $\sqrt{V/m}$.",
        {"scale": 2},
    ),
)


def _assumption(exponent: int) -> Derivation:
    return prove(
        definition(
            r"shallow networks: the failure probability is at most $\frac V{m\epsilon}$, and the mean of the error $V/m$"
        ),
        limit(
            _failure(exponent),
            _Q,
            sympy.Integer(0),
            {_V: POSITIVE},
            text=rf"$m=\epsilon^{{-{exponent}}}$, $\epsilon=1/q\to0$: the mean error $V/m$ is $o(\epsilon)$",
            goal=True,
        ),
    )


KERNEL_CONCENTRATION = Claim(
    id="bowman2022.assumption36.kernel_concentration",
    label="Assumption 3.6",
    printed=True,
    statement=(
        r"Assumption: for the architectures of Section 2.3, $m=\tilde\Omega(\epsilon^{-2})$ suffices that "
        r"$\|K_0-K^\infty\|_{L^2(\rho\otimes\rho)}^2\le\epsilon$ with probability at least $1-\delta(m)$, $\delta(m)=o(1)$."
    ),
    expected=Verdict.CITED,
    scope="an assumption of the paper, supported by cited rates; proved for shallow networks in an entry of its own",
    check=_assumption,
    parameters={"exponent": 2},
    control=Control(
        r"The same with $m=\Omega(1)$; false for shallow networks, whose mean error $V/m$ is then not $O(\epsilon)$.",
        {"exponent": 0},
    ),
)
