"""Open built pages in headless Chromium without a network; fail on a formula that did not render or a console error.

`python docs/rendered.py docs/_build/html`. Where no Chromium is installed it says so and checks nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple


class Look(NamedTuple):
    """What a browser made of a page: formulas in its source, formulas it typeset, lines of its console."""

    formulas: int
    typeset: int
    console: list[str]

    @property
    def good(self) -> bool:
        """Whether every formula rendered and the console stayed empty."""
        return self.typeset >= self.formulas and not self.console


def look(page: Path, browser: str) -> Look:
    """Open a page and return what came out."""
    with tempfile.TemporaryDirectory() as profile:
        run = subprocess.run(
            [
                browser,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--enable-logging=stderr",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                f"--user-data-dir={profile}",
                "--virtual-time-budget=60000",
                "--dump-dom",
                page.resolve().as_uri(),
            ],
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
    # A formula that was never marked as one shows as raw TeX in the text.
    text = re.sub(r"(?s)<(script|style|pre|code|mjx-[a-z-]+)[^>]*>.*?</\1>", "", run.stdout)
    raw = len(re.findall(r"\$[^$<]*\\[a-z]+", text)) + len(re.findall(r"\\[(\[]", text))
    marked = len(re.findall(r'class="math ', page.read_text()))
    console = [line for line in run.stderr.splitlines() if "CONSOLE" in line]
    return Look(marked + raw, len(re.findall("<mjx-container", run.stdout)), console)


def main() -> int:
    """Look at every page."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("rendered: no Chromium found, the pages were not looked at")
        return 0
    pages = sorted(Path(sys.argv[1]).rglob("*.html"))
    failed = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        for page, found in zip(pages, threads.map(partial(look, browser=browser), pages), strict=True):
            failed += not found.good
            print(f"{'ok  ' if found.good else 'FAIL'} {page.name}: {found.typeset} of {found.formulas} formulas")
            print("".join(f"     {line}\n" for line in found.console), end="")
    print(f"{len(pages)} pages, {failed} of them not as they should be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
