"""Table 1 and Figure 3 of Geifman et al. (2020) at a small size: seven tables, five splits, eleven methods.

``NTKPROOFS_DATA=DIR python examples/geifman_table_1.py record FOLDER`` runs the protocol of
``ntkproofs/papers/geifman2020/small_tables.py`` and writes ``FOLDER/small_tables.csv``, in ten minutes on a core.
``... more FOLDER`` adds the fresh splits of Sonar, ``FOLDER/small_tables_sonar.csv``.
``python examples/geifman_table_1.py show`` prints the measures of Table 1 from the record, and
``python examples/geifman_table_1.py picture FILE`` draws Figure 3 from it.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from ntkproofs.papers.geifman2020 import small_tables, table_1_sampled
from ntkproofs.papers.records import performed, write

COMMAND = "python examples/geifman_table_1.py record FOLDER"
SEEDS = f"{small_tables.SEED} for rows and splits, the number of the split inside"


def record(folder: Path) -> None:
    """Run every method on every table."""
    found = []
    for name in small_tables.TABLES:
        with warnings.catch_warnings():
            # A network that has not settled after its 200 rounds is scored as it is.
            warnings.filterwarnings("ignore", message="Stochastic Optimizer: Maximum iterations")
            for row in small_tables.rows(name):
                found.append(row)
                print(*row, file=sys.stderr, flush=True)
    experiment = performed(
        "small_tables", small_tables.COLUMNS, found, command=COMMAND, seeds=SEEDS, inputs=small_tables.inputs()
    )
    print(write(experiment, folder))


def more(folder: Path) -> None:
    """Run the kernels and the two controls on the fresh splits of Sonar."""
    name, count, seed = small_tables.FRESH
    methods = (*small_tables.KERNELS, "linear", "constant")
    experiment = performed(
        "small_tables_sonar",
        small_tables.COLUMNS,
        small_tables.rows(name, methods, count, seed),
        command="python examples/geifman_table_1.py more FOLDER",
        seeds=f"{seed} for the splits, the number of the split inside",
        inputs=small_tables.inputs(),
    )
    print(write(experiment, folder))


def show() -> None:
    """Print the measures of Table 1 over the seven tables, and the differences to the NTK with their intervals."""
    done = table_1_sampled.recorded()
    found = table_1_sampled.comparison(done)
    print("method         F-Rank  average     P90     P95     PMA")
    measures = (found.average, found.fraction_above(0.9), found.fraction_above(0.95), found.of_maximum)
    for place in found.ranks.argsort():
        percent = " ".join(f"{100 * measure[place]:6.2f}%" for measure in measures)
        print(f"{found.methods[place]:14} {found.ranks[place]:6.2f} {percent}")
    print("\nNTK minus another method, points, with the corrected 95% interval")
    for table in found.tables:
        for method in found.methods:
            if method != "NTK":
                gap, low, high = table_1_sampled.difference(done, table, "NTK", method)
                print(f"{table:8} {method:14} {gap:+6.2f} [{low:6.2f}, {high:6.2f}]")


def picture(path: Path) -> None:
    """Draw Figure 3: the mean accuracies of NTK and H-Laplace, a point a table, with the spread over the splits."""
    from matplotlib.figure import Figure

    from ntkproofs.plots import save

    done = table_1_sampled.recorded()
    figure = Figure(figsize=(4.2, 4.0), layout="constrained")
    axes = figure.subplots()
    axes.axline((80, 80), slope=1, color="0.7", linewidth=0.8)
    for table in small_tables.TABLES:
        pair = [table_1_sampled.accuracies(done, table, method) for method in ("NTK", "H-Laplace")]
        x, y = (sum(some) / len(some) for some in pair)
        spread = [[[value - min(some)], [max(some) - value]] for value, some in zip((x, y), pair, strict=True)]
        axes.errorbar(x, y, xerr=spread[0], yerr=spread[1], marker="o", linewidth=0.8, label=table)
    axes.set(xlabel="NTK, accuracy in percent", ylabel="H-Laplace, accuracy in percent")
    axes.legend()
    save(figure, path)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["record", folder]:
            record(Path(folder))
        case ["more", folder]:
            more(Path(folder))
        case ["show"]:
            show()
        case ["picture", file]:
            picture(Path(file))
        case _:
            sys.exit(__doc__)
