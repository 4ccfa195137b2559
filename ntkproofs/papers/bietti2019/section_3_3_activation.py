"""Section 3.3: the two-layer tangent kernel of a general activation, and its normalisation."""

from __future__ import annotations

import sympy
from sympy import Rational, cos, pi

from ntkproofs.checks import Reals, definition, identity, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE

from .relu_kernels import KAPPAS, THETA, kappa, kappa_0, kappa_1
from .two_layer_network import FUBINI, PRODUCT, SLOPES, VALUES, mean

K_SIGMA = (
    r"$K_\sigma(x,y)=\langle x,y\rangle\,\mathbb E_w[\sigma'(w\cdot x)\sigma'(w\cdot y)]"
    r"+\mathbb E_w[\sigma(w\cdot x)\sigma(w\cdot y)]$, $w\sim\mathcal N(0,I_d)$ (no factor 2)"
)


def _general(prefactor_squared: Rational) -> Derivation:
    found, steps = mean(prefactor_squared)
    kernel = PRODUCT * SLOPES + VALUES
    constant = {VALUES: 1, SLOPES: 0}
    return prove(
        steps,
        value(found.subs(constant), kernel.subs(constant), text=r"for $\sigma=1$, where $A=1$, $B=0$", goal=True),
        identity(
            found,
            kernel,
            {PRODUCT: Reals(), SLOPES: Reals(), VALUES: Reals()},
            text=r"the mean tangent kernel is $\langle x,y\rangle B+A$ for every width",
            goal=True,
        ),
    )


GENERAL_ACTIVATION = Claim(
    id="bietti2019.section33.general_activation",
    label="Section 3.3",
    printed=True,
    statement=(
        r"For a weakly differentiable activation $\sigma$ with $\sigma(w\cdot x),\sigma'(w\cdot x)$ square integrable, the "
        r"two-layer network $\sqrt{1/m}\sum_jv_j\sigma(w_j\cdot x)$, $w_j\sim\mathcal N(0,I_d)$, $v_j\sim\mathcal N(0,1)$ "
        rf"independent, has mean tangent kernel {K_SIGMA}, for every $m\ge1$. (Printed with $w\sim\mathcal N(0,1)$; the "
        r"vector law $\mathcal N(0,I_d)$ is meant.)"
    ),
    expected=Verdict.PROVED,
    scope="all d >= 1, all m >= 1, all such sigma",
    check=_general,
    parameters={"prefactor_squared": Rational(1)},
    conditions=(FUBINI,),
    control=Control(
        r"The same with the prefactor $\sqrt{2/m}$; false for $\sigma=1$, where the mean kernel is $2$ and $K_\sigma=1$.",
        {"prefactor_squared": Rational(2)},
    ),
)


def _relu_half(factor: Rational) -> Derivation:
    kernel = cos(ANGLE) * (kappa_0(ANGLE) / 2) + kappa_1(ANGLE) / 2
    return prove(
        definition(THETA),
        rests_on("bietti2019.eq5.kappa0", r"$E[\sigma'(w\cdot x)\sigma'(w\cdot y)]=\kappa_0(u)/2$"),
        rests_on("bietti2019.eq5.kappa1", r"$E[\sigma(w\cdot x)\sigma(w\cdot y)]=\kappa_1(u)/2$"),
        reduction(r"so $K_\sigma=u\,\kappa_0(u)/2+\kappa_1(u)/2$"),
        identity(
            kernel, factor * kappa(ANGLE), {ANGLE: Reals(0, pi)}, text=rf"$K_\sigma={factor}\,\kappa(u)$", goal=True
        ),
        value(kernel.subs(ANGLE, pi / 3), Rational(1, 3) + sympy.sqrt(3) / (4 * pi), text=r"$K_\sigma$ at $u=1/2$"),
    )


RELU_HALF = Claim(
    id="bietti2019.section33.relu_half",
    label="Section 3.3",
    statement=(
        r"The normalisations of (3) and of Section 3.3 differ by 2: for $\sigma(u)=u_+$ and unit $x,y$ with "
        rf"$\langle x,y\rangle=u$, $K_\sigma(x,y)=\frac12\kappa(u)$, where {K_SIGMA}."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all d >= 2, all unit x, y",
    check=_relu_half,
    parameters={"factor": Rational(1, 2)},
    depends_on=("bietti2019.eq5.kappa0", "bietti2019.eq5.kappa1"),
    control=Control(r"$K_\sigma=\kappa$; false at $u=1$, where it is $1$, not $2$.", {"factor": Rational(1)}),
)
