"""The programs on the page about finite networks run, on narrower networks, and give the numbers that it prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "finite_networks.md"


def test_the_page_runs_and_keeps_its_numbers():
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(blocks) == 2
    names: dict = {}
    for block in blocks:
        exec(compile(block.replace("500, 500, 500", "30, 30, 30"), "page", "exec"), names)
    assert names["kernels"].shape == (10, 4, 4)
    assert names["law"].mean[0] == pytest.approx(0.10201796075921512, rel=1e-10)
    assert names["law"].variance[0] == pytest.approx(0.00972240601861300, rel=1e-9)
