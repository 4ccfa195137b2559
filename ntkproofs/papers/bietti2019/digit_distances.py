r"""Figure 1: distances of digits to their deformations and to other digits, for two convolutional layers.

The deformed digits of the paper (Infinite MNIST) and its layers (an appendix) are not part of its text; fields and
layers are chosen here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy

from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.datasets import data_path, digest, read_mnist
from ntkproofs.kernels.convolutional import ConvolutionalLayer, ConvolutionalNetwork, Patch, Pooling
from ntkproofs.papers import records
from ntkproofs.smoothness import (
    Displacement,
    MeasuredSlope,
    conjugate_bound,
    deform,
    measured_slope,
    random_translation,
    relative_distances,
    smooth_field,
    tangent_bound,
)

Array = numpy.ndarray[Any, Any]
_DOUBLE = Float64Arithmetic()

FILES = ("mnist/t10k-images-idx3-ubyte.gz", "mnist/t10k-labels-idx1-ubyte.gz")
COMMAND = "python examples/bietti_mairal_figure_1.py record FOLDER"
SEED = 2019

#: Patches of 3 x 3 pixels, Gaussian pooling of scale sqrt(2) on 5 x 5 pixels, every second pixel kept: twice.
LAYER = ConvolutionalLayer(Patch.box(3, 3), Pooling.gaussian(math.sqrt(2), 2, radius=2, stride=2))
NETWORK = ConvolutionalNetwork((LAYER, LAYER))

# Digits of each label, deformed images of each, digits of the same and of any label that each is compared with.
PER_LABEL, DRAWS, SAME, ANY = 10, 2, 5, 10
#: Pixels of empty border that are added, and the sizes of the fields in pixels.
BORDER = {"mnist": 2, "digits": 2}
SIZES = {"mnist": (0.25, 0.5, 1.0, 1.5, 2.0, 3.0), "digits": (0.1, 0.25, 0.5, 0.75, 1.0)}
KINDS = ("translation", "deformation", "both")
COLUMNS = (
    "kind", "size", "pairs", "CKN", "CKN error", "NTK", "NTK error", "NTK less CKN", "NTK less CKN error", "NTK larger",
)  # fmt: skip
#: Sizes of fields and digits of each label for the growth; the exponents are those up to SMALL pixels.
GROWTH_SIZES, GROWTH_DIGITS, SMALL = (1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0), 2, 1e-2
GROWTH_COLUMNS = ("kind", "digit", "size", "CKN", "NTK", "CKN bound", "NTK bound")
#: The words of Proposition 12 for these layers: scales of pooling sqrt(2) and 2 sqrt(2) pixels, patches up to twice the
#: scale below.
BETA, LAST_SCALE = 2.0, 2 * math.sqrt(2)


def mnist() -> tuple[Array, Array]:
    """The test images (10000, 32, 32) with entries in [0, 1], and their labels."""
    images, labels = read_mnist(data_path("mnist"))
    return _framed(images / 255, "mnist"), labels


def digits() -> tuple[Array, Array]:
    """The 8 x 8 digits of scikit-learn with a border, (1797, 12, 12), with entries in [0, 1], and their labels."""
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return _framed(bunch.images / 16, "digits"), bunch.target


def _framed(images: Array, name: str) -> Array:
    width = BORDER[name]
    return numpy.pad(images, ((0, 0), (width, width), (width, width)))


def chosen(labels: Array, count: int) -> list[int]:
    """The first images of each label, `count` of each."""
    return [int(k) for label in range(10) for k in numpy.flatnonzero(labels == label)[:count]]


def field(kind: str, shape: tuple[int, ...], generator: numpy.random.Generator) -> Displacement:
    """A random translation, a random smooth field, or the sum of the two, each of size 1."""
    if kind == "both":
        return random_translation(shape, generator) + smooth_field(shape, generator)
    return random_translation(shape, generator) if kind == "translation" else smooth_field(shape, generator)


def neighbours(kind: str, size: float, index: int, images: Array, labels: Array) -> list[Array]:
    """What an image is compared with, by a seed of its own."""
    number = (*KINDS, "same label", "any label").index(kind)
    generator = numpy.random.default_rng([SEED, index, number, round(1000 * size)])
    if kind in KINDS:
        shape = images[index].shape
        return [deform(images[index], size * field(kind, shape, generator)) for _ in range(DRAWS)]
    others = numpy.flatnonzero(labels == labels[index]) if kind == "same label" else numpy.arange(len(labels))
    others = others[others != index]
    return list(images[generator.choice(others, SAME if kind == "same label" else ANY, replace=False)])


def row(kind: str, size: float, images: Array, labels: Array) -> tuple[object, ...]:
    """The mean distances of one kind, with standard errors over the digits, whose own means are independent."""
    means, larger = [], []
    for index in chosen(labels, PER_LABEL):
        found = relative_distances(NETWORK, images[index], neighbours(kind, size, index, images, labels))
        means.append([found.conjugate.mean(), found.tangent.mean(), (found.tangent - found.conjugate).mean()])
        larger += (found.tangent > found.conjugate).tolist()
    table = numpy.array(means)
    centre, error = table.mean(axis=0), table.std(axis=0, ddof=1) / math.sqrt(len(table))
    both = [float(number) for pair in zip(centre, error, strict=True) for number in pair]
    return kind, f"{size:g}", len(larger), *both, float(numpy.mean(larger))


def _rows(name: str, images: Array, labels: Array) -> Iterator[tuple[object, ...]]:
    for kind in KINDS:
        for size in SIZES[name]:
            yield row(kind, size, images, labels)
    for kind in ("same label", "any label"):
        yield row(kind, 0, images, labels)


def _performed(record: str, columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> records.Experiment:
    inputs = digest(*map(data_path, FILES)) if record.endswith("mnist") else "sklearn.datasets.load_digits"
    seeds = f"[{SEED}, index of the digit, kind, 1000 size]"
    return records.performed(record, columns, rows, command=COMMAND, seeds=seeds, inputs=inputs)


def mnist_distances() -> records.Experiment:
    """Perform the experiment of Figure 1 on MNIST."""
    return _performed("figure_1_mnist", COLUMNS, _rows("mnist", *mnist()))


def digits_distances() -> records.Experiment:
    """Perform the experiment of Figure 1 on 8 x 8 digits."""
    return _performed("figure_1_digits", COLUMNS, _rows("digits", *digits()))


def growth_rows(images: Array, labels: Array, count: int = GROWTH_DIGITS) -> Iterator[tuple[object, ...]]:
    """The distances of digits, cubic splines between the pixels, to deformed images, and the bounds of Proposition 12."""
    for kind in ("translation", "deformation"):
        for index in chosen(labels, count):
            image = images[index]
            one = field(kind, image.shape, numpy.random.default_rng([SEED, index, KINDS.index(kind), 0]))
            moved = [deform(image, size * one, order=3) for size in GROWTH_SIZES]
            found = relative_distances(NETWORK, image, moved)
            (own,) = NETWORK.prepare([image])
            for size, last, tangent in zip(GROWTH_SIZES, found.conjugate, found.tangent, strict=True):
                square = float((image**2).sum())
                bounds = [
                    bound(_DOUBLE, len(NETWORK.layers), 2, BETA, size * one.strain, size * one.size / LAST_SCALE)
                    * math.sqrt(square / norm)
                    for bound, norm in ((conjugate_bound, own.conjugate), (tangent_bound, own.tangent))
                ]
                yield kind, index, f"{size:g}", float(last), float(tangent), *map(float, bounds)


def mnist_growth() -> records.Experiment:
    """Perform the measurement of the exponents on MNIST."""
    return _performed("figure_1_growth_mnist", GROWTH_COLUMNS, growth_rows(*mnist()))


def slope(done: records.Experiment, kind: str, kernel: str) -> MeasuredSlope:
    """The exponent of a kernel's distance for small fields of a kind: the mean over the digits, with its interval."""
    some = done.where(kind=kind)
    sizes = [size for size in GROWTH_SIZES if size <= SMALL]
    curves = [
        [some.where(digit=digit, size=f"{size:g}").numbers(kernel)[0] for size in sizes]
        for digit in dict.fromkeys(some.column("digit"))
    ]
    return measured_slope(sizes, curves, level=0.99)
