"""Eigenvalues from fractions, balls and multiprecision numbers: which digits are printed, and with which radius."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from ntkproofs.arithmetic import BallArithmetic, decimal
from ntkproofs.spectra.spectrum import Eigenvalue


def zero(degree: int, multiplicity: int) -> Eigenvalue:
    """The eigenvalue that is zero by an exact argument."""
    return Eigenvalue(degree, multiplicity, "0", "0", "0", None)


def from_fraction(
    degree: int, multiplicity: int, exact: str | None, number: Fraction, digits: int
) -> Eigenvalue | None:
    """The eigenvalue that is a decimal of at most ``digits`` digits, ``None`` where it is not."""
    value, radius = decimal(number, digits)
    return Eigenvalue(degree, multiplicity, exact, value, "0", None) if radius == "0" else None


def from_ball(degree: int, multiplicity: int, exact: str | None, ball: arb, digits: int) -> Eigenvalue:
    """The eigenvalue in a ball; a ball that does not leave zero is reported with value 0 and its radius, never as
    zero."""
    try:
        value, radius = decimal(ball, digits, strict=False)
    except OverflowError:
        value, radius = _tiny(ball, digits)
    if value == "0":
        exact = None
    return Eigenvalue(degree, multiplicity, exact, value, radius, ball)


def from_multiprecision(degree: int, multiplicity: int, exact: str | None, number: Any, digits: int) -> Eigenvalue:
    """The uncertified eigenvalue: digits without a radius; ``nan`` where not even one is agreed on."""
    import mpmath

    if digits < 1:
        return Eigenvalue(degree, multiplicity, None, "nan", None, None)
    value = mpmath.nstr(number, digits, min_fixed=-5, max_fixed=max(digits, 1), strip_zeros=False)
    return Eigenvalue(degree, multiplicity, exact, value, None, None)


def _tiny(ball: arb, digits: int) -> tuple[str, str]:
    """Value and radius of a ball whose exponent is too long for fractions."""
    with BallArithmetic(int(digits * 3.33) + 64).working():
        value = ball.str(digits, radius=False)
        error = (ball - arb(value)).abs_upper()
        exponent = int((error.log() / arb(10).log()).upper().ceil().unique_fmpz() or 0) + 1
        # error <= 10^exponent holds with a decade to spare; it is compared again all the same.
        if not error < arb(10) ** exponent:
            raise ArithmeticError(
                f"digits: the radius {error} could not be bounded by a power of ten; raise the precision"
            )
        return value, f"1e{exponent}"
