"""Section 5: the limiting Gaussian of least-squares training on four points of the circle, in balls."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from sympy import Integer, Rational

from ntkproofs.arithmetic import Arithmetic
from ntkproofs.checks import (
    Computation,
    Computations,
    definition,
    has_decimals,
    matrix_exponential,
    prove,
    rests_on,
    within,
)
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.kernels import Kernel

from .limiting_kernels import covariance, tangent
from .section_5_gaussian import MEAN_ID
from .setting import LIMIT, RELU

Point = tuple[Rational, Rational]

_BETA = Rational(1, 10)
DATA_POINTS: tuple[Point, ...] = tuple(
    (Rational(a), Rational(b)) for a, b in (("1", "0"), ("3/5", "4/5"), ("-4/5", "3/5"), ("5/13", "-12/13"))
)
EIGENVALUES = (
    "0.028186077705019357653471794",
    "0.052245622166910338573934627",
    "0.058889323714969563103202081",
    "0.143178976413100740669391496",
)
DETERMINANT = "0.00317863261880775811768609067"
# Test point, mean and variance at infinity, mean and variance at t = 10.
RESULTS = (
    (
        ("0", "1"),
        "0.10201796075921512165214024",
        "0.00972240601861300608752079190",
        "0.00962371703914808362083217",
        "0.0212839387227682698872881137",
    ),
    (
        ("-1", "0"),
        "-0.35542039722365006566710109",
        "0.0173514679396190837213634662",
        "-0.15358908526778288729308002",
        "0.0311792213100254908688007021",
    ),
    (
        ("0", "-1"),
        "-0.29431785340187500056244351",
        "0.0082165449545118416331086806",
        "-0.14492882115759566338358072",
        "0.0231590177865464040697232418",
    ),
    (
        ("4/5", "3/5"),
        "0.35927555823808104974269333",
        "0.0019026610805707964239805350",
        "0.11929933329462560527546014",
        "0.0102713757794574647136690359",
    ),
    (
        ("-3/5", "-4/5"),
        "-0.22740405431321549891647685",
        "0.0281433789527210791486213844",
        "-0.11047123950396635551802139",
        "0.0392238439619189795412137072",
    ),
)


def _value(kernel: Kernel, x: Point, y: Point, ctx: Arithmetic) -> Any:
    cosine = x[0] * y[0] + x[1] * y[1]
    # acos of a ball around 1 or -1 is not finite; there the angle is known.
    if cosine == 1:
        return kernel.kappa(ctx, ctx.rational(0))
    if cosine == -1:
        return kernel.kappa(ctx, ctx.pi)
    return kernel.kappa(ctx, ctx.acos(ctx.rational(int(cosine.p), int(cosine.q))))


def _gram(kernel: Kernel, ctx: Arithmetic) -> list[list[Any]]:
    return [[_value(kernel, x, y, ctx) for y in DATA_POINTS] for x in DATA_POINTS]


def _dot(a: Sequence[Any], b: Sequence[Any]) -> Any:
    return sum((x * y for x, y in zip(a[1:], b[1:], strict=True)), a[0] * b[0])


def _solution(matrix: list[list[Any]], right: list[Any]) -> list[Any]:
    """Solve a positive definite system by elimination, whose pivots are positive."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for k in range(len(rows)):
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    found: list[Any] = []
    for k in reversed(range(len(rows))):
        rest = rows[k][-1] - _dot(rows[k][k + 1 : -1], found) if found else rows[k][-1]
        found.insert(0, rest / rows[k][k])
    return found


def _law(training: str, point: Point, time: int | None, ctx: Arithmetic) -> tuple[Any, Any]:
    """Return mean and variance of the trained network at a point, at a time or (None) at infinity."""
    theta = tangent(4, _BETA) if training == "ntk" else covariance(4, _BETA)
    sigma = covariance(4, _BETA)
    gram = _gram(theta, ctx)
    here = [_value(theta, x, point, ctx) for x in DATA_POINTS]
    if time is not None:
        decay = matrix_exponential(ctx, [[-time * entry / 4 for entry in row] for row in gram])
        here = [a - _dot(row, here) for a, row in zip(here, decay, strict=True)]
    weights = _solution(gram, here)
    targets = [ctx.rational(int((x * y).p), int((x * y).q)) for x, y in DATA_POINTS]
    cross = _dot(weights, [_value(sigma, x, point, ctx) for x in DATA_POINTS])
    spread = _dot(weights, [_dot(row, weights) for row in _gram(sigma, ctx)])
    return _dot(weights, targets), _value(sigma, point, point, ctx) - 2 * cross + spread


