"""Regression with a kernel: training in function space, the law it makes of a random start, principal components."""

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
from ntkproofs.regression.principal_components import PrincipalComponents as PrincipalComponents
from ntkproofs.regression.principal_components import principal_components as principal_components
