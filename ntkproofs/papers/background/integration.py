"""Facts about sums, integrals and limits of random variables."""

from __future__ import annotations

import sympy
from sympy import Matrix, Rational, gamma, pi, sqrt

from ntkproofs.checks import Reals, identity, limit, nonnegative_by_derivatives, positive, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

TONELLI = "background.tonelli"
GAUSSIAN_LIMIT = "background.gaussian_limit"
KERNEL_SUM = "background.aronszajn_sum"


def _tonelli(power: int) -> Derivation:
    n, k = sympy.symbols("n k", positive=True)
    weight = 1 / ((k + 1) * (k + 2)) ** power
    steps = []
    for c in (-1, 1):
        # a(k, k) = p_k and a(k+1, k) = c p_k: the first n rows exceed the first n columns by -c p_(n-1).
        first_rows = [weight.subs(k, i) + (c * weight.subs(k, i - 1) if i else 0) for i in range(4)]
        first_columns = [(1 + c) * weight.subs(k, i) for i in range(4)]
        rest = -c * weight.subs(k, n - 1)
        steps += [
            value(sum(first_rows) - sum(first_columns), rest.subs(n, 4), text=f"four rows less four columns, c = {c}"),
            limit(
                rest, n, sympy.Integer(0), text=f"sums by rows and by columns agree in the limit, c = {c}", goal=True
            ),
        ]
    return prove(steps)


TONELLI_FUBINI = Claim(
    id=TONELLI,
    label="Tonelli and Fubini; monotone convergence",
    statement=(
        r"Sums and integrals of non-negative terms may be exchanged, with each other and with an increasing limit; so may "
        r"those whose sum of absolute values is finite. In particular $\mathbb E\sum_kX_k=\sum_k\mathbb EX_k$ in both cases."
    ),
    expected=Verdict.CITED,
    scope="all sigma-finite measures; e.g. P. Billingsley, Probability and Measure, sections 16 and 18",
    check=_tonelli,
    parameters={"power": 1},
    control=Control(
        r"The same for sums that do not converge absolutely; false for $a(k,k)=1$, $a(k+1,k)=-1$, where summing rows first "
        r"gives 1 and summing columns first gives 0.",
        {"power": 0},
    ),
)


def _gaussian_limit(kurtosis: int) -> Derivation:
    # Partial sums of 2^-k g_k: variances 4/3 (1 - 4^-N), fourth moments 3 Var^2, both in x = 4^-N.
    x = sympy.Symbol("x", positive=True)
    variance = Rational(4, 3) * (1 - x)
    fourth = gamma(Rational(5, 2)) / sqrt(pi) * 4 * variance**2
    return prove(
        identity(
            fourth, kurtosis * variance**2, {x: Reals(0, 1)}, text="the fourth moment of every partial sum", goal=True
        ),
        value(fourth.subs(x, 0), 3 * Rational(4, 3) ** 2, text="and of its limit, which is N(0, 4/3)", goal=True),
    )


GAUSSIAN_LIMITS = Claim(
    id=GAUSSIAN_LIMIT,
    label="Mean square limits of Gaussians",
    statement=(
        r"$L^2(\mathbb P)$ is complete, and a limit in it of centred Gaussian variables is centred Gaussian, with the limit "
        r"of the variances."
    ),
    expected=Verdict.CITED,
    scope="all probability spaces; e.g. S. Janson, Gaussian Hilbert Spaces, theorem 1.3",
    check=_gaussian_limit,
    parameters={"kurtosis": 3},
    control=Control(r"The limit has the kurtosis 2; false for $\sum_k2^{-k}g_k$, where it is 3.", {"kurtosis": 2}),
)


def _kernel_sum(sign: int) -> Derivation:
    s = sympy.Symbol("s", nonnegative=True)
    first, second = Matrix([[2, 1], [1, 2]]), Matrix([[1, 1], [1, 3]])
    steps = []
    for f in (Matrix([1, 0]), Matrix([1, -1]), Matrix([2, 5])):
        in_sum, in_first = ((f.T * gram.inv() * f)[0, 0] for gram in (first + second, first))
        text = f"the norm of {tuple(f)} on two points does not grow from K_1 to K_1 + K_2"
        steps.append(
            nonnegative_by_derivatives(sign * (in_first - in_sum) + 0 * s, s, Reals(0, 1), text=text, goal=True)
        )
    # Invertible Gram matrices: both spaces are all functions on the two points, and 5 K_2 - K_1 is positive definite.
    gap = 5 * second - first
    steps += [
        positive(gap[0, 0], {}, text="5 K_2 - K_1 is positive definite on two points: its corner"),
        positive(gap.det(), {}, text="and its determinant"),
    ]
    return prove(steps)


ARONSZAJN_SUM = Claim(
    id=KERNEL_SUM,
    label="Aronszajn's theorem on sums of kernels",
    statement=(
        r"For positive semidefinite kernels $K_1,K_2$ on one set with reproducing kernel Hilbert spaces $\mathcal H_1$, "
        r"$\mathcal H_2$, and $\mathcal H$ that of $K_1+K_2$: $\mathcal H_1\subset\mathcal H$ and "
        r"$\|f\|_{\mathcal H}\le\|f\|_{\mathcal H_1}$. Moreover $\mathcal H_1\subset\mathcal H_2$ if and only if $cK_2-K_1$ is "
        r"positive semidefinite for some $c$."
    ),
    expected=Verdict.CITED,
    scope="all sets; N. Aronszajn, Theory of reproducing kernels, Trans. Amer. Math. Soc. 68 (1950), part I, sections 6, 7 and 13",
    check=_kernel_sum,
    parameters={"sign": 1},
    control=Control(
        r"$\|f\|_{\mathcal H}\ge\|f\|_{\mathcal H_1}$; false on two points with Gram matrices "
        r"$\begin{pmatrix}2&1\\1&2\end{pmatrix}$ and $\begin{pmatrix}1&1\\1&3\end{pmatrix}$.",
        {"sign": -1},
    ),
)
