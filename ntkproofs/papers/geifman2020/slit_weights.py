r"""Enclosures of the weights on the slits, for the listed depths, biases and heights."""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb, fmpq

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import Described, definition, prove, within
from ntkproofs.claims import Claim, Control, Derivation, Rule, Status, Step, Verdict
from ntkproofs.expansions.relu_angles import AngleBox

from .deep_bounds import describe, hull, network, strip, weights
from .setting import NTK

Pair = tuple[str, str]
Row = tuple[int, int, str, Pair, Pair]
CELLS = {3: 192, 4: 192, 5: 192, 6: 192, 10: 768}


def quotients(layers: int, bias: int, y: Fraction) -> tuple[arb, arb]:
    r"""Return balls for :math:`(w_+ + w_-)/y` and :math:`(w_+ - w_-)/y` at a point of the strip of analyticity."""
    model = network(layers, bias)
    with BallArithmetic(128).working():
        height, still = arb(fmpq(y.numerator, y.denominator)), arb(0)
        ends = [
            model.along(AngleBox.moving(start, acb(0, sign), still))
            for start, sign in ((acb(0, height), 1), (acb(arb.pi(), -height), -1))
        ]
        right, left = (-end.middle.imag if end is not None else arb("nan") for end in ends)
        return (right + left) / height, (right - left) / height


def _row(layers: int, bias: int, top: str, even: Pair, odd: Pair) -> list[Step]:
    height, where = Fraction(top), rf"$L={layers}$, $b={bias}$"
    model = network(layers, bias)
    found = weights(model, height, CELLS[layers])
    analytic = rf"{where}: $g$ is analytic on $\{{0\le\mathrm{{Re}}\,\theta\le\pi,|\mathrm{{Im}}\,\theta|\le{top}\}}$"
    if found is None:
        reason = f"{analytic}: the kernel is not certainly analytic on the boundary of the strip"
        return [Step(Rule.ENCLOSURE, analytic, Status.UNDECIDED, goal=True, reason=reason)]
    ball = hull((Fraction(0), found.supremum))
    largest = Described(lambda bits: ball, {"kind": "supremum", "kernel": describe(model), "height": top})
    steps = [within(largest, "-1", str(int(found.supremum) + 1), text=f"{analytic} and bounded", goal=True)]
    for sign, side, (low, high), value in zip(
        (1, -1), (found.even, found.odd), (even, odd), quotients(layers, bias, height), strict=True
    ):
        at = {"kind": "slit weight", "kernel": describe(model), "height": top, "sign": sign}
        on = {"kind": "slit weights", **strip(model, found, sign)}
        for text, enclosed, described in ((rf"on $(0,{top}]$", hull(side), on), (rf"at $y={top}$", value, at)):
            steps.append(
                within(
                    Described(lambda bits, enclosed=enclosed: enclosed, described),  # type: ignore[misc]
                    low,
                    high,
                    text=rf"{where}: $(w_+{'+' if sign == 1 else '-'}w_-)/y\in[{low},{high}]$ {text}",
                    goal=True,
                )
            )
    return steps


def _weights(rows: tuple[Row, ...]) -> Derivation:
    return prove(
        definition(
            r"$g(\theta)=\Theta_L(\cos\theta)$, $w_+(y)=-\mathrm{Im}\,g(iy)$, $w_-(y)=-\mathrm{Im}\,g(\pi-iy)$; the steps on "
            r"$(0,Y]$ enclose all values by the derivative on equal cells, those at $Y$ one value"
        ),
        *[_row(*row) for row in rows],
    )


ROWS: tuple[Row, ...] = (
    (3, 0, "1.5", ("1.107497", "3.808236"), ("0.787943", "2.444688")),
    (3, 1, "1.5", ("1.902030", "4.696933"), ("1.894312", "3.463447")),
    (4, 0, "1.4", ("1.988233", "5.306554"), ("1.795285", "4.441482")),
    (5, 0, "1.4", ("3.205785", "6.525958"), ("3.077424", "5.831383")),
    (6, 0, "1.4", ("4.735099", "6.546692"), ("4.644239", "6.107605")),
    (6, 1, "1.4", ("8.655915", "9.876797"), ("7.890728", "9.794312")),
    (10, 0, "1.2", ("3.413958", "14.499598"), ("3.100452", "14.467622")),
    (10, 1, "1.2", ("5.440953", "28.915872"), ("4.959310", "28.915648")),
)
_LISTED = "; ".join(
    f"$L={layers}$, $b={bias}$, $Y={top}$: $[{even[0]},{even[1]}]$, $[{odd[0]},{odd[1]}]$"
    for layers, bias, top, even, odd in ROWS
)

SLIT_WEIGHTS = Claim(
    id="geifman2020.derived.slit_weight_bounds",
    label="Section 3.2",
    statement=(
        r"Enclosures of $(w_+(y)\pm w_-(y))/y$ on $(0,Y]$, $w_+(y)=-\mathrm{Im}\,g(iy)$, $w_-(y)=-\mathrm{Im}\,g(\pi-iy)$, "
        r"$g(\theta)=\Theta_L(\cos\theta)$, hold with the listed outward-rounded values (first bracket sign $+$: even $k$; "
        r"second bracket sign $-$: odd $k$), and $g$ is analytic on "
        rf"$\{{0\le\mathrm{{Re}}\,\theta\le\pi,|\mathrm{{Im}}\,\theta|\le Y\}}$. {_LISTED}."
    ),
    hypotheses=(NTK,),
    expected=Verdict.CERTIFIED,
    scope=r"The listed $(L,b,Y)$; independent of $d$.",
    check=_weights,
    parameters={"rows": ROWS},
    # The inventory's control, a weight at Y = 1.76 for L = 10, lies beyond the strip on which analyticity is certified.
    control=Control(
        r"For $L=3$, $b=0$, $Y=1.5$ the weight $(w_++w_-)/y$ is at most $3.5$; false at $y=1.5$, where it is $3.75$.",
        {"rows": ((3, 0, "1.5", ("1.107497", "3.5"), ("0.787943", "2.444688")),)},
    ),
    heavy=True,
)
