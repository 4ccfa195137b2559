"""Networks of finite width, sampled in float64: their tangent kernels and their training; nothing here is rigorous."""

from ntkproofs.networks.architecture import Architecture as Architecture
from ntkproofs.networks.convolution import average_pool as average_pool
from ntkproofs.networks.convolution import convolution as convolution
from ntkproofs.networks.convolution import flatten as flatten
from ntkproofs.networks.descent import descend as descend
from ntkproofs.networks.descent import step as step
from ntkproofs.networks.flow import gradient_flow as gradient_flow
from ntkproofs.networks.jacobian import empirical_tangent_kernel as empirical_tangent_kernel
from ntkproofs.networks.jacobian import fisher_information as fisher_information
from ntkproofs.networks.jacobian import jacobian as jacobian
from ntkproofs.networks.layers import antisymmetric as antisymmetric
from ntkproofs.networks.layers import dense as dense
from ntkproofs.networks.layers import elementwise as elementwise
from ntkproofs.networks.layers import fully_connected as fully_connected
from ntkproofs.networks.layers import residual as residual
from ntkproofs.networks.layers import serial as serial
from ntkproofs.networks.lenet import lenet_5 as lenet_5
from ntkproofs.networks.model import Model as Model
from ntkproofs.networks.model import count as count
from ntkproofs.networks.networks import Networks as Networks
from ntkproofs.networks.parametrisation import Parametrisation as Parametrisation
from ntkproofs.networks.passes import Backward as Backward
from ntkproofs.networks.passes import Forward as Forward
from ntkproofs.networks.tangent import tangent_kernels as tangent_kernels
