r"""The slope that a straight line through :math:`\log J_k` has on a finite window of degrees."""

from __future__ import annotations

import sympy
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import Integers, definition, has_decimals, identity, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.expansions.slit import reference_term
from ntkproofs.papers.bietti2019.spectral_sequences import K

from .setting import REFERENCE, reference


def slope(values: list[arb], bits: int = 160) -> arb:
    r"""Return the least-squares slope of log values against log k, k = 1, 2, ..."""
    with BallArithmetic(bits).working():
        x = [arb(k).log() for k in range(1, len(values) + 1)]
        y = [value.log() for value in values]
        mean = sum(x, arb(0)) / len(x)
        above = sum(((a - mean) * b for a, b in zip(x, y, strict=True)), arb(0))
        return above / sum(((a - mean) ** 2 for a in x), arb(0))


def reference_slope(dim: int, top: int) -> arb:
    r"""Return the slope of :math:`\log J_k` over :math:`1 \le k \le` top."""
    ctx = BallArithmetic(160)
    return slope([reference_term(dim, k).evaluate(ctx) for k in range(1, top + 1)])


def _slopes(listed: tuple[tuple[int, str], ...]) -> Derivation:
    return prove(
        definition(
            REFERENCE + r"; slope $\sum(x_k-\bar x)y_k/\sum(x_k-\bar x)^2$ of $y_k=\log J_k$ against $x_k=\log k$"
        ),
        identity(
            reference(K, sympy.Integer(2)) * sympy.pi * K**2,
            sympy.Integer(1),
            {K: Integers(1)},
            text=r"$d=2$: $J_k=1/(\pi k^2)$, so $y_k=-\log\pi-2x_k$ lies on a line of slope exactly $-2$",
            goal=True,
        ),
        reduction(r"a least-squares line through points of a line is that line, for every $K\ge2$"),
        *[
            has_decimals(
                lambda bits, top=top: reference_slope(3, top),  # type: ignore[misc]
                text,
                text=rf"$d=3$, $1\le k\le{top}$: the slope is {text}",
                goal=True,
            )
            for top, text in listed
        ],
    )


LISTED = (
    (10, "-2.6701676607407982198"),
    (20, "-2.7525977251753698272"),
    (30, "-2.7950292486076894483"),
    (50, "-2.8412314931819178336"),
    (100, "-2.8909470898067146222"),
)

REFERENCE_SLOPE = Claim(
    id="geifman2020.derived.reference_slope",
    label="Figure 1",
    statement=(
        r"The least-squares slope of $\log J_k$ against $\log k$, "
        r"$J_k=\frac{\Gamma(d/2)^2}{4\pi}\left[\frac{\Gamma(k/2)}{\Gamma((k+d)/2)}\right]^2$, over $1\le k\le K$ is exactly $-2$ "
        r"for $d=2$ and every $K\ge2$, and for $d=3$ it is the listed value: the power law $k^{-3}$ looks like $-2.75$ on "
        r"windows of this size already without any effect of depth or width. "
        + "; ".join(f"$K={top}$: {text}" for top, text in LISTED)
        + "."
    ),
    expected=Verdict.CERTIFIED,
    scope=r"$d=2$: exact; $d=3$: enclosures for $K\in\{10,20,30,50,100\}$.",
    check=_slopes,
    parameters={"listed": LISTED},
    control=Control(r"The slope for $d=3$, $K=100$ is $-2.95$ to two decimals.", {"listed": ((100, "-2.95"),)}),
)
