"""`ntkproofs replay`: re-verify certificates with code that shares nothing with the search."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .examples import examples

if TYPE_CHECKING:
    from ntkproofs.replay import Replay


@click.command(
    short_help="Re-verify certificates.",
    epilog=examples(
        "ntkproofs replay proofs",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
def replay(folder: Path) -> int:
    """Re-verify every certificate that `ntkproofs check --certificates DIR` wrote, in this fresh process.

    One line for each that is not accepted, saying why, then the counts by paper.
    Exit status: 0 all accepted; 1 some not; 3 DIR holds none. The samples behind `supported` are not in certificates:
    such a claim is shown as opaque and counts for no failure.
    """
    from ntkproofs.replay import replay as replay_folder

    found = replay_folder(folder)
    click.echo(_rendered(found))
    if found.exit_status == 3:
        click.echo(f"ntkproofs: nothing replayed; {folder} holds no certificate *.json", err=True)
    return found.exit_status


def _rendered(found: Replay) -> str:
    lines = []
    for outcome in found.outcomes:
        if not outcome.accepted:
            word = "opaque" if outcome.opaque else "REJECTED"
            lines.append(f"{word} {outcome.name} ({outcome.verdict}): {outcome.why}")
    accepted, total = (
        Counter((o.paper, o.verdict) for o in found.outcomes if o.accepted or every) for every in (False, True)
    )
    for paper in sorted({outcome.paper for outcome in found.outcomes}):
        words = [
            f"{accepted[paper, word]} of {total[paper, word]} {word}"
            for word in ("proved", "certified", "supported", "refuted", "unread")
            if total[paper, word]
        ]
        lines.append(f"{paper}: {', '.join(words)}")
    over_flint = [outcome.name for outcome in found.outcomes if outcome.over_flint]
    if over_flint:
        lines.append(f"quadratures and complex covers over python-flint: {', '.join(over_flint)}")
    assuming = [outcome.name for outcome in found.outcomes if outcome.hypotheses]
    if assuming:
        lines.append(f"goals under hypotheses that stand in their data: {', '.join(assuming)}")
    if found.unseen:
        lines.append(f"rests on {len(found.unseen)} claims without a certificate here: {', '.join(found.unseen)}")
    good = sum(outcome.accepted for outcome in found.outcomes)
    opaque = sum(outcome.opaque for outcome in found.outcomes)
    lines.append(f"{len(found.outcomes)} certificates: {good} replayed, {opaque} opaque, "
                 f"{len(found.outcomes) - good - opaque} rejected")  # fmt: skip
    return "\n".join(lines)
