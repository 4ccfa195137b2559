"""Numbers given by a formula too large for one expression: the operations in order, so that others can repeat them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import Arithmetic, BallArithmetic

_UNARY = (
    "sqrt", "sqrt_nonnegative", "exp", "log", "sin", "cos", "tan", "asin", "acos", "asin_unit", "acos_unit",
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

    def __call__(self, bits: int) -> arb:
        """Return a ball that holds the value."""
        ctx = BallArithmetic(bits)
        return ctx.convert(ctx.evaluate(self.formula))

    def program(self) -> list[list[Any]]:
        """Return the operations as exact JSON: [head, numbers of earlier operations...]; the last one is the value."""
        recorder = _Recorder()
        last = recorder.convert(self.formula(recorder))
        # What stands after the value is not needed for it.
        return recorder.steps[: last.number + 1]


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


@final
class _Entry:
    """The value of one recorded operation."""

    def __init__(self, recorder: _Recorder, number: int) -> None:
        self.recorder, self.number = recorder, number

    def __add__(self, other: Any) -> _Entry:
        return self.recorder.record("add", self, other)

    def __mul__(self, other: Any) -> _Entry:
        return self.recorder.record("mul", self, other)

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

    def __init__(self) -> None:
        self.steps: list[list[Any]] = []
        self._known: dict[tuple[Any, ...], _Entry] = {}
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

    def rgamma(self, x: Any) -> Any:
        """Return the reciprocal of Gamma at a value that is no pole."""
        return 1 / self.record("gamma", x)

    def power(self, x: Any, y: Any) -> Any:
        """Return a real power."""
        return self.record("pow", x, y)
