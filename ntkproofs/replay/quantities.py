"""Numbers of kernels that a certificate only describes: eigenvalues, and weights on the slits.

They are computed anew, over FLINT's balls but with code of its own: complex covers are beyond mpmath.iv. The summary of
a replay names the claims that rest on them.
"""

from __future__ import annotations

from typing import Any

from mpmath import iv

from .angular_kernels import read_kernel
from .centred import at_bits, to_interval
from .eigenvalues import eigenvalue, reference
from .errors import Rejected, shown
from .integrals import integral
from .intervals import Intervals
from .quadratures import expectation
from .slits import from_degree, supremum, weight_at, weights
from .tilings import read_fraction
from .trees import read_tree

__all__ = ["described", "quantity"]

_KEYS = {
    "eigenvalue": {"dim", "degree", "accuracy", "over_reference"},
    "eigenvalues from a degree": {"dim", "degree", "height", "cells", "sign"},
    "slit weights": {"height", "cells", "sign"},
    "slit weight": {"height", "sign"},
    "supremum": {"height"},
    "up to": {"expression", "given"},
    "integral": {"integrand", "lower", "upper", "bits", "error"},
}
_LARGEST = {"dim": 1000, "degree": 400, "accuracy": 2000, "cells": 5000}


def described(data: Any, bits: int, intervals: Intervals) -> Any:
    """Return an interval of what a symbol stands for: a quantity of the list, or a Gaussian expectation."""
    if isinstance(data, dict) and data.get("kind") in _KEYS:
        return quantity(data, bits, intervals)
    return expectation(data, bits, intervals)


def quantity(data: Any, bits: int, intervals: Intervals) -> Any:
    """Return an interval that holds the quantity; raises `Rejected` for one outside of the list."""
    kind = data.get("kind") if isinstance(data, dict) else None
    about = {"kind"} if kind in ("integral", "up to") else {"kind", "kernel"}
    if not isinstance(kind, str) or data.keys() != {*about, *_KEYS.get(kind, ())} or kind not in _KEYS:
        raise Rejected(f"a quantity of the list was needed, {shown(data)!r} came")
    if kind == "integral":
        return integral(data, intervals)
    if kind == "up to":
        return _up_to(data, bits, intervals)
    for name, largest in _LARGEST.items():
        number, least = data.get(name, largest), {"dim": 2, "degree": 0}.get(name, 1)
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= largest:
            raise Rejected(f"{name} from {least} to {largest} was needed, {shown(number)!r} came")
    kernel, sign = read_kernel(data["kernel"]), data.get("sign", 1)
    if sign not in (1, -1) or isinstance(sign, bool):
        raise Rejected(f"a sign 1 or -1 was needed, {shown(sign)!r} came")
    if kind == "eigenvalue":
        return _eigenvalue(kernel, data)
    height = read_fraction(data["height"])
    if not 0 < height < 3:
        raise Rejected(f"a height in (0, 3) was needed, {height} came")
    if kind == "slit weight":
        return to_interval(weight_at(kernel, height, sign))
    if kind == "supremum":
        found = to_interval(supremum(kernel, height))
        return iv.mpf([0, found.b])
    if kind == "slit weights":
        return to_interval(weights(kernel, height, data["cells"], sign))
    if data["degree"] < 1:
        raise Rejected("the reference sequence starts at the degree 1")
    return to_interval(from_degree(kernel, height, data["cells"], sign, data["dim"], data["degree"]))


def _up_to(data: dict[str, Any], bits: int, intervals: Intervals) -> Any:
    """Return [0, X] for the value X of an expression that is not negative."""
    if not isinstance(data["given"], dict):
        raise Rejected("quantities by symbol were needed")
    values = {name: described(node, bits, intervals) for name, node in data["given"].items()}
    found = intervals.value(read_tree(data["expression"]), values)
    if not found.b >= 0:
        raise Rejected("a bound that is not negative was needed")
    return iv.mpf([0, found.b])


def _eigenvalue(kernel: Any, data: dict[str, Any]) -> Any:
    dim, degree, accuracy, over = (data[name] for name in ("dim", "degree", "accuracy", "over_reference"))
    if not isinstance(over, bool) or (over and degree < 1):
        raise Rejected("a quotient by the reference sequence starts at the degree 1")
    found = eigenvalue(kernel, dim, degree, accuracy)
    with at_bits(accuracy + 64):
        return to_interval(found / reference(dim, degree) if over else found)
