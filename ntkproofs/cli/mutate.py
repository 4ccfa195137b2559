"""`ntkproofs mutate`: how many false neighbours of the claims the checks refute."""

from __future__ import annotations

import csv
import io
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import options

if TYPE_CHECKING:
    from ntkproofs.claims import Claim, Fate

#: a claim with fewer mutants is listed
ENOUGH = 5


@click.command(short_help="Change claims a little and count what the checks refute.")
@options.prefixes
@options.path
@options.thorough
@click.option(
    "--seconds",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Of the processor, given to one mutant.",
)
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the tables mutation*.csv to DIR.",
)
def mutate(prefixes: tuple[str, ...], path: Path | None, thorough: bool, seconds: int, table: Path | None) -> int:
    """Run the mutants of the claims expected to be proved or certified, and print the score table.

    The mutants of a claim are its control, each declared parameter changed by every operator that applies, and five
    changes of the formulas of its goals; the operators are constant, exponent, sign, direction, range and hypothesis.
    The score is refuted / (all - shown to be true); what is undecided counts against. Every mutant that came out proved
    or certified is listed with the changed goal that was proved, and its certificate is replayed with separate code.
    Exit status: 0; 1 such a certificate was rejected; 3 no mutant.
    """
    from ntkproofs import papers
    from ntkproofs.claims import Verdict, select

    wanted = (Verdict.PROVED, Verdict.CERTIFIED)
    chosen = [c for c in select(papers.claims(path), prefixes) if c.expected in wanted and (thorough or not c.heavy)]
    fates: list[Fate] = []
    shown: dict[int, str] = {}
    counts: dict[str, int] = {}
    for claim in chosen:
        before = len(fates)
        for one in _fates(claim, seconds):
            if one.true:
                shown[len(fates)] = _replayed(claim, one)
            fates.append(replace(one, derivation=None))
        counts[claim.id] = len(fates) - before
    click.echo(_summary(fates, shown, [claim for claim, count in counts.items() if count < ENOUGH]))
    if table is not None:
        table.mkdir(parents=True, exist_ok=True)
        (table / "mutation.csv").write_text(_by_claim(fates))
        (table / "mutation-survivors.csv").write_text(_survivors(fates))
        (table / "mutation-true.csv").write_text(_true(fates, shown))
        heads = ["group", "mutants", "refuted", "true", "undecided", "score"]
        (table / "mutation-summary.csv").write_text(_written([heads, *_groups(fates)]))
    if not fates:
        return 3
    return 1 if any(why.startswith("rejected") for why in shown.values()) else 0


def _fates(claim: Claim, seconds: int) -> Iterator[Fate]:
    from ntkproofs.checks import goal_mutants, recording
    from ntkproofs.claims import derive, fate, judged, mutants

    with recording() as calls:
        original = derive(claim, claim.parameters, 0)
    for mutant in mutants(claim):
        with _at_most(seconds):
            found = fate(claim, mutant, original)
        yield found
    changed = goal_mutants(original, calls)
    while True:
        with _at_most(seconds):
            following = next(changed, None)
        if following is None:
            return
        yield judged(claim, following[0], original, following[1])


def _replayed(claim: Claim, one: Fate) -> str:
    """Return how separate code judges the certificate of a mutant that came out proved or certified."""
    from ntkproofs.claims import canonical, certificate
    from ntkproofs.replay import Opaque, Rejected, read

    assert one.derivation is not None
    document = certificate(claim, one.derivation, one.verdict, claim.conditions, {})
    try:
        read(canonical(document)).replay()
    except Opaque as error:
        return f"not replayed: {error}"
    except Rejected as error:
        return f"rejected: {error}"
    return "replayed"


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    # A check that is stopped breaks with TimeoutError, which its derivation reports as undecided. The clock is that of
    # the processor, so that a busy machine decides as much as an idle one.
    def stop(*_: object) -> None:
        raise TimeoutError(f"stopped after {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _summary(fates: list[Fate], shown: dict[int, str], few: list[str]) -> str:
    lines = [f"true      {fates[i].claim}: {fates[i].mutant}: {fates[i].shown}: {how}" for i, how in shown.items()]
    undecided = [one for one in fates if not one.true and not one.killed]
    lines += [f"undecided {one.claim}: {one.mutant}: {one.reason[:200]}" for one in undecided]
    lines += [f"fewer than {ENOUGH} mutants: {claim}" for claim in few]
    lines.append(f"{'':24} {'mutants':>8} {'refuted':>8} {'true':>6} {'undecided':>10} {'score':>7}")
    lines += ["{:24} {:8} {:8} {:6} {:10} {:>7}".format(*row) for row in _groups(fates)]
    return "\n".join(line.replace("\n", " ") for line in lines)


def _groups(fates: list[Fate]) -> Iterator[tuple[str, int, int, int, int, str]]:
    """Yield the counts by operator, by paper and of all, with the score in percent."""
    from ntkproofs.claims import score

    members = {"all": fates}
    for one in fates:
        for group in (f"operator {one.mutant.operator}", one.claim.partition(".")[0]):
            members.setdefault(group, []).append(one)
    for group in [*sorted(set(members) - {"all"}), "all"]:
        count, found = Counter(_word(one) for one in members[group]), score(members[group])
        percent = "" if found is None else f"{float(100 * found):.1f} %"
        yield group, len(members[group]), count["refuted"], count["true"], count["undecided"], percent


def _word(one: Fate) -> str:
    return "refuted" if one.killed else "true" if one.true else "undecided"


def _by_claim(fates: list[Fate]) -> str:
    found: dict[str, Counter[str]] = {}
    for one in fates:
        found.setdefault(one.claim, Counter())[_word(one)] += 1
    rows = [[claim, n.total(), n["refuted"], n["true"], n["undecided"]] for claim, n in found.items()]
    return _written([["claim", "mutants", "refuted", "true", "undecided"], *rows])


def _survivors(fates: list[Fate]) -> str:
    rows = [
        [one.claim, one.mutant.operator, _change(one), _short(one.reason)]
        for one in fates
        if not one.killed and not one.true
    ]
    return _written([["claim", "operator", "mutant", "why it is undecided"], *rows])


def _true(fates: list[Fate], shown: dict[int, str]) -> str:
    rows = [
        [fates[i].claim, fates[i].mutant.operator, _change(fates[i]), _short(fates[i].shown), _short(how)]
        for i, how in shown.items()
    ]
    return _written([["claim", "operator", "mutant", "changed goal that was proved", "by separate code"], *rows])


def _change(one: Fate) -> str:
    return _short(str(one.mutant).rpartition(" (")[0])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 240 else line[:237] + "..."


def _written(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
