r"""How smooth a kernel mapping :math:`\Phi` is on the unit sphere: :math:`|\Phi(x)-\Phi(y)|^2 = 2\kappa(1)-2\kappa(t)`.

The chord is :math:`|x - y| = \sqrt{2 - 2t} = 2\sin(\theta/2)`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.activations import ParameterError, SeriesActivation
from ntkproofs.arithmetic import BallArithmetic, UnsupportedOperation, decimal, dump_ball
from ntkproofs.enclosures import NotConverged
from ntkproofs.expansions.coefficients import Coefficients
from ntkproofs.expansions.endpoint import power_expansion
from ntkproofs.kernels import ExpressionKernel, FormulaKernel, NetworkKernel
from ntkproofs.smoothness.lipschitz import proposition_9, slope_at_one
from ntkproofs.smoothness.supremum import supremum

SCHOENBERG = (
    "Schoenberg's theorem: a continuous kernel that is positive definite on the spheres of every dimension is a power "
    "series in t with non-negative coefficients"
)
UNDECLARED = "the kernel is positive semi-definite, which is not checked here: without it there is no mapping"


@final
@dataclass(frozen=True, eq=False)
class Smoothness:
    r"""The best exponent and constant in :math:`|\Phi(x) - \Phi(y)| \le C\,|x - y|^\alpha` on the sphere.

    ``exponent`` 1 is a Lipschitz mapping.  ``constant`` is a ball, None where it was not certified (``reason``);
    ``exact`` its closed form where known; ``attained`` says where.  ``proposition_9`` is the constant of Bietti and
    Mairal's Proposition 9 where it applies.
    """

    kernel: Any
    digits: int
    exponent: Fraction
    constant: arb | None
    exact: str | None
    attained: str | None
    reason: str | None = None
    proposition_9: arb | None = None
    conditions: tuple[str, ...] = ()

    @property
    def is_lipschitz(self) -> bool:
        """Whether the mapping is Lipschitz on the sphere."""
        return self.exponent == 1

    def document(self) -> dict[str, Any]:
        """The answer as the data of ``ntkproofs.smoothness/1``; every number is a string."""
        return {
            "schema": "ntkproofs.smoothness/1",
            "kernel": str(self.kernel),
            "digits": self.digits,
            "lipschitz": self.is_lipschitz,
            "exponent": str(self.exponent),
            "constant": _number(self.constant, self.digits),
            "exact": self.exact,
            "attained": self.attained,
            "reason": self.reason,
            "proposition_9": _number(self.proposition_9, self.digits),
            "conditions": list(self.conditions),
        }


def _number(ball: arb | None, digits: int) -> dict[str, str] | None:
    if ball is None:
        return None
    value, radius = decimal(ball, digits, strict=False)
    return {"value": value, "radius": radius, "ball": dump_ball(ball)}


def smoothness(kernel: Any, digits: int = 50) -> Smoothness:
    r"""The Lipschitz or Hoelder behaviour of the mapping of ``kernel`` on the unit sphere.

    :raises ValueError: for digits below 1, and for a kernel whose behaviour at t = 1 is not known here.

    >>> from ntkproofs.kernels import Gaussian
    >>> found = smoothness(Gaussian(c=2))
    >>> found.exponent, found.exact, found.attained
    (Fraction(1, 1), '2', 'the limit as the angle tends to 0')
    """
    if not isinstance(digits, int) or isinstance(digits, bool) or digits < 1:
        raise ValueError(f"smoothness: digits = {digits!r} does not satisfy digits >= 1")
    bits = int(digits * 3.3219280948873626) + 64
    bound = _proposition_9(kernel, bits)
    if _by_series(kernel):
        try:
            slope = slope_at_one(kernel, bits)
        except (UnsupportedOperation, ParameterError) as error:
            raise ValueError(f"smoothness: a twice differentiable activation was needed; {error}") from None
        return _lipschitz(kernel, digits, slope, None, bound)
    field = Coefficients(bits=bits + 100)
    leading, exponent = _first_term(kernel, field)
    if leading is None or exponent is None:
        return _flat(kernel, digits, bound)
    with BallArithmetic(bits).working():
        # kappa = kappa(1) - a s^nu + ..., and the squared chord is 2 s: Delta = 2 a s^nu = 2^(1 - nu) a D^(2 nu)
        limit = -leading.ball * BallArithmetic(bits).power(2, 1 - exponent)
        if limit < 0:
            msg = f"smoothness: a positive semi-definite kernel was needed, {kernel} exceeds its value at t = 1 near it"
            raise ValueError(msg)
    if exponent == 1 and kernel.positive_definite:
        return _lipschitz(kernel, digits, limit, _root_text(leading.exact), bound)
    found = _hoelder(kernel, digits, exponent, limit, bound)
    return found if kernel.positive_definite else replace(found, conditions=(*found.conditions, UNDECLARED))


def _flat(kernel: Any, digits: int, bound: arb | None) -> Smoothness:
    r"""The answer without a term :math:`s^\nu`, :math:`\nu \le 1`, at t = 1: a constant, if positive definite."""
    zero = arb(0), "0", "everywhere", "the kernel is constant"
    if kernel.positive_definite:
        # With non-negative Taylor coefficients c_n the slope at 1 is the sum of n c_n, so all but c_0 vanish.
        return Smoothness(kernel, digits, Fraction(1), *zero, bound, (SCHOENBERG,))
    if isinstance(kernel, ExpressionKernel | FormulaKernel) and not kernel.expression().free_symbols:
        return Smoothness(kernel, digits, Fraction(1), *zero, bound, (UNDECLARED,))
    msg = f"smoothness: a positive semi-definite kernel was needed, {kernel} is flat at t = 1 and not plainly constant"
    raise ValueError(msg)


def _by_series(kernel: Any) -> bool:
    return isinstance(kernel, NetworkKernel) and kernel.layers > 1 and isinstance(kernel.activation, SeriesActivation)


def _proposition_9(kernel: Any, bits: int) -> arb | None:
    try:
        return proposition_9(kernel, bits)
    except (UnsupportedOperation, ParameterError):
        return None


def _first_term(kernel: Any, field: Coefficients) -> tuple[Any, Fraction | None]:
    """The first non-constant term of the kernel at t = 1 up to s = 1 - t."""
    for exponent, coefficient in sorted(power_expansion(kernel, 1, 2, field).terms.items()):
        if 0 < exponent <= 1:
            with field.working():
                if coefficient.certainly_nonzero():
                    return coefficient, exponent
    return None, None


def _lipschitz(kernel: Any, digits: int, slope: arb, exact: str | None, bound: arb | None) -> Smoothness:
    with BallArithmetic(int(digits * 3.33) + 80).working():
        constant = slope.sqrt()
    where = "the limit as the angle tends to 0"
    return Smoothness(kernel, digits, Fraction(1), constant, exact, where, None, bound, (SCHOENBERG,))


def _root_text(slope: Any) -> str | None:
    """The square root of the exact slope -a as a string that SymPy reads."""
    if slope is None:
        return None
    import sympy

    text = str(sympy.sqrt(sympy.expand(-slope)))
    return text if len(text) <= 200 else None


def _hoelder(kernel: Any, digits: int, exponent: Fraction, limit: arb, bound: arb | None) -> Smoothness:
    from ntkproofs.kernels import GammaExponential, Laplace

    with BallArithmetic(int(digits * 3.33) + 80).working():
        if isinstance(kernel, Laplace | GammaExponential):
            # (1 - e^(-y))/y falls for y > 0, so that 2 (1 - e^(-c D^gamma))/D^gamma is below its limit 2c
            where = "the limit as the angle tends to 0"
            return Smoothness(kernel, digits, exponent, limit.sqrt(), f"sqrt({2 * kernel.c})", where, None, bound)
        try:
            found = supremum(kernel, exponent, limit, digits)
        except (NotConverged, UnsupportedOperation) as error:
            return Smoothness(kernel, digits, exponent, None, None, None, str(error), bound)
        return Smoothness(kernel, digits, exponent, found.value.sqrt(), None, found.where, None, bound)
