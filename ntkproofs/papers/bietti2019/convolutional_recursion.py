r"""The kernels of Proposition 2 on one-dimensional signals of finite support, as a recursion of Gram arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from flint import arb

from ntkproofs.activations.rectified import arc_cosine
from ntkproofs.arithmetic import BallArithmetic

Signal = tuple[int, ...]
#: Inner products of two signals at pairs of locations; locations that are not named hold the zero vector.
Gram = Mapping[tuple[int, int], Any]

# Each of the two inverse cosines near 1 may cost half the digits, layer by layer; this leaves 300 bits after three.
_BITS = 2400
_PATCH = (-1, 0, 1)


def _patches(balls: BallArithmetic, gram: Gram) -> dict[tuple[int, int], Any]:
    r"""Return :math:`\langle Px[u], Px'[v]\rangle = |S|^{-1} \sum_{s \in S} \langle x[u+s], x'[v+s]\rangle`."""
    places = {(u - s, v - t) for u, v in gram for s in _PATCH for t in _PATCH}
    zero = balls.rational(0)
    return {
        (u, v): sum((gram.get((u + s, v + s), zero) for s in _PATCH), zero) / len(_PATCH) for u, v in sorted(places)
    }


def _pool(balls: BallArithmetic, gram: Gram, taps: Sequence[Fraction]) -> dict[tuple[int, int], Any]:
    r"""Return the Gram array of :math:`\sum_v h[u - v] x[v]` with the taps at -1, 0, 1."""
    result: dict[tuple[int, int], Any] = {}
    for (u, v), value in gram.items():
        for s, first in zip(_PATCH, taps, strict=True):
            for t, second in zip(_PATCH, taps, strict=True):
                factor = balls.rational((first * second).numerator, (first * second).denominator)
                result[u + s, v + t] = result.get((u + s, v + t), balls.rational(0)) + factor * value
    return result


def _features(balls: BallArithmetic, gram: Gram, left: Gram, right: Gram) -> tuple[dict[Any, Any], dict[Any, Any]]:
    r"""Return :math:`\kappa_0(\rho)` and :math:`\|x[u]\|\|x'[v]\|\kappa_1(\rho)` at all pairs of locations."""
    zeroth, first = {}, {}
    for (u, v), product in gram.items():
        norms = balls.sqrt(left[u, u] * right[v, v])
        # A cosine lies in [-1, 1]; what a ball holds beyond is cut off.
        angle = balls.acos_unit(product / norms)
        zeroth[u, v], first[u, v] = arc_cosine(balls, 0, angle), norms * arc_cosine(balls, 1, angle)
    return zeroth, first


@cache
def layers(
    signals: tuple[Signal, Signal], taps: tuple[Fraction, ...], depth: int, second_factor: str = "y"
) -> tuple[dict[str, Any], ...]:
    r"""Return, for n = 1, ..., depth, the Gram arrays of x_n and y_n and the two kernels with n hidden layers.

    Signals stand at the locations 0, 1, ... and no patch of three that meets one is zero. `x` and `y` hold the arrays of
    the pairs (0, 0), (0, 1), (1, 1) of signals, `tangent` and `last` the kernels
    :math:`\langle A^n M(x_n, y_n), A^n M(x'_n, y'_n)\rangle` and :math:`\langle A^n\varphi_1(x_n), A^n\varphi_1(x'_n)\rangle`,
    all as balls. With `second_factor` "x" the kernel `tangent` is that of :math:`M(x_n, x_n)`.
    """
    balls = BallArithmetic(_BITS)
    with balls.working():
        pairs = ((0, 0), (0, 1), (1, 1))
        inputs = [
            {(u, v): balls.rational(a * b) for u, a in enumerate(signals[i]) for v, b in enumerate(signals[j])}
            for i, j in pairs
        ]
        x = [_patches(balls, gram) for gram in inputs]
        y = list(x)
        found = []
        for _ in range(depth):
            arrays = {"x": x, "y": y}
            features = [_features(balls, gram, x[2 * i], x[2 * j]) for gram, (i, j) in zip(x, pairs, strict=True)]
            last = [_pool(balls, first, taps) for _, first in features]
            pooled = {name: _tangent(balls, features, second, taps) for name, second in arrays.items()}
            kernels = {"tangent": _traces(balls, pooled[second_factor]), "last": _traces(balls, last)}
            found.append({**arrays, **kernels})
            x, y = ([_patches(balls, gram) for gram in grams] for grams in (last, pooled["y"]))
        return tuple(found)


def _tangent(
    balls: BallArithmetic, features: Sequence[Any], second: Sequence[Gram], taps: Sequence[Fraction]
) -> list[Gram]:
    return [
        _pool(balls, {place: zeroth[place] * gram[place] + first[place] for place in first}, taps)
        for (zeroth, first), gram in zip(features, second, strict=True)
    ]


def _traces(balls: BallArithmetic, grams: Sequence[Gram]) -> list[arb]:
    zero = balls.rational(0)
    return [sum((value for (u, v), value in gram.items() if u == v), zero) for gram in grams]
