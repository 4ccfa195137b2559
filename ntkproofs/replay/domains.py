"""Sets over which steps are quantified, as certificates describe them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from .errors import Rejected, shown
from .field import settled
from .intervals import sign
from .trees import ZERO, Tree, difference, free_symbols, read_text

__all__ = ["Domain", "exact_sign", "exact_value", "nonnegative_symbols", "read_domains"]


def exact_sign(tree: Tree) -> int | None:
    """Return the sign of a constant: 0 by normal form, 1 or -1 by an interval, `None` if neither decides."""
    if free_symbols(tree):
        return None
    value = settled(lambda field: field.element(tree))
    known = value.constant
    if known is not None:
        return (known > 0) - (known < 0)
    return sign(tree) if value else 0


def exact_value(tree: Tree) -> Fraction | None:
    """Return the value of a constant whose normal form is rational."""
    return settled(lambda field: field.element(tree)).constant


@final
@dataclass(frozen=True)
class Domain:
    """An interval of reals or integers; an end that is `None` is infinite."""

    kind: str
    lower: Tree | None
    upper: Tree | None
    open_ends: tuple[bool, bool]
    step: int = 1

    @classmethod
    def read(cls, data: Any) -> Domain:
        """Read what a certificate says of a set."""
        if not isinstance(data, dict) or data.get("kind") not in ("reals", "integers"):
            raise Rejected(f"a domain of reals or integers was needed, {shown(data)!r} came")
        lower, upper = (data.get(end) for end in ("lower", "upper"))
        step = data.get("step", 1)
        if not isinstance(step, int) or step < 1:
            raise Rejected(f"a domain has a positive step, {shown(step)!r} came")
        ends = (None if lower == "-oo" else read_text(lower), None if upper == "oo" else read_text(upper))
        opened = (bool(data.get("left_open", False)), bool(data.get("right_open", False)))
        if ends[0] is not None and ends[1] is not None and exact_sign(difference(ends[1], ends[0])) not in (0, 1):
            raise Rejected(f"a domain from {lower} to {upper} is empty or of unknown order")
        return cls(data["kind"], *ends, opened, step)

    @property
    def nonnegative(self) -> bool:
        """Whether the set holds no negative number."""
        return self.lower is not None and exact_sign(self.lower) in (0, 1)

    @property
    def positive(self) -> bool:
        """Whether it holds positive numbers only."""
        side = exact_sign(self.lower) if self.lower is not None else None
        return side == 1 or (side == 0 and self.open_ends[0])

    def holds(self, point: Tree) -> bool:
        """Whether an exact point certainly belongs to the set."""
        for end, direction, opened in ((self.lower, 1, self.open_ends[0]), (self.upper, -1, self.open_ends[1])):
            if end is not None:
                side = exact_sign(difference(point, end))
                if side is None or side * direction < 0 or (side == 0 and opened):
                    return False
        if self.kind == "integers":
            offset = exact_value(difference(point, self.lower or ZERO))
            return offset is not None and offset.denominator == 1 and offset % self.step == 0
        return True


def read_domains(data: Any) -> dict[str, Domain]:
    """Read a product of sets."""
    if not isinstance(data, dict):
        raise Rejected(f"domains by symbol were needed, {shown(data)!r} came")
    return {name: Domain.read(domain) for name, domain in data.items()}


def nonnegative_symbols(domains: dict[str, Domain]) -> frozenset[str]:
    """Return the symbols that are not negative on their domains."""
    return frozenset(name for name, domain in domains.items() if domain.nonnegative)
