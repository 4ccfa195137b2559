"""Appendix A.1: the index conventions of the top layer's weights."""

from __future__ import annotations

from ntkproofs.checks import definition, identity, prove, reduction
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .setting import N_HERE, N_NEXT, WIDTH

_WIDTHS = {N_HERE: WIDTH, N_NEXT: WIDTH}
# W has as many rows as there are outputs and as many columns as there are hidden units.
_EXTENT = {"row": N_NEXT, "column": N_HERE}


def _consistent(unit: str, norm: str) -> Derivation:
    output = {"row": "column", "column": "row"}[unit]
    return prove(
        definition(
            r"$n=n_L$, $m=n_{L+1}$. $W_i\alpha$ with a row $W_i$ and $(n_L^{-1/2}W)^Td$ with $d\in\mathbb{R}^m$ are defined for all "
            rf"widths only for $W\in\mathbb{{R}}^{{m\times n}}$. In $W_{{ik}}$ the hidden unit $i\le n$ is the {unit} and the output "
            rf"$k\le m$ the {output}; $\|W_i\|_2$ for $i\le n$ is the norm of the {norm}"
        ),
        identity(
            N_NEXT,
            _EXTENT["row"],
            _WIDTHS,
            text=r"$f_i=n_L^{-1/2}W_i\alpha+\beta b_i$: one row for each output",
            goal=True,
        ),
        identity(
            _EXTENT[unit],
            N_HERE,
            _WIDTHS,
            text=rf"$W_{{ik}}$ with $i\le n_L$: as many as the {unit}s of $W$",
            goal=True,
        ),
        identity(
            _EXTENT[output],
            N_NEXT,
            _WIDTHS,
            text=rf"$W_{{ik}}$ with $k\le n_{{L+1}}$: as many as its {output}s",
            goal=True,
        ),
        identity(
            _EXTENT[norm],
            N_HERE,
            _WIDTHS,
            text=rf"$\|W_i\|_2$ with $i\le n_L$: as many as the {norm}s of $W$",
            goal=True,
        ),
        reduction(r"these are the ways in which the appendix uses indices of $W^{(L)}$"),
    )


INDEX_CONVENTION = Claim(
    id="jacot2018.a1.index_convention",
    label="Appendix A.1",
    statement=(
        r"One and the same matrix shape for $W^{(L)}$ makes all of these formulas of the appendix meaningful for every pair of "
        r"widths $n_L$, $n_{L+1}$: $f_i=n_L^{-1/2}W_i^{(L)}\alpha^{(L)}+\beta b_i^{(L)}$ with $W_i$ a row (A.1); "
        r"$\frac1{n_L}\sum_{i,i'\le n_L}\Theta_{ii'}\dot\sigma_i\dot\sigma_{i'}W_{ik}W_{i'k'}$ with $k\le n_{L+1}$ (A.1, A.2); "
        r"$(n_L^{-1/2}W^{(L)})^Td_t$ with $d_t\in\mathbb{R}^{n_{L+1}}$ (A.2); $\|W_i^{(L)}\|_2$ for the weights leaving unit "
        r"$i\le n_L$ (A.2), where the first index is a row."
    ),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="jacot2018.a1.index_convention_corrected",
    scope="every n_L != n_{L+1}. A reading that the paper does not force",
    check=_consistent,
    parameters={"unit": "row", "norm": "row"},
    control=Control(
        r"The same with $W_{ik}$ read as $W_{ki}$ and $W_i$, $i\le n_L$, as a column, which is consistent.",
        {"unit": "column", "norm": "column"},
    ),
)

INDEX_CONVENTION_CORRECTED = Claim(
    id="jacot2018.a1.index_convention_corrected",
    label="Appendix A.1",
    statement=(
        r"With $W^{(L)}\in\mathbb{R}^{n_{L+1}\times n_L}$ throughout, the formulas of A.1 to A.3 are consistent if $W_{ik}^{(L)}$ "
        r"with $i\le n_L$, $k\le n_{L+1}$ is read as $W_{ki}^{(L)}$ and $\|W_i^{(L)}\|_2$ for $i\le n_L$ as the norm of the $i$-th "
        r"column."
    ),
    expected=Verdict.PROVED,
    scope="all widths; shapes only",
    check=_consistent,
    parameters={"unit": "column", "norm": "column"},
    control=Control(
        r"The same with $W_i$, $i\le n_L$, in the bound on $\tilde\alpha_i^{(L)}$ read as the $i$-th row; false for $n_L\ne n_{L+1}$.",
        {"norm": "row"},
    ),
)
