r"""A Sphinx extension: notes that cite claims and show the verdicts that the checker gives in that very build.

Put `"ntkproofs.sphinx_extension"` among the `extensions` of `conf.py`. The role `claim` names a claim with its verdict,
``{claim}`bietti2019.prop5.zero_odd` `` in MyST and ``:claim:`bietti2019.prop5.zero_odd` `` in reStructuredText; the
directive `verdict` shows it in full, with `:derivation:` step by step (`:derivation: open` shows the steps at once). An
id that is not a claim, a verdict that is not the expected one, and one that is not what `:expect:` says are warnings,
which `sphinx-build -W` turns into errors.

`ntkproofs_path` in `conf.py` names a file or folder of claims of your own, seen from the sources; its Python is run.
`ntkproofs_thorough` runs the heavy checks, and `ntkproofs_seed` is the seed of the random ones.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective
from sphinx.util.nodes import make_refnode

from ntkproofs import __version__, papers
from ntkproofs.claims import Result, Rule, Status, Step, Verdict
from ntkproofs.reports.prose import Part, parts
from ntkproofs.reports.text import expectation

_STYLE = Path(__file__).with_suffix(".css")
_logger = logging.getLogger(__name__)


def _verdict(env: BuildEnvironment, claim_id: str, location: Any) -> Result | None:
    """Return the result of a claim; warn and return `None` where there is no such claim."""
    domain = ClaimDomain.of(env)
    domain.cite(claim_id, env.docname)
    if claim_id not in domain.judge.claims:
        close = get_close_matches(claim_id, domain.judge.claims, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "`ntkproofs claims` lists them"
        _warn(f"no claim has the id {claim_id!r}; {hint}", location)
        return None
    result = domain.judge.result(claim_id)
    if result.unexpected:
        said = expectation(result).removeprefix("NO, ")
        _warn(f"{claim_id!r} came out {result.verdict.value}, not as expected ({said}); mend the claim", location)
    return result


def _warn(message: str, location: Any) -> None:
    _logger.warning("claims: %s", message, location=location, type="ntkproofs", subtype="claim")


def words(text: str) -> list[nodes.Node]:
    """Return a text as nodes, what stands between dollars as mathematics."""
    made: list[nodes.Node] = []
    for part, content in parts(text):
        if part is Part.FORMULA:
            made.append(nodes.math(content, content))
        else:
            made.append(nodes.literal(content, content) if part is Part.CODE else nodes.Text(content))
    return made


def _badge(verdict: Verdict) -> nodes.inline:
    return nodes.inline(verdict.value, verdict.value, classes=["verdict", f"verdict-{verdict.value}"])


class ClaimRole(ReferenceRole):
    """Name a claim with its verdict, linked to the place where it is shown."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a reference; a title may be given, as in ``{claim}`the decay <bietti2019.prop5.decay>` ``."""
        result = _verdict(self.env, self.target, self.get_location())
        if result is None:
            return [nodes.literal(self.target, self.target)], []
        name = words(self.title) if self.has_explicit_title else [nodes.literal(self.target, self.target)]
        return [_reference(self.env, self.target, name), nodes.Text("\u00a0"), _badge(result.verdict)], []


def _reference(env: BuildEnvironment, claim_id: str, content: Iterable[nodes.Node] = ()) -> nodes.Element:
    content = list(content) or [nodes.literal(claim_id, claim_id)]
    inner = nodes.inline("", "", *content, classes=["claim-name"])
    place = {"refdomain": ClaimDomain.name, "reftype": "claim", "reftarget": claim_id, "refdoc": env.docname}
    return pending_xref("", inner, refexplicit=True, **place)


