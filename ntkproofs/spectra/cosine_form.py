r"""Gegenbauer polynomials as sums of different cosines with positive weights."""

from __future__ import annotations

from fractions import Fraction

from ntkproofs.polynomials.gegenbauer import cosine_weights


def cosine_terms(dim: int, degree: int) -> list[tuple[int, Fraction]]:
    r"""Frequencies and weights of :math:`P_k(\cos\theta) = \sum_m w_m \cos(m\theta)`; they are positive and sum to 1.

    >>> cosine_terms(3, 2)
    [(2, Fraction(3, 4)), (0, Fraction(1, 4))]
    """
    weights = cosine_weights(dim, degree)
    terms = [(degree - 2 * j, 2 * weights[j]) for j in range((degree + 1) // 2)]
    if degree % 2 == 0:
        terms.append((0, weights[degree // 2]))
    return [(m, w) for m, w in terms if w != 0]
