"""The neural tangent kernel: printed values, the papers' conversions, and an independent recursion in t."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy

from ntkproofs.activations import Erf, ParameterError, ReLU, Sign, Step
from ntkproofs.arithmetic import BallArithmetic, ExactArithmetic, InexactInput, MultiprecisionArithmetic
from ntkproofs.kernels import Conjugate, Kernel, NeuralTangentKernel

DIGITS, BALLS, EXACT = MultiprecisionArithmetic(60), BallArithmetic(220), ExactArithmetic()
T = sympy.Symbol("t")


def jacot(layers: int, beta: str, dim: int) -> NeuralTangentKernel:
    """Jacot's kernel as an argument choice: plain ReLU, biases drawn and trained with beta, inputs over sqrt(n_0)."""
    variance = Fraction(beta) ** 2
    return NeuralTangentKernel(
        layers, activation=ReLU(), bias_variance=variance, bias=beta, input_scale=1 / sympy.sqrt(dim)
    )


def at(kernel: Kernel, ctx: Any, p: int, q: int) -> Any:
    return ctx.evaluate(lambda ctx: kernel.kappa(ctx, ctx.pi * p / q))


def agree(kernel: Kernel, p: int, q: int, printed: str) -> None:
    """Both arithmetics reproduce every printed digit."""
    places = len(printed.partition(".")[2])
    with mpmath.workdps(70):
        for value in (mpmath.nstr(at(kernel, DIGITS, p, q), 55), at(kernel, BALLS, p, q).mid().str(55, radius=False)):
            assert abs(mpmath.mpf(value) - mpmath.mpf(printed)) <= mpmath.mpf(10) ** -(places - 1)
    assert float(at(kernel, BALLS, p, q).rad()) < 1e-55


# -- printed values, reference/jacot.md 1.4 and reference/bietti-mairal.md section 3 ----------------------------------


@pytest.mark.parametrize(
    ("p", "q", "printed"),
    [
        (0, 1, "0.2825"),
        (1, 6, "0.20736432119750039386655312700521"),
        (1, 4, "0.1699705091186006429952527438434"),
        (1, 3, "0.1377230653430896632507192122804"),
        (1, 2, "0.092702110174023973602897024465791"),
        (2, 3, "0.07076057367068013238987000695192"),
        (3, 4, "0.066036429030731540555950793896507"),
        (5, 6, "0.064134367487550043264857138910441"),
        (1, 1, "0.064353770145464984172403796007616"),
    ],
)
def test_jacot_four_layers(p: int, q: int, printed: str) -> None:
    agree(jacot(4, "1/10", 2), p, q, printed)


def test_jacot_diagonals_are_exact() -> None:
    traces = [jacot(layers, "1/10", 2).trace for layers in range(1, 5)]
    assert traces == [Fraction("0.51"), Fraction("0.52"), Fraction("0.4025"), Fraction(113, 400)]
    assert EXACT.evaluate(jacot(4, "1/10", 2).kappa, 0) == sympy.Rational(113, 400)


def test_jacot_shallow_values() -> None:
    agree(jacot(2, "1/10", 2), 1, 2, "0.09621583375423792933539386194049")
    agree(jacot(3, "1/10", 2), 1, 2, "0.10784858654097009818683038076173")
    agree(jacot(2, "1/10", 2), 2, 3, "-0.00095029302750982268295611939126607")


@pytest.mark.parametrize(
    ("hidden", "printed"),
    [
        (1, "0.942331114377562691422329915823151387"),
        (2, "1.35147956112348316308373420580134729"),
        (3, "1.73784467921530902367442944171018276"),
        (4, "2.10711253839662064657455618398321246"),
        (5, "2.46289313245802128084789453540034396"),
    ],
)
def test_bietti_mairal_at_one_half(hidden: int, printed: str) -> None:
    agree(NeuralTangentKernel(hidden + 1), 1, 3, printed)
    assert NeuralTangentKernel(hidden + 1).trace == hidden + 1


