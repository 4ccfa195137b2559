r"""Pairs of centred Gaussian variables :math:`(u, v)`, and their passage through the layers of a wide network.

A layer maps the covariance of a pair.  Three coordinates describe it, each good for some activations:

* :class:`EqualPair`: the common variance and the angle (two points of one sphere; no square root is ever taken);
* :class:`AnglePair`: the two norms, their exact gap and the angle (any two vectors);
* :class:`CovariancePair`: the three entries of the covariance (smooth activations, and closed forms in :math:`t`).

The angle keeps rectified activations analytic and keeps all digits near equal and opposite vectors.
"""

from __future__ import annotations

import abc
from dataclasses import dataclass
from typing import Any, Protocol, final

from ntkproofs.arithmetic.base import Arithmetic


class Homogeneous(Protocol):
    """What a pair asks of a homogeneous activation, which maps norms to norms and angles to angles."""

    def variance(self, ctx: Arithmetic, q: Any) -> Any: ...

    def norm(self, ctx: Arithmetic, r: Any) -> Any: ...

    def norm_gap(self, ctx: Arithmetic, r: Any, s: Any, gap: Any) -> Any: ...

    def image_angle(self, ctx: Arithmetic, angle: Any) -> Any: ...

    def covariance(self, ctx: Arithmetic, pair: GaussianPair) -> Any: ...


class GaussianPair(abc.ABC):
    r"""A centred Gaussian pair :math:`(u, v)` with its three second moments."""

    @abc.abstractmethod
    def variances(self, ctx: Arithmetic) -> tuple[Any, Any]:
        r"""The variances :math:`\mathbb{E} u^2` and :math:`\mathbb{E} v^2`."""

    @abc.abstractmethod
    def product(self, ctx: Arithmetic) -> Any:
        r"""The product :math:`\sqrt{\mathbb{E} u^2\,\mathbb{E} v^2}` of the two norms."""

    @abc.abstractmethod
    def angle_between(self, ctx: Arithmetic) -> Any:
        r"""The angle in :math:`[0, \pi]` whose cosine is the correlation."""

    @abc.abstractmethod
    def covariance(self, ctx: Arithmetic) -> Any:
        r"""The covariance :math:`\mathbb{E} uv`."""

    @abc.abstractmethod
    def scaled(self, ctx: Arithmetic, weight: Any) -> GaussianPair:
        r"""The pair with all three moments multiplied by ``weight`` :math:`> 0`."""

    @abc.abstractmethod
    def shifted(self, ctx: Arithmetic, weight: Any, bias: Any) -> GaussianPair:
        r"""The pair with moments ``weight`` :math:`\cdot` moment :math:`+` ``bias``, both numbers :math:`> 0`."""

    @abc.abstractmethod
    def rectified(self, ctx: Arithmetic, activation: Homogeneous) -> GaussianPair:
        r"""The pair with the second moments of :math:`(\sigma(u), \sigma(v))` for a homogeneous activation."""


@final
@dataclass(frozen=True)
class EqualPair(GaussianPair):
    """Two variables of one variance, as two points of the unit sphere give at every depth."""

    variance: Any
    angle: Any

    def variances(self, ctx: Arithmetic) -> tuple[Any, Any]:
        return self.variance, self.variance

    def product(self, ctx: Arithmetic) -> Any:
        return self.variance

    def angle_between(self, ctx: Arithmetic) -> Any:
        return self.angle

    def covariance(self, ctx: Arithmetic) -> Any:
        return self.variance * ctx.cos(self.angle)

    def scaled(self, ctx: Arithmetic, weight: Any) -> EqualPair:
        return EqualPair(weight * self.variance, self.angle)

    def shifted(self, ctx: Arithmetic, weight: Any, bias: Any) -> EqualPair:
        # q' - c' = w (q - c), and q (1 - cos) = 2 q sin^2(angle/2): the half sine shrinks by sqrt(w q / q').
        following = weight * self.variance + bias
        half = ctx.sin(self.angle / 2) * ctx.sqrt(weight * self.variance / following)
        return EqualPair(following, 2 * ctx.asin(half))

    def rectified(self, ctx: Arithmetic, activation: Homogeneous) -> EqualPair:
        return EqualPair(activation.variance(ctx, self.variance), activation.image_angle(ctx, self.angle))


