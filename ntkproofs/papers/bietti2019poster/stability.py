"""The poster's proposition on stability to deformations."""

from __future__ import annotations

from ntkproofs.checks import positive, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.figure_1_growth import GROWTH
from ntkproofs.papers.bietti2019.proposition_12_recursion import ALL, EXPLICIT_ID, GAUSSIAN, needs_translation

LABEL = "Proposition (Stability of NTK)"


def _bound(translation: int) -> Derivation:
    return prove(
        needs_translation(translation),
        rests_on(EXPLICIT_ID, r"the bound with explicit constants"),
        reduction(
            r"$C_{\beta,n}=n^{3/2}\sqrt{2^{D/2+1}C_D(\beta)/\pi}$, $C'_{\beta,n}=(1+2\sqrt2)\,n^{3/2}C_D(\beta)$ and "
            r"$C''_n=\sqrt{n+1}\,C''_D$ depend on $\beta$, $n$ and $D$ only"
        ),
        positive(
            translation - 1, {}, strict=False, text=r"the third term is not smaller than the one proved", goal=True
        ),
    )


BOUND = Claim(
    id="bietti2019poster.stability.bound",
    label=LABEL,
    printed=True,
    statement=(
        r"$\|\Phi_n(L_\tau x)-\Phi_n(x)\|\le\bigl(C_{\beta,n}G^{1/2}+C'_{\beta,n}G+\frac{C''_n}{\sigma_n}\|\tau\|_\infty\bigr)\|x\|$ with "
        r"constants depending on $\beta,n$ (and $D$) only."
    ),
    hypotheses=(*ALL, GAUSSIAN),
    expected=Verdict.PROVED,
    scope="all n >= 1, all D >= 1",
    check=_bound,
    parameters={"translation": 1},
    depends_on=(EXPLICIT_ID,),
    control=Control(
        r"The same without the third term; false for a pure translation ($G=0$) of a non-zero signal.",
        {"translation": 0},
    ),
)

WORSE_DEPENDENCE = Claim(
    id="bietti2019poster.stability.worse_dependence",
    label=LABEL,
    printed=True,
    statement=(
        r"For small deformations the dependence of the NTK distance on $\|\nabla\tau\|_\infty$ (square root) is worse than that of the "
        r"kernel obtained by training the last layer only (linear)."
    ),
    hypotheses=GROWTH.hypotheses,
    expected=Verdict.SUPPORTED,
    scope=(
        "the linear bound of the last-layer kernel is bietti2019.section4.last_layer_stability; that the square root is attained is "
        "sampled on one signal and on MNIST digits with deformations scaled by epsilon"
    ),
    check=GROWTH.check,
    parameters=GROWTH.parameters,
    depends_on=GROWTH.depends_on,
    conditions=GROWTH.conditions,
    heavy=True,
    control=GROWTH.control,
)
