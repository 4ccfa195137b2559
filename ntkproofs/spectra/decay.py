r"""The exact decay of the eigenvalues, per parity, from the singularities of the kernel at the two ends.

If :math:`\kappa \sim \text{smooth} + \sum_j c_j^{\pm} s^{\nu_j}` with :math:`s = 1 \mp t` and non-integer
:math:`\nu_j`, then

.. math:: \mu_k \sim \sum_j \left(c_j^+ + (-1)^k c_j^-\right) C(d, \nu_j)\, k^{-(d-1)-2\nu_j}, \qquad
   C(d,\nu) = \frac{2^{\nu+d-2}\,\Gamma(d/2)\,\Gamma(\nu+(d-1)/2)}{\sqrt\pi\,\Gamma(-\nu)} .

:math:`C` is the constant of the exact Funk-Hecke coefficient of :math:`(1-t)^\nu`; that the remainder decays faster
is the transfer of singularities, a lemma that no decidable step here derives: it stands under ``conditions``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, final

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, decimal, dump_ball, lambdify
from ntkproofs.expansions.coefficients import Coefficient, Coefficients, UndecidedCoefficient
from ntkproofs.expansions.endpoint import singular_part
from ntkproofs.expansions.gamma_product import LONGEST_EXACT, GammaProduct
from ntkproofs.spectra.deep_constants import deep_constant_text
from ntkproofs.spectra.kinked_decay import leading_terms
from ntkproofs.spectra.smooth_decay import RODRIGUES, smooth_reason, without_law
from ntkproofs.spectra.zeros import polynomial_parts

TRANSFER = "transfer of singularities: the kernel minus its first singular terms has coefficients of smaller order"
SMOOTH = "the kernel is smooth on the open interval (-1, 1)"
HIGHEST_ORDER = 6


@final
@dataclass(frozen=True, eq=False)
class ParityDecay:
    r"""The law :math:`\mu_k \sim C k^{-p}` of one parity.

    ``kind`` is ``"power"``, ``"zero"`` (every eigenvalue from degree ``zero_from`` on is exactly zero), ``"faster"``
    (no singular term was found, see ``reason``), or ``"undecided"`` with its ``reason``.
    """

    kind: str
    exponent: Fraction | None
    exact: str | None
    ball: arb | None
    zero_from: int | None = None
    reason: str | None = None

    def document(self, digits: int) -> dict[str, Any]:
        """The law as data; numbers are strings."""
        value, radius = ("0", "0") if self.ball is None else decimal(self.ball, digits, strict=False)
        return {
            "kind": self.kind,
            "exponent": None if self.exponent is None else str(self.exponent),
            "exact": self.exact,
            "value": value if self.ball is not None or self.kind == "zero" else None,
            "radius": radius if self.ball is not None or self.kind == "zero" else None,
            "ball": None if self.ball is None else dump_ball(self.ball),
            "zero_from": self.zero_from,
            "reason": self.reason,
        }


@final
@dataclass(frozen=True, eq=False)
class Decay:
    """The decay of the eigenvalues of a kernel in one dimension."""

    kernel: Any
    dim: int
    digits: int
    even: ParityDecay
    odd: ParityDecay
    corrections: tuple[Fraction, ...]
    conditions: tuple[str, ...] = (TRANSFER, SMOOTH)

    @property
    def exponent(self) -> Fraction | None:
        """The slower exponent of the two parities, ``None`` where no power law was found."""
        return min(
            (p.exponent for p in (self.even, self.odd) if p.kind == "power" and p.exponent is not None), default=None
        )

    def document(self) -> dict[str, Any]:
        """The parts of ``ntkproofs.decay/1`` that are known without bounds and fits."""
        even, odd = self.even.document(self.digits), self.odd.document(self.digits)
        return {
            "schema": "ntkproofs.decay/1",
            "kernel": str(self.kernel),
            "dim": self.dim,
            "exponent": None if self.exponent is None else str(self.exponent),
            "constant": {"even": even["value"], "odd": odd["value"]},
            "exact": {"even": even, "odd": odd},
            "conditions": list(self.conditions),
        }


def decay(kernel: Any, dim: int, digits: int = 50) -> Decay:
    r"""The exponent and the constant of the decay of the eigenvalues of ``kernel`` on :math:`S^{d-1}`, for each parity.

    :raises ValueError: for a dimension below 2 or digits below 1.
    :raises UnsupportedOperation: for kernels whose formula has no series.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> law = decay(NeuralTangentKernel(layers=2), 3)
    >>> law.exponent, law.even.exact, law.odd.kind
    (Fraction(3, 1), '1/pi', 'zero')
    """
    for name, number, low in (("dim", dim, 2), ("digits", digits, 1)):
        if not isinstance(number, int) or isinstance(number, bool) or number < low:
            raise ValueError(f"decay: {name} = {number!r} does not satisfy {name} >= {low}")
    field = Coefficients(bits=int(digits * 3.33) + 160)
    parts = polynomial_parts(kernel)
    found: dict[int, ParityDecay] = {}
    for parity in (0, 1):
        start = parts.zero_from(parity)
        if start is not None:
            found[parity] = ParityDecay("zero", None, "0", None, zero_from=start)
    leading = leading_terms(kernel, field)
    if leading is not None:
        return _by_leading_terms(kernel, dim, digits, field, found, leading)
    smooth = smooth_reason(kernel)
    if smooth is not None or without_law(kernel):
        reason = smooth or "no law is known here for an activation given by an expression or a series"
        rest = ParityDecay("faster" if smooth else "undecided", None, None, None, reason=reason)
        conditions = (RODRIGUES,) if smooth else ()
        return Decay(kernel, dim, digits, found.get(0, rest), found.get(1, rest), (), conditions)
    terms: dict[Fraction, tuple[Coefficient, Coefficient]] = {}
    for order in range(1, HIGHEST_ORDER + 1):
        terms = _singular_terms(kernel, order, field)
        for parity in (0, 1):
            if parity not in found:
                law = _law(terms, parity, dim, field)
                if law is not None:
                    found[parity] = law
        if len(found) == 2:
            break
    below = dim - 1 + 2 * HIGHEST_ORDER
    reason = f"no singular term (1 -+ t)^nu with nu < {HIGHEST_ORDER}: smaller than any k^-p with p < {below}"
    missing = ParityDecay("faster", None, None, None, reason=reason)
    laws = [_named(kernel, dim, parity, found.get(parity, missing)) for parity in (0, 1)]
    return Decay(kernel, dim, digits, laws[0], laws[1], _corrections(terms))


def _by_leading_terms(
    kernel: Any,
    dim: int,
    digits: int,
    field: Coefficients,
    found: dict[int, ParityDecay],
    leading: tuple[Fraction, Coefficient, Coefficient],
) -> Decay:
    """The laws that the first singular terms give; a parity in which they cancel is left undecided."""
    terms = {leading[0]: leading[1:]}
    cancelled = ParityDecay("undecided", None, None, None, reason="the first singular terms of the two ends cancel")
    laws = [found.get(parity) or _law(terms, parity, dim, field) or cancelled for parity in (0, 1)]
    return Decay(kernel, dim, digits, laws[0], laws[1], ())


def _named(kernel: Any, dim: int, parity: int, law: ParityDecay) -> ParityDecay:
    """The law of a deep kernel with the exact constant in the form of the literature, where that is shorter or the
    only one."""
    if law.kind != "power" or law.ball is None:
        return law
    text = deep_constant_text(kernel, dim, parity)
    if text is None:
        return law
    import sympy

    named = BallArithmetic(200).evaluate(lambdify(sympy.sympify(text)))
    if not named.overlaps(law.ball):
        raise ArithmeticError(f"decay: two derivations of the constant disagree: {text} and {law.ball.str(20)}")
    return replace(law, exact=text)


def funk_hecke_constant(nu: Fraction, dim: int) -> GammaProduct:
    r"""The constant :math:`C(d, \nu)` for a non-integer :math:`\nu > -(d-1)/2`.

    >>> str(funk_hecke_constant(Fraction(1, 2), 3).reduced())
    '-sqrt(2)/4'
    """
    above = (Fraction(dim, 2), nu + Fraction(dim - 1, 2))
    return GammaProduct(Fraction(1), above, (-nu,), two=nu + dim - 2, pi=Fraction(-1, 2))


def _singular_terms(kernel: Any, order: int, field: Coefficients) -> dict[Fraction, tuple[Coefficient, Coefficient]]:
    """The singular terms at 1 and at -1, by exponent."""
    zero = field.convert(0)
    right, left = singular_part(kernel, 1, order, field), singular_part(kernel, -1, order, field)
    return {nu: (right.get(nu, zero), left.get(nu, zero)) for nu in sorted({*right, *left})}


def _law(
    terms: dict[Fraction, tuple[Coefficient, Coefficient]], parity: int, dim: int, field: Coefficients
) -> ParityDecay | None:
    for nu, (right, left) in terms.items():
        with field.working():
            total = right - left if parity else right + left
            try:
                if not total.certainly_nonzero():
                    continue
            except UndecidedCoefficient as error:
                return ParityDecay("undecided", Fraction(dim - 1) + 2 * nu, None, None, reason=str(error))
            constant = funk_hecke_constant(nu, dim)
            ball = total.ball * constant.evaluate(BallArithmetic(field.arithmetic.bits))
        return ParityDecay("power", Fraction(dim - 1) + 2 * nu, _text(total, constant), ball)
    return None


def _text(total: Coefficient, constant: GammaProduct) -> str | None:
    """The constant as a string that SymPy reads."""
    if total.exact is None:
        return None
    import sympy

    radical = constant.reduced()
    text = f"({total.exact})*({constant})" if radical is None else str(sympy.expand(total.exact * radical.sympy()))
    return text if len(text) <= LONGEST_EXACT else None


def _corrections(terms: dict[Fraction, tuple[Coefficient, Coefficient]]) -> tuple[Fraction, ...]:
    r"""The steps by which later terms are smaller, in powers of k + (d-2)/2: 2, and twice the gaps of the exponents."""
    exponents = list(terms)
    return tuple(sorted({Fraction(2), *(2 * (nu - exponents[0]) for nu in exponents[1:])}))
