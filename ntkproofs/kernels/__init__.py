"""Kernels: one formula each, in the norms and the angle; closed forms and Gram matrices are derived from it."""

from ntkproofs.kernels.algebra import Product as Product
from ntkproofs.kernels.algebra import Scaled as Scaled
from ntkproofs.kernels.algebra import Sum as Sum
from ntkproofs.kernels.arc_cosine import ArcCosine as ArcCosine
from ntkproofs.kernels.base import Kernel as Kernel
from ntkproofs.kernels.chord import ChordKernel as ChordKernel
from ntkproofs.kernels.conjugate import Conjugate as Conjugate
from ntkproofs.kernels.convolutional import ConvolutionalConjugate as ConvolutionalConjugate
from ntkproofs.kernels.convolutional import ConvolutionalLayer as ConvolutionalLayer
from ntkproofs.kernels.convolutional import ConvolutionalNetwork as ConvolutionalNetwork
from ntkproofs.kernels.convolutional import ConvolutionalTangent as ConvolutionalTangent
from ntkproofs.kernels.expression import ExpressionKernel as ExpressionKernel
from ntkproofs.kernels.formula import FormulaKernel as FormulaKernel
from ntkproofs.kernels.gamma_exponential import GammaExponential as GammaExponential
from ntkproofs.kernels.gaussian import Gaussian as Gaussian
from ntkproofs.kernels.grammar import parse as parse
from ntkproofs.kernels.hierarchical import HierarchicalKernel as HierarchicalKernel
from ntkproofs.kernels.hierarchical import PatchTangentKernel as PatchTangentKernel
from ntkproofs.kernels.homogeneous import Homogeneous as Homogeneous
from ntkproofs.kernels.laplace import Laplace as Laplace
from ntkproofs.kernels.limits import KernelSyntaxError as KernelSyntaxError
from ntkproofs.kernels.network import NetworkKernel as NetworkKernel
from ntkproofs.kernels.neural_tangent import NeuralTangentKernel as NeuralTangentKernel
