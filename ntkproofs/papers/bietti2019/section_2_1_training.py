"""Section 2.1: gradient flow with a fixed kernel ends at a minimum-norm fit, of the labels if it starts at zero."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, exp, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    limit,
    nonnegative_by_derivatives,
    nonnegative_combination,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

SPECTRAL = "background.spectral_theorem"


def _linear_model(start: Expr, label: Expr, point: Expr) -> tuple[Expr, Expr]:
    """Return limit of gradient flow and minimum-norm fit of the label, for f0 = start, phi(x) = x and one datum at 1."""
    # theta' = -(start + theta - label) from 0 tends to label - start; the least-norm theta with theta * 1 = label is label.
    return start + point * (label - start), point * label


def _fit(start: Rational) -> Derivation:
    reached, fitted = _linear_model(start, sympy.Integer(0), sympy.Integer(2))
    again, fitted_again = _linear_model(start, sympy.Integer(3), sympy.Integer(5))
    return prove(
        definition(rf"the linear model $f_\theta(x)=f_0+\theta x$, $f_0={start}$, with one datum at $x=1$"),
        value(reached, fitted, text="data (1, 0): limit and minimum-norm fit agree at x = 2", goal=True),
        value(again, fitted_again, text="data (1, 3): limit and minimum-norm fit agree at x = 5", goal=True),
    )


MIN_NORM_FIT = Claim(
    id="bietti2019.section21.min_norm_fit",
    label="Section 2.1",
    printed=True,
    statement=(
        r"In the infinite-width limit, for suitable initialisation, the weights move very little, the tangent kernel stays "
        r"fixed during training, and gradient descent on the squared loss tends to the minimum-norm kernel least-squares fit "
        r"of the training set."
    ),
    expected=Verdict.CITED,
    scope=(
        "infinite-width training dynamics, under the assumptions of Jacot, Gabriel and Hongler (2018) and of Mei, "
        "Misiakiewicz and Montanari (2019); the fixed-kernel half is section21.linearised_limit"
    ),
    check=_fit,
    parameters={"start": Rational(0)},
    control=Control(
        r"The same for a network whose output at initialisation is not zero, with the fit taken to the raw labels; false for "
        r"the linear model $f_0=1$, $\phi(x)=x$, data $(1,0)$: the limit at $x=2$ is $-1$, the minimum-norm fit is $0$.",
        {"start": Rational(1)},
    ),
)


def _linearised(weight: Rational) -> Derivation:
    t, lam, n = sympy.symbols("t lambda n", positive=True)
    c, first, at_data, label, phi, other, r = sympy.symbols("c f_0 F y phi eta r", real=True)
    root, times = sqrt(lam), {t: Reals(0), lam: Reals(0, sympy.oo, left_open=True)}
    every = {**times, first: Reals(), at_data: Reals(), label: Reals(), phi: Reals()}
    weights = c / root * (1 - exp(-lam * t))
    end = (label - at_data) / root
    reached = first + phi * end
    printed = weight * first + root * phi / lam * (label - weight * at_data)
    example = {first: 1, at_data: 1, label: 0, phi: 2, lam: 1}
    return prove(
        definition(
            r"$\Phi=(\phi(x_1),\dots,\phi(x_n))^\top$, $G=\Phi\Phi^\top$, residual $r=f_\theta(X)-y=\Phi\theta-c$ with "
            r"$c=y-f_0(X)$; gradient flow is $\theta'=-\Phi^\top r$"
        ),
        cite(SPECTRAL, r"$\Phi=\sum_i\sqrt{\lambda_i}\,q_ie_i^\top$, $Gq_i=\lambda_iq_i$, $\lambda_i>0$"),
        reduction(
            r"In the coordinates $c=\langle q_i,c\rangle$ and $\theta_i=\langle e_i,\theta\rangle$ the flow is "
            r"$\theta_i'=-\sqrt\lambda\,(\sqrt\lambda\,\theta_i-c)$ for $i\le n$, one equation for each $i$, and the part of "
            r"$\theta$ orthogonal to all $e_i$ does not move from 0"
        ),
        antiderivative(
            weights,
            -root * (root * weights - c),
            t,
            {**times, c: Reals()},
            text=r"$\theta_i(t)=\frac{c}{\sqrt\lambda}(1-e^{-\lambda t})$ solves it",
        ),
        value(weights.subs(t, 0), sympy.Integer(0), text=r"and starts at 0"),
        identity(
            lam * exp(lam * t) * r + exp(lam * t) * (-lam * r),
            sympy.Integer(0),
            {**times, r: Reals()},
            text=r"the difference $r$ of two solutions has $r'=-\lambda r$, so $(e^{\lambda t}r)'=0$: there is no other",
        ),
        nonnegative_by_derivatives(
            exp(t) - 1 - t, t, Reals(0), text=r"$e^s\ge1+s$ for $s\ge0$, so $0<e^{-s}\le1/(1+s)$"
        ),
        limit(
            1 / (1 + n),
            n,
            sympy.Integer(0),
            text=r"$1/(1+s)\to0$ as $s=\lambda t\to\infty$: $\theta_i(t)\to c/\sqrt\lambda$",
        ),
        value(
            reached.subs(example),
            printed.subs(example),
            text=r"$f_0=1$, $\phi(x)=x$, data $(1,0)$ at $x=2$: the limit is $-1$",
            goal=True,
        ),
        identity(
            reached,
            printed,
            every,
            text=r"with $\phi_i=\langle e_i,\phi(x)\rangle$, $k(x)_i=\sqrt\lambda\phi_i$: $f_\infty(x)=f_0(x)+\sum_i\phi_ic_i/\sqrt{\lambda_i}"
            r"=f_0(x)+k(x)^\top G^{-1}(y-f_0(X))$, term by term (one term, $n=1$, shown)",
            goal=True,
        ),
        identity(
            phi * (c / root),
            (root * phi) / lam * c,
            {**times, phi: Reals(), c: Reals()},
            text=r"each term of the sum: $\phi_i\,c_i/\sqrt{\lambda_i}=k(x)_i\,\lambda_i^{-1}c_i$",
            goal=True,
        ),
        identity(
            root * (c / root),
            c,
            {**times, c: Reals()},
            text=r"$\Phi\theta_\infty=c$, coordinate by coordinate: $\theta_\infty$ interpolates",
            goal=True,
        ),
        reduction(
            r"every interpolating $\theta$ has $\sqrt\lambda\,\theta_i=c_i$, so it is $\theta_\infty+\eta$ with $\eta$ orthogonal "
            r"to all $e_i$ and to $\theta_\infty$"
        ),
        nonnegative_combination(
            (end**2 + other**2) - end**2,
            other**2,
            {**every, other: Reals()},
            text=r"$\|\theta_\infty+\eta\|^2-\|\theta_\infty\|^2=\|\eta\|^2\ge0$: least norm",
            goal=True,
        ),
    )


LINEARISED_LIMIT = Claim(
    id="bietti2019.section21.linearised_limit",
    label="Section 2.1",
    statement=(
        r"Let $f_\theta(x)=f_0(x)+\langle\theta,\phi(x)\rangle$ with a fixed finite-dimensional $\phi$, points "
        r"$X=(x_1,\dots,x_n)$, labels $y$, and positive definite Gram matrix $G=(\langle\phi(x_i),\phi(x_j)\rangle)$. "
        r"Gradient flow on $\frac12\sum_i(f_\theta(x_i)-y_i)^2$ from $\theta=0$ converges to "
        r"$f_\infty(x)=f_0(x)+k(x)^\top G^{-1}(y-f_0(X))$, $k(x)_i=\langle\phi(x),\phi(x_i)\rangle$, and $\theta_\infty$ is "
        r"the interpolating $\theta$ of least norm. Hence the limit is the minimum-norm kernel fit of $y$ whenever $f_0=0$."
    ),
    expected=Verdict.PROVED,
    scope="all n, all finite-dimensional feature maps with non-singular Gram matrix",
    check=_linearised,
    parameters={"weight": Rational(1)},
    conditions=(SPECTRAL,),
    control=Control(
        r"The limit equals $k(x)^\top G^{-1}y$ also for $f_0\neq0$; false for $f_0=1$, $\phi(x)=x$, data $(1,0)$ at $x=2$: "
        r"$-1\neq0$.",
        {"weight": Rational(0)},
    ),
)
