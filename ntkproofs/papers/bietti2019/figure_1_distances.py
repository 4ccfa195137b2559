r"""Figure 1: the distances of digits are generally larger for the tangent kernel than for the last layer's kernel."""

from __future__ import annotations

from collections.abc import Iterator

from flint import arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, instances, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers import records

from .convolutional_recursion import layers
from .digit_distances import DRAWS, FILES, KINDS, PER_LABEL, SIZES, mnist_distances
from .feature_maps import FEATURES
from .relu_kernels import KAPPA_0, KAPPA_1
from .sampled_signals import DEPTH, EQUATION_8, LENGTH, PAIRS, TAPS, pairs

# 'Generally larger' is no statement about every pair: the sample is fixed, another one could not refute it.
_DECLARED = 0
# The mean difference must exceed this many standard errors, in every kind and size.
ERRORS = 3
_CTX = BallArithmetic(2400)


def _relative(first: arb, mixed: arb, second: arb) -> arb:
    return (first + second - 2 * mixed) / first


def _distances(sign: int) -> Iterator[tuple[str, arb]]:
    for signals in pairs(_DECLARED):
        found = layers(signals, TAPS, DEPTH)[DEPTH - 1]
        with _CTX.working():
            tangent, last = (_relative(*found[name]) for name in ("tangent", "last"))
            gap = sign * (tangent - last)
        yield f"{signals}, n = {DEPTH}", gap


def _on_digits(done: records.Experiment, sign: int, what: str) -> list[Step]:
    word = "NTK less CKN" if sign > 0 else "CKN less NTK"
    steps = [records.source(done)]
    for kind in dict.fromkeys(done.column("kind")):
        some = done.where(kind=kind)
        gaps, errors = some.numbers("NTK less CKN"), some.numbers("NTK less CKN error")
        least = min(sign * gap / error for gap, error in zip(gaps, errors, strict=True))
        share = min(some.numbers("NTK larger"))
        steps.append(
            records.criterion(
                done,
                least > ERRORS,
                f"{what}, {kind}: the mean of {word} exceeds {ERRORS} standard errors for every size",
                found=f"at least {least:.1f} standard errors; the NTK's is the larger one in at least {100 * share:.1f} % of the pairs",
            )
        )
    return steps


def _relative_distance(sign: int) -> Derivation:
    word = "NTK less CKN" if sign > 0 else "CKN less NTK"
    return prove(
        definition(
            rf"the sample: {PAIRS} pairs of signals on $\mathbb Z$ of length {LENGTH} with entries from $-4$ to $4$ without $0$, patches "
            rf"$\{{-1,0,1\}}$, $h=(\frac14,\frac12,\frac14)$, $n={DEPTH}$"
        ),
        rests_on(EQUATION_8, r"the recursion of the inner products"),
        instances(_distances(sign), text=rf"squared relative distance, {word}, is positive", bits=2400, goal=True),
        definition(
            rf"the digits: the first {PER_LABEL} of each label; {DRAWS} random fields of each kind ({', '.join(KINDS)}) and size; patches of $3\times3$ "
            r"pixels and Gaussian pooling of scale $\sqrt2$ with stride 2, twice; standard errors over the digits"
        ),
        reduction(
            r"'generally larger': the mean over digits is larger, for each kind and size; the comparison is paired, the same images for both kernels"
        ),
        _on_digits(
            records.experiment("bietti2019", "figure_1_mnist", mnist_distances, *FILES), sign, "MNIST test digits"
        ),
        _on_digits(records.read("bietti2019", "figure_1_digits"), sign, "8 x 8 digits"),
    )


RELATIVE_DISTANCE = Claim(
    id="bietti2019.figure1.relative_distance",
    label="Figure 1",
    printed=True,
    statement=(
        r"The relative distances $\|\Phi(x)-\Phi(x')\|/\|\Phi(x)\|$ are generally larger for the NTK ($\Phi=A^nM(x_n,y_n)$ in the notation of "
        r"Proposition 2) than for the CKN ($\Phi=A^n\varphi_1(x_n)$, all layers but the last fixed) with $n=2$ hidden layers, for deformations, "
        r"digits of the same label and digits of any label."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES),
    expected=Verdict.SUPPORTED,
    scope=(
        f"{10 * PER_LABEL} MNIST test digits and as many 8 x 8 digits; fields up to {max(SIZES['mnist']):g} pixels and layers chosen here, not those of "
        "the paper's appendix; four declared pairs of signals on the line; no theorem for convolutional kernels (figure1.order_counterexample)"
    ),
    check=_relative_distance,
    parameters={"sign": 1},
    depends_on=(EQUATION_8,),
    heavy=True,
    control=Control(r"The relative distances are generally larger for the CKN; false on the sample.", {"sign": -1}),
)
