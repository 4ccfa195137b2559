"""One step of a certificate, with what the steps before it have shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, final

from .domains import Domain, exact_sign, nonnegative_symbols, read_domains
from .errors import Opaque, Rejected, shown
from .trees import Tree, read_text, read_tree, substitute

__all__ = ["Step"]

_POINT = re.compile(r"(?:^|: )at (?P<point>[^\s,=]+ = [^:]+?)(?::| the limit)")
_PAIR = re.compile(r"(?:^|, )([^\s,=]+) = ")


@final
@dataclass(frozen=True)
class Step:
    """A step as data; `before` are the steps that were accepted before it."""

    rule: str
    statement: str
    goal: bool
    status: str
    witness: str | None
    data: dict[str, Any]
    before: tuple[Step, ...] = field(default=(), repr=False)

    @classmethod
    def read(cls, node: Any, before: tuple[Step, ...] = (), *, witness: str | None = None) -> Step:
        """Read a step of a certificate, or an obligation inside of one."""
        if not isinstance(node, dict):
            raise Rejected(f"a step is an object, {shown(node)!r} came")
        step = cls(
            node.get("rule", ""), node.get("statement", ""), node.get("goal", False), node.get("status", ""),
            node.get("witness", witness), node.get("data", {}), before,
        )  # fmt: skip
        words = (step.rule, step.statement, step.status)
        if not all(isinstance(word, str) and word for word in words) or not isinstance(step.data, dict):
            raise Rejected(f"a step has a rule, a statement, a status and data, {shown(node)!r} came")
        if not isinstance(step.goal, bool) or step.status not in ("holds", "fails", "undecided"):
            raise Rejected(f"a step holds, fails or is undecided, and is a goal or not, {step.status!r} came")
        if step.fails and not (isinstance(step.witness, str) and step.witness):
            raise Rejected("a step that fails has a witness")
        return step

    @property
    def undecided(self) -> bool:
        """Whether the step says nothing; another step may refute the claim all the same."""
        return self.status == "undecided"

    @property
    def fails(self) -> bool:
        """Whether the step says that its statement is false."""
        return self.status == "fails"

    def tree(self, name: str) -> Tree:
        """Return a tree of the data."""
        if name not in self.data:
            raise Opaque(f"the data hold no {name!r}")
        return read_tree(self.data[name])

    def text(self, name: str) -> Tree:
        """Return the tree of a short text of the data."""
        if name not in self.data:
            raise Opaque(f"the data hold no {name!r}")
        return read_text(self.data[name])

    def name(self, name: str) -> str:
        """Return a word of the data."""
        if not isinstance(self.data.get(name), str):
            raise Opaque(f"the data hold no {name!r}")
        return self.data[name]

    @property
    def over(self) -> dict[str, Domain]:
        """The domains of the symbols."""
        return read_domains(self.data.get("over", {}))

    @property
    def nonnegative(self) -> frozenset[str]:
        """The symbols that are not negative, by their domain or because the step says so of one without a domain."""
        declared = self.data.get("nonnegative", [])
        if not isinstance(declared, list) or not all(isinstance(name, str) for name in declared):
            raise Rejected(f"non-negative symbols are a list of names, {shown(declared)!r} came")
        if set(declared) & self.over.keys():
            raise Rejected("a symbol with a domain is declared non-negative")
        return frozenset(declared) | nonnegative_symbols(self.over)

    def point(self) -> dict[str, Tree]:
        """Return the exact point that the witness names, empty where it names none."""
        found = _POINT.search(self.witness or "")
        if found is None:
            return {}
        pieces = _PAIR.split(found["point"])
        return {name: read_text(value) for name, value in zip(pieces[1::2], pieces[2::2], strict=True)}

    def at_witness(self, tree: Tree, domains: dict[str, Domain]) -> int:
        """Return the certain sign of a tree at the point of the witness, which must belong to the domains."""
        point = self.point()
        for symbol, domain in domains.items():
            if symbol in point and not domain.holds(point[symbol]):
                raise Rejected(f"the witness leaves the domain of {symbol}")
        if any(name in self.nonnegative and exact_sign(value) not in (0, 1) for name, value in point.items()):
            raise Rejected("the witness is negative where the step excludes it")
        found = exact_sign(substitute(tree, point))
        if found is None:
            raise Rejected("the witness decides nothing: no certain sign there")
        return found
