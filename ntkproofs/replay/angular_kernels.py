r"""Kernels as functions of the angle, on real balls and along complex paths, with their bound inside of a curve.

Why a curve is enough: on a simply connected region around [0, pi] let the angle of a layer be analytic. Then the real
parts of H and 1 - S of the next layer are harmonic; positive on the boundary they are positive inside, so the next
angle is analytic there as well. A bound of the kernel on the boundary holds inside by the maximum principle. Kernels
are real on the real axis, so the upper half of a symmetric curve is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .centred import Centred, Undetermined, ball, reached
from .errors import Rejected, shown

__all__ = ["Kernel", "along", "bound", "read_kernel", "value"]

#: ("tangent", layers, b), ("bias part", layers, 0) or ("laplace", 0, c), in numbers
Kernel = tuple[str, int, Fraction]
#: a piece of a curve: the point and the derivative at a ball of parameters in [0, 1]
Path = Callable[[Any], tuple[Any, Any]]

_DEEPEST = 64
_MOST = 40_000


def read_kernel(data: Any) -> Kernel:
    """Read a kernel of the closed list.

    >>> read_kernel({"kernel": "laplace", "rate": "1"})
    ('laplace', 0, Fraction(1, 1))
    """
    if not isinstance(data, dict):
        raise Rejected(f"a kernel was needed, {shown(data)!r} came")
    name, layers = data.get("kernel"), data.get("layers", 0)
    number = data.get("bias_squared" if name == "tangent" else "rate", "0")
    keys = {
        "tangent": {"kernel", "layers", "bias_squared"},
        "bias part": {"kernel", "layers"},
        "laplace": {"kernel", "rate"},
    }
    if not isinstance(name, str) or data.keys() != keys.get(name):
        raise Rejected(f"a kernel of the list was needed, {shown(data)!r} came")
    if not isinstance(layers, int) or isinstance(layers, bool) or not (name == "laplace" or 2 <= layers <= _DEEPEST):
        raise Rejected(f"a kernel with 2 to {_DEEPEST} layers was needed, {shown(layers)!r} came")
    try:
        parameter = Fraction(number) if isinstance(number, str) and len(number) < 100 else None
    except (ValueError, ZeroDivisionError):
        parameter = None
    if parameter is None or parameter < 0:
        raise Rejected(f"a fraction >= 0 was needed, {shown(number)!r} came")
    return name, layers, parameter


def value(kernel: Kernel, angle: Any) -> Any:
    """Return the kernel at a real ball of angles in (0, pi)."""
    import flint

    name, layers, number = kernel
    if name == "laplace":
        return (-2 * ball(number) * (angle / 2).sin()).exp()
    total = flint.arb(1) if name == "bias part" else angle.cos() + ball(number)
    for _ in range(layers - 1):
        image, weight = reached(angle), 1 - angle / flint.arb.pi()
        total = 1 + weight * total if name == "bias part" else weight * total + image.cos() + ball(number)
        angle = image
    return total


def along(kernel: Kernel, angle: Centred) -> Centred:
    """Return the kernel along a path of angles; raises `Undetermined` where it is not certainly analytic."""
    import flint

    name, layers, number = kernel
    if name == "laplace":
        return (angle.half_sine() * (-2 * ball(number))).exp()
    one = Centred(flint.acb(1), flint.acb(0), flint.acb(1), angle.width)
    total = one if name == "bias part" else angle.cos() + ball(number)
    for layer in range(layers - 1):
        weight = angle * (-1 / flint.arb.pi()) + 1
        # The last angle of the part of the bias is not needed, but the map of the layer is evaluated all the same.
        image = angle.reached() if name == "tangent" or layer < layers - 2 else angle
        total = weight * total + (1 if name == "bias part" else image.cos() + ball(number))
        angle = image
    return total


def bound(kernel: Kernel, paths: list[Path], weight: Callable[[Any], Any], slack: int | Fraction = 64) -> Any:
    """Return an upper bound of the modulus of the kernel times a weight on some paths, and so inside of the curve.

    `weight` is an upper bound on a box. A piece is halved until its bound is at most `slack` times the largest value
    met; raises `Undetermined` when the pieces are spent.
    """
    import flint

    pieces = [(path, Fraction(i, 32), Fraction(i + 1, 32)) for path in paths for i in range(32)]
    least = flint.arb(0)
    for path, low, high in pieces:
        least = least.max(_piece(kernel, path, weight, (low + high) / 2, (low + high) / 2))
    largest = flint.arb(0)
    for _ in range(_MOST):
        if not pieces:
            return largest.upper()
        path, low, high = pieces.pop()
        try:
            found = _piece(kernel, path, weight, low, high)
            if found <= ball(slack) * least:
                largest = largest.max(found)
                continue
        except Undetermined:
            if high - low < Fraction(1, 10**6):
                raise
        middle = (low + high) / 2
        least = least.max(_piece(kernel, path, weight, middle, middle))
        pieces += [(path, low, middle), (path, middle, high)]
    raise Undetermined("the boundary of a region was not covered")


def _piece(kernel: Kernel, path: Path, weight: Callable[[Any], Any], low: Fraction, high: Fraction) -> Any:
    import flint

    centre, width = ball((low + high) / 2), ball((high - low) / 2)
    start, _ = path(centre)
    box, slope = path(centre + width * flint.arb(0, 1))
    found = along(kernel, Centred.of(start, slope, width)).box.abs_upper() * weight(box)
    if not found.is_finite():
        raise Undetermined("the kernel is not certainly bounded on a piece of the boundary")
    return found.upper()
