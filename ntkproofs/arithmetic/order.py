r"""Three-valued order: a comparison of enclosures is true, false, or undecided, and undecided is not a truth value."""

from __future__ import annotations

import enum
from typing import final

from ntkproofs.arithmetic.errors import UndecidedComparison


@final
class Ternary(enum.Enum):
    r"""The answer to a comparison: ``YES``, ``NO``, or ``UNDECIDED``.

    ``NO`` means *surely not*: the opposite inequality is established.  Kleene's strong logic connects answers with
    ``~``, ``&`` and ``|``.  ``bool()`` of an undecided answer raises
    :class:`~ntkproofs.arithmetic.UndecidedComparison`, so that an undecided comparison cannot pass for a false one.

    >>> Ternary.YES & Ternary.UNDECIDED, Ternary.NO & Ternary.UNDECIDED
    (Ternary.UNDECIDED, Ternary.NO)
    """

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"

    def __repr__(self) -> str:
        return f"Ternary.{self.name}"

    def __bool__(self) -> bool:
        if self is Ternary.UNDECIDED:
            raise UndecidedComparison(
                "comparison: a decided answer was needed, the enclosures overlap; raise the precision or test "
                "`is Ternary.YES`"
            )
        return self is Ternary.YES

    def __invert__(self) -> Ternary:
        if self is Ternary.UNDECIDED:
            return self
        return Ternary.NO if self is Ternary.YES else Ternary.YES

    def __and__(self, other: Ternary) -> Ternary:
        if self is Ternary.NO or other is Ternary.NO:
            return Ternary.NO
        if self is Ternary.YES and other is Ternary.YES:
            return Ternary.YES
        return Ternary.UNDECIDED

    def __or__(self, other: Ternary) -> Ternary:
        return ~(~self & ~other)


def decided(less: object, not_less: object) -> Ternary:
    """The answer for two one-sided tests, of which at most one can hold; neither (overlap, NaN) is undecided.

    >>> decided(False, False)
    Ternary.UNDECIDED
    """
    # The tests are compared with `is True`, never negated: on NaN every comparison is False.
    if less is True:
        return Ternary.YES
    if not_less is True:
        return Ternary.NO
    return Ternary.UNDECIDED
