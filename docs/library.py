"""A Sphinx extension of this site: one page a room of the package, from its public names."""

from __future__ import annotations

import importlib
import types
from pathlib import Path
from typing import Any

ROOMS = {
    "activations": "Activations",
    "polynomials": "Polynomials",
    "kernels": "Kernels",
    "kernels.convolutional": "Convolutional kernels",
    "expansions": "Expansions",
    "spectra": "Spectra",
    "networks": "Networks of finite width",
    "smoothness": "Smoothness",
    "regression": "Kernel machines",
    "datasets": "Data sets",
    "plots": "Plots",
    "sweeps": "Sweeps and stores",
    "claims": "Claims and verdicts",
    "papers": "The library of statements",
    "checks": "Procedures that decide steps",
    "enclosures": "Enclosures",
    "arithmetic": "Arithmetic",
    "replay": "Replay",
    "testing": "Public contracts",
}


def _page(room: str, title: str, module: types.ModuleType) -> str:
    lines = [f"# {title}", "", "```{eval-rst}", f".. automodule:: ntkproofs.{room}", ""]
    for name in sorted(dir(module)):
        # A name that needs an extra is loaded here, when it is first asked for.
        value = getattr(module, name)
        if name.startswith("_") or not isinstance(value, type | types.FunctionType):
            continue
        if not value.__module__.startswith(f"ntkproofs.{room}"):
            continue
        if any(value.__module__.startswith(f"ntkproofs.{other}.") for other in ROOMS if other.startswith(f"{room}.")):
            continue  # it stands on the page of the room inside
        kind = "class" if isinstance(value, type) else "function"
        lines += [f".. auto{kind}:: ntkproofs.{room}.{name}", *(["   :members:"] if kind == "class" else []), ""]
    return "\n".join([*lines, "```", ""])


def write(app: Any) -> None:
    """Write a page for every room that is there, and their index."""
    folder = Path(app.srcdir) / "api"
    folder.mkdir(exist_ok=True)
    written = []
    for room, title in ROOMS.items():
        try:
            module = importlib.import_module(f"ntkproofs.{room}")
        except ModuleNotFoundError as error:
            if error.name != f"ntkproofs.{room}":
                raise
            continue
        written.append(room)
        _keep(folder / f"{room}.md", _page(room, title, module))
    entries = "\n".join(written)
    _keep(folder / "index.md", f"# Library\n\nThe rooms.\n\n```{{toctree}}\n:maxdepth: 1\n\n{entries}\n```\n")


def _keep(path: Path, text: str) -> None:
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def setup(app: Any) -> dict[str, bool]:
    """Connect to Sphinx."""
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
