r"""The poster's kernel of two-layer networks, equations (2) to (4) of the paper in one."""

from __future__ import annotations

from sympy import Rational

from ntkproofs.checks import prove, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers.bietti2019.equation_2 import TWO_LAYER_LIMIT
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS
from ntkproofs.papers.bietti2019.two_layer_network import NETWORK


def _two_layer_kernel(prefactor_squared: Rational) -> Derivation:
    return prove(
        rests_on(
            TWO_LAYER_LIMIT.id, "the mean for every width and the limit in mean square are equation (2) of the paper"
        ),
        TWO_LAYER_LIMIT.check(prefactor_squared=prefactor_squared),
    )


TWO_LAYER_KERNEL = Claim(
    id="bietti2019poster.cnn.two_layer_kernel",
    label="Neural Tangent Kernels for CNNs",
    printed=True,
    statement=(
        rf"The network {NETWORK} has limiting tangent kernel (and, for every $m$, mean tangent kernel) "
        r"$K(x,x')=\|x\|\|x'\|\,\kappa(\langle x,x'\rangle/(\|x\|\|x'\|))$ for non-zero $x,x'\in\mathbb{R}^d$."
    ),
    hypotheses=KAPPAS,
    expected=Verdict.PROVED,
    scope="all d >= 1, all m, all non-zero x, x'; at initialisation",
    check=_two_layer_kernel,
    parameters={"prefactor_squared": Rational(2)},
    depends_on=(TWO_LAYER_LIMIT.id, *TWO_LAYER_LIMIT.depends_on),
    conditions=TWO_LAYER_LIMIT.conditions,
    control=Control(
        r"The same with the prefactor $\sqrt{1/m}$; at $x=x'$, $\|x\|=1$ the mean is $1$, not $2$.",
        {"prefactor_squared": Rational(1)},
    ),
)