class VerdictDirective(SphinxDirective):
    """Show a claim in full: statement, hypotheses, verdict, witness, control and, if asked for, its derivation."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "derivation": lambda given: given and directives.choice(given, ("open",)),
        "no-index": directives.flag,
        "expect": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return a box; links to the claim lead here unless `:no-index:` is given."""
        claim_id = self.arguments[0]
        result = _verdict(self.env, claim_id, self.get_location())
        if result is None:
            return []
        came, said = result.verdict.value, self.options.get("expect")
        if said not in (None, came):
            _warn(f"{claim_id!r} came out {came}, where the text says {said}; correct it", self.get_location())
        box = nodes.admonition(classes=["claim", f"claim-{result.verdict.value}"])
        if "no-index" not in self.options:
            box["ids"].append(f"claim-{claim_id}")
            ClaimDomain.of(self.env).show(claim_id, self.env.docname)
        heading = [*words(result.claim.label), nodes.Text(" "), _reference(self.env, claim_id), nodes.Text(" ")]
        box += nodes.title("", "", *heading, _badge(result.verdict))
        box += nodes.paragraph("", "", *words(result.claim.statement))
        box += list(self._fields(result))
        if "derivation" in self.options and result.derivation.steps:
            box += self._derivation(result)
        return [box]

    def _fields(self, result: Result) -> Iterator[nodes.Node]:
        claim = result.claim
        yield from self._field("Given that", (words(text) for text in claim.hypotheses))
        yield from self._field("Scope", [words(claim.scope)])
        yield from self._field("Printed", [words("yes")] if claim.printed else [])
        yield from self._field("On trust", self._links(result.conditions))
        yield from self._field("Rests on", self._links(claim.depends_on))
        kinds = Counter(evidence.kind.value for evidence in result.evidence)
        yield from self._field("Evidence", (words(f"{count} {kind}") for kind, count in kinds.items()))
        yield from self._field("Why not decided", [words(result.reason)] if result.reason else [])
        yield from self._field("Nature", [words(claim.nature.value)] if claim.nature else [])
        yield from self._field("Witness", [words(result.witness)] if result.witness else [])
        yield from self._field("What holds instead", self._links([claim.corrected_by] if claim.corrected_by else []))
        # A heavy control that was not run has no verdict.
        control = [_badge(result.control), nodes.Text(" ")] if result.verdict.reached else []
        yield from self._field("Control", [[*control, *words(claim.control.statement)]])

    def _links(self, claim_ids: Iterable[str]) -> Iterator[list[nodes.Node]]:
        return ([_reference(self.env, claim_id)] for claim_id in claim_ids)

    @staticmethod
    def _field(name: str, values: Iterable[list[nodes.Node]]) -> Iterator[nodes.Node]:
        paragraph = nodes.paragraph("", "", nodes.emphasis(name, name), nodes.Text(": "), classes=["claim-field"])
        for number, value in enumerate(values):
            paragraph += [nodes.Text("; ") if number else nodes.Text(""), *value]
        if len(paragraph) > 2:
            yield paragraph

    def _derivation(self, result: Result) -> nodes.Node:
        steps = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        steps += [nodes.list_item("", nodes.paragraph("", "", *self._step(step))) for step in result.derivation]
        return derivation("", steps, steps=len(result.derivation.steps), opened=bool(self.options["derivation"]))

    def _step(self, step: Step) -> Iterator[nodes.Node]:
        yield nodes.emphasis(step.rule.value, step.rule.value)
        if step.status is not Status.HOLDS:
            yield nodes.strong("", f" {step.status.value}")
        yield nodes.Text(": ")
        if step.rule in (Rule.CITATION, Rule.DEPENDENCY):
            yield _reference(self.env, step.data["claim"])
        else:
            yield from words(step.statement)


class derivation(nodes.General, nodes.Element):
    """The steps behind a verdict, which a browser opens on demand."""


def _open(translator: Any, node: derivation) -> None:
    state = " open" if node["opened"] else ""
    summary = f"<summary>Derivation in {node['steps']} steps</summary>"
    translator.body.append(f'<details class="claim-steps"{state}>{summary}\n')


def _close(translator: Any, node: derivation) -> None:
    translator.body.append("</details>\n")


def _pass(translator: Any, node: derivation) -> None:
    """Leave the steps where they stand: paper and terminals open nothing."""


