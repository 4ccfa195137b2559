"""Open built pages in headless Chromium without a network and fail if a formula did not render.

`python docs/rendered.py docs/_build/html`. Where no Chromium is installed it says so and checks nothing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def formulas(page: Path, browser: str) -> tuple[int, int]:
    """Return how many formulas a page holds and how many the browser typeset."""
    with tempfile.TemporaryDirectory() as profile:
        run = subprocess.run(
            [
                browser,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                f"--user-data-dir={profile}",
                "--virtual-time-budget=60000",
                "--dump-dom",
                page.resolve().as_uri(),
            ],
            capture_output=True,
            text=True,
            timeout=180,
            check=True,
        )
    source = page.read_text()
    # A formula that was never marked as one shows as raw TeX in the text.
    text = re.sub(r"(?s)<(script|style|pre|code|mjx-[a-z-]+)[^>]*>.*?</\1>", "", run.stdout)
    raw = len(re.findall(r"\$[^$<]*\\[a-z]+", text)) + len(re.findall(r"\\[(\[]", text))
    return len(re.findall(r'class="math ', source)) + raw, len(re.findall("<mjx-container", run.stdout))


def main() -> int:
    """Check every page that holds mathematics."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("rendered: no Chromium found, the pages were not looked at")
        return 0
    failed = 0
    for page in sorted(Path(sys.argv[1]).rglob("*.html")):
        if 'class="math ' not in page.read_text():
            continue
        there, typeset = formulas(page, browser)
        good = typeset >= there
        failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {page.name}: {typeset} of {there} formulas")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
