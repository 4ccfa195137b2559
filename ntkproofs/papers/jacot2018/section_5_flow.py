"""Section 5: the least-squares flow, its solution and the norm of the residual."""

from __future__ import annotations

import sympy
from sympy import Integer, Matrix, Rational, Symbol, exp, sin

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    nonnegative_by_derivatives,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .setting import BETA, DATA, POSITIVE, RATE, SAMPLES, SPECTRAL, TIME, WIDTH

ODE_ID = "jacot2018.s5.ode"
EXPONENTIAL_ID = "jacot2018.s5.exp_phi_corrected"
DECREASING_ID = "jacot2018.s5.d_decreasing_corrected"

_PI = r"$\Pi f=\Phi_K(\langle f,\cdot\rangle_{p^{in}})$"


def _cost_gradient(half: Rational) -> Derivation:
    f, star, g, step, k = sympy.symbols("f f_* g tau K", real=True)
    over = dict.fromkeys((f, star, g, step, k), Reals()) | {SAMPLES: WIDTH}
    moved = half * (f + step * g - star) ** 2 / SAMPLES
    return prove(
        definition(rf"one entry at one data point; the cost has the factor ${half}$"),
        identity(
            sympy.diff(moved, step).subs(step, 0),
            (f - star) * g / SAMPLES,
            over,
            text=r"the derivative in the direction $g$ has the summands $\frac1N(f-f^*)g$: it is $\langle f-f^*,\cdot\rangle_{p^{in}}$",
            goal=True,
        ),
        identity(
            -k * (f - star) / SAMPLES,
            k * (star - f) / SAMPLES,
            over,
            text=r"$-\nabla_KC=-\Phi_K(\langle f-f^*,\cdot\rangle)=\Phi_K(\langle f^*-f,\cdot\rangle)$, summand by summand",
            goal=True,
        ),
    )


