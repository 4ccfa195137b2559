r"""Shapes of kernels on the sphere: :math:`\kappa(\cos\theta)` against the angle, one line a kernel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.plots.saving import STYLE, drawing_library
from ntkproofs.plots.spectra import COLOURS, DASHES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DIGITS = 30


@final
@dataclass(frozen=True)
class Curve:
    r"""Points :math:`(\theta, y)` of one kernel, :math:`\theta \in [0, \pi]`, and the text of the legend."""

    label: str
    points: tuple[tuple[float, float], ...]


def shape(kernel: Any, points: int = 181) -> Curve:
    r"""The curve :math:`\kappa(\cos\theta)` at equally spaced angles from 0 to :math:`\pi`, both included.

    >>> from ntkproofs.kernels import Laplace
    >>> shape(Laplace(c=1), 3).points[0]
    (0.0, 1.0)
    """
    ctx = MultiprecisionArithmetic(DIGITS)
    angles = [ctx.pi * ctx.rational(i, points - 1) for i in range(points)]
    return Curve(str(kernel), tuple((float(x), float(ctx.evaluate(kernel.kappa, x))) for x in angles))


def shapes_figure(curves: Sequence[Curve]) -> Figure:
    r"""A figure of :math:`\kappa(\cos\theta)` over the angle, in degrees of arc from :math:`0` to :math:`\pi`.

    :raises MissingExtra: when matplotlib is not installed.
    """
    library = drawing_library()
    from matplotlib.figure import Figure

    with library.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 4.4), layout="constrained")
        axes = figure.add_subplot()
        for i, curve in enumerate(curves):
            x, y = zip(*curve.points, strict=True)
            axes.plot(x, y, color=COLOURS[i % len(COLOURS)], linestyle=DASHES[i % len(DASHES)], label=curve.label)
        axes.set_xticks([0, math.pi / 4, math.pi / 2, 3 * math.pi / 4, math.pi], ["0", "π/4", "π/2", "3π/4", "π"])
        axes.set_xlim(0, math.pi)
        axes.set_xlabel("angle between the inputs")
        axes.set_ylabel(r"$\kappa$")
        axes.set_title("kernels on the unit sphere", fontsize=10)
        axes.grid(True, linewidth=0.3, color="#cccccc")
        figure.legend(loc="outside lower left", fontsize=8)
    return figure
