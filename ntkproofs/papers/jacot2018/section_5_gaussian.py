"""Section 5: the Gaussian law of the trained function and its limit."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol

from ntkproofs.checks import (
    Reals,
    cite,
    identity,
    limit,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .hermite_pairs import mean
from .section_5_flow import EXPONENTIAL_ID, ODE_ID
from .setting import DATA, POSITIVE, SPECTRAL, exponential_decay

MEAN_ID = "jacot2018.s5.mean_covariance"


def _gaussian(target: str) -> Derivation:
    g = Symbol("g", real=True)
    star: Expr = {"fixed": Integer(3), "quadratic": g**2}[target]
    half = star + Rational(1, 2) * (g - star)
    centred = half - mean(half, g)
    variance = mean(centred**2, g)
    weight = Symbol("w", real=True)
    return prove(
        rests_on(
            ODE_ID,
            r"$f_t=f^*+e^{-t\Pi}(f_0-f^*)$, on any finite set together with the data a finite linear combination",
        ),
        identity(
            sympy.diff(star + weight * (g - star), g, 2),
            Integer(0),
            {g: Reals(), weight: Reals()},
            text=r"$f_t$ is affine in the values $g$ of $f_0$: the second derivative is 0",
            goal=True,
        ),
        reduction(r"an affine image of a Gaussian vector is Gaussian"),
        value(
            mean(centred**3, g),
            Integer(0),
            text=r"an instance with $e^{-t\lambda}=\frac12$: the third central moment is 0",
            goal=True,
        ),
        value(
            mean(centred**4, g), 3 * variance**2, text=r"and the fourth is three times the squared variance", goal=True
        ),
    )


GAUSSIAN = Claim(
    id="jacot2018.s5.gaussian",
    label="Section 5",
    printed=True,
    statement=(
        r"If $f_0$ is a (centred) Gaussian function and $f^*$, $K$ are deterministic, then $f_t=f^*+e^{-t\Pi}(f_0-f^*)$ is Gaussian for all "
        r"times $t$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all t, all K; finite-dimensional distributions",
    check=_gaussian,
    parameters={"target": "fixed"},
    depends_on=(ODE_ID,),
    control=Control(
        r"The same for a target that depends on $f_0$, $f^*=f_0^2$; false for $e^{-t\lambda}=\frac12$.",
        {"target": "quadratic"},
    ),
)


def _mean_covariance(kind: str) -> Derivation:
    at_x, at_data, star_x, y, a, b = sympy.symbols("f_x f_i f^*_x y a b", real=True)
    s, k, q, r = sympy.symbols("S k q r", real=True)
    over = dict.fromkeys((at_x, at_data, star_x, y, a, b, s, k, q, r), Reals())
    theta, cross = Integer(1), Rational(1, 2)
    weight = cross / theta
    sampled = 1 - 2 * weight * Rational(1, 4) + weight**2 * 1
    stated = {"sampled": sampled, "posterior": 1 - Rational(1, 4) ** 2 / 1}[kind]
    return prove(
        rests_on(
            EXPONENTIAL_ID,
            r"$(e^{-t\Pi}g)(x)=g(x)-A_t^Tg(X)$ with $A_t=G^{-1}(I-e^{-tG/N})k_x$, the matrix being symmetric",
        ),
        identity(
            star_x + (at_x - star_x) - a * (at_data - y),
            at_x + a * (y - at_data),
            over,
            text=r"$f_t(x)=f^*(x)+g(x)-A^Tg(X)$ with $g=f_0-f^*$ is $f_0(x)+A^T(y-f_0(X))$, term by term",
            goal=True,
        ),
        reduction(
            r"$f_0$ is centred with covariance $\Sigma$, so the mean is $A^Ty$; the variance is that of $f_0(x)-A^Tf_0(X)$"
        ),
        identity(
            sympy.expand((at_x - a * at_data - b * y) ** 2),
            at_x * at_x
            - 2 * (a * at_data * at_x + b * y * at_x)
            + a * a * at_data * at_data
            + 2 * a * b * at_data * y
            + b * b * y * y,
            over,
            text=r"two data, with the values $f_i$, $y$ and the weights $a,b$: products $f_if_j$ have the mean $\Sigma(x_i,x_j)$, so the mean is "
            r"$\Sigma(x,x)-2A^T\Sigma(X,x)+A^T\Sigma(X,X)A$",
            goal=True,
        ),
        value(
            sampled,
            stated,
            text=rf"$N=1$, $t=\infty$, $\Theta(x_1,x_1)=1$, $\Theta(x,x_1)=\frac12$, $\Sigma=1$ on the diagonal and $\frac14$ off it: the {kind} variance",
            goal=True,
        ),
        exponential_decay(),
        reduction(r"at $t=\infty$: $e^{-tG/N}\to0$, $A=G^{-1}k_x$"),
    )


MEAN_COVARIANCE = Claim(
    id=MEAN_ID,
    label="Section 5",
    statement=(
        r"Scalar output, $f_0$ centred Gaussian with covariance $\Sigma$, kernel $K=\Theta$ with positive definite Gram matrix "
        r"$G=\Theta(X,X)$, targets $y=f^*(X)$. For $k_x=\Theta(X,x)$ and $A_t=G^{-1}(I-e^{-tG/N})k_x$: $f_t(x)=f_0(x)+A_t^T(y-f_0(X))$, so "
        r"$f_t(x)$ is Gaussian with mean $A_t^Ty$ and variance $\Sigma(x,x)-2A_t^T\Sigma(X,x)+A_t^T\Sigma(X,X)A_t$; at $t=\infty$, "
        r"$A=G^{-1}k_x$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all t in [0, infinity], all N",
    check=_mean_covariance,
    parameters={"kind": "sampled"},
    depends_on=(EXPONENTIAL_ID,),
    control=Control(
        r"The variance is the Bayesian posterior $\Sigma(x,x)-\Sigma(x,X)\Sigma(X,X)^{-1}\Sigma(X,x)$; false for $\Theta$ not proportional to "
        r"$\Sigma$.",
        {"kind": "posterior"},
    ),
)


def _finf(power: int) -> Derivation:
    at_x, start, target, kappa = sympy.symbols("f_x c_0 c_* kappa", real=True)
    mu = Symbol("mu", positive=True)
    over = dict.fromkeys((at_x, start, target, kappa), Reals()) | {mu: POSITIVE}
    s = Symbol("s", positive=True)
    return prove(
        rests_on(
            EXPONENTIAL_ID, r"$f_t(x)=f_0(x)-K(x,X)G^{-1}(I-e^{-tG/N})(y_0-y^*)$, with the terms of $f^*(x)$ cancelled"
        ),
        cite(
            SPECTRAL,
            r"$\tilde K=\sum_i\mu_iq_iq_i^T$, $\mu_i>0$; $\kappa,c_0,c_*$ are the coordinates of $\kappa_{x,k},y_0,y^*$",
        ),
        exponential_decay(),
        limit(
            kappa / mu * (1 - 1 / (1 + s)),
            s,
            kappa / mu,
            {kappa: Reals(), mu: POSITIVE},
            text=r"$\frac\kappa\mu(1-e^{-t\mu/N})\to\frac\kappa\mu$, since $0<e^{-s}\le1/(1+s)$",
        ),
        identity(
            at_x - kappa / mu * (start - target),
            kappa * mu**power * target + (at_x - kappa * mu**power * start),
            over,
            text=rf"term by term the limit is $\kappa^T\tilde K^{{{power}}}y^*+(f_0(x)-\kappa^T\tilde K^{{{power}}}y_0)$",
            goal=True,
        ),
    )


FINF = Claim(
    id="jacot2018.s5.finf",
    label="Section 5",
    printed=True,
    statement=(
        r"If $K$ is positive definite on the data, then as $t\to\infty$ "
        r"$f_{\infty,k}(x)=\kappa_{x,k}^T\tilde K^{-1}y^*+\big(f_{0,k}(x)-\kappa_{x,k}^T\tilde K^{-1}y_0\big)$ with "
        r"$\kappa_{x,k}=(K_{kk'}(x,x_i))_{i,k'}$, $y^*=(f^*_k(x_i))_{i,k}$, $y_0=(f_{0,k}(x_i))_{i,k}$ and the Gram matrix "
        r"$\tilde K=(K_{kk'}(x_i,x_{i'}))$. (The print has $f_0(x)$ without the index $k$.)"
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, all positive definite Gram matrices",
    check=_finf,
    parameters={"power": -1},
    depends_on=(EXPONENTIAL_ID,),
    conditions=(SPECTRAL,),
    control=Control(r"The same with $\tilde K$ in place of $\tilde K^{-1}$; false at $N=1$, $K=2$.", {"power": 1}),
)


def _ridge(regularisation: int) -> Derivation:
    kappa, y = sympy.symbols("kappa y", real=True)
    mu, s = sympy.symbols("mu s", positive=True)
    return prove(
        cite(
            SPECTRAL,
            r"$\tilde K=\sum_i\mu_iq_iq_i^T$, $\mu_i>0$, so $(\tilde K+\lambda I)^{-1}$ has the eigenvalues $1/(\mu_i+\lambda)$",
        ),
        limit(
            kappa * y * s / (mu * s + 1),
            s,
            kappa * y / mu,
            {kappa: Reals(), y: Reals(), mu: POSITIVE},
            text=r"$\lambda=1/s\to0^+$: $\frac{\kappa y}{\mu+1/s}\to\frac{\kappa y}\mu$, term by term",
            goal=True,
        ),
        identity(
            mu / (mu + regularisation) * y,
            y,
            {mu: POSITIVE, y: Reals()},
            text=rf"at a data point $\kappa=\tilde Ke_i$: $\tilde K(\tilde K+{regularisation}I)^{{-1}}y^*=y^*$, so the data are interpolated",
            goal=True,
        ),
    )


RIDGE = Claim(
    id="jacot2018.s5.ridge",
    label="Section 5",
    printed=True,
    statement=(
        r"The first term $\kappa_x^T\tilde K^{-1}y^*$ is kernel ridge regression without regularization: it equals "
        r"$\lim_{\lambda\to0^+}\kappa_x^T(\tilde K+\lambda I)^{-1}y^*$ and interpolates the data."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all positive definite Gram matrices",
    check=_ridge,
    parameters={"regularisation": 0},
    conditions=(SPECTRAL,),
    control=Control(r"It interpolates also for $\lambda=1$; false for $N=1$, $K=1$: $y/2$.", {"regularisation": 1}),
)


def _null_variance(point: str) -> Derivation:
    c, mu = Symbol("c", real=True), Symbol("mu", positive=True)
    weight, covariance = {"data": (Integer(1), Integer(1)), "other": (Rational(1, 2), Rational(1, 4))}[point]
    return prove(
        rests_on(MEAN_ID, r"$f_0(x)-\kappa_x^T\tilde K^{-1}y_0$ is centred Gaussian for centred Gaussian $f_0$"),
        cite(SPECTRAL, r"$\tilde K=\sum_i\mu_iq_iq_i^T$, $\mu_i>0$"),
        identity(
            c - mu / mu * c,
            Integer(0),
            {c: Reals(), mu: POSITIVE},
            text=r"on the data $\kappa^T\tilde K^{-1}=e_i^T$, coordinate by coordinate: $y_0-\tilde K\tilde K^{-1}y_0=0$",
            goal=True,
        ),
        value(
            1 - 2 * weight * covariance + weight**2,
            Integer(0),
            text=rf"$N=1$, $\Theta(x_1,x_1)=\Sigma(x_1,x_1)=\Sigma(x,x)=1$, {point}: $\kappa\tilde K^{{-1}}={weight}$, $\Sigma(x,x_1)={covariance}$, variance 0",
            goal=True,
        ),
    )


NULL_VARIANCE = Claim(
    id="jacot2018.s5.null_variance",
    label="Section 5",
    printed=True,
    statement=(
        r"The second term $f_0(x)-\kappa_x^T\tilde K^{-1}y_0$ is a centred Gaussian (for centred Gaussian $f_0$) whose variance is 0 on the "
        r"points of the dataset."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all positive definite Gram matrices",
    check=_null_variance,
    parameters={"point": "data"},
    depends_on=(MEAN_ID,),
    conditions=(SPECTRAL,),
    control=Control(
        r"The variance is 0 off the data too; false for $\Theta(x,x_1)=\frac12$, $\Sigma(x,x_1)=\frac14$.",
        {"point": "other"},
    ),
)