def test_bietti_mairal_zero_and_minimum() -> None:
    kernel = NeuralTangentKernel(2)

    def kappa(t: str) -> Any:
        return DIGITS.evaluate(lambda ctx, x: kernel.kappa(ctx, ctx.acos(x)), t)

    assert abs(kappa("-0.394234868672746624738890782995092332")) < 1e-35
    least = DIGITS.convert("-0.136789796738055467156948512585928102")
    place = Fraction("-0.794099864810322519301106118350003449")
    step = Fraction(1, 10**6)
    assert abs(kappa(str(place)) - least) < 1e-35
    assert kappa(str(place - step)) > least < kappa(str(place + step))
    exact = [EXACT.evaluate(lambda ctx, p=p: kernel.kappa(ctx, ctx.pi * p / 2)) for p in range(3)]
    assert exact == [2, 1 / sympy.pi, 0]


# -- conventions, reference/jacot.md section 3 ----------------------------------------------------------------------

NORMS = [("1", "1", "1.1"), ("1.3", "0.4", "2.9"), ("2", "2", "0.001")]


def value(kernel: Kernel, r: str, s: str, angle: str) -> Any:
    return DIGITS.evaluate(kernel.value, r, s, angle)


@pytest.mark.parametrize("layers", range(1, 6))
@pytest.mark.parametrize(("r", "s", "angle"), NORMS)
def test_conversion_1_jacot_without_bias(layers: int, r: str, s: str, angle: str) -> None:
    # J(L, 0) = BM_{L-1} / (n_0 2^(L-1)) and the same for the covariances
    factor = 3 * 2 ** (layers - 1)
    plain = jacot(layers, "0", 3)
    assert abs(factor * value(plain, r, s, angle) - value(NeuralTangentKernel(layers), r, s, angle)) < 1e-55
    covariance = Conjugate(layers, activation=ReLU(), input_scale="sqrt(1/3)")
    assert abs(factor * value(covariance, r, s, angle) - value(Conjugate(layers), r, s, angle)) < 1e-55
    assert factor * (plain.trace or 0) == layers


def test_conversion_1_holds_exactly_in_t() -> None:
    for layers in (1, 2, 3):
        scaled = 3 * 2 ** (layers - 1) * jacot(layers, "0", 3).expression()
        assert sympy.simplify(scaled - NeuralTangentKernel(layers).expression()) == 0


@pytest.mark.parametrize("beta", ["1/10", "1", "7/3"])
@pytest.mark.parametrize(("r", "s", "angle"), NORMS)
def test_conversion_4_the_bias_is_one_more_coordinate(beta: str, r: str, s: str, angle: str) -> None:
    # J(2, b)(x, x') = BM_1(x~, x~') / (2 n_0) + b^2 with x~ = (x, sqrt(n_0) b), n_0 = 3
    ctx = DIGITS
    a, b, x, shift = (ctx.convert(v) for v in (r, s, angle, 3 * Fraction(beta) ** 2))
    long, other = ctx.sqrt(a * a + shift), ctx.sqrt(b * b + shift)
    inner = a * b * ctx.cos(x) + shift
    augmented = NeuralTangentKernel(2).value(ctx, long, other, ctx.acos(inner / (long * other)))
    assert abs(value(jacot(2, beta, 3), r, s, angle) - augmented / 6 - shift / 3) < 1e-28


