r"""The kernels of Proposition 2 on one-dimensional signals of finite support, layer by layer, as balls."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.kernels.convolutional import (
    ConvolutionalLayer,
    ConvolutionalNetwork,
    LayerGrams,
    Patch,
    Pooling,
    Prepared,
    inner_products,
    layer_grams,
    tangent_of_layer,
)

Signal = tuple[int, ...]
#: Inner products of two signals at pairs of locations; locations that are not named hold the zero vector.
Gram = Mapping[tuple[int, int], Any]

# Each of the two inverse cosines near 1 may cost half the digits, layer by layer; this leaves 300 bits after three.
_BITS = 2400


def _named(a: Prepared, k: int, grams: LayerGrams) -> tuple[dict[tuple[int, int], Any], dict[tuple[int, int], Any]]:
    """The arrays of layer k by the locations of the lattice."""
    places = a.plan.layers[k].locations.positions[:, 0].tolist()
    rows, columns = [places[u] for u in grams.first], [places[v] for v in grams.second]
    named = [
        {(u, v): array[i, j] for i, u in enumerate(rows) for j, v in enumerate(columns)} for array in (grams.x, grams.y)
    ]
    return named[0], named[1]


@cache
def layers(
    signals: tuple[Signal, Signal], taps: tuple[Fraction, ...], depth: int, second_factor: str = "y"
) -> tuple[dict[str, Any], ...]:
    r"""Return, for n = 1, ..., depth, the Gram arrays of x_n and y_n and the two kernels with n hidden layers.

    Signals stand at the locations 0, 1, ...; patches have the offsets -1, 0, 1. `x` and `y` hold the arrays of the pairs
    (0, 0), (0, 1), (1, 1) of signals, `tangent` and `last` the kernels
    :math:`\langle A^n M(x_n, y_n), A^n M(x'_n, y'_n)\rangle` and :math:`\langle A^n\varphi_1(x_n), A^n\varphi_1(x'_n)\rangle`,
    all as balls. With `second_factor` "x" the kernel `tangent` is that of :math:`M(x_n, x_n)`.
    """
    layer = ConvolutionalLayer(Patch.box(3), Pooling.product(taps))
    found = []
    for n in range(1, depth + 1):
        first, second = ConvolutionalNetwork((layer,) * n).prepare(signals, BallArithmetic(_BITS))
        pairs = ((first, first), (first, second), (second, second))
        grams = [list(layer_grams(a, b))[-1] for a, b in pairs]
        named = [_named(first, n - 1, one) for one in grams]
        kernels = [inner_products(a, b) for a, b in pairs]
        tangent = [both[1] for both in kernels]
        if second_factor == "x":
            tangent = [tangent_of_layer(a, b, one.x, one.x) for (a, b), one in zip(pairs, grams, strict=True)]
        found.append(
            {
                "x": [x for x, _ in named],
                "y": [y for _, y in named],
                "tangent": tangent,
                "last": [both[0] for both in kernels],
            }
        )
    return tuple(found)
