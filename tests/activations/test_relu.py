"""The ReLU and the step of Bietti and Mairal's normalisation."""

from __future__ import annotations

import sympy

from ntkproofs.activations import ReLU, Step
from ntkproofs.arithmetic import ExactArithmetic

CTX = ExactArithmetic()


def test_duals_at_sixty_degrees() -> None:
    # kappa_0(1/2) = 2/3 and kappa_1(1/2) = 1/3 + sqrt(3)/(2 pi), reference bietti-mairal section 2.1
    one, angle = CTX.rational(1), CTX.pi / 3
    assert Step(scale_squared=2).dual(CTX, one, one, angle) == sympy.Rational(2, 3)
    wanted = sympy.Rational(1, 3) + sympy.sqrt(3) / (2 * sympy.pi)
    assert sympy.simplify(ReLU(scale_squared=2).dual(CTX, one, one, angle) - wanted) == 0


def test_the_default_scale_keeps_the_norm() -> None:
    assert ReLU(scale_squared=2).variance(CTX, CTX.rational(7, 3)) == sympy.Rational(7, 3)
    assert ReLU(scale_squared=2).lipschitz_constant(CTX) == sympy.sqrt(2)


def test_values() -> None:
    assert [ReLU().value(CTX, CTX.rational(u)) for u in (-2, 0, 3)] == [0, 0, 3]
    assert [Step().value(CTX, CTX.rational(u)) for u in (-2, 3)] == [0, 1]
