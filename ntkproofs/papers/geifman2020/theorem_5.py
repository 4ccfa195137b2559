"""Theorem 5: eigenfunctions of homogeneous kernels for a measure with uniform direction and independent radius."""

from __future__ import annotations

import sympy
from sympy import Expr, Matrix, Rational, Symbol, sqrt

from ntkproofs.checks import (
    Reals,
    antiderivative,
    cite,
    definition,
    identity,
    prove,
    reduction,
    rests_on,
    value,
)
from ntkproofs.checks.domains import Domain
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.papers.background.harmonics import COMPLETE, FUNK_HECKE
from ntkproofs.papers.background.integration import TONELLI
from ntkproofs.papers.bietti2019.spectral_sequences import mu_kappa

from .setting import CONVENTIONS
from .two_layer_spectra import BIAS_ID, TWO_LAYER_ID

HOMOGENEOUS_ID = "geifman2020.thm5.homogeneous_eigenfunctions"
AFFINE_ID = "geifman2020.thm5.affine_radial_eigenfunctions"
TWO_BY_TWO_ID = "geifman2020.derived.radial_two_by_two"
MEASURE = (
    r"$\mathbf x=r\mathbf y$, $\mathbf y$ uniform on $\mathbb S^{d-1}$, $r\ge0$ independent with law $p(r)dr$; $m_j=\int r^jp(r)dr$, "
    r"$m_0=1$, $0<m_2<\infty$"
)
A, B, R, L0, L1, M1, M2, SIGMA = sympy.symbols("a b r l0 l1 m1 m2 sigma", real=True)
FREE: dict[Symbol, Domain] = {A: Reals(), B: Reals()}
FREE.update((symbol, Reals(0)) for symbol in (R, L0, L1, M1, M2))
_TWO = sympy.Integer(2)


def disk_moment(power: int) -> Rational:
    r"""Return :math:`\int_0^1 r^j\,2r\,dr`, the moment of the radius of a uniform point of the unit disk."""
    return Rational(2, power + 2)


def disk_moments() -> list[Step]:
    """Return the steps that integrate the first two moments."""
    r = Symbol("r", real=True)
    return [
        antiderivative(
            2 * r ** (j + 2) / (j + 2),
            r**j * 2 * r,
            r,
            {r: Reals(0, 1)},
            text=rf"uniform unit disk, $p(r)=2r$ on $[0,1]$: $m_{j}=\frac2{{{j + 2}}}$",
        )
        for j in (1, 2)
    ]


def matrix(l0: Expr, l1: Expr, m1: Expr, m2: Expr) -> Matrix:
    """Return the two-by-two matrix of the operator on the span of r and 1 times a harmonic."""
    return Matrix([[l0 * m2, l0 * m1], [l1 * m1, l1]])


def separation() -> tuple[Step, ...]:
    """Return the steps that separate radius and direction."""
    return (
        definition(MEASURE),
        cite(
            FUNK_HECKE,
            r"$\int\hat{\mathbf k}(\mathbf y^T\mathbf z)Y(\mathbf z)\,d\sigma(\mathbf z)=\mu_k[\hat{\mathbf k}]\,Y(\mathbf y)$ for the direction",
        ),
        cite(
            TONELLI,
            r"radius and direction are independent, so the integrals separate; all are absolutely convergent, $m_1^2\le m_2$",
        ),
        cite(
            COMPLETE,
            r"$f(s\mathbf z)=\sum_{k,j}f_{k,j}(s)Y_{k,j}(\mathbf z)$ for almost every $s$: the operator acts on each $f_{k,j}(s)Y_{k,j}$ by itself",
        ),
    )


def _homogeneous(moment: str) -> Derivation:
    r, s, a, mu, m2 = sympy.symbols("r s a mu m2", real=True)
    claimed = {"m_2": disk_moment(2), "m_1^2": disk_moment(1) ** 2}[moment]
    over: dict[Symbol, Domain] = {symbol: Reals() for symbol in (r, s, a, mu, m2)}
    return prove(
        separation(),
        identity(
            r * s * (a * s) * mu,
            (a * r) * mu * s**2,
            over,
            text=r"$rs\,\mu_k\cdot as=ar\cdot\mu_k\,s^2$: the mean over $s$ maps $a\,s\,Y$ to $m_2\,\mu_k[\hat{\mathbf k}_0]\;a\,r\,Y$",
            goal=True,
        ),
        disk_moments(),
        value(
            disk_moment(2),
            claimed,
            text=rf"for the uniform unit disk the eigenvalue is $\frac12\mu_k$, and ${moment}={claimed}$",
            goal=True,
        ),
        reduction(
            r"In general $f_{k,j}(s)Y_{k,j}$ is mapped to $r\,\mu_k\int sf_{k,j}(s)p(s)ds\;Y_{k,j}$: a multiple of $rY_{k,j}$, and zero when "
            r"$f_{k,j}$ is orthogonal to $s$ in $L^2(p)$. So every other eigenvalue is 0"
        ),
    )


