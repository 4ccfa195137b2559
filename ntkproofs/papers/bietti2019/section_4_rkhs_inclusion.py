"""Section 4: training all layers gives at least as large a function space as training the last one."""

from __future__ import annotations

import sympy
from sympy import pi

from ntkproofs.checks import Reals, cite, definition, identity, prove, reduction, unbounded_quotient
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.background.gaussian_integrals import ANGLE
from ntkproofs.papers.background.integration import KERNEL_SUM

from .equation_8 import TANGENT_MAP
from .lemma_1 import FEATURE_MAPS
from .relu_kernels import KAPPAS, kappa, kappa_1

# |Phi(x) - Phi(y)|^2 / 2 of the two kernels for one hidden layer with trivial patches and pooling, on the sphere.
_DISTANCES = {"last layer": 1 - kappa_1(ANGLE), "all layers": 2 - kappa(ANGLE)}


def _inclusion(smaller: str, larger: str) -> Derivation:
    first, second, zero, deep = sympy.symbols("B_1 B_2 k_0 Y", real=True)
    return prove(
        definition(
            rf"$K'$ and $K$ the kernels of the {smaller} and of the {larger}, $\mathcal H'$ and $\mathcal H$ their spaces; "
            r"$Y=\langle y_n[u],y'_n[v]\rangle$, $B_2=\langle\varphi_1(x_n[u]),\varphi_1(x'_n[v])\rangle$"
        ),
        cite(KERNEL_SUM, r"if $\mathcal H'\subset\mathcal H$, then $cK-K'$ is positive semidefinite for some $c$"),
        reduction(r"so the quadratic form of $(1,-1)$ at two points under $K'$ is at most $c$ times that under $K$"),
        unbounded_quotient(
            _DISTANCES[smaller],
            _DISTANCES[larger],
            ANGLE,
            pi / 2,
            expected=False,
            text=f"one hidden layer: the quotient of these forms, {smaller} by {larger}, is bounded",
            goal=True,
        ),
        identity(
            (zero * deep + second) - second,
            zero * deep,
            {zero: Reals(0, 1), deep: Reals(), second: Reals(), first: Reals()},
            text=r"at any two locations $\langle M,M'\rangle-B_2=\kappa_0(\rho)Y$, by (8)",
            goal=True,
        ),
        reduction(
            r"$A^n$ is linear and acts on locations, so on each block of $M$: "
            r"$K_{\mathrm{NTK}}-K_{\mathrm{last}}=\langle A^n(\varphi_0(x_n)\otimes y_n),A^n(\varphi_0(x'_n)\otimes y'_n)\rangle$, "
            "an inner product and so positive semidefinite"
        ),
        cite(
            KERNEL_SUM, r"a summand of a kernel has the smaller space: $\|f\|_{\mathrm{NTK}}\le\|f\|_{\mathrm{last}}$"
        ),
    )


RKHS_INCLUSION = Claim(
    id="bietti2019.section4.rkhs_inclusion",
    label="Section 4",
    printed=True,
    statement=(
        r"The RKHS of the convolutional NTK of Proposition 2 (feature map $A^nM(x_n,y_n)$) is at least as large as the RKHS of "
        r"the kernel with all layers but the last fixed (feature map $A^n\varphi_1(x_n)$), because the latter kernel is one of "
        r"the summands of the former; $x_1=y_1=P^1x$, $x_k=P^kA^{k-1}\varphi_1(x_{k-1})$, "
        rf"$y_k=P^kA^{{k-1}}M(x_{{k-1}},y_{{k-1}})$, {TANGENT_MAP}."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.PROVED,
    scope="all architectures with linear P, A; the RKHS inclusion given Aronszajn's theorem on sums of kernels",
    check=_inclusion,
    parameters={"smaller": "last layer", "larger": "all layers"},
    conditions=(KERNEL_SUM,),
    control=Control(
        r"The RKHS with all layers but the last fixed is at least as large as that of the NTK; false for $n=1$ with trivial "
        r"patches and pooling on the sphere, where $\|\Phi(x)-\Phi(y)\|^2$ is of order $\|x-y\|$ for the NTK and of order "
        r"$\|x-y\|^2$ for the last layer.",
        {"smaller": "all layers", "larger": "last layer"},
    ),
)
