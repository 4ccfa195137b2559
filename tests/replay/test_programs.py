from __future__ import annotations

import pytest

from ntkproofs.arithmetic import dump_ball
from ntkproofs.checks import Computation, Computations, has_decimals
from ntkproofs.kernels import Conjugate, Gaussian, NeuralTangentKernel
from ntkproofs.replay import Rejected
from ntkproofs.replay.balls import read_ball
from ntkproofs.replay.intervals import working
from ntkproofs.replay.programs import run


@pytest.mark.parametrize("kernel", [NeuralTangentKernel(layers=4, bias=1), Conjugate(layers=3), Gaussian(c=1)], ids=str)
@pytest.mark.parametrize("part", [(0, 1), (1, 7), (1, 2), (1, 1)], ids=str)
def test_the_intervals_meet_the_balls(kernel, part):
    found = Computation(lambda ctx: kernel.kappa(ctx, ctx.pi * part[0] / part[1]))
    ball = found(200)
    with working(260) as intervals:
        interval = run(found.program(), intervals)
        outer = read_ball(dump_ball(ball))
        assert interval.delta < 1e-20
        assert interval.a <= outer.b
        assert outer.a <= interval.b


def test_steps_with_a_program(again):
    step = has_decimals(Computation(lambda ctx: ctx.sqrt(ctx.rational(2)) * ctx.pi), "4.442883")
    again(step)
    changed = [list(operation) for operation in step.data["program"]]
    changed[0] = ["rational", "3", "1"]
    with pytest.raises(Rejected, match="does not meet"):
        again(step, program=changed)


@pytest.mark.parametrize(
    "program",
    [
        [],
        [["pi"], ["mul", 0, 1]],
        [["pi"], ["mul", 0]],
        [["pi"], ["eval", 0]],
        [["pi"], ["sin", -1]],
        [["pi"], ["sin", True]],
        [["rational", "1", "0"]],
        [["pi"], ["acos_unit", 0]],
        [["rational", "0", "1"], ["pi"], ["divide", 1, 0]],
    ],
    ids=str,
)
def test_what_is_no_program_is_refused(program):
    with working(64) as intervals, pytest.raises(Rejected):
        run(program, intervals)


def test_several_steps_share_one_program(again):
    both = Computations(lambda ctx: [ctx.sqrt(2), ctx.sqrt(2) * ctx.pi])
    carrier = has_decimals(both[0], "1.41421", text="the root", goal=True)
    later = has_decimals(both[1].carried(carrier), "4.44288", text="times pi", goal=True)
    again(carrier)
    again(later, carrier)
    assert "program" not in later.data
    with pytest.raises(Rejected, match="no step before"):
        again(later)
    for place, why in ((0, "does not meet"), (7, "number of an operation"), (True, "number of an operation")):
        with pytest.raises(Rejected, match=why):
            again(later, carrier, value=place)


def test_a_program_is_not_mistaken_for_another_of_the_same_length(again):
    one, other = (
        has_decimals(Computation(lambda ctx, n=n: ctx.sqrt(n)), d, text=d) for n, d in ((2, "1.41"), (3, "1.73"))
    )
    again(one)
    again(other)
    with pytest.raises(Rejected, match="does not meet"):
        again(one, program=other.data["program"])
