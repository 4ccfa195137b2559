r"""JAX, the library of automatic differentiation: loaded when it is needed, in double precision while we use it."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.claims import MissingExtra


def differentiation_library() -> Any:
    """The module jax.

    :raises MissingExtra: when it is not installed.
    """
    try:
        import jax
    except ImportError:
        raise MissingExtra(
            "networks: jax was needed and is not installed; install the extra: pip install 'ntkproofs[networks]'"
        ) from None
    return jax


@contextlib.contextmanager
def double_precision() -> Iterator[Any]:
    """The module jax, with 64-bit numbers inside the block and untouched outside of it.

    >>> with double_precision() as jax:
    ...     print(jax.numpy.ones(2).dtype)
    float64
    """
    jax = differentiation_library()
    with jax.enable_x64(True):
        yield jax


def traced_arithmetic() -> Float64Arithmetic:
    """The arithmetic in which a formula of ours becomes a differentiable function of JAX arrays."""
    jax = differentiation_library()
    return Float64Arithmetic(jax.numpy, special=importlib.import_module("jax.scipy.special"))
