"""Limits, series and signs that depend on parameters."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, gamma, oo, pi

from ntkproofs.checks import Integers, limit, positive, power_series, rational_limit
from ntkproofs.claims import Status

k, d = Symbol("k", positive=True), Symbol("d", positive=True)
DIMENSIONS = {d: Integers(2)}


def test_a_limit_that_depends_on_a_parameter():
    expr = 2**d * gamma(d / 2) * (k**2 + d) / k**2
    assert limit(expr, k, 2**d * gamma(d / 2), DIMENSIONS).status is Status.HOLDS
    wrong = limit(expr, k, 2 ** (d - 1) * gamma(d / 2), DIMENSIONS)
    assert (wrong.status, wrong.witness) == (Status.FAILS, "at d = 2 the limit is 4")
    assert limit(expr, k, 2 ** (d - 1) * gamma(d / 2)).status is Status.UNDECIDED


def test_an_infinite_limit_is_not_a_finite_one():
    assert limit(gamma(d / 2) * k, k, gamma(d / 2), DIMENSIONS).witness == "at d = 2 the limit is infinite"
    assert limit(k, k, oo).status is Status.HOLDS
    assert limit(-k, k, oo).status is Status.FAILS


def test_a_leading_coefficient_that_vanishes_unseen():
    # Gamma(d + 1) - d Gamma(d) = 0: the degree is 1, not 2
    expr = ((gamma(d + 1) - d * gamma(d)) * k**2 + 3 * k) / k
    assert limit(expr, k, 3).status is Status.HOLDS
    with pytest.raises(ValueError, match="certain sign"):
        rational_limit(k**2 / ((d - 2) * k**2 + k), k)


def test_coefficients_that_depend_on_a_parameter():
    expr = (1 + k) ** (-d)
    assert power_series(expr, k, {0: 1, 1: -d}, DIMENSIONS).status is Status.HOLDS
    assert power_series(expr, k, {0: 1, 1: 1 - d}, DIMENSIONS).status is Status.FAILS


def test_the_sign_of_a_constant_and_a_corner_between_integers():
    assert positive(pi - 3, {}).status is Status.HOLDS
    assert positive(3 - pi, {}).status is Status.FAILS
    # false below the corner only: no witness may come from there
    step = positive((k - 2) * (k - Rational(9, 4)) + Rational(1, 100), {k: Rational(5, 2)})
    assert step.status is Status.HOLDS
    assert positive(k - 3, {k: Rational(5, 2)}).witness == "at k = 5/2: -0.500000000000000000000000000000"
