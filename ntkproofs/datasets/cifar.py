"""CIFAR-10: images in its published batches, the binary ones or those for Python."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import numpy

from ntkproofs.datasets.errors import DataError
from ntkproofs.datasets.location import read_bytes

Array = numpy.ndarray[Any, Any]

#: One byte for the label and three planes of 32 x 32 pixels.
_RECORD = 1 + 3 * 32 * 32
#: All that a published batch for Python needs; nothing else is loaded from a file.
_PICKLED = {
    ("numpy.core.multiarray", "_reconstruct"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("_codecs", "encode"),
}


def read_cifar10(path: Path | str) -> tuple[Array, Array]:
    """The images (n, 32, 32, 3), entries from 0 to 255 in the order red, green, blue, and labels (n,) of one batch.

    A batch is ``data_batch_1.bin``, ..., ``test_batch.bin`` of the binary version or ``data_batch_1``, ...,
    ``test_batch`` of the version for Python, whose pickles are read without running what they name (Krizhevsky 2009).

    :raises DataError: for a file that is missing, cut off, or not a batch.
    """
    data = read_bytes(Path(path), "CIFAR-10")
    # A pickle of protocol 2 begins with these two bytes; a label is below 10.
    planes, labels = _pickled(data, path) if data[:2] == b"\x80\x02" else _binary(data, path)
    if len(labels) and labels.max() > 9:
        raise DataError(f"CIFAR-10: needed labels from 0 to 9, got {labels.max()} in {str(path)!r}; it is not a batch")
    return planes.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), labels


def _binary(data: bytes, path: Path | str) -> tuple[Array, Array]:
    if not data or len(data) % _RECORD:
        raise DataError(
            f"CIFAR-10: needed whole records of {_RECORD} bytes, got {len(data)} bytes in {str(path)!r}; "
            "the file is cut off or not a batch"
        )
    records = numpy.frombuffer(data, numpy.uint8).reshape(-1, _RECORD)
    return records[:, 1:], records[:, 0].astype(numpy.int64)


class _Batch(pickle.Unpickler):
    """A reader of pickles that loads NumPy arrays and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PICKLED:
            raise pickle.UnpicklingError(f"it names {module}.{name}")
        # The module has another name since NumPy 2.
        return super().find_class(module.replace("numpy.core", "numpy._core"), name)


def _pickled(data: bytes, path: Path | str) -> tuple[Array, Array]:
    try:
        batch = _Batch(io.BytesIO(data), encoding="bytes").load()
        planes, labels = numpy.asarray(batch[b"data"]), numpy.asarray(batch[b"labels"])
    except Exception as error:  # a broken pickle raises anything
        raise DataError(
            f"CIFAR-10: needed a whole batch, got {str(path)!r}: {error}; take the published file"
        ) from None
    if planes.dtype != numpy.uint8 or planes.shape != (len(labels), _RECORD - 1) or labels.dtype.kind != "i":
        raise DataError(
            f"CIFAR-10: needed (n, 3072) bytes, got {planes.dtype}{planes.shape} in {str(path)!r}; it is not a batch"
        )
    return planes, labels
