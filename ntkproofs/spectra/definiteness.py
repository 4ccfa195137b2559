r"""Strict positive definiteness on the sphere, or the exact rank, from the power series of a kernel.

:math:`\kappa(t) = \sum_n c_n t^n` with :math:`c_n \ge 0` has
:math:`\mu_k = \sum_{n \ge k,\ n \equiv k} c_n\mu_k[t^n]` with positive :math:`\mu_k[t^n]`:
all eigenvalues are positive exactly when infinitely many even and infinitely many odd
:math:`c_n` are, and then every Gram matrix of different points is positive definite, in every dimension.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

import sympy

from ntkproofs.activations import Hermite, Polynomial, hermite_expansion
from ntkproofs.kernels import Conjugate, NetworkKernel, NeuralTangentKernel
from ntkproofs.polynomials.gegenbauer import gegenbauer_coefficients, multiplicity
from ntkproofs.spectra.closed_forms import closed_form


@final
@dataclass(frozen=True)
class Definiteness:
    r"""What is known of the Gram matrices of different points of :math:`S^{d-1}`.

    ``kind`` is ``"strict"`` (all of them are positive definite), ``"finite rank"`` (``rank`` is the exact dimension of
    the feature space on the sphere: larger Gram matrices are singular), ``"semi-definite"`` (infinite rank, but the
    antipodal pair or a parity is degenerate) or ``"undecided"``.  ``degrees`` are those with :math:`\mu_k > 0` at
    finite rank; ``witness`` is a rational set of points with a singular Gram matrix, where one is known.
    """

    kind: str
    rank: int | None
    degrees: tuple[int, ...]
    witness: tuple[tuple[Fraction, ...], ...] | None
    reason: str


def definiteness(kernel: Any, dim: int) -> Definiteness:
    r"""Whether a network kernel is strictly positive definite on :math:`S^{d-1}`, with its exact rank if not.

    :raises ValueError: for a dimension below 2 and kernels other than networks with at most two layers or polynomials.

    >>> square = Conjugate(layers=2, activation=Polynomial((0, 0, 1)))
    >>> definiteness(square, 2).rank, definiteness(square, 3).rank
    (3, 6)
    >>> definiteness(NeuralTangentKernel(layers=2), 3).kind
    'semi-definite'
    """
    if not isinstance(dim, int) or isinstance(dim, bool) or dim < 2:
        raise ValueError(f"definiteness: dim = {dim!r} does not satisfy dim >= 2")
    if not isinstance(kernel, NetworkKernel):
        raise ValueError(f"definiteness: a kernel of a network was needed, {kernel} came")
    if kernel.layers == 1 or isinstance(kernel.activation, Polynomial | Hermite):
        return _polynomial(kernel, dim)
    biased = kernel.bias_variance != 0 or (isinstance(kernel, NeuralTangentKernel) and kernel.bias != 0)
    if not kernel.activation.parts_are_exact:
        return Definiteness(
            "undecided", None, (), None, "an expression does not say which of its parts are polynomials"
        )
    even, odd = kernel.activation.polynomial_parts
    if even is not None and odd is not None:
        # A polynomial in disguise: whatever follows needs infinitely many coefficients of one parity.
        return Definiteness("undecided", None, (), None, "both parts of the activation are polynomials")
    if kernel.bias_variance != 0 and (even is None or odd is None):
        # with a bias the correlation is (a + b t), a, b > 0, whose powers have all coefficients positive
        return Definiteness(
            "strict", None, (), None, "the activation is no polynomial and the correlation has a constant"
        )
    if even is None and odd is None:
        return Definiteness("strict", None, (), None, "infinitely many even and odd Hermite coefficients are non-zero")
    if kernel.layers > 2 or biased:
        return _deep(kernel, biased)
    part, degree = ("odd", odd) if even is None else ("even", even)
    reason = f"the {part} part of the activation is a polynomial of degree {degree}: mu_k = 0 for larger {part} k"
    return Definiteness("semi-definite", None, (), _antipodal_witness(kernel, dim), reason)


def _deep(kernel: NetworkKernel, biased: bool) -> Definiteness:
    """The answer where a parity is degenerate in one layer without bias, and the activation is no polynomial."""
    if kernel.layers == 2 and kernel.bias_variance == 0:
        # E sigma sigma and t E sigma' sigma' have infinitely many coefficients of one parity, b E sigma' sigma' others
        return Definiteness("strict", None, (), None, "a trained bias adds the powers of the other parity")
    parity = kernel.activation.parity
    if parity is not None and not biased:
        # functions of an odd correlation are odd or even with the activation; an even one stays even
        missing = {"odd": "even", "even": "odd"}[parity]
        return Definiteness("semi-definite", None, (), None, f"the kernel is {parity}: mu_k = 0 for every {missing} k")
    first = hermite_expansion(kernel.activation, kernel.input_weight, 2, 60).coefficients
    if kernel.bias_variance == 0 and all(not a.contains(0) for a in first):
        # rho_1 = c_0 + c_1 t + ... with c_0, c_1 > 0, and its powers have all coefficients positive
        reason = "the second layer composes a non-polynomial with a correlation that has a constant and a linear term"
        return Definiteness("strict", None, (), None, reason)
    return Definiteness("undecided", None, (), None, "a parity is degenerate in one layer; deeper ones are not decided")


def _polynomial(kernel: NetworkKernel, dim: int) -> Definiteness:
    """The exact rank of a kernel that is a polynomial in t with rational coefficients."""
    t = sympy.Symbol("t")
    poly = sympy.Poly(sympy.expand(kernel.expression()), t)
    if not all(a.is_Rational for a in poly.all_coeffs()):
        raise ValueError(f"definiteness: rational coefficients were needed, {poly.as_expr()} came")
    top = max(int(poly.degree()), 0)
    form = closed_form(kernel, dim)
    values = {k: form.rational(k) for k in range(top + 1)} if form is not None else {}
    if any(value is None for value in values.values()) or not values:
        values = _gegenbauer_series(poly, dim, top)
    degrees = tuple(k for k in range(top + 1) if values[k] != 0)
    rank = sum(multiplicity(dim, k) for k in degrees)
    witness = _singular_points(dim, rank) if rank <= 40 else None
    reason = (
        f"kappa is a polynomial of degree {top} in t: the rank is the sum of N(d, k) over the degrees with mu_k > 0"
    )
    return Definiteness("finite rank", rank, degrees, witness, reason)


def _gegenbauer_series(poly: sympy.Poly, dim: int, top: int) -> dict[int, Any]:
    """The coefficients of a polynomial in the P_k, exactly, from the highest degree down."""
    rest = [Fraction(int(a.p), int(a.q)) for a in reversed(poly.all_coeffs())]
    found: dict[int, Any] = {}
    for k in range(top, -1, -1):
        basis = gegenbauer_coefficients(dim, k)
        found[k] = rest[k] / basis[k]
        rest = [a - found[k] * (basis[i] if i < len(basis) else 0) for i, a in enumerate(rest)]
    return found


def _singular_points(dim: int, rank: int) -> tuple[tuple[Fraction, ...], ...]:
    """One rational point more than the rank: their Gram matrix is singular."""
    points: list[tuple[Fraction, ...]] = []
    for j in range(rank + 1):
        # stereographic projection of a rational point is rational: ((1 - s), 2 v)/(1 + s), s = |v|^2
        v = [Fraction((j + 1) ** (i % 3 + 1) - i, 3 * (i + 1)) for i in range(dim - 1)]
        s = sum((x * x for x in v), Fraction(0))
        points.append(((1 - s) / (1 + s), *(2 * x / (1 + s) for x in v)))
    return tuple(points)


def _antipodal_witness(kernel: NetworkKernel, dim: int) -> tuple[tuple[Fraction, ...], ...] | None:
    r"""Two antipodal pairs x, y with a vanishing combination f(x) -+ f(-x) over more pairs than the degenerate part has
    dimensions: :math:`\sum_i a_i(\Phi(x_i) \mp \Phi(-x_i)) = 0` for a polynomial part of degree at most 1."""
    even, odd = kernel.activation.polynomial_parts
    degree = odd if even is None else even
    if degree is None or degree > 1 or not isinstance(kernel, NeuralTangentKernel | Conjugate):
        return None
    # the degenerate part has dimension 0, 1 (constants) or d (linear functions); one pair more is dependent
    count = {-1: 1, 0: 2, 1: dim + 1}[degree]
    pairs = _singular_points(dim, count - 1)
    return tuple(p for x in pairs for p in (x, tuple(-a for a in x)))
