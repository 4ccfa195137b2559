"""Theorem 2 and Remark 4: what of the training dynamics is exact at finite width."""

from __future__ import annotations

import itertools

import sympy
from sympy import Integer, Rational, Symbol, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .setting import BETA, DATA, FUBINI, GAUSSIAN, LIMIT, N_HERE, NETWORK, POSITIVE, TANGENT, WIDTH

_N = N_HERE


def _one_layer(layers: str) -> Derivation:
    x, y, w, u = sympy.symbols("x y w u", real=True)
    inputs = Symbol("n_0", positive=True)
    first = x * y / inputs + BETA**2
    # One active ReLU unit, with the first preactivations u at x and v = u at x' = x.
    kernel = {"one": first, "two": w**2 * first.subs(y, x) + u**2 + BETA**2}[layers]
    return prove(
        definition(
            f"{layers} affine layers"
            + (
                r": the entry $(k,k)$"
                if layers == "one"
                else r", width 1, ReLU active at $x=x'$, output weight $w$, preactivation $u$"
            )
        ),
        [
            identity(
                sympy.diff(kernel, parameter),
                Integer(0),
                {w: Reals(), x: Reals(), y: Reals(), u: Reals(), inputs: WIDTH, BETA: POSITIVE},
                text=rf"${sympy.latex(kernel)}$ does not contain {name}",
                goal=True,
            )
            for parameter, name in ((w, "the parameter $w$"), (u, "the preactivation $u$"))
        ],
        rests_on(
            "jacot2018.thm1.one_layer",
            r"$\Theta^{(1)}_{kk'}=\delta_{kk'}(x^Tx'/n_0+\beta^2)$ for every $\theta$, so it is constant in time",
        ),
    )


ONE_LAYER = Claim(
    id="jacot2018.thm2.one_layer",
    label="Theorem 2, proof",
    printed=True,
    statement=(
        r"For $L=1$ the NTK of $f_\theta(x)=n_0^{-1/2}W^{(0)}x+\beta b^{(0)}$ does not depend on the parameters and is constant during training, at "
        r"every width."
    ),
    hypotheses=(TANGENT,),
    expected=Verdict.PROVED,
    scope="L = 1, all n_0, n_1",
    check=_one_layer,
    parameters={"layers": "one"},
    depends_on=("jacot2018.thm1.one_layer",),
    control=Control(r"The same for $L=2$; false at width 1 (ReLU: $\Theta$ contains $w^2$).", {"layers": "two"}),
)


def _count(samples: int) -> list[Step]:
    """Hold the fourth moment of sums of iid odd pairs against an enumeration of a finite law."""
    law = [(s * x, s * y) for s in (1, -1) for x, y in ((1, 2), (3, -1))]
    total = Integer(0)
    for chosen in itertools.product(law, repeat=samples):
        total += Integer(sum(x for x, _ in chosen) ** 2 * sum(y for _, y in chosen) ** 2)
    xx, yy, xy, both = (
        Rational(sum(f(x, y) for x, y in law), len(law))
        for f in (lambda x, y: x * x, lambda x, y: y * y, lambda x, y: x * y, lambda x, y: x * x * y * y)
    )
    text = rf"$\mathbb{{E}}(\sum X_i)^2(\sum Y_i)^2=n\mathbb{{E}}X^2Y^2+n(n-1)(\mathbb{{E}}X^2\mathbb{{E}}Y^2+2(\mathbb{{E}}XY)^2)$, a finite law, $n={samples}$"
    return [
        value(total / len(law) ** samples, samples * both + samples * (samples - 1) * (xx * yy + 2 * xy**2), text=text)
    ]


