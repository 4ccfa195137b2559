from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ntkproofs.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def ntkproofs(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in this process."""

    def command(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert isinstance(exit_.value.code, int)
        return Ran(exit_.value.code, captured.out, captured.err)

    return command


@pytest.fixture
def refused(ntkproofs: Callable[..., Ran]) -> Callable[..., str]:
    """Run a command line that must be refused in one line with status 2, and return the line."""

    def command(*arguments: str | Path) -> str:
        ran = ntkproofs(*arguments)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("ntkproofs: ")
        assert ran.err.count("\n") == 1
        return ran.err

    return command
