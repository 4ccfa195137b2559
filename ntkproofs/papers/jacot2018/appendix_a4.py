"""Appendix A.4, steps 1 to 3: from the definiteness of one covariance to that of the limiting NTK; Equation (1)."""

from __future__ import annotations

import sympy
from sympy import Integer, Matrix, Rational, Symbol, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    rank,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment

from .hermite_pairs import mean
from .setting import BETA, LIMIT, POSITIVE, SPECTRAL, WIDTH

HADAMARD_ID = "jacot2018.a4.hadamard"
INDUCTION_ID = "jacot2018.a4.induction"
EQUATION_1_ID = "jacot2018.a4.eq1"

_TENTH = Rational(1, 10)


def _hadamard(sign: int) -> Derivation:
    c, a, b, d, e, f = sympy.symbols("c_i a_i b_i c_j a_j b_j", real=True)
    q = Rational(51, 100)
    product, s, known = sympy.symbols("P S k")
    return prove(
        cite(
            SPECTRAL, r"a positive semi-definite matrix is $\sum_ka^{(k)}a^{(k)T}$ with $a^{(k)}=\sqrt{\lambda_k}\,q_k$"
        ),
        identity(
            c * d * (a * e) * (b * f),
            (c * a * b) * (d * e * f),
            dict.fromkeys((c, a, b, d, e, f), Reals()),
            text=r"for each pair $k,l$ of such vectors $a,b$ of $A$ and $B$: $\sum_{ij}c_ic_j(a_ia_j)(b_ib_j)=(\sum_ic_ia_ib_i)^2$, summand by "
            r"summand; so $c^T(A\odot B)c$ is a sum of squares",
            goal=True,
        ),
        reduction(
            r"$\dot\Sigma^{(L)}$ is positive semi-definite: $\sum c_ic_j\mathbb{E}[\dot\sigma(u_i)\dot\sigma(u_j)]=\mathbb{E}(\sum_ic_i\dot\sigma(u_i))^2$; "
            r"$\Theta_\infty^{(1)}=\Sigma^{(1)}$ is, being $\frac1{n_0}XX^T+\beta^211^T$; $\Sigma^{(L+1)}$ is by the same line with $\sigma$; so "
            r"all $\Theta_\infty^{(L)}$ are, by induction, and $\dot\Sigma^{(L)}\Theta_\infty^{(L)}$"
        ),
        nonnegative_combination(
            (product + s) - s,
            known,
            {product: Reals(0), s: Reals(0)},
            given={known: product},
            text=r"$v^T\Theta_\infty^{(L+1)}v=P+S\ge S$ with $P=v^T(\dot\Sigma^{(L)}\odot\Theta_\infty^{(L)})v\ge0$ and $S=v^T\Sigma^{(L+1)}v>0$ for $v\ne0$",
            goal=True,
        ),
        gaussian_moment(1).steps,
        positive(
            q / 2 + sign * (q / 2 + _TENTH**2),
            {},
            text=r"one point, ReLU, $q=51/100$, $\beta=1/10$ ($E\sigma(u)^2=q/2$, $E\dot\sigma^2=1/2$): "
            rf"$\frac12q{sign:+d}\cdot(\frac12q+\beta^2)>0$",
            goal=True,
        ),
    )


