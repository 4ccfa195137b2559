"""Remark 5: training converges to a global minimum."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational

from ntkproofs.checks import (
    cite,
    positive,
    prove,
    reduction,
    rests_on,
)
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .limiting_kernels import exactly, tangent
from .setting import DATA, SPECTRAL, exponential_decay


def _global_minimum(layers: int) -> Derivation:
    # N = n_0 + 2 = 4 points of the circle: the Gram matrix of one affine layer has rank 3.
    angles = (0, sympy.pi / 2, sympy.pi, 3 * sympy.pi / 2)
    kernel = tangent(layers, Rational(1, 10))
    at = [exactly(kernel, Integer(0)), exactly(kernel, sympy.pi / 2), exactly(kernel, sympy.pi)]
    alternating = sympy.expand(at[0] - 2 * at[1] + at[2])
    return prove(
        rests_on(
            "jacot2018.prop2.statement",
            r"the Gram matrix $G$ of $\Theta_\infty^{(L)}$, $L\ge2$, is positive definite on distinct points of the sphere",
        ),
        cite(SPECTRAL, r"so $\lambda_{\min}(G/N)>0$; that of $\Theta_\infty^{(L)}\otimes\mathrm{Id}$ is the same"),
        rests_on(
            "jacot2018.s5.d_decreasing_corrected", r"$\|f^*-f_t\|_{p^{in}}\le e^{-\lambda_{\min}t}\|f^*-f_0\|_{p^{in}}$"
        ),
        exponential_decay(),
        reduction(
            r"so $C(f_t)=\frac12\|f^*-f_t\|^2\to0$, the least value of the cost; by s5.finf $f_t$ has a limit at every $x$, where $C=0$"
        ),
        rests_on("jacot2018.s5.finf", r"$f_\infty$ exists"),
        positive(
            alternating,
            {},
            text=rf"$L={layers}$, ReLU, $\beta=1/10$, {len(angles)} points of the circle at right angles: the eigenvalue $K(0)-2K(\frac\pi2)+K(\pi)$ "
            r"of $(1,-1,1,-1)$ is positive, so that part of the residual decays",
            goal=True,
        ),
    )


GLOBAL_MINIMUM = Claim(
    id="jacot2018.rem5.global_minimum",
    label="Remark 5",
    printed=True,
    statement=(
        r"For least-squares regression with a dataset of distinct points on the unit sphere $S^{n_0-1}$, the infinite-width limit of the "
        r"training (kernel gradient flow with $\Theta_\infty^{(L)}\otimes\mathrm{Id}_{n_L}$) converges, as $t\to\infty$, to a global minimum of "
        r"the cost."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="L >= 2, beta > 0, sigma Lipschitz and not a polynomial, distinct points; the passage from networks to the kernel flow is Theorem 2",
    check=_global_minimum,
    parameters={"layers": 2},
    depends_on=("jacot2018.prop2.statement", "jacot2018.s5.d_decreasing_corrected", "jacot2018.s5.finf"),
    conditions=(SPECTRAL,),
    control=Control(
        r"The same for $L=1$; false for $N>n_0+1$: the residual in the null space of the Gram matrix stays.",
        {"layers": 1},
    ),
)
