"""What a mutation changes in a formula: constants, exponents, signs, directions, ranges and hypotheses."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

import sympy
from sympy import Expr, Integer, Pow, Rational, Symbol

from ntkproofs.claims import Status, Step

from .domains import Domain, Integers, Reals
from .enclosure import within
from .recording import Call

__all__ = ["Change", "changes", "options"]

#: The operator, the name of an argument and its new value, or a function that decides the changed step.
Change: TypeAlias = tuple[str, str, Any]

_SMALL = Rational(1001, 1000)
#: procedures that word their step themselves when no text is given
_WORDED = (
    "identity", "value", "antiderivative", "positive", "nonnegative_by_derivatives", "nonnegative_combination",
    "nonnegative", "limit", "power_series", "rank", "summable", "unbounded_quotient", "positive_logarithm",
    "positive_definite", "log_convex",
)  # fmt: skip


def options(call: Call) -> dict[str, Any]:
    """Return what else a procedure is given to decide a changed formula.

    The old words would describe another formula, so that it words its step anew. A symbol of an identity without a
    domain may have every value that SymPy takes it to have: some such values are offered, at which it may fail.
    """
    words = {"text": ""} if call.name in _WORDED else {}
    if call.name not in ("identity", "antiderivative", "power_series", "recurrence"):
        return words
    over = dict(call.arguments.get("over") or {})
    found: set[Symbol] = set()
    for argument in call.arguments.values():
        for part in argument.values() if isinstance(argument, dict) else (argument,):
            found |= part.free_symbols if isinstance(part, Expr) else set()
    if call.name in ("power_series", "recurrence"):
        found.discard(call.arguments.get("variable", call.arguments.get("index")))
    return {**words, "over": {**{s: _values(s) for s in found}, **over}}


def _values(symbol: Symbol) -> Domain:
    if symbol.is_integer:
        return Integers(3 if symbol.is_odd else 2, step=2 if symbol.is_odd or symbol.is_even else 1)
    return Reals(Rational(1, 3), Rational(2, 3)) if not symbol.is_negative else Reals(-1, Rational(-1, 2))


def changes(call: Call, made: Mapping[int, Call]) -> Iterator[Change]:
    """Yield the changes of what a procedure decided; `made` finds the call behind an obligation by its step."""
    arguments = call.arguments
    if call.name in ("identity", "value", "antiderivative"):
        name = {"identity": "right", "value": "expected", "antiderivative": "integrand"}[call.name]
        yield from _equation(call, name)
    elif call.name == "within":
        yield from _interval(arguments)
    elif call.name == "has_decimals":
        yield from _decimals(arguments["printed"])
    elif call.name in ("positive", "nonnegative_by_derivatives", "nonnegative_combination", "nonnegative"):
        yield from _inequality(call)
    elif call.name == "limit":
        expected, variable = sympy.sympify(arguments["expected"]), arguments["variable"]
        if expected.is_finite is not False:
            yield from _numbers("expected", expected)
            if not (arguments["expr"] * variable).free_symbols - {variable, *(arguments.get("over") or {})}:
                yield from (("exponent", "expr", arguments["expr"] * variable**power) for power in (1, 2))
        else:
            yield from (("sign", "expected", -expected), ("constant", "expected", Integer(1)))
            yield "exponent", "expr", arguments["expr"] / variable**9
    elif call.name == "power_series":
        yield from _table("expected", arguments["expected"])
    elif call.name == "recurrence":
        yield from _table("initial", arguments["initial"])
    elif call.name in ("induction", "combine"):
        yield from _obligations(call, made)
    elif call.name == "log_convex":
        (first, weight), *others = [(sympy.sympify(x), Rational(w)) for x, w in arguments["parts"]]
        yield "constant", "middle", sympy.sympify(arguments["middle"]) + 1
        yield "constant", "parts", [(first - Rational(1, 4), weight), *others]
        yield "exponent", "parts", [(first, weight / 2), *others]
    elif call.name == "rank":
        yield from (("constant", "expected", arguments["expected"] + n) for n in (1, -1))
    elif call.name in ("summable", "unbounded_quotient"):
        yield "direction", "expected", not arguments.get("expected", True)
        yield from _quotient(call)
    elif call.name == "positive_logarithm":
        yield from _logarithms(arguments)
    elif call.name == "positive_definite":
        yield "direction", "matrix", -arguments["matrix"]
        yield (
            "constant",
            "matrix",
            arguments["matrix"] - 2 * sympy.eye(arguments["matrix"].rows) * arguments["matrix"][0, 0],
        )


def _numbers(name: str, expr: Expr) -> Iterator[Change]:
    yield "constant", name, expr * _SMALL if expr != 0 else Rational(1, 1000)
    yield "constant", name, expr + 1
    if expr != 0:
        yield "sign", name, -expr


def _equation(call: Call, name: str) -> Iterator[Change]:
    side = sympy.sympify(call.arguments[name])
    for change in _numbers(name, side):
        # The sides of a value are compared without domains: only a constant difference tells them apart.
        if call.name != "value" or not sympy.sympify(call.arguments["expr"] - change[2]).free_symbols:
            yield change
    for part in (name, "left"):
        if part in call.arguments and (raised := _raised(sympy.sympify(call.arguments[part]))) is not None:
            yield "exponent", part, raised
    left = sympy.sympify(call.arguments.get("left", 0))
    if side == 0 and isinstance(left, sympy.Add):
        yield "sign", "left", left - 2 * left.args[0]


def _raised(expr: Expr) -> Expr | None:
    """Return an expression with one exponent moved by one, or one symbol squared; `None` for a number."""
    powers = sorted(expr.atoms(Pow), key=sympy.default_sort_key)
    moved = [p for p in powers if p.exp.is_Rational and p.base.free_symbols]
    if moved:
        return expr.xreplace({moved[0]: moved[0].base ** (moved[0].exp + 1)})
    symbols = sorted(expr.free_symbols, key=str)
    return expr.subs(symbols[0], symbols[0] ** 2) if symbols else None


def _interval(arguments: dict[str, Any]) -> Iterator[Change]:
    low, high = (
        sympy.sympify(Rational(e) if isinstance(e, str) else e) for e in (arguments["lower"], arguments["upper"])
    )
    width = high - low

    def moved(start: Expr, stop: Expr) -> Callable[[], Step]:
        text = f"{arguments['text']}, within [{start}, {stop}]"
        return lambda: within(**{**arguments, "lower": start, "upper": stop, "text": text})

    if not width.is_finite:
        return
    yield "constant", "interval", moved(high, high + width)
    yield "constant", "interval", moved(low - width, low)
    yield "sign", "interval", moved(-high, -low)


def _decimals(printed: str) -> Iterator[Change]:
    digits = [i for i, letter in enumerate(printed) if letter.isdigit()]
    for place in (digits[-1], digits[len(digits) // 2]):
        yield "constant", "printed", printed[:place] + str((int(printed[place]) + 2) % 10) + printed[place + 1 :]
    yield "sign", "printed", printed.removeprefix("-") if printed.startswith("-") else "-" + printed


def _inequality(call: Call) -> Iterator[Change]:
    arguments = call.arguments
    expr = sympy.sympify(arguments["expr"])
    if expr != 0:
        yield "direction", "expr", -expr
    if (value := _value(call, expr)) is not None:
        # The bound is tightened just beyond the value at one point of the domain.
        yield "constant", "expr", expr - value * _SMALL if value != 0 else expr - Rational(1, 1000)
        yield "constant", "expr", expr - value - 1
    # A combination proves one expression only, so that its exponents are left alone.
    if call.name != "nonnegative_combination" and (raised := _raised(expr)) is not None:
        yield "exponent", "expr", raised
    if call.name == "positive":
        for symbol, lower in arguments["corner"].items():
            for operator, less in (("range", 1), ("hypothesis", 10)):
                corner = {**arguments["corner"], symbol: lower - less}
                if not expr.subs(corner).has(sympy.zoo, sympy.nan):
                    yield operator, "corner", corner
    elif call.name == "nonnegative_by_derivatives":
        domain = arguments["domain"]
        for wider in _wider(domain):
            yield "range", "domain", wider
        yield "hypothesis", "domain", Reals()
    elif call.name == "nonnegative_combination" and arguments.get("given"):
        for symbol in arguments["given"]:
            yield "hypothesis", "given", {s: e for s, e in arguments["given"].items() if s != symbol}


def _quotient(call: Call) -> Iterator[Change]:
    """Change the order of a term, or of the quotient of two functions at 0."""
    arguments = call.arguments
    if call.name == "summable":
        index, term = arguments["index"], sympy.sympify(arguments["term"])
        yield from (("exponent", "term", term * index**n) for n in (1, 2, -1, -2))
        return
    # Other orders at 0 are mostly beyond the bounds that are tried: these changes stay within what can be decided.
    for name, by in (("numerator", _SMALL), ("denominator", Integer(2))):
        yield "constant", name, sympy.sympify(arguments[name]) * by
    yield "exponent", "denominator", sympy.sympify(arguments["denominator"]) * arguments["variable"]
    yield "range", "upper", sympy.sympify(arguments["upper"]) / 2


def _logarithms(arguments: dict[str, Any]) -> Iterator[Change]:
    pairs = [(sympy.sympify(base), sympy.sympify(exponent)) for base, exponent in arguments["factors"]]
    yield "direction", "factors", [(base, -exponent) for base, exponent in pairs]
    for i, (base, exponent) in enumerate(pairs):
        for moved in (exponent + 1, exponent - 1, -exponent):
            yield "sign" if moved == -exponent else "exponent", "factors", [*pairs[:i], (base, moved), *pairs[i + 1 :]]
    for symbol, lower in arguments["corner"].items():
        yield "range", "corner", {**arguments["corner"], symbol: lower - 1}


def _wider(domain: Reals) -> Iterator[Reals]:
    lower, upper = sympy.sympify(domain.lower), sympy.sympify(domain.upper)
    if lower.is_finite:
        yield Reals(lower - 1, domain.upper, domain.left_open, domain.right_open)
    if upper.is_finite:
        yield Reals(domain.lower, upper + 1, domain.left_open, domain.right_open)


def _value(call: Call, expr: Expr) -> Expr | None:
    """Return a value of an expression at a point of its domain, `None` where none is rational in the symbols."""
    arguments = call.arguments
    if call.name == "positive":
        points = [{s: sympy.sympify(lower) for s, lower in arguments["corner"].items()}]
    elif call.name == "nonnegative_combination":
        points = [{s: next(iter(domain.points())) for s, domain in arguments["over"].items()}]
    elif call.name == "nonnegative":
        unit = sympy.pi if arguments.get("times_pi") else 1
        points = [{arguments["variable"]: sympy.sympify(arguments["upper"]) * unit}]
    else:
        points = [{arguments["variable"]: point} for point in itertools.islice(arguments["domain"].points(), 2)]
    for point in points:
        value = expr.subs(point)
        if not value.free_symbols and value.is_finite and not value.has(sympy.zoo, sympy.nan, sympy.I):
            return value
    return None


def _table(name: str, table: Any) -> Iterator[Change]:
    for key, entry in table.items():
        for operator, _, new in _numbers(name, sympy.sympify(entry)):
            yield operator, name, {**table, key: new}
    keys = list(table)
    if name == "expected" and len(set(table.values())) > 1:
        shifted = {key: table[other] for key, other in zip(keys, [*keys[1:], keys[0]], strict=True)}
        yield "exponent", name, shifted


def _obligations(call: Call, made: Mapping[int, Call]) -> Iterator[Change]:
    """Change one obligation of an induction; only the base of one can refute, so that the base is changed."""
    name = "base" if call.name == "induction" else "obligations"
    steps = list(call.arguments[name])
    for i, step in enumerate(steps):
        inner = made.get(id(step))
        if inner is None:
            continue
        for operator, argument, new in changes(inner, made):
            yield operator, name, partial(_with_another, call, name, i, inner, argument, new)


def _with_another(call: Call, name: str, i: int, inner: Call, argument: str, new: Any) -> Step:
    other = new() if callable(new) else inner.again(**{**options(inner), argument: new})
    if other.status is Status.HOLDS:
        msg = "goal_mutants: an obligation that still holds says nothing about the whole"
        raise ValueError(msg)
    steps = [*call.arguments[name][:i], other, *call.arguments[name][i + 1 :]]
    return call.again(**{name: steps, "text": f"{call.arguments['text']}, with {other.statement}"})
