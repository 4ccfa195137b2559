r"""Section 3.3, second example: the soft-plus activation."""

from __future__ import annotations

import sympy

from ntkproofs.checks import GaussianExpectation, definition, has_decimals, identity, prove, reduction, rests_on, within
from ntkproofs.claims import Claim, Control, Derivation, Nature, Step, Verdict
from ntkproofs.enclosures import PolynomialGrowth

from .proposition_9 import GAMMAS, HERMITE, OPTIMAL_CONSTANT, STEIN
from .section_3_3_activation import K_SIGMA

BITS = 200
SOFTPLUS = r"For the soft-plus $\sigma(u)=\log(1+e^u)$"

_U = sympy.Symbol("u", real=True)
_LOGISTIC = 1 / (1 + sympy.exp(-_U))
_G = sympy.symbols("gamma_0:3", positive=True)
#: gamma_j = E sigma^(j)(U)^2 by sigma' = s and sigma'' = s (1 - s) = s(u) s(-u).
GAMMA = {
    _G[0]: GaussianExpectation(sympy.log(1 + sympy.exp(_U)) ** 2, _U, PolynomialGrowth(1, 2)),
    _G[1]: GaussianExpectation(_LOGISTIC**2, _U, PolynomialGrowth(1, 0)),
    _G[2]: GaussianExpectation(_LOGISTIC**2 * _LOGISTIC.subs(_U, -_U) ** 2, _U, PolynomialGrowth(1, 0)),
}


def _integrals() -> list[Step]:
    u, logistic = _U, _LOGISTIC
    return [
        definition(rf"{GAMMAS}, $s(u)=1/(1+e^{{-u}})$"),
        identity(sympy.diff(sympy.log(1 + sympy.exp(u)), u), logistic, text=r"$\sigma'=s$"),
        identity(sympy.diff(logistic, u), logistic * logistic.subs(u, -u), text=r"$\sigma''(u)=s(u)\,s(-u)$"),
        within(sympy.log(2), 0, 1, text=r"$\log2\le1$"),
        reduction(
            r"$1+e^u\le2e^{|u|}$, so $0\le\sigma(u)\le\log2+|u|\le1+|u|$, and $0\le s\le1$: with these bounds of the "
            r"integrands the Gaussian tails are explicit"
        ),
    ]


def _gammas(printed: tuple[str, str, str]) -> Derivation:
    return prove(
        _integrals(),
        (
            has_decimals(_G[j], digits, given=GAMMA, bits=BITS, text=rf"$\gamma_{j}\approx{digits}$", goal=True)
            for j, digits in enumerate(printed)
        ),
    )


GAMMAS_PRINTED = Claim(
    id="bietti2019.section33.softplus_gammas",
    label="Section 3.3",
    printed=True,
    statement=rf"{SOFTPLUS}: $(\gamma_0,\gamma_1,\gamma_2)\approx(2.31,0.74,0.11)$ to the printed digits, {GAMMAS}.",
    expected=Verdict.REFUTED,
    nature=Nature.ERROR,
    corrected_by="bietti2019.section33.softplus_gammas_value",
    scope="all three numbers, tolerance half a unit of the last printed digit",
    check=_gammas,
    parameters={"printed": ("2.31", "0.74", "0.11")},
    control=Control(
        r"$(\gamma_0,\gamma_1,\gamma_2)\approx(0.92,0.29,0.04)$ to these digits.", {"printed": ("0.92", "0.29", "0.04")}
    ),
)

_TRUE = (
    "0.921245908859300278677248686821363397395587019",
    "0.293379035858092962737649171281901159423718288",
    "0.0448362413501943717925826582949773536280399347",
)


def _gammas_value(gamma_1: str) -> Derivation:
    digits = (_TRUE[0], gamma_1, _TRUE[2])
    return prove(
        _gammas(digits),
        (
            has_decimals(
                sympy.sqrt(2 * sympy.pi) * _G[j],
                text,
                given=GAMMA,
                bits=BITS,
                text=rf"$\sqrt{{2\pi}}\,\gamma_{j}\approx{text}$, the printed number",
                goal=True,
            )
            for j, text in enumerate(("2.31", "0.74", "0.11"))
        ),
    )


GAMMAS_VALUE = Claim(
    id="bietti2019.section33.softplus_gammas_value",
    label="Section 3.3",
    statement=(
        rf"{SOFTPLUS} the constants {GAMMAS} are, to the digits given, $\gamma_0={_TRUE[0]}$, $\gamma_1={_TRUE[1]}$, "
        rf"$\gamma_2={_TRUE[2]}$; multiplied by $\sqrt{{2\pi}}$ they round to the printed $(2.31,0.74,0.11)$."
    ),
    expected=Verdict.CERTIFIED,
    scope="the three integrals over the real line",
    check=_gammas_value,
    parameters={"gamma_1": _TRUE[1]},
    control=Control(
        r"$\gamma_1=1/4+\gamma_2=0.29483624135019437179\ldots$; the enclosure of $\gamma_1$ excludes it.",
        {"gamma_1": "0.29483624135019437179"},
    ),
)


