"""Fifty digits of a spectrum, each with a proved radius: `python examples/fifty_digits.py`."""

from __future__ import annotations

from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.spectra import Spectrum, mercer, trace_tail


def spectrum() -> Spectrum:
    """Return the first eigenvalues of the tangent kernel of a network of three layers on the sphere of R^10."""
    return mercer(NeuralTangentKernel(layers=3), dim=10, degrees=range(11), digits=50)


def main() -> None:
    """Print degree, multiplicity, value and a bound of its error, and what the degrees above leave out."""
    found = spectrum()
    for eigenvalue in found:
        multiplicity = found.multiplicity(eigenvalue.degree)
        print(f"{eigenvalue.degree:3} {multiplicity:6} {eigenvalue.value}  +/- {eigenvalue.radius}")
    # sum_k N(d, k) mu_k = kappa(1): what is missing there is the sum over all degrees above.
    print("sum over all higher degrees, of kappa(1) = 3:", trace_tail(found).str(10, radius=False))


if __name__ == "__main__":
    main()
