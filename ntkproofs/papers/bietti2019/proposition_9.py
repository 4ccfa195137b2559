r"""Proposition 9: the Lipschitz constant of the feature map of a smooth activation."""

from __future__ import annotations

import sympy
from sympy import Symbol

from ntkproofs.checks import Integers, Reals, cite, definition, identity, positive, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Status, Step, Verdict

from .section_3_3_activation import K_SIGMA

HERMITE = "background.hermite_completeness"
STEIN = "background.stein"
GAMMAS = r"$\gamma_j=\mathbb E_{u\sim\mathcal N(0,1)}[(\sigma^{(j)}(u))^2]$"
_N = Symbol("n", integer=True, nonnegative=True)
_U = Symbol("u", real=True)
#: gamma_j of sigma = h_n: the squared coefficients of the derivatives of h_n.
WEIGHTS = (sympy.Integer(1), _N, _N * (_N - 1))


def expansion() -> list[Step]:
    """Derive K_sigma and the gammas from the squared Hermite coefficients of the activation."""
    s, t, z, square = sympy.symbols("s t z a2", real=True)
    variance = s**2 + t**2 + 2 * s * t * _U
    return [
        definition(
            r"$\sigma=\sum_na_nh_n$ in orthonormal Hermite polynomials, $X,Y$ standard Gaussians of correlation $u$"
        ),
        cite(HERMITE, r"the expansion converges in $L^2$ and $\mathbb E\sigma^2=\sum a_n^2$"),
        cite(STEIN, r"the coefficients of $\sigma'$ are $\sqrt{n}\,a_n$ at $h_{n-1}$"),
        identity(
            -(z**2) / 2 + s * z,
            -((z - s) ** 2) / 2 + s**2 / 2,
            {z: Reals(), s: Reals()},
            text=r"completing the square: $\mathbb E e^{sX}=e^{s^2/2}$, so $\mathbb Ee^{sX+tY}=e^{(s^2+t^2+2stu)/2}$",
        ),
        identity(
            variance / 2 - s**2 / 2 - t**2 / 2,
            s * t * _U,
            {s: Reals(), t: Reals(), _U: Reals(-1, 1)},
            text=(
                r"$\mathbb E[e^{sX-s^2/2}e^{tY-t^2/2}]=e^{stu}$; the coefficients of $s^mt^n$ give "
                r"$\mathbb E[h_m(X)h_n(Y)]=\delta_{mn}u^n$"
            ),
        ),
        identity(
            _U * (_N * square) * _U ** (_N - 1) + square * _U**_N,
            (_N + 1) * square * _U**_N,
            {_N: Integers(1), _U: Reals(-1, 1, left_open=True), square: Reals(0, 10)},
            text=r"$u\cdot na_n^2u^{n-1}+a_n^2u^n=(n+1)a_n^2u^n$: so $K_\sigma=\sum_n(n+1)a_n^2u^n$",
            goal=True,
        ),
        reduction(
            r"the coefficients of $\sigma''$ are $\sqrt{n(n-1)}\,a_n$ in the same way, so "
            r"$\gamma_0=\sum a_n^2$, $\gamma_1=\sum na_n^2$, $\gamma_2=\sum n(n-1)a_n^2$"
        ),
    ]


def upper_bound() -> list[Step]:
    """Bound the squared distance by the chord: 1 - u^n <= n (1 - u) on [-1, 1]."""
    power = _U**_N
    return [
        reduction(r"$\|\Phi_\sigma(x)-\Phi_\sigma(y)\|^2=2\sum_n(n+1)a_n^2(1-u^n)$ and $\|x-y\|^2=2(1-u)$"),
        value(0 * (1 - _U) - (1 - _U**0), 0, text=r"$n(1-u)-(1-u^n)=0$ at $n=0$"),
        identity(
            (_N + 1) * (1 - _U) - (1 - _U * power) - (_N * (1 - _U) - (1 - power)),
            (1 - _U) * (1 - power),
            {_N: Integers(0), _U: Reals(-1, 1)},
            text=r"its step from $n$ to $n+1$ is $(1-u)(1-u^n)$, a product of numbers that are not negative for $|u|\le1$",
        ),
        reduction(
            r"so $1-u^n\le n(1-u)$ on $[-1,1]$ by induction, and the quotient of the squares is at most $\sum n(n+1)a_n^2$"
        ),
    ]


def _optimal(form: tuple[int, int, int]) -> Derivation:
    claimed = sum(c * w for c, w in zip(form, WEIGHTS, strict=True))
    step = sympy.Symbol("m", integer=True, positive=True)
    return prove(
        expansion(),
        upper_bound(),
        identity(
            (1 - _U ** (step + 1)) / (1 - _U) - (1 - _U**step) / (1 - _U),
            _U**step,
            {step: Integers(1), _U: Reals(-1, 1, right_open=True)},
            text=(
                r"$\frac{1-u^{n+1}}{1-u}=\frac{1-u^n}{1-u}+u^n$, so $\frac{1-u^n}{1-u}=\sum_{j<n}u^j\to n$ as $u\to1$: for "
                r"every $N$ the supremum of the quotient is at least $\sum_{n\le N}n(n+1)a_n^2$; it is not attained by less"
            ),
        ),
        reduction(
            r"so the best squared constant is exactly $\sum n(n+1)a_n^2$; $d\ge2$ gives every $u\in[-1,1]$ as "
            r"$\langle x,y\rangle$"
        ),
        identity(
            _N * (_N + 1),
            claimed,
            {_N: Integers(0)},
            text=rf"$n(n+1)={form[0]}\cdot1+{form[1]}\cdot n+{form[2]}\cdot n(n-1)$ for every $n$ (a failure: $\sigma=h_n$)",
            goal=True,
        ),
        _threshold(form),
    )


