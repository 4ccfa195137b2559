"""Assumption 3.2: Mercer's theorem, which the paper and the statements here take on trust."""

from __future__ import annotations

import sympy
from sympy import Expr, Rational

from ntkproofs.checks import definition, power_series, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

# Kernel on the diagonal, and the sum of sigma_i phi_i(x)^2 there: a continuous kernel on the circle, and 1{x = y}, whose
# operator is 0 because points have measure 0.
_DIAGONALS: dict[str, tuple[Expr, Expr]] = {
    "1 + cos(x - y)": (sympy.Integer(2), 1 + Rational(1, 2) * 2),
    "1{x = y}": (sympy.Integer(1), sympy.Integer(0)),
}


def _mercer(kernel: str) -> Derivation:
    r, u = sympy.Symbol("r"), sympy.Symbol("u", real=True)
    diagonal, series = _DIAGONALS[kernel]
    poisson = (1 - r**2) / (1 - 2 * r * sympy.cos(u) + r**2)
    expected = {k: 2 * sympy.cos(k * u) if k else sympy.Integer(1) for k in range(4)}
    return prove(
        definition(r"on the circle, with eigenfunctions $1,\sqrt2\cos kx,\sqrt2\sin kx$"),
        power_series(
            poisson,
            r,
            {k: sympy.expand(sympy.expand_trig(v)) for k, v in expected.items()},
            text=r"$\frac{1-r^2}{1-2r\cos u+r^2}=1+2\sum_kr^k\cos ku$ to degree 3, eigenvalues $r^k$",
        ),
        value(diagonal, series, text=rf"$K(x,x)=\sum_i\sigma_i\phi_i(x)^2$ for $K={kernel}$", goal=True),
    )


MERCER = Claim(
    id="bowman2022.assumption32.mercer",
    label="Assumption 3.2",
    printed=True,
    statement=(
        r"Compact $X$ with a strictly positive finite Borel measure $\rho$ is sufficient for Mercer's theorem for continuous "
        r"positive semidefinite kernels: $K(x,x')=\sum_i\sigma_i\phi_i(x)\phi_i(x')$, uniformly, with the eigenvalues "
        r"$\sigma_i>0$ and orthonormal continuous eigenfunctions of $T_K$."
    ),
    expected=Verdict.CITED,
    scope="general theorem; e.g. H. Sun, Mercer theorem for RKHS on noncompact sets, J. Complexity 21 (2005)",
    check=_mercer,
    parameters={"kernel": "1 + cos(x - y)"},
    control=Control(
        r"The expansion converges to the kernel for every bounded measurable positive semidefinite kernel; false for "
        r"$1\{x=y\}$, whose operator is 0.",
        {"kernel": "1{x = y}"},
    ),
)
