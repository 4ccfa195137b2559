r"""Closed forms in :math:`t`, rewritten exactly to the angle, in which their end points are analytic.

.. math:: 1 - t = 2\sin^2\tfrac\theta2, \quad 1 + t = 2\cos^2\tfrac\theta2, \quad 1 - t^2 = \sin^2\theta, \quad
          \arccos t = \theta, \quad \arcsin t = \tfrac\pi2 - \theta .

Roots of these squares are resolved by their sign: both half-angle functions are :math:`\ge 0` on :math:`[0, \pi]`.
"""

from __future__ import annotations

from fractions import Fraction

import sympy

T = sympy.Symbol("t")
THETA = sympy.Symbol("theta")

Exponents = tuple[Fraction | None, Fraction | None]
ANALYTIC: Exponents = (None, None)
#: Nothing is known: the singular part may begin with a constant.
UNKNOWN: Exponents = (Fraction(0), Fraction(0))

#: Heads that keep real-analytic operands real-analytic.
_HARMLESS = (
    sympy.Add,
    sympy.Mul,
    sympy.Pow,
    sympy.exp,
    sympy.sin,
    sympy.cos,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.atan,
    sympy.erf,
)
_MAX_DEGREE = 60


def angle_form(expr: sympy.Expr) -> sympy.Expr:
    r"""The expression in ``Symbol('theta')`` equal to ``expr`` at :math:`t = \cos\theta`, :math:`0 \le \theta \le \pi`.

    >>> angle_form(sympy.exp(-sympy.sqrt(2 - 2 * T)))
    exp(-2*sin(theta/2))
    """
    if not expr.has(T):
        return expr
    if expr == T:
        return sympy.cos(THETA)
    if isinstance(expr, sympy.acos) and expr.args[0] in (T, -T):
        return THETA if expr.args[0] == T else sympy.pi - THETA
    if isinstance(expr, sympy.asin) and expr.args[0] == T:
        return sympy.pi / 2 - THETA
    if isinstance(expr, sympy.Pow) and expr.exp.is_Rational and not expr.exp.is_Integer:
        return _root(expr.base, expr.exp)
    return expr.func(*[angle_form(operand) for operand in expr.args])


def _root(base: sympy.Expr, exponent: sympy.Rational) -> sympy.Expr:
    r"""The form of :math:`p(t)^e` with :math:`p = (1-t)^i (1+t)^j q`: the factors at the ends leave the root."""
    rest = _polynomial(base)
    if rest is None:
        return angle_form(base) ** exponent
    rest, at_one = _divide_out(rest, sympy.Poly(1 - T, T))
    rest, at_minus_one = _divide_out(rest, sympy.Poly(1 + T, T))
    # All three factors are >= 0 where the root is real: the first two always, so the third with the product.
    both = min(at_one, at_minus_one)
    sine, half_sine, half_cosine = sympy.sin(THETA), sympy.sin(THETA / 2), sympy.cos(THETA / 2)
    ends = [(sine, both, 1), (half_sine, at_one - both, 2), (half_cosine, at_minus_one - both, 2)]
    form = rest.as_expr() ** exponent if rest.degree() <= 0 else angle_form(rest.as_expr()) ** exponent
    for function, count, square in ends:
        # (1 - t^2)^(e count) = sin^(2 e count), and 1 -+ t is twice a square
        form *= square ** (exponent * count) * function ** (2 * exponent * count)
    return form


def _polynomial(base: sympy.Expr) -> sympy.Poly | None:
    """The polynomial with rational coefficients that ``base`` is, or None."""
    # The bound is read off before anything is multiplied out.
    if not base.is_polynomial(T) or _degree_bound(base) > _MAX_DEGREE:
        return None
    poly = sympy.Poly(base, T)
    return poly if poly.domain.is_ZZ or poly.domain.is_QQ else None


def _degree_bound(base: sympy.Expr) -> int:
    """An upper bound of the degree in t of a polynomial expression, from its shape alone."""
    if isinstance(base, sympy.Add):
        return max(map(_degree_bound, base.args))
    if isinstance(base, sympy.Mul):
        return sum(map(_degree_bound, base.args))
    if isinstance(base, sympy.Pow):
        return _degree_bound(base.base) * int(base.exp) if base.has(T) else 0
    return int(base == T)


def _divide_out(poly: sympy.Poly, factor: sympy.Poly) -> tuple[sympy.Poly, int]:
    count = 0
    poly = poly.set_domain(sympy.QQ)
    while poly.degree() > 0:
        quotient, remainder = poly.div(factor.set_domain(sympy.QQ))
        if not remainder.is_zero:
            break
        poly, count = quotient, count + 1
    return poly, count


def form_exponents(form: sympy.Expr) -> Exponents:
    r"""Exponents before which an angle form certainly has no singular part, at the angles 0 and :math:`\pi`.

    Only what is visible counts: sums, products and entire functions of analytic things are analytic, a broken power of
    a half-angle function begins at its exponent, and anything else is :data:`UNKNOWN`.

    >>> form_exponents(sympy.exp(-sympy.sqrt(sympy.sin(THETA / 2))))
    (Fraction(1, 2), None)
    """
    if not form.has(THETA) or form == THETA:
        return ANALYTIC
    if isinstance(form, sympy.Pow) and not (form.exp.is_Integer and form.exp > 0):
        return _power_exponents(form.base, form.exp)
    if isinstance(form, _HARMLESS):
        parts = [form_exponents(operand) for operand in form.args]
        return _least([e for e, _ in parts]), _least([e for _, e in parts])
    return UNKNOWN


def _power_exponents(base: sympy.Expr, exponent: sympy.Expr) -> Exponents:
    if exponent.is_Rational and exponent > 0:
        e = Fraction(int(exponent.p), int(exponent.q))
        ends: dict[sympy.Expr, Exponents] = {
            sympy.sin(THETA / 2): (e, None),
            sympy.cos(THETA / 2): (None, e),
            sympy.sin(THETA): (e, e),
        }
        if base in ends:
            return ends[base]
    if exponent.is_Rational and _positive_in_cosine(base):
        return ANALYTIC
    return UNKNOWN


def _positive_in_cosine(base: sympy.Expr) -> bool:
    """Whether ``base`` is a rational polynomial in cos(theta) without a zero on [-1, 1] and positive there (Sturm)."""
    poly = _polynomial(base.subs(sympy.cos(THETA), T)) if not base.subs(sympy.cos(THETA), T).has(THETA) else None
    return poly is not None and poly.eval(0) > 0 and poly.count_roots(-1, 1) == 0


def _least(exponents: list[Fraction | None]) -> Fraction | None:
    return min((e for e in exponents if e is not None), default=None)
