"""The digest of the source notices every change that could change a result, and nothing else."""

from __future__ import annotations

from pathlib import Path

from ntkproofs.sweeps.environment import environment, extras, source_digest


def test_a_changed_added_or_renamed_file_is_seen(tmp_path: Path):
    (tmp_path / "a.py").write_text("x = 1\n")
    seen = {source_digest([tmp_path])}
    (tmp_path / "a.py").write_text("x = 2\n")
    seen.add(source_digest([tmp_path]))
    (tmp_path / "table.csv").write_text("1\n")
    seen.add(source_digest([tmp_path]))
    (tmp_path / "table.csv").rename(tmp_path / "other.csv")
    seen.add(source_digest([tmp_path]))
    seen.add(source_digest([tmp_path, tmp_path]))
    assert len(seen) == 5


def test_byte_code_and_hidden_files_are_not(tmp_path: Path):
    (tmp_path / "a.py").write_text("x = 1\n")
    before = source_digest([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"1")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("x")
    assert source_digest([tmp_path]) == before
    assert source_digest([tmp_path / "a.py"]) != before


def test_libraries():
    assert {"sympy", "mpmath", "python-flint", "FLINT", "mpmath backend"} <= set(dict(environment().libraries))
    assert dict(extras()).keys() >= {"gmpy2", "jax"}
