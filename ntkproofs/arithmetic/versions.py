"""The versions of the libraries that numbers and verdicts are computed with."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

_DISTRIBUTIONS = ("sympy", "mpmath", "numpy", "scipy", "python-flint")


def libraries() -> dict[str, str]:
    """Return names and versions: Python, the runtime libraries, and FLINT itself, which the wheel brings along.

    >>> sorted(libraries())
    ['FLINT', 'mpmath', 'numpy', 'python', 'python-flint', 'scipy', 'sympy']
    """
    import flint

    found = {"python": platform.python_version(), "FLINT": flint.__FLINT_VERSION__}
    for name in _DISTRIBUTIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found
