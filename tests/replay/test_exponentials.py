from __future__ import annotations

import pytest
from flint import arb_mat
from mpmath import iv

from ntkproofs.arithmetic import dump_ball
from ntkproofs.checks import Computation, has_decimals, matrix_exponential
from ntkproofs.replay import Rejected
from ntkproofs.replay.balls import read_ball
from ntkproofs.replay.exponentials import entry_of_exponential
from ntkproofs.replay.intervals import working

ENTRIES = [[3, 1, 0], [-1, 2, 5], [0, 4, -2]]


def test_the_entries_meet_those_of_flint():
    theirs = arb_mat(ENTRIES).exp()
    with working(120):
        flat = [iv.mpf(x) for row in ENTRIES for x in row]
        for i in range(3):
            for j in range(3):
                ours = entry_of_exponential([iv.mpf(i), iv.mpf(j), *flat])
                ball = read_ball(dump_ball(theirs[i, j]))
                assert ours.a <= ball.b
                assert ball.a <= ours.b
                assert ours.delta < 1e-25


def test_a_rotation_is_written_down_and_replayed(again):
    # exp([[0, -1], [1, 0]]) is the rotation by the angle 1.
    def cosine(ctx):
        zero, one = ctx.rational(0), ctx.rational(1)
        return matrix_exponential(ctx, [[zero, -one], [one, zero]])[0][0]

    step = has_decimals(Computation(cosine), "0.5403023", goal=True)
    assert step.data["program"][-1][0] == "expm"
    again(step)
    with pytest.raises(Rejected, match="does not meet"):
        again(step, program=[*step.data["program"][:-1], ["expm", 0, 1, *step.data["program"][-1][3:]]])


def test_places_and_shapes():
    with working(80):
        one = iv.mpf(1)
        for operands in ([], [one], [one, one, one, one], [one, one, one], [iv.mpf([0, 1]), one, one]):
            with pytest.raises(Rejected):
                entry_of_exponential(operands)
