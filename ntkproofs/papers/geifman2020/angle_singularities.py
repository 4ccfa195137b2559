r"""Where the map of angles stops being analytic in the complex plane: roots of :math:`\kappa_1 = -1`, and a search."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from flint import acb, arb

from ntkproofs.arithmetic import BallArithmetic
from ntkproofs.checks import definition, instances, prove, within
from ntkproofs.claims import Claim, Control, Derivation, Step, Verdict
from ntkproofs.expansions.angular_kernel import AngularKernel

from .deep_bounds import network
from .setting import NTK

BITS = 192
COMPLEX_ROOT = ("2.3239908526233704295119876454645", "1.7655513918326850653702707415134")
REAL_ROOT = "-2.0198680297264924119339429076823"
DELTAS = ((10, "0.82679"), (20, "0.45325"))


def kappa_1_at(z: acb) -> acb:
    r"""Return :math:`(\sin z + (\pi - z)\cos z)/\pi`, at the working precision."""
    return (z.sin() + (arb.pi() - z) * z.cos()) / arb.pi()


def residual(value: int, real: str, imaginary: str = "0") -> arb:
    r"""Return a ball for :math:`|\kappa_1(z) - \mathrm{value}|`."""
    with BallArithmetic(BITS).working():
        return abs(kappa_1_at(acb(arb(real), arb(imaginary))) - value)


def ellipse_parameter(real: str, imaginary: str = "0") -> arb:
    r"""Return the parameter of the ellipse with foci 0, :math:`\pi` through a point."""
    with BallArithmetic(BITS).working():
        z = acb(arb(real), arb(imaginary))
        axis = (abs(z) + abs(z - arb.pi())) / arb.pi()
        return axis + (axis**2 - 1).sqrt()


def iterate(start: str, steps: int) -> arb:
    r"""Return the image of a negative real angle under :math:`\psi`, continued analytically, some steps on."""
    with BallArithmetic(BITS).working():
        theta = arb(start)
        for _ in range(steps):
            theta = -2 * ((1 - kappa_1_at(acb(theta)).real) / 2).sqrt().asin()
        return theta


@cache
def analytic_inside(layers: int) -> arb:
    r"""Return a bound of the kernel on the ellipse :math:`\rho = \frac52`, not finite where none was established."""
    return AngularKernel(network(layers, 0)).bound(Fraction(5, 2), 2, 0) or arb("nan")


def _singularities(value: int) -> Derivation:
    small = "0.0000000000000000000000000001"
    roots: list[Step] = [
        within(
            lambda bits: residual(value, *COMPLEX_ROOT),
            "-1",
            small,
            text=rf"$|\kappa_1-({value})|<10^{{-28}}$ at ${COMPLEX_ROOT[0]}+{COMPLEX_ROOT[1]}i$",
            goal=True,
        ),
        within(
            lambda bits: ellipse_parameter(*COMPLEX_ROOT),
            "2.73043771866",
            "2.73043771867",
            text=r"the ellipse with foci $0,\pi$ through it has $\rho=2.7304377186\ldots$",
            goal=True,
        ),
        within(lambda bits: residual(-1, REAL_ROOT), "-1", small, text=rf"$|\kappa_1+1|<10^{{-28}}$ at ${REAL_ROOT}$"),
    ]
    gaps = []
    with BallArithmetic(BITS).working():
        for layers, delta in DELTAS:
            # theta_{L-2} is the last angle that kappa_0 needs: it is singular where theta_{L-3} meets the real root.
            found = iterate("-" + delta, layers - 3)
            gaps.append((f"L = {layers}: {found.str(8)}", arb("0.001") - abs(found - arb(REAL_ROOT))))
            approximate = 3 * arb.pi() / (layers + 1)
            gaps.append((f"L = {layers}, 3 pi/(L+1)", arb("0.04") - abs(arb(delta) - approximate)))
            outside = ellipse_parameter(*COMPLEX_ROOT) - ellipse_parameter("-" + delta)
            gaps.append((f"L = {layers}, inside the ellipse of the complex root", outside))
        bounds = [(f"L = {n}", analytic_inside(n)) for n in (3, 6, 9)]
    return prove(
        definition(r"$\psi=\arccos\kappa_1$ is singular where $\kappa_1=\pm1$ without a double zero"),
        roots,
        instances(
            bounds, text=r"$\Theta_L(\cos\theta)$ is analytic on the ellipse $\rho=\frac52$ for $L=3,6,9$", goal=True
        ),
        instances(
            gaps,
            text=r"$-\delta_L$ is carried to the real root in $L-3$ steps, is near $-3\pi/(L+1)$ and nearer than the complex root",
            goal=True,
        ),
    )


SINGULARITIES = Claim(
    id="geifman2020.derived.angle_map_singularities",
    label="Section 3.2",
    statement=(
        r"The complex singularities of $\psi(\theta)=\arccos\kappa_1(\cos\theta)$ nearest to $[0,\pi]$ (in the sense of the "
        r"Bernstein ellipse with foci $0,\pi$) are $2.32399\ldots\pm1.76555\ldots i$, where $\kappa_1=-1$, with ellipse parameter "
        r"$\rho=2.7304377\ldots$; $\Theta_L(\cos\theta)$ keeps this $\rho$ for $3\le L\le9$, and for larger $L$ the nearest one "
        r"is real, $-\delta_L$ with $\delta_L\approx3\pi/(L+1)$."
    ),
    hypotheses=(NTK,),
    expected=Verdict.SUPPORTED,
    scope=(
        r"$\kappa_1=-1$ to $10^{-28}$ at the listed decimals; that nothing is nearer is certified to $\rho=\frac52$ for "
        r"$L=3,6,9$ only; $\delta_L$ at $L=10,20$."
    ),
    check=_singularities,
    parameters={"value": -1},
    control=Control(
        r"$\kappa_1=+1$ at $2.32399\ldots+1.76555\ldots i$ (it is $-1$; the value $+1$ is taken at "
        r"$3.95919\ldots\pm1.76555\ldots i$).",
        {"value": 1},
    ),
)
