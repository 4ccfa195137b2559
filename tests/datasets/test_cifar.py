from __future__ import annotations

import pickle
from pathlib import Path

import numpy
import pytest

from ntkproofs.datasets import DataError, read_cifar10

GENERATOR = numpy.random.default_rng(0)
PLANES = GENERATOR.integers(0, 256, (4, 3072), dtype=numpy.uint8)
LABELS = [3, 0, 9, 1]


def check(path: Path) -> None:
    images, labels = read_cifar10(path)
    assert labels.tolist() == LABELS
    assert images.shape == (4, 32, 32, 3)
    # The planes are red, green, blue, each row by row.
    assert images[2, 5, 7].tolist() == [PLANES[2, 5 * 32 + 7 + 1024 * plane] for plane in range(3)]


def test_the_binary_version(tmp_path: Path):
    records = numpy.hstack([numpy.array(LABELS, dtype=numpy.uint8)[:, None], PLANES])
    (tmp_path / "test_batch.bin").write_bytes(records.tobytes())
    check(tmp_path / "test_batch.bin")


def test_the_version_for_python(tmp_path: Path):
    batch = {b"data": PLANES, b"labels": LABELS, b"batch_label": b"testing", b"filenames": [b"a.png"] * 4}
    text = pickle.dumps(batch, protocol=2).replace(b"numpy._core.multiarray", b"numpy.core.multiarray")
    (tmp_path / "test_batch").write_bytes(text)
    check(tmp_path / "test_batch")


class Evil:
    def __reduce__(self):
        return print, ("run",)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "whole records of 3073 bytes, got 0"),
        (b"\x01" * 3000, "whole records of 3073 bytes, got 3000"),
        (b"\x0b" * 3073, "labels from 0 to 9, got 11"),
        (pickle.dumps({b"data": PLANES}, protocol=2), "needed a whole batch"),
        (pickle.dumps({b"data": PLANES[:, :9], b"labels": LABELS}, protocol=2), "needed"),
        (pickle.dumps(Evil(), protocol=2), "it names"),
        (b"\x80\x02nonsense", "needed a whole batch"),
    ],
)
def test_a_file_that_is_no_batch(tmp_path: Path, capsys, data: bytes, sentence: str):
    (tmp_path / "batch").write_bytes(data)
    with pytest.raises(DataError, match="CIFAR-10: needed") as refusal:
        read_cifar10(tmp_path / "batch")
    assert sentence in str(refusal.value)
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(DataError, match="CIFAR-10: needed a file that can be read"):
        read_cifar10(tmp_path / "nosuch")
