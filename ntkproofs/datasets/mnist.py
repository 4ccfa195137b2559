"""MNIST: images of handwritten digits in IDX files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy

from ntkproofs.datasets.errors import DataError
from ntkproofs.datasets.idx import read_idx

Array = numpy.ndarray[Any, Any]


def read_mnist(folder: Path | str, part: str = "t10k") -> tuple[Array, Array]:
    """The images (n, 28, 28), entries from 0 to 255, and labels (n,) of ``part``: ``"t10k"`` (test) or ``"train"``.

    The files are the published ones, ``<part>-images-idx3-ubyte`` and ``<part>-labels-idx1-ubyte``, or these with
    ``.gz``.

    :raises DataError: for files that are missing or broken, and when the two do not belong together.
    """
    if part not in ("t10k", "train"):
        raise DataError(f"MNIST: part = {part!r} is not one of 't10k', 'train'; choose one")
    images = read_idx(_file(Path(folder), f"{part}-images-idx3-ubyte"))
    labels = read_idx(_file(Path(folder), f"{part}-labels-idx1-ubyte"))
    if images.ndim != 3 or labels.ndim != 1 or len(images) != len(labels) or not set(labels.tolist()) <= set(range(10)):
        raise DataError(
            f"MNIST: needed (n, rows, columns) images and n labels from 0 to 9, got shapes {images.shape} and "
            f"{labels.shape} in {str(folder)!r}; the files are not those of MNIST"
        )
    return images, labels


def halved(images: Array) -> Array:
    """Images at half the size, (n, 2a, 2b) to (n, a, b): the mean of each square of four pixels.

    :raises DataError: when a side is odd.

    >>> halved(numpy.array([[[0, 4], [8, 0]]])).tolist()
    [[[3.0]]]
    """
    count, rows, columns = images.shape
    if rows % 2 or columns % 2:
        raise DataError(f"images: needed even sides to halve them, got {rows} x {columns}; cut off a row or a column")
    return images.reshape(count, rows // 2, 2, columns // 2, 2).mean(axis=(2, 4))


def _file(folder: Path, name: str) -> Path:
    plain, packed = folder / name, folder / f"{name}.gz"
    return packed if packed.exists() and not plain.exists() else plain