def _threshold(form: tuple[int, int, int]) -> Step:
    g0, g1, g2 = sympy.symbols("gamma_0 gamma_1 gamma_2", nonnegative=True)
    best = form[0] * g0 + form[1] * g1 + form[2] * g2
    return identity(
        best - (g0 + g1),
        g1 + g2 - g0,
        {g0: Reals(0), g1: Reals(0), g2: Reals(0)},
        text=(
            r"the constant of Proposition 9 is $\max(\gamma_0+\gamma_1,2\gamma_1+\gamma_2)$; it is the best one iff "
            r"$2\gamma_1+\gamma_2-(\gamma_0+\gamma_1)=\gamma_1+\gamma_2-\gamma_0\ge0$"
        ),
        goal=True,
    )


OPTIMAL_CONSTANT = Claim(
    id="bietti2019.prop9.optimal_constant",
    label="Proposition 9",
    statement=(
        rf"Let $\sigma=\sum a_nh_n$ in orthonormal Hermite polynomials, {GAMMAS} finite for $j=0,1,2$. For unit vectors with "
        rf"$u=\langle x,y\rangle$, {K_SIGMA} equals $\sum_n(n+1)a_n^2u^n$; $\gamma_0=\sum a_n^2$, $\gamma_1=\sum na_n^2$, "
        r"$\gamma_2=\sum n(n-1)a_n^2$; and the best Lipschitz constant of $\Phi_\sigma$ on $S^{d-1}$, $d\ge2$, is exactly "
        r"$\sqrt{2\gamma_1+\gamma_2}$. The constant of Proposition 9 equals it if and only if $\gamma_1+\gamma_2\ge\gamma_0$; "
        r"$\gamma_0>0$ is not needed."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all such sigma",
    check=_optimal,
    parameters={"form": (0, 2, 1)},
    conditions=(HERMITE, STEIN),
    control=Control(
        r"The best constant is $\sqrt{\gamma_1+\gamma_2}$; for $\sigma(u)=u$ it is $\sqrt2$, not $1$.",
        {"form": (0, 1, 1)},
    ),
)


def _dominates(forms: tuple[tuple[int, int, int], ...]) -> Step:
    """Decide that the largest of some linear forms of the gammas is at least n(n + 1) on h_n, for every n."""
    excesses = [sympy.expand(sum(c * w for c, w in zip(form, WEIGHTS, strict=True)) - _N * (_N + 1)) for form in forms]
    steps = [
        positive(
            excess,
            {_N: 0},
            strict=False,
            text=rf"${sympy.latex(excess)}\ge0$ for every $n\ge0$, so one branch of the maximum is never too small",
            goal=True,
        )
        for excess in excesses
    ]
    holding = [step for step in steps if step.status is Status.HOLDS]
    if holding:
        return holding[0]
    # A counterexample is an h_n on which every branch is too small at once.
    worst = [(max(excess.subs(_N, n) for excess in excesses), n) for n in range(12)]
    least, at = min(worst)
    text = rf"every branch of the maximum is at least $n(n+1)$ on some $h_n$; on $h_{{{at}}}$ the largest exceeds it by ${least}$"
    if least < 0:
        return positive(least, {}, strict=False, text=text, goal=True)
    return Step(**{**vars(steps[0]), "status": Status.UNDECIDED, "witness": None, "reason": text})


def _lipschitz(form: tuple[int, int, int]) -> Derivation:
    g0, g1, g2 = sympy.symbols("gamma_0 gamma_1 gamma_2", positive=True)
    return prove(
        rests_on(OPTIMAL_CONSTANT.id, r"the best squared constant is $2\gamma_1+\gamma_2=\sum n(n+1)a_n^2$"),
        identity(
            (g0 + g1) * (2 * g1 + g2) / (g0 + g1),
            2 * g1 + g2,
            {g0: Reals(0, left_open=True), g1: Reals(0), g2: Reals(0)},
            text=(
                r"$(\gamma_0+\gamma_1)\max\bigl(1,\frac{2\gamma_1+\gamma_2}{\gamma_0+\gamma_1}\bigr)"
                r"=\max(\gamma_0+\gamma_1,2\gamma_1+\gamma_2)$"
            ),
        ),
        _dominates((form, (1, 1, 0))),
    )


LIPSCHITZ = Claim(
    id="bietti2019.prop9.lipschitz",
    label="Proposition 9",
    printed=True,
    statement=(
        rf"Let $\sigma$ be twice differentiable with {GAMMAS} finite for $j=0,1,2$ (printed 'bounded') and $\gamma_0>0$, and "
        rf"let $\Phi_\sigma$ be the feature map of {K_SIGMA} on $S^{{d-1}}$. Then $\|\Phi_\sigma(x)-\Phi_\sigma(y)\|\le"
        r"\sqrt{(\gamma_0+\gamma_1)\max\bigl(1,\frac{2\gamma_1+\gamma_2}{\gamma_0+\gamma_1}\bigr)}\,\|x-y\|$ for unit $x,y$."
    ),
    expected=Verdict.PROVED,
    scope="all d >= 2, all such sigma",
    check=_lipschitz,
    parameters={"form": (0, 2, 1)},
    depends_on=(OPTIMAL_CONSTANT.id,),
    conditions=(HERMITE, STEIN),
    control=Control(
        r"The same with the constant $\sqrt{\gamma_0+\gamma_1}$; false for $\sigma=h_2$, where $\gamma_0+\gamma_1=3$ and the "
        r"best squared constant is $6$.",
        {"form": (1, 1, 0)},
    ),
)
