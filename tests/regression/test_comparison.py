from __future__ import annotations

import numpy
import pytest
from scipy.stats import friedmanchisquare

from ntkproofs.regression.comparison import Comparison, corrected_interval

# Four tables, three methods; the best on each are 0.8, 0.9, 1.0 and 0.5.
ACCURACIES = numpy.array([[0.8, 0.7, 0.75], [0.81, 0.9, 0.9], [1.0, 0.95, 0.2], [0.5, 0.5, 0.5]])
FOUND = Comparison(("a", "b", "c", "d"), ("x", "y", "z"), ACCURACIES)


def test_measures_by_hand():
    assert FOUND.ranks.tolist() == [(1 + 3 + 1 + 2) / 4, (3 + 1.5 + 2 + 2) / 4, (2 + 1.5 + 3 + 2) / 4]
    assert FOUND.average == pytest.approx([0.7775, 0.7625, 0.5875])
    assert FOUND.of_maximum == pytest.approx(
        [(1 + 0.9 + 1 + 1) / 4, (0.875 + 1 + 0.95 + 1) / 4, (0.9375 + 1 + 0.2 + 1) / 4]
    )
    assert FOUND.fraction_above(0.95).tolist() == [0.75, 0.75, 0.5]


def test_friedman_statistic_from_the_ranks():
    # chi^2 = 12 N/(k (k+1)) (sum R^2 - k (k+1)^2/4) without ties (Demsar 2006, section 3.2.2).
    free = numpy.random.default_rng(0).permutation(numpy.linspace(0.1, 0.9, 30)).reshape(10, 3)
    ranks = Comparison(tuple("abcdefghij"), ("x", "y", "z"), free).ranks
    statistic = 12 * 10 / 12 * (float(numpy.sum(ranks**2)) - 3 * 16 / 4)
    assert statistic == pytest.approx(friedmanchisquare(*free.T).statistic)


@pytest.mark.parametrize(("methods", "quantile"), [(2, 1.960), (5, 2.728), (9, 3.102), (10, 3.164)])
def test_the_critical_difference_of_demsar(methods: int, quantile: float):
    # Table 5 (a) of Demsar 2006.
    found = Comparison(tuple("abcdefg"), tuple(map(str, range(methods))), numpy.full((7, methods), 0.5))
    assert found.critical_difference() == pytest.approx(quantile * (methods * (methods + 1) / 42) ** 0.5, rel=3e-4)


def test_what_is_no_comparison():
    with pytest.raises(ValueError, match="of shape"):
        Comparison(("a",), ("x", "y"), ACCURACIES)
    with pytest.raises(ValueError, match=r"in \[0, 1\]"):
        Comparison(("a",), ("x",), numpy.array([[numpy.nan]]))


def test_the_interval_covers_a_mean_of_overlapping_splits():
    # Splits of one sample of 60 standard normal numbers: test parts of a third; the mean of what is tested is 0.
    generator, inside, naive = numpy.random.default_rng(3), 0, 0
    for _ in range(400):
        sample = generator.normal(size=60)
        means = [float(sample[generator.permutation(60)[:20]].mean()) for _ in range(10)]
        low, high = corrected_interval(means, tested=0.5)
        inside += low <= 0 <= high
        low, high = corrected_interval(means, tested=0.0)
        naive += low <= 0 <= high
    assert inside / 400 > 0.9
    assert naive / 400 < 0.8
    with pytest.raises(ValueError, match="at least two splits"):
        corrected_interval([1.0], tested=0.5)
