"""Equation (5): the homogeneous Laplace kernel."""

from __future__ import annotations

import sympy
from sympy import Symbol, exp, pi, sin

from ntkproofs.checks import (
    Reals,
    identity,
    prove,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .setting import THETA, WIDTH, WIDTHS
from .theorem_2 import DECAY_ID
from .theorem_5 import HOMOGENEOUS_ID


def _hlap(order: int) -> Derivation:
    r, s = sympy.symbols("r s", positive=True)
    shape = exp(-WIDTH * sympy.sqrt(2) * sin(THETA / 2))
    free: dict[Symbol, Domain] = {
        r: Reals(0, left_open=True),
        s: Reals(0, left_open=True),
        THETA: Reals(0, pi),
        **WIDTHS,
    }
    return prove(
        value(
            sympy.Integer(4),
            sympy.Integer(4) ** order,
            text=rf"$\mathbf k(\mathbf x,\mathbf x)$ for $\|\mathbf x\|=2$ is $2^{{2\cdot{order}}}$ times that for $\|\mathbf x\|=1$",
            goal=True,
        ),
        identity(
            r * s * shape,
            (r * s) ** order * shape,
            free,
            text=rf"$\mathbf k^{{\mathrm{{HLap}}}}=(\|\mathbf x\|\|\mathbf z\|)^{order}$ times its value on the sphere, $e^{{-c\sqrt{{1-t}}}}$, $\sqrt{{1-t}}=\sqrt2\sin\frac\theta2$",
            goal=True,
        ),
        rests_on(
            HOMOGENEOUS_ID,
            r"a kernel that is homogeneous of order 1 has the eigenfunctions $\|\mathbf x\|Y_{k,j}$ with eigenvalue $m_2\mu_k$, and no other non-zero ones",
        ),
        rests_on(DECAY_ID, r"$\mu_k[e^{-c\sqrt{1-t}}]=\Theta(k^{-d})$"),
        rests_on("geifman2020.thm2.positivity", r"all of them are positive"),
    )


HLAP = Claim(
    id="geifman2020.eq5.hlap_eigenfunctions",
    label="Equation (5)",
    printed=True,
    statement=(
        r"$\mathbf k^{\mathrm{HLap}}(\mathbf x,\mathbf z)=\|\mathbf x\|\|\mathbf "
        r"z\|\exp\left(-c\sqrt{1-\frac{\mathbf x^T\mathbf z}{\|\mathbf x\|\|\mathbf z\|}}\right)$ is homogeneous "
        "of order 1; with respect to a measure with uniform direction independent of the radius its "
        r"eigenfunctions are $\|\mathbf x\|Y_{k,j}(\mathbf x/\|\mathbf x\|)$ with eigenvalue "
        r"$m_2\,\mu_k[e^{-c\sqrt{1-t}}]$, $m_2=\mathbb E\|\mathbf x\|^2$, positive for all $k$ and "
        r"$\Theta(k^{-d})$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $c>0$, $0<m_2<\infty$.",
    check=_hlap,
    parameters={"order": 1},
    depends_on=(HOMOGENEOUS_ID, DECAY_ID, "geifman2020.thm2.positivity"),
    control=Control(
        r"It is shift invariant, hence homogeneous of order 0 on the diagonal; refuted by $\mathbf x=\mathbf z$ of the norms 1 and 2.",
        {"order": 0},
    ),
)
