"""Every formula keeps the dialect: assignments, one return, loops over what is declared, comprehensions, calls.

A formula is a function, method or lambda whose first parameter (after ``self``) is ``ctx``.  It has no branch, no
comparison, no float and no function that does not come from ``ctx`` or from another formula; two integers are never
divided by each other, for their quotient would be a binary float in every arithmetic.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ntkproofs

ROOT = Path(ntkproofs.__file__).parent
FOLDERS = ("kernels", "activations", "polynomials", "papers")

FOREIGN = {"math", "cmath", "numpy", "np", "sympy", "mpmath", "scipy", "flint", "torch", "jax", "random"}
#: Functions from integers to integers.
INTEGER_FUNCTIONS = {"len", "comb", "factorial", "gcd", "perm", "isqrt", "sum", "range", "min", "max"}
FORBIDDEN_CALLS = {"float", "complex", "round", "bool", "eval", "exec", "isinstance", "getattr", "setattr", "print"}
STATEMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.Return, ast.Expr)

Formula = ast.FunctionDef | ast.Lambda


def formulas(module: ast.Module) -> Iterator[Formula]:
    """The functions, methods and lambdas over ``ctx``."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            if names[:1] == ["ctx"] or (names[:1] in (["self"], ["cls"]) and names[1:2] == ["ctx"]):
                yield node


def foreign_names(module: ast.Module) -> set[str]:
    """Names that other libraries' modules and functions have here, but for integer functions of ``math``."""
    names = set(FOREIGN)
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {a.asname or a.name for a in node.names if a.name.partition(".")[0] in FOREIGN}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in FOREIGN:
            names |= {a.asname or a.name for a in node.names if a.name not in INTEGER_FUNCTIONS}
    return names


def declared_integers(module: ast.Module) -> set[str]:
    """Fields that a class declares as ``name: int``."""
    return {
        statement.target.id
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        if isinstance(statement.annotation, ast.Name) and statement.annotation.id == "int"
    }


