"""Section 3.1: reproducing kernels by their expansions, the norm, and Mercer's theorem."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, sqrt

from ntkproofs.checks import Reals, definition, identity, positive, prove, reduction, rests_on, value
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.background.gegenbauer import polynomials
from ntkproofs.papers.background.harmonics import monomial_coefficient, multiplicity

REPRODUCING_ID = "geifman2020.sec31.reproducing_property"
NORM_ID = "geifman2020.derived.rkhs_norm_squared"

_ALPHA, _PHI = sympy.symbols("alpha Phi", real=True)  # one coefficient, one eigenfunction at x
_LAMBDA, _SCALE = sympy.symbols("lambda s", positive=True)
_POSITIVE = Reals(0, left_open=True)
_TERM: dict[Symbol, Domain] = {_ALPHA: Reals(), _PHI: Reals(), _LAMBDA: _POSITIVE}
_U = Symbol("u", real=True)


def _reproducing(exponent: int) -> Derivation:
    return prove(
        definition(
            r"$k(\cdot,\mathbf x)=\sum_i\lambda_i\Phi_i(\mathbf x)\,\Phi_i$ has the coefficients $\lambda_i\Phi_i(\mathbf x)$; the "
            rf"product under test is $\langle f,g\rangle=\sum_i\alpha_i\beta_i\lambda_i^{{{exponent}}}$"
        ),
        identity(
            _ALPHA * (_LAMBDA * _PHI) * _LAMBDA**exponent,
            _ALPHA * _PHI,
            _TERM,
            text=r"term $i$ of $\langle f,k(\cdot,\mathbf x)\rangle$ is term $i$ of $f(\mathbf x)=\sum_i\alpha_i\Phi_i(\mathbf x)$",
            goal=True,
        ),
        identity(
            (_LAMBDA * _PHI) ** 2 / _LAMBDA,
            _LAMBDA * _PHI**2,
            _TERM,
            text=r"$(\lambda_i\Phi_i(\mathbf x))^2/\lambda_i=\lambda_i\Phi_i(\mathbf x)^2$, of finite sum $k(\mathbf x,\mathbf x)$: "
            r"$k(\cdot,\mathbf x)\in\mathcal H$",
            goal=True,
        ),
        identity(
            (_ALPHA**2 / _LAMBDA) * (_LAMBDA * _PHI**2),
            (_ALPHA * _PHI) ** 2,
            _TERM,
            text=r"$\alpha_i\Phi_i$ is the product of $\alpha_i/\sqrt{\lambda_i}$ and $\sqrt{\lambda_i}\,\Phi_i$",
        ),
        reduction(
            r"Both factors are square summable, so by Cauchy and Schwarz $\sum_i\alpha_i\Phi_i(\mathbf x)$ converges absolutely "
            r"for every $\mathbf x$, and the two sums, equal term by term, are equal"
        ),
    )


REPRODUCING = Claim(
    id="geifman2020.sec31.reproducing_property",
    label="Section 3.1",
    printed=True,
    statement=(
        r"Let $k(\mathbf x,\mathbf z)=\sum_{i\in I}\lambda_i\Phi_i(\mathbf x)\Phi_i(\mathbf z)$ with "
        r"$\lambda_i>0$, $\{\Phi_i\}$ orthonormal in $L^2(\mathcal V)$ and $\sum_i\lambda_i\Phi_i(\mathbf "
        r"x)^2<\infty$ for every $\mathbf x$. On $\mathcal "
        r"H=\{\sum\alpha_i\Phi_i:\sum\alpha_i^2/\lambda_i<\infty\}$ with $\langle f,g\rangle_{\mathcal "
        r"H}=\sum\alpha_i\beta_i/\lambda_i$ one has $k(\cdot,\mathbf x)\in\mathcal H$ and $f(\mathbf x)=\langle "
        r"f,k(\cdot,\mathbf x)\rangle_{\mathcal H}$."
    ),
    expected=Verdict.PROVED,
    scope=(
        "Any index set and measure for which the expansion converges pointwise; uniqueness of the RKHS of a "
        "kernel is not part of the claim."
    ),
    check=_reproducing,
    parameters={"exponent": -1},
    control=Control(
        r"The reproducing property holds with $\langle f,g\rangle=\sum\alpha_i\beta_i\lambda_i$.",
        {"exponent": 1},
    ),
)


def _norm(power: Rational) -> Derivation:
    norm = (_ALPHA**2 / _LAMBDA) ** power
    scaled = ((_SCALE * _ALPHA) ** 2 / _LAMBDA) ** power
    one, four = sympy.Integer(1), sympy.Integer(4)
    return prove(
        definition(rf"for $f=\alpha\Phi_1$ the formula under test is $\|f\|=(\alpha^2/\lambda_1)^{{{power}}}$"),
        reduction(r"A norm has $\|sf\|=s\|f\|$ for $s>0$; witness $\lambda_1=1$, $f=\Phi_1$, $s=2$"),
        value(
            scaled.subs({_SCALE: 2, _ALPHA: one, _LAMBDA: one}),
            2 * norm.subs({_ALPHA: one, _LAMBDA: one}),
            text=r"$\|2\Phi_1\|=2\|\Phi_1\|$ for $\lambda_1=1$",
            goal=True,
        ),
        value(
            four**power,
            sympy.Integer(2),
            text=r"$\|2\Phi_1\|=\sqrt{\langle2\Phi_1,2\Phi_1\rangle}=2$ for $\lambda_1=1$",
            goal=True,
        ),
    )


NORM_PRINTED = Claim(
    id="geifman2020.sec31.rkhs_norm",
    label="Section 3.1",
    statement=(
        r"Printed: for $f=\sum_i\alpha_i\Phi_i$ in the RKHS of $k=\sum\lambda_i\Phi_i\otimes\Phi_i$, the RKHS "
        r"norm is $\|f\|_{\mathcal H}=\sum_i\alpha_i^2/\lambda_i$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.TRANSCRIPTION,
    corrected_by="geifman2020.derived.rkhs_norm_squared",
    scope=(
        r"Taken literally as the norm. Harmless for the set $\mathcal H$, wrong as a norm. A missing square, "
        "possibly lost in our text of the paper: equation (2) has it. Never listed as an erratum."
    ),
    check=_norm,
    parameters={"power": Rational(1)},
    control=Control(
        r"$\|f\|_{\mathcal H}=\bigl(\sum_i\alpha_i^2/\lambda_i\bigr)^{1/2}$, at $f=2\Phi_1$, $\lambda_1=1$.",
        {"power": Rational(1, 2)},
    ),
)


def _norm_squared(power: int) -> Derivation:
    return prove(
        rests_on(REPRODUCING_ID, r"the product is $\langle f,g\rangle_{\mathcal H}=\sum_i\alpha_i\beta_i/\lambda_i$"),
        identity(
            _ALPHA * _ALPHA / _LAMBDA,
            _ALPHA**2 / _LAMBDA,
            _TERM,
            text=r"term $i$ of $\langle f,f\rangle_{\mathcal H}$ is $\alpha_i^2/\lambda_i$, so $\|f\|_{\mathcal H}^2=\sum_i\alpha_i^2/\lambda_i$",
            goal=True,
        ),
        identity(
            (_LAMBDA * _PHI) ** 2 / _LAMBDA,
            _LAMBDA * _PHI**2,
            _TERM,
            text=r"$\|k_{\mathbf x}\|_{\mathcal H}^2=\sum_i\lambda_i\Phi_i(\mathbf x)^2=k(\mathbf x,\mathbf x)$",
            goal=True,
        ),
        value(
            sqrt(sympy.Integer(4)) ** power,
            sympy.Integer(4),
            text=rf"$\|k_{{\mathbf x}}\|^{power}=k(\mathbf x,\mathbf x)$ when $k(\mathbf x,\mathbf x)=4$, $\|k_{{\mathbf x}}\|=\sqrt4$",
            goal=True,
        ),
    )


NORM_SQUARED = Claim(
    id="geifman2020.derived.rkhs_norm_squared",
    label="Section 3.1",
    statement=(
        r"For $f=\sum_i\alpha_i\Phi_i$ in the RKHS of $k=\sum_i\lambda_i\Phi_i\otimes\Phi_i$, $\lambda_i>0$: "
        r"$\|f\|_{\mathcal H}^2=\sum_i\alpha_i^2/\lambda_i$."
    ),
    expected=Verdict.PROVED,
    scope="Any Mercer expansion with positive eigenvalues.",
    check=_norm_squared,
    parameters={"power": 2},
    depends_on=(REPRODUCING_ID,),
    control=Control(
        r"$\|k_{\mathbf x}\|_{\mathcal H}=k(\mathbf x,\mathbf x)$ for $k(\mathbf x,\mathbf x)=4$.",
        {"power": 1},
    ),
)


def _mercer(scale: Rational) -> Derivation:
    steps = []
    for d in (2, 3, 5):
        p = polynomials(4, sympy.Integer(d), _U)
        kernel = sympy.expand((1 + _U) ** 3 / 8)
        terms = sympy.Poly(kernel, _U).terms()
        found = []
        for k in range(4):
            value_k = sum(c * monomial_coefficient(n, d, k) for (n,), c in terms)
            steps.append(positive(value_k, {}, text=f"d = {d}: the eigenvalue of degree {k} of (1+t)^3/8 is positive"))
            found.append((scale if k == 1 else 1) * value_k)
        expansion = sum(multiplicity(d, k) * found[k] * p[k] for k in range(4))
        text = rf"$d={d}$: $\frac18(1+t)^3=\sum_kN(d,k)\lambda_kP_k(t)$"
        steps.append(identity(kernel, expansion, {_U: Reals(-1, 1)}, text=text, goal=True))
        steps.append(
            value(expansion.subs(_U, 1), sympy.Integer(1), text=rf"$d={d}$: $\sum_kN(d,k)\lambda_k=1$", goal=True)
        )
    return prove(
        definition(r"instances: the zonal kernel $\frac18(1+t)^3$ on $S^{d-1}$, whose expansion is finite"), steps
    )


MERCER = Claim(
    id="geifman2020.eq1.mercer",
    label="Equation (1)",
    printed=True,
    statement=(
        r"Mercer's theorem: a continuous positive semidefinite kernel on a compact metric space $\mathcal X$ with "
        r"a finite Borel measure $\mathcal V$ of full support can be written $k(\mathbf x,\mathbf z)=\sum_{i\in "
        r"I}\lambda_i\Phi_i(\mathbf x)\Phi_i(\mathbf z)$, absolutely and uniformly, with $\lambda_i\ge0$ and "
        r"$\Phi_i$ the $L^2(\mathcal V)$-orthonormal eigenfunctions of $f\mapsto\int k(\cdot,\mathbf z)f(\mathbf "
        r"z)d\mathcal V(\mathbf z)$."
    ),
    expected=Verdict.CITED,
    scope=(
        "General theorem of functional analysis; trusted. For the zonal kernels of this paper the expansion is "
        "proved directly (equation (4))."
    ),
    check=_mercer,
    parameters={"scale": Rational(1)},
    control=Control(
        r"The expansion of $\frac18(1+t)^3$ on the sphere with the eigenvalue $\lambda_1$ doubled; false at $t=1$.",
        {"scale": Rational(2)},
    ),
)
