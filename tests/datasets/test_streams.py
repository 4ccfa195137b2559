from __future__ import annotations

import gzip
import tracemalloc
import zipfile
from pathlib import Path

import numpy
import pytest

from ntkproofs.datasets import FORMATS, DataError, stream

SUSY, SONGS = FORMATS["susy"], FORMATS["millionsongs"]


def rows(count: int, features: int = 18) -> tuple[numpy.ndarray, str]:
    generator = numpy.random.default_rng(0)
    table = numpy.hstack([generator.integers(0, 2, (count, 1)), generator.normal(size=(count, features)).round(6)])
    return table, "".join(",".join(f"{x:.18e}" for x in row) + "\n" for row in table)


@pytest.mark.parametrize("packing", ["none", "gzip", "zip"])
def test_blocks_are_the_table(tmp_path: Path, packing: str):
    table, text = rows(25)
    path = tmp_path / "SUSY.csv"
    if packing == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("SUSY.csv", text)
    else:
        path.write_bytes(gzip.compress(text.encode()) if packing == "gzip" else text.encode())
    blocks = list(stream(path, SUSY, rows=10))
    assert [len(y) for _, y in blocks] == [10, 10, 5]
    assert numpy.array_equal(numpy.vstack([X for X, _ in blocks]), table[:, 1:])
    assert numpy.array_equal(numpy.concatenate([y for _, y in blocks]), table[:, 0])


def test_memory_is_bounded_by_a_block(tmp_path: Path):
    path = tmp_path / "SUSY.csv"
    path.write_text(rows(40)[1] * 500)
    tracemalloc.start()
    count = sum(len(y) for _, y in stream(path, SUSY, rows=500))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < path.stat().st_size / 4


def test_a_target_that_is_a_number(tmp_path: Path):
    path = tmp_path / "songs"
    path.write_text("\n".join(",".join([str(year), *["0.5"] * 90]) for year in (1999, 2007)))
    ((X, y),) = stream(path, SONGS)
    assert X.shape == (2, 90)
    assert y.tolist() == [1999, 2007]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "needed at least one row"),
        (b"1,2,3\n", "needed 1 rows of 19 columns, got 1 of 3"),
        (b"1," + b",".join([b"x"] * 18), "needed rows of numbers"),
        (b"\n\n", "needed 2 rows of 19 columns, got 0"),
        (b"2," + b",".join([b"1"] * 18), "finite numbers after a class 0 or 1"),
        (b"1," + b",".join([b"nan"] * 18), "finite numbers after a class 0 or 1"),
        (b"\x80\x81\xff", "needed whole text"),
        (b"\x1f\x8bnonsense", "SUSY: needed"),
        (gzip.compress(rows(200)[1].encode())[:-200], "needed whole text"),
        (b"PK\x03\x04nonsense", "needed a file that can be read"),
    ],
)
def test_a_file_that_is_another(tmp_path: Path, text: bytes, sentence: str):
    (tmp_path / "a").write_bytes(text)
    with pytest.raises(DataError) as refusal:
        list(stream(tmp_path / "a", SUSY))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there_and_a_block_of_no_rows(tmp_path: Path):
    with pytest.raises(DataError, match="needed a file that can be read"):
        list(stream(tmp_path / "nosuch", SUSY))
    with pytest.raises(DataError, match="rows = 0 does not satisfy rows >= 1"):
        list(stream(tmp_path / "nosuch", SUSY, rows=0))