# The two branches are separated by balls in the claim itself; the larger one is the first.
_PROPOSITION_9 = sympy.sqrt(_G[0] + _G[1])
_BEST = sympy.sqrt(2 * _G[1] + _G[2])


def _branches() -> Step:
    gap = (_G[0] + _G[1]) - (2 * _G[1] + _G[2])
    text = r"$(\gamma_0+\gamma_1)-(2\gamma_1+\gamma_2)>0$"
    return within(gap, "0.58303", "0.58304", given=GAMMA, bits=BITS, text=text, goal=True)


def _constant(printed: str) -> Derivation:
    return prove(
        _integrals(),
        _branches(),
        reduction(r"so Proposition 9 gives $\sqrt{\gamma_0+\gamma_1}$"),
        has_decimals(
            _PROPOSITION_9,
            printed,
            given=GAMMA,
            bits=BITS,
            text=rf"$\sqrt{{\gamma_0+\gamma_1}}\approx{printed}$",
            goal=True,
        ),
    )


CONSTANT_PRINTED = Claim(
    id="bietti2019.section33.softplus_constant",
    label="Section 3.3",
    printed=True,
    statement=(
        rf"{SOFTPLUS} the Lipschitz constant given by Proposition 9 for the feature map of {K_SIGMA} on the sphere is "
        r"$\approx1.75$ (to the printed digits)."
    ),
    expected=Verdict.REFUTED,
    # "Lipschitz with constant about 1.75" is true as an upper bound; that Proposition 9 gives it is a reading of "so that".
    nature=Nature.READING,
    corrected_by="bietti2019.section33.softplus_constant_value",
    scope="tolerance half a unit of the last printed digit; 1.75 remains a valid, loose upper bound",
    check=_constant,
    parameters={"printed": "1.75"},
    control=Control(r"The constant is $\approx1.10$ to these digits.", {"printed": "1.10"}),
)


def _lipschitz(constant: str) -> Derivation:
    return prove(
        _integrals(),
        rests_on(OPTIMAL_CONSTANT.id, r"the best constant is $\sqrt{2\gamma_1+\gamma_2}$"),
        within(
            _BEST, "0", constant, given=GAMMA, bits=BITS, text=rf"$\sqrt{{2\gamma_1+\gamma_2}}\le{constant}$", goal=True
        ),
    )


LIPSCHITZ = Claim(
    id="bietti2019.section33.softplus_lipschitz",
    label="Section 3.3",
    printed=True,
    statement=rf"{SOFTPLUS} the feature map of {K_SIGMA} on $S^{{d-1}}$ is Lipschitz with constant $1.75$.",
    expected=Verdict.CERTIFIED,
    scope="all d >= 2; true as a loose upper bound only, the value is not the one Proposition 9 gives (section33.softplus_constant)",
    check=_lipschitz,
    parameters={"constant": "1.75"},
    depends_on=(OPTIMAL_CONSTANT.id,),
    conditions=(HERMITE, STEIN),
    control=Control(r"It is Lipschitz with constant $3/4$; the best constant is $0.7947\ldots$.", {"constant": "0.75"}),
)


def _constant_value(best: tuple[str, str]) -> Derivation:
    return prove(
        _integrals(),
        rests_on(OPTIMAL_CONSTANT.id, r"the best constant is $\sqrt{2\gamma_1+\gamma_2}$"),
        _branches(),
        has_decimals(
            _PROPOSITION_9,
            "1.102100242590207055351755149109328836542",
            given=GAMMA,
            bits=BITS,
            text=r"Proposition 9 gives $\sqrt{\gamma_0+\gamma_1}=1.1021\ldots$",
            goal=True,
        ),
        within(
            _BEST,
            *best,
            given=GAMMA,
            bits=BITS,
            text=rf"${best[0]}\le\sqrt{{2\gamma_1+\gamma_2}}\le{best[1]}$",
            goal=True,
        ),
    )


CONSTANT_VALUE = Claim(
    id="bietti2019.section33.softplus_constant_value",
    label="Section 3.3",
    statement=(
        rf"{SOFTPLUS}: $2\gamma_1+\gamma_2<\gamma_0+\gamma_1$, so Proposition 9 gives the constant "
        r"$\sqrt{\gamma_0+\gamma_1}=1.1021\ldots$, while the best Lipschitz constant of the feature map on $S^{d-1}$ is "
        r"$\sqrt{2\gamma_1+\gamma_2}=0.7947\ldots$."
    ),
    expected=Verdict.CERTIFIED,
    scope="all d >= 2",
    check=_constant_value,
    parameters={"best": ("0.79472908155319212356", "0.79472908155319212357")},
    depends_on=(OPTIMAL_CONSTANT.id,),
    conditions=(HERMITE, STEIN),
    control=Control(r"The best constant exceeds $4/5$; the enclosure gives $0.7947\ldots$.", {"best": ("0.8", "2")}),
)
