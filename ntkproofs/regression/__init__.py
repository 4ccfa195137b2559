"""Regression with a kernel: training in function space, the Gaussian law of it, and kernels in scikit-learn."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ntkproofs.regression.angle_fit import AngleFit as AngleFit
from ntkproofs.regression.angle_fit import angle_fit as angle_fit
from ntkproofs.regression.comparison import Comparison as Comparison
from ntkproofs.regression.comparison import corrected_interval as corrected_interval
from ntkproofs.regression.convex_flow import ConvexFlow as ConvexFlow
from ntkproofs.regression.convex_flow import convex_flow as convex_flow
from ntkproofs.regression.costs import Cost as Cost
from ntkproofs.regression.costs import CrossEntropy as CrossEntropy
from ntkproofs.regression.costs import Logistic as Logistic
from ntkproofs.regression.costs import Squares as Squares
from ntkproofs.regression.filters import Descent as Descent
from ntkproofs.regression.filters import Filter as Filter
from ntkproofs.regression.filters import Flow as Flow
from ntkproofs.regression.filters import Ridge as Ridge
from ntkproofs.regression.gaussian_law import GaussianLaw as GaussianLaw
from ntkproofs.regression.gaussian_law import trained_law as trained_law
from ntkproofs.regression.kernel_regression import KernelRegression as KernelRegression
from ntkproofs.regression.kernel_regression import residual_after as residual_after
from ntkproofs.regression.nystroem import NystroemRegression as NystroemRegression
from ntkproofs.regression.nystroem import nystroem as nystroem
from ntkproofs.regression.nystroem import nystroem_path as nystroem_path
from ntkproofs.regression.nystroem import sample_centres as sample_centres
from ntkproofs.regression.parameter_gradients import free_parameters as free_parameters
from ntkproofs.regression.parameter_gradients import log_gradient as log_gradient
from ntkproofs.regression.parameter_gradients import with_parameter as with_parameter
from ntkproofs.regression.principal_components import PrincipalComponents as PrincipalComponents
from ntkproofs.regression.principal_components import principal_components as principal_components

if TYPE_CHECKING:
    from ntkproofs.regression.scikit_kernel import ScikitKernel as ScikitKernel


def __getattr__(name: str) -> Any:
    # Its base class comes from scikit-learn, an extra, so it is loaded when it is first used.
    if name != "ScikitKernel":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module("ntkproofs.regression.scikit_kernel").ScikitKernel


def __dir__() -> list[str]:
    return sorted({*globals(), "ScikitKernel"})
