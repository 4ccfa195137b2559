"""Closed forms read off an expression in t: polynomials, powers of 1 - t, 1 + t and 1 - t^2, exponentials, sums."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ntkproofs.activations.polynomial import Polynomial
from ntkproofs.expansions.funk_hecke import even_power, monomial, power_at_minus_one, power_at_one
from ntkproofs.expansions.gamma_product import GammaProduct
from ntkproofs.kernels.base import Kernel
from ntkproofs.kernels.network import NetworkKernel
from ntkproofs.spectra.closed_form import ClosedForm, GammaSum, combine
from ntkproofs.spectra.exponential_form import ExponentialForm

LARGEST_POWER = 2000
MOST_TERMS = 200

Term = Callable[[int, int], GammaProduct]


def expression_form(kernel: Any, dim: int) -> ClosedForm | None:
    r"""The closed form of a kernel whose expression is a sum of terms :math:`q\,t^n (1 \mp t)^\nu` that Funk-Hecke
    covers."""
    if not isinstance(kernel, Kernel):
        return None
    if isinstance(kernel, NetworkKernel) and not (isinstance(kernel.activation, Polynomial) and kernel.layers <= 3):
        return None
    import sympy

    t = sympy.Symbol("t", real=True)
    summands = _summands(kernel.expression(), t)
    if summands is None:
        return None
    terms: list[Term] = []
    parts: list[tuple[Fraction, ClosedForm]] = []
    for summand in summands:
        exponential = _exponential(summand, t, dim)
        term = _term(summand, t) if exponential is None else None
        if exponential is not None:
            parts.append(exponential)
        elif term is not None:
            terms.append(term)
        else:
            return None
    if terms or not parts:
        parts.append((Fraction(1), GammaSum(lambda k: tuple(term(dim, k) for term in terms))))
    return combine(parts)


def _summands(expression: Any, t: Any) -> tuple[Any, ...] | None:
    import sympy

    names = [s for s in expression.free_symbols if s.name == "t"]
    if len(expression.free_symbols) > len(names) or expression.has(sympy.Float):
        return None
    expression = expression.subs(dict.fromkeys(names, t))
    if expression.is_polynomial(t):
        expression = sympy.expand(expression)
    expression = expression.replace(sympy.cosh, lambda x: (sympy.exp(x) + sympy.exp(-x)) / 2)
    expression = expression.replace(sympy.sinh, lambda x: (sympy.exp(x) - sympy.exp(-x)) / 2)
    found = sympy.Add.make_args(sympy.expand_mul(expression))
    return found if len(found) <= MOST_TERMS else None


def _exponential(summand: Any, t: Any, dim: int) -> tuple[Fraction, ClosedForm] | None:
    """A summand q exp(a + b t) with rational q, a and b."""
    import sympy

    constant, rest = summand.as_independent(t, as_Add=False)
    if not isinstance(rest, sympy.exp) or not rest.args[0].is_polynomial(t):
        return None
    line = sympy.Poly(rest.args[0], t)
    if line.degree() != 1 or not all(c.is_Rational for c in line.all_coeffs()):
        return None
    b, a = (Fraction(int(c.p), int(c.q)) for c in line.all_coeffs())
    front = Fraction(1)
    for factor in sympy.Mul.make_args(constant):
        base, power = factor.as_base_exp()
        if factor.is_Rational:
            front *= Fraction(int(factor.p), int(factor.q))
        elif base == sympy.E and power.is_Rational:
            # e^c e^(a + bt) = e^(a + c + bt)
            a += Fraction(int(power.p), int(power.q))
        else:
            return None
    return front, ExponentialForm(a, b, dim)


def _term(summand: Any, t: Any) -> Term | None:
    """One of q t^n, q (1 - t)^nu, q (1 + t)^nu, q (1 - t^2)^a, with q in Q[pi^1/2, 2^1/2]; ``None`` for anything
    else."""
    constant, rest = summand.as_independent(t, as_Add=False)
    scale = _scale(constant)
    if scale is None:
        return None
    if rest == 1:
        return lambda d, k: scale(monomial(0, d, k))
    base, exponent = rest.as_base_exp()
    if not exponent.is_Rational or abs(exponent) > LARGEST_POWER:
        return None
    nu = Fraction(int(exponent.p), int(exponent.q))
    # base = c (1 - t), c (1 + t) or c (1 - t^2) with a positive power of two c, taken out exactly
    for shape, coefficient in ((1 - t, power_at_one), (1 + t, power_at_minus_one), (1 - t**2, even_power)):
        ratio = (base / shape).cancel()
        if ratio.is_Rational and ratio > 0:
            outer = _scale(ratio**exponent)
            if outer is not None:
                return lambda d, k, c=coefficient, s=outer: scale(s(c(nu, d, k)))  # type: ignore[misc]
    if base == t and nu.denominator == 1 and nu >= 0:
        return lambda d, k: scale(monomial(int(nu), d, k))
    return None


def _scale(constant: Any) -> Callable[[GammaProduct], GammaProduct] | None:
    """Multiplication by q 2^f pi^e with q and f, 2e as in a product of Gamma functions; ``None`` for other
    constants."""
    import sympy

    rational, two, pi = Fraction(1), Fraction(0), Fraction(0)
    for factor in sympy.Mul.make_args(constant):
        base, exponent = factor.as_base_exp()
        if factor.is_Rational:
            rational *= Fraction(int(factor.p), int(factor.q))
        elif not exponent.is_Rational:
            return None
        elif base == sympy.pi:
            pi += Fraction(int(exponent.p), int(exponent.q))
        elif base == 2:
            two += Fraction(int(exponent.p), int(exponent.q))
        else:
            return None

    def scaled(g: GammaProduct) -> GammaProduct:
        return GammaProduct(g.rational * rational, g.numerator, g.denominator, g.two + two, g.pi + pi)

    return scaled
