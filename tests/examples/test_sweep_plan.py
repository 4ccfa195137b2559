"""The worked plan of the guide: what the page says of it is what it does."""

from __future__ import annotations

from pathlib import Path

from ntkproofs.sweeps import Store, read_plan, sweep

PLAN = Path(__file__).parents[2] / "examples" / "sweep.toml"


def test_the_plan_of_the_guide(tmp_path: Path):
    plan = read_plan(PLAN)
    # 6 kernels in 3 dimensions: 31 degrees, two parities of a law and of bounds; one constant a kernel
    assert plan.size == 6 * 3 * (31 + 2 + 2) + 6
    done = sweep(plan, tmp_path / "results.db")
    assert (done.computed, done.failures) == (plan.size, ())
    with Store(tmp_path / "results.db") as store:
        rows = {tuple(row.identity.values()): row.value for row in store.rows()}
    found = {key[:5]: value for key, value in rows.items()}
    assert found["spectrum", "ntk(layers=2)", 3, 4, None]["exact"] == "1/192"
    assert found["decay", "ntk(layers=2)", 3, None, "even"]["exact"] == "1/pi"
    assert found["bounds", "ntk(layers=2)", 3, None, "odd"]["zero_from"] == 3
    assert "a deep ReLU kernel" in found["bounds", "exp(t)", 5, None, "even"]["reason"]
    assert found["smoothness", "laplace(c=1)", None, None, None]["exponent"] == "1/2"
