"""Sums of logarithms that decrease to zero."""

from __future__ import annotations

import pytest
from sympy import Symbol

from ntkproofs.checks.logarithms import positive_logarithm
from ntkproofs.claims import Status

j, q = Symbol("j", positive=True), Symbol("q", positive=True)


def test_a_sum_that_decreases_to_zero_is_positive():
    m = j + q + 2
    factors = [((m + 1) / (m - 1), 2 + q), ((m + 1 + q) / (m - 1 - q), -1)]
    # (2 + q) artanh(1/m) against artanh((1 + q)/m): false for large q, where m = q + 2 is close to 1 + q
    assert positive_logarithm(factors, j, {j: 0, q: 0}).status is not Status.HOLDS
    assert positive_logarithm([(m / (m - 1), 1)], j, {j: 0, q: 0}).status is Status.HOLDS


def test_a_negative_sum_fails_at_an_exact_point():
    step = positive_logarithm([(j / (j + 1), 1)], j, {j: 1})
    assert step.status is Status.FAILS
    assert step.witness is not None
    assert step.witness.startswith("at j = 1")


def test_a_sum_that_tends_elsewhere_is_undecided():
    # log(2) + log((j + 2)/(j + 1)) is positive, but not by this argument
    assert positive_logarithm([(2 * (j + 2) / (j + 1), 1)], j, {j: 0}).status is Status.UNDECIDED


def test_an_exponent_with_the_variable_is_refused():
    with pytest.raises(ValueError, match="free of j"):
        positive_logarithm([((j + 2) / (j + 1), j)], j, {j: 0})


def test_a_zero_sum_is_not_positive():
    assert positive_logarithm([((j + 2) / (j + 1), 0)], j, {j: 0}).status is Status.FAILS
