r"""Two-sided bounds of every eigenvalue of the kernels with 3, 4, 5, 6 and 10 layers, without and with bias."""

from __future__ import annotations

from sympy import Rational

from ntkproofs.checks import cite, definition, prove, reduction, rests_on
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict

from .deep_bounds import BiasPart, between, falling, network, slit_steps
from .gauss_legendre import QUADRATURE_ID
from .reference_sequence import REFERENCE_ID
from .setting import CONVENTIONS, NTK, REFERENCE
from .slit import SLIT_ID
from .slit_two_sided import SLIT_BOUNDS_ID

DIMENSIONS = (2, 3, 4, 5, 6, 10)
Pair = tuple[str, str]
_LISTED = r"$d\in\{2,3,4,5,6,10\}$"
_DEPENDS = (SLIT_BOUNDS_ID, QUADRATURE_ID, REFERENCE_ID)


def frame() -> tuple[Step, ...]:
    r"""Step group: what turns weights on the slits and finitely many balls into bounds of every eigenvalue."""
    return (
        definition(REFERENCE + r"; $F_d$, $w_\pm$, $E_k$ as in the slit representation, $Y$ the height of the strip"),
        cite(SLIT_ID, r"the representation of $\mu_k$ by the slits and the bound of $|E_k|$"),
        rests_on(
            SLIT_BOUNDS_ID,
            r"$my\le w_+\pm w_-\le My$ on $[0,Y]$ gives $mJ_k-(mT_k+|E_k|)\le\mu_k\le MJ_k+|E_k|$, "
            r"$T_k\le\frac{\Gamma(d/2)k!}{\pi\Gamma(k+d/2)}F_de^{-kY}(\frac Yk+\frac1{k^2})$; $J_{k+1}/J_k$ increases",
        ),
        reduction(
            r"From $k$ to $k+1$ the bounds of $T_k$ and $|E_k|$ are multiplied by at most $e^{-Y}\frac{k+1}{k+d/2}\le e^{-Y}$, "
            r"so over $J_k$ they do not increase from a degree on at which $e^{-Y}J_k/J_{k+1}\le1$: one such degree is enough"
        ),
        rests_on(
            QUADRATURE_ID, "the eigenvalues below that degree are enclosed by Gauss-Legendre quadrature in the angle"
        ),
    )


def _two_sided(layers: int, bias: int, even: Pair, odd: Pair) -> Derivation:
    model, name = network(layers, bias), rf"\Theta_{{{layers}}}"
    return prove(
        frame(),
        slit_steps(model, name),
        falling(model, DIMENSIONS),
        *[between(model, name, dim, even, odd) for dim in DIMENSIONS],
        rests_on(REFERENCE_ID, r"$J_1k^{-d}\le J_k\le\frac{2^{d-2}\Gamma(d/2)^2}\pi k^{-d}$"),
    )


def _claim(layers: int, bias: int, even: Pair, odd: Pair) -> Claim:
    double = [(str(2 * Rational(low)), high) for low, high in (even, odd)]
    return Claim(
        id=f"geifman2020.derived.two_sided_l{layers}_b{bias}",
        label="Theorem 1",
        statement=(
            rf"For $L={layers}$, $\beta^2={bias}$, every {_LISTED} and every $k\ge1$: "
            rf"${even[0]}\,J_k\le\mu_k[\Theta_{{{layers}}}]\le{even[1]}\,J_k$ for even $k$ and "
            rf"${odd[0]}\,J_k\le\mu_k[\Theta_{{{layers}}}]\le{odd[1]}\,J_k$ for odd $k$ (constants rounded outward), {REFERENCE}; "
            r"with $J_1k^{-d}\le J_k\le\frac{2^{d-2}\Gamma(d/2)^2}{\pi}k^{-d}$ this is $\Theta(k^{-d})$ with explicit "
            "constants."
        ),
        hypotheses=(CONVENTIONS, NTK),
        expected=Verdict.CERTIFIED,
        scope=(
            r"Every $k\ge1$ for the six listed dimensions; balls below a degree of at most 30, slit bounds with an "
            "exponentially small explicit tail from it on. Given the slit representation."
        ),
        check=_two_sided,
        parameters={"layers": layers, "bias": bias, "even": even, "odd": odd},
        depends_on=_DEPENDS,
        conditions=(SLIT_ID,),
        control=Control(
            "Both lower constants multiplied by 2; false already at the first degrees.",
            {"even": double[0], "odd": double[1]},
        ),
        heavy=(layers, bias) != (3, 0),
    )


