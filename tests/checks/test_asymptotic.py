from __future__ import annotations

from sympy import Rational, Symbol

from ntkproofs.checks import approaches
from ntkproofs.claims import Status

k, d = Symbol("k"), Symbol("d")


def statuses(*arguments, **options):
    return [step.status for step in approaches(*arguments, **options)]


def test_a_rate_with_its_constant():
    expr = (2 * k**2 + 1) / (k**2 + k)  # 2 - 2/k + 3/k^2 - ...
    assert statuses(expr, k, 2, constant=2, order=1, start=1) == [Status.HOLDS, Status.HOLDS]
    above, below = approaches(expr, k, 2, constant=1, order=1, start=1)
    assert above.status is Status.HOLDS
    assert below.witness.startswith("at k = ")
    # The order is exact: with k^-2 no constant serves for ever.
    assert statuses(expr, k, 2, constant=5, order=2, start=1)[1] is Status.FAILS


def test_a_wrong_limit_fails():
    assert Status.FAILS in statuses(k / (k + 1), k, Rational(1, 2), constant=1, order=1, start=1)


def test_other_parameters_have_their_corner():
    assert statuses(k / (k + d), k, 1, constant=d, order=1, start=1, corner={d: 2}) == [Status.HOLDS, Status.HOLDS]
