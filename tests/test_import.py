"""Importing is free: nothing heavy is loaded before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import ntkproofs

HEAVY = {"sympy", "numpy", "scipy", "mpmath", "flint", "rich", "click", "matplotlib"}


def loaded(code: str) -> set[str]:
    """Return which heavy modules some code loads in a fresh process."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return HEAVY & set(ran.stdout.split())


def test_import_ntkproofs_loads_nothing():
    assert loaded("import ntkproofs") == set()


def test_the_room_of_claims_needs_the_standard_library_only():
    assert loaded("from ntkproofs import Claim, Control, Derivation, Step, Verdict") == set()


def test_the_pytest_plugin_loads_nothing():
    assert loaded("import ntkproofs.pytest_plugin") <= set()


def test_the_command_line_loads_click_only():
    assert loaded("import ntkproofs.cli") == {"click"}


@pytest.mark.parametrize("name", ntkproofs.__all__)
def test_every_public_name_is_there(name: str):
    assert getattr(ntkproofs, name) is not None
    assert name in dir(ntkproofs)


def test_an_unknown_name():
    with pytest.raises(AttributeError, match="has no attribute 'nosuch'"):
        ntkproofs.nosuch  # noqa: B018
