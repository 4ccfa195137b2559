"""Two stores side by side: the same values, enclosures that agree, or a contradiction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from ntkproofs.arithmetic import ends, fraction, load_ball
from ntkproofs.claims import canonical

from .store import Row, Store

WORDS = ("equal", "agree", "differ", "contradict", "only in the first", "only in the second")
"""``agree``: proved enclosures that overlap; ``contradict``: proved enclosures that do not; ``differ``: the rest."""


@final
@dataclass(frozen=True)
class Comparison:
    """How many results carry each word, and the first of those that differ or contradict each other."""

    counts: Mapping[str, int]
    examples: tuple[tuple[str, str], ...]

    @property
    def same(self) -> bool:
        """Whether no value differs from its counterpart."""
        return not (self.counts["differ"] or self.counts["contradict"])

    def document(self) -> dict[str, Any]:
        """The comparison as the data of ``ntkproofs.comparison/1``; numbers are strings."""
        return {
            "schema": "ntkproofs.comparison/1",
            "counts": {word: str(count) for word, count in self.counts.items()},
            "examples": [{"result": name, "word": word} for name, word in self.examples],
        }


def compare(first: Store, second: Store, examples: int = 10) -> Comparison:
    """Compare the values of two stores, result by result, whatever source and libraries they come from.

    Where a store holds a result several times (of several versions), every pair is compared and the worst word counts.
    """
    left, right = _by_identity(first), _by_identity(second)
    counts = dict.fromkeys(WORDS, 0)
    shown: list[tuple[str, str]] = []
    for name in sorted({*left, *right}):
        if name not in right or name not in left:
            word = WORDS[4] if name in left else WORDS[5]
        else:
            pairs = (compare_values(a.value, b.value) for a in left[name] for b in right[name])
            word = max(pairs, key=WORDS.index)
        counts[word] += 1
        if word in ("differ", "contradict") and len(shown) < examples:
            shown.append((_readable(name), word))
    return Comparison(counts, tuple(shown))


def compare_values(first: Mapping[str, Any], second: Mapping[str, Any]) -> str:
    """Return the word for two values of one result.

    >>> compare_values({"value": "0.5", "radius": "0.1", "ball": None}, {"value": "0.7", "radius": "0.1", "ball": None})
    'agree'
    """
    if canonical(first) == canonical(second):
        return "equal"
    a, b = _enclosure(first), _enclosure(second)
    if a is None or b is None:
        return "differ"
    if a[0] > b[1] or b[0] > a[1]:
        return "contradict"
    # Laws with overlapping constants but other exponents are no agreement.
    same = all(first.get(name) == second.get(name) for name in ("kind", "exponent", "zero_from", "multiplicity"))
    return "agree" if same else "differ"


def _enclosure(value: Mapping[str, Any]) -> tuple[Fraction, Fraction] | None:
    """The two ends of the proved enclosure in a value, None where it has none."""
    number = value.get("constant", value)
    if not isinstance(number, Mapping):
        return None
    if number.get("ball"):
        return ends(load_ball(number["ball"]))
    if number.get("radius") is not None and number.get("value") is not None:
        middle, radius = (fraction(number[name], who="compare") for name in ("value", "radius"))
        return middle - radius, middle + radius
    if number.get("lower") is not None and number.get("upper") is not None:
        # Bounds of a whole sequence: two true pairs [m, M] both contain every quotient, so they overlap.
        return fraction(number["lower"], who="compare"), fraction(number["upper"], who="compare")
    return None


def _by_identity(store: Store) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in store.rows():
        found[canonical(row.identity)].append(row)
    return found


def _readable(name: str) -> str:
    return ", ".join(f"{key} {value}" for key, value in json.loads(name).items() if value is not None)
