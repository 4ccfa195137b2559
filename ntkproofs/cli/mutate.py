"""`ntkproofs mutate`: how many false neighbours of the claims the checks refute."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import options

if TYPE_CHECKING:
    from ntkproofs.claims import Claim, Fate


@click.command(short_help="Change the parameters of claims and count what the checks refute.")
@options.prefixes
@options.path
@click.option("--seconds", type=click.IntRange(min=1), default=20, show_default=True, help="Given to one mutant.")
def mutate(prefixes: tuple[str, ...], path: Path | None, seconds: int) -> int:
    """Run the mutants of the claims expected to be proved or certified, and print the score table.

    Each declared parameter is changed by every operator that applies: constant, exponent, sign, direction, range,
    hypothesis. The score is refuted / (all - shown to be true); what is undecided counts against. Every mutant that
    came out proved or certified is listed: it is a true statement, or a hole in the check. Exit status: 0; 3 no mutant.
    """
    from ntkproofs import papers
    from ntkproofs.claims import Verdict, fate, mutants, select

    wanted = (Verdict.PROVED, Verdict.CERTIFIED)
    chosen = [c for c in select(papers.claims(path), prefixes) if c.expected in wanted and not c.heavy]
    fates: list[Fate] = []
    barren: list[Claim] = []
    for claim in chosen:
        before = len(fates)
        for mutant in mutants(claim):
            with _at_most(seconds):
                fates.append(fate(claim, mutant))
        barren += [claim] if len(fates) == before else []
    click.echo(_table(fates, barren))
    return 0 if fates else 3


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    # A check that is stopped breaks with TimeoutError, which its derivation reports as undecided.
    def stop(*_: object) -> None:
        raise TimeoutError(f"stopped after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _table(fates: list[Fate], barren: list[Claim]) -> str:
    from ntkproofs.claims import score

    lines = [f"true      {one.claim}: {one.mutant}" for one in fates if one.true]
    undecided = [one for one in fates if not one.true and not one.killed]
    lines += [f"undecided {one.claim}: {one.mutant}: {one.reason[:90]}" for one in undecided]
    lines.append(f"{'':24} {'mutants':>8} {'refuted':>8} {'true':>6} {'undecided':>10} {'score':>7}")
    groups = {f"operator {one.mutant.operator}" for one in fates} | {one.claim.partition(".")[0] for one in fates}
    for group in [*sorted(groups), "all"]:
        members = [
            one for one in fates if group in ("all", f"operator {one.mutant.operator}", one.claim.partition(".")[0])
        ]
        count = Counter("refuted" if one.killed else "true" if one.true else "undecided" for one in members)
        found = score(members)
        shown = "" if found is None else f"{float(100 * found):.1f} %"
        lines.append(
            f"{group:24} {len(members):8} {count['refuted']:8} {count['true']:6} {count['undecided']:10} {shown:>7}"
        )
    if barren:
        lines.append(f"without a parameter that an operator changes: {len(barren)} claims")
    return "\n".join(line.replace("\n", " ") for line in lines)
