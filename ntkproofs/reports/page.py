"""Text for a terminal, in colour and folded to its width, or for a pipe, plain and one line a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, Literal

from ntkproofs.claims import Verdict

from .plain import plain

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

UNFOLDED = 1_000_000

STYLES = {
    Verdict.PROVED: "green",
    Verdict.CERTIFIED: "green",
    Verdict.SUPPORTED: "cyan",
    Verdict.REFUTED: "magenta",
    Verdict.INCONCLUSIVE: "yellow",
    Verdict.CITED: "blue",
    Verdict.SKIPPED: "dim",
}


def page(parts: Iterable[RenderableType], width: int | None, color: bool) -> str:
    """Render parts below each other; without a width nothing is folded, so that a line of a pipe is a row."""
    from rich.console import Console

    buffer = StringIO()
    console = Console(
        file=buffer,
        width=width or UNFOLDED,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part, soft_wrap=width is None and isinstance(part, str))
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().removesuffix("\n").split("\n"))


def table(*columns: str, right: tuple[str, ...] = (), folded: tuple[str, ...] = ()) -> Table:
    """Return an empty table; on a narrow terminal the `folded` columns (by default the first) take several lines."""
    from rich.table import Table

    empty = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        justify: Literal["left", "right"] = "right" if column in right else "left"
        empty.add_column(column, justify=justify, overflow="fold", no_wrap=column not in (folded or columns[:1]))
    return empty


def entry(title: RenderableType, fields: Iterable[tuple[str, str]], text: str = "") -> Iterator[RenderableType]:
    """Yield a title and, indented below it, a text and named fields, formulas as plain text; empty ones left out."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    rows = [(name, plain(" ".join(value.split()))) for name, value in fields if value]
    yield title
    if text:
        yield Padding(Text(plain(" ".join(text.split()))), (0, 0, 0, 4), expand=False)
    if rows:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for name, value in rows:
            grid.add_row(Text(name), Text(value))
        yield Padding(grid, (0, 0, 0, 4), expand=False)
