from __future__ import annotations

import pytest

from ntkproofs.claims import Nature, Verdict, weakest


def test_the_words_are_those_of_the_contract():
    words = "proved certified supported refuted inconclusive cited skipped"
    assert [verdict.value for verdict in Verdict] == words.split()


def test_only_skipped_was_not_reached():
    assert [verdict for verdict in Verdict if not verdict.reached] == [Verdict.SKIPPED]


def test_a_citation_is_not_computed():
    affirmative = [verdict for verdict in Verdict if verdict.affirmative]
    assert affirmative == [Verdict.PROVED, Verdict.CERTIFIED, Verdict.SUPPORTED]


def test_the_weakest_of_some_verdicts():
    assert weakest([Verdict.CERTIFIED, Verdict.SUPPORTED, Verdict.PROVED]) is Verdict.SUPPORTED
    assert weakest([]) is Verdict.PROVED


@pytest.mark.parametrize("verdict", [Verdict.REFUTED, Verdict.INCONCLUSIVE, Verdict.SKIPPED])
def test_what_supports_nothing_has_no_strength(verdict: Verdict):
    with pytest.raises(KeyError):
        weakest([verdict])


def test_every_verdict_has_its_word_in_the_szs_ontology():
    assert Verdict.REFUTED.szs == "CounterSatisfiable"
    assert len([verdict.szs for verdict in Verdict]) == 7


def test_readings_and_doubts_accuse_nobody():
    assert [nature for nature in Nature if nature.accuses] == [Nature.ERROR, Nature.SLIP]
