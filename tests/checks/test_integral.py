from __future__ import annotations

from typing import Any

from flint import arb

from ntkproofs.checks import integral_within


def test_the_ball_holds_the_integral_and_the_error():
    def cosine(ctx: Any, x: Any, scale: Any) -> Any:
        return scale * ctx.cos(x)

    found = integral_within(
        cosine, lambda ctx: ctx.rational(3), 0, 1, lambda ctx: ctx.rational(1, 1000), bits=80, goal_bits=40
    )
    exact = 3 * arb(1).sin()
    ball = found(80)
    assert ball.contains(exact)
    assert abs(ball.rad() - arb("0.001")) < arb("1e-6")
    assert found.describe()["integrand"][-1][0] == "mul"
    assert found.describe()["error"] == [["rational", "1", "1000"]]
