"""Formulas as plain text mean what their LaTeX means."""

from __future__ import annotations

import random
import re

import pytest
import sympy

from ntkproofs import papers
from ntkproofs.reports.plain import plain

X, Y, Z = sympy.symbols("x y z")


def _random(depth: int, choice: random.Random) -> sympy.Expr:
    if depth == 0:
        return choice.choice([X, Y, Z, sympy.Integer(choice.randint(2, 12)), sympy.Rational(1, choice.randint(2, 9))])
    left, right = _random(depth - 1, choice), _random(depth - 1, choice)
    return choice.choice(
        [
            left + right,
            left - right,
            left * right,
            left / (right + X),
            (Y + Z) ** choice.choice([2, 3, 10]) * left,
            sympy.sqrt(left + Z),
            X ** (Y + choice.randint(1, 3)) - right,
        ]
    )


@pytest.mark.parametrize("seed", range(60))
def test_what_is_shown_reads_back_as_the_same_expression(seed: int) -> None:
    expression = _random(3, random.Random(seed))
    shown = plain(f"${sympy.latex(expression, mul_symbol='times', root_notation=True)}$")
    assert "\\" not in shown
    read = sympy.sympify(re.sub(r"√(\w+)", r"√(\1)", shown.replace("×", "*").replace("^", "**")).replace("√", "sqrt"))
    point = {X: sympy.Rational(7, 5), Y: sympy.Rational(9, 4), Z: sympy.Rational(3, 7)}
    wanted = expression.subs(point).evalf(30)
    assert abs(read.subs(point).evalf(30) - wanted) <= abs(wanted) * sympy.Float("1e-25")


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"$\frac18[a+b]$", "(1/8)[a+b]"),
        (r"$j^{\frac{d}{2}+1}$", "j^(d/2+1)"),
        (r"$\mu_{k+1}^{(d)}\ne0$", "μ_(k+1)^(d) ≠ 0"),
        (r"$-\cos s_0$ and $x\sin y$", "-cos s_0 and x sin y"),
        (r"$\Gamma^{2}\left(\frac{d}{2}\right)$", "Γ^2(d/2)"),
        (r"$\{a\}\subset\mathbb{R}$", "{a} ⊂ ℝ"),
        (r"$\tilde\Omega(\epsilon^{-1})$", "Ω̃(ϵ^-1)"),
        (r"$\sqrt[3]{x+1}$", "root 3 of (x+1)"),
        (r"$\begin{pmatrix}a&b\\c&d\end{pmatrix}$", "[a b; c d]"),
        ("5 % of a_b", "5 % of a_b"),
        (r"$\frac{1}{$", r"\frac{1}{"),
    ],
)
def test_formulas_of_the_papers(latex: str, shown: str) -> None:
    assert plain(latex) == shown


def test_every_statement_can_be_read_without_commands() -> None:
    for claim in papers.claims().values():
        for text in (claim.statement, claim.scope, claim.control.statement, *claim.hypotheses):
            shown = plain(text)
            assert "\\" not in shown.replace("∖", ""), claim.id
            assert not re.search("[\ue000-\ue004]", shown), claim.id
            assert shown.count("(") == shown.count(")") or text.count("(") != text.count(")"), (claim.id, shown)


def test_no_command_of_a_statement_vanishes() -> None:
    """pylatexenc drops what it does not know; only spacing and sizes may be dropped."""
    texts = [text for claim in papers.claims().values() for text in (claim.statement, *claim.hypotheses)]
    commands = {name for text in texts for part in text.split("$")[1::2] for name in re.findall(r"\\[a-zA-Z]+", part)}
    silent = {r"\left", r"\right", r"\big", r"\Big", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", r"\rm"}
    silent |= {r"\mathrm", r"\text", r"\operatorname", r"\begin", r"\end", r"\displaystyle", r"\limits"}
    with_argument = {r"\frac", r"\tfrac", r"\dfrac", r"\binom", r"\sqrt", r"\overline", r"\underline"}
    for name in sorted(commands - silent - with_argument):
        assert plain(f"$a{name} b$").replace(" ", "") != "ab", name
