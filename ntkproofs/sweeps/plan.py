"""A plan: which quantities, of which kernels, in which dimensions, for which degrees, to how many digits."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from ntkproofs.kernels import parse

#: What a plan may ask for; the first is the default.
QUANTITIES = ("spectrum", "decay", "bounds", "smoothness")
ARITHMETICS = ("ball", "multiprecision")
MOST_RESULTS = 5_000_000

_RANGE = re.compile(r"\s*([0-9]{1,12})\s*:\s*([0-9]{1,12})\s*", re.ASCII)
_BRACES = re.compile(r"\{([^{}]*)\}")
_KEYS = ("kernels", "dims", "degrees", "digits", "quantities", "arithmetic")


@final
class PlanError(ValueError):
    """A plan cannot be carried out as it is written; the sentence says what was needed, what came, what to do."""


@final
@dataclass(frozen=True)
class Plan:
    r"""All combinations of some kernels, dimensions, degrees and precisions.

    ``kernels`` are texts of the grammar, kept in their canonical form; ``quantities`` a choice of ``spectrum`` (one
    result a degree: :math:`\mu_k`), ``decay`` and ``bounds`` (one a parity) and ``smoothness`` (one a kernel).

    :raises PlanError: for an empty or wrong list, and beyond 5,000,000 results.

    >>> Plan(kernels=("laplace( c=2/2 )",), dims=(3,), degrees=range(5)).kernels
    ('laplace(c=1)',)
    """

    kernels: tuple[str, ...]
    dims: tuple[int, ...] = ()
    degrees: Sequence[int] = ()
    digits: tuple[int, ...] = (50,)
    quantities: tuple[str, ...] = ("spectrum",)
    arithmetic: str = "ball"

    def __post_init__(self) -> None:
        if not self.kernels or not all(isinstance(text, str) for text in self.kernels):
            raise PlanError('plan: kernels were needed, none came; write kernels = ["ntk(layers=3)"]')
        canonical = dict.fromkeys(str(parse(text)) for text in self.kernels)
        object.__setattr__(self, "kernels", tuple(canonical))
        unknown = [name for name in self.quantities if name not in QUANTITIES]
        if unknown or not self.quantities:
            raise PlanError(f"plan: quantities out of {', '.join(QUANTITIES)} were needed, {unknown!r} came")
        if self.arithmetic not in ARITHMETICS:
            raise PlanError(f"plan: arithmetic = {self.arithmetic!r} is neither 'ball' nor 'multiprecision'")
        for name, low in (("dims", 2), ("degrees", 0), ("digits", 1)):
            numbers = _distinct(name, getattr(self, name), low)
            object.__setattr__(self, name, numbers)
            needed = {"dims": {"spectrum", "decay", "bounds"}, "degrees": {"spectrum"}}.get(name, set(self.quantities))
            if not numbers and needed & set(self.quantities):
                raise PlanError(f"plan: {name} were needed for {self.quantities[0]}, none came; write {name} = [...]")
        if self.size > MOST_RESULTS:
            raise PlanError(f"plan: {self.size} results were asked for, at most {MOST_RESULTS} fit; split the plan")

    @property
    def size(self) -> int:
        """How many results the plan asks for."""
        kernels, dims, digits = len(self.kernels), len(self.dims), len(self.digits)
        each = {
            "spectrum": kernels * dims * digits * len(self.degrees),
            "decay": 2 * kernels * dims * digits,
            "bounds": 2 * kernels * dims,
            "smoothness": kernels * digits,
        }
        return sum(each[name] for name in dict.fromkeys(self.quantities))


def read_plan(path: Path) -> Plan:
    """Read a plan from a TOML file.

    Numbers are integers, ranges ``"A:B"`` with both ends, or lists of these; braces in a kernel stand for several,
    ``"ntk(layers={2:4})"`` and ``"laplace(c={1/2, 1})"``.

    :raises PlanError: in one line, for a file that is no plan.
    """
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanError(f"plan: {str(path)!r} is not TOML: {error}") from None
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise PlanError(f"plan: {', '.join(_KEYS)} may stand in {str(path)!r}, {unknown[0]!r} came; remove it")
    given: dict[str, Any] = {}
    for name in ("dims", "degrees", "digits"):
        if name in table:
            given[name] = tuple(_numbers(name, table[name]))
    for name in ("kernels", "quantities"):
        if name in table:
            given[name] = _texts(name, table[name])
    if "arithmetic" in table:
        given["arithmetic"] = table["arithmetic"]
    kernels = itertools.chain.from_iterable(_expanded(text) for text in given.pop("kernels", ()))
    return Plan(kernels=tuple(kernels), **given)


def _texts(name: str, value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise PlanError(f"plan: {name} as a list of strings was needed, {value!r} came")
    return tuple(listed)


def _numbers(name: str, value: Any) -> Iterator[int]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, int) and not isinstance(item, bool):
            yield item
            continue
        found = _RANGE.fullmatch(item) if isinstance(item, str) else None
        if found is None or int(found[1]) > int(found[2]):
            raise PlanError(f'plan: {name} as integers or ranges "A:B", A <= B, was needed, {item!r} came')
        first, last = int(found[1]), int(found[2])
        if last - first >= MOST_RESULTS:
            raise PlanError(f"plan: {name} {item!r} holds more than {MOST_RESULTS} numbers; split the plan")
        yield from range(first, last + 1)


def _expanded(text: str) -> Iterator[str]:
    """The kernels that a text with braces stands for, all combinations of them."""
    parts = _BRACES.split(text)
    choices = [list(_choices(text, inner)) for inner in parts[1::2]]
    if sum(map(len, choices)) > MOST_RESULTS:
        raise PlanError(f"plan: {text!r} stands for too many kernels; split the plan")
    for chosen in itertools.product(*choices):
        yield "".join(itertools.chain(*itertools.zip_longest(parts[::2], chosen, fillvalue="")))


def _choices(text: str, inner: str) -> Iterator[str]:
    for item in inner.split(","):
        if not item.strip():
            raise PlanError(f"plan: values or a range A:B were needed in the braces of {text!r}, nothing came")
        if ":" in item:
            yield from map(str, _numbers("braces", item))
        else:
            yield item.strip()


def _distinct(name: str, numbers: Iterable[int], low: int) -> tuple[int, ...]:
    found = tuple(dict.fromkeys(numbers))
    wrong = next((n for n in found if not isinstance(n, int) or isinstance(n, bool) or n < low), None)
    if wrong is not None:
        raise PlanError(f"plan: {name} with {wrong!r} does not satisfy {name} >= {low}")
    return found
