r"""LaTeX as plain text: formulas that a terminal can show and that still mean the same.

pylatexenc replaces commands by letters; what it would run together (``\frac{a+b}{2}``, ``x^{k+1}``) gets brackets here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.macrospec import LatexContextDb

#: A letter, a number, a name with its index, one function value or one bracket needs no brackets: 1/2, μ_k/2, Γ(k)/2.
_ATOM = re.compile(r"\d+|\w(?:_\w)?|(?:\w+|√)?\([^()]*\)")
#: Signs that relate two sides; blanks around them where a reader would pause.
_RELATIONS = re.compile(r"\s*([=≤≥<>→∼≈∈⊂⊆↦≠≡⇒]|:=)\s*")
#: Stand-ins while a formula is on its way: braces that are meant, where a quotient begins and ends, a name's ends.
_OPEN, _CLOSE, _BEGIN, _END, _NAME = "\ue000\ue001\ue002\ue003\ue004"
_GROUP = re.compile(r"([_^]?)\{([^{}]*)\}")
_FUNCTION = re.compile(f"{_NAME}(\\w+){_NAME}")
_QUOTIENT = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_SIZES = ("big", "Big", "bigl", "bigr", "Bigl", "Bigr", "left", "right", "displaystyle", "rm", "limits")
_QUOTIENTS = ("frac", "dfrac", "tfrac")
_FUNCTIONS: tuple[str, ...] = (
    "arccos",
    "arcsin",
    "arctan",
    "cos",
    "cosh",
    "cot",
    "coth",
    "det",
    "exp",
    "inf",
    "lim",
    "ln",
    "log",
)
_FUNCTIONS += ("max", "min", "rank", "sign", "sin", "sinh", "sup", "tan", "tanh")
_LETTERS = {"lesssim": "≲", "ne": "≠", "neq": "≠", "|": "‖", "mid": "|", "colon": ":"}
_LETTERS |= {"pmod": "mod ", "Im": "Im ", "Re": "Re "}
_ACCENTS = {"tilde": "\u0303", "hat": "\u0302", "bar": "\u0304", "dot": "\u0307", "ddot": "\u0308"}


def plain(text: str) -> str:
    r"""Return a text whose formulas stand between dollars as one without commands.

    >>> plain(r"$\mu_k\sim\frac{a+b}{2}k^{-d-1}$ for $k\ge2$")
    'μ_k ∼ ((a+b)/2)k^(-d-1) for k ≥ 2'
    >>> plain(r"no formula, 5 % and_so_on")
    'no formula, 5 % and_so_on'
    """
    parts = text.split("$")
    return "".join(_formula(part) if inside % 2 else part for inside, part in enumerate(parts))


def _formula(latex: str) -> str:
    from pylatexenc.latexwalker import LatexWalkerError

    converter, commands = _converter()
    try:
        shown = str(converter.latex_to_text(latex, latex_context=commands, tolerant_parsing=False)).strip()
    except LatexWalkerError:
        # Not LaTeX that parses: as it was written it says most.
        return latex
    shown = _ungrouped(shown)
    shown = _FUNCTION.sub(_function, shown)
    while (changed := _QUOTIENT.sub(_quotient, shown)) != shown:
        shown = changed
    shown = shown.replace(_OPEN, "{").replace(_CLOSE, "}")
    # A command before a bracket leaves the blank that ended its name.
    shown = re.sub(r"(?<=[(\[]) +| +(?=[)\]])", "", shown)
    return re.sub(r"\s+", " ", _spaced(shown)).strip()


def _spaced(text: str) -> str:
    """Set blanks around the relations that stand outside every bracket."""
    depth, parts, begin = 0, [], 0
    for match in re.finditer(r"[(\[{⟨]|[)\]}⟩]|" + _RELATIONS.pattern, text):
        sign = match[0].strip()
        if sign in "([{⟨":
            depth += 1
        elif sign in ")]}⟩":
            depth -= 1
        elif depth == 0:
            parts.append(f"{text[begin : match.start()]} {sign} ")
            begin = match.end()
    return "".join(parts) + text[begin:]


def _function(match: re.Match[str]) -> str:
    # cos s and x sin y, but cos(s), -log x and cos^2 s
    before = " " if match.start() and re.match(r"[\w)\]*]", match.string[match.start() - 1]) else ""
    after = " " if re.match(rf"[\w√‖|∫∑{_BEGIN}{_NAME}]", match.string[match.end() :]) else ""
    return f"{before}{match[1]}{after}"


def _quotient(match: re.Match[str]) -> str:
    # 1/8 x would be read both ways: a factor or an exponent after a quotient asks for brackets around it.
    return f"({match[1]})" if re.match(r"\s*[\w(\[^√‖∫∑∏⟨|_]", match.string[match.end() :]) else match[1]


def _ungrouped(text: str) -> str:
    """Resolve braces from the inside out: an index or exponent may need brackets, any other group needs none."""
    while (changed := _GROUP.sub(_script, text)) != text:
        text = changed
    return text


def _script(match: re.Match[str]) -> str:
    sign, inside = match[1] or "", match[2].strip()
    return sign + inside if not sign or re.fullmatch(r"\d+|-?\w|\([^()]*\)", inside) else f"{sign}({inside})"


def _bracketed(inside: str) -> str:
    inside = _ungrouped(inside)
    return inside if _ATOM.fullmatch(inside) else f"({inside})"


@cache
def _converter() -> tuple[LatexNodes2Text, LatexContextDb]:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
    from pylatexenc.latexwalker import get_default_latex_context_db as parsed_as
    from pylatexenc.macrospec import std_macro

    def argument(node: Any, number: int, converter: Any) -> str:
        return str(converter.nodelist_to_text([node.nodeargd.argnlist[number]])).strip()

    def fraction(node: Any, l2tobj: Any) -> str:
        over, under = (_bracketed(argument(node, i, l2tobj)) for i in (0, 1))
        return f"{_BEGIN}{over}/{under}{_END}"

    def binomial(node: Any, l2tobj: Any) -> str:
        return f"C({argument(node, 0, l2tobj)}, {argument(node, 1, l2tobj)})"

    def root(node: Any, l2tobj: Any) -> str:
        order = f"root {argument(node, 0, l2tobj).strip('[]')} of " if node.nodeargd.argnlist[0] is not None else "√"
        inside = argument(node, 1, l2tobj)
        return f"{order}{_bracketed(inside)}"

    def accent(sign: str) -> Any:
        def accented(node: Any, l2tobj: Any) -> str:
            letter = argument(node, 0, l2tobj).strip("{}")
            # A combining sign stands on one letter only.
            return letter + sign if len(letter) == 1 else f"({letter}){sign}"

        return accented

    shown = get_default_latex_context_db()
    shown.add_context_category(
        "ntkproofs",
        prepend=True,
        macros=[
            *(MacroTextSpec(name, fraction) for name in _QUOTIENTS),
            MacroTextSpec("binom", binomial),
            MacroTextSpec(
                "operatorname", lambda node, l2tobj: f"{_NAME}{argument(node, 0, l2tobj).strip('{}')}{_NAME}"
            ),
            MacroTextSpec("overline", accent("\u0305")),
            MacroTextSpec("sqrt", root),
            MacroTextSpec("{", _OPEN),
            MacroTextSpec("}", _CLOSE),
            *(MacroTextSpec(name, sign) for name, sign in _LETTERS.items()),
            *(MacroTextSpec(name, accent(sign)) for name, sign in _ACCENTS.items()),
            *(MacroTextSpec(name, "") for name in _SIZES),
            *(MacroTextSpec(name, f"{_NAME}{name}{_NAME}") for name in _FUNCTIONS),
        ],
    )
    commands = parsed_as()
    one = [std_macro(name, "{") for name in ("operatorname", "overline")]
    two = [std_macro(name, "{{") for name in ("binom", *_QUOTIENTS)]
    commands.add_context_category("ntkproofs", prepend=True, macros=[*one, *two])
    converter = LatexNodes2Text(
        latex_context=shown, math_mode="text", keep_braced_groups=True, keep_braced_groups_minlen=0
    )
    return converter, commands
