"""What is said of smooth activations, held against far eigenvalues."""

from __future__ import annotations

import math

import pytest

from ntkproofs.kernels.grammar import parse
from ntkproofs.spectra import decay, mercer
from ntkproofs.spectra.smooth_decay import smooth_reason


@pytest.mark.parametrize(
    ("name", "height", "degrees"), [("softplus", math.pi, (20, 40, 80)), ("tanh", math.pi / 2, (41, 81))]
)
def test_the_stretched_exponential(name: str, height: float, degrees: tuple[int, ...]) -> None:
    found = mercer(parse(f"ntk(layers=2, activation={name})"), 3, degrees, 3)
    for k in degrees:
        quotient = -math.log(float(found[k].value)) / (3 * (height * k) ** (2 / 3) / 2 ** (1 / 3))
        assert 0.9 < quotient < 1.1


@pytest.mark.parametrize(("name", "radius"), [("erf", 1.5), ("gelu", 2.0), ("gaussian", 1.5)])
def test_the_geometric_rate(name: str, radius: float) -> None:
    text = f"ntk(layers=2, activation={name})"
    first = 40 if name != "erf" else 41
    found = mercer(parse(text), 3, [first, first + 20], 5)
    rate = (float(found[first + 20].value) / float(found[first].value)) ** (1 / 20)
    assert rate == pytest.approx(radius - math.sqrt(radius**2 - 1), rel=0.06)
    assert f"R = {'2' if radius == 2 else '3/2'} " in str(smooth_reason(parse(text)))


def test_the_law_of_the_gaussian_kernel() -> None:
    c, dim, degree = 2, 4, 60
    found = mercer(parse(f"gaussian(c={c})"), dim, [degree], 20)[degree]
    law = math.log(math.gamma(dim / 2)) - 2 * c + degree * math.log(c) - math.lgamma(degree + dim / 2)
    assert math.log(float(found.value)) == pytest.approx(law, abs=0.1)
    assert "Bessel" in str(decay(parse(f"gaussian(c={c})"), dim, 10).even.reason)


@pytest.mark.parametrize("text", ["ntk(layers=3, activation=gelu)", "nngp(layers=4, activation=erf, bias_variance=1)"])
def test_deep_analytic_networks_fall_geometrically(text: str) -> None:
    assert "some r < 1" in str(decay(parse(text), 3, 10).odd.reason)
    found = mercer(parse(text), 3, [21, 41, 61], 5)
    rates = [(float(found[k + 20].value) / float(found[k].value)) ** (1 / 20) for k in (21, 41)]
    assert max(rates) < 0.9
    assert rates[0] == pytest.approx(rates[1], rel=0.1)


def test_laws() -> None:
    law = decay(parse("ntk(layers=2, activation=softplus)"), 3, 20)
    assert (law.even.kind, law.odd.kind, law.odd.zero_from) == ("faster", "zero", 3)
    assert "not proved here" in str(law.even.reason)
    assert law.document()["exponent"] is None
    assert decay(parse("ntk(layers=2, activation=u/(1 + exp(-u)))"), 3, 10).even.kind == "undecided"
    assert "entire" in str(decay(parse("nngp(layers=2, activation=cos)"), 3, 10).even.reason)
    # control: a kink decays like a power, whatever its other facts
    assert decay(parse("ntk(layers=2, activation=leaky_relu)"), 3, 10).even.kind == "power"
