r"""All Funk-Hecke coefficients of a deep kernel up to a degree at once, by Gauss-Legendre quadrature in the angle.

For a kernel :math:`g(\theta)` and :math:`P_k` normalised to :math:`P_k(1) = 1`, with :math:`\lambda = (d-2)/2`,

.. math:: P_k(\cos\theta) = \frac{k!}{(2\lambda)_k} \sum_{j=0}^{k} \frac{(\lambda)_j (\lambda)_{k-j}}{j!\,(k-j)!}
   \cos((k-2j)\theta), \qquad
   \mu_k = \sum_j (\text{weights}) \, M_{|k-2j|}, \quad
   M_m = c_d \int_0^\pi g(\theta) \sin^{d-2}\theta\,\cos(m\theta)\,d\theta .

The weights are positive and sum to 1, so nothing is amplified and :math:`|P_k(\cos\theta)| \le \cosh(k\,\Im\theta)`
for complex angles. The moments are one matrix product, because
:math:`\cos((jB+r)\theta) = \cos jB\theta \cos r\theta - \sin jB\theta \sin r\theta`.

Quadrature error. Let :math:`|g(z)\sin^{d-2}(z)|\,e^{k|\Im z|} \le M` on the Bernstein ellipse of parameter
:math:`\rho`. The Chebyshev coefficients of the integrand satisfy :math:`|a_j| \le 2M\rho^{-j}`; the rule with
:math:`n` nodes is exact for :math:`j < 2n`, right by symmetry for odd :math:`j`, and off by at most :math:`2 + 2` for
even :math:`j \ge 2n` (weights sum to 2). Hence

.. math:: |\text{error of } M_m| \le c_d\,\frac\pi2\,\frac{8 M \rho^{-2n}}{1 - \rho^{-2}}, \qquad m \le k .
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache

from flint import acb, arb, arb_mat, fmpq

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.angular_kernel import AngularKernel, QuadratureKernel
from ntkproofs.expansions.angular_model import AngularModel

Progress = Callable[[int, int], None]
"""Told how many nodes of how many are done."""

RHOS = tuple(Fraction(100 + step, 100) for step in (2, 3, 5, 8, 11, 15, 20, 26, 34, 45, 60, 80, 110, 140))


def deep_coefficients(model: AngularModel, dim: int, degrees: Sequence[int], accuracy: int) -> dict[int, arb]:
    r"""Balls for :math:`\mu_k`, :math:`k` in ``degrees``, with absolute radius about :math:`2^{-\text{accuracy}}`.

    :raises NotEstablished: when no ellipse on which the kernel is certainly analytic was found.

    >>> from ntkproofs.expansions.deep_relu import DeepRelu
    >>> mu = deep_coefficients(DeepRelu(layers=3), 3, [0], 60)
    >>> print(mu[0].str(12, radius=False))
    0.930251931642
    """
    return batch_coefficients(AngularKernel(model), dim, degrees, accuracy)


def batch_coefficients(
    kernel: QuadratureKernel, dim: int, degrees: Sequence[int], accuracy: int, progress: Progress | None = None
) -> dict[int, arb]:
    """The same for any kernel with an evaluator and bounds on ellipses."""
    top = max(degrees)
    nodes, error = _nodes_and_error(kernel, dim, top, accuracy)
    bits = accuracy + 2 * (top + nodes).bit_length() + 24
    with BallArithmetic(bits).working():
        moments = _moments(kernel, dim, top, nodes, error, bits, progress)
        return _combine(dim, degrees, moments)


class NotEstablished(ArithmeticError):
    """No ellipse was found on which the kernel is certainly analytic and bounded."""


def _nodes_and_error(kernel: QuadratureKernel, dim: int, top: int, accuracy: int) -> tuple[int, arb]:
    """Nodes, and the certified bound of the quadrature error on each moment, from the cheapest ellipse that is
    proved."""
    choices = []
    for rho in RHOS:
        sample = kernel.sample(rho, dim, top)
        if sample is None:
            break
        choices.append((_nodes(rho, sample, dim, accuracy), rho))
        if choices[-1][0] > 2 * min(choices)[0]:
            break
    for _, rho in sorted(choices):
        bound = kernel.bound(rho, dim, top)
        if bound is not None:
            nodes = _nodes(rho, bound, dim, accuracy)
            return nodes, _error(rho, bound, dim, nodes)
    raise NotEstablished(f"{kernel}: an ellipse of analyticity was needed, none was proved; use adaptive quadrature")


def _error(rho: Fraction, bound: arb, dim: int, nodes: int) -> arb:
    with BallArithmetic(64).working():
        r = arb(fmpq(rho.numerator, rho.denominator))
        return (_normaliser(dim) * 4 * arb.pi() * bound * r ** (-2 * nodes) / (1 - r**-2)).upper()


def _nodes(rho: Fraction, bound: arb, dim: int, accuracy: int) -> int:
    """The smallest even number of nodes whose error bound is below 2^-accuracy."""
    with BallArithmetic(64).working():
        r = arb(fmpq(rho.numerator, rho.denominator))
        need = (_normaliser(dim) * 4 * arb.pi() * bound / (1 - r**-2)).log() + accuracy * arb(2).log()
        count = int((need / (2 * r.log())).ceil().upper().unique_fmpz() or 0)
    return max(2, count + count % 2)


def _normaliser(dim: int) -> arb:
    r"""The constant :math:`c_d = \Gamma(d/2)/(\sqrt\pi\,\Gamma((d-1)/2))`."""
    return arb(fmpq(dim, 2)).gamma() / (arb.pi().sqrt() * arb(fmpq(dim - 1, 2)).gamma())


@lru_cache(maxsize=4096)
def _node(nodes: int, i: int, bits: int) -> tuple[arb, arb]:
    """The i-th node x > 0 of the Gauss-Legendre rule on [-1, 1] with its weight; the rule is symmetric."""
    with BallArithmetic(bits).working():
        return arb.legendre_p_root(nodes, i, weight=True)


def _moments(
    kernel: QuadratureKernel, dim: int, top: int, nodes: int, error: arb, bits: int, progress: Progress | None
) -> list[arb]:
    r"""The moments M_0 .. M_top, the quadrature error included."""
    pi, constant, value = arb.pi(), _normaliser(dim), kernel.evaluator(bits)
    block = max(2, 2 * (int((top + 1) ** 0.5) // 2))
    rows = top // block + 1
    steps: list[list[acb]] = []
    jumps: list[list[acb]] = []
    even: list[arb] = []
    odd: list[arb] = []
    for i in range(nodes // 2):
        x, weight = _node(nodes, i, bits)
        theta = pi / 2 * (1 - x)
        front = constant * pi / 2 * weight * theta.sin() ** (dim - 2)
        near, far = value(theta), value(pi - theta)
        # cos(m (pi - theta)) = (-1)^m cos(m theta): the two halves of the rule are folded, per parity of m.
        even.append(front * (near + far))
        odd.append(front * (near - far))
        turn = acb(theta.cos(), theta.sin())
        powers = _powers(turn, block)
        steps.append(powers[:block])
        jumps.append(_powers(powers[block], rows)[:rows])
        if progress is not None:
            progress(len(even), nodes // 2)
    half = len(even)
    folded = {}
    for parity, weights in ((0, even), (1, odd)):
        left = [
            [weights[i] * jumps[i][j].real for i in range(half)] + [-weights[i] * jumps[i][j].imag for i in range(half)]
            for j in range(rows)
        ]
        right = [[steps[i][r].real for r in range(parity, block, 2)] for i in range(half)]
        right += [[steps[i][r].imag for r in range(parity, block, 2)] for i in range(half)]
        folded[parity] = arb_mat(left) * arb_mat(right)
    ball = arb(0, 1) * error
    return [folded[m % 2][m // block, (m % block) // 2] + ball for m in range(top + 1)]


def _powers(base: acb, count: int) -> list[acb]:
    """The powers base^0 .. base^count."""
    powers = [acb(1)]
    for _ in range(count):
        powers.append(powers[-1] * base)
    return powers


def _combine(dim: int, degrees: Sequence[int], moments: list[arb]) -> dict[int, arb]:
    """The coefficients from the cosine moments."""
    if dim == 2:
        return {k: moments[k] for k in degrees}
    top = max(degrees)
    rising = [arb(1)]
    norm = [arb(1)]
    for j in range(1, top + 1):
        # (lambda)_j / j! and (2 lambda)_j / j!, with 2 lambda = d - 2
        rising.append(rising[-1] * (dim - 2 + 2 * (j - 1)) / (2 * j))
        norm.append(norm[-1] * (dim - 2 + j - 1) / j)
    result = {}
    for k in degrees:
        total = arb(0)
        for j in range((k + 1) // 2):
            total += rising[j] * rising[k - j] * moments[k - 2 * j]
        total += total
        if k % 2 == 0:
            total += rising[k // 2] ** 2 * moments[0]
        result[k] = total / norm[k]
    return result
