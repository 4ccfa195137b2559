r"""Eigenvalues of deep kernels to thirty-three digits, on the circle and on the spheres of dimensions 2 and 9."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import sympy
from flint import arb
from sympy import Rational

from ntkproofs.checks import Described, definition, prove, rests_on, within
from ntkproofs.claims import Claim, Control, Derivation, Verdict
from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.expansions.gauss_legendre import deep_coefficients

from .deep_bounds import describe, network
from .gauss_legendre import QUADRATURE_ID
from .setting import CONVENTIONS, NTK

ACCURACY = 132  # bits: 2e-40, below the thirty-third digit of every listed value
Row = tuple[int, int, tuple[str, ...]]


@cache
def eigenvalues(layers: int, bias: int, dim: int, top: int = 5) -> dict[int, arb]:
    r"""Return balls for :math:`\mu_0, \dots` of :math:`\Theta_L`, with absolute radius about 2^-132."""
    model = DeepRelu(layers=layers, bias_squared=Fraction(bias))
    return deep_coefficients(model, dim, range(top + 1), ACCURACY)


def half_unit(printed: str, digits: int) -> Rational:
    """Return half a unit of a significant digit of a printed decimal below 10.

    >>> half_unit("0.0120", 2)
    1/2000
    """
    exact = abs(Rational(printed))
    place = 0
    while exact < Rational(1, 10**place):
        place += 1
    return Rational(1, 2 * 10 ** (place + digits - 1))


def _values(dim: int, rows: tuple[Row, ...], digits: int) -> Derivation:
    steps = []
    for layers, bias, printed in rows:
        balls = eigenvalues(layers, bias, dim, len(printed) - 1)
        for k, text in enumerate(printed):
            half = half_unit(text, digits)
            steps.append(
                within(
                    Described(
                        lambda bits, ball=balls[k]: ball,  # type: ignore[misc]
                        {
                            "kind": "eigenvalue",
                            "kernel": describe(network(layers, bias)),
                            "dim": dim,
                            "degree": k,
                            "accuracy": ACCURACY,
                            "over_reference": False,
                        },
                    ),
                    sympy.Rational(text) - half,
                    sympy.Rational(text) + half,
                    text=rf"$\mu_{k}[\Theta_{{{layers}}}]={text}$ to {digits} significant digits, $b={bias}$, $d={dim}$",
                    goal=True,
                )
            )
    return prove(
        definition(
            r"$\mu_k=c_d\int_0^\pi\Theta_L(\cos\theta)P_k(\cos\theta)\sin^{d-2}\theta\,d\theta$, by the Gauss-Legendre rule "
            r"on $[0,\pi]$ in balls; the kernel is bounded on the boundary of an ellipse of analyticity"
        ),
        rests_on(QUADRATURE_ID, "the error bound of the rule"),
        steps,
    )


def _claim(name: str, dim: int, rows: tuple[Row, ...], false: str, wrong: tuple[Row, ...]) -> Claim:
    listed = "; ".join(f"$L={layers}$, $b={bias}$: {', '.join(values)}" for layers, bias, values in rows)
    return Claim(
        id=f"geifman2020.derived.deep_ntk_values_{name}",
        label="Section 3.2",
        statement=(
            rf"The eigenvalues $\mu_0,\dots,\mu_5$ of $\Theta_L$ on $\mathbb S^{{{dim - 1}}}$ (uniform probability "
            f"measure) have the listed values, each correct to at least 33 significant digits. {listed}."
        ),
        hypotheses=(CONVENTIONS, NTK),
        expected=Verdict.CERTIFIED,
        scope=r"Listed $(L,b)$, $k\le5$.",
        check=_values,
        parameters={"dim": dim, "rows": rows, "digits": 33},
        depends_on=(QUADRATURE_ID,),
        control=Control(false, {"rows": wrong}),
    )


def _other(rows: tuple[Row, ...], row: int, k: int, text: str) -> tuple[Row, ...]:
    layers, bias, values = rows[row]
    return (*rows[:row], (layers, bias, (*values[:k], text, *values[k + 1 :])), *rows[row + 1 :])


def _without_last_ten(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return _other(rows, 0, 2, rows[0][2][2][:-10] + "0" * 10)


CIRCLE_ROWS: tuple[Row, ...] = (
    (
        3,
        0,
        (
            "1.08250514381870519328853441577269677",
            "0.587789449001587105064057753163288606",
            "0.22086050384987097577670693283138407",
            "0.0487482191088876257176333167225045147",
            "0.0300571226263148821169094309011643004",
            "0.0121008637144468270245758136998495367",
        ),
    ),
    (
        3,
        1,
        (
            "3.10717671361787841032766552009958952",
            "0.881647353666910782240497694767202844",
            "0.292343145722198780493698830299801085",
            "0.086604988121118777872818886418247151",
            "0.0461622334015997376520791047356057336",
            "0.0261560267045879462055032343402545786",
        ),
    ),
    (
        6,
        1,
        (
            "5.73912124250533478593709533585295438",
            "1.2994512667708769828354910481265462",
            "0.647450980748819767068048582580963622",
            "0.320342964575584552387257302938179201",
            "0.189776589615316581504906079050811847",
            "0.121123784909719662962956243153089533",
        ),
    ),
)
CIRCLE = _claim(
    "circle",
    2,
    CIRCLE_ROWS,
    r"The same list with the last ten digits of $\mu_2$ replaced by zeros.",
    _without_last_ten(CIRCLE_ROWS),
)

TWO_SPHERE_ROWS: tuple[Row, ...] = (
    (
        3,
        0,
        (
            "0.930251931642306738740764488999600211",
            "0.370783187529591670590802021751309902",
            "0.107367571280237667897734272233480672",
            "0.0186440772131828191268033030435411267",
            "0.00914313282802888792486006107165882881",
            "0.00305786523852059835202254744699195267",
        ),
    ),
    (
        3,
        1,
        (
            "2.90447645230872742546888617881685974",
            "0.549655029672227938289701191848110124",
            "0.139775401045059927588097676788111689",
            "0.0316449142286363127093710540209404186",
            "0.0137471703397613594224230042944737809",
            "0.00643530674572475365801535797941852486",
        ),
    ),
    (
        4,
        0,
        (
            "1.34842113327467627588117795364605291",
            "0.39661887529922508776394369488410835",
            "0.131483851334998302054906754493603767",
            "0.0351710516817425857459005391156362687",
            "0.0156873228197285778200586093861779044",
            "0.00681517232673372341820610166522676526",
        ),
    ),
    (
        6,
        0,
        (
            "2.13876654028181717263098651435535661",
            "0.431470021217167790811436407300316005",
            "0.169375270750580552753295381922565737",
            "0.0634260480555583542386874841483791283",
            "0.0306896502923044504954148741859399185",
            "0.0158184046853053860152554314069680446",
        ),
    ),
    (
        10,
        1,
        (
            "8.0053271094574898748562583348701922",
            "0.850927222893658282240336503876832458",
            "0.396290081166181080717377316767208318",
            "0.193788158355123841222825558179568398",
            "0.109131265853826737253010306166007605",
            "0.0657678979592499781747324629837896712",
        ),
    ),
)
TWO_SPHERE = _claim(
    "two_sphere",
    3,
    TWO_SPHERE_ROWS,
    r"$\mu_4$ for $L=4$, $b=0$, $d=3$ equal to 0.01568732281972777857...: off in the fourteenth digit.",
    _other(TWO_SPHERE_ROWS, 2, 4, "0.0156873228197277785"),
)

NINE_SPHERE_ROWS: tuple[Row, ...] = (
    (
        3,
        0,
        (
            "0.750749604143223061276854730121098697",
            "0.100996780625727816620157068624878614",
            "0.0113286971224629496550327537960409055",
            "0.000821973514540151244994921538266473307",
            "0.000168618932369812420983558805514159334",
            "0.0000264138469235676440346062297632418019",
        ),
    ),
    (
        6,
        0,
        (
            "1.87020019668023018952874774604811074",
            "0.0966507250869460643607079223715780662",
            "0.0143937781161848095801311666367734382",
            "0.00223234059309739395036924419473936408",
            "0.000495549012805019202540993809667981009",
            "0.000123640753443383194552960891242477921",
        ),
    ),
)
NINE_SPHERE = _claim(
    "nine_sphere",
    10,
    NINE_SPHERE_ROWS,
    r"The same list with the last ten digits of $\mu_2$ replaced by zeros.",
    _without_last_ten(NINE_SPHERE_ROWS),
)
