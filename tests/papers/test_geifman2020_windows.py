"""Geifman et al.: the bias window of Figure 2, slopes on windows, node counts, the Bessel route."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
from sympy import Rational

from ntkproofs.papers.geifman2020 import (
    bessel_route,
    disk_eigenvectors,
    figure_2_window,
    node_count,
    sampled_networks,
    slope_windows,
)
from ntkproofs.papers.geifman2020.figure_2 import radial_eigenvalues


def order(bias: str) -> list[int]:
    """The degrees of the first twelve eigenfunctions on the disk, by sorting all eigenvalues in floats."""
    b = Rational(bias)
    values = []
    for degree in range(12):
        for value in radial_eigenvalues(degree, b):
            values += [(float(value), degree)] * (1 if degree == 0 else 2)
    return [degree for _, degree in sorted(values, reverse=True)[:12]]


@pytest.mark.parametrize(
    ("bias", "holds"), [("0.01", 0), ("0.53", 0), ("0.531", 1), ("1", 1), ("1.317", 1), ("1.318", 0), ("9", 0)]
)
def test_the_layout_holds_inside_of_the_window_only(bias: str, holds: int) -> None:
    found = order(bias)
    places = [i + 1 for i, degree in enumerate(found) if degree < 2]
    zeros = [i + 1 for i, degree in enumerate(found) if degree == 0]
    assert (zeros == [1, 6] and places == [1, 2, 3, 6, 9, 10]) == bool(holds)


def test_the_ends_are_crossings() -> None:
    for end, (first, which), other in (
        (figure_2_window.lower_end(), (1, 1), 4),
        (figure_2_window.upper_end(), (0, 1), 3),
    ):
        assert float(radial_eigenvalues(first, end)[which] - radial_eigenvalues(other, end)[0]) == pytest.approx(
            0, abs=1e-12
        )


def test_slopes_are_those_of_a_polynomial_fit() -> None:
    found = slope_windows.slopes("1.17577", 2)
    y = slope_windows.logarithms("1.17577", 2)
    for a, last in ((1, 30), (4, 8), (10, 400)):
        x = np.log(np.arange(a, last + 1))
        assert found[a - 1, last - 1] == pytest.approx(np.polyfit(x, y[a - 1 : last], 1)[0], abs=1e-10)
    assert np.isnan(found[9, 12])
    assert np.isfinite(found[9, 13])


def test_predicted_nodes_against_the_inventory() -> None:
    table = {(3, 0): (35, 58), (3, 200): (218, 243), (20, 0): (47, 78)}
    for (layers, degree), counts in table.items():
        for digits, count in zip((30, 50), counts, strict=True):
            assert abs(node_count.predicted(layers, degree, digits) - count) < 1.5


def test_bessel_route_against_quadrature_of_high_precision() -> None:
    # d = 3: mu_k = 2 int_0^1 e^(-2s) s P_k(1 - 2 s^2) ds
    with mpmath.workdps(25):
        exact = 2 * mpmath.quad(lambda s: mpmath.exp(-2 * s) * s * mpmath.legendre(2, 1 - 2 * s * s), [0, 1])
    assert bessel_route.bessel_eigenvalue(3, 1.0, 2.5) == pytest.approx(float(exact), abs=1e-13)
    assert math.isclose(bessel_route.front(2, 1.0), 1.0, rel_tol=1e-12)


def test_the_limit_and_a_few_networks() -> None:
    assert float(sampled_networks.limit(2, 0, 2, 0)) == pytest.approx(2)
    assert float(sampled_networks.limit(2, 0, 1, 0)) == pytest.approx(1)
    assert float(sampled_networks.limit(3, 1, 2, 0)) == pytest.approx(6)


def test_mean_indices_of_a_permutation() -> None:
    table = np.eye(4)[[2, 0, 3, 1]]
    assert disk_eigenvectors.mean_indices(table).tolist() == [3, 1, 4, 2]
    points = disk_eigenvectors.disk(50, 0)
    assert (points**2).sum(axis=1).max() < 1
    found = disk_eigenvectors.correlations(50, 5, 50, 0)
    # the Laplace eigenvectors are a basis: squares of one row sum to 1
    assert (found**2).sum(axis=1) == pytest.approx(np.ones(5))
