"""Section 2: shapes of the matrices, number of parameters, and the distribution of the inputs."""

from __future__ import annotations

import itertools

import sympy
from sympy import Symbol

from ntkproofs.checks import definition, identity, prove, reduction, value
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .setting import N_HERE, N_NEXT, SAMPLES, WIDTH

_SIZES = {"n": N_HERE, "m": N_NEXT}
_WIDTHS = {N_HERE: WIDTH, N_NEXT: WIDTH}
_RECURSION = (
    r"$\alpha^{(0)}=x$, $\tilde\alpha^{(\ell+1)}=n_\ell^{-1/2}W^{(\ell)}\alpha^{(\ell)}+\beta b^{(\ell)}$, "
    r"$\alpha^{(\ell)}=\sigma(\tilde\alpha^{(\ell)})$"
)


def _shapes(rows: str, columns: str, bias: str) -> Derivation:
    return prove(
        definition(
            rf"$n=n_\ell$, $m=n_{{\ell+1}}$; $W^{{(\ell)}}$ has {rows} rows and {columns} columns, $b^{{(\ell)}}$ has {bias} entries"
        ),
        identity(
            _SIZES[columns],
            N_HERE,
            _WIDTHS,
            text=r"$W^{(\ell)}\alpha^{(\ell)}$ is defined: as many columns as $\alpha^{(\ell)}$ has entries, $n_\ell$",
            goal=True,
        ),
        identity(
            _SIZES[rows],
            N_NEXT,
            _WIDTHS,
            text=r"$W^{(\ell)}\alpha^{(\ell)}\in\mathbb{R}^{n_{\ell+1}}$: as many rows as $\tilde\alpha^{(\ell+1)}$ has entries",
            goal=True,
        ),
        identity(
            _SIZES[bias],
            N_NEXT,
            _WIDTHS,
            text=r"$\beta b^{(\ell)}$ can be added: as many entries as $\tilde\alpha^{(\ell+1)}$",
            goal=True,
        ),
        reduction(
            r"$\alpha^{(0)}=x$ has $n_0$ entries and $\sigma$, applied entrywise, keeps the shape; so the shapes of one layer, "
            r"for all widths, give those of all layers by induction on $\ell$"
        ),
    )


