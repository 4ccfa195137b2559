"""Experiments of the paper on data: parts performed again and held against the records; claims from the records."""

from __future__ import annotations

import numpy
import pytest

from ntkproofs import papers
from ntkproofs.datasets import VARIABLE, data_path, folder, read_abalone, read_wdbc
from ntkproofs.kernels import Laplace, parse
from ntkproofs.kernels.hierarchical import PatchTangentKernel
from ntkproofs.papers import records
from ntkproofs.papers.geifman2020 import abalone, large_scale, small_digits, small_tables, streamed_cost
from ntkproofs.regression.nystroem import sample_centres
from ntkproofs.testing import check_claim_result

RECORDED = (
    "geifman2020.fig1.abalone_spectrum",
    "geifman2020.sec33.noisy_labels",
    "geifman2020.fig3.small_tables",
    "geifman2020.table1.small_tables_all_kernels",
    "geifman2020.derived.table1_small_order",
    "geifman2020.table3.small_digits",
    "geifman2020.derived.table3_on_par_digits",
    "geifman2020.table2.nystroem_classification",
    "geifman2020.table2.nystroem_regression",
)
needs_data = pytest.mark.skipif(folder() is None, reason=f"{VARIABLE} names no folder of data")


def test_claims_from_their_records(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    report = papers.check(*RECORDED, thorough=True)
    assert {result.claim.id for result in report.results} == set(RECORDED)
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


@needs_data
def test_part_of_the_record_of_nystroem_regression():
    # The kernels and ridges that the record chose, by the normal equations instead of conjugate gradients.
    table = read_abalone(data_path("uci", "abalone.data"))
    X = (table.features - table.features.mean(axis=0)) / table.features.std(axis=0)
    X = numpy.hstack([X, numpy.ones((len(X), 1))])
    seeds, count, *sizes = large_scale.ABALONE
    train, _, test = large_scale.parts(len(X), seeds[0], sizes)
    mean = table.target[train].mean()
    centres = sample_centres(lambda: [(X[train], table.target[train])], count, seeds[0])
    for name in ("NTK", "H-Laplace"):
        recorded = records.read("geifman2020", "nystroem_regression").where(seed=0, kernel=name)
        text, ridge = recorded.column("chosen")[0].split(" ridge=")
        kernel = parse(text)
        K, middle = kernel.gram(X[train], centres), kernel.gram(centres)
        scaled = float(ridge) * kernel.diagonal(centres).mean()
        weights = numpy.linalg.solve(K.T @ K / len(K) + scaled * middle, K.T @ (table.target[train] - mean) / len(K))
        error = numpy.mean((kernel.gram(X[test], centres) @ weights + mean - table.target[test]) ** 2)
        assert error == pytest.approx(recorded.numbers("score")[0], rel=2e-3)


def test_generated_points_are_streamed(monkeypatch):
    blocks = list(streamed_cost.points(4500)())
    assert [len(y) for _, y in blocks] == [2000, 2000, 500]
    assert numpy.array_equal(blocks[0][0], next(iter(streamed_cost.points(9000)()))[0])
    monkeypatch.setattr(streamed_cost, "CENTRES", 60)
    count, name, _, iterations, megabytes, error = streamed_cost.row(3000, "H-Laplace")
    assert (count, name) == (3000, "H-Laplace")
    assert 0 < iterations < 60
    # The targets have variance about 1; a block of 2000 times 60 entries is 1 MB.
    assert error < 0.3
    assert megabytes < 20


def test_part_of_the_record_of_small_tables():
    done = records.read("geifman2020", "small_tables")
    for method in ("H-Laplace", "linear"):
        recorded = done.where(table="iris", method=method)
        found = list(small_tables.rows("iris", [method]))
        assert [str(split) for _, split, *_ in found] == list(recorded.column("split"))
        # One of 45 test rows may change sides with another library of linear algebra.
        for (*_, accuracy, _), kept in zip(found, recorded.numbers("accuracy"), strict=True):
            assert accuracy == pytest.approx(kept, abs=1 / 44)


def test_part_of_the_record_of_small_digits():
    recorded = records.read("geifman2020", "small_digits").where(
        images="digits 8x8", protocol="300 of 300", split=0, method="CNTK"
    )
    levels, ridge = (float(word.split("=")[1]) for word in recorded.column("chosen")[0].split() if "=" in word)
    X, labels = small_digits.images("digits 8x8")
    _, *sizes, _ = small_digits.PROTOCOLS["300 of 300"]
    train, _, test = small_digits.parts(len(labels), 0, sizes)
    kernel = PatchTangentKernel(levels=int(levels))
    gram, block = kernel.gram(X[train]), kernel.gram(X[test], X[train])
    targets = 2.0 * (labels[train][:, None] == numpy.arange(10)) - 1.0
    # The ridge is in units of the mean of the diagonal over the pool.
    scaled = ridge * kernel.diagonal(X).mean()
    weights = numpy.linalg.solve(gram + scaled * numpy.eye(300), targets)
    accuracy = numpy.mean((block @ weights).argmax(axis=1) == labels[test])
    assert accuracy == pytest.approx(recorded.numbers("accuracy")[0], abs=1 / 400)


def test_digits_of_the_folder_are_those_of_the_pool():
    if folder() is None:
        pytest.skip(f"{VARIABLE} names no folder of data")
    X, labels = small_digits.images("MNIST 14x14")
    assert X.shape == (1000, 14, 14)
    assert X.max() <= 1
    assert numpy.bincount(labels).min() > 60


def test_breast_cancer_is_wdbc_again():
    # Which is why it is not counted as another table.
    if folder() is None:
        pytest.skip(f"{VARIABLE} names no folder of data")
    from sklearn.datasets import load_breast_cancer

    table, bunch = read_wdbc(data_path("uci", "wdbc.data")), load_breast_cancer()
    assert numpy.array_equal(table.features, bunch.data)
    assert numpy.array_equal(table.target, 1 - bunch.target)


def test_the_record_of_the_cost_is_linear_in_time_and_constant_in_memory():
    done = records.read("geifman2020", "nystroem_cost")
    for name in streamed_cost.KERNELS:
        some = done.where(kernel=name)
        points, seconds, memory, steps = (some.numbers(c) for c in ("points", "seconds", "megabytes", "iterations"))
        assert points[-1] == 1e5
        assert 5 < seconds[-1] / seconds[2] < 20
        assert memory[-1] < 1.1 * memory[2]
        assert steps[-1] <= steps[2] + 2
