r"""A kernel of the unit sphere given by a closed form in :math:`t`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, final

from ntkproofs.activations.parameters import ParameterError
from ntkproofs.kernels.angle_function import AngleFunction

if TYPE_CHECKING:
    import sympy


@final
@dataclass(frozen=True, repr=False)
class ExpressionKernel(AngleFunction):
    r"""The kernel :math:`\kappa(\langle x, x'\rangle)` of an exact SymPy expression :math:`\kappa` in ``Symbol('t')``.

    On vectors of other norms it depends on the directions only.  The expression is rewritten exactly to the angle, so
    that roots at :math:`t = \pm 1` are resolved; that it is positive definite is not claimed.

    :raises ParameterError: when a symbol other than ``t`` stands in the expression.

    >>> import sympy
    >>> ExpressionKernel(sympy.exp(-sympy.sqrt(2 - 2 * sympy.Symbol("t")))).in_angle
    exp(-2*sin(theta/2))
    """

    formula: sympy.Expr

    name: ClassVar[str] = "expression"

    def __post_init__(self) -> None:
        import sympy

        formula = sympy.sympify(self.formula, strict=True)
        strange = sorted(str(symbol) for symbol in formula.free_symbols if symbol != sympy.Symbol("t"))
        if strange:
            raise ParameterError(
                f"expression: a formula in t alone was needed, {', '.join(strange)} came in {formula}; rename it"
            )
        object.__setattr__(self, "formula", formula)

    @cached_property
    def in_angle(self) -> sympy.Expr:
        r"""The same function as an expression in ``Symbol('theta')``, :math:`t = \cos\theta`."""
        from ntkproofs.kernels.angle_form import angle_form

        return angle_form(self.formula)

    @property
    def trace(self) -> Fraction | None:
        at_one = self.formula.subs("t", 1)
        return Fraction(int(at_one.p), int(at_one.q)) if at_one.is_Rational else None

    def expression(self) -> sympy.Expr:
        return self.formula

    def __str__(self) -> str:
        return str(self.formula)
