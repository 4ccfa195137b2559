r"""Growth bounds of integrands: polynomials in \|u\| that a function stays below, read off from its tree."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, comb, isqrt

from .errors import Opaque, Rejected
from .trees import Tree, free_symbols

__all__ = ["confirm_growth"]

#: Coefficients by power of \|u\|, all non-negative.
Growth = dict[int, Fraction]
_HIGHEST = 60


def confirm_growth(tree: Tree, constant: Fraction, degree: int) -> None:
    r"""Check :math:`|f(u)| \le C(1+|u|)^m` for real u; raises `Opaque` where the tree does not show it.

    >>> confirm_growth(("pow", ("symbol", "u"), ("rational", Fraction(2))), Fraction(1), 2)
    """
    for power, coefficient in _growth(tree).items():
        if power > degree or coefficient > constant * comb(degree, power):
            raise Opaque("the tree of the integrand does not show its growth bound")


def _growth(tree: Tree) -> Growth:
    head, *operands = tree
    if head == "rational":
        return {0: abs(operands[0])}
    if head == "pi":
        return {0: Fraction(22, 7)}
    if head == "symbol":
        return {1: Fraction(1)}
    if head == "add":
        return _sum(*(_growth(term) for term in operands))
    if head == "mul":
        product: Growth = {0: Fraction(1)}
        for factor in operands:
            product = _product(product, _growth(factor))
        return product
    if head == "pow" and operands[1][0] == "rational":
        return _power(operands[0], operands[1][1])
    if head == "log":
        return _logarithm(operands[0])
    if head in ("sin", "cos", "tanh", "erf") or (head == "exp" and not free_symbols(operands[0])):
        return {0: Fraction(1)} if head != "exp" else _constant_exponential(operands[0])
    raise Opaque(f"no growth bound of {head} is known")


def _constant_exponential(exponent: Tree) -> Growth:
    if exponent[0] != "rational" or abs(exponent[1]) > 100:
        raise Opaque("no growth bound of this exponential is known")
    return {0: Fraction(3) ** max(0, ceil(exponent[1]))}


def _power(base: Tree, exponent: Fraction) -> Growth:
    if base[0] == "rational" and base[1] > 0 and exponent.denominator == 2 and abs(exponent) <= 20:
        # x^2 >= y for the integer root of 10^12 y, rounded up.
        square = base[1] ** (2 * exponent).numerator
        return {0: Fraction(isqrt(ceil(square * 10**12)) + 1, 10**6)}
    if exponent < 0:
        least = _least(base)
        if least <= 0:
            raise Opaque("a negative power of what is not plainly away from 0 has no growth bound")
        # For l <= 1 the power is at most l^-n, n = ceil(-e); else it is at most 1.
        return {0: max(Fraction(1), least ** -ceil(-exponent))}
    if exponent > _HIGHEST:
        raise Opaque(f"a power above {_HIGHEST} has no growth bound here")
    whole: Growth = {0: Fraction(1)}
    for _ in range(ceil(exponent)):
        whole = _product(whole, _growth(base))
    # x^e <= 1 + x^n for x >= 0 and e <= n.
    return whole if exponent.denominator == 1 else _sum(whole, {0: Fraction(1)})


def _logarithm(argument: Tree) -> Growth:
    terms = argument[1:] if argument[0] == "add" else (argument,)
    if _least(argument) < 1:
        raise Opaque("the logarithm of what is not plainly at least 1 has no growth bound")
    # 0 <= log(t_1 + ... + t_n) <= log n + max log t_i for t_i > 0, log n <= n - 1, and log e^a <= |a|.
    total: Growth = {0: Fraction(len(terms) - 1)}
    for term in terms:
        if term[0] == "exp":
            total = _sum(total, _growth(term[1]))
        elif term[0] == "rational" and term[1] > 0:
            total = _sum(total, {0: max(Fraction(0), term[1] - 1)})
        else:
            raise Opaque("the logarithm of this sum has no growth bound")
    return total


def _least(tree: Tree) -> Fraction:
    """Return a lower bound of a sum of rationals, exponentials and even powers; -1 where there is none."""
    if tree[0] == "rational":
        return tree[1]
    if tree[0] == "exp":
        return Fraction(0)
    if tree[0] == "pow" and tree[2][0] == "rational" and tree[2][1].denominator == 1 and tree[2][1] % 2 == 0:
        return Fraction(0)
    if tree[0] == "add":
        parts = [_least(term) for term in tree[1:]]
        return sum(parts, Fraction(0)) if all(part >= 0 for part in parts) else Fraction(-1)
    return Fraction(-1)


def _sum(*parts: Growth) -> Growth:
    total: Growth = {}
    for part in parts:
        for power, coefficient in part.items():
            total[power] = total.get(power, Fraction(0)) + coefficient
    return total


def _product(first: Growth, second: Growth) -> Growth:
    total: Growth = {}
    for i, a in first.items():
        for j, b in second.items():
            total[i + j] = total.get(i + j, Fraction(0)) + a * b
    if max(total, default=0) > _HIGHEST:
        raise Rejected(f"a growth of degree {_HIGHEST} at most was needed")
    return total
