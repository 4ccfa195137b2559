from __future__ import annotations

from typing import Any

import pytest
from flint import arb, fmpq

from ntkproofs.arithmetic import UnsupportedOperation
from ntkproofs.enclosures.dialect import require_analytic_operators


@pytest.mark.parametrize(
    "f",
    [
        lambda ctx, z: 1 - 2 * z / ctx.pi + z**3 - z**-1,
        lambda ctx, z: arb(3) * z + fmpq(1, 2) / z,
        lambda ctx, z: ctx.power(ctx.sqrt(2), 3) * ctx.sinc(z) + ctx.hypergeometric([1], [2], z),
        lambda ctx, z: abs(ctx.rational(-1)) * z,
        lambda ctx, z: ctx.evaluate(lambda ctx, w: ctx.exp(w), z) * sum(ctx.cos(k * z) for k in range(3)),
    ],
)
def test_formulas_of_the_dialect_pass(f: Any) -> None:
    require_analytic_operators(f)


@pytest.mark.parametrize(
    "f",
    [
        lambda ctx, z: abs(z),
        lambda ctx, z: z ** ctx.rational(1, 2),
        lambda ctx, z: z**0.5,
        lambda ctx, z: ctx.rational(2) ** z,
        lambda ctx, z: z.sqrt(),
        lambda ctx, z: z.real,
        lambda ctx, z: z if z > 0 else -z,
        lambda ctx, z: z if z else 1,
        lambda ctx, z: ctx.surely_less(z, 0),
        lambda ctx, z: ctx.cos(abs(ctx.sin(z))),
    ],
)
def test_what_could_hide_a_branch_cut_is_refused(f: Any) -> None:
    with pytest.raises(UnsupportedOperation, match="branch cut could hide"):
        require_analytic_operators(f)
