r"""The ways in which arithmetic refuses: each is one sentence that says what was needed, what came, and what to do."""

from __future__ import annotations

from typing import final


@final
class UnsupportedOperation(TypeError):
    """An arithmetic was asked for a function that it does not have; it never approximates silently."""


@final
class InexactInput(TypeError):
    """A binary float (or an mpf, a NumPy scalar, a SymPy Float) came where only exact numbers may enter."""


@final
class UndecidedComparison(ValueError):
    """The truth value of an undecided comparison was taken."""


@final
class InsufficientPrecision(ValueError):
    """A ball is too wide for the digits that were asked of it."""


@final
class MalformedNumber(ValueError):
    """A text that should encode a number does not."""
