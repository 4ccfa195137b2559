"""The numbers of Proposition 9: printed digits, exact values."""

from __future__ import annotations

import pytest
import sympy
from flint import arb

from ntkproofs.activations import Exponential, Hermite, ReLU, Softplus, Step, exact_gamma, gamma, nth_derivative
from ntkproofs.arithmetic import Precision, UnsupportedOperation

PRINTED = (
    "0.9212459088593002786772486868213633973956",
    "0.2933790358580929627376491712819011594237",
    "0.0448362413501943717925826582949773536280",
)


@pytest.mark.parametrize("order", range(3))
def test_softplus_to_forty_digits(order: int) -> None:
    found = gamma(Softplus(), order, 160)
    # forty decimals
    with Precision(160):
        assert abs(found - arb(PRINTED[order]).mid()) < arb("0.6e-40")
    assert found.rad() < 1e-44


def test_exponentials_exactly() -> None:
    assert [exact_gamma(Exponential(shift=-2), j) for j in range(3)] == [sympy.exp(-2)] * 3
    assert [exact_gamma(Exponential(shift=-1), j) for j in range(3)] == [1] * 3
    assert exact_gamma(Softplus(), 0) is None


def test_hermite() -> None:
    # h_2: gamma_0 = 1, gamma_1 = 2, gamma_2 = 2
    assert [exact_gamma(Hermite(2), j) for j in range(4)] == [1, 2, 2, 0]


def test_derivatives_end_where_they_are_no_functions() -> None:
    assert nth_derivative(ReLU(), 1) == Step()
    with pytest.raises(UnsupportedOperation):
        gamma(ReLU(), 2, 60)
