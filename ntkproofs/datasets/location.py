"""Where the data are: one folder, named by an environment variable, and nothing is fetched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ntkproofs.datasets.errors import DataError

#: The environment variable with the folder of the data; it holds ``mnist/`` and ``uci/``.
VARIABLE = "NTKPROOFS_DATA"
#: What the folder holds, at least one of them.
PARTS = ("mnist", "uci")


def folder() -> Path | None:
    """The folder of the data, or None where nobody named one.

    :raises DataError: when what is named is not a folder that holds ``mnist/`` or ``uci/``.
    """
    named = os.environ.get(VARIABLE)
    return accept(Path(named)) if named else None


def accept(path: Path) -> Path:
    """A folder of data, absolute.

    :raises DataError: when it is not a folder that holds ``mnist/`` or ``uci/``.
    """
    if not any((path / part).is_dir() for part in PARTS):
        what = "no such parts are in it" if path.is_dir() else "it is not a folder"
        raise DataError(f"data: needed a folder that holds mnist/ or uci/, got {str(path)!r}, {what}; name another")
    return path.resolve()


def data_path(*parts: str) -> Path:
    """The path of a file below the folder of the data, such as ``data_path("uci", "abalone.data")``.

    :raises DataError: when no folder is named, or it has no such file.
    """
    top = folder()
    if top is None:
        raise DataError(
            f"data: needed {'/'.join(parts)}, but no folder of data is named; set {VARIABLE} or give --data"
        )
    path = top.joinpath(*parts)
    if not path.exists():
        raise DataError(f"data: needed {'/'.join(parts)}, but {str(top)!r} has no such file; put it there")
    return path


def read_bytes(path: Path, what: str) -> bytes:
    """The bytes of a file of data.

    :raises DataError: when there is no file, or it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise DataError(f"{what}: needed a file that can be read, got {str(path)!r}: {why}; give its path") from None


def digest(*paths: Path) -> str:
    """The SHA-256 of files as ``name=hexadecimal digits``, with a space between two files."""
    return " ".join(
        f"{path.name}={hashlib.sha256(read_bytes(path, 'digest')).hexdigest()}" for path in map(Path, paths)
    )
