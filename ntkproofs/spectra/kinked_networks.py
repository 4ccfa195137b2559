r"""Two-layer networks with a continuous piecewise linear activation whose kinks are anywhere: certified eigenvalues.

With :math:`\sigma'' = \sum_i w_i\delta_{b_i}` Price's theorem gives, on the unit sphere,

.. math:: \sin\theta\;\kappa''(\cos\theta) = \sum_{i,j}\frac{w_iw_j}{2\pi}\exp\Bigl(
          -\frac{(b_i-b_j)^2}{8\sin^2(\theta/2)} - \frac{(b_i+b_j)^2}{8\cos^2(\theta/2)}\Bigr), \qquad
          \kappa(\cos\theta) = \mathbb{E}\,\sigma(u)\sigma(v),

the bivariate normal density.  Eigenvalues follow by parts from :math:`\mu_k^{(d)}[f] = \tfrac1d\mu_{k-1}^{(d+2)}[f']`,
from :math:`(2k+d-2)\,\mu_k[tf] = k\mu_{k-1}[f] + (k+d-2)\mu_{k+1}[f]` and, where k = 0 ends the descent, from Taylor's
formula at t = 0.  Where an exponential has an essential singularity at an end, what is left out there is below its
largest value times the length.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, final

from flint import arb, fmpq

from ntkproofs.activations import Expression, ParameterError
from ntkproofs.activations.expression_growth import U
from ntkproofs.activations.expression_pieces import pieces_of
from ntkproofs.activations.parameters import squared
from ntkproofs.arithmetic import Arithmetic, BallArithmetic, Precision, UnsupportedOperation
from ntkproofs.enclosures.quadrature import NotConverged, integrate
from ntkproofs.kernels import Conjugate, NetworkKernel, NeuralTangentKernel
from ntkproofs.spectra.cosine_form import cosine_terms

EVALUATIONS = 20_000
Weight = Callable[[Arithmetic, Any], Any]


@final
@dataclass(frozen=True)
class Kinks:
    r"""The function :math:`\alpha + \beta u + \sum_i w_i(u - b_i)_+`."""

    constant: Fraction
    slope: Fraction
    places: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]

    def mean(self, ctx: BallArithmetic) -> arb:
        r"""The mean :math:`\mathbb{E}\,\sigma(X) = \alpha + \sum_i w_i(\varphi(b_i) - b_i\Phi(-b_i))`."""
        total = ctx.convert(self.constant)
        for b, w in zip(self.places, self.weights, strict=True):
            x = ctx.convert(b)
            total += ctx.convert(w) * ((-x * x / 2).exp() / (2 * arb.pi()).sqrt() - x * _upper_tail(ctx, x))
        return total

    def mean_slope(self, ctx: BallArithmetic) -> arb:
        r"""The mean :math:`\mathbb{E}\,\sigma'(X) = \beta + \sum_i w_i\Phi(-b_i)`."""
        total = ctx.convert(self.slope)
        for b, w in zip(self.places, self.weights, strict=True):
            total += ctx.convert(w) * _upper_tail(ctx, ctx.convert(b))
        return total


def _upper_tail(ctx: BallArithmetic, x: arb) -> arb:
    return (x / arb(2).sqrt()).erfc() / 2


def kinks(activation: Any) -> Kinks | None:
    """The kinks of a continuous piecewise linear expression; None for any other activation.

    >>> import sympy
    >>> from ntkproofs.activations import Activation
    >>> kinks(Activation.from_expression(sympy.Max(sympy.Symbol("u") - 1, 0)))
    Kinks(constant=Fraction(0, 1), slope=Fraction(0, 1), places=(Fraction(1, 1),), weights=(Fraction(1, 1),))
    """
    if not isinstance(activation, Expression):
        return None
    try:
        cut = pieces_of(activation.formula)
    except ParameterError:
        return None
    lines = []
    for _, _, part in cut:
        constant, slope = part.subs(U, 0), part.diff(U)
        if not (constant.is_Rational and slope.is_Rational):
            return None
        lines.append((Fraction(int(constant.p), int(constant.q)), Fraction(int(slope.p), int(slope.q))))
    places = tuple(low for low, _, _ in cut[1:] if low is not None)
    weights = []
    for b, (c0, s0), (c1, s1) in zip(places, lines, lines[1:], strict=False):
        if c0 + s0 * b != c1 + s1 * b:
            return None
        weights.append(s1 - s0)
    return Kinks(*lines[0], places, tuple(weights)) if len(lines) > 1 else None


def kinked_balls(kernel: Any, dim: int, degrees: Sequence[int], digits: int) -> dict[int, arb]:
    r"""Balls of :math:`\mu_k` with the digits asked for; empty for kernels of another form.

    The kernels are two-layer networks with inputs of variance 1 and no bias at initialisation.
    """
    if not isinstance(kernel, NetworkKernel) or kernel.layers != 2:
        return {}
    if kernel.bias_variance != 0 or kernel.input_weight != 1:
        return {}
    found = kinks(kernel.activation)
    if found is None:
        return {}
    need = int(digits * 3.3219280948873626) + 12
    balls: dict[int, arb] = {}
    for k in degrees:
        goal, ball = need + 8, arb.nan()
        for _ in range(4):
            try:
                ball = _eigenvalue(kernel, _Moments(found, dim, goal), k)
            except (NotConverged, UnsupportedOperation):
                return {}
            if ball.rel_accuracy_bits() >= need:
                break
            # relative digits need the size of the eigenvalue
            goal += need + 16 if ball.contains(0) else need + 16 - max(0, int(ball.rel_accuracy_bits()))
        balls[k] = ball
    return balls


def _eigenvalue(kernel: NetworkKernel, moments: _Moments, k: int) -> arb:
    d = moments.dim
    with Precision(moments.goal + 40):
        ctx = BallArithmetic(moments.goal + 40)
        weight = ctx.convert(kernel.weight_variance)
        if isinstance(kernel, Conjugate):
            return weight * moments.dual(k)
        beta = ctx.convert(squared(kernel.bias)) if isinstance(kernel, NeuralTangentKernel) else arb(0)
        # Theta = w E sigma sigma + w E sigma' sigma' (t + beta^2) + beta^2
        above = (k + d - 2) * moments.slope(k + 1)
        below = k * moments.slope(k - 1) if k > 0 else arb(0)
        shifted = (below + above) / (2 * k + d - 2) if 2 * k + d - 2 > 0 else moments.slope(1)
        constant = beta if k == 0 else arb(0)
        return weight * (moments.dual(k) + shifted + (beta * moments.slope(k) if not beta.is_zero() else 0)) + constant


@final
class _Moments:
    """Coefficients of the dual and of its derivative in one dimension, to an absolute accuracy of about 2^-goal."""

    def __init__(self, kinks: Kinks, dim: int, goal: int) -> None:
        self.kinks, self.dim, self.goal = kinks, dim, goal
        self.known: dict[tuple[str, int], arb] = {}

    @cached_property
    def pairs(self) -> list[tuple[Fraction, Fraction, Fraction]]:
        r"""The numbers :math:`(b_i - b_j)^2/8`, :math:`(b_i + b_j)^2/8` and the sum of the weights with them."""
        total: dict[tuple[Fraction, Fraction], Fraction] = {}
        for b, w in zip(self.kinks.places, self.kinks.weights, strict=True):
            for c, v in zip(self.kinks.places, self.kinks.weights, strict=True):
                key = ((b - c) ** 2 / 8, (b + c) ** 2 / 8)
                total[key] = total.get(key, Fraction(0)) + w * v
        return [(*key, weight) for key, weight in total.items() if weight != 0]

    def dual(self, k: int) -> arb:
        r"""The coefficient :math:`\mu_k^{(d)}` of :math:`\kappa`."""
        return self._kept("dual", k, self._dual)

    def slope(self, k: int) -> arb:
        r"""The coefficient :math:`\mu_k^{(d)}` of :math:`\kappa'`."""
        return self._kept("slope", k, lambda k: self._slope(k, self.dim))

    def _kept(self, name: str, k: int, compute: Callable[[int], arb]) -> arb:
        if (name, k) not in self.known:
            self.known[name, k] = compute(k)
        return self.known[name, k]

    def _dual(self, k: int) -> arb:
        d, ctx = self.dim, BallArithmetic(self.goal + 40)
        if k == 0:
            return self.kinks.mean(ctx) ** 2 + self._halves(lambda ctx, x: _second_tail(ctx, d, x), 1)
        if k == 1:
            return self._slope(0, d + 2) / d
        return self._curve(k - 2, d + 4) / (d * (d + 2))

    def _slope(self, k: int, d: int) -> arb:
        if k == 0:
            ctx = BallArithmetic(self.goal + 40)
            return self.kinks.mean_slope(ctx) ** 2 + self._halves(lambda ctx, x: _first_tail(ctx, d, x), -1)
        return self._curve(k - 1, d + 2) / d

    def _curve(self, k: int, d: int) -> arb:
        r"""The coefficient :math:`\mu_k^{(d)}` of :math:`\kappa''`, d at least 4."""
        terms = cosine_terms(d, k)

        def weight(ctx: Arithmetic, angle: Any) -> Any:
            total = ctx.rational(0)
            for frequency, w in terms:
                total = total + ctx.rational(w.numerator, w.denominator) * ctx.cos(frequency * angle)
            return total * ctx.sin(angle) ** (d - 3)

        return _constant(BallArithmetic(self.goal + 40), d) * self._integral(weight, Fraction(0), Fraction(1))

    def _halves(self, weight: Weight, sign: int) -> arb:
        """The integral against a weight on [0, pi/2], and with a sign against its mirror image on [pi/2, pi]."""
        half = Fraction(1, 2)
        right = self._integral(weight, Fraction(0), half)
        left = self._integral(lambda ctx, angle: weight(ctx, ctx.pi - angle), half, Fraction(1))
        return right + sign * left

    def _integral(self, weight: Weight, low: Fraction, high: Fraction) -> arb:
        r"""The integral of :math:`\sin\theta\,\kappa''(\cos\theta)` against a weight of modulus at most 1."""
        total = arb(0)
        for near, far, factor in self.pairs:
            start = low if near == 0 or low > 0 else _cut(near, self.goal)
            end = high if far == 0 or high < 1 else 1 - _cut(far, self.goal)

            def term(ctx: Arithmetic, x: Any, near: Fraction = near, far: Fraction = far) -> Any:
                # what stands over a square that vanishes at an end inside of [start, end] is zero
                exponent = ctx.rational(0)
                if near != 0:
                    exponent = exponent - ctx.convert(near) / ctx.sin(x / 2) ** 2
                if far != 0:
                    exponent = exponent - ctx.convert(far) / ctx.cos(x / 2) ** 2
                return weight(ctx, x) * ctx.exp(exponent)

            part = integrate(
                term, start, end, bits=self.goal + 40, goal_bits=self.goal + 8, scale="pi", eval_limit=EVALUATIONS
            )
            # the exponential rises towards the cut, and the weight is at most 1
            outside = arb(0)
            if start > low:
                outside += _edge(near, start)
            if end < high:
                outside += _edge(far, 1 - end)
            size = arb(fmpq(factor.numerator, factor.denominator)) / (2 * arb.pi())
            total += size * (part + arb(0, 1) * outside.abs_upper())
        return total


def _cut(square: Fraction, goal: int) -> Fraction:
    r"""An angle in units of pi below which :math:`e^{-s/\sin^2(\theta/2)}` is below :math:`2^{-goal}`, at most 1/4."""
    sine = math.sqrt(float(square) / ((goal + 16) * math.log(2)))
    return min(Fraction(1, 4), Fraction(int(2 * math.asin(min(sine, 0.5)) / math.pi * 2**20), 2**20))


def _edge(square: Fraction, cut: Fraction) -> arb:
    r"""A bound of :math:`\int_0^{\pi c}e^{-s/\sin^2(\theta/2)}d\theta`."""
    with Precision(64):
        angle = arb.pi() * arb(fmpq(cut.numerator, cut.denominator))
        return angle * (-arb(fmpq(square.numerator, square.denominator)) / (angle / 2).sin() ** 2).exp()


def _first_tail(ctx: Any, dim: int, angle: Any) -> Any:
    r"""The mass :math:`c_d\int_0^\theta\sin^{d-2}`, at most 1."""
    n = dim - 2
    total = angle if n % 2 == 0 else 1 - ctx.cos(angle)
    for m in range(2 + n % 2, n + 1, 2):
        # int sin^m = -cos sin^(m-1)/m + (m-1)/m int sin^(m-2)
        total = (ctx.rational(m - 1) * total - ctx.cos(angle) * ctx.sin(angle) ** (m - 1)) / m
    return _constant(ctx, dim) * total


def _second_tail(ctx: Any, dim: int, angle: Any) -> Any:
    r"""The number :math:`c_d\int_s^1(t - s)(1-t^2)^{(d-3)/2}dt`, s = cos angle, at most 1."""
    return _constant(ctx, dim) * ctx.sin(angle) ** (dim - 1) / (dim - 1) - ctx.cos(angle) * _first_tail(ctx, dim, angle)


def _constant(ctx: Any, dim: int) -> Any:
    r"""The normalisation :math:`c_d`: :math:`1/\pi` for d = 2, 1/2 for d = 3, and :math:`c_{d+2} = c_d\,d/(d-1)`."""
    total = 1 / ctx.pi if dim % 2 == 0 else ctx.rational(1, 2)
    for n in range(2 + dim % 2, dim, 2):
        total = total * n / (n - 1)
    return total
