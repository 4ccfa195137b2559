r"""The arc-cosine kernels of Cho and Saul."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, final

from ntkproofs.activations.parameters import Parameter
from ntkproofs.activations.rectified import arc_cosine
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.kernels.base import Kernel

if TYPE_CHECKING:
    import sympy


@final
@dataclass(frozen=True, repr=False)
class ArcCosine(Kernel):
    r"""The arc-cosine kernel :math:`(rs)^n \kappa_n(\cos\theta)`, normalised to :math:`\kappa_n(1) = 1`.

    .. math:: \kappa_n(\cos\theta) = \frac{2}{(2n-1)!!}\,\mathbb{E}\,X_+^n Y_+^n, \qquad
              \kappa_0 = 1 - \theta/\pi, \quad \kappa_1 = \frac{\sin\theta + (\pi - \theta)\cos\theta}{\pi}.

    Cho and Saul 2009, equation (3); Bietti and Mairal 2019, equation (5), for degrees 0 and 1.

    :raises ParameterError: unless the degree is an integer >= 0.

    >>> ArcCosine(1).expression()
    (t*(pi - acos(t)) + sqrt(1 - t**2))/pi
    """

    degree: int

    name: ClassVar[str] = "arc_cosine"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("degree", "integer", "the power n of the rectified monomials", minimum=0),
    )

    def __post_init__(self) -> None:
        self._accept_parameters()

    @property
    def positive_definite(self) -> bool:
        return True

    @property
    def homogeneity(self) -> int:
        return self.degree

    @property
    def angle_exponents(self) -> tuple[None, None]:
        return None, None

    @property
    def trace(self) -> Fraction:
        return Fraction(1)

    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return (r * s) ** self.degree * arc_cosine(ctx, self.degree, angle)

    def expression(self) -> sympy.Expr:
        from ntkproofs.kernels.symbols import acos_t, exact

        return self.kappa(exact(), acos_t())
