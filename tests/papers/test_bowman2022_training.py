"""The simulated training of shallow softplus networks on the circle."""

from __future__ import annotations

import numpy as np
import pytest

from ntkproofs.claims import Verdict
from ntkproofs.papers import check
from ntkproofs.papers.bowman2022.circle import TARGET, rates
from ntkproofs.papers.bowman2022.shallow_training import kernel_errors, train

HEAVY = (
    "bowman2022.thm35.projected",
    "bowman2022.thm35.full",
    "bowman2022.cor37.projected",
    "bowman2022.cor310.top_projection",
    "bowman2022.obs38.rates_by_eigenvalue",
    "bowman2022.obs39.linear_width",
    "bowman2022.sec32.linearization",
    "bowman2022.derived.simulated_powers",
    "bowman2022.derived.shallow_kernel_rate_measured",
)


def run(step: float = 0.25):
    return train(16, 24, np.random.default_rng(5), (1.0, 2.0), step=step)


def test_the_third_harmonic_is_never_learned():
    for moment in run().moments.values():
        assert moment.coefficients[3] == pytest.approx(-TARGET[3], abs=1e-12)


def test_the_step_of_the_integration_does_not_matter():
    coarse, fine = run(), run(0.125)
    for time in (1.0, 2.0):
        assert coarse.moments[time].coefficients == pytest.approx(fine.moments[time].coefficients, abs=1e-4)


def test_a_seed_fixes_a_run():
    assert run() == run()


def test_the_eigenvalues_are_those_enclosed():
    assert rates()[:4] == pytest.approx((0.575394722206933, 0.125, 0.00475340070565116, 0.0), abs=1e-15)


def test_the_kernel_error_is_of_the_certified_size():
    errors = kernel_errors(8, 400, np.random.default_rng(7))
    assert 8 * np.mean(errors) == pytest.approx(0.2501509807, rel=0.25)


def test_without_thorough_they_are_skipped():
    assert {result.verdict for result in check(*HEAVY).results} == {Verdict.SKIPPED}


@pytest.mark.heavy
def test_the_simulations_support_and_their_controls_do_not():
    for result in check(*HEAVY, thorough=True).results:
        assert result.verdict is Verdict.SUPPORTED, (result.claim.id, result.reason)
        assert result.control is Verdict.INCONCLUSIVE
