"""Section 3.3: kernels of the distance are zonal on the sphere."""

from __future__ import annotations

import sympy

from ntkproofs.checks import Reals, cite, definition, identity, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.harmonics import FUNK_HECKE

_P = sympy.Symbol("p", real=True)  # x^T z


def _zonal(factor: int) -> Derivation:
    r, s = sympy.symbols("r s", positive=True)
    return prove(
        definition(r"$p=\mathbf x^T\mathbf z$, and $\|\mathbf x-\mathbf z\|^2=\|\mathbf x\|^2-2p+\|\mathbf z\|^2$"),
        identity(
            (r**2 - 2 * _P + s**2).subs({r: 1, s: 1}),
            factor * (1 - _P),
            {_P: Reals(-1, 1)},
            text=rf"on the sphere $\|\mathbf x-\mathbf z\|^2={factor}(1-\mathbf x^T\mathbf z)$",
            goal=True,
        ),
        cite(
            FUNK_HECKE, r"a continuous function of $\mathbf x^T\mathbf z$ has the spherical harmonics as eigenfunctions"
        ),
    )


ZONAL_RESTRICTION = Claim(
    id="geifman2020.sec33.zonal_restriction",
    label="Section 3.3",
    printed=True,
    statement=(
        r"A kernel on $\mathbb R^d$ that depends only on $\|\mathbf x-\mathbf z\|$ is zonal on $\mathbb S^{d-1}$, "
        r"because $\|\mathbf x-\mathbf z\|^2=2(1-\mathbf x^T\mathbf z)$ there; hence the spherical harmonics are "
        "its eigenfunctions for the uniform measure."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$; the second clause through the Funk-Hecke formula.",
    check=_zonal,
    parameters={"factor": 2},
    conditions=(FUNK_HECKE,),
    control=Control(
        r"$\|\mathbf x-\mathbf z\|^2=1-\mathbf x^T\mathbf z$ on the sphere.",
        {"factor": 1},
    ),
)
