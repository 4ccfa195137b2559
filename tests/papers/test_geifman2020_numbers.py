"""Geifman et al.: the closed forms of the derivations against the numbers of the inventory and the library's balls."""

from __future__ import annotations

import pytest
import sympy
from sympy import Integer, Rational, exp, pi

from ntkproofs.checks import enclose
from ntkproofs.kernels import GammaExponential, Gaussian, Laplace, NeuralTangentKernel
from ntkproofs.papers.bietti2019.spectral_sequences import D, K, mu_kappa, mu_kappa_0
from ntkproofs.papers.geifman2020.arc_cosine_spectra import even_square
from ntkproofs.papers.geifman2020.exact_rate import PI_L, SIGN, bracket, plus
from ntkproofs.papers.geifman2020.figure_2 import radial_eigenvalues
from ntkproofs.papers.geifman2020.gaussian_spectra import term
from ntkproofs.papers.geifman2020.monomials import even_weight, monomial_eigenvalue
from ntkproofs.papers.geifman2020.not_identical import two_sphere
from ntkproofs.papers.geifman2020.powers import power_constant, power_eigenvalue
from ntkproofs.papers.geifman2020.reference_sequence import quotient
from ntkproofs.papers.geifman2020.setting import BIAS, WIDTH, reference
from ntkproofs.papers.geifman2020.tables_data import ACCURACIES, IMAGES, LARGE
from ntkproofs.papers.geifman2020.taylor_coefficients import factor, second_coefficient
from ntkproofs.spectra import mercer

HALF = Rational(1, 2)


def digits(expr):
    return sympy.N(expr, 30)


def agrees(expr, printed, places=25):
    return abs(sympy.N(expr, 45) - sympy.Float(printed, 45)) < sympy.Float(10) ** -places


POWERS = [
    (power_eigenvalue(Integer(3), Integer(3), HALF), "-0.008979133729352984436836118883871"),
    (power_eigenvalue(Integer(3), Integer(2), HALF), "-0.0257233233187744591301485483144783"),
    (power_eigenvalue(Integer(2), Integer(4), Rational(1, 3)), "-0.01481114993194923410088807753432539"),
    (power_constant(Integer(2), HALF), "-0.2250790790392765173887997977516851"),
    (power_constant(Integer(3), HALF), "-0.3535533905932737622004221810524245"),
    (power_constant(Integer(4), HALF), "-0.9003163161571060695551991910067406"),
    (reference(Integer(1), Integer(2)), "0.318309886183790671537767526745028724"),
    (reference(Integer(1), Integer(3)), "0.196349540849362077403915211455"),
    (reference(Integer(1), Integer(4)), "0.141471060526129187350118900776"),
    (quotient(Integer(2), Integer(2)), "1.980594847365808622901664610857957"),
    (quotient(Integer(2), Integer(3)), "2.2089323345553233707940461288684"),
    (quotient(Integer(2), Integer(4)), "2.354078447154789677505978508905457"),
    (quotient(Integer(2), Integer(10)), "2.69311735257821700387454471166261"),
    (factor(3), "0.6031152484272008652664092022966766"),
    (factor(4), "0.4006900416360479159095270570066163"),
    (factor(6), "0.2091176830830951806630119550012332"),
    (two_sphere(0)[0], "0.296997075145080962159000757541273395"),
    (two_sphere(1)[0], "0.0826822658929015351519959597798752273"),
    (two_sphere(2)[0], "0.0267338382023675564690689362558789349"),
]


@pytest.mark.parametrize(("found", "printed"), POWERS)
def test_listed_numbers(found, printed):
    assert agrees(found, printed)


def test_tables_of_two_layer_eigenvalues():
    three, five = Integer(3), Integer(5)
    assert [mu_kappa(Integer(k), three) for k in (0, 1, 2, 4, 6, 8)] == [
        sympy.sympify(v) for v in ("1/2", "1/3", "5/64", "1/192", "23/16384", "19/32768")
    ]
    assert [mu_kappa_0(Integer(k), five) for k in (1, 3, 5, 7)] == [
        sympy.sympify(v) for v in ("9/128", "1/512", "9/32768", "9/131072")
    ]
    assert [2 / pi * reference(Integer(k), Integer(4)) * pi**2 for k in (1, 3, 5, 7)] == [
        sympy.sympify(v) for v in ("8/9", "8/225", "8/1225", "8/3969")
    ]
    assert even_square(Integer(2), three) * (4 + 2 + 4) == Rational(5, 64)