W_SHAPE = Claim(
    id="jacot2018.setup.w_shape",
    label="Section 2",
    printed=True,
    statement=(
        r"The connection matrices have shape $W^{(\ell)}\in\mathbb{R}^{n_\ell\times n_{\ell+1}}$, the biases "
        rf"$b^{{(\ell)}}\in\mathbb{{R}}^{{n_{{\ell+1}}}}$ ($\ell=0,\dots,L-1$), and with these shapes the recursion {_RECURSION} "
        r"with $\tilde\alpha^{(\ell)}\in\mathbb{R}^{n_\ell}$ is defined for all widths $n_0,\dots,n_L$."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.setup.param",
    scope="witness: L = 1 and two different widths. Transposed convention; notation only",
    check=_shapes,
    parameters={"rows": "n", "columns": "m", "bias": "m"},
    control=Control(
        r"The same with $W^{(\ell)}\in\mathbb{R}^{n_{\ell+1}\times n_\ell}$, which is right.",
        {"rows": "m", "columns": "n"},
    ),
)

PARAM = Claim(
    id="jacot2018.setup.param",
    label="Section 2",
    statement=(
        r"With $W^{(\ell)}\in\mathbb{R}^{n_{\ell+1}\times n_\ell}$, $b^{(\ell)}\in\mathbb{R}^{n_{\ell+1}}$ the recursion "
        rf"{_RECURSION} defines $f_\theta=\tilde\alpha^{{(L)}}:\mathbb{{R}}^{{n_0}}\to\mathbb{{R}}^{{n_L}}$ for all widths "
        r"$n_0,\dots,n_L\ge1$ and all $L\ge1$."
    ),
    expected=Verdict.PROVED,
    scope="all L >= 1, all widths",
    check=_shapes,
    parameters={"rows": "m", "columns": "n", "bias": "m"},
    control=Control(
        r"The same with the transposed shape $n_\ell\times n_{\ell+1}$; false for $n_\ell\ne n_{\ell+1}$.",
        {"rows": "n", "columns": "m"},
    ),
)

WIDTHS = (2, 6, 5, 4, 1)


def _count(biases: int) -> Derivation:
    layers = list(itertools.pairwise(WIDTHS))
    enumerated = sum(1 for n, m in layers for _ in range(m) for _ in range(n)) + sum(
        1 for _, m in layers for _ in range(m)
    )
    formula = sum((n + biases) * m for n, m in layers)
    return prove(
        definition(
            r"$n=n_\ell$, $m=n_{\ell+1}$; layer $\ell$ holds the $mn$ entries of $W^{(\ell)}$ and the $m$ of $b^{(\ell)}$"
        ),
        identity(
            N_NEXT * N_HERE + N_NEXT,
            (N_HERE + biases) * N_NEXT,
            _WIDTHS,
            text=rf"layer $\ell$ has $n_{{\ell+1}}n_\ell+n_{{\ell+1}}=(n_\ell+{biases})n_{{\ell+1}}$ parameters",
            goal=True,
        ),
        reduction(r"the layers $\ell=0,\dots,L-1$ share no parameter, so $P$ is the sum of these numbers"),
        value(
            sympy.Integer(enumerated),
            sympy.Integer(formula),
            text=f"widths {WIDTHS}: {enumerated} parameters, counted one by one",
            goal=True,
        ),
    )


PARAMETER_COUNT = Claim(
    id="jacot2018.setup.parameter_count",
    label="Section 2",
    printed=True,
    statement=(
        r"The number of parameters (all entries of $W^{(\ell)}\in\mathbb{R}^{n_{\ell+1}\times n_\ell}$ and "
        r"$b^{(\ell)}\in\mathbb{R}^{n_{\ell+1}}$, $\ell=0,\dots,L-1$) is $P=\sum_{\ell=0}^{L-1}(n_\ell+1)n_{\ell+1}$."
    ),
    expected=Verdict.PROVED,
    scope="all L >= 1, all widths",
    check=_count,
    parameters={"biases": 1},
    control=Control(
        r"$P=\sum_\ell n_\ell n_{\ell+1}$ (biases forgotten); false for widths $(2,6,5,4,1)$, where it gives 66 instead of 82.",
        {"biases": 0},
    ),
)


def _measure(first: int) -> Derivation:
    d = Symbol("d", real=True)
    return prove(
        definition(rf"$p=\frac1N\sum_{{i={first}}}^N\delta_{{x_i}}$ has $N-{first}+1$ masses of size $1/N$"),
        identity(
            (SAMPLES - first + 1) / SAMPLES,
            sympy.Integer(1),
            {SAMPLES: WIDTH},
            text=r"the total mass is 1",
            goal=True,
        ),
        identity(
            (1 / SAMPLES) * d,
            d / SAMPLES,
            {SAMPLES: WIDTH},
            text=r"each point contributes $\frac1N f(x_i)^Tg(x_i)$ to $\mathbb{E}_{x\sim p}[f(x)^Tg(x)]$",
        ),
    )


INPUT_MEASURE = Claim(
    id="jacot2018.setup.input_measure",
    label="Section 2",
    printed=True,
    statement=(
        r"The input distribution is the empirical distribution of the data $x_1,\dots,x_N$, ``i.e. the sum of Dirac measures "
        r"$\frac1N\sum_{i=0}^N\delta_{x_i}$''; this is a probability measure."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.setup.input_measure_corrected",
    scope="every N >= 1. An index slip: i = 1 is meant; x_0 does not exist",
    check=_measure,
    parameters={"first": 0},
    control=Control(r"The same for $\frac1N\sum_{i=1}^N\delta_{x_i}$, which is right.", {"first": 1}),
)

INPUT_MEASURE_CORRECTED = Claim(
    id="jacot2018.setup.input_measure_corrected",
    label="Section 2",
    statement=(
        r"$p^{in}=\frac1N\sum_{i=1}^N\delta_{x_i}$ is a probability measure, and "
        r"$\langle f,g\rangle_{p^{in}}=\frac1N\sum_{i=1}^Nf(x_i)^Tg(x_i)$."
    ),
    expected=Verdict.PROVED,
    scope="every N >= 1",
    check=_measure,
    parameters={"first": 1},
    control=Control(r"The same with the lower limit $i=0$; false, the mass is $(N+1)/N$.", {"first": 0}),
)
