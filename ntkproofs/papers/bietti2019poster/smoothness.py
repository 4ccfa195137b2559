r"""The poster's proposition on smoothness, whose radical is too short in our text of it."""

from __future__ import annotations

import sympy
from sympy import Rational, pi

from ntkproofs.checks import definition, nonnegative_combination, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.bietti2019.feature_maps import (
    COSINE,
    EXCESS,
    FEATURES,
    LARGER,
    PAIR_TEXT,
    PAIRS,
    SLOPE,
    SLOPE_GAP,
    SMALLER,
    TANGENT_MAP,
    cosine_facts,
    distance_squared,
    phi1_distance_squared,
    slope,
)
from ntkproofs.papers.bietti2019.proposition_3 import infinite_supremum
from ntkproofs.papers.bietti2019.proposition_4_tangent import HYPOTHESES, sharp_bound, smoothness
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS

_LABEL = "Proposition (Smoothness for ReLU NTK)"

HOELDER = Claim(
    id="bietti2019poster.smoothness.hoelder",
    label=_LABEL,
    statement=(
        r"As printed (radical over the minimum only): "
        r"$\|\Phi(x)-\Phi(y)\|\le\sqrt{\min(\|x\|,\|y\|)}\;\|x-y\|+2\|x-y\|$ for all $x,y$."
    ),
    hypotheses=HYPOTHESES,
    expected=Verdict.REFUTED,
    nature=Nature.TRANSCRIPTION,
    corrected_by="bietti2019poster.smoothness.hoelder_radical",
    scope=(
        "all d >= 2: false on the unit sphere for all angles 0 < theta < 0.0903. How far the radical reaches cannot "
        "be decided "
        "from the transcription; the paper prints the true form. Never listed as an erratum."
    ),
    check=smoothness,
    parameters={"exponent": Rational(1)},
    control=Control(
        r"The corrected form, with the radical over the product $\min(\|x\|,\|y\|)\,\|x-y\|$; it holds.",
        {"exponent": Rational(1, 2)},
    ),
)


def _hoelder_radical(exponent: Rational) -> Derivation:
    return prove(
        rests_on("bietti2019.prop4.ntk_smoothness", "the first bound is Proposition 4 of the paper"),
        smoothness(exponent),
        rests_on("bietti2019.prop4.ntk_sharp", "the sharp form"),
        sharp_bound(2 / pi, sympy.Integer(2)),
    )


HOELDER_RADICAL = Claim(
    id="bietti2019poster.smoothness.hoelder_radical",
    label=_LABEL,
    printed=True,
    statement=(
        r"With the radical over the product: $\|\Phi(x)-\Phi(y)\|\le\sqrt{\min(\|x\|,\|y\|)\,\|x-y\|}+2\|x-y\|$ for "
        r"all $x,y$; the "
        r"sharp form is $\|\Phi(x)-\Phi(y)\|^2\le\frac2\pi\min(\|x\|,\|y\|)\|x-y\|+2\|x-y\|^2$."
    ),
    hypotheses=HYPOTHESES,
    expected=Verdict.PROVED,
    scope="all d >= 2, all x, y including 0",
    check=_hoelder_radical,
    parameters={"exponent": Rational(1, 2)},
    control=Control(
        r"The printed form with the radical over the minimum only; false at angle $1/20$.", {"exponent": Rational(1)}
    ),
    depends_on=("bietti2019.prop4.ntk_smoothness", "bietti2019.prop4.ntk_sharp"),
)


def _weaker(constant: Rational) -> Derivation:
    facts = {**cosine_facts(), SLOPE: (SLOPE_GAP, slope())}
    return prove(
        definition(PAIR_TEXT),
        (step for _, step in facts.values()),
        nonnegative_combination(
            constant**2 * distance_squared() - phi1_distance_squared(),
            # D^2 = h^2 + 2 r (r + h) (1 - cos theta)
            2 / pi * SMALLER * LARGER * SLOPE + (constant**2 - 1) * (EXCESS**2 + 2 * SMALLER * LARGER * COSINE),
            PAIRS,
            facts,
            text=rf"$\|\varphi_1(x)-\varphi_1(y)\|^2\le{sympy.latex(constant**2)}\|x-y\|^2$",
            goal=True,
        ),
        rests_on("bietti2019.prop3.not_lipschitz", "the tangent kernel map is not Lipschitz (Proposition 3)"),
        reduction(r"both layers give the tangent kernel $\kappa$, the second layer alone gives $\kappa_1$"),
        infinite_supremum("kappa"),
    )


WEAKER = Claim(
    id="bietti2019poster.smoothness.weaker",
    label="Smoothness and Deformation Stability",
    printed=True,
    statement=(
        r"Training both layers gives weaker smoothness than training the second layer only: the map $\varphi_1$ of "
        r"the latter is "
        r"1-Lipschitz, the NTK map is not Lipschitz."
    ),
    hypotheses=(*KAPPAS, FEATURES, TANGENT_MAP),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_weaker,
    parameters={"constant": Rational(1)},
    control=Control(r"$\varphi_1$ is $\frac12$-Lipschitz; false for parallel vectors.", {"constant": Rational(1, 2)}),
    depends_on=("bietti2019.prop3.not_lipschitz",),
)
