"""Kernels of the user: what is proved is a ball, what is not says so, and nothing is silent."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from ntkproofs.arithmetic import BallArithmetic, lambdify
from ntkproofs.kernels import FormulaKernel, NeuralTangentKernel, parse
from ntkproofs.spectra import mercer
from ntkproofs.spectra.quadrature import IN_PIECES, NOT_ANALYTIC, NOT_ESTABLISHED


def test_an_angle_formula_of_a_known_kernel() -> None:
    mine, known = (
        mercer(parse("1 - theta/pi"), 4, range(12), 40),
        mercer(parse("arc_cosine(degree=0)"), 4, range(12), 40),
    )
    assert mine.notes == ()
    for ours, theirs in zip(mine, known, strict=True):
        assert ours.certified
        assert (ours.exact == "0") == (theirs.exact == "0")
        assert ours.enclosure().overlaps(theirs.enclosure())


def test_analyticity_that_nobody_declared_is_established_by_boxes() -> None:
    kernel = parse("sqrt(1 + theta)")
    assert not kernel.analytic_in_angle
    spectrum = mercer(kernel, 3, [0, 7], 30)
    assert spectrum.notes == ()
    with BallArithmetic(200).working():
        # mu_0 = 1/2 int_0^pi sqrt(1 + x) sin x dx, by another formula: no sphere, no Gegenbauer, mpmath
        import mpmath

        with mpmath.workdps(40):
            number = mpmath.quad(lambda x: mpmath.sqrt(1 + x) * mpmath.sin(x), [0, mpmath.pi]) / 2
        assert spectrum[0].value == mpmath.nstr(number, 30)


def test_a_function_with_a_removable_root_falls_back_and_says_so() -> None:
    def two_layers(ctx, angle):
        cosine = (ctx.sin(angle) + (ctx.pi - angle) * ctx.cos(angle)) / ctx.pi
        inner = (ctx.pi - ctx.acos(cosine)) / ctx.pi
        return inner * ctx.cos(angle)

    spectrum = mercer(FormulaKernel(two_layers), 3, [0, 2], 12)
    assert spectrum.notes
    # the same kernel from the library: Theta_3 = S_2 + S_2' Theta_2 is none of these factors, so quadrature in t
    import mpmath

    with mpmath.workdps(30):
        for mu in spectrum:

            def integrand(x, k=mu.degree):
                c = (mpmath.sin(x) + (mpmath.pi - x) * mpmath.cos(x)) / mpmath.pi
                inner = 1 - mpmath.acos(c) / mpmath.pi
                return inner * mpmath.cos(x) * mpmath.legendre(k, mpmath.cos(x)) * mpmath.sin(x) / 2

            number = mpmath.quad(integrand, [0, 1, mpmath.pi])
            assert abs(mpmath.mpf(mu.value) - number) < mpmath.mpf(mu.radius or "1e-9") + mpmath.mpf("1e-18")


def test_singular_ends_are_named() -> None:
    spectrum = mercer(parse("sqrt(theta)"), 3, range(2), 12)
    assert spectrum.notes == (NOT_ESTABLISHED,)
    assert all(mu.certified for mu in spectrum)
    spectrum = mercer(parse("laplace(c=1)*gamma_exponential(c=1, gamma=1/2)"), 3, [1], 8)
    assert NOT_ANALYTIC in spectrum.notes or not spectrum[1].certified


def test_kinks_at_rational_points_are_cut_out() -> None:
    spectrum = mercer(parse("abs(t)"), 3, range(3), 10)
    assert spectrum.notes == (IN_PIECES,)
    assert [mu.value for mu in spectrum] == ["0.5000000000", "0", "0.1250000000"]


def test_other_kinks_are_uncertified_and_show_agreed_digits_only() -> None:
    spectrum = mercer(parse("abs(t**2 - 1/2)"), 3, range(3), 10)
    assert "degrees 0, 2: no rigorous quadrature converged" in spectrum.notes[0]
    assert "fewer digits than asked for" in spectrum.notes[1]
    assert spectrum[1].exact == "0"
    # the kink is at an irrational t
    for degree in (0, 2):
        t = sympy.Symbol("t")
        root = sympy.sqrt(2) / 2
        inner = (t**2 - sympy.Rational(1, 2)) * sympy.legendre(degree, t)
        exact = Fraction(str(sympy.N(sympy.integrate(inner, (t, root, 1)) - sympy.integrate(inner, (t, 0, root)), 30)))
        mu = spectrum[degree]
        assert (mu.radius, mu.ball, mu.exact) == (None, None, None)
        shown = len(mu.value.replace("0.", "").lstrip("0"))
        assert 1 <= shown < 10
        assert abs(Fraction(mu.value) - exact) <= Fraction(1, 10) ** shown * 10
    assert spectrum.document()["notes"] == list(spectrum.notes)


def test_notes_are_absent_where_there_is_nothing_to_say() -> None:
    assert "notes" not in mercer(NeuralTangentKernel(3), 3, [0], 10).document()


@pytest.mark.parametrize("text", ["exp(t)", "exp(2 - t/3)", "cosh(t) - 2*sinh(3*t) + t**2", "exp(1)*exp(-t) + 5"])
@pytest.mark.parametrize("dim", [2, 3, 7])
def test_exponentials_have_closed_forms(text: str, dim: int) -> None:
    kernel, hidden = parse(text), FormulaKernel(parse(text).in_angle)
    spectrum, other = mercer(kernel, dim, range(8), 30), mercer(hidden, dim, range(8), 30)
    for mu, same in zip(spectrum, other, strict=True):
        assert mu.exact is not None
        assert mu.enclosure().overlaps(same.enclosure())
        assert mu.enclosure().overlaps(BallArithmetic(200).evaluate(lambdify(sympy.sympify(mu.exact))))


def test_many_degrees_of_an_exponential_are_cheap() -> None:
    # by one quadrature for all degrees this needs 12000 bits and minutes
    spectrum = mercer(parse("exp(t)"), 10, [0, 1000], 50)
    assert Fraction(spectrum[1000].radius) < Fraction(1, 10**50) * Fraction(spectrum[1000].value)
