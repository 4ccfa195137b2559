"""Libraries that are not always there."""

from __future__ import annotations

from typing import final


@final
class MissingExtra(ImportError):
    """An optional dependency is not installed; the message says how to get it."""
