"""The filters against their definitions, at small, large and vanishing eigenvalues."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ntkproofs.regression import Descent, Flow, Ridge

VALUES = np.array([0.0, 1e-17, 1e-9, 0.01, 0.3, 1.0, 1.9])


@pytest.mark.parametrize("until", [Flow(0.0), Flow(0.7), Flow(1e6), Descent(0.5, 3), Descent(1.0, 40), Ridge(0.2)])
def test_gain_and_rest_belong_together(until):
    assert np.allclose(1 - VALUES * until.gain(VALUES), until.remaining(VALUES), atol=1e-14)


def test_small_eigenvalues_keep_their_digits():
    # phi(lambda) = t (1 - t lambda/2 + ...) and eta s (1 - (s - 1) eta lambda/2 + ...)
    assert Flow(2.0).gain(1e-12) == pytest.approx(2 * (1 - 1e-12), rel=1e-15)
    assert Descent(0.5, 4).gain(1e-12) == pytest.approx(2 * (1 - 0.75e-12), rel=1e-15)
    assert Flow(2.0).gain(0.0) == 2.0
    assert Descent(0.5, 4).gain(0.0) == 2.0


def test_many_small_steps_are_the_flow():
    assert np.allclose(Descent(1e-5, 200_000).remaining(VALUES), Flow(2.0).remaining(VALUES), rtol=1e-4)


def test_the_end_of_time():
    assert Flow(math.inf).remaining([0.0, 0.1]).tolist() == [1.0, 0.0]
    assert Flow(math.inf).gain([0.0, 0.1]).tolist() == [0.0, 10.0]


def test_stability_is_two_over_lambda():
    assert Descent(2.0, 1).stable([0.5, 1.0])
    assert not Descent(2.0, 1).stable([0.5, 1.01])


@pytest.mark.parametrize(
    "act", [lambda: Flow(-1.0), lambda: Flow(math.nan), lambda: Descent(0.0, 3), lambda: Ridge(0.0)]
)
def test_what_is_refused(act):
    with pytest.raises(ValueError, match="needed"):
        act()
