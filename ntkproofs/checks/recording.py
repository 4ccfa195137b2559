"""Which procedure decided a step, and on what: kept while a mutation run asks for it, so that it can decide again."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar, cast, final

from ntkproofs.claims import Step

__all__ = ["Call", "recorded", "recording"]

Procedure = TypeVar("Procedure", bound=Callable[..., Step])
_calls: ContextVar[list[Call] | None] = ContextVar("calls", default=None)


@final
@dataclass(frozen=True)
class Call:
    """One call of a procedure, with its arguments by name and the step it returned."""

    procedure: Callable[..., Step]
    arguments: dict[str, Any]
    step: Step

    @property
    def name(self) -> str:
        """The name of the procedure."""
        return self.procedure.__name__

    def again(self, **changes: Any) -> Step:
        """Let the procedure decide with some arguments changed."""
        return self.procedure(**{**self.arguments, **changes})


def recorded(procedure: Procedure) -> Procedure:
    """Return the procedure; while calls are recorded it also leaves a note of each."""
    signature = inspect.signature(procedure)

    @functools.wraps(procedure)
    def deciding(*arguments: Any, **options: Any) -> Step:
        step = procedure(*arguments, **options)
        calls = _calls.get()
        if calls is not None:
            calls.append(Call(procedure, dict(signature.bind(*arguments, **options).arguments), step))
        return step

    return cast(Procedure, deciding)


@contextmanager
def recording() -> Iterator[list[Call]]:
    """Note the calls of procedures that are made inside.

    >>> import sympy
    >>> from ntkproofs.checks import value
    >>> with recording() as calls:
    ...     step = value(sympy.Integer(1), sympy.Integer(1))
    >>> calls[0].name, calls[0].again(expected=sympy.Integer(2)).status
    ('value', <Status.FAILS: 'fails'>)
    """
    calls: list[Call] = []
    token = _calls.set(calls)
    try:
        yield calls
    finally:
        _calls.reset(token)