def _moments(training: str) -> Computations:
    """Return mean and variance at the test points, at infinity and at t = 10, in the order of the results."""

    def values(recorder: Arithmetic) -> list[Any]:
        points = [(Rational(name[0]), Rational(name[1])) for name, *_ in RESULTS]
        return [moment for point in points for time in (None, 10) for moment in _law(training, point, time, recorder)]

    return Computations(values)


def _characteristic(training: str, level: Rational) -> Computation:
    """Return det(G/4 - level), by the sum over permutations."""

    def determinant(recorder: Arithmetic) -> Any:
        kernel = tangent(4, _BETA) if training == "ntk" else covariance(4, _BETA)
        shift = recorder.rational(int(level.p), int(level.q))
        rows = [
            [entry / 4 - shift if i == j else entry / 4 for j, entry in enumerate(row)]
            for i, row in enumerate(_gram(kernel, recorder))
        ]
        total = recorder.rational(0)
        for order in itertools.permutations(range(4)):
            swaps = sum(a > b for a, b in itertools.combinations(order, 2))
            product = recorder.rational((-1) ** swaps)
            for i, j in enumerate(order):
                product = product * rows[i][j]
            total = total + product
        return total

    return Computation(determinant)


def _four_points(training: str) -> Derivation:
    steps: list[Step] = []
    for place, printed in enumerate(EIGENVALUES):
        centre, half = Rational(printed), Rational(1, 10**25)
        # det(G/4 - s) has the sign of (-1)^(number of eigenvalues below s): it changes at each simple eigenvalue.
        for side, below in ((-1, place), (1, place + 1)):
            signed = _characteristic(training, centre + side * half)
            low, high = (Integer(0), Integer(1)) if below % 2 == 0 else (Integer(-1), Integer(0))
            text = rf"$\det(\frac14G-s)$ has the sign of $(-1)^{below}$ at $s={printed}{side:+d}\cdot10^{{-25}}$"
            steps.append(within(signed, low, high, text=text, goal=True))
    determinant = _characteristic(training, Rational(0))
    steps.append(
        within(
            determinant,
            (Rational(DETERMINANT) - Rational(1, 10**28)) / 256,
            (Rational(DETERMINANT) + Rational(1, 10**28)) / 256,
            text=rf"$\det G={DETERMINANT}$ to $10^{{-28}}$",
            goal=True,
        )
    )
    moments = _moments(training)
    carrier = within(moments[0], -1, 1, text=r"mean and variance at every point and time, operation by operation")
    steps.append(carrier)
    texts = [
        rf"({name[0]},{name[1]})$, $t={when}$: the {word} is {digits}"
        for name, *values in RESULTS
        for (when, word), digits in zip(itertools.product((r"\infty", "10"), ("mean", "variance")), values, strict=True)
    ]
    results = [value for _, *values in RESULTS for value in values]
    for index, (text, value) in enumerate(zip(texts, results, strict=True)):
        steps.append(has_decimals(moments[index].carried(carrier), value, text=f"${text}", goal=True))
    return prove(
        definition(
            r"training kernel $\Theta_\infty^{(4)}$ (or $\Sigma^{(4)}$), $f_0\sim\mathcal{N}(0,\Sigma^{(4)})$, targets $y=x_1x_2$, $N=4$"
        ),
        rests_on(MEAN_ID, r"mean $A_t^Ty$ and variance $\Sigma(x,x)-2A_t^T\Sigma(X,x)+A_t^T\Sigma(X,X)A_t$"),
        steps,
    )


FOUR_POINT = Claim(
    id="jacot2018.s5.four_point",
    label="Section 5",
    statement=(
        r"Limiting Gaussian of kernel gradient flow (N = 4, cost $\frac12\|f-f^*\|^2_{p^{in}}$) for the depth-4 ReLU network, $\beta=0.1$, $n_0=2$, on the "
        r"four points $(1,0),(3/5,4/5),(-4/5,3/5),(5/13,-12/13)$ of the unit circle with targets $y=x_1x_2=(0,12/25,-12/25,-60/169)$, "
        r"$K=\Theta_\infty^{(4)}$, $f_0\sim\mathcal{N}(0,\Sigma^{(4)})$: the eigenvalues of $G/4$ are, to $10^{-25}$, "
        + ", ".join(EIGENVALUES)
        + rf"; $\det G={DETERMINANT}$; mean and variance at $t=\infty$, then at $t=10$: "
        + "; ".join(f"({x},{y}): " + ", ".join(rest) for (x, y), *rest in RESULTS)
        + "."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.CERTIFIED,
    scope="the listed points and times (t = 10, infinity)",
    check=_four_points,
    parameters={"training": "ntk"},
    depends_on=(MEAN_ID,),
    control=Control(
        r"The same with $\Sigma^{(4)}$ in place of $\Theta_\infty^{(4)}$ as training kernel (only the last layer trained); false, the enclosures are "
        r"disjoint from these values.",
        {"training": "nngp"},
    ),
)
