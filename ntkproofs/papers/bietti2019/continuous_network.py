r"""The convolutional tangent kernel on signals over :math:`\mathbb{R}^D`: the words in which Section 4 introduces it."""

from __future__ import annotations

SIGNALS = (
    r"signals are square integrable functions on $\mathbb{R}^D$ with values in a Hilbert space ($D$ is the signal dimension, the "
    r"paper's $d$)"
)
TANGENT_MAP = r"$M(x,y)(u)=(\varphi_0(x(u))\otimes y(u),\varphi_1(x(u)))$"
ITERATES = r"$x_1=y_1=P^1A^0x$, $x_k=P^kA^{k-1}\varphi_1(x_{k-1})$, $y_k=P^kA^{k-1}M(x_{k-1},y_{k-1})$, $\Phi_n(x)=A^nM(x_n,y_n)$"
OPERATORS = (
    r"$P^k$ are patch operators (isometries) and $A^k$ convolutions with $h_k\ge0$, $\|h_k\|_1=1$, or identities"
)

#: Where the norm of a signal comes from its values: these claims hold pointwise statements together.
PATCH_ISOMETRY = "bietti2019.section4.patch_isometry"
POOLING_CONTRACTION = "bietti2019.section4.pooling_contraction"
M_NORM = "bietti2019.section4.m_norm"
L2_MEMBERSHIP = "bietti2019.section4.l2_membership"
ORDER = "bietti2019.lemma11.order"
KAPPA_1_LIPSCHITZ = "bietti2019.section31.kappa1_lipschitz"
