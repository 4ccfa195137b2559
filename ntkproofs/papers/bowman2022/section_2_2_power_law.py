r"""Section 2.2: from eigenvalues by degree to eigenvalues in order, the power law of ReLU networks on the sphere."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Symbol, gamma, pi

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    induction,
    limit,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.harmonics import multiplicity

WENDEL = "background.wendel"

_D, _K = Symbol("d", integer=True, positive=True), Symbol("k", integer=True, positive=True)


def amplitude(dim: Expr, even: Expr, odd: Expr) -> Expr:
    r"""Return :math:`\Lambda` of :math:`\sigma_i\sim\Lambda i^{-d/(d-1)}` from the constants of both parities.

    >>> amplitude(Integer(2), Integer(1), Integer(1))
    4
    """
    power = (dim - 1) / dim
    return ((even**power + odd**power) / gamma(dim)) ** (1 / power)


def _power_law(exponent: str) -> Derivation:
    last, inverse = sympy.symbols("K X", real=True)
    slope = {"d/(d-1)": _D / (_D - 1), "d": _D}[exponent]
    homogeneous = sympy.binomial(_K + _D - 1, _D - 1)
    return prove(
        definition(r"$N(d,k)$ the multiplicity of degree $k$; $S(K)=\sum_{k\le K,\,k\equiv K\,(2)}N(d,k)$"),
        induction(
            [
                value(Integer(1), sympy.binomial(Integer(4), Integer(4)), text=r"$S(0)=N(d,0)=1=\binom{d-1}{d-1}$"),
                identity(
                    multiplicity(_D, 1),
                    homogeneous.subs(_K, 1),
                    {_D: Integers(2)},
                    text=r"$S(1)=N(d,1)=d=\binom d{d-1}$",
                ),
            ],
            [
                identity(
                    homogeneous.subs(_K, _K + 2) - homogeneous,
                    multiplicity(_D, _K + 2),
                    {_D: Integers(2), _K: Integers(1)},
                    text=r"$\binom{K+d+1}{d-1}-\binom{K+d-1}{d-1}=N(d,K+2)$",
                )
            ],
            text=r"$S(K)=\binom{K+d-1}{d-1}=\frac{\Gamma(K+d)}{\Gamma(K+1)\Gamma(d)}$",
            goal=True,
        ),
        cite(WENDEL, r"$\Gamma(K+d)/\Gamma(K+1)\sim K^{d-1}$, so $S(K)\sim\frac{K^{d-1}}{(d-1)!}$"),
        reduction(
            r"for $\delta>0$ and all large even $k$: $(C_{\mathrm e}-\delta)k^{-d}<\mu_k<(C_{\mathrm e}+\delta)k^{-d}$, so as $x\to0$ "
            r"the even degrees with $\mu_k>x$ contain those up to $((C_{\mathrm e}-\delta)/x)^{1/d}$, but for finitely many, and "
            r"are contained in those up to $((C_{\mathrm e}+\delta)/x)^{1/d}$; odd ones alike; $\delta\to0$ in the end"
        ),
        identity(
            (_D - 1) / _D * (inverse + _D * last) - (_D - 1) / _D * inverse,
            (_D - 1) * last,
            {_D: Integers(2), last: Reals(), inverse: Reals()},
            text=r"$K=(C/x)^{1/d}$, in logarithms: $K^{d-1}=C^{(d-1)/d}x^{-(d-1)/d}$, so $n(x)=|\{i:\sigma_i>x\}|\sim A\,x^{-(d-1)/d}$ with "
            r"$A=\frac{C_{\mathrm e}^{(d-1)/d}+C_{\mathrm o}^{(d-1)/d}}{(d-1)!}$",
            goal=True,
        ),
        reduction(
            r"$n(\sigma_i)<i\le n((1-\delta)\sigma_i)$ for every $\delta\in(0,1)$, so $i\sim A\,\sigma_i^{-(d-1)/d}$"
        ),
        identity(
            slope * inverse - slope * (inverse - (_D - 1) / _D * last),
            last,
            {_D: Integers(2), inverse: Reals(), last: Reals()},
            text=rf"in logarithms, $X=\log A$, $K=\log\sigma_i$: $\Lambda i^{{-\nu}}=\sigma_i$ at $i=A\sigma_i^{{-(d-1)/d}}$, $\Lambda=A^\nu$, $\nu={exponent}$",
            goal=True,
        ),
        identity(
            _D / (_D - 1) * (inverse + (_D - 1) / _D * last),
            last + _D / (_D - 1) * inverse,
            {_D: Integers(2), inverse: Reals(), last: Reals()},
            text=r"$C_{\mathrm e}=C_{\mathrm o}=C$, in logarithms, $X=\log\frac2{(d-1)!}$, $K=\log C$: $\Lambda=C\left(\frac2{(d-1)!}\right)^{d/(d-1)}$",
            goal=True,
        ),
    )


RELU_POWER_LAW = Claim(
    id="bowman2022.sec22.relu_power_law",
    label="Section 2.2",
    printed=True,
    statement=(
        r"(The paper cites a power law $\sigma_i\sim\Lambda i^{-\nu}$ for ReLU networks.) For a zonal kernel on $\mathbb S^{d-1}$ "
        r"with the uniform measure and eigenvalues $\mu_k\ge0$ with $k^d\mu_k\to C_{\mathrm e}$ along even and $\to C_{\mathrm o}$ "
        r"along odd $k$, not both 0, the ordered eigenvalues with multiplicity satisfy $\sigma_i\sim\Lambda i^{-\nu}$ with "
        r"$\nu=\frac d{d-1}$ and $\Lambda=\left[\frac{C_{\mathrm e}^{(d-1)/d}+C_{\mathrm o}^{(d-1)/d}}{(d-1)!}\right]^{d/(d-1)}$; for "
        r"$C_{\mathrm e}=C_{\mathrm o}=C$: $\Lambda=C\left(\frac2{(d-1)!}\right)^{d/(d-1)}$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, uniform distribution on the sphere (ReLU violates Assumption 3.1; smooth activations decay faster)",
    check=_power_law,
    parameters={"exponent": "d/(d-1)"},
    conditions=(WENDEL,),
    control=Control(r"$\nu=d$ (the exponent in the degree instead of the index); false for $d=3$.", {"exponent": "d"}),
)


def _general(power: int) -> Derivation:
    # On the circle kappa_0 = 1 - u/pi has the eigenvalue 2/(pi k)^2 on cos(k u), k odd; in order i = 2j, 2j + 1, k = 2j - 1.
    u, j = Symbol("u", real=True), Symbol("j", positive=True)
    primitive = (1 - u / pi) * sympy.sin(3 * u) / 3 - sympy.cos(3 * u) / (9 * pi)
    return prove(
        definition(
            r"the example $\kappa_0=1-u/\pi$ on the circle (ReLU derivative), eigenvalues $\frac12$, $\frac2{\pi^2k^2}$ for odd $k$"
        ),
        value(
            (primitive.subs(u, pi) - primitive.subs(u, 0)) / pi,
            2 / (9 * pi**2),
            text=r"$\frac1\pi\int_0^\pi(1-u/\pi)\cos3u\,du$",
        ),
        limit(
            (2 * j) ** power * 2 / (pi * (2 * j - 1)) ** 2,
            j,
            2 / pi**2,
            text=rf"$i^{{{power}}}\sigma_i$ along $i=2j$, $k=2j-1$, tends to $\Lambda=\frac2{{\pi^2}}$",
            goal=True,
        ),
    )


POWER_LAW_GENERAL = Claim(
    id="bowman2022.sec22.power_law_general",
    label="Section 2.2",
    printed=True,
    statement=(
        r"For ReLU networks and general input distributions the spectrum of $T_{K^\infty}$ asymptotically follows a power law "
        r"$\sigma_i\sim\Lambda i^{-\nu}$ (Velikanov and Yarotsky 2021)."
    ),
    expected=Verdict.CITED,
    scope="beyond the uniform distribution on the sphere; held against one kernel on the circle, where the exponent is 2",
    check=_general,
    parameters={"power": 2},
    control=Control(
        r"The exponent of $\kappa_0$ on the circle is $\nu=3$; false, $i^3\sigma_i$ is unbounded.", {"power": 3}
    ),
)
