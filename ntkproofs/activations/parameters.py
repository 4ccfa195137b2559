r"""Exact parameters: a number with a declared domain, or the square root of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any, Literal, final

from ntkproofs.arithmetic.rationals import fraction

_ROOT_TEXT = re.compile(r"(-?)sqrt\(([^()]*)\)", re.ASCII)


@final
class ParameterError(ValueError):
    """A parameter does not satisfy its declared domain: what was needed, what came, what to do."""


@final
@dataclass(frozen=True)
class SquareRoot:
    r"""The exact number :math:`\sqrt{q}` for a rational :math:`q \ge 0` that is not a square.

    >>> SquareRoot(Fraction(1, 2))
    sqrt(1/2)
    """

    radicand: Fraction

    def __repr__(self) -> str:
        return f"sqrt({self.radicand})"


def root(square: Fraction) -> Fraction | SquareRoot:
    r"""The exact :math:`\sqrt{q}`: a Fraction where it is rational, else a :class:`SquareRoot`.

    >>> root(Fraction(1, 4)), root(Fraction(1, 2))
    (Fraction(1, 2), sqrt(1/2))
    """
    if square < 0:
        raise ParameterError(f"square root: the radicand {square} does not satisfy radicand >= 0; give a real number")
    p, q = isqrt(square.numerator), isqrt(square.denominator)
    if p * p == square.numerator and q * q == square.denominator:
        return Fraction(p, q)
    return SquareRoot(square)


def squared(value: Fraction | SquareRoot) -> Fraction:
    """The exact square of a parameter, the only form in which a scale enters a kernel.

    >>> squared(SquareRoot(Fraction(1, 2)))
    Fraction(1, 2)
    """
    return value.radicand if isinstance(value, SquareRoot) else value * value


def exact_root(value: Any, *, who: str) -> Fraction | SquareRoot:
    """The rational number, or square root of one, that ``value`` is exactly (SymPy's ``sqrt`` included)."""
    if isinstance(value, SquareRoot):
        return value
    if isinstance(value, str):
        match = _ROOT_TEXT.fullmatch(value.strip())
        if match is not None and not match[1]:
            return root(fraction(match[2], who=who))
    elif getattr(value, "is_Pow", False) or getattr(value, "is_Mul", False):
        square = value**2
        if getattr(square, "is_Rational", False) and value.is_nonnegative:
            return root(fraction(square, who=who))
    return fraction(value, who=who)


@final
@dataclass(frozen=True)
class Parameter:
    r"""A named parameter of a kernel or an activation: its kind, its domain, its default and its meaning in words.

    ``kind`` is ``"integer"``, ``"rational"``, ``"root"`` (a rational or the square root of one), ``"coefficients"``
    (of a polynomial) or ``"activation"``.  Binary floats are refused by all of them.

    :raises ParameterError: when a value leaves the domain.
    :raises InexactInput: when a binary float comes.

    >>> Parameter("layers", "integer", "a number", minimum=1).accept("ntk", 0)
    Traceback (most recent call last):
    ...
    ntkproofs.activations.parameters.ParameterError: ntk: layers = 0 does not satisfy layers >= 1; layers is a number
    """

    name: str
    kind: Literal["integer", "rational", "root", "coefficients", "activation"]
    meaning: str
    minimum: int | None = None
    strict: bool = False
    maximum: int | None = None
    default: str | None = None

    @property
    def domain(self) -> str:
        """The domain in words, such as ``layers >= 1``."""
        words = {
            "integer": "an integer",
            "rational": "a rational number",
            "root": "a rational number or the square root of one",
            "coefficients": "a tuple of rational numbers",
            "activation": "an activation",
        }[self.kind]
        if self.minimum is None:
            return words
        sign = ">" if self.strict else ">="
        if self.maximum is not None:
            return f"{self.minimum} {'<' if self.strict else '<='} {self.name} <= {self.maximum}"
        return f"{self.name} {sign} {self.minimum}"

    def accept(self, owner: str, value: Any) -> Any:
        """The exact value of this parameter, or the one line that says why it is refused."""
        who = f"{owner}: {self.name}"
        if self.kind == "integer":
            return self._within(owner, self._integer(owner, value))
        if self.kind == "rational":
            return self._within(owner, fraction(value, who=who))
        if self.kind == "root":
            return self._within(owner, exact_root(value, who=who))
        return value

    def _integer(self, owner: str, value: Any) -> int:
        exact = fraction(value, who=f"{owner}: {self.name}")
        if exact.denominator != 1:
            raise ParameterError(f"{owner}: {self.name} = {exact} is not an integer; {self.name} is {self.meaning}")
        return exact.numerator

    def _within(self, owner: str, value: Any) -> Any:
        number = value.radicand if isinstance(value, SquareRoot) else value
        below = self.minimum is not None and (number <= self.minimum if self.strict else number < self.minimum)
        if below or (self.maximum is not None and number > self.maximum):
            raise ParameterError(
                f"{owner}: {self.name} = {value} does not satisfy {self.domain}; {self.name} is {self.meaning}"
            )
        return value
