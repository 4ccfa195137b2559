"""All claims that are installed, and one call that checks them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from ntkproofs import __version__
from ntkproofs.arithmetic.versions import libraries
from ntkproofs.claims import Claim, Memory, Report, Result, Trial, in_package, in_path, run, select, try_claim, unique

from .processes import attempt, processes

GROUP = "ntkproofs.papers"
#: what a file of claims may import or read from beside it
_READ = {".py", ".csv", ".json", ".toml", ".txt"}
#: a process costs about as much to start as this many claims to check
WORTH_A_PROCESS = 20


def claims(path: Path | None = None) -> dict[str, Claim]:
    """Return claims by id: those of the papers here and of installed packages, or those of a file or folder.

    A package ships claims by an entry point in the group `ntkproofs.papers` whose value is the name of its package of
    claims. A file of claims is Python and runs with the rights of the caller. Raises `ValueError` with one sentence.
    """
    if path is not None:
        return in_path(Path(path))
    foreign = (claim for entry in entry_points(group=GROUP) for claim in _foreign(entry.value))
    return unique([*in_package("ntkproofs.papers").values(), *foreign])


def _foreign(package: str) -> Iterable[Claim]:
    try:
        return in_package(package).values()
    except ImportError as error:
        msg = f"claims: {package!r}, named by an entry point in {GROUP!r}, cannot be imported: {error}; reinstall it"
        raise ValueError(msg) from error


def sources(path: Path | None = None) -> list[Path]:
    """Return the folders and files, outside of this package, that the claims of `claims(path)` are read from."""
    if path is not None:
        # A file of claims may import its neighbours and read the tables beside it.
        if Path(path).is_dir():
            return [Path(path)]
        return sorted(file for file in Path(path).resolve().parent.iterdir() if file.suffix in _READ)
    places: list[Path] = []
    for entry in entry_points(group=GROUP):
        spec = find_spec(entry.value)
        if spec is not None and spec.submodule_search_locations:
            places += map(Path, spec.submodule_search_locations)
        elif spec is not None and spec.origin is not None:
            places.append(Path(spec.origin))
    return places


def registry(own: dict[str, Claim]) -> dict[str, Claim]:
    """Return claims and, when they name others, those of the library behind them."""
    named = {needed for claim in own.values() for needed in (*claim.depends_on, *claim.conditions, claim.corrected_by)}
    return own if named - {None} <= set(own) else unique([*own.values(), *claims().values()])


def check(
    *prefixes: str,
    path: Path | None = None,
    thorough: bool = False,
    seed: int = 0,
    jobs: int | None = 1,
    wanted: Callable[[Claim], bool] = lambda claim: True,
    memory: Memory | None = None,
    begun: Callable[[Sequence[str]], None] = lambda ids: None,
    tried: Callable[[str], None] = lambda claim_id: None,
    done: Callable[[Result], None] = lambda result: None,
) -> Report:
    """Check the claims whose id starts with one of the prefixes, by default all, and report them.

    `path` checks the claims of a file or folder instead of the library's; `thorough` runs the heavy ones too; `jobs`
    is the number of processes, `None` for one a core when there are enough claims (a script that asks for more than one
    keeps its own work under `if __name__ == "__main__"`); `wanted` selects further; what `memory` recalls is not tried
    again; `begun` is told which claims will be
    tried, those behind the selected ones included, `tried` of each as its check ends, `done` of every result. Raises
    `UnknownClaim` for a prefix that matches nothing.
    """
    own = claims(path)
    selected = [claim for claim in select(own, prefixes) if wanted(claim)]
    jobs = min(os.cpu_count() or 1, len(selected) // WORTH_A_PROCESS) if jobs is None else min(jobs, len(selected))
    with processes(jobs, path) if jobs > 1 else nullcontext() as executor:
        return run(
            selected,
            registry(own),
            version=__version__,
            libraries=libraries(),
            thorough=thorough,
            seed=seed,
            executor=executor,
            attempt=attempt if executor else None,
            memory=memory,
            begun=begun,
            tried=tried,
            done=done,
        )


class Judge:
    """Results of claims one by one; each check runs once, however many claims rest on it.

    `claims` are the claims and those of the library that they name. A run that knows results already hands them over
    with `learn`.
    """

    def __init__(self, own: dict[str, Claim], *, thorough: bool = False, seed: int = 0) -> None:
        self.claims = registry(own)
        self._thorough, self._seed = thorough, seed
        self._results: dict[str, Result] = {}
        self._trials: dict[str, Trial] = {}

    def result(self, claim_id: str) -> Result:
        """Return the result of a claim, checking what is not checked yet."""
        if claim_id not in self._results:
            report = run(
                [self.claims[claim_id]],
                self.claims,
                version=__version__,
                libraries=libraries(),
                thorough=self._thorough,
                seed=self._seed,
                attempt=self._attempt,
            )
            self.learn(report)
        return self._results[claim_id]

    def learn(self, report: Report) -> None:
        """Take over the results of a run."""
        self._results.update({result.claim.id: result for result in report.results})

    def _attempt(self, claim_id: str, seed: int) -> Trial:
        if claim_id not in self._trials:
            self._trials[claim_id] = try_claim(self.claims[claim_id], seed)
        return self._trials[claim_id]
