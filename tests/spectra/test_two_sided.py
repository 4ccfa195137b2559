"""Two-sided bounds of all degrees: enclosures far beyond the split degree obey them, and wrong ones are refuted."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from flint import arb, fmpq

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.expansions.slit import reference_term
from ntkproofs.kernels import NeuralTangentKernel, parse
from ntkproofs.spectra import mercer, two_sided
from ntkproofs.spectra.two_sided import NotBounded

# Lower and upper bounds for all degrees published with the derivation (both parities together).
KNOWN = {
    (3, 0, 3): ("0.780064", "3.846318"),
    (3, 1, 3): ("1.875369", "4.743902"),
    (6, 1, 3): ("3.676476", "9.975565"),
    (6, 1, 6): ("3.237921", "9.975565"),
}


def ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


@pytest.mark.parametrize(
    ("layers", "bias", "dim"), [(2, 0, 3), (2, 1, 5), (3, 0, 3), (3, 1, 3), (4, 0, 5), (6, 1, 3), (6, 1, 6)]
)
def test_bounds_hold_and_are_not_idle(layers: int, bias: int, dim: int) -> None:
    kernel = NeuralTangentKernel(layers=layers, bias=bias)
    bounds = two_sided(kernel, dim)
    spectrum = mercer(kernel, dim, range(1, 120), 15)
    ctx = BallArithmetic(100)
    quotients = {0: [], 1: []}
    for mu in spectrum:
        part = bounds.odd if mu.degree % 2 else bounds.even
        if part.zero_from is not None:
            assert mu.degree < part.zero_from or mu.exact == "0"
            continue
        with ctx.working():
            quotient = mu.enclosure() / reference_term(dim, mu.degree).evaluate(ctx)
            assert ball(part.lower) <= quotient <= ball(part.upper)
        quotients[mu.degree % 2].append(quotient)
    for part, seen in ((bounds.even, quotients[0]), (bounds.odd, quotients[1])):
        if seen:
            # lower bounds of the right size: at most a third below the least quotient seen
            assert float(min(seen, key=lambda q: float(q.mid())).mid()) < 1.5 * float(part.lower)
    if (layers, bias, dim) in KNOWN:
        low, high = (Fraction(x) for x in KNOWN[layers, bias, dim])
        assert min(bounds.even.lower, bounds.odd.lower) >= low
        assert max(bounds.even.upper, bounds.odd.upper) <= high


def test_document_is_data() -> None:
    document = two_sided(parse("ntk(layers=3)"), 3).document()
    assert json.loads(json.dumps(document)) == document
    assert document["conditions"]
    assert "for every even k >= 1" in document["statement"]


def test_exact_zeros_are_not_bounded() -> None:
    bounds = two_sided(parse("ntk(layers=2)"), 4)
    assert (bounds.odd.lower, bounds.odd.upper, bounds.odd.zero_from) == (None, None, 3)


def test_other_kernels_are_refused() -> None:
    with pytest.raises(ValueError, match="a deep ReLU kernel"):
        two_sided(parse("gaussian(c=1)"), 3)


@pytest.mark.heavy
@pytest.mark.parametrize("layers", range(2, 11))
@pytest.mark.parametrize("bias", [0, 1])
@pytest.mark.parametrize("dim", [2, 3, 4, 5, 6, 10])
def test_all_depths(layers: int, bias: int, dim: int) -> None:
    bounds = two_sided(NeuralTangentKernel(layers=layers, bias=bias), dim)
    assert all(part.zero_from is not None or part.lower > 0 for part in (bounds.even, bounds.odd))


@pytest.mark.parametrize(("rate", "dim"), [(1, 3), (3, 2), (1, 6)])
def test_laplace(rate: int, dim: int) -> None:
    kernel = parse(f"laplace(c={rate})")
    bounds = two_sided(kernel, dim)
    ctx = BallArithmetic(100)
    for mu in mercer(kernel, dim, range(1, 80), 15):
        part = bounds.odd if mu.degree % 2 else bounds.even
        with ctx.working():
            quotient = mu.enclosure() / reference_term(dim, mu.degree).evaluate(ctx)
            assert ball(part.lower) <= quotient <= ball(part.upper)


def test_kernels_that_decay_faster_are_not_bounded() -> None:
    with pytest.raises(NotBounded, match="decay faster"):
        two_sided(parse("nngp(layers=3)"), 3)
