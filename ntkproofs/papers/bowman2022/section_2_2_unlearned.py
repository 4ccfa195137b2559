"""Section 2.2: that every component of the target is learned, refuted by an eigenvalue that is exactly zero."""

from __future__ import annotations

from sympy import Integer, exp

from ntkproofs.checks import definition, positive, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .section_2_2_dynamics import IDEAL_DYNAMICS
from .section_2_2_mercer import circle_eigenvalue
from .section_2_2_odd_networks import SOFTPLUS_UNLEARNABLE
from .section_2_2_symmetry import SOFTPLUS_ODD_HARMONICS
from .setting import OPERATORS, SHALLOW, SHALLOW_KERNEL


def _learned(degree: int) -> Derivation:
    steps, rate = circle_eigenvalue(degree)
    return prove(
        definition(
            rf"the shallow softplus network on the circle ($d=2$), uniform $\rho$; $\phi=\cos{degree}\theta$, time $t=1$"
        ),
        rests_on(
            SOFTPLUS_ODD_HARMONICS.id,
            r"the odd part of $K^\infty$ is $\frac{x\cdot x'}{2d}=\frac14\cos(\theta-\theta')$",
        ),
        reduction(
            rf"$\phi$ is odd, so $T_{{K^\infty}}\phi=\mu\phi$ with $\mu=\frac1{{2\pi}}\int\frac14\cos u\cos{degree}u\,du$"
        ),
        steps,
        rests_on(IDEAL_DYNAMICS.id, r"$\langle r_1,\phi\rangle=e^{-\mu}\langle r_0,\phi\rangle$"),
        positive(
            Integer(1) - exp(-rate),
            {},
            text=rf"$1-e^{{-\mu}}>0$: a part of the coefficient on $\cos{degree}\theta$ has been learned",
            goal=True,
        ),
    )


EVERY_COMPONENT = Claim(
    id="bowman2022.derived.every_component_learned",
    label="Section 2.2",
    statement=(
        r"In the idealised dynamics $r_t=e^{-T_{K^\infty}t}r_0$ of the paper's networks every component of the target along an "
        r"eigenfunction of $T_{K^\infty}$ must be learned in time: $|\langle r_t,\phi\rangle|<|\langle r_0,\phi\rangle|$ for $t>0$ "
        r"where $\langle r_0,\phi\rangle\ne0$."
    ),
    hypotheses=(OPERATORS, SHALLOW, SHALLOW_KERNEL),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by=SOFTPLUS_UNLEARNABLE.id,
    scope=(
        "a reading that takes the positive eigenvalues of section 2.2 at their word; the witness is the component on cos 3 theta of "
        "the shallow softplus network on the circle, whose eigenvalue is exactly zero"
    ),
    check=_learned,
    parameters={"degree": 3},
    depends_on=(SOFTPLUS_ODD_HARMONICS.id, IDEAL_DYNAMICS.id),
    control=Control(r"The same for the component on $\cos\theta$, whose eigenvalue is $\frac18$.", {"degree": 1}),
)
