r"""The abstract kernel: one formula in the norms and the angle; everything else is derived from it."""

from __future__ import annotations

import abc
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic

if TYPE_CHECKING:
    import sympy

    from ntkproofs.kernels.algebra import Product, Scaled, Sum


class Kernel(abc.ABC):
    r"""A kernel :math:`K(x, x')` that depends on the norms of the two vectors and on the angle between them.

    A concrete kernel is a final frozen dataclass with exact parameters.  Its text is what the grammar reads, so that
    ``parse(str(kernel)) == kernel``.
    """

    #: The name in the grammar.
    name: ClassVar[str]
    #: The exact parameters, in the order of the constructor.
    parameters: ClassVar[tuple[Parameter, ...]] = ()

    # -- the formula ----------------------------------------------------------------------------------------------

    @abc.abstractmethod
    def value(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        r"""The value :math:`K(x, x')` at norms :math:`r, s > 0` and an angle in :math:`[0, \pi]`, in any arithmetic."""

    def kappa(self, ctx: Arithmetic, angle: Any) -> Any:
        r"""The restriction to the unit sphere, :math:`\kappa(\cos\theta) = K` at norms 1 and 1.

        Where the formula simplifies for equal norms (a square root that disappears), a family of kernels writes the
        simpler form here; the contract tests hold the two together.
        """
        return self.value(ctx, ctx.rational(1), ctx.rational(1), angle)

    # -- declared facts -------------------------------------------------------------------------------------------

    @property
    @abc.abstractmethod
    def positive_definite(self) -> bool | None:
        """Whether every Gram matrix is positive semi-definite, in every dimension; None where nothing is declared."""

    @property
    @abc.abstractmethod
    def homogeneity(self) -> int | None:
        r"""The degree h with :math:`K(rx, sx') = (rs)^h K(x, x')` for :math:`r, s > 0`, or None."""

    @property
    @abc.abstractmethod
    def angle_exponents(self) -> tuple[Fraction | None, Fraction | None]:
        r"""The exponents before which :math:`\kappa` has no singular part in the angle, at 0 and at :math:`\pi`.

        Near :math:`\theta = 0` the part that is not analytic begins with :math:`\theta^e` or later, near
        :math:`\theta = \pi` with :math:`(\pi - \theta)^e` or later; ``None`` stands for an end where all is analytic,
        and 0 says that nothing is known.
        """

    @property
    @abc.abstractmethod
    def trace(self) -> Fraction | None:
        r"""The exact :math:`\kappa(1) = \sum_k N(d, k)\mu_k` where it is rational by a short argument, else None."""

    @property
    def analytic_in_angle(self) -> bool:
        r"""Whether :math:`\theta \mapsto \kappa(\cos\theta)` is real-analytic around :math:`[0, \pi]`."""
        return self.angle_exponents == (None, None)

    # -- derived --------------------------------------------------------------------------------------------------

    @abc.abstractmethod
    def expression(self) -> sympy.Expr:
        r"""The closed form of :math:`\kappa` as a SymPy expression in ``Symbol('t')``, :math:`-1 \le t \le 1`."""

    def gram(self, X: Any, Y: Any = None) -> Any:
        r"""The matrix :math:`K(x_i, y_j)` of the rows of ``X`` (n, d) and ``Y`` (m, d), in double precision.

        NumPy arrays give a NumPy array (n, m), arrays of another array-API library an array of that library.  Without
        ``Y`` the matrix is symmetric to the last bit and its diagonal is taken at the angle 0 exactly.

        :raises ValueError: when the arrays are not two-dimensional with the same number of columns.

        >>> from ntkproofs.kernels import Laplace
        >>> Laplace(c=1).gram([[1, 0], [0, 1]]).shape
        (2, 2)
        """
        from ntkproofs.kernels.gram import gram

        return gram(self, X, Y)

    def diagonal(self, X: Any) -> Any:
        r"""The values :math:`K(x_i, x_i)` of the rows of ``X`` (n, d), (n,): the diagonal of ``gram(X)`` without it.

        :raises ValueError: when the array is not two-dimensional.

        >>> from ntkproofs.kernels import Conjugate
        >>> Conjugate(layers=2).diagonal([[3, 4], [0, 1]])
        array([25.,  1.])
        """
        from ntkproofs.kernels.gram import diagonal

        return diagonal(self, X)

    # -- algebra --------------------------------------------------------------------------------------------------

    def __add__(self, other: Kernel) -> Sum:
        from ntkproofs.kernels.algebra import Sum

        return Sum(self, other) if isinstance(other, Kernel) else NotImplemented

    def __sub__(self, other: Kernel) -> Sum:
        return self + other.__rmul__(-1) if isinstance(other, Kernel) else NotImplemented

    def __mul__(self, other: Any) -> Product | Scaled:
        from ntkproofs.kernels.algebra import Product, scaled

        return Product(self, other) if isinstance(other, Kernel) else scaled(self, other)

    def __rmul__(self, factor: Any) -> Scaled:
        from ntkproofs.kernels.algebra import scaled

        return scaled(self, factor)

    # -- text -----------------------------------------------------------------------------------------------------

    def __str__(self) -> str:
        given = [(p, str(getattr(self, p.name))) for p in self.parameters]
        shown = [f"{p.name}={value}" for p, value in given if value != p.default]
        return f"{self.name}({', '.join(shown)})"

    def __repr__(self) -> str:
        return str(self)

    def _accept_parameters(self) -> None:
        """Replace every parameter by its exact value; called by the ``__post_init__`` of a frozen dataclass."""
        for p in self.parameters:
            object.__setattr__(self, p.name, p.accept(self.name, getattr(self, p.name)))
