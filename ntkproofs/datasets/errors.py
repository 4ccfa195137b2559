"""The way in which a reader refuses: one sentence that says what was needed, what came, and what to do."""

from __future__ import annotations

from typing import final


@final
class DataError(ValueError):
    """A file of data is missing, too short, or not what its format says."""
