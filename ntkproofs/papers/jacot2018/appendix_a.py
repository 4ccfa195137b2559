"""Appendix A: the operator norm of a kernel and the eigenvalues of its Gram matrix."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Matrix, Symbol, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    nonnegative_combination,
    positive,
    prove,
    reduction,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

from .setting import DATA, POSITIVE, SAMPLES, SPECTRAL, cauchy_schwarz

_DEFINITION = r"$\|K\|_{op}=\max_{\|f\|_{p^{in}}\le1}\|f\|_K=\max_{\|f\|_{p^{in}}\le1}\sqrt{\mathbb{E}_{x,x'}[f(x)^TK(x,x')f(x')]}$"


def rayleigh() -> list[Step]:
    r"""Prove that the maximum of :math:`\|f\|_K^2` over the unit ball is the largest eigenvalue over N."""
    lam, h = sympy.symbols("lambda h", nonnegative=True)
    c = Symbol("c", real=True)
    over = {SAMPLES: POSITIVE, lam: Reals(0), h: Reals(0), c: Reals()}
    return [
        cite(
            SPECTRAL,
            r"$G$ has an orthonormal basis of eigenvectors $q_i$ with eigenvalues $\lambda_i\ge0$ (positive semi-definite)",
        ),
        definition(
            r"$v=f(X)=\sum_ic_iq_i$, so $\|f\|_{p^{in}}^2=\frac1N\sum_ic_i^2$ and $\|f\|_K^2=\frac1{N^2}v^TGv=\frac1{N^2}\sum_i\lambda_ic_i^2$"
        ),
        nonnegative_combination(
            (lam + h) / SAMPLES * (c**2 / SAMPLES) - lam * c**2 / SAMPLES**2,
            h * c**2 * Symbol("q") ** 2,
            over,
            given={Symbol("q"): 1 / SAMPLES},
            text=r"with $\lambda_{\max}=\lambda_i+h$: $\frac{\lambda_{\max}}N\cdot\frac1Nc_i^2-\frac1{N^2}\lambda_ic_i^2\ge0$, so "
            r"$\|f\|_K^2\le\frac{\lambda_{\max}}N\|f\|_{p^{in}}^2$",
        ),
        identity(
            lam * SAMPLES / SAMPLES**2,
            lam / SAMPLES,
            over,
            text=r"$c^2=N$ along the eigenvector of $\lambda_{\max}$: $\|f\|_{p^{in}}=1$ and $\|f\|_K^2=\lambda_{\max}/N$",
        ),
        identity(
            (lam * c / SAMPLES) ** 2 / SAMPLES,
            (lam / SAMPLES) ** 2 * (c**2 / SAMPLES),
            over,
            text=r"$\Phi_K$ has the coordinates $\lambda_ic_i/N$: $\|\Phi_K(\langle f,\cdot\rangle)\|_{p^{in}}\le"
            r"\frac{\lambda_{\max}}N\|f\|_{p^{in}}$ with equality along that eigenvector, by the same two lines",
        ),
    ]


def _largest(gram: Matrix) -> tuple[Expr, list[Step]]:
    """Return the largest eigenvalue of a symmetric matrix of size one or two, with the steps that say so."""
    if gram.rows == 1:
        return gram[0, 0], []
    trace, determinant = gram.trace(), gram.det()
    top, bottom = ((trace + side * sqrt(trace**2 - 4 * determinant)) / 2 for side in (1, -1))
    return top, [
        value(top**2 - trace * top + determinant, Integer(0), text=f"${sympy.latex(top)}$ is an eigenvalue"),
        value(bottom**2 - trace * bottom + determinant, Integer(0), text=f"${sympy.latex(bottom)}$ is the other"),
        positive(top - bottom, {}, strict=False, text="the first is the larger one"),
    ]


def _norms(gram: tuple[tuple[int, ...], ...], claimed: str) -> Derivation:
    matrix = Matrix(gram)
    size = matrix.rows
    top, steps = _largest(matrix)
    printed, image = sqrt(top / size), top / size
    lam = Symbol("lambda", positive=True)
    over = {SAMPLES: POSITIVE, lam: POSITIVE}
    rooted = claimed in ("leading eigenvalue", "root")
    general = sqrt(lam / SAMPLES) if rooted else lam / SAMPLES
    # What is claimed of the norm, for this kernel and in general, as a function of the leading eigenvalue and of N.
    stated = {
        "leading eigenvalue": (top, lam),
        "root": (printed, sqrt(lam / SAMPLES)),
        "eigenvalue": (top, lam),
        "quotient": (image, lam / SAMPLES),
    }[claimed]
    return prove(
        rayleigh(),
        definition(
            f"Gram matrix {gram}, N = {size}; the definition of the norm taken {'with' if rooted else 'without'} the square root"
        ),
        steps,
        value(printed if rooted else image, stated[0], text=f"the norm of this kernel is the {claimed}", goal=True),
        identity(
            general, stated[1], over, text=f"and in general it is the {claimed}, for all N and eigenvalues", goal=True
        ),
    )


OPERATOR_NORM = Claim(
    id="jacot2018.a.operator_norm",
    label="Appendix A",
    printed=True,
    statement=(
        rf"With {_DEFINITION} and $p^{{in}}$ the empirical measure of $N$ distinct points, $\|K\|_{{op}}$ equals the leading "
        r"eigenvalue of the $Nn_L\times Nn_L$ Gram matrix (and in A.2 it is used as the operator norm of $\Phi_K$)."
    ),
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.a.operator_norm_corrected",
    scope="witness: N = 2, n_L = 1, Gram matrix [[2,1],[1,3]]. A slip of normalisation; the equivalence with pointwise convergence holds",
    check=_norms,
    parameters={"gram": ((2, 1), (1, 3)), "claimed": "leading eigenvalue"},
    conditions=(SPECTRAL,),
    control=Control(
        r"The printed quantity is the root $\sqrt{\lambda_{\max}/N}$, which is right.", {"claimed": "root"}
    ),
)


def _corrected(quotient: str) -> Derivation:
    return prove(*_norms(((2, 1), (1, 3)), "root"), *_norms(((2, 1), (1, 3)), quotient))


OPERATOR_NORM_CORRECTED = Claim(
    id="jacot2018.a.operator_norm_corrected",
    label="Appendix A",
    statement=(
        r"For a symmetric positive semi-definite Gram matrix $G=(K_{kk'}(x_i,x_j))$: (a) the printed quantity "
        r"$\max_{\|f\|_{p^{in}}\le1}\|f\|_K$ equals $\sqrt{\lambda_{\max}(G)/N}$; (b) without the square root, "
        r"$\max_{\|f\|_{p^{in}}\le1}\mathbb{E}_{x,x'}[f(x)^TK(x,x')f(x')]=\lambda_{\max}(G)/N$, and this is the operator norm of "
        r"$f\mapsto\Phi_K(\langle f,\cdot\rangle_{p^{in}})$ on the data with the $p^{in}$-norm."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, all positive semi-definite Gram matrices",
    check=_corrected,
    parameters={"quotient": "quotient"},
    conditions=(SPECTRAL,),
    control=Control(
        r"(b) with $\lambda_{\max}(G)$, without $1/N$; false for $G=\begin{pmatrix}2&1\\1&3\end{pmatrix}$.",
        {"quotient": "eigenvalue"},
    ),
)


def _equivalence(entries: str) -> Derivation:
    size, largest, entry = sympy.symbols("M m delta", real=True)
    known = Symbol("k")
    witness = Matrix([[0, 1], [1, 0]])
    vector = Matrix([1, 1])
    chosen = [abs(witness[i, j]) for i in range(2) for j in range(2) if entries == "all" or i == j]
    stretched = (witness * vector).dot(witness * vector) / vector.dot(vector)
    return prove(
        definition(
            r"$\Delta$ is the difference of the Gram matrices, symmetric of size $M=Nn_L$ with entries $\delta$; "
            r"$\|\Delta\|_2=\max_{|v|=1}|\Delta v|$ is $N$ times the operator norm of $\Phi_{K_n}-\Phi_K$; "
            rf"$m$ is the maximum of $|\delta|$ over {entries} entries"
        ),
        cauchy_schwarz(),
        reduction(
            r"$|\delta_{ij}|=|e_i^T\Delta e_j|\le|\Delta e_j|\le\|\Delta\|_2$, and $|\Delta v|^2\le\sum_{ij}\delta_{ij}^2\,|v|^2$ row by row"
        ),
        nonnegative_combination(
            largest**2 - entry**2,
            known,
            {largest: Reals(0), entry: Reals()},
            given={known: largest**2 - entry**2},
            text=r"each of the $M^2$ summands $\delta_{ij}^2$ is at most $m^2$",
        ),
        positive(
            Integer(2) ** 2 * max(chosen) ** 2 - stretched,
            {},
            strict=False,
            text=rf"$\Delta=\begin{{pmatrix}}0&1\\1&0\end{{pmatrix}}$: $|\Delta v|^2/|v|^2={stretched}$ at $v=(1,1)$ is at most $M^2m^2$",
            goal=True,
        ),
        nonnegative_combination(
            size**2 * largest**2 - size * size * largest**2,
            Integer(0),
            {size: Reals(0), largest: Reals(0)},
            text=r"$\sum_{ij}\delta_{ij}^2\le M^2m^2$, so $m\le\|\Delta\|_2\le Mm$: one tends to 0 if and only if the other does",
            goal=True,
        ),
    )


NORM_EQUIVALENCE = Claim(
    id="jacot2018.a.norm_equivalence",
    label="Appendix A",
    printed=True,
    statement=(
        r"On a finite dataset convergence of kernels in operator norm (the operator norm of $\Phi_{K_n}-\Phi_K$ with respect to "
        r"$\|\cdot\|_{p^{in}}$) is equivalent to pointwise convergence of $K_n$ to $K$ on all pairs of data points."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L",
    check=_equivalence,
    parameters={"entries": "all"},
    control=Control(
        r"Equivalent to convergence on the diagonal; false for $\Delta=\begin{pmatrix}0&1\\1&0\end{pmatrix}$, whose diagonal is 0.",
        {"entries": "diagonal"},
    ),
)
