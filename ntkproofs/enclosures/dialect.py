r"""A walk through a formula before it is trusted on complex boxes: only what keeps analyticity visible is let in."""

from __future__ import annotations

from typing import Any, NoReturn, final

from ntkproofs.arithmetic import BallArithmetic, UnsupportedOperation
from ntkproofs.enclosures.coordinates import Formula

__all__ = ["require_analytic_operators"]


@final
class _Probe:
    """A value that knows nothing but which operators it has met."""

    __slots__ = ()

    def _same(self, other: Any = None) -> _Probe:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same
    __neg__ = __pos__ = _same

    def __pow__(self, exponent: Any) -> _Probe:
        if not isinstance(exponent, int):
            _refuse(f"** with the exponent {exponent!r}", "use ctx.power")
        return self

    def __rpow__(self, base: Any) -> NoReturn:
        _refuse("** with a variable exponent", "write ctx.exp(y * ctx.log(x))")

    def __abs__(self) -> NoReturn:
        _refuse("abs()", "split the interval at the kink (breaks) and write the sign out")

    def __bool__(self) -> NoReturn:
        _refuse("a truth value", "a formula has no branches")

    def __lt__(self, other: Any) -> NoReturn:
        _refuse("a comparison", "a formula has no branches")

    __le__ = __gt__ = __ge__ = __lt__

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            # a library asking what this is, not the formula
            raise AttributeError(name)
        _refuse(f"the attribute {name!r} of a value", f"use ctx.{name}")


def _refuse(what: str, advice: str) -> NoReturn:
    raise UnsupportedOperation(
        f"complex boxes: a formula of ctx's functions, + - * / and integer powers was needed, "
        f"{what} came, behind which a branch cut could hide; {advice}"
    )


@final
class _ProbeArithmetic:
    """Every function of the arithmetic, answering a probe to a probe; constants stay balls."""

    def __getattr__(self, name: str) -> Any:
        member = getattr(BallArithmetic(64), name)
        if not callable(member):
            return member

        def function(*arguments: Any) -> Any:
            flat = [x for item in arguments for x in (item if isinstance(item, list | tuple) else [item])]
            if not any(type(x) is _Probe for x in flat):
                return member(*arguments)
            if name.startswith("surely_"):
                _refuse("a comparison", "a formula has no branches")
            return _Probe()

        return function

    def evaluate(self, formula: Formula, *arguments: Any) -> Any:
        return formula(self, *arguments)


def require_analytic_operators(f: Formula) -> None:
    r"""Raise :class:`~ntkproofs.arithmetic.UnsupportedOperation` unless ``f(ctx, z)`` stays within the safe dialect.

    ``abs(z)``, :math:`z^{1/2}` by the operator ``**`` and methods called on a value have no analytic flag: on a complex
    box they answer a finite value where the formula is not analytic, and an integral by quadrature would come out tight
    and wrong.  A formula has no branches, so that one walk with a probe sees every operation.

    >>> require_analytic_operators(lambda ctx, z: ctx.sqrt(1 + z**2))
    >>> require_analytic_operators(lambda ctx, z: abs(z))
    Traceback (most recent call last):
    ...
    ntkproofs.arithmetic.errors.UnsupportedOperation: complex boxes: ...
    """
    f(_ProbeArithmetic(), _Probe())
