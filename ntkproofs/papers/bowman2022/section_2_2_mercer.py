"""Section 2.2: Mercer's decomposition with eigenvalues that may vanish, and networks for which they do."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational, cos, exp, log, pi, sin, tanh

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    induction,
    positive,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.papers.background.gaussian_integrals import gaussian_moment
from ntkproofs.papers.background.harmonics import COMPLETE
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.setting import OPERATORS, POSITIVE, SHALLOW, SHALLOW_KERNEL, expansion

FUBINI = "background.independent_product"
MERCER = "bowman2022.assumption32.mercer"

_Z = sympy.Symbol("z", real=True)
_U = sympy.Symbol("u", real=True)
_SOFTPLUS, _LOGISTIC = log(1 + exp(_Z)), 1 / (1 + exp(-_Z))
_LINE = {_Z: Reals()}


def softplus_symmetry() -> list[Step]:
    r"""Prove :math:`\omega(z) - \omega(-z) = z` for the soft-plus and :math:`\omega'(z) + \omega'(-z) = 1`."""
    odd = _SOFTPLUS - _SOFTPLUS.subs(_Z, -_Z)
    return [
        antiderivative(_SOFTPLUS, _LOGISTIC, _Z, _LINE, text=r"$\omega'(z)=s(z)=1/(1+e^{-z})$"),
        identity(_LOGISTIC + _LOGISTIC.subs(_Z, -_Z), sympy.Integer(1), _LINE, text="$s(z)+s(-z)=1$"),
        antiderivative(odd, sympy.Integer(1), _Z, _LINE, text=r"$\omega(z)-\omega(-z)$ has the derivative 1"),
        value(odd.subs(_Z, 0), sympy.Integer(0), text=r"and vanishes at 0, so $\omega(z)-\omega(-z)=z$"),
    ]


def symmetric_weights() -> list[Step]:
    r"""Prove that w and -w have the same law."""
    return [
        identity(
            exp(-((-_Z) ** 2) / 2),
            exp(-(_Z**2) / 2),
            _LINE,
            text=r"the density of $w$ is even: $-w$ has the law of $w$",
        ),
        reduction(
            r"$\omega$ grows at most linearly and $\omega'$ is bounded, so all expectations are finite; "
            r"$h(a,a')$ and $h(-a,-a')$ have one mean"
        ),
    ]


def circle_eigenvalue(degree: int) -> tuple[list[Step], Expr]:
    r"""Return the eigenvalue of the soft-plus network on :math:`\cos k\theta`, k odd, from its odd part (d = 2)."""
    k = degree
    primitive = (_U + sin(2 * _U) / 2 if k == 1 else sin((k - 1) * _U) / (k - 1) + sin((k + 1) * _U) / (k + 1)) / 8
    steps = [antiderivative(primitive, cos(_U) / 4 * cos(k * _U), _U, {_U: Reals(-pi, pi)})]
    return steps, (primitive.subs(_U, pi) - primitive.subs(_U, -pi)) / (2 * pi)


def _odd_harmonics(fraction: Rational) -> Derivation:
    product = sympy.Symbol("v", real=True)
    dim, second = sympy.symbols("d M", positive=True)
    quarter = Rational(1, 2) * Rational(1, 2)
    return prove(
        definition(r"$s=\omega'$, $v=x\cdot x'/d$; the odd part of $h$ is $\frac12(h(x)-h(-x))$, and $a(-x)=-a(x)$"),
        softplus_symmetry(),
        symmetric_weights(),
        reduction(
            r"first term: $\frac12\mathbb E[(\omega(a)-\omega(-a))\omega(a')]=\frac12\mathbb E[a\,\omega(a')]="
            r"\frac14\mathbb E[a(\omega(a')-\omega(-a'))]=\frac14\mathbb E[aa']$, by $w\to-w$"
        ),
        gaussian_moment(1).steps,
        cite(FUBINI, r"$\mathbb E[w_iw_j]=0$ for $i\ne j$, so $\mathbb E[aa']=\frac1d\sum_ix_ix_i'=v$"),
        reduction(
            r"second term: $\frac12\mathbb E[(s(a)+s(-a))s(a')]\,v=\frac12\mathbb E[s(a')]\,v$, and "
            r"$\mathbb E[s(a')]=\frac12\mathbb E[s(a')+s(-a')]=\frac12$"
        ),
        identity(
            quarter * product + quarter * product,
            fraction * product,
            {product: Reals()},
            text=rf"the odd part is $\frac14v+\frac14v={sympy.latex(fraction)}\,v$",
            goal=True,
        ),
        definition(r"on the sphere with the uniform measure: $M=\mathbb E\,y_1^2$"),
        identity(
            dim * (second - 1 / dim),
            dim * second - 1,
            {dim: Reals(2), second: POSITIVE},
            text=r"$\sum_iy_i^2=1$ and all coordinates are alike: $dM=1$, $M=1/d$",
        ),
        cite(
            COMPLETE,
            r"$y\mapsto x\cdot y$ is a harmonic of degree 1, orthogonal to those of other degrees; the even part of the kernel "
            r"maps even functions to even ones and odd ones to 0, and harmonics of degree $k$ have the parity of $k$",
        ),
        identity(
            fraction / dim * (1 / dim),
            1 / (2 * dim**2),
            {dim: Reals(2)},
            text=r"$\mathbb E_y[\frac{x\cdot y}{2d}y_1]=\frac{x_1}{2d}M=\frac1{2d^2}x_1$: $\mu_1=\frac1{2d^2}$",
            goal=True,
        ),
        reduction(r"and $\mathbb E_y[\frac{x\cdot y}{2d}Y(y)]=0$ for a harmonic $Y$ of odd degree $k\ge3$: $\mu_k=0$"),
    )


SOFTPLUS_ODD_HARMONICS = Claim(
    id="bowman2022.derived.softplus_odd_harmonics",
    label="Section 2.2",
    statement=(
        r"For $\omega(z)=\ln(1+e^z)$ the part of $K^\infty(x,x')$ that is odd in $x$ equals $\frac{x\cdot x'}{2d}$ exactly, for "
        r"all $x,x'\in\mathbb R^d$. Hence on $\mathbb S^{d-1}$ with the uniform measure $\mu_1=\frac1{2d^2}$ and $\mu_k=0$ for "
        r"every odd $k\ge3$."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_odd_harmonics,
    parameters={"fraction": Rational(1, 2)},
    conditions=(FUBINI, COMPLETE),
    control=Control(
        r"The odd part is $\frac{x\cdot x'}{4d}$ (one of the two equal contributions forgotten); false for $x\cdot x'\ne0$.",
        {"fraction": Rational(1, 4)},
    ),
)


def _even_harmonics(constant: Rational) -> Derivation:
    return prove(
        definition(r"$s(z)=\omega(z)$; the even part of $h$ is $\frac12(h(x)+h(-x))$, and $a(-x)=-a(x)$"),
        identity(_LOGISTIC + _LOGISTIC.subs(_Z, -_Z), sympy.Integer(1), _LINE, text="$s(z)+s(-z)=1$"),
        identity(
            sympy.diff(_LOGISTIC, _Z),
            sympy.diff(_LOGISTIC, _Z).subs(_Z, -_Z),
            _LINE,
            text=r"$s'$ is even, so $s'(a)s'(a')\frac{x\cdot x'}d$ is odd in $x$",
        ),
        symmetric_weights(),
        reduction(
            r"$\frac12\mathbb E[(s(a)+s(-a))s(a')]=\frac12\mathbb E[s(a')]$ and $\mathbb E[s(a')]=\frac12\mathbb E[s(a')+s(-a')]="
            r"\frac12$"
        ),
        value(
            Rational(1, 2) * Rational(1, 2),
            constant,
            text=rf"the even part is $\frac12\cdot\frac12={constant}$",
            goal=True,
        ),
        cite(
            COMPLETE,
            r"harmonics of degree $k$ have the parity of $k$ and are orthogonal to constants for $k\ge1$: the constant maps "
            r"those of even degree $k\ge2$ to 0, and so does the odd part: $\mu_k=0$, while $\mu_0$ is the constant",
        ),
    )


SIGMOID_EVEN_HARMONICS = Claim(
    id="bowman2022.derived.sigmoid_even_harmonics",
    label="Section 2.2",
    statement=(
        r"For $\omega(z)=\frac1{1+e^{-z}}$ the part of $K^\infty$ that is even in $x$ is the constant $\frac14$; on "
        r"$\mathbb S^{d-1}$ with the uniform measure $\mu_0=\frac14$ and $\mu_k=0$ for every even $k\ge2$."
    ),
    hypotheses=(SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_even_harmonics,
    parameters={"constant": Rational(1, 4)},
    conditions=(COMPLETE,),
    control=Control(r"The even part is $\frac12$, so $\mu_0=\frac12$; it is $\frac14$.", {"constant": Rational(1, 2)}),
)

_ACTIVATIONS = {"tanh": tanh(_Z), "sigmoid": _LOGISTIC}


def _even_functions(activation: str) -> Derivation:
    omega = _ACTIVATIONS[activation]
    w, a, b, kernel, even = sympy.symbols("w a b k g", real=True)
    over = {w: Reals(), a: Reals(), b: Reals()}
    outer = omega.subs(_Z, w * a)
    return prove(
        identity(
            omega.subs(_Z, -_Z), -omega, _LINE, text=rf"$\omega(-z)=-\omega(z)$ for $\omega$ = {activation}", goal=True
        ),
        induction(
            [identity(-a, -(a), {a: Reals()}, text=r"$\alpha^{(0)}(-x)=-\alpha^{(0)}(x)$, for $\alpha^{(0)}(x)=x$")],
            [
                identity(w * (-a), -(w * a), over, text=r"$W\alpha$ and $W*\alpha$ are linear in $\alpha$, hence odd"),
                identity(
                    outer.subs(a, -a),
                    -outer,
                    over,
                    text=r"$\omega(\frac1{\sqrt m}W\alpha)$ is odd: dense and convolutional",
                ),
                identity(
                    (outer + b).subs({a: -a, b: -b}, simultaneous=True),
                    -(outer + b),
                    over,
                    text=r"$\omega(\frac1{\sqrt m}W\alpha)+\alpha$ is odd: residual layers",
                ),
            ],
            text=r"$\alpha^{(l)}(-x)=-\alpha^{(l)}(x)$ for every $l$ and $\theta$, so $f(-x;\theta)=-f(x;\theta)$",
            goal=True,
        ),
        reduction(
            r"$f(-x;\theta)=-f(x;\theta)$ for every $\theta$, so $\nabla_\theta f(-x;\theta)=-\nabla_\theta f(x;\theta)$, and "
            r"$K_t$, $K^\infty$ are odd in each argument (the same for the difference of two copies)"
        ),
        identity(
            kernel * even + (-kernel) * even,
            sympy.Integer(0),
            {kernel: Reals(), even: Reals()},
            text=r"$K(x,s)g(s)+K(x,-s)g(-s)=0$ for even $g$, so $2T_{K^\infty}g(x)=0$ when $\rho$ is invariant under $s\to-s$",
            goal=True,
        ),
    )


TANH_EVEN_FUNCTIONS = Claim(
    id="bowman2022.derived.tanh_even_functions",
    label="Section 2.2",
    statement=(
        r"For networks of Section 2.3 of any depth with fully connected, convolutional or residual layers and $\omega=\tanh$ "
        r"(no biases), $f(-x;\theta)=-f(x;\theta)$ for every $\theta$; hence $K_t$ and $K^\infty$ are odd in each argument and "
        r"$T_{K^\infty}g=0$ for every even $g$ when $\rho$ is symmetric."
    ),
    expected=Verdict.PROVED,
    scope="all depths and widths; convolution linear in its input",
    check=_even_functions,
    parameters={"activation": "tanh"},
    control=Control(
        r"The same for the sigmoid; false, a network with one hidden unit and $v=1$ has $f(0;\theta)=\frac12$.",
        {"activation": "sigmoid"},
    ),
)

_BENT = {"softplus": _SOFTPLUS, "tanh": tanh(_Z)}


def _unlearnable(activation: str) -> Derivation:
    odd = _BENT[activation] - _BENT[activation].subs(_Z, -_Z)
    m, d = sympy.symbols("m d", positive=True)
    v, w, x, old = sympy.symbols("v w x c", real=True)
    return prove(
        identity(
            sympy.diff(odd, _Z, 2),
            sympy.Integer(0),
            _LINE,
            text=r"$\omega(z)-\omega(-z)$ has the second derivative 0: it is linear",
            goal=True,
        ),
        softplus_symmetry(),
        identity(
            v / sympy.sqrt(m) * (w * x / sympy.sqrt(d)),
            v * w / sympy.sqrt(m * d) * x,
            dict.fromkeys((m, d), POSITIVE) | {s: Reals() for s in (v, w, x)},
            text=r"so $f(x;\theta)-f(-x;\theta)=\frac1{\sqrt m}\sum_iv_i\frac{w_i\cdot x}{\sqrt d}$, linear in $x$ (one term)",
            goal=True,
        ),
        cite(
            COMPLETE,
            r"harmonics of odd degree $k\ge3$ are odd and orthogonal to linear functions, so the coefficient of "
            r"$f(\cdot;\theta_t)$ on them is 0 for every $\theta_t$",
        ),
        identity(
            (0 - old) - (0 - old),
            sympy.Integer(0),
            {old: Reals()},
            text=r"that of $r_t=f(\cdot;\theta_t)-f^*$ is minus that of $f^*$ at all times",
            goal=True,
        ),
        reduction(r"a difference of two copies (antisymmetric initialisation) is a network of the same form"),
    )


SOFTPLUS_UNLEARNABLE = Claim(
    id="bowman2022.derived.softplus_unlearnable",
    label="Section 2.2",
    statement=(
        r"The shallow softplus network without bias never learns odd harmonics of degree at least 3: for every width $m$ and "
        r"every $\theta$ (hence along every gradient flow, also with the antisymmetric initialisation), "
        r"$f(x;\theta)-f(-x;\theta)$ is linear in $x$; on $\mathbb S^{d-1}$ with uniform $\rho$ the coefficients of $r_t$ on "
        r"harmonics of odd degree $k\ge3$ are constant in $t$."
    ),
    hypotheses=(SHALLOW,),
    expected=Verdict.PROVED,
    scope="all m, d, n, all times and data sets; coefficients with respect to the uniform measure",
    check=_unlearnable,
    parameters={"activation": "softplus"},
    conditions=(COMPLETE,),
    control=Control(
        r"$f(x;\theta)-f(-x;\theta)$ is linear in $x$ for $\omega=\tanh$ as well; false for one unit, where it is "
        r"$2v\tanh(wx)$.",
        {"activation": "tanh"},
    ),
)


def _positive_basis(strict: bool) -> Derivation:
    steps, third = circle_eigenvalue(3)
    return prove(
        definition(
            r"the shallow softplus network on the circle ($d=2$) with the uniform distribution: no bias, Section 2.3"
        ),
        rests_on(
            SOFTPLUS_ODD_HARMONICS.id,
            r"the odd part of $K^\infty$ is $\frac{x\cdot x'}{2d}=\frac14\cos(\theta-\theta')$",
        ),
        reduction(
            r"$\cos3\theta$ is odd, so $T_{K^\infty}\cos3\theta=\mu_3\cos3\theta$ with "
            r"$\mu_3=\frac1{2\pi}\int\frac14\cos u\cos3u\,du$; in an orthonormal basis of eigenfunctions with positive "
            r"eigenvalues no $g\ne0$ has $T_{K^\infty}g=0$"
        ),
        steps,
        positive(
            third,
            {},
            strict=strict,
            text=rf"the eigenvalue of $\cos3\theta$ is {'positive' if strict else 'not negative'}",
            goal=True,
        ),
    )


POSITIVE_BASIS = Claim(
    id="bowman2022.sec22.mercer_positive_basis",
    label="Section 2.2",
    printed=True,
    statement=(
        r"(By Mercer's theorem) $K^\infty(x,x')=\sum_{i\ge1}\sigma_i\phi_i(x)\phi_i(x')$ where $\{\phi_i\}$ is an orthonormal "
        r"basis of $L^2(X,\rho)$ and $\{\sigma_i\}$ is a nonincreasing sequence of positive values, for the architectures of "
        r"Section 2.3 (which have no biases)."
    ),
    hypotheses=(OPERATORS, SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="bowman2022.derived.mercer_nonnegative",
    scope=(
        "as a universal statement about the paper's own networks and input distributions; a common abuse, meant are "
        "eigenvalues >= 0 and a basis of the closure of the range, and the theorems do not need more"
    ),
    check=_positive_basis,
    parameters={"strict": True},
    depends_on=(SOFTPLUS_ODD_HARMONICS.id,),
    control=Control(r"The same with values $\sigma_i\ge0$, in this example.", {"strict": False}),
)


def _nonnegative(degree: int) -> Derivation:
    steps, found = circle_eigenvalue(degree)
    rate, coefficient = sympy.Symbol("sigma", positive=True), sympy.Symbol("c", real=True)
    over = {rate: POSITIVE, coefficient: Reals()}
    return prove(
        expansion(),
        reduction(
            r"$\sigma_i=\langle T_{K^\infty}\phi_i,\phi_i\rangle\ge0$, because $K^\infty$ is a mean of Gram forms; "
            r"$T_{K^\infty}g=\sum_i\sigma_i\langle g,\phi_i\rangle\phi_i$ lies in the closed span of those with $\sigma_i>0$"
        ),
        identity(
            rate * (coefficient / rate),
            coefficient,
            over,
            text=r"and $\phi_i=T_{K^\infty}(\phi_i/\sigma_i)$ lies in the range: its closure is that span",
            goal=True,
        ),
        reduction(
            r"it is all of $L^2$ if and only if the part $g_0$ of every $g$ is 0, that is no $g\ne0$ has $T_{K^\infty}g=0$"
        ),
        cite(MERCER, r"$K^\infty=\sum_i\sigma_i\phi_i\otimes\phi_i$, uniformly"),
        rests_on(
            SOFTPLUS_ODD_HARMONICS.id,
            r"for the softplus network on the circle the odd part is $\frac14\cos(\theta-\theta')$",
        ),
        steps,
        value(
            found,
            sympy.Integer(0),
            text=rf"there $T_{{K^\infty}}\cos{degree}\theta=0$: the span is not all of $L^2$",
            goal=True,
        ),
    )


MERCER_NONNEGATIVE = Claim(
    id="bowman2022.derived.mercer_nonnegative",
    label="Section 2.2",
    statement=(
        r"For continuous $K^\infty$ on compact $X$ with $\rho$ of full support: $K^\infty=\sum_i\sigma_i\phi_i\otimes\phi_i$ "
        r"with $\sigma_i\ge0$; the $\phi_i$ with $\sigma_i>0$ are an orthonormal basis of the closure of the range of "
        r"$T_{K^\infty}$, which is all of $L^2(X,\rho)$ if and only if no $g\ne0$ has $T_{K^\infty}g=0$; for the shallow "
        r"softplus network on the circle with the uniform measure $g=\cos3\theta$ is such a function."
    ),
    hypotheses=(OPERATORS, SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.PROVED,
    scope="uniform convergence of the series given Mercer's theorem, the rest given the spectral theorem",
    check=_nonnegative,
    parameters={"degree": 3},
    conditions=(COMPACT, MERCER),
    depends_on=(SOFTPLUS_ODD_HARMONICS.id,),
    control=Control(r"There $g=\cos\theta$ is such a function; false, its eigenvalue is $\frac18$.", {"degree": 1}),
)
