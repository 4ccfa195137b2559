"""Appendix A.2: the direction of the smaller network, the top layer's derivatives, and the norm of its weights."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, Symbol, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    limit,
    nonnegative_combination,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.probability import CHEBYSHEV

from .setting import (
    BETA,
    DATA,
    FUBINI,
    N_HERE,
    N_NEXT,
    NETWORK,
    POSITIVE,
    SAMPLES,
    WIDTH,
    cauchy_schwarz,
    transposed_norm,
)

TOP_LAYER = r"$f_{j'}=n_L^{-1/2}\sum_iW^{(L)}_{j'i}\alpha^{(L)}_i+\beta b^{(L)}_{j'}$"


def backward_step(matrix: str) -> list[Step]:
    r"""Prove :math:`\langle\partial_pF, d\rangle = \langle\partial_p\tilde\alpha, d'\rangle`, summand by summand.

    `matrix` says whether the direction d' is formed with the transposed weights or with the weights as they stand.
    """
    slope, speed, direction, weight, other, a = sympy.symbols("s g d_j W_ji W_ij a", real=True)
    over = {N_HERE: WIDTH, SAMPLES: WIDTH} | dict.fromkeys((slope, speed, direction, weight, other), Reals())
    step, used = Symbol("tau", real=True), {"transposed": weight, "plain": other}[matrix]
    moved = weight * (a + slope * speed * step) / sqrt(N_HERE)
    return [
        definition(
            r"$n$ is the width below $d$; at one data point and for one pair of units $i,j$: $s=\dot\sigma(\tilde\alpha_i)$, "
            r"$g=\partial_p\tilde\alpha_i$, so $\sigma(\tilde\alpha_i)$ becomes $a+sg\tau$ to first order when the parameter moves by "
            r"$\tau$; $W_{ji}$ is the weight from unit $i$ to unit $j$"
        ),
        identity(
            sympy.diff(moved, step),
            weight * slope * speed / sqrt(N_HERE),
            {**over, a: Reals(), step: Reals()},
            text=r"the summand $i$ of $\partial_pf_j$ is $n^{-1/2}W_{ji}sg$",
        ),
        identity(
            direction * (weight * slope * speed / sqrt(N_HERE)) / SAMPLES,
            speed * (slope * used / sqrt(N_HERE) * direction) / SAMPLES,
            over,
            text=r"$\frac1Nd_j\cdot n^{-1/2}W_{ji}sg=\frac1Ng\cdot s\,n^{-1/2}W_{ji}d_j$, where "
            rf"$d'_i=\dot\sigma_i\sum_jn^{{-1/2}}{sympy.latex(used)}d_j$: summed over data, $i$ and $j$ both sides are the same",
            goal=True,
        ),
    ]


def backward_bound() -> list[Step]:
    r"""Prove :math:`\|d'\| \le c\,\|n^{-1/2}W\|_{op}\|d\|` from the entries."""
    c, slope, v = sympy.symbols("c s v", real=True)
    gap, known = Symbol("e"), Symbol("k")
    w, direction, image = sympy.symbols("w D V", nonnegative=True)
    return [
        nonnegative_combination(
            c**2 * v**2 - (slope * v) ** 2,
            gap * v**2,
            {c: Reals(0), slope: Reals(), v: Reals()},
            given={gap: c**2 - slope**2},
            text=r"$|\dot\sigma|\le c$: $c^2v_i^2-(\dot\sigma_iv_i)^2\ge0$ for each entry of $v=(n^{-1/2}W)^Td$, so $|d'|\le c|v|$",
            goal=True,
        ),
        cauchy_schwarz(),
        transposed_norm(),
        nonnegative_combination(
            c**2 * w**2 * direction**2 - c**2 * image**2,
            c**2 * (w * direction + image) * known,
            {c: Reals(0), w: Reals(0), direction: Reals(0), image: Reals(0)},
            given={known: w * direction - image},
            text=r"$|v|\le w|d|$ with $w=\|n^{-1/2}W\|_{op}$: $|d'|^2\le c^2w^2|d|^2$ at each data point, hence in the mean over them",
            goal=True,
        ),
    ]


def _direction(matrix: str) -> Derivation:
    return prove(backward_step(matrix), backward_bound())


DIRECTION = Claim(
    id="jacot2018.a2.direction",
    label="Appendix A.2",
    printed=True,
    statement=(
        r"When an $(L+1)$-network follows the training direction $d_t$ ($\partial_t\theta_p=\langle\partial_pF,d_t\rangle_{p^{in}}$), "
        r"its sub-network of the first $L$ layers (outputs $\tilde\alpha^{(L)}$) follows "
        r"$d'_t=\dot\sigma(\tilde\alpha^{(L)}(t))\odot\big(n_L^{-1/2}W^{(L)}(t)\big)^Td_t$, and "
        r"$\|d'_t\|_{p^{in}}\le c\,\|n_L^{-1/2}W^{(L)}(t)\|_{op}\|d_t\|_{p^{in}}$ with $c$ the Lipschitz constant of $\sigma$."
    ),
    hypotheses=(NETWORK, DATA),
    expected=Verdict.PROVED,
    scope="every width, differentiable c-Lipschitz sigma",
    check=_direction,
    parameters={"matrix": "transposed"},
    control=Control(
        r"The same without the transposition; false for $n_L=n_{L+1}$ and a matrix with $W_{ij}\ne W_{ji}$.",
        {"matrix": "plain"},
    ),
)


def _top_weight(power: Rational) -> Derivation:
    weight, alpha, rest, other, d = sympy.symbols("W_ji alpha_i f W_ki d_j", real=True)
    over = {N_HERE: WIDTH, SAMPLES: WIDTH} | dict.fromkeys((weight, alpha, rest, other, d), Reals())
    found = sympy.diff(weight * alpha / sqrt(N_HERE) + rest, weight)
    return prove(
        definition(r"$n=n_L$; $f$ collects the summands of $f_j$ that do not contain $W_{ji}$; $k\ne j$"),
        identity(found, alpha / N_HERE**power, over, text=rf"$\partial f_j=n_L^{{-{power}}}\alpha_i$", goal=True),
        identity(
            sympy.diff(other * alpha / sqrt(N_HERE) + rest, weight),
            sympy.Integer(0),
            over,
            text=r"$f_k$ does not contain $W_{ji}$: its derivative is 0",
            goal=True,
        ),
        identity(
            found * d / SAMPLES,
            alpha * d / (N_HERE**power * SAMPLES),
            over,
            text=rf"each data point adds $\frac1Nn_L^{{-{power}}}\alpha_id_j$ to $\langle\partial F,d_t\rangle_{{p^{{in}}}}$",
            goal=True,
        ),
    )


TOP_WEIGHT = Claim(
    id="jacot2018.a2.top_weight_derivative",
    label="Appendix A.2",
    printed=True,
    statement=(
        rf"For the top layer {TOP_LAYER} the derivative with respect to the connection weight from unit $i$ to output $j$ is "
        r"$\partial f_{j'}(x)=n_L^{-1/2}\alpha_i^{(L)}(x)\,\delta_{jj'}$, and during training this weight moves as "
        r"$\partial_tW=n_L^{-1/2}\langle\alpha_i^{(L)}(t),d_{t,j}\rangle_{p^{in}}$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="every width",
    check=_top_weight,
    parameters={"power": Rational(1, 2)},
    control=Control(r"The same with $1/n_L$ in place of $n_L^{-1/2}$; false at $n_L=2$.", {"power": Rational(1)}),
)


def _top_bias(factor: str) -> Derivation:
    b, rest, other = sympy.symbols("b_j f b_k", real=True)
    claimed: Expr = {"1": sympy.Integer(1), "beta": BETA}[factor]
    over = {BETA: POSITIVE, b: Reals(), rest: Reals(), other: Reals()}
    found = sympy.diff(rest + BETA * b, b)
    return prove(
        definition(r"$f$ collects the summands that do not contain $b_j$; $k\ne j$"),
        identity(found, claimed, over, text=rf"$\partial_{{b_j}}f_j={factor}$", goal=True),
        identity(sympy.diff(rest + BETA * other, b), sympy.Integer(0), over, text=r"$\partial_{b_j}f_k=0$", goal=True),
        identity(
            found**2, claimed**2, over, text=rf"the bias $b_j$ adds ${factor}^2$ to the NTK at $(j,j)$", goal=True
        ),
        identity(
            sympy.diff(found, b), sympy.Integer(0), over, text="the derivative contains no parameter: it is constant"
        ),
    )


TOP_BIAS = Claim(
    id="jacot2018.a2.top_bias_derivative",
    label="Appendix A.2",
    printed=True,
    statement=(
        rf"For {TOP_LAYER} the derivatives with respect to the bias of the top layer are "
        r"$\partial_{b_j^{(L)}}f_{\theta,j'}=\delta_{jj'}$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.a2.top_bias_derivative_corrected",
    scope="every beta other than 1. A slip: the factor beta; only constancy in time is used",
    check=_top_bias,
    parameters={"factor": "1"},
    control=Control(r"$\partial_{b_j^{(L)}}f_{\theta,j'}=\beta\delta_{jj'}$, which is right.", {"factor": "beta"}),
)

TOP_BIAS_CORRECTED = Claim(
    id="jacot2018.a2.top_bias_derivative_corrected",
    label="Appendix A.2",
    statement=(
        rf"For {TOP_LAYER}: $\partial_{{b_j^{{(L)}}}}f_{{\theta,j'}}=\beta\delta_{{jj'}}$, constant during training; the top biases "
        r"contribute $\beta^2\delta_{jj'}$ to the NTK."
    ),
    expected=Verdict.PROVED,
    scope="all beta > 0",
    check=_top_bias,
    parameters={"factor": "beta"},
    control=Control(r"$\delta_{jj'}$ without $\beta$; false for $\beta\ne1$.", {"factor": "1"}),
)


def gaussian_squares() -> list[Step]:
    r"""Prove :math:`E g^2 = 1` and :math:`\mathrm{Var}\,g^2 = 2` for a standard Gaussian."""
    second, fourth = gaussian_moment(1), gaussian_moment(2)
    return [
        *second.steps,
        *fourth.steps,
        identity(
            fourth.value - second.value**2,
            sympy.Integer(2),
            text=r"$\mathrm{Var}\,g^2=E g^4-(E g^2)^2=3-1=2$, $g\sim N(0,1)$",
        ),
    ]


def _row_norm(power: Rational, bound: str) -> Derivation:
    mean = N_HERE / N_HERE ** (2 * power)
    variance = 2 * N_HERE / N_HERE ** (4 * power)
    return prove(
        definition(
            rf"$n=n_L$; $S$ is the squared norm of a row of $n_L^{{-{power}}}W^{{(L)}}(0)$, a sum of $n$ terms $n^{{-2\cdot{power}}}g^2$"
        ),
        gaussian_squares(),
        cite(FUBINI, r"the variance of a sum of independent variables is the sum of the variances"),
        limit(
            variance / mean**2,
            N_HERE,
            sympy.Integer(0),
            text=r"$\mathrm{Var}(S)/(ES)^2=2/n\to0$",
        ),
        cite(CHEBYSHEV, r"hence $S/ES\to1$ in probability: $S$ stays stochastically bounded if and only if $ES$ does"),
        limit(
            mean,
            N_HERE,
            Symbol("B") if bound == "finite" else sympy.Integer(int(bound)),
            text=rf"$ES=n^{{1-2\cdot{power}}}$ has a finite limit" + ("" if bound == "finite" else f", {bound}"),
            goal=True,
        ),
        *(
            []
            if bound == "finite"
            else [
                identity(variance, 2 / N_HERE, {N_HERE: WIDTH}, text=r"$\mathrm{Var}\,S=2/n_L$", goal=True),
                cauchy_schwarz(),
                reduction(
                    r"$|Mv|^2=\sum_j(M_j\cdot v)^2\le\sum_j|M_j|^2|v|^2$, so $\|M\|_{op}$ is at most $(\sum_j|M_j|^2)^{1/2}$, here the "
                    r"root of $n_{L+1}$ variables that tend to 1 in probability"
                ),
                identity(
                    N_NEXT * mean,
                    N_NEXT,
                    {N_HERE: WIDTH, N_NEXT: WIDTH},
                    text=r"$\sum_jE|M_j|^2=n_{L+1}$, so the bound tends to $\sqrt{n_{L+1}}$",
                    goal=True,
                ),
            ]
        ),
    )


ROW_NORM = Claim(
    id="jacot2018.a2.row_norm",
    label="Appendix A.2",
    printed=True,
    statement=(
        r"By the law of large numbers the norm of each of the $n_{L+1}$ rows of "
        r"$W^{(L)}(0)\in\mathbb{R}^{n_{L+1}\times n_L}$ (iid $\mathcal{N}(0,1)$ entries, $n_{L+1}$ fixed) is bounded as "
        r"$n_L\to\infty$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.a2.row_norm_corrected",
    scope="n_L -> infinity. A slip: rows of W/sqrt(n_L) are meant; the conclusion holds",
    check=_row_norm,
    parameters={"power": Rational(0), "bound": "finite"},
    conditions=(FUBINI, CHEBYSHEV),
    control=Control(
        r"The same for the rows of $n_L^{-1/2}W^{(L)}(0)$, which is right.", {"power": Rational(1, 2), "bound": "1"}
    ),
)

ROW_NORM_CORRECTED = Claim(
    id="jacot2018.a2.row_norm_corrected",
    label="Appendix A.2",
    statement=(
        r"For iid $\mathcal{N}(0,1)$ entries the rows of $n_L^{-1/2}W^{(L)}(0)$ have squared norm with mean 1 and variance "
        r"$2/n_L$, so their norms tend to 1 in probability and "
        r"$\|n_L^{-1/2}W^{(L)}(0)\|_{op}\le(\sum_{j\le n_{L+1}}n_L^{-1}\|W_j\|^2)^{1/2}\to\sqrt{n_{L+1}}$ is stochastically bounded "
        r"for fixed $n_{L+1}$."
    ),
    expected=Verdict.PROVED,
    scope="n_{L+1} fixed, n_L -> infinity",
    check=_row_norm,
    parameters={"power": Rational(1, 2), "bound": "1"},
    conditions=(FUBINI, CHEBYSHEV),
    control=Control(r"The same without the factor $n_L^{-1/2}$; false, the mean is $n_L$.", {"power": Rational(0)}),
)
