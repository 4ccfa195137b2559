r"""Formulas out of SymPy expressions: an expression of the closed list becomes a function over any arithmetic."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.errors import UnsupportedOperation
from ntkproofs.arithmetic.trees import BINARY, UNARY, VARIADIC, Tree, rational_of
from ntkproofs.arithmetic.trees import expression as expression
from ntkproofs.arithmetic.trees import tree as tree


@final
@dataclass(frozen=True)
class Formula:
    r"""A straight-line program in the dialect: ``formula(ctx, *values)`` runs its steps once each, in order.

    A step ``(head, operands)`` refers to earlier steps by their numbers, so a subexpression that stands many times in
    the expression is evaluated once.
    """

    symbols: tuple[str, ...]
    steps: tuple[tuple[str, tuple[Any, ...]], ...]

    def __call__(self, ctx: Arithmetic, *values: Any) -> Any:
        if len(values) != len(self.symbols):
            raise TypeError(f"formula: values for {self.symbols} were needed, {len(values)} came; pass one for each")
        # A Python number is converted: 2 ** -1 between integers would be a binary float, and a float must be refused.
        given = {
            name: ctx.convert(value) if isinstance(value, int | float | Fraction | str) else value
            for name, value in zip(self.symbols, values, strict=True)
        }
        results: list[Any] = []
        for head, operands in self.steps:
            results.append(_step(ctx, head, operands, results, given))
        return results[-1]


def lambdify(expr: Any, *symbols: Any) -> Formula:
    r"""The formula ``(ctx, *values) -> value`` of a SymPy expression in the given symbols (``Symbol`` or name).

    A power with exponent :math:`p/2` is the square root to the integer power :math:`p`, other rational powers are
    ``ctx.power``, the number :math:`e` is ``ctx.exp(1)``.

    :raises UnsupportedOperation: for a function or constant outside of the closed list of heads.
    :raises InexactInput: for a binary float inside the expression.
    :raises ValueError: for a symbol of the expression that is not among ``symbols``.

    >>> from sympy import Symbol, sqrt
    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> ExactArithmetic().evaluate(lambdify(sqrt(1 - Symbol("t") ** 2), "t"), "3/5")
    4/5
    """
    return _compile(tree(expr), tuple(str(symbol) for symbol in symbols))


def evaluate_tree(ctx: Arithmetic, node: Tree, **symbols: Any) -> Any:
    r"""The value of a tree in an arithmetic, at its precision, for values of the symbols that it contains.

    >>> from ntkproofs.arithmetic import ExactArithmetic
    >>> evaluate_tree(ExactArithmetic(), ["cos", ["symbol", "x"]], x=0)
    1
    """
    return ctx.evaluate(_compile(node, tuple(symbols)), *symbols.values())


def _compile(root: Tree, symbols: tuple[str, ...]) -> Formula:
    """The program of a tree: children before parents, each distinct step once."""
    steps: dict[tuple[str, tuple[Any, ...]], int] = {}
    numbers: dict[int, int] = {}  # of a list object (alive through `root`), so that shared lists are walked once

    def number(node: Tree) -> int:
        if id(node) not in numbers:
            numbers[id(node)] = steps.setdefault(step(node), len(steps))
        return numbers[id(node)]

    def step(node: Tree) -> tuple[str, tuple[Any, ...]]:
        head, operands = node[0], node[1:]
        if head == "rational":
            return head, rational_of(node)
        if head == "symbol":
            if operands[0] not in symbols:
                raise ValueError(f"formula: a value for {operands[0]} was needed, only {symbols} are declared")
            return head, (operands[0],)
        if head == "pi":
            return head, ()
        if head == "hyper":
            upper, lower, argument = operands
            return head, (tuple(map(number, upper)), tuple(map(number, lower)), number(argument))
        if head == "pow" and operands[1][0] == "rational":
            return "rational_power", (number(operands[0]), *rational_of(operands[1]))
        if head in ("binomial", "rising") and operands[1][0] == "rational" and _is_count(operands[1]):
            return f"{head}_count", (number(operands[0]), rational_of(operands[1])[0])
        if head not in UNARY and head not in BINARY and head not in VARIADIC:
            raise UnsupportedOperation(f"formula: a known head was needed, {head!r} came")
        return head, tuple(map(number, operands))

    number(root)
    return Formula(symbols, tuple(steps))


def _is_count(node: Tree) -> bool:
    numerator, denominator = rational_of(node)
    return denominator == 1 and 0 <= numerator <= 1000


def _step(ctx: Arithmetic, head: str, operands: tuple[Any, ...], results: list[Any], given: dict[str, Any]) -> Any:
    if head == "rational":
        return ctx.rational(*operands)
    if head == "symbol":
        return given[operands[0]]
    if head == "pi":
        return ctx.pi
    if head == "hyper":
        upper, lower, argument = operands
        return ctx.hypergeometric([results[a] for a in upper], [results[b] for b in lower], results[argument])
    if head == "rational_power":
        return _rational_power(ctx, results[operands[0]], operands[1], operands[2])
    if head.endswith("_count"):
        x, count = results[operands[0]], operands[1]
        # rising: x (x+1) ... (x+k-1);  binomial: x (x-1) ... (x-k+1) / k!
        sign = 1 if head == "rising_count" else -1
        product = functools.reduce(operator.mul, [x + sign * j for j in range(count)], ctx.rational(1))
        return product if sign == 1 else product / functools.reduce(operator.mul, range(1, count + 1), 1)
    return _OPERATIONS[head](ctx, *[results[operand] for operand in operands])


def _rational_power(ctx: Arithmetic, base: Any, numerator: int, denominator: int) -> Any:
    if denominator == 1:
        return base**numerator
    if denominator == 2:
        return ctx.sqrt(base) ** numerator
    return ctx.power(base, Fraction(numerator, denominator))


def _add(ctx: Arithmetic, *terms: Any) -> Any:
    return functools.reduce(operator.add, terms)


def _mul(ctx: Arithmetic, *factors: Any) -> Any:
    return functools.reduce(operator.mul, factors)


def _method(name: str) -> Any:
    return lambda ctx, x: getattr(ctx, name)(x)


_OPERATIONS: dict[str, Any] = {
    **{name: _method(name) for name in UNARY if name not in ("abs", "factorial")},
    "abs": lambda ctx, x: abs(x),
    "factorial": lambda ctx, x: ctx.gamma(x + 1),
    "add": _add,
    "mul": _mul,
    "pow": lambda ctx, x, y: ctx.power(x, y),
    # Where a Gamma function in the denominator has a pole the quotient is zero: 1/Gamma is entire.
    "binomial": lambda ctx, n, k: ctx.gamma(n + 1) * ctx.rgamma(k + 1) * ctx.rgamma(n - k + 1),
    "rising": lambda ctx, x, k: ctx.gamma(x + k) * ctx.rgamma(x),
    "besseli": lambda ctx, order, x: ctx.bessel_i(order, x),
}
