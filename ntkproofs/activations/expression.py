r"""Activations given by a SymPy expression, piecewise ones included."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal, final

import sympy

from ntkproofs.activations.base import Activation, Degrees
from ntkproofs.activations.expression_growth import U, growth_bound
from ntkproofs.activations.expression_pieces import Piece, pieces_of
from ntkproofs.activations.growth import Growth
from ntkproofs.activations.hermite_expansion import HEIGHTS
from ntkproofs.activations.parameters import ParameterError
from ntkproofs.activations.piecewise_polynomial import piecewise_polynomial
from ntkproofs.activations.polynomial import Polynomial
from ntkproofs.activations.rectified_monomial import rectified_power
from ntkproofs.activations.series_activation import SeriesActivation
from ntkproofs.arithmetic import BallArithmetic, InexactInput, Ternary, UnsupportedOperation, lambdify
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.enclosures import NotConverged
from ntkproofs.enclosures.panel_rule import cover_ellipse

#: The part of the line on which a function must be seen to be analytic between its kinks.
REACH = Fraction(12)


@final
@dataclass(frozen=True, repr=False)
class Expression(SeriesActivation):
    r"""The function of an exact SymPy expression in one real variable; its dual is a certified Hermite series.

    Made by :meth:`~ntkproofs.activations.Activation.from_expression`, which refuses what is complex-valued, not square
    integrable or unknown.

    >>> swish = Activation.from_expression(U / (1 + sympy.exp(-U)))
    >>> swish.growth.rate, swish.parity, swish.polynomial_parts
    (Fraction(1, 1), None, (None, 1))
    """

    formula: sympy.Expr

    name: ClassVar[str] = "expression"
    latex: ClassVar[str] = r"f(u)"

    def __str__(self) -> str:
        return str(self.formula)

    @property
    def analytic(self) -> bool:  # type: ignore[override]
        return len(self._smooth) == 1

    @cached_property
    def _smooth(self) -> tuple[Piece, ...]:
        return pieces_of(self.formula)

    @cached_property
    def pieces(self) -> tuple[tuple[Fraction | None, Fraction | None, Any], ...]:
        return tuple((low, high, lambdify(part, U)) for low, high, part in self._smooth)

    @cached_property
    def growth(self) -> Growth:
        bounds = [growth_bound(part) for _, _, part in self._smooth]
        total = bounds[0]
        for bound in bounds[1:]:
            total = total.joined(bound)
        return total

    @cached_property
    def strip(self) -> Fraction:  # type: ignore[override]
        for height in HEIGHTS:
            if _analytic(self.pieces[0], height):
                return height * Fraction(9, 10)
        return HEIGHTS[-1]

    @property
    def parity(self) -> Literal["even", "odd"] | None:
        even, odd = self.polynomial_parts
        return "even" if odd == -1 else "odd" if even == -1 else None

    @cached_property
    def polynomial_parts(self) -> Degrees:
        # None says here that the part was not recognised as a polynomial (parts_are_exact is off)
        if not self.analytic:
            return self._mirrored()
        mirrored = self.formula.subs(U, -U)
        return _degree((self.formula + mirrored) / 2), _degree((self.formula - mirrored) / 2)

    def _mirrored(self) -> Degrees:
        """The parts of a function with kinks: an even or odd one is seen by its pieces and their mirror images."""
        zero: list[int | None] = [-1, -1]
        for (low, high, part), (left, right, other) in zip(self._smooth, reversed(self._smooth), strict=True):
            if low != (None if right is None else -right) or high != (None if left is None else -left):
                return None, None
            image = other.subs(U, -U)
            zero = [
                kept if _degree(gap) == -1 else None
                for kept, gap in zip(zero, (part + image, part - image), strict=True)
            ]
        return zero[0], zero[1]

    @property
    def parts_are_exact(self) -> bool:
        return False

    @property
    def is_lipschitz(self) -> bool:
        try:
            slope = self.derivative().growth
        except UnsupportedOperation:
            return False
        return slope.rate == 0 and slope.curvature <= 0

    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        raise self._missing("the best Lipschitz constant", "the slope of an expression is not optimised here")

    def value(self, ctx: Arithmetic, u: Any) -> Any:
        total = self.pieces[0][2](ctx, u)
        for before, (low, _, part) in itertools.pairwise(self.pieces):
            # (1 + sign(u - b))/2 switches from one piece to the next; at the kinks themselves it has no value
            shifted = u - ctx.convert(low)
            total = total + (part(ctx, u) - before[2](ctx, u)) * (1 + shifted / abs(shifted)) / 2
        return total

    def derivative(self) -> Activation:
        for (_, _, before), (low, _, after) in itertools.pairwise(self._smooth):
            _require_continuous(self, before, after, _exact(low))
        slopes = [sympy.diff(part, U) for _, _, part in self._smooth]
        if len(slopes) == 1:
            return from_expression(slopes[0])
        cases = [
            (slope, sympy.Rational(high.numerator, high.denominator) > U)
            for slope, (_, high, _) in zip(slopes, self._smooth, strict=True)
            if high is not None
        ]
        return from_expression(sympy.Piecewise(*cases, (slopes[-1], True)))


def from_expression(expression: Any) -> Activation:
    """The activation of an expression; see :meth:`ntkproofs.activations.Activation.from_expression`."""
    formula = _in_u(expression)
    coefficients = _rational_coefficients(formula)
    if coefficients is not None:
        return Polynomial(coefficients)
    try:
        made = Expression(formula)
        made.pieces  # noqa: B018  (refuses unknown functions)
        exact = _two_polynomials(made)
        if exact is not None:
            return exact
        _require_real(made)
        growth = made.growth
    except UnsupportedOperation as error:
        raise ParameterError(
            f"expression: a measurable function made of known ones was needed, {formula} came ({error})"
        ) from None
    if not growth.integrable(Fraction(1)):
        raise ParameterError(
            f"expression: a function that is square integrable against the Gaussian was needed, {formula} came, "
            f"bounded only by exp({growth.curvature} u^2); keep the factor of u^2 below 1/4"
        )
    return made


def _two_polynomials(made: Expression) -> Activation | None:
    """The activation with an exact dual that a function with one kink, at zero, and polynomial sides is."""
    if len(made._smooth) != 2 or made._smooth[0][1] != 0:
        return None
    left, right = (_rational_coefficients(part) for _, _, part in made._smooth)
    if left is not None and right is not None:
        return piecewise_polynomial(left, right)
    if left == (Fraction(0),) and made._smooth[1][2].is_polynomial(U):
        # sqrt(a) u_+^n, the ReLU of the literature with a = 2
        terms = sympy.Poly(made._smooth[1][2], U).terms()
        square = terms[0][1] ** 2
        if len(terms) == 1 and square.is_Rational and terms[0][1].is_positive:
            return rectified_power(terms[0][0][0], Fraction(int(square.p), int(square.q)))
    return None


def _rational_coefficients(part: sympy.Expr) -> tuple[Fraction, ...] | None:
    """The coefficients of a polynomial with rational ones, constant term first."""
    if not part.is_polynomial(U):
        return None
    rising = list(reversed(sympy.Poly(part, U).all_coeffs()))
    return tuple(Fraction(int(a.p), int(a.q)) for a in rising) if all(a.is_Rational for a in rising) else None


def _exact(x: Fraction | None) -> sympy.Rational:
    return sympy.Rational(0) if x is None else sympy.Rational(x.numerator, x.denominator)


def _in_u(expression: Any) -> sympy.Expr:
    try:
        formula = sympy.sympify(expression, strict=True)
    except sympy.SympifyError:
        raise ParameterError(
            f"expression: a SymPy expression was needed, {expression!r} came; write u = sympy.Symbol('u')"
        ) from None
    if not isinstance(formula, sympy.Expr):
        raise ParameterError(f"expression: a function was needed, {formula} came; it has no values")
    names = sorted(formula.free_symbols, key=str)
    if len(names) > 1:
        raise ParameterError(
            f"expression: one free symbol was needed, {', '.join(map(str, names))} came; substitute numbers for others"
        )
    if formula.has(sympy.Float):
        raise InexactInput(f"expression: exact numbers were needed, {formula} holds a binary float; write Rationals")
    if formula.has(sympy.I, sympy.zoo, sympy.nan, sympy.oo, sympy.conjugate, sympy.re, sympy.im):
        raise ParameterError(f"expression: a real function was needed, the complex-valued {formula} came; take a part")
    formula = formula.subs(dict.fromkeys(names, U))
    if formula.has(sympy.I):
        raise ParameterError(f"expression: a real function was needed, the complex-valued {formula} came; take a part")
    return formula


def _require_real(made: Expression) -> None:
    """Refuse a function that has no finite real values around its pieces (roots and logarithms of negative numbers)."""
    for piece in made.pieces:
        low = -REACH if piece[0] is None else piece[0]
        high = REACH if piece[1] is None else piece[1]
        for j in range(1, 24):
            u = low + (high - low) * Fraction(j, 24)
            if not BallArithmetic(96).evaluate(piece[2], u).is_finite():
                raise ParameterError(
                    f"expression: finite real values were needed, {made} is complex-valued or undefined at u = {u}; "
                    "mend its roots, logarithms and quotients, or give the case a value"
                )
        if not _analytic(piece, HEIGHTS[-1]):
            raise ParameterError(
                f"expression: a function that is analytic between and at its kinks was needed, {made} is not seen to "
                f"be on [{low}, {high}]; cut it at its singular points, and use no root or logarithm that touches zero"
            )


def _analytic(piece: tuple[Fraction | None, Fraction | None, Any], height: Fraction) -> bool:
    low = -REACH if piece[0] is None else max(piece[0], -REACH)
    high = REACH if piece[1] is None else min(piece[1], REACH)
    if low >= high:
        return True
    slope = 4 * height / (high - low)
    rho = 1 + slope / 2 + slope * slope / 8
    try:
        cover_ellipse(piece[2], low, high, Fraction(int(rho * 2**20), 2**20))
    except NotConverged:
        return False
    return True


def _degree(part: sympy.Expr) -> int | None:
    """The degree of a part that is a polynomial in normal form, -1 for zero, None where it is not seen to be one."""
    for form in (sympy.expand, lambda e: sympy.cancel(sympy.together(e.rewrite(sympy.exp)))):
        shaped = form(part)
        if shaped == 0:
            return -1
        if shaped.is_polynomial(U):
            return int(sympy.degree(shaped, U))
    return None


def _require_continuous(made: Expression, before: sympy.Expr, after: sympy.Expr, at: sympy.Rational) -> None:
    gap = (after - before).subs(U, at)
    if gap == 0 or sympy.expand(gap) == 0:
        return
    ctx = BallArithmetic(200)
    ball = ctx.evaluate(lambdify(gap))
    jumps = Ternary.YES in (ctx.surely_less(ball, 0), ctx.surely_less(0, ball))
    what = "it jumps" if jumps else "its continuity is not decided"
    raise made._missing("a derivative that is a function", f"{what} at u = {at}; use nngp")
