r"""Derivatives of Gram matrices by the logarithms of the parameters of a kernel, from the kernel's own values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy

from ntkproofs.activations.parameters import Parameter, squared
from ntkproofs.kernels import (
    ChordKernel,
    GammaExponential,
    Homogeneous,
    Kernel,
    NeuralTangentKernel,
)

Array = numpy.ndarray[Any, Any]


def free_parameters(kernel: Kernel) -> tuple[str, ...]:
    r"""The names of the positive real parameters by which :func:`log_gradient` differentiates.

    The rate ``c`` of a radial kernel, the exponent ``gamma``, the factor ``bias`` of a tangent kernel where it is not
    zero; of a homogeneous extension those of the kernel that is extended.

    >>> from ntkproofs.kernels import parse
    >>> free_parameters(parse("homogeneous(gamma_exponential(c=1, gamma=1/2))"))
    ('c', 'gamma')
    """
    if isinstance(kernel, Homogeneous):
        return free_parameters(kernel.kernel)
    if isinstance(kernel, ChordKernel):
        return tuple(p.name for p in kernel.parameters)
    if isinstance(kernel, NeuralTangentKernel) and kernel.bias != 0:
        return ("bias",)
    return ()


def parameter(kernel: Kernel, name: str) -> float:
    """The value of a free parameter, in double precision.

    >>> from ntkproofs.kernels import parse
    >>> parameter(parse("ntk(layers=2, bias=sqrt(2))"), "bias").__round__(6)
    1.414214
    """
    if isinstance(kernel, Homogeneous):
        return parameter(kernel.kernel, name)
    exact = getattr(kernel, name)
    return float(exact) if isinstance(exact, Fraction) else float(squared(exact)) ** 0.5


def with_parameter(kernel: Kernel, name: str, value: float) -> Kernel:
    """The same kernel with another value of a free parameter: exactly the binary fraction that the float is.

    :raises ValueError: for a number that is not positive and finite, or leaves the domain of the parameter.
    """
    if isinstance(kernel, Homogeneous):
        return Homogeneous(with_parameter(kernel.kernel, name, value))
    if not 0 < value < float("inf"):
        raise ValueError(f"{kernel.name}: {name} = {value} is not positive and finite; give such a number")
    limit = _declared(kernel, name).maximum
    # The logarithm of a bound and its exponential need not be the bound again, to the last bit.
    if limit is not None and limit < value < limit * (1 + 1e-12):
        value = limit
    # A frozen dataclass, whose fields are its parameters.
    return replace(kernel, **{name: Fraction(value)})  # type: ignore[type-var]


def _declared(kernel: Kernel, name: str) -> Parameter:
    return next(p for p in kernel.parameters if p.name == name)


def log_gradient(kernel: Kernel, name: str, X: Array) -> Array:
    r"""The matrix :math:`\partial K(x_i, x_j)/\partial\log p`, (n, n), for a free parameter p.

    * :math:`K = e^{-cD}`, :math:`D = |x - x'|^\gamma`: :math:`\partial K/\partial\log c = K\log K` and
      :math:`\partial K/\partial\log\gamma = K\log K\,\log(-\log K/c)`, both 0 at :math:`D = 0`;
    * :math:`\Theta` is affine in :math:`b = \beta^2`, for the covariances do not see it:
      :math:`\partial\Theta/\partial\log\beta = 2b\,(\Theta|_{b=1} - \Theta|_{b=0})`;
    * :math:`|x||x'|\kappa`: the norms times the derivative of :math:`\kappa` on the directions.

    :raises ValueError: for a name that is not in :func:`free_parameters`.
    """
    if name not in free_parameters(kernel):
        known = ", ".join(free_parameters(kernel)) or "none"
        raise ValueError(f"{kernel.name}: one of the free parameters ({known}) was needed, {name!r} came; name one")
    if isinstance(kernel, Homogeneous):
        norms = numpy.linalg.norm(X, axis=1)
        directions = X / numpy.where(norms == 0, 1.0, norms)[:, None]
        return norms[:, None] * norms * log_gradient(kernel.kernel, name, directions)
    if isinstance(kernel, NeuralTangentKernel):
        slope = replace(kernel, bias=Fraction(1)).gram(X) - replace(kernel, bias=Fraction(0)).gram(X)
        return 2 * float(squared(kernel.bias)) * slope
    K = kernel.gram(X)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        # K = 0 only by underflow, where K log K is below every double.
        by_rate = numpy.where(K > 0, K * numpy.log(K), 0.0)
        if name == "c":
            return by_rate
        assert isinstance(kernel, GammaExponential)
        by_exponent = by_rate * numpy.log(-numpy.log(K) / float(kernel.c))
    return numpy.where((K > 0) & (K < 1), by_exponent, 0.0)