@final
@dataclass(frozen=True)
class AnglePair(GaussianPair):
    """Two variables by their norms, their gap r - s (carried along: equal norms stay exactly equal), and the angle."""

    r: Any
    s: Any
    gap: Any
    angle: Any

    def variances(self, ctx: Arithmetic) -> tuple[Any, Any]:
        return self.r * self.r, self.s * self.s

    def product(self, ctx: Arithmetic) -> Any:
        return self.r * self.s

    def angle_between(self, ctx: Arithmetic) -> Any:
        return self.angle

    def covariance(self, ctx: Arithmetic) -> Any:
        return self.r * self.s * ctx.cos(self.angle)

    def scaled(self, ctx: Arithmetic, weight: Any) -> AnglePair:
        root = ctx.sqrt(weight)
        return AnglePair(root * self.r, root * self.s, root * self.gap, self.angle)

    def shifted(self, ctx: Arithmetic, weight: Any, bias: Any) -> AnglePair:
        r, s = ctx.sqrt(weight * self.r * self.r + bias), ctx.sqrt(weight * self.s * self.s + bias)
        # r'^2 - s'^2 = w (r - s)(r + s)
        gap = weight * self.gap * (self.r + self.s) / (r + s)
        # 2 r's' sin^2(angle'/2) = r's' - w r s cos - b, and (r's')^2 - (w r s + b)^2 = w b (r - s)^2: both terms are
        # non-negative.
        inner = weight * self.r * self.s
        apart = weight * bias * self.gap * self.gap / (r * s + inner + bias)
        turned = 2 * inner * ctx.sin(self.angle / 2) ** 2
        # It is (1 - correlation)/2, so it lies in [0, 1] whatever roundoff says.
        half = ctx.sqrt_nonnegative((apart + turned) / (2 * r * s))
        return AnglePair(r, s, gap, 2 * ctx.asin_unit(half))

    def rectified(self, ctx: Arithmetic, activation: Homogeneous) -> AnglePair:
        r, s = activation.norm(ctx, self.r), activation.norm(ctx, self.s)
        gap = activation.norm_gap(ctx, self.r, self.s, self.gap)
        return AnglePair(r, s, gap, activation.image_angle(ctx, self.angle))


@final
@dataclass(frozen=True)
class CovariancePair(GaussianPair):
    """Two variables by the three entries of their covariance matrix; no square root, no division."""

    first: Any
    second: Any
    cross: Any

    def variances(self, ctx: Arithmetic) -> tuple[Any, Any]:
        return self.first, self.second

    def product(self, ctx: Arithmetic) -> Any:
        return ctx.sqrt(self.first * self.second)

    def angle_between(self, ctx: Arithmetic) -> Any:
        return ctx.acos_unit(self.cross / self.product(ctx))

    def covariance(self, ctx: Arithmetic) -> Any:
        return self.cross

    def scaled(self, ctx: Arithmetic, weight: Any) -> CovariancePair:
        return CovariancePair(weight * self.first, weight * self.second, weight * self.cross)

    def shifted(self, ctx: Arithmetic, weight: Any, bias: Any) -> CovariancePair:
        return CovariancePair(weight * self.first + bias, weight * self.second + bias, weight * self.cross + bias)

    def rectified(self, ctx: Arithmetic, activation: Homogeneous) -> CovariancePair:
        first, second = activation.variance(ctx, self.first), activation.variance(ctx, self.second)
        return CovariancePair(first, second, activation.covariance(ctx, self))
