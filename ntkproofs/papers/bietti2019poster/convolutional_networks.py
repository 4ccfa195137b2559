"""The poster's proposition on convolutional networks, whose first layer is scaled where the paper leaves it unscaled."""

from __future__ import annotations

import sympy
from sympy import Rational, Symbol, sqrt

from ntkproofs.checks import Integers, Reals, definition, identity, prove, reduction, rests_on, value
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict
from ntkproofs.papers.bietti2019.lemma_1 import FEATURE_MAPS
from ntkproofs.papers.bietti2019.proposition_2 import FEATURE_MAP, ITERATES, NETWORK
from ntkproofs.papers.bietti2019.relu_kernels import KAPPAS

LABEL = "Proposition (NTK feature map for CNN)"
SCALED_ID = "bietti2019poster.cnn.feature_map_scaled"
ONE_LAYER = "bietti2019.prop2.one_hidden_layer"
_M0 = Symbol("m_0", positive=True)
_T = Symbol("t", nonnegative=True)
PRINTED = (
    r"$f=\sqrt{2/m_n}\langle w^{n+1},a^n\rangle_{\ell^2}$, $\tilde a^k=\sqrt{2/m_{k-1}}\,W^kP^ka^{k-1}$, $a^k=A^k\sigma(\tilde a^k)$ for "
    r"$k=1,\dots,n$ with $a^0=x$ ($m_0$ channels), $\sigma(t)=t_+$, i.i.d. $\mathcal N(0,1)$ weights"
)


def _scaled(power: Rational) -> Derivation:
    c = sqrt(2 / _M0)
    return prove(
        definition(
            r"$c=\sqrt{2/m_0}$; $f$ is the printed network and $g$ the one with $\tilde a^1=W^1P^1x$, with the same weights"
        ),
        identity(
            (c * _T + c * _T) / 2, c * _T, {_M0: Integers(1), _T: Reals(0)}, text=r"$(ct+|ct|)/2=c\,t$ for $t\ge0$"
        ),
        identity(
            (c * -_T + c * _T) / 2,
            0,
            {_M0: Integers(1), _T: Reals(0)},
            text=r"$(-ct+|ct|)/2=0$ for $t\ge0$: $\sigma(ct)=c\,\sigma(t)$",
        ),
        reduction(
            r"$A^k$, $P^k$ and $W^k$ are linear and $\sigma$ is positively homogeneous, so every activation of the printed network is $c$ "
            r"times that of $g$, hence $f=c\,g$ as functions of $x$ and of all weights, and every partial derivative is multiplied by $c$"
        ),
        identity(
            c**2,
            (2 / _M0) ** power,
            {_M0: Integers(1)},
            text=rf"the tangent kernels have the quotient $c^2=(2/m_0)^{{{power}}}$ at all widths",
            goal=True,
        ),
    )


FEATURE_MAP_SCALED = Claim(
    id=SCALED_ID,
    label=LABEL,
    statement=(
        rf"For the network as printed on the poster, {PRINTED}, the tangent kernel at all widths is exactly $2/m_0$ times that of the "
        r"network with unscaled first layer $\tilde a^1=W^1P^1x$ (same weights). So the limit is $\frac2{m_0}\langle\Phi(x),\Phi(x')\rangle$ "
        r"with the feature map of Proposition 2 of the paper whenever the latter is the limit for the unscaled network."
    ),
    expected=Verdict.PROVED,
    scope="all n >= 1, all widths, all m_0 >= 1; the scaling is exact, the limit itself is bietti2019.prop2.feature_map",
    check=_scaled,
    parameters={"power": Rational(1)},
    control=Control(
        r"The factor is $\sqrt{2/m_0}$; for one location, $m_0=1$ and $x=x'=1$ it would give $2\sqrt2$ instead of $4$.",
        {"power": Rational(1, 2)},
    ),
)


def _unfactored(power: Rational) -> Derivation:
    half = Rational(1, 2)
    # n = 1, one location, trivial patch and pooling: f = sqrt(2/m) sum v_j (c w_j x)_+ with c^2 = 2/m_0.
    mean = 2 * (2 / _M0) * (half + half)
    return prove(
        rests_on(
            ONE_LAYER,
            r"for $n=1$ the mean tangent kernel of the unscaled network is $\langle\Phi,\Phi\rangle$ at every width",
        ),
        definition(
            r"$n=1$, one location, trivial patch and pooling, $x=x'=1$: $\langle\Phi,\Phi\rangle=\kappa_1(1)+\kappa_0(1)=2$"
        ),
        value(sympy.Integer(1) + 1, 2, text=r"$\langle\Phi,\Phi\rangle=2$"),
        reduction(
            r"$E(w)_+^2=E\,1\{w\ge0\}=\frac12$ and $E\,v^2=1$ give the mean $2c^2(\frac12+\frac12)$, $c^2=2/m_0$, at every width"
        ),
        identity(
            mean,
            2 * (2 / _M0) ** power,
            {_M0: Integers(1)},
            text=rf"the mean tangent kernel is $(2/m_0)^{{{power}}}\langle\Phi,\Phi\rangle$",
            goal=True,
        ),
    )


FEATURE_MAP_PRINTED = Claim(
    id="bietti2019poster.cnn.feature_map",
    label=LABEL,
    printed=True,
    statement=(
        rf"For the network as printed, {PRINTED}, the limiting tangent kernel is $\langle\Phi(x),\Phi(x')\rangle$, "
        rf"$\Phi(x)=A^nM(x_n,y_n)$, {ITERATES}, with no factor depending on $m_0$."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=SCALED_ID,
    scope=(
        "every m_0 other than 2, read with a^0 = x: the printed first layer carries an extra factor sqrt(2/m_0). An abbreviation of the "
        "poster; the paper leaves the first layer unscaled and is right"
    ),
    check=_unfactored,
    parameters={"power": Rational(0)},
    depends_on=(ONE_LAYER,),
    control=Control(
        r"For one hidden layer and one location the mean tangent kernel is $\frac2{m_0}\langle\Phi,\Phi\rangle$.",
        {"power": Rational(1)},
    ),
)

FEATURE_MAP_UNSCALED = Claim(
    id="bietti2019poster.cnn.feature_map_unscaled",
    label=LABEL,
    statement=(
        rf"With the first layer $\tilde a^1=W^1P^1x$ (as in the paper), {NETWORK}, the limiting tangent kernel as $m_1,\dots,m_n\to\infty$ "
        r"one after the other is $\langle A^nM(x_n,y_n),A^nM(x'_n,y'_n)\rangle_{\ell^2}$, "
        rf"{ITERATES} ($D$ is the signal dimension, the paper's $d$)."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.SUPPORTED,
    scope="n = 1 exact in expectation; n = 2 by Monte Carlo at width 64, one pair of signals",
    check=FEATURE_MAP.check,
    parameters=FEATURE_MAP.parameters,
    depends_on=FEATURE_MAP.depends_on,
    random=True,
    control=FEATURE_MAP.control,
)
