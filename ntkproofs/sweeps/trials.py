"""The store of trials: what the checks of claims found, kept from run to run as long as nothing under it changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self, final

from ntkproofs.claims import Claim, Trial, canonical, digest, statement_digest
from ntkproofs.claims.trial import read, written
from ntkproofs.datasets import folder

from .database import Database, StoreError
from .environment import environment, extras, source_digest


@final
class TrialStore:
    """What checks found, in a store; recalled only for the same claim, source, libraries, data and seed.

    ``sources`` are the folders and files of claims outside of this package. A trial is steps, not a verdict: verdicts
    are judged from it anew in every run. Opened, it is a :class:`ntkproofs.claims.Memory`.
    """

    def __init__(self, path: Path | str, sources: Iterable[Path] = ()) -> None:
        self.database = Database(Path(path))
        self.recalled = 0
        self._surroundings = {
            "environment": environment().digest,
            "extras": dict(extras()),
            "sources": source_digest(sources),
            "data": _data(folder()),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.database.close()

    def recall(self, claim: Claim, seed: int) -> Trial | None:
        """Return the trial that is kept of a claim.

        :raises StoreError: for one that is not as it was written.
        """
        key = self._key(claim, seed)
        query = "SELECT trial, provenance, seal FROM trials WHERE key = ?"
        for trial, provenance, seal in self.database.read(query, (key,)):
            if digest([key, claim.id, trial, provenance]) != seal:
                raise StoreError(
                    f"store: the trial of {claim.id!r} in {str(self.database.path)!r} is not as it was written; "
                    "restore a copy, or start a new store"
                )
            self.recalled += 1
            return read(str(trial))
        return None

    def keep(self, claim: Claim, seed: int, trial: Trial) -> None:
        """Keep a trial; one that JSON does not give back as it was is not kept."""
        try:
            text = written(trial)
        except (TypeError, ValueError):
            return
        key = self._key(claim, seed)
        provenance = canonical(
            {
                "version": version("ntkproofs"),
                "checked": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                "source": environment().source,
                "libraries": dict(environment().libraries),
            }
        )
        seal = digest([key, claim.id, text, provenance])
        with self.database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO trials (key, claim, trial, provenance, seal) VALUES (?, ?, ?, ?, ?)",
                (key, claim.id, text, provenance, seal),
            )

    def _key(self, claim: Claim, seed: int) -> str:
        identity: dict[str, Any] = {
            "claim": statement_digest(claim),
            "control": {name: str(value) for name, value in claim.control.parameters.items()},
            "seed": seed if claim.random else None,
        }
        return digest({**identity, **self._surroundings})


def _data(place: Path | None) -> str | None:
    """The digest of the names, sizes and times of the files of data; their contents may be gigabytes."""
    if place is None:
        return None
    files = {path.relative_to(place).as_posix(): path.stat() for path in place.rglob("*") if path.is_file()}
    return digest([[name, found.st_size, found.st_mtime_ns] for name, found in sorted(files.items())])
