"""Inequalities and limit theorems of probability."""

from __future__ import annotations

import sympy
from sympy import Rational

from ntkproofs.checks import Reals, identity, positive, prove, value
from ntkproofs.claims import Claim, Control, Derivation, Verdict

CHEBYSHEV = "background.chebyshev"
STRONG_LAW = "background.strong_law"

# Finite laws: value -> probability.
_LAWS: tuple[dict[Rational, Rational], ...] = (
    {Rational(0): Rational(1, 2), Rational(1): Rational(1, 2)},
    {Rational(-3): Rational(1, 18), Rational(0): Rational(8, 9), Rational(3): Rational(1, 18)},
    {Rational(0): Rational(9, 10), Rational(10): Rational(1, 10)},
)


def _chebyshev(power: int) -> Derivation:
    steps = []
    for law in _LAWS:
        mean = sum((p * x for x, p in law.items()), sympy.Integer(0))
        variance = sum((p * (x - mean) ** 2 for x, p in law.items()), sympy.Integer(0))
        for distance in (Rational(1, 2), Rational(1), Rational(3)):
            tail = sum((p for x, p in law.items() if abs(x - mean) >= distance), sympy.Integer(0))
            text = f"P(|X - {mean}| >= {distance}) = {tail} for the law {law}"
            steps.append(positive(variance / distance**power - tail, {}, strict=False, text=text, goal=True))
    return prove(steps)


CHEBYSHEV_INEQUALITY = Claim(
    id=CHEBYSHEV,
    label="Chebyshev's inequality",
    statement=(
        r"$\mathbb P(|X-\mathbb EX|\ge\varepsilon)\le\mathrm{Var}(X)/\varepsilon^2$ for square integrable $X$ and $\varepsilon>0$. "
        r"Hence variables with constant mean (or convergent means) whose variances tend to 0 tend to that limit in "
        r"probability, and so do continuous functions of them."
    ),
    expected=Verdict.CITED,
    scope="all square integrable variables; e.g. P. Billingsley, Probability and Measure, sections 5 and 25",
    check=_chebyshev,
    parameters={"power": 2},
    control=Control(
        r"$\mathbb P(|X-\mathbb EX|\ge\varepsilon)\le\mathrm{Var}(X)/\varepsilon^4$; false for a variable with the values $0,\pm3$ "
        r"and $\varepsilon=3$.",
        {"power": 4},
    ),
)


def _strong_law(mean: Rational) -> Derivation:
    # For fair bits the averages of n of them have mean 1/2 and fourth central moment (3 n^2 - 2 n) / (16 n^4), summable.
    steps = []
    for n in (1, 2, 3, 5, 8):
        weights = {Rational(k, n): sympy.binomial(n, k) / sympy.Integer(2) ** n for k in range(n + 1)}
        fourth = sum((p * (x - mean) ** 4 for x, p in weights.items()), sympy.Integer(0))
        text = rf"$\mathbb E(\bar X_{{{n}}}-{mean})^4\le3/(16n^2)$ for $n={n}$ fair bits, so its sum over $n$ is finite"
        steps.append(positive(Rational(3, 16) / n**2 - fourth, {}, strict=False, text=text, goal=True))
        steps.append(value(sum(weights.values(), sympy.Integer(0)), sympy.Integer(1)))
    return prove(steps)


STRONG_LAW_THEOREM = Claim(
    id=STRONG_LAW,
    label="Strong law of large numbers",
    statement=(
        r"For iid integrable variables $X_1,X_2,\dots$ the averages $\frac1n\sum_{i\le n}X_i$ tend to $\mathbb EX_1$ almost surely."
    ),
    expected=Verdict.CITED,
    scope="all iid integrable variables; e.g. P. Billingsley, Probability and Measure, theorem 22.1",
    check=_strong_law,
    parameters={"mean": Rational(1, 2)},
    control=Control(r"The limit is 0; false for fair bits.", {"mean": Rational(0)}),
)

PRICE = "background.price"