HADAMARD = Claim(
    id=HADAMARD_ID,
    label="Appendix A.4, step 1",
    printed=True,
    statement=(
        r"For every $L\ge1$ the kernel $\dot\Sigma^{(L)}\Theta_\infty^{(L)}$ is positive semi-definite, as a product of two positive "
        r"semi-definite kernels; hence $\Theta_\infty^{(L+1)}=\dot\Sigma^{(L)}\Theta_\infty^{(L)}+\Sigma^{(L+1)}$ is positive definite on "
        r"a set of points whenever $\Sigma^{(L+1)}$ is."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all L, every Lipschitz sigma, every finite set of points (Sigma^(l)(x,x) > 0 where sigma is not differentiable)",
    check=_hadamard,
    parameters={"sign": 1},
    conditions=(SPECTRAL,),
    control=Control(
        r"The same for the difference $\dot\Sigma^{(L)}\Theta_\infty^{(L)}-\Sigma^{(L+1)}$; false at one point, ReLU, $\beta=0.1$: "
        r"$0.255-0.265<0$.",
        {"sign": -1},
    ),
)


def _induction(activation: str) -> Derivation:
    u, v = sympy.symbols("u v", real=True)
    ci, cj, si, sj = sympy.symbols("c_i c_j s_i s_j", real=True)
    first, rest, other = sympy.symbols("c_1 R s", real=True)
    sigma = {"identity": u, "constant": Integer(1)}[activation]
    second = mean(sigma**2, u) + _TENTH**2
    mixed = mean(sigma * sigma.subs(u, v), u, v) + _TENTH**2
    return prove(
        identity(
            ci * cj * (si * sj + BETA**2),
            (ci * si) * (cj * sj) + (BETA * ci) * (BETA * cj),
            dict.fromkeys((ci, cj, si, sj), Reals()) | {BETA: POSITIVE},
            text=r"$s_i=\sigma(f(x_i))$: the summand $i,j$ of $\sum c_ic_j\Sigma^{(L+1)}$, before the expectation, is that of "
            r"$(\sum_ic_is_i)^2+(\beta\sum_ic_i)^2$",
            goal=True,
        ),
        reduction(
            r"If the form is 0, then $\sum_ic_i\sigma(z_i)=0$ for almost all $z$ under a Gaussian with a positive density on $\mathbb{R}^d$ "
            r"($\Sigma^{(L)}$ is positive definite), hence for all $z$, $\sigma$ being continuous; change only $z_1$, from $t$ to $s$"
        ),
        identity(
            (first * si + rest) - (first * other + rest),
            first * (si - other),
            dict.fromkeys((first, si, other, rest), Reals()),
            text=r"$0=c_1(\sigma(s)-\sigma(t))$ with $\sigma(s)\ne\sigma(t)$ for some $s,t$: $c_1=0$, and so every $c_i$",
            goal=True,
        ),
        gaussian_moment(1).steps,
        rank(
            Matrix([[second, mixed], [mixed, second]]),
            2,
            text=rf"$\sigma$ the {activation} function, $\Sigma^{{(L)}}=\mathrm{{Id}}$ on two points, $\beta=1/10$: $\Sigma^{{(L+1)}}$ has rank 2",
            goal=True,
        ),
        rests_on(
            HADAMARD_ID, r"$\Sigma^{(L)}$ positive definite gives $\Theta_\infty^{(L)}$ positive definite, $L\ge2$"
        ),
        reduction(
            r"so $\Sigma^{(2)}$ positive definite gives all $\Sigma^{(L)}$, $L\ge2$, by induction, and all $\Theta_\infty^{(L)}$, $L\ge2$"
        ),
    )


INDUCTION = Claim(
    id=INDUCTION_ID,
    label="Appendix A.4, step 2",
    printed=True,
    statement=(
        r"$\sum_{ij}c_ic_j\Sigma^{(L+1)}(x_i,x_j)=\mathbb{E}\big(\sum_ic_i\sigma(f(x_i))\big)^2+\big(\beta\sum_ic_i\big)^2$ with "
        r"$f\sim\mathcal{N}(0,\Sigma^{(L)})$; if $\Sigma^{(L)}$ is positive definite on pairwise distinct points and $\sigma$ is "
        r"continuous, not constant and square-integrable against the Gaussians involved, then $\Sigma^{(L+1)}$ is positive definite "
        r"on them. Hence positive definiteness of $\Sigma^{(2)}$ implies that of all $\Sigma^{(L)}$ and $\Theta_\infty^{(L)}$, $L\ge2$."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all L, all continuous non-constant sigma, square-integrable against the Gaussians; Lipschitz for the part about Theta",
    check=_induction,
    parameters={"activation": "identity"},
    depends_on=(HADAMARD_ID,),
    control=Control(
        r"The same for constant $\sigma$; false, $\Sigma^{(L+1)}=(\sigma^2+\beta^2)11^T$ has rank 1.",
        {"activation": "constant"},
    ),
)


def _equation_1(bias: int) -> Derivation:
    inputs, product = Symbol("n_0", positive=True), Symbol("u", real=True)
    over = {inputs: WIDTH, BETA: Reals(0), product: Reals(-1, 1)}
    q, c = 1 / inputs + BETA**2, product / inputs + BETA**2
    scale_squared = 1 / inputs + bias * BETA**2
    standard = Symbol("X", real=True)
    return prove(
        definition(
            r"$u=x^Tx'$, $|x|=|x'|=1$; the pair $(U,V)$ has the variances $q=1/n_0+\beta^2$ and the covariance $c=u/n_0+\beta^2$"
        ),
        identity(
            (sqrt(scale_squared) * standard) ** 2,
            q * standard**2,
            {**over, standard: Reals()},
            text=r"$U=X\sqrt{1/n_0+\beta^2}$ with $X$ of variance 1, the argument of $\sigma$ in $\mu$"
            if bias
            else r"$U=X\sqrt{1/n_0}$ with $X$ of variance 1, the argument of $\sigma$ in $\mu$",
            goal=True,
        ),
        identity(
            c / q,
            (inputs * BETA**2 + product) / (inputs * BETA**2 + 1),
            over,
            text=r"the covariance of $U/\sqrt q$ and $V/\sqrt q$ is $(n_0\beta^2+u)/(n_0\beta^2+1)$",
            goal=True,
        ),
        reduction(
            r"so $\mathbb{E}[\sigma(U)\sigma(V)]=\mathbb{E}[\mu(X)\mu(Y)]=\hat\mu$ of this covariance, a multiple of a Gaussian pair being a "
            r"Gaussian pair"
        ),
    )


EQUATION_1 = Claim(
    id=EQUATION_1_ID,
    label="Equation (1)",
    printed=True,
    statement=(
        r"On the unit sphere of $\mathbb{R}^{n_0}$: "
        r"$\Sigma^{(2)}(x,x')=\hat\mu\big(\frac{n_0\beta^2+x^Tx'}{n_0\beta^2+1}\big)+\beta^2$, where "
        r"$\mu(z)=\sigma\big(z\sqrt{1/n_0+\beta^2}\big)$ and $\hat\mu(\rho)=\mathbb{E}[\mu(X)\mu(Y)]$ for $(X,Y)$ centred Gaussian with "
        r"unit variances and covariance $\rho$. (The printed covariance matrix has $x^Tx$ for $x^Tx'$ in its lower left entry.)"
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.PROVED,
    scope="all n_0 >= 1, beta >= 0, all sigma of at most linear growth, all x, x' on the sphere",
    check=_equation_1,
    parameters={"bias": 1},
    control=Control(
        r"The same with $\mu(z)=\sigma(z/\sqrt{n_0})$ (bias forgotten in the scale); false for $\beta>0$.", {"bias": 0}
    ),
)
