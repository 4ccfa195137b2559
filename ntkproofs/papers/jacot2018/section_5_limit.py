"""Section 5: the trajectory along the eigenspaces, its limit and its Gaussian law."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational, Symbol, exp

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

from .hermite_pairs import mean
from .section_5_flow import EXPONENTIAL_ID, ODE_ID
from .setting import DATA, POSITIVE, RATE, SAMPLES, SPECTRAL, TIME, WIDTH, exponential_decay

DELTA_ID = "jacot2018.s5.delta_sign_corrected"
FINF_DELTA_ID = "jacot2018.s5.finf_delta_corrected"
MEAN_ID = "jacot2018.s5.mean_covariance"

_START, _TARGET = sympy.symbols("f_0 f_*", real=True)
_PAIR = {_START: Reals(), _TARGET: Reals()}
_EIGENSPACES = r"$\Delta^0$ in the null space of $\Pi$, $\Delta^i$ in the eigenspace of $\lambda_i>0$"


def _trajectory(direction: int, null_sign: int, rest_sign: int) -> list[Step]:
    delta = direction * (_TARGET - _START)
    name = r"f^*-f_0" if direction == 1 else r"f_0-f^*"
    return [
        rests_on(
            ODE_ID,
            r"$f_t=f^*+e^{-t\Pi}(f_0-f^*)$, and $e^{-t\Pi}$ is $e^{-t\lambda_i}$ on the eigenspace of $\lambda_i$",
        ),
        definition(rf"$\Delta$ is the part of ${name}$ in one eigenspace, $f_0,f^*$ the parts of $f_0,f^*$ there"),
        identity(
            _TARGET + (_START - _TARGET),
            _TARGET + null_sign * delta,
            _PAIR,
            text=rf"null space: $f_t=f_0$ is $f^*{null_sign:+d}\cdot\Delta^0$",
            goal=True,
        ),
        identity(
            _TARGET + exp(-TIME * RATE) * (_START - _TARGET),
            _TARGET + rest_sign * exp(-TIME * RATE) * delta,
            {**_PAIR, TIME: Reals(0), RATE: POSITIVE},
            text=rf"$\lambda_i>0$: $f_t=f^*+e^{{-t\lambda_i}}(f_0-f^*)$ is $f^*{rest_sign:+d}\cdot e^{{-t\lambda_i}}\Delta^i$",
            goal=True,
        ),
    ]


def _delta(direction: int, null_sign: int, rest_sign: int) -> Derivation:
    return prove(_trajectory(direction, null_sign, rest_sign))


DELTA_SIGN = Claim(
    id="jacot2018.s5.delta_sign",
    label="Section 5",
    printed=True,
    statement=(
        r"Decompose $f^*-f_0=\Delta^0+\Delta^1+\dots+\Delta^{Nn_L}$ along the eigenspaces of $\Pi$ "
        rf"({_EIGENSPACES}). Then the trajectory is $f_t=f^*+\Delta^0+\sum_ie^{{-t\lambda_i}}\Delta^i$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=DELTA_ID,
    scope="witness: t = 0, any f_0 != f^*. One sign slip with s5.finf_delta: f_0 - f* is meant; list them as one",
    check=_delta,
    parameters={"direction": 1, "null_sign": 1, "rest_sign": 1},
    depends_on=(ODE_ID,),
    control=Control(r"The same for the decomposition of $f_0-f^*$, which is right.", {"direction": -1}),
)


def _delta_corrected(null_sign: int, rest_sign: int) -> Derivation:
    delta = _START - _TARGET
    return prove(
        _trajectory(-1, null_sign, rest_sign),
        _trajectory(1, -null_sign, -rest_sign),
        exponential_decay(),
        identity(
            _TARGET + 0 * delta,
            _START - delta,
            _PAIR,
            text=r"$\lambda_i>0$: the limit $f^*$ is $f_0-\Delta^i$",
            goal=True,
        ),
        identity(
            _TARGET + delta, _START - 0 * delta, _PAIR, text=r"null space: the limit $f^*+\Delta^0$ is $f_0$", goal=True
        ),
        identity(
            _TARGET,
            _START + (_TARGET - _START),
            _PAIR,
            text=r"with the other sign: $f^*=f_0+\Delta^i$, $f_0=f^*-\Delta^0$",
            goal=True,
        ),
    )


DELTA_SIGN_CORRECTED = Claim(
    id=DELTA_ID,
    label="Section 5",
    statement=(
        r"If $f_0-f^*=\Delta^0+\sum_i\Delta^i$ along the eigenspaces of $\Pi$, then $f_t=f^*+\Delta^0+\sum_ie^{-t\lambda_i}\Delta^i$ and "
        r"$f_\infty=f^*+\Delta^0=f_0-\sum_i\Delta^i$. (Equivalently, with $f^*-f_0=\Delta^0+\sum_i\Delta^i$: "
        r"$f_t=f^*-\Delta^0-\sum_ie^{-t\lambda_i}\Delta^i$, $f_\infty=f^*-\Delta^0=f_0+\sum_i\Delta^i$.)"
    ),
    hypotheses=(DATA, _EIGENSPACES),
    expected=Verdict.PROVED,
    scope="all diagonalisable Pi with non-negative spectrum",
    check=_delta_corrected,
    parameters={"null_sign": 1, "rest_sign": 1},
    depends_on=(ODE_ID,),
    control=Control(r"A mixed sign, $f^*+\Delta^0-\sum_ie^{-t\lambda_i}\Delta^i$; false at $t=0$.", {"rest_sign": -1}),
)


def _finf_delta(direction: int) -> Derivation:
    delta = direction * (_TARGET - _START)
    return prove(
        rests_on(ODE_ID, r"$f_t=f^*+e^{-t\Pi}(f_0-f^*)$"),
        exponential_decay(),
        reduction(r"so $f_\infty$ is $f_0$ in the null space of $\Pi$ and $f^*$ in the eigenspaces of $\lambda_i>0$"),
        identity(_START, _TARGET + delta, _PAIR, text=r"null space: $f_0=f^*+\Delta^0$", goal=True),
        identity(_TARGET, _START - delta, _PAIR, text=r"$\lambda_i>0$: $f^*=f_0-\Delta^i$", goal=True),
    )


FINF_DELTA = Claim(
    id="jacot2018.s5.finf_delta",
    label="Section 5",
    printed=True,
    statement=(
        r"With $f^*-f_0=\Delta^0+\sum_i\Delta^i$ along the eigenspaces of $\Pi$ and $K$ positive definite on the data: "
        r"$f_\infty=f^*+\Delta^0=f_0-\sum_i\Delta^i$."
    ),
    hypotheses=(DATA, _EIGENSPACES),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=FINF_DELTA_ID,
    scope="witness: f_0 = 0 and f* = 1 in one eigenspace. One sign slip with s5.delta_sign: f_0 - f* is meant; list them as one",
    check=_finf_delta,
    parameters={"direction": 1},
    depends_on=(ODE_ID,),
    control=Control(r"The same for the decomposition of $f_0-f^*$, which is right.", {"direction": -1}),
)

FINF_DELTA_CORRECTED = Claim(
    id=FINF_DELTA_ID,
    label="Section 5",
    statement=(
        r"With $f_0-f^*=\Delta^0+\sum_i\Delta^i$ along the eigenspaces of $\Pi$ (null space and $\lambda_i>0$): "
        r"$f_\infty=\lim_{t\to\infty}f_t=f^*+\Delta^0=f_0-\sum_i\Delta^i$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all diagonalisable Pi with non-negative spectrum",
    check=_finf_delta,
    parameters={"direction": -1},
    depends_on=(ODE_ID,),
    control=Control(r"The same with the decomposition of $f^*-f_0$; false.", {"direction": 1}),
)


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


def _early(gap: Rational) -> Derivation:
    c, h = sympy.symbols("c h", positive=True)
    return prove(
        rests_on(DELTA_ID, r"$f_t-f^*=\Delta^0+\sum_ie^{-t\lambda_i}\Delta^i$"),
        definition(
            rf"$h=\lambda_i-\lambda_j$, $c=\|\Delta^i\|/\|\Delta^j\|$; in units of time in which the gap is ${gap}$"
        ),
        identity(
            sympy.diff(c * exp(-h * TIME), TIME),
            -h * c * exp(-h * TIME),
            {c: POSITIVE, h: POSITIVE, TIME: Reals(0)},
            text=r"the ratio is $ce^{-ht}$, with the derivative $-hce^{-ht}<0$ for $h>0$",
            goal=True,
        ),
        positive(gap, {}, text=r"the gap is positive, so the ratio decreases strictly", goal=True),
        exponential_decay(),
    )


EARLY_STOPPING = Claim(
    id="jacot2018.s5.early_stopping",
    label="Section 5",
    printed=True,
    statement=(
        r"Along $f_t-f^*=\Delta^0+\sum_ie^{-t\lambda_i}\Delta^i$ convergence is faster along eigenspaces with larger $\lambda_i$: for "
        r"$\lambda_i>\lambda_j$ and $\Delta^i,\Delta^j\ne0$ the ratio $\|e^{-t\lambda_i}\Delta^i\|/\|e^{-t\lambda_j}\Delta^j\|$ decreases "
        r"strictly in $t$ and tends to 0."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all lambda_i > lambda_j >= 0",
    check=_early,
    parameters={"gap": Rational(1)},
    depends_on=(DELTA_ID,),
    control=Control(r"The same for $\lambda_i=\lambda_j$; false, the ratio is constant.", {"gap": Rational(0)}),
)


def _frequencies(order: int) -> Derivation:
    return prove(
        definition(r"on the circle $e^{-|x-x'|^2/2}=e^{-1}e^{\cos\gamma}$ has the Fourier eigenvalues $e^{-1}I_k(1)$"),
        *(
            positive(
                order * (sympy.besseli(k, 1) - sympy.besseli(k + 1, 1)),
                {},
                text=rf"$I_{k}(1)$ against $I_{k + 1}(1)$",
                goal=True,
            )
            for k in range(6)
        ),
    )


RBF_FREQUENCIES = Claim(
    id="jacot2018.s5.rbf_frequencies",
    label="Section 5",
    printed=True,
    statement=r"For the RBF kernel the eigenspaces with lower eigenvalues correspond to high-frequency functions.",
    expected=Verdict.CITED,
    scope="J. Shawe-Taylor and N. Cristianini (2004); the instance checked is the circle, frequencies up to 6",
    check=_frequencies,
    parameters={"order": 1},
    control=Control(r"The order is reversed; false on the circle: $I_2(1)<I_1(1)$.", {"order": -1}),
)


def _straight(mixed: int) -> Derivation:
    lam, other, f, g = sympy.symbols("lambda mu f g", real=True)
    norm = Symbol("n", positive=True)
    second = mixed * exp(-TIME * other) * g
    return prove(
        rests_on(ODE_ID, r"$f_t-f^*=e^{-t\Pi}(f_0-f^*)$, and $\Pi h=\lambda h$ gives $e^{-t\Pi}h=e^{-t\lambda}h$"),
        definition(
            r"$f_0-f^*$ is $f$ in the eigenspace of $\lambda$" + (r" plus $g$ in that of $\mu$" if mixed else "")
        ),
        identity(
            exp(-TIME * lam) * f + second,
            exp(-TIME * lam) * (f + mixed * g),
            {lam: Reals(), other: Reals(), f: Reals(), g: Reals(), TIME: Reals(0)},
            text=r"$f_t-f^*=e^{-\lambda t}(f_0-f^*)$: a straight line to $f^*$ if $\lambda>0$",
            goal=True,
        ),
        exponential_decay(),
        identity(
            sympy.Abs(Rational(-1, 2)) * exp(-TIME * lam) * norm,
            Rational(1, 2) * exp(-TIME * lam) * norm,
            {lam: Reals(), TIME: Reals(0), norm: POSITIVE},
            text=r"$f_0-f^*=-\frac12f^{(2)}$ with $\|f^{(2)}\|=1$: $\|g_t\|=\frac12e^{-\lambda_2t}$ and $h_t=0$",
            goal=True,
        ),
    )


STRAIGHT_LINE = Claim(
    id="jacot2018.fig3.straight_line",
    label="Section 6.3",
    printed=True,
    statement=(
        r"If $f_0-f^*$ is proportional to one of the principal components $f^{(i)}$ (eigenfunction of $\Pi$ with eigenvalue $\lambda_i>0$), "
        r"then under kernel gradient descent of the least-squares cost $f_t$ converges to $f^*$ in a straight line, "
        r"$f_t-f^*=e^{-\lambda_it}(f_0-f^*)$. With $f^*=f_0+\frac12f^{(2)}$, $\|f^{(2)}\|_{p^{in}}=1$: the component along $f^{(2)}$ is "
        r"$\|g_t\|_{p^{in}}=0.5e^{-\lambda_2t}$ and the orthogonal component is $h_t=0$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="kernel flow (infinite-width limit), all t",
    check=_straight,
    parameters={"mixed": 0},
    depends_on=(ODE_ID,),
    control=Control(r"The same for $f_0-f^*=f^{(1)}+f^{(2)}$; false for $\lambda_1\ne\lambda_2$.", {"mixed": 1}),
)


def _equivalence(power: int) -> Derivation:
    a, eta = sympy.symbols("a eta", positive=True)
    k, d, f, v = sympy.symbols("K d f v", real=True)
    over = {a: POSITIVE, eta: POSITIVE, k: Reals(), d: Reals(), f: Reals(), SAMPLES: WIDTH}
    return prove(
        identity(
            (a * k) * d / SAMPLES,
            a * (k * d / SAMPLES),
            over,
            text=r"$\Phi_{aK}=a\Phi_K$, summand by summand",
            goal=True,
        ),
        reduction(
            r"if $\partial_sg=-\Phi_K(d|_g)$ and $f_t=g_{at}$, then $\partial_tf_t=a\,\partial_sg=-\Phi_{aK}(d|_{f_t})$"
        ),
        identity(
            sympy.diff(v * (a**power * TIME), TIME),
            a * v,
            {a: POSITIVE, v: Reals(), TIME: Reals(0)},
            text=rf"with the time $a^{{{power}}}t$ the velocity is $a$ times that of the flow with $K$",
            goal=True,
        ),
        identity(
            f - eta * ((a * k) * d / SAMPLES),
            f - (a * eta) * (k * d / SAMPLES),
            over,
            text=r"one step with $aK$ and rate $\eta$ is one with $K$ and rate $a\eta$",
            goal=True,
        ),
    )


LR_EQUIVALENCE = Claim(
    id="jacot2018.s63.lr_equivalence",
    label="Section 6.3",
    printed=True,
    statement=(
        r"Multiplying the (fixed) NTK by a factor $a>0$ is equivalent to multiplying the learning rate by $a$: kernel gradient flow with $aK$ "
        r"is the flow with $K$ in the time $at$, and one discrete step with kernel $aK$ and rate $\eta$ is a step with kernel $K$ and rate "
        r"$a\eta$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all fixed kernels, flow and discrete descent, all costs",
    check=_equivalence,
    parameters={"power": 1},
    control=Control(r"The same with time rescaled by $1/a$; false for $a\ne1$.", {"power": -1}),
)


def _global_minimum(layers: int) -> Derivation:
    # N = n_0 + 2 = 4 points of the circle: the Gram matrix of one affine layer has rank 3.
    from .limiting_kernels import exactly, tangent

    angles = (0, sympy.pi / 2, sympy.pi, 3 * sympy.pi / 2)
    kernel = tangent(layers, Rational(1, 10))
    at = [exactly(kernel, Integer(0)), exactly(kernel, sympy.pi / 2), exactly(kernel, sympy.pi)]
    alternating = sympy.expand(at[0] - 2 * at[1] + at[2])
    return prove(
        rests_on(
            "jacot2018.prop2.statement",
            r"the Gram matrix $G$ of $\Theta_\infty^{(L)}$, $L\ge2$, is positive definite on distinct points of the sphere",
        ),
        cite(SPECTRAL, r"so $\lambda_{\min}(G/N)>0$; that of $\Theta_\infty^{(L)}\otimes\mathrm{Id}$ is the same"),
        rests_on(
            "jacot2018.s5.d_decreasing_corrected", r"$\|f^*-f_t\|_{p^{in}}\le e^{-\lambda_{\min}t}\|f^*-f_0\|_{p^{in}}$"
        ),
        exponential_decay(),
        reduction(
            r"so $C(f_t)=\frac12\|f^*-f_t\|^2\to0$, the least value of the cost; by s5.finf $f_t$ has a limit at every $x$, where $C=0$"
        ),
        rests_on("jacot2018.s5.finf", r"$f_\infty$ exists"),
        positive(
            alternating,
            {},
            text=rf"$L={layers}$, ReLU, $\beta=1/10$, {len(angles)} points of the circle at right angles: the eigenvalue $K(0)-2K(\frac\pi2)+K(\pi)$ "
            r"of $(1,-1,1,-1)$ is positive, so that part of the residual decays",
            goal=True,
        ),
    )


GLOBAL_MINIMUM = Claim(
    id="jacot2018.rem5.global_minimum",
    label="Remark 5",
    printed=True,
    statement=(
        r"For least-squares regression with a dataset of distinct points on the unit sphere $S^{n_0-1}$, the infinite-width limit of the "
        r"training (kernel gradient flow with $\Theta_\infty^{(L)}\otimes\mathrm{Id}_{n_L}$) converges, as $t\to\infty$, to a global minimum of "
        r"the cost."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="L >= 2, beta > 0, sigma Lipschitz and not a polynomial, distinct points; the passage from networks to the kernel flow is Theorem 2",
    check=_global_minimum,
    parameters={"layers": 2},
    depends_on=("jacot2018.prop2.statement", "jacot2018.s5.d_decreasing_corrected", "jacot2018.s5.finf"),
    conditions=(SPECTRAL,),
    control=Control(
        r"The same for $L=1$; false for $N>n_0+1$: the residual in the null space of the Gram matrix stays.",
        {"layers": 1},
    ),
)
