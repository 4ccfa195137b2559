"""What was promised of the spectrum engine, and that false numbers are refuted by the same machinery."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy
from click.testing import CliRunner
from flint import arb

from ntkproofs.arithmetic import BallArithmetic, lambdify, load_ball
from ntkproofs.cli.program import commands
from ntkproofs.kernels import FormulaKernel, parse
from ntkproofs.spectra import decay, mercer, two_sided
from ntkproofs.spectra.closed_forms import closed_form


def command(*arguments: str) -> Any:
    ran = CliRunner().invoke(commands, [*arguments, "--format", "json"], standalone_mode=False)
    assert ran.exception is None
    return json.loads(ran.output)


# -- the table ------------------------------------------------------------------------------------------------------

#: By another program: Gauss-Legendre in mpmath, 34 digits, cross-checked by tanh-sinh quadrature for one row.
TABLE = {
    ("ntk(layers=3)", 2): (
        "1.082505143818705193288534415772697",
        "0.5877894490015871050640577531632886",
        "0.2208605038498709757767069328313841",
        "0.04874821910888762571763331672250451",
        "0.03005712262631488211690943090116430",
        "0.01210086371444682702457581369984954",
    ),
    ("ntk(layers=3, bias=1)", 2): (
        "3.107176713617878410327665520099590",
        "0.8816473536669107822404976947672028",
        "0.2923431457221987804936988302998011",
        "0.08660498812111877787281888641824715",
        "0.04616223340159973765207910473560573",
        "0.02615602670458794620550323434025458",
    ),
    ("ntk(layers=6, bias=1)", 2): (
        "5.739121242505334785937095335852954",
        "1.299451266770876982835491048126546",
        "0.6474509807488197670680485825809636",
        "0.3203429645755845523872573029381792",
        "0.1897765896153165815049060790508118",
        "0.1211237849097196629629562431530895",
    ),
    ("ntk(layers=3)", 3): (
        "0.9302519316423067387407644889996002",
        "0.3707831875295916705908020217513099",
        "0.1073675712802376678977342722334807",
        "0.01864407721318281912680330304354113",
        "0.009143132828028887924860061071658829",
        "0.003057865238520598352022547446991953",
    ),
    ("ntk(layers=3, bias=1)", 3): (
        "2.904476452308727425468886178816860",
        "0.5496550296722279382897011918481101",
        "0.1397754010450599275880976767881117",
        "0.03164491422863631270937105402094042",
        "0.01374717033976135942242300429447378",
        "0.006435306745724753658015357979418525",
    ),
    ("ntk(layers=4)", 3): (
        "1.348421133274676275881177953646053",
        "0.3966188752992250877639436948841084",
        "0.1314838513349983020549067544936038",
        "0.03517105168174258574590053911563627",
        "0.01568732281972857782005860938617790",
        "0.006815172326733723418206101665226765",
    ),
    ("ntk(layers=6)", 3): (
        "2.138766540281817172630986514355357",
        "0.4314700212171677908114364073003160",
        "0.1693752707505805527532953819225657",
        "0.06342604805555835423868748414837913",
        "0.03068965029230445049541487418593992",
        "0.01581840468530538601525543140696804",
    ),
    ("ntk(layers=10, bias=1)", 3): (
        "8.005327109457489874856258334870192",
        "0.8509272228936582822403365038768325",
        "0.3962900811661810807173773167672083",
        "0.1937881583551238412228255581795684",
        "0.1091312658538267372530103061660076",
        "0.06576789795924997817473246298378967",
    ),
}


@pytest.mark.parametrize(("kernel", "dim"), TABLE, ids=str)
def test_table_of_deep_kernels(kernel: str, dim: int) -> None:
    found = command("spectrum", kernel, "--dim", str(dim), "--degrees", "0:5", "--digits", "30")["eigenvalues"]
    for mu, printed in zip(found, TABLE[kernel, dim], strict=True):
        unit = Fraction(1, 10 ** len(printed.partition(".")[2]))
        assert abs(Fraction(mu["value"]) - Fraction(printed)) <= Fraction(mu["radius"]) + unit
        assert Fraction(mu["radius"]) <= Fraction(mu["value"]) / 10**29
        assert load_ball(mu["ball"]).overlaps(arb(printed, float(unit)))


def test_a_misprint_of_the_table_is_refuted() -> None:
    # 0.018644077212813189..., two digits exchanged with 0.018644077213182819..., has been in circulation
    (mu,) = command("spectrum", "ntk(layers=3)", "--dim", "3", "--degrees", "3", "--digits", "30")["eigenvalues"]
    misprint = Fraction("0.01864407721281318912680330304354")
    assert abs(Fraction(mu["value"]) - misprint) > 10**15 * Fraction(mu["radius"])
    with mpmath.workdps(25):

        def integrand(x: Any) -> Any:
            total = mpmath.cos(x)
            for _ in range(2):
                cosine = (mpmath.sin(x) + (mpmath.pi - x) * mpmath.cos(x)) / mpmath.pi
                total, x = cosine + (1 - x / mpmath.pi) * total, mpmath.acos(cosine)
            return total

        third = mpmath.quad(
            lambda x: integrand(x) * mpmath.legendre(3, mpmath.cos(x)) * mpmath.sin(x) / 2, [0, 0.1, 1, mpmath.pi]
        )
        assert abs(third - mpmath.mpf(mu["value"])) < mpmath.mpf(10) ** -18


# -- random kernels, dimensions, degrees, precisions ----------------------------------------------------------------


def random_kernel(generator: random.Random) -> str:
    fraction = f"{generator.randint(1, 9)}/{generator.randint(1, 9)}"
    simple = [
        f"ntk(layers={generator.randint(1, 5)}, bias={generator.randint(0, 2)})",
        f"nngp(layers={generator.randint(1, 4)})",
        f"arc_cosine(degree={generator.randint(0, 4)})",
        f"laplace(c={fraction})",
        f"gaussian(c={fraction})",
        f"gamma_exponential(c=1, gamma={generator.randint(1, 3)}/2)",
        f"exp({fraction}*t)",
        f"t**{generator.randint(0, 5)} + (1 - t)**({fraction})",
        f"1/(2 + t) + {fraction}*theta**2",
    ]
    chosen = generator.choice(simple)
    return chosen if generator.random() < 0.7 else f"{fraction}*({chosen}) + laplace(c=1)"


@pytest.mark.parametrize("seed", range(24))
def test_random_kernels_dimensions_degrees_and_precisions(seed: int) -> None:
    generator = random.Random(seed)
    text, dim, degree = random_kernel(generator), generator.choice([2, 3, 4, 5, 8, 13, 30]), generator.randint(0, 25)
    digits = generator.randint(5, 40)
    kernel = parse(text)
    coarse, fine = (mercer(kernel, dim, [degree], n)[degree] for n in (digits, 2 * digits))
    assert coarse.certified, text
    assert coarse.enclosure(400).overlaps(fine.enclosure(400))
    if coarse.exact == "0":
        assert fine.exact == "0"
        return
    # the radius shrinks, is never wider than asked, and the value of twice the digits lies inside
    assert Fraction(coarse.radius) <= abs(Fraction(coarse.value)) * Fraction(10) ** (1 - digits)
    assert Fraction(fine.radius) <= abs(Fraction(fine.value)) * Fraction(10) ** (1 - 2 * digits)
    distance = abs(Fraction(coarse.value) - Fraction(fine.value))
    assert distance <= Fraction(coarse.radius) + Fraction(fine.radius)
    if coarse.exact is not None:
        exact = BallArithmetic(400).evaluate(lambdify(sympy.sympify(coarse.exact)))
        assert coarse.enclosure(400).overlaps(exact)


@pytest.mark.parametrize(
    "text",
    [
        "ntk(layers=2)",
        "ntk(layers=2, bias=1)",
        "arc_cosine(degree=0)",
        "arc_cosine(degree=2)",
        "laplace(c=1)",
        "gaussian(c=1)",
        "exp(-2*t)",
        "t**3 - t",
        "(1 + t)**(1/2)",
    ],
)
def test_two_routes_agree_for_every_closed_form(text: str) -> None:
    kernel = parse(text)
    expression = kernel.expression() if not hasattr(kernel, "in_angle") else kernel.in_angle
    # A formula of the angle has no closed form here, so that quadrature answers for it.
    hidden = FormulaKernel(expression if expression.has(sympy.Symbol("theta")) else lambda ctx, x: kernel.kappa(ctx, x))
    for dim in (2, 3, 6):
        form = closed_form(kernel, dim)
        assert form is not None
        for mu in mercer(hidden, dim, range(7), 20):
            assert mu.certified
            assert mu.enclosure().overlaps(form.value(BallArithmetic(150), mu.degree))


# -- decay ----------------------------------------------------------------------------------------------------------


def test_decay_of_four_layers_in_dimension_five() -> None:
    found = command("decay", "ntk(layers=4)", "--dim", "5", "--digits", "30")
    assert found["exponent"] == "5"
    pi_4 = (1 - sympy.acos(1 / sympy.pi) / sympy.pi) / 2
    for parity, sign in (("even", 1), ("odd", -1)):
        exact = sympy.Rational(9, 2) / sympy.pi * (6 + sign * pi_4)
        assert sympy.expand(sympy.sympify(found["exact"][parity]["exact"]) - exact) == 0
        digits = found["constant"][parity]
        assert len(digits.replace(".", "")) >= 30
        assert abs(sympy.Rational(digits) - exact.evalf(50)) < sympy.Rational(1, 10**28)
        bounds = found["bounds"][parity]
        assert 0 < Fraction(bounds["lower"]) < Fraction(bounds["upper"])
    assert "for every even k >= 1" in found["bounds"]["statement"]
    assert "for every odd k >= 1" in found["bounds"]["statement"]


# -- the machinery refutes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["ntk(layers=3)", "ntk(layers=4)", "ntk(layers=3, bias=1)", "laplace(c=1)"])
@pytest.mark.parametrize("dim", [3, 5])
def test_a_shifted_exponent_and_a_wrong_constant_are_refuted_by_the_certified_bounds(text: str, dim: int) -> None:
    kernel = parse(text)
    law, bounds = decay(kernel, dim), two_sided(kernel, dim)
    for parity, part in ((0, law.even), (1, law.odd)):
        assert bounds.refutes(parity, part.exponent, part.ball) is None
        for shift in (-1, 1, Fraction(-1, 4), Fraction(1, 4)):
            assert "not k^-" in bounds.refutes(parity, part.exponent + shift, part.ball)
        for factor in (3, Fraction(1, 3)):
            wrong = part.ball * factor.numerator / factor.denominator
            assert "the constant of" in bounds.refutes(parity, part.exponent, wrong)


def test_one_law_for_both_parities_is_refuted() -> None:
    kernel = parse("ntk(layers=2)")
    law, bounds = decay(kernel, 3), two_sided(kernel, 3)
    assert law.odd.kind == "zero"
    assert bounds.refutes(0, law.exponent, law.even.ball) is None
    assert bounds.refutes(1, law.exponent, law.even.ball) == "mu_k = 0 for every odd k >= 3"
    assert bounds.refutes(1, law.exponent, arb(0)) is None


@pytest.mark.parametrize("text", ["ntk(layers=3)", "ntk(layers=4)"])
def test_a_dropped_parity_term_and_a_wrong_constant_are_refuted_by_enclosures(text: str) -> None:
    # Far eigenvalues, enclosed, against C (k + (d-2)/2)^-p: the corrections are of relative order (k + (d-2)/2)^-2.
    kernel, dim, tolerance = parse(text), 3, arb("1e-3")
    law = decay(kernel, dim)
    spectrum = mercer(kernel, dim, [400, 401], 20)
    with BallArithmetic(100).working():
        mean = (law.even.ball + law.odd.ball) / 2  # the law without its term (-1)^k
        for mu, part in ((spectrum[400], law.even), (spectrum[401], law.odd)):
            natural = arb(2 * mu.degree + dim - 2) / 2
            measured = mu.enclosure() * natural**dim
            assert abs(measured / part.ball - 1) < tolerance
            for wrong in (mean, part.ball * arb("1.01"), part.ball / 2):
                assert abs(measured / wrong - 1) > 5 * tolerance
