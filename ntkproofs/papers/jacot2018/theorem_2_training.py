"""Theorem 2, simulated: the tangent kernel hardly moves in training, and the network follows the limiting flow."""

from __future__ import annotations

from fractions import Fraction

from sympy import Rational

from ntkproofs.checks import definition, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Verdict

from .setting import DATA, GAUSSIAN, LIMIT, NETWORK, TANGENT
from .trained_networks import SETTING, WIDTHS, exponent_below, exponent_near, trained

_RANGE = f"n in {WIDTHS}, L = 4, beta = 0.1, four points, 50 steps of rate 1, scalar output"
_HYPOTHESES = (
    r"$\sigma$ is Lipschitz and twice differentiable with bounded second derivative, the parameters follow "
    r"$\partial_t\theta_p=\langle\partial_{\theta_p}F^{(L)}(\theta(t)),d_t\rangle_{p^{in}}$, and $\int_0^T\|d_t\|_{p^{in}}dt$ stays "
    r"stochastically bounded as $n_1,\dots,n_{L-1}\to\infty$ (sequentially, in the appendix)"
)
_LIMITED = reduction("a power of n on finitely many widths is sampled; that widths tend to infinity is not checked")


def _constancy(quantity: str, seed: int) -> Derivation:
    found = trained("erf", seed)
    return prove(
        definition(SETTING),
        _LIMITED,
        exponent_below(
            found[quantity],
            Rational(-2, 5),
            seed,
            rf"erf: the exponent of {quantity!r} (kernel: the largest $\|\Theta(t)-\Theta(0)\|_F$ at $t=10,20,\dots,50$) is below $-2/5$",
        ),
        exponent_near(
            found["distance to limit"],
            Rational(-1, 2),
            seed,
            r"erf: the exponent of the largest $\|\Theta(t)-\Theta_\infty\|_F$ at $t=0,10,\dots,50$ is near $-1/2$",
            Fraction(1, 4),
        ),
    )


CONSTANCY = Claim(
    id="jacot2018.thm2.constancy",
    label="Theorem 2",
    printed=True,
    statement=(
        r"Under the hypotheses of Theorem 2, uniformly for $t\in[0,T]$, $\Theta^{(L)}(t)\to\Theta_\infty^{(L)}\otimes\mathrm{Id}_{n_L}$ in "
        r"probability."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, LIMIT, DATA, _HYPOTHESES),
    expected=Verdict.SUPPORTED,
    scope=f"erf, {_RANGE}; six times in [0, 50]",
    check=_constancy,
    parameters={"quantity": "kernel"},
    heavy=True,
    random=True,
    control=Control(
        r"The same for $\|n_0^{-1/2}(W^{(0)}(t)-W^{(0)}(0))\|_{op}$, which does not tend to 0.",
        {"quantity": "weights 0"},
    ),
)


def _limit_dynamics(factor: int, seed: int) -> Derivation:
    found = trained("erf", seed)
    return prove(
        definition(SETTING),
        definition(
            r"the limiting flow, with the same steps, is $f^*+(I-\frac{\eta c}NG)^{50}(f_0-f^*)$ on the data, $G$ the Gram matrix of "
            rf"$\Theta_\infty^{{(4)}}$ and $c={factor}$"
        ),
        _LIMITED,
        exponent_below(
            found[f"limiting flow {factor}"],
            Rational(-3, 10),
            seed,
            r"erf: the exponent of the distance of the trained network from this flow is below $-3/10$",
        ),
        exponent_below(
            found["own flow"],
            Rational(-2, 5),
            seed,
            r"erf: so is that of its distance from the flow of its own initial kernel",
        ),
    )


LIMIT_DYNAMICS = Claim(
    id="jacot2018.thm2.limit_dynamics",
    label="Theorem 2",
    printed=True,
    statement=(
        r"Under the hypotheses of Theorem 2, in the limit of infinite width the network function follows "
        r"$\partial_tf_{\theta(t)}=\Phi_{\Theta_\infty^{(L)}\otimes\mathrm{Id}_{n_L}}(\langle d_t,\cdot\rangle_{p^{in}})$."
    ),
    hypotheses=(NETWORK, GAUSSIAN, LIMIT, DATA, _HYPOTHESES),
    expected=Verdict.SUPPORTED,
    scope=f"erf, {_RANGE}; on the data, after the last step",
    check=_limit_dynamics,
    parameters={"factor": 1},
    heavy=True,
    random=True,
    control=Control(
        r"The same with the kernel $2\Theta_\infty^{(L)}$; false, training is half as fast.", {"factor": 2}
    ),
)


def _upper(activation: str, exponent: Rational, seed: int) -> Derivation:
    found = trained(activation, seed)
    return prove(
        definition(SETTING),
        _LIMITED,
        exponent_near(
            found["preactivations 3"],
            exponent,
            seed,
            rf"{activation}: the exponent of the root mean square change of the last hidden preactivations is near {exponent}",
        ),
        exponent_near(
            found["top weights"],
            exponent,
            seed,
            rf"{activation}: so is that of the change of the top weights",
            Fraction(1, 4),
        ),
        exponent_below(
            found["kernel"],
            exponent + Rational(1, 10),
            seed,
            f"{activation}: that of the kernel's change is below {exponent}+1/10",
        ),
    )


