"""The pages cite claims that exist, and the notebooks assert what they print."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ntkproofs import papers
from ntkproofs.claims import Claim, Verdict

DOCS = Path(__file__).parent.parent / "docs"
NOTEBOOKS = sorted((DOCS / "derivations").glob("*.md"))
PAGES = sorted(
    path for path in DOCS.rglob("*.md") if not {"_build", "generated", "api"} & set(path.relative_to(DOCS).parts)
)
SAMPLE = ("mine.",)  # the claims of the worked example


@pytest.fixture(scope="module")
def known() -> dict[str, Claim]:
    return papers.claims()


def cells(notebook: Path) -> list[str]:
    found = re.findall(r"```\{code-cell\} ipython3\n(.*?)```", notebook.read_text(), re.DOTALL)
    return [re.sub(r"\A:tags:.*\n", "", cell) for cell in found]


def run(sources: list[str]) -> None:
    names: dict[str, object] = {}
    for source in sources:
        exec(compile(source, "notebook", "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_cited_claim_exists(page: Path, known: dict[str, Claim]):
    text = page.read_text()
    cited = re.findall(r"\{claim\}`(?:[^`<]*<)?([^`<>]+)>?`", text) + re.findall(r"```\{verdict\} (\S+)", text)
    missing = [name for name in cited if name not in known and not name.startswith(SAMPLE)]
    assert not missing


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_a_notebook_asserts_its_numbers_and_says_what_it_expects(notebook: Path, known: dict[str, Claim]):
    asserted = sum(isinstance(node, ast.Assert) for cell in cells(notebook) for node in ast.walk(ast.parse(cell)))
    assert asserted >= 2
    shown = re.findall(r"```\{verdict\} (\S+)\n(.*?)```", notebook.read_text(), re.DOTALL)
    assert len(shown) >= 3
    for name, options in shown:
        claim = known[name]
        # A heavy claim is skipped in a plain build, so the page can expect nothing of it.
        assert claim.heavy or f":expect: {claim.expected.value}\n" in options
        if claim.expected is Verdict.REFUTED:
            assert claim.corrected_by in notebook.read_text()


def test_a_changed_number_breaks_a_notebook():
    sources = cells(DOCS / "derivations" / "lemma_10.md")
    run(sources)
    changed = [source.replace("2 + 2 * epsilon**2", "2 + 3 * epsilon**2") for source in sources]
    assert changed != sources
    with pytest.raises(AssertionError):
        run(changed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_title_holds_no_formula_and_what_a_page_includes_is_there(page: Path):
    text = page.read_text()
    # The title stands in the navigation of pages that load no MathJax.
    (title, *_) = re.findall(r"^# (.+)$", text, re.MULTILINE)
    assert "$" not in title
    for name in re.findall(r"^(?:```\{(?:include|image)\} |:file: )(\S+)$", text, re.MULTILINE):
        assert (page.parent / name).exists()
