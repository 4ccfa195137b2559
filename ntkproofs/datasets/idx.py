"""The IDX format of the MNIST files, compressed with gzip or not."""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy

from ntkproofs.datasets.errors import DataError
from ntkproofs.datasets.location import read_bytes

#: The third byte of a file says what its entries are; all are big-endian.
_ENTRIES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def read_idx(path: Path | str) -> numpy.ndarray[Any, Any]:
    """The array in an IDX file, with the shape and the type of entry that its header gives, in native byte order.

    The format: two zero bytes, one for the type of entry, one for the number of dimensions; each dimension as a
    big-endian 32-bit integer; the entries, last index fastest (LeCun, Cortes and Burges, "The MNIST database").

    :raises DataError: for a file that is missing, is cut off, goes on after its array, or is not IDX.
    """
    data = _decompressed(read_bytes(Path(path), "IDX"), path)
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in _ENTRIES or not data[3]:
        raise DataError(
            f"IDX: needed a header of the format, got {data[:4].hex(' ')!r} in {str(path)!r}; is it an IDX file?"
        )
    dimensions, start = data[3], 4 + 4 * data[3]
    if len(data) < start:
        raise DataError(f"IDX: needed {start} bytes of header, got {len(data)} in {str(path)!r}; the file is cut off")
    shape = struct.unpack(f">{dimensions}I", data[4:start])
    entry = numpy.dtype(_ENTRIES[data[2]])
    needed, came = math.prod(shape) * entry.itemsize, len(data) - start
    if needed != came:
        why = "the file is cut off" if came < needed else "it is not the file it says it is"
        raise DataError(f"IDX: needed {needed} bytes for the shape {shape}, got {came} in {str(path)!r}; {why}")
    return numpy.frombuffer(data, entry, offset=start).reshape(shape).astype(entry.newbyteorder("="))


def _decompressed(data: bytes, path: Path | str) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"IDX: needed a whole gzip file, got {str(path)!r}: {error}; copy it again") from None
