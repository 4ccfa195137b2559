"""Four tables of the UCI repository, in the form in which it publishes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy

from ntkproofs.datasets.tables import Columns, Table

_ABALONE = Columns("Abalone", rows=4177, count=9, target=8, words={0: ("M", "F", "I")})
_SONAR = Columns("Sonar", rows=208, count=61, target=60, classes=("R", "M"))
_PIMA = Columns("Pima", rows=768, count=9, target=8, classes=("0", "1"))
_WDBC = Columns("WDBC", rows=569, count=32, target=1, classes=("B", "M"), left_out=(0,))

#: The classes of Abalone in the collection of Fernandez-Delgado et al. 2014: up to 8 rings, 9 or 10, more.
RING_CLASSES = ("8 or fewer", "9 or 10", "11 or more")


def read_abalone(path: Path | str, *, classes: bool = False) -> Table:
    """Abalone (4177 rows): the sex as three indicators and seven measures; the target is the number of rings.

    With ``classes`` the target is one of the three classes of ``RING_CLASSES``.

    :raises DataError: for a file that is missing, short or another one.
    """
    table = _ABALONE.read(path)
    if not classes:
        return table
    return replace(table, target=numpy.digitize(table.target, [8.5, 10.5]), classes=RING_CLASSES)


def read_sonar(path: Path | str) -> Table:
    """Sonar (208 rows): 60 energies of bands; rock or metal.

    :raises DataError: for a file that is missing, short or another one.
    """
    return _SONAR.read(path)


def read_pima(path: Path | str) -> Table:
    """Pima Indians diabetes (768 rows): eight measures; without or with diabetes.

    :raises DataError: for a file that is missing, short or another one.
    """
    return _PIMA.read(path)


def read_wdbc(path: Path | str) -> Table:
    """Wisconsin diagnostic breast cancer (569 rows): thirty features of cell nuclei; benign or malignant.

    :raises DataError: for a file that is missing, short or another one.
    """
    return _WDBC.read(path)
