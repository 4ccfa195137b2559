"""Pictures of spectra: what is drawn, that nothing underflows, and that files are the same in every run."""

from __future__ import annotations

import hashlib
import math
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from ntkproofs.kernels import parse
from ntkproofs.plots import MissingExtra, save, spectra_figure, spectrum_series
from ntkproofs.plots.points import default_degrees


def test_points_lie_on_the_exact_law() -> None:
    even, odd = spectrum_series(parse("ntk(layers=3)"), 3)
    for part in (even, odd):
        assert part.line is not None
        (x0, y0), (x1, y1) = part.line
        assert math.isclose((y1 - y0) / (x1 - x0), -3, rel_tol=1e-12)
        x, y = part.points[-1]
        assert (x, y) == pytest.approx((x1, y1), abs=0.01)
    assert even.points[0][0] == math.log10(2)
    assert odd.points[0] == (0, pytest.approx(math.log10(0.37078318752959)))


def test_a_parity_that_is_zero_is_said_not_drawn() -> None:
    even, odd = spectrum_series(parse("ntk(layers=2)"), 3, range(50))
    assert (len(even.points), len(odd.points)) == (24, 1)
    assert odd.line is None
    assert odd.legend == "odd k: exactly zero from k = 3"
    assert even.legend == "even k: ~ 1/pi k^(-3)"


def test_logarithms_come_before_floats() -> None:
    even, _ = spectrum_series(parse("gaussian(c=1)"), 3, [400])
    # mu_400 is about 10^-868: a binary float would be zero
    assert even.points[0][1] < -800
    # and 10^400 would be infinite
    large, _ = spectrum_series(parse("10**200*10**200*t**2"), 3, [2])
    assert large.points[0][1] == pytest.approx(400 + math.log10(2 / 15))


def test_negative_eigenvalues_are_marked() -> None:
    even, odd = spectrum_series(parse("t**3 - t**4"), 3, range(1, 6))
    assert even.negative == (True, True)
    assert odd.negative == (False, False)
    assert "2 negative, drawn as |mu_k|" in even.legend


def test_values_without_a_bound_are_named() -> None:
    even, _ = spectrum_series(parse("exp(t)*(sin(t)**2 + cos(t)**2 - 1)"), 3, [2])
    assert even.points == ()
    assert "1 not separated from zero" in even.legend


def test_default_degrees_keep_both_parities() -> None:
    degrees = default_degrees()
    assert degrees[:3] == (1, 2, 3)
    assert degrees[-1] == 400
    assert abs(sum(k % 2 for k in degrees) - len(degrees) / 2) < 3


def test_no_degree_is_left() -> None:
    with pytest.raises(ValueError, match="a degree above 0 was needed"):
        spectrum_series(parse("t"), 3, [0])


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
def test_files_are_the_same_in_every_run(tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    digests = set()
    for name in ("first", "second"):
        path = tmp_path / f"{name}.{ending}"
        series = [spectrum_series(parse(text), 3, range(1, 20)) for text in ("ntk(layers=2)", "laplace(c=1)")]
        save(spectra_figure(series, 3), path)
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_svg_says_what_it_shows(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "a.svg"
    save(spectra_figure([spectrum_series(parse("ntk(layers=2)"), 3, range(1, 9))], 3), path)
    text = "".join(ElementTree.parse(path).getroot().itertext())
    for part in ("ntk(layers=2)", "even k: ~ 1/pi k^(-3)", "odd k: exactly zero from k = 3", "degree k", "R^3"):
        assert part in text


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"install the extra: pip install 'ntkproofs\[plots\]'"):
        spectra_figure([spectrum_series(parse("t"), 3, [1])], 3)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.png, \.svg or \.pdf"):
        save(None, tmp_path / "a.gif")  # type: ignore[arg-type]
