r"""The abstract activation without a closed dual: its Gaussian expectations are certified Hermite series."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar

from ntkproofs.activations.base import SmoothActivation
from ntkproofs.activations.series_dual import series_dual
from ntkproofs.arithmetic.base import Arithmetic


class SeriesActivation(SmoothActivation):
    r"""An activation whose dual is the series of its Hermite coefficients.

    .. math:: \mathbb{E}\,\sigma(rX)\sigma(sY) = \sum_i a_i(r)\,a_i(s)\,\rho^i, \qquad
              \Bigl|\sum_{i>N}\Bigr| \le |\rho|^{N+1}\Bigl(\sum_{i>N}a_i(r)^2\sum_{i>N}a_i(s)^2\Bigr)^{1/2} .

    The tails are certified, so that balls are rigorous; multiprecision numbers are read off balls.
    """

    closed_dual: ClassVar[bool] = False
    #: A width such that the function is analytic for imaginary parts below it in modulus; the more, the fewer terms.
    strip: ClassVar[Fraction]

    @property
    def homogeneity(self) -> int | None:
        return None

    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        return series_dual(self, ctx, first, second, cross)
