"""Proposition 2: the tangent kernel of wide convolutional networks, sampled at finite widths."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

import numpy as np
from flint import arb

from ntkproofs.checks import definition, mean_near, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .convolutional_recursion import layers
from .equation_8 import TANGENT_MAP
from .lemma_1 import FEATURE_MAPS
from .proposition_2_values import SIGNALS
from .random_convolutional_network import Draw, draw
from .relu_kernels import KAPPAS

# Fixed in advance: width, networks drawn, level of each test, and the tolerances as parts of the expected value.
WIDTH, NETWORKS, LEVEL, TOLERANCE = 64, 200, Fraction(1, 10_000), Fraction(1, 5)
_TAPS = (Fraction(1, 4), Fraction(1, 2), Fraction(1, 4))
_PAIRS = ((0, 0), (0, 1), (1, 1))
_NAMES = ("(x,x)", "(x,x')", "(x',x')")

NETWORK = (
    r"$f=\sqrt{2/m_n}\langle w^{n+1},a^n\rangle_{\ell^2}$, $\tilde a^1=W^1P^1x$, "
    r"$\tilde a^k=\sqrt{2/m_{k-1}}\,W^kP^ka^{k-1}$, $a^k=A^k\sigma(\tilde a^k)$, $\sigma(t)=t_+$, all weights i.i.d. "
    r"$\mathcal N(0,1)$"
)
ITERATES = r"$x_1=y_1=P^1x$, $x_k=P^kA^{k-1}\varphi_1(x_{k-1})$, $y_k=P^kA^{k-1}M(x_{k-1},y_{k-1})$, " + TANGENT_MAP
OPERATORS = (
    r"signals $x:\mathbb Z^D\to\mathbb{R}^{m_0}$ with $\sum_u\|x[u]\|^2<\infty$, with "
    r"$P^kx[u]=|S_k|^{-1/2}(x[u+v])_{v\in S_k}$ with finite $S_k\subset\mathbb Z^D$, $A^kx[u]=\sum_vh_k[u-v]x[v]$, "
    r"$h_k\in\ell^1$"
)
_TOY = (
    r"the toy network of prop2.toy_values: $D=1$, $S=\{-1,0,1\}$, $h=(1/4,1/2,1/4)$, $x=(1,2,-1)$, $x'=(2,-1,1)$; "
    f"{NETWORKS} networks of width {WIDTH}"
)


@cache
def _draws(hidden: int, seed: int, gradients: bool) -> tuple[Draw, ...]:
    generator = np.random.default_rng([seed, 2203, hidden])
    signals = np.array(SIGNALS, dtype=float).T
    taps = np.array([float(tap) for tap in _TAPS])
    return tuple(draw(signals, hidden, WIDTH, taps, generator, gradients=gradients) for _ in range(NETWORKS))


def _near(samples: Iterable[float], expected: arb, seed: int, text: str, part: Fraction = TOLERANCE) -> Step:
    # The tolerance is a part of the expected value, rounded down to hundredths.
    tolerance = Fraction(int(100 * part * Fraction(float(abs(expected).mid()))), 100)
    return mean_near(
        [float(sample) for sample in samples],
        expected,
        tolerance=tolerance,
        level=LEVEL,
        seed=seed,
        text=text,
        goal=True,
    )


def _feature_map(second_factor: str, seed: int) -> Derivation:
    expected = layers(SIGNALS, _TAPS, 2, second_factor)[1]["tangent"]
    draws = _draws(2, seed, gradients=True)
    return prove(
        definition(_TOY),
        rests_on("bietti2019.prop2.one_hidden_layer", "n = 1: exact in expectation, at every width"),
        rests_on("bietti2019.eq8.tangent_gram", "the recursion of the Gram arrays of x_k and y_k"),
        reduction(
            "for n = 2 the tangent kernels of independent networks of finite width are sampled; that widths tend to infinity "
            "is not checked, so this supports the limit and does not prove it"
        ),
        (
            _near(
                [one.tangent[i, j] for one in draws if one.tangent is not None],
                expected[index],
                seed,
                f"n = 2: the mean tangent kernel at {_NAMES[index]} is near that of A M(x_2, {second_factor}_2)",
            )
            for index, (i, j) in enumerate(_PAIRS)
        ),
    )


FEATURE_MAP = Claim(
    id="bietti2019.prop2.feature_map",
    label="Proposition 2",
    printed=True,
    statement=(
        rf"For the convolutional network {NETWORK}, on {OPERATORS}: as $m_1,\dots,m_n\to\infty$ one after the other, the "
        r"tangent kernel at initialisation tends to $\langle\Phi(x),\Phi(x')\rangle_{\ell^2}$, $\Phi(x)=A^nM(x_n,y_n)$, with "
        rf"{ITERATES} ($D$ is the signal dimension, the paper's $d$)."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.SUPPORTED,
    scope=(
        "n = 1 exact in expectation (prop2.one_hidden_layer); the covariance recursion is symbolic; the limit for n = 2 by Monte "
        "Carlo at width 64, one pair of signals"
    ),
    check=_feature_map,
    parameters={"second_factor": "y"},
    depends_on=("bietti2019.prop2.one_hidden_layer", "bietti2019.eq8.tangent_gram"),
    random=True,
    control=Control(
        r"The same with $\Phi(x)=A^nM(x_n,x_n)$; false for $n=2$ with trivial patches and pooling, where the diagonal would be "
        r"$2\|x\|^2$ instead of $3\|x\|^2$.",
        {"second_factor": "x"},
    ),
)


def _covariance(iterate: str, seed: int) -> Derivation:
    depth = 3
    arrays = layers(SIGNALS, _TAPS, depth)
    draws = _draws(depth, seed, gradients=False)
    place = 1  # the middle of the support
    steps = []
    for k in (2, 3):
        for index, (i, j) in enumerate(_PAIRS):
            expected = arrays[k - 1][iterate][index][place, place]
            steps.append(
                _near(
                    [_mean_product(one, k, place, i, j) for one in draws],
                    expected,
                    seed,
                    f"k = {k}: the mean of a_i[{place}] a'_i[{place}] at {_NAMES[index]} is near <{iterate}_{k}, {iterate}_{k}'>",
                )
            )
    variance = arrays[1][iterate][0][place, place]
    steps.append(
        _near(
            [_mean_product(one, 2, place, 0, 0, power=2) for one in draws],
            3 * variance**2,
            seed,
            f"k = 2: the fourth moment of a_i[{place}] is near three times the squared variance",
            part=Fraction(2, 5),
        )
    )
    return prove(
        definition(_TOY),
        reduction(
            r"k = 1: $\tilde a^1_i[u]=\langle W^1_i,P^1x[u]\rangle$ is linear in Gaussian weights, independent over $i$, with "
            r"covariance $\langle P^1x[u],P^1x'[u']\rangle$, at every width"
        ),
        rests_on(
            "bietti2019.eq6.arc_cosine_one", r"k to k+1: $2E[\sigma\sigma']$ is the Gram array of $\varphi_1(x_k)$"
        ),
        reduction(
            "for k = 2, 3 the pre-activations of independent networks of finite width are sampled at one location; the limit "
            "and the Gaussian law are supported by their moments, and not proved"
        ),
        steps,
    )


def _mean_product(one: Draw, k: int, place: int, i: int, j: int, power: int = 1) -> float:
    channels = one.pre_activations[k - 1][one.origins[k - 1] + place]
    return float(np.mean((channels[:, i] * channels[:, j]) ** power))


COVARIANCE = Claim(
    id="bietti2019.prop2.covariance",
    label="Proposition 2",
    printed=True,
    statement=(
        r"In the sequential infinite-width limit the pre-activations $\tilde a^k_i[u]$ of the network "
        rf"{NETWORK} tend to independent (over $i$) centred Gaussian processes with covariance "
        rf"$\Sigma^k(x,u;x',u')=\langle x_k[u],x'_k[u']\rangle$, {ITERATES} ($D$ is the signal dimension, the paper's $d$)."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.SUPPORTED,
    scope=(
        "k = 1 exact for every width; k = 2, 3: the covariance recursion is symbolic given the limit, covariance at one "
        "location, and its fourth moment for k = 2, by sampling at width 64"
    ),
    check=_covariance,
    parameters={"iterate": "x"},
    depends_on=("bietti2019.eq6.arc_cosine_one",),
    random=True,
    control=Control(
        r"The covariance is $\langle y_k[u],y'_k[u']\rangle$; false for $k=2$ with trivial patches and pooling, where its "
        r"diagonal is $2\|x\|^2$ instead of $\|x\|^2$.",
        {"iterate": "y"},
    ),
)


def _last_layer(shift: int, seed: int) -> Derivation:
    steps = []
    for hidden in (1, 2):
        # <x_k, x_k'> with k = hidden + shift, summed over locations; one array more than the largest k asked for.
        arrays = layers(SIGNALS, _TAPS, 3)[hidden + shift - 1]["x"]
        for index, (i, j) in enumerate(_PAIRS):
            terms = [value for (u, v), value in arrays[index].items() if u == v]
            expected = sum(terms[1:], terms[0])
            steps.append(
                _near(
                    [one.last[i, j] for one in _draws(hidden, seed, gradients=False)],
                    expected,
                    seed,
                    f"n = {hidden}: the mean last-layer kernel at {_NAMES[index]} is near <x_{hidden + shift}, x_{hidden + shift}'>",
                )
            )
    return prove(
        definition(_TOY),
        rests_on(
            "bietti2019.section22.last_layer_identity",
            r"$\langle x_k,x'_k\rangle=\langle A^{k-1}\varphi_1(x_{k-1}),A^{k-1}\varphi_1(x'_{k-1})\rangle$ for all k, and k = 2 is "
            "exact in expectation",
        ),
        reduction("the recursion of the x_k does not name the y_k; the limit for n = 2 is sampled, not proved"),
        steps,
    )


LAST_LAYER_FEATURES = Claim(
    id="bietti2019.section22.last_layer_features",
    label="Section 2.2",
    printed=True,
    statement=(
        r"The $x_k$ do not depend on the $y_k$, and they are feature maps of the kernel obtained by training only the last layer "
        r"of a convolutional ReLU network: for $k\ge2$ the limiting last-layer kernel of the network "
        rf"{NETWORK} with $n=k-1$ hidden layers is $\langle A^{{k-1}}\varphi_1(x_{{k-1}}),A^{{k-1}}\varphi_1(x'_{{k-1}})"
        rf"\rangle_{{\ell^2}}=\langle x_k,x'_k\rangle_{{\ell^2}}$, {ITERATES} ($D$ is the signal dimension, the paper's $d$)."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.SUPPORTED,
    scope=(
        "k = 2 exact in expectation for every width, and the identity of the two inner products for all k "
        "(section22.last_layer_identity); the limit for k = 3 by Monte Carlo at width 64"
    ),
    check=_last_layer,
    parameters={"shift": 1},
    depends_on=("bietti2019.section22.last_layer_identity",),
    random=True,
    control=Control(
        r"$\langle x_k,x_k'\rangle$ is the last-layer kernel of the network with $n=k$ hidden layers; false for $k=1$ and trivial "
        r"pooling, where it is $\langle x,x'\rangle$, negative at $x'=-x$, while the last-layer ReLU kernel is $0$ there.",
        {"shift": 0},
    ),
)
