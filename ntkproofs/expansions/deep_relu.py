r"""Deep ReLU kernels as functions of the angle: real values, complex boxes, and the slope along a path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import arb, fmpq

from ntkproofs.expansions.angular_model import AngularModel, KernelBox
from ntkproofs.expansions.relu_angles import AngleBox, biased_angle, biased_box, next_angle, next_box


@final
@dataclass(frozen=True)
class DeepRelu(AngularModel):
    r"""The neural tangent kernel :math:`\Theta_L`, or the conjugate kernel :math:`S_{L-1}`, of a deep ReLU network.

    With the gain :math:`g = w\,\mathbb{E}\sigma(X)^2`, the input weight :math:`q = wa^2`, the bias variance :math:`v`
    and :math:`b = \beta^2`: variances :math:`q_0 = q + v`, :math:`q_{l+1} = g q_l + v`; angles :math:`\theta_0` of the
    inputs after the bias, :math:`\psi(\theta_l)` of the images, :math:`\theta_{l+1}` of the images after the bias; and

    .. math:: \Theta_1 = q\cos\theta + b, \qquad
       \Theta_{l+1} = g\,(1 - \theta_{l-1}/\pi)\,\Theta_l + g q_{l-1}\cos\psi(\theta_{l-1}) + b .

    A bias turns an angle into :math:`2\arcsin(\sqrt{c}\,\sin(\theta/2))`, :math:`c` = variance before / variance after.
    """

    layers: int
    bias_squared: Fraction = Fraction(0)
    tangent: bool = True
    scale: Fraction = Fraction(1)
    gain: Fraction = Fraction(1)
    input_weight: Fraction = Fraction(1)
    bias_variance: Fraction = Fraction(0)

    def _layers(self) -> Iterator[tuple[Fraction, Fraction]]:
        """The ratio c of the bias before each hidden layer, and g times the variance that goes in."""
        before = self.input_weight
        for _ in range(self.layers - 1):
            variance = before + self.bias_variance
            before = self.gain * variance
            yield (before / self.gain - self.bias_variance) / variance, before

    def value(self, theta: arb) -> arb:
        """The kernel at a ball of real angles in [0, pi], at the working precision."""
        b, g, v = _ball(self.bias_squared), _ball(self.gain), _ball(self.bias_variance)
        total = covariance = _ball(self.input_weight) * theta.cos()
        total = total + b
        for ratio, factor in self._layers():
            theta = theta if ratio == 1 else biased_angle(theta, _ball(ratio))
            image = next_angle(theta)
            covariance = _ball(factor) * image.cos()
            total = g * (1 - theta / arb.pi()) * total + covariance + b
            theta = image
        return _ball(self.scale) * (total if self.tangent else covariance + v)

    def along(self, angle: AngleBox) -> KernelBox | None:
        """The kernel on a path of complex angles, ``None`` where a layer is not certainly analytic."""
        b, g, pi, width = _ball(self.bias_squared), _ball(self.gain), arb.pi(), angle.width
        q = _ball(self.input_weight)
        middle, slope = q * angle.middle.cos() + b, -q * angle.box.sin() * angle.slope
        box = middle + slope * width
        for ratio, factor in self._layers():
            before = angle if ratio == 1 else biased_box(angle, _ball(ratio))
            image = None if before is None else next_box(before)
            if before is None or image is None or not image.is_finite():
                return None
            weight = _ball(factor)
            cosine, cosine_slope = weight * image.middle.cos(), -weight * image.box.sin() * image.slope
            if self.tangent:
                # (g kappa_0 Theta)' = g (kappa_0 Theta' - Theta theta'/pi)
                slope = g * ((1 - before.box / pi) * slope - box * before.slope / pi) + cosine_slope
                middle = g * (1 - before.middle / pi) * middle + cosine + b
            else:
                middle, slope = cosine + _ball(self.bias_variance), cosine_slope
            box = middle + slope * width
            angle = image
        scale = _ball(self.scale)
        return KernelBox(scale * middle, scale * slope, scale * box) if box.is_finite() else None


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))