@pytest.mark.parametrize("layers", range(1, 6))
def test_conversion_5_geifmans_biases(layers: int) -> None:
    # G_b(L) = n_0 2^(L-1) times Jacot's net with biases zero at initialisation and trained scales b_l^2 = b^2/(n_0 2^l)
    beta, dim = Fraction(3, 5), 3
    geifman = NeuralTangentKernel(layers, bias=beta)
    for angle in ("0", "0.7", "3"):
        ctx = DIGITS
        theta, sigma = ctx.convert(0), ctx.cos(ctx.convert(angle)) / dim
        current, norm = ctx.convert(angle), ctx.rational(1, dim)
        for layer in range(layers):
            trained = ctx.convert(beta**2 / (dim * 2**layer))
            slope = (1 - current / ctx.pi) / 2 if layer else ctx.rational(1)
            if layer:
                sigma = norm / 2 * (ctx.sin(current) + (ctx.pi - current) * ctx.cos(current)) / ctx.pi
                norm, current = norm / 2, ctx.acos_unit(2 * sigma / norm)
            theta = slope * theta + sigma + trained
        found = DIGITS.evaluate(geifman.kappa, angle)
        assert abs(dim * 2 ** (layers - 1) * theta - found) < 1e-26  # the arc cosine of the check costs half its digits


def test_conversion_6_jacot_with_bias_is_no_multiple_of_geifman() -> None:
    # the printed ratios at n_0 = 3, b^2 = 0.37, u = -0.9, 0, 0.5, 1
    for layers, printed in ((2, (1.709, 0.8192, 0.5510, 0.3917)), (3, (0.9832, 0.6916, 0.4944, 0.3084))):
        one = NeuralTangentKernel(
            layers, activation=ReLU(), bias_variance="0.37", bias="sqrt(0.37)", input_scale="sqrt(1/3)"
        )
        other = NeuralTangentKernel(layers, bias="sqrt(0.37)")
        for t, ratio in zip(("-0.9", "0", "0.5", "1"), printed, strict=True):
            quotient = DIGITS.evaluate(
                lambda ctx, t, one=one, other=other: one.kappa(ctx, ctx.acos(t)) / other.kappa(ctx, ctx.acos(t)), t
            )
            assert float(quotient) == pytest.approx(ratio, rel=3e-4)


@pytest.mark.parametrize("layers", range(1, 5))
def test_conversion_7_the_factor_two_in_jacot(layers: int) -> None:
    scaled = NeuralTangentKernel(layers, activation=ReLU(scale_squared=2), input_scale="sqrt(1/5)")
    for r, s, angle in NORMS:
        assert abs(5 * value(scaled, r, s, angle) - value(NeuralTangentKernel(layers), r, s, angle)) < 1e-55


@pytest.mark.parametrize("layers", range(1, 5))
def test_weight_variance_two_is_the_factor_two(layers: int) -> None:
    # w = 2 on every layer: the first one also scales the input, which a = 1/sqrt(2) undoes
    he = NeuralTangentKernel(layers, activation=ReLU(), weight_variance=2, input_scale="sqrt(1/2)", bias=1)
    for r, s, angle in NORMS:
        assert abs(value(he, r, s, angle) - value(NeuralTangentKernel(layers, bias=1), r, s, angle)) < 1e-55


def test_closed_form_of_geifmans_two_layers() -> None:
    # G_b(2) = [(2u + b^2)(pi - acos u) + sqrt(1 - u^2)]/pi + b^2
    b = sympy.Rational(3, 7)
    printed = ((2 * T + b**2) * (sympy.pi - sympy.acos(T)) + sympy.sqrt(1 - T**2)) / sympy.pi + b**2
    assert sympy.simplify(NeuralTangentKernel(2, bias="3/7").expression() - printed) == 0
    assert NeuralTangentKernel(2, bias="3/7").trace == 2 * (1 + Fraction(3, 7) ** 2)


def test_order_zero_part_is_the_bias() -> None:
    # G_b - G_0 is homogeneous of order 0: it depends on the angle only
    parts = [
        value(NeuralTangentKernel(3, bias=1), r, s, "1.2") - value(NeuralTangentKernel(3), r, s, "1.2")
        for r, s in (("1", "1"), ("3", "0.5"))
    ]
    assert abs(parts[0] - parts[1]) < 1e-55


