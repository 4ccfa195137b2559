"""Networks of finite width, sampled in float64: their tangent kernels and their training; nothing here is rigorous."""

from ntkproofs.networks.architecture import Architecture as Architecture
from ntkproofs.networks.descent import descend as descend
from ntkproofs.networks.descent import step as step
from ntkproofs.networks.networks import Networks as Networks
from ntkproofs.networks.passes import Backward as Backward
from ntkproofs.networks.passes import Forward as Forward
from ntkproofs.networks.tangent import tangent_kernels as tangent_kernels
