"""The tangent kernel beside the Laplace kernel: equal rates, equal spaces, and yet different kernels."""

from __future__ import annotations

from fractions import Fraction

from ntkproofs.kernels import Laplace, NeuralTangentKernel
from ntkproofs.spectra import decay, inclusion, mercer

DIM = 3
DEGREES = (1, 2, 3, 10, 11, 100, 101)


def quotients(tangent: NeuralTangentKernel, laplace: Laplace) -> dict[int, float]:
    """Return the quotients of the eigenvalues of some degrees."""
    left, right = (mercer(kernel, DIM, DEGREES, digits=20) for kernel in (tangent, laplace))
    return {degree: float(left[degree].value) / float(right[degree].value) for degree in DEGREES}


def constants(tangent: NeuralTangentKernel, laplace: Laplace) -> tuple[Fraction | None, Fraction | None]:
    """Return proved bounds of both quotients over every degree, None where a space is not in the other."""
    return inclusion(tangent, laplace, DIM).constant, inclusion(laplace, tangent, DIM).constant


def main() -> None:
    """Compare the kernels with and without a bias."""
    laplace = Laplace(c=1)
    for tangent in (NeuralTangentKernel(layers=2, bias=1), NeuralTangentKernel(layers=2)):
        print(f"{tangent} beside {laplace}, d = {DIM}")
        print("  exponents:", *(decay(kernel, DIM).exponent for kernel in (tangent, laplace)))
        print("  quotients:", {degree: round(value, 4) for degree, value in quotients(tangent, laplace).items()})
        into, back = constants(tangent, laplace)
        print("  its space in the other:", "yes" if into is not None else "no")
        print("  the other in its space:", "yes" if back is not None else inclusion(laplace, tangent, DIM).reason)


if __name__ == "__main__":
    main()
