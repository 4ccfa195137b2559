from __future__ import annotations

import platform

import flint
import mpmath

from ntkproofs.arithmetic.versions import libraries


def test_the_versions_are_those_of_what_is_imported() -> None:
    found = libraries()
    assert found["python"] == platform.python_version()
    assert (found["mpmath"], found["python-flint"]) == (mpmath.__version__, flint.__version__)
    assert found["FLINT"] == flint.__FLINT_VERSION__
