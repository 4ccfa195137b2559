r"""The abstract activation: a function, its derivative, declared facts, and its Gaussian expectations."""

from __future__ import annotations

import abc
from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar, Literal

from ntkproofs.activations.growth import Growth
from ntkproofs.activations.pair import CovariancePair, GaussianPair
from ntkproofs.activations.parameters import Parameter
from ntkproofs.arithmetic.base import Arithmetic
from ntkproofs.arithmetic.errors import UnsupportedOperation

#: Degrees of the even and the odd part: -1 for the zero part, ``None`` for a part that is no polynomial.
Degrees = tuple[int | None, int | None]


class Activation(abc.ABC):
    r"""A function :math:`\sigma: \mathbb{R} \to \mathbb{R}` of a neuron.

    A concrete activation is a final frozen dataclass with exact parameters; its text is what the grammar of kernels
    reads.  Its dual at norms r, s and an angle is

    .. math:: \check\sigma(r, s, \theta) = \mathbb{E}\,\sigma(rX)\,\sigma(sY), \qquad
              X, Y \sim N(0, 1),\ \mathbb{E} XY = \cos\theta .
    """

    #: The name in the grammar of kernels.
    name: ClassVar[str]
    #: The definition in LaTeX, as a function of u.
    latex: ClassVar[str]
    #: The exact parameters, in the order of the constructor.
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    #: Whether the function is real-analytic on the whole line.
    analytic: ClassVar[bool]
    #: Whether a closed form of the dual is known here.
    closed_dual: ClassVar[bool] = True

    # -- the function ---------------------------------------------------------------------------------------------

    @abc.abstractmethod
    def value(self, ctx: Arithmetic, u: Any) -> Any:
        r"""The value :math:`\sigma(u)`."""

    @abc.abstractmethod
    def derivative(self) -> Activation:
        r"""The derivative :math:`\sigma'`, almost everywhere; UnsupportedOperation where it is no function here."""

    # -- declared facts -------------------------------------------------------------------------------------------

    @property
    @abc.abstractmethod
    def homogeneity(self) -> int | None:
        r"""The degree n with :math:`\sigma(cu) = c^n\sigma(u)` for all :math:`c > 0`, or None."""

    @property
    @abc.abstractmethod
    def parity(self) -> Literal["even", "odd"] | None:
        r"""Whether :math:`\sigma(-u) = \pm\sigma(u)`, or None."""

    @property
    def polynomial_parts(self) -> Degrees:
        r"""Degrees of :math:`(\sigma(u) \pm \sigma(-u))/2`: -1 for zero, None for a part that is no polynomial.

        The dual inherits them: :math:`a_i = 0` for every i above the degree of the part of its parity.
        """
        zero = {"even": (None, -1), "odd": (-1, None), None: (None, None)}
        return zero[self.parity]

    @property
    def parts_are_exact(self) -> bool:
        """Whether a None in :attr:`polynomial_parts` is a proof that the part is no polynomial."""
        return True

    @property
    @abc.abstractmethod
    def is_lipschitz(self) -> bool:
        """Whether a finite Lipschitz constant exists."""

    @abc.abstractmethod
    def lipschitz_constant(self, ctx: Arithmetic) -> Any:
        """The best Lipschitz constant on the line; UnsupportedOperation where there is none."""

    @property
    def growth(self) -> Growth:
        r"""The proved bound :math:`|\sigma(u)| \le C e^{a|u| + bu^2}`; UnsupportedOperation where none is declared."""
        raise self._missing("a growth bound", "use its closed forms")

    @property
    def pieces(self) -> tuple[tuple[Fraction | None, Fraction | None, Callable[..., Any]], ...]:
        r"""The intervals (left, right, formula) on which the function is analytic; ``None`` is an infinite end."""
        return ((None, None, self.value),)

    # -- Gaussian expectations ------------------------------------------------------------------------------------

    @abc.abstractmethod
    def dual(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        r"""The dual :math:`\mathbb{E}\,\sigma(rX)\sigma(sY)` at correlation :math:`\cos(\mathrm{angle})`."""

    @abc.abstractmethod
    def variance(self, ctx: Arithmetic, q: Any) -> Any:
        r"""The second moment :math:`\mathbb{E}\,\sigma(\sqrt{q}\,X)^2`."""

    @abc.abstractmethod
    def covariance(self, ctx: Arithmetic, pair: GaussianPair) -> Any:
        r"""The dual of a Gaussian pair, :math:`\mathbb{E}\,\sigma(u)\sigma(v)`."""

    @abc.abstractmethod
    def pair(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> GaussianPair:
        """Two vectors in the coordinates that suit this activation."""

    @abc.abstractmethod
    def sphere_pair(self, ctx: Arithmetic, angle: Any) -> GaussianPair:
        """Two points of the unit sphere in the coordinates that suit this activation."""

    @abc.abstractmethod
    def image(self, ctx: Arithmetic, pair: GaussianPair) -> GaussianPair:
        r"""The pair with the second moments of :math:`(\sigma(u), \sigma(v))`, the input of the next layer."""

    # -- from a formula -------------------------------------------------------------------------------------------

    @staticmethod
    def from_expression(expression: Any) -> Activation:
        r"""The activation of a SymPy expression in one variable; piecewise functions are allowed.

        :raises ParameterError: in one line, for a function that is complex-valued, not square integrable, not known
            here, or with more than one free symbol.
        :raises InexactInput: for a binary float.

        >>> import sympy
        >>> u = sympy.Symbol("u")
        >>> Activation.from_expression(u / (1 + sympy.exp(-u)))
        u/(1 + exp(-u))
        """
        from ntkproofs.activations.expression import from_expression

        return from_expression(expression)

    def _derived(self) -> Activation:
        """The derivative as an expression, found by SymPy from the formula of the function."""
        import sympy

        from ntkproofs.arithmetic.exact import ExactArithmetic

        u = sympy.Symbol("u", real=True)
        return Activation.from_expression(sympy.diff(self.value(ExactArithmetic(), u), u))

    # -- text -----------------------------------------------------------------------------------------------------

    def __str__(self) -> str:
        given = [(p, getattr(self, p.name)) for p in self.parameters]
        shown = [f"{p.name}={_text(value)}" for p, value in given if p.default is None or _text(value) != p.default]
        return f"{self.name}({', '.join(shown)})" if shown else self.name

    def __repr__(self) -> str:
        return str(self)

    def _accept_parameters(self) -> None:
        """Replace every parameter by its exact value; called by the ``__post_init__`` of a frozen dataclass."""
        for p in self.parameters:
            object.__setattr__(self, p.name, p.accept(self.name, getattr(self, p.name)))

    def _require_lipschitz(self, advice: str) -> None:
        """Refuse where no finite Lipschitz constant exists; a formula itself has no branch."""
        if not self.is_lipschitz:
            raise self._missing("a Lipschitz constant", f"it grows faster than linearly; {advice}")

    def _missing(self, what: str, advice: str) -> UnsupportedOperation:
        return UnsupportedOperation(f"{self}: {what} was needed, there is none; {advice}")


def _text(value: Any) -> str:
    return f"({', '.join(map(str, value))})" if isinstance(value, tuple) else str(value)


class SmoothActivation(Activation):
    r"""An activation whose dual is a smooth function of the entries of the covariance matrix.

    Its duals are written in the variances and the covariance, so that nothing is divided by a norm.
    """

    @abc.abstractmethod
    def dual_of_covariance(self, ctx: Arithmetic, first: Any, second: Any, cross: Any) -> Any:
        r"""The dual :math:`\mathbb{E}\,\sigma(u)\sigma(v)` by the two variances and the covariance ``cross``."""

    def dual(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> Any:
        return self.dual_of_covariance(ctx, r * r, s * s, r * s * ctx.cos(angle))

    def variance(self, ctx: Arithmetic, q: Any) -> Any:
        return self.dual_of_covariance(ctx, q, q, q)

    def covariance(self, ctx: Arithmetic, pair: GaussianPair) -> Any:
        first, second = pair.variances(ctx)
        return self.dual_of_covariance(ctx, first, second, pair.covariance(ctx))

    def pair(self, ctx: Arithmetic, r: Any, s: Any, angle: Any) -> CovariancePair:
        return CovariancePair(r * r, s * s, r * s * ctx.cos(angle))

    def sphere_pair(self, ctx: Arithmetic, angle: Any) -> CovariancePair:
        return CovariancePair(ctx.rational(1), ctx.rational(1), ctx.cos(angle))

    def image(self, ctx: Arithmetic, pair: GaussianPair) -> CovariancePair:
        first, second = pair.variances(ctx)
        return CovariancePair(self.variance(ctx, first), self.variance(ctx, second), self.covariance(ctx, pair))
