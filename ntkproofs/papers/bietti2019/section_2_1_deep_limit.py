"""Section 2.1: the tangent kernel of a deep network at random initialisation, sampled at finite widths."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, mean_near, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.kernels import NeuralTangentKernel

from .relu_kernels import KAPPAS
from .section_2_1_recursion import RECURSION

# Fixed in advance: width, networks drawn, the level of each test; tolerances are about a quarter of the limits, for each n.
WIDTH, NETWORKS, LEVEL = 128, 150, Fraction(1, 10_000)
_CTX = BallArithmetic(200)
TOLERANCES = {2: (Fraction(3, 4), Fraction(1, 3)), 3: (Fraction(1), Fraction(2, 5))}


def tangent_kernels(hidden: int, width: int, cosine: float, generator: np.random.Generator) -> tuple[float, float]:
    r"""Return the tangent kernel of one random ReLU network at (x, x) and (x, x'), unit vectors of given cosine.

    The network is :math:`f = \sqrt{2/m_n}\langle w, a^n\rangle`, :math:`a^k = \sigma(\sqrt{2/m_{k-1}}\,W^k a^{k-1})` with
    standard Gaussian weights; the sum runs over the gradients of all of them.
    """
    inputs = np.array([[1.0, cosine], [0.0, np.sqrt(1 - cosine**2)]])
    weights, values, slopes = [], [inputs], []
    for layer in range(hidden):
        scale = 1.0 if layer == 0 else np.sqrt(2 / width)
        weight = scale * generator.standard_normal((width, values[-1].shape[0]))
        before = weight @ values[-1]
        weights.append(weight)
        slopes.append(before >= 0)
        values.append(np.maximum(before, 0))
    scale = np.sqrt(2 / width)
    # The gradient with respect to W^k is an outer product, so its Gram matrix is a product of two Gram matrices.
    total = scale**2 * values[-1].T @ values[-1]
    backward = scale * generator.standard_normal((width, 1)) * slopes[-1]
    for layer in reversed(range(hidden)):
        inner = 1.0 if layer == 0 else scale**2
        total += (backward.T @ backward) * inner * (values[layer].T @ values[layer])
        if layer > 0:
            backward = (weights[layer].T @ backward) * slopes[layer - 1]
    return float(total[0, 0]), float(total[0, 1])


@cache
def _draws(hidden: int, seed: int) -> tuple[tuple[float, float], ...]:
    generator = np.random.default_rng([seed, 2102, hidden])
    return tuple(tangent_kernels(hidden, WIDTH, 0.5, generator) for _ in range(NETWORKS))


def _limit(diagonals: tuple[tuple[int, int], ...], seed: int) -> Derivation:
    steps = []
    for hidden, diagonal in diagonals:
        draws = _draws(hidden, seed)
        kernel = NeuralTangentKernel(layers=hidden + 1)
        at_angle = _CTX.evaluate(lambda ctx, kernel=kernel: kernel.kappa(ctx, ctx.pi / 3))
        for name, column, expected in (("1", 0, arb(diagonal)), ("1/2", 1, at_angle)):
            steps.append(
                mean_near(
                    [draw[column] for draw in draws],
                    expected,
                    tolerance=TOLERANCES[hidden][column],
                    level=LEVEL,
                    seed=seed,
                    text=rf"$n={hidden}$, $m={WIDTH}$: the mean tangent kernel at $u={name}$ is near $K_{hidden}$",
                    goal=True,
                )
            )
    return prove(
        definition(r"$x,x'$ unit vectors of the plane with $u=\langle x,x'\rangle$"),
        rests_on("bietti2019.eq6.arc_cosine_one", r"one layer maps the covariance $\Sigma_{k-1}$ to $\Sigma_k$"),
        rests_on("bietti2019.eq7.arc_cosine_zero", r"and the derivatives give $\kappa_0(\rho_{k-1})$"),
        rests_on("bietti2019.eq2.two_layer_limit", r"$n=1$: the limit holds in mean square"),
        reduction(
            "for n = 2, 3 the tangent kernels of independent random networks of finite width are sampled; that widths tend "
            "to infinity is not checked, so this supports the limit and does not prove it"
        ),
        steps,
    )


DEEP_LIMIT = Claim(
    id="bietti2019.section21.deep_limit",
    label="Section 2.1",
    printed=True,
    statement=(
        r"For the fully connected ReLU network $f=\sqrt{2/m_n}\langle w^{n+1},a^n\rangle$, $a^1=\sigma(W^1x)$, "
        r"$a^k=\sigma(\sqrt{2/m_{k-1}}\,W^ka^{k-1})$, all weights i.i.d. $\mathcal N(0,1)$, the tangent kernel at "
        r"initialisation tends, as $m_1,\dots,m_n\to\infty$ one after the other, to $K_n$ given by "
        rf"{RECURSION}."
    ),
    hypotheses=KAPPAS[:2],
    expected=Verdict.SUPPORTED,
    scope="n = 1 in mean square (eq2.two_layer_limit); n = 2, 3 by Monte Carlo at width 128 and two pairs of unit vectors",
    check=_limit,
    parameters={"diagonals": ((2, 3), (3, 4))},
    depends_on=("bietti2019.eq6.arc_cosine_one", "bietti2019.eq7.arc_cosine_zero", "bietti2019.eq2.two_layer_limit"),
    random=True,
    control=Control(
        r"The limit for $n=2$ has diagonal $K_2(x,x)=2\|x\|^2$; it is $3\|x\|^2$.", {"diagonals": ((2, 2),)}
    ),
)