class Integers:
    """Which expressions of a formula are Python integers, as far as its text tells."""

    def __init__(self, formula: Formula, fields: set[str]) -> None:
        arguments = (*formula.args.posonlyargs, *formula.args.args, *formula.args.kwonlyargs)
        self.fields = fields
        self.names = {a.arg for a in arguments if isinstance(a.annotation, ast.Name) and a.annotation.id == "int"}
        for _ in range(2):  # an assignment may stand below the loop that uses it
            for node in ast.walk(formula):
                if isinstance(node, ast.For | ast.comprehension) and self.is_range(node.iter):
                    self.names |= {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
                elif isinstance(node, ast.Assign) and self.holds(node.value):
                    self.names |= {target.id for target in node.targets if isinstance(target, ast.Name)}

    @staticmethod
    def is_range(node: ast.expr) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"

    def holds(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant(value=value):
                return type(value) is int
            case ast.Name(id=name):
                return name in self.names
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return name in self.fields
            case ast.UnaryOp(operand=operand):
                return self.holds(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return not isinstance(op, ast.Div) and self.holds(left) and self.holds(right)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
                return name in INTEGER_FUNCTIONS and (name == "len" or all(self.holds(a) for a in args))
        return False


def values_of(node: ast.expr, formula: ast.FunctionDef) -> bool:
    """Whether a loop runs over a value of the arithmetic: a parameter that is not declared as a sequence."""
    arguments = (*formula.args.posonlyargs, *formula.args.args, *formula.args.kwonlyargs)
    values = {a.arg for a in arguments if a.annotation is None or ast.unparse(a.annotation) == "Any"}
    return isinstance(node, ast.Name) and node.id in values


def violations(formula: Formula, foreign: set[str], fields: set[str]) -> Iterator[str]:
    """What in a formula is not of the dialect, one line each."""
    if isinstance(formula, ast.Lambda):
        yield from expression_violations(formula, [formula.body], foreign, fields)
        return
    body = formula.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]  # the docstring, or the dots of a declaration
    if not body or (len(body) == 1 and isinstance(body[0], ast.Raise)):
        return  # an abstract declaration, or a refusal
    if not isinstance(body[-1], ast.Return) or body[-1].value is None:
        yield f"line {formula.lineno}: the last statement is no return of a value"
    nodes = [node for statement in body for node in ast.walk(statement)]
    if sum(isinstance(node, ast.Return) for node in nodes) > 1:
        yield f"line {formula.lineno}: more than one return"
    for node in nodes:
        if isinstance(node, ast.stmt) and not isinstance(node, STATEMENTS):
            yield f"line {node.lineno}: a statement {type(node).__name__}"
        if isinstance(node, ast.For) and (values_of(node.iter, formula) or node.orelse):
            yield f"line {node.lineno}: a loop that runs neither over range(...) nor over a declared sequence"
        if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call):
            yield f"line {node.lineno}: an expression without effect"
    yield from expression_violations(formula, body, foreign, fields)


def expression_violations(
    formula: Formula, body: list[ast.stmt] | list[ast.expr], foreign: set[str], fields: set[str]
) -> Iterator[str]:
    integers = Integers(formula, fields)
    for node in (node for part in body for node in ast.walk(part)):
        match node:
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                yield f"line {node.lineno}: a comparison or a truth value"
            case ast.IfExp():
                yield f"line {node.lineno}: a conditional expression"
            case ast.NamedExpr() | ast.Yield() | ast.YieldFrom() | ast.Await():
                yield f"line {node.lineno}: {type(node).__name__}"
            case ast.Constant(value=float() | complex()):
                yield f"line {node.lineno}: the float {node.value}; write ctx.rational(p, q)"
            case ast.comprehension(ifs=[_, *_]):
                yield f"line {node.target.lineno}: a condition in a comprehension"
            case ast.Name(id=name) if name in foreign:
                yield f"line {node.lineno}: {name}, which does not come from ctx"
            case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN_CALLS:
                yield f"line {node.lineno}: a call of {name}"
            case ast.Attribute(attr=name) if name.startswith("surely_"):
                yield f"line {node.lineno}: a comparison, {name}"
            case ast.BinOp(left=left, op=ast.Div(), right=right) if integers.holds(left) and integers.holds(right):
                yield f"line {node.lineno}: a quotient of two integers; write ctx.rational(p, q)"
            case ast.BinOp(left=left, op=ast.Pow(), right=ast.UnaryOp(op=ast.USub())) if integers.holds(left):
                yield f"line {node.lineno}: an integer to a negative power; write ctx.rational(p, q)"


def check(source: str) -> list[str]:
    module = ast.parse(source)
    foreign, fields = foreign_names(module), declared_integers(module)
    return [line for formula in formulas(module) for line in violations(formula, foreign, fields)]


FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_formula_keeps_the_dialect(path: Path) -> None:
    assert check(path.read_text(encoding="utf-8")) == []


def test_formulas_are_found() -> None:
    found = [f for path in FILES for f in formulas(ast.parse(path.read_text(encoding="utf-8")))]
    assert len(found) > 20  # an empty search would keep every dialect


GOOD = '''
from math import comb
import sympy

class ReLU:
    degree: int

    def value(self, ctx, u):
        """Docstring."""
        return (u + abs(u)) / 2

    def missing(self, ctx, u):
        raise ctx.missing("derivative")

    def power(self, ctx, u):
        return u ** self.degree / (self.degree + ctx.rational(1, 2))

def deep(ctx, layers: int, t):
    total = t
    for coefficient in reversed([1, 2, 3]):
        total = total * t + coefficient
    for layer in range(1, layers):
        t = ctx.sin(t) * layer
        total += t / (2 * layer + 1)
    terms = [comb(layers, j) * t**j for j in range(layers)]
    return total + sum(terms)

def outside(x):
    return sympy.sqrt(x) if x > 0.5 else 1 / 2
'''


def test_good_formulas_pass() -> None:
    assert check(GOOD) == []


BAD = {
    "if": "def f(ctx, x):\n    if x:\n        x = 1\n    return x",
    "two returns": "def f(ctx, x):\n    for k in range(3):\n        return x\n    return x",
    "no return": "def f(ctx, x):\n    y = x",
    "conditional expression": "def f(ctx, x):\n    return x if ctx else 1",
    "comparison": "def f(ctx, x):\n    return x * (x > 0)",
    "boolean": "def f(ctx, x):\n    return x or 1",
    "not": "def f(ctx, x):\n    return not x",
    "surely": "def f(ctx, x):\n    y = ctx.surely_positive(x)\n    return y",
    "float": "def f(ctx, x):\n    return 0.5 * x",
    "while": "def f(ctx, x):\n    while x:\n        x = x - 1\n    return x",
    "loop over values": "def f(ctx, x):\n    for y in x:\n        x = y\n    return x",
    "condition in a comprehension": "def f(ctx, x):\n    return sum([y for y in x if y])",
    "math": "import math\ndef f(ctx, x):\n    return math.sqrt(x)",
    "from math": "from math import sqrt\ndef f(ctx, x):\n    return sqrt(x)",
    "numpy under another name": "import numpy as xp\ndef f(ctx, x):\n    return xp.sqrt(x)",
    "sympy": "import sympy\ndef f(ctx, x):\n    return sympy.sqrt(x)",
    "pi of numpy": "import numpy\ndef f(ctx, x):\n    return x * numpy.pi",
    "quotient of literals": "def f(ctx, x):\n    return x * (1 / 3)",
    "quotient of integers": "def f(ctx, n: int, x):\n    return x * ((n + 1) / 2)",
    "quotient in a loop": "def f(ctx, n: int, x):\n    return sum([x * (1 / (2 * k + 1)) for k in range(n)])",
    "quotient of a field": "class K:\n    n: int\n    def f(self, ctx, x):\n        return x * (1 / self.n)",
    "quotient through a name": "def f(ctx, n: int, x):\n    m = 2 * n\n    return x + m / 4",
    "negative power": "def f(ctx, x):\n    return x * 2**-3",
    "float()": "def f(ctx, x):\n    return float(x)",
    "try": "def f(ctx, x):\n    try:\n        x = 1\n    finally:\n        pass\n    return x",
    "method": "class K:\n    def value(self, ctx, r, s, angle):\n        return r if s else angle",
    "lambda": "f = lambda ctx, x: x if x else 1",
    "walrus": "def f(ctx, x):\n    return (y := x) * y",
    "nested function": "def f(ctx, x):\n    def g(y):\n        return y\n    return g(x)",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_formulas_are_caught(name: str) -> None:
    assert check(BAD[name]) != []
