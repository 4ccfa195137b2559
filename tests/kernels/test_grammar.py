"""The grammar: what is read as what, and one clear line for everything else; no text is ever run."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from ntkproofs.activations import Erf, Exponential, Polynomial, ReLU, SquareRoot
from ntkproofs.kernels import (
    ArcCosine,
    Conjugate,
    ExpressionKernel,
    GammaExponential,
    Gaussian,
    Homogeneous,
    Kernel,
    KernelSyntaxError,
    Laplace,
    NeuralTangentKernel,
    Product,
    Scaled,
    Sum,
    parse,
)
from ntkproofs.kernels.catalogue import KERNELS
from ntkproofs.kernels.grammar import parse_activation

T = sympy.Symbol("t")
HALF = Fraction(1, 2)

READ: dict[str, Kernel] = {
    "ntk(layers=3)": NeuralTangentKernel(3),
    "ntk(3)": NeuralTangentKernel(3),
    " ntk( layers = 3 , bias = 1 ) ": NeuralTangentKernel(3, bias=1),
    "nngp(layers=4)": Conjugate(4),
    "arc_cosine(degree=1)": ArcCosine(1),
    "laplace(c=1)": Laplace(1),
    "laplace(c=0.1)": Laplace(Fraction(1, 10)),
    "laplace(c=1e-3)": Laplace(Fraction(1, 1000)),
    "laplace(c=2**3/7)": Laplace(Fraction(8, 7)),
    "gaussian(c=1)": Gaussian(1),
    "gamma_exponential(c=1, gamma=1/2)": GammaExponential(1, HALF),
    "ntk(layers=2, activation=erf)": NeuralTangentKernel(2, activation=Erf()),
    "ntk(layers=2, activation=exponential(shift=-2))": NeuralTangentKernel(2, activation=Exponential(shift=-2)),
    "nngp(layers=2, activation=polynomial((1, 0, 1/2)))": Conjugate(2, activation=Polynomial((1, 0, HALF))),
    "ntk(layers=2, activation=relu, input_scale=1/sqrt(2))": NeuralTangentKernel(
        2, activation=ReLU(), input_scale=SquareRoot(HALF)
    ),
    "ntk(layers=2) + laplace(c=1)": Sum(NeuralTangentKernel(2), Laplace(1)),
    "ntk(layers=2) - laplace(c=1)": Sum(NeuralTangentKernel(2), Scaled(Laplace(1), Fraction(-1))),
    "ntk(layers=2)*laplace(c=1)": Product(NeuralTangentKernel(2), Laplace(1)),
    "ntk(layers=2)/3": Scaled(NeuralTangentKernel(2), Fraction(1, 3)),
    "-laplace(c=1)": Scaled(Laplace(1), Fraction(-1)),
    "homogeneous(laplace(c=1))": Homogeneous(Laplace(1)),
    "2*homogeneous(exp(t))": Scaled(Homogeneous(ExpressionKernel(sympy.exp(T))), Fraction(2)),
    "t*laplace(c=1)": Product(ExpressionKernel(T), Laplace(1)),
    "exp(-sqrt(2-2*t))": ExpressionKernel(sympy.exp(-sympy.sqrt(2 - 2 * T))),
    "t*acos(-t)/pi": ExpressionKernel(T * sympy.acos(-T) / sympy.pi),
    "1/4*t**2+1": ExpressionKernel(T**2 / 4 + 1),
    "0.5*t": ExpressionKernel(T / 2),
    "E**2*t": ExpressionKernel(sympy.exp(2) * T),
    "abs(t)": ExpressionKernel(sympy.Abs(T)),
    "1": ExpressionKernel(sympy.Integer(1)),
}


@pytest.mark.parametrize("text", READ)
def test_what_is_read(text: str) -> None:
    assert parse(text) == READ[text]
    assert parse(str(parse(text))) == READ[text]


@pytest.mark.parametrize("entry", KERNELS, ids=lambda entry: entry.name)
def test_every_example_of_the_catalogue_is_read(entry: Any) -> None:
    assert isinstance(parse(entry.example), entry.kernel)


REFUSED: dict[str, str] = {
    "ntk(layers=0)": "ntk: layers = 0 does not satisfy layers >= 1; layers is the number of weight layers",
    "ntk(layers=5/2)": "ntk: layers = 5/2 is not an integer",
    "ntk(layers=1001)": "layers <= 1000 was needed",
    "ntk()": "ntk: layers was needed and did not come; it has layers >= 1",
    "ntk": "write ntk(...)",
    "ntk(layer=3)": "'layer' is not one of its parameters",
    "ntk(2, layers=3)": "layers came twice",
    "laplace(1, 2)": "at most 1 arguments were needed, 2 came",
    "laplace(c=0)": "laplace: c = 0 does not satisfy c > 0",
    "laplace(c=t)": "laplace: c as a rational number was needed, 't' came",
    "laplace(c=sqrt(2))": "laplace: c as a rational number was needed",
    "laplace(c=laplace(c=1))": "laplace: c as a rational number was needed",
    "gamma_exponential(c=1, gamma=3)": "gamma = 3 does not satisfy 0 < gamma <= 2",
    "arc_cosine(degree=-1)": "arc_cosine: degree = -1 does not satisfy degree >= 0",
    "ntk(layers=2, activation=step)": "no derivative that is a square integrable function",
    "ntk(layers=2, activation=exp(u**2))": "square integrable against the Gaussian was needed",
    "ntk(layers=2, activation=sqrt(u))": "complex-valued or undefined at u = -11",
    "ntk(layers=2, activation=u*t)": "activation: one of relu, step,",
    "ntk(layers=2, activation=swish)": "activation: one of relu, step,",
    "ntk(layers=2, activation=2*relu)": "activation: one of relu, step,",
    "ntk(layers=2, bias=pi)": "ntk: bias as a rational number or the square root of one was needed",
    "ntk(layers=2, bias=-1)": "bias = -1 does not satisfy bias >= 0",
    "exp(ntk(layers=2))": "exp: an expression in t was needed, the kernel ntk(layers=2) came",
    "ntk(layers=2)**2": "a power of an expression in t, not of a kernel",
    "1/ntk(layers=2)": "divisor",
    "0*ntk(layers=2)": "a non-zero factor of ntk(layers=2) was needed",
    "foo(3)": "'foo' is not known; use ntk, nngp",
    "x": "the variable is t",
    "exp(t, t)": "exp: one argument was needed, 2 came",
    "sqrt(t-2)": "an expression with real values for -1 < t < 1 was needed",
    "log(t)": "has none at t = cos(2)",
    "sqrt(-1)": "an expression with real values",
    "1/0": "a non-zero divisor was needed",
    "t/(t-t)": "a non-zero divisor was needed",
    "t**t": "a rational exponent",
    "2**10000": "a rational exponent of size at most 200",
    "(2**200)**200": "a real power of at most 4096 bits",
    "((t+1)**20)**20": "a total exponent of size at most 200",
    "(-8)**(1/3)": "a real power",
    "9" * 401: "a number of at most 400 digits",
    "1e-1000": "a decimal exponent of size at most 200",
    "1e9999": "a decimal exponent of size at most 200",
    "True": "a decimal number was needed",
    "1j": "a decimal number was needed",
    "'t'": "a decimal number was needed",
    "0x10": "a decimal number was needed",
    "": "a call such as ntk(layers=2) or an expression in t was needed",
    "t +": "an expression in t was needed",
    "t = 1": "an expression in t was needed",
    "(" * 250 + "t" + ")" * 250: "an expression in t was needed",
    "-" * 100 + "t": "nested at most 60 deep",
    "+".join(["t"] * 300): "at most 500 terms",
    "t+" * 600 + "t": "a text of at most 1000 characters was needed",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:40])
def test_what_is_refused(text: str) -> None:
    with pytest.raises(KernelSyntaxError) as caught:
        parse(text)
    assert REFUSED[text] in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


ATTACKS = [
    "__import__('os').system('id')",
    "__import__",
    "().__class__",
    "t.__class__",
    "t.subs(t, 1)",
    "[t for t in (1, 2)]",
    "lambda: 0",
    "(lambda: 0)()",
    "exec('1')",
    "eval('1')",
    "open('/etc/passwd')",
    "sympify('1')",
    "f'{t}'",
    "t if t else 1",
    "t and t",
    "t < 1",
    "{t}",
    "ntk(**{'layers': 2})",
    "ntk(*[2])",
    "(t := 3)",
    "print",
    "exp(__import__('os'))",
    "ntk(layers=__import__('os').getpid())",
    "ntk(layers=2, activation=__import__('os'))",
    "t\n__import__('os')",
    "\x00",
    "\ud800",
]


@pytest.mark.parametrize("text", ATTACKS, ids=repr)
def test_attacks_are_refused_unread(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins
    import os

    def trap(*arguments: Any, **named: Any) -> Any:
        raise AssertionError("the grammar ran its input")

    for name in ("eval", "exec", "open"):
        monkeypatch.setattr(builtins, name, trap)
    monkeypatch.setattr(os, "system", trap)
    monkeypatch.setattr(os, "getpid", trap)
    monkeypatch.setattr(sympy, "sympify", trap)
    monkeypatch.setattr(sympy, "parse_expr", trap)
    with pytest.raises(KernelSyntaxError) as caught:
        parse(text)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet="t0123456789+-*/().,=esqrtxplabcogn_ k", max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_kernel_or_one_line(text: str) -> None:
    try:
        kernel = parse(text)
    except KernelSyntaxError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert parse(str(kernel)) == kernel


def test_not_a_text() -> None:
    with pytest.raises(KernelSyntaxError, match="a text was needed, a int came"):
        parse(3)  # type: ignore[arg-type]


def test_activations() -> None:
    assert parse_activation("exponential(1/2, shift=-2)") == Exponential(rate=HALF, shift=-2)
    assert parse_activation("relu(scale_squared=2)") == ReLU(scale_squared=2)
    with pytest.raises(KernelSyntaxError):
        parse_activation("relu(scale_squared=0)")
