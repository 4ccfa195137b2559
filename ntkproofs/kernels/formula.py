r"""A kernel of the unit sphere given by a formula in the angle: an expression, or a Python function in the dialect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, final

from ntkproofs.activations.parameters import ParameterError
from ntkproofs.kernels.angle_function import AngleFunction
from ntkproofs.kernels.base import Kernel
from ntkproofs.kernels.limits import KernelSyntaxError, shown

if TYPE_CHECKING:
    import sympy


@final
@dataclass(frozen=True, repr=False)
class FormulaKernel(AngleFunction):
    r"""The kernel :math:`g(\theta) = \kappa(\cos\theta)` of an exact formula in the angle :math:`\theta \in [0, \pi]`.

    ``formula`` is a SymPy expression in ``Symbol('theta')`` (``Symbol('t')`` stands for its cosine) or a function
    ``formula(ctx, angle)`` in the dialect: functions and constants from ``ctx``, the operators ``+ - * / **``, no
    branch, no float. A function is run once, on the symbol, and what that run recorded is the kernel: a comparison of
    the angle has no truth value there and is refused, so that no enclosure ever takes one side of a branch. ``label``
    is the text of the kernel where the expression would be long. On vectors of other norms the kernel depends on the
    directions only; that it is positive definite is not claimed.

    :raises ParameterError: for another symbol, and for a function that does not keep the dialect.
    :raises InexactInput: for a binary float.

    >>> FormulaKernel(lambda ctx, angle: ctx.exp(-2 * ctx.sin(angle / 2)))
    exp(-2*sin(theta/2))
    """

    formula: Any
    label: str | None = field(default=None, compare=False)

    name: ClassVar[str] = "formula"

    def __post_init__(self) -> None:
        import sympy

        from ntkproofs.arithmetic import ExactArithmetic

        theta = sympy.Symbol("theta")
        given = self.formula
        # A SymPy function class is callable as well; an expression is none.
        if isinstance(given, sympy.Expr) or not callable(given):
            found = ExactArithmetic().convert(sympy.sympify(given, strict=True))
        else:
            found = _recorded(given, theta)
        found = found.subs(sympy.Symbol("t"), sympy.cos(theta))
        strange = sorted(str(symbol) for symbol in found.free_symbols if symbol != theta)
        if strange:
            raise ParameterError(
                f"formula: a formula in theta alone was needed, {', '.join(strange)} came in {found}; rename it"
            )
        object.__setattr__(self, "formula", found)

    @property
    def in_angle(self) -> sympy.Expr:
        r"""The formula in ``Symbol('theta')``."""
        found: sympy.Expr = self.formula
        return found

    @property
    def trace(self) -> Fraction | None:
        at_one = self.formula.subs("theta", 0)
        return Fraction(int(at_one.p), int(at_one.q)) if at_one.is_Rational else None

    def expression(self) -> sympy.Expr:
        import sympy

        return self.formula.subs(sympy.Symbol("theta"), sympy.acos(sympy.Symbol("t")))

    def __str__(self) -> str:
        return self.label or str(self.formula)


def _recorded(function: Callable[..., Any], theta: sympy.Symbol) -> sympy.Expr:
    """The expression that one run of the function on the symbol builds."""
    from ntkproofs.arithmetic import ExactArithmetic, InexactInput, UnsupportedOperation

    ctx = ExactArithmetic()
    try:
        found = ctx.convert(function(ctx, theta))
    except (InexactInput, UnsupportedOperation):
        raise
    except (TypeError, ValueError, AttributeError) as error:
        raise ParameterError(
            f"formula: a function of ctx and the angle in the dialect (ctx's functions, + - * / **, no branch, no "
            f"other library) was needed, running it on a symbol failed: {error}"
        ) from error
    return found


def expression_kernel(formula: sympy.Expr, text: str) -> Kernel:
    r"""The kernel of an expression in t, or in theta where theta occurs, that has real values at a few angles.

    :raises KernelSyntaxError: where it has none; ``text`` is what was typed.

    >>> import sympy
    >>> type(expression_kernel(sympy.Symbol("theta") ** 2, "theta**2")).__name__
    'FormulaKernel'
    """
    import sympy

    from ntkproofs.arithmetic import BallArithmetic, UnsupportedOperation
    from ntkproofs.kernels.expression import ExpressionKernel

    in_angle = formula.has(sympy.Symbol("theta"))
    kernel: Kernel = FormulaKernel(formula) if in_angle else ExpressionKernel(formula)
    balls = BallArithmetic(128)
    for angle in (Fraction(1, 3), Fraction(1), Fraction(2), Fraction(3)):
        try:
            finite = bool(balls.evaluate(kernel.kappa, angle).is_finite())
        except (UnsupportedOperation, ZeroDivisionError):
            finite = False
        if not finite:
            raise KernelSyntaxError(
                f"kernel: an expression with real values for -1 < t < 1 was needed, {shown(text)} has none at "
                f"t = cos({angle}); mend its roots, logarithms and quotients"
            )
    return kernel
