"""Shapes, moduli of continuity and learning curves: the numbers behind the lines, and what is refused."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Any

import numpy
import pytest

from ntkproofs import plots
from ntkproofs.kernels import parse


def test_a_shape_is_the_gram_matrix_along_a_great_circle() -> None:
    kernel = parse("ntk(layers=3, bias=1)")
    curve = plots.shape(kernel, 7)
    circle = [[math.cos(x), math.sin(x)] for x, _ in curve.points]
    assert numpy.allclose(kernel.gram(circle)[0], [y for _, y in curve.points], rtol=1e-13)
    assert curve.points[-1][0] == pytest.approx(math.pi)


@pytest.mark.parametrize("text", ["ntk(layers=2)", "laplace(c=1)", "gaussian(c=2)", "ntk(layers=2, activation=erf)"])
def test_the_modulus_stays_below_its_bound_and_touches_it(text: str) -> None:
    found = plots.modulus(parse(text), 61)
    assert found.bound is not None
    (x0, y0), (x1, y1) = found.bound
    gaps = [y0 + (y1 - y0) * (x - x0) / (x1 - x0) - y for x, y in found.points]
    assert min(gaps) > -1e-9
    # The constant is the best one: somewhere on the sphere the curve comes as near as the steps allow.
    assert min(gaps) < 0.01


def test_no_digits_are_lost_at_small_angles() -> None:
    found = plots.modulus(parse("gaussian(c=1)"), 3)
    x, y = found.points[0]
    # |Phi(x) - Phi(y)|^2 = 2 - 2 exp(-r^2) = 2 r^2 + O(r^4), r = 3e-6: binary floats would keep five digits
    assert y == pytest.approx(x + math.log10(2) / 2, abs=1e-11)


def test_a_constant_kernel_has_no_modulus() -> None:
    with pytest.raises(ValueError, match="a kernel that is not constant was needed"):
        plots.modulus(parse("1"))


def test_rates_of_learning_are_eigenvalues() -> None:
    found = plots.learning(parse("ntk(layers=2)"), 3)
    assert [mode.rate for mode in found.modes][3::2] == [0, 0, 0]
    assert found.modes[4].rate == pytest.approx(1 / 192)
    with pytest.raises(ValueError, match=r"eigenvalues >= 0 were needed, got mu_0 = -"):
        plots.learning(parse("-1 + t"), 3)
    with pytest.raises(ValueError, match="a positive eigenvalue was needed"):
        plots.learning(parse("ntk(layers=2)"), 3, [3, 5])


FIGURES = {
    "shape": lambda kernels: plots.shapes_figure([plots.shape(kernel, 9) for kernel in kernels]),
    "modulus": lambda kernels: plots.modulus_figure([plots.modulus(kernel, 9) for kernel in kernels]),
    "learning": lambda kernels: plots.learning_figure([plots.learning(kernel, 3, [0, 1, 2]) for kernel in kernels], 3),
}


@pytest.mark.parametrize("what", FIGURES)
def test_every_line_is_in_the_legend_and_in_every_run(what: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    kernels = [parse("ntk(layers=2)"), parse("laplace(c=1)")]
    digests = set()
    for name in ("first.svg", "second.svg"):
        figure: Any = FIGURES[what](kernels)
        plots.save(figure, tmp_path / name)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1
    text = (tmp_path / "first.svg").read_text()
    assert all(str(kernel) in text for kernel in kernels)
