"""Trials in a store: taken from it while nothing changed, judged anew, tried again as soon as anything did."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from ntkproofs import papers
from ntkproofs.claims import Claim, Report, canonical
from ntkproofs.sweeps import StoreError, TrialStore

from .conftest import finished, started, wait_for

SLOW = """
import time
from ntkproofs import Claim, Control, Derivation, Rule, Status, Step, Verdict

def check(n, k):
    time.sleep(0.05)
    status, witness = (Status.HOLDS, None) if n == 2 else (Status.FAILS, "1 + 1 = 2")
    return Derivation((Step(Rule.VALUE, f"1 + 1 = {n}", status, goal=True, witness=witness, data={"k": str(k)}),))

claims = [
    Claim(id=f"mine.sum{k}", label="Theorem", statement="1 + 1 = 2", expected=Verdict.PROVED, scope="", check=check,
          heavy=True, parameters={"n": 2, "k": k}, control=Control("1 + 1 = 4", {"n": 4}))
    for k in range(60)
]
globals().update({f"SUM{k}": claim for k, claim in enumerate(claims)})
"""


def trials_in(store: Path) -> int:
    if not store.exists():
        return 0
    connection = sqlite3.connect(store, timeout=30)
    try:
        return int(connection.execute("SELECT count(*) FROM trials").fetchone()[0])
    finally:
        connection.close()


def checked(store: Path, path: Path, **given: object) -> tuple[Report, int]:
    with TrialStore(store, papers.sources(path)) as memory:
        report = papers.check(path=path, thorough=True, memory=memory, **given)  # type: ignore[arg-type]
        return report, memory.recalled


def test_a_second_run_takes_every_decided_check_from_the_store(sample: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    first, recalled = checked(store, sample)
    assert recalled == 0
    second, recalled = checked(store, sample)
    assert recalled == trials_in(store) > 3
    assert [(r.verdict, r.control, r.digest) for r in second.results] == [
        (r.verdict, r.control, r.digest) for r in first.results
    ]
    for before, after in zip(first.results, second.results, strict=True):
        assert canonical(before.certificate) == canonical(after.certificate)


def test_a_changed_claim_source_seed_or_data_is_tried_again(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store, place = tmp_path / "results.db", tmp_path / "mine"
    place.mkdir()
    (place / "sums.py").write_text(SLOW.replace("range(60)", "range(2)"))
    assert checked(store, place)[1] == 0
    assert checked(store, place)[1] == 2
    (place / "sums.py").write_text(SLOW.replace("range(60)", "range(2)") + "# a comment\n")
    assert checked(store, place)[1] == 0
    data = tmp_path / "data"
    (data / "uci").mkdir(parents=True)
    monkeypatch.setenv("NTKPROOFS_DATA", str(data))
    assert checked(store, place)[1] == 0
    assert checked(store, place)[1] == 2
    (data / "uci" / "digits").write_text("1")
    assert checked(store, place)[1] == 0
    assert trials_in(store) == 8
    # A check that draws is another check for another seed.
    checked(store, sample, seed=1)
    random = sum(claim.random for claim in papers.claims(sample).values())
    before = checked(store, sample, seed=1)[1]
    assert random > 0
    assert checked(store, sample, seed=2)[1] < before


def test_a_changed_letter_is_seen(sample: Path, tmp_path: Path):
    store = tmp_path / "results.db"
    checked(store, sample)
    connection = sqlite3.connect(store)
    connection.execute("UPDATE trials SET trial = replace(trial, 'holds', 'hoLds')")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="is not as it was written"):
        checked(store, sample)


def test_what_broke_is_not_kept(tmp_path: Path):
    place, store = tmp_path / "mine", tmp_path / "results.db"
    place.mkdir()
    (place / "sums.py").write_text(SLOW.replace("range(60)", "range(2)").replace("time.sleep(0.05)", "1 / k"))
    assert checked(store, place)[1] == 0
    assert checked(store, place)[1] == 1


@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.heavy), "2"])
def test_killed_twice_and_finished(tmp_path: Path, jobs: str):
    place, store = tmp_path / "mine", tmp_path / "results.db"
    place.mkdir()
    (place / "sums.py").write_text(SLOW)
    line = ("check", "--path", place, "--thorough", "--store", store, "--jobs", jobs, "--format", "json")
    held = 0
    for _ in range(2):
        process = started(*line, env={"PYTHONDONTWRITEBYTECODE": "1"})
        wait_for(lambda before=held: trials_in(store) > before)
        os.kill(process.pid, signal.SIGKILL)
        finished(process)
        held = trials_in(store)
        assert 0 < held < 60
    status, out, err = finished(started(*line))
    assert (status, err) == (0, f"ntkproofs: {held} checks were taken from {store}\n")
    assert json.loads(out)["summary"]["proved"] == 60
    assert trials_in(store) == 60


def test_a_claim_keeps_its_parameters_in_the_key(tmp_path: Path):
    from dataclasses import replace

    claims = papers.claims(Path(__file__).parent.parent / "sample_paper")
    claim = next(iter(claims.values()))
    with TrialStore(tmp_path / "results.db") as memory:
        keys = {memory._key(claim, 0), memory._key(replace(claim, statement="another"), 0)}
        keys.add(memory._key(replace(claim, scope="another"), 0))
        assert len(keys) == 3
        assert isinstance(claim, Claim)
