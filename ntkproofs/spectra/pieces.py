r"""Kernels with kinks inside of (-1, 1), cut at them: on each piece the formula is smooth and can be enclosed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from ntkproofs.activations.expression_pieces import pieces_of
from ntkproofs.activations.parameters import ParameterError
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels import ExpressionKernel, FormulaKernel

#: Rational bounds of pi; a formula with a kink between them is not cut.
LOWER, UPPER = Fraction(333, 106), Fraction(22, 7)


@final
@dataclass(frozen=True, eq=False)
class Piece:
    r"""A smooth kernel and the interval of angles on which it is the given one, the ends as formulas of constants."""

    kernel: Any
    start: Callable[[Arithmetic], Any]
    end: Callable[[Arithmetic], Any]

    def angle(self, ctx: Arithmetic, x: Any) -> Any:
        r"""The angle at :math:`0 \le x \le 1`, from one end to the other."""
        return self.start(ctx) + self.width(ctx) * x

    def width(self, ctx: Arithmetic) -> Any:
        """The length of the interval."""
        return self.end(ctx) - self.start(ctx)


def kernel_pieces(kernel: Any) -> tuple[Piece, ...]:
    r"""The pieces of an expression with kinks at rational t, or of a formula in the angle with rational kinks; or none.

    >>> import sympy
    >>> [str(piece.kernel) for piece in kernel_pieces(ExpressionKernel(sympy.Abs(sympy.Symbol("t") - 1)))]
    ['1 - t']
    >>> [str(piece.kernel) for piece in kernel_pieces(ExpressionKernel(sympy.Abs(sympy.Symbol("t"))))]
    ['t', '-t']
    """
    import sympy

    from ntkproofs.activations.expression_growth import U

    if not isinstance(kernel, ExpressionKernel | FormulaKernel) or not kernel.formula.has(sympy.Abs):
        return ()
    in_t = isinstance(kernel, ExpressionKernel)
    symbol = sympy.Symbol("t" if in_t else "theta")
    try:
        cut = pieces_of(kernel.formula.subs(symbol, U))
    except ParameterError:
        return ()
    if in_t:
        low, high = Fraction(-1), Fraction(1)
        inside = [
            piece for piece in cut if (piece[0] is None or piece[0] < high) and (piece[1] is None or piece[1] > low)
        ]
        # larger t are smaller angles
        found = [
            Piece(ExpressionKernel(part.subs(U, symbol)), _angle_of(right, high), _angle_of(left, low))
            for left, right, part in reversed(inside)
        ]
        return _cut(found)
    if any(end is not None and LOWER < end < UPPER for piece in cut for end in piece[:2]):
        return ()
    inside = [piece for piece in cut if _below_pi(piece[0]) and (piece[1] is None or piece[1] > 0)]
    found = [
        Piece(FormulaKernel(part.subs(U, symbol)), _angle(left, at_zero=True), _angle(right, at_zero=False))
        for left, right, part in inside
    ]
    return _cut(found)


def _cut(found: list[Piece]) -> tuple[Piece, ...]:
    """The pieces, unless all that was found is the kernel as it was given."""
    import sympy

    return () if any(piece.kernel.formula.has(sympy.Abs) for piece in found) else tuple(found)


def _angle_of(t: Fraction | None, end: Fraction) -> Callable[[Arithmetic], Any]:
    """The angle of a rational t, cut off at t = 1 or t = -1."""
    if t is None or abs(t) >= 1:
        return (lambda ctx: ctx.rational(0)) if end > 0 else (lambda ctx: ctx.pi)
    return lambda ctx: ctx.acos(ctx.convert(t))


def _angle(angle: Fraction | None, *, at_zero: bool) -> Callable[[Arithmetic], Any]:
    """A rational angle, cut off at 0 and pi."""
    if at_zero:
        return lambda ctx: ctx.rational(0) if angle is None or angle < 0 else ctx.convert(angle)
    return lambda ctx: ctx.convert(angle) if angle is not None and _below_pi(angle) else ctx.pi


def _below_pi(angle: Fraction | None) -> bool:
    return angle is None or angle <= LOWER
