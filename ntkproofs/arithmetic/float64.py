r"""Double precision over any array namespace: fast, elementwise, never rigorous."""

from __future__ import annotations

import contextlib
import importlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, final

import numpy

from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.order import Ternary, decided
from ntkproofs.arithmetic.rationals import fraction

# Roundoff below this is forgiven by the *_nonnegative and *_unit functions and leaves a comparison undecided.
_MARGIN = 2.0**-26


@final
@dataclass(frozen=True)
class Float64Arithmetic(Arithmetic):
    r"""IEEE double precision, elementwise over the arrays of an array-API ``namespace``.

    Constants are Python floats; arrays keep their library, their shape and their gradients.  The special functions
    (Gamma, error function, Bessel, hypergeometric) exist for NumPy, by SciPy; for another namespace as far as a module
    ``special`` has them under SciPy's names.  Outside of its domain a function gives NaN.

    :raises UnsupportedOperation: for special functions of another namespace, and for order between arrays.

    >>> ctx = Float64Arithmetic()
    >>> ctx.evaluate(lambda ctx, x: ctx.sqrt(x) / 2, [1.0, 4.0])
    array([0.5, 1. ])
    """

    namespace: Any = field(default=numpy)
    #: Where the last sine and cosine are kept: formulas ask for them again and again.  None keeps nothing.
    memory: dict[str, tuple[Any, Any]] | None = field(default=None, repr=False, compare=False)
    special: Any = None

    # -- values ---------------------------------------------------------------------------------------------------

    def convert(self, value: Any) -> Any:
        if isinstance(value, float):
            return float(value)
        if isinstance(value, list | tuple) or hasattr(value, "shape"):
            return self.namespace.asarray(value, dtype=self.namespace.float64)
        exact = fraction(value, who="Float64Arithmetic")
        return self.rational(exact.numerator, exact.denominator)

    def rational(self, numerator: int, denominator: int = 1) -> float:
        return numerator / denominator  # Python rounds the quotient of two integers correctly

    @property
    def pi(self) -> float:
        return math.pi

    def working(self) -> contextlib.AbstractContextManager[Any]:
        # NaN and infinity are visible in the result; NumPy's warnings about them would only be noise.
        return numpy.errstate(all="ignore") if self.namespace is numpy else contextlib.nullcontext()

    # -- order ----------------------------------------------------------------------------------------------------

    def surely_less(self, left: Any, right: Any) -> Ternary:
        for value in (left, right):
            if getattr(value, "shape", ()) != ():
                raise self.missing("order between arrays", "compare element by element")
        a, b = float(self.convert(left)), float(self.convert(right))
        if not (math.isfinite(a) and math.isfinite(b)):
            return Ternary.UNDECIDED
        margin = _MARGIN * max(1.0, abs(a), abs(b))
        return decided(a + margin < b, a >= b + margin)

    # -- functions ------------------------------------------------------------------------------------------------

    def _array(self, x: Any) -> Any:
        return x if hasattr(x, "shape") else self.namespace.asarray(self.convert(x), dtype=self.namespace.float64)

    def _call(self, name: str, *arguments: Any) -> Any:
        with self.working():
            return getattr(self.namespace, name)(*[self._array(x) for x in arguments])

    def _special(self, name: str, *arguments: Any) -> Any:
        module = _scipy_special() if self.namespace is numpy else self.special
        if not hasattr(module, name):
            raise self.missing(f"{name} over {self._library()}", "use Float64Arithmetic(numpy) or an enclosure")
        with self.working():
            return getattr(module, name)(*[self._array(x) for x in arguments])

    def _library(self) -> str:
        return str(getattr(self.namespace, "__name__", self.namespace))

    def _clip(self, x: Any, low: float, high: float | None) -> Any:
        """The nearest point of [low, high] where ``x`` misses it by roundoff, else ``x``."""
        xp, x = self.namespace, self._array(x)
        x = xp.where((x < low) & (x > low - _MARGIN), xp.full_like(x, low), x)
        if high is None:
            return x
        return xp.where((x > high) & (x < high + _MARGIN), xp.full_like(x, high), x)

    def sqrt(self, x: Any) -> Any:
        return self._call("sqrt", x)

    def sqrt_nonnegative(self, x: Any) -> Any:
        return self.sqrt(self._clip(x, 0.0, None))

    def exp(self, x: Any) -> Any:
        return self._call("exp", x)

    def log(self, x: Any) -> Any:
        return self._call("log", x)

    def log1p(self, x: Any) -> Any:
        return self._call("log1p", x)

    def sin(self, x: Any) -> Any:
        return self._remembered("sin", x)

    def cos(self, x: Any) -> Any:
        return self._remembered("cos", x)

    def _remembered(self, name: str, x: Any) -> Any:
        """The function of an array, taken from the last call if that was of the very same array."""
        if self.memory is None or not hasattr(x, "shape"):
            return self._call(name, x)
        if name not in self.memory or self.memory[name][0] is not x:
            self.memory[name] = x, self._call(name, x)
        return self.memory[name][1]

    def tan(self, x: Any) -> Any:
        return self._call("tan", x)

    def asin(self, x: Any) -> Any:
        return self._call("asin", x)

    def acos(self, x: Any) -> Any:
        return self._call("acos", x)

    def asin_unit(self, x: Any) -> Any:
        return self.asin(self._clip(x, -1.0, 1.0))

    def acos_unit(self, x: Any) -> Any:
        return self.acos(self._clip(x, -1.0, 1.0))

    def atan(self, x: Any) -> Any:
        return self._call("atan", x)

    def sinh(self, x: Any) -> Any:
        return self._call("sinh", x)

    def cosh(self, x: Any) -> Any:
        return self._call("cosh", x)

    def tanh(self, x: Any) -> Any:
        return self._call("tanh", x)

    def gamma(self, x: Any) -> Any:
        return self._special("gamma", x)

    def rgamma(self, x: Any) -> Any:
        return self._special("rgamma", x)

    def erf(self, x: Any) -> Any:
        return self._special("erf", x)

    def power(self, x: Any, y: Any) -> Any:
        return self._call("pow", x, y)

    def power_nonnegative(self, x: Any, y: Any) -> Any:
        return self.power(self._clip(x, 0.0, None), y)

    def bessel_i(self, order: Any, x: Any) -> Any:
        return self._special("iv", order, x)

    def hypergeometric(self, upper: Sequence[Any], lower: Sequence[Any], x: Any) -> Any:
        names = {(0, 1): "hyp0f1", (1, 1): "hyp1f1", (2, 1): "hyp2f1"}
        shape = (len(upper), len(lower))
        if shape not in names:
            raise self.missing(f"hypergeometric with p, q = {shape}", "use BallArithmetic")
        return self._special(names[shape], *upper, *lower, x)

    def sinc(self, x: Any) -> Any:
        xp, x = self.namespace, self._array(x)
        zero = x == 0
        if not bool(xp.any(zero)):
            return self.sin(x) / x
        # At 0 the quotient has no value; anywhere else nothing cancels.
        safe = xp.where(zero, xp.ones_like(x), x)
        return xp.where(zero, xp.ones_like(x), self.sin(safe) / safe)

    def sinc_slope(self, x: Any) -> Any:
        xp, x = self.namespace, self._array(x)
        near = xp.abs(x) < 1.0
        if not bool(xp.any(near)):
            return self._slope_quotient(x)
        if xp is numpy and x.ndim:
            # The series is the longer way, so only what needs it takes it.
            with self.working():
                found = numpy.asarray(self._slope_quotient(x))
            found[near] = self._slope_series(x[near])
            return found
        return xp.where(near, self._slope_series(x), self._slope_quotient(xp.where(near, xp.ones_like(x), x)))

    def _slope_quotient(self, x: Any) -> Any:
        return (self.sin(x) - x * self.cos(x)) / (x * x * x)

    def _slope_series(self, x: Any) -> Any:
        """The series 0F1(; 5/2; -x^2/4)/3, for |x| < 1, where the quotient cancels."""
        square, total = x * x, 1.0
        # The ratio of consecutive terms is below 1/(2 n (2 n + 3)), so ten of them reach 2^-70.
        for n in range(10, 0, -1):
            total = 1.0 - square / (2 * n * (2 * n + 3)) * total
        return total / 3.0


def _scipy_special() -> ModuleType:
    """SciPy's special functions, loaded when the first of them is called."""
    return importlib.import_module("scipy.special")
