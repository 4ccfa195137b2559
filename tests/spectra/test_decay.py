"""Exact decay per parity: known constants, agreement with eigenvalues far out, refutation of wrong ones."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.kernels import parse
from ntkproofs.spectra import decay, mercer


def test_two_layers_on_the_sphere() -> None:
    law = decay(parse("ntk(layers=2)"), 3)
    assert law.exponent == 3
    assert law.even.exact == "1/pi"
    assert (law.odd.kind, law.odd.zero_from) == ("zero", 3)


def test_four_layers_in_dimension_five() -> None:
    law = decay(parse("ntk(layers=4)"), 5)
    assert law.exponent == 5
    # (2^3 Gamma(5/2)^2/pi^2) [6 +- Pi_4] with Pi_4 = kappa_0(1/pi)/2
    pi_4 = (1 - sympy.acos(1 / sympy.pi) / sympy.pi) / 2
    for part, sign in ((law.even, 1), (law.odd, -1)):
        expected = sympy.Rational(9, 2) / sympy.pi * (6 + sign * pi_4)
        assert sympy.expand(sympy.sympify(part.exact) - expected) == 0


@pytest.mark.parametrize(
    ("text", "exponent", "even", "odd"),
    [
        ("laplace(c=1)", lambda d: d, "2**(d-2)*gamma(d/2)**2/pi", "2**(d-2)*gamma(d/2)**2/pi"),
        ("arc_cosine(degree=0)", lambda d: d, None, "2**(d-1)*gamma(d/2)**2/pi**2"),
        ("arc_cosine(degree=1)", lambda d: d + 2, "d*2**(d-1)*gamma(d/2)**2/pi**2", None),
        ("ntk(layers=2, bias=1)", lambda d: d, "2**(d-1)*gamma(d/2)**2/pi**2", "2**(d-1)*gamma(d/2)**2/pi**2"),
        ("ntk(layers=3, bias=1)", lambda d: d, "6*2**(d-2)*gamma(d/2)**2/pi**2", "6*2**(d-2)*gamma(d/2)**2/pi**2"),
    ],
)
@pytest.mark.parametrize("dim", [2, 3, 4, 5, 8])
def test_families(text: str, exponent, even: str | None, odd: str | None, dim: int) -> None:
    law = decay(parse(text), dim)
    assert law.exponent == exponent(dim)
    for part, formula in ((law.even, even), (law.odd, odd)):
        if formula is None:
            assert part.kind == "zero"
        else:
            expected = sympy.sympify(formula, locals={"d": sympy.Integer(dim)})
            assert sympy.simplify(sympy.sympify(part.exact) - expected) == 0


@pytest.mark.parametrize(
    "text",
    [
        "ntk(layers=2)",
        "ntk(layers=3)",
        "ntk(layers=5, bias=1)",
        "nngp(layers=3)",
        "laplace(c=2)",
        "gamma_exponential(c=1, gamma=3/2)",
        "arc_cosine(degree=2)",
        "sqrt(1-t)*t",
        "ntk(layers=3, weight_variance=2, bias=1/2, input_scale=3)",
    ],
)
@pytest.mark.parametrize("dim", [2, 3, 5])
def test_far_eigenvalues_follow_the_law(text: str, dim: int) -> None:
    kernel = parse(text)
    law = decay(kernel, dim)
    for k, part in ((400, law.even), (401, law.odd)):
        mu = mercer(kernel, dim, [k], 15)[k]
        if part.kind == "zero":
            assert mu.exact == "0"
            continue
        with BallArithmetic(100).working():
            natural = arb(2 * k + dim - 2) / 2
            ratio = mu.enclosure() * natural ** (arb(part.exponent.numerator) / part.exponent.denominator) / part.ball
        assert abs(float(ratio.mid()) - 1) < 0.02
        # a wrong constant and a shifted exponent are seen by the same comparison
        assert abs(float(ratio.mid()) * 1.1 - 1) > 0.02
        assert abs(float(ratio.mid()) * float(natural.mid()) - 1) > 0.02


def test_smooth_kernels_have_no_power_law() -> None:
    law = decay(parse("gaussian(c=1)"), 3)
    assert law.exponent is None
    assert law.even.kind == law.odd.kind == "faster"


def test_deep_constants_in_balls() -> None:
    law = decay(parse("ntk(layers=10)"), 5)
    # 9/(2 pi) (45 +- 0.05001876839189504781971441793613556)
    for part, sign in ((law.even, 1), (law.odd, -1)):
        expected = arb(9) / (2 * arb.pi()) * (45 + sign * arb("0.05001876839189504781971441793613556", 1e-34))
        assert part.ball.overlaps(expected)


@pytest.mark.parametrize("arguments", [{"dim": 1}, {"digits": 0}])
def test_wrong_input(arguments) -> None:
    with pytest.raises(ValueError, match="does not satisfy"):
        decay(parse("laplace(c=1)"), **{"dim": 3, **arguments})


def test_exponent_of_a_gamma_exponential_kernel() -> None:
    assert decay(parse("gamma_exponential(c=1, gamma=1/3)"), 4).exponent == Fraction(10, 3)


def test_deep_step_networks_have_real_exponents() -> None:
    kernel = parse("nngp(layers=3, activation=step)")
    law = decay(kernel, 3)
    assert law.exponent == Fraction(5, 2)
    # the quotients of far eigenvalues approach 1 from two sides, like k^(-1/2)
    ratios = []
    for mu in mercer(kernel, 3, [60, 61], 10):
        part = law.odd if mu.degree % 2 else law.even
        ratios.append(float(mu.value) * (mu.degree + 0.5) ** 2.5 / float(part.ball.mid()))
    assert abs(sum(ratios) / 2 - 1) < 0.01
