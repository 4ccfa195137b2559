"""Pictures into files: the same figure gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntkproofs.claims import MissingExtra

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("png", "svg", "pdf")

#: No date and no version of matplotlib in a file: two runs are compared byte by byte.
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}

#: Text stays text in SVG, so that it can be searched and read aloud; ids do not depend on the run.
STYLE = {
    "svg.hashsalt": "ntkproofs",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
}


def drawing_library() -> Any:
    """The module matplotlib.

    :raises MissingExtra: when it is not installed.
    """
    try:
        import matplotlib
    except ImportError:
        raise MissingExtra(
            "plot: matplotlib was needed and is not installed; install the extra: pip install 'ntkproofs[plots]'"
        ) from None
    return matplotlib


def format_of(path: Path) -> str:
    """The format that the name of a file asks for.

    :raises ValueError: for any other than PNG, SVG and PDF.

    >>> format_of(Path("a.SVG"))
    'svg'
    """
    found = path.suffix.lower().removeprefix(".")
    if found not in FORMATS:
        raise ValueError(f"plot: a file name ending in .png, .svg or .pdf was needed, got {str(path)!r}; rename it")
    return found


def save(figure: Figure, path: Path) -> None:
    """Write a figure; the ending of the name says in which format.

    :raises ValueError: for an unknown ending.
    :raises MissingExtra: when matplotlib is not installed.
    """
    form = format_of(path)
    with drawing_library().rc_context(STYLE):
        figure.savefig(path, format=form, metadata=_METADATA[form], dpi=160)
