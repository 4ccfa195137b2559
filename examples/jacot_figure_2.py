"""Figure 2 of Jacot, Gabriel and Hongler (2018): trained networks beside the percentiles of the limiting Gaussian.

``python examples/jacot_figure_2.py record FILE`` trains ten networks of each width (half a minute on one core);
``python examples/jacot_figure_2.py picture PICTURE`` draws the committed record. The four points and their targets are
ours, the paper does not give them; training runs until t = 1000 in 250 steps of rate 4.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
from sympy import Rational

from ntkproofs.activations import ReLU
from ntkproofs.networks import Architecture, descend
from ntkproofs.papers import records
from ntkproofs.papers.jacot2018.limiting_kernels import covariance, tangent
from ntkproofs.papers.jacot2018.trained_networks import POINTS, TARGETS
from ntkproofs.plots.saving import STYLE, drawing_library, save
from ntkproofs.plots.spectra import COLOURS
from ntkproofs.regression import Flow, GaussianLaw, KernelRegression, trained_law

WIDTHS, NETWORKS, RATE, STEPS = (50, 1000), 10, 4.0, 250
GAMMAS = np.linspace(-np.pi, np.pi, 73)
NAME, COMMAND = "figure_2", "python examples/jacot_figure_2.py record FILE"
COLUMNS = ("width", "seed", "residual", *(f"gamma {j - 36}" for j in range(len(GAMMAS))))


def circle() -> np.ndarray:
    """Return the points of the circle that are drawn, (73, 2)."""
    return np.stack([np.cos(GAMMAS), np.sin(GAMMAS)], axis=1)


def limit(time: float = math.inf) -> GaussianLaw:
    """Return the law of the limit on the circle."""
    tenth = Rational(1, 10)
    regression = KernelRegression(tangent(4, tenth), POINTS, TARGETS[:, 0])
    return trained_law(regression, covariance(4, tenth), circle(), Flow(time))


def record(widths: tuple[int, ...] = WIDTHS, networks: int = NETWORKS) -> records.Experiment:
    """Train the networks; one row each, with the largest residual and the values at the angles k pi/36."""
    rows = []
    for width in widths:
        for seed in range(networks):
            generator = np.random.default_rng([seed, 2028, width])
            drawn = Architecture((2, width, width, width, 1), ReLU(), 0.1).draw(generator)
            descend(drawn, POINTS, TARGETS[:, :1], rate=RATE, steps=STEPS)
            residual = float(np.abs(drawn(POINTS)[0] - TARGETS[:, :1]).max())
            rows.append((width, seed, f"{residual:.2e}", *(f"{value:.5g}" for value in drawn(circle())[0, :, 0])))
    return records.performed(NAME, COLUMNS, rows, command=COMMAND, seeds="[seed, 2028, width]", inputs="none")


def picture(rows: records.Experiment, path: Path) -> None:
    """Draw the networks and the 10th, 50th and 90th percentiles of the limit."""
    library = drawing_library()
    from matplotlib.figure import Figure

    low, middle, high = limit().percentiles([10, 50, 90])
    with library.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.5), layout="constrained")
        axes = figure.add_subplot()
        for place, width in enumerate(dict.fromkeys(rows.column("width"))):
            label = f"n = {width}: {len(rows.where(width=width).rows)} networks"
            for row in rows.where(width=width).rows:
                curve = [float(value) for value in row[3:]]
                axes.plot(GAMMAS, curve, color=COLOURS[place], linewidth=0.7, label=label)
                label = ""
        axes.fill_between(GAMMAS, low, high, color="0.85", zorder=0, label="infinite width, 10% to 90%")
        axes.plot(GAMMAS, middle, "k--", linewidth=1.4, label="infinite width, median")
        angles = np.arctan2(POINTS[:, 1], POINTS[:, 0])
        axes.plot(angles, TARGETS[:, 0], "o", color="black", markersize=5, label="data")
        axes.set_xlabel("angle γ")
        axes.set_ylabel("network function at (cos γ, sin γ), t = 1000")
        axes.legend(fontsize=8)
    save(figure, path)


if __name__ == "__main__":
    action, name = sys.argv[1:]
    if action == "record":
        Path(name).write_text(records.written(record()))
    else:
        picture(records.read("jacot2018", NAME), Path(name))
