"""The text of a statement in its parts: words, formulas between dollars, code between backticks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

_PARTS = re.compile(r"\$(?P<formula>[^$]+)\$|(?<!`)`(?P<code>[^`\n]+)`(?!`)")


class Part(StrEnum):
    """What a part of a text is."""

    WORDS = "words"
    FORMULA = "formula"
    CODE = "code"


def parts(text: str) -> Iterator[tuple[Part, str]]:
    """Yield the parts of a text in order; TeX's quotation marks become typographic ones.

    >>> list(parts("Then $a<b$, see `cli`."))[1]
    (<Part.FORMULA: 'formula'>, 'a<b')
    """
    end = 0
    for found in _PARTS.finditer(text):
        if found.start() > end:
            yield Part.WORDS, _quoted(text[end : found.start()])
        if found["formula"] is not None:
            yield Part.FORMULA, found["formula"].strip()
        else:
            yield Part.CODE, found["code"]
        end = found.end()
    if end < len(text):
        yield Part.WORDS, _quoted(text[end:])


def _quoted(words: str) -> str:
    # Quotation marks may stand around a formula, in different parts, so each is replaced by itself.
    return words.replace("``", "\u201c").replace("''", "\u201d")
