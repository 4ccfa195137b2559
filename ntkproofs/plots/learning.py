r"""Learning of eigenmodes: what kernel gradient flow leaves of a spherical harmonic of degree k after time T."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from ntkproofs.plots.saving import STYLE, drawing_library
from ntkproofs.plots.spectra import COLOURS, DASHES
from ntkproofs.spectra import mercer

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DIGITS = 20
DEFAULT = tuple(range(8))


@final
@dataclass(frozen=True)
class Mode:
    r"""One degree: ``rate`` is :math:`\mu_k`, 0 for a mode that is never learned."""

    degree: int
    rate: float


@final
@dataclass(frozen=True)
class Learning:
    """The modes of one kernel on the sphere of one dimension."""

    kernel: str
    modes: tuple[Mode, ...]


def learning(kernel: Any, dim: int, degrees: Iterable[int] | None = None) -> Learning:
    r"""The rates :math:`\mu_k` of kernel gradient flow :math:`\partial_t r = -\mathcal{K}r` on :math:`S^{d-1}`.

    The part of the residual in degree k is :math:`e^{-\mu_k t}` times what it was (Jacot et al. 2018, section 5; Bowman
    and Montufar 2022, section 3).

    :raises ValueError: for an eigenvalue whose sign is not known or is negative: the flow does not shrink that mode.

    >>> from ntkproofs.kernels import NeuralTangentKernel
    >>> [mode.rate for mode in learning(NeuralTangentKernel(layers=2), 3, [1, 3]).modes]
    [0.3333333333333333, 0.0]
    """
    found = []
    for mu in mercer(kernel, dim, sorted(set(DEFAULT if degrees is None else degrees)), DIGITS):
        if not mu.decided or mu.value.startswith("-"):
            msg = (
                f"plot: eigenvalues >= 0 were needed, got mu_{mu.degree} = {mu.value} of {kernel}; leave the degree out"
            )
            raise ValueError(msg)
        found.append(Mode(mu.degree, float(mu.value)))
    if not any(mode.rate > 0 for mode in found):
        raise ValueError(f"plot: a positive eigenvalue was needed, {kernel} has none at these degrees; ask for others")
    return Learning(str(kernel), tuple(found))


def learning_figure(found: Sequence[Learning], dim: int, points: int = 300) -> Figure:
    r"""A figure of :math:`e^{-\mu_k t}` over the time on a logarithmic axis, one panel a kernel, one line a degree.

    :raises MissingExtra: when matplotlib is not installed.
    """
    library = drawing_library()
    from matplotlib.figure import Figure

    rates = [mode.rate for one in found for mode in one.modes if mode.rate > 0]
    low, high = math.log10(0.02 / max(rates)), math.log10(20 / min(rates))
    times = [10 ** (low + (high - low) * i / (points - 1)) for i in range(points)]
    with library.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 2.6 * len(found) + 0.6), layout="constrained")
        panels = figure.subplots(len(found), squeeze=False, sharex=True)[:, 0]
        for axes, one in zip(panels, found, strict=True):
            for i, mode in enumerate(one.modes):
                text = f"k = {mode.degree}" + ("" if mode.rate else ", never")
                left = [math.exp(-mode.rate * time) for time in times]
                axes.semilogx(times, left, color=COLOURS[i % 7], linestyle=DASHES[i // 7 % 4], label=text)
            axes.set_title(f"{one.kernel}, sphere of R^{dim}", fontsize=9)
            axes.set_ylabel("share left")
            axes.set_ylim(-0.03, 1.05)
            axes.grid(True, linewidth=0.3, color="#cccccc")
            axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), fontsize=8)
        panels[-1].set_xlabel("time of kernel gradient flow")
    return figure
