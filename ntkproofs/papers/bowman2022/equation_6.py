"""Equation (6): the spectrum of the Fisher information matrix."""

from __future__ import annotations

import sympy
from sympy import Expr, Matrix, Rational, sqrt

from ntkproofs.checks import (
    Reals,
    cite,
    definition,
    identity,
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


#: (data, parameters) of the Jacobians that are written out
SHAPES = ((1, 2), (2, 3), (3, 2))


def _jacobian(data: int, parameters: int) -> tuple[Matrix, dict[sympy.Symbol, Reals]]:
    """Return a matrix of symbols with a row for each datum and a column for each parameter."""
    entries = [sympy.Symbol(f"j{i}{k}", real=True) for i in range(1, data + 1) for k in range(1, parameters + 1)]
    return Matrix(data, parameters, entries), {s: Reals() for s in entries}


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


def _same_spectrum(factor: Rational, claimed: Rational | None) -> list[Step]:
    r"""Goals: :math:`\lambda^m\det(\lambda-aJ^TJ)=\lambda^p\det(\lambda-bJJ^T)` for m data and p parameters."""
    other = factor if claimed is None else claimed
    steps = []
    for data, parameters in SHAPES:
        jacobian, over = _jacobian(data, parameters)
        steps.append(
            identity(
                _L**data * _characteristic(factor * jacobian.T * jacobian),
                _L**parameters * _characteristic(other * jacobian * jacobian.T),
                {_L: POSITIVE, **over},
                text=rf"every Jacobian of {data} data and {parameters} parameters: "
                rf"$\lambda^{data}\det(\lambda-{sympy.latex(factor)}J^TJ)=\lambda^{parameters}\det(\lambda-{sympy.latex(other)}JJ^T)$",
                goal=True,
            )
        )
    return steps


def _fim_spectrum(power: int) -> Derivation:
    small = sqrt(_L) - _EPS
    return prove(
        _eigenspaces(),
        cite(COMPACT, r"$T_{K_0}=JJ^*$ has eigenvalues with finite multiplicity, as $F$ has"),
        _same_spectrum(Rational(1), None),
        identity(
            _L - _EPS**power,
            small * (sqrt(_L) + _EPS),
            {_L: POSITIVE, _EPS: POSITIVE},
            text=rf"$\lambda^{{1/2}}>\epsilon$ exactly when $\lambda>\epsilon^{power}$: "
            rf"$\lambda-\epsilon^{power}=(\lambda^{{1/2}}-\epsilon)(\lambda^{{1/2}}+\epsilon)$",
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
    return prove(
        _eigenspaces(),
        reduction(r"the same with $J_n=n^{-1/2}(\nabla_\theta f(x_i)^T)_i$: $F_n=J_n^TJ_n$ and $J_nJ_n^T=\frac1nG_0$"),
        _same_spectrum(Rational(1, 2), Rational(1, divisor)),
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
