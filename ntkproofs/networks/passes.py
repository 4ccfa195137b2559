r"""What one forward and one backward pass leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from numpy.typing import NDArray


@final
@dataclass(frozen=True)
class Forward:
    r"""The activations :math:`\alpha^{(0)}, \dots, \alpha^{(L-1)}`, preactivations :math:`\tilde\alpha^{(1)}, \dots`.

    Each array has the shape (count, N, width); that of :math:`\alpha^{(0)}` is (1, N, n_0).
    """

    activations: tuple[NDArray, ...]
    preactivations: tuple[NDArray, ...]


@final
@dataclass(frozen=True)
class Backward:
    r"""The directions :math:`d^{(1)}, \dots, d^{(L)}` at the preactivations, each (count, N, width)."""

    directions: tuple[NDArray, ...]
