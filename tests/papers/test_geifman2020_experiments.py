"""Experiments of the paper on data: parts performed again and held against the records; claims from the records."""

from __future__ import annotations

import numpy
import pytest

from ntkproofs import papers
from ntkproofs.datasets import VARIABLE, folder
from ntkproofs.kernels import Laplace
from ntkproofs.papers import records
from ntkproofs.papers.geifman2020 import abalone
from ntkproofs.testing import check_claim_result

RECORDED = ("geifman2020.fig1.abalone_spectrum", "geifman2020.sec33.noisy_labels")
needs_data = pytest.mark.skipif(folder() is None, reason=f"{VARIABLE} names no folder of data")


def test_claims_from_their_records(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    report = papers.check(*RECORDED, thorough=True)
    assert [result.claim.id for result in report.results] == sorted(RECORDED)
    for result in report.results:
        check_claim_result(result, papers.claims())
        assert all("recorded run, not repeated here: `python examples/" in e.detail for e in result.evidence)


def test_the_steps_of_descent_against_descent():
    generator = numpy.random.default_rng(0)
    X = generator.normal(size=(12, 3))
    X, labels = X / numpy.linalg.norm(X, axis=1)[:, None], generator.choice([-1.0, 1.0], 12)
    gram = Laplace(c=1).gram(X)
    rate, predicted, steps = 1 / numpy.linalg.eigvalsh(gram)[-1], numpy.zeros(12), 0
    while numpy.mean((predicted - labels) ** 2) >= abalone.THRESHOLD:
        predicted, steps = predicted - rate * gram @ (predicted - labels), steps + 1
    assert steps > 5
    assert abalone.steps_to(Laplace(c=1), X, labels) == steps


def test_labels_that_no_descent_reaches():
    with pytest.raises(ValueError, match="the error stays above"):
        abalone.steps_to(Laplace(c=1), numpy.array([[1.0, 0.0], [1.0, 0.0]]), numpy.array([1.0, -1.0]))


@needs_data
def test_part_of_the_records_of_abalone():
    X = abalone.rows(abalone.LABEL_ROWS, 1)
    labels = numpy.random.default_rng([1, 1]).choice([-1.0, 1.0], abalone.LABEL_ROWS)
    kernels = abalone.kernels()
    for name in ("NTK b=0", "Laplace b=1"):
        recorded = records.read("geifman2020", "noisy_labels").where(seed=1, kernel=name).numbers("steps")
        assert [abalone.steps_to(kernels[name], X, labels)] == [pytest.approx(recorded[0], rel=1e-3)]
    # The largest eigenvalue of the spectrum, by power iteration instead of the solver of the record.
    X = abalone.rows(abalone.SPECTRUM_ROWS, 0)
    gram, vector = kernels["Laplace b=0"].gram(X), numpy.ones(len(X))
    for _ in range(40):
        vector = gram @ vector / numpy.linalg.norm(gram @ vector)
    recorded = records.read("geifman2020", "abalone_spectrum").where(kernel="Laplace b=0", index=1)
    assert vector @ gram @ vector / len(X) == pytest.approx(recorded.numbers("eigenvalue")[0], rel=1e-7)
