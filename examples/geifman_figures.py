r"""Figures 1, 2 and 4 of Geifman et al. (2020), drawn again.

``python examples/geifman_figures.py FOLDER`` writes three pictures, in about half a minute, most of it for two Gram
matrices of 2000 points; ``docs/pictures`` has what it draws.

* ``geifman_figure_1.svg``: the six-layer kernel with the Laplace and the Gaussian kernel fitted to it, and the decay of
  their eigenvalues on the circle and on the two-sphere with least-squares slopes;
* ``geifman_figure_2.png``: eigenfunctions of the two-layer kernel on the unit disk in decreasing order, and their
  correlations with those of the Laplace kernel on random points;
* ``geifman_figure_4.svg``: the fitted width against the depth, with the affine part and without it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from sympy import Rational

from ntkproofs.arithmetic import Float64Arithmetic
from ntkproofs.kernels import Gaussian, Laplace, NeuralTangentKernel
from ntkproofs.papers.bietti2019.spectral_sequences import mu_kappa
from ntkproofs.papers.geifman2020 import disk_eigenvectors
from ntkproofs.papers.geifman2020.figure_2 import bias_eigenvalue
from ntkproofs.papers.geifman2020.figure_4 import DEPTHS, fit
from ntkproofs.papers.geifman2020.theorem_5 import disk_moment, matrix
from ntkproofs.plots.saving import STYLE, drawing_library, save
from ntkproofs.plots.spectra import COLOURS, MARKS
from ntkproofs.spectra import mercer

LAYERS = 6
#: The end of the search for a width.
LEAST_RATE = 1e-3


def _figure(width: float, height: float) -> Any:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def figure_1(path: Path, last: int = 50) -> None:
    """The shapes on the left, the eigenvalues with slopes over 1 <= k <= last on the right."""
    ctx, angles = Float64Arithmetic(), np.linspace(0, np.pi, 361)
    network = NeuralTangentKernel(layers=LAYERS)
    laplace, gaussian = (fit(LAYERS, 0, kind, True) for kind in ("laplace", "gaussian"))
    near = {"Laplace": (Laplace, laplace), "Gaussian": (Gaussian, gaussian)}
    with drawing_library().rc_context(STYLE):
        figure = _figure(10.5, 3.8)
        shapes, circle, sphere = figure.subplots(1, 3)
        shapes.plot(angles, network.kappa(ctx, angles) / LAYERS, color=COLOURS[0], label=f"NTK, L = {LAYERS}")
        for place, (name, (family, found)) in enumerate(near.items(), start=1):
            kernel = family(Fraction(found.rate))
            curve = found.offset + found.amplitude * kernel.kappa(ctx, angles)
            label = f"{name}, c = {found.rate:.2f} (error {found.deviation:.3f})"
            shapes.plot(angles, curve, color=COLOURS[place], linestyle="--" if place == 1 else ":", label=label)
        shapes.set_xlabel("angle")
        shapes.set_title("kernels, affine fits", fontsize=9)
        shapes.legend(fontsize=7)
        for axes, dim in ((circle, 2), (sphere, 3)):
            degrees = range(1, last + 1)
            kernels = {f"NTK, L = {LAYERS}": network}
            kernels |= {name: family(Fraction(f"{found.rate:.5f}")) for name, (family, found) in near.items()}
            for place, (name, kernel) in enumerate(kernels.items()):
                shown = [k for k in degrees if name != "Gaussian" or k <= 12]
                spectrum = mercer(kernel, dim, shown, digits=12)
                values = np.array([float(spectrum[k].value) for k in shown])
                slope = np.polyfit(np.log(shown), np.log(values), 1)[0]
                label = name if name == "Gaussian" else f"{name}: slope {slope:.2f}"
                axes.loglog(shown, values, MARKS[place], markersize=3, color=COLOURS[place], label=label)
            axes.set_xlabel("degree k")
            axes.set_title(f"eigenvalues on S^{dim - 1}, slopes over k <= {last}", fontsize=9)
            axes.set_ylim(bottom=1e-8)
            axes.legend(fontsize=7)
    save(figure, path)


def eigenfunctions(bias: Rational, count: int) -> list[tuple[float, str, int, float, float]]:
    """The first eigenfunctions (a r + b) Y on the disk: eigenvalue, cos or sin, degree, a, b, in decreasing order."""
    found = []
    for degree in range(12):
        l0, l1 = mu_kappa(Rational(degree), Rational(2)), bias * bias_eigenvalue(degree)
        small = np.array(matrix(l0, l1, disk_moment(1), disk_moment(2)).evalf(30).tolist(), dtype=float)
        values, vectors = np.linalg.eig(small)
        for value, (a, b) in zip(values.real, vectors.real.T, strict=True):
            if value > 1e-12:
                kinds = ("cos",) if degree == 0 else ("cos", "sin")
                # the sign is that of the rim
                sign = 1 if a + b > 0 else -1
                found += [(float(value), kind, degree, sign * float(a), sign * float(b)) for kind in kinds]
    return sorted(found, key=lambda row: -row[0])[:count]


def figure_2(path: Path, points: int = disk_eigenvectors.POINTS, first: int = 40, last: int = 400) -> None:
    """Twelve eigenfunctions for beta = 1, and the correlations with the Laplace kernel's."""
    radius, angle = np.meshgrid(np.linspace(0, 1, 60), np.linspace(0, 2 * np.pi, 181))
    table = disk_eigenvectors.correlations(points, first, last, 0)
    shown = min(last, 100)
    with drawing_library().rc_context(STYLE):
        figure = _figure(10.5, 4.2)
        left, right = figure.subfigures(1, 2, width_ratios=(1.25, 1))
        for number, (axes, row) in enumerate(
            zip(left.subplots(3, 4).flat, eigenfunctions(Rational(1), 12), strict=True), start=1
        ):
            value, kind, degree, a, b = row
            wave = np.cos(degree * angle) if kind == "cos" else np.sin(degree * angle)
            height = (a * radius + b) * wave
            size = abs(height).max()
            axes.pcolormesh(
                radius * np.cos(angle),
                radius * np.sin(angle),
                height,
                cmap="RdBu_r",
                vmin=-size,
                vmax=size,
                shading="gouraud",
            )
            axes.set_aspect("equal")
            axes.set_axis_off()
            axes.set_title(f"{number}: k = {degree}, {value:.3g}", fontsize=7)
        axes = right.subplots()
        drawn = axes.imshow(
            table, cmap="Greys", aspect="auto", origin="lower", extent=(0.5, last + 0.5, 0.5, first + 0.5)
        )
        axes.plot(
            disk_eigenvectors.mean_indices(table),
            range(1, first + 1),
            ".",
            color=COLOURS[1],
            markersize=4,
            label=f"mean index up to {last}",
        )
        axes.set_xlim(0.5, shown + 0.5)
        axes.set_xlabel("index of the Laplace eigenvector, c = 1")
        axes.set_ylabel("index of the NTK eigenvector, L = 2")
        axes.set_title(f"absolute correlations, {points} points of the disk", fontsize=9)
        axes.legend(fontsize=7, loc="lower right")
        right.colorbar(drawn, ax=axes, shrink=0.8)
    save(figure, path)


