"""Find claims in packages and files, and select them by id."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterable, Iterator
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
    """Import every module of a package and return its claims by id.

    Raises `ValueError` when two different claims share an id.
    """
    package = importlib.import_module(name)
    modules = [package] + [
        importlib.import_module(info.name) for info in pkgutil.walk_packages(package.__path__, name + ".")
    ]
    return unique(claim for module in modules for claim in in_module(module))


def in_path(path: Path) -> dict[str, Claim]:
    """Run the Python files of a folder (or one file) and return their claims by id.

    A claim file is Python and runs with the rights of whoever calls this. Raises `FileNotFoundError`.
    """
    if not path.exists():
        msg = f"claims: needed a Python file or a folder of them, got {str(path)!r}, which does not exist"
        raise FileNotFoundError(msg)
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return unique(claim for file in files for claim in in_module(_load(file)))


def _load(file: Path) -> ModuleType:
    name = f"ntkproofs_claims_{abs(hash(str(file.resolve()))):x}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        msg = f"claims: needed a Python file, got {str(file)!r}"
        raise ValueError(msg)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def unique(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Return claims by id; the same object may be met twice (a re-export), two objects with one id may not."""
    found: dict[str, Claim] = {}
    for claim in claims:
        if found.setdefault(claim.id, claim) is not claim:
            msg = f"claims: the id {claim.id!r} is used twice; rename one"
            raise ValueError(msg)
    return found


def select(claims: dict[str, Claim], prefixes: Iterable[str]) -> list[Claim]:
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


def with_dependencies(selected: Iterable[Claim], claims: dict[str, Claim]) -> list[Claim]:
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
