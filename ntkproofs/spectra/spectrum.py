"""What `mercer` returns: eigenvalues with their multiplicities and enclosures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, final

from flint import arb, fmpz

from ntkproofs.arithmetic import BallArithmetic, dump_ball
from ntkproofs.polynomials.gegenbauer import multiplicity


@final
@dataclass(frozen=True, eq=False)
class Eigenvalue:
    r"""One eigenvalue :math:`\mu_k` of a zonal kernel.

    ``value`` is a decimal string, ``radius`` a decimal upper bound of its distance to :math:`\mu_k`, ``ball`` the
    enclosure as a ``flint.arb`` (``None`` for exact decimals and for uncertified values), ``exact`` a string that
    SymPy reads or ``None``. An uncertified value has radius ``None``: an error estimate is not a bound.
    """

    degree: int
    multiplicity: int
    exact: str | None
    value: str
    radius: str | None
    ball: arb | None

    @property
    def certified(self) -> bool:
        """Whether ``radius`` is a proved bound."""
        return self.radius is not None

    @property
    def decided(self) -> bool:
        """Whether the sign is known: the eigenvalue is exactly zero, or its enclosure leaves zero."""
        return self.value not in ("0", "nan") or self.exact == "0"

    def enclosure(self, bits: int = 200) -> arb:
        """A ball that contains the eigenvalue (an exact decimal becomes one).

        :raises ValueError: for an uncertified value, which nothing encloses.
        """
        if self.ball is not None:
            return self.ball
        if self.radius is None:
            raise ValueError(
                f"eigenvalue of degree {self.degree}: a certified value was needed, an uncertified one came"
            )
        return BallArithmetic(bits).convert(self.value)

    def document(self) -> dict[str, Any]:
        """The entry of ``ntkproofs.spectrum/1``; integers are written by FLINT, which has no limit on their length."""
        return {
            "degree": self.degree,
            "multiplicity": str(fmpz(self.multiplicity)),
            "exact": self.exact,
            "value": self.value,
            "radius": self.radius,
            "ball": None if self.ball is None else dump_ball(self.ball),
        }


@final
@dataclass(frozen=True, eq=False)
class Spectrum:
    r"""Eigenvalues of a kernel on :math:`S^{d-1}` with the uniform probability measure, in the order they were asked
    for.

    ``spectrum[k]`` is the eigenvalue of degree ``k``; iteration runs over the computed ones. ``notes`` say what a
    reader has to know: that analyticity was not established, that some values have no bound.
    """

    kernel: Any
    dim: int
    digits: int
    arithmetic: str
    eigenvalues: tuple[Eigenvalue, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Eigenvalue]:
        return iter(self.eigenvalues)

    def __len__(self) -> int:
        return len(self.eigenvalues)

    def __getitem__(self, degree: int) -> Eigenvalue:
        try:
            return self._by_degree[degree]
        except KeyError:
            raise KeyError(f"spectrum: degree {degree} was not computed; ask mercer for it") from None

    @cached_property
    def _by_degree(self) -> dict[int, Eigenvalue]:
        return {eigenvalue.degree: eigenvalue for eigenvalue in self.eigenvalues}

    def multiplicity(self, degree: int) -> int:
        """The dimension of the eigenspace of a degree, computed or not."""
        return multiplicity(self.dim, degree)

    def trace_partial(self) -> arb:
        r"""A ball for :math:`\sum_k N(d, k)\,\mu_k` over the computed degrees; all of them sum to :math:`\kappa(1)`."""
        bits = int(self.digits * 3.33) + 64
        with BallArithmetic(bits).working():
            total = arb(0)
            for eigenvalue in self.eigenvalues:
                total += eigenvalue.multiplicity * eigenvalue.enclosure(bits)
            return total

    def document(self) -> dict[str, Any]:
        """The data of ``ntkproofs.spectrum/1``: every number is a string; ``notes`` only where there are any."""
        document = {
            "schema": "ntkproofs.spectrum/1",
            "kernel": str(self.kernel),
            "dim": self.dim,
            "measure": "uniform probability",
            "digits": self.digits,
            "eigenvalues": [eigenvalue.document() for eigenvalue in self.eigenvalues],
        }
        return {**document, "notes": list(self.notes)} if self.notes else document
