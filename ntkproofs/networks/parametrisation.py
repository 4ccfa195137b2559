r"""How the parameters of an affine layer are drawn, and the scale with which they act."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from ntkproofs.networks.model import Parameters


@final
@dataclass(frozen=True)
class Parametrisation:
    r"""The weights W and biases b of a layer whose every output sums n inputs.

    That of the tangent kernel draws iid :math:`N(0, 1)` and acts by :math:`n^{-1/2}W` and :math:`\beta b`; without bias
    (:math:`\beta = 0`) there is no b. The ordinary one of common practice draws both iid uniform on
    :math:`[-n^{-1/2}, n^{-1/2}]` and acts by W and b themselves; it needs no `bias`. The functions are alike, the
    gradients are not.
    """

    bias: float = 0.0
    ordinary: bool = False

    def draw(self, generator: np.random.Generator, shape: tuple[int, ...], terms: int) -> Parameters:
        """Draw (W,) or (W, b) for weights of a shape that begins with the number of outputs; n is `terms`."""
        if self.ordinary:
            end = 1 / math.sqrt(terms)
            return generator.uniform(-end, end, shape), generator.uniform(-end, end, shape[0])
        weight = generator.standard_normal(shape)
        return (weight, generator.standard_normal(shape[0])) if self.bias else (weight,)

    def weight(self, parameters: Parameters, terms: int) -> Any:
        """The weights as they act."""
        return parameters[0] if self.ordinary else parameters[0] / math.sqrt(terms)

    def shift(self, parameters: Parameters) -> Any:
        """The biases as they act, or 0."""
        if self.ordinary:
            return parameters[1]
        return self.bias * parameters[1] if self.bias else 0.0
