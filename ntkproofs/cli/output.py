"""Where text goes: a file, a pipe or a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

import click


class Layout(TypedDict):
    """The width to fold at (`None`: do not) and whether to use colour."""

    width: int | None
    color: bool


def layout(output: Path | None = None) -> Layout:
    """Return the layout of the terminal, or a plain one when the text goes to a file or a pipe."""
    if output is not None or not sys.stdout.isatty():
        return {"width": None, "color": False}
    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return {"width": shutil.get_terminal_size().columns, "color": color}


def write(text: str, output: Path | None = None) -> None:
    """Write to a file or to standard output.

    Whoever reads may stop early (`| head`): that is no failure, and the exit status still tells the verdict.
    """
    if output is not None:
        output.write_text(text, encoding="utf-8")
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _writable(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    # Asked before the run, so that no minutes of it are lost on a misspelled folder.
    if value is None:
        return None
    place = value if value.exists() else value.parent
    if value.is_dir() or not place.exists() or not os.access(place, os.W_OK):
        msg = f"needed a file that can be written, got {str(value)!r}; name one in a folder that exists"
        raise click.BadParameter(msg, ctx, param)
    return value


def output_option(
    required: bool = False, help: str = "Write to FILE instead of standard output."
) -> Callable[[Any], Any]:
    """Return the option `--output`, refused before any work when nothing can be written there."""
    return click.option(
        "--output", type=click.Path(path_type=Path), metavar="FILE", callback=_writable, required=required, help=help
    )
