from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.arithmetic import tree
from ntkproofs.replay import Rejected
from ntkproofs.replay.identities import is_zero
from ntkproofs.replay.trees import difference, free_symbols, read_text, read_tree, substitute

t, x = sympy.symbols("t x")


@pytest.mark.parametrize("expr", [sympy.sqrt(1 - t**2) / sympy.pi, sympy.gamma(t + 1) * sympy.exp(x), sympy.acos(t)])
def test_trees_of_the_checks_are_read(expr: sympy.Expr):
    assert free_symbols(read_tree(tree(expr))) == {str(symbol) for symbol in expr.free_symbols}


@pytest.mark.parametrize(
    "node",
    [
        ["eval", ["pi"]],
        ["sin"],
        ["sin", ["pi"], ["pi"]],
        ["rational", "1", "0"],
        ["rational", 1, 2],
        ["rational", "1.5", "1"],
        ["symbol", ""],
        ["symbol", ["pi"]],
        ["add"],
        [],
        "pi",
        None,
        {"head": "pi"},
    ],
    ids=str,
)
def test_what_is_no_tree_is_refused(node: object):
    with pytest.raises(Rejected):
        read_tree(node)


def test_a_deep_tree_is_refused():
    node: list[object] = ["pi"]
    for _ in range(5000):
        node = ["sin", node]
    with pytest.raises(Rejected, match="depth"):
        read_tree(node)


@pytest.mark.parametrize("text", ["pi/2", "-1/3", "1.75", "2*alpha - d", "sqrt(2)", "2**(d - 1)*gamma(d/2)**2", "-E"])
def test_texts_are_read_as_sympy_reads_them(text: str):
    expected = sympy.sympify(text, {name: sympy.Symbol(name) for name in ("alpha", "d")}, rational=True)
    assert is_zero(difference(read_text(text), read_tree(tree(expected))))


@pytest.mark.parametrize("text", ["__import__('os')", "1 if x else 2", "x.y", "f(x)", "oo +", "[1]", "1j", "True", ""])
def test_other_texts_are_refused(text: str):
    with pytest.raises(Rejected):
        read_text(text)


def test_substitution():
    assert substitute(("sin", ("symbol", "x")), {"x": ("pi",)}) == ("sin", ("pi",))
    assert read_text(7) == ("rational", Fraction(7))
