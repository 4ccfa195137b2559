from __future__ import annotations

from collections.abc import Callable

from ntkproofs.claims import Claim
from ntkproofs.reports import listing


def test_claims_as_a_table(sample_claims: dict[str, Claim], golden: Callable[[str, str], None]):
    golden("claims.txt", listing.render(list(sample_claims.values())))
