"""Tails of the trace: nested enclosures and the degrees that they ask for."""

from __future__ import annotations

import pytest

from ntkproofs.kernels import Gaussian, Laplace, NeuralTangentKernel, parse
from ntkproofs.spectra import degrees_for_tail, mercer, trace_tail


@pytest.mark.parametrize("text", ["ntk(layers=2)", "ntk(layers=3, bias=1)", "laplace(c=1)", "exp(t)"])
def test_tails_fall_and_stay_positive(text: str) -> None:
    tails = [trace_tail(mercer(parse(text), 3, range(top + 1), 25)) for top in (0, 5, 20)]
    assert tails[0] > tails[1] > tails[2]
    assert tails[2] > -1e-20


def test_degrees_for_a_share() -> None:
    top = degrees_for_tail(Laplace(c=1), 3, "1/20")
    assert trace_tail(mercer(Laplace(c=1), 3, range(top + 1), 20)) <= 0.05
    assert trace_tail(mercer(Laplace(c=1), 3, range(top), 20)) > 0.05
    assert degrees_for_tail(Gaussian(c=1), 3, "1e-10") < 20


def test_wrong_share() -> None:
    with pytest.raises(ValueError, match="0 < share < 1"):
        degrees_for_tail(Laplace(c=1), 3, 2)
    with pytest.raises(ValueError, match="more than 20 degrees"):
        degrees_for_tail(NeuralTangentKernel(layers=2), 3, "1/10000", most=20)
