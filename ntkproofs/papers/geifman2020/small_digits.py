r"""Table 3 at a small size: hierarchical kernels on images of digits, the protocol declared before it was run."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy

from ntkproofs.datasets import data_path, digest, halved, read_mnist
from ntkproofs.kernels import GammaExponential
from ntkproofs.kernels.hierarchical import HierarchicalKernel, PatchKernel, PatchTangentKernel
from ntkproofs.papers import records

Array = numpy.ndarray[Any, Any]

COMMAND = "python examples/geifman_table_3.py"
COLUMNS = ("images", "protocol", "split", "method", "accuracy", "chosen")
#: Images that are kept, drawn once with this seed.
POOLS, SEED = {"digits 8x8": 1100, "MNIST 14x14": 1000}, 2020
#: Numbers of levels and rates c among which to choose; fewer on MNIST, whose images have three times as many pixels.
GRIDS = {
    "digits 8x8": ((2, 3, 4), (Fraction(1, 8), Fraction(1, 4), Fraction(1, 2), Fraction(1))),
    "MNIST 14x14": ((2, 3), (Fraction(1, 4), Fraction(1, 2))),
}
#: The exponents among which each method chooses; c = 100 is the control.
GAMMAS = {
    "C-Exp Laplace": (Fraction(1),),
    "C-Exp gamma": (Fraction(1, 2), Fraction(1), Fraction(3, 2)),
    "C-Exp Gaussian": (Fraction(2),),
}
METHODS = ("CNTK", *GAMMAS)
CONTROL = "C-Exp Laplace c=100"
#: In units of the mean of K(x, x).
RIDGES = tuple(10.0**k for k in range(-6, 0))
#: Training, validation and test images, and whether the chosen kernel is fitted again with the validation images.
PROTOCOLS = {"300 of 300": (range(3), 300, 300, 500, False), "500 of 500": (range(10), 300, 200, 500, True)}


def images(name: str) -> tuple[Array, Array]:
    """The images of a pool, entries from 0 to 1, and their labels."""
    if name == "MNIST 14x14":
        whole, labels = read_mnist(data_path("mnist"))
        pixels = halved(whole.astype(numpy.float64)) / 255.0
    else:
        from sklearn.datasets import load_digits

        bunch = load_digits()
        pixels, labels = bunch.images / 16.0, bunch.target
    rows = numpy.random.default_rng(SEED).permutation(len(labels))[: POOLS[name]]
    return pixels[rows], labels[rows]


def candidates(pool: str) -> Iterator[tuple[tuple[str, ...], str, PatchKernel]]:
    """The methods that choose among them, name and kernel, for the largest number of levels."""
    levels, rates = GRIDS[pool]
    yield ("CNTK",), "ReLU", PatchTangentKernel(levels=levels[-1])
    for gamma in (Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2)):
        methods = tuple(method for method in GAMMAS if gamma in GAMMAS[method])
        for c in rates:
            kernel = HierarchicalKernel(GammaExponential(c=c, gamma=gamma), levels=levels[-1])
            yield methods, f"c={c} gamma={gamma}", kernel
    far = HierarchicalKernel(GammaExponential(c=Fraction(100), gamma=Fraction(1)), levels=levels[-1])
    yield (CONTROL,), "c=100", far


def perform(names: tuple[str, ...] = tuple(POOLS)) -> records.Experiment:
    """The test accuracies of every method on every split of the pools."""

    def rows() -> Iterator[tuple[object, ...]]:
        for name in names:
            X, labels = images(name)
            for (protocol, split, method), (_, accuracy, chosen) in best(name, X, labels).items():
                yield name, protocol, split, method, round(accuracy, 6), chosen

    import sklearn

    read = f"{digest(*data_path('mnist').glob('t10k-*'))} " if "MNIST 14x14" in names else ""
    return records.performed(
        "small_digits",
        COLUMNS,
        rows(),
        command=f"{COMMAND} record FOLDER",
        seeds=f"{SEED} for the pools, the number of the split for the splits",
        inputs=f"{read}scikit-learn={sklearn.__version__}",
    )


def best(pool: str, X: Array, labels: Array) -> dict[tuple[str, int, str], tuple[float, float, str]]:
    """Accuracies of one-against-all kernel ridge regression by protocol, split and method: validation, test, choice.

    Kernel and ridge are the best on the validation images, among equals the first; one kernel is held at a time.
    """
    targets = 2.0 * (labels[:, None] == numpy.unique(labels)) - 1.0
    found: dict[tuple[str, int, str], tuple[float, float, str]] = {}
    for methods, name, kernel in candidates(pool):
        for levels, gram in enumerate(kernel.grams(X), start=1):
            for protocol, (splits, *sizes, again) in PROTOCOLS.items():
                if levels not in GRIDS[pool][0] or sum(sizes) > len(labels):
                    continue
                for split in splits:
                    train, validation, test = parts(len(labels), split, sizes)
                    fitted = numpy.concatenate([train, validation]) if again else train
                    hits = [_hits(gram, ridge, targets, train, validation) for ridge in RIDGES]
                    ridge = RIDGES[hits.index(max(hits))]
                    better = [m for m in methods if max(hits) > found.get((protocol, split, m), (-1.0,))[0]]
                    if better:
                        accuracy = _hits(gram, ridge, targets, fitted, test)
                        chosen = f"levels={levels} {name} ridge={ridge:.0e}"
                        found |= {(protocol, split, m): (max(hits), accuracy, chosen) for m in better}
    return found


def parts(count: int, split: int, sizes: list[int]) -> tuple[Array, Array, Array]:
    """Training, validation and test images of a split."""
    order = numpy.random.default_rng([SEED, split]).permutation(count)
    train, validation, test = numpy.split(order[: sum(sizes)], numpy.cumsum(sizes[:-1]))
    return train, validation, test


def _hits(gram: Array, ridge: float, targets: Array, train: Array, test: Array) -> float:
    from sklearn.kernel_ridge import KernelRidge

    model = KernelRidge(alpha=ridge * float(gram.diagonal().mean()), kernel="precomputed")
    model.fit(gram[numpy.ix_(train, train)], targets[train])
    found = model.predict(gram[numpy.ix_(test, train)])
    return float(numpy.mean(found.argmax(axis=1) == targets[test].argmax(axis=1)))
