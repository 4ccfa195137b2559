r"""Section 4: the map of a network of which only the last layer is trained."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Symbol, cos, log, pi

from ntkproofs.checks import Reals, definition, identity, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .feature_maps import ANGLE, FEATURES
from .relu_kernels import KAPPA_0, KAPPA_1, kappa_1

IDENTITY = "bietti2019.section22.last_layer_identity"
FEATURE_CLAIM = "bietti2019.section22.last_layer_features"
VALUE_ID = "bietti2019.section4.last_layer_map_value"
RECURSION = r"$x_1=P^1x$, $x_k=P^kA^{k-1}\varphi_1(x_{k-1})$"

# The inner product of the maps of two unit vectors at one location, trivial patches and pooling, n = 1.
_MAPS: dict[str, Callable[[Expr], Expr]] = {"x_n": cos, "phi_1(x_n)": kappa_1}
_SHOWN = {"x_n": r"A^nx_n", "phi_1(x_n)": r"A^n\varphi_1(x_n)"}


def _last_layer(inner: str, sampled: bool) -> Derivation:
    return prove(
        definition(
            rf"one location, trivial patches and pooling, $n=1$, unit vectors at the angle $\theta$; the map is ${_SHOWN[inner]}$"
        ),
        rests_on(
            IDENTITY,
            r"for $n=1$ the last-layer kernel is $\langle A^1\varphi_1(x_1),A^1\varphi_1(x'_1)\rangle$, here $\kappa_1(\cos\theta)$",
        ),
        *(
            [
                rests_on(
                    FEATURE_CLAIM, r"for $n\ge2$ the limit is that of the networks with $n=k-1$ hidden layers, sampled"
                )
            ]
            if sampled
            else []
        ),
        reduction(r"a feature map must give the kernel by its inner products"),
        identity(
            _MAPS[inner](ANGLE),
            kappa_1(ANGLE),
            {ANGLE: Reals(0, pi)},
            text=rf"$\langle {_SHOWN[inner]},\cdot\rangle=\kappa_1(\cos\theta)$ at one location",
            goal=True,
        ),
    )


LAST_LAYER_MAP = Claim(
    id="bietti2019.section4.last_layer_map",
    label="Section 4",
    printed=True,
    statement=(
        rf"Fixing the weights of all layers but the last gives, in the notation of Proposition 2 ({RECURSION}), the feature map $A^nx_n$."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=VALUE_ID,
    scope=(
        "every n >= 1: the last non-linearity is missing; A^n x_n is the map of a network with n - 1 hidden layers. A slip of notation: "
        "A^n phi_1(x_n) is meant"
    ),
    check=_last_layer,
    parameters={"inner": "x_n", "sampled": False},
    depends_on=(IDENTITY,),
    control=Control(r"The feature map is $A^n\varphi_1(x_n)$; for $n=1$ it is.", {"inner": "phi_1(x_n)"}),
)

LAST_LAYER_MAP_VALUE = Claim(
    id=VALUE_ID,
    label="Section 4",
    statement=(
        rf"Fixing all layers but the last gives the feature map $A^n\varphi_1(x_n)$ ({RECURSION}), i.e. the second block of $A^nM(x_n,y_n)$."
    ),
    hypotheses=(KAPPA_0, KAPPA_1, FEATURES),
    expected=Verdict.SUPPORTED,
    scope="n = 1 exact in expectation for every width (section22.last_layer_identity); n >= 2 rests on a sampled limit",
    check=_last_layer,
    parameters={"inner": "phi_1(x_n)", "sampled": True},
    depends_on=(IDENTITY, FEATURE_CLAIM),
    control=Control(
        r"The feature map is $A^nx_n$; false for $n=1$, $x'=-x$: $-1$ against $\kappa_1(-1)=0$.", {"inner": "x_n"}
    ),
)


def _depth(base_power: int) -> Derivation:
    scale, beta, depth = Symbol("s", positive=True), Symbol("beta", positive=True), Symbol("n", positive=True)
    growth = log(beta) * depth
    return prove(
        definition(
            r"the part that is computed: pooling scales that grow by the factor $\beta$ per layer, $\log(\sigma_n/\sigma_0)=n\log\beta$"
        ),
        identity(
            scale / log(beta) ** base_power,
            scale / growth * depth,
            {scale: Reals(1, 10), beta: Reals(2, 10), depth: Reals(1, 10)},
            text=rf"$n=\log(\sigma_n/\sigma_0)/(\log\beta)^{base_power}$ for a fixed target",
            goal=True,
        ),
    )


DEPTH_VERSUS_PATCH = Claim(
    id="bietti2019.section4.depth_versus_patch",
    label="Section 4",
    printed=True,
    statement=(
        r"For a fixed target level of translation invariance the number of layers $n$ typically decreases logarithmically with the patch "
        r"parameter $\beta$, so small patches help stability more than few layers."
    ),
    expected=Verdict.CITED,
    scope="heuristic; A. Bietti and J. Mairal, JMLR 20 (2019), Section 3.2",
    check=_depth,
    parameters={"base_power": 1},
    control=Control(
        r"With pooling scales growing by the factor $\beta$ per layer, $n$ is independent of $\beta$; false, it is $\log(\sigma_n/\sigma_0)/\log\beta$.",
        {"base_power": 0},
    ),
)
