"""Experiments as rows: recorded in a file next to the claims they support, or performed again here."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import final

from ntkproofs import datasets
from ntkproofs.arithmetic.versions import libraries
from ntkproofs.claims import Rule, Status, Step

#: What the leading lines of a record must say, in this order; more may follow.
REQUIRED = ("command", "date", "versions", "input", "seeds")

#: A digest in full is in the record and in the data of a step; a sentence shows where it begins.
_DIGEST = re.compile(r"=([0-9a-f]{12})[0-9a-f]{52}")


class RecordError(ValueError):
    """A record is missing or is not of its format: what was needed, what came, what to do."""


@final
@dataclass(frozen=True)
class Experiment:
    """Rows of text under named columns, and where they come from.

    `repeated` says whether the experiment was performed in this very run; otherwise its rows are a record of an earlier
    one. `provenance` holds the entries of `REQUIRED` as text.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    provenance: Mapping[str, str]
    repeated: bool

    def column(self, name: str) -> tuple[str, ...]:
        """Return a column as text."""
        place = self._place(name)
        return tuple(row[place] for row in self.rows)

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a column as numbers."""
        return tuple(float(entry) for entry in self.column(name))

    def where(self, **values: object) -> Experiment:
        """Return the rows in which columns have these values, as text; raises `RecordError` when there is none."""
        wanted = {self._place(name): str(value) for name, value in values.items()}
        rows = tuple(row for row in self.rows if all(row[k] == text for k, text in wanted.items()))
        if not rows:
            msg = f"record {self.name!r}: needed rows with {values}, got none; make the record again"
            raise RecordError(msg)
        return Experiment(self.name, self.columns, rows, self.provenance, self.repeated)

    def _place(self, name: str) -> int:
        if name not in self.columns:
            msg = (
                f"record {self.name!r}: needed a column {name!r}, got {', '.join(self.columns)}; make the record again"
            )
            raise RecordError(msg)
        return self.columns.index(name)

    @property
    def origin(self) -> str:
        """Say in words whether the rows were obtained here or are a record, and by which command."""
        read = _DIGEST.sub(r"=\1...", self.provenance["input"])
        if self.repeated:
            return f"performed in this run ({read}; seeds {self.provenance['seeds']})"
        told = self.provenance
        return f"recorded run, not repeated here: `{told['command']}` on {told['date']} ({read}; seeds {told['seeds']})"


def read(paper: str, name: str) -> Experiment:
    """Read the record `ntkproofs/papers/<paper>/records/<name>.csv`.

    Raises `RecordError` when there is none, or it is not of the format of `parse`.
    """
    source = files("ntkproofs.papers").joinpath(paper, "records", f"{name}.csv")
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, ValueError):
        msg = f"record {name!r}: needed a file of {paper}, there is none that can be read; make the record"
        raise RecordError(msg) from None
    return parse(text, name)


def parse(text: str, name: str) -> Experiment:
    """Read the text of a record: lines `# key: value`, a line of column names, rows; comma-separated.

    Raises `RecordError` with one sentence for a text without an entry of `REQUIRED`, without rows or with a broken row.

    >>> told = "# command: c\\n# date: d\\n# versions: v\\n# input: none\\n# seeds: 0\\n"
    >>> parse(told + "n,error\\n10,0.5\\n", "sample").numbers("error")
    (0.5,)
    """
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    told = {key.strip(): value.strip() for key, _, value in (line[1:].partition(":") for line in head)}
    for key in REQUIRED:
        if not told.get(key):
            msg = f"record {name!r}: needed a leading line '# {key}: ...', got none; make the record again"
            raise RecordError(msg)
    table = [tuple(row) for row in csv.reader(lines[len(head) :]) if row]
    if lines[: len(head)] != head or len(table) < 2 or any(len(row) != len(table[0]) for row in table):
        msg = f"record {name!r}: needed columns and rows of one length after the leading lines, got {len(table)} lines; make it again"
        raise RecordError(msg)
    return Experiment(name, table[0], tuple(table[1:]), MappingProxyType(told), repeated=False)


def performed(
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    command: str,
    seeds: str,
    inputs: str = "generated, no data",
) -> Experiment:
    """Return an experiment that was performed here; floats are kept to 8 significant digits.

    `inputs` names what was read, files with their SHA-256.
    """
    versions = " ".join(f"{library}={version}" for library, version in libraries().items())
    date = datetime.now(UTC).date().isoformat()
    told = dict(zip(REQUIRED, (command, date, versions, inputs, seeds), strict=True))
    texts = tuple(tuple(f"{x:.8g}" if isinstance(x, float) else str(x) for x in row) for row in rows)
    return Experiment(name, tuple(columns), texts, MappingProxyType(told), repeated=True)


def experiment(paper: str, name: str, perform: Callable[[], Experiment], *needed: str) -> Experiment:
    """Perform an experiment where the folder of data holds the files it needs (`"uci/abalone.data"`), else read its record."""
    top = datasets.folder()
    if top is None or not all((top / file).exists() for file in needed):
        return read(paper, name)
    return _performed(perform, top)


@lru_cache(maxsize=32)
def _performed(perform: Callable[[], Experiment], top: Path) -> Experiment:
    # A claim and its control judge the same rows.
    return perform()


def written(experiment: Experiment) -> str:
    """Return the text of a record, as `parse` reads it."""
    buffer = io.StringIO()
    buffer.writelines(f"# {key}: {value}\n" for key, value in experiment.provenance.items())
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(experiment.columns)
    writer.writerows(experiment.rows)
    return buffer.getvalue()


def write(experiment: Experiment, folder: Path) -> Path:
    """Write a record into a folder under its name; return the path."""
    path = folder / f"{experiment.name}.csv"
    path.write_text(written(experiment), encoding="utf-8")
    return path


def source(experiment: Experiment) -> Step:
    """Say as a step where the rows come from; the evidence of the claim then says so too."""
    text = f"the rows of the experiment {experiment.name!r}"
    detail = f"{text} ({len(experiment.rows)}): {experiment.origin}"
    return Step(Rule.SAMPLE, text, data=_data(experiment), detail=detail)


def criterion(experiment: Experiment, holds: bool, text: str, *, found: str, goal: bool = True) -> Step:
    """Judge the rows of an experiment by a criterion that was declared in advance: support, or undecided.

    `found` says what the rows show. An experiment refutes nothing, so a criterion that is not met leaves the step
    undecided; one that is met supports it, and the evidence says whether the rows are a record.
    """
    detail = f"{text}: {found}; {experiment.origin}"
    if holds:
        return Step(Rule.SAMPLE, text, goal=goal, data=_data(experiment), detail=detail)
    reason = f"the criterion is not met: {detail}"
    return Step(Rule.SAMPLE, text, Status.UNDECIDED, goal=goal, data=_data(experiment), reason=reason)


def _data(experiment: Experiment) -> dict[str, str | bool]:
    told = experiment.provenance
    # The digest is of the rows alone: the same experiment on another day has the same one.
    rows = "\n".join(",".join(row) for row in (experiment.columns, *experiment.rows))
    return {
        "experiment": experiment.name,
        "repeated here": experiment.repeated,
        "command": told["command"],
        "input": told["input"],
        "seeds": told["seeds"],
        "rows": hashlib.sha256(rows.encode()).hexdigest(),
    }
