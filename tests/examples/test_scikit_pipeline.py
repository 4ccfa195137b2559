"""The example of a pipeline runs, and its machines have learnt something."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

pytest.importorskip("sklearn")


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_every_machine_beats_the_constant():
    example = runpy.run_path(str(Path(__file__).parents[2] / "examples" / "scikit_pipeline.py"))
    found = example["scores"]()
    assert found["SVC"] > 0.9
    assert found["KernelRidge"] > 0.25
    assert found["GaussianProcessRegressor"] > 0.25
