"""The short scripts run, and what they print is what the library knows by other ways."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import mpmath
import pytest

FOLDER = Path(__file__).parents[2] / "examples"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"examples_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_fifty_digits(capsys: pytest.CaptureFixture[str]):
    script("fifty_digits").main()
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[:2] for row in rows[:3]] == [["0", "1"], ["1", "10"], ["2", "54"]]
    with mpmath.workdps(40):

        def kappa(layer: int, t: mpmath.mpf) -> mpmath.mpf:
            angle = mpmath.acos(t)
            return (1 - angle / mpmath.pi, (mpmath.sin(angle) + (mpmath.pi - angle) * t) / mpmath.pi)[layer]

        def kernel(angle: mpmath.mpf) -> mpmath.mpf:
            t = mpmath.cos(angle)
            inner = kappa(1, t)
            return kappa(1, inner) + kappa(0, inner) * (inner + t * kappa(0, t))

        def weighed(function: object) -> mpmath.mpf:
            return mpmath.quad(lambda angle: function(angle) * mpmath.sin(angle) ** 8, [0, mpmath.pi])  # type: ignore[operator]

        mass = weighed(lambda angle: mpmath.mpf(1))
        first = weighed(lambda angle: kernel(angle) * mpmath.cos(angle)) / mass
        assert abs(mpmath.mpf(rows[1][2]) - first) < mpmath.mpf(10) ** -30
    assert len(rows[1][2]) >= 50
    # The trace identity: all degrees together make kappa(1) = 3.
    total = sum(int(row[1]) * mpmath.mpf(row[2]) for row in rows[:-1])
    assert abs(total + mpmath.mpf(rows[-1][-1]) - 3) < 1e-9


def test_laplace_and_tangent_kernel(capsys: pytest.CaptureFixture[str]):
    script("laplace_and_tangent_kernel").main()
    with_bias, without = capsys.readouterr().out.split("ntk(layers=2) beside")
    assert "exponents: 3 3" in with_bias
    assert "101: 0.6367" in with_bias
    assert with_bias.count("yes") == 2
    assert "its space in the other: yes" in without
    assert "outer kernel has eigenvalue zero" in without


def test_own_activation(capsys: pytest.CaptureFixture[str]):
    example = script("own_activation")
    example.main()
    printed = capsys.readouterr().out
    assert printed.count("+/-") >= 6
    assert "|x - y|^1" in printed
    # swish(u) - swish(-u) = u: the odd part is linear, so the third eigenvalue is zero.
    assert example.spectrum()[3].exact == "0"


def test_referee_report(capsys: pytest.CaptureFixture[str]):
    assert script("referee_report").main(["bietti2019.lemma10", "bietti2019.eq5"]) == 0
    printed = capsys.readouterr().out
    assert "## Not as printed" in printed
    assert "Lemma 10 (error)" in printed
    assert "`bietti2019.lemma10.dominated`" in printed
    assert "## On trust" in printed
