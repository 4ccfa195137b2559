"""Equation (6): the spectrum of the Fisher information matrix."""

from __future__ import annotations

import sympy
from sympy import Expr, Matrix, Rational, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
    positive,
    prove,
    reduction,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.operators import COMPACT
from ntkproofs.papers.bowman2022.setting import POSITIVE

SPECTRAL = "background.spectral_theorem"

FISHER = (
    r"$F=\int\nabla_\theta f(x;\theta_0)\nabla_\theta f(x;\theta_0)^Td\rho(x)$ with the eigenvalues $\lambda_1\ge\lambda_2\ge\dots\ge0$, "
    r"$\tilde p(F^{1/2},\epsilon)=|\{i:\lambda_i^{1/2}>\epsilon\}|$"
)

_L, _EPS, _TRACE = (sympy.Symbol(name, positive=True) for name in ("lambda", "epsilon", "tau"))


def _jacobian() -> tuple[Matrix, dict[sympy.Symbol, Reals]]:
    """Return a matrix with two rows (data) and three columns (parameters)."""
    entries = sympy.symbols("j11 j12 j13 j21 j22 j23", real=True)
    return Matrix(2, 3, entries), {s: Reals() for s in entries}


def _characteristic(matrix: Matrix) -> Expr:
    return sympy.expand((_L * sympy.eye(matrix.rows) - matrix).det(method="berkowitz"))


def _eigenspaces() -> list[Step]:
    product, scale = sympy.symbols("p c", real=True)
    return [
        definition(
            r"$J:\mathbb R^p\to L^2$, $Ju=\langle\nabla_\theta f,u\rangle$, so $F=J^*J$ and $JJ^*$ is the kernel operator"
        ),
        reduction(
            r"if $Fu=\lambda u$ then $JJ^*(Ju)=J(Fu)=\lambda Ju$, and if $JJ^*g=\lambda g$ then $F(J^*g)=\lambda J^*g$; "
            r"$\langle Ju,Ju'\rangle=\langle Fu,u'\rangle=\lambda\langle u,u'\rangle$"
        ),
        identity(
            (1 / _L) * (_L * product),
            product,
            {_L: POSITIVE, product: Reals(), scale: Reals()},
            text=r"for $\lambda>0$: $\frac1{\sqrt\lambda}J$ keeps inner products on the eigenspace, and $\frac1\lambda J^*J=1$ "
            "there: it maps the one eigenspace onto the other, so the dimensions agree",
            goal=True,
        ),
    ]


def _fim_spectrum(power: int) -> Derivation:
    jacobian, over = _jacobian()
    small = sqrt(_L) - _EPS
    return prove(
        _eigenspaces(),
        cite(COMPACT, r"$T_{K_0}=JJ^*$ has eigenvalues with finite multiplicity, as $F$ has"),
        identity(
            _characteristic(jacobian.T * jacobian),
            _L * _characteristic(jacobian * jacobian.T),
            {_L: POSITIVE, **over},
            text=r"two data, three parameters: $\det(\lambda-J^TJ)=\lambda\det(\lambda-JJ^T)$",
            goal=True,
        ),
        identity(
            _L - _EPS**2,
            small * (sqrt(_L) + _EPS),
            {_L: POSITIVE, _EPS: POSITIVE},
            text=r"$\lambda^{1/2}>\epsilon$ exactly when $\lambda>\epsilon^2$",
            goal=True,
        ),
        positive(
            Rational(1, 4) - Rational(1, 3) ** power,
            {},
            text=rf"example $\lambda=\frac14$, $\epsilon=\frac13$, $\lambda^{{1/2}}>\epsilon$: counted as $\lambda>\epsilon^{power}$",
            goal=True,
        ),
    )


FIM_SPECTRUM = Claim(
    id="bowman2022.eq6.fim_spectrum",
    label="Equation (6)",
    printed=True,
    statement=(
        r"The Fisher information matrix $F$ (at $\theta_0$) and the operator $T_{K_0}$ on $L^2(X,\rho)$ have the same non-zero "
        r"eigenvalues with multiplicity; consequently $\tilde p(F^{1/2},\epsilon)=|\{i:\sigma_i(T_{K_0})>\epsilon^2\}|$."
    ),
    hypotheses=(FISHER,),
    expected=Verdict.PROVED,
    scope="finite number of parameters, square-integrable gradients",
    check=_fim_spectrum,
    parameters={"power": 2},
    conditions=(COMPACT,),
    control=Control(
        r"$\tilde p(F^{1/2},\epsilon)=|\{i:\sigma_i(T_{K_0})>\epsilon\}|$; false for one eigenvalue $\frac14$ and "
        r"$\epsilon=\frac13$.",
        {"power": 1},
    ),
)


def _empirical_fim(divisor: int) -> Derivation:
    jacobian, over = _jacobian()
    return prove(
        _eigenspaces(),
        reduction(r"the same with $J_n=n^{-1/2}(\nabla_\theta f(x_i)^T)_i$: $F_n=J_n^TJ_n$ and $J_nJ_n^T=\frac1nG_0$"),
        identity(
            _characteristic(jacobian.T * jacobian / 2),
            _L * _characteristic(jacobian * jacobian.T / divisor),
            {_L: POSITIVE, **over},
            text=rf"two data, three parameters: $\det(\lambda-F_n)=\lambda\det(\lambda-\frac1{divisor}G_0)$",
            goal=True,
        ),
    )


EMPIRICAL_FIM = Claim(
    id="bowman2022.eq6.empirical_fim",
    label="Footnote 1",
    printed=True,
    statement=(
        r"With $\hat\rho$ in place of $\rho$, $F_n=\frac1n\sum_i\nabla_\theta f(x_i)\nabla_\theta f(x_i)^T$ has the same non-zero "
        r"eigenvalues as $\frac1nG_0$, $(G_0)_{ij}=K_0(x_i,x_j)$."
    ),
    hypotheses=(FISHER,),
    expected=Verdict.PROVED,
    scope="any sample",
    check=_empirical_fim,
    parameters={"divisor": 2},
    control=Control(r"The eigenvalues are those of $G_0$; false for two data.", {"divisor": 1}),
)
