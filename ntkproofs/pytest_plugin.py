"""Collect claims as pytest items with `pytest --claims`; loads nothing heavy when not asked.

`--claims X` takes an existing path (a Python file or a folder of claims) or else a prefix of ids of the installed
papers. Without other arguments only claims are collected; with arguments the tests they name are collected too.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ntkproofs.claims import Claim, Result
    from ntkproofs.papers import Judge


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--claims` and `--claims-thorough`."""
    group = parser.getgroup("ntkproofs")
    group.addoption(
        "--claims",
        action="append",
        default=[],
        metavar="X",
        help="check claims, one item each: those of the file or folder X (which is run), else ids that start with X",
    )
    group.addoption("--claims-thorough", action="store_true", help="check the heavy claims too")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Pass over test files when claims were asked for and nothing else was."""
    asked = config.getoption("claims") and config.args_source is not pytest.Config.ArgsSource.ARGS
    return True if asked else None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Put the claims behind the tests of the session, where pytest counts and selects them like any other item."""
    report = yield
    if isinstance(collector, pytest.Session) and report.passed:
        for name in collector.config.getoption("claims"):
            report.result.append(ClaimSource.from_parent(collector, name=name, nodeid=name))
    return report


class ClaimSource(pytest.Collector):
    """The claims of one `--claims` argument; each check runs once, however many claims rest on it.

    A wrong path or prefix is a usage error of one line, so they are read before anything is collected.
    """

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self.selected, self.judge = self._claims()

    def _claims(self) -> tuple[list[Claim], Judge]:
        from ntkproofs import papers
        from ntkproofs.claims import select

        path = Path(self.config.invocation_params.dir, self.name)
        try:
            own = papers.claims(path if path.exists() else None)
            selected = select(own, () if path.exists() else (self.name,))
            judge = papers.Judge(own, thorough=self.config.getoption("claims_thorough"))
        except ValueError as error:
            raise pytest.UsageError(f"--claims: {error}") from error
        if not selected:
            msg = f"--claims: {self.name!r} holds no claims; name a file or folder that does"
            raise pytest.UsageError(msg)
        return selected, judge

    def collect(self) -> Iterator[ClaimItem]:
        """Yield an item for every claim."""
        for claim in self.selected:
            yield ClaimItem.from_parent(self, name=claim.id, claim=claim, judge=self.judge)


class ClaimItem(pytest.Item):
    """One claim: it passes when the verdict is the expected one and the control bites."""

    def __init__(self, *, claim: Claim, judge: Judge, **place: Any) -> None:
        super().__init__(**place)
        self.claim = claim
        self.judge = judge

    def runtest(self) -> None:
        """Check the claim; JUnit XML gets the result as JSON."""
        from ntkproofs.claims import Verdict
        from ntkproofs.reports.documents import of_result

        result = self.judge.result(self.claim.id)
        self.user_properties.append(("claim", json.dumps(of_result(result))))
        if result.verdict is Verdict.SKIPPED:
            pytest.skip(result.reason.replace("--thorough", "--claims-thorough"))
        if result.unexpected:
            raise UnexpectedVerdict(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the statement, the verdicts and the witness; a traceback only where the machinery itself broke."""
        if not isinstance(excinfo.value, UnexpectedVerdict):
            return super().repr_failure(excinfo, style)
        from ntkproofs.reports.text import failure

        lines = [f"{name:10} {value}" for name, value in failure(excinfo.value.result) if value]
        return "\n".join([str(excinfo.value), *lines])

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the claim in the headings of pytest."""
        return self.path, None, f"{self.claim.id}, {self.claim.label}"


class UnexpectedVerdict(Exception):
    """A verdict that is not the expected one, or a check that does not tell the control from the claim."""

    def __init__(self, result: Result) -> None:
        claim = result.claim
        control = f", but the control is {result.control.value}" if result.verdict is claim.expected else ""
        super().__init__(f"{result.verdict.value}, expected {claim.expected.value}{control}")
        self.result = result
