"""All degrees of deep kernels at once: the table of reference values, precisions, and an independent quadrature."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from ntkproofs.arithmetic import MultiprecisionArithmetic
from ntkproofs.expansions.angular_kernel import AngularKernel
from ntkproofs.expansions.deep_relu import DeepRelu
from ntkproofs.expansions.gauss_legendre import _nodes_and_error, deep_coefficients
from ntkproofs.kernels import Conjugate, NeuralTangentKernel
from ntkproofs.spectra.deep_models import deep_model
from ntkproofs.spectra.uncertified import uncertified_values

# layers, squared bias, dimension, then mu_0 .. mu_5; certified by another program (box cover of the whole ellipse).
TABLE = """
3 0 2
  1.082505143818705193288534415772697 0.5877894490015871050640577531632886 0.2208605038498709757767069328313841
  0.04874821910888762571763731672250451 0.03005712262631488211690943090116430 0.01210086371444682702457581369984954
3 1 2
  3.107176713617878410327665520099590 0.8816473536669107822404976947672028 0.2923431457221987804936988302998011
  0.08660498812111877787281888641824715 0.04616223340159973765207910473560573 0.02615602670458794620550323434025458
6 1 2
  5.739121242505334785937095335852954 1.299451266770876982835491048126546 0.6474509807488197670680485825809636
  0.3203429645755845523872573029381792 0.1897765896153165815049060790508118 0.1211237849097196629629562431530895
3 0 3
  0.9302519316423067387407644889996002 0.3707831875295916705908020217513099 0.1073675712802376678977342722334807
  0.01864407721318281912680330304354113 0.009143132828028887924860061071658829 0.003057865238520598352022547446991953
3 1 3
  2.904476452308727425468886178816860 0.5496550296722279382897011918481101 0.1397754010450599275880976767881117
  0.03164491422863631270937105402094042 0.01374717033976135942242300429447378 0.006435306745724753658015357979418525
4 0 3
  1.348421133274676275881177953646053 0.3966188752992250877639436948841084 0.1314838513349983020549067544936038
  0.03517105168174258574590053911563627 0.01568732281972857782005860938617790 0.006815172326733723418206101665226765
6 0 3
  2.138766540281817172630986514355357 0.4314700212171677908114364073003160 0.1693752707505805527532953819225657
  0.06342604805555835423868748414837913 0.03068965029230445049541487418593992 0.01581840468530538601525543140696804
10 1 3
  8.005327109457489874856258334870192 0.8509272228936582822403365038768325 0.3962900811661810807173773167672083
  0.1937881583551238412228255581795684 0.1091312658538267372530103061660076 0.06576789795924997817473246298378967
"""
WORDS = TABLE.split()
ROWS = [WORDS[i : i + 9] for i in range(0, len(WORDS), 9)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:3]))
def test_reference_table(row: list[str]) -> None:
    layers, bias, dim = map(int, row[:3])
    balls = deep_coefficients(DeepRelu(layers, Fraction(bias)), dim, range(6), 130)
    for k, text in enumerate(row[3:]):
        # the printed value is right to half a unit of its last place
        assert balls[k].overlaps(arb(text, 10.0 ** -(len(text.split(".")[1]))))
        assert balls[k].rel_accuracy_bits() > 105


@pytest.mark.parametrize(("layers", "dim", "top"), [(3, 5, 40), (4, 2, 25), (2, 10, 30)])
def test_more_accuracy_overlaps_and_shrinks(layers: int, dim: int, top: int) -> None:
    coarse = deep_coefficients(DeepRelu(layers), dim, range(top), 100)
    fine = deep_coefficients(DeepRelu(layers), dim, range(top), 220)
    for k in range(top):
        assert coarse[k].overlaps(fine[k])
        assert fine[k].rad() < coarse[k].rad() * arb(2) ** -100
        assert coarse[k].rad() < arb(2) ** -99


@pytest.mark.parametrize(
    "kernel",
    [
        NeuralTangentKernel(layers=3, bias="1/2"),
        NeuralTangentKernel(layers=3, bias=1, bias_variance=1, weight_variance="1/2"),
        Conjugate(layers=4),
        Conjugate(layers=3, bias_variance="1/10"),
        NeuralTangentKernel(layers=4, weight_variance="3/2", input_scale="2"),
        Fraction(1, 3) * NeuralTangentKernel(layers=2, bias="2/3"),
    ],
)
def test_models_agree_with_the_formula_of_the_kernel(kernel) -> None:
    model = deep_model(kernel)
    assert model is not None
    balls = deep_coefficients(model, 3, [0, 1, 2, 5], 120)
    numbers = uncertified_values(kernel, 3, [0, 1, 2, 5], 30)
    for k, ball in balls.items():
        text = MultiprecisionArithmetic(30).context.nstr(numbers[k].number, 28)
        assert ball.overlaps(arb(text, 1e-26))


def test_trace_is_approached_from_below() -> None:
    balls = deep_coefficients(DeepRelu(3), 3, range(200), 150)
    partial = sum(((2 * k + 1) * ball for k, ball in balls.items()), arb(0))
    assert partial < arb(3)
    assert arb(3) - partial < arb("0.02")


def test_large_dimensions_and_degrees_find_an_ellipse_of_good_size() -> None:
    # With a fixed slack no bound was found here, or on the thinnest ellipses only, where a rule has 50 000 nodes.
    for dim, degree in ((6000, 10), (3, 15_000)):
        nodes, _ = _nodes_and_error(AngularKernel(DeepRelu(3)), dim, degree, 3000)
        assert nodes < 15_000
