"""Activations: a function, its derivative, declared facts, and its Gaussian dual; one file each."""

from ntkproofs.activations.base import Activation as Activation
from ntkproofs.activations.base import SmoothActivation as SmoothActivation
from ntkproofs.activations.erf import Erf as Erf
from ntkproofs.activations.erf import ErfDerivative as ErfDerivative
from ntkproofs.activations.exponential import Exponential as Exponential
from ntkproofs.activations.parameters import Parameter as Parameter
from ntkproofs.activations.parameters import ParameterError as ParameterError
from ntkproofs.activations.parameters import SquareRoot as SquareRoot
from ntkproofs.activations.polynomial import Polynomial as Polynomial
from ntkproofs.activations.polynomial import identity as identity
from ntkproofs.activations.rectified import Rectified as Rectified
from ntkproofs.activations.rectified_monomial import RectifiedMonomial as RectifiedMonomial
from ntkproofs.activations.rectified_monomial import rectified_power as rectified_power
from ntkproofs.activations.relu import ReLU as ReLU
from ntkproofs.activations.softplus import Logistic as Logistic
from ntkproofs.activations.softplus import Softplus as Softplus
from ntkproofs.activations.step import Step as Step
