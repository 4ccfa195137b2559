"""Why a certificate is not accepted."""

from __future__ import annotations

from typing import final

__all__ = ["Opaque", "Rejected"]


class Rejected(ValueError):
    """The certificate, or a step of it, is not what it says; the message is one line."""


@final
class Opaque(Rejected):
    """The data of a step do not suffice to decide it again."""
