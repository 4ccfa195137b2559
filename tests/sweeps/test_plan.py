"""Plans: what they stand for, and what is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntkproofs.sweeps import Plan, PlanError, read_plan


def written(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text)
    return path


def test_lists_ranges_and_braces(tmp_path: Path):
    plan = read_plan(
        written(
            tmp_path,
            'kernels = ["ntk(layers={2:4}, bias={0, 1})", "exp(t)"]\ndims = ["3:5", 10, 3]\ndegrees = "0:7"\n'
            'digits = [20, 40]\nquantities = ["spectrum", "decay", "bounds", "smoothness"]\n',
        )
    )
    assert plan.kernels[:3] == ("ntk(layers=2)", "ntk(layers=2, bias=1)", "ntk(layers=3)")
    assert (len(plan.kernels), plan.dims, tuple(plan.degrees)) == (7, (3, 4, 5, 10), tuple(range(8)))
    # 7 kernels: 4 dims x 2 digits x 8 degrees, 2 parities of 4 x 2 laws and 4 bounds, 2 constants
    assert plan.size == 7 * (4 * 2 * 8 + 2 * 4 * 2 + 2 * 4 + 2)


def test_defaults(tmp_path: Path):
    plan = read_plan(written(tmp_path, 'kernels = "laplace(c=1)"\ndims = 3\ndegrees = [1, 5]\n'))
    assert plan == Plan(kernels=("laplace(c=1)",), dims=(3,), degrees=(1, 5), digits=(50,))
    assert read_plan(written(tmp_path, 'kernels = "laplace(c=1)"\nquantities = "smoothness"\n')).size == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kernels = [", "is not TOML"),
        ("", "kernels were needed, none came"),
        ('kernels = "exp(t)"', "dims were needed for spectrum, none came"),
        ('kernels = "exp(t)"\ndims = 3', "degrees were needed for spectrum, none came"),
        ('kernels = "exp(t)"\ndims = 1\ndegrees = 0', "dims with 1 does not satisfy dims >= 2"),
        ('kernels = "exp(t)"\ndims = 3\ndegrees = "5:2"', "'5:2' came"),
        ('kernels = "exp(t)"\ndims = 3\ndegrees = "0:9999999999"', "more than 5000000 numbers"),
        ('kernels = "exp(t)"\ndims = "2:4000"\ndegrees = "0:4000"', "at most 5000000 fit"),
        ('kernels = "exp(t)"\ndims = 3\ndegrees = 1.5', "1.5 came"),
        ('kernels = "exp(t)"\ndims = true\ndegrees = 1', "True came"),
        ("kernels = 3", "kernels as a list of strings was needed, 3 came"),
        ('kernels = "exp(t)"\nkernel = 1', "'kernel' came; remove it"),
        ('kernels = "exp(t)"\nquantities = "trace"', "['trace'] came"),
        ('kernels = "exp(t)"\ndims = 3\ndegrees = 1\narithmetic = "float"', "neither 'ball' nor 'multiprecision'"),
        ('kernels = "ntk(layers={2,})"', "nothing came"),
        ('kernels = "ntk(layer=2)"', "layer"),
        ('kernels = "__import__(1)"', "is not known"),
    ],
)
def test_refused_in_one_line(tmp_path: Path, text: str, said: str):
    with pytest.raises(ValueError, match=r"kernel|plan|ntk") as refusal:
        read_plan(written(tmp_path, text))
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_bytes_that_are_no_text(tmp_path: Path):
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlanError, match="is not TOML"):
        read_plan(path)
