from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from ntkproofs.datasets import DataError, Table, read_abalone, read_pima, read_sonar, read_wdbc

ABALONE = ["M,0.455,0.365,0.095,0.514,0.2245,0.101,0.15,15", "I,0.33,0.255,0.08,0.205,0.0895,0.0395,0.055,7"]
PIMA = ["6,148,72,35,0,33.6,0.627,50,1", "1,85,66,29,0,26.6,0.351,31,0"]


def lines(some: list[str], count: int) -> list[str]:
    return (some * count)[:count]


def test_abalone(tmp_path: Path):
    path = tmp_path / "abalone.data"
    path.write_text("\n".join(lines(ABALONE, 4177)))
    table = read_abalone(path)
    assert table.features.shape == (4177, 10)
    assert table.features[:2, :4].tolist() == [[1, 0, 0, 0.455], [0, 0, 1, 0.33]]
    assert table.target[:2].tolist() == [15, 7]
    assert read_abalone(path, classes=True).target[:2].tolist() == [2, 0]


def test_a_line_of_names_is_passed_over(tmp_path: Path):
    path = tmp_path / "pima.csv"
    path.write_text("\n".join(["a,b,c,d,e,f,g,h,Outcome", *lines(PIMA, 768), ""]))
    table = read_pima(path)
    assert table.features.shape == (768, 8)
    assert numpy.bincount(table.target).tolist() == [384, 384]
    path.write_text("\n".join(lines(PIMA, 768)))
    assert numpy.array_equal(read_pima(path).features, table.features)


def test_sonar_and_wdbc(tmp_path: Path):
    (tmp_path / "sonar").write_text("\n".join([",".join(["0.5"] * 60 + ["M"])] * 208))
    assert read_sonar(tmp_path / "sonar").target.tolist() == [1] * 208
    (tmp_path / "wdbc").write_text("\n".join([",".join(["842302", "B"] + ["1.5"] * 30)] * 569))
    table = read_wdbc(tmp_path / "wdbc")
    assert table.features.shape == (569, 30)
    assert table.classes == ("B", "M")
    assert not table.target.any()


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (read_abalone, "", "Abalone: needed 4177 rows, got 0"),
        (read_abalone, "\n".join(lines(ABALONE, 4176)), "needed 4177 rows, got 4176"),
        (read_abalone, "M,1,2\n", "needed 9 columns, got 3 in line 1"),
        (read_abalone, ABALONE[0] + "\nX" + ABALONE[1][1:], "needed one of M, F, I, got 'X' in line 2"),
        (read_abalone, ABALONE[0] + "\n" + ABALONE[1].replace("0.33", "?"), "a finite number, got '?' in line 2"),
        (read_pima, PIMA[0] + "\n" + PIMA[1].replace("33", "nan").replace("26.6", "nan"), "a finite number, got 'nan'"),
        (read_pima, PIMA[0][:-1] + "2\n", "needed one of 0, 1, got '2'"),
        (read_sonar, "\x89PNG\r\n\x1a\n\x00", "Sonar: needed 61 columns"),
        (read_wdbc, "842302,B\n", "WDBC: needed 32 columns, got 2"),
    ],
)
def test_a_file_that_is_another(tmp_path: Path, read: Callable[[Path], Table], text: str, sentence: str):
    path = tmp_path / "table"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(DataError) as refusal:
        read(path)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(DataError, match="Sonar: needed a file that can be read"):
        read_sonar(tmp_path / "nosuch")
