from __future__ import annotations

import pytest
from flint import arb

from ntkproofs.arithmetic import dump_ball
from ntkproofs.replay import Rejected
from ntkproofs.replay.balls import read_ball
from ntkproofs.replay.intervals import working


def test_a_ball_is_read_with_its_radius():
    with working(200):
        found = read_ball(dump_ball(arb("1.5", "0.25")))
        assert found.a <= 1.25
        assert found.b >= 1.75
        assert found.delta < 0.51


@pytest.mark.parametrize("text", ["", "1 2 3", "g 0 0 0", "0 -1 0 0", "1 0 0 -1", "1 0 -1 0", "1 fffffff 0 0", None])
def test_what_is_no_finite_ball_is_refused(text: object):
    with pytest.raises(Rejected):
        read_ball(text)