class ClaimDomain(Domain):
    """Where claims are shown and cited, for links inside a project and, through its inventory, from others."""

    name = "ntkproofs"
    label = "ntkproofs"
    object_types: ClassVar[dict[str, ObjType]] = {"claim": ObjType("claim", "claim")}
    roles: ClassVar[dict[str, Any]] = {"claim": ClaimRole()}
    directives: ClassVar[dict[str, Any]] = {"verdict": VerdictDirective}
    initial_data: ClassVar[dict[str, Any]] = {"shown": {}, "cited": {}}
    data_version = 2

    @classmethod
    def of(cls, env: BuildEnvironment) -> ClaimDomain:
        """Return the domain of an environment."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)
        return domain

    @cached_property
    def judge(self) -> papers.Judge:
        """The judge of this build; a verdict holds for one build, so it is never kept with the environment."""
        config, path = self.env.config, self.env.config.ntkproofs_path
        own = papers.claims(Path(self.env.srcdir, path) if path else None)
        return papers.Judge(own, thorough=config.ntkproofs_thorough, seed=config.ntkproofs_seed)

    def show(self, claim_id: str, document: str) -> None:
        """Remember that links to a claim lead to a document."""
        self.data["shown"].setdefault(document, set()).add(claim_id)

    def cite(self, claim_id: str, document: str) -> None:
        """Remember that a document names a claim."""
        self.data["cited"].setdefault(document, set()).add(claim_id)

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.data["shown"].pop(docname, None)
        self.data["cited"].pop(docname, None)

    def merge_domaindata(self, docnames: Any, otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for kind in ("shown", "cited"):
            self.data[kind] |= {place: names for place, names in otherdata[kind].items() if place in docnames}

    def check_consistency(self) -> None:
        """Warn of claims that are shown in two documents, when all are read."""
        places: dict[str, str] = {}
        for place, names in sorted(self.data["shown"].items()):
            for name in sorted(names):
                other = places.setdefault(name, place)
                if other != place:
                    _warn(f"{name!r} is shown in {other!r} too; add `:no-index:` to one of them", place)

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str, node: Any, contnode: Any
    ) -> nodes.reference | None:
        """Link a claim to the place where it is shown."""
        place = next((place for place, names in self.data["shown"].items() if target in names), None)
        return make_refnode(builder, fromdocname, place, f"claim-{target}", contnode) if place else None

    def resolve_any_xref(self, *arguments: Any) -> list[Any]:
        """Leave claims out of the role `any`."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what the search and the inventory of the project name."""
        for place, names in sorted(self.data["shown"].items()):
            for name in sorted(names):
                yield name, name, "claim", place, f"claim-{name}", 1


def _unlinked(app: Sphinx, env: BuildEnvironment, node: Any, contnode: Any) -> nodes.Node | None:
    # A claim that is shown nowhere, here or in another project, is named without a link; that it exists was checked.
    return contnode if node.get("refdomain") == ClaimDomain.name else None


def _outdated(app: Sphinx, env: BuildEnvironment, added: Any, changed: Any, removed: Any) -> list[str]:
    # A verdict is that of this build, so a page that shows one is never taken from an earlier build.
    return sorted(set(ClaimDomain.of(env).data["cited"]) - set(removed))


def _copy_style(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        shutil.copyfile(_STYLE, Path(app.outdir, "_static", _STYLE.name))


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect to Sphinx."""
    app.add_config_value("ntkproofs_path", None, "env")
    app.add_config_value("ntkproofs_thorough", False, "env")
    app.add_config_value("ntkproofs_seed", 0, "env")
    app.add_domain(ClaimDomain)
    app.add_role("claim", ClaimRole())
    app.add_directive("verdict", VerdictDirective)
    plain = (_pass, _pass)
    app.add_node(derivation, html=(_open, _close), latex=plain, text=plain, man=plain, texinfo=plain)
    app.add_css_file(_STYLE.name)
    app.connect("missing-reference", _unlinked, priority=900)
    app.connect("env-get-outdated", _outdated)
    app.connect("build-finished", _copy_style)
    return {"version": __version__, "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
