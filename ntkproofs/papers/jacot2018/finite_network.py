r"""Networks with rational weights and a polynomial activation, evaluated exactly, and their empirical NTK by differentiation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import final

Vector = list[tuple[Fraction, Fraction]]


@final
@dataclass(frozen=True)
class Network:
    r"""A network :math:`\tilde\alpha^{(l+1)} = n_l^{-1/2}W\alpha^{(l)} + \beta b`, with :math:`\sigma(u) = u + u^2`.

    The widths of the layers that are inputs of another one are squares, so that all numbers are rational.
    """

    widths: tuple[int, ...]
    beta: Fraction

    def weight(self, layer: int, i: int, j: int) -> Fraction:
        """Return the weight from unit j of a layer to unit i of the next one."""
        return Fraction((3 * layer + 2 * i + 5 * j) % 7 - 3, 2)

    def bias(self, layer: int, i: int) -> Fraction:
        """Return a bias."""
        return Fraction((layer + 4 * i) % 5 - 1, 3)

    def parameters(self) -> Iterator[tuple[int, int, int]]:
        """Yield the weights as (layer, i, j) and the biases as (layer, i, -1)."""
        for layer, (n, m) in enumerate(zip(self.widths, self.widths[1:], strict=False)):
            for i in range(m):
                yield from ((layer, i, j) for j in range(-1, n))

    def forward(self, x: tuple[Fraction, ...], moved: tuple[int, int, int] | None = None) -> list[Vector]:
        """Return the preactivations of all layers, each with its derivative in the parameter that moves."""
        values: Vector = [(value, Fraction(0)) for value in x]
        layers = []
        for layer, (n, m) in enumerate(zip(self.widths, self.widths[1:], strict=False)):
            root = Fraction(1, isqrt(n))
            pre: Vector = []
            for i in range(m):
                value, slope = self.beta * self.bias(layer, i), Fraction(0)
                for j, (a, d) in enumerate(values):
                    w = self.weight(layer, i, j)
                    value, slope = value + root * w * a, slope + root * w * d
                    if moved == (layer, i, j):
                        slope += root * a
                if moved == (layer, i, -1):
                    slope += self.beta
                pre.append((value, slope))
            layers.append(pre)
            values = [(u + u * u, (1 + 2 * u) * d) for u, d in pre]
        return layers

    def kernel(self, layer: int, x: tuple[Fraction, ...], y: tuple[Fraction, ...]) -> list[list[Fraction]]:
        r"""Return the empirical NTK of the preactivations of a layer, by the sum over all parameters.

        >>> Network((1, 1), Fraction(1, 10)).kernel(1, (Fraction(2),), (Fraction(3),))
        [[Fraction(601, 100)]]
        """
        size = self.widths[layer]
        total = [[Fraction(0)] * size for _ in range(size)]
        for p in self.parameters():
            u, v = self.forward(x, p)[layer - 1], self.forward(y, p)[layer - 1]
            for i in range(size):
                for j in range(size):
                    total[i][j] += u[i][1] * v[j][1]
        return total