HOMOGENEOUS = Claim(
    id="geifman2020.thm5.homogeneous_eigenfunctions",
    label="Theorem 5",
    printed=True,
    statement=(
        r"Read with $p$ the law of the radius: let $\mathbf x=r\mathbf y$ with $\mathbf y$ uniform on $\mathbb "
        r"S^{d-1}$ and $r\ge0$ independent with law $p(r)dr$, $0<m_2:=\int r^2p(r)dr<\infty$. If $\mathbf "
        r"k_0(\mathbf x,\mathbf z)=\|\mathbf x\|\|\mathbf z\|\hat{\mathbf k}_0(t)$ is homogeneous of order 1 then "
        r"$\Psi=a\|\mathbf x\|Y_{k,j}(\mathbf x/\|\mathbf x\|)$ are eigenfunctions with eigenvalue "
        r"$m_2\,\mu_k[\hat{\mathbf k}_0]$, and every other eigenvalue is 0."
    ),
    hypotheses=(CONVENTIONS,),
    expected=Verdict.PROVED,
    scope=(
        r"All $d\ge2$, any law of the radius with finite positive second moment; that $p$ be decreasing is not "
        "needed."
    ),
    check=_homogeneous,
    parameters={"moment": "m_2"},
    conditions=(FUNK_HECKE, TONELLI, COMPLETE),
    control=Control(
        r"The eigenvalue is $m_1^2\mu_k$ with $m_1=\int rp$.",
        {"moment": "m_1^2"},
    ),
)


def _affine(vector: str) -> Derivation:
    l0, l1 = mu_kappa(sympy.Integer(0), _TWO), Rational(3, 2)
    m = matrix(l0, l1, disk_moment(1), disk_moment(2))
    trace, det = m.trace(), m.det()
    top = (trace + sqrt(trace**2 - 4 * det)) / 2
    a, b = (m[0, 1], top - m[0, 0]) if vector == "eigenvector" else (sympy.Integer(1), sympy.Integer(1))
    image = m * Matrix([a, b])
    return prove(
        separation(),
        rests_on(TWO_LAYER_ID, r"$\mu_0=6/\pi^2$ for $\mathbf k^{\mathrm{FC}_0(2)}$, $d=2$"),
        rests_on(BIAS_ID, r"$\mu_0=\frac32$ for the bias part with $\beta=1$"),
        disk_moments(),
        value(
            image[0] * b - image[1] * a,
            sympy.Integer(0),
            text=r"example $\mathbf k^{\mathrm{FC}_1(2)}$, unit disk, $k=0$: the image of $(ar+b)$ is a multiple of it, "
            rf"$(a,b)$ the {'eigenvector of the upper eigenvalue' if vector == 'eigenvector' else 'vector (1, 1)'}",
            goal=True,
        ),
        identity(
            R * L0 * (A * M2 + B * M1) + L1 * (A * M1 + B),
            (L0 * M2 * A + L0 * M1 * B) * R + (L1 * M1 * A + L1 * B),
            FREE,
            text=r"the operator maps $(as+b)Y$ to $\bigl[(l_0m_2a+l_0m_1b)\,r+(l_1m_1a+l_1m_0b)\bigr]Y$, $l_i=\mu_k[\hat{\mathbf k}_i]$",
            goal=True,
        ),
        reduction(
            r"The span of $rY$ and $Y$ is invariant, and $f(s)Y$ with $f$ orthogonal to $s$ and 1 in $L^2(p)$ is mapped to 0. An eigenfunction "
            r"with eigenvalue $\sigma\ne0$ is $\sigma^{-1}$ times its image, which lies in the sum of these spans; its part in each is an "
            r"eigenvector of the $2\times2$ problem, or zero (so that eigenfunctions may be chosen of the stated form)"
        ),
    )


