"""The plugin, run by pytest on small folders."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest_plugins = ["pytester"]

WRONG = """
from ntkproofs import Claim, Control, Derivation, Rule, Status, Step, Verdict

def check(n):
    status, witness = (Status.HOLDS, None) if n == 2 else (Status.FAILS, f"1 + 1 = 2, not {n}")
    return Derivation((Step(Rule.VALUE, f"1 + 1 = {n}", status, goal=True, witness=witness),))

def claim(name, check, n, control):
    return Claim(id=name, label="Theorem", statement=f"1 + 1 = {n}", expected=Verdict.PROVED, scope="", check=check,
                 parameters={"n": n}, control=Control(f"1 + 1 = {control}", {"n": control}))

RIGHT = claim("mine.right", check, 2, 3)
FALSE = claim("mine.false", check, 3, 4)
BLIND = claim("mine.blind", lambda n: check(2), 2, 5)
"""


@pytest.fixture(autouse=True)
def folder_of_its_own(pytester: pytest.Pytester) -> None:
    """A configuration in the folder itself, so that none above it is taken."""
    pytester.makepyprojecttoml("[tool.pytest.ini_options]")


@pytest.fixture
def mine(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(claims_of_mine=WRONG, test_ordinary="def test_ordinary(): pass")
    return pytester


def test_one_item_a_claim_with_its_id(pytester: pytest.Pytester, sample: Path):
    ran = pytester.runpytest("--claims", str(sample), "-v")
    ran.assert_outcomes(passed=8, skipped=1)
    ran.stdout.fnmatch_lines(["*::sample.prop2.sum PASSED*", "*::sample.section5.heavy SKIPPED*"])


def test_heavy_claims_when_asked_for(pytester: pytest.Pytester, sample: Path):
    pytester.runpytest("--claims", str(sample), "--claims-thorough").assert_outcomes(passed=9)


def test_a_failure_tells_what_matters_and_shows_no_traceback(mine: pytest.Pytester):
    ran = mine.runpytest("--claims", "claims_of_mine.py")
    ran.assert_outcomes(passed=1, failed=2)
    ran.stdout.fnmatch_lines(
        [
            "*mine.false*",
            "refuted, expected proved",
            "statement  1 + 1 = 3",
            "witness    1 + 1 = 2, not 3",
            "control    refuted: 1 + 1 = 4",
            "*mine.blind*",
            "proved, expected proved, but the control is proved",
            "control    proved: 1 + 1 = 5 (the check does not tell it from the claim)",
            # with the reason behind it from pytest 9 on
            "FAILED claims_of_mine.py::mine.false*",
        ]
    )
    ran.stdout.no_fnmatch_line("*Traceback*")
    ran.stdout.no_fnmatch_line("*runtest*")


def test_only_claims_unless_tests_are_named(mine: pytest.Pytester):
    mine.runpytest("--claims", "claims_of_mine.py", "-k", "right").assert_outcomes(passed=1)
    mine.runpytest("--claims", "claims_of_mine.py", "test_ordinary.py", "-k", "right or ordinary").assert_outcomes(
        passed=2
    )


def test_without_the_option_nothing_changes(mine: pytest.Pytester):
    mine.runpytest().assert_outcomes(passed=1)


def test_last_failed_works(mine: pytest.Pytester):
    mine.runpytest("--claims", "claims_of_mine.py")
    mine.runpytest("--claims", "claims_of_mine.py", "--lf").assert_outcomes(failed=2)


def test_several_sources(mine: pytest.Pytester, sample: Path):
    ran = mine.runpytest("--claims", "claims_of_mine.py", "--claims", str(sample))
    ran.assert_outcomes(passed=9, failed=2, skipped=1)


def test_junit_carries_the_result_as_json(mine: pytest.Pytester):
    mine.runpytest("--claims", "claims_of_mine.py", "--junitxml=report.xml")
    cases = ElementTree.parse(mine.path / "report.xml").getroot().iter("testcase")
    told = {case.get("name"): json.loads(next(case.iter("property")).get("value") or "") for case in cases}
    assert told["mine.right"]["verdict"] == "proved"
    assert told["mine.false"]["witness"] == "1 + 1 = 2, not 3"
    assert told["mine.blind"]["control"] == {"statement": "1 + 1 = 5", "verdict": "proved"}


def test_wrong_sources_are_usage_errors_of_one_line(mine: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ntkproofs.papers.library.in_package", lambda name: {})
    ran = mine.runpytest("--claims", "nosuch")
    assert ran.ret == pytest.ExitCode.USAGE_ERROR
    ran.stderr.fnmatch_lines(["ERROR: --claims: claims: no id starts with 'nosuch'*"])
    ran = mine.runpytest("--claims", "test_ordinary.py")
    assert ran.ret == pytest.ExitCode.USAGE_ERROR
    ran.stderr.fnmatch_lines(["ERROR: --claims: 'test_ordinary.py' holds no claims*"])


def test_processes_of_xdist(pytester: pytest.Pytester, sample: Path):
    pytest.importorskip("xdist")
    pytester.runpytest("--claims", str(sample), "-n", "2").assert_outcomes(passed=8, skipped=1)


def test_nothing_heavy_is_loaded_when_not_asked(pytester: pytest.Pytester):
    pytester.makepyfile(
        test_lean="""
        import sys
        def test_lean():
            assert "ntkproofs.pytest_plugin" in sys.modules
            assert not {"sympy", "numpy", "flint", "mpmath", "rich", "ntkproofs.claims"} & set(sys.modules)
        """
    )
    pytester.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)
