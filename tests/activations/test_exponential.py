"""The exponential of Bietti and Mairal's section 3.3, where the printed shift and the printed constant disagree."""

from __future__ import annotations

import sympy

from ntkproofs.activations import Exponential
from ntkproofs.arithmetic import ExactArithmetic

CTX = ExactArithmetic()


def test_gammas_of_the_two_shifts() -> None:
    one, zero = CTX.rational(1), CTX.rational(0)
    # gamma_j = E sigma^(j)(u)^2 is e^-2 for e^(u-2) and 1 for e^(u-1), reference bietti-mairal E1
    for shift, gamma in ((-2, sympy.exp(-2)), (-1, sympy.Integer(1))):
        activation = Exponential(shift=shift)
        for _ in range(3):
            assert activation.dual(CTX, one, one, zero) == gamma
            activation = activation.derivative()


def test_dual_is_an_exponential_of_the_cosine() -> None:
    t = sympy.Symbol("t")
    assert Exponential(shift=-1).dual_of_covariance(CTX, CTX.rational(1), CTX.rational(1), t) == sympy.exp(t - 1)