def _initial_speed(exponent: int) -> Derivation:
    a, s, d, c, e, q = sympy.symbols("a s d c e q", real=True)
    over = dict.fromkeys((a, s, d, c, e, q), Reals()) | {_N: WIDTH}
    # s, d, c: the values of sigma, its first and its second derivative at u.
    speed_a, speed_u = s * e / sqrt(_N), q * a * d * e / sqrt(_N)
    rate = (2 * a * d**2 * q * speed_a + a**2 * q * 2 * d * c * speed_u + 2 * s * d * speed_u) / _N
    x = a * 4 * q * s * d**2 + a**3 * 2 * q**2 * d**2 * c
    y2, xx, yy, xy, both = sympy.symbols("y_2 A B C D", positive=True)
    second = _N**-3 * (y2 * _N * xx + both + (_N - 1) * (yy * xx + 2 * xy**2))
    leading = y2 * xx + yy * xx + 2 * xy**2
    return prove(
        definition(
            r"$\Theta=\frac1n\sum_i(a_i^2\dot\sigma(u_i)^2q+\sigma(u_i)^2)+\beta^2$; $s,d,c$ are $\sigma,\dot\sigma,\ddot\sigma$ at $u$, $e=y-f$; the "
            r"flow is $\partial_ta=n^{-1/2}se$, $\partial_tu=n^{-1/2}qade$"
        ),
        identity(
            rate,
            e * x * _N ** Rational(-3, 2),
            over,
            text=r"$\partial_t\Theta=(y-f)n^{-3/2}\sum_iX_i$ with $X=a\cdot4qsd^2+a^3\cdot2q^2d^2c$, unit by unit",
            goal=True,
        ),
        reduction(
            r"$X$ and $Y=a\sigma(u)$ are odd in $a$, the units are iid, $f_0=n^{-1/2}\sum Y_i+\beta b$ with $b\sim\mathcal{N}(0,1)$ independent: "
            r"$\mathbb{E}\sum X_i=0$, $\mathbb{E}[\sum X_i\sum Y_i]=n\mathbb{E}XY$, $\mathbb{E}[f_0(\sum X_i)^2]=0$"
        ),
        cite(FUBINI, r"expectations of products of independent terms are products"),
        identity(
            -(_N ** Rational(-3, 2)) * (_N * xy) / sqrt(_N),
            -xy / _N,
            {_N: WIDTH, xy: POSITIVE},
            text=r"$\mathbb{E}\,\partial_t\Theta=-n^{-3/2}n^{-1/2}n\,\mathbb{E}[XY]=-\frac1n\mathbb{E}[XY]$",
            goal=True,
        ),
        _count(2),
        _count(3),
        identity(
            _N**-3 * (y2 * _N * xx + (_N * both + _N * (_N - 1) * (yy * xx + 2 * xy**2)) / _N),
            second,
            {_N: WIDTH, y2: POSITIVE, xx: POSITIVE, yy: POSITIVE, xy: POSITIVE, both: POSITIVE},
            text=r"$\mathbb{E}(\partial_t\Theta)^2=n^{-3}(y_2n\mathbb{E}X^2+\frac1n\mathbb{E}(\sum Y_i)^2(\sum X_i)^2)$ with $y_2=y^2+\beta^2$",
            goal=True,
        ),
        limit(
            sympy.expand(_N**exponent * second),
            _N,
            leading,
            {y2: POSITIVE, xx: POSITIVE, yy: POSITIVE, xy: POSITIVE, both: POSITIVE},
            text=rf"$n^{exponent}\mathbb{{E}}(\partial_t\Theta)^2\to(y^2+\beta^2)\mathbb{{E}}X^2+\mathbb{{E}}X^2\mathbb{{E}}Y^2+2(\mathbb{{E}}XY)^2$",
            goal=True,
        ),
    )


INITIAL_SPEED = Claim(
    id="jacot2018.thm2.initial_speed",
    label="Theorem 2, proof",
    statement=(
        r"Two-layer network $f=n^{-1/2}\sum_ia_i\sigma(u_i)+\beta b$ with $\sigma\in C^2$, $\dot\sigma,\ddot\sigma$ bounded, one data point with target "
        r"$y$, gradient flow of $\frac12(f-y)^2$, iid $\mathcal{N}(0,1)$ parameters, $q=|x|^2/n_0+\beta^2$, $u_i\sim\mathcal{N}(0,q)$. With "
        r"$g=4q\sigma\dot\sigma^2$, $h=2q^2\dot\sigma^2\ddot\sigma$, $X=ag(u)+a^3h(u)$, $Y=a\sigma(u)$ one has at $t=0$, for every $n$: "
        r"$\partial_t\Theta=(y-f_0)n^{-3/2}\sum_iX_i$, $\mathbb{E}\,\partial_t\Theta=-\frac1n\mathbb{E}[XY]$ and "
        r"$\mathbb{E}(\partial_t\Theta)^2=n^{-3}\big((y^2+\beta^2)n\mathbb{E}X^2+\mathbb{E}X^2Y^2+(n-1)(\mathbb{E}Y^2\mathbb{E}X^2+2(\mathbb{E}XY)^2)\big)"
        r"=O(n^{-2})$. So the initial speed of the NTK is of order $1/n$, not $n^{-1/2}$."
    ),
    expected=Verdict.PROVED,
    scope="L = 2, N = 1, scalar output, all n, all sigma as stated",
    check=_initial_speed,
    parameters={"exponent": 2},
    conditions=(FUBINI,),
    control=Control(
        r"$n\,\mathbb{E}(\partial_t\Theta)^2$ has that (positive) limit (rate $n^{-1/2}$); false, it tends to 0.",
        {"exponent": 1},
    ),
)


