r"""Statements on convolutional feature maps held against declared samples: short signals, exact recursion, balls."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from flint import arb
from sympy import Rational

from ntkproofs.activations.rectified import arc_cosine
from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, instances, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .continuous_network import ITERATES, OPERATORS, SIGNALS, TANGENT_MAP
from .convolutional_recursion import layers
from .feature_maps import FEATURES
from .relu_kernels import KAPPA_0, KAPPA_1

EQUATION_8 = "bietti2019.eq8.tangent_gram"
TAPS = (Fraction(1, 4), Fraction(1, 2), Fraction(1, 4))
DEPTH, PAIRS, LENGTH = 2, 4, 3
_CTX = BallArithmetic(2400)


def pairs(seed: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield the declared number of pairs of signals with entries from -4 to 4 without 0."""
    source = random.Random(seed)
    entries = [n for n in range(-4, 5) if n]
    for _ in range(PAIRS):
        yield tuple(source.choices(entries, k=LENGTH)), tuple(source.choices(entries, k=LENGTH))


def _trace(gram: dict[tuple[int, int], arb]) -> arb:
    return sum((value for (u, v), value in gram.items() if u == v), arb(0))


def _gap(m: arb, x: arb, y: arb, least: arb, factor: Fraction) -> arb:
    """The right side of (12), times a factor, less the left one, from the squared distances."""
    right = _CTX.sqrt(least * _CTX.sqrt(x)) + _CTX.sqrt(x) + _CTX.sqrt(y)
    return _CTX.rational(factor.numerator, factor.denominator) * right - _CTX.sqrt(m)


def _on_signals(seed: int, factor: Fraction) -> Iterator[tuple[str, arb]]:
    for signals in pairs(seed):
        for k, found in enumerate(layers(signals, TAPS, DEPTH), start=1):
            with _CTX.working():
                x, y = ([_trace(gram) for gram in found[name]] for name in ("x", "y"))
                mixed = arb(0)
                for (u, v), product in found["x"][1].items():
                    if u == v:
                        norms = _CTX.sqrt(found["x"][0][u, u] * found["x"][2][u, u])
                        angle = _CTX.acos_unit(product / norms)
                        mixed += arc_cosine(_CTX, 0, angle) * found["y"][1][u, u] + norms * arc_cosine(_CTX, 1, angle)
                moved = x[0] + y[0] + x[2] + y[2] - 2 * mixed, x[0] + x[2] - 2 * x[1], y[0] + y[2] - 2 * y[1]
                # (12) with the smaller of the two norms holds exactly if it holds with each.
                gaps = [_gap(*moved, _CTX.sqrt(square), factor) for square in (y[0], y[2])]
            yield f"{signals}, k = {k}, with |y|", gaps[0]
            yield f"{signals}, k = {k}, with |y'|", gaps[1]


def _on_one_location(factor: Fraction) -> Iterator[tuple[str, arb]]:
    """Unit vectors at small angles: the recursion of the fully connected kernels."""
    with _CTX.working():
        for power in (1, 4, 8):
            rho = _CTX.cos(_CTX.rational(1, 10**power))
            tangent = rho
            for k in range(1, 11):
                angle = _CTX.acos_unit(rho)
                following = arc_cosine(_CTX, 1, angle)
                after = following + tangent * arc_cosine(_CTX, 0, angle)
                gap = _gap(
                    2 * (k + 1) - 2 * after, 2 - 2 * rho, 2 * k - 2 * tangent, _CTX.sqrt(_CTX.rational(k)), factor
                )
                yield f"one location, angle 1e-{power}, k = {k}", gap
                rho, tangent = following, after


def _printed_form(factor: Rational, seed: int) -> Derivation:
    share = Fraction(int(factor.p), int(factor.q))
    return prove(
        definition(
            rf"the sample: {PAIRS} pairs of signals on $\mathbb Z$ of length {LENGTH} with entries from $-4$ to $4$ without $0$, patches "
            rf"$\{{-1,0,1\}}$, $h=(\frac14,\frac12,\frac14)$, $k\le{DEPTH}$; and unit vectors at one location at the angles $10^{{-1}},10^{{-4}},"
            r"10^{-8}$, $k\le10$"
        ),
        rests_on(
            EQUATION_8,
            r"$\langle M[u],M'[u]\rangle=\kappa_0(\rho)\langle y[u],y'[u]\rangle+\|x[u]\|\|x'[u]\|\kappa_1(\rho)$",
        ),
        reduction(
            r"all squared distances are sums over locations of inner products, computed by the recursion as balls"
        ),
        instances(
            _on_one_location(share),
            text=rf"(12), its right side times ${factor}$, at one location",
            bits=2400,
            goal=True,
        ),
        instances(
            _on_signals(seed, share),
            text=rf"(12), its right side times ${factor}$, on the signals",
            bits=2400,
            goal=True,
        ),
    )


ITERATES_PRINTED_FORM = Claim(
    id="bietti2019.lemma10.iterates_printed_form",
    label="Lemma 10",
    statement=(
        r"The printed inequality (12), $\|M(x_k,y_k)-M(x'_k,y'_k)\|\le\sqrt{\min(\|y_k\|,\|y'_k\|)\|x_k-x'_k\|}+\|x_k-x'_k\|+\|y_k-y'_k\|$, "
        r"holds along the NTK iterates of two signals."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES, SIGNALS, TANGENT_MAP, ITERATES, OPERATORS),
    expected=Verdict.SUPPORTED,
    scope="declared random signals of length 3 on the lattice to depth 2 and one location to depth 10; no proof",
    check=_printed_form,
    parameters={"factor": Rational(1)},
    depends_on=(EQUATION_8,),
    random=True,
    control=Control(
        r"The same with half of the right side; false for one location, $k=10$, unit vectors at the angle $10^{-8}$ (ratio about $0.83$).",
        {"factor": Rational(1, 2)},
    ),
)
