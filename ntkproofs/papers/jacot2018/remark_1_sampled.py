"""Remark 1, simulated: the stable step in the paper's parametrization and in the classical one."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sympy import Rational

from ntkproofs.checks import definition, mean_near, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.networks import Architecture, Networks

from .setting import GAUSSIAN, NETWORK, TANGENT
from .trained_networks import ACTIVATIONS, BIAS, POINTS, WIDTHS, pieces

# Fixed in advance: independent networks of each width (one of each makes a replicate), level of each test.
REPLICATES, LEVEL = 200, Fraction(1, 100_000)


@cache
def _exponents(activation: str, seed: int) -> dict[str, tuple[float, ...]]:
    rows: dict[str, list[NDArray]] = {"paper": [], "classical": []}
    for code, width in enumerate(WIDTHS):
        generator = np.random.default_rng([seed, 2024, sorted(ACTIVATIONS).index(activation), code])
        shape = Architecture((2, width, width, width, 1), ACTIVATIONS[activation], BIAS)
        parts = [largest(shape.draw(generator, size)) for size in pieces(REPLICATES, width)]
        for name, row in rows.items():
            row.append(np.log(np.concatenate([part[name] for part in parts])))
    logs = np.log(np.array(WIDTHS, dtype=float))
    centred = logs - logs.mean()
    return {name: tuple((centred @ np.array(row) / (centred @ centred)).tolist()) for name, row in rows.items()}


def largest(networks: Networks) -> dict[str, NDArray]:
    r"""Return :math:`\lambda_{\max}(\Theta/N)` of each network in both parametrizations.

    With :math:`w = n^{-1/2}W` and :math:`\tilde b = \beta b` the derivatives are :math:`\sqrt n\,\partial_W` and
    :math:`\beta^{-1}\partial_b`.
    """
    forward = networks.forward(POINTS)
    backward = networks.backward(forward, np.ones_like(forward.preactivations[-1]))
    paper, classical = np.zeros(()), np.zeros(())
    for layer, weight in enumerate(networks.weights):
        here, up = forward.activations[layer], backward.directions[layer]
        values, slopes = np.matmul(here, here.swapaxes(1, 2)), np.matmul(up, up.swapaxes(1, 2))
        paper = paper + (values / weight.shape[2] + networks.bias**2) * slopes
        classical = classical + (values + 1) * slopes
    pair = {"paper": paper, "classical": classical}
    return {name: np.linalg.eigvalsh(gram)[:, -1] / len(POINTS) for name, gram in pair.items()}


def _larger(exponent: Rational, seed: int) -> Derivation:
    return prove(
        definition(
            r"$L=4$, $\beta=1/10$, four points $(1,0),(3/5,4/5),(-4/5,3/5),(5/13,-12/13)$, at initialisation; the largest eigenvalue $\lambda$ of "
            rf"the Gram matrix divided by $N$; {REPLICATES} replicates of one network for each $n$ in ${WIDTHS}$, and the exponent of $\lambda$ "
            "in $n$ by least squares on the logarithms"
        ),
        rests_on(
            "jacot2018.rem1.stability_threshold", r"a step is stable up to $2/\lambda$, for the flow with this kernel"
        ),
        rests_on("jacot2018.rem1.classical_ntk_two_layers", "the exact mean of the classical kernel for two layers"),
        reduction("a power of n on finitely many widths is sampled; that widths tend to infinity is not checked"),
        (
            mean_near(
                _exponents(activation, seed)[name],
                expected,
                tolerance=Fraction(3, 10),
                level=LEVEL,
                seed=seed,
                text=rf"{activation}, {name} parametrization: the exponent of $\lambda$ is near {expected}",
                goal=True,
            )
            for activation in ("erf", "relu")
            for name, expected in (("paper", Rational(0)), ("classical", exponent))
        ),
    )


LARGER_RATE = Claim(
    id="jacot2018.rem1.larger_lr",
    label="Remark 1",
    printed=True,
    statement=(
        r"Because of the factors $n_\ell^{-1/2}$ one may take a larger learning rate than in the classical parametrization "
        r"($w^{(\ell)}=n_\ell^{-1/2}W^{(\ell)}$, $\tilde b^{(\ell)}=\beta b^{(\ell)}$): the largest stable step of gradient descent for the "
        r"least-squares cost stays bounded away from 0 as the width $n$ grows in the paper's parametrization and is $O(1/n)$ in the classical one."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT),
    expected=Verdict.SUPPORTED,
    scope=f"erf and ReLU, L = 4, n in {WIDTHS}, the kernel at initialisation; exact in the mean for two layers (rem1.classical_ntk_two_layers)",
    check=_larger,
    parameters={"exponent": Rational(1)},
    depends_on=("jacot2018.rem1.stability_threshold", "jacot2018.rem1.classical_ntk_two_layers"),
    heavy=True,
    random=True,
    control=Control(
        "The stable step of the classical parametrization does not depend on the width; false.",
        {"exponent": Rational(0)},
    ),
)