COST_GRADIENT = Claim(
    id="jacot2018.s5.cost_gradient",
    label="Section 5",
    printed=True,
    statement=(
        r"For $C(f)=\frac12\|f-f^*\|^2_{p^{in}}$ the derivative at $f$ is $\langle f-f^*,\cdot\rangle_{p^{in}}$, and kernel gradient descent "
        r"is $\partial_tf_t=\Phi_K(\langle f^*-f_t,\cdot\rangle_{p^{in}})$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, all kernels",
    check=_cost_gradient,
    parameters={"half": Rational(1, 2)},
    control=Control(
        r"The same for the cost without $\frac12$; false, the derivative is twice as large.", {"half": Rational(1)}
    ),
)


def _decreasing(hidden: int) -> Derivation:
    weight, inner, b, c, x = sympy.symbols("w W b c x", real=True)
    parameters = (weight, inner, b, c)
    start = {weight: 0, inner: hidden, b: 0, c: 0}
    output = weight * sin(inner * x + BETA * b) + BETA * c
    points = (Integer(1), Integer(-1))
    gradients = [[sympy.diff(output, p).subs(start).subs(x, point) for p in parameters] for point in points]
    theta = Matrix(2, 2, lambda i, j: sum((u * v for u, v in zip(gradients[i], gradients[j], strict=True)), Integer(0)))
    residual = Matrix([1, -1])
    force = sympy.expand((theta * residual)[0, 0])
    form = sympy.expand((residual.T * theta * residual)[0, 0])
    return prove(
        definition(
            r"$L=2$, one hidden unit, $n_0=1$, $\sigma=\sin$ (smooth, bounded derivatives), $f(x)=w\sin(Wx+\beta b)+\beta c$, data $x=\pm1$, "
            rf"$f^*=\pm1$; start $w=b=c=0$, $W={hidden}$, so that $f=0$ and $f^*-f=(1,-1)$"
        ),
        *(
            value(output.subs(start).subs(x, point), Integer(0), text=rf"$f({point})=0$ at the start")
            for point in points
        ),
        reduction(
            r"$\partial_t\frac12\|f^*-f\|_{p^{in}}^2=-\frac1{N^2}d^T\Theta d$ with $d=f^*-f$; where $\Theta d=0$ no parameter moves "
            r"($\Theta=JJ^T$, $|J^Td|^2=d^T\Theta d=0$), and the norm stays what it is for all times"
        ),
        identity(
            theta[0, 0],
            theta[1, 1],
            {BETA: POSITIVE},
            text=r"the kernel at the start, by differentiation: equal on the diagonal",
        ),
        identity(force, force, {BETA: POSITIVE}, text=rf"$(\Theta d)_1={sympy.latex(force)}$"),
        positive(
            form,
            {},
            text=rf"$d^T\Theta d={sympy.latex(form)}>0$, so that the norm decreases strictly at the start",
            goal=True,
        ),
    )


D_DECREASING = Claim(
    id="jacot2018.s5.d_decreasing",
    label="Section 5",
    statement=(
        r"For an ANN of finite width trained by gradient flow on $C(f)=\frac12\|f-f^*\|^2_{p^{in}}$ the norm "
        r"$\|f^*-f_{\theta(t)}\|_{p^{in}}$ is strictly decreasing during training (from $f\ne f^*$ on the data); "
        "read as: from every initialisation."
    ),
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by=DECREASING_ID,
    scope=(
        "A reading that the paper does not force: the parameters start at random there, and the witness (a smooth sigma, two data) is an "
        "initialisation of probability 0. Non-increasing suffices for the argument"
    ),
    check=_decreasing,
    parameters={"hidden": 0},
    control=Control(
        r"The same network started at $W=1$, where the kernel is not singular in the direction of the residual: the norm decreases "
        r"strictly at the start.",
        {"hidden": 1},
    ),
)


def _non_increasing(rate: int) -> Derivation:
    c, h, gap, size = sympy.symbols("c h e D", real=True)
    over = {c: Reals(), h: Reals(0), RATE: Reals(0), SAMPLES: POSITIVE}
    inverse = Symbol("q")
    return prove(
        definition(r"$d=f^*-f_t$ on the data, $G_t=JJ^T$ the Gram matrix of the tangent kernel, $D=\|d\|_{p^{in}}^2$"),
        rests_on(
            "jacot2018.s3.decrease", r"$\partial_tC=-\frac1{N^2}d^TG_td=-\frac1{N^2}|J^Td|^2\le0$, and $C=\frac12D$"
        ),
        reduction(r"so $\|d\|_{p^{in}}$ is non-increasing and $\int_0^T\|d_t\|dt\le T\|d_0\|$"),
        cite(SPECTRAL, r"$d^TG_td=\sum_i\mu_ic_i^2$ in an orthonormal basis of eigenvectors, $|d|^2=\sum_ic_i^2$"),
        nonnegative_combination(
            SAMPLES * (RATE + h) * c**2 / SAMPLES**2 - RATE * c**2 / SAMPLES,
            h * c**2 * inverse,
            over,
            given={inverse: 1 / SAMPLES},
            text=r"$\mu_i/N=\lambda+h\ge\lambda$: $\frac1{N^2}\mu_ic_i^2\ge\lambda\frac1Nc_i^2$, so $\partial_tD\le-2\lambda D$",
            goal=True,
        ),
        identity(
            2 * RATE * exp(2 * RATE * TIME) * size + exp(2 * RATE * TIME) * (-2 * RATE * size - gap),
            -gap * exp(2 * RATE * TIME),
            {RATE: Reals(0), TIME: Reals(0), size: Reals(0), gap: Reals(0)},
            text=r"$\partial_tD=-2\lambda D-e$ with $e\ge0$: $\partial_t(e^{2\lambda t}D)=-e\,e^{2\lambda t}\le0$, so $\|d_t\|\le e^{-\lambda t}\|d_0\|$",
            goal=True,
        ),
        nonnegative_by_derivatives(
            exp(-rate * TIME) - exp(-TIME),
            TIME,
            Reals(0),
            text=rf"$N=1$, $K=1$, $\lambda=1$: $\|d_t\|=e^{{-t}}\|d_0\|$ is at most $e^{{-{rate}\lambda t}}\|d_0\|$",
            goal=True,
        ),
    )


D_DECREASING_CORRECTED = Claim(
    id=DECREASING_ID,
    label="Section 5",
    statement=(
        r"Under gradient flow on $C(f)=\frac12\|f-f^*\|^2_{p^{in}}$ the norm $\|f^*-f_t\|_{p^{in}}$ is non-increasing at every finite width, "
        r"hence $\int_0^T\|f^*-f_t\|_{p^{in}}dt\le T\|f^*-f_0\|_{p^{in}}$; if the tangent kernel satisfies "
        r"$\lambda_{\min}(G_t/N)\ge\lambda>0$ on the data, it is strictly decreasing as long as it is nonzero, with "
        r"$\|f^*-f_t\|_{p^{in}}\le e^{-\lambda t}\|f^*-f_0\|_{p^{in}}$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="every width, differentiable sigma",
    check=_non_increasing,
    parameters={"rate": 1},
    depends_on=("jacot2018.s3.decrease",),
    conditions=(SPECTRAL,),
    control=Control(
        r"The rate $e^{-2\lambda t}$ for the norm (it is the rate of the cost); false for $N=1$.", {"rate": 2}
    ),
)


def _ode(sign: int) -> Derivation:
    f, star, k = Symbol("f_0", real=True), Symbol("f_*", real=True), Symbol("k", positive=True)
    kernel, gram, v, size, bound, rate = sympy.symbols("K G v z a lambda", real=True)
    over = {f: Reals(), star: Reals()}
    return prove(
        definition(_PI + r"; $\Pi(\frac1NK(\cdot,X)v)=\frac1NK(\cdot,X)\frac GNv$"),
        identity(
            (kernel / SAMPLES) * (gram * v / SAMPLES),
            kernel / SAMPLES * gram / SAMPLES * v,
            dict.fromkeys((kernel, gram, v), Reals()) | {SAMPLES: WIDTH},
            text=r"summand by summand; so $\Pi^kg=\frac1NK(\cdot,X)(\frac GN)^{k-1}g(X)$ for $k\ge1$, with finitely many coefficients",
        ),
        identity(
            k * TIME ** (k - 1) / sympy.gamma(k + 1),
            TIME ** (k - 1) / sympy.gamma(k),
            {k: Integers(1), TIME: POSITIVE},
            text=r"$\partial_t\frac{t^k}{k!}=\frac{t^{k-1}}{(k-1)!}$: the series of $e^{-t\Pi}g$, a power series in $t$ with coefficients at most "
            r"$c^k/k!$, has the derivative $-\Pi e^{-t\Pi}g$ term by term",
            goal=True,
        ),
        reduction(
            r"so $f_t=f^*+e^{-t\Pi}(f_0-f^*)$ has $\partial_tf_t=-\Pi(f_t-f^*)=\Phi_K(\langle f^*-f_t,\cdot\rangle)$; if $\Pi h=\lambda h$, then "
            r"$\Pi^kh=\lambda^kh$ and $e^{-t\Pi}h=\sum_k\frac{(-t\lambda)^k}{k!}h=e^{-t\lambda}h$"
        ),
        identity(star + sign * (f - star), f, over, text=r"and it starts at $f_0$: $f^*+e^0(f_0-f^*)=f_0$", goal=True),
        identity(
            sympy.diff(star + sign * exp(-rate * TIME) * (f - star), TIME),
            rate * (star - (star + sign * exp(-rate * TIME) * (f - star))),
            {**over, rate: Reals(), TIME: Reals(0)},
            text=r"for an eigenfunction $f_0-f^*$: $f_t=f^*+e^{-\lambda t}(f_0-f^*)$ solves $\partial_tf=\lambda(f^*-f)$",
            goal=True,
        ),
        rests_on("jacot2018.a2.gronwall", r"$A'\le kA$ gives $A(t)\le A(0)e^{kt}$"),
        identity(
            2 * size * (-bound * size),
            -2 * bound * size**2,
            {bound: Reals(), size: Reals()},
            text=r"a difference $r$ of two solutions has $z=r(X)$, $z'=-\frac GNz$ and $z(0)=0$; $\partial_t|z|^2=-2z^T\frac GNz\le2\|\frac GN\||z|^2$ "
            r"gives $z=0$, hence $\partial_tr=0$ everywhere: no other solution (one coordinate shown)",
        ),
    )


ODE = Claim(
    id=ODE_ID,
    label="Section 5",
    printed=True,
    statement=(
        r"Let $\Pi f=\Phi_K(\langle f,\cdot\rangle_{p^{in}})$. The solution of $\partial_tf_t=\Phi_K(\langle f^*-f_t,\cdot\rangle_{p^{in}})$ is "
        r"$f_t=f^*+e^{-t\Pi}(f_0-f^*)$ with $e^{-t\Pi}=\sum_{k\ge0}\frac{(-t)^k}{k!}\Pi^k$; an eigenfunction of $\Pi$ with eigenvalue "
        r"$\lambda$ is one of $e^{-t\Pi}$ with eigenvalue $e^{-t\lambda}$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, all kernels, all t >= 0",
    check=_ode,
    parameters={"sign": 1},
    depends_on=("jacot2018.a2.gronwall",),
    control=Control(r"$f_t=f^*-e^{-t\Pi}(f_0-f^*)$; false at $t=0$.", {"sign": -1}),
)
