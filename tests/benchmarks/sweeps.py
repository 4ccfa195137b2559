"""What processes bring to a sweep, and what the store costs: ``python tests/benchmarks/sweeps.py``.

6 kernels in 5 dimensions, degrees 0 to 200, 50 digits: by one process and by two, each the whole command line from
start to end, in turns. Prints seconds, CPU seconds (user and system, of all processes) and their ratios; the time a
finished sweep takes to be answered from the store; and the time of storing a result that is already computed.
Writes ``tests/benchmarks/data/sweeps.csv``; some minutes.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "sweeps.csv"
ROUNDS = 2
PLAN = """
kernels = ["ntk(layers=3)", "ntk(layers=6, bias=1)", "laplace(c=1)", "gamma_exponential(c=1, gamma=1/2)",
           "exp(t)*cos(t)", "ntk(layers=2, activation=erf)"]
dims = [3, 5, 10, 20, 50]
degrees = "0:200"
digits = 50
"""


def timed(plan: Path, store: Path, jobs: int) -> tuple[float, float, str]:
    """Seconds, CPU seconds and what the command said."""
    command = [sys.executable, "-c", "from ntkproofs.cli import main; main()", "sweep", plan, "--store", store]
    before, start = os.times(), time.perf_counter()
    ended = subprocess.run(
        [*map(str, command), "--jobs", str(jobs)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    after, seconds = os.times(), time.perf_counter() - start
    cpu = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return seconds, cpu, ended.stdout


def storing(plan: Path, folder: Path) -> tuple[float, int]:
    """Seconds a result takes to be written, values being known, and how many there were."""
    from ntkproofs.sweeps import Store, read_plan
    from ntkproofs.sweeps.units import compute, units

    outcomes = [compute(unit) for unit in units(read_plan(plan)) if unit.kernel.startswith(("ntk(layers=3", "laplace"))]
    count = sum(len(outcome.values) for outcome in outcomes)
    with Store(folder / "storing.db") as store:
        start = time.perf_counter(), time.process_time()
        for outcome in outcomes:
            store.add(outcome, "serial")
        print(f"storing: {(time.perf_counter() - start[0]) / count * 1e6:.0f} us a result with the disk")
        return (time.process_time() - start[1]) / count, count


def main() -> None:
    rows, digests = [], set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = folder / "plan.toml"
        plan.write_text(PLAN)
        for number in range(ROUNDS):
            found = {}
            for jobs in (1, 2):
                store = folder / f"{number}-{jobs}.db"
                seconds, cpu, said = timed(plan, store, jobs)
                digests.add(said.split()[-1])
                again, _, _ = timed(plan, store, 1)
                found[jobs] = seconds
                rows.append(
                    {
                        "processes": str(jobs),
                        "seconds": f"{seconds:.2f}",
                        "CPU seconds": f"{cpu:.2f}",
                        "one / this": f"{found[1] / seconds:.2f}",
                        "answered from the store in": f"{again:.2f}",
                    }
                )
                print(rows[-1])
        assert len(digests) == 1
        each, count = storing(plan, folder)
        print(f"storing: {each * 1e6:.0f} us of CPU a result, over {count} results")
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
