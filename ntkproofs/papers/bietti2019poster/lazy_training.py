r"""The poster's introduction: the lazy regime finds the interpolant of least norm."""

from __future__ import annotations

from sympy import Integer

from ntkproofs.checks import definition, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict


def _min_norm(initial: Integer) -> Derivation:
    """Compare the limit of gradient flow with the least-norm interpolant for phi(x) = x, one datum (1, 0), at x = 2."""
    point, data, target = Integer(2), Integer(1), Integer(0)
    kernel = data * data
    limit = initial + point * data / kernel * (target - initial)
    least = point * data / kernel * target
    return prove(
        definition(
            r"gradient flow on the squared loss of $f_0+w\phi$ tends to $f_0(x)+k(x,X)k(X,X)^{-1}(y-f_0(X))$; the "
            r"interpolant of "
            rf"least norm is $k(x,X)k(X,X)^{{-1}}y$; here $f_0={initial}$, $\phi(x)=x$, $X=1$, $y=0$, $x=2$"
        ),
        value(limit, least, text="the two predictions", goal=True),
    )


MIN_NORM = Claim(
    id="bietti2019poster.intro.min_norm",
    label="Inductive Bias and Over-Parameterization",
    printed=True,
    statement=(
        r"With squared loss and infinite width, the lazy regime gives the interpolating solution of minimum RKHS "
        r"norm for the "
        r"limiting kernel $K$."
    ),
    expected=Verdict.CITED,
    scope="infinite-width training dynamics; A. Jacot, F. Gabriel and C. Hongler, Neural tangent kernel, NeurIPS 2018",
    check=_min_norm,
    parameters={"initial": Integer(0)},
    control=Control(
        r"The same for a linear model with $f_0\neq0$; false for $f_0=1$, $\phi(x)=x$, data $(1,0)$ at $x=2$: "
        r"$-1\neq0$.",
        {"initial": Integer(1)},
    ),
)
