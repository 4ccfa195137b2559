"""What a closed form of a spectrum is: exact zero test, exact text, and a value in every arithmetic."""

from __future__ import annotations

import abc
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from ntkproofs.expansions.gamma_product import LONGEST_EXACT, GammaProduct, add_radicals, exact_text


class ClosedForm(abc.ABC):
    """Eigenvalues of one kernel in one dimension by a formula that holds for every degree."""

    @abc.abstractmethod
    def vanishes(self, degree: int) -> bool:
        """Whether the eigenvalue is zero by an exact argument (parity, or a pole of Gamma in a denominator)."""

    @abc.abstractmethod
    def value(self, ctx: Any, degree: int) -> Any:
        """The eigenvalue over the arithmetic ``ctx``; rigorous arithmetics get every truncation added as a radius."""

    @abc.abstractmethod
    def exact(self, degree: int) -> str | None:
        """The eigenvalue as a string that SymPy reads, ``None`` where the formula is an infinite series."""

    def rational(self, degree: int) -> Fraction | None:
        """The eigenvalue as a fraction where it is known to be one."""
        return Fraction(0) if self.vanishes(degree) else None


@final
@dataclass(frozen=True)
class GammaSum(ClosedForm):
    r"""Eigenvalues that are finite sums of products of Gamma functions, ``terms(degree)``.

    >>> from ntkproofs.expansions.funk_hecke import arc_cosine
    >>> GammaSum(lambda k: (arc_cosine(0, 3, k),)).exact(3)
    '1/128'
    """

    terms: Callable[[int], tuple[GammaProduct, ...]]

    def vanishes(self, degree: int) -> bool:
        terms = self.terms(degree)
        if all(term.vanishes for term in terms):
            return True
        radicals = add_radicals(terms) if sum(not term.vanishes for term in terms) > 1 else None
        return radicals is not None and not radicals

    def value(self, ctx: Any, degree: int) -> Any:
        with ctx.working():
            total = ctx.rational(0)
            for term in self.terms(degree):
                total = total + term.evaluate(ctx)
            return total

    def exact(self, degree: int) -> str | None:
        return exact_text(self.terms(degree))

    def rational(self, degree: int) -> Fraction | None:
        radicals = add_radicals(self.terms(degree))
        if radicals is None or any(r.two or r.pi for r in radicals):
            return None
        return sum((r.rational for r in radicals), Fraction(0))


@final
@dataclass(frozen=True)
class Combination(ClosedForm):
    r"""The eigenvalues :math:`\sum_i a_i \mu_k[\kappa_i]` of a combination of kernels with rational :math:`a_i`."""

    parts: tuple[tuple[Fraction, ClosedForm], ...]

    def vanishes(self, degree: int) -> bool:
        return all(a == 0 or part.vanishes(degree) for a, part in self.parts)

    def value(self, ctx: Any, degree: int) -> Any:
        with ctx.working():
            total = ctx.rational(0)
            for a, part in self.parts:
                total = total + ctx.rational(a.numerator, a.denominator) * part.value(ctx, degree)
            return total

    def exact(self, degree: int) -> str | None:
        texts = []
        for a, part in self.parts:
            if a == 0 or part.vanishes(degree):
                continue
            text = part.exact(degree)
            if text is None:
                return None
            texts.append(f"Rational({a.numerator}, {a.denominator})*({text})")
        return " + ".join(texts) or "0"

    def rational(self, degree: int) -> Fraction | None:
        total = Fraction(0)
        for a, part in self.parts:
            q = part.rational(degree)
            if q is None:
                return None
            total += a * q
        return total


def combine(parts: list[tuple[Fraction, ClosedForm]]) -> ClosedForm:
    """The combination of closed forms, one sum of Gamma products where all parts are such, so that terms can cancel."""
    if all(isinstance(part, GammaSum) for _, part in parts):
        sums = [(a, part.terms) for a, part in parts if isinstance(part, GammaSum)]
        return GammaSum(lambda k: tuple(term.scaled(a) for a, terms in sums for term in terms(k)))
    return Combination(tuple(parts))


__all__ = ["LONGEST_EXACT", "ClosedForm", "Combination", "GammaSum", "combine"]