def test_powers_of_the_coordinate():
    assert monomial_eigenvalue(Integer(2), Integer(3), Integer(0)) == Rational(2, 15)
    assert even_weight(Integer(0), Integer(3), HALF) == pi / 4
    assert second_coefficient(Integer(0)) == 1 / (2 * pi)


def test_coefficients_at_the_ends():
    singular = [plus(Integer(n)).subs(BIAS, 0) for n in (2, 3, 6, 10)]
    listed = ["0.4501581580785530347775995955033703", "1.350474474235659104332798786510111"]
    listed += ["6.752372371178295521663993932550554", "20.25711711353488656499198179765166"]
    assert all(agrees(-found, printed) for found, printed in zip(singular, listed, strict=True))


def test_constants_of_the_decay():
    scale = 1 / (2 * pi)  # d = 3
    values = {SIGN: 1, PI_L: HALF, BIAS: 0}
    assert agrees(scale * bracket(Integer(3)).subs(values), "0.557042300821633675191093171804")
    assert agrees(scale * bracket(Integer(3)).subs(values | {SIGN: -1}), "0.397887357729738339422209408431")
    assert agrees(scale * bracket(Integer(3)).subs(values | {BIAS: 1}), "0.954929658551372014613302580235")


@pytest.mark.parametrize("dim", [2, 3, 10])
def test_two_layer_closed_forms_against_the_spectra(dim):
    found = mercer(NeuralTangentKernel(layers=2, bias=1), dim, range(6), digits=30)
    for k in range(6):
        bias = mu_kappa_0(Integer(k), Integer(dim)) + (1 if k == 0 else 0)
        exact = mu_kappa(Integer(k), Integer(dim)) + bias
        assert abs(digits(exact) - digits(sympy.Rational(str(found[k].value)))) < 1e-25


def test_laplace_and_gaussian_closed_forms_against_the_spectra():
    laplace = mercer(Laplace(1), 3, range(3), digits=30)
    for k in range(3):
        assert abs(digits(two_sphere(k)[0]) - digits(sympy.Rational(str(laplace[k].value)))) < 1e-25
    gaussian = mercer(Gaussian(1), 3, range(3), digits=30)
    for k in range(3):
        total = sum(term(Integer(k), Integer(i)).subs({D: 3, WIDTH: 1}) for i in range(25)) * exp(-2)
        assert abs(digits(total) - digits(sympy.Rational(str(gaussian[k].value)))) < 1e-25


def test_the_gamma_exponential_kernel_interpolates():
    one = mercer(GammaExponential(1, 1), 3, range(3), digits=20)
    assert all(abs(digits(two_sphere(k)[0]) - digits(sympy.Rational(str(one[k].value)))) < 1e-15 for k in range(3))


def test_radial_eigenvalues_of_figure_2():
    upper, lower = radial_eigenvalues(0, Rational(1))
    assert agrees(upper, "1.77542927328299829773251960749511")
    assert agrees(lower, "0.0285342776440150165991187821340693")
    assert agrees(radial_eigenvalues(1, Rational(1))[1], "0.0127975935674417489797575098064695")


def test_the_tables_hold_every_printed_row():
    assert len(ACCURACIES) == 9
    assert len(IMAGES) == 4
    assert LARGE["Neural Network"]["MillionSongs"] is None
    assert ACCURACIES["NTK"]["PMA"] == Rational("95.72")


def test_closed_forms_are_enclosed():
    ball = enclose(reference(Integer(5), Integer(2)))
    assert ball.overlaps(enclose(1 / (25 * pi)))
    assert reference(K, Integer(2)).subs(K, 7) == 1 / (49 * pi)
