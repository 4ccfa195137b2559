r"""Decide equality of expressions by a normal form over the rationals, never by `simplify`.

An expression over the closed list of functions is rewritten as a rational function in *generators*: symbols,
:math:`\pi`,
:math:`\sin b, \cos b` of base angles, exponentials of base exponents, square roots, powers with symbolic exponent,
Gamma functions at one argument of each class modulo the integers, logarithms and inverse cosines. The relations used
are

.. math::

    \sin^2 b + \cos^2 b = 1, \quad g^2 = q \ (g = \sqrt q), \quad \Gamma(x + 1) = x\,\Gamma(x), \quad
    e^{x + y} = e^x e^y, \quad \arcsin = \tfrac\pi2 - \arccos,

the addition theorems, and nothing else. A zero normal form therefore proves the identity wherever both sides are
defined; a normal form that is not zero proves nothing, since further relations may hold.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

import sympy
from sympy import Add, Dummy, Expr, Integer, Mul, Poly, Pow, Rational, S, Symbol


class Reducer:
    """The generators met in one expression and the relations between them."""

    def __init__(self) -> None:
        self.generators: dict[Expr, Dummy] = {}
        # Squares of generators, outermost radical first: (generator, its square).
        self.squares: list[tuple[Dummy, Expr]] = []
        # Of each base and symbolic exponent, the least common denominator of the coefficients met.
        self.exponents: dict[tuple[Expr, Expr], int] = {}

    def generator(self, expr: Expr, square: Expr | None = None) -> Dummy:
        """Return the generator that stands for `expr`, recording its square where it is known."""
        if expr not in self.generators:
            symbol = Dummy(f"g{len(self.generators)}")
            self.generators[expr] = symbol
            if square is not None:
                self.squares.insert(0, (symbol, square))
        return self.generators[expr]


def normal_form(expr: Expr) -> Expr:
    """Return the reduced numerator of an expression; it is 0 only if the expression vanishes identically.

    >>> from sympy.abc import x
    >>> normal_form(sympy.sin(2 * x) - 2 * sympy.sin(x) * sympy.cos(x))
    0
    >>> normal_form(sympy.gamma(x + 2) / sympy.gamma(x) - x * (x + 1))
    0
    """
    expr = _unfold(sympy.sympify(expr))
    reducer = Reducer()
    reducer.exponents = _symbolic_exponents(expr)
    rational = _rational(expr, reducer)
    numerator = sympy.fraction(sympy.together(rational))[0]
    return _reduce(numerator, reducer)


@lru_cache(maxsize=8192)
def is_identically_zero(expr: Expr) -> bool:
    """Whether the normal form of an expression is zero; `False` decides nothing."""
    return normal_form(expr) == 0


def _reduce(numerator: Expr, reducer: Reducer) -> Expr:
    for generator, square in reducer.squares:
        poly = Poly(sympy.expand(numerator), generator)
        even, odd = S.Zero, S.Zero
        for (power,), coefficient in poly.terms():
            term = coefficient * square ** (power // 2)
            even, odd = (even, odd + term) if power % 2 else (even + term, odd)
        # Squares are free of this generator but may hold radicals that stand later in the list.
        numerator = sympy.fraction(sympy.together(even + generator * odd))[0]
    return sympy.expand(numerator)


def _unfold(expr: Expr) -> Expr:
    """Write tan, hyperbolic, factorial, binomial and rising factorial by sin, cos, exp and Gamma."""
    rules = [
        (sympy.tan, lambda a: sympy.sin(a) / sympy.cos(a)),
        (sympy.cot, lambda a: sympy.cos(a) / sympy.sin(a)),
        (sympy.sinh, lambda a: (sympy.exp(a) - sympy.exp(-a)) / 2),
        (sympy.cosh, lambda a: (sympy.exp(a) + sympy.exp(-a)) / 2),
        (sympy.tanh, lambda a: (sympy.exp(a) - sympy.exp(-a)) / (sympy.exp(a) + sympy.exp(-a))),
        (sympy.coth, lambda a: (sympy.exp(a) + sympy.exp(-a)) / (sympy.exp(a) - sympy.exp(-a))),
        (sympy.asin, lambda a: sympy.pi / 2 - sympy.acos(a)),
        (sympy.factorial, lambda a: sympy.gamma(a + 1)),
        (sympy.binomial, lambda a, b: sympy.gamma(a + 1) / (sympy.gamma(b + 1) * sympy.gamma(a - b + 1))),
        (sympy.rf, lambda a, b: sympy.gamma(a + b) / sympy.gamma(a)),
    ]
    for function, replacement in rules:
        if expr.has(function):
            expr = expr.replace(function, replacement)
    return expr


def _rational(expr: Expr, reducer: Reducer) -> Expr:
    trigonometric = _trigonometric_bases(expr)
    exponential = _exponential_bases(expr)
    gammas = _gamma_bases(expr)

    @cache
    def convert(node: Expr) -> Expr:
        if node.is_Rational or isinstance(node, Symbol):
            return node
        if node is S.Pi or node is S.EulerGamma:
            return reducer.generator(node)
        if isinstance(node, Add):
            return Add(*map(convert, node.args))
        if isinstance(node, Mul):
            return Mul(*map(convert, node.args))
        if isinstance(node, sympy.exp) or (isinstance(node, Pow) and node.base is S.Exp1):
            return _exponential(node.exp if isinstance(node, Pow) else node.args[0], exponential, reducer)
        if node is S.Exp1:
            return _exponential(S.One, exponential, reducer)
        if isinstance(node, Pow):
            return _power(node, convert, reducer)
        if isinstance(node, sympy.sin | sympy.cos):
            sine, cosine = _angle(node.args[0], trigonometric, convert, reducer)
            return sine if isinstance(node, sympy.sin) else cosine
        if isinstance(node, sympy.gamma):
            return _gamma(node.args[0], gammas, convert, reducer)
        if isinstance(node, sympy.Function):
            # Two calls of a function are equal when their arguments have one normal form.
            argument = tuple(sympy.expand(a) for a in node.args)
            return reducer.generator(node.func(*argument))
        msg = f"normal_form: needed an expression of the closed list of functions, got {node!r}; rewrite it"
        raise ValueError(msg)

    return convert(expr)


def _power(node: Pow, convert, reducer: Reducer) -> Expr:
    base, exponent = node.base, node.exp
    if base is S.Zero:
        # 0^(k + 1) = 0^k 0 is false at k = -1, and 0^k is no generator free of relations.
        msg = f"normal_form: needed a base other than 0, got {node}; treat the exponent 0 apart"
        raise ValueError(msg)
    if exponent.is_Integer:
        return convert(base) ** exponent
    if exponent.is_Rational and exponent.q == 2:
        return _root(base, convert, reducer) ** exponent.p
    if base.is_Integer and base > 1 and not sympy.isprime(base):
        return Mul(*(convert(Pow(prime, power * exponent)) for prime, power in sympy.factorint(int(base)).items()))
    if base.is_Rational and not base.is_Integer and base > 0:
        return convert(Pow(base.p, exponent)) / convert(Pow(base.q, exponent))
    number, rest = base.as_coeff_Mul()
    if number.is_Rational and number > 0 and number != 1 and rest is not S.One:
        # (c y)^s = c^s y^s for a positive constant c
        return convert(Pow(number, exponent)) * convert(Pow(rest, exponent))
    # x^(a + n) = x^a x^n with n an integer: only the class of the exponent is a generator.
    integer, rest = exponent.expand().as_coeff_Add()
    whole = Integer(sympy.floor(integer))
    fraction = rest + (integer - whole)
    result = convert(base) ** whole
    for term in Add.make_args(sympy.expand(fraction)):
        coefficient, symbolic = term.as_coeff_Mul()
        if symbolic is S.One:
            result *= (
                _root(base, convert, reducer)
                if coefficient == Rational(1, 2)
                else reducer.generator(Pow(base, coefficient))
            )
        else:
            # base^(p s / q) = (base^(s / n))^(p n / q) with n the common denominator of the exponents of this base
            common = sympy.ilcm(reducer.exponents.get((base, symbolic), 1), coefficient.q)
            result *= reducer.generator(Pow(base, symbolic / common, evaluate=False)) ** (coefficient * common)
    return result


def _root(radicand: Expr, convert, reducer: Reducer) -> Expr:
    if radicand.is_Integer and radicand > 0:
        # Square roots of different primes are independent; those of composites are products of them.
        result = S.One
        for prime, power in sympy.factorint(int(radicand)).items():
            result *= Integer(prime) ** (power // 2)
            if power % 2:
                result *= reducer.generator(sympy.sqrt(prime), Integer(prime))
        return result
    if radicand.is_Rational and radicand > 0:
        return _root(Integer(radicand.p * radicand.q), convert, reducer) / radicand.q
    square = sympy.expand(radicand)
    content, primitive = square.as_content_primitive()
    if content.is_Rational and content > 0 and content != 1:
        return _root(content, convert, reducer) * _root(primitive, convert, reducer)
    inside = convert(square)
    return reducer.generator(sympy.sqrt(square), inside)


def _symbolic_exponents(expr: Expr) -> dict[tuple[Expr, Expr], int]:
    denominators: dict[tuple[Expr, Expr], int] = {}
    for node in expr.atoms(Pow):
        if not node.exp.free_symbols:
            continue
        number, rest = node.base.as_coeff_Mul()
        base = node.base if rest is S.One or not (number.is_Rational and number > 0) else rest
        bases = sympy.factorint(int(base)) if base.is_Integer and base > 1 else [base]
        for term in Add.make_args(sympy.expand(node.exp)):
            coefficient, symbolic = term.as_coeff_Mul()
            for factor in map(sympy.sympify, bases):
                known = denominators.get((factor, symbolic), 1)
                denominators[factor, symbolic] = int(sympy.ilcm(known, coefficient.q))
    return denominators


def _linear_atoms(arguments: list[Expr]) -> dict[Expr, Integer]:
    """Return, for each atom of the linear arguments, the least common denominator of its coefficients."""
    denominators: dict[Expr, int] = defaultdict(lambda: 1)
    for argument in arguments:
        for term in Add.make_args(sympy.expand(argument)):
            coefficient, atom = term.as_coeff_Mul()
            denominators[atom] = sympy.ilcm(denominators[atom], coefficient.q if coefficient.is_Rational else 1)
    return {atom: Integer(denominator) for atom, denominator in denominators.items()}


def _trigonometric_bases(expr: Expr) -> dict[Expr, Integer]:
    return _linear_atoms([node.args[0] for node in expr.atoms(sympy.sin, sympy.cos)])


def _exponential_bases(expr: Expr) -> dict[Expr, Integer]:
    nodes = [node.args[0] for node in expr.atoms(sympy.exp)]
    nodes += [node.exp for node in expr.atoms(Pow) if node.base is S.Exp1]
    return _linear_atoms([*nodes, S.One] if expr.has(S.Exp1) or nodes else [])


def _exponential(argument: Expr, bases: dict[Expr, Integer], reducer: Reducer) -> Expr:
    result = S.One
    for term in Add.make_args(sympy.expand(argument)):
        coefficient, atom = term.as_coeff_Mul()
        if term == 0:
            continue
        scale = bases[atom]
        multiple = coefficient * scale
        result *= reducer.generator(sympy.exp(atom / scale, evaluate=False)) ** multiple
    return result


def _angle(argument: Expr, bases: dict[Expr, Integer], convert, reducer: Reducer) -> tuple[Expr, Expr]:
    """Return sine and cosine of a linear argument by the addition theorems."""
    sine, cosine = S.Zero, S.One
    for term in Add.make_args(sympy.expand(argument)):
        coefficient, atom = term.as_coeff_Mul()
        if term == 0:
            continue
        if atom is S.Pi:
            s, c = sympy.sin(term), sympy.cos(term)
            s, c = (convert(s), convert(c)) if not s.has(sympy.sin) and not c.has(sympy.cos) else _unknown_pi(term)
        else:
            scale = bases[atom]
            s, c = _base_angle(atom / scale, convert, reducer)
            s, c = _multiple(int(coefficient * scale), s, c)
        sine, cosine = sine * c + cosine * s, cosine * c - sine * s
    return sine, cosine


def _unknown_pi(term: Expr):
    msg = f"normal_form: sin and cos of {term} are not in the closed list; use multiples of pi/12 or pi/10 at most"
    raise ValueError(msg)


def _base_angle(base: Expr, convert, reducer: Reducer) -> tuple[Expr, Expr]:
    coefficient, atom = base.as_coeff_Mul()
    if isinstance(atom, sympy.acos) and coefficient in (1, Rational(1, 2)):
        u = atom.args[0]
        # acos u lies in [0, pi], so sin(acos u), sin(acos(u)/2) and cos(acos(u)/2) are the non-negative roots.
        if coefficient == 1:
            return _root(1 - u**2, convert, reducer), convert(u)
        return _root((1 - u) / 2, convert, reducer), _root((1 + u) / 2, convert, reducer)
    cosine = reducer.generator(sympy.cos(base, evaluate=False))
    sine = reducer.generator(sympy.sin(base, evaluate=False), 1 - cosine**2)
    return sine, cosine


def _multiple(n: int, s: Expr, c: Expr) -> tuple[Expr, Expr]:
    sine, cosine = S.Zero, S.One
    for _ in range(abs(n)):
        sine, cosine = sympy.expand(sine * c + cosine * s), sympy.expand(cosine * c - sine * s)
    return (sine, cosine) if n >= 0 else (-sine, cosine)


def _gamma_bases(expr: Expr) -> list[Expr]:
    """Return one argument of each class modulo the integers, the smallest of those met."""
    bases: list[Expr] = []
    for node in expr.atoms(sympy.gamma):
        argument = sympy.expand(node.args[0])
        for index, base in enumerate(bases):
            shift = sympy.expand(argument - base)
            if shift.is_Integer:
                if shift < 0:
                    bases[index] = argument
                break
        else:
            bases.append(argument)
    return bases


def _gamma(argument: Expr, bases: list[Expr], convert, reducer: Reducer) -> Expr:
    argument = sympy.expand(argument)
    for base in bases:
        shift = sympy.expand(argument - base)
        if shift.is_Integer:
            # Gamma(b + n) = b (b + 1) ... (b + n - 1) Gamma(b)
            rising = Mul(*(convert(sympy.expand(base + j)) for j in range(int(shift))))
            return rising * _gamma_at(base, convert, reducer)
    msg = f"normal_form: no class of Gamma holds {argument}"
    raise AssertionError(msg)


def _gamma_at(base: Expr, convert, reducer: Reducer) -> Expr:
    if base.is_Rational and base.q <= 2:
        value = sympy.gamma(base)
        if not value.has(sympy.gamma) and value.is_finite:
            return convert(value)
    return reducer.generator(sympy.gamma(base, evaluate=False))
