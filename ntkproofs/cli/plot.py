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
    short_help="Draw spectra with their exact decay.",
    epilog=examples(
        'ntkproofs plot "ntk(layers=2)" "laplace(c=1)" --dim 3 --degrees 1:30 --output spectra.svg',
    ),
)
@click.argument("kernels", metavar="KERNEL...", nargs=-1, required=True, shell_complete=kernel_calls)
@options.dim
@click.option(
    "--degrees",
    type=options.Degrees(),
    metavar="A:B|K,K,...",
    help="Degrees to draw, above 0; by default up to 400, thinned out.",
)
@output_option(required=True, help="Write the picture to FILE, a name ending in .png, .svg or .pdf.")
def plot(kernels: tuple[str, ...], dim: int, degrees: Sequence[int] | None, output: Path) -> int:
    """Draw the eigenvalues of kernels on log-log axes, even and odd degrees apart, with the exact laws C k^-p.

    Logarithms are taken before anything becomes a binary float, so that no eigenvalue is too small to be drawn.
    """
    from ntkproofs.kernels.grammar import parse
    from ntkproofs.plots import save, spectra_figure, spectrum_series
    from ntkproofs.plots.saving import drawing_library, format_of

    format_of(output)
    # Asked before the eigenvalues are computed: a missing extra is known at once.
    drawing_library()
    parsed = [parse(kernel) for kernel in kernels]
    with progress() as watch:
        series = [spectrum_series(kernel, dim, degrees, watch.counted) for kernel in parsed]
    save(spectra_figure(series, dim), output)
    return 0
