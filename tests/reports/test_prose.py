from __future__ import annotations

from ntkproofs.reports.prose import Part, parts


def test_words_formulas_and_code_in_order():
    text = r"Where $a<b$ stands ``$k=1$'' is meant, as in `check`, at 5' and ``so''."
    assert list(parts(text)) == [
        (Part.WORDS, "Where "),
        (Part.FORMULA, "a<b"),
        (Part.WORDS, " stands \u201c"),
        (Part.FORMULA, "k=1"),
        (Part.WORDS, "\u201d is meant, as in "),
        (Part.CODE, "check"),
        (Part.WORDS, ", at 5' and \u201cso\u201d."),
    ]


def test_a_lone_dollar_is_a_word():
    assert list(parts("5$ a day")) == [(Part.WORDS, "5$ a day")]
    assert list(parts("")) == []
