"""The architecture page, the import contract and the folders say the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _contract() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    # A room in brackets is one that may still be empty.
    return [layer.replace("(", "").replace(")", "") for layer in layers]


def test_the_page_shows_the_contract():
    page = (ROOT / "docs" / "architecture.md").read_text()
    assert "\n".join(f"    {layer}" for layer in _contract()) in page


def test_every_room_is_in_the_contract_and_on_the_page():
    page = (ROOT / "docs" / "architecture.md").read_text()
    rooms = {p.parent.name for p in (ROOT / "ntkproofs").glob("*/__init__.py")}
    named = {name.strip() for layer in _contract() for name in layer.split("|")}
    assert rooms <= named
    for room in rooms - {"cli"}:
        assert f"| `{room}` |" in page


def test_no_room_is_for_things_without_a_place():
    forbidden = {"utils", "helpers", "misc", "common", "core"}
    assert not [p for p in (ROOT / "ntkproofs").rglob("*.py") if p.stem in forbidden or p.parent.name in forbidden]


def test_no_file_outgrows_the_house():
    # Statements are transcribed in full, which takes its lines; everything else keeps to the limit of the house.
    lengths = {p.relative_to(ROOT): len(p.read_text().splitlines()) for p in (ROOT / "ntkproofs").rglob("*.py")}
    assert not {str(path): n for path, n in lengths.items() if n > (400 if "papers" in path.parts else 340)}
