"""A kernel for an activation of one's own, in three lines: spectrum, decay and smoothness of a swish network."""

from __future__ import annotations

import sympy

from ntkproofs.activations import Activation
from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.smoothness import Smoothness, smoothness
from ntkproofs.spectra import Spectrum, mercer

u = sympy.Symbol("u")
SWISH = Activation.from_expression(u / (1 + sympy.exp(-u)))
KERNEL = NeuralTangentKernel(layers=2, activation=SWISH)


def spectrum() -> Spectrum:
    """Return the first eigenvalues on the sphere of R^3; the dual is a certified Hermite series."""
    return mercer(KERNEL, dim=3, degrees=range(6), digits=20)


def lipschitz() -> Smoothness:
    """Return the best Lipschitz constant of the mapping of the kernel on the sphere."""
    return smoothness(KERNEL, digits=10)


def main() -> None:
    """Print the spectrum and the Lipschitz constant."""
    for eigenvalue in spectrum():
        print(f"mu_{eigenvalue.degree} = {eigenvalue.value}  +/- {eigenvalue.radius}")
    found = lipschitz()
    print(f"|Phi(x) - Phi(y)| <= {found.constant} |x - y|^{found.exponent}")


if __name__ == "__main__":
    main()
