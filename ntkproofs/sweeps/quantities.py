"""The values of a unit of work as JSON data of strings: eigenvalues, laws of decay, bounds, constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ntkproofs.kernels import parse
from ntkproofs.smoothness import smoothness
from ntkproofs.spectra import decay, mercer
from ntkproofs.spectra.two_sided import NotBounded, two_sided

if TYPE_CHECKING:
    from .units import Point, Unit


def values(unit: Unit) -> dict[Point, dict[str, Any]]:
    """Return the value of every point of a unit; conditions and notes stand in each, for a row is read alone.

    :raises ValueError: where the quantity does not exist for the kernel.
    """
    return {"spectrum": _spectrum, "decay": _decay, "bounds": _bounds, "smoothness": _smoothness}[unit.quantity](unit)


def _spectrum(unit: Unit) -> dict[Point, dict[str, Any]]:
    assert unit.dim is not None
    assert unit.digits is not None
    degrees = [point for point in unit.points if isinstance(point, int)]
    spectrum = mercer(parse(unit.kernel), unit.dim, degrees, unit.digits, unit.arithmetic)
    notes = {"notes": list(spectrum.notes)} if spectrum.notes else {}
    found: dict[Point, dict[str, Any]] = {}
    for eigenvalue in spectrum:
        document = {**eigenvalue.document(), **notes}
        degree = document.pop("degree")
        # A value that is no number is none: the row says why instead.
        found[degree] = {"reason": f"no value: {notes['notes'][-1]}"} if document["value"] == "nan" else document
    return found


def _decay(unit: Unit) -> dict[Point, dict[str, Any]]:
    assert unit.dim is not None
    assert unit.digits is not None
    law = decay(parse(unit.kernel), unit.dim, unit.digits)
    parities = {"even": law.even, "odd": law.odd}
    return {
        name: {**parities[str(name)].document(unit.digits), "conditions": list(law.conditions)} for name in unit.points
    }


def _bounds(unit: Unit) -> dict[Point, dict[str, Any]]:
    assert unit.dim is not None
    try:
        document = two_sided(parse(unit.kernel), unit.dim).document()
    except NotBounded as refusal:
        raise ValueError(str(refusal)) from None
    rest = {name: document[name] for name in ("reference", "split", "conditions")}
    return {parity: {**document[str(parity)], **rest} for parity in unit.points}


def _smoothness(unit: Unit) -> dict[Point, dict[str, Any]]:
    assert unit.digits is not None
    document = smoothness(parse(unit.kernel), unit.digits).document()
    return {None: {name: document[name] for name in document if name not in ("schema", "kernel", "digits")}}
