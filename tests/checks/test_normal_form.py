"""The normal form proves true identities and never a false one."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, acos, asin, cos, cosh, exp, gamma, pi, sin, sinh, sqrt, symbols, tan

from ntkproofs.checks import enclose, is_identically_zero

x, y, u, k, d, a = symbols("x y u k d alpha")

TRUE = [
    sin(2 * x) - 2 * sin(x) * cos(x),
    cos(x) - 1 + 2 * sin(x / 2) ** 2,
    sin(x + y) - sin(x) * cos(y) - cos(x) * sin(y),
    cos(3 * x) - 4 * cos(x) ** 3 + 3 * cos(x),
    tan(x) * cos(x) - sin(x),
    sin(acos(u)) - sqrt(1 - u**2),
    2 * sin(acos(u) / 2) - sqrt(2 - 2 * u),
    asin(u) + acos(u) - pi / 2,
    exp(2 * x + 1) - exp(x) ** 2 * sympy.E,
    cosh(x) ** 2 - sinh(x) ** 2 - 1,
    sqrt(8) - 2 * sqrt(2),
    sqrt(6) - sqrt(2) * sqrt(3),
    sqrt(Rational(2, 3)) - sqrt(6) / 3,
    (sqrt(2) + sqrt(3)) ** 2 - 5 - 2 * sqrt(6),
    gamma(x + 2) / gamma(x) - x * (x + 1),
    gamma(Rational(5, 2)) - 3 * sqrt(pi) / 4,
    sympy.binomial(k + 1, 2) - k * (k + 1) / 2,
    2 ** (d + 1) - 2 * 2**d,
    4**d - 2 ** (2 * d),
    (a + 1) * (2 * k + d - 2) - k * (a + k + d - 1) - (k + d - 2) * (a - k + 1),
]

FALSE = [
    sin(x) - cos(x),
    sin(2 * x) - 2 * sin(x),
    acos(u) - asin(u),
    sqrt(1 - u**2) - (1 - u),
    gamma(x + 1) - gamma(x),
    gamma(x + Rational(1, 2)) - sqrt(x) * gamma(x),
    exp(x) - 1 - x,
    sqrt(2) * sqrt(5) - sqrt(11),
    2**d - d**2,
    pi - Rational(355, 113),
]


@pytest.mark.parametrize("expr", TRUE, ids=str)
def test_identities_reduce_to_zero(expr):
    assert is_identically_zero(expr)


@pytest.mark.parametrize("expr", FALSE, ids=str)
def test_false_identities_do_not(expr):
    assert not is_identically_zero(expr)


_ATOMS = st.sampled_from(
    [x, u, sin(x), cos(x), sin(x / 2), cos(2 * x), sqrt(1 - u**2), acos(u), exp(x / 3), pi, Rational(2, 3), sqrt(2)]
)


def _expressions():
    return st.recursive(
        _ATOMS,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
            st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
            inner.map(lambda e: e**2),
            inner.map(lambda e: -e),
        ),
        max_leaves=7,
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(_expressions())
def test_a_zero_normal_form_is_a_zero_value(expr):
    point = {x: Rational(7, 5), u: Rational(-3, 7)}
    value = enclose(expr.subs(point))
    # An expression minus its expansion is zero; plus a small rational it is not, and the ball says the same.
    assert is_identically_zero(expr - sympy.expand(expr))
    if is_identically_zero(expr):
        assert value.contains(0)
    if not value.contains(0):
        assert not is_identically_zero(expr)


def test_symbolic_powers_share_a_generator_of_the_common_denominator():
    x, d = sympy.symbols("x d", positive=True)
    assert is_identically_zero(x ** (1 + d / 2) * x ** (d / 2 + 1) / x**2 - x**d)
    assert is_identically_zero((2 * x) ** d - sympy.Pow(4, d / 2) * x**d)
    assert is_identically_zero(2 ** (d - 1) * (x**2 / 2) ** (d - 1) - x ** (2 * d - 2))
    assert is_identically_zero(sympy.Rational(4, 3) ** d * 3**d - 2 ** (2 * d))
    assert not is_identically_zero(x ** (d / 2) - x**d)
    assert not is_identically_zero((2 * x) ** d - sympy.Pow(4, d) * x**d)
