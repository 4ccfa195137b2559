"""Section 3.1: the recursion of the kernel against the tangent kernels of sampled wide networks."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from flint import arb
from numpy.typing import NDArray

from ntkproofs.activations import ReLU
from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, mean_near, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.networks import Architecture, Networks, tangent_kernels

from .setting import NTK

# Fixed in advance.
WIDTH, NETWORKS, PIECE = 128, 3000, 500
LEVEL, TOLERANCE = Fraction(1, 1_000_000), Fraction(1, 10)
ANGLES = (0, 3, 6, 12)  # in units of pi/12


def sampled(layers: int, bias: int, seed: int) -> NDArray[np.float64]:
    r"""Return :math:`\Theta_n(x_0, x_j)` of independent networks, one row each, at the angles of the plane."""
    points = np.array([[np.cos(j * np.pi / 12), np.sin(j * np.pi / 12)] for j in ANGLES])
    shape = Architecture((2, *[WIDTH] * (layers - 1), 1), ReLU(scale_squared=Fraction(2)), bias=float(bias) ** 0.5)
    generator = np.random.default_rng([seed, 2020, layers, bias])
    rows = []
    for _ in range(NETWORKS // PIECE):
        drawn = shape.draw(generator, PIECE)
        still = Networks(drawn.weights, [0 * b for b in drawn.biases], drawn.activation, drawn.bias)
        # the architecture divides its input by sqrt(n_0), the paper does not
        rows.append(tangent_kernels(still, np.sqrt(2.0) * points)[:, 0, :])
    return np.concatenate(rows)


def limit(layers: int, bias: int, scale: int, twelfths: int) -> arb:
    r"""Return a ball for :math:`\Theta_L` at an angle, with :math:`\sqrt{a}` times the ReLU, a = ``scale``."""
    kernel = NeuralTangentKernel(layers=layers, activation=ReLU(scale_squared=Fraction(scale)), bias=Fraction(bias))
    ctx = BallArithmetic(100)
    with ctx.working():
        return kernel.kappa(ctx, ctx.pi * twelfths / 12)


def _recursion(scale: int, seed: int) -> Derivation:
    steps: list[Step] = []
    for layers in (2, 3):
        for bias in (0, 1):
            drawn = sampled(layers, bias, seed)
            for j, twelfths in enumerate(ANGLES):
                steps.append(
                    mean_near(
                        drawn[:, j].tolist(),
                        limit(layers, bias, scale, twelfths),
                        tolerance=TOLERANCE,
                        level=LEVEL,
                        seed=seed,
                        text=rf"$L={layers}$, $b={bias}$, angle ${twelfths}\pi/12$: the mean of $\Theta_n$ is near $\Theta_L$",
                        goal=True,
                    )
                )
    return prove(
        definition(
            rf"{NETWORKS} networks of width {WIDTH}, $\alpha^{{(l)}}=\sqrt{{2/m}}\,\sigma(W^{{(l)}}\alpha^{{(l-1)}}+\beta b^{{(l)}})$, "
            rf"$W\sim N(0,1)$, $b^{{(l)}}=0$ at the start; inputs of $\mathbb S^1$; tolerance {TOLERANCE}, level {LEVEL}, fixed in advance"
        ),
        definition(rf"the recursion with $\sqrt{{{scale}}}$ times the ReLU"),
        reduction("networks of one finite width are sampled; that widths tend to infinity is not checked"),
        steps,
    )


RECURSION = Claim(
    id="geifman2020.sec31.ntk_recursion",
    label="Section 3.1",
    printed=True,
    statement=(
        r"The NTK of Section 3.1, $\mathbb E_\theta\langle\partial_\theta f(\theta,\mathbf x),\partial_\theta f(\theta,\mathbf z)"
        r"\rangle$ in the limit of infinite widths, for the fully connected ReLU network "
        r"$\alpha^{(l)}=\sqrt{2/m_l}\,\sigma(W^{(l)}\alpha^{(l-1)}+\beta\mathbf b^{(l)})$, $W\sim N(0,1)$, biases started at 0, output "
        r"$W^{(L)}\alpha^{(L-1)}+\beta b^{(L)}$, is the kernel $\Theta_L$ of the recursion."
    ),
    hypotheses=(NTK,),
    expected=Verdict.SUPPORTED,
    scope=(
        r"The paper defines the kernel in its supplement, which is not available. Sampled: $L=2,3$, $b\in\{0,1\}$, four angles, one "
        f"width ({WIDTH}); a mean within {TOLERANCE} of the limit."
    ),
    check=_recursion,
    parameters={"scale": 2},
    random=True,
    heavy=True,
    control=Control(
        r"The recursion without the factor 2 in the ReLU variance (He scaling dropped): $\Theta_L(1)$ comes out as 1 instead of 2 for "
        r"$L=2$, $b=0$.",
        {"scale": 1},
    ),
)
