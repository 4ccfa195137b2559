r"""Kernels of infinitely wide convolutional networks: signals on :math:`\mathbb{Z}^d`, patches, pooling, any depth."""

from ntkproofs.kernels.convolutional.lattice import Window as Window
from ntkproofs.kernels.convolutional.network import ConvolutionalConjugate as ConvolutionalConjugate
from ntkproofs.kernels.convolutional.network import ConvolutionalKernel as ConvolutionalKernel
from ntkproofs.kernels.convolutional.network import ConvolutionalLayer as ConvolutionalLayer
from ntkproofs.kernels.convolutional.network import ConvolutionalNetwork as ConvolutionalNetwork
from ntkproofs.kernels.convolutional.network import ConvolutionalTangent as ConvolutionalTangent
from ntkproofs.kernels.convolutional.network import Grams as Grams
from ntkproofs.kernels.convolutional.network import grams as grams
from ntkproofs.kernels.convolutional.operators import LinearMap as LinearMap
from ntkproofs.kernels.convolutional.operators import Patch as Patch
from ntkproofs.kernels.convolutional.operators import Pooling as Pooling
from ntkproofs.kernels.convolutional.operators import PositionMap as PositionMap
from ntkproofs.kernels.convolutional.propagation import LayerGrams as LayerGrams
from ntkproofs.kernels.convolutional.propagation import Prepared as Prepared
from ntkproofs.kernels.convolutional.propagation import inner_products as inner_products
from ntkproofs.kernels.convolutional.propagation import layer_grams as layer_grams
from ntkproofs.kernels.convolutional.propagation import tangent_of_layer as tangent_of_layer
