"""The trapezoidal rule for periodic analytic functions."""

from __future__ import annotations

from sympy import Integer, Rational

from ntkproofs.checks import definition, positive, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

TRAPEZOID = "background.trapezoid"

_COSINES = {1: (1,), 2: (1, -1), 4: (1, 0, -1, 0)}


def _trapezoid(rate: int) -> Derivation:
    # The Poisson kernel at a = 1/4 has the mean 1; on |Im s| <= log 2 its modulus is at most (15/16)/((1/2)(7/8)) = 15/7.
    a, bound = Rational(1, 4), Rational(15, 7)
    steps = []
    for count, cosines in _COSINES.items():
        total = sum(((1 - a**2) / (1 - 2 * a * c + a**2) for c in cosines), Integer(0)) / count
        error = 2 * a**count / (1 - a**count)
        steps += [
            value(total - 1, error, text=f"{count} points: the error of the sum"),
            positive(
                2 * bound / (2 ** (rate * count) - 1) - error,
                {},
                strict=False,
                text=rf"it is at most $2M/(e^{{{rate}\tau N}}-1)$ with $M=15/7$, $\tau=\log2$, $N={count}$",
                goal=True,
            ),
        ]
    return prove(definition(r"$g(s)=\frac{1-a^2}{1-2a\cos s+a^2}$ with $a=\frac14$, of mean 1"), steps)


TRAPEZOIDAL_RULE = Claim(
    id=TRAPEZOID,
    label="Trapezoidal rule for periodic functions",
    statement=(
        r"Let $g$ have the period $2\pi$ and be analytic with $|g|\le M$ on the strip $|\mathrm{Im}\,s|<\tau$. Then "
        r"$\left|\frac1N\sum_{j<N}g(\tfrac{2\pi j}N)-\frac1{2\pi}\int_0^{2\pi}g\right|\le\frac{2M}{e^{\tau N}-1}$."
    ),
    expected=Verdict.CITED,
    scope="all N >= 1; L. Trefethen and J. Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56 (2014), thm 3.2",
    check=_trapezoid,
    parameters={"rate": 1},
    control=Control(
        r"The same with $\frac{2M}{e^{3\tau N}-1}$; false for the Poisson kernel with $a=\frac14$, $\tau=\log2$, $N=1$.",
        {"rate": 3},
    ),
)
