"""The catalogue: complete, documented, and what the command lists."""

from __future__ import annotations

import ntkproofs.activations as activations
import ntkproofs.kernels as kernels
from ntkproofs.activations import Activation, Expression
from ntkproofs.kernels import ExpressionKernel, FormulaKernel, Homogeneous, Kernel, Product, Scaled, Sum
from ntkproofs.kernels.catalogue import ACTIVATIONS, KERNELS


def concrete(room: object, kind: type) -> set[type]:
    classes = [value for value in vars(room).values() if isinstance(value, type) and issubclass(value, kind)]
    return {c for c in classes if not getattr(c, "__abstractmethods__", None)}


def test_every_kernel_with_a_name_is_listed() -> None:
    built = {Sum, Product, Scaled, ExpressionKernel, FormulaKernel, Homogeneous}
    assert {entry.kernel for entry in KERNELS} == concrete(kernels, Kernel) - built
    assert len({entry.name for entry in KERNELS}) == len(KERNELS)


def test_every_activation_is_listed() -> None:
    assert set(ACTIVATIONS) == concrete(activations, Activation) - {Expression}


def test_entries_say_what_they_are() -> None:
    for entry in KERNELS:
        assert entry.summary.endswith(".")
        assert ":math:" not in entry.summary
        assert entry.formula
        assert entry.source
        assert entry.parameters
        for parameter in entry.parameters:
            assert parameter.meaning
            assert parameter.domain
