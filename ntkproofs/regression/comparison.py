r"""Classifiers compared on tables: the measures by which they are ranked, and how far a difference is certain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy
from scipy.special import stdtrit
from scipy.stats import rankdata, studentized_range

Array = numpy.ndarray[Any, Any]


@final
@dataclass(frozen=True, eq=False)
class Comparison:
    r"""The accuracies of methods on tables, (tables, methods), each in [0, 1].

    The measures of Fernandez-Delgado et al. 2014 and of Geifman et al. 2020, Table 1; the best accuracy on a table is
    the largest of the methods compared.

    :raises ValueError: for an array of another shape, or an accuracy outside of [0, 1].

    >>> found = Comparison(("a", "b"), ("ntk", "laplace"), numpy.array([[0.9, 0.8], [0.5, 0.5]]))
    >>> found.ranks.tolist(), found.fraction_above(0.95).tolist()
    ([1.25, 1.75], [1.0, 0.5])
    """

    tables: tuple[str, ...]
    methods: tuple[str, ...]
    accuracies: Array

    def __post_init__(self) -> None:
        shape = (len(self.tables), len(self.methods))
        if self.accuracies.shape != shape or not ((self.accuracies >= 0) & (self.accuracies <= 1)).all():
            raise ValueError(f"Comparison: accuracies in [0, 1] of shape {shape} were needed; give one for each pair")

    @property
    def ranks(self) -> Array:
        """Friedman's mean rank of each method, 1 the best; equal accuracies share their ranks."""
        return numpy.mean(rankdata(-self.accuracies, axis=1), axis=0)

    @property
    def average(self) -> Array:
        """The mean accuracy over the tables."""
        return numpy.mean(self.accuracies, axis=0)

    @property
    def of_maximum(self) -> Array:
        """The mean over the tables of the accuracy as a part of the best one (PMA)."""
        return numpy.mean(self._relative, axis=0)

    def fraction_above(self, part: float) -> Array:
        """The fraction of tables on which a method reaches this part of the best accuracy (P90, P95)."""
        return numpy.mean(self._relative >= part, axis=0)

    def critical_difference(self, level: float = 0.05) -> float:
        r"""Nemenyi's critical difference of two mean ranks, :math:`q_\alpha\sqrt{k(k+1)/(6N)}` for k methods, N tables.

        Two methods whose mean ranks differ by less are not told apart; :math:`q_\alpha` is the quantile of the
        Studentised range over the root of 2 (Demsar 2006, section 3.2.2).
        """
        k, count = len(self.methods), len(self.tables)
        quantile = float(studentized_range.ppf(1 - level, k, math.inf)) / math.sqrt(2)
        return quantile * math.sqrt(k * (k + 1) / (6 * count))

    @property
    def _relative(self) -> Array:
        return self.accuracies / self.accuracies.max(axis=1, keepdims=True)


def corrected_interval(differences: Sequence[float], tested: float, level: float = 0.05) -> tuple[float, float]:
    r"""The interval :math:`\bar d \pm t_{J-1,1-\alpha/2}\,S\sqrt{1/J + n_2/n_1}` of a mean over J random splits.

    ``tested`` is the quotient :math:`n_2/n_1` of the test and training parts. Splits of one table overlap, and without
    the second term the interval is far too short (Nadeau and Bengio 2003, "Inference for the generalization error").

    :raises ValueError: for fewer than two differences.

    >>> low, high = corrected_interval([0.0, 1.0, 2.0], tested=0.5)
    >>> round(low, 3), round(high, 3)
    (-2.928, 4.928)
    """
    count = len(differences)
    if count < 2:
        raise ValueError(f"corrected_interval: at least two splits were needed, {count} came; repeat the experiment")
    mean = math.fsum(differences) / count
    variance = math.fsum((d - mean) ** 2 for d in differences) / (count - 1)
    margin = float(stdtrit(count - 1, 1 - level / 2)) * math.sqrt(variance * (1 / count + tested))
    return mean - margin, mean + margin
