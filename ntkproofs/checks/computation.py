"""Numbers given by a formula too large for one expression: the operations in order, so that others can repeat them."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, final

from flint import arb, arb_mat

from ntkproofs.arithmetic import Arithmetic, BallArithmetic, Ternary
from ntkproofs.claims import Step

_UNARY = (
    "sqrt", "sqrt_nonnegative", "exp", "log", "log1p", "sin", "cos", "tan", "asin", "acos", "asin_unit", "acos_unit",
    "atan", "sinh", "cosh", "tanh", "gamma", "erf", "sinc", "sinc_slope",
)  # fmt: skip


@final
@dataclass(frozen=True)
class Computation:
    """The value of a formula of the dialect without arguments: a ball at any precision, or the list of its operations.

    >>> root = Computation(lambda ctx: ctx.sqrt(ctx.rational(2)) * ctx.pi)
    >>> root(64).str(5, radius=False), root.program()
    ('4.4429', [['rational', '2', '1'], ['sqrt', 0], ['pi'], ['mul', 1, 2]])
    """

    formula: Callable[[Arithmetic], Any]
    #: bits with which a comparison inside the formula is decided while its operations are written down
    comparing: int = 256

    def __call__(self, bits: int) -> arb:
        """Return a ball that holds the value."""
        ctx = BallArithmetic(bits)
        return ctx.convert(ctx.evaluate(self.formula))

    def program(self) -> list[list[Any]]:
        """Return the operations as exact JSON: [head, numbers of earlier operations...]; the last one is the value."""
        recorder = _Recorder(self.comparing)
        last = recorder.convert(self.formula(recorder))
        # What stands after the value is not needed for it.
        return recorder.steps[: last.number + 1]


@final
@dataclass(frozen=True, eq=False)
class Computations:
    """Several values of one formula, whose operations are written down once; `formula` returns them in a list.

    >>> both = Computations(lambda ctx: [ctx.sqrt(2), ctx.sqrt(2) + 1])
    >>> both[1](64).str(5, radius=False), both.program(), both.places()
    ('2.4142', [['rational', '2', '1'], ['sqrt', 0], ['rational', '1', '1'], ['add', 1, 2]], [1, 3])
    """

    formula: Callable[[Arithmetic], Sequence[Any]]
    comparing: int = 256

    def __getitem__(self, index: int) -> Output:
        """Return one of the values."""
        return Output(self, index)

    @cached_property
    def _recorded(self) -> tuple[list[list[Any]], list[int]]:
        recorder = _Recorder(self.comparing)
        places = [recorder.convert(value).number for value in self.formula(recorder)]
        return recorder.steps, places

    def program(self) -> list[list[Any]]:
        """Return the operations as exact JSON."""
        return self._recorded[0]

    def places(self) -> list[int]:
        """Return the numbers of the operations that give the values."""
        return self._recorded[1]


@final
@dataclass(frozen=True, eq=False)
class Output:
    """One of several values; `carrier` is the statement of the earlier step that carries their operations."""

    of: Computations
    index: int
    carrier: str = ""

    def __call__(self, bits: int) -> arb:
        """Return a ball that holds the value."""
        return _balls(self.of, bits)[self.index]

    def carried(self, by: Step) -> Output:
        """Return the value for a step that follows the one which carries the operations."""
        return Output(self.of, self.index, by.statement)

    def describe(self) -> dict[str, Any]:
        """Return the exact JSON from which the value can be computed."""
        value = {"value": self.of.places()[self.index]}
        return value | ({"program_of": self.carrier} if self.carrier else {"program": self.of.program()})


@cache
def _balls(values: Computations, bits: int) -> list[arb]:
    ctx = BallArithmetic(bits)
    with ctx.working():
        return [ctx.convert(value) for value in values.formula(ctx)]


@final
@dataclass(frozen=True)
class Described:
    """A number that a certificate only describes: eigenvalues and the like, which replay computes by code of its own.

    `description` is exact JSON of one of the kinds that replay knows; `ball` gives a ball for it.
    """

    ball: Callable[[int], arb]
    description: Mapping[str, Any]

    def __call__(self, bits: int) -> arb:
        """Return a ball that holds the number."""
        return self.ball(bits)

    def describe(self) -> dict[str, Any]:
        """Return the description."""
        return dict(self.description)


def operations(formula: Callable[..., Any]) -> list[list[Any]]:
    """Return the operations of a formula of one variable as exact JSON, the variable among them."""
    recorder = _Recorder(64)
    last = recorder.convert(formula(recorder, recorder.variable()))
    return recorder.steps[: last.number + 1]


def matrix_exponential(ctx: Arithmetic, rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return the entries of exp(A) for a square matrix of balls, or of values that are written down."""
    size = range(len(rows))
    if isinstance(ctx, _Recorder):
        entries = [entry for row in rows for entry in row]
        return [[ctx.record("expm", ctx.rational(i), ctx.rational(j), *entries) for j in size] for i in size]
    found = arb_mat([list(row) for row in rows]).exp()
    return [[found[i, j] for j in size] for i in size]


