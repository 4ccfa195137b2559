r"""The spectra of Figure 1: Gram matrices of tangent kernels on handwritten digits, as rows of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ntkproofs.activations import Activation, ReLU, Softplus, Tanh
from ntkproofs.datasets import data_path, digest, read_mnist
from ntkproofs.networks import Architecture, empirical_tangent_kernel, lenet_5, tangent_kernels
from ntkproofs.papers.records import Experiment, performed

NAME = "figure_1"
COMMAND = "python examples/bowman_spectral_bias.py figure_1"
SEEDS = tuple(range(10))
WIDTH = 4000
#: Digits in a batch.
SIZES = {"softplus": 2000, "lenet_tanh": 1000, "lenet_relu": 1000}
#: The places of the spectrum that are kept, from 1.
PLACES = (*range(1, 11), *range(12, 31, 2), *range(35, 101, 5), *range(120, 501, 20), *range(550, 1001, 50))
COLUMNS = ("network", "digits", "seed", "trace", "share1", "share10", *(f"place{k}" for k in PLACES))


def spectrum(network: str, images: np.ndarray, seed: int) -> np.ndarray:
    """Return the eigenvalues, largest first, of the Gram matrix on a batch of images for one drawn network.

    The batch is drawn without repetition, with the seed; pixels lie in [0, 1]. For LeNet-5 it is the kernel of the logit
    of class 0, in the ordinary parametrisation that such networks are run in; the shallow network is that of section 2.3.
    """
    generator = np.random.default_rng([seed, sorted(SIZES).index(network)])
    chosen = images[generator.choice(len(images), min(SIZES[network], len(images)), replace=False)] / 255
    if network == "softplus":
        shallow = Architecture((chosen[0].size, WIDTH, 1), Softplus(), bias=0.0).draw(generator)
        gram = tangent_kernels(shallow, chosen.reshape(len(chosen), -1))[0]
    else:
        activation: Activation = Tanh() if network == "lenet_tanh" else ReLU()
        model = lenet_5(activation, ordinary=True)
        gram = empirical_tangent_kernel(model, model.init(generator), chosen[:, None])
    return np.linalg.eigvalsh(gram)[::-1]


def row(network: str, images: np.ndarray, seed: int) -> tuple[object, ...]:
    """Return one row: the trace, the shares of the first and of the first ten, and the eigenvalues over the first."""
    found = spectrum(network, images, seed)
    trace = float(found.sum())
    places = (float(found[k - 1] / found[0]) if k <= len(found) else float("nan") for k in PLACES)
    return (network, len(found), seed, trace, float(found[0] / trace), float(found[:10].sum() / trace), *places)


def perform(
    networks: Sequence[str] = tuple(SIZES),
    seeds: Sequence[int] = SEEDS,
    told: Callable[[str], None] = lambda line: None,
) -> Experiment:
    """Perform the experiment, or a part of it, on the test digits of MNIST in the folder of the data.

    :raises DataError: when no folder of data is named, or it has no digits.
    """
    path = data_path("mnist")
    images = read_mnist(path)[0]
    found = []
    for network in networks:
        for seed in seeds:
            found.append(row(network, images, seed))
            told(f"{network}, seed {seed}")
    source = _images(path)
    return performed(
        NAME, COLUMNS, found, command=COMMAND, seeds=f"{min(seeds)} to {max(seeds)}", inputs=digest(source)
    )


def _images(folder: Path) -> Path:
    return next(path for path in sorted(folder.iterdir()) if path.name.startswith("t10k-images"))
