"""The exact laws of ReLU networks of finite width, held against drawn networks."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sympy import Integer, Rational

from ntkproofs.checks import definition, mean_near, prove, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.networks import Architecture, tangent_kernels

from .proposition_1 import KURTOSIS_ID
from .relu_moments import after
from .setting import GAUSSIAN, NETWORK, RELU, TANGENT
from .theorem_1_diagonal import UNBIASED_ID, VARIANCE_ID
from .trained_networks import ACTIVATIONS, BIAS

# Fixed in advance: width, networks, networks drawn at a time, level of each test, and the relative tolerance of each.
WIDTH, NETWORKS, PIECE, LEVEL = 20, 200_000, 4000, Fraction(1, 1_000_000)
TOLERANCES = (Fraction(1, 50), Fraction(1, 8), Fraction(1, 20), Fraction(1, 6))

_VARIANCE_EXACT_ID = "jacot2018.prop1.variance_exact"


@cache
def _drawn(seed: int) -> tuple[NDArray, NDArray]:
    """Return kernels and outputs at (1, 0) of independent networks, each (count,)."""
    generator = np.random.default_rng([seed, 2029])
    shape = Architecture((2, WIDTH, WIDTH, WIDTH, 1), ACTIVATIONS["relu"], BIAS)
    kernels, outputs = [], []
    for _ in range(NETWORKS // PIECE):
        networks = shape.draw(generator, PIECE)
        kernels.append(tangent_kernels(networks, [[1.0, 0.0]])[:, 0, 0])
        outputs.append(networks([[1.0, 0.0]])[:, 0, 0])
    return np.concatenate(kernels), np.concatenate(outputs)


def _laws(width: int, seed: int) -> Derivation:
    law = after(4, Rational(51, 100), Rational(1, 100), Integer(width))
    kernel, output = _drawn(seed)
    # E f^4 = 3 E q^2, for f is Gaussian of variance q given the hidden layers.
    expected = (law.tau, law.A - law.tau**2, law.m, 3 * law.Q)
    samples = (kernel, (kernel - float(law.tau)) ** 2, output**2, output**4)
    names = (
        r"$\mathbb{E}\,\Theta_n(x,x)$",
        r"$\mathbb{E}(\Theta_n(x,x)-\frac{113}{400})^2$",
        r"$\mathbb{E}f(x)^2$",
        r"$\mathbb{E}f(x)^4$",
    )
    return prove(
        definition(rf"ReLU, $L=4$, $\beta=1/10$, $n_0=2$, $|x|=1$, {NETWORKS} networks with $n_1=n_2=n_3={WIDTH}$"),
        definition(rf"the exact values are those of the width {width}"),
        rests_on(UNBIASED_ID, r"the mean of $\Theta_n(x,x)$"),
        rests_on(VARIANCE_ID, "its variance"),
        rests_on(_VARIANCE_EXACT_ID, "the variance of the outputs"),
        rests_on(KURTOSIS_ID, "their fourth moment"),
        (
            mean_near(
                (values / float(exact)).tolist(),
                Integer(1),
                tolerance=tolerance,
                level=LEVEL,
                seed=seed,
                text=rf"{name} is ${exact}$, to a relative {tolerance}",
                goal=True,
            )
            for values, exact, tolerance, name in zip(samples, expected, TOLERANCES, names, strict=True)
        ),
    )


EXACT_LAWS = Claim(
    id="jacot2018.thm1.exact_laws_sampled",
    label="Theorem 1",
    statement=(
        rf"Drawn ReLU networks of width {WIDTH} ($L=4$, $\beta=0.1$, $n_0=2$, $|x|=1$) have the exact mean and variance of "
        r"$\Theta_n(x,x)$ and the exact second and fourth moments of $f(x)$ that the recursions of this section give."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, RELU),
    expected=Verdict.SUPPORTED,
    scope=f"n = {WIDTH}, {NETWORKS} networks; relative tolerances {', '.join(map(str, TOLERANCES))}",
    check=_laws,
    parameters={"width": WIDTH},
    depends_on=(UNBIASED_ID, VARIANCE_ID, _VARIANCE_EXACT_ID, KURTOSIS_ID),
    heavy=True,
    random=True,
    control=Control("They have the variance and the fourth moment of width 40; false.", {"width": 40}),
)
