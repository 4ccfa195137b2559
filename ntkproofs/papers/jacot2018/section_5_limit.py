"""Section 5: the trajectory along the eigenspaces and the signs of its decomposition."""

from __future__ import annotations

import sympy
from sympy import exp

from ntkproofs.checks import (
    Reals,
    definition,
    identity,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

from .section_5_flow import ODE_ID
from .setting import DATA, POSITIVE, RATE, TIME, exponential_decay

DELTA_ID = "jacot2018.s5.delta_sign_corrected"
FINF_DELTA_ID = "jacot2018.s5.finf_delta_corrected"

_START, _TARGET = sympy.symbols("f_0 f_*", real=True)
_PAIR = {_START: Reals(), _TARGET: Reals()}
_EIGENSPACES = r"$\Delta^0$ in the null space of $\Pi$, $\Delta^i$ in the eigenspace of $\lambda_i>0$"


def _trajectory(direction: int, null_sign: int, rest_sign: int) -> list[Step]:
    delta = direction * (_TARGET - _START)
    name = r"f^*-f_0" if direction == 1 else r"f_0-f^*"
    return [
        rests_on(
            ODE_ID,
            r"$f_t=f^*+e^{-t\Pi}(f_0-f^*)$, and $e^{-t\Pi}$ is $e^{-t\lambda_i}$ on the eigenspace of $\lambda_i$",
        ),
        definition(rf"$\Delta$ is the part of ${name}$ in one eigenspace, $f_0,f^*$ the parts of $f_0,f^*$ there"),
        identity(
            _TARGET + (_START - _TARGET),
            _TARGET + null_sign * delta,
            _PAIR,
            text=rf"null space: $f_t=f_0$ is $f^*{null_sign:+d}\cdot\Delta^0$",
            goal=True,
        ),
        identity(
            _TARGET + exp(-TIME * RATE) * (_START - _TARGET),
            _TARGET + rest_sign * exp(-TIME * RATE) * delta,
            {**_PAIR, TIME: Reals(0), RATE: POSITIVE},
            text=rf"$\lambda_i>0$: $f_t=f^*+e^{{-t\lambda_i}}(f_0-f^*)$ is $f^*{rest_sign:+d}\cdot e^{{-t\lambda_i}}\Delta^i$",
            goal=True,
        ),
    ]


def _delta(direction: int, null_sign: int, rest_sign: int) -> Derivation:
    return prove(_trajectory(direction, null_sign, rest_sign))


DELTA_SIGN = Claim(
    id="jacot2018.s5.delta_sign",
    label="Section 5",
    printed=True,
    statement=(
        r"Decompose $f^*-f_0=\Delta^0+\Delta^1+\dots+\Delta^{Nn_L}$ along the eigenspaces of $\Pi$ "
        rf"({_EIGENSPACES}). Then the trajectory is $f_t=f^*+\Delta^0+\sum_ie^{{-t\lambda_i}}\Delta^i$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=DELTA_ID,
    scope="witness: t = 0, any f_0 != f^*. One sign slip with s5.finf_delta: f_0 - f* is meant; list them as one",
    check=_delta,
    parameters={"direction": 1, "null_sign": 1, "rest_sign": 1},
    depends_on=(ODE_ID,),
    control=Control(r"The same for the decomposition of $f_0-f^*$, which is right.", {"direction": -1}),
)


def _delta_corrected(null_sign: int, rest_sign: int) -> Derivation:
    delta = _START - _TARGET
    return prove(
        _trajectory(-1, null_sign, rest_sign),
        _trajectory(1, -null_sign, -rest_sign),
        exponential_decay(),
        identity(
            _TARGET + 0 * delta,
            _START - delta,
            _PAIR,
            text=r"$\lambda_i>0$: the limit $f^*$ is $f_0-\Delta^i$",
            goal=True,
        ),
        identity(
            _TARGET + delta, _START - 0 * delta, _PAIR, text=r"null space: the limit $f^*+\Delta^0$ is $f_0$", goal=True
        ),
        identity(
            _TARGET,
            _START + (_TARGET - _START),
            _PAIR,
            text=r"with the other sign: $f^*=f_0+\Delta^i$, $f_0=f^*-\Delta^0$",
            goal=True,
        ),
    )


DELTA_SIGN_CORRECTED = Claim(
    id=DELTA_ID,
    label="Section 5",
    statement=(
        r"If $f_0-f^*=\Delta^0+\sum_i\Delta^i$ along the eigenspaces of $\Pi$, then $f_t=f^*+\Delta^0+\sum_ie^{-t\lambda_i}\Delta^i$ and "
        r"$f_\infty=f^*+\Delta^0=f_0-\sum_i\Delta^i$. (Equivalently, with $f^*-f_0=\Delta^0+\sum_i\Delta^i$: "
        r"$f_t=f^*-\Delta^0-\sum_ie^{-t\lambda_i}\Delta^i$, $f_\infty=f^*-\Delta^0=f_0+\sum_i\Delta^i$.)"
    ),
    hypotheses=(DATA, _EIGENSPACES),
    expected=Verdict.PROVED,
    scope="all diagonalisable Pi with non-negative spectrum",
    check=_delta_corrected,
    parameters={"null_sign": 1, "rest_sign": 1},
    depends_on=(ODE_ID,),
    control=Control(r"A mixed sign, $f^*+\Delta^0-\sum_ie^{-t\lambda_i}\Delta^i$; false at $t=0$.", {"rest_sign": -1}),
)


def _finf_delta(direction: int) -> Derivation:
    delta = direction * (_TARGET - _START)
    return prove(
        rests_on(ODE_ID, r"$f_t=f^*+e^{-t\Pi}(f_0-f^*)$"),
        exponential_decay(),
        reduction(r"so $f_\infty$ is $f_0$ in the null space of $\Pi$ and $f^*$ in the eigenspaces of $\lambda_i>0$"),
        identity(_START, _TARGET + delta, _PAIR, text=r"null space: $f_0=f^*+\Delta^0$", goal=True),
        identity(_TARGET, _START - delta, _PAIR, text=r"$\lambda_i>0$: $f^*=f_0-\Delta^i$", goal=True),
    )


FINF_DELTA = Claim(
    id="jacot2018.s5.finf_delta",
    label="Section 5",
    printed=True,
    statement=(
        r"With $f^*-f_0=\Delta^0+\sum_i\Delta^i$ along the eigenspaces of $\Pi$ and $K$ positive definite on the data: "
        r"$f_\infty=f^*+\Delta^0=f_0-\sum_i\Delta^i$."
    ),
    hypotheses=(DATA, _EIGENSPACES),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=FINF_DELTA_ID,
    scope="witness: f_0 = 0 and f* = 1 in one eigenspace. One sign slip with s5.delta_sign: f_0 - f* is meant; list them as one",
    check=_finf_delta,
    parameters={"direction": 1},
    depends_on=(ODE_ID,),
    control=Control(r"The same for the decomposition of $f_0-f^*$, which is right.", {"direction": -1}),
)

FINF_DELTA_CORRECTED = Claim(
    id=FINF_DELTA_ID,
    label="Section 5",
    statement=(
        r"With $f_0-f^*=\Delta^0+\sum_i\Delta^i$ along the eigenspaces of $\Pi$ (null space and $\lambda_i>0$): "
        r"$f_\infty=\lim_{t\to\infty}f_t=f^*+\Delta^0=f_0-\sum_i\Delta^i$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all diagonalisable Pi with non-negative spectrum",
    check=_finf_delta,
    parameters={"direction": -1},
    depends_on=(ODE_ID,),
    control=Control(r"The same with the decomposition of $f^*-f_0$; false.", {"direction": 1}),
)
