r"""The gradient flow of a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ntkproofs.networks.differentiation import double_precision
from ntkproofs.networks.model import Model, Parameters


def gradient_flow(
    model: Model,
    parameters: Parameters,
    X: ArrayLike,
    loss: Callable[[Any, Any], Any],
    data: Any,
    *,
    times: Sequence[float],
    step: float,
) -> Iterator[Parameters]:
    r"""Give the parameters at the `times` along :math:`\dot\theta = -\partial_\theta\,\ell(f(X; \theta), \text{data})`.

    `loss(outputs, data)` is a JAX function of the outputs (N, n_L) at the rows of X. The flow is followed by the
    classical Runge-Kutta method with a fixed `step`, of which the times must be increasing multiples.

    :raises ValueError: for times that are not increasing multiples of the step.
    :raises MissingExtra: when JAX is not installed.

    >>> one = Model(lambda generator: np.array(1.0), lambda own, inputs: own * inputs)
    >>> def loss(f, y):
    ...     return ((f - y) ** 2).sum() / 2
    >>> flow = gradient_flow(one, np.array(1.0), [[1.0]], loss, 0.0, times=(1, 2), step=0.1)
    >>> [round(float(end), 4) for end in flow]  # exp(-t)
    [0.3679, 0.1353]
    """
    counts = [round(time / step) for time in times]
    if sorted(set(counts)) != counts or not np.allclose([n * step for n in counts], times, rtol=1e-12):
        msg = f"gradient_flow: needed increasing multiples of the step {step}, got {tuple(times)}; choose another step"
        raise ValueError(msg)
    points, taken = np.asarray(X, dtype=np.float64), 0
    for count in counts:
        with double_precision():
            advance = _compiled(model, loss)
            for _ in range(count - taken):
                parameters = advance(parameters, points, data, step)
        taken = count
        yield parameters


@lru_cache(maxsize=16)
def _compiled(model: Model, loss: Callable[[Any, Any], Any]) -> Any:
    """Compile one step of the Runge-Kutta method."""
    with double_precision() as jax:

        def slope(own: Parameters, points: Any, data: Any) -> Parameters:
            outputs, pull = jax.vjp(lambda parameters: model.apply(parameters, points), own)
            _, down = jax.vjp(lambda values: loss(values, data), outputs)
            return pull(-down(jax.numpy.ones(()))[0])[0]

        def moved(own: Parameters, direction: Parameters, share: Any) -> Parameters:
            return jax.tree.map(lambda a, d: a + share * d, own, direction)

        def advance(own: Parameters, points: Any, data: Any, step: Any) -> Parameters:
            first = slope(own, points, data)
            second = slope(moved(own, first, step / 2), points, data)
            third = slope(moved(own, second, step / 2), points, data)
            fourth = slope(moved(own, third, step), points, data)
            return jax.tree.map(
                lambda a, p, q, r, s: a + step / 6 * (p + 2 * q + 2 * r + s), own, first, second, third, fourth
            )

        return jax.jit(advance)
