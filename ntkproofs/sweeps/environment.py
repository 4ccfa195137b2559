"""What a stored result depends on besides its parameters: the package's own source and the libraries under it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import final

from ntkproofs.arithmetic.versions import libraries
from ntkproofs.claims import digest

PACKAGE = Path(__file__).parent.parent
#: Extras that some claims are checked with; a verdict may change when one of them does.
_EXTRAS = ("gmpy2", "jax", "jaxlib", "matplotlib", "scikit-learn")


@final
@dataclass(frozen=True)
class Environment:
    """The versions of the libraries and the digest of the source that this process computes with."""

    libraries: tuple[tuple[str, str], ...]
    source: str

    @cached_property
    def digest(self) -> str:
        """One digest of all of it, a part of the key of every row."""
        return digest({"libraries": dict(self.libraries), "source": self.source})


@cache
def environment() -> Environment:
    """Return the environment of this process, as it was when first asked for.

    >>> environment().source.startswith("sha256:"), "mpmath backend" in dict(environment().libraries)
    (True, True)
    """
    import mpmath

    found = {**libraries(), "mpmath backend": mpmath.libmp.BACKEND}
    return Environment(tuple(sorted(found.items())), source_digest([PACKAGE]))


@cache
def extras() -> tuple[tuple[str, str], ...]:
    """Return names and versions of the optional libraries, `absent` for those that are not installed."""
    found = []
    for name in _EXTRAS:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "absent"))
    return tuple(found)


def source_digest(places: Iterable[Path]) -> str:
    """Digest every file of some folders (names and contents), and of single files.

    Not only Python: claims are also judged on tables that lie beside it. Byte code, hidden files and virtual
    environments do not count.
    """
    total = hashlib.sha256()
    for place in places:
        for path in sorted(_files(place)):
            name = path.relative_to(place).as_posix().encode()
            content = hashlib.sha256(path.read_bytes()).hexdigest().encode()
            total.update(name + b"\0" + content + b"\n")
        total.update(b"\n")
    return "sha256:" + total.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    for child in place.iterdir():
        if child.name.startswith(".") or child.name == "__pycache__":
            continue
        if child.is_dir() and not (child / "pyvenv.cfg").exists():
            yield from _files(child)
        elif child.is_file() and child.suffix not in (".pyc", ".pyo"):
            yield child
