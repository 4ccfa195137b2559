"""Section 6: the duals of ReLU and erf, outputs, and the hypotheses under which ReLU falls."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, asin, cos, pi, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    nonnegative_combination,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE, PLANE, rectified_pair
from ntkproofs.papers.bietti2019.relu_kernels import kappa_0, kappa_1

from .setting import ARC_COSINES, DATA, LIMIT, POSITIVE, RELU, SAMPLES

RELU_DUAL_ID = "jacot2018.s6.relu_dual"


def _relu_dual(factor: Rational) -> Derivation:
    a, b = sympy.symbols("a b", positive=True)
    over = {a: POSITIVE, b: POSITIVE, ANGLE: Reals(0, pi)}
    ramps, steps = rectified_pair(1), rectified_pair(0)
    return prove(
        definition(
            r"$a=\sqrt{q_1}$, $b=\sqrt{q_2}$, $r=\cos\theta$; $U=a\,w\cdot x$, $V=b\,w\cdot y$ with a standard Gaussian $w$ of the plane and "
            r"unit vectors $x,y$ at the angle $\theta$"
        ),
        identity(a * b * cos(ANGLE) / (a * b), cos(ANGLE), over, text=r"the covariance is $ab\cos\theta=c$"),
        ramps.steps,
        steps.steps,
        reduction(r"$\sigma(au)=a\,\sigma(u)$ and $\dot\sigma(au)=\dot\sigma(u)$ for $a>0$"),
        identity(
            a * b * ramps.value,
            factor * a * b * kappa_1(ANGLE),
            over,
            text=rf"$\mathbb{{E}}[\sigma(U)\sigma(V)]={factor}\sqrt{{q_1q_2}}\,\kappa_1(r)$",
            goal=True,
        ),
        identity(
            steps.value,
            kappa_0(ANGLE) / 2,
            over,
            text=r"$\mathbb{E}[\dot\sigma(U)\dot\sigma(V)]=\frac12\kappa_0(r)$",
            goal=True,
        ),
    )


RELU_DUAL = Claim(
    id=RELU_DUAL_ID,
    label="Section 6",
    statement=(
        r"Let $(U,V)$ be centred Gaussian with variances $q_1,q_2>0$ and covariance $c$, $r=c/\sqrt{q_1q_2}\in[-1,1]$. For the ReLU: "
        r"$\mathbb{E}[\sigma(U)\sigma(V)]=\frac12\sqrt{q_1q_2}\,\kappa_1(r)$ and $\mathbb{E}[\dot\sigma(U)\dot\sigma(V)]=\frac12\kappa_0(r)$. "
        r"Hence for ReLU the recursion is $\Sigma^{(\ell+1)}=\frac12\sqrt{q_1q_2}\,\kappa_1(r)+\beta^2$, "
        r"$\dot\Sigma^{(\ell)}=\frac12\kappa_0(r)$ with $q_1=\Sigma^{(\ell)}(x,x)$, $q_2=\Sigma^{(\ell)}(x',x')$, $c=\Sigma^{(\ell)}(x,x')$."
    ),
    hypotheses=(RELU, *ARC_COSINES, LIMIT),
    expected=Verdict.PROVED,
    scope="all q_1, q_2 > 0, all |r| <= 1",
    check=_relu_dual,
    parameters={"factor": Rational(1, 2)},
    conditions=(PLANE,),
    control=Control(
        r"$\mathbb{E}[\sigma(U)\sigma(V)]=\sqrt{q_1q_2}\,\kappa_1(r)$ (factor 1/2 lost); false at $U=V$: $\mathbb{E}\,\sigma(U)^2=q/2$.",
        {"factor": Rational(1)},
    ),
)


def _erf_dual(doubled: int) -> Derivation:
    x, y, c = sympy.symbols("x y c", real=True)
    p, q = sympy.symbols("q_1 q_2", positive=True)
    k = doubled
    claimed = 2 / pi * asin(2 * c / sqrt((1 + k * p) * (1 + k * q)))
    slope = 4 / pi / sqrt((1 + 2 * p) * (1 + 2 * q) - 4 * c**2)
    half = Rational(1, 2)
    derivative = sympy.diff(claimed, c)
    inside = {c: Reals(Rational(-1, 4), Rational(1, 4)), p: Reals(half, 3), q: Reals(half, 3)}
    determinant = p * q - c**2
    return prove(
        definition(
            r"$\mathrm{erf}'(u)=\frac2{\sqrt\pi}e^{-u^2}$. For $D=q_1q_2-c^2>0$ the density of $(U,V)$ is "
            r"$\frac1{2\pi\sqrt D}\exp(-\frac{q_2x^2-2cxy+q_1y^2}{2D})$ and $\int\exp(-\frac12(ax^2-2exy+by^2))=2\pi/\sqrt{ab-e^2}$"
        ),
        identity(
            2 * x**2 + 2 * y**2 + (q * x**2 - 2 * c * x * y + p * y**2) / determinant,
            (2 + q / determinant) * x**2 - 2 * (c / determinant) * x * y + (2 + p / determinant) * y**2,
            {x: Reals(), y: Reals(), **inside},
            text=r"$e^{-x^2-y^2}$ times the density has the quadratic form $a=2+q_2/D$, $b=2+q_1/D$, $e=c/D$",
        ),
        identity(
            (4 / pi) ** 2 / determinant / ((2 + q / determinant) * (2 + p / determinant) - (c / determinant) ** 2),
            slope**2,
            inside,
            text=r"$(\mathbb{E}[\dot\sigma\dot\sigma])^2=\frac{16}{\pi^2D(ab-e^2)}=\frac{16}{\pi^2((1+2q_1)(1+2q_2)-4c^2)}$; both are positive",
            goal=True,
        ),
        value(
            (4 / pi * 1 / sqrt(Integer(4) - 1)) ** 2,
            (derivative.subs({p: half, q: half, c: half})) ** 2,
            text=r"$q_1=q_2=c=\frac12$: the squared slope of the stated formula is $\frac{16}{3\pi^2}$",
            goal=True,
        ),
        identity(
            derivative**2,
            slope**2,
            inside,
            text=r"the derivative in $c$ of $\frac2\pi\arcsin\frac{2c}{\sqrt{(1+2q_1)(1+2q_2)}}$ is $\mathbb{E}[\dot\sigma\dot\sigma]$ (both positive)",
            goal=True,
        ),
        cite(
            "background.price",
            r"$\partial_c\mathbb{E}[\sigma(U)\sigma(V)]=\mathbb{E}[\dot\sigma(U)\dot\sigma(V)]$ (Gaussian integration by parts), for $|c|<\sqrt{q_1q_2}$",
        ),
        value(
            claimed.subs(c, 0),
            Integer(0),
            text=r"at $c=0$ the formula is 0, and $\mathbb{E}\,\mathrm{erf}(U)\,\mathbb{E}\,\mathrm{erf}(V)=0$ by oddness",
            goal=True,
        ),
        reduction(
            r"both sides are continuous in $c$ up to $|c|=\sqrt{q_1q_2}$ and in $q_1,q_2\ge0$ (dominated by 1), which gives the degenerate cases"
        ),
    )


ERF_DUAL = Claim(
    id="jacot2018.s6.erf_dual",
    label="Section 6",
    statement=(
        r"Let $(U,V)$ be centred Gaussian with variances $q_1,q_2$ and covariance $c$. For $\sigma=\mathrm{erf}$: "
        r"$\mathbb{E}[\sigma(U)\sigma(V)]=\frac2\pi\arcsin\frac{2c}{\sqrt{(1+2q_1)(1+2q_2)}}$ and "
        r"$\mathbb{E}[\dot\sigma(U)\dot\sigma(V)]=\frac4\pi\big((1+2q_1)(1+2q_2)-4c^2\big)^{-1/2}$. (erf is the smooth nonlinearity used to "
        r"test the theorems whose hypotheses exclude ReLU.)"
    ),
    expected=Verdict.PROVED,
    scope="all q_1, q_2 >= 0, |c| <= sqrt(q_1 q_2)",
    check=_erf_dual,
    parameters={"doubled": 2},
    conditions=("background.price",),
    control=Control(r"The same with $1+q_1$, $1+q_2$ in the arcsine; false at $q_1=q_2=c=1/2$.", {"doubled": 1}),
)


def _outputs(off_diagonal: Rational) -> Derivation:
    theta, first, second = sympy.symbols("T f_1 f_2", real=True)
    block = ((1, off_diagonal), (off_diagonal, 1))
    over = dict.fromkeys((theta, first, second), Reals()) | {SAMPLES: POSITIVE}
    return prove(
        definition(rf"$T=\Theta(x,x_i)$, kernel $T$ times the matrix $B={block}$ on two outputs"),
        identity(
            theta * (block[0][0] * first + block[0][1] * second) / SAMPLES,
            theta * first / SAMPLES,
            over,
            text=r"the summand $i$ of $\Pi(f)_1(x)$ is $\frac1N\Theta(x,x_i)f_1(x_i)$: no other output enters",
            goal=True,
        ),
        reduction(
            r"so $\Pi$ acts on each component alone, as the same map $\Pi_1$ of scalar functions, and so does $e^{-t\Pi}$: "
            r"$f_{t,k}=f_k^*+e^{-t\Pi_1}(f_{0,k}-f_k^*)$; functions of independent variables are independent ($f^*$ is deterministic)"
        ),
    )


OUTPUTS_LIMIT = Claim(
    id="jacot2018.s6.outputs_limit",
    label="Section 6",
    statement=(
        r"For the kernel $\Theta\otimes\mathrm{Id}_{n_L}$ and the least-squares cost the kernel gradient flow decouples: $f_{t,k}$ depends "
        r"only on $f_{0,k}$ and $f^*_k$. If the components of $f_0$ are independent, so are those of $f_t$ for every $t$ ($f^*$ fixed)."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, t",
    check=_outputs,
    parameters={"off_diagonal": Rational(0)},
    control=Control(
        r"The same for $\Theta\otimes\begin{pmatrix}1&1/2\\1/2&1\end{pmatrix}$; false wherever $\Theta(x,x_i)f_2(x_i)\ne0$.",
        {"off_diagonal": Rational(1, 2)},
    ),
)


def _outside(jump: int) -> Derivation:
    u, v = sympy.symbols("u v", nonnegative=True)
    return prove(
        definition(r"ReLU is 0 on the left of 0 and $u$ on the right"),
        value(
            sympy.diff(u, u) - sympy.diff(Integer(0), u),
            Integer(jump),
            text=rf"its one-sided derivatives at 0 differ by {jump}",
            goal=True,
        ),
        nonnegative_combination(
            (u + v) - u,
            v,
            {u: Reals(0), v: Reals(0)},
            text=r"$|\sigma(u)-\sigma(-v)|=u\le|u-(-v)|$ for $u,v\ge0$",
            goal=True,
        ),
        reduction(
            r"so it is not differentiable at 0, hence outside of Section 2 and Theorem 2; on either side of 0 it is 1-Lipschitz, across 0 by "
            r"the last line; it vanishes on a half line and is not 0, so it is no polynomial"
        ),
    )


RELU_OUTSIDE = Claim(
    id="jacot2018.s6.relu_outside",
    label="Section 6",
    statement=(
        r"The experiments use ReLU, which does not satisfy the assumptions of Section 2 and Theorem 2 (twice differentiable with bounded "
        r"second derivative): its one-sided derivatives at 0 differ by 1. Proposition 1, Theorem 1 and Proposition 2 only ask for a "
        r"Lipschitz $\sigma$ (not a polynomial in Proposition 2), which ReLU is."
    ),
    hypotheses=(RELU,),
    expected=Verdict.PROVED,
    scope="ReLU",
    check=_outside,
    parameters={"jump": 1},
    control=Control(r"ReLU is continuously differentiable (the one-sided derivatives at 0 agree); false.", {"jump": 0}),
)
