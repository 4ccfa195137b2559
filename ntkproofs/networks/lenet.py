r"""LeNet-5, the convolutional network of handwritten digits."""

from __future__ import annotations

from typing import Any

from ntkproofs.activations import Activation
from ntkproofs.networks.convolution import average_pool, convolution, flatten
from ntkproofs.networks.layers import dense, elementwise, serial
from ntkproofs.networks.model import Model


def lenet_5(activation: Activation, *, bias: float = 0.1, ordinary: bool = False) -> Model:
    r"""LeNet-5 on images (N, 1, 28, 28), ten outputs, in the parametrisation of the tangent kernel or the ordinary one.

    Two convolutions with 5 x 5 filters (6 channels with zeros beyond the border, then 16 without a border), each with
    the activation and means over 2 x 2 blocks, then affine layers of 120, 84 and 10 (LeCun, Bottou, Bengio and Haffner
    1998, with every map joined to every map and a linear output). With biases it has 61706 parameters.

    >>> import numpy as np
    >>> from ntkproofs.activations import Tanh
    >>> from ntkproofs.networks import count
    >>> count(lenet_5(Tanh()).init(np.random.default_rng(0)))
    61706
    """
    scheme: dict[str, Any] = {"bias": bias, "ordinary": ordinary}
    bend, pool = elementwise(activation), average_pool((2, 2))
    return serial(
        convolution(1, 6, (5, 5), padding="zero", **scheme),
        bend,
        pool,
        convolution(6, 16, (5, 5), padding="valid", **scheme),
        bend,
        pool,
        flatten(),
        dense(400, 120, **scheme),
        bend,
        dense(120, 84, **scheme),
        bend,
        dense(84, 10, **scheme),
    )
