"""The extension on a small project whose claims are those of the sample paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

PAGE = """
Notes
=====

By :claim:`sample.prop2.bound` and :claim:`the sum <sample.prop2.sum>`.

.. verdict:: sample.prop2.sum
   :derivation:

.. verdict:: sample.prop2.bound
   :expect: certified

.. verdict:: sample.section4.error
"""


@pytest.fixture
def project(tmp_path: Path, sample: Path) -> Path:
    """Return the folder of a project with one page and claims of its own."""
    shutil.copytree(sample, tmp_path / "sample_paper", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "conf.py").write_text(
        "extensions = ['ntkproofs.sphinx_extension']\nntkproofs_path = 'sample_paper'\nhtml_theme = 'basic'\n"
    )
    (tmp_path / "index.rst").write_text(PAGE)
    return tmp_path


@pytest.fixture
def build(project: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Build as `sphinx-build -W -n` does and return the exit status and what went to standard error."""

    def run(builder: str = "html") -> tuple[int, str]:
        capsys.readouterr()
        status = build_main(["-q", "-W", "-n", "--keep-going", "-b", builder, str(project), str(project / builder)])
        return status, re.sub("\x1b\\[[0-9;]*m", "", capsys.readouterr().err)

    return run


def body(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page.read_text()))


def test_a_page_cites_claims_and_shows_their_verdicts(project: Path, build: Callable[..., tuple[int, str]]):
    assert build() == (0, "")
    page = (project / "html" / "index.html").read_text()
    text = body(project / "html" / "index.html")
    assert "By sample.prop2.bound certified and the sum proved." in text
    assert '<a class="reference internal" href="#claim-sample.prop2.bound"' in page
    assert 'id="claim-sample.prop2.sum"' in page
    assert "Derivation in 2 steps" in text
    assert "exact value: 1 + 1 = 2" in text
    assert "Control: refuted 1 + 1 = 3." in text
    assert "On trust: sample.lemma.squares" in text
    assert "Witness:" in text
    assert (project / "html" / "_static" / "sphinx_extension.css").exists()


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_builders_write_the_steps_too(project: Path, build: Callable[..., tuple[int, str]], builder: str):
    assert build(builder) == (0, "")
    written = "".join(file.read_text() for file in (project / builder).glob("*.t[xe][tx]"))
    assert "1 + 1 = 2" in written
    assert "exact value" in written


def test_an_unknown_id_fails_the_build_and_says_what_was_meant(project: Path, build: Callable[..., tuple[int, str]]):
    (project / "index.rst").write_text(
        "Notes\n=====\n\n:claim:`sample.prop2.sums` and\n\n.. verdict:: nothing.like.it\n"
    )
    status, errors = build()
    assert status == 1
    assert (
        "index.rst:4: WARNING: claims: no claim has the id 'sample.prop2.sums'; did you mean 'sample.prop2.sum'?"
        in errors
    )
    assert "index.rst:6: WARNING: claims: no claim has the id 'nothing.like.it'" in errors


def test_deleting_a_cited_claim_fails_the_next_build_of_an_unchanged_page(
    project: Path, build: Callable[..., tuple[int, str]]
):
    assert build()[0] == 0
    file = project / "sample_paper" / "statements.py"
    source = file.read_text()
    file.write_text(source.replace('id="sample.prop2.bound"', 'id="sample.prop2.other"'))
    status, errors = build()
    assert status == 1
    assert "no claim has the id 'sample.prop2.bound'" in errors


def test_a_verdict_that_the_text_does_not_expect_fails_the_build(project: Path, build: Callable[..., tuple[int, str]]):
    page = project / "index.rst"
    page.write_text(PAGE.replace(":expect: certified", ":expect: proved"))
    status, errors = build()
    assert status == 1
    assert "'sample.prop2.bound' came out certified, where the text says proved; correct it" in errors


def test_a_check_that_changes_its_mind_fails_the_next_build(project: Path, build: Callable[..., tuple[int, str]]):
    assert build()[0] == 0
    file = project / "sample_paper" / "statements.py"
    file.write_text(file.read_text().replace("holds = value == 2", "holds = value == 3"))
    status, errors = build()
    assert status == 1
    assert "'sample.prop2.sum' came out refuted, not as expected (proved); mend the claim" in errors


def test_a_claim_may_move_to_another_page_between_builds(project: Path, build: Callable[..., tuple[int, str]]):
    shows = "\n.. verdict:: sample.prop2.sum\n"
    (project / "a.rst").write_text(f":orphan:\n\nA\n=\n{shows}")
    (project / "index.rst").write_text("Notes\n=====\n\n:claim:`sample.prop2.sum`\n")
    assert build() == (0, "")
    assert 'href="a.html#claim-sample.prop2.sum"' in (project / "html" / "index.html").read_text()
    (project / "a.rst").write_text(":orphan:\n\nA\n=\n")
    (project / "0.rst").write_text(f":orphan:\n\n0\n=\n{shows}")
    assert build() == (0, "")
    assert 'href="0.html#claim-sample.prop2.sum"' in (project / "html" / "index.html").read_text()


def test_a_claim_that_is_shown_twice_needs_one_place(project: Path, build: Callable[..., tuple[int, str]]):
    (project / "more.rst").write_text(":orphan:\n\nMore\n====\n\n.. verdict:: sample.prop2.sum\n")
    status, errors = build()
    assert status == 1
    assert "'sample.prop2.sum' is shown in 'index' too; add `:no-index:` to one of them" in errors
    (project / "more.rst").write_text(":orphan:\n\nMore\n====\n\n.. verdict:: sample.prop2.sum\n   :no-index:\n")
    assert build() == (0, "")