L3_B0 = _claim(3, 0, ("1.096422", "3.846318"), ("0.780064", "2.469135"))
L3_B1 = _claim(3, 1, ("1.883009", "4.743902"), ("1.875369", "3.498081"))
L4_B0 = _claim(4, 0, ("1.968351", "5.359619"), ("1.777332", "4.485897"))
L4_B1 = _claim(4, 1, ("3.757473", "7.149933"), ("2.952294", "6.182808"))
L5_B0 = _claim(5, 0, ("3.173727", "6.591217"), ("1.873134", "5.889697"))
L6_B0 = _claim(6, 0, ("4.521938", "6.612159"), ("1.838891", "6.168681"))
L6_B1 = _claim(6, 1, ("7.220745", "9.975565"), ("3.057275", "9.892255"))
L10_B0 = _claim(10, 0, ("3.379819", "14.644594"), ("1.718988", "14.612298"))
L10_B1 = _claim(10, 1, ("5.386543", "29.205030"), ("3.068688", "29.204804"))


def _every_bias(layers: int, free: Pair, part: Pair) -> Derivation:
    without, bias = network(layers, 0), BiasPart(layers=layers)
    names = (rf"\mathrm{{FC}}_0({layers})", f"B_{{{layers}}}")
    return prove(
        frame(),
        definition(
            r"$\Theta_L=\mathrm{FC}_0(L)+b\,B_L$: $\Theta_L$ at $b=0$, and $B_1=1$, $B_{l+1}=1+\kappa_0(\Sigma_{l-1})B_l$; "
            r"the recursion of $\Theta$ is affine in $b$"
        ),
        *[slit_steps(model, name) for model, name in zip((without, bias), names, strict=True)],
        falling(without, DIMENSIONS),
        falling(bias, DIMENSIONS),
        *[between(without, names[0], dim, free, free) for dim in DIMENSIONS],
        *[between(bias, names[1], dim, part, part) for dim in DIMENSIONS],
        reduction(
            r"The first bounds plus $b\ge0$ times the second are the statement; at $b=0$ and for $b\to\infty$ it says no less "
            "than each of them"
        ),
        rests_on(REFERENCE_ID, r"$J_1k^{-d}\le J_k\le\frac{2^{d-2}\Gamma(d/2)^2}\pi k^{-d}$"),
    )


def _every(layers: int, free: Pair, part: Pair) -> Claim:
    double = str(2 * Rational(part[0]))
    return Claim(
        id=f"geifman2020.derived.two_sided_l{layers}_every_bias",
        label="Theorem 1",
        statement=(
            rf"For $L={layers}$, every $b=\beta^2\ge0$, every {_LISTED} and every $k\ge1$: "
            rf"$({free[0]}+{part[0]}\,b)\,J_k\le\mu_k[\Theta_{{{layers}}}]\le({free[1]}+{part[1]}\,b)\,J_k$, {REFERENCE}."
        ),
        hypotheses=(CONVENTIONS, NTK),
        expected=Verdict.CERTIFIED,
        scope=(
            r"All $b\ge0$ and all $k\ge1$ at once, because $\Theta_L$ is affine in $b$; six listed dimensions. Given the "
            "slit representation."
        ),
        check=_every_bias,
        parameters={"layers": layers, "free": free, "part": part},
        depends_on=_DEPENDS,
        conditions=(SLIT_ID,),
        control=Control(
            f"The lower bound with {part[0]} replaced by its double; false for large $b$.", {"part": (double, part[1])}
        ),
        heavy=True,
    )


L3_EVERY = _every(3, ("0.780064", "3.846318"), ("0.755441", "1.164426"))
L4_EVERY = _every(4, ("1.777332", "5.359619"), ("1.048302", "2.070185"))
L5_EVERY = _every(5, ("1.873134", "6.591217"), ("1.149173", "3.303965"))
L6_EVERY = _every(6, ("1.838891", "6.612159"), ("1.218383", "4.922985"))
L10_EVERY = _every(10, ("1.718988", "14.644594"), ("1.349699", "14.593030"))
