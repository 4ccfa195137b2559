from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy
import pytest

from ntkproofs.datasets import DataError, halved, read_idx, read_mnist


def idx(entries: numpy.ndarray, kind: int = 0x08) -> bytes:
    """The text of the format, written by hand."""
    shape = struct.pack(f">{entries.ndim}I", *entries.shape)
    return bytes([0, 0, kind, entries.ndim]) + shape + entries.astype(entries.dtype.newbyteorder(">")).tobytes()


@pytest.mark.parametrize(
    ("kind", "entry"), [(0x08, "u1"), (0x09, "i1"), (0x0B, "i2"), (0x0C, "i4"), (0x0D, "f4"), (0x0E, "f8")]
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_every_kind_of_entry(tmp_path: Path, kind: int, entry: str, pack):
    array = numpy.arange(24).reshape(2, 3, 4).astype(entry)
    (tmp_path / "a").write_bytes(pack(idx(array, kind)))
    found = read_idx(tmp_path / "a")
    assert found.dtype == numpy.dtype(entry)
    assert numpy.array_equal(found, array)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "needed a header of the format, got ''"),
        (b"a,b,c\n1,2,3\n", "is it an IDX file"),
        (b"\0\0\x08\0", "needed a header"),
        (b"\0\0\x07\x01\0\0\0\x01a", "needed a header"),
        (b"\0\0\x08\x03\0\0", "needed 16 bytes of header, got 6"),
        (idx(numpy.zeros((2, 3), "u1"))[:-1], "needed 6 bytes for the shape (2, 3), got 5"),
        (idx(numpy.zeros((2, 3), "u1")) + b"x", "not the file it says it is"),
        (b"\0\0\x0e\x03" + b"\xff" * 12 + b"abc", "the file is cut off"),
        (gzip.compress(idx(numpy.zeros(9, "u1")))[:-9], "needed a whole gzip file"),
        (b"\x1f\x8bnonsense", "needed a whole gzip file"),
    ],
)
def test_a_file_that_is_not_idx(tmp_path: Path, data: bytes, sentence: str):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(DataError) as refusal:
        read_idx(tmp_path / "a")
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(DataError, match="IDX: needed a file that can be read"):
        read_idx(tmp_path / "a")


def test_mnist(tmp_path: Path):
    images, labels = numpy.arange(32, dtype="u1").reshape(2, 4, 4), numpy.array([3, 9], dtype="u1")
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images)))
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx(labels))
    found = read_mnist(tmp_path)
    assert numpy.array_equal(found[0], images)
    assert numpy.array_equal(found[1], labels)
    with pytest.raises(DataError, match="needed a file that can be read"):
        read_mnist(tmp_path, "train")
    with pytest.raises(DataError, match="not one of 't10k', 'train'"):
        read_mnist(tmp_path, "test")
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx(numpy.array([3, 11], dtype="u1")))
    with pytest.raises(DataError, match="labels from 0 to 9"):
        read_mnist(tmp_path)


def test_halved():
    image = numpy.arange(24.0).reshape(1, 4, 6)
    assert halved(image)[0].tolist() == [[3.5, 5.5, 7.5], [15.5, 17.5, 19.5]]
    with pytest.raises(DataError, match="even sides"):
        halved(image[:, :3])
