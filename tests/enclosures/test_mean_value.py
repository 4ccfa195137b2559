from __future__ import annotations

import pytest
from flint import acb, arb

from ntkproofs.arithmetic import BallArithmetic, UnsupportedOperation
from ntkproofs.enclosures.mean_value import centred, mean_value


def test_the_real_form_contains_every_value_and_shrinks_quadratically() -> None:
    f = lambda ctx, x: ctx.exp(x) * ctx.cos(3 * x) - x * x  # noqa: E731
    ctx = BallArithmetic(100)
    for exponent in range(-12, 1):
        box = arb((5, -4), (1, exponent))
        wide = centred(f, box, 100)
        for i in range(-8, 9):
            assert wide.overlaps(ctx.evaluate(f, arb((5, -4)) + arb((i, exponent - 3))))
    product = lambda ctx, x: x * (1 - x)  # noqa: E731
    narrow = centred(product, arb((1, -1), (1, -10)), 100)
    assert narrow.rad() < arb((1, -18))


def test_the_complex_form() -> None:
    z = acb(arb((1, 0), (1, -5)), arb((1, 0), (1, -5)))
    with BallArithmetic(100).working():
        wide = mean_value(acb.sqrt, 1 / (2 * z.sqrt()), z)
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                assert wide.overlaps(acb(1 + arb((i, -5)), 1 + arb((j, -5))).sqrt())


def test_no_jet_no_centred_form() -> None:
    with pytest.raises(UnsupportedOperation):
        centred(lambda ctx, x: abs(x), arb(1), 64)
