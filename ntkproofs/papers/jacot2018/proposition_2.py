"""Proposition 2: the limiting NTK is positive definite on the sphere, and where the hypotheses are needed."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Matrix, Rational, Symbol, cos, pi

from ntkproofs.arithmetic import ExactArithmetic
from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    has_decimals,
    identity,
    positive,
    prove,
    rank,
    reduction,
    rests_on,
    taylor_coefficients,
    value,
    within,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.kernels import ArcCosine, NeuralTangentKernel
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .appendix_a4 import HADAMARD_ID, INDUCTION_ID
from .appendix_a4_series import POSITIVE_ID, positive_series, relu_taylor
from .lemma_2 import TONELLI, relu_series
from .limiting_kernels import at, combination, covariance, exactly, tangent
from .setting import LIMIT, RELU, WIDTH

RELU_ID = "jacot2018.prop2.relu"
SINGULAR_ID = "jacot2018.prop2.beta_zero_singular"
RELU_DUAL_ID = "jacot2018.s6.relu_dual"

_T = Symbol("t")
_EXACT = ExactArithmetic()


def interpolation() -> list[Step]:
    """Prove that a kernel with positive Taylor coefficients in the inner product has no null vector."""
    d = Symbol("D", positive=True)
    return [
        reduction(
            r"If all $b_n>0$, $n\ge1$, and $0=\sum_{ij}c_ic_j\sum_nb_n(x_i^Tx_j)^n=\sum_nb_n|\sum_ic_ix_i^{\otimes n}|^2$, then "
            r"$\sum_ic_ip(x_i)=0$ for every polynomial $p$ without constant term, and of the form $x^T(\cdot)$ times any polynomial; on the "
            r"sphere $1=|x|^2$, so for every polynomial"
        ),
        positive(
            d**2,
            {d: 0},
            strict=False,
            text=r"$p(x)=\prod_{j\ne i}|x-x_j|^2$ is 0 at $x_j$ and a product of positive numbers at $x_i$: $c_i=0$",
        ),
    ]


def hexagon(kernel: NeuralTangentKernel) -> Expr:
    r"""Return :math:`K(0)-2K(\pi/3)+2K(2\pi/3)-K(\pi)`, exactly."""
    first, second, third, last = (exactly(kernel, angle) for angle in (Integer(0), pi / 3, 2 * pi / 3, pi))
    return sympy.expand(first - 2 * second + 2 * third - last)


def _statement(bias: Rational) -> Derivation:
    return prove(
        rests_on(POSITIVE_ID, r"$\Sigma^{(2)}=\sum_nb_n(x^Tx')^n$ on the sphere with all $b_n>0$"),
        interpolation(),
        rests_on(
            INDUCTION_ID,
            r"$\Sigma^{(2)}$ positive definite gives $\Sigma^{(L)}$ and $\Theta_\infty^{(L)}$, $L\ge2$ ($\sigma$ is not constant)",
        ),
        rests_on(HADAMARD_ID, r"$\Theta_\infty^{(L)}$ is at least $\Sigma^{(L)}$"),
        positive(bias**2, {}, text=rf"$\beta={bias}>0$"),
        positive(
            hexagon(tangent(2, bias)),
            {},
            text=rf"ReLU, $L=2$, $\beta={bias}$, $n_0=2$: the quadratic form of $(1,-1,1,-1,1,-1)$ on the regular hexagon, divided by 6, "
            r"$K(0)-2K(\pi/3)+2K(2\pi/3)-K(\pi)$, is positive",
            goal=True,
        ),
    )


STATEMENT = Claim(
    id="jacot2018.prop2.statement",
    label="Proposition 2",
    printed=True,
    statement=(
        r"Let $\sigma$ be Lipschitz and not a polynomial, $\beta>0$ (standing assumption of Section 2), $n_0\ge1$, $L\ge2$. Then "
        r"$\Theta_\infty^{(L)}$ restricted to the unit sphere $S^{n_0-1}$ is positive definite: its Gram matrix on any finite set of "
        r"pairwise distinct points is positive definite."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="beta > 0; Theorem 3 is not needed",
    check=_statement,
    parameters={"bias": Rational(1, 10)},
    depends_on=(POSITIVE_ID, INDUCTION_ID, HADAMARD_ID),
    control=Control(r"The same for $\beta=0$; false for ReLU, $L=2$ and the regular hexagon.", {"bias": Rational(0)}),
)


def _relu(bias: Rational) -> Derivation:
    return prove(
        rests_on(
            RELU_DUAL_ID,
            r"$\Sigma^{(2)}=\frac q2\kappa_1(r)+\beta^2$ with $r=(s+u)/(s+1)$, $s=n_0\beta^2$, $u=x^Tx'$, $q=1/n_0+\beta^2$",
        ),
        relu_series(),
        positive_series(bias),
        reduction(
            r"$\frac12\kappa_1=\sum_ia_i^2\rho^i$ with $a_i^2>0$ for $i=0,1$ and all even $i$: for every $n$ there is such an $i\ge n$, so all "
            r"Taylor coefficients of $\Sigma^{(2)}$ in $u$ are positive"
        ),
        [
            positive(coefficient, {}, text=rf"$n_0=2$, $\beta={bias}$: the coefficient of degree {n} is positive")
            for n, coefficient in enumerate(relu_taylor(bias, 4))
        ],
        interpolation(),
        rests_on(INDUCTION_ID, r"then all $\Theta_\infty^{(L)}$, $L\ge2$, are positive definite"),
        positive(
            hexagon(tangent(2, bias)),
            {},
            text=rf"$L=2$, $\beta={bias}$: the quadratic form of the hexagon is positive",
            goal=True,
        ),
    )


RELU_DEFINITE = Claim(
    id=RELU_ID,
    label="Proposition 2",
    statement=(
        r"For ReLU, $\beta>0$, every $n_0\ge1$ and every $L\ge2$ the limiting NTK $\Theta_\infty^{(L)}$ is positive definite on "
        r"$S^{n_0-1}$, with no theorem on expansions taken on trust."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.PROVED,
    scope="ReLU, beta > 0, all n_0, all L >= 2",
    check=_relu,
    parameters={"bias": Rational(1, 10)},
    depends_on=(RELU_DUAL_ID, INDUCTION_ID),
    conditions=(TONELLI,),
    control=Control(
        r"The same for $\beta=0$; false for $L=2$ and the regular hexagon (exactly singular).", {"bias": Rational(0)}
    ),
)


def _singular(bias: Rational) -> Derivation:
    kernel = NeuralTangentKernel(layers=2).kappa(_EXACT, ANGLE)
    opposite = NeuralTangentKernel(layers=2).kappa(_EXACT, pi - ANGLE)
    inputs = Symbol("n_0", positive=True)
    over = {inputs: WIDTH, ANGLE: Reals(0, pi)}
    return prove(
        rests_on(
            "jacot2018.conventions.bietti",
            r"$\Theta_\infty^{(2)}=\frac1{2n_0}(u\kappa_0(u)+\kappa_1(u))$ for $\beta=0$",
        ),
        definition(r"$u=\cos\theta$, $K=\Theta_\infty^{(2)}$"),
        identity(
            (kernel - opposite) / (2 * inputs),
            cos(ANGLE) / inputs,
            over,
            text=r"$K(u)-K(-u)=u/n_0$",
            goal=True,
        ),
        reduction(
            r"For weights $\pm a_j$ at $\pm y_j$ the entry of $Kv$ at $x$ is $\sum_ja_j(K(x^Ty_j)-K(-x^Ty_j))=\frac1{n_0}x^T\sum_ja_jy_j=0$; "
            r"$n_0+1$ vectors of $\mathbb{R}^{n_0}$ have such an $a\ne0$, and for $n_0\ge2$ there are $n_0+1$ distinct antipodal pairs"
        ),
        value(
            hexagon(tangent(2, bias)),
            Integer(0),
            text=rf"the regular hexagon, $n_0=2$, $\beta={bias}$: $K(0)-2K(\pi/3)+2K(2\pi/3)-K(\pi)=0$",
            goal=True,
        ),
    )


BETA_ZERO_SINGULAR = Claim(
    id=SINGULAR_ID,
    label="Proposition 2",
    statement=(
        r"The assumption $\beta>0$ in Proposition 2 is needed at $L=2$: for ReLU, $\beta=0$, $n_0\ge2$, "
        r"$\Theta_\infty^{(2)}(x,x')=\frac1{2n_0}(u\kappa_0(u)+\kappa_1(u))$, $u=x^Tx'$, is singular on $n_0+1$ antipodal pairs "
        r"$\pm y_0,\dots,\pm y_{n_0}$ of distinct points: if $\sum_ja_jy_j=0$, $a\ne0$, the vector with entries $\pm a_j$ at $\pm y_j$ is in "
        r"the kernel. For the regular hexagon ($n_0=2$, alternating signs) this is $K(0)-2K(\pi/3)+2K(2\pi/3)-K(\pi)=0$, i.e. "
        r"$\frac12-\frac13-\frac16=0$."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.PROVED,
    scope="ReLU, beta = 0, L = 2, all n_0 >= 2",
    check=_singular,
    parameters={"bias": Rational(0)},
    depends_on=("jacot2018.conventions.bietti",),
    control=Control(
        r"The quadratic form of the hexagon vanishes at $\beta=1/10$ too; false, it is positive.",
        {"bias": Rational(1, 10)},
    ),
)


def _deep(layers: int) -> Derivation:
    arc = ArcCosine(degree=1).expression()
    composed = arc.subs(_T, arc) if layers == 3 else arc
    return prove(
        rests_on(
            "jacot2018.conventions.bietti",
            rf"$\Sigma^{{({layers})}}$ is $\kappa_1$ composed {layers - 1} times with itself, over $n_02^{{{layers - 1}}}$",
        ),
        relu_series(),
        reduction(
            r"$\kappa_1=\sum_mc_mu^m$ with $c_m>0$ for $m=0,1$ and all even $m$. In $\kappa_1(\kappa_1(u))=\sum_kc_k\kappa_1(u)^k$ all terms are "
            r"non-negative; $k=1$ contributes $c_1c_m>0$ in degree 1 and all even degrees, $k=2$ contributes at least $2c_2c_1c_{m-1}>0$ in "
            r"every odd degree $m\ge3$: all coefficients are positive"
        ),
        [
            positive(
                coefficient,
                {},
                text=rf"the coefficient of degree {n} of $\Sigma^{{({layers})}}$ is positive",
                goal=True,
            )
            for n, coefficient in enumerate(taylor_coefficients(composed, _T, 3))
        ],
        cite(TONELLI, r"non-negative terms, finite sum at $u=1$: the double series may be summed by powers of $u$"),
        interpolation(),
        rests_on(INDUCTION_ID, r"$\Sigma^{(3)}$ positive definite gives all $\Sigma^{(L)}$ with $L\ge3$"),
        rests_on(HADAMARD_ID, r"and all $\Theta_\infty^{(L)}$ with $L\ge3$"),
    )


BETA_ZERO_DEEP = Claim(
    id="jacot2018.prop2.beta_zero_deep",
    label="Proposition 2",
    statement=(
        r"For ReLU and $\beta=0$ the limiting NTK $\Theta_\infty^{(L)}$ is positive definite on $S^{n_0-1}$ for every $n_0\ge1$ and every "
        r"$L\ge3$: all Taylor coefficients of $\Sigma^{(3)}$ in $u=x^Tx'$ are positive."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.PROVED,
    scope="ReLU, beta = 0, all n_0, all L >= 3",
    check=_deep,
    parameters={"layers": 3},
    depends_on=("jacot2018.conventions.bietti", INDUCTION_ID, HADAMARD_ID),
    conditions=(TONELLI,),
    control=Control(
        r"The same with $L=2$ and $\Sigma^{(2)}$; false, its Taylor coefficient of degree 3 is 0.", {"layers": 2}
    ),
)

# Layers, beta^2, smallest eigenvalue on the hexagon.
HEXAGON = (
    (2, 1, "0.0864760003526229420581962"),
    (3, 0, "0.0833069355143370913998582"),
    (4, 0, "0.0826937906505499282465920"),
    (2, Rational(1, 100), "0.0212118173099000722590546"),
    (3, Rational(1, 100), "0.0881235683033198258235741"),
    (4, Rational(1, 100), "0.0842212465097159541058978"),
    (3, 1, "0.134031842100453339416848"),
    (4, 1, "0.140294774753060256322052"),
)


def _eigenvalues(kind: str) -> Derivation:
    steps: list[Step] = []
    for layers, square, printed in HEXAGON:
        beta = sympy.sqrt(Rational(square))
        kernel = tangent(layers, beta) if kind == "ntk" else covariance(layers, beta)
        values = [at(kernel, Rational(j, 3)) for j in range(4)]
        # Circulant of first row K0 K1 K2 K3 K2 K1: eigenvalue m is K0 + 2 K1 cos(m pi/3) + 2 K2 cos(2 m pi/3) + (-1)^m K3.
        modes = [
            combination(*zip(weights, values, strict=True))
            for weights in ((1, 2, 2, 1), (1, 1, -1, -1), (1, -1, -1, 1), (1, -2, 2, -1))
        ]
        name = rf"$L={layers}$, $\beta^2={square}$"
        steps.append(
            has_decimals(modes[3], printed, text=f"{name}: the alternating eigenvalue is {printed}", goal=True)
        )
        steps += [
            within(
                combination((1, other), (-1, modes[3])),
                Rational(1, 10**6),
                Integer(100),
                text=f"{name}: another eigenvalue is larger",
                goal=True,
            )
            for other in modes[:3]
        ]
    return prove(
        definition(
            r"the Gram matrix of the hexagon is circulant with the first row $K(0),K(\frac\pi3),K(\frac{2\pi}3),K(\pi),K(\frac{2\pi}3),K(\frac\pi3)$; its "
            r"eigenvectors are $\cos\frac{jm\pi}3$ and $\sin\frac{jm\pi}3$, $m=0,\dots,3$"
        ),
        rests_on(SINGULAR_ID, r"$L=2$, $\beta=0$: the eigenvalue 0 exactly (the kernel is positive semi-definite)"),
        steps,
    )


HEXAGON_EIGENVALUES = Claim(
    id="jacot2018.prop2.hexagon_eigenvalues",
    label="Proposition 2",
    statement=(
        r"For ReLU, $n_0=2$ and the regular hexagon on the unit circle the smallest eigenvalue of the $6\times6$ Gram matrix of "
        r"$\Theta_\infty^{(L)}$ is $K(0)-2K(\pi/3)+2K(2\pi/3)-K(\pi)$, $K(\gamma)$ the value at angle $\gamma$, with the values "
        + "; ".join(rf"$L={layers}$, $\beta^2={square}$: {printed}" for layers, square, printed in HEXAGON)
        + r"; $L=2$, $\beta=0$: 0."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.CERTIFIED,
    scope="the listed L and beta",
    check=_eigenvalues,
    parameters={"kind": "ntk"},
    depends_on=(SINGULAR_ID,),
    control=Control(
        r"The same values for $\Sigma^{(L)}$ in place of $\Theta_\infty^{(L)}$; false at $L=2$, $\beta=1$.",
        {"kind": "nngp"},
    ),
)

_POINTS = tuple(
    Matrix([(1 - p**2) / (1 + p**2), 2 * p / (1 + p**2)]) for p in map(Rational, ("0", "1/2", "2", "-1/3", "-3", "1/4"))
)


def _one_layer(extra: int) -> Derivation:
    square = Rational(1, 100)
    matrix = Matrix(6, 6, lambda i, j: _POINTS[i].dot(_POINTS[j]) / 2 + square)
    n, b = Symbol("n_0", positive=True), Symbol("beta", nonnegative=True)
    x, y = sympy.symbols("x y", real=True)
    modes = [
        sum((w * (cos(pi * Rational(j, 3)) / 2 + b**2) for w, j in zip(weights, range(4), strict=True)), Integer(0))
        for weights in ((1, 1, -1, -1), (1, -1, -1, 1), (1, -2, 2, -1))
    ]
    return prove(
        identity(
            x * y / n + b**2,
            (x / sympy.sqrt(n)) * (y / sympy.sqrt(n)) + b * b,
            {n: WIDTH, x: Reals(), y: Reals(), b: Reals(0)},
            text=r"$\Theta_\infty^{(1)}(x,x')=z^Tz'$ with $z=(x/\sqrt{n_0},\beta)\in\mathbb{R}^{n_0+1}$, coordinate by coordinate",
            goal=True,
        ),
        reduction(
            r"a Gram matrix of vectors of $\mathbb{R}^{n_0+1}$ has rank at most $n_0+1$; without $\beta$, at most $n_0$"
        ),
        rank(
            matrix,
            2 + extra,
            text=rf"six points of the circle, $n_0=2$, $\beta=1/10$: the rank is $n_0+{extra}$",
            goal=True,
        ),
        value(
            modes[1], Integer(0), text=r"the eigenvalue of the hexagon for $m=2$, of multiplicity 2, is 0", goal=True
        ),
        value(modes[2], Integer(0), text=r"and that for $m=3$: three vanish", goal=True),
    )


ONE_LAYER_RANK = Claim(
    id="jacot2018.prop2.one_layer_rank",
    label="Proposition 2",
    statement=(
        r"The assumption $L\ge2$ in Proposition 2 is needed: $\Theta_\infty^{(1)}(x,x')=x^Tx'/n_0+\beta^2$ has Gram matrices of rank at most "
        r"$n_0+1$ ($n_0$ if $\beta=0$), so it is singular on any $n_0+2$ points; the bound is attained on six points of the circle. On the "
        r"regular hexagon three eigenvalues vanish for $\beta>0$."
    ),
    expected=Verdict.PROVED,
    scope="all n_0, beta, sigma irrelevant",
    check=_one_layer,
    parameters={"extra": 1},
    control=Control(r"Rank at most $n_0$ for $\beta>0$; false for points of the circle, where it is 3.", {"extra": 0}),
)
