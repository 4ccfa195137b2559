r"""Expression trees: a SymPy expression as nested lists of strings, with a closed list of heads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import sympy
from flint import fmpz

from ntkproofs.arithmetic.errors import InexactInput, MalformedNumber, UnsupportedOperation

#: A tree ``[head, operand, ...]``.  Leaves are ``["rational", "p", "q"]``, ``["symbol", name]`` and ``["pi"]``;
#: ``["hyper", [a, ...], [b, ...], z]`` carries two lists of trees.
Tree = list[Any]

#: Heads of one operand.
UNARY: dict[str, Callable[..., sympy.Expr]] = {
    "exp": sympy.exp,
    "log": sympy.log,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "gamma": sympy.gamma,
    "erf": sympy.erf,
    "abs": sympy.Abs,
    "factorial": sympy.factorial,
}

#: Heads of two operands.
BINARY: dict[str, Callable[..., sympy.Expr]] = {
    "pow": sympy.Pow,
    "binomial": sympy.binomial,
    "rising": sympy.RisingFactorial,
    "besseli": sympy.besseli,
}

#: Heads of any number of operands.
VARIADIC: dict[str, Callable[..., sympy.Expr]] = {"add": sympy.Add, "mul": sympy.Mul}

_HEAD_OF = {function: head for heads in (UNARY, BINARY, VARIADIC) for head, function in heads.items()}
_INTEGER = re.compile(r"-?\d+", re.ASCII)


def tree(expr: Any) -> Tree:
    r"""The tree of a SymPy expression; equal subexpressions share one list.

    Heads: rational, symbol, pi, add, mul, pow, exp, log, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, gamma, erf,
    abs, binomial, factorial, rising, besseli, hyper.  Euler's number is ``["exp", ["rational", "1", "1"]]``.

    :raises UnsupportedOperation: for a function or constant outside of the list.
    :raises InexactInput: for a binary float inside the expression.

    >>> tree(sympy.sqrt(sympy.Symbol("t")))
    ['pow', ['symbol', 't'], ['rational', '1', '2']]
    """
    expr = sympy.sympify(expr, strict=True)
    seen: dict[sympy.Basic, Tree] = {}
    node = _tree(expr, seen)
    # Not expr.free_symbols, which walks a shared subexpression as often as it occurs.
    names = [symbol.name for symbol in seen if isinstance(symbol, sympy.Symbol)]
    if len(set(names)) < len(names):
        raise ValueError(f"tree: symbols with different names were needed, {sorted(names)} came; rename one of them")
    return node


def _tree(expr: sympy.Basic, seen: dict[sympy.Basic, Tree]) -> Tree:
    if expr not in seen:
        seen[expr] = _node(expr, seen)
    return seen[expr]


def _node(expr: sympy.Basic, seen: dict[sympy.Basic, Tree]) -> Tree:
    if isinstance(expr, sympy.Rational):
        return ["rational", str(fmpz(int(expr.p))), str(fmpz(int(expr.q)))]
    if isinstance(expr, sympy.Float):
        raise InexactInput(f"tree: exact numbers were needed, the binary float {expr} came; write it as a Rational")
    if isinstance(expr, sympy.Symbol):
        return ["symbol", expr.name]
    if expr is sympy.pi:
        return ["pi"]
    if expr is sympy.E:
        return ["exp", ["rational", "1", "1"]]
    if isinstance(expr, sympy.hyper):
        upper, lower, argument = expr.args
        return ["hyper", [_tree(a, seen) for a in upper], [_tree(b, seen) for b in lower], _tree(argument, seen)]
    head = _HEAD_OF.get(expr.func)
    if head is None:
        raise UnsupportedOperation(
            f"tree: {type(expr).__name__} is not among the known functions and constants; "
            "rewrite it with exp, log, powers, (inverse) trigonometric and hyperbolic functions, gamma, erf or hyper"
        )
    return [head, *[_tree(operand, seen) for operand in expr.args]]


def expression(node: Tree) -> sympy.Expr:
    r"""The SymPy expression of a tree, with plain symbols.

    :raises UnsupportedOperation: for a head outside of the list.
    :raises MalformedNumber: for a rational number that is not two strings of digits.

    >>> expression(["mul", ["rational", "2", "1"], ["symbol", "t"]])
    2*t
    """
    head, operands = node[0], node[1:]
    if head == "rational":
        return sympy.Rational(*rational_of(node))
    if head == "symbol":
        return sympy.Symbol(operands[0])
    if head == "pi":
        return sympy.pi
    if head == "hyper":
        upper, lower, argument = operands
        return sympy.hyper([expression(a) for a in upper], [expression(b) for b in lower], expression(argument))
    arity = 1 if head in UNARY else 2 if head in BINARY else None
    if arity is None and head not in VARIADIC:
        raise UnsupportedOperation(f"expression: a known head was needed, {head!r} came")
    if arity is not None and len(operands) != arity:
        raise ValueError(f"expression: {head} needs {arity} operands, {len(operands)} came")
    return (UNARY | BINARY | VARIADIC)[head](*[expression(operand) for operand in operands])


def rational_of(node: Tree) -> tuple[int, int]:
    """Numerator and denominator of a ``rational`` leaf.

    >>> rational_of(["rational", "-1", "2"])
    (-1, 2)
    """
    numbers = node[1:]
    if len(numbers) == 2 and all(isinstance(number, str) and _INTEGER.fullmatch(number) for number in numbers):
        numerator, denominator = (int(fmpz(number)) for number in numbers)  # int() stops at 4300 digits
        if denominator > 0:
            return numerator, denominator
    raise MalformedNumber(f"tree: ['rational', 'p', 'q'] with q > 0 was needed, {node!r} came")
