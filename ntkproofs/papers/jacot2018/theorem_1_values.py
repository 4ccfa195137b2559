"""Theorem 1: values of the limiting NTK, and on what it depends."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, Symbol

from ntkproofs.checks import (
    Reals,
    definition,
    has_decimals,
    identity,
    positive,
    prove,
    reduction,
    rests_on,
    value,
    within,
)
from ntkproofs.claims import Claim, Control, Derivation, Nature, Verdict

from .limiting_kernels import at, combination, covariance, exactly, tangent
from .section_6 import RELU_DUAL_ID
from .setting import GAUSSIAN, LIMIT, NETWORK, POSITIVE, RELU, WIDTH

TENTH = Rational(1, 10)
# Angle over pi, Theta^(4), Sigma^(4).
VALUES = (
    ("1/2", "0.092702110174023973602897024465791", "0.055760277602852995293656107556358"),
    ("1/6", "0.20736432119750039386655312700521", "0.075168211615233035917161603777124"),
    ("1/4", "0.1699705091186006429952527438434", "0.069867250819498032898449303929821"),
    ("1/3", "0.1377230653430896632507192122804", "0.064516953373167867649341790147444"),
    ("2/3", "0.07076057367068013238987000695192", "0.050603516790761591187669116805204"),
    ("3/4", "0.066036429030731540555950793896507", "0.049239319122121868219144978777064"),
    ("5/6", "0.064134367487550043264857138910441", "0.048488180978136140643717118494652"),
    ("1", "0.064353770145464984172403796007616", "0.048096589795461570911443245045089"),
)
LOWER = (
    (2, "ntk", "0.09621583375423792933539386194049"),
    (3, "ntk", "0.10784858654097009818683038076173"),
    (2, "nngp", "0.09368462490263513992410223222636"),
    (3, "nngp", "0.07826136571409883161619187660620"),
)


def _values(beta: Rational) -> Derivation:
    theta, sigma = tangent(4, beta), covariance(4, beta)
    return prove(
        rests_on(RELU_DUAL_ID, r"the recursion for ReLU"),
        *(
            has_decimals(
                at(kernel, Rational(part)),
                printed,
                text=rf"$\{name}^{{(4)}}$ at $\gamma={part}\pi$ is {printed}",
                goal=True,
            )
            for part, *pair in VALUES
            for kernel, name, printed in zip((theta, sigma), ("Theta", "Sigma"), pair, strict=True)
        ),
        *(
            has_decimals(
                at((tangent if kind == "ntk" else covariance)(layers, beta), Rational(1, 2)),
                printed,
                text=rf"{kind} with $L={layers}$ at $\gamma=\pi/2$ is {printed}",
                goal=True,
            )
            for layers, kind, printed in LOWER
        ),
        rests_on("jacot2018.thm1.diagonal_values", r"$\gamma=0$: $113/400$ and $13/160$, exactly"),
    )


NUMBERS = Claim(
    id="jacot2018.thm1.values",
    label="Theorem 1",
    statement=(
        r"For ReLU, $\beta=0.1$, $n_0=2$, $x_0=(1,0)$, $x=(\cos\gamma,\sin\gamma)$ the recursions have these values of $\Theta_\infty^{(4)}(x_0,x)$ and "
        r"$\Sigma^{(4)}(x_0,x)$: $\gamma=0$: $113/400$, $13/160$; "
        + "; ".join(rf"$\gamma={part}\pi$: {theta}, {sigma}" for part, theta, sigma in VALUES)
        + ". At $\\gamma=\\pi/2$: "
        + "; ".join(
            rf"$\{'Theta' if kind == 'ntk' else 'Sigma'}^{{({layers})}}$: {printed}" for layers, kind, printed in LOWER
        )
        + "."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.CERTIFIED,
    scope="the listed angles",
    check=_values,
    parameters={"beta": TENTH},
    depends_on=(RELU_DUAL_ID, "jacot2018.thm1.diagonal_values"),
    control=Control(
        r"The same for $\beta=0$; false, $\Theta_\infty^{(4)}(\pi/2)$ is another number.", {"beta": Rational(0)}
    ),
)


def _nonmonotone(first: Rational, second: Rational) -> Derivation:
    kernel = tangent(4, TENTH)
    ordered = zip((Rational(0), first, second), (first, second, Rational(1)), strict=True)
    return prove(
        rests_on(RELU_DUAL_ID, r"the recursion for ReLU"),
        [
            positive(
                right - left,
                {},
                strict=False,
                text=rf"angles of $[0,\pi]$ in order: ${left}\pi\le{right}\pi$",
                goal=True,
            )
            for left, right in ordered
        ],
        within(
            combination((1, at(kernel, second)), (-1, at(kernel, first))),
            Rational(1, 10**6),
            Integer(1),
            text=rf"$\Theta_\infty^{{(4)}}$ is smaller at ${first}\pi$ than at ${second}\pi$",
            goal=True,
        ),
        within(
            combination((1, at(kernel, Rational(1, 2))), (-1, at(kernel, Rational(5, 6)))),
            Rational(1, 10**6),
            Integer(1),
            text=r"while it is larger at $\pi/2$ than at $5\pi/6$",
            goal=True,
        ),
    )


NONMONOTONE = Claim(
    id="jacot2018.thm1.nonmonotone",
    label="Theorem 1",
    statement=(
        r"For ReLU, $L=4$, $\beta=0.1$, $n_0=2$ on the unit circle the limiting NTK $\Theta_\infty^{(4)}(x_0,x)$ is not a monotone function of the angle "
        r"$\gamma\in[0,\pi]$: its value at $5\pi/6$ is smaller than its value at $\pi$ and than that at $\pi/2$."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.CERTIFIED,
    scope="the angles pi/2, 5 pi/6 and pi",
    check=_nonmonotone,
    parameters={"first": Rational(5, 6), "second": Rational(1)},
    depends_on=(RELU_DUAL_ID,),
    control=Control(
        r"$\Theta_\infty^{(4)}$ at $\pi/2$ is below its value at $2\pi/3$; false.",
        {"first": Rational(1, 2), "second": Rational(2, 3)},
    ),
)

NEGATIVE_VALUES = (
    ("2/3", "-0.0009502930275098226829561193912660722"),
    ("3/4", "-0.02096052629353829715603943485567559"),
    ("5/6", "-0.02446517195576632825023078176596521"),
    ("1", "-0.01131696785172695348469388244641427"),
)


def _negative(layers: int) -> Derivation:
    kernel = tangent(layers, TENTH)
    return prove(
        rests_on(RELU_DUAL_ID, r"the recursion for ReLU"),
        rests_on("jacot2018.prop2.relu", r"it is positive definite on the circle"),
        *(
            within(
                at(kernel, Rational(part)),
                Integer(-1),
                Integer(0),
                text=rf"$\Theta_\infty^{{({layers})}}<0$ at ${part}\pi$",
                goal=True,
            )
            for part, _ in NEGATIVE_VALUES
        ),
        *(
            has_decimals(at(kernel, Rational(part)), printed, text=f"it is {printed}", goal=True)
            for part, printed in NEGATIVE_VALUES
        ),
    )


NEGATIVE = Claim(
    id="jacot2018.thm1.negative",
    label="Theorem 1",
    statement=(
        r"The limiting NTK can be negative although it is positive definite: for ReLU, $L=2$, $\beta=0.1$, $n_0=2$, $\Theta_\infty^{(2)}(x_0,x)$ is "
        + "; ".join(rf"{printed} at the angle ${part}\pi$" for part, printed in NEGATIVE_VALUES)
        + "."
    ),
    hypotheses=(LIMIT, RELU),
    expected=Verdict.CERTIFIED,
    scope="the listed angles",
    check=_negative,
    parameters={"layers": 2},
    depends_on=(RELU_DUAL_ID, "jacot2018.prop2.relu"),
    control=Control(r"$\Theta_\infty^{(4)}<0$ at $2\pi/3$; false (0.0708).", {"layers": 4}),
)


def _dependence(varied: str) -> Derivation:
    first, second = Symbol("beta_1", positive=True), Symbol("beta_2", positive=True)
    p, inputs, hidden = Symbol("p", real=True), Symbol("n_0", positive=True), Symbol("n_1", positive=True)
    one = p / inputs + first**2
    two = one.subs(first, second) if varied == "beta" else one.subs(hidden, hidden + 1)
    return prove(
        definition(
            rf"$\sigma$, the depth and the variance 1 of the parameters are fixed; {varied} changes; $p=x^Tx'$, $L=1$"
        ),
        identity(
            one,
            two,
            {first: POSITIVE, second: POSITIVE, p: Reals(), inputs: WIDTH},
            text=rf"$\Theta_\infty^{{(1)}}(x,x')=x^Tx'/n_0+\beta^2$ does not change with {varied}",
            goal=True,
        ),
        reduction(r"nor do the later ones, whose recursion contains nothing else")
        if varied != "beta"
        else definition(r"$\beta_1,\beta_2>0$"),
    )


DEPENDENCE = Claim(
    id="jacot2018.thm1.dependence",
    label="Section 4.1",
    statement=(
        r"The limiting kernel $\Theta_\infty^{(L)}$ depends only on the choice of $\sigma$, the depth of the network and the variance of the parameters "
        r"at initialization (equal to 1 here), that is: not on $\beta$."
    ),
    hypotheses=(LIMIT,),
    expected=Verdict.REFUTED,
    nature=Nature.READING,
    corrected_by="jacot2018.thm1.dependence_corrected",
    scope="witness: L = 1, two values of beta; harmless if beta and n_0 are counted as part of the setting. A reading that the paper does not force",
    check=_dependence,
    parameters={"varied": "beta"},
    control=Control(r"It does not depend on the hidden widths.", {"varied": "the hidden widths"}),
)


def _dependence_corrected(norms: str) -> Derivation:
    a, q = sympy.symbols("a q", positive=True)
    # x = x' with |x|^2/n_0 = 1/2 (c = 1/2) against |x|^2/n_0 = 1 and an angle of pi/3 (c = 1/2), beta = 0, ReLU, L = 2.
    kernel = tangent(2, 0, 1)
    equal = exactly(kernel, Integer(0)) / 2
    turned = kernel.expression().subs(Symbol("t"), Rational(1, 2))
    second = equal if norms == "all three" else turned
    return prove(
        reduction(
            r"$\Sigma^{(1)}$ on $\{x,x'\}$ consists of $|x|^2/n_0+\beta^2$, $|x'|^2/n_0+\beta^2$, $x^Tx'/n_0+\beta^2$; $\Sigma^{(\ell+1)}$, "
            r"$\dot\Sigma^{(\ell)}$ on $\{x,x'\}$ are functions of $\Sigma^{(\ell)}$ on $\{x,x'\}$, $\sigma$ and $\beta$; no width and no $n_L$ occurs"
        ),
        identity(
            (a**2 * q) / a**2 + 0 * q,
            q,
            {a: POSITIVE, q: POSITIVE},
            text=r"$\Sigma^{(1)}$: $|ax|^2/(a^2n_0)=|x|^2/n_0$, so only the quotients by $n_0$ enter",
            goal=True,
        ),
        value(
            equal,
            second,
            text=rf"ReLU, $\beta=0$, $L=2$, two pairs that agree in {norms}: the values agree",
            goal=True,
        ),
    )


DEPENDENCE_CORRECTED = Claim(
    id="jacot2018.thm1.dependence_corrected",
    label="Section 4.1",
    printed=True,
    statement=(
        r"With iid $\mathcal{N}(0,1)$ parameters $\Theta_\infty^{(L)}(x,x')$ is a function of $\sigma$, $L$, $\beta$ and the three numbers "
        r"$|x|^2/n_0,\ |x'|^2/n_0,\ x^Tx'/n_0$ only; it does not depend on the hidden widths or on the number $n_L$ of outputs."
    ),
    hypotheses=(NETWORK, GAUSSIAN, LIMIT),
    expected=Verdict.PROVED,
    scope="all L, all Lipschitz sigma",
    check=_dependence_corrected,
    parameters={"norms": "all three"},
    control=Control(
        r"It depends on $x^Tx'/n_0$ only; false for ReLU, $L=2$, $\beta=0$: $x=x'$ with $|x|^2/n_0=\frac12$ against unit norms at the angle $\pi/3$.",
        {"norms": "the inner product"},
    ),
)
