"""The abstract arithmetic: what is missing is refused in one sentence."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from ntkproofs.arithmetic import (
    Arithmetic,
    BallArithmetic,
    ExactArithmetic,
    Float64Arithmetic,
    MultiprecisionArithmetic,
    UnsupportedOperation,
)

FOUR = [ExactArithmetic, MultiprecisionArithmetic, BallArithmetic, Float64Arithmetic]


class Integers(Arithmetic):
    """An arithmetic with nothing but integers."""

    def convert(self, value: Any) -> int:
        return int(value)

    def rational(self, numerator: int, denominator: int = 1) -> int:
        return numerator // denominator

    @property
    def pi(self) -> int:
        raise self.missing("pi")


def test_the_base_class_is_abstract() -> None:
    with pytest.raises(TypeError):
        Arithmetic()  # type: ignore[abstract]


@pytest.mark.parametrize(
    "name",
    [
        "sqrt",
        "exp",
        "log",
        "log1p",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "gamma",
        "rgamma",
        "erf",
        "sqrt_nonnegative",
        "asin_unit",
        "acos_unit",
    ],
)
def test_a_missing_function_says_so(name: str) -> None:
    with pytest.raises(UnsupportedOperation, match=f"^Integers has no {name}; use another arithmetic$"):
        getattr(Integers(), name)(1)


def test_missing_functions_of_more_arguments_say_so() -> None:
    ctx = Integers()
    for call in (
        lambda: ctx.power(2, 3),
        lambda: ctx.power_nonnegative(2, 3),
        lambda: ctx.bessel_i(0, 1),
        lambda: ctx.hypergeometric([], [], 1),
        lambda: ctx.surely_less(0, 1),
        lambda: ctx.surely_positive(1),
    ):
        with pytest.raises(UnsupportedOperation, match=r"^Integers has no"):
            call()


@pytest.mark.parametrize("arithmetic", FOUR)
def test_the_four_are_final_and_complete(arithmetic: type[Arithmetic]) -> None:
    assert getattr(arithmetic, "__final__", False)
    for name, member in inspect.getmembers(Arithmetic, inspect.isfunction):
        if name.startswith("_") or name in ("missing", "evaluate", "working", "surely_positive", "surely_nonnegative"):
            continue
        assert getattr(arithmetic, name) is not member or name in ("sinc", "sinc_slope"), (
            f"{arithmetic} inherits {name}"
        )


@pytest.mark.parametrize("arithmetic", FOUR)
def test_an_integer_result_is_converted(arithmetic: type[Arithmetic]) -> None:
    ctx = arithmetic()
    assert type(ctx.evaluate(lambda ctx: 1)) is type(ctx.convert(1))


@pytest.mark.parametrize("arithmetic", FOUR)
def test_arithmetics_are_equal_by_their_parameters(arithmetic: type[Arithmetic]) -> None:
    assert arithmetic() == arithmetic()
    assert hash(arithmetic()) == hash(arithmetic())


def test_rigour_is_declared() -> None:
    assert [arithmetic.rigorous for arithmetic in FOUR] == [True, False, True, False]
