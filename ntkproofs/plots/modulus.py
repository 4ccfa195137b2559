r"""The modulus of continuity of a kernel mapping on the sphere beside its best bound :math:`C\,|x - y|^\alpha`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.plots.saving import STYLE, drawing_library
from ntkproofs.plots.spectra import COLOURS
from ntkproofs.smoothness import smoothness

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DIGITS = 40
#: the smallest angle drawn is :math:`10^{-6}\pi`
DECADES = 6


@final
@dataclass(frozen=True)
class Modulus:
    r"""Base-10 logarithms of chord and distance, and of the bound at the two ends of the chord's range.

    ``points`` are :math:`(\log_{10}|x-y|, \log_{10}\|\Phi(x)-\Phi(y)\|)`; ``bound`` is ``None`` where no constant is
    certified, and ``reason`` says why.
    """

    kernel: str
    points: tuple[tuple[float, float], ...]
    bound: tuple[tuple[float, float], tuple[float, float]] | None
    law: str


def modulus(kernel: Any, points: int = 121) -> Modulus:
    r"""The distances :math:`\|\Phi(x)-\Phi(y)\| = \sqrt{2\kappa(1)-2\kappa(\cos\theta)}` against the chord.

    >>> from ntkproofs.kernels import Gaussian
    >>> modulus(Gaussian(c=1), 5).law
    '1.41421 |x - y|'
    """
    ctx = MultiprecisionArithmetic(DIGITS)
    ten = ctx.log(ctx.rational(10))
    top = ctx.evaluate(kernel.kappa, ctx.rational(0))
    found = []
    for i in range(points):
        # theta = pi 10^(-6 (1 - i/(points - 1))); the chord is 2 sin(theta/2)
        angle = ctx.pi * ctx.exp(-ctx.rational(DECADES * (points - 1 - i), points - 1) * ten)
        square = 2 * (top - ctx.evaluate(kernel.kappa, angle))
        if square > 0:
            found.append((ctx.log(2 * ctx.sin(angle / 2)) / ten, ctx.log(square) / (2 * ten)))
    if not found:
        raise ValueError(f"plot: a kernel that is not constant was needed, got {kernel}; its mapping moves nothing")
    best = smoothness(kernel, 20)
    bound = None
    law = f"not certified: {best.reason}"
    if best.constant is not None:
        text = best.constant.mid().str(6, radius=False)
        law = f"{text} |x - y|" + ("" if best.is_lipschitz else f"^{best.exponent}")
        height = ctx.log(ctx.convert(best.constant.mid().str(20, radius=False))) / ten
        slope = ctx.convert(best.exponent)
        first, last = ((float(x), float(height + slope * x)) for x in (found[0][0], found[-1][0]))
        bound = (first, last)
    return Modulus(str(kernel), tuple((float(x), float(y)) for x, y in found), bound, law)


def modulus_figure(curves: Sequence[Modulus]) -> Figure:
    r"""A figure of :math:`\|\Phi(x)-\Phi(y)\|` against :math:`|x-y|` on log-log axes, best bounds dashed.

    :raises MissingExtra: when matplotlib is not installed.
    """
    library = drawing_library()
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    with library.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 4.4 + 0.32 * max(0, len(curves) - 1)), layout="constrained")
        axes = figure.add_subplot()
        for i, curve in enumerate(curves):
            colour = COLOURS[i % len(COLOURS)]
            x, y = zip(*curve.points, strict=True)
            axes.plot(x, y, color=colour, linewidth=1.8, label=curve.kernel)
            if curve.bound is None:
                axes.plot([], [], " ", label=f"bound {curve.law}")
            else:
                x, y = zip(*curve.bound, strict=True)
                axes.plot(x, y, color=colour, linestyle="--", linewidth=1, label=f"bound {curve.law}")
        power = FuncFormatter(lambda exponent, _: rf"$10^{{{exponent:.0f}}}$")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(MaxNLocator(integer=True))
            axis.set_major_formatter(power)
        axes.set_xlabel("chord |x - y|")
        axes.set_ylabel(r"$\|\Phi(x)-\Phi(y)\|$")
        axes.set_title("modulus of continuity on the unit sphere", fontsize=10)
        axes.grid(True, linewidth=0.3, color="#cccccc")
        figure.legend(loc="outside lower left", ncols=2, fontsize=8)
    return figure
