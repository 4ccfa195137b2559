"""Corollary 3.7: by which powers of the width and of the number of samples the squared distance falls, simulated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ntkproofs.checks import definition, prove
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .circle import TARGET_TEXT
from .setting import OPERATORS
from .shallow_training import runs
from .study_exponents import KERNELS, exponents, falls_below

_SIZES, _MANY, _DRAWS = (64, 256, 1024), 4096, 60


def _powers(power: Fraction, seed: int) -> Iterator[Step]:
    wide = (runs(width, _DRAWS, seed, (1.0,), samples=_MANY) for width in _SIZES)
    found = exponents(_SIZES, [[run.moments[1.0].full for run in cell] for cell in wide])
    what = rf"{KERNELS[False]}, $n={_MANY}$, $m=64,256,1024$: the squared distance"
    yield falls_below(found, power, what, "m", seed=seed)
    large = (runs(_SIZES[-1], _DRAWS, seed, (1.0,), samples=size) for size in _SIZES)
    found = exponents(_SIZES, [[run.moments[1.0].full_start for run in cell] for cell in large])
    what = rf"{KERNELS[True]}, $m={_SIZES[-1]}$, $n=64,256,1024$: the squared distance"
    yield falls_below(found, power, what, "n", seed=seed)


def _fall(power: Fraction, seed: int) -> Derivation:
    return prove(
        definition(
            rf"squared distance $\|r_1-e^{{-T_K}}r_0\|^2$ of shallow softplus networks on the circle, {TARGET_TEXT}, antisymmetric "
            rf"initialisation, {_DRAWS} independent draws of each size; slopes of its logarithm, one a draw"
        ),
        _powers(power, seed),
    )


POWERS = Claim(
    id="bowman2022.derived.simulated_powers",
    label="Corollary 3.7",
    statement=(
        r"In simulations of the shallow softplus network on the circle the squared distance to the ideal dynamics at $t=1$ falls in "
        r"the mean faster than the $\epsilon$ that the requirements $m=\tilde\Omega(T^4/\epsilon^2)$, $n=\tilde\Omega(T^2/\epsilon^2)$ "
        rf"allow: faster than $m^{{-1/2}}$ with $K=K^\infty$ and $n={_MANY}$, faster than $n^{{-1/2}}$ with $K=K_0$ and "
        rf"$m={_SIZES[-1]}$."
    ),
    hypotheses=(OPERATORS,),
    expected=Verdict.SUPPORTED,
    scope="one architecture, one target, one time, sizes 64 to 1024",
    check=_fall,
    parameters={"power": Fraction(-1, 2)},
    heavy=True,
    random=True,
    control=Control(r"They fall faster than $m^{-3/2}$ and $n^{-3/2}$.", {"power": Fraction(-3, 2)}),
)
