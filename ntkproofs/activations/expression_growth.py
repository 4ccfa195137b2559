r"""Growth bounds read off an expression: every step is an inequality that holds for all real u."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import sympy

from ntkproofs.activations.growth import Growth
from ntkproofs.activations.parameters import ParameterError
from ntkproofs.arithmetic import BallArithmetic, lambdify
from ntkproofs.arithmetic.codec import ends

U = sympy.Symbol("u", real=True)
ONE, ZERO = Fraction(1), Fraction(0)
#: Functions between -1 and 1, and between -2 and 2.
_UNIT = (sympy.tanh, sympy.erf, sympy.sin, sympy.cos)
_TWO = (sympy.atan, sympy.asin)


def growth_bound(expr: sympy.Expr) -> Growth:
    r"""A bound :math:`|f(u)| \le Ce^{a|u| + bu^2}` for all real u.

    :raises ParameterError: where the known inequalities give none.

    >>> growth_bound(U * sympy.tanh(U))
    Growth(constant=Fraction(1, 1), rate=Fraction(1, 1), curvature=Fraction(0, 1))
    """
    found = _bound(expr)
    if found is None:
        raise ParameterError(
            f"expression: a function whose growth can be bounded by C exp(a|u| + b u^2) was needed, {expr} came; write "
            "it with polynomials, exp, log(1 + ...), tanh, erf, sin, cos, atan and quotients by sums of positive terms"
        )
    return found


def _bound(expr: sympy.Expr) -> Growth | None:
    if not expr.has(U):
        return Growth(_magnitude(expr))
    if expr == U:
        # |u| <= e^|u|
        return Growth(ONE, ONE)
    if isinstance(expr, sympy.Add | sympy.Mul):
        total = None
        for term in expr.args:
            one = _bound(term)
            if one is None:
                return None
            total = one if total is None else total.plus(one) if isinstance(expr, sympy.Add) else total.times(one)
        return total
    if isinstance(expr, sympy.exp):
        return _exponential(expr.args[0])
    if isinstance(expr, sympy.Pow):
        return _power(expr)
    if isinstance(expr, sympy.log):
        line = _linear(expr)
        # b + a|u| <= (b + a) e^|u|
        return None if line is None else Growth(line[0] + line[1], ONE if line[1] else ZERO)
    if isinstance(expr, sympy.sinh | sympy.cosh):
        line = _linear(expr.args[0])
        return None if line is None else Growth(_magnitude(sympy.exp(_rational(line[0]))), line[1])
    if isinstance(expr, sympy.Abs):
        return _bound(expr.args[0])
    line = _linear(expr)
    return None if line is None or line[1] else Growth(line[0])


def _exponential(exponent: sympy.Expr) -> Growth | None:
    """A bound of exp of a sum: the product of the bounds of exp of its terms."""
    total = Growth(ONE)
    for term in sympy.Add.make_args(sympy.expand(exponent)):
        one = _exponential_of_term(term)
        if one is None:
            return None
        total = total.times(one)
    return total


def _exponential_of_term(term: sympy.Expr) -> Growth | None:
    if not term.has(U):
        return Growth(_magnitude(sympy.exp(term)))
    for power in (1, 2):
        factor = term / U**power
        if not factor.has(U):
            size = _magnitude(factor)
            if power == 1:
                return Growth(ONE, size)
            return Growth(ONE, ZERO, size if factor.is_positive else _lowest(factor))
    least = _floor(-term)
    if least is not None:
        # g <= -floor(-g)
        return Growth(_magnitude(sympy.exp(-_rational(least))))
    line = _linear(term)
    return None if line is None else Growth(_magnitude(sympy.exp(_rational(line[0]))), line[1])


def _power(expr: sympy.Pow) -> Growth | None:
    base, exponent = expr.base, expr.exp
    if not exponent.is_Rational:
        return None
    e = Fraction(int(exponent.p), int(exponent.q))
    if e < 0:
        least = _floor(base)
        if least is None or least <= 0:
            return None
        # base >= f > 0 gives base^e <= f^e, and (1/f)^|e| <= max(1, 1/f)^ceil|e|
        return Growth(max(ONE, 1 / least) ** ceil(-e))
    inner = _bound(base)
    if inner is None:
        return None
    return Growth(max(ONE, inner.constant) ** ceil(e), inner.rate * e, inner.curvature * e)


def _floor(expr: sympy.Expr) -> Fraction | None:
    """A lower bound for all real u, or None."""
    if not expr.has(U):
        return _lowest(expr)
    if isinstance(expr, sympy.exp | sympy.Abs):
        return ZERO
    if isinstance(expr, sympy.cosh):
        return ONE
    if isinstance(expr, sympy.Pow) and expr.exp.is_Rational:
        if expr.exp.is_Integer and int(expr.exp) % 2 == 0:
            return ZERO
        inner = _floor(expr.base)
        if inner is None or inner < 0:
            return None
        return ONE if inner >= 1 and expr.exp > 0 else ZERO
    if isinstance(expr, sympy.log):
        inner = _floor(expr.args[0])
        return ZERO if inner is not None and inner >= 1 else None
    if isinstance(expr, sympy.Add):
        floors = [_floor(term) for term in expr.args]
        return None if any(f is None for f in floors) else sum((f for f in floors if f is not None), ZERO)
    if isinstance(expr, sympy.Mul):
        floors = [_floor(factor) for factor in expr.args]
        if all(f is not None and f >= 0 for f in floors):
            product = ONE
            for f in floors:
                product *= f or ZERO
            return product
    line = _linear(expr)
    return -line[0] if line is not None and line[1] == 0 else None


def _linear(expr: sympy.Expr) -> tuple[Fraction, Fraction] | None:
    r"""Numbers (b, a) with :math:`|f(u)| \le b + a|u|` for all real u, or None."""
    if not expr.has(U):
        return _magnitude(expr), ZERO
    if expr == U:
        return ZERO, ONE
    if isinstance(expr, _UNIT):
        return ONE, ZERO
    if isinstance(expr, _TWO):
        return Fraction(2), ZERO
    if isinstance(expr, sympy.acos):
        return Fraction(4), ZERO
    if isinstance(expr, sympy.Abs):
        return _linear(expr.args[0])
    if isinstance(expr, sympy.Add):
        lines = [_linear(term) for term in expr.args]
        if any(line is None for line in lines):
            return None
        return sum((line[0] for line in lines if line), ZERO), sum((line[1] for line in lines if line), ZERO)
    if isinstance(expr, sympy.Mul):
        total: tuple[Fraction, Fraction] = (ONE, ZERO)
        for factor in expr.args:
            line = _linear(factor)
            if line is None or (line[1] and total[1]):
                return None
            total = total[0] * line[0], total[0] * line[1] + total[1] * line[0]
        return total
    if isinstance(expr, sympy.log):
        least, inner = _floor(expr.args[0]), _bound(expr.args[0])
        if least is None or least <= 0 or inner is None or inner.curvature > 0:
            return None
        # f <= g <= C e^(a|u|): |log g| <= |log f| + |log C| + a|u|
        sizes = _magnitude(sympy.log(_rational(least))) + _magnitude(sympy.log(_rational(inner.constant)))
        return sizes, inner.rate
    found = _bound(expr) if isinstance(expr, sympy.Pow | sympy.exp) else None
    return (found.constant, ZERO) if found is not None and found.rate == 0 and found.curvature <= 0 else None


def _magnitude(constant: sympy.Expr) -> Fraction:
    """An upper bound of the absolute value of a constant."""
    if constant.is_Rational:
        return abs(Fraction(int(constant.p), int(constant.q)))
    low, high = _ends(constant)
    return max(abs(low), abs(high))


def _lowest(constant: sympy.Expr) -> Fraction:
    """A lower bound of a constant."""
    return Fraction(int(constant.p), int(constant.q)) if constant.is_Rational else _ends(constant)[0]


def _ends(constant: sympy.Expr) -> tuple[Fraction, Fraction]:
    ball = BallArithmetic(64).evaluate(lambdify(constant))
    if not ball.is_finite():
        raise ParameterError(f"expression: real constants were needed, {constant} came; it has no real value")
    low, high = ends(ball)
    return low, high


def _rational(x: Fraction) -> sympy.Rational:
    return sympy.Rational(x.numerator, x.denominator)
