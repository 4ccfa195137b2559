"""Options that several commands share, and the values they accept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from .completion import claim_ids

F = TypeVar("F", bound=Callable[..., Any])


def formats(*names: str) -> Callable[[F], F]:
    """Return the option `--format` of a command; the first name is the default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="What to write."
    )


prefixes = click.argument("prefixes", metavar="[ID_PREFIX]...", nargs=-1, shell_complete=claim_ids)

path = click.option(
    "--path",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="Claims of this Python file or folder instead of the papers'. Its Python is run, so read it first.",
)

thorough = click.option("--thorough", is_flag=True, help="Run the heavy checks too.")

jobs = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Checks run in N processes; one a core when not given."
)

seed = click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, metavar="S", help="Seed of random checks."
)

data = click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder with mnist/ or uci/ for the experiments on data; $NTKPROOFS_DATA when not given.",
)

dim = click.option(
    "--dim", type=click.IntRange(min=2), required=True, metavar="D", help="Inputs on the unit sphere of R^D, D >= 2."
)

digits = click.option(
    "--digits",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help="Correct significant digits.",
)


class Degrees(click.ParamType):
    """Degrees as `A:B`, both ends included, or, unless `single` is off, as `K,K,...`."""

    name = "degrees"

    def __init__(self, single: bool = True) -> None:
        self.single = single

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the degrees as a tuple (a range for `A:B`) of integers, or fail with one sentence."""
        if not isinstance(value, str):
            return value
        first, colon, last = value.partition(":")
        parts = [first, last] if colon else value.split(",")
        # Not str.isdigit alone: it accepts other scripts and superscripts.
        if not (colon or self.single) or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
            wanted, example = ("A:B or K,K,...", "0:10 or 1,3,5") if self.single else ("A:B", "10:200")
            self.fail(f"needed {wanted} with integers >= 0, got {value!r}; write {example}", param, ctx)
        numbers = tuple(int(part) for part in parts)
        if not colon:
            return tuple(dict.fromkeys(numbers))
        if numbers[0] > numbers[1]:
            self.fail(f"needed A:B with A <= B, got {value!r}; write {numbers[1]}:{numbers[0]}", param, ctx)
        return range(numbers[0], numbers[1] + 1)