def _price(factor: int) -> Derivation:
    p, q, c = sympy.symbols("q_1 q_2 c", real=True)
    # E[U^n V^n] for n = 1, 2, 3 by pairings, with variances q_1, q_2 and covariance c.
    moments = (sympy.Integer(1), c, p * q + 2 * c**2, 9 * p * q * c + 6 * c**3)
    over = {p: Reals(1, 2), q: Reals(1, 2), c: Reals(Rational(-1, 2), Rational(1, 2))}
    return prove(
        *(
            identity(
                factor * sympy.diff(moments[n], c),
                n**2 * moments[n - 1],
                over,
                text=rf"$\partial_c\mathbb E[U^{n}V^{n}]=\mathbb E[{n}U^{{{n - 1}}}\,{n}V^{{{n - 1}}}]$",
                goal=True,
            )
            for n in (1, 2, 3)
        )
    )


PRICE_THEOREM = Claim(
    id=PRICE,
    label="Gaussian integration by parts in the covariance (Price's theorem)",
    statement=(
        r"For centred Gaussian $(U,V)$ with variances $q_1,q_2$ and covariance $c$, $|c|<\sqrt{q_1q_2}$, and continuously "
        r"differentiable $\sigma$ with $\sigma,\sigma'$ of at most polynomial growth: "
        r"$\partial_c\mathbb E[\sigma(U)\sigma(V)]=\mathbb E[\sigma'(U)\sigma'(V)]$."
    ),
    expected=Verdict.CITED,
    scope="all such sigma; R. Price, IRE Trans. Inform. Theory 4 (1958)",
    check=_price,
    parameters={"factor": 1},
    control=Control(r"Twice the derivative is meant; false for $\sigma(u)=u$.", {"factor": 2}),
)

LEVY = "background.levy_continuity"


def _levy(rate: int) -> Derivation:
    # Uniform on {1/n, ..., n/n}: the characteristic function at 2 pi is 0 for n >= 2, as that of the uniform law on [0, 1].
    steps = []
    for n in (2, 3, 4, 6):
        cosine = sum((sympy.cos(2 * sympy.pi * Rational(k, n)) for k in range(1, n + 1)), sympy.Integer(0)) / n
        steps.append(value(cosine, sympy.Integer(0), text=rf"the characteristic function of $k/n$, $n={n}$, at $2\pi$"))
        gap = sum((Rational(1, n) for k in range(1, n + 1) if 2 * k <= n), sympy.Integer(0)) - Rational(1, 2)
        text = rf"$|P(X_n\le\frac12)-\frac12|\le1/n^{rate}$, $n={n}$"
        steps.append(positive(Rational(1, n**rate) - abs(gap), {}, strict=False, text=text, goal=True))
    return prove(steps)


LEVY_CONTINUITY = Claim(
    id=LEVY,
    label="Levy's continuity theorem",
    statement=(
        r"If the characteristic functions of random vectors converge pointwise to that of a random vector, the vectors converge to it in law."
    ),
    expected=Verdict.CITED,
    scope="all random vectors; e.g. P. Billingsley, Probability and Measure, sections 26 and 29",
    check=_levy,
    parameters={"rate": 1},
    control=Control(
        r"With a rate: $|P(X_n\le\frac12)-\frac12|\le1/n^2$ for the uniform law on $\{1/n,\dots,1\}$; false for $n=3$.",
        {"rate": 2},
    ),
)

RADEMACHER = "background.rademacher"


def _rademacher(jump: int) -> Derivation:
    u = sympy.Symbol("u", real=True)
    steps = []
    for slopes in ((0, 1), (-1, 1), (Rational(1, 10), 1)):
        left, right = (sympy.diff(s * u, u) for s in slopes)
        steps.append(
            value(right - left, slopes[1] - slopes[0], text=f"the slopes {slopes} on the two sides of the only kink")
        )
        steps.append(positive(sympy.Integer(1 - jump), {}, text="it is one point, a set of measure 0", goal=True))
    return prove(steps)


RADEMACHER_THEOREM = Claim(
    id=RADEMACHER,
    label="Rademacher's theorem",
    statement=r"A Lipschitz function on $\mathbb{R}$ is differentiable outside a set of Lebesgue measure 0, with $|\sigma'|\le c$ there.",
    expected=Verdict.CITED,
    scope="all Lipschitz functions; e.g. L. Evans and R. Gariepy, Measure Theory and Fine Properties of Functions, section 3.1",
    check=_rademacher,
    parameters={"jump": 0},
    control=Control(r"The set of kinks of $\max(u,0)$ has measure 1; false, it is one point.", {"jump": 1}),
)
