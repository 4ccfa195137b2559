r"""The abstract arithmetic: the only source of functions and constants of a formula."""

from __future__ import annotations

import abc
import contextlib
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from ntkproofs.arithmetic.errors import UnsupportedOperation
from ntkproofs.arithmetic.order import Ternary


class Arithmetic(abc.ABC):
    r"""What a number is.  A formula ``f(ctx, x)`` is written once and evaluated in every arithmetic ``ctx``.

    Between values the operators ``+ - * /``, ``abs`` and ``**`` with an integer exponent work, and Python integers
    mix with values; two Python integers must not be divided by each other (write ``ctx.rational(p, q)``).  Functions
    are real: outside of its real domain a function has no value (an error, or the arithmetic's not-a-number), never a
    complex one.

    A function that an arithmetic lacks raises :class:`~ntkproofs.arithmetic.UnsupportedOperation`; nothing is
    approximated silently.  Concrete arithmetics are final.
    """

    #: Whether results are exact or outward-rounded enclosures, so that they may decide a claim.
    rigorous: ClassVar[bool] = False

    # -- values ---------------------------------------------------------------------------------------------------

    @abc.abstractmethod
    def convert(self, value: Any) -> Any:
        """The value of this arithmetic for an int, a Fraction, a decimal string or a value that is already one."""

    @abc.abstractmethod
    def rational(self, numerator: int, denominator: int = 1) -> Any:
        """The rational number ``numerator / denominator``."""

    @property
    @abc.abstractmethod
    def pi(self) -> Any:
        r"""The number :math:`\pi`."""

    def working(self) -> contextlib.AbstractContextManager[Any]:
        """The block inside which operators between values work at this arithmetic's precision."""
        return contextlib.nullcontext()

    def evaluate(self, formula: Callable[..., Any], *arguments: Any) -> Any:
        """The value of ``formula(ctx, *arguments)``, with converted arguments and at this arithmetic's precision."""
        with self.working():
            result = formula(self, *[self.convert(argument) for argument in arguments])
            return self.convert(result) if isinstance(result, int) else result

    # -- order ----------------------------------------------------------------------------------------------------

    def surely_less(self, left: Any, right: Any) -> Ternary:
        """Whether ``left < right``: YES and NO are certain, anything doubtful (NaN included) is UNDECIDED."""
        raise self.missing("surely_less", "compare in BallArithmetic")

    def surely_positive(self, value: Any) -> Ternary:
        """Whether ``0 < value``."""
        return self.surely_less(0, value)

    def surely_nonnegative(self, value: Any) -> Ternary:
        """Whether ``0 <= value``."""
        # For real numbers `0 <= x` is the negation of `x < 0`; NO of the latter is certain by its contract.
        return ~self.surely_less(value, 0)

    # -- functions ------------------------------------------------------------------------------------------------

    def sqrt(self, x: Any) -> Any:
        r"""The square root :math:`\sqrt{x}`, :math:`x \ge 0`."""
        raise self.missing("sqrt")

    def sqrt_nonnegative(self, x: Any) -> Any:
        r"""The square root of an ``x`` that the caller *knows* to be :math:`\ge 0`, whatever roundoff says.

        The part of an enclosure below zero is discarded; the promise is the caller's, and must be proved where it is
        made.
        """
        raise self.missing("sqrt_nonnegative")

    def exp(self, x: Any) -> Any:
        r"""The exponential :math:`e^x`."""
        raise self.missing("exp")

    def log(self, x: Any) -> Any:
        r"""The natural logarithm, :math:`x > 0`."""
        raise self.missing("log")

    def log1p(self, x: Any) -> Any:
        r"""The function :math:`\log(1 + x)`, :math:`x > -1`, without cancellation near zero."""
        raise self.missing("log1p")

    def sin(self, x: Any) -> Any:
        """The sine."""
        raise self.missing("sin")

    def cos(self, x: Any) -> Any:
        """The cosine."""
        raise self.missing("cos")

    def tan(self, x: Any) -> Any:
        """The tangent."""
        raise self.missing("tan")

    def asin(self, x: Any) -> Any:
        r"""The arc sine, :math:`-1 \le x \le 1`."""
        raise self.missing("asin")

    def acos(self, x: Any) -> Any:
        r"""The arc cosine, :math:`-1 \le x \le 1`."""
        raise self.missing("acos")

    def asin_unit(self, x: Any) -> Any:
        r"""The arc sine of an ``x`` that the caller *knows* to lie in :math:`[-1, 1]`, whatever roundoff says."""
        raise self.missing("asin_unit")

    def acos_unit(self, x: Any) -> Any:
        r"""The arc cosine of an ``x`` that the caller *knows* to lie in :math:`[-1, 1]`, whatever roundoff says."""
        raise self.missing("acos_unit")

    def atan(self, x: Any) -> Any:
        """The arc tangent."""
        raise self.missing("atan")

    def sinh(self, x: Any) -> Any:
        """The hyperbolic sine."""
        raise self.missing("sinh")

    def cosh(self, x: Any) -> Any:
        """The hyperbolic cosine."""
        raise self.missing("cosh")

    def tanh(self, x: Any) -> Any:
        """The hyperbolic tangent."""
        raise self.missing("tanh")

    def gamma(self, x: Any) -> Any:
        r"""The Gamma function :math:`\Gamma(x)`, with :math:`\Gamma(n) = (n-1)!`."""
        raise self.missing("gamma")

    def rgamma(self, x: Any) -> Any:
        r"""The reciprocal :math:`1/\Gamma(x)`, an entire function."""
        raise self.missing("rgamma")

    def erf(self, x: Any) -> Any:
        r"""The error function :math:`\frac{2}{\sqrt\pi}\int_0^x e^{-u^2}\,du`."""
        raise self.missing("erf")

    def power(self, x: Any, y: Any) -> Any:
        r"""The power :math:`x^y` for real ``y`` and :math:`x \ge 0` (any ``x`` when ``y`` is an integer)."""
        raise self.missing("power")

    def power_nonnegative(self, x: Any, y: Any) -> Any:
        r"""The power :math:`x^y`, :math:`y > 0`, of an ``x`` that the caller *knows* to be :math:`\ge 0`."""
        raise self.missing("power_nonnegative")

    def bessel_i(self, order: Any, x: Any) -> Any:
        r"""The modified Bessel function of the first kind :math:`I_\nu(x)`."""
        raise self.missing("bessel_i")

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> Any:
        r"""The hypergeometric function :math:`{}_pF_q(a_1, \dots, a_p; b_1, \dots, b_q; x)`."""
        raise self.missing("hypergeometric")

    def sinc(self, x: Any) -> Any:
        r"""The entire function :math:`\sin(x)/x = {}_0F_1(; \tfrac32; -x^2/4)`, which is 1 at 0."""
        with self.working():
            return self.hypergeometric([], [self.rational(3, 2)], -(x * x) / 4)

    def sinc_slope(self, x: Any) -> Any:
        r"""The entire function :math:`(\sin x - x\cos x)/x^3 = \tfrac13\,{}_0F_1(; \tfrac52; -x^2/4)`, 1/3 at 0.

        It is :math:`-\mathrm{sinc}'(x)/x`; the deep ReLU recursion divides its double zero at the angle 0 out with it.
        """
        with self.working():
            return self.hypergeometric([], [self.rational(5, 2)], -(x * x) / 4) / 3

    # -- refusal --------------------------------------------------------------------------------------------------

    def missing(self, operation: str, advice: str = "use another arithmetic") -> UnsupportedOperation:
        """The error to raise for an operation that this arithmetic does not have."""
        return UnsupportedOperation(f"{type(self).__name__} has no {operation}; {advice}")
