"""Which kernels are deep ReLU kernels for the batch quadrature, and how small their eigenvalues are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ntkproofs.activations.parameters import squared
from ntkproofs.activations.relu import ReLU
from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.angular_model import AngularModel
from ntkproofs.expansions.chord_exponential import ChordExponential
from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.expansions.funk_hecke import two_layer_tangent
from ntkproofs.kernels import Conjugate, Homogeneous, Laplace, NeuralTangentKernel, Scaled

DEEPEST = 200


def deep_model(kernel: Any) -> DeepRelu | None:
    """The kernel as a function of the angle on complex boxes, ``None`` where it is not of this kind."""
    if isinstance(kernel, Homogeneous):
        return deep_model(kernel.kernel)
    if isinstance(kernel, Scaled):
        inner = deep_model(kernel.kernel)
        return None if inner is None else replace(inner, scale=inner.scale * kernel.factor)
    if not isinstance(kernel, NeuralTangentKernel | Conjugate) or not isinstance(kernel.activation, ReLU):
        return None
    if not 2 <= kernel.layers <= DEEPEST:
        return None
    tangent = isinstance(kernel, NeuralTangentKernel)
    return DeepRelu(
        layers=kernel.layers,
        bias_squared=squared(kernel.bias) if isinstance(kernel, NeuralTangentKernel) else Fraction(0),
        tangent=tangent,
        gain=kernel.weight_variance * kernel.activation.moment,
        input_weight=kernel.input_weight,
        bias_variance=kernel.bias_variance,
    )


def angular_model(kernel: Any) -> AngularModel | None:
    """The kernel on complex angles for two-sided bounds: deep ReLU kernels and the Laplace kernel."""
    if isinstance(kernel, Homogeneous):
        return angular_model(kernel.kernel)
    if isinstance(kernel, Scaled):
        inner = angular_model(kernel.kernel)
        if isinstance(inner, DeepRelu | ChordExponential):
            return replace(inner, scale=inner.scale * kernel.factor)
        return None
    return ChordExponential(kernel.c) if isinstance(kernel, Laplace) else deep_model(kernel)


def scale_bits(model: AngularModel, dim: int, degrees: Sequence[int]) -> int:
    """A guess of log2 of the smallest of the eigenvalues, from the two-layer kernel; it only chooses the first
    precision."""
    top = max(degrees)
    size = two_layer_tangent(dim, top + top % 2).evaluate(BallArithmetic(64))
    bits = int(size.abs_lower().log().lower().floor().unique_fmpz() or 0) * 1443 // 1000
    return bits - (2 * top.bit_length() if isinstance(model, DeepRelu) and not model.tangent else 0)
