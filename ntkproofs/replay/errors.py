"""Why a certificate is not accepted."""

from __future__ import annotations

import reprlib
from typing import Any, final

__all__ = ["Opaque", "Rejected", "shown"]


class Rejected(ValueError):
    """The certificate, or a step of it, is not what it says; the message is one line."""


@final
class Opaque(Rejected):
    """The data of a step do not suffice to decide it again."""


def shown(value: Any) -> str:
    """Return a short text of a value of any depth, for a message."""
    return value[:60] if isinstance(value, str) else reprlib.repr(value)
