"""`ntkproofs plot`: spectra of several kernels in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from . import options
from .completion import kernel_calls
from .examples import examples
from .output import output_option
from .progress import progress


@click.command(
    short_help="Draw spectra, shapes, moduli of continuity or learning curves.",
    epilog=examples(
        'ntkproofs plot "ntk(layers=2)" "laplace(c=1)" --dim 3 --degrees 1:30 --output spectra.svg',
        'ntkproofs plot "ntk(layers=2)" "gaussian(c=1)" --dim 3 --what shape --output shapes.png',
        'ntkproofs plot "ntk(layers=2)" --dim 3 --what learning --degrees 0:4 --output learning.pdf',
    ),
)
@click.argument("kernels", metavar="KERNEL...", nargs=-1, required=True, shell_complete=kernel_calls)
@options.dim
@click.option(
    "--what",
    type=click.Choice(["spectrum", "shape", "modulus", "learning"]),
    default="spectrum",
    show_default=True,
    help="Eigenvalues; kernels over the angle; distances of features over the chord with their best bound; "
    "what gradient flow leaves of each degree.",
)
@click.option(
    "--degrees",
    type=options.Degrees(),
    metavar="A:B|K,K,...",
    help="Degrees to draw: of a spectrum above 0, by default up to 400, thinned out; of learning by default 0:7.",
)
@output_option(required=True, help="Write the picture to FILE, a name ending in .png, .svg or .pdf.")
def plot(kernels: tuple[str, ...], dim: int, what: str, degrees: Sequence[int] | None, output: Path) -> int:
    """Draw the eigenvalues of kernels on log-log axes, even and odd degrees apart, with the exact laws C k^-p.

    Logarithms are taken before anything becomes a binary float, so that no eigenvalue is too small to be drawn. With
    --what other pictures of the same kernels.
    """
    from ntkproofs import plots
    from ntkproofs.kernels.grammar import parse
    from ntkproofs.plots.saving import drawing_library, format_of

    if degrees is not None and what in ("shape", "modulus"):
        raise click.UsageError(f"--degrees goes with a spectrum or with learning, got --what {what}; leave it out")
    format_of(output)
    # Asked before the eigenvalues are computed: a missing extra is known at once.
    drawing_library()
    parsed = [parse(kernel) for kernel in kernels]
    with progress() as watch:
        if what == "shape":
            figure = plots.shapes_figure([plots.shape(kernel) for kernel in parsed])
        elif what == "modulus":
            figure = plots.modulus_figure([plots.modulus(kernel) for kernel in parsed])
        elif what == "learning":
            figure = plots.learning_figure([plots.learning(kernel, dim, degrees) for kernel in parsed], dim)
        else:
            series = [plots.spectrum_series(kernel, dim, degrees, watch.counted) for kernel in parsed]
            figure = plots.spectra_figure(series, dim)
    plots.save(figure, output)
    return 0
