"""Section 3.3: the lower bound for the error of interpolation, in three readings."""

from __future__ import annotations

import sympy
from sympy import Expr, Matrix, Symbol

from ntkproofs.checks import (
    Reals,
    antiderivative,
    definition,
    positive,
    prove,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

from .not_identical import TWO_SPHERE_ID, two_sphere


def _closed_forms(*degrees: tuple[int, int]) -> list[Step]:
    """Return the steps that integrate eigenvalues on the two-sphere, each a degree and a width."""
    s = Symbol("s", real=True)
    steps: list[Step] = [
        rests_on(
            TWO_SPHERE_ID, r"$\mu_k[e^{-c\|\mathbf x-\mathbf z\|}]=2\int_0^1e^{-2cs}sP_k(1-2s^2)ds$ on $\mathbb S^2$"
        )
    ]
    for degree, width in degrees:
        _, primitive, weight = two_sphere(degree, width)
        steps.append(
            antiderivative(primitive, weight, s, {s: Reals(0, 1)}, text=rf"the integrand for $k={degree}$, $c={width}$")
        )
    return steps


def average_error(width: int) -> Expr:
    r"""Return :math:`1 - \mu_0` of twice the width: the mean error of one point for Gaussian f on the two-sphere."""
    return 1 - two_sphere(0, 2 * width)[0]


_AVERAGE_TEXT = (
    r"$f$ a centred Gaussian process with covariance $k$: $\hat f_X=f(\mathbf x_1)k(\cdot,\mathbf x_1)$, and the mean of the squared error is "
    r"$k(\mathbf x,\mathbf x)-k(\mathbf x,\mathbf x_1)^2$, whose integral is $1-\mu_0[e^{-2c\|\mathbf x-\mathbf z\|}]$"
)


def _reading_1(size: str) -> Derivation:
    tail = 1 - two_sphere(0)[0]
    left = sympy.Integer(0) if size == "zero" else average_error(1)
    return prove(
        _closed_forms((0, 1), (0, 2)),
        rests_on(
            "geifman2020.eq4.harmonic_expansion",
            r"$\sum_i\lambda_i=\kappa(1)=1$, so that the eigenvalues without $\mu_0$ have the sum $1-\mu_0$",
        ),
        definition(
            r"$c=1$, $n=1$ on $\mathbb S^2$, and $f=0$, which lies in $\mathcal H_k$: $\hat f_X=0$ and the left side is 0"
            if size == "zero"
            else r"$n=1$, " + _AVERAGE_TEXT
        ),
        positive(
            left - tail,
            {},
            strict=False,
            text=r"the left side is at least $1-\mu_0\ge\sum_{i\ge2}\lambda_i$ ($\lambda_1\ge\mu_0$)"
            if size != "zero"
            else r"the left side is at least $\sum_{i\ge2}\lambda_i=1-\mu_0>0$ ($\mu_0$ is the largest: $P_0=1\ge|P_k|$)",
            goal=True,
        ),
    )


READING_1 = Claim(
    id="geifman2020.sec33.lower_bound_kernel_eigenvalues",
    label="Section 3.3",
    printed=True,
    statement=(
        r"With $n$ training points $X$ and the minimum-norm interpolant $\hat f_X$ of a fixed $f\in\mathcal H_k$, "
        r"the paper prints $\mathbb E_X\left((f-\hat f_X)^2\right)\ge\sum_{i=n+1}^\infty\alpha_i$ with "
        r"'$\alpha_i$ the eigenvalues of $f$'. Reading 1: $\alpha_i=\lambda_i(k)$, the eigenvalues of the kernel."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="geifman2020.derived.average_case_lower_bound",
    scope=(
        r"A function has no eigenvalues; this is the first of two readings, for all $f\in\mathcal H_k$. An "
        "imprecise quotation of a cited result; it holds on average over Gaussian f with covariance k."
    ),
    check=_reading_1,
    parameters={"size": "zero"},
    depends_on=(TWO_SPHERE_ID, "geifman2020.eq4.harmonic_expansion"),
    control=Control(
        r"On average over Gaussian $f$ with covariance $k$ the bound holds with the kernel's eigenvalues ($n=1$, $\mathbb S^2$, $c=1$).",
        {"size": "average"},
    ),
)


def _reading_2(function: str) -> Derivation:
    first = two_sphere(1, 5)[0]
    square = two_sphere(0, 10)[0]
    if function == "harmonic":
        left, right = 1 - 2 * first + square, sympy.Integer(1)
        words = (
            r"$f=\sqrt3\,x_1$ on $\mathbb S^2$, $c=5$, $n=1$, $\mathbf x_1$ uniform: $\hat f_X=f(\mathbf x_1)k(\cdot,\mathbf x_1)$, and the mean squared error is "
            r"$E f^2-2E[f(\mathbf x)f(\mathbf x_1)k]+E[f(\mathbf x_1)^2k^2]=1-2\mu_1+\mu_0[k^2]$, $k^2=e^{-10\|\mathbf x-\mathbf z\|}$; $f$ has the one squared "
            r"coefficient 1, of an eigenfunction that is not the first"
        )
    else:
        left, right = average_error(5), 1 - two_sphere(0, 5)[0]
        words = r"$n=1$, $c=5$, " + _AVERAGE_TEXT + r"; the mean squared coefficients of $f$ are the eigenvalues"
    return prove(
        _closed_forms((1, 5), (0, 10), (0, 5)),
        definition(words),
        positive(
            left - right,
            {},
            strict=False,
            text=r"the mean squared error is at least the sum of the squared coefficients from the second on",
            goal=True,
        ),
    )


READING_2 = Claim(
    id="geifman2020.sec33.lower_bound_coefficients",
    label="Section 3.3",
    statement=(
        r"With $n$ training points $X$ and the minimum-norm interpolant $\hat f_X$ of a fixed $f\in\mathcal H_k$, "
        r"the paper prints $\mathbb E_X\left((f-\hat f_X)^2\right)\ge\sum_{i=n+1}^\infty\alpha_i$ with "
        r"'$\alpha_i$ the eigenvalues of $f$'. Reading 2: $\alpha_i$ the squared coefficients of $f$ in the "
        "eigenfunctions of the kernel, ordered by decreasing eigenvalue."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="geifman2020.derived.average_case_lower_bound",
    scope=(
        r"Second reading; counterexample on $\mathbb S^2$. A reading that the paper does not force: checked for "
        "the record, never listed among its errata."
    ),
    check=_reading_2,
    parameters={"function": "harmonic"},
    depends_on=(TWO_SPHERE_ID,),
    control=Control(
        r"On average over Gaussian $f$ with covariance $k$ the bound holds, with mean squared coefficients ($n=1$, $\mathbb S^2$, $c=5$).",
        {"function": "process"},
    ),
)


def _average(start: int) -> Derivation:
    steps = []
    for gram, n in ((Matrix([[1]]), 1), (Matrix([[2, 1], [1, 2]]), 1), (Matrix([[2, 1, 0], [1, 2, 1], [0, 1, 2]]), 1)):
        size = gram.rows
        # Uniform measure on `size` points; the design is the first n of them.
        column = gram[:, :n]
        posterior = gram - column * gram[:n, :n].inv() * column.T
        error = posterior.trace() / size
        values = sorted((v / size for v, m in gram.eigenvals().items() for _ in range(m)), key=lambda v: -sympy.N(v))
        bound = sympy.Add(*values[n - 1 + start :])
        steps.append(
            positive(
                error - bound,
                {},
                strict=False,
                text=f"{size} points, design of {n}: the error {error} is at least the sum of the eigenvalues from {n + start} on",
                goal=True,
            )
        )
    return prove(
        definition(
            r"instances: kernels on finitely many points with the uniform measure, $T$ the Gram matrix over their number"
        ),
        steps,
    )


AVERAGE = Claim(
    id="geifman2020.derived.average_case_lower_bound",
    label="Section 3.3",
    statement=(
        "Corrected form: if $f$ is a centred Gaussian process with covariance $k$, independent of the design $X$ "
        r"of $n$ points, then for every $X$, $\mathbb E_f\|f-\hat f_X\|_{L^2(\mathcal "
        r"V)}^2=\mathrm{tr}(T)-\mathrm{tr}(A_X)\ge\sum_{i>n}\lambda_i$, where $T$ is the integral operator of $k$ "
        r"with eigenvalues $\lambda_1\ge\lambda_2\ge\dots$ and $A_X$ has the kernel $\mathbf k_{\mathbf "
        r"x}^TK^{-1}\mathbf k_{\mathbf z}$, $0\preceq A_X\preceq T$, rank at most $n$."
    ),
    expected=Verdict.CITED,
    scope=(
        r"Continuous positive definite $k$ on a compact space; condition: $\mathrm{tr}(T)=\int k(\mathbf "
        r"x,\mathbf x)d\mathcal V=\sum\lambda_i$ (Mercer), which is proved for zonal kernels. Average over $f$, "
        "not over $X$. Proved for kernels of finite rank with K invertible; the general case is cited "
        "(Courant-Fischer, Fubini)."
    ),
    check=_average,
    parameters={"start": 1},
    control=Control(
        (
            r"The bound with $\sum_{i\ge n}\lambda_i$ for $n=1$: refuted by a rank-one kernel, where the error is "
            "0."
        ),
        {"start": 0},
    ),
)
