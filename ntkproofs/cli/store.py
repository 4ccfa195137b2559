"""`ntkproofs store`: what a sweep has stored, as tables and beside another store."""

from __future__ import annotations

from pathlib import Path

import click

from . import options
from .examples import examples
from .output import output_option, write

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(
    short_help="Export or compare the results of sweeps.",
    epilog=examples(
        "ntkproofs store export results.db --output results.csv",
        "ntkproofs store compare results.db others.db",
    ),
)
def store() -> None:
    """Export the results of a store, or compare two stores."""


@store.command(short_help="Write all results as a table.")
@click.argument("file", metavar="FILE", type=_file)
@output_option(required=True, help="The table; its ending .csv, .json or .parquet names the form.")
def export(file: Path, output: Path) -> int:
    """Write all results of FILE as a table of strings, so that no digit is lost; read it back as text."""
    from ntkproofs.sweeps import Store
    from ntkproofs.sweeps import export as write_table

    with Store(file, create=False) as held:
        count = write_table(held, output)
    write(f"{count} results\n")
    return 0


@store.command(short_help="Compare the results of two stores.")
@click.argument("first", metavar="FILE", type=_file)
@click.argument("second", metavar="FILE", type=_file)
@options.formats("text", "json")
def compare(first: Path, second: Path, form: str) -> int:
    """Compare two stores result by result, whatever version computed them.

    Exit status: 0 no value differs; 1 some differ, or proved enclosures contradict each other; 3 no result is in both.
    """
    from ntkproofs.sweeps import Store
    from ntkproofs.sweeps import compare as side_by_side

    with Store(first, create=False) as one, Store(second, create=False) as other:
        found = side_by_side(one, other)
    if form == "json":
        from ntkproofs.reports import documents

        write(documents.written(found.document()))
    else:
        lines = [f"{count} {word}" for word, count in found.counts.items() if count]
        lines += [f"{word.upper()}: {name}" for name, word in found.examples]
        write("\n".join(lines or ["no results"]) + "\n")
    if not found.same:
        return 1
    return 0 if found.counts["equal"] + found.counts["agree"] else 3
