"""Exact zeros by parity, and nothing more than is known."""

from __future__ import annotations

import pytest

from ntkproofs.kernels import parse
from ntkproofs.spectra import mercer
from ntkproofs.spectra.zeros import polynomial_parts


@pytest.mark.parametrize(
    ("text", "even", "odd"),
    [
        ("arc_cosine(degree=0)", 2, None),
        ("arc_cosine(degree=1)", None, 3),
        ("arc_cosine(degree=2)", 4, None),
        ("ntk(layers=2)", None, 3),
        ("ntk(layers=2, bias=1)", None, None),
        ("ntk(layers=3)", None, None),
        ("ntk(layers=3, activation=erf)", 0, None),
        ("ntk(layers=1)", 0, 3),
        ("t**4 + t", 6, 3),
        ("acos(t)", 2, None),
        ("cos(t)", None, 1),
        ("exp(t)", None, None),
        ("laplace(c=1)", None, None),
        ("arc_cosine(degree=1)*arc_cosine(degree=1)", None, None),
        ("arc_cosine(degree=1) + arc_cosine(degree=3)", None, 5),
    ],
)
def test_first_zero_degrees(text: str, even: int | None, odd: int | None) -> None:
    parts = polynomial_parts(parse(text))
    assert (parts.zero_from(0), parts.zero_from(1)) == (even, odd)


@pytest.mark.parametrize("text", ["arc_cosine(degree=2)", "ntk(layers=2)", "acos(t)", "ntk(layers=3, activation=erf)"])
def test_quadrature_sees_what_is_called_zero_and_nothing_else(text: str) -> None:
    from ntkproofs.spectra.quadrature import adaptive_ball

    kernel = parse(text)
    for mu in mercer(kernel, 3, range(7), 15):
        ball = adaptive_ball(kernel, 3, mu.degree, 15)
        assert ball.contains(0) == (mu.exact == "0")
