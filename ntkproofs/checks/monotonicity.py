"""Signs and continuity on an interval that can be read off from the shape of an expression."""

from __future__ import annotations

from functools import lru_cache

import sympy
from sympy import Add, Expr, Mul, Pow, Symbol

from .constants import sign
from .domains import Reals


@lru_cache(maxsize=16384)
def evident_sign(expr: Expr, variable: Symbol, domain: Reals) -> int | None:
    r"""Return 1 (-1) when an expression is plainly non-negative (non-positive) on an interval, 0 for 0, else `None`.

    Read off from: signs of constants; the ends of the interval for the variable; even powers; the exponential; square
    roots; sine on :math:`[0, \pi]`, cosine on :math:`[-\pi/2, \pi/2]`, inverse cosine; affine functions by their ends;
    polynomials by their real roots; sums of terms of one sign and products.

    >>> x = Symbol("x")
    >>> evident_sign(x * sympy.sin(x), x, Reals(0, sympy.pi))
    1
    """
    expr = sympy.sympify(expr)
    if variable not in expr.free_symbols:
        return sign(expr)
    if expr == variable:
        return _affine_sign(expr, variable, domain)
    if isinstance(expr, Mul):
        product = 1
        for factor in expr.args:
            found = evident_sign(factor, variable, domain)
            if found is None:
                return _polynomial_sign(expr, variable, domain)
            product *= found
        return product
    if isinstance(expr, Pow):
        return _power_sign(expr, variable, domain)
    if isinstance(expr, sympy.exp | sympy.cosh | sympy.acos):
        return 1
    if isinstance(expr, sympy.sin | sympy.cos):
        return _circular_sign(expr, variable, domain)
    if isinstance(expr, sympy.sinh | sympy.atan | sympy.asin | sympy.tanh):
        return evident_sign(expr.args[0], variable, domain)
    if isinstance(expr, Add):
        affine = _affine_sign(expr, variable, domain)
        if affine is not None:
            return affine
        bounded = _oscillation_sign(expr, variable)
        if bounded is not None:
            return bounded
        signs = {evident_sign(term, variable, domain) for term in expr.args} - {0}
        if len(signs) == 1 and None not in signs:
            return signs.pop()
        for attempt in (_polynomial_sign, _factored_sign, _collected_sign):
            found = attempt(expr, variable, domain)
            if found is not None:
                return found
    return None


def _factored_sign(expr: Add, variable: Symbol, domain: Reals) -> int | None:
    # A sum may be a product in disguise; the factors must multiply out to it.
    factored = sympy.factor(sympy.expand(expr))
    if not isinstance(factored, Mul) or sympy.expand(factored - expr) != 0:
        return None
    return evident_sign(factored, variable, domain)


def _collected_sign(expr: Add, variable: Symbol, domain: Reals) -> int | None:
    # Terms with the same function of the variable are put together: sin(x) - x sin(x)/pi is (1 - x/pi) sin(x).
    groups: dict[Expr, Expr] = {}
    for term in Add.make_args(sympy.expand(expr)):
        factors = [factor for factor in Mul.make_args(term) if not factor.is_polynomial(variable)]
        groups[Mul(*factors)] = groups.get(Mul(*factors), sympy.Integer(0)) + term / Mul(*factors)
    if len(groups) < 2 or not any(isinstance(coefficient, Add) for coefficient in groups.values()):
        return None
    signs = {evident_sign(coefficient * factor, variable, domain) for factor, coefficient in groups.items()} - {0}
    return signs.pop() if len(signs) == 1 and None not in signs else None


def _oscillation_sign(expr: Add, variable: Symbol) -> int | None:
    # c + sum a_i sin(.) + sum b_j cos(.) has the sign of c when |c| >= sum |a_i| + sum |b_j|.
    constant, rest = expr.as_independent(variable, as_Add=True)
    reach = sympy.Integer(0)
    for term in Add.make_args(rest):
        coefficient, factor = term.as_independent(variable, as_Add=False)
        if not isinstance(factor, sympy.sin | sympy.cos):
            return None
        found = sign(coefficient)
        if found is None:
            return None
        reach += found * coefficient
    side = sign(constant)
    if side is None:
        return None
    return side if sign(side * constant - reach) in (0, 1) else None


def _power_sign(expr: Pow, variable: Symbol, domain: Reals) -> int | None:
    base, exponent = expr.base, expr.exp
    if exponent.is_Integer:
        if int(exponent) % 2 == 0:
            return 1
        return evident_sign(base, variable, domain)
    return 1 if exponent.is_Rational and exponent.q == 2 else None


def _ends(expr: Expr, variable: Symbol, domain: Reals) -> tuple[Expr, Expr] | None:
    """Return the values of an affine expression at the ends of the interval; it takes values between them."""
    if sympy.diff(expr, variable, 2) != 0 or variable in sympy.diff(expr, variable).free_symbols:
        return None
    lower, upper = sympy.sympify(domain.lower), sympy.sympify(domain.upper)
    slope = sympy.diff(expr, variable)
    constant = expr.subs(variable, 0)
    return constant + slope * lower, constant + slope * upper


