r"""Exact arithmetic: values are SymPy expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

import sympy

from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.errors import InexactInput, UnsupportedOperation
from ntkproofs.arithmetic.order import Ternary, decided
from ntkproofs.arithmetic.rationals import fraction


@final
@dataclass(frozen=True)
class ExactArithmetic(Arithmetic):
    r"""Symbolic expressions; functions evaluate as SymPy does, rational numbers stay rational.

    An order is decided by exact comparison when the difference is rational, else by balls of increasing precision
    around the difference; a ball never proves an equality, so two different-looking equal expressions stay UNDECIDED.

    :raises InexactInput: when a float comes in, or when a formula lets one in by dividing two Python integers.

    >>> ctx = ExactArithmetic()
    >>> ctx.evaluate(lambda ctx, t: ctx.cos(ctx.pi / t), 6)
    sqrt(3)/2
    """

    #: Bits up to which an order is pursued before it is given up as undecided.
    comparison_bits: int = 4096

    rigorous: ClassVar[bool] = True

    # -- values ---------------------------------------------------------------------------------------------------

    def convert(self, value: Any) -> sympy.Expr:
        if isinstance(value, sympy.Expr):
            if value.has(sympy.Float):
                raise InexactInput(
                    f"ExactArithmetic: an exact expression was needed, {value} holds a binary float; "
                    "write its numbers as ctx.rational(p, q)"
                )
            return value
        exact = fraction(value, who="ExactArithmetic")
        return sympy.Rational(exact.numerator, exact.denominator)

    def rational(self, numerator: int, denominator: int = 1) -> sympy.Expr:
        if denominator == 0:
            raise ZeroDivisionError(f"ExactArithmetic.rational: {numerator}/0 was asked; pass a non-zero denominator")
        return sympy.Rational(numerator, denominator)

    @property
    def pi(self) -> sympy.Expr:
        return sympy.pi

    def evaluate(self, formula: Callable[..., Any], *arguments: Any) -> Any:
        result = formula(self, *[self.convert(argument) for argument in arguments])
        # The conversion of the result is the gate that catches `n / 2` between Python integers inside the formula.
        return self.convert(result) if isinstance(result, int | float | sympy.Expr) else result

    # -- order ----------------------------------------------------------------------------------------------------

    def surely_less(self, left: Any, right: Any) -> Ternary:
        difference = self.convert(left) - self.convert(right)
        if difference.is_Rational:
            return decided(bool(difference.p < 0), bool(difference.p >= 0))
        if difference.free_symbols or difference.has(sympy.nan, sympy.oo, sympy.zoo, sympy.I):
            return Ternary.UNDECIDED
        return self._by_balls(difference)

    def _by_balls(self, difference: sympy.Expr) -> Ternary:
        from ntkproofs.arithmetic.ball import BallArithmetic
        from ntkproofs.arithmetic.formula import lambdify

        try:
            formula = lambdify(difference)
        except UnsupportedOperation:
            return Ternary.UNDECIDED
        bits = 64
        while bits <= self.comparison_bits:
            ctx = BallArithmetic(bits)
            answer = ctx.surely_less(ctx.evaluate(formula), 0)
            if answer is not Ternary.UNDECIDED:
                return answer
            bits *= 2
        return Ternary.UNDECIDED

    # -- functions ------------------------------------------------------------------------------------------------

    def sqrt(self, x: Any) -> sympy.Expr:
        return sympy.sqrt(self.convert(x))

    def sqrt_nonnegative(self, x: Any) -> sympy.Expr:
        return self.sqrt(x)

    def exp(self, x: Any) -> sympy.Expr:
        return sympy.exp(self.convert(x))

    def log(self, x: Any) -> sympy.Expr:
        return sympy.log(self.convert(x))

    def log1p(self, x: Any) -> sympy.Expr:
        return sympy.log(1 + self.convert(x))

    def sin(self, x: Any) -> sympy.Expr:
        return sympy.sin(self.convert(x))

    def cos(self, x: Any) -> sympy.Expr:
        return sympy.cos(self.convert(x))

    def tan(self, x: Any) -> sympy.Expr:
        return sympy.tan(self.convert(x))

    def asin(self, x: Any) -> sympy.Expr:
        return sympy.asin(self.convert(x))

    def acos(self, x: Any) -> sympy.Expr:
        return sympy.acos(self.convert(x))

    def asin_unit(self, x: Any) -> sympy.Expr:
        return self.asin(x)

    def acos_unit(self, x: Any) -> sympy.Expr:
        return self.acos(x)

    def atan(self, x: Any) -> sympy.Expr:
        return sympy.atan(self.convert(x))

    def sinh(self, x: Any) -> sympy.Expr:
        return sympy.sinh(self.convert(x))

    def cosh(self, x: Any) -> sympy.Expr:
        return sympy.cosh(self.convert(x))

    def tanh(self, x: Any) -> sympy.Expr:
        return sympy.tanh(self.convert(x))

    def gamma(self, x: Any) -> sympy.Expr:
        return sympy.gamma(self.convert(x))

    def rgamma(self, x: Any) -> sympy.Expr:
        return 1 / sympy.gamma(self.convert(x))

    def erf(self, x: Any) -> sympy.Expr:
        return sympy.erf(self.convert(x))

    def power(self, x: Any, y: Any) -> sympy.Expr:
        return sympy.Pow(self.convert(x), self.convert(y))

    def power_nonnegative(self, x: Any, y: Any) -> sympy.Expr:
        return self.power(x, y)

    def bessel_i(self, order: Any, x: Any) -> sympy.Expr:
        return sympy.besseli(self.convert(order), self.convert(x))

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> sympy.Expr:
        return sympy.hyper([self.convert(a) for a in upper], [self.convert(b) for b in lower], self.convert(x))

    def sinc(self, x: Any) -> sympy.Expr:
        angle = self.convert(x)
        return sympy.Integer(1) if angle.is_zero else sympy.sin(angle) / angle

    def sinc_slope(self, x: Any) -> sympy.Expr:
        angle = self.convert(x)
        if angle.is_zero:
            return sympy.Rational(1, 3)
        return (sympy.sin(angle) - angle * sympy.cos(angle)) / angle**3