# -- independent recursion ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", range(2, 8))
@pytest.mark.parametrize("t", ["-0.9", "0.1", "0.5", "0.99"])
def test_against_the_recursion_in_t(layers: int, t: str) -> None:
    with mpmath.workdps(80):
        sigma = mpmath.mpf(t)
        theta, bias = sigma + mpmath.mpf("0.25"), mpmath.mpf("0.25")
        for _ in range(layers - 1):
            angle = mpmath.acos(sigma)
            kappa_0, kappa_1 = 1 - angle / mpmath.pi, (mpmath.sin(angle) + (mpmath.pi - angle) * sigma) / mpmath.pi
            theta, sigma = kappa_1 + kappa_0 * theta + bias, kappa_1
        found = DIGITS.evaluate(lambda ctx, x: NeuralTangentKernel(layers, bias="1/2").kappa(ctx, ctx.acos(x)), t)
        assert abs(mpmath.mpf(mpmath.nstr(found, 58)) - theta) < mpmath.mpf(10) ** -50


def test_erf_network_of_three_layers() -> None:
    # variances q = Sigma_(l-1)(1) pass through the layers: Sigma_0(1) = 1, Sigma_1(1) = (2/pi) asin(2/3)
    with mpmath.workdps(60):
        t = mpmath.mpf("0.3")

        def dual(q: Any, c: Any) -> Any:
            return 2 / mpmath.pi * mpmath.asin(2 * c / (1 + 2 * q))

        def slope(q: Any, c: Any) -> Any:
            return 4 / mpmath.pi / mpmath.sqrt((1 + 2 * q) ** 2 - 4 * c**2)

        q, s1 = dual(mpmath.mpf(1), mpmath.mpf(1)), dual(mpmath.mpf(1), t)
        wanted = dual(q, s1) + slope(q, s1) * (s1 + slope(mpmath.mpf(1), t) * t)
        found = DIGITS.evaluate(lambda ctx, x: NeuralTangentKernel(3, activation=Erf()).kappa(ctx, ctx.acos(x)), "0.3")
        assert abs(mpmath.mpf(mpmath.nstr(found, 58)) - wanted) < mpmath.mpf(10) ** -50


def test_sixty_layers_keep_their_digits_in_balls() -> None:
    ball = BALLS.evaluate(NeuralTangentKernel(60).kappa, "0.01")
    assert ball.rel_accuracy_bits() > 180
    assert BALLS.evaluate(NeuralTangentKernel(60).kappa, 0).overlaps(BALLS.convert(60))


# -- text, closed form, refusals ------------------------------------------------------------------------------------


def test_expression_is_the_printed_one() -> None:
    obtuse = sympy.pi - sympy.acos(T)
    wanted = T * obtuse / sympy.pi + (sympy.sqrt(1 - T**2) + T * obtuse) / sympy.pi
    assert NeuralTangentKernel(2).expression() == wanted
    assert NeuralTangentKernel(1).expression() == T


def test_text() -> None:
    assert str(NeuralTangentKernel(2)) == "ntk(layers=2)"
    assert str(NeuralTangentKernel(layers=3, bias="0.5", activation=Erf())) == "ntk(layers=3, activation=erf, bias=1/2)"


@pytest.mark.parametrize("activation", [Step(), Sign()], ids=str)
def test_activations_without_what_is_needed(activation: Any) -> None:
    with pytest.raises(ParameterError, match="activation = ") as caught:
        NeuralTangentKernel(2, activation=activation)
    assert "\n" not in str(caught.value)
    NeuralTangentKernel(1, activation=activation)  # one layer has no neuron


def test_refusals() -> None:
    for arguments in ({"layers": 0}, {"layers": 2, "weight_variance": 0}, {"layers": 2, "bias_variance": -1}):
        with pytest.raises(ParameterError, match="does not satisfy"):
            NeuralTangentKernel(**arguments)
    with pytest.raises(InexactInput):
        NeuralTangentKernel(2, bias=0.1)
    with pytest.raises(ParameterError, match="is not an activation"):
        NeuralTangentKernel(2, activation="relu")  # type: ignore[arg-type]
