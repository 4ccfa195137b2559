"""Section 5: the map Pi, its spectrum and its exponential."""

from __future__ import annotations

import sympy
from sympy import Integer, Matrix, Symbol, exp

from ntkproofs.checks import (
    Integers,
    Reals,
    cite,
    definition,
    identity,
    prove,
    rank,
    reduction,
    rests_on,
    value,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .section_5_flow import EXPONENTIAL_ID, ODE_ID
from .setting import DATA, POSITIVE, RATE, SAMPLES, SPECTRAL, TIME, WIDTH


def _diagonalisable(corner: int) -> Derivation:
    kappa, v, k = Symbol("kappa", real=True), Symbol("v", real=True), Symbol("k", nonnegative=True)
    matrix = Matrix([[corner, 0], [1, 0]])
    return prove(
        definition(
            rf"an instance: one datum $x_1$ and one further point $z$, $K(x_1,x_1)={corner}$, $K(z,x_1)=1$; $\Pi$ on $(f(x_1),f(z))$ is the "
            r"matrix with the rows $(K(x_1,x_1),0)$, $(K(z,x_1),0)$"
        ),
        rank(matrix**2, matrix.rank(), text=r"$\Pi^2$ has the rank of $\Pi$: no nilpotent part", goal=True),
        cite(SPECTRAL, r"$G$ is diagonal in an orthonormal basis, with eigenvalues $\mu_i\ge0$"),
        reduction(r"$\Pi^2f=0$ gives $(\frac GN)^2v=0$ for $v=f(X)$, hence $\mu_i^2c_i=0$ and $Gv=0$, $v^TGv=0$"),
        identity(
            2 * (-kappa / (k + 1)) * kappa + (kappa / (k + 1)) ** 2 * k,
            -(kappa**2) * (k + 2) / (k + 1) ** 2,
            {kappa: Reals(), k: Reals(0)},
            text=r"$\kappa=K(x,X)v$, $k=K(x,x)$: on $X\cup\{x\}$ the form of $(v,s)$ is $0+2s\kappa+s^2k\ge0$; at $s=-\kappa/(k+1)$ it is "
            r"$-\kappa^2\frac{k+2}{(k+1)^2}$, so $\kappa=0$ and $\Pi f(x)=\frac1N\kappa=0$",
            goal=True,
        ),
        identity(
            (1 / (SAMPLES * RATE)) * (SAMPLES * RATE * v),
            v,
            {SAMPLES: WIDTH, RATE: POSITIVE, v: Reals()},
            text=r"$Gv=N\lambda v$: $h=\frac1{N\lambda}K(\cdot,X)v$ restricts to $v$ on the data, so $\Pi h=\frac1NK(\cdot,X)v=\lambda h$",
            goal=True,
        ),
        reduction(
            r"Conversely an eigenfunction with $\lambda\ne0$ is determined by its values on the data, an eigenvector of $\frac GN$. For any "
            r"$f$, write $f(X)=\sum_ic_iq_i$: $f-\sum_{\mu_i>0}c_ih_i$ has values in the null space of $G$ on the data and is in that of $\Pi$ "
            r"by the argument above: $\Pi$ is diagonalisable"
        ),
    )


DIAGONALISABLE = Claim(
    id="jacot2018.s5.diagonalisable",
    label="Section 5",
    statement=(
        r"If $K$ is symmetric positive semi-definite (on the data and all evaluation points), the finite-rank map "
        r"$\Pi f=\frac1N\sum_iK(\cdot,x_i)f(x_i)$ is diagonalisable: $\Pi^2f=0$ implies $\Pi f=0$, and its nonzero eigenvalues are the "
        r"nonzero eigenvalues of $G/N$, $G$ the Gram matrix on the data."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L (each component of K(x, .) alone), all positive semi-definite K",
    check=_diagonalisable,
    parameters={"corner": 1},
    conditions=(SPECTRAL,),
    control=Control(
        r"The same for the kernel with $K(x_1,x_1)=0$, $K(z,x_1)=1$, which is not positive semi-definite; false, $\Pi$ is nilpotent and not "
        r"zero.",
        {"corner": 0},
    ),
)


def _pi_formula(order: str) -> Derivation:
    a, b, f = sympy.symbols("a b f", real=True)
    over = dict.fromkeys((a, b, f), Reals()) | {SAMPLES: WIDTH}
    chosen = {"x, x_i": a, "x_i, x": b}[order]
    at_datum, at_x = Matrix([1, 0]), Matrix([0, 1])
    block = at_x * at_datum.T if order == "x, x_i" else at_datum * at_x.T
    image = block * Matrix([1, 0])
    true = (at_x * at_datum.T) * Matrix([1, 0])
    return prove(
        definition(
            rf"$a=K_{{kk'}}(x,x_i)$, $b=K_{{kk'}}(x_i,x)=K_{{k'k}}(x,x_i)$, $f=f_{{k'}}(x_i)$; the formula uses $K_{{kk'}}({order})$; by "
            r"definition $\Pi(f)_k(x)=\langle f,K_{k,\cdot}(x,\cdot)\rangle_{p^{in}}$ has the summands $\frac1Nf_{k'}(x_i)K_{kk'}(x,x_i)$"
        ),
        *(
            value(
                image[k],
                true[k],
                text=rf"$N=1$, $K(x,x')=A(x)A(x')^T$, $A(x_1)=(1,0)^T$, $A(x)=(0,1)^T$, $f(x_1)=(1,0)$: component {k + 1} of $\Pi f(x)=(0,1)$",
                goal=True,
            )
            for k in range(2)
        ),
        identity(a * f / SAMPLES, chosen * f / SAMPLES, over, text=r"and in general, summand by summand", goal=True),
        reduction(r"$K(x,x')=K(x',x)^T$ gives $K_{kk'}(x,x_i)=K_{k'k}(x_i,x)$, the second form"),
    )


PI_FORMULA = Claim(
    id="jacot2018.s5.pi_formula",
    label="Section 5",
    printed=True,
    statement=(
        r"For a finite dataset the map $\Pi f=\Phi_K(\langle f,\cdot\rangle_{p^{in}})$, i.e. "
        r"$\Pi(f)_k(x)=\langle f,K_{k,\cdot}(x,\cdot)\rangle_{p^{in}}$, takes the form "
        r"$\Pi(f)_k(x)=\frac1N\sum_{i=1}^N\sum_{k'=1}^{n_L}f_{k'}(x_i)K_{kk'}(x_i,x)$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by="jacot2018.s5.pi_formula_corrected",
    scope="witness: N = 1, n_L = 2, K(x,x') = A(x)A(x')^T. An index slip; harmless for Theta (x) Id and for n_L = 1",
    check=_pi_formula,
    parameters={"order": "x_i, x"},
    control=Control(r"The same with $K_{kk'}(x,x_i)$, which is right.", {"order": "x, x_i"}),
)

PI_FORMULA_CORRECTED = Claim(
    id="jacot2018.s5.pi_formula_corrected",
    label="Section 5",
    statement=(
        r"$\Pi(f)_k(x)=\frac1N\sum_{i=1}^N\sum_{k'=1}^{n_L}K_{kk'}(x,x_i)f_{k'}(x_i)=\frac1N\sum_i\sum_{k'}f_{k'}(x_i)K_{k'k}(x_i,x)$ for every "
        r"kernel with $K(x,x')=K(x',x)^T$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L",
    check=_pi_formula,
    parameters={"order": "x, x_i"},
    control=Control(r"With $K_{kk'}(x_i,x)$; false for the rank-one kernel $A(x)A(x')^T$.", {"order": "x_i, x"}),
)


def _components(power: int) -> Derivation:
    c = Symbol("c", real=True)
    gram = Matrix([[2, 0], [0, 1]])
    feature = Matrix([[sympy.sqrt(2), 0], [0, 1]])
    covariance = (feature * feature.T) / 2
    return prove(
        rests_on(
            "jacot2018.s5.diagonalisable",
            r"nonzero eigenvalues of $\Pi$ are those of $\frac GN$, with multiplicity; $G$ has size $Nn_L$",
        ),
        definition(
            r"$K(x,x')=\langle\varphi(x),\varphi(x')\rangle$, $A=N^{-1/2}(\varphi(x_1),\dots,\varphi(x_N))$: $A^TA=\frac GN$, and $AA^T$ is the "
            r"uncentred covariance $\frac1N\sum_i\varphi(x_i)\otimes\varphi(x_i)$, whose eigenvectors are the principal components"
        ),
        reduction(
            r"$A^TAv=\lambda v$, $\lambda\ne0$, gives $AA^T(Av)=\lambda Av$ with $|Av|^2=v^TA^TAv=\lambda|v|^2\ne0$, and the same with $A$, $A^T$ "
            r"exchanged: the nonzero eigenvalues agree, with multiplicity"
        ),
        identity(
            (sympy.sqrt(RATE) * c) ** 2,
            RATE * c**2,
            {RATE: POSITIVE, c: Reals()},
            text=r"the captured variance of the unit vector $u=Av/\sqrt\lambda$ is $u^TAA^Tu=|A^Tu|^2=|\sqrt\lambda v|^2=\lambda$ for $|v|=1$",
            goal=True,
        ),
        value(
            covariance[0, 0],
            gram[0, 0] / Integer(2) ** power,
            text=rf"$N=2$, $\varphi(x_1)=(\sqrt2,0)$, $\varphi(x_2)=(0,1)$: the first variance is the eigenvalue of $G/N^{power}$",
            goal=True,
        ),
    )


PRINCIPAL_COMPONENTS = Claim(
    id="jacot2018.s5.principal_components",
    label="Section 5",
    printed=True,
    statement=(
        r"The map $\Pi$ has at most $Nn_L$ positive eigenvalues (with multiplicity); its eigenfunctions are the (uncentred) kernel principal "
        r"components of the data with respect to $K$, and the eigenvalue $\lambda_i$ is the variance captured by the component, i.e. "
        r"$\lambda_i$ is an eigenvalue of $G/N$, $G=(K_{kk'}(x_i,x_j))$."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all N, n_L, K positive semi-definite",
    check=_components,
    parameters={"power": 1},
    depends_on=("jacot2018.s5.diagonalisable",),
    control=Control(r"The variances are the eigenvalues of $G$; false at $N=2$ (factor 2).", {"power": 0}),
)


def _type(mapping: str) -> Derivation:
    outputs, others = Symbol("n_L", positive=True), Symbol("M", positive=True)
    source = {"Phi": SAMPLES * outputs, "Pi": (SAMPLES + others) * outputs}[mapping]
    return prove(
        definition(
            r"on $N$ data and $M\ge1$ further inputs $\mathcal F$ has $(N+M)n_L$ coordinates; $\mathcal F^*$, the forms $\langle d,\cdot\rangle_{p^{in}}$, "
            r"has $Nn_L$, the values of $d$ on the data"
        ),
        identity(
            source,
            (SAMPLES + others) * outputs,
            {SAMPLES: WIDTH, others: WIDTH, outputs: WIDTH},
            text=rf"{mapping} maps a space to itself, so that it has powers and an exponential",
            goal=True,
        ),
    )


EXP_PHI = Claim(
    id="jacot2018.s5.exp_phi",
    label="Section 5",
    printed=True,
    statement=(
        r"The map $e^{-t\Phi}$, with $\Phi=\Phi_K:\mathcal F^*\to\mathcal F$ and $\mathcal F^*$ the dual with respect to $p^{in}$, is a "
        r"(linear) map: $\Phi$ is an endomorphism, on any data and further inputs."
    ),
    hypotheses=(DATA,),
    expected=Verdict.REFUTED,
    nature=Nature.SLIP,
    corrected_by=EXPONENTIAL_ID,
    scope="any data set with at least one further input. A typographical slip: Phi for Pi",
    check=_type,
    parameters={"mapping": "Phi"},
    control=Control(
        r"$e^{-t\Pi}$ with $\Pi f=\Phi_K(\langle f,\cdot\rangle_{p^{in}})$ passes the same type check.",
        {"mapping": "Pi"},
    ),
)


def _exponential(power: int) -> Derivation:
    g, kappa, mu, c = (
        Symbol("g", real=True),
        Symbol("kappa", real=True),
        Symbol("mu", positive=True),
        Symbol("c", real=True),
    )
    k = Symbol("k", positive=True)
    over = {g: Reals(), kappa: Reals(), mu: POSITIVE, c: Reals(), SAMPLES: WIDTH, TIME: Reals(0)}
    solution = g - kappa / mu * (1 - exp(-TIME * mu / SAMPLES**power)) * c
    return prove(
        _type("Pi"),
        rests_on(ODE_ID, r"$e^{-t\Pi}g$ is the solution of $\partial_tu=-\Pi u$, $u_0=g$"),
        cite(SPECTRAL, r"$G=\sum_i\mu_iq_iq_i^T$, $\mu_i>0$; $\kappa_i=K(x,X)q_i$, $c_i=q_i^Tg(X)$"),
        identity(
            RATE**k / (SAMPLES * RATE),
            RATE ** (k - 1) / SAMPLES,
            {RATE: POSITIVE, SAMPLES: WIDTH, k: Integers(1)},
            text=r"$\Pi^kg(x)=\frac1NK(x,X)(\frac GN)^{k-1}g(X)$ has, with $\lambda_i=\mu_i/N$, the "
            r"coefficient $\frac1N\lambda_i^{k-1}\kappa_ic_i=\frac1{\mu_i}\lambda_i^k\kappa_ic_i$: the series is "
            r"$g(x)+\sum_i\frac{\kappa_ic_i}{\mu_i}(e^{-t\mu_i/N}-1)$",
        ),
        identity(
            sympy.diff(solution, TIME),
            -kappa * (c * exp(-TIME * mu / SAMPLES)) / SAMPLES,
            over,
            text=r"its derivative is $-\frac1N\sum_i\kappa_ic_ie^{-t\mu_i/N}=-(\Pi u_t)(x)$, term by term",
            goal=True,
        ),
        identity(
            c - mu / mu * (1 - exp(-TIME * mu / SAMPLES)) * c,
            c * exp(-TIME * mu / SAMPLES),
            over,
            text=r"where on the data ($\kappa=\mu$ along $q_i$) $u_t$ has the coordinates $c_ie^{-t\mu_i/N}$",
            goal=True,
        ),
        identity(solution.subs(TIME, 0), g, over, text=r"and it starts at $g$", goal=True),
    )


EXP_PHI_CORRECTED = Claim(
    id=EXPONENTIAL_ID,
    label="Section 5",
    statement=(
        r"$e^{-t\Pi}$ with $\Pi:\mathcal F\to\mathcal F$, $\Pi f=\Phi_K(\langle f,\cdot\rangle_{p^{in}})$, is a linear endomorphism of "
        r"$\mathcal F$, and $f_t-f^*=e^{-t\Pi}(f_0-f^*)$; explicitly "
        r"$(e^{-t\Pi}g)(x)=g(x)-K(x,X)G^{-1}(I-e^{-tG/N})g(X)$ when the Gram matrix $G=K(X,X)$ is positive definite."
    ),
    hypotheses=(DATA,),
    expected=Verdict.PROVED,
    scope="all t, all K with positive definite G",
    check=_exponential,
    parameters={"power": 1},
    depends_on=(ODE_ID,),
    conditions=(SPECTRAL,),
    control=Control(r"$K(x,X)G^{-1}(I-e^{-tG})$, without $1/N$; false at $N=2$.", {"power": 0}),
)
