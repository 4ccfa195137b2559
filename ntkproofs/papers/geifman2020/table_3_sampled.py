r"""Table 3 at a small size: the hierarchical kernels on images of digits."""

from __future__ import annotations

import numpy

from ntkproofs.checks import definition, prove
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.papers import records
from ntkproofs.regression import corrected_interval

from .small_digits import CONTROL, METHODS, POOLS, PROTOCOLS

_KERNELS = (
    r"no pooling: from $K_{pq}=x_px'_q$, of which the pairs $p=q$ suffice, each level takes the mean over zero-padded $3\times3$ patches and applies to it the "
    r"homogeneous extension of $e^{-c\|\cdot\|^\gamma}$, or the recursion of the convolutional NTK; the sum over the pixels after "
    r"$h\in\{2,3,4\}$ levels ($\{2,3\}$ on MNIST); kernel and ridge by the validation images, from grids declared before"
)


def recorded() -> records.Experiment:
    """The record of all pools, protocols, splits and methods."""
    return records.read("geifman2020", "small_digits")


def accuracies(done: records.Experiment, images: str, protocol: str, method: str) -> tuple[float, ...]:
    """The accuracies of a method in percent, split by split."""
    some = done.where(images=images, protocol=protocol, method=method)
    return tuple(100 * x for x in some.numbers("accuracy"))


def _small_digits(others: tuple[str, ...]) -> Derivation:
    done = recorded()
    judged = []
    for split in PROTOCOLS["300 of 300"][0]:
        found = {method: accuracies(done, "digits 8x8", "300 of 300", method)[split] for method in (*METHODS, *others)}
        told = ", ".join(f"{method}: {value:.1f}" for method, value in found.items())
        spread = max(found.values()) - min(found.values())
        judged += [
            records.criterion(done, spread <= 3, f"split {split}: the accuracies lie within 3 points", found=told),
            records.criterion(done, min(found.values()) > 94, rf"split {split}: all exceed $94\%$", found=told),
        ]
    return prove(definition(f"{_KERNELS}; 300 training, 300 validation and 500 test images"), judged)


SMALL_DIGITS = Claim(
    id="geifman2020.table3.small_digits",
    label="Table 3",
    printed=True,
    statement=(
        r"At reduced size: hierarchical kernels on the bundled 8x8 digits, no pooling. Start with $K_{pq}=x_px'_q$; at each of $h\in\{2,3,4\}$ levels sum over "
        r"$3\times3$ zero-padded patches, normalise by the diagonal and apply $e^{-c\|\cdot\|^\gamma}$ (homogeneous C-Exp; Laplace $\gamma=1$, Gaussian "
        r"$\gamma=2$, $\gamma$-exponential with $\gamma\in\{\frac12,1,\frac32\}$), or the arc-cosine recursion of the CNTK; sum over pixels. With 300 training, "
        r"300 validation and 500 test images the four accuracies lie within 3 percentage points of each other on each of three splits and all exceed $94\%$."
    ),
    expected=Verdict.SUPPORTED,
    scope=(
        "Digits instead of CIFAR-10; the paper's algorithm is in its supplement and is reconstructed here; three splits of one pool; a recorded run. The ranking is "
        "not resolved at this size."
    ),
    check=_small_digits,
    parameters={"others": ()},
    heavy=True,
    control=Control(
        "The C-Exp Laplace kernel with $c=100$ fixed is also within 3 points of the CNTK.", {"others": (CONTROL,)}
    ),
)


def interval(done: records.Experiment, images: str, method: str) -> tuple[float, float, float]:
    """The mean difference of a method and the CNTK over the ten splits, in points, and its corrected 95% interval."""
    pair = (accuracies(done, images, "500 of 500", name) for name in (method, "CNTK"))
    found = [a - b for a, b in zip(*pair, strict=True)]
    _, train, validation, test, _ = PROTOCOLS["500 of 500"]
    return float(numpy.mean(found)), *corrected_interval(found, test / (train + validation))


#: What was declared for all six differences before the run; one of the intervals turned out longer.
POINTS = 3.0
UNRESOLVED = (("MNIST 14x14", "C-Exp Laplace"),)
ON_PAR_PAIRS = tuple(
    (images, method) for images in POOLS for method in METHODS[1:] if (images, method) not in UNRESOLVED
)


def _on_par(pairs: tuple[tuple[str, str], ...]) -> Derivation:
    done = recorded()
    judged = []
    for images, method in (*pairs, *UNRESOLVED):
        gap, low, high = interval(done, images, method)
        told = f"{gap:+.2f} in [{low:.2f}, {high:.2f}]"
        what = f"{images}: the 95% interval of the accuracy of {method} minus that of the CNTK"
        if (images, method) in UNRESOLVED:
            text = rf"{what} contains 0 and is not within $\pm{POINTS:g}$ points"
            judged.append(records.criterion(done, low <= 0 <= high and max(-low, high) >= POINTS, text, found=told))
        else:
            text = rf"{what} lies within $\pm{POINTS:g}$ points"
            judged.append(records.criterion(done, low > -POINTS and high < POINTS, text, found=told))
    for images in POOLS:
        gap, low, high = interval(done, images, "C-Exp gamma")
        text = rf"{images}: no advantage of the $\gamma$-exponential kernel over the CNTK is resolved, the 95% interval contains 0"
        judged.append(records.criterion(done, low <= 0 <= high, text, found=f"{gap:+.2f} in [{low:.2f}, {high:.2f}]"))
    return prove(
        definition(
            f"{_KERNELS}; 500 training images (200 of them for validation, then fitted again with all) and 500 test images, ten splits of one pool"
        ),
        definition("intervals by Student's quantile with the correction of Nadeau and Bengio for overlapping splits"),
        judged,
    )


ON_PAR = Claim(
    id="geifman2020.derived.table3_on_par_digits",
    label="Table 3",
    statement=(
        r"On 500 training and 500 test images of digits ($8\times8$ of scikit-learn and MNIST at $14\times14$), ten splits each, the C-Exp kernels are on par with "
        r"the CNTK: the 95% interval of the difference in mean accuracy lies within $\pm3$ percentage points for Laplace, $\gamma$-exponential and Gaussian on the "
        r"first and for $\gamma$-exponential and Gaussian on the second. For Laplace on MNIST the interval is longer; it contains 0. No advantage of the "
        r"$\gamma$-exponential kernel is resolved."
    ),
    expected=Verdict.SUPPORTED,
    scope=(
        "One pool of images each; ten splits, which overlap; a recorded run. Before it the margin of 3 points was declared for all six differences; five meet it."
    ),
    check=_on_par,
    parameters={"pairs": ON_PAR_PAIRS},
    heavy=True,
    control=Control(
        "The C-Exp Laplace kernel with $c=100$ is within 3 points of the CNTK on the $8\\times8$ digits.",
        {"pairs": (("digits 8x8", CONTROL),)},
    ),
)
