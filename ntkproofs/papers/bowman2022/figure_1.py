"""Figure 1: a few large eigenvalues and a long tail, in the record of ten draws and, with the digits at hand, again here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from ntkproofs.checks import definition, prove
from ntkproofs.claims import Claim, Control, Derivation, MissingExtra, Step, Verdict
from ntkproofs.datasets import folder
from ntkproofs.papers.records import Experiment, criterion, read, source

from .figure_1_spectra import NAME, perform

NETWORKS = {"softplus": "shallow softplus", "lenet_tanh": "LeNet-5, tanh", "lenet_relu": "LeNet-5, ReLU"}
#: Draws that are performed again where the digits are at hand; the record has ten.
AGAIN = (0, 1)


@cache
def _again(network: str) -> Experiment | None:
    """Perform a part here, or nothing where the digits or the library of automatic differentiation are not at hand."""
    data = folder()
    if data is None or not (data / "mnist").is_dir():
        return None
    try:
        return perform((network,), AGAIN)
    except MissingExtra:
        return None


def _spectra(network: str) -> Iterator[Experiment]:
    yield read("bowman2022", NAME).where(network=network)
    again = _again(network)
    if again is not None:
        yield again


def _below(rows: Experiment, place: int, bound: Fraction) -> Step:
    largest = max(rows.numbers(f"place{place}"))
    text = rf"{_name(rows)}: $\lambda_{{{place}}}/\lambda_1<{float(bound):g}$ on every draw"
    return criterion(rows, largest < bound, text, found=f"at most {largest:.3g}")


def _share(rows: Experiment, low: Fraction, high: Fraction) -> Step:
    shares = rows.numbers("share10")
    text = f"{_name(rows)}: the share of the trace of the ten largest is between {float(low)} and {float(high)} on every draw"
    holds = low < min(shares) and max(shares) < high
    return criterion(rows, holds, text, found=f"{min(shares):.3f} to {max(shares):.3f}")


def _name(rows: Experiment) -> str:
    return NETWORKS[rows.column("network")[0]]


def _criteria(networks: tuple[str, ...], bounds: dict[int, Fraction], low: Fraction, high: Fraction) -> Iterator[Step]:
    for network in networks:
        for rows in _spectra(network):
            yield source(rows)
            yield from (_below(rows, place, bound) for place, bound in bounds.items())
            yield _share(rows, low, high)


def _softplus(second: Fraction, hundredth: Fraction, thousandth: Fraction) -> Derivation:
    bounds = {2: second, 100: hundredth, 1000: thousandth}
    return prove(
        definition(
            r"$f=\frac1{\sqrt m}\sum_iv_i\omega(w_i\cdot x/\sqrt d)$, $m=4000$, $d=784$, all parameters iid $N(0,1)$; 2000 test "
            r"digits drawn without repetition, pixels in $[0,1]$; eigenvalues of $(K_0(x_i,x_j))_{ij}$ in double precision"
        ),
        _criteria(("softplus",), bounds, Fraction(9, 10), Fraction(1)),
    )


SOFTPLUS_SPECTRUM = Claim(
    id="bowman2022.fig1.softplus_spectrum",
    label="Figure 1",
    printed=True,
    statement=(
        r"The NTK Gram spectrum of a shallow softplus network with 4000 hidden units has a few outliers and a long tail of small "
        r"eigenvalues: on 2000 MNIST test digits (pixels in $[0,1]$) over ten draws of network and digits, "
        r"$\lambda_2/\lambda_1<0.02$, $\lambda_{100}/\lambda_1<2\cdot10^{-4}$, $\lambda_{1000}/\lambda_1<10^{-6}$, and the ten "
        r"largest eigenvalues carry more than $90\%$ of the trace."
    ),
    expected=Verdict.SUPPORTED,
    scope="MNIST in place of CIFAR10, on which the paper shows this network; ten draws",
    check=_softplus,
    parameters={"second": Fraction(1, 50), "hundredth": Fraction(1, 5000), "thousandth": Fraction(1, 10**6)},
    heavy=True,
    control=Control(r"$\lambda_{1000}/\lambda_1<10^{-8}$ on every draw.", {"thousandth": Fraction(1, 10**8)}),
)


def _lenet(low: Fraction, high: Fraction) -> Derivation:
    bounds = {2: Fraction(1, 10), 100: Fraction(1, 10**4), 500: Fraction(5, 10**6)}
    return prove(
        definition(
            r"LeNet-5 with means over $2\times2$ blocks and biases, tanh or ReLU; weights and biases iid uniform on "
            r"$[-n^{-1/2},n^{-1/2}]$, $n$ the number of terms a unit sums, gradients with respect to them; the logit of class 0; "
            r"1000 test digits drawn without repetition, pixels in $[0,1]$; double precision"
        ),
        _criteria(("lenet_tanh", "lenet_relu"), bounds, low, high),
    )


LENET_SPECTRUM = Claim(
    id="bowman2022.fig1.lenet_spectrum",
    label="Figure 1",
    printed=True,
    statement=(
        r"The NTK Gram matrix of the class-0 logit of LeNet-5 on MNIST has the same shape: on 1000 test digits, over ten draws "
        r"of network and digits, with tanh and with ReLU, $\lambda_2/\lambda_1<0.1$, $\lambda_{100}/\lambda_1<10^{-4}$, "
        r"$\lambda_{500}/\lambda_1<5\cdot10^{-6}$, and the ten largest eigenvalues carry more than $90\%$ of the trace."
    ),
    expected=Verdict.SUPPORTED,
    scope=(
        "the paper says neither activation nor initialisation of its LeNet-5; here the usual ones, on half of its batch; ten "
        "draws"
    ),
    check=_lenet,
    parameters={"low": Fraction(9, 10), "high": Fraction(1)},
    heavy=True,
    control=Control(
        "The ten largest eigenvalues carry less than half of the trace.", {"low": Fraction(0), "high": Fraction(1, 2)}
    ),
)
