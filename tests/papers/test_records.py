"""Records of experiments: what they must say, and that evidence from them says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntkproofs import papers
from ntkproofs.claims import Derivation, Verdict
from ntkproofs.papers import records

TOLD = "# command: python make.py\n# date: 2026-01-02\n# versions: numpy=2\n# input: a.csv=00\n# seeds: 0 to 2\n"
TEXT = TOLD + "seed,kernel,error\n0,ntk,0.5\n0,laplace,0.25\n1,ntk,0.75\n"


def test_rows_and_columns():
    record = records.parse(TEXT, "sample")
    assert record.numbers("error") == (0.5, 0.25, 0.75)
    assert record.where(kernel="ntk", seed=1).numbers("error") == (0.75,)
    assert record.provenance["seeds"] == "0 to 2"
    assert records.written(record) == TEXT


def test_a_record_says_that_it_is_one():
    record = records.parse(TEXT, "sample")
    step = records.criterion(record, True, "the error is below 1", found="0.75")
    (evidence,) = Derivation((step,)).evidence
    assert "recorded run, not repeated here: `python make.py` on 2026-01-02" in evidence.detail
    assert "a.csv=00" in evidence.detail
    assert Derivation((records.source(record), step)).verdict is Verdict.SUPPORTED
    assert "recorded run, not repeated here" in records.source(record).detail


def test_a_criterion_that_is_not_met_decides_nothing():
    step = records.criterion(records.parse(TEXT, "sample"), False, "the error is below 0.6", found="0.75")
    derivation = Derivation((step,))
    assert derivation.verdict is Verdict.INCONCLUSIVE
    assert "not met" in derivation.reason
    assert "0.75" in derivation.reason


def test_an_experiment_performed_here_can_be_recorded(tmp_path: Path):
    done = records.performed("run", ("n", "error"), [(10, 1 / 3), (20, 0.25)], command="make", seeds="0")
    assert done.rows == (("10", "0.33333333"), ("20", "0.25"))
    assert "performed in this run" in records.source(done).detail
    again = records.parse(records.write(done, tmp_path).read_text(), "run")
    assert (again.columns, again.rows, again.repeated) == (done.columns, done.rows, False)
    # The same rows have the same digest, recorded or not.
    assert records.source(done).data["rows"] == records.source(again).data["rows"]


def test_what_is_performed_and_what_is_read(tmp_path: Path, monkeypatch):
    def perform() -> records.Experiment:
        return records.performed("run", ("n",), [(1,)], command="make", seeds="0")

    monkeypatch.setattr(records, "read", lambda paper, name: records.parse(TEXT, name))
    (tmp_path / "uci").mkdir()
    monkeypatch.delenv("NTKPROOFS_DATA", raising=False)
    assert not records.experiment("p", "run", perform, "uci/a.csv").repeated
    monkeypatch.setenv("NTKPROOFS_DATA", str(tmp_path))
    assert not records.experiment("p", "run", perform, "uci/a.csv").repeated
    (tmp_path / "uci" / "a.csv").touch()
    assert records.experiment("p", "run", perform, "uci/a.csv").repeated


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a leading line '# command: ...'"),
        (TEXT.replace("# seeds: 0 to 2\n", ""), "a leading line '# seeds: ...'"),
        (TEXT.replace("# date: 2026-01-02", "# date:"), "a leading line '# date: ...'"),
        (TOLD, "got 0 lines"),
        (TOLD + "n,error\n", "got 1 lines"),
        (TOLD + "n,error\n1,2,3\n", "rows of one length"),
        ("n,error\n1,2\n" + TOLD, "after the leading lines"),
    ],
)
def test_a_text_that_is_no_record(text: str, sentence: str):
    with pytest.raises(records.RecordError, match="record 'sample': needed") as refusal:
        records.parse(text, "sample")
    assert sentence in str(refusal.value)


def test_what_is_not_there():
    record = records.parse(TEXT, "sample")
    with pytest.raises(records.RecordError, match="a column 'loss'"):
        record.column("loss")
    with pytest.raises(records.RecordError, match="needed rows with"):
        record.where(kernel="gaussian")
    with pytest.raises(records.RecordError, match="make the record"):
        records.read("geifman2020", "nosuch")


def test_every_record_of_the_library_is_of_the_format():
    folder = Path(papers.__file__).parent
    for path in folder.glob("*/records/*.csv"):
        record = records.read(path.parent.parent.name, path.stem)
        assert records.written(record) == path.read_text(), path
