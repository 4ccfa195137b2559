"""Expression trees: a closed list of heads, exact numbers, and the way back."""

from __future__ import annotations

import json

import pytest
import sympy
from sympy import Rational, Symbol, pi

from ntkproofs.arithmetic import InexactInput, MalformedNumber, UnsupportedOperation, expression, tree
from ntkproofs.arithmetic.trees import BINARY, UNARY, VARIADIC

T, X = Symbol("t"), Symbol("x")

EXPRESSIONS = [
    sympy.Integer(3),
    Rational(-7, 3),
    pi,
    sympy.E,
    T,
    T + X - 1,
    2 * T * X,
    T ** Rational(-3, 2),
    T**X,
    *[function(T) for function in UNARY.values()],
    sympy.binomial(T, X),
    sympy.binomial(T, 3),
    sympy.RisingFactorial(T, X),
    sympy.besseli(X, T),
    sympy.hyper([1, Rational(1, 2)], [Rational(7, 2)], T),
    sympy.hyper([], [X], T**2),
    (sympy.sin(sympy.acos(T)) + (pi - sympy.acos(T)) * T) / pi,
    sympy.exp(-sympy.sqrt(2 - 2 * T)),
]


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_the_way_there_and_back(expr: sympy.Expr) -> None:
    assert expression(tree(expr)) == expr
    assert expression(json.loads(json.dumps(tree(expr)))) == expr


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_a_tree_is_made_of_lists_and_strings(expr: sympy.Expr) -> None:
    def walk(node) -> None:
        assert isinstance(node, list | str)
        if isinstance(node, list):
            for child in node:
                walk(child)

    walk(tree(expr))


def test_the_list_of_heads_is_the_agreed_one() -> None:
    heads = {"rational", "symbol", "pi", "hyper", *UNARY, *BINARY, *VARIADIC}
    agreed = (
        "rational symbol pi add mul pow exp log sin cos tan asin acos atan sinh cosh tanh gamma erf abs binomial "
        "factorial rising besseli hyper"
    )
    assert heads == set(agreed.split())


@pytest.mark.parametrize(
    "expr",
    [
        sympy.zeta(T),
        sympy.I * T,
        sympy.oo,
        sympy.nan,
        sympy.EulerGamma,
        sympy.Function("f")(T),
        sympy.Integral(T, T),
        sympy.erfc(T),
    ],
)
def test_an_unlisted_head_is_refused_in_one_line(expr: sympy.Expr) -> None:
    with pytest.raises(UnsupportedOperation, match="is not among the known functions") as caught:
        tree(expr)
    assert "\n" not in str(caught.value)


def test_binary_floats_are_refused() -> None:
    with pytest.raises(InexactInput, match="Rational"):
        tree(T + sympy.Float("0.5"))


def test_strings_are_not_parsed() -> None:
    with pytest.raises(sympy.SympifyError):
        tree("__import__('os')")


def test_symbols_of_the_same_name_are_refused() -> None:
    with pytest.raises(ValueError, match="rename"):
        tree(Symbol("t") + Symbol("t", positive=True))


@pytest.mark.parametrize("node", [["zeta", ["symbol", "t"]], ["sqrt", ["symbol", "t"]]])
def test_unknown_heads_have_no_expression(node) -> None:
    with pytest.raises(UnsupportedOperation):
        expression(node)


@pytest.mark.parametrize(
    "node",
    [["rational", "1"], ["rational", "1", "0"], ["rational", 1, 2], ["rational", "0.5", "1"], ["rational", "1", "-2"]],
)
def test_malformed_rationals_are_refused(node) -> None:
    with pytest.raises(MalformedNumber):
        expression(node)


def test_the_number_of_operands_is_checked() -> None:
    with pytest.raises(ValueError, match="sin needs 1 operands"):
        expression(["sin", ["pi"], ["pi"]])


def test_shared_subexpressions_are_one_list() -> None:
    inner = sympy.exp(T)
    node = tree(sympy.sin(inner) + sympy.cos(inner))
    assert node[1][1] is node[2][1]


def test_long_rationals_survive() -> None:
    number = Rational(10**6000 + 1, 3)
    assert expression(tree(number)) == number
