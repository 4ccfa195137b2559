"""Our kernels as kernels of scikit-learn: for Gaussian processes, support vector machines and ridge regression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, final

import numpy

from ntkproofs.kernels import ChordKernel, Kernel, parse
from ntkproofs.regression.parameter_gradients import free_parameters, log_gradient, parameter, with_parameter

try:
    from sklearn.gaussian_process.kernels import Hyperparameter
    from sklearn.gaussian_process.kernels import Kernel as GaussianProcessKernel
except ImportError:
    raise ImportError(
        "regression: scikit-learn was needed and is not installed; install the extra: pip install 'ntkproofs[interop]'"
    ) from None

#: Where a search moves the parameters when the caller says nothing.
BOUNDS = {"c": (1e-3, 1e3), "gamma": (0.1, 2.0), "bias": (1e-3, 1e3)}


@final
class ScikitKernel(GaussianProcessKernel):
    r"""A kernel of this library under the interface of ``sklearn.gaussian_process.kernels.Kernel``.

    ``kernel`` is a :class:`~ntkproofs.kernels.Kernel` or its text. Its positive real parameters are hyper-parameters
    of the same names (``c``, ``gamma``, ``bias``); ``parameter_bounds`` maps a name to an interval or to
    ``"fixed"``. A number of layers is none: a search over it is one over kernels. The object is a callable K(X, Z) as
    well, so it goes into ``SVC(kernel=...)``, ``KernelRidge(kernel=...)`` and ``pairwise_kernels(metric=...)``;
    amplitudes, sums and noise are scikit-learn's own ``ConstantKernel``, ``+`` and ``WhiteKernel``.

    :raises ValueError: for bounds of a name that is no hyper-parameter of the kernel.
    :raises ntkproofs.kernels.KernelSyntaxError: for a text that is no kernel.

    >>> from sklearn.svm import SVC
    >>> SVC(kernel=ScikitKernel("ntk(layers=3)")).fit([[0.0, 1.0], [1.0, 0.0]], [0, 1]).predict([[0.1, 1.0]])
    array([0])
    """

    def __init__(self, kernel: Kernel | str, parameter_bounds: Mapping[str, Any] | None = None) -> None:
        # scikit-learn clones by the arguments, so they are kept as they came.
        self.kernel = kernel
        self.parameter_bounds = parameter_bounds

    # -- hyper-parameters -----------------------------------------------------------------------------------------

    @property
    def _kernel(self) -> Kernel:
        return parse(self.kernel) if isinstance(self.kernel, str) else self.kernel

    @property
    def hyperparameters(self) -> list[Any]:
        """The hyper-parameters with their bounds, as scikit-learn names them."""
        names, given = free_parameters(self._kernel), dict(self.parameter_bounds or {})
        strange = [name for name in given if name not in names]
        if strange:
            raise ValueError(
                f"ScikitKernel: bounds of {', '.join(names) or 'no parameter'} were needed, {', '.join(strange)} came; "
                f"{self._kernel} has no other"
            )
        return [Hyperparameter(name, "numeric", given.get(name, BOUNDS[name])) for name in names]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The arguments and, when deep, the values of the hyper-parameters."""
        arguments: dict[str, Any] = {"kernel": self.kernel, "parameter_bounds": self.parameter_bounds}
        values = {h.name: parameter(self._kernel, h.name) for h in self.hyperparameters} if deep else {}
        return arguments | values

    def set_params(self, **params: Any) -> ScikitKernel:
        """Set the kernel, the bounds, and hyper-parameters by name."""
        for name in ("kernel", "parameter_bounds"):
            if name in params:
                setattr(self, name, params.pop(name))
        for name, value in params.items():
            if name not in free_parameters(self._kernel):
                raise ValueError(f"ScikitKernel: {name!r} is not a hyper-parameter of {self._kernel}; leave it out")
            if value != parameter(self._kernel, name):
                self.kernel = with_parameter(self._kernel, name, float(value))
        return self

    # -- values ---------------------------------------------------------------------------------------------------

    def __call__(self, X: Any, Y: Any = None, eval_gradient: bool = False) -> Any:
        r"""The block K(X, Y), (n, m), and when asked the derivatives by the logarithms of the hyper-parameters."""
        K = self._kernel.gram(X, Y)
        if not eval_gradient:
            return K
        if Y is not None:
            raise ValueError("ScikitKernel: a gradient was asked for K(X, Y); it exists for K(X, X) only, leave Y out")
        X = numpy.asarray(X, dtype=numpy.float64)
        slopes = [log_gradient(self._kernel, h.name, X) for h in self.hyperparameters if not h.fixed]
        return K, numpy.stack(slopes, axis=2) if slopes else numpy.empty((*K.shape, 0))

    def diag(self, X: Any) -> Any:
        """The diagonal of K(X, X), (n,), without the matrix."""
        return self._kernel.diagonal(X)

    def is_stationary(self) -> bool:
        """Whether the kernel depends on x - x' only."""
        return isinstance(self._kernel, ChordKernel)

    def __repr__(self) -> str:
        # What a search found is a binary fraction with sixteen digits on either side of the stroke.
        text = re.sub(r"\d+/\d{8,}", lambda found: f"{float(Fraction(found[0])):.6g}", str(self._kernel))
        return f"ScikitKernel({text!r})"
