"""Section 3: the kernel gradient and the decrease of the cost."""

from __future__ import annotations

import sympy
from sympy import Integer, Matrix, Rational, Symbol

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

from .setting import DATA, POSITIVE, SAMPLES, SPECTRAL, WIDTH

DECREASE_ID = "jacot2018.s3.decrease"
CONVERGENCE_ID = "jacot2018.s3.convergence"
DEFINITE = r"$K$ is positive definite with respect to $\|\cdot\|_{p^{in}}$: $\|f\|_{p^{in}}>0\Rightarrow\|f\|_K>0$"


def _dual(agree: str) -> Derivation:
    gap, rest, kernel = sympy.symbols("g R K", real=True)
    form = Matrix([[Rational(1, 2), 0, 0], [0, Rational(1, 2), 0], [0, 0, 0]])
    where = {"data": 2, "everywhere": 3}[agree]
    return prove(
        definition(
            r"$d,d'$ at two data and one further point $z$; $\langle d-d',\cdot\rangle_{p^{in}}$ has the matrix $\mathrm{diag}(\frac12,\frac12,0)$"
        ),
        rank(
            form,
            where,
            text=rf"the forms agree only if $d,d'$ agree {'on the' if agree == 'data' else ''} {agree}: as many conditions",
            goal=True,
        ),
        nonnegative_combination(
            (rest + gap**2 / SAMPLES) - gap**2 / SAMPLES,
            rest,
            {rest: Reals(0), gap: Reals(), SAMPLES: WIDTH},
            text=r"all $N$: $\langle d-d',d-d'\rangle_{p^{in}}=\frac1N\sum_i|d(x_i)-d'(x_i)|^2$ is at least each summand; if it is 0, they agree on the data",
            goal=True,
        ),
        identity(
            kernel * gap / SAMPLES - kernel * gap / SAMPLES,
            Integer(0),
            {kernel: Reals(), gap: Reals(), SAMPLES: WIDTH},
            text=r"$\Phi_K$ uses only the values $d(x_j)$: each summand $\frac1NK(x,x_j)d(x_j)$ is the same for $d$ and $d'$",
            goal=True,
        ),
    )


