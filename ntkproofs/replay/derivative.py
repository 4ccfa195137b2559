"""Derivatives of trees."""

from __future__ import annotations

from fractions import Fraction

from .errors import Opaque
from .trees import ONE, ZERO, Tree, free_symbols, number

__all__ = ["derivative"]


def derivative(tree: Tree, variable: str) -> Tree:
    """Return the derivative of a tree in a symbol.

    >>> derivative(("sin", ("symbol", "x")), "x")
    ('mul', ('cos', ('symbol', 'x')), ('rational', Fraction(1, 1)))
    """
    if variable not in free_symbols(tree):
        return ZERO
    head, *operands = tree
    if head == "symbol":
        return ONE
    if head == "add":
        return ("add", *(derivative(term, variable) for term in operands))
    if head == "mul":
        terms = []
        for i, factor in enumerate(operands):
            if variable in free_symbols(factor):
                terms.append(("mul", derivative(factor, variable), *operands[:i], *operands[i + 1 :]))
        return ("add", *terms)
    u = operands[0]
    if head == "pow":
        v = operands[1]
        if variable not in free_symbols(v):
            # (u^v)' = v u^(v - 1) u'
            return ("mul", v, ("pow", u, ("add", v, number(-1))), derivative(u, variable))
        inner = ("add", ("mul", derivative(v, variable), ("log", u)), ("mul", v, _over(derivative(u, variable), u)))
        return ("mul", tree, inner)
    if head not in _OUTER:
        raise Opaque(f"replay does not differentiate {head}")
    return ("mul", _OUTER[head](u), derivative(u, variable))


def _over(a: Tree, b: Tree) -> Tree:
    return ("mul", a, ("pow", b, number(-1)))


def _minus(a: Tree) -> Tree:
    return ("mul", number(-1), a)


def _square(a: Tree) -> Tree:
    return ("pow", a, number(2))


def _circle(u: Tree) -> Tree:
    return ("pow", ("add", ONE, _minus(_square(u))), number(Fraction(-1, 2)))


_OUTER = {
    "exp": lambda u: ("exp", u),
    "log": lambda u: ("pow", u, number(-1)),
    "sin": lambda u: ("cos", u),
    "cos": lambda u: _minus(("sin", u)),
    "tan": lambda u: ("add", ONE, _square(("tan", u))),
    "sinh": lambda u: ("cosh", u),
    "cosh": lambda u: ("sinh", u),
    "tanh": lambda u: ("add", ONE, _minus(_square(("tanh", u)))),
    "asin": _circle,
    "acos": lambda u: _minus(_circle(u)),
    "atan": lambda u: ("pow", ("add", ONE, _square(u)), number(-1)),
    "erf": lambda u: ("mul", number(2), ("exp", _minus(_square(u))), ("pow", ("pi",), number(Fraction(-1, 2)))),
}
