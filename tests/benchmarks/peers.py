"""Side by side with other programs: digits and time of mu_k, k <= 100: ``python tests/benchmarks/peers.py``.

The kernel is the two-layer ReLU tangent kernel kappa_1 + t kappa_0, which every peer has. Each program runs as its own
users would run it; those that are not installed are named and left out (``pip install gpfy scikit-ntk``). Writes
``tests/benchmarks/data/peers.csv``: the fewest correct digits over the even degrees up to 20, 50 and 100, the first
even degree without a single correct digit, and the time for all degrees (mpmath: the degrees listed, scaled up).
Date and versions go to ``tests/benchmarks/data/peers.txt``.
"""

from __future__ import annotations

import csv
import math
import platform
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
from scipy import integrate, special

from ntkproofs.kernels import NeuralTangentKernel
from ntkproofs.spectra import mercer

TABLE = Path(__file__).parent / "data" / "peers.csv"
SETTING = TABLE.with_suffix(".txt")
PACKAGES = ("ntkproofs", "python-flint", "mpmath", "scipy", "numpy", "gpfy", "jax", "scikit-ntk")
DIMS, TOP = (3, 10, 50), 100
COLUMNS = ("program", "dim", "digits, k <= 20", "digits, k <= 50", "digits, k <= 100", "no digit from k", "seconds")

Spectrum = dict[int, Any]


def constant(dim: int) -> float:
    return math.exp(math.lgamma(dim / 2) - math.lgamma((dim - 1) / 2)) / math.sqrt(math.pi)


def kappa(t: Any) -> Any:
    angle = np.arccos(t)
    return (np.sin(angle) + 2 * (np.pi - angle) * t) / np.pi


def gegenbauer(k: int, dim: int, t: Any) -> Any:
    return special.eval_gegenbauer(k, dim / 2 - 1, t) / special.eval_gegenbauer(k, dim / 2 - 1, 1.0)


def scipy_in_t(dim: int) -> Spectrum:
    def one(k: int) -> float:
        f = lambda t: kappa(t) * gegenbauer(k, dim, t) * (1 - t * t) ** ((dim - 3) / 2)  # noqa: E731
        return constant(dim) * integrate.quad(f, -1, 1)[0]

    return {k: one(k) for k in range(TOP + 1)}


def scipy_in_angle(dim: int) -> Spectrum:
    def one(k: int) -> float:
        f = lambda x: kappa(np.cos(x)) * gegenbauer(k, dim, np.cos(x)) * np.sin(x) ** (dim - 2)  # noqa: E731
        return constant(dim) * integrate.quad(f, 0, np.pi, epsabs=0, limit=500)[0]

    return {k: one(k) for k in range(TOP + 1)}


def numpy_gauss_legendre(dim: int) -> Spectrum:
    x, weights = np.polynomial.legendre.leggauss(300)
    t = np.cos(np.pi / 2 * (1 - x))
    front = constant(dim) * np.pi / 2 * weights * kappa(t) * np.sqrt(1 - t * t) ** (dim - 2)
    before, now, found = np.ones_like(t), t, {0: front.sum(), 1: (front * t).sum()}
    for k in range(1, TOP):
        before, now = now, ((2 * k + dim - 2) * t * now - k * before) / (k + dim - 2)
        found[k + 1] = (front * now).sum()
    return found


def scikit_ntk(dim: int) -> Spectrum:
    """Its kernel values on the unit circle, and the same Gauss-Legendre rule: it has no eigenvalues of its own."""
    from skntk import NeuralTangentKernel as Peer

    x, weights = np.polynomial.legendre.leggauss(300)
    angles = np.pi / 2 * (1 - x)
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    values = 2 * Peer(depth=1, bias=0.0)(np.array([[1.0, 0.0]]), points)[0]
    t = np.cos(angles)
    front = constant(dim) * np.pi / 2 * weights * values * np.sin(angles) ** (dim - 2)
    return {k: (front * gegenbauer(k, dim, t)).sum() for k in range(TOP + 1)}


