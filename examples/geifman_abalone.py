"""Two experiments of Geifman et al. (2020) on the Abalone table: its spectra (Figure 1), and random labels (3.3).

``NTKPROOFS_DATA=DIR python examples/geifman_abalone.py FOLDER`` performs both, in about a minute, and writes
``abalone_spectrum.csv`` and ``noisy_labels.csv`` to FOLDER; with ``ntkproofs/papers/geifman2020/records`` it makes the
records of the library again. ``python examples/geifman_abalone.py picture FILE`` draws the spectra from the record.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ntkproofs.papers.geifman2020 import abalone
from ntkproofs.papers.records import read, write


def picture(path: Path) -> None:
    """Draw the eigenvalues against their index for the NTK and the two kernels fitted to it, without and with bias."""
    from matplotlib.figure import Figure

    from ntkproofs.plots import save

    record = read("geifman2020", "abalone_spectrum")
    figure = Figure(figsize=(7.0, 3.0), layout="constrained")
    for bias, axes in enumerate(figure.subplots(1, 2, sharey=True)):
        for kernel in ("NTK", "Laplace", "Gaussian"):
            some = record.where(kernel=f"{kernel} b={bias}")
            axes.loglog(some.numbers("index"), some.numbers("eigenvalue"), label=kernel)
        axes.set(xlabel="index", ylabel="eigenvalue of K/n", title=f"six layers, b = {bias}")
        axes.legend()
    save(figure, path)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["picture", file]:
            picture(Path(file))
        case [folder]:
            for experiment in (abalone.noisy_labels(), abalone.spectrum()):
                print(write(experiment, Path(folder)))
        case _:
            sys.exit(__doc__)