def _integral(power: int) -> Derivation:
    s, c, u, m = sympy.symbols("s c u m", nonnegative=True)
    horizon = Symbol("T", positive=True)
    return prove(
        rests_on(
            "jacot2018.s5.d_decreasing_corrected",
            r"$\|d_t\|$ is non-increasing at every width: $\int_0^T\|d_t\|dt\le T\|f^*-f_{\theta(0)}\|_{p^{in}}$",
        ),
        nonnegative_combination(
            2 * s**2 + 2 * c**2 * u**2 - (s + c * u) ** 2,
            (s - c * u) ** 2,
            {s: Reals(0), c: Reals(0), u: Reals(0)},
            text=r"$\sigma(u)^2\le(|\sigma(0)|+c|u|)^2\le2\sigma(0)^2+2c^2u^2$",
            goal=True,
        ),
        identity(
            _N * (2 * s**2 + 2 * c**2 * m) / _N + BETA**2,
            2 * s**2 + 2 * c**2 * m + BETA**2,
            {_N: WIDTH, s: Reals(0), c: Reals(0), m: Reals(0), BETA: POSITIVE},
            text=r"so $\mathbb{E}(\tilde\alpha^{(\ell+1)}_i(x))^2=\mathbb{E}\frac1{n_\ell}|\alpha^{(\ell)}|^2+\beta^2$ is at most $2\sigma(0)^2+2c^2m+\beta^2$ if those "
            r"of layer $\ell$ are at most $m$: no width enters",
            goal=True,
        ),
        reduction(
            r"so $\mathbb{E}\|f_{\theta(0)}\|_{p^{in}}^2$ is bounded uniformly in the widths, and with it, by Markov's inequality, "
            r"$\|f^*-f_{\theta(0)}\|_{p^{in}}$ stochastically"
        ),
        definition(
            r"an instance: a network with all ReLU units inactive and $f^*-f$ of mean zero: $\|d_t\|$ is constant, 1 say, and the integral is $T$"
        ),
        positive(
            horizon**power - horizon,
            {horizon: 1},
            strict=False,
            text=rf"it is at most $T^{power}\|d_0\|$ for $T\ge1$",
            goal=True,
        ),
    )


LEAST_SQUARES_INTEGRAL = Claim(
    id="jacot2018.thm2.least_squares_integral",
    label="Section 4.2",
    printed=True,
    statement=(
        r"For least-squares regression with gradient flow and $d_t=f^*-f_{\theta(t)}$, the integral $\int_0^T\|d_t\|_{p^{in}}dt$ stays stochastically "
        r"bounded as the hidden widths grow (any Lipschitz differentiable $\sigma$, any fixed $T$; it is at most $T\|d_0\|_{p^{in}}$)."
    ),
    hypotheses=(NETWORK, GAUSSIAN, DATA),
    expected=Verdict.PROVED,
    scope="all L, all widths, every fixed T; gradient flow assumed to exist on [0,T]",
    check=_integral,
    parameters={"power": 1},
    depends_on=("jacot2018.s5.d_decreasing_corrected",),
    control=Control(
        r"It is at most $\|d_0\|$ times a constant independent of $T$, also without positive definiteness; false for inactive units.",
        {"power": 0},
    ),
)


def _decomposition(exchanged: bool) -> Derivation:
    q, square = Rational(51, 100), Rational(1, 100)
    last, lower = q / 2 + square, q / 2
    stated = (lower, last) if exchanged else (last, lower)
    return prove(
        rests_on(
            "jacot2018.thm1.finite_width_recursion",
            r"$\delta_{kk'}(\frac1{n_L}\alpha^T\alpha'+\beta^2)$ is the part of the last layer, the double sum that of the lower ones",
        ),
        rests_on(
            "jacot2018.thm1.two_layers",
            r"$L+1=2$: the means of the parts are $\Sigma^{(2)}$ and $\dot\Sigma^{(1)}\Theta_\infty^{(1)}$ at every width",
        ),
        rests_on(
            "jacot2018.thm1.diag_unbiased",
            r"ReLU diagonal, every $L$: the means are $m'=\Sigma^{(L+1)}$ and $\frac12\tau=\dot\Sigma^{(L)}\Theta_\infty^{(L)}$",
        ),
        value(
            last,
            stated[0],
            text=r"two-layer ReLU, $q=0.51$, $\beta=0.1$: the part of the last layer, $\frac12q+\beta^2=0.265$",
            goal=True,
        ),
        value(lower, stated[1], text=r"that of the lower layer, $\frac12q=0.255$", goal=True),
    )


DECOMPOSITION = Claim(
    id="jacot2018.rem4.decomposition",
    label="Remark 4",
    printed=True,
    statement=(
        r"In $\Theta_\infty^{(L+1)}=\dot\Sigma^{(L)}\Theta_\infty^{(L)}+\Sigma^{(L+1)}$ the second summand is the contribution of the parameters of the last "
        r"layer and the first summand that of all lower layers (for the two-layer ReLU network with $q=0.51$, $\beta=0.1$ at $x=x'$: $0.265$ and "
        r"$0.255$)."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, LIMIT),
    expected=Verdict.PROVED,
    scope=(
        "exact in expectation at every width for two-layer networks (any Lipschitz sigma) and on the ReLU diagonal for every L; the exact "
        "finite-width split holds for every L; the limit of both parts for general L is Theorem 1"
    ),
    check=_decomposition,
    parameters={"exchanged": False},
    depends_on=("jacot2018.thm1.finite_width_recursion", "jacot2018.thm1.two_layers", "jacot2018.thm1.diag_unbiased"),
    control=Control(r"With the two roles exchanged; false at $L+1=2$, ReLU diagonal.", {"exchanged": True}),
)
