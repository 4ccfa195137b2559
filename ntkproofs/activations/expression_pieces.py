r"""An expression with kinks, cut at rational points into pieces without any."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import sympy

from ntkproofs.activations.expression_growth import U
from ntkproofs.activations.parameters import ParameterError

_KINKS = (sympy.Piecewise, sympy.Abs, sympy.Max, sympy.Min, sympy.sign, sympy.Heaviside)

Piece = tuple[Fraction | None, Fraction | None, sympy.Expr]


def pieces_of(expr: sympy.Expr) -> tuple[Piece, ...]:
    r"""The intervals between the kinks with the smooth expression on each; ``None`` is an infinite end.

    :raises ParameterError: for a kink that is not at a rational point.

    >>> pieces_of(sympy.Max(U, 0))
    ((None, Fraction(0, 1), 0), (Fraction(0, 1), None, u))
    """
    breaks = sorted(_breaks(expr))
    inside = [(a + b) / 2 for a, b in itertools.pairwise(breaks)]
    points = [breaks[0] - 1, *inside, breaks[-1] + 1] if breaks else [Fraction(0)]
    left = [None, *breaks]
    right = [*breaks, None]
    found: list[Piece] = []
    for low, high, point in zip(left, right, points, strict=True):
        smooth = _resolved(expr, sympy.Rational(point.numerator, point.denominator))
        if found and found[-1][2] == smooth:
            found[-1] = (found[-1][0], high, smooth)
        else:
            found.append((low, high, smooth))
    return tuple(found)


def _breaks(expr: sympy.Expr) -> set[Fraction]:
    found: set[Fraction] = set()
    for node in sympy.preorder_traversal(expr):
        if isinstance(node, sympy.core.relational.Relational):
            found |= _roots(node.lhs - node.rhs, expr)
        elif isinstance(node, sympy.Abs | sympy.sign | sympy.Heaviside):
            found |= _roots(node.args[0], expr)
        elif isinstance(node, sympy.Max | sympy.Min):
            for i, a in enumerate(node.args):
                for b in node.args[i + 1 :]:
                    found |= _roots(a - b, expr)
    return found


def _roots(argument: sympy.Expr, expr: sympy.Expr) -> set[Fraction]:
    """The real roots of a polynomial, all of which must be rational."""
    # the arguments of a kink may contain kinks: |u - 1| compared with 2
    parts = [argument] if not argument.has(*_KINKS) else [p for _, _, p in pieces_of(argument)]
    found: set[Fraction] = set()
    for part in parts:
        if not part.has(U):
            continue
        poly = sympy.Poly(part, U) if part.is_polynomial(U) else None
        if poly is None or not (poly.domain.is_ZZ or poly.domain.is_QQ):
            raise _refused(argument, expr)
        for root in sympy.real_roots(poly):
            if not root.is_Rational:
                raise _refused(argument, expr)
            found.add(Fraction(int(root.p), int(root.q)))
    return found


def _refused(argument: Any, expr: sympy.Expr) -> ParameterError:
    return ParameterError(
        f"expression: kinks at rational points were needed, the sign of {argument} decides in {expr}; write its "
        "conditions as comparisons of polynomials with rational roots"
    )


def _resolved(expr: sympy.Expr, point: sympy.Rational) -> sympy.Expr:
    """The expression with every kink replaced by the branch that holds around a rational point."""
    if not expr.has(*_KINKS):
        return expr
    if isinstance(expr, sympy.Piecewise):
        for branch, condition in expr.args:
            if condition == sympy.true or condition.subs(U, point) == sympy.true:
                return _resolved(branch, point)
        raise ParameterError(f"expression: a value for every real u was needed, {expr} has none at {point}; add a case")
    arguments = [_resolved(argument, point) for argument in expr.args]
    if isinstance(expr, sympy.Max | sympy.Min):
        best = arguments[0]
        for other in arguments[1:]:
            larger = (other - best).subs(U, point) > 0
            best = other if bool(larger) == isinstance(expr, sympy.Max) else best
        return best
    if isinstance(expr, sympy.Abs | sympy.sign | sympy.Heaviside):
        positive = bool(arguments[0].subs(U, point) > 0)
        if isinstance(expr, sympy.Abs):
            return arguments[0] if positive else -arguments[0]
        low = -1 if isinstance(expr, sympy.sign) else 0
        return sympy.Integer(1 if positive else low)
    return expr.func(*arguments)
