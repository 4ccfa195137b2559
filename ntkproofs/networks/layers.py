r"""Layers in the parametrisation of the neural tangent kernel, and how they are put together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from ntkproofs.activations import Activation
from ntkproofs.networks.differentiation import traced_arithmetic
from ntkproofs.networks.model import Model, Parameters
from ntkproofs.networks.parametrisation import Parametrisation


def serial(*layers: Model) -> Model:
    r"""The composition :math:`f_k \circ \dots \circ f_1` of layers, the first one first.

    >>> both = serial(dense(2, 3), dense(3, 1))
    >>> both(both.init(np.random.default_rng(0)), [[1.0, 0.0]]).shape
    (1, 1)
    """

    def init(generator: np.random.Generator) -> Parameters:
        return [layer.init(generator) for layer in layers]

    def apply(parameters: Parameters, inputs: Any) -> Any:
        for layer, own in zip(layers, parameters, strict=True):
            inputs = layer.apply(own, inputs)
        return inputs

    return Model(init, apply)


def elementwise(activation: Activation) -> Model:
    r"""The layer :math:`\alpha \mapsto \sigma(\alpha)`, for every activation with a formula.

    The derivative is taken of that formula, not from the activation. At a kink of ReLU and its relatives the mean of
    the two one-sided slopes comes out; a step has no value at its jump.
    """

    def apply(parameters: Parameters, inputs: Any) -> Any:
        return traced_arithmetic().evaluate(activation.value, inputs)

    return Model(lambda generator: (), apply)


def dense(inputs: int, outputs: int, *, bias: float = 0.0, ordinary: bool = False) -> Model:
    r"""The affine layer :math:`\alpha \mapsto n^{-1/2}\,W\alpha + \beta b` of n inputs.

    Drawn, and scaled otherwise if `ordinary`, as :class:`~ntkproofs.networks.parametrisation.Parametrisation` says.

    :raises ValueError: for a width below 1.
    """
    if min(inputs, outputs) < 1:
        msg = f"dense: needed positive widths, got {inputs} and {outputs}; give at least 1"
        raise ValueError(msg)
    scheme = Parametrisation(bias, ordinary)

    def apply(parameters: Parameters, values: Any) -> Any:
        return values @ scheme.weight(parameters, inputs).T + scheme.shift(parameters)

    return Model(lambda generator: scheme.draw(generator, (outputs, inputs), inputs), apply)


def residual(layer: Model) -> Model:
    r"""The layer :math:`\alpha \mapsto \psi(\alpha) + \alpha` around a layer with as many outputs as inputs.

    >>> from ntkproofs.activations import Tanh
    >>> around = residual(serial(dense(3, 3), elementwise(Tanh())))
    >>> around(around.init(np.random.default_rng(0)), np.zeros((1, 3)))
    array([[0., 0., 0.]])
    """
    return Model(layer.init, lambda parameters, inputs: layer.apply(parameters, inputs) + inputs)


def antisymmetric(model: Model) -> Model:
    r"""The difference of two copies of a model that start from the same draw (Zhang et al. 2020).

    .. math:: f_{ASI}(x; (\theta, \theta')) = \tfrac1{\sqrt2}f(x; \theta) - \tfrac1{\sqrt2}f(x; \theta'),
              \qquad \theta_0 = \theta_0'

    It is zero at the start, and its tangent kernel there is that of the model (Bowman and Montufar 2022, section 2.3).

    >>> from ntkproofs.activations import Tanh
    >>> doubled = antisymmetric(fully_connected((2, 5, 1), Tanh()))
    >>> bool(np.abs(doubled(doubled.init(np.random.default_rng(0)), [[1.0, 2.0]])).max() < 1e-15)
    True
    """

    def init(generator: np.random.Generator) -> Parameters:
        drawn = model.init(generator)
        return (drawn, drawn)

    def apply(parameters: Parameters, inputs: Any) -> Any:
        return (model.apply(parameters[0], inputs) - model.apply(parameters[1], inputs)) / np.sqrt(2)

    return Model(init, apply)


def fully_connected(widths: Sequence[int], activation: Activation, *, bias: float = 0.0) -> Model:
    r"""The fully connected network of widths :math:`n_0, \dots, n_L`, in the words of :class:`Architecture`.

    .. math:: \tilde\alpha^{(\ell+1)} = n_\ell^{-1/2}\,W^{(\ell)}\alpha^{(\ell)} + \beta b^{(\ell)}, \qquad
              \alpha^{(\ell)} = \sigma(\tilde\alpha^{(\ell)}), \quad \alpha^{(0)} = x, \quad f = \tilde\alpha^{(L)}

    (Jacot, Gabriel and Hongler 2018, section 2); its parameters are a list with one entry a layer, those of activations
    empty.

    :raises ValueError: for fewer than two widths or a width below 1.

    >>> from ntkproofs.activations import Softplus
    >>> network = fully_connected((2, 5, 1), Softplus(), bias=0.1)
    >>> network(network.init(np.random.default_rng(0)), [[1.0, 0.0], [0.0, 1.0]]).shape
    (2, 1)
    """
    if len(widths) < 2:
        msg = f"fully_connected: needed at least two widths (n_0, ..., n_L), got {tuple(widths)}; add them"
        raise ValueError(msg)
    first, *others = (dense(n, m, bias=bias) for n, m in itertools.pairwise(widths))
    return serial(first, *(layer for affine in others for layer in (elementwise(activation), affine)))
