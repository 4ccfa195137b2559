"""What is installed, what is somebody's own, and one call that checks them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ntkproofs import check
from ntkproofs.claims import Claim, Trial, UnknownClaim, Verdict, try_claim
from ntkproofs.papers import Judge, claims, libraries, registry

OWN = """
from ntkproofs import Claim, Control, Derivation, Rule, Step, Status, Verdict

def by(n):
    status, witness = (Status.HOLDS, None) if n == 2 else (Status.FAILS, "1 + 1 = 2")
    goal = Step(Rule.VALUE, f"1 + 1 = {n}", status, goal=True, witness=witness)
    return Derivation((Step(Rule.CITATION, "Wendel", data={"claim": "background.wendel"}), goal))

OWN = Claim(id="own.sum", label="", statement="1 + 1 = 2", expected=Verdict.PROVED, scope="", check=by,
            parameters={"n": 2}, control=Control("1 + 1 = 3", {"n": 3}), conditions=("background.wendel",))
"""


def test_the_papers_are_found_when_asked_for():
    found = claims()
    assert {"bietti2019", "bietti2019poster", "background"} <= {claim.paper for claim in found.values()}
    assert registry(found) is found


def test_somebodys_claims_may_rest_on_those_of_the_library(tmp_path: Path):
    (tmp_path / "own.py").write_text(OWN)
    assert list(claims(tmp_path)) == ["own.sum"]
    assert "background.wendel" in registry(claims(tmp_path))
    report = check(path=tmp_path)
    (result,) = report.results
    assert (result.verdict, result.conditions) == (Verdict.PROVED, ("background.wendel",))
    assert report.exit_status == 0


def test_a_package_ships_claims_by_an_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "shipped_claims").mkdir()
    (tmp_path / "shipped_claims" / "__init__.py").touch()
    (tmp_path / "shipped_claims" / "sum.py").write_text(OWN.replace("own.sum", "shipped.sum"))
    (tmp_path / "shipped-1.dist-info").mkdir()
    (tmp_path / "shipped-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: shipped\nVersion: 1\n")
    entry_points = tmp_path / "shipped-1.dist-info" / "entry_points.txt"
    entry_points.write_text("[ntkproofs.papers]\nshipped = shipped_claims\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert "shipped.sum" in claims()
    entry_points.write_text("[ntkproofs.papers]\nshipped = no_such_claims\n")
    with pytest.raises(ValueError, match="'no_such_claims', named by an entry point"):
        claims()
    for name in ("shipped_claims", "shipped_claims.sum"):
        del sys.modules[name]


def test_the_versions_of_what_computes():
    assert all(version[0].isdigit() for version in libraries().values())


def test_selection_and_news_of_the_run(sample: Path):
    begun: list[str] = []
    tried: list[str] = []
    told: list[str] = []
    report = check(
        "sample.prop2",
        path=sample,
        wanted=lambda claim: claim.id.endswith("bound"),
        begun=begun.extend,
        tried=tried.append,
        done=lambda result: told.append(result.claim.id),
    )
    assert told == ["sample.prop2.bound"]
    # What the selected claim rests on is tried before it.
    assert begun[-1] == "sample.prop2.bound"
    assert sorted(tried) == sorted(begun)
    assert [result.claim.id for result in report.results] == told
    with pytest.raises(UnknownClaim, match="no id starts with 'nosuch'"):
        check("nosuch", path=sample)


def test_a_judge_runs_each_check_once_and_learns_results(sample: Path, monkeypatch: pytest.MonkeyPatch):
    tried: list[str] = []

    def counted(claim: Claim, seed: int = 0) -> Trial:
        tried.append(claim.id)
        return try_claim(claim, seed)

    monkeypatch.setattr("ntkproofs.papers.library.try_claim", counted)
    judge = Judge(claims(sample))
    assert judge.result("sample.prop2.bound").verdict == "certified"
    assert judge.result("sample.prop2.bound").conditions == ("sample.lemma.squares",)
    assert judge.result("sample.lemma.squares").verdict == "cited"
    assert sorted(tried) == ["sample.lemma.squares", "sample.prop2.bound", "sample.prop2.sum"]
    assert judge.result("sample.section5.heavy").verdict == "skipped"
    other = Judge(claims(sample))
    other.learn(check(path=sample))
    tried.clear()
    assert other.result("sample.prop2.sum").verdict == "proved"
    assert tried == []
