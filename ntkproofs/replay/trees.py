"""Read expression trees: nested JSON lists become nested tuples with exact rationals, or are refused."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from typing import Any

from .errors import Rejected, shown

__all__ = ["ONE", "ZERO", "Tree", "difference", "free_symbols", "number", "read_text", "read_tree", "substitute"]

#: ``("rational", Fraction)``, ``("symbol", name)``, ``("pi",)`` or ``(head, operand, ...)``.
Tree = tuple[Any, ...]

#: The closed list of functions.
_UNARY = (
    "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
    "gamma", "erf", "abs", "factorial",
)  # fmt: skip
_ARITY = dict.fromkeys(_UNARY, 1) | dict.fromkeys(("pow", "binomial", "rising", "besseli"), 2)
_DIGITS = re.compile(r"-?\d+", re.ASCII)
_DEPTH = 200

ZERO: Tree = ("rational", Fraction(0))
ONE: Tree = ("rational", Fraction(1))


def number(value: int | Fraction) -> Tree:
    """Return the leaf of a rational number."""
    return ("rational", Fraction(value))


def read_tree(node: Any, depth: int = 0) -> Tree:
    """Return the tree that a JSON value describes.

    >>> read_tree(["mul", ["rational", "1", "2"], ["pi"]])
    ('mul', ('rational', Fraction(1, 2)), ('pi',))
    """
    if not isinstance(node, list) or not node or not isinstance(node[0], str) or depth > _DEPTH:
        raise Rejected(f"a tree [head, ...] of depth {_DEPTH} at most was needed, {shown(node)!r} came")
    head, operands = node[0], node[1:]
    if head == "rational":
        if len(operands) != 2 or not all(isinstance(n, str) and _DIGITS.fullmatch(n) for n in operands):
            raise Rejected(f"a rational is two strings of digits, {shown(operands)!r} came")
        if len(operands[0]) + len(operands[1]) > 4000 or int(operands[1]) <= 0:
            raise Rejected(f"a rational has a denominator > 0 and 4000 digits at most, {shown(operands)!r} came")
        return ("rational", Fraction(int(operands[0]), int(operands[1])))
    if head == "symbol":
        if len(operands) != 1 or not isinstance(operands[0], str) or not operands[0]:
            raise Rejected(f"a symbol has one name, {shown(operands)!r} came")
        return ("symbol", operands[0])
    if head == "pi" and not operands:
        return ("pi",)
    if (head in ("add", "mul") and operands) or _ARITY.get(head) == len(operands) > 0:
        return (head, *(read_tree(operand, depth + 1) for operand in operands))
    raise Rejected(f"unknown head {head[:40]!r} of {len(operands)} operands")


def read_text(text: Any) -> Tree:
    """Return the tree of a short text such as ``pi/2``, ``-1/3``, ``1.75`` or ``2*alpha - d``; never evaluated.

    >>> read_text("-1.5*pi")
    ('mul', ('mul', ('rational', Fraction(-1, 1)), ('rational', Fraction(3, 2))), ('pi',))
    """
    if isinstance(text, int) and not isinstance(text, bool):
        return number(text)
    if not isinstance(text, str) or len(text) > 20_000:
        raise Rejected(f"an expression in 20000 letters at most was needed, {shown(text)!r} came")
    try:
        return _read(ast.parse(text, mode="eval").body, text)
    except (SyntaxError, RecursionError) as error:
        raise Rejected(f"an expression was needed, {text[:60]!r} came") from error


def _read(node: ast.expr, text: str) -> Tree:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return number(Fraction(ast.get_source_segment(text, node) or ""))
    if isinstance(node, ast.Name):
        return {"pi": ("pi",), "E": ("exp", ONE)}.get(node.id, ("symbol", node.id))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return ("mul", number(-1), _read(node.operand, text))
    if isinstance(node, ast.BinOp):
        left, right = _read(node.left, text), _read(node.right, text)
        if isinstance(node.op, ast.Add):
            return ("add", left, right)
        if isinstance(node.op, ast.Sub):
            return difference(left, right)
        if isinstance(node.op, ast.Mult):
            return ("mul", left, right)
        if isinstance(node.op, ast.Div):
            return ("mul", left, ("pow", right, number(-1)))
        if isinstance(node.op, ast.Pow):
            return ("pow", left, right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        operands = [_read(operand, text) for operand in node.args]
        head = {"Abs": "abs", "RisingFactorial": "rising"}.get(node.func.id, node.func.id)
        if head == "sqrt" and len(operands) == 1:
            return ("pow", operands[0], number(Fraction(1, 2)))
        if _ARITY.get(head) == len(operands):
            return (head, *operands)
    raise Rejected(f"a number, a symbol, + - * / ** or a function of the list was needed in {text[:60]!r}")


def difference(left: Tree, right: Tree) -> Tree:
    """Return left - right."""
    return ("add", left, ("mul", number(-1), right))


def substitute(tree: Tree, values: dict[str, Tree]) -> Tree:
    """Return the tree with trees in the place of symbols."""
    if tree[0] == "symbol":
        return values.get(tree[1], tree)
    if tree[0] in ("rational", "pi"):
        return tree
    return (tree[0], *(substitute(operand, values) for operand in tree[1:]))


def free_symbols(tree: Tree) -> frozenset[str]:
    """Return the names of the symbols of a tree."""
    if tree[0] == "symbol":
        return frozenset((tree[1],))
    if tree[0] in ("rational", "pi"):
        return frozenset()
    return frozenset().union(*(free_symbols(operand) for operand in tree[1:]))
