from __future__ import annotations

import pytest
import sympy
from flint import arb

from ntkproofs.arithmetic import tree
from ntkproofs.checks import has_decimals, positive_definite, within
from ntkproofs.replay import Opaque, Rejected

PI = has_decimals(sympy.acos(-1) + sympy.gamma(sympy.Rational(1, 3)), "5.8205312")
MATRIX = positive_definite(sympy.Matrix([[2, sympy.sqrt(2)], [sympy.sqrt(2), sympy.pi]]))


def test_numbers(again):
    again(PI)
    again(has_decimals(sympy.pi, "3.15"))
    for changes, why in (
        ({"lower": "5.8205312"}, "not inside"),
        ({"expression": tree(sympy.pi)}, "does not meet"),
        ({"ball": "1 0 0 0"}, "does not meet"),
        ({"ball": "x"}, "a ball"),
        ({"bits": -5}, "bits"),
    ):
        with pytest.raises(Rejected, match=why):
            again(PI, **changes)
    with pytest.raises(Rejected, match="not outside"):
        again(has_decimals(sympy.pi, "3.15"), lower="3")


def test_a_number_without_an_expression_is_opaque(again):
    with pytest.raises(Opaque):
        again(within(lambda bits: arb.pi(), 3, 4, text="pi"))


def test_matrices(again):
    again(MATRIX)
    again(positive_definite(sympy.Matrix([[1, 2], [2, 1]])))
    two = tree(sympy.Integer(2))
    for rows, why in (
        ([[two, tree(sympy.Integer(3))], [tree(sympy.Integer(3)), two]], "not positive"),
        ([[two, tree(sympy.Integer(1))], [two, two]], "not symmetric"),
        ([[two, two], [two, two]], "not positive"),
        ([], "square"),
    ):
        with pytest.raises(Rejected, match=why):
            again(MATRIX, matrix=rows)
