from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with a file that somebody has read; `NTKPROOFS_GOLDEN=write` writes it anew, to be read again."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if os.environ.get("NTKPROOFS_GOLDEN") == "write":
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[Path, str], str]:
    """Open a file in headless Chromium without a network and return the page that its scripts made.

    Whatever the browser writes to its console, an error of a script or a refused request, fails the test.
    """
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium is installed, so no page can be opened")

    def open_(file: Path, fragment: str = "") -> str:
        run = subprocess.run(
            [
                browser,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                f"--user-data-dir={tmp_path / 'profile'}",
                "--virtual-time-budget=10000",
                "--dump-dom",
                file.resolve().as_uri() + fragment,
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        console = [line for line in run.stderr.splitlines() if "CONSOLE" in line]
        assert not console
        return run.stdout

    return open_
