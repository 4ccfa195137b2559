"""The worked example does what the guide says of it."""

from __future__ import annotations

from pathlib import Path

from ntkproofs import papers
from ntkproofs.claims import Verdict

EXAMPLE = Path(__file__).parents[2] / "examples" / "laplace_lemma.py"


def test_one_lemma_is_proved_and_one_is_refuted_with_a_witness():
    report = papers.check(path=EXAMPLE)
    bound, too_strong = report.results
    assert (bound.verdict, bound.control) == (Verdict.PROVED, Verdict.REFUTED)
    assert (too_strong.verdict, too_strong.control) == (Verdict.REFUTED, Verdict.PROVED)
    assert too_strong.witness is not None
    assert too_strong.witness.startswith("at r = ")
    assert report.exit_status == 0
