"""Inequalities whose expression is a non-negative combination of facts, hypotheses and squares."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .domains import exact_sign, nonnegative_symbols
from .errors import Rejected, shown
from .identities import is_zero
from .step import Step
from .trees import Tree, difference, free_symbols, number, read_tree, substitute

__all__ = ["nonnegative_combination"]


def nonnegative_combination(step: Step) -> None:
    """Check expression >= 0 for all values of the symbols in their domains."""
    tree, over = step.tree("expression"), step.over
    given, facts = ({} if step.data.get(n) is None else step.data[n] for n in ("given", "facts"))
    if step.data.get("relation") != ">=" or not isinstance(given, dict) or not isinstance(facts, dict):
        raise Rejected("the relation >=, facts and hypotheses were needed")
    if step.fails:
        if step.data.get("sufficient") or step.at_witness(tree, over) != -1:
            raise Rejected("the expression is not negative at the witness, or proves more than the statement")
        if any(step.at_witness(read_tree(node), over) not in (0, 1) for node in given.values()):
            raise Rejected("a hypothesis does not hold at the witness")
        return
    known = {symbol: read_tree(node) for symbol, node in given.items()}
    for symbol, fact in facts.items():
        if symbol in known or symbol in over:
            raise Rejected(f"the name {symbol} of a fact is taken")
        known[symbol] = _known(fact, step)
    combination = step.tree("combination")
    if not _nonnegative(combination, nonnegative_symbols(over) | known.keys(), frozenset(over)):
        raise Rejected("the combination is not plainly non-negative")
    inserted = substitute(combination, known)
    if step.data.get("squared"):
        _squared(tree, inserted, frozenset(over), step)
        return
    if not is_zero(difference(tree, inserted), step.nonnegative):
        raise Rejected("the combination is another expression")


def _squared(tree: Tree, combination: Tree, real: frozenset[str], step: Step) -> None:
    # t - e >= 0 follows from t^2 - e^2 >= 0 for real e and t >= 0: one term of the sum is a root, or a product of them.
    terms = tree[1:] if tree[0] == "add" else (tree,)
    half = number(Fraction(1, 2))
    for term in terms:
        factors = term[1:] if term[0] == "mul" else (term,)
        roots = [factor[1] for factor in factors if factor[0] == "pow" and factor[2] == half]
        # The square of a single root is at least e^2, so its radicand is not negative; those of several must be so.
        several = all(_nonnegative(radicand, nonnegative_symbols(step.over), real) for radicand in roots)
        if len(roots) != len(factors) or not (several or len(roots) == 1):
            continue
        rest: Tree = ("mul", number(-1), ("add", number(0), *(t for t in terms if t is not term)))
        square: Tree = ("add", ("mul", *roots), ("mul", number(-1), ("pow", rest, number(2))))
        if _real(rest, real) and is_zero(difference(square, combination), step.nonnegative):
            return
    raise Rejected("no root of the expression makes it the difference of a square")


def _known(fact: Any, step: Step) -> Tree:
    if not isinstance(fact, dict) or "expression" not in fact:
        raise Rejected("a fact is an expression and the step that shows it")
    for earlier in step.before:
        data = earlier.data
        # Two procedures decide `expression >= 0` on a domain; what other steps carry under these names says nothing.
        shows = (earlier.rule == "sign of a derivative" and "factors" not in data) or (
            earlier.rule == "positive coefficients" and "corner" not in data
        )
        if not shows or earlier.statement != fact.get("step") or earlier.fails or data.get("given"):
            continue
        if data.get("expression") != fact["expression"] or data.get("relation") != ">=":
            continue
        chain = earlier.rule == "sign of a derivative"
        proved = {data.get("variable"): data.get("domain")} if chain else data.get("over", {})
        here = step.data.get("over", {})
        if all(here.get(symbol) == domain for symbol, domain in proved.items()):
            return read_tree(fact["expression"])
    raise Rejected(f"no step before shows the fact {shown(fact.get('step'))!r} on this domain")


def _nonnegative(tree: Tree, nonnegative: frozenset[str], real: frozenset[str]) -> bool:
    if not free_symbols(tree):
        return exact_sign(tree) in (0, 1)
    head, *operands = tree
    if head == "symbol":
        return operands[0] in nonnegative
    if head in ("add", "mul"):
        return all(_nonnegative(operand, nonnegative, real) for operand in operands)
    if head == "pow" and operands[1][0] == "rational" and operands[1][1] > 0:
        even = operands[1][1].denominator == 1 and operands[1][1] % 2 == 0
        return _nonnegative(operands[0], nonnegative, real) or (even and _real(operands[0], nonnegative | real))
    return False


def _real(tree: Tree, symbols: frozenset[str]) -> bool:
    head, *operands = tree
    if head == "symbol":
        return operands[0] in symbols
    if head == "pow":
        whole = operands[1][0] == "rational" and operands[1][1].denominator == 1 and operands[1][1] > 0
        return whole and _real(operands[0], symbols)
    inner = head in ("add", "mul", "sin", "cos") and all(_real(operand, symbols) for operand in operands)
    return inner or head in ("rational", "pi")
