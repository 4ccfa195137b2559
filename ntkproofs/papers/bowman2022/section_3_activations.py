"""Section 3: which activations in common use are twice continuously differentiable with bounded derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy
from sympy import Expr, Integer, Rational, erf, exp, pi, sin, sqrt, tanh

from ntkproofs.checks import Reals, definition, identity, nonnegative_by_derivatives, positive, prove, reduction, value
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict

_X = sympy.Symbol("x", real=True)
_S = 1 / (1 + exp(-_X))
_PHI = exp(-(_X**2) / 2) / sqrt(2 * pi)
_SCALE, _ALPHA = Rational("1.0507009873554805"), Rational("1.6732632423543772")


@final
@dataclass(frozen=True)
class Joint:
    """Two smooth pieces of an activation that meet at a point."""

    left: Expr
    right: Expr
    at: Expr = sympy.S.Zero

    def jump(self, order: int) -> Expr:
        """The right derivative of an order less the left one."""
        return sympy.diff(self.right - self.left, _X, order).subs(_X, self.at)


_JOINTS = {
    "relu": Joint(Integer(0), _X),
    "leaky relu": Joint(_X / 100, _X),
    "elu": Joint(exp(_X) - 1, _X),
    "selu": Joint(_SCALE * _ALPHA * (exp(_X) - 1), _SCALE * _X),
    "softsign": Joint(_X / (1 - _X), _X / (1 + _X)),
    "hard tanh": Joint(_X, Integer(1), Integer(1)),
    "relu6": Joint(Integer(0), _X),
}
# Activations without joints, with their first and second derivatives written by bounded functions.
_GAUSSIAN = exp(-(_X**2) / 2)
_SMOOTH: dict[str, tuple[Expr, Expr, Expr]] = {
    "softplus": (sympy.log(1 + exp(_X)), _S, _S * (1 - _S)),
    "sigmoid": (_S, _S * (1 - _S), _S * (1 - _S) * (1 - 2 * _S)),
    "tanh": (tanh(_X), 1 - tanh(_X) ** 2, -2 * tanh(_X) * (1 - tanh(_X) ** 2)),
    "erf": (erf(_X), 2 / sqrt(pi) * exp(-(_X**2)), -4 / sqrt(pi) * _X * exp(-(_X**2))),
    "sine": (sin(_X), sympy.cos(_X), -sin(_X)),
    "gaussian": (_GAUSSIAN, -_X * _GAUSSIAN, _X**2 * _GAUSSIAN - _GAUSSIAN),
    "gelu": (
        _X * (1 + erf(_X / sqrt(2))) / 2,
        (1 + erf(_X / sqrt(2))) / 2 + _X * _PHI,
        2 * _PHI - _X**2 * _PHI,
    ),
    "swish": (_X * _S, _S + _X * _S * (1 - _S), 2 * _S * (1 - _S) + _X * _S * (1 - _S) * (1 - 2 * _S)),
}


def _twice(name: str) -> list[Step]:
    if name in _JOINTS:
        joint = _JOINTS[name]
        return [
            value(
                sympy.diff(joint.right, _X, j).subs(_X, joint.at),
                sympy.diff(joint.left, _X, j).subs(_X, joint.at),
                text=f"{name}: the derivatives of order {j} from both sides agree at {joint.at}",
                goal=True,
            )
            for j in range(3)
        ]
    omega, first, second = _SMOOTH[name]
    over = {_X: Reals()}
    return [
        identity(sympy.diff(omega, _X), first, over, text=rf"{name}: $\omega'={sympy.latex(first)}$", goal=True),
        identity(sympy.diff(first, _X), second, over, text=rf"{name}: $\omega''={sympy.latex(second)}$", goal=True),
    ]


def _bounds() -> list[Step]:
    y = sympy.Symbol("y", real=True)
    return [
        nonnegative_by_derivatives(
            exp(y) - y, y, Reals(0), text=r"$ye^{-y}\le1$ for $y\ge0$: with $y=x^2/2$, $x^2$, $|x|$"
        ),
        reduction(
            r"so $|x|^je^{-x^2/2}$, $|x|e^{-x^2}$ ($j\le2$; $|x|\le1+x^2$) and $|x|s(1-s)\le|x|e^{-|x|}$ are bounded; "
            r"$0<s<1$, $|\tanh|<1$, $|\mathrm{erf}|<1$, $|\sin|,|\cos|\le1$: every derivative listed is a sum of products of "
            r"bounded functions, and bounded derivatives make $\omega$ and $\omega'$ Lipschitz"
        ),
    ]


_PRINTED = ("softplus", "sigmoid", "tanh")


def _most(names: tuple[str, ...]) -> Derivation:
    return prove(
        definition(
            "at a joint of two smooth pieces the activation is twice continuously differentiable if the one-sided "
            "derivatives of orders 0, 1, 2 agree, and not if they do not"
        ),
        *(_twice(name) for name in names),
        _bounds(),
    )


MOST_ACTIVATIONS = Claim(
    id="bowman2022.sec3.most_activations",
    label="Section 3",
    statement=(
        r"Most activation functions except for ReLU satisfy Assumption 3.1 ($\omega\in C^2$ with $\omega$ and $\omega'$ "
        r"Lipschitz); read as: among the activations in common use (softplus, sigmoid, tanh, leaky ReLU, ELU, softsign) ReLU "
        r"is the only exception."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="bowman2022.derived.activation_list",
    scope="universal reading of a loose sentence; the three examples that follow it are correct",
    check=_most,
    parameters={"names": (*_PRINTED, "leaky relu", "elu", "softsign")},
    control=Control(r"Softplus, the sigmoid and tanh satisfy Assumption 3.1.", {"names": _PRINTED}),
)


def _list(smooth: tuple[str, ...], rough: tuple[str, ...]) -> Derivation:
    steps: list[Step] = []
    for name in rough:
        joint = _JOINTS[name]
        order = next(j for j in range(3) if joint.jump(j) != 0)
        text = f"{name}: the derivatives of order {order} from both sides differ at {joint.at}"
        steps.append(positive(joint.jump(order) ** 2, {}, text=text, goal=True))
    return prove(*(_twice(name) for name in smooth), _bounds(), steps)


ACTIVATION_LIST = Claim(
    id="bowman2022.derived.activation_list",
    label="Section 3",
    statement=(
        r"Softplus, the sigmoid and tanh satisfy Assumption 3.1; so do erf, sine, the Gaussian $e^{-x^2/2}$, GELU $x\Phi(x)$ and "
        r"swish $x/(1+e^{-x})$. Not $C^2$, hence outside: ReLU, leaky ReLU, ELU ($\alpha=1$), SELU, softsign, hard tanh, ReLU6."
    ),
    expected=Verdict.PROVED,
    scope="the listed functions with their usual parameters",
    check=_list,
    parameters={"smooth": tuple(_SMOOTH), "rough": tuple(_JOINTS)},
    control=Control(
        r"ELU with $\alpha=1$ is $C^2$; false, its second derivative jumps from 1 to 0 at 0.",
        {"smooth": ("softplus", "elu")},
    ),
)
