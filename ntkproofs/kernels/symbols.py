r"""The variable of closed forms, and exact arithmetic on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sympy

    from ntkproofs.arithmetic.exact import ExactArithmetic


def t() -> sympy.Symbol:
    """The variable ``Symbol('t')`` of closed forms, the cosine of the angle."""
    import sympy

    return sympy.Symbol("t")


def acos_t() -> sympy.Expr:
    """The angle ``acos(t)``; SymPy turns its cosine into ``t`` and its sine into ``sqrt(1 - t**2)``."""
    import sympy

    return sympy.acos(t())


def exact() -> ExactArithmetic:
    """The arithmetic of closed forms."""
    from ntkproofs.arithmetic.exact import ExactArithmetic

    return ExactArithmetic()
