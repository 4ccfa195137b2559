"""The tangent kernel by automatic differentiation against the formula of the layers, for every activation."""

from __future__ import annotations

import builtins
import subprocess
import sys

import numpy as np
import pytest

import ntkproofs.activations as activations
from ntkproofs.activations import Activation, Softplus, Tanh
from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.claims import MissingExtra
from ntkproofs.networks import (
    Architecture,
    Model,
    count,
    empirical_tangent_kernel,
    fisher_information,
    fully_connected,
    jacobian,
    tangent_kernels,
)

X = np.array([[1.0, 0.0], [0.6, 0.8], [-0.8, 0.6], [0.1, -1.3]])
Y = np.array([[0.3, -0.4], [1.5, 0.2]])
#: The parameters of those that have no defaults.
GIVEN = {
    "Hermite": (3,),
    "Polynomial": ((0, 1, "1/2"),),
    "PiecewisePolynomial": ((0, 1), (0, 1, "1/2")),
    "RectifiedMonomial": (2,),
    "LeakyStep": ("1/4",),
}
STEPS = {"LeakyStep", "Sign", "Step"}
NAMES = sorted(
    name
    for name, kind in vars(activations).items()
    if isinstance(kind, type)
    and issubclass(kind, Activation)
    and not getattr(kind, "__abstractmethods__", None)
    and name not in {"Expression", *STEPS}
)


def _activation(name: str) -> Activation:
    return getattr(activations, name)(*GIVEN.get(name, ()))


def _pair(activation: Activation, widths=(2, 5, 3), bias=0.3):
    """Return a network of the stack, the same network as a model, and its parameters."""
    stack = Architecture(widths, activation, bias).draw(np.random.default_rng(7))
    pairs = [(w[0], b[0]) for w, b in zip(stack.weights, stack.biases, strict=True)]
    parameters = [pairs[0], *(own for pair in pairs[1:] for own in ((), pair))]
    return stack, fully_connected(widths, activation, bias=bias), parameters


@pytest.mark.parametrize("name", NAMES)
def test_the_two_kernels_agree(name):
    stack, model, parameters = _pair(_activation(name))
    assert np.allclose(model(parameters, X), stack(X)[0], rtol=1e-13, atol=1e-13)
    found = empirical_tangent_kernel(model, parameters, X, Y, outputs=(0, 2))
    assert np.allclose(found, tangent_kernels(stack, X, Y, outputs=(0, 2))[0], rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_step_moves_the_last_layer_only(name):
    model = fully_connected((2, 6, 1), _activation(name), bias=0.3)
    (weight, bias), own, (top, last) = model.init(np.random.default_rng(7))
    hidden = [Float64Arithmetic().evaluate(_activation(name).value, x @ weight.T / 2**0.5 + 0.3 * bias) for x in (X, Y)]
    found = empirical_tangent_kernel(model, [(weight, bias), own, (top, last)], X, Y)
    assert np.allclose(found, hidden[0] @ hidden[1].T / 6 + 0.09, rtol=1e-11)


def test_an_expression_is_an_activation_too():
    import sympy

    u = sympy.Symbol("u", real=True)
    activation = Activation.from_expression(sympy.Piecewise((u, u > 0), (u / (1 + u**2), True)))
    stack, model, parameters = _pair(activation)
    assert np.allclose(empirical_tangent_kernel(model, parameters, X), tangent_kernels(stack, X)[0], rtol=1e-11)


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_blocks_do_not_matter(rows):
    stack, model, parameters = _pair(Tanh(), (2, 4, 5, 3))
    memory = 16 * count(parameters) * rows
    whole = tangent_kernels(stack, X)[0]
    assert np.allclose(empirical_tangent_kernel(model, parameters, X, memory=memory), whole, rtol=1e-11)
    across = empirical_tangent_kernel(model, parameters, X, Y, outputs=(1, 2), memory=memory)
    assert np.allclose(across, tangent_kernels(stack, X, Y, outputs=(1, 2))[0], rtol=1e-11)


def test_gram_and_fisher_information_share_their_spectrum():
    _, model, parameters = _pair(Softplus())
    rows = jacobian(model, parameters, X, output=1)
    assert rows.shape == (4, count(parameters))
    gram = empirical_tangent_kernel(model, parameters, X, outputs=(1, 1))
    assert np.allclose(rows @ rows.T, gram, rtol=1e-12)
    ours = np.linalg.eigvalsh(fisher_information(model, parameters, X, output=1))
    assert np.allclose(ours[-4:], np.linalg.eigvalsh(gram) / 4, rtol=1e-10)
    assert np.allclose(ours[:-4], 0, atol=1e-12)


def test_a_model_by_hand():
    # f = v tanh(w x): df/dv = tanh(w x), df/dw = v x (1 - tanh^2)
    model = Model(
        lambda generator: np.array([2.0, 0.5]),
        lambda own, inputs: own[0] * traced_tanh(own[1] * inputs),
    )
    x = np.array([[1.0], [-2.0]])
    bent = np.tanh(x / 2)
    rows = np.hstack([bent, 2 * x * (1 - bent**2)])
    assert np.allclose(jacobian(model, model.init(None), x), rows)
    assert np.allclose(empirical_tangent_kernel(model, model.init(None), x), rows @ rows.T)


def traced_tanh(values):
    import jax.numpy

    return jax.numpy.tanh(values)


def test_a_seed_repeats():
    model = fully_connected((2, 4, 1), Tanh())
    first, second = (model.init(np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(model(first, X), model(second, X))
    assert count(first) == 12


def test_precision_is_left_alone():
    import jax.numpy

    _, model, parameters = _pair(Tanh())
    assert empirical_tangent_kernel(model, parameters, X).dtype == np.float64
    assert jax.numpy.ones(1).dtype == np.float32


def test_the_room_loads_without_jax():
    code = "import sys, ntkproofs.networks; print('jax' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_missing_library_is_one_line(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name.partition(".")[0] == "jax":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'ntkproofs\[networks\]'"):
        fully_connected((2, 4, 1), Tanh())([], X)


@pytest.mark.parametrize(("widths", "text"), [((2,), "at least two widths"), ((2, 0, 1), "positive widths")])
def test_what_is_refused(widths, text):
    with pytest.raises(ValueError, match=text):
        fully_connected(widths, Tanh())
