"""Find claims in packages and files, and select them by id."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from .claim import Claim


class UnknownClaim(ValueError):
    """No claim has this id or prefix."""


def in_module(module: ModuleType) -> Iterator[Claim]:
    """Yield the claims that are values of a module, in the order in which they stand there."""
    for value in vars(module).values():
        if isinstance(value, Claim) and value.check is not None:
            yield value


def in_package(name: str) -> dict[str, Claim]:
    """Import every module of a package (or one plain module) and return its claims by id.

    Raises `ValueError` when two different claims share an id.
    """
    package = importlib.import_module(name)
    below = pkgutil.walk_packages(getattr(package, "__path__", ()), name + ".")
    modules = [package, *(importlib.import_module(info.name) for info in below)]
    return unique(claim for module in modules for claim in in_module(module))


def in_path(path: Path) -> dict[str, Claim]:
    """Run the Python files of a folder (or one file) and return their claims by id.

    A claim file is Python and runs with the rights of whoever calls this. The files form one package, so they import
    each other as `from .lemma import LEMMA`; hidden folders and virtual environments are passed over. Raises
    `FileNotFoundError`, and `ValueError` with one sentence for a file that cannot be run.
    """
    if not path.exists():
        msg = f"claims: needed a Python file or a folder of them, got {str(path)!r}, which does not exist"
        raise FileNotFoundError(msg)
    path = path.resolve()
    root = path if path.is_dir() else path.parent
    files = sorted(_sources(path)) if path.is_dir() else [path]
    package = _package(root)
    # Byte code is matched to its source by size and whole seconds: a file edited and checked at once would be stale.
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        return unique(claim for file in files for claim in in_module(_load(package, file.relative_to(root), file)))
    finally:
        sys.dont_write_bytecode = written


def _sources(folder: Path) -> Iterator[Path]:
    for child in folder.iterdir():
        if child.name.startswith(".") or child.name == "__pycache__":
            continue
        if child.is_dir() and not (child / "pyvenv.cfg").exists():
            yield from _sources(child)
        elif child.suffix == ".py":
            yield child


def _package(root: Path) -> str:
    # The name is private, so that a folder of the user's can neither hide nor be hidden by an installed module; what
    # was loaded from the folder before is forgotten, because the files may have changed since.
    name = "ntkproofs_claims_" + hashlib.sha256(str(root).encode()).hexdigest()[:12]
    for loaded in [module for module in sys.modules if module.partition(".")[0] == name]:
        del sys.modules[loaded]
    package = ModuleType(name)
    package.__path__ = [str(root)]
    sys.modules[name] = package
    importlib.invalidate_caches()
    return name


def _load(package: str, relative: Path, file: Path) -> ModuleType:
    parts = relative.with_suffix("").parts
    name = ".".join([package, *(parts[:-1] if parts[-1] == "__init__" else parts)])
    try:
        if name == package:  # the folder's own __init__.py runs in the package that stands for the folder
            exec(compile(file.read_bytes(), str(file), "exec"), vars(sys.modules[package]))
            return sys.modules[package]
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:
        why = " ".join(str(error).split())[:300]
        msg = f"claims: {str(file)!r} cannot be run as a file of claims: {type(error).__name__}: {why}"
        raise ValueError(msg) from error


def unique(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Return claims by id; the same object may be met twice (a re-export), two objects with one id may not."""
    found: dict[str, Claim] = {}
    for claim in claims:
        if found.setdefault(claim.id, claim) is not claim:
            msg = f"claims: the id {claim.id!r} is used twice; rename one"
            raise ValueError(msg)
    return found


def select(claims: Mapping[str, Claim], prefixes: Iterable[str]) -> list[Claim]:
    """Return the claims whose id is a prefix or starts with it, in registry order; all of them for no prefix.

    Raises `UnknownClaim` for a prefix that matches nothing.
    """
    prefixes = list(prefixes)
    for prefix in prefixes:
        if not any(claim_id.startswith(prefix) for claim_id in claims):
            msg = f"claims: no id starts with {prefix!r}; `ntkproofs claims` lists them"
            raise UnknownClaim(msg)
    if not prefixes:
        return list(claims.values())
    return [claim for claim_id, claim in claims.items() if claim_id.startswith(tuple(prefixes))]


def with_dependencies(selected: Iterable[Claim], claims: Mapping[str, Claim]) -> list[Claim]:
    """Return the selected claims and all they rest on, dependencies first.

    Raises `ValueError` for an unknown dependency or a cycle.
    """
    ordered: dict[str, Claim] = {}
    path: list[str] = []

    def visit(claim: Claim) -> None:
        if claim.id in ordered:
            return
        if claim.id in path:
            msg = f"claims: {' -> '.join([*path, claim.id])} is a cycle; a claim cannot rest on itself"
            raise ValueError(msg)
        path.append(claim.id)
        if claim.corrected_by is not None and claim.corrected_by not in claims:
            msg = f"claims: {claim.id!r} is corrected by {claim.corrected_by!r}, which is not a claim; add it"
            raise ValueError(msg)
        for needed in (*claim.depends_on, *claim.conditions):
            if needed not in claims:
                msg = f"claims: {claim.id!r} rests on {needed!r}, which is not a claim; add it or correct the id"
                raise ValueError(msg)
            visit(claims[needed])
        path.pop()
        ordered[claim.id] = claim

    for claim in selected:
        visit(claim)
    return list(ordered.values())