RATE_UPPER = Claim(
    id="jacot2018.thm2.rate_upper",
    label="Theorem 2, proof",
    printed=True,
    statement=(
        r"In the induction step of the proof the variation of the last-hidden-layer preactivations "
        r"$\|\tilde\alpha_i^{(L)}(t)-\tilde\alpha_i^{(L)}(0)\|_{p^{in}}$, of the top weights $\|W_i^{(L)}(t)-W_i^{(L)}(0)\|_2$ and of "
        r"the NTK during training is $O(n_L^{-1/2})$ (an upper bound)."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, DATA, _HYPOTHESES),
    expected=Verdict.SUPPORTED,
    scope=f"erf, {_RANGE}; root mean squares over the units",
    check=_upper,
    parameters={"activation": "erf", "exponent": Rational(-1, 2)},
    heavy=True,
    random=True,
    control=Control(r"The same with $O(n_L^{-1})$; false for the preactivations.", {"exponent": Rational(-1)}),
)


def _smooth(activation: str, exponent: Rational, seed: int) -> Derivation:
    return prove(
        definition(SETTING),
        _LIMITED,
        exponent_near(
            trained(activation, seed)["kernel"],
            exponent,
            seed,
            rf"{activation}: the exponent of the largest $\|\Theta(t)-\Theta(0)\|_F$ is near {exponent}",
            Fraction(3, 10),
        ),
    )


RATE_SMOOTH = Claim(
    id="jacot2018.thm2.rate_smooth",
    label="Theorem 2, proof",
    statement=(
        r"For a smooth nonlinearity the rate $n^{-1/2}$ of the proof is not sharp for the NTK: $\|\Theta(T)-\Theta(0)\|_F$ is of order "
        r"$1/n$ ($L=4$, erf, $\beta=0.1$, four points), because the $O(n^{-1/2})$ changes of the single neurons are odd in the outgoing "
        r"weight and average out."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, DATA),
    expected=Verdict.SUPPORTED,
    scope=f"erf, {_RANGE}; the order, not the reason given for it (thm2.initial_speed has a case in closed form)",
    check=_smooth,
    parameters={"activation": "erf", "exponent": Rational(-1)},
    heavy=True,
    random=True,
    control=Control(r"It is of order $n^{-1/2}$; false for erf.", {"exponent": Rational(-1, 2)}),
)


RATE_RELU = Claim(
    id="jacot2018.thm2.rate_relu",
    label="Theorem 2, proof",
    statement=(
        r"For ReLU (outside the hypotheses of Theorem 2) $\|\Theta(T)-\Theta(0)\|_F$ is of order $n^{-1/2}$ ($L=4$, $\beta=0.1$, four "
        r"points): neurons that switch off or on during training contribute a systematic $n^{-1/2}$ term, which is negative on "
        r"small-target problems."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, DATA),
    expected=Verdict.SUPPORTED,
    scope=f"ReLU, {_RANGE}; the order only: the sign is sampled in fig1.inflation_not_universal",
    check=_smooth,
    parameters={"activation": "relu", "exponent": Rational(-1, 2)},
    heavy=True,
    random=True,
    control=Control("It is of order $1/n$, as for smooth nonlinearities; false for ReLU.", {"exponent": Rational(-1)}),
)


def _smoothness(bound: Rational, seed: int) -> Derivation:
    found = trained("relu", seed)
    return prove(
        definition(SETTING),
        _LIMITED,
        exponent_near(
            found["distance to limit"],
            Rational(-1, 2),
            seed,
            r"relu: the exponent of the largest $\|\Theta(t)-\Theta_\infty\|_F$ at $t=0,10,\dots,50$ is near $-1/2$",
            Fraction(1, 4),
        ),
        exponent_below(
            found["kernel"],
            bound,
            seed,
            rf"relu: the exponent of the largest $\|\Theta(t)-\Theta(0)\|_F$ is below {bound}",
        ),
    )


SMOOTHNESS = Claim(
    id="jacot2018.fn1.smoothness",
    label="Footnote 1",
    printed=True,
    statement=(
        r"The smoothness assumptions on $\sigma$ (twice differentiable, bounded second derivative) do not seem to be strictly needed for "
        r"the results to hold."
    ),
    hypotheses=(NETWORK, GAUSSIAN, TANGENT, LIMIT, DATA),
    expected=Verdict.SUPPORTED,
    scope=f"ReLU, {_RANGE}; Theorem 1 on the ReLU diagonal is proved (thm1.diag_convergence)",
    check=_smoothness,
    parameters={"bound": Rational(-2, 5)},
    heavy=True,
    random=True,
    control=Control(
        r"The kernel of ReLU networks moves by less than order $1/n$ in training; false, even smooth networks do not reach it.",
        {"bound": Rational(-1)},
    ),
)
