"""Section 4.2: a kernel that is definite because the derivatives span everything."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Integer, Rational, pi

from ntkproofs.activations import ReLU
from ntkproofs.checks import Reals, identity, mean_near, positive, positive_definite, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.networks import Architecture, tangent_kernels

from .limiting_kernels import exactly, tangent
from .proposition_2 import hexagon
from .setting import DATA, GAUSSIAN, LIMIT, NETWORK, TANGENT
from .theorem_1 import TWO_LAYERS_ID
from .trained_networks import pieces

# Fixed in advance: depths and width that are sampled, networks of each depth, level and tolerance of each test.
DEPTHS, WIDTH, NETWORKS, LEVEL, CLOSE = (2, 3, 4), 256, 60, Fraction(1, 1_000_000), Fraction(1, 4)
HEXAGON: NDArray = np.array([[np.cos(k * np.pi / 3), np.sin(k * np.pi / 3)] for k in range(6)])


def _squares() -> Step:
    """Prove for two data that the quadratic form of a Gram matrix of derivatives is a sum of squares."""
    a, b, c, d = sympy.symbols("a b c d", real=True)
    return identity(
        a * a * c**2 + 2 * a * b * c * d + b * b * d**2,
        (a * c + b * d) ** 2,
        dict.fromkeys((a, b, c, d), Reals()),
        text=r"one parameter, two data, $a=\partial_pf(x_1)$, $b=\partial_pf(x_2)$: the form of the vector $(c,d)$ is a square",
        goal=True,
    )


def _least(bias: Rational, layers: int, seed: int) -> Step:
    """Support that the smallest eigenvalue of networks is near that of the limit, on the hexagon."""
    limit = np.linalg.eigvalsh(np.asarray(tangent(layers, bias).gram(HEXAGON)))[0]
    shape = Architecture((2, *[WIDTH] * (layers - 1), 1), ReLU(), float(bias))
    generator = np.random.default_rng([seed, 2027, layers])
    parts = [tangent_kernels(shape.draw(generator, size), HEXAGON) for size in pieces(NETWORKS, WIDTH)]
    smallest = np.linalg.eigvalsh(np.concatenate(parts))[:, 0]
    return mean_near(
        (smallest / limit).tolist(),
        Integer(1),
        tolerance=CLOSE,
        level=LEVEL,
        seed=seed,
        text=rf"$L={layers}$, $n={WIDTH}$, {NETWORKS} networks: $\lambda_{{\min}}(\Theta_n)/\lambda_{{\min}}(\Theta_\infty)$ on the hexagon is near 1",
        goal=True,
    )


def _dense(bias: Rational, seed: int) -> Derivation:
    kernel = tangent(2, bias)
    values = [exactly(kernel, Integer(k) * pi / 3) for k in range(4)]
    gram = sympy.Matrix(6, 6, lambda i, j: values[min((i - j) % 6, (j - i) % 6)])
    definite = positive_definite(
        gram,
        text=rf"ReLU, $L=2$, $\beta={bias}$: the limiting Gram matrix of the regular hexagon is positive definite",
        goal=True,
    )
    return prove(
        reduction(
            r"$\mathcal F$ modulo functions that vanish on the $N$ data has dimension $N$: the span of the derivatives is dense iff no $c\ne0$ has "
            r"$\langle\partial_pF,c\rangle_{p^{in}}=0$ for all $p$, that is, iff the Gram matrix of $\Theta_n=\sum_p\partial_pF\otimes\partial_pF$ is "
            "positive definite"
        ),
        _squares(),
        rests_on(TWO_LAYERS_ID, r"$L=2$: $\mathbb{E}\,\Theta_n=\Theta_\infty$ at every width"),
        reduction(
            r"so $c^T\Theta_\infty c=\mathbb{E}\sum_p(\sum_ic_i\partial_pf(x_i))^2$; if it is 0 for some $c\ne0$, then almost surely $c$ annihilates "
            r"all derivatives, at every width, and their span is never dense: for $L=2$ the statement is proved, for $L\ge3$ it is sampled"
        ),
        positive(
            hexagon(kernel),
            {},
            text=rf"ReLU, $L=2$, $\beta={bias}$: the quadratic form of $(1,-1,1,-1,1,-1)$ on the regular hexagon, divided by 6, is positive",
            goal=True,
        ),
        definite,
        # Where the limit is singular there is no ratio to sample.
        [_least(bias, layers, seed) for layers in DEPTHS] if bias else [],
    )


DENSE_SPAN = Claim(
    id="jacot2018.s4.dense_span",
    label="Section 4.2",
    printed=True,
    statement=(
        r"The limiting NTK $\Theta_\infty^{(L)}$ is positive definite on the data if the span of the derivatives "
        r"$\partial_{\theta_p}F^{(L)}$, $p=1,\dots,P$, becomes dense in $\mathcal F$ with respect to the $p^{in}$-norm as the width grows to "
        r"infinity."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, LIMIT, DATA),
    expected=Verdict.SUPPORTED,
    scope=(
        "derived for L = 2; for L = 3 and 4 the smallest eigenvalues of networks of width 256 are near those of the limit on the regular "
        "hexagon (ReLU, beta = 0.1)"
    ),
    check=_dense,
    parameters={"bias": Rational(1, 10)},
    depends_on=(TWO_LAYERS_ID,),
    heavy=True,
    random=True,
    control=Control(
        r"The limiting Gram matrix of the regular hexagon is positive definite for $\beta=0$, $L=2$ too, where the span is not dense at any "
        "width; false, it is singular.",
        {"bias": Rational(0)},
    ),
)
