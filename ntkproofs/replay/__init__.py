"""Re-verifies certificates with code of its own: the standard library and mpmath, nothing of the search.

Read in this order: `trees`, `polynomial`, `element` and `field` (the normal form), `derivative`, `intervals` and
`series`; then a file a rule; `rules` (the closed list), `certificate` and `folder`.
"""

from .certificate import Certificate, read
from .errors import Opaque, Rejected
from .folder import Outcome, Replay, replay

__all__ = ["Certificate", "Opaque", "Outcome", "Rejected", "Replay", "read", "replay"]
