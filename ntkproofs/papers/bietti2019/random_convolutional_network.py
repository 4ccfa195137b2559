r"""One random convolutional ReLU network on the integers: its pre-activations and its tangent kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

Array = np.ndarray


@final
@dataclass(frozen=True)
class Draw:
    """What one random network says of some signals: locations first, then channels, then signals."""

    tangent: Array | None  # tangent kernel of all layers, signals by signals; None where it was not asked for
    last: Array  # its part from the last layer
    pre_activations: tuple[Array, ...]  # of each hidden layer; location 0 of the signals stands at `origins`
    origins: tuple[int, ...]


def _patches(values: Array) -> Array:
    """Return patches of three over sqrt(3), stacked as channels; the window grows by one place on each side."""
    padded = np.pad(values, ((2, 2), (0, 0), (0, 0)))
    size = padded.shape[0] - 2
    return np.concatenate([padded[s : s + size] for s in range(3)], axis=1) / np.sqrt(3)


def _patches_transposed(values: Array) -> Array:
    channels = values.shape[1] // 3
    padded = np.zeros((values.shape[0] + 2, channels, values.shape[2]))
    for s in range(3):
        padded[s : s + values.shape[0]] += values[:, s * channels : (s + 1) * channels]
    return padded[2:-2] / np.sqrt(3)


def _pool(values: Array, taps: Array) -> Array:
    """Convolve with a symmetric filter of three taps; the window grows by one place on each side."""
    padded = np.pad(values, ((2, 2), (0, 0), (0, 0)))
    size = padded.shape[0] - 2
    return np.add.reduce([tap * padded[s : s + size] for s, tap in enumerate(taps)])


def _gram(values: Array) -> Array:
    rows = values.reshape(-1, values.shape[2])
    return rows.T @ rows


def draw(
    signals: Array, hidden: int, width: int, taps: Array, generator: np.random.Generator, *, gradients: bool = True
) -> Draw:
    r"""Draw one network :math:`f = \sqrt{2/m_n} \langle w, a^n \rangle`, all widths equal, on signals (locations, signals).

    :math:`\tilde a^1 = W^1 P x`, :math:`\tilde a^k = \sqrt{2/m}\,W^k P a^{k-1}`, :math:`a^k = A\sigma(\tilde a^k)`, weights
    standard Gaussian, patches of three places, a symmetric filter.
    """
    values = signals[:, None, :]
    weights, before_layers, inputs = [], [], []
    for layer in range(hidden):
        scale = 1.0 if layer == 0 else np.sqrt(2 / width)
        patched = scale * _patches(values)
        weight = generator.standard_normal((width, patched.shape[1]))
        before = np.matmul(weight, patched)
        weights.append((weight, scale))
        inputs.append(patched)
        before_layers.append(before)
        values = _pool(np.maximum(before, 0), taps)
    scale = np.sqrt(2 / width)
    last = scale**2 * _gram(values)
    # Each patch and each pooling moves the origin by one place.
    origins = tuple(2 * layer + 1 for layer in range(hidden))
    if not gradients:
        return Draw(None, last, tuple(before_layers), origins)
    tangent = last.copy()
    backward = np.repeat(scale * generator.standard_normal(values.shape[:2])[:, :, None], values.shape[2], axis=2)
    for layer in reversed(range(hidden)):
        # The filter is symmetric, so its transpose is the filter again, cut to the window before pooling.
        delta = _pool(backward, taps)[2:-2] * (before_layers[layer] >= 0)
        # The gradient with respect to W is the sum over locations u of delta[u] times the patch at u.
        gradient = np.matmul(delta.transpose(2, 1, 0), inputs[layer].transpose(2, 0, 1)).reshape(values.shape[2], -1)
        tangent += gradient @ gradient.T
        if layer > 0:
            weight, scale = weights[layer]
            backward = _patches_transposed(scale * np.matmul(weight.T, delta))
    return Draw(tangent, last, tuple(before_layers), origins)
