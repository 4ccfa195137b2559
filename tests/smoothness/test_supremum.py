"""The supremum: an interior maximum to many digits, both ends, and a refusal."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.enclosures import NotConverged
from ntkproofs.kernels import ArcCosine, NeuralTangentKernel
from ntkproofs.smoothness import supremum


def test_interior_maximum_by_mpmath() -> None:
    found = supremum(NeuralTangentKernel(2), Fraction(1, 2), 4 / arb.pi(), 40)
    ctx = MultiprecisionArithmetic(60)
    mp = ctx.context

    def quotient(x: object) -> object:
        return (4 - 2 * (mp.sin(x) + 2 * (mp.pi - x) * mp.cos(x)) / mp.pi) / (2 * mp.sin(x / 2))

    point = mp.findroot(lambda x: mp.diff(quotient, x), 1.8)
    assert abs(mp.mpf(found.value.mid().str(45, radius=False)) - quotient(point)) < mp.mpf(10) ** -38
    assert found.value.rad() < 1e-40
    assert found.angle is not None


def test_control_a_wrong_limit_is_seen() -> None:
    # with the limit 3 declared at 0, larger than every value, nothing above it is left to be a maximum inside
    with pytest.raises(NotConverged):
        supremum(NeuralTangentKernel(2), Fraction(1, 2), arb(3), 10)


def test_refusals() -> None:
    with pytest.raises(NotConverged, match="alpha = 1/2 or 1"):
        supremum(ArcCosine(0), Fraction(1, 4), arb(1), 10)