def _affine_sign(expr: Expr, variable: Symbol, domain: Reals) -> int | None:
    ends = _ends(expr, variable, domain)
    if ends is None:
        return None
    signs = {sign(sympy.expand(end)) for end in ends}
    if signs <= {0, 1}:
        return 1
    return -1 if signs <= {0, -1} else None


def _circular_sign(expr: Expr, variable: Symbol, domain: Reals) -> int | None:
    ends = _ends(expr.args[0], variable, domain)
    if ends is None:
        return None
    lower, upper = ends if sign(ends[1] - ends[0]) != -1 else ends[::-1]
    quarter = sympy.pi / 2
    # sine is non-negative on [2 m pi, (2 m + 1) pi]; cosine is the sine of the argument moved by pi/2.
    move = quarter if isinstance(expr, sympy.cos) else 0
    for half in range(-4, 5):
        left, right = half * sympy.pi - move, (half + 1) * sympy.pi - move
        if _at_most(left, lower) and _at_most(upper, right):
            return 1 if half % 2 == 0 else -1
    return None


def _at_most(a: Expr, b: Expr) -> bool:
    # Ends are rational combinations of 1 and pi, where a structural zero of the expanded difference is exact.
    gap = sympy.expand(b - a)
    return gap == 0 or sign(gap) == 1


def _polynomial_sign(expr: Expr, variable: Symbol, domain: Reals) -> int | None:
    if not expr.is_polynomial(variable):
        return None
    poly = sympy.Poly(expr, variable)
    lower, upper = sympy.sympify(domain.lower), sympy.sympify(domain.upper)
    if not (
        all(c.is_Rational for c in poly.coeffs()) and all(e.is_Rational or not e.is_finite for e in (lower, upper))
    ):
        return None
    interior = poly.count_roots(lower if lower.is_finite else None, upper if upper.is_finite else None)
    interior -= sum(1 for end in (lower, upper) if end.is_finite and poly.eval(end) == 0)
    if interior:
        return None
    probe = next(p for p in domain.points() if p not in (lower, upper))
    return sign(poly.eval(probe))


_CONTINUOUS = (
    sympy.sin,
    sympy.cos,
    sympy.exp,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.asin,
    sympy.acos,
    sympy.atan,
    sympy.log,
)


def continuous_inside(expr: Expr, variable: Symbol, domain: Reals) -> bool:
    """Whether an expression is plainly continuous inside an interval: no denominator vanishes there.

    >>> x = Symbol("x")
    >>> continuous_inside(-1 / x, x, Reals(-1, 1)), continuous_inside(-1 / x, x, Reals(0, 1))
    (False, True)
    """
    for node in sympy.preorder_traversal(expr):
        if variable not in node.free_symbols:
            continue
        if isinstance(node, Pow) and not (node.exp.is_Rational and node.exp > 0):
            exponential = node.base.is_positive and not node.base.free_symbols
            if not exponential and not (node.exp.is_Rational and _no_zero_inside(node.base, variable, domain)):
                return False
        if isinstance(node, sympy.Function) and not isinstance(node, _CONTINUOUS):
            return False
        if isinstance(node, sympy.log) and not _no_zero_inside(node.args[0], variable, domain):
            return False
    return True


def real_inside(expr: Expr, variable: Symbol, domain: Reals) -> bool:
    r"""Whether an expression is plainly real on an interval; a square or a product of roots that are not has any sign.

    >>> x = Symbol("x")
    >>> real_inside(sympy.acos(x) ** 2, x, Reals(0, 2)), real_inside(sympy.acos(x) ** 2, x, Reals(0, 1))
    (False, True)
    """
    for node in sympy.preorder_traversal(expr):
        if variable not in node.free_symbols:
            continue  # a constant that is not real has no certain sign
        needed: list[Expr] = []
        if isinstance(node, Pow) and not node.exp.is_Integer and not (node.base.is_positive and node.exp.is_real):
            needed = [node.base]
        elif isinstance(node, sympy.log):
            needed = [node.args[0]]
        elif isinstance(node, sympy.acos | sympy.asin):
            needed = [1 - node.args[0], 1 + node.args[0]]
        if any(evident_sign(radicand, variable, domain) not in (0, 1) for radicand in needed):
            return False
    return True


def _no_zero_inside(expr: Expr, variable: Symbol, domain: Reals) -> bool:
    if variable not in expr.free_symbols:
        return sign(expr) in (1, -1)
    if isinstance(expr, Mul):
        return all(_no_zero_inside(factor, variable, domain) for factor in expr.args)
    if isinstance(expr, Pow) and expr.exp.is_Rational:
        return _no_zero_inside(expr.base, variable, domain)
    if isinstance(expr, sympy.exp | sympy.cosh):
        return True
    if isinstance(expr, sympy.sin | sympy.cos):
        # Of one sign on a half period, where the zeros are its ends.
        return _circular_sign(expr, variable, domain) is not None
    if _ends(expr, variable, domain) is not None:
        # An affine function of one sign at the ends, not identically zero, vanishes at an end at most.
        return sympy.expand(expr) != 0 and _affine_sign(expr, variable, domain) is not None
    if isinstance(expr, Add):
        # A positive constant plus evidently non-negative terms.
        constant, rest = expr.as_independent(variable)
        if sign(constant) == 1 and evident_sign(rest, variable, domain) in (0, 1):
            return True
        return _polynomial_sign(expr, variable, domain) is not None
    return False
