"""Sphinx configuration; `python -m sphinx -W -n -b html docs docs/_build/html` builds the site."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import ntkproofs

here = Path(__file__).parent
sys.path.insert(0, str(here))

project = "ntkproofs"
author = "The ntkproofs developers"
release = version = ntkproofs.__version__
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.mathjax",
    "sphinx-mathjax-offline",
    "sphinxcontrib.bibtex",
    "ntkproofs.sphinx_extension",
    "library",
    "statements",
]
source_suffix = {".md": "myst-nb", ".rst": "restructuredtext"}
exclude_patterns = ["_build", "jupyter_execute"]
html_theme = "furo"
html_title = "ntkproofs"
html_show_copyright = False
html_static_path = ["static"]
html_css_files = ["narrow.css"]
bibtex_bibfiles = ["references.bib"]

myst_enable_extensions = ["dollarmath", "amsmath", "deflist"]
nb_render_markdown_format = "myst"
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 300


def _source_digest() -> str:
    """Digest the package, so that no page is taken from a cache made by other code."""
    package = Path(ntkproofs.__file__).parent
    text = b"".join(path.read_bytes() for path in sorted(package.rglob("*.py")))
    return hashlib.sha256(text).hexdigest()[:12]


nb_execution_cache_path = str(here / "_build" / f".jupyter_cache-{_source_digest()}")

autodoc_member_order = "bysource"
autodoc_typehints = "none"
