"""Fixtures for every room: a small paper with one claim of every kind."""

from __future__ import annotations

import concurrent.futures.process  # noqa: F401
import multiprocessing.popen_spawn_posix  # noqa: F401
from dataclasses import replace
from pathlib import Path

# pytester forgets the modules that a run in this process has loaded; these must not be loaded twice.
import numpy  # noqa: F401
import pytest

import ntkproofs.papers.processes  # noqa: F401
from ntkproofs.claims import Claim, Report, in_path, run


@pytest.fixture
def sample() -> Path:
    return Path(__file__).parent / "sample_paper"


@pytest.fixture
def sample_claims(sample: Path) -> dict[str, Claim]:
    return in_path(sample)


@pytest.fixture
def sample_report(sample_claims: dict[str, Claim]) -> Report:
    """A run of it, without the times."""
    report = run(sample_claims.values(), sample_claims, version="0", libraries={"python": "3"})
    return replace(report, results=tuple(replace(result, seconds=0.0) for result in report.results))
