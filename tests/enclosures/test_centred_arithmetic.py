from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from flint import acb, arb, fmpq

from ntkproofs.arithmetic import UnsupportedOperation
from ntkproofs.enclosures.centred_arithmetic import CentredArithmetic
from ntkproofs.enclosures.complex_arithmetic import ComplexBallArithmetic

CENTRED = CentredArithmetic(100)
PLAIN = ComplexBallArithmetic(100, analytic=False)

FORMULAS: dict[str, Any] = {
    name: (lambda ctx, z, name=name: getattr(ctx, name)(z))
    for name in (
        "exp",
        "sin",
        "cos",
        "tan",
        "sinh",
        "cosh",
        "tanh",
        "erf",
        "gamma",
        "rgamma",
        "sqrt",
        "log",
        "log1p",
        "asin",
        "acos",
        "atan",
        "sinc",
        "sinc_slope",
        "sqrt_nonnegative",
        "asin_unit",
        "acos_unit",
    )
}
FORMULAS |= {
    "power": lambda ctx, z: ctx.power(z, Fraction(2, 3)),
    "power text": lambda ctx, z: ctx.power(z, "0.25"),
    "cube": lambda ctx, z: ctx.power(z, 3) + z**2 + z**0,
    "quotient": lambda ctx, z: (1 + z * z) / (2 + z) - 1 / z + z / 3,
    "constants": lambda ctx, z: fmpq(1, 3) * z + arb(2) * z - (5 - z) * ctx.pi + ctx.sqrt(ctx.rational(2)),
    "inverse": lambda ctx, z: z**-2,
    "bessel_i": lambda ctx, z: ctx.bessel_i(Fraction(1, 2), z),
    "bessel_i integer": lambda ctx, z: ctx.bessel_i(1, z),
    "2F1": lambda ctx, z: ctx.hypergeometric([1, Fraction(1, 2)], [2], z),
    "0F1": lambda ctx, z: ctx.hypergeometric([], [Fraction(3, 2)], z),
    "nested": lambda ctx, z: ctx.asin(z * ctx.sqrt(1 - z / 3)) * ctx.exp(-z),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_values_of_points_lie_in_the_value_of_their_box(name: str) -> None:
    f = FORMULAS[name]
    rng = random.Random(name)
    met = 0
    for _ in range(80):
        centre = (rng.uniform(-1.5, 1.5), rng.uniform(-1.5, 1.5))
        radius = (2.0 ** rng.randint(-30, -1), 2.0 ** rng.randint(-30, -1))
        wide = CENTRED.enclose(f, acb(arb(centre[0], radius[0]), arb(centre[1], radius[1])))
        if not wide.is_finite():
            continue
        met += 1
        for _ in range(5):
            point = acb(
                arb(centre[0]) + arb(radius[0]) * rng.randint(-64, 64) / 64,
                arb(centre[1]) + arb(radius[1]) * rng.randint(-64, 64) / 64,
            )
            assert wide.overlaps(PLAIN.evaluate(f, point)), point
    assert met > 30


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("sqrt", (-1, 0)),
        ("log", (-1, 0)),
        ("power", (-1, 0)),
        ("log1p", (-2, 0)),
        ("asin", (2, 0)),
        ("acos", (-2, 0)),
        ("atan", (0, 2)),
        ("atan", (0, -2)),
        ("bessel_i", (-1, 0)),
        ("2F1", (2, 0)),
        ("gamma", (-1, 0)),
        ("tan", (1.5, 0)),
        ("inverse", (0, 0)),
        ("quotient", (0, 0)),
        ("asin_unit", (2, 0)),
        ("sqrt_nonnegative", (-1, 0)),
        ("nested", (3, 0)),
    ],
)
def test_the_mean_value_form_never_bridges_a_cut(name: str, box: tuple[float, float]) -> None:
    # on these boxes the middle and the slope may be finite, while the function jumps inside
    for radius in ("0.1", "0.01", "1e-20") if name != "tan" else ("0.1",):
        z = acb(arb(box[0], radius), arb(box[1], radius))
        assert not CENTRED.enclose(FORMULAS[name], z).is_finite()


def test_overestimation_is_quadratic_in_the_width() -> None:
    # z (1 - z) near 1/2 has slope 0
    f = lambda ctx, z: z * (1 - z)  # noqa: E731
    widths = [CENTRED.enclose(f, acb(arb((1, -1), (1, -n)), arb((0, 0), (1, -n)))).real.rad() for n in (6, 10)]
    assert widths[1] < widths[0] / 200


def test_constants_and_refusals() -> None:
    assert CENTRED.enclose(lambda ctx, z: 3, acb(1)).contains(3)
    for f in (lambda ctx, z: z ** Fraction(1, 2), lambda ctx, z: z + 0.5):
        with pytest.raises(UnsupportedOperation):
            CENTRED.enclose(f, acb(1))
    with pytest.raises(TypeError):
        CENTRED.enclose(lambda ctx, z: abs(z), acb(1))
