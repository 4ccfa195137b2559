"""One certificate: its digests, its steps, and the verdict that they allow."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, final

from .errors import Rejected
from .rules import GRANTS, STRENGTH, decide
from .step import Step

__all__ = ["Certificate", "read"]

SCHEMA = "ntkproofs.certificate/1"
_TEXTS = ("claim", "statement", "statement_digest", "steps_digest", "verdict", "scope")
_LISTS = ("hypotheses", "conditions", "depends_on")
_KEYS = {"schema", *_TEXTS, *_LISTS, "parameters", "libraries", "steps"}
_LONGEST = 50_000_000


@final
@dataclass(frozen=True)
class Certificate:
    """What a certificate says of itself, its text read and its digests right; the steps are not decided yet."""

    claim: str
    verdict: str
    conditions: tuple[str, ...]
    depends_on: tuple[str, ...]
    nodes: tuple[Any, ...]

    def replay(self) -> tuple[Step, ...]:
        """Decide every step again and the verdict from them; raises `Rejected` with one line that says why not."""
        steps: tuple[Step, ...] = ()
        for i, node in enumerate(self.nodes):
            try:
                step = Step.read(node, tuple(known for known in steps if not known.undecided))
                if not step.undecided:
                    decide(step)
            except Rejected as error:
                where = node.get("rule", "?") if isinstance(node, dict) else "?"
                raise type(error)(f"step {i + 1} of {len(self.nodes)} ({str(where)[:40]}): {error}") from error
            except (ArithmeticError, RecursionError, TypeError, KeyError, AttributeError, ValueError) as error:
                # Data of another shape than a procedure expects: nothing was decided.
                raise Rejected(f"step {i + 1} of {len(self.nodes)}: malformed data ({type(error).__name__})") from error
            steps = (*steps, step)
        allowed = _verdict(steps)
        if self.verdict != allowed and not (
            self.verdict in STRENGTH and allowed in STRENGTH and STRENGTH[self.verdict] <= STRENGTH[allowed]
        ):
            raise Rejected(f"the steps allow {allowed!r}, the certificate says {self.verdict!r}")
        self._names(steps)
        return steps

    def _names(self, steps: tuple[Step, ...]) -> None:
        named = {step.data["claim"] for step in steps if step.rule == "dependency"}
        if named - set(self.depends_on):
            raise Rejected(f"a step rests on {min(named - set(self.depends_on))}, which is not listed")
        if self.claim in (*self.depends_on, *self.conditions):
            raise Rejected("the claim rests on itself")

    @property
    def before_failure(self) -> tuple[str, ...]:
        """The claims that the steps up to the first failing goal name; none where no goal fails."""
        steps = [Step.read(node) for node in self.nodes]
        place = next((i for i, step in enumerate(steps) if step.goal and step.fails), 0)
        return tuple(step.name("claim") for step in steps[:place] if step.rule in ("citation", "dependency"))

    @property
    def cited(self) -> frozenset[str]:
        """The claims that the citations name."""
        steps = [Step.read(node) for node in self.nodes]
        return frozenset(step.name("claim") for step in steps if step.rule == "citation")


def _verdict(steps: tuple[Step, ...]) -> str:
    if any(step.goal and step.fails for step in steps):
        return "refuted"
    open_steps = any(step.fails or step.undecided for step in steps)
    if open_steps or not any(step.goal and GRANTS[step.rule] for step in steps):
        return "inconclusive"
    grants = [GRANTS[step.rule] for step in steps]
    return min((word for word in grants if word is not None), key=STRENGTH.__getitem__)


def read(text: str) -> Certificate:
    """Read the text of a certificate and hold its digests against its content.

    >>> read("{}")
    Traceback (most recent call last):
    ...
    ntkproofs.replay.errors.Rejected: no certificate: the keys of ntkproofs.certificate/1 were needed
    """
    if len(text) > _LONGEST:
        raise Rejected(f"no certificate: longer than {_LONGEST} letters")
    try:
        document = json.loads(text, parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, Rejected) else Rejected("no certificate: malformed JSON") from error
    if not isinstance(document, dict) or document.keys() != _KEYS or document["schema"] != SCHEMA:
        raise Rejected(f"no certificate: the keys of {SCHEMA} were needed")
    texts = all(isinstance(document[key], str) for key in _TEXTS)
    lists = all(isinstance(document[key], list) and all(isinstance(w, str) for w in document[key]) for key in _LISTS)
    if not texts or not lists or not isinstance(document["steps"], list) or not document["steps"]:
        raise Rejected("no certificate: a field is not of its type, or there are no steps")
    said = {key: document[key] for key in ("statement", "scope", "hypotheses", "parameters")}
    try:
        digests = _digest({"id": document["claim"], **said}), _digest(document["steps"])
    except RecursionError as error:
        raise Rejected("no certificate: nested too deep") from error
    if digests[0] != document["statement_digest"]:
        raise Rejected("the digest is not that of the statement: it belongs to another claim or the text was changed")
    if digests[1] != document["steps_digest"]:
        raise Rejected("the digest of the steps is not theirs: one was changed, added or dropped")
    return Certificate(
        document["claim"], document["verdict"], tuple(document["conditions"]), tuple(document["depends_on"]),
        tuple(document["steps"]),
    )  # fmt: skip


def _refuse(number: str) -> Any:
    raise Rejected(f"no certificate: numbers are integers or strings, {number[:20]!r} came")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise Rejected("no certificate: a key comes twice")
    return dict(pairs)


def _digest(document: Any) -> str:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
