from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

import pytest

from ntkproofs import papers
from ntkproofs.reports.mathml import formula, typeset


def test_a_formula_that_cannot_be_read_is_shown_as_it_is():
    assert formula("x^a^b") == "<code>x^a^b</code>"


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "<mi onclick='alert(1)'>x</mi>", "<img src='x'/>"])
def test_markup_inside_a_formula_is_quoted(evil: str):
    latex = rf"\text{{{evil}}}"
    assert formula(latex) == f"<code>{escape(latex)}</code>"


def test_a_long_formula_may_break_at_its_relations():
    pieces = formula("a+b+c+d+e+f=g+h+i+j+k+l").split("<wbr>")
    assert len(pieces) > 1
    assert all(piece.startswith("<math>") and piece.endswith("</math>") for piece in pieces)
    assert "".join(re.findall(r">([^<]+)<", "".join(pieces))) == "a+b+c+d+e+f=g+h+i+j+k+l"


def test_every_statement_of_the_papers_is_set():
    for claim in papers.claims().values():
        for text in (claim.statement, claim.control.statement, claim.scope, claim.label, *claim.hypotheses):
            written = typeset(text)
            # No formula was left as LaTeX, no command of it unknown, no dollar without its fellow.
            assert not re.search(r"<code>[^<]*\\|\\[a-zA-Z']", written), claim.id
            assert "$" not in written, claim.id
            for math in re.findall(r"<math>.*?</math>", written):
                ElementTree.fromstring(math)
