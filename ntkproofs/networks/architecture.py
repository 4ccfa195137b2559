r"""The shape of fully connected networks in the parametrisation of the neural tangent kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from ntkproofs.activations import Activation
from ntkproofs.networks.networks import Networks


@final
@dataclass(frozen=True)
class Architecture:
    r"""Widths :math:`n_0, \dots, n_L`, an activation and the scale :math:`\beta` of the biases.

    .. math:: \tilde\alpha^{(\ell+1)} = n_\ell^{-1/2}\,W^{(\ell)}\alpha^{(\ell)} + \beta b^{(\ell)}, \qquad
              \alpha^{(\ell)} = \sigma(\tilde\alpha^{(\ell)}), \quad \alpha^{(0)} = x, \quad f = \tilde\alpha^{(L)}

    (Jacot, Gabriel and Hongler 2018, section 2); :math:`\beta` is a binary float here.

    :raises ValueError: for fewer than two widths or a width below 1.

    >>> from ntkproofs.activations import ReLU
    >>> Architecture((2, 6, 5, 4, 1), ReLU(), bias=0.1).parameters
    82
    """

    widths: tuple[int, ...]
    activation: Activation
    bias: float

    def __post_init__(self) -> None:
        if len(self.widths) < 2 or min(self.widths) < 1:
            msg = f"Architecture: needed at least two positive widths (n_0, ..., n_L), got {self.widths}; add them"
            raise ValueError(msg)

    @property
    def layers(self) -> int:
        """The number L of affine layers."""
        return len(self.widths) - 1

    @property
    def parameters(self) -> int:
        r"""The number :math:`P = \sum_{\ell<L}(n_\ell + 1)n_{\ell+1}` of parameters."""
        return sum((below + 1) * above for below, above in zip(self.widths, self.widths[1:], strict=False))

    def draw(
        self, generator: np.random.Generator, count: int = 1, dtype: type[np.float64 | np.float32] = np.float64
    ) -> Networks:
        r"""Draw independent networks with iid :math:`\mathcal N(0, 1)` parameters.

        With `dtype` float32 parameters and passes are in single precision: half the memory, twice the speed at widths
        of thousands. The draws of the two precisions are different.
        """
        pairs = list(zip(self.widths, self.widths[1:], strict=False))
        weights = [generator.standard_normal((count, above, below), dtype=dtype) for below, above in pairs]
        biases = [generator.standard_normal((count, above), dtype=dtype) for _, above in pairs]
        return Networks(weights, biases, self.activation, self.bias)
