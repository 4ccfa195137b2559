r"""Section 3.2: the eigenvalues of deep kernels are of the exact order :math:`k^{-d}`, with and without bias."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, gamma, pi, sqrt

from ntkproofs.checks import identity, limit, positive, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.spectral_sequences import DIMENSIONS, D

from .asymptotics import CONSTANT_ID
from .endpoints import PRODUCT_ID
from .setting import BIAS, CONVENTIONS, NTK
from .theorem_1 import POSITIVITY_ID, WITHOUT_BIAS_ID

RATE_ID = "geifman2020.sec32.exact_rate_all_depths"
SIGN = Symbol("e", real=True)  # (-1)^k
PI_L = Symbol("P", positive=True)  # the parity product


def plus(layers: Expr) -> Expr:
    r"""Return :math:`c_0^+ = -\frac{\sqrt2}\pi(1+b)\frac{L(L-1)}2`."""
    return -sqrt(2) / pi * (1 + BIAS) * layers * (layers - 1) / 2


def bracket(layers: Expr, shift: int = 1) -> Expr:
    r"""Return :math:`(1+b)\frac{L(L-1)}2 + (-1)^k(1-b)\Pi_L`."""
    return (1 + BIAS) * layers * (layers - shift) / 2 + SIGN * (1 - BIAS) * PI_L


def _rate(excess: int) -> Derivation:
    n = Symbol("n", positive=True)
    return prove(
        rests_on(
            CONSTANT_ID,
            r"$k^d\mu_k\to\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}\bigl[(1+b)\frac{L(L-1)}2\pm(1-b)\Pi_L\bigr]$ along even and odd $k$",
        ),
        rests_on(PRODUCT_ID, r"both brackets are positive for $L\ge3$, $b\ge0$"),
        limit(
            n**excess,
            n,
            sympy.Integer(1),
            text=rf"$k^{{d+{excess}}}\mu_k$ over that constant tends to 1: it is $k^{excess}$ times a sequence with limit 1",
            goal=True,
        ),
        identity(
            2**D * gamma(D / 2 + 1) ** 2 / pi**2,
            D**2 * 2 ** (D - 2) * gamma(D / 2) ** 2 / pi**2,
            DIMENSIONS,
            text=r"$\frac{2^{d-2}\Gamma(d/2)^2}{\pi^2}$ at $d+2$ is $d^2$ times its value at $d$,",
        ),
        positive(1 / pi**2, {}, text=r"$\frac1{\pi^2}>0$ at $d=2$ and", goal=True),
        positive(1 / (2 * pi), {}, text=r"$\frac1{2\pi}>0$ at $d=3$: positive for every $d$", goal=True),
        rests_on(WITHOUT_BIAS_ID, r"all $\mu_k>0$ for $L\ge3$, $b=0$"),
        rests_on(POSITIVITY_ID, r"all $\mu_k>0$ for $b>0$"),
        reduction(
            r"Positive sequences with positive limits along both parities lie between positive constants: $\mu_k=\Theta(k^{-d})$ for all $k\ge1$"
        ),
    )


RATE = Claim(
    id="geifman2020.sec32.exact_rate_all_depths",
    label="Section 3.2",
    printed=True,
    statement=(
        r"(Stated by the paper as an empirical observation and proved later in [16].) For every $L\ge3$, "
        r"$\beta\ge0$ and $d\ge2$ the eigenvalues of $\mathbf k^{\mathrm{FC}_\beta(L)}$ on $\mathbb S^{d-1}$ are "
        r"$\Theta(k^{-d})$."
    ),
    hypotheses=(CONVENTIONS, NTK),
    expected=Verdict.PROVED,
    scope=r"All $L\ge3$, $\beta\ge0$, $d\ge2$; also $L=2$ with $\beta>0$.",
    check=_rate,
    parameters={"excess": 0},
    depends_on=(CONSTANT_ID, PRODUCT_ID, WITHOUT_BIAS_ID, POSITIVITY_ID),
    conditions=(),
    control=Control(
        r"$k^{d+2}\mu_k$ over the constant tends to 1, so that $\mu_k=\Theta(k^{-d-2})$, $L=3$, $\beta=0$; it tends to infinity.",
        {"excess": 2},
    ),
)