def gpfy(dim: int) -> Spectrum:
    """Its own eigenvalues; the kernel is normalised by depth + 1."""
    import jax

    jax.config.update("jax_enable_x64", True)
    from gpfy.spherical import NTK

    values = 2 * np.asarray(NTK(depth=1)._compute_eigvals(dim - 1, max_num_eigvals=TOP + 1))
    return dict(enumerate(values))


def mpmath_quad(dim: int) -> Spectrum:
    def one(k: int) -> Any:
        with mpmath.workdps(50):
            normal = mpmath.gegenbauer(k, mpmath.mpf(dim) / 2 - 1, 1)

            def f(x: Any) -> Any:
                t = mpmath.cos(x)
                value = (mpmath.sin(x) + 2 * (mpmath.pi - x) * t) / mpmath.pi
                polynomial = mpmath.gegenbauer(k, mpmath.mpf(dim) / 2 - 1, t) / normal
                return value * polynomial * mpmath.sin(x) ** (dim - 2)

            c = mpmath.gamma(mpmath.mpf(dim) / 2) / (mpmath.sqrt(mpmath.pi) * mpmath.gamma(mpmath.mpf(dim - 1) / 2))
            return c * mpmath.quad(f, [0, mpmath.pi])

    return {k: one(k) for k in (2, 10, 20, 50, 100)}


def ours(dim: int) -> Spectrum:
    spectrum = mercer(NeuralTangentKernel(layers=2), dim, range(TOP + 1), 50)
    with mpmath.workdps(60):
        return {mu.degree: mpmath.mpf(mu.value) for mu in spectrum}


PROGRAMS: dict[str, Callable[[int], Spectrum]] = {
    "ntkproofs, 50 digits asked, certified": ours,
    "mpmath.quad, 50 digits": mpmath_quad,
    "scipy.integrate.quad in t": scipy_in_t,
    "scipy.integrate.quad in the angle, epsabs=0": scipy_in_angle,
    "numpy, 300 Gauss-Legendre nodes in the angle": numpy_gauss_legendre,
    "gpfy, its eigenvalues": gpfy,
    "scikit-ntk values, 300 Gauss-Legendre nodes": scikit_ntk,
}


def digits(found: Spectrum, truth: Spectrum, top: int) -> float:
    """The fewest correct digits over the even degrees up to ``top``."""
    errors = [abs(mpmath.mpf(found[k]) - truth[k]) / truth[k] for k in found if 2 <= k <= top and k % 2 == 0]
    worst = max(errors)
    return 99.0 if worst == 0 else max(0.0, float(-mpmath.log10(worst)))


def rows() -> Iterator[list[str]]:
    for dim in DIMS:
        with mpmath.workdps(80):
            spectrum = mercer(NeuralTangentKernel(layers=2), dim, range(TOP + 1), 70)
            truth = {mu.degree: mpmath.mpf(mu.value) for mu in spectrum}
        for name, program in PROGRAMS.items():
            try:
                program(dim)  # imports and compilation are not the program's work
                start = time.perf_counter()
                found = program(dim)
                seconds = (time.perf_counter() - start) * (TOP + 1) / len(found)
            except ImportError as error:
                print(f"{name}: not installed ({error})")
                continue
            with mpmath.workdps(80):
                kept = [digits(found, truth, top) for top in (20, 50, 100)]
                lost = [k for k in sorted(found) if k >= 2 and k % 2 == 0 and abs(found[k] - truth[k]) > truth[k]]
            yield [name, str(dim), *(f"{d:.0f}" for d in kept), str(lost[0]) if lost else "none", f"{seconds:.3g}"]


def setting() -> str:
    """Return date and versions in one sentence."""
    found = [f"Python {platform.python_version()}"]
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return f"Measured on {date.today().isoformat()} with {', '.join(found)}.\n"


def main() -> None:
    warnings.simplefilter("ignore")
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    SETTING.write_text(setting())
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows():
            writer.writerow(row)
            file.flush()
            print(" | ".join(row))


if __name__ == "__main__":
    main()
