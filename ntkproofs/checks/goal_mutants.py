"""Mutants of the statement itself: a goal whose formula is changed by a named operator and decided by its procedure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from ntkproofs.claims import Derivation, Mutant, Status, Step

from .goal_changes import Change, changes, options
from .recording import Call

__all__ = ["goal_mutants"]

_ORDER = ("constant", "exponent", "sign", "direction", "range", "hypothesis")


@final
@dataclass(frozen=True)
class _Planned:
    """One change of one goal: `turn` is its number among those of the goal, `place` the number of the goal."""

    turn: int
    place: int
    goal: int
    call: Call
    change: Change


def goal_mutants(derivation: Derivation, calls: Sequence[Call], count: int = 5) -> Iterator[tuple[Mutant, Derivation]]:
    """Yield at most `count` mutants of the goals of a derivation, each with the derivation that decides it.

    `calls` are those recorded while the derivation was made. The operators take turns, and so do the goals; goals under
    hypotheses come last, because a procedure refutes nothing under hypotheses. A change that leaves nothing to decide
    (an end of a domain below what a symbol is declared to be, a division by zero) is no statement and is passed over.
    """
    found = 0
    for planned in _plan(derivation, calls):
        operator, name, new = planned.change
        try:
            step = new() if callable(new) else planned.call.again(**{**options(planned.call), name: new})
        except TimeoutError as error:  # from whoever limits the time of one mutant
            step = Step(planned.call.step.rule, planned.call.step.statement, Status.UNDECIDED, reason=str(error))
        except (ValueError, TypeError, ArithmeticError, NotImplementedError):
            continue
        steps = list(derivation)
        steps[planned.goal] = Step(**{**vars(step), "goal": True})
        value = step.statement if callable(new) else f"{name} {str(new)[:200]}"
        yield Mutant(operator, {f"goal {planned.place + 1}": value}), Derivation(tuple(steps))
        found += 1
        if found >= count:
            return


def _plan(derivation: Derivation, calls: Sequence[Call]) -> Iterator[_Planned]:
    made = {id(call.step): call for call in calls}
    goals = [(i, step) for i, step in enumerate(derivation) if step.goal]
    goals.sort(key=lambda pair: bool(pair[1].data.get("given") or pair[1].data.get("sufficient")))
    queues: dict[str, list[_Planned]] = {operator: [] for operator in _ORDER}
    for place, (i, step) in enumerate(goals):
        # A step that was copied, to make it a goal, is found by its data.
        call = made.get(id(step)) or next((c for c in calls if c.step.data and c.step.data == step.data), None)
        if call is not None:
            for turn, change in enumerate(changes(call, made)):
                queues[change[0]].append(_Planned(turn, place, i, call, change))
    ordered = (sorted(queue, key=lambda planned: (planned.turn, planned.place)) for queue in queues.values())
    yield from filter(None, itertools.chain.from_iterable(itertools.zip_longest(*ordered)))