DUAL_ELEMENT = Claim(
    id="jacot2018.s3.dual_element",
    label="Section 3",
    printed=True,
    statement=(
        r"Two functions $d,d'$ define the same linear form $\langle d,\cdot\rangle_{p^{in}}$ on $\mathcal F$ iff they agree at all data points, "
        r"and $\Phi_K(\langle d,\cdot\rangle_{p^{in}})$ does not depend on the representative $d$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, all data sets",
    check=_dual,
    parameters={"agree": "data"},
    control=Control(
        r"Iff they agree everywhere; false for $d'=d+1_{x=z}$ with $z$ not a data point.", {"agree": "everywhere"}
    ),
)


def _kernel_gradient(order: str) -> Derivation:
    a, b, d = sympy.symbols("a b d", real=True)
    chosen = {"x, x_j": a, "x_j, x": b}[order]
    return prove(
        definition(
            r"$a=K_{ik}(x,x_j)$, $b=K_{ik}(x_j,x)=K_{ki}(x,x_j)$, $d=d_k(x_j)$; by definition "
            r"$f_{\mu,i}(x)=\langle d,K_{i,\cdot}(x,\cdot)\rangle_{p^{in}}$, $\nabla_KC=\Phi_K(\partial_fC)$"
        ),
        identity(
            d * a / SAMPLES,
            chosen * d / SAMPLES,
            {a: Reals(), b: Reals(), d: Reals(), SAMPLES: WIDTH},
            text=rf"the summand $j,k$ of $\langle d,K_{{i,\cdot}}(x,\cdot)\rangle_{{p^{{in}}}}$ is that of the component $i$ of $\frac1N\sum_jK({order})d(x_j)$, "
            r"at every $x$",
            goal=True,
        ),
    )


KERNEL_GRADIENT = Claim(
    id="jacot2018.s3.kernel_gradient",
    label="Section 3",
    printed=True,
    statement=(
        r"If the derivative of the cost at $f_0$ is $\langle d|_{f_0},\cdot\rangle_{p^{in}}$, the kernel gradient "
        r"$\nabla_KC|_{f_0}=\Phi_K(\partial_fC|_{f_0})$ is $\nabla_KC|_{f_0}(x)=\frac1N\sum_{j=1}^NK(x,x_j)\,d|_{f_0}(x_j)$, at every $x$, also "
        r"off the data."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, all kernels with K(x,x') = K(x',x)^T",
    check=_kernel_gradient,
    parameters={"order": "x, x_j"},
    control=Control(
        r"With $K(x_j,x)$ in place of $K(x,x_j)$; false for a kernel with a block that is not symmetric.",
        {"order": "x_j, x"},
    ),
)


def _decrease(power: int) -> Derivation:
    d, e, k = sympy.symbols("d_i d_j K", real=True)
    return prove(
        definition(r"$d_i,d_j$ entries of $d(x_i),d(x_j)$, $K$ the entry of $K(x_i,x_j)$ between them"),
        reduction(
            r"chain rule: $\partial_tC|_{f(t)}=\langle d,\partial_tf\rangle_{p^{in}}=-\langle d,\nabla_KC\rangle_{p^{in}}$"
        ),
        identity(
            -d * (k * e / SAMPLES) / SAMPLES,
            -d * k * e / SAMPLES**power,
            {d: Reals(), e: Reals(), k: Reals(), SAMPLES: WIDTH},
            text=rf"each summand of $-\langle d,\frac1N\sum_jK(\cdot,x_j)d(x_j)\rangle_{{p^{{in}}}}$ is $-\frac1{{N^{power}}}d_iKd_j$, the summand of $-\|d\|_K^2$",
            goal=True,
        ),
    )


DECREASE = Claim(
    id=DECREASE_ID,
    label="Section 3",
    printed=True,
    statement=(
        r"Under $\partial_tf=-\nabla_KC|_f=-\Phi_K(\langle d,\cdot\rangle_{p^{in}})$ the cost satisfies "
        r"$\partial_tC=-\langle d,\nabla_KC\rangle_{p^{in}}=-\|d\|_K^2$ with "
        r"$\|d\|_K^2=\mathbb{E}_{x,x'}[d(x)^TK(x,x')d(x')]=\frac1{N^2}\sum_{i,j}d(x_i)^TK(x_i,x_j)d(x_j)$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, differentiable C",
    check=_decrease,
    parameters={"power": 2},
    control=Control(
        r"$\partial_tC=-\frac1N\sum_{ij}d_i^TK_{ij}d_j$ (one factor $1/N$ lost); false at $N=2$.", {"power": 1}
    ),
)


def _strict(gram: tuple[tuple[int, int], tuple[int, int]]) -> Derivation:
    c, m, h = sympy.symbols("c m h", real=True)
    matrix, d = Matrix(gram), Matrix([1, -1])
    q = Symbol("q")
    return prove(
        rests_on(DECREASE_ID, r"$\partial_tC=-\|d\|_K^2$"),
        cite(
            SPECTRAL,
            r"$\|d\|_K^2=\frac1{N^2}\sum_i\mu_ic_i^2$, $\|d\|_{p^{in}}^2=\frac1N\sum_ic_i^2$; all $\mu_i\ge m>0$ for a definite kernel",
        ),
        nonnegative_combination(
            (m + h) * c**2 / SAMPLES**2 - m * (c**2 / SAMPLES) / SAMPLES,
            h * c**2 * q**2,
            {m: Reals(0), h: Reals(0), c: Reals(), SAMPLES: POSITIVE},
            given={q: 1 / SAMPLES},
            text=r"$\mu_i=m+h$: $\frac1{N^2}\mu_ic_i^2\ge\frac mN\cdot\frac1Nc_i^2$, so $\|d\|_K^2\ge\frac mN\|d\|_{p^{in}}^2>0$",
            goal=True,
        ),
        positive(
            (d.T * matrix * d)[0, 0],
            {},
            text=rf"$N=2$, Gram matrix {gram}, $d=(1,-1)$: $N^2\|d\|_K^2>0$",
            goal=True,
        ),
    )


STRICT = Claim(
    id="jacot2018.s3.strict",
    label="Section 3",
    printed=True,
    statement=(
        rf"If {DEFINITE}, the cost is strictly decreasing along kernel gradient descent except at points with "
        r"$\|d|_{f(t)}\|_{p^{in}}=0$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, differentiable C",
    check=_strict,
    parameters={"gram": ((2, 1), (1, 2))},
    depends_on=(DECREASE_ID,),
    conditions=(SPECTRAL,),
    control=Control(
        r"The same for kernels that are only positive semi-definite; false for $N=2$, $K=11^T$, $d=(1,-1)$.",
        {"gram": ((1, 1), (1, 1))},
    ),
)
