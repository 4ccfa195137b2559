"""Section 4.2 of Geifman et al. (2020), honestly reduced: the NTK against homogeneous Laplace on streamed points.

``python examples/geifman_large_scale.py generated FOLDER`` fits both kernels to up to 10^5 generated points (a few
minutes) and writes ``FOLDER/nystroem_cost.csv``; ``... picture FILE`` draws the cost from the record of the library.
``... table NAME PATH [CENTRES [ROWS]]`` does the same on a published table, NAME one of susy, higgs, millionsongs: the
last rows are the test set, as the repository says (of a shorter file the last tenth), ROWS limits both parts; it prints
an AUC or a mean squared error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy

from ntkproofs.datasets import FORMATS, stream
from ntkproofs.papers.geifman2020 import streamed_cost
from ntkproofs.papers.records import read, write
from ntkproofs.regression.nystroem import nystroem, sample_centres

SEED = 2020


def picture(path: Path) -> None:
    """Draw CPU seconds and memory against the number of points."""
    from matplotlib.figure import Figure

    from ntkproofs.plots import save

    record = read("geifman2020", "nystroem_cost")
    figure = Figure(figsize=(7.0, 3.0), layout="constrained")
    time, memory = figure.subplots(1, 2)
    for name, marker in zip(streamed_cost.KERNELS, ("o", "s"), strict=True):
        some = record.where(kernel=name)
        time.loglog(some.numbers("points"), some.numbers("seconds"), marker=marker, label=name)
        memory.semilogx(some.numbers("points"), some.numbers("megabytes"), marker=marker, label=name)
    time.set(xlabel="points", ylabel="CPU seconds")
    memory.set(xlabel="points", ylabel="largest memory, MB", ylim=(0, None))
    time.legend()
    save(figure, path)


def table(name: str, path: Path, centres: int, rows: int | None) -> None:
    """Fit both kernels to a published table in blocks, after a pass for its length and one to standardise it."""
    form = FORMATS[name]
    length = sum(len(y) for _, y in stream(path, form))
    train = length - min(form.test_rows, length // 10)
    used = train if rows is None else min(rows, train)

    def part(first: int, last: int) -> Iterator[tuple[numpy.ndarray, numpy.ndarray]]:
        start = 0
        for X, y in stream(path, form):
            low, high = max(first - start, 0), min(last - start, len(y))
            start += len(y)
            if low < high:
                yield X[low:high], y[low:high]

    total, squares, offset = numpy.zeros(form.features), numpy.zeros(form.features), 0.0
    for X, y in part(0, used):
        total, squares, offset = total + X.sum(axis=0), squares + (X * X).sum(axis=0), offset + float(y.sum())
    mean, offset = total / used, offset / used
    scale = numpy.sqrt(numpy.maximum(squares / used - mean**2, 1e-12))

    def blocks() -> Iterator[tuple[numpy.ndarray, numpy.ndarray]]:
        return (((X - mean) / scale, y - offset) for X, y in part(0, used))

    chosen = sample_centres(blocks, centres, SEED)
    for kind, kernel in streamed_cost.KERNELS.items():
        ridge = streamed_cost.RIDGE * float(kernel.diagonal(chosen).mean())
        found = nystroem(kernel, chosen, blocks, ridge, tolerance=streamed_cost.TOLERANCE)
        tested = list(part(train, length if rows is None else train + rows))
        values = numpy.concatenate([found.predict((X - mean) / scale) + offset for X, _ in tested])
        truth = numpy.concatenate([y for _, y in tested])
        print(
            kind, f"{used} rows, {centres} centres, {found.iterations} iterations:", _score(truth, values, form.classes)
        )


def _score(truth: numpy.ndarray, values: numpy.ndarray, classes: bool) -> str:
    if classes:
        from sklearn.metrics import roc_auc_score

        return f"AUC {100 * roc_auc_score(truth, values):.3f}"
    return f"MSE {numpy.mean((truth - values) ** 2):.4f}"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["generated", folder]:
            print(write(streamed_cost.perform(), Path(folder)))
        case ["picture", file]:
            picture(Path(file))
        case ["table", name, file, *more] if name in FORMATS:
            numbers = [int(word) for word in more]
            table(name, Path(file), numbers[0] if numbers else 500, numbers[1] if len(numbers) > 1 else None)
        case _:
            sys.exit(__doc__)
