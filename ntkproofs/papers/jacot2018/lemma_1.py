"""Lemma 1, Remark 4 and footnote 4, simulated: weights and units freeze, and the law of the units stays."""

from __future__ import annotations

from fractions import Fraction

from sympy import Rational

from ntkproofs.checks import definition, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .setting import DATA, GAUSSIAN, LIMIT, NETWORK
from .trained_networks import SETTING, WIDTHS, exponent_below, exponent_near, trained

_RANGE = f"n in {WIDTHS}, four affine layers, beta = 0.1, four points, 50 steps of rate 1, scalar output"
_HYPOTHESES = (
    r"the setting of Theorem 2: $\sigma$ Lipschitz, twice differentiable with bounded second derivative, "
    r"$\partial_t\theta_p=\langle\partial_{\theta_p}F,d_t\rangle_{p^{in}}$, $\int_0^T\|d_t\|_{p^{in}}dt$ stochastically bounded"
)
_LIMITED = reduction("a power of n on finitely many widths is sampled; that widths tend to infinity is not checked")
_NORM = (
    r"at $t=10,20,\dots,50$ the largest Frobenius norm for $\ell\ge1$, which bounds the operator norm from above, and the largest "
    r"operator norm for $\ell=0$"
)


def _weights(layers: tuple[int, ...], exponent: Rational, seed: int) -> Derivation:
    found = trained("erf", seed)
    return prove(
        definition(SETTING),
        definition(_NORM),
        _LIMITED,
        (
            exponent_near(
                found[f"weights {layer}"],
                exponent,
                seed,
                rf"erf: the exponent of $\|n_\ell^{{-1/2}}(W^{{(\ell)}}(t)-W^{{(\ell)}}(0))\|$ is near {exponent} for $\ell={layer}$",
                Fraction(1, 4),
            )
            for layer in layers
        ),
    )


WEIGHTS_FREEZE = Claim(
    id="jacot2018.lem1.weights_freeze",
    label="Lemma 1",
    printed=True,
    statement=(
        r"In the setting of Theorem 2, for a network of depth $L+1$ and every $\ell=1,\dots,L$: "
        r"$\lim_{n_L\to\infty}\cdots\lim_{n_1\to\infty}\sup_{t\in[0,T]}\|n_\ell^{-1/2}(W^{(\ell)}(t)-W^{(\ell)}(0))\|_{op}=0$ in "
        r"probability."
    ),
    hypotheses=(NETWORK, GAUSSIAN, DATA, _HYPOTHESES),
    expected=Verdict.SUPPORTED,
    scope=f"erf, {_RANGE}; equal widths growing together, five times in (0, 50]",
    check=_weights,
    parameters={"layers": (1, 2, 3), "exponent": Rational(-1, 2)},
    heavy=True,
    random=True,
    control=Control(r"The same for $\ell=0$; false, the rows of $W^{(0)}$ move together by order 1.", {"layers": (0,)}),
)

FIRST_LAYER = Claim(
    id="jacot2018.lem1.first_layer_excluded",
    label="Lemma 1",
    statement=(
        r"The restriction $\ell\ge1$ in Lemma 1 is necessary: $\|n_0^{-1/2}(W^{(0)}(T)-W^{(0)}(0))\|_{op}$ does not tend to 0 when the "
        r"hidden widths grow ($n_0$ fixed), since all $n_1$ rows move by $O(n_1^{-1/2})$ each and the collective change has order 1."
    ),
    hypotheses=(NETWORK, GAUSSIAN, DATA),
    expected=Verdict.SUPPORTED,
    scope=f"erf, n_0 = 2, {_RANGE}",
    check=_weights,
    parameters={"layers": (0,), "exponent": Rational(0)},
    heavy=True,
    random=True,
    control=Control(r"It is of order $n^{-1/2}$; false for $\ell=0$.", {"exponent": Rational(-1, 2)}),
)


def _freeze(layers: tuple[int, ...], seed: int) -> Derivation:
    return prove(
        definition(SETTING),
        _LIMITED,
        (
            exponent_near(
                trained(activation, seed)[f"preactivations {layer}"],
                Rational(-1, 2),
                seed,
                rf"{activation}: the exponent of the root mean square change of $\tilde\alpha^{{({layer})}}$ is near $-1/2$",
            )
            for activation in ("erf", "relu")
            for layer in layers
        ),
    )


FREEZE = Claim(
    id="jacot2018.rem4.freeze",
    label="Remark 4",
    printed=True,
    statement=(
        r"During training with $\partial_t\theta_p=\langle\partial_{\theta_p}F,d_t\rangle_{p^{in}}$ and $\int_0^T\|d_t\|_{p^{in}}dt$ "
        r"stochastically bounded (setting of Theorem 2) the variation of the individual activations in the hidden layers shrinks as "
        r"their width grows."
    ),
    hypotheses=(NETWORK, GAUSSIAN, DATA),
    expected=Verdict.SUPPORTED,
    scope=f"erf and ReLU, {_RANGE}; the preactivations, from which the activations follow by a Lipschitz function",
    check=_freeze,
    parameters={"layers": (1, 2, 3)},
    heavy=True,
    random=True,
    control=Control("The same for the output layer; false, it learns the targets at every width.", {"layers": (4,)}),
)


def _same_law(layers: tuple[int, ...], seed: int) -> Derivation:
    return prove(
        definition(SETTING),
        definition(
            r"relative change in Frobenius norm of the $4\times4$ matrix $\frac1n\tilde\alpha^{(\ell)}\tilde\alpha^{(\ell)T}$ of a network "
            r"between $t=0$ and $t=50$"
        ),
        _LIMITED,
        reduction(
            "at initialisation the law is that of Proposition 1; that the change is small in mean square (rem4.freeze) leaves the limit of "
            "the law as it is, and the covariance is the part that is measured here"
        ),
        (
            exponent_below(
                trained(activation, seed)[f"covariance {layer}"],
                Rational(-7, 10),
                seed,
                rf"{activation}: the exponent of the change for $\ell={layer}$ is below $-7/10$",
            )
            for activation in ("erf", "relu")
            for layer in layers
        ),
    )


SAME_LAW = Claim(
    id="jacot2018.fn4.same_law",
    label="Footnote 4",
    printed=True,
    statement=(
        r"As a consequence of the freezing of single neurons, the preactivations of the hidden layers stay Gaussian during training in the "
        r"infinite-width limit, with the same covariance $\Sigma^{(\ell)}$, $\ell<L$."
    ),
    hypotheses=(NETWORK, GAUSSIAN, LIMIT, DATA),
    expected=Verdict.SUPPORTED,
    scope=f"erf and ReLU, {_RANGE}; the covariances of layers 1 to 3",
    check=_same_law,
    parameters={"layers": (1, 2, 3)},
    heavy=True,
    random=True,
    control=Control("The same for the output layer; false, its values become the targets.", {"layers": (4,)}),
)
