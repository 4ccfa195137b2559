"""Spectra on log-log axes: one colour a kernel, full marks for even degrees, hollow ones for odd degrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ntkproofs.plots.points import Series
from ntkproofs.plots.saving import STYLE, drawing_library

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Okabe and Ito's colours, told apart by colour-blind readers; the marks differ as well.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
DASHES = ("-", "--", "-.", ":")
MARKS = ("o", "s", "^", "D", "v", "P", "X")


def spectra_figure(series: Sequence[tuple[Series, Series]], dim: int) -> Figure:
    r"""A figure of :math:`|\mu_k|` against :math:`k`, with the exact laws :math:`C k^{-p}` of the two parities.

    Even degrees have full marks and a dashed law, odd degrees hollow marks and a dotted law. A parity that is exactly
    zero cannot stand on a logarithmic axis; the legend says so.

    :raises MissingExtra: when matplotlib is not installed.
    """
    library = drawing_library()
    from matplotlib.figure import Figure

    with library.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.8 + 0.32 * max(0, len(series) - 1)), layout="constrained")
        axes = figure.add_subplot()
        for i, pair in enumerate(series):
            colour, mark = COLOURS[i % len(COLOURS)], MARKS[i % len(MARKS)]
            axes.plot([], [], " ", label=pair[0].kernel)
            for part in pair:
                _draw(axes, part, colour, mark)
        if len(series) % 2 and len(series) > 1:
            # The legend has two columns: three empty lines keep those of one kernel together.
            for _ in range(3):
                axes.plot([], [], " ", label=" ")
        _frame(axes, series)
        axes.set_title(f"eigenvalues on the unit sphere of R^{dim}, uniform probability measure", fontsize=10)
        figure.legend(loc="outside lower left", ncols=1 if len(series) == 1 else 2, fontsize=8)
    return figure


def _draw(axes: Any, part: Series, colour: str, mark: str) -> None:
    odd = part.parity == "odd"
    inside = "none" if odd else colour
    axes.plot(
        [x for x, _ in part.points],
        [y for _, y in part.points],
        linestyle="none",
        marker=mark,
        markersize=4,
        markeredgecolor=colour,
        markerfacecolor=inside,
        markeredgewidth=0.9,
        label=part.legend,
    )
    turned = [point for point, negative in zip(part.points, part.negative, strict=True) if negative]
    if turned:
        axes.plot([x for x, _ in turned], [y for _, y in turned], "x", color="black", markersize=5, markeredgewidth=0.7)
    if part.line is not None:
        (x0, y0), (x1, y1) = part.line
        axes.plot([x0, x1], [y0, y1], linestyle=":" if odd else "--", color=colour, linewidth=1.1, zorder=1)


def _frame(axes: Any, series: Sequence[tuple[Series, Series]]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

    points = [point for pair in series for part in pair for point in part.points]
    if points:
        # The points set the frame; a law may leave it at small degrees.
        low, high = min(y for _, y in points), max(y for _, y in points)
        room = 0.04 * max(high - low, 1)
        axes.set_ylim(low - room, high + room)
    axes.xaxis.set_major_locator(MultipleLocator(1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    power = FuncFormatter(lambda exponent, _: rf"$10^{{{exponent:.0f}}}$")
    axes.xaxis.set_major_formatter(power)
    axes.yaxis.set_major_formatter(power)
    axes.set_xlabel("degree k")
    axes.set_ylabel(r"$|\mu_k|$")
    axes.grid(True, linewidth=0.3, color="#cccccc")
