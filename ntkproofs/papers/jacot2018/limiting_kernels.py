r"""The limiting kernels of the paper, as kernels of the library with the paper's constructor arguments."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Expr, Rational, Symbol

from ntkproofs.activations import Activation, Polynomial, ReLU
from ntkproofs.arithmetic import Arithmetic, ExactArithmetic
from ntkproofs.checks import Computation
from ntkproofs.kernels import Conjugate, Kernel, NeuralTangentKernel

PLAIN_RELU = ReLU()
COSINE = Symbol("t")


def tangent(layers: int, beta: Expr | int, inputs: int = 2, activation: Activation = PLAIN_RELU) -> NeuralTangentKernel:
    r"""Return :math:`\Theta_\infty^{(L)}`.

    >>> tangent(4, Rational(1, 10)).trace
    Fraction(113, 400)
    """
    # The constructor takes rationals and square roots of rationals, SymPy's included.
    return NeuralTangentKernel(
        layers=layers,
        activation=activation,
        bias_variance=Fraction(str(sympy.sympify(beta) ** 2)),
        bias=sympy.sympify(beta),
        input_scale=1 / sympy.sqrt(inputs),
    )


def covariance(layers: int, beta: Expr | int, inputs: int = 2, activation: Activation = PLAIN_RELU) -> Conjugate:
    r"""Return :math:`\Sigma^{(L)}`.

    >>> covariance(2, Rational(1, 10)).trace
    Fraction(53, 200)
    """
    same = tangent(layers, beta, inputs, activation)
    return Conjugate(
        layers=layers, activation=activation, bias_variance=same.bias_variance, input_scale=same.input_scale
    )


def at(kernel: Kernel, part: Rational | int) -> Computation:
    r"""Return the value of a kernel at the angle :math:`p\pi` on the unit sphere, as a ball for any precision."""
    p = sympy.Rational(part)
    above, below = int(p.p), int(p.q)
    return Computation(lambda ctx: kernel.kappa(ctx, ctx.pi * ctx.rational(above, below)))


def combination(*terms: tuple[Rational | int, Computation]) -> Computation:
    """Return a rational combination of values, as a ball for any precision."""

    weights = [(int(w.p), int(w.q)) for w in (sympy.Rational(weight) for weight, _ in terms)]

    def total(ctx: Arithmetic) -> Any:
        parts = (value.formula(ctx) for _, value in terms)
        scaled = (ctx.rational(*weight) * part for weight, part in zip(weights, parts, strict=True))
        return sum(scaled, ctx.rational(0))

    return Computation(total)


def exactly(kernel: Kernel, angle: Expr) -> Expr:
    """Return the exact value of a kernel of one or two layers at an angle, on the unit sphere."""
    return kernel.kappa(ExactArithmetic(), angle)


def polynomial(coefficients: tuple[int | Rational, ...]) -> Polynomial:
    """Return the polynomial activation with these coefficients, constant term first."""
    return Polynomial(tuple(Fraction(str(c)) for c in coefficients))


def in_cosine(kernel: Kernel) -> Expr:
    """Return a kernel of a polynomial activation as an expanded polynomial in the cosine.

    >>> in_cosine(tangent(2, Rational(1, 10), activation=polynomial((0, 0, 1))))
    3*t**2/2 + 3*t/50 + 2707/10000
    """
    return sympy.expand(kernel.expression())
