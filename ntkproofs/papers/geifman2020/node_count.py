r"""How many Gauss-Legendre nodes in the angle an eigenvalue needs: a prediction from the nearest singularity."""

from __future__ import annotations

from functools import cache

import numpy as np
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, instances, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.enclosures.panel_rule import legendre_rule
from ntkproofs.expansions.angular_kernel import AngularKernel

from .deep_bounds import network
from .gauss_legendre import QUADRATURE_ID
from .setting import NTK

BITS = 420
#: The largest admissible ellipse, from the nearest complex singularity (found by a search, not proved).
LARGEST = {3: 2.7304, 20: 2.1012}
#: Nodes of the rule that stands for the truth.
FINE = {(3, 0): 160, (3, 200): 400, (20, 0): 200}
CASES = ((3, 0, 30), (3, 0, 50), (3, 200, 30), (3, 200, 50), (20, 0, 30), (20, 0, 50))
SLACK = 6


def predicted(layers: int, degree: int, digits: int) -> float:
    r"""Return :math:`\min_{1<\rho<\rho_L}\frac{\frac{\pi k}4(\rho-1/\rho)+D\ln10}{2\ln\rho}`.

    >>> round(predicted(3, 0, 30), 1)
    34.4
    """
    rho = 1 + (LARGEST[layers] - 1) * np.geomspace(1e-5, 1, 20_000)
    return float(((np.pi * degree / 4 * (rho - 1 / rho) + digits * np.log(10)) / (2 * np.log(rho))).min())


@cache
def rule_value(layers: int, degree: int, nodes: int) -> arb:
    r"""Return the value of the rule with an even number of nodes for :math:`\mu_k[\Theta_L]`, b = 0, d = 3."""
    evaluate = AngularKernel(network(layers, 0)).evaluator(BITS)
    with BallArithmetic(BITS).working():
        half, total = arb.pi() / 2, arb(0)
        for x, weight in legendre_rule(nodes, BITS):
            for angle in (half + half * x, half - half * x):
                total += weight * evaluate(angle) * angle.cos().legendre_p(degree) * angle.sin()
        return total * half / 2


def _error(layers: int, degree: int, nodes: int) -> arb:
    with BallArithmetic(BITS).working():
        return abs(rule_value(layers, degree, nodes) - rule_value(layers, degree, FINE[layers, degree]))


def _counts(cases: tuple[tuple[int, int, int], ...], share: int) -> Derivation:
    gaps = []
    for layers, degree, digits in cases:
        middle = 2 * round(predicted(layers, degree, digits) / 2)
        few, many = (middle - SLACK, middle + SLACK) if share == 0 else (0, 2 * round(degree / share / 2))
        where = f"L = {layers}, k = {degree}, {digits} digits"
        with BallArithmetic(BITS).working():
            unit = arb(10) ** -digits
            gaps.append((f"{where}, {many} nodes suffice", 1 - _error(layers, degree, many) / unit))
            if few > 0:
                gaps.append((f"{where}, {few} nodes do not", _error(layers, degree, few) / unit - 1))
    growth = []
    for degree in (10**3, 10**4, 10**5, 10**6):
        for digits in (30, 50):
            above = predicted(3, degree, digits) - np.pi * degree / 4
            growth.append((f"k = {degree}, {digits} digits", 3 - above / (degree * digits**2) ** (1 / 3)))
    return prove(
        rests_on(QUADRATURE_ID, r"the error is at most a constant times $e^{\frac{\pi k}4(\rho-1/\rho)}\rho^{-2n}$"),
        reduction(
            r"Setting this to $10^{-D}$ and choosing the best $\rho$ gives the prediction; $\rho_L$ is that of the nearest singularity "
            rf"({', '.join(f'{rho} for L = {n}' for n, rho in LARGEST.items())}, found by search)"
        ),
        definition(
            rf"$d=3$, $b=0$; even numbers of nodes; the truth is the value of a rule with {', '.join(map(str, FINE.values()))} nodes; "
            rf"fixed in advance: prediction $\pm{SLACK}$"
        ),
        instances(
            gaps,
            text=rf"$D$ digits (absolute) need the predicted number of nodes within ${SLACK}$"
            if share == 0
            else rf"$k/{share}$ nodes suffice",
            goal=True,
        ),
        instances(
            growth,
            text=r"the prediction exceeds $\frac{\pi k}4$ by at most $3(kD^2)^{1/3}$ at $k=10^3,\dots,10^6$",
            goal=True,
        ),
    )


NODE_COUNT = Claim(
    id="geifman2020.derived.gauss_legendre_node_count",
    label="Section 3.2",
    statement=(
        r"The number of Gauss-Legendre nodes in $\theta$ that $D$ correct digits of $\mu_k[\Theta_L]$ need is within a few of "
        r"$\min_{1<\rho<\rho_L}\frac{\frac{\pi k}4(\rho-1/\rho)+D\ln10}{2\ln\rho}$, that is $\sim\frac{\pi k}4+O((kD^2)^{1/3})$ for "
        r"large $k$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.SUPPORTED,
    scope=r"Measured for $L\in\{3,20\}$, $k\le200$, $d=3$, $b=0$, 30 and 50 digits.",
    check=_counts,
    parameters={"cases": CASES, "share": 0},
    depends_on=(QUADRATURE_ID,),
    control=Control(r"$k/4$ nodes suffice for 30 digits at $k=200$, $L=3$.", {"cases": ((3, 200, 30),), "share": 4}),
)
