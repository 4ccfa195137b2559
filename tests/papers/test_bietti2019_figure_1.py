"""Figure 1 on digits: a part of the recorded experiment again, and the claims that judge it."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.claims import Verdict
from ntkproofs.papers import check, records
from ntkproofs.papers.bietti2019 import digit_distances as experiment
from ntkproofs.papers.bietti2019.figure_1_distances import RELATIVE_DISTANCE
from ntkproofs.papers.bietti2019.figure_1_growth import GROWTH


@pytest.fixture(scope="module")
def digits():
    pytest.importorskip("sklearn")
    return experiment.digits()


@pytest.mark.parametrize(("kind", "size"), [("both", 0.5), ("deformation", 0.1)])
def test_a_part_of_the_record_of_digits_is_made_again(digits, kind, size):
    recorded = records.read("bietti2019", "figure_1_digits").where(kind=kind, size=f"{size:g}")
    _, _, pairs, *numbers = experiment.row(kind, size, *digits)
    assert recorded.numbers("pairs") == (pairs,)
    found = [recorded.numbers(column)[0] for column in experiment.COLUMNS[3:]]
    assert found == pytest.approx(numbers, rel=1e-6)


@pytest.mark.heavy
def test_the_whole_record_of_digits_is_made_again(digits):
    again, recorded = experiment.digits_distances(), records.read("bietti2019", "figure_1_digits")
    assert again.columns == recorded.columns
    for column in experiment.COLUMNS[2:]:
        assert again.numbers(column) == pytest.approx(recorded.numbers(column), rel=1e-6)


def test_the_records_hold_every_kind_and_size():
    for name in ("mnist", "digits"):
        done = records.read("bietti2019", f"figure_1_{name}")
        wanted = [(kind, f"{size:g}") for kind in experiment.KINDS for size in experiment.SIZES[name]]
        wanted += [("same label", "0"), ("any label", "0")]
        assert list(zip(done.column("kind"), done.column("size"), strict=True)) == wanted
        # Distances grow with the field, and digits of any label are farther than those of the same.
        for kernel in ("CKN", "NTK"):
            for kind in experiment.KINDS:
                assert list(done.where(kind=kind).numbers(kernel)) == sorted(done.where(kind=kind).numbers(kernel))
            (same,), (other,) = (done.where(kind=kind).numbers(kernel) for kind in ("same label", "any label"))
            assert same < other


def test_the_small_fields_of_the_record_are_those_of_a_run(digits):
    # The record is of MNIST; on the 8 x 8 digits the same code gives the same exponents.
    rows = list(experiment.growth_rows(*digits, count=1))
    done = records.performed("growth", experiment.GROWTH_COLUMNS, rows, command="none", seeds="none")
    for kernel, wanted in (("CKN", 1.0), ("NTK", 0.5)):
        found = experiment.slope(done, "deformation", kernel)
        assert found.curves == 10
        assert abs(found.mean - wanted) < 0.05
    # The linear bound lies above what is measured for fields of a pixel.
    far = done.where(size="1")
    assert np.all(np.array(far.numbers("NTK bound")) > far.numbers("NTK"))


@pytest.mark.parametrize("claim", [RELATIVE_DISTANCE, GROWTH], ids=lambda claim: claim.id)
def test_the_claims_are_supported_by_the_records_and_say_that_they_are_records(claim, monkeypatch):
    monkeypatch.delenv("NTKPROOFS_DATA", raising=False)
    derivation = claim.check(**claim.parameters)
    assert derivation.verdict is Verdict.SUPPORTED, derivation.reason
    assert any("recorded run, not repeated here" in evidence.detail for evidence in derivation.evidence)
    control = claim.check(**{**claim.parameters, **claim.control.parameters})
    assert control.verdict is Verdict.REFUTED


def test_without_thorough_the_claims_are_skipped_and_counted():
    report = check("bietti2019.figure1.growth", "bietti2019.figure1.relative_distance")
    assert [result.verdict for result in report.results] == [Verdict.SKIPPED] * 2
    assert report.exit_status == 3
