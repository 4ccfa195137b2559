"""Proposition 2: the kernels of a toy convolutional network to forty digits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Rational

from ntkproofs.arithmetic import Arithmetic
from ntkproofs.checks import Computations, definition, has_decimals, prove, reduction, rests_on, within
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.kernels.convolutional import (
    ConvolutionalLayer,
    ConvolutionalNetwork,
    Patch,
    Pooling,
    inner_products,
)

from .equation_8 import TANGENT_MAP
from .lemma_1 import FEATURE_MAPS
from .relu_kernels import KAPPAS

SIGNALS = ((1, 2, -1), (2, -1, 1))
# Each of the two inverse cosines near 1 may cost half the digits, layer by layer; this leaves 150 bits after three.
BITS = 1200
FILTER = (Rational(1, 4), Rational(1, 2), Rational(1, 4))
PAIRS = ("K(x,x)", "K(x,x')", "K(x',x')")
VALUES = {
    (1, "tangent"): (
        "5.684082991184987922826396269746011578491",
        "3.967741403823610196853625927376448614122",
        "4.769694527837763873906404406194985536883",
    ),
    (1, "last"): (
        "3.247813124216518233011784150474557477988",
        "2.534723341250541467212982405563278330996",
        "2.740255804399497778118975409819167647720",
    ),
    (2, "tangent"): (
        "6.593807016193247201782554294100852886054",
        "5.208724538724649660496804319938232362400",
        "6.002642885607330952930274148547312392523",
    ),
    (2, "last"): (
        "2.681413515381845033335407522635602247575",
        "2.342247820954095955103880828062132088731",
        "2.387566548705966048768102025084218346071",
    ),
    (3, "tangent"): (
        "7.572703145644101032323423416315726622141",
        "6.205544586481832293993443407524479926773",
        "7.150953108830535015575119923543646622628",
    ),
    (3, "last"): (
        "2.405118978801861167239648632952020262284",
        "2.179945826491160547846542129684548492470",
        "2.192228627480496891678247522353514980675",
    ),
}


def _kernels(taps: tuple[Rational, ...]) -> Computations:
    """Return all the values: of each depth, the tangent and the last-layer kernel of the three pairs."""
    weights = tuple(Fraction(int(tap.p), int(tap.q)) for tap in taps)

    def values(ctx: Arithmetic) -> list[Any]:
        layer, found = ConvolutionalLayer(Patch.box(3), Pooling.product(weights)), []
        for depth in (1, 2, 3):
            first, second = ConvolutionalNetwork((layer,) * depth).prepare(SIGNALS, ctx)
            both = [inner_products(a, b) for a, b in ((first, first), (first, second), (second, second))]
            found += [kernels[1] for kernels in both] + [kernels[0] for kernels in both]
        return found

    return Computations(values, comparing=BITS)


def _toy(taps: tuple[Rational, ...]) -> Derivation:
    found = _kernels(taps)
    carrier = within(
        found[0], 0, 100, bits=BITS, text=r"the recursions for $n=1,2,3$, operation by operation; $K(x,x)$ for $n=1$"
    )
    printed = [
        (f"n = {n}, {name}, {PAIRS[index]}", digits)
        for (n, name), row in VALUES.items()
        for index, digits in enumerate(row)
    ]
    return prove(
        definition(
            r"Gram arrays $X_k(u,v)=\langle x_k[u],x'_k[v]\rangle$, $Y_k(u,v)=\langle y_k[u],y'_k[v]\rangle$, zero outside a "
            r"finite window"
        ),
        reduction(
            r"$P$ averages $X(u+s,v+s)$ over $s\in S$, $A$ multiplies by $h[z-u]h[z'-v]$ and sums, both on all pairs of "
            r"locations; inside the window no $x_k[u]$ is zero: the first patches are not, and $\varphi_1$ is $\sqrt2(w\cdot "
            r"z)_+\ge0$, of which a sum with positive weights vanishes only if all do"
        ),
        rests_on(
            "bietti2019.eq8.tangent_gram",
            r"$\langle M[u],M'[v]\rangle=\kappa_0(\rho)Y+\|x[u]\|\|x'[v]\|\kappa_1(\rho)$",
        ),
        carrier,
        (
            has_decimals(found[i].carried(carrier), digits, bits=BITS, text=text, goal=True)
            for i, (text, digits) in enumerate(printed)
        ),
    )


TOY_VALUES = Claim(
    id="bietti2019.prop2.toy_values",
    label="Proposition 2",
    statement=(
        r"On $\mathbb Z$ with $m_0=1$, $S_k=\{-1,0,1\}$, $h_k=(1/4,1/2,1/4)$ at $-1,0,1$, $x=(1,2,-1)$ and $x'=(2,-1,1)$ at "
        r"the positions $0,1,2$ and zero elsewhere: the kernel $\langle A^nM(x_n,y_n),A^nM(x'_n,y'_n)\rangle_{\ell^2}$ of "
        r"Proposition 2 (NTK) and the kernel $\langle A^n\varphi_1(x_n),A^n\varphi_1(x'_n)\rangle_{\ell^2}$ (last layer only), "
        r"for $n=1,2,3$ hidden layers, have at $(x,x)$, $(x,x')$, $(x',x')$ the values "
        + "; ".join(
            f"$n={n}$, {'NTK' if name == 'tangent' else 'last layer'}: {', '.join(row)}"
            for (n, name), row in VALUES.items()
        )
        + r", to these digits; $x_1=y_1=P^1x$, $x_k=P^kA^{k-1}\varphi_1(x_{k-1})$, $y_k=P^kA^{k-1}M(x_{k-1},y_{k-1})$, "
        rf"{TANGENT_MAP}, and $\varphi_0,\varphi_1$ vanish at zero patches."
    ),
    hypotheses=(*KAPPAS[:2], FEATURE_MAPS),
    expected=Verdict.CERTIFIED,
    scope="n = 1, 2, 3; one pair of signals",
    check=_toy,
    parameters={"taps": FILTER},
    depends_on=("bietti2019.eq8.tangent_gram",),
    control=Control(
        r"With $h=(1/3,1/3,1/3)$ in place of $(1/4,1/2,1/4)$ the numbers are the same; false for $n=1$.",
        {"taps": (Rational(1, 3), Rational(1, 3), Rational(1, 3))},
    ),
)
