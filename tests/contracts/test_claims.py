"""Every claim of the library keeps its contract: the verdict, a control that bites, a certificate of exact data."""

from __future__ import annotations

import pytest

from ntkproofs import papers
from ntkproofs.testing import check_claim_result

CLAIMS = papers.claims()
QUICK = [claim.id for claim in CLAIMS.values() if not claim.heavy]


@pytest.fixture(scope="module")
def results():
    report = papers.check()
    return {result.claim.id: result for result in report.results}


@pytest.mark.parametrize("claim_id", QUICK)
def test_contract(results, claim_id):
    result = results[claim_id]
    if not result.verdict.reached:
        pytest.skip(result.reason)
    check_claim_result(result, CLAIMS)