@final
class _Entry:
    """The value of one recorded operation."""

    def __init__(self, recorder: _Recorder, number: int) -> None:
        self.recorder, self.number = recorder, number

    def __add__(self, other: Any) -> Any:
        return NotImplemented if hasattr(other, "shape") else self.recorder.record("add", self, other)

    def __mul__(self, other: Any) -> Any:
        # An array of values multiplies one by one.
        return NotImplemented if hasattr(other, "shape") else self.recorder.record("mul", self, other)

    def __neg__(self) -> _Entry:
        return self * -1

    def __sub__(self, other: Any) -> _Entry:
        return self + self.recorder.convert(other) * -1

    def __rsub__(self, other: Any) -> _Entry:
        return self * -1 + other

    def __truediv__(self, other: Any) -> _Entry:
        return self.recorder.record("divide", self, other)

    def __rtruediv__(self, other: Any) -> _Entry:
        return self.recorder.record("divide", other, self)

    def __pow__(self, exponent: int) -> _Entry:
        return self.recorder.record("pow", self, exponent)

    def __abs__(self) -> _Entry:
        return self.recorder.record("abs", self)

    __radd__, __rmul__ = __add__, __mul__


@final
class _Recorder(Arithmetic):
    """An arithmetic whose values are the operations that would give them; each distinct one is kept once."""

    def __init__(self, bits: int) -> None:
        self.steps: list[list[Any]] = []
        self._known: dict[tuple[Any, ...], _Entry] = {}
        self._balls: list[Any] = []
        self._arithmetic = BallArithmetic(bits)
        for name in _UNARY:
            setattr(self, name, lambda x, name=name: self.record(name, x))

    def record(self, head: str, *operands: Any) -> _Entry:
        """Return the value of an operation on values."""
        return self._step(head, *(self.convert(operand).number for operand in operands))

    def _step(self, head: str, *rest: Any) -> _Entry:
        if (head, *rest) not in self._known:
            self._known[head, *rest] = _Entry(self, len(self.steps))
            self.steps.append([head, *rest])
        return self._known[head, *rest]

    def convert(self, value: Any) -> Any:
        """Return a value for an int, a Fraction, a decimal string or a value."""
        if isinstance(value, _Entry):
            return value
        if not isinstance(value, int | Fraction | str):
            msg = f"Computation: needed an exact number, got {value!r}; write it as a fraction"
            raise TypeError(msg)
        exact = Fraction(value)
        return self._step("rational", str(exact.numerator), str(exact.denominator))

    def rational(self, numerator: int, denominator: int = 1) -> Any:
        """Return a rational number."""
        return self.convert(Fraction(int(numerator), int(denominator)))

    @property
    def pi(self) -> Any:
        """The number pi."""
        return self._step("pi")

    def surely_less(self, a: Any, b: Any) -> Ternary:
        """Compare the balls of two values: as they are constants, the operations that follow are the right ones."""
        one, other = (self.convert(value).number for value in (a, b))
        with self._arithmetic.working():
            for step in self.steps[len(self._balls) : max(one, other) + 1]:
                self._balls.append(self._ball(*step))
        return self._arithmetic.surely_less(self._balls[one], self._balls[other])

    def _ball(self, head: str, *rest: Any) -> Any:
        ctx = self._arithmetic
        if head == "rational":
            return ctx.rational(int(rest[0]), int(rest[1]))
        if head == "pi":
            return ctx.pi
        values = [self._balls[number] for number in rest]
        if head in _UNARY:
            return getattr(ctx, head)(values[0])
        if head == "expm":
            i, j, *entries = values
            size = math.isqrt(len(entries))
            rows = [entries[k * size : (k + 1) * size] for k in range(size)]
            return matrix_exponential(ctx, rows)[int(i.unique_fmpz())][int(j.unique_fmpz())]
        if head == "pow":
            whole = self.steps[rest[1]]
            integer = whole[0] == "rational" and whole[2] == "1"
            return values[0] ** int(whole[1]) if integer else ctx.power(*values)
        operations = {"add": operator.add, "mul": operator.mul, "divide": operator.truediv}
        return abs(values[0]) if head == "abs" else operations[head](*values)

    def variable(self) -> _Entry:
        """Return the variable of a formula."""
        return self._step("variable")

    def rgamma(self, x: Any) -> Any:
        """Return the reciprocal of Gamma at a value that is no pole."""
        return 1 / self.record("gamma", x)

    def power(self, x: Any, y: Any) -> Any:
        """Return a real power."""
        return self.record("pow", x, y)
