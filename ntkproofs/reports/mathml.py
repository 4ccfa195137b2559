"""LaTeX between dollars as MathML, which browsers show without a script, a font or a network."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from xml.etree import ElementTree

from .prose import Part, parts

_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_RELATIONS = frozenset("=<>≤≥≠≡∼≈∈⊂→⇒⇔+−-,;")
_LONG = 12  # characters
# What presents a formula and does nothing else.
_ELEMENT = re.compile("m(ath|row|i|o|n|text|space|frac|sqrt|root|su[bp]|subsup|under|over|underover|table|t[rd]|style)")
_ATTRIBUTE = re.compile(
    "display(style)?|stretchy|fence|form|(min|max|math)size|mathvariant|width|[lr]space|linethickness|accent|"
    "column(align|spacing|lines)|rowspacing|scriptlevel|movablelimits"
)


def typeset(text: str) -> str:
    """Return a text as HTML, its formulas as MathML; a formula that cannot be read is shown as its LaTeX.

    >>> typeset("so $x<1$ & more")
    'so <math><mi>x</mi><mo>&lt;</mo><mn>1</mn></math> &amp; more'
    """
    written = []
    for part, content in parts(text):
        if part is Part.FORMULA:
            written.append(formula(content))
        elif part is Part.CODE:
            written.append(f"<code>{escape(content)}</code>")
        else:
            written.append(escape(content))
    return "".join(written)


@cache
def formula(latex: str) -> str:
    """Return a formula as MathML in few characters: a report holds some twenty thousand of them.

    A long one becomes several, because browsers break a line only between formulas.
    """
    from latex2mathml.converter import convert

    try:
        root = ElementTree.fromstring(convert(latex))
        _refuse_strangers(root)
    except Exception:  # its errors have no class of their own, and a statement may hold anything
        return f"<code>{escape(latex)}</code>"
    _shorten(root)
    return "<wbr>".join(f"<math>{''.join(map(_written, piece))}</math>" for piece in _pieces(list(root)))


def _refuse_strangers(root: ElementTree.Element) -> None:
    # The converter copies the text of a formula as it is, markup included.
    for element in root.iter():
        known = _ELEMENT.fullmatch(element.tag.removeprefix(_MATHML)) and all(map(_ATTRIBUTE.fullmatch, element.attrib))
        if not known:
            msg = f"mathml: {element.tag} with {sorted(element.attrib)} is not presentation of a formula"
            raise ValueError(msg)


def _shorten(element: ElementTree.Element) -> None:
    for position, child in enumerate(element):
        _shorten(child)
        child.tag = child.tag.removeprefix(_MATHML)
        if child.tag == "mrow" and len(child) == 1 and not child.attrib:
            element[position] = child[0]
        elif child.tag == "mo" and child.text in ("(", ")", "[", "]", "‖", "|") and child.get("stretchy") == "false":
            # As an identifier it does not stretch and has no space around it, in a third of the characters.
            element[position] = ElementTree.Element("mi")
            element[position].text = child.text
    rows = [child for child in element if child.tag == "mrow" and not child.attrib]
    if element.tag == f"{_MATHML}math" and len(element) == 1 and rows:
        element[:] = list(rows[0])


def _pieces(children: list[ElementTree.Element]) -> list[list[ElementTree.Element]]:
    pieces: list[list[ElementTree.Element]] = [[]]
    depth = size = 0
    for child in children:
        pieces[-1].append(child)
        text = "".join(child.itertext())
        depth += sum((character in "([{\u27e8") - (character in ")]}\u27e9") for character in text)
        size += len(text)
        if child.tag == "mo" and child.text in _RELATIONS and depth == 0 and size >= _LONG:
            # Alone at the end of its row an operator would lose the space around it.
            child.set("form", "infix")
            pieces.append([])
            size = 0
    return [piece for piece in pieces if piece]


def _written(element: ElementTree.Element) -> str:
    return ElementTree.tostring(element, encoding="unicode").replace(" />", "/>")