AFFINE = Claim(
    id="geifman2020.thm5.affine_radial_eigenfunctions",
    label="Theorem 5",
    printed=True,
    statement=(
        r"Same measure. If $\mathbf k=\mathbf k_0+\mathbf k_1$ with $\mathbf k_1$ homogeneous of order 0, the "
        r"eigenfunctions of $\mathbf k$ with non-zero eigenvalue have the form $\Psi=(a\|\mathbf "
        r"x\|+b)Y_{k,j}(\mathbf x/\|\mathbf x\|)$, where the ratio $a:b$ is not free but an eigenvector of a "
        r"$2\times2$ problem."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, law of the radius with $0<m_2<\infty$ (then $m_1<\infty$).",
    check=_affine,
    parameters={"vector": "eigenvector"},
    depends_on=(TWO_LAYER_ID, BIAS_ID),
    conditions=(FUNK_HECKE, TONELLI, COMPLETE),
    control=Control(
        (
            r"Every $(a\|\mathbf x\|+b)Y_{k,j}$ is an eigenfunction: refuted for $\mathbf k^{\mathrm{FC}_1(2)}$ "
            "on the disk, $k=0$, $a=b=1$."
        ),
        {"vector": "ones"},
    ),
)


def _two_by_two(sign: int) -> Derivation:
    m = matrix(L0, L1, M1, M2)
    spread = Symbol("v", nonnegative=True)
    root = Symbol("D", real=True)  # the square root in sigma
    upper = (L0 * M2 + L1 + root) / 2
    square = (L0 * M2 - L1) ** 2 + 4 * L0 * L1 * M1**2
    r, one = Symbol("r", real=True), sympy.Integer(1)
    zero = sympy.Integer(0)
    return prove(
        definition(r"$M=\begin{pmatrix}l_0m_2&l_0m_1\\l_1m_1&l_1\end{pmatrix}$ with $m_0=1$"),
        rests_on(AFFINE_ID, r"$(as+b)Y$ is mapped to $(a'r+b')Y$ with $(a',b')^T=M(a,b)^T$"),
        identity(
            m.det().subs(M2, M1**2 + spread),
            L0 * L1 * (M1**2 + spread - sign * M1**2),
            {**FREE, spread: Reals(0)},
            text=rf"$\det M=l_0l_1(m_0m_2{'-' if sign > 0 else '+'}m_1^2)$, with $m_2=m_1^2+v$, $v\ge0$ the variance",
            goal=True,
        ),
        identity(m.trace(), L0 * M2 + L1, FREE, text=r"the trace is $l_0m_2+l_1m_0$"),
        identity(
            upper**2 - m.trace() * upper + m.det(),
            (root**2 - square) / 4,
            {**FREE, root: Reals()},
            text=r"$\sigma^2-\sigma\,\mathrm{tr}M+\det M=\frac14(D^2-(l_0m_2-l_1)^2-4l_0l_1m_1^2)$ at $\sigma=\frac12(l_0m_2+l_1+D)$: zero for both signs of $D$",
            goal=True,
        ),
        identity(
            r**2 - 2 * M1 * r + M1**2,
            (r - M1) ** 2,
            {r: Reals(), M1: Reals()},
            text=r"$m_2-m_1^2$ is the mean of $(r-m_1)^2$: positive unless $r$ is almost surely constant",
            goal=True,
        ),
        identity(
            (m.subs({M1: one, M2: one}) * Matrix([L0, L1]))[0],
            (L0 + L1) * L0,
            FREE,
            text=r"$r=1$: $M(l_0,l_1)^T=(l_0+l_1)(l_0,l_1)^T$, first entry,",
            goal=True,
        ),
        identity(
            (m.subs({M1: one, M2: one}) * Matrix([L0, L1]))[1], (L0 + L1) * L1, FREE, text="second entry", goal=True
        ),
        identity((m.subs({M1: one, M2: one}) * Matrix([1, -1]))[0], zero, FREE, text=r"and $M(1,-1)^T=0$", goal=True),
        identity(m.subs(L0, 0)[1, 1], L1, FREE, text=r"$l_0=0$: $M(0,1)^T=(0,l_1m_0)^T$", goal=True),
        identity(m.subs(L1, 0)[0, 0], L0 * M2, FREE, text=r"$l_1=0$: $M(1,0)^T=(l_0m_2,0)^T$", goal=True),
    )


TWO_BY_TWO = Claim(
    id="geifman2020.derived.radial_two_by_two",
    label="Theorem 5",
    statement=(
        r"With $l_0=\mu_k[\hat{\mathbf k}_0]$, $l_1=\mu_k[\hat{\mathbf k}_1]$, $m_j=\int r^jp(r)dr$ ($m_0=1$), "
        r"the coefficients solve $\begin{pmatrix}l_0m_2&l_0m_1\\l_1m_1&l_1m_0\end{pmatrix}\binom ab=\sigma\binom "
        r"ab$, $\sigma_\pm=\frac12\left[l_0m_2+l_1m_0\pm\sqrt{(l_0m_2-l_1m_0)^2+4l_0l_1m_1^2}\right]$; the "
        "determinant is $l_0l_1(m_0m_2-m_1^2)$, positive for $l_0,l_1>0$ unless $r$ is almost surely constant; "
        r"if $r=1$ the values are $\{l_0+l_1,0\}$; if $l_0=0$: $(0,1)$ with $l_1m_0$; if $l_1=0$: $(1,0)$ with "
        "$l_0m_2$."
    ),
    expected=Verdict.PROVED,
    scope=r"All $d\ge2$, $k\ge0$, laws of the radius as in Theorem 5.",
    check=_two_by_two,
    parameters={"sign": 1},
    depends_on=(AFFINE_ID,),
    control=Control(
        "The determinant is $l_0l_1(m_0m_2+m_1^2)$.",
        {"sign": -1},
    ),
)
