r"""The poster's proposition on non-Lipschitzness, Proposition 3 of the paper in other words."""

from __future__ import annotations

from ntkproofs.checks import prove, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.feature_maps import TANGENT_MAP, TANGENT_MAP_SPHERE
from ntkproofs.papers.bietti2019.proposition_3 import infinite_supremum, unit_norm_functions
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS

_LABEL = "Proposition (Non-Lipschitzness)"


def _supremum(kernel: str) -> Derivation:
    return prove(
        rests_on("bietti2019.prop3.not_lipschitz", "the statement is Proposition 3 of the paper"),
        infinite_supremum(kernel),
    )


SUPREMUM = Claim(
    id="bietti2019poster.nonlipschitz.supremum",
    label=_LABEL,
    printed=True,
    statement=(
        r"$\sup_{x\ne y}\|\Phi(x)-\Phi(y)\|/\|x-y\|=+\infty$ (printed as a supremum that tends to $+\infty$), $d\ge2$."
    ),
    hypotheses=(*KAPPAS, TANGENT_MAP),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_supremum,
    parameters={"kernel": "kappa"},
    control=Control(
        r"The same on the unit sphere for the feature map of $\kappa_1$; there the supremum is $1$.",
        {"kernel": "kappa1"},
    ),
    depends_on=("bietti2019.prop3.not_lipschitz",),
)


def _unit_norm_functions(kernel: str) -> Derivation:
    return prove(
        rests_on(
            "bietti2019.prop3.unit_norm_functions", "the statement is the second half of Proposition 3 of the paper"
        ),
        unit_norm_functions(kernel),
    )


UNIT_NORM_FUNCTIONS = Claim(
    id="bietti2019poster.nonlipschitz.unit_norm_functions",
    label=_LABEL,
    printed=True,
    statement=r"The unit ball of the RKHS contains functions with arbitrarily large Lipschitz constant, $d\ge2$.",
    hypotheses=(*KAPPAS, TANGENT_MAP_SPHERE),
    expected=Verdict.PROVED,
    scope="all d >= 2",
    check=_unit_norm_functions,
    parameters={"kernel": "kappa"},
    control=Control(r"The same for the RKHS of $\kappa_1$; its unit ball is 1-Lipschitz.", {"kernel": "kappa1"}),
    depends_on=("bietti2019.prop3.unit_norm_functions",),
)
