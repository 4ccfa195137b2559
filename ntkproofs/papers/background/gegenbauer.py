"""What the Gegenbauer polynomials owe to their recurrence alone."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from ntkproofs.checks import Integers, Reals, definition, identity, positive, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

RELATIONS = "background.gegenbauer_relations"

_K, _D, _T = Symbol("k", positive=True), Symbol("d", positive=True), Symbol("t", real=True)


def polynomials(top: int, dim: Expr, argument: Expr) -> list[Expr]:
    r"""Return :math:`P_0, \dots, P_n` of dimension d by their recurrence, :math:`P_k(1) = 1`.

    >>> polynomials(2, sympy.Integer(3), Symbol("t"))[2]
    3*t**2/2 - 1/2
    """
    found = [sympy.Integer(1), sympy.sympify(argument)]
    for k in range(1, top):
        nxt = ((2 * k + dim - 2) * argument * found[k] - k * found[k - 1]) / (k + dim - 2)
        found.append(sympy.expand(nxt))
    return found


def _equation(shift: int, k: int) -> Step:
    """The differential equation of one degree, in every dimension."""
    p = polynomials(max(k, 2), _D, _T)[k]
    slope = sympy.diff(p, _T)
    left = (1 - _T**2) * sympy.diff(slope, _T) - (_D - 1) * _T * slope + k * (k + _D - 2 + shift) * p
    text = rf"$(1-t^2)P_{k}''-(d-1)tP_{k}'+{k}(k+d-{2 - shift})P_{k}=0$ at $k={k}$"
    return identity(left, sympy.Integer(0), {_D: Integers(2), _T: Reals(-1, 1)}, text=text, goal=True)


def _relations(shift: int) -> Derivation:
    k, d, t = _K, _D, _T
    before, here = sympy.symbols("A B", real=True)  # P_{k-1}(t), P_k(t)
    after = ((2 * k + d - 2) * t * here - k * before) / (k + d - 2)
    # (1-t^2) P_k' by the lower relation of degree k, (1-t^2) P_{k-1}' by the upper one of degree k-1.
    slope = k * (before - t * here)
    slope_before = (k + d - 3) * (t * before - here)
    slope_after = ((2 * k + d - 2) * ((1 - t**2) * here + t * slope) - k * slope_before) / (k + d - 2)
    # (1-t^2) d/dt of k (P_{k-1} - t P_k), and the term (d-3) t P_k'.
    second = k * (slope_before - (1 - t**2) * here - t * slope)
    return prove(
        definition(
            r"$P_0=1$, $P_1=t$, $(k+d-2)P_{k+1}=(2k+d-2)\,t\,P_k-k\,P_{k-1}$ for $k\ge1$; $w(t)=(1-t^2)^{(d-3)/2}$"
        ),
        [_equation(shift, degree) for degree in (1, 2, 3, 4)],
        reduction(
            r"In the steps below $A=P_{k-1}(t)$ and $B=P_k(t)$. Setting $t=1$, $A=B=1$ in the recurrence gives "
            r"$P_{k+1}(1)=1$; "
            r"replacing $t$ by $-t$ gives $P_{k+1}(-t)=(-1)^{k+1}P_{k+1}(t)$"
        ),
        identity(
            after.subs({t: 1, before: 1, here: 1}), sympy.Integer(1), text=r"$P_{k+1}(1)=1$ when $P_{k-1}(1)=P_k(1)=1$"
        ),
        identity(
            after.subs({t: -t, here: -here}, simultaneous=True),
            after,
            text=r"$P_{k+1}$ has the parity of $P_{k-1}$ when $P_k$ has the other one",
        ),
        identity(
            slope,
            (k + d - 2) * (t * here - after),
            text=r"$k(P_{k-1}-tP_k)=(k+d-2)(tP_k-P_{k+1})$: the lower and the upper relation say the same",
        ),
        identity(
            (2 * k + d - 2) * slope,
            k * (k + d - 2) * (before - after),
            text=r"and the same as $(2k+d-2)(1-t^2)P_k'=k(k+d-2)(P_{k-1}-P_{k+1})$",
        ),
        reduction(
            r"The relation holds for $k=1$: $(1-t^2)\cdot1=P_0-tP_1$. If it holds for $k-1$ and $k$, the derivative "
            r"of the "
            r"recurrence times $1-t^2$ gives it for $k+1$ (at $k=1$ the term of $P_0'=0$ is $(d-2)(t\cdot1-t)=0$)"
        ),
        identity(
            slope_after,
            (k + 1) * (here - t * after),
            text=r"$(1-t^2)P_{k+1}'=(k+1)(P_k-tP_{k+1})$, the induction step",
        ),
        identity(
            second - (d - 3) * t * slope + k * (k + d - 2) * (1 - t**2) * here,
            sympy.Integer(0),
            text=r"$(1-t^2)$ times $(1-t^2)P_k''-(d-1)tP_k'+k(k+d-2)P_k$ vanishes",
        ),
        reduction(
            r"Times $w$ the equation is $\bigl((1-t^2)^{(d-1)/2}P_k'\bigr)'=-k(k+d-2)\,wP_k$. Its integral over "
            r"$[-1,1]$ is zero, "
            r"for $(1-t^2)^{(d-1)/2}$ vanishes at $\pm1$: $\int P_kw=0$ for $k\ge1$, as $k(k+d-2)>0$"
        ),
        positive(k * (k + d - 2), {k: 1, d: 2}, text=r"$k(k+d-2)>0$ for $k\ge1$, $d\ge2$"),
    )


GEGENBAUER_RELATIONS = Claim(
    id=RELATIONS,
    label="Gegenbauer polynomials",
    statement=(
        r"For $d\ge2$ let $P_0=1$, $P_1=t$ and $(k+d-2)P_{k+1}=(2k+d-2)\,t\,P_k-k\,P_{k-1}$, $k\ge1$. Then for all "
        r"$k\ge1$: "
        r"$P_k(1)=1$, $P_k(-t)=(-1)^kP_k(t)$, $(2k+d-2)(1-t^2)P_k'=k(k+d-2)(P_{k-1}-P_{k+1})$, "
        r"$(1-t^2)P_k''-(d-1)tP_k'+k(k+d-2)P_k=0$, and $\int_{-1}^1P_k(t)(1-t^2)^{(d-3)/2}dt=0$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all k >= 1",
    check=_relations,
    parameters={"shift": 0},
    control=Control(
        r"$(1-t^2)P_k''-(d-1)tP_k'+k(k+d-1)P_k=0$; false for $P_1=t$, where the left side is $t$.", {"shift": 1}
    ),
)