def figure_4(path: Path, depths: Sequence[int] = DEPTHS) -> None:
    """The width of the Laplace kernel fitted to the network's, with the affine part and without it."""
    with drawing_library().rc_context(STYLE):
        figure = _figure(6.4, 4.0)
        axes = figure.subplots()
        rows = ((0, True, "b = 0, affine fit"), (1, True, "b = 1, affine fit"), (0, False, "b = 0, no affine part"))
        for place, (bias, affine, label) in enumerate(rows):
            widths = [fit(layers, bias, "laplace", affine).rate for layers in depths]
            # where the error falls to the end of the search there is no best width: the limit is affine in the chord
            widths = [width if width > 1.1 * LEAST_RATE else math.nan for width in widths]
            style = "-" if affine else ":"
            axes.plot(depths, widths, MARKS[place] + style, color=COLOURS[place], markersize=4, label=label)
        axes.set_xscale("log")
        axes.set_xticks(list(depths), [str(n) for n in depths], fontsize=7)
        axes.minorticks_off()
        axes.set_xlabel("layers L")
        axes.set_ylabel("fitted width c of exp(-c |x - z|)")
        axes.legend()
    save(figure, path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    figure_1(folder / "geifman_figure_1.svg")
    figure_2(folder / "geifman_figure_2.png")
    figure_4(folder / "geifman_figure_4.svg")
