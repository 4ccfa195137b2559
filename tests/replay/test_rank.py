from __future__ import annotations

import pytest
import sympy

from ntkproofs.checks import rank
from ntkproofs.replay import Rejected

STEP = rank(sympy.Matrix([[1, 2, 3], [2, 4, 6], [1, 0, sympy.Rational(1, 3)]]), 2)


def test_ranks(again):
    again(STEP)
    again(rank(sympy.eye(2), 1))
    for changes, why in (
        ({"rank": 3}, "the rank is 2"),
        ({"matrix": [["1", "2"], ["2", "5"]], "rank": 1}, "the rank is 2"),
        ({"matrix": [["1", "2"], ["2"]]}, "equal rows"),
        ({"matrix": [["1.5.2"]]}, "a fraction"),
    ):
        with pytest.raises(Rejected, match=why):
            again(STEP, **changes)
