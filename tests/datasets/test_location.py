from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ntkproofs.datasets import VARIABLE, DataError, data_path, digest, folder


def test_nobody_named_a_folder(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert folder() is None
    with pytest.raises(
        DataError, match=r"needed uci/a.csv, but no folder of data is named; set NTKPROOFS_DATA or give"
    ):
        data_path("uci", "a.csv")


def test_the_folder_that_the_variable_names(monkeypatch, tmp_path: Path):
    (tmp_path / "uci").mkdir()
    (tmp_path / "uci" / "a.csv").write_text("1\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert folder() == tmp_path.resolve()
    assert data_path("uci", "a.csv").read_text() == "1\n"
    with pytest.raises(DataError, match="has no such file; put it there"):
        data_path("uci", "b.csv")
    assert digest(data_path("uci", "a.csv")) == "a.csv=" + hashlib.sha256(b"1\n").hexdigest()


def test_a_folder_that_is_none(monkeypatch, tmp_path: Path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(DataError, match=r"needed a folder that holds mnist/ or uci/, .* no such parts are in it"):
        folder()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nosuch"))
    with pytest.raises(DataError, match="it is not a folder"):
        folder()
