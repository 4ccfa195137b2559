r"""The images of Figure 3 as inputs of a network: MNIST by path, and scikit-learn's 8 by 8 digits."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ntkproofs.claims import MissingExtra
from ntkproofs.datasets import data_path, digest, read_mnist

BATCH = 512


@cache
def mnist() -> NDArray:
    """Return the test images of MNIST as rows, entries in [0, 1], (10000, 784).

    :raises DataError: when no folder of data is named, or it has no MNIST.
    """
    images, _ = read_mnist(data_path("mnist"))
    return images.reshape(len(images), -1) / 255.0


def mnist_digest() -> str:
    """Return the SHA-256 of the file of images, as a record names it.

    :raises DataError: when no folder of data is named, or it has no MNIST.
    """
    folder = data_path("mnist")
    packed = folder / "t10k-images-idx3-ubyte.gz"
    return digest(packed if packed.exists() else folder / "t10k-images-idx3-ubyte")


def batch(number: int) -> NDArray:
    """Return 512 random images of the test set, (512, 784), drawn with the seed [2018, b].

    The set is ordered: its first half was written by other people than its second, with thinner strokes.
    """
    images = mnist()
    return images[np.random.default_rng([2018, number]).choice(len(images), BATCH, replace=False)]


@cache
def digits(count: int) -> NDArray:
    """Return the first of scikit-learn's 8 by 8 digits as rows, entries in [0, 1], (count, 64).

    :raises MissingExtra: when scikit-learn is not installed.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise MissingExtra(
            "digits: scikit-learn was needed and is not installed; install the extra: pip install 'ntkproofs[interop]'"
        ) from None
    return np.asarray(load_digits().data[:count], dtype=np.float64) / 16
