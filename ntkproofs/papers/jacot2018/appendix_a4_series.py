"""Appendix A.4, steps 4 and 5: the power series of the second covariance on the sphere."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, pi, sqrt

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
    taylor_coefficients,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

from .appendix_a4 import EQUATION_1_ID
from .lemma_2 import COMPLETE, DUAL_ID, TONELLI, relu_coefficient_squared, relu_series
from .limiting_kernels import covariance
from .setting import LIMIT

STEP_4_ID = "jacot2018.a4.step4"
SERIES_ID = "jacot2018.a4.step5_corrected"
POSITIVE_ID = "jacot2018.a4.coefficients_positive"

_K = Symbol("k", positive=True)
_NU = (
    r"$\nu(\rho)=\beta^2+\sum_{i\ge0}a_i^2\big(\frac{n_0\beta^2+\rho}{n_0\beta^2+1}\big)^i$, $a_i$ the orthonormal Hermite "
    r"coefficients of $\mu(z)=\sigma(z\sqrt{1/n_0+\beta^2})$"
)


def _step_4(activation: str) -> Derivation:
    relu = activation == "relu"
    quotient = (2 * _K - 1) ** 2 / ((2 * _K + 1) * (2 * _K + 2)) if relu else Integer(0)
    return prove(
        cite(COMPLETE, r"$\mu=\sum_ia_ih_i$ in $L^2(\mathcal{N}(0,1))$"),
        reduction(
            r"If $a_i=0$ for $i>d$, then $\mu$ equals the polynomial $\sum_{i\le d}a_ih_i$ almost everywhere, hence everywhere, $\mu$ being "
            r"continuous; then $\sigma(u)=\mu(u/\sqrt{1/n_0+\beta^2})$ is a polynomial"
        ),
        identity(
            relu_coefficient_squared(_K + 1),
            quotient * relu_coefficient_squared(_K),
            {_K: Integers(1)},
            text=r"ReLU: $a_{2k+2}^2/a_{2k}^2=(2k-1)^2/((2k+1)(2k+2))$",
            goal=True,
        )
        if relu
        else definition(r"$\sigma(u)=u$: $\mu=\sqrt{1/n_0+\beta^2}\,h_1$, so $a_{2k}=0$ for $k\ge1$"),
        positive(
            quotient,
            {_K: 1},
            text=rf"for {activation} the coefficients $a_{{2k}}$, $k\ge1$, stay different from 0: their squares have positive quotients",
            goal=True,
        ),
    )


STEP_4 = Claim(
    id=STEP_4_ID,
    label="Appendix A.4, step 4",
    printed=True,
    statement=(
        r"If $\sigma$ is Lipschitz and not a polynomial, infinitely many Hermite coefficients $a_i$ of "
        r"$\mu(z)=\sigma(z\sqrt{1/n_0+\beta^2})$ are nonzero (for the ReLU: $a_{2k}$, $k\ge1$)."
    ),
    expected=Verdict.PROVED,
    scope="n_0 >= 1, beta >= 0",
    check=_step_4,
    parameters={"activation": "relu"},
    conditions=(COMPLETE,),
    control=Control(r"The same for $\sigma(u)=u$; false, only $a_1\ne0$.", {"activation": "linear"}),
)


def _series(power: int) -> Derivation:
    # ReLU, n_0 = 2, beta = 1/10 at x.x' = 1, where the base is 1 and the sum of squares is E mu^2.
    q = Rational(51, 100)
    a0, a1, base = sqrt(q) / sqrt(2 * pi), sqrt(q) / 2, Rational(2, 102)
    exact = q / 2 * (base * (pi - sympy.acos(base)) + sqrt(1 - base**2)) / pi
    # With the squares the remainder after degree 1 is at most the sum of all squares, q/2, times base^2.
    partial = a0**power + a1**power * base
    return prove(
        rests_on(EQUATION_1_ID, r"$\Sigma^{(2)}=\hat\mu(\frac{n_0\beta^2+u}{n_0\beta^2+1})+\beta^2$"),
        rests_on(DUAL_ID, r"$\hat\mu(\rho)=\sum_ia_i^2\rho^i$ on $[-1,1]$"),
        identity(
            Symbol("a", real=True) * Symbol("a", real=True),
            Symbol("a", real=True) ** power,
            {Symbol("a", real=True): Reals()},
            text=rf"the coefficient of degree $i$ is $a_i\cdot a_i=a_i^{power}$",
            goal=True,
        ),
        definition(
            r"ReLU, $n_0=2$, $\beta=1/10$, $x^Tx'=0$: $\mu(z)=\sqrt q\,z_+$ with $q=51/100$, base $r=1/51$, "
            r"$a_0=\sqrt{q/2\pi}$, $a_1=\sqrt q/2$"
        ),
        relu_series(),
        positive(
            q / 2 * base**2 - (exact - partial),
            {},
            text=rf"$\Sigma^{{(2)}}-\beta^2-a_0^{power}-a_1^{power}r$ is less than $r^2\sum_ia_i^2=r^2q/2$",
            goal=True,
        ),
        positive(
            exact - partial + q / 2 * base**2,
            {},
            text=r"and more than $-r^2q/2$: the terms from degree 2 on",
            goal=True,
        ),
    )


STEP_5 = Claim(
    id="jacot2018.a4.step5",
    label="Appendix A.4, step 5",
    printed=True,
    statement=(
        r"On the unit sphere $\Sigma^{(2)}(x,x')=\nu(x^Tx')$ with "
        r"$\nu(\rho)=\beta^2+\sum_{i\ge0}a_i\big(\frac{n_0\beta^2+\rho}{n_0\beta^2+1}\big)^i$, the $a_i$ being the Hermite coefficients "
        r"(orthonormal polynomials) of $\mu(z)=\sigma(z\sqrt{1/n_0+\beta^2})$."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=SERIES_ID,
    scope="witness: sigma = 2u/sqrt(q), mu = 2 h_1, and ReLU. A slip: a_i^2 is meant, as in step 4",
    check=_series,
    parameters={"power": 1},
    depends_on=(EQUATION_1_ID, DUAL_ID),
    control=Control(r"The same with $a_i^2$, which is right.", {"power": 2}),
)

STEP_5_CORRECTED = Claim(
    id=SERIES_ID,
    label="Appendix A.4, step 5",
    statement=(
        r"On the unit sphere $\Sigma^{(2)}(x,x')=\nu(x^Tx')$ with "
        r"$\nu(\rho)=\beta^2+\sum_{i\ge0}a_i^2\big(\frac{n_0\beta^2+\rho}{n_0\beta^2+1}\big)^i$, $\rho\in[-1,1]$, $a_i$ the orthonormal "
        r"Hermite coefficients of $\mu(z)=\sigma(z\sqrt{1/n_0+\beta^2})$."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all Lipschitz sigma, all n_0, beta",
    check=_series,
    parameters={"power": 2},
    depends_on=(EQUATION_1_ID, DUAL_ID),
    control=Control(r"The version with $a_i$; false for $\mu=2h_1$ and for the ReLU.", {"power": 1}),
)


def _domain(rho: Rational) -> Derivation:
    base = (Rational(2, 100) + rho) / (Rational(2, 100) + 1)
    ratio = (2 * _K - 1) ** 2 / ((2 * _K + 1) * (2 * _K + 2))
    return prove(
        rests_on(SERIES_ID, r"the coefficients are $a_i^2$, $\sum_ia_i^2=\mathbb{E}\mu^2<\infty$ (Bessel)"),
        identity(
            relu_coefficient_squared(_K + 1),
            ratio * relu_coefficient_squared(_K),
            {_K: Integers(1)},
            text=r"ReLU: $a_{2k+2}^2/a_{2k}^2=(2k-1)^2/((2k+1)(2k+2))$",
            goal=True,
        ),
        limit(ratio, _K, Integer(1), text=r"the quotient tends to 1"),
        reduction(
            rf"$n_0=2$, $\beta=1/10$, $\rho={rho}$: the quotients of the even terms of the series tend to $b^2$ with the base $b={base}$; the "
            r"terms do not tend to 0 if $b^2>1$, and at $|b|\le1$ the series of squares converges"
        ),
        positive(
            1 - base**2,
            {},
            strict=False,
            text=rf"$|b|=|\frac{{n_0\beta^2+\rho}}{{n_0\beta^2+1}}|\le1$ at $\rho={rho}$",
            goal=True,
        ),
    )


NU_DOMAIN = Claim(
    id="jacot2018.a4.nu_domain",
    label="Appendix A.4, step 5",
    printed=True,
    statement=(
        r"The power series $\nu(\rho)=\beta^2+\sum_ia_i^{(2)}\big(\frac{n_0\beta^2+\rho}{n_0\beta^2+1}\big)^i$ (printed with $a_i$, meant "
        r"with $a_i^2$) defines a function $\nu:\mathbb{R}\to\mathbb{R}$: it converges for every $\rho$, in particular at $\rho=2$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.a4.nu_domain_corrected",
    scope="witness: ReLU, n_0 = 2, beta = 0.1, rho = 2. A slip of domain; only [-1, 1] is used",
    check=_domain,
    parameters={"rho": Rational(2)},
    depends_on=(SERIES_ID,),
    control=Control(r"The series at $\rho=1$ (base 1) converges.", {"rho": Rational(1)}),
)


def _domain_corrected(upper: Rational) -> Derivation:
    s, h = sympy.symbols("s h", nonnegative=True)
    shift = Symbol("g", positive=True)
    base = (s + (1 + shift)) / (s + 1)
    ratio = (2 * _K - 1) ** 2 / ((2 * _K + 1) * (2 * _K + 2))
    instance = (Rational(2, 100) + upper) / (Rational(2, 100) + 1)
    return prove(
        definition(r"$s=n_0\beta^2$, base $b=(s+\rho)/(s+1)$; $\rho=1-h$ with $0\le h\le2+2s$ covers $[-1-2s,1]$"),
        cite(COMPLETE, r"$\sum_ia_i^2=\mathbb{E}\mu^2<\infty$"),
        identity(
            1 - ((s + 1 - h) / (s + 1)) ** 2,
            h * (2 * s + 2 - h) / (s + 1) ** 2,
            {s: Reals(0), h: Reals(0)},
            text=r"$1-b^2=h(2+2s-h)/(s+1)^2\ge0$ there: $|b|\le1$ and the series converges absolutely",
            goal=True,
        ),
        positive(
            1 - instance**2, {}, strict=False, text=rf"in particular at $\rho={upper}$, $s=1/50$: $b^2\le1$", goal=True
        ),
        identity(
            relu_coefficient_squared(_K + 1),
            ratio * relu_coefficient_squared(_K),
            {_K: Integers(1)},
            text=r"ReLU: $a_{2k+2}^2/a_{2k}^2=(2k-1)^2/((2k+1)(2k+2))$",
            goal=True,
        ),
        limit(ratio, _K, Integer(1), text=r"it tends to 1", goal=True),
        positive(
            sympy.cancel((base**2 - 1) / shift),
            {s: 0, shift: 0},
            text=r"$\rho=1+g$, $g>0$: $(b^2-1)/g>0$, so the quotients of the even terms tend to $b^2>1$ and the series diverges",
            goal=True,
        ),
    )


NU_DOMAIN_CORRECTED = Claim(
    id="jacot2018.a4.nu_domain_corrected",
    label="Appendix A.4, step 5",
    statement=(
        r"The series $\nu(\rho)=\beta^2+\sum_ia_i^2\big(\frac{n_0\beta^2+\rho}{n_0\beta^2+1}\big)^i$ converges absolutely for "
        r"$-1-2n_0\beta^2\le\rho\le1$, in particular on $[-1,1]$, because $\sum_ia_i^2=\mathbb{E}\mu(z)^2<\infty$; for ReLU it diverges "
        r"for $\rho>1$."
    ),
    expected=Verdict.PROVED,
    scope="all Lipschitz sigma; divergence for ReLU",
    check=_domain_corrected,
    parameters={"upper": Rational(1)},
    conditions=(COMPLETE,),
    control=Control(
        r"It converges for ReLU at $\rho=3/2$, $|b|\le1$; false for $n_0=2$, $\beta=1/10$.", {"upper": Rational(3, 2)}
    ),
)


def relu_taylor(bias: Rational, order: int) -> list[Expr]:
    r"""Return the Taylor coefficients in :math:`u = x^Tx'` of :math:`\Sigma^{(2)}`, ReLU, :math:`n_0 = 2`."""
    kernel = covariance(2, bias).expression()
    t = Symbol("t")
    return taylor_coefficients(kernel, t, order)


def positive_series(bias: Rational) -> list[Step]:
    r"""Prove that a positive bias makes all Taylor coefficients in the inner product positive."""
    n, i, s = Symbol("n", nonnegative=True), Symbol("i", nonnegative=True), Symbol("s", positive=True)
    rho = Symbol("rho", real=True)
    return [
        positive(bias**2 * 2, {}, text=rf"$s=n_0\beta^2>0$ (here $n_0=2$, $\beta={bias}$)"),
        identity(
            sympy.expand((s + rho) ** 5),
            sympy.Add(*(sympy.binomial(5, k) * s ** (5 - k) * rho**k for k in range(6))),
            {s: Reals(0), rho: Reals(-1, 1)},
            text=r"the binomial theorem (degree 5 shown): $(\frac{s+\rho}{s+1})^i=\sum_{n\le i}\binom in\frac{s^{i-n}}{(s+1)^i}\rho^n$",
        ),
        cite(
            TONELLI,
            r"all terms are non-negative at $\rho=1$, where the sum is finite: the double series may be summed by powers of $\rho$",
        ),
        identity(
            sympy.binomial(n + i, n) * sympy.factorial(n) * sympy.factorial(i),
            sympy.factorial(n + i),
            {n: Integers(0), i: Integers(0)},
            text=r"$\binom{n+i}n\,n!\,i!=(n+i)!$, so every binomial coefficient is positive, as are the powers of $s>0$ and $s+1$",
            goal=True,
        ),
    ]


def _positive_coefficients(bias: Rational) -> Derivation:
    return prove(
        rests_on(SERIES_ID, r"$\Sigma^{(2)}=\nu(x^Tx')$ with $\nu=\beta^2+\sum_ia_i^2(\cdot)^i$"),
        positive_series(bias),
        rests_on(STEP_4_ID, r"for every $n$ there is an $i\ge n$ with $a_i^2>0$"),
        reduction(
            r"so $b_n=\sum_{i\ge n}a_i^2\binom in s^{i-n}(s+1)^{-i}>0$ for every $n\ge0$ (and $\beta^2$ is added to $b_0$)"
        ),
        [
            positive(coefficient, {}, text=rf"ReLU, $n_0=2$, $\beta={bias}$: $b_{n}>0$", goal=True)
            for n, coefficient in enumerate(relu_taylor(bias, 5))
        ],
    )


COEFFICIENTS_POSITIVE = Claim(
    id=POSITIVE_ID,
    label="Appendix A.4, step 5",
    printed=True,
    statement=(
        r"For a non-polynomial Lipschitz $\sigma$ and $\beta>0$ the power series $\nu(\rho)=\sum_nb_n\rho^n$ has infinitely many nonzero "
        r"even and infinitely many nonzero odd coefficients. In fact "
        r"$b_n=\sum_{i\ge n}a_i^2\binom in\frac{(n_0\beta^2)^{i-n}}{(n_0\beta^2+1)^i}>0$ for every $n\ge1$, and $b_0>0$ (with the "
        r"additional $\beta^2$)."
    ),
    hypotheses=(_NU,),
    expected=Verdict.PROVED,
    scope="beta > 0, all n",
    check=_positive_coefficients,
    parameters={"bias": Rational(1, 10)},
    depends_on=(SERIES_ID, STEP_4_ID),
    conditions=(TONELLI,),
    control=Control(
        r"The same for $\beta=0$; false for ReLU, where all odd coefficients with $n\ge3$ vanish.",
        {"bias": Rational(0)},
    ),
)
