"""Appendix A.2: bounds on the variation of weights and preactivations, and Groenwall's lemma."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, exp, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .setting import DATA, POSITIVE, SPECTRAL, TIME, cauchy_schwarz, norm_derivative


def _norm(quotient: Expr, kind: str) -> Expr:
    """Return the norm of a kernel whose largest eigenvalue over N is given."""
    return {"eigenvalue": quotient, "root": sqrt(quotient)}[kind]


def _variation(kind: str) -> Derivation:
    alpha, direction = sympy.symbols("a d", nonnegative=True)
    product = sympy.Symbol("p", real=True)
    known, inverse, c = Symbol("k"), Symbol("q"), Symbol("c", real=True)
    lam, h = sympy.symbols("lambda h", nonnegative=True)
    slope, bound, weight = sympy.symbols("s S w", nonnegative=True)
    entry = sympy.Symbol("e", real=True)
    first, second = sympy.symbols("k_1 k_2")
    root = Symbol("n", positive=True)  # the width
    largest = _norm(lam + h, kind)
    return prove(
        definition(
            r"$a=\|\alpha_i\|_{p^{in}}$, $d=\|d_j\|_{p^{in}}$, $p=\langle\alpha_i,d_j\rangle_{p^{in}}$; "
            rf"$\|\Theta\|$ is the {kind} of the largest eigenvalue of the Gram matrix divided by $N$"
        ),
        cauchy_schwarz(),
        nonnegative_combination(
            (alpha * direction) ** 2 / root - product**2 / root,
            known * inverse,
            {alpha: Reals(0), direction: Reals(0), product: Reals(), root: POSITIVE},
            given={known: (alpha * direction) ** 2 - product**2, inverse: 1 / root},
            text=r"$n_L^{-1}p^2\le n_L^{-1}a^2d^2$ for each output $j$; summed over $j$: "
            r"$\|\partial_tW_i\|_2\le n_L^{-1/2}\|\alpha_i\|_{p^{in}}\|d_t\|_{p^{in}}$",
            goal=True,
        ),
        norm_derivative(),
        cite(
            SPECTRAL,
            r"the Gram matrix has an orthonormal basis of eigenvectors; those of $\Phi_\Theta$ on the data are $\lambda$",
        ),
        nonnegative_combination(
            largest**2 * c**2 - lam**2 * c**2,
            c**2 * h * (2 * lam + h),
            {lam: Reals(0), h: Reals(0), c: Reals()},
            text=r"coordinate by coordinate: $\|\Theta\|^2c^2-\lambda^2c^2\ge0$ where the largest eigenvalue over $N$ is $\lambda+h$: "
            r"$\|\Phi_\Theta g\|_{p^{in}}\le\|\Theta\|\,\|g\|_{p^{in}}$",
            goal=True,
        ),
        nonnegative_combination(
            bound**2 * weight**2 * direction**2 - slope**2 * entry**2,
            first * weight**2 * direction**2 + slope**2 * second,
            {bound: Reals(0), slope: Reals(0), weight: Reals(0), direction: Reals(0), entry: Reals()},
            given={first: bound**2 - slope**2, second: weight**2 * direction**2 - entry**2},
            text=r"$g=n_L^{-1/2}\dot\sigma_i\,(W_i\cdot d)$ at a data point, with $\dot\sigma_i^2\le S^2$ and $(W_i\cdot d)^2\le|W_i|^2|d|^2$: "
            r"$|\dot\sigma_i(W_i\cdot d)|\le S\,|W_i||d|$",
            goal=True,
        ),
    )


VARIATION_BOUNDS = Claim(
    id="jacot2018.a2.variation_bounds",
    label="Appendix A.2",
    printed=True,
    statement=(
        r"With $\partial_tW_{ij}^{(L)}=n_L^{-1/2}\langle\alpha_i^{(L)},d_{t,j}\rangle_{p^{in}}$ (weights from unit $i$ to output $j$) "
        r"one has $\partial_t\|W_i^{(L)}(t)-W_i^{(L)}(0)\|_2\le n_L^{-1/2}\|\alpha_i^{(L)}(t)\|_{p^{in}}\|d_t\|_{p^{in}}$; and, when "
        r"the sub-network kernel is the constant $\Theta_\infty^{(L)}$, "
        r"$\partial_t\|\tilde\alpha_i^{(L)}(t)-\tilde\alpha_i^{(L)}(0)\|_{p^{in}}\le n_L^{-1/2}\|\Theta_\infty^{(L)}\|\,"
        r"\sup|\dot\sigma(\tilde\alpha_i^{(L)})|\,\|W_i^{(L)}(t)\|_2\|d_t\|_{p^{in}}$, where $\|\Theta\|$ is the operator norm of "
        r"$\Phi_\Theta$ on $(\mathcal F,\|\cdot\|_{p^{in}})$, i.e. the largest eigenvalue of the Gram matrix divided by $N$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="every width, where the norms on the left are not zero (else for the one-sided derivative); with the corrected operator norm",
    check=_variation,
    parameters={"kind": "eigenvalue"},
    conditions=(SPECTRAL,),
    control=Control(
        r"The same with the square root of the eigenvalue over $N$, as the norm is printed; false for $N=1$, $\Theta_\infty=2$, where "
        r"$\|\Phi_\Theta g\|=2\|g\|$ exceeds $\sqrt2\|g\|$.",
        {"kind": "root"},
    ),
)


def _gronwall(bound: str) -> Derivation:
    a, k, slack, total = sympy.symbols("A k e K", real=True)
    s = Symbol("s", nonnegative=True)
    weight, act, theta, c, m = sympy.symbols("w a T c M", nonnegative=True)
    first, second = sympy.symbols("k_1 k_2")
    shapes = {"exponential": exp(s), "linear": 1 + s}
    kappa, n = Symbol("kappa", nonnegative=True), Symbol("n", positive=True)
    return prove(
        definition(r"$K(t)=\int_0^tk$, so $K'=k$; $A'=kA-e$ with $e\ge0$ is what the hypothesis says"),
        identity(
            (k * a - slack) * exp(-total) + a * (-k) * exp(-total),
            -slack * exp(-total),
            dict.fromkeys((a, k, slack, total), Reals()),
            text=r"$\partial_t(Ae^{-K})=-e\,e^{-K}$",
        ),
        reduction(
            r"the derivative is not positive, so $A(t)e^{-K(t)}\le A(0)$, and there is equality for $e=0$: $A=A(0)e^K$"
        ),
        nonnegative_by_derivatives(
            shapes[bound] - exp(s),
            s,
            Reals(0),
            text=rf"$A(0)e^K$ is at most the {bound} bound, for every $s=K(t)\ge0$",
            goal=True,
        ),
        nonnegative_combination(
            m * (weight + act) - (c**2 * theta * weight + act),
            first * weight + second * act,
            dict.fromkeys((weight, act, theta, c, m), Reals(0)),
            given={first: m - c**2 * theta, second: m - 1},
            text=r"in the proof: $c^2\|\Theta\|\|W_i\|+\|\alpha_i\|\le M(\|W_i\|+\|\alpha_i\|)\le MA$ with "
            r"$M=\max\{c^2\|\Theta\|,1\}$, so $k=n_L^{-1/2}M\|d_t\|$",
            goal=True,
        ),
        nonnegative_combination(
            (c * act + weight) - c * act,
            weight,
            dict.fromkeys((weight, act, c), Reals(0)),
            text=r"$A(t)-A(0)=c\|\tilde\alpha_i(t)-\tilde\alpha_i(0)\|+\|W_i(t)-W_i(0)\|$, so either variation is at most $c^{-1}$ or "
            r"1 times it",
            goal=True,
        ),
        nonnegative_by_derivatives(
            s * exp(s) - exp(s) + 1,
            s,
            Reals(0),
            text=r"$e^s-1\le se^s$: with $s=\kappa n_L^{-1/2}$, $\kappa=M\int\|d\|$, $A(t)-A(0)\le A(0)\,\kappa e^\kappa n_L^{-1/2}$",
            goal=True,
        ),
        positive(
            kappa * (1 - 1 / n),
            {kappa: 0, n: 1},
            strict=False,
            text=r"where $\kappa/n\le\kappa$ for $n\ge1$, so $e^{\kappa/\sqrt n}\le e^\kappa$",
        ),
        identity(sympy.diff(exp(TIME), TIME), exp(TIME), {TIME: Reals(0)}, text=r"$A=e^t$ has $A'=kA$ with $k=1$"),
    )


GRONWALL = Claim(
    id="jacot2018.a2.gronwall",
    label="Appendix A.2",
    printed=True,
    statement=(
        r"If $A\ge0$ is differentiable with $\partial_tA(t)\le k(t)A(t)$, $k\ge0$ continuous, then "
        r"$A(t)\le A(0)\exp\int_0^tk$. In the proof $k=n_L^{-1/2}\max\{c^2\|\Theta_\infty^{(L)}\|_{op},1\}\|d_t\|_{p^{in}}$, and the "
        r"variations of $\tilde\alpha_i^{(L)}$ and $W_i^{(L)}$ are at most $c^{-1}(A(t)-A(0))$ and $A(t)-A(0)$, hence "
        r"$O(n_L^{-1/2})$."
    ),
    expected=Verdict.PROVED,
    scope="all t, all continuous k >= 0",
    check=_gronwall,
    parameters={"bound": "exponential"},
    control=Control(r"$A(t)\le A(0)(1+\int_0^tk)$; false for $A=e^t$, $k=1$, $t=1$.", {"bound": "linear"}),
)
