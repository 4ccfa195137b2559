"""Table 1 and Figure 3 of Geifman et al. (2020) at a small size: seven tables, five splits, eleven methods.

``NTKPROOFS_DATA=DIR python examples/geifman_table_1.py record FOLDER`` runs the protocol of
``ntkproofs/papers/geifman2020/small_tables.py`` and writes ``FOLDER/small_tables.csv``, in ten minutes on a core.
``python examples/geifman_table_1.py show`` prints the measures of Table 1 from the record, and
``python examples/geifman_table_1.py picture FILE`` draws Figure 3 from it.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from ntkproofs.papers.geifman2020 import small_tables
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


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["record", folder]:
            record(Path(folder))
        case _:
            sys.exit(__doc__)
