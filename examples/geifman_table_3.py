"""Table 3 of Geifman et al. (2020) at a small size: hierarchical kernels on images of digits.

``NTKPROOFS_DATA=DIR python examples/geifman_table_3.py record FOLDER`` runs the protocol of
``ntkproofs/papers/geifman2020/small_digits.py`` and writes ``FOLDER/small_digits.csv``, in a quarter of an hour.
``... cifar FILE [COUNT]`` prints the accuracies of the same kernels (c = 1) on the first COUNT images of one batch of
CIFAR-10, half of them for training.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy

from ntkproofs.datasets import read_cifar10
from ntkproofs.kernels import Gaussian, Laplace
from ntkproofs.kernels.hierarchical import HierarchicalKernel, PatchTangentKernel
from ntkproofs.papers.geifman2020 import small_digits
from ntkproofs.papers.records import write


def cifar(path: Path, count: int) -> None:
    """Print an accuracy for each kernel, with a ridge of 1e-4 of the mean of the diagonal."""
    from sklearn.kernel_ridge import KernelRidge

    images, labels = read_cifar10(path)
    X, y = images[:count] / 255.0, labels[:count]
    targets, half = 2.0 * (y[:, None] == numpy.arange(10)) - 1.0, count // 2
    for kernel in (
        PatchTangentKernel(levels=3),
        HierarchicalKernel(Laplace(c=1), levels=3),
        HierarchicalKernel(Gaussian(c=1), levels=3),
    ):
        gram = kernel.gram(X)
        model = KernelRidge(alpha=1e-4 * float(gram.diagonal().mean()), kernel="precomputed")
        model.fit(gram[:half, :half], targets[:half])
        print(kernel, numpy.mean(model.predict(gram[half:, :half]).argmax(axis=1) == y[half:]))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["record", folder]:
            print(write(small_digits.perform(), Path(folder)))
        case ["cifar", file, *count]:
            cifar(Path(file), int(*count or (1000,)))
        case _:
            sys.exit(__doc__)
