"""What a release says of itself agrees: version, citation, changelog and the oldest versions that are tested."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import ntkproofs

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_version_citation_and_changelog_agree() -> None:
    citation = (ROOT / "CITATION.cff").read_text()
    heading = re.search(r"^## (\S+) \((\S+)\)$", (ROOT / "docs" / "changelog.md").read_text(), re.MULTILINE)
    assert heading is not None
    assert f"\nversion: {ntkproofs.__version__}\n" in citation
    assert heading[1] == ntkproofs.__version__
    assert f'\ndate-released: "{heading[2]}"\n' in citation


def test_the_oldest_versions_are_the_lower_bounds() -> None:
    bounds = {*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]}
    assert all(re.fullmatch(r"[\w.-]+>=[\d.]+", bound) for bound in bounds)
    pinned = {line for line in (ROOT / ".ci" / "oldest.txt").read_text().splitlines() if "==" in line}
    assert {bound.replace(">=", "==") for bound in bounds} == pinned - {"pyparsing==3.2.0"}


def test_every_extra_is_tested() -> None:
    extras = PROJECT["optional-dependencies"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[>=]", requirement)[0] for requirement in requirements}

    for extra in extras.keys() - {"test", "lint", "docs"}:
        assert names(extras[extra]) <= names(extras["test"]), extra


def test_every_dependency_is_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    runtime = {re.split(r"[>=]", requirement)[0] for requirement in PROJECT["dependencies"]}
    for extra, requirements in PROJECT["optional-dependencies"].items():
        if extra not in ("test", "lint", "docs"):
            runtime |= {re.split(r"[>=]", requirement)[0] for requirement in requirements}
    assert not {name for name in runtime if not re.search(rf"^\| {re.escape(name)}\b", page, re.MULTILINE)}


def test_the_types_travel_with_the_package() -> None:
    assert (Path(ntkproofs.__file__).parent / "py.typed").exists()
