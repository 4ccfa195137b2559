"""Executable, certified theory of neural tangent kernels.

The public names are loaded when they are first used: `import ntkproofs` imports neither SymPy nor NumPy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .claims import Claim as Claim
    from .claims import Control as Control
    from .claims import Derivation as Derivation
    from .claims import Nature as Nature
    from .claims import Report as Report
    from .claims import Result as Result
    from .claims import Rule as Rule
    from .claims import Status as Status
    from .claims import Step as Step
    from .claims import Verdict as Verdict
    from .papers import check as check
    from .spectra import mercer as mercer

__version__ = "0.2.0"

_ROOMS = {
    **dict.fromkeys(
        ("Claim", "Control", "Derivation", "Nature", "Report", "Result", "Rule", "Status", "Step", "Verdict"), "claims"
    ),
    "check": "papers",
    "mercer": "spectra",
}

__all__ = ["__version__", *_ROOMS]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(f".{_ROOMS[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})
