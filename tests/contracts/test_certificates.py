"""Every certificate that `check` writes is decided again, in a fresh process and by other code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ntkproofs import papers
from ntkproofs.claims import canonical


@pytest.mark.heavy
def test_every_certificate_replays(tmp_path: Path):
    report = papers.check()
    for result in report.results:
        if result.certificate is not None:
            (tmp_path / f"{result.claim.id}.json").write_text(canonical(result.certificate), encoding="ascii")
    program = "from ntkproofs.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "replay", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "REJECTED" not in ran.stdout
    # Samples are not in certificates; everything else is decided again.
    assert not [line for line in ran.stdout.splitlines() if line.startswith("opaque") and "(supported)" not in line]
    assert " 0 rejected" in ran.stdout.splitlines()[-1]
