"""Derivatives by parameters against differences of kernels in 40 digits."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy
import pytest

from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.kernels import Kernel, parse
from ntkproofs.regression import free_parameters, log_gradient, with_parameter

KERNELS = [
    "laplace(c=3/2)",
    "gaussian(c=1/3)",
    "gamma_exponential(c=0.7, gamma=1.3)",
    "ntk(layers=3, bias=1/2)",
    "ntk(layers=4, bias=2, bias_variance=1/4)",
    "ntk(layers=3, activation=erf, bias=sqrt(3))",
    "homogeneous(gamma_exponential(c=2, gamma=1/2))",
    "homogeneous(ntk(layers=2, bias=1))",
]
X = numpy.random.default_rng(5).normal(size=(6, 3))


def values(kernel: Kernel) -> list[list[mpmath.mpf]]:
    """The kernel in 40 digits, by norms and angles of the exact rows."""
    ctx = MultiprecisionArithmetic(40)
    mp = ctx.context
    rows = [[mp.mpf(float(x)) for x in row] for row in X]

    def entry(u: list, v: list) -> mpmath.mpf:
        r, s = (mp.sqrt(mp.fsum(x * x for x in w)) for w in (u, v))
        apart = mp.sqrt(mp.fsum((a / r - b / s) ** 2 for a, b in zip(u, v, strict=True)))
        together = mp.sqrt(mp.fsum((a / r + b / s) ** 2 for a, b in zip(u, v, strict=True)))
        return kernel.value(ctx, r, s, 2 * mp.atan2(apart, together))

    return [[entry(u, v) for v in rows] for u in rows]


@pytest.mark.parametrize("text", KERNELS)
def test_against_differences_in_forty_digits(text: str):
    kernel = parse(text)
    for name in free_parameters(kernel):
        inner = getattr(kernel, "kernel", kernel)
        middle = float(getattr(inner, name).radicand) ** 0.5 if "sqrt" in text else float(getattr(inner, name))
        step = Fraction(1, 2**34)
        # exp(+-h) to second order is enough: the difference quotient is exact to h^2, below 1e-20.
        up, down = (Fraction(middle) * (1 + side * step + step * step / 2) for side in (1, -1))
        high, low = (values(_exactly(kernel, name, value)) for value in (up, down))
        expected = numpy.array(
            [
                [float((a - b) / (2 * mpmath.mpf(1) / 2**34)) for a, b in zip(*pair, strict=True)]
                for pair in zip(high, low, strict=True)
            ]
        )
        found = log_gradient(with_parameter(kernel, name, middle), name, X)
        assert numpy.allclose(found, expected, rtol=1e-11, atol=1e-12 * abs(expected).max())
        assert abs(expected).max() > 1e-3


def _exactly(kernel: Kernel, name: str, value: Fraction) -> Kernel:
    from dataclasses import replace

    from ntkproofs.kernels import Homogeneous

    if isinstance(kernel, Homogeneous):
        return Homogeneous(_exactly(kernel.kernel, name, value))
    return replace(kernel, **{name: value})  # type: ignore[type-var]


def test_coincident_and_distant_points():
    points = numpy.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1e6, 0.0]])
    for text in ("laplace(c=1)", "gamma_exponential(c=1, gamma=3/2)", "homogeneous(gamma_exponential(c=1, gamma=3/2))"):
        for name in free_parameters(parse(text)):
            slopes = log_gradient(parse(text), name, points)
            assert numpy.isfinite(slopes).all()
            assert slopes[0, 1] == 0
            assert slopes[2, 2] == 0


def test_what_is_not_free():
    assert free_parameters(parse("ntk(layers=3)")) == ()
    assert free_parameters(parse("laplace(c=1) + gaussian(c=1)")) == ()
    with pytest.raises(ValueError, match=r"one of the free parameters \(c\) was needed, 'gamma' came"):
        log_gradient(parse("laplace(c=1)"), "gamma", X)
    with pytest.raises(ValueError, match=r"gamma = .* does not satisfy 0 < gamma <= 2"):
        with_parameter(parse("gamma_exponential(c=1, gamma=1)"), "gamma", 2.5)
    with pytest.raises(ValueError, match="c = nan is not positive and finite"):
        with_parameter(parse("laplace(c=1)"), "c", float("nan"))
    assert str(with_parameter(parse("gamma_exponential(c=1, gamma=1)"), "gamma", numpy.exp(numpy.log(2.0)))).endswith(
        "gamma=2)"
    )
