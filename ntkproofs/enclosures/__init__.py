r"""Rigour on a whole box: jets, centred forms, branch and bound, quadrature with a bound, complex covers, roots."""

from ntkproofs.enclosures.box import ball as ball
from ntkproofs.enclosures.branch_and_bound import prove_sign as prove_sign
from ntkproofs.enclosures.complex_arithmetic import ComplexBallArithmetic as ComplexBallArithmetic
from ntkproofs.enclosures.coordinates import half_line as half_line
from ntkproofs.enclosures.gaussian_expectation import ExponentialGrowth as ExponentialGrowth
from ntkproofs.enclosures.gaussian_expectation import Growth as Growth
from ntkproofs.enclosures.gaussian_expectation import PolynomialGrowth as PolynomialGrowth
from ntkproofs.enclosures.gaussian_expectation import gaussian_expectation as gaussian_expectation
from ntkproofs.enclosures.jets import TaylorArithmetic as TaylorArithmetic
from ntkproofs.enclosures.jets import taylor as taylor
from ntkproofs.enclosures.mean_value import centred as centred
from ntkproofs.enclosures.mean_value import mean_value as mean_value
from ntkproofs.enclosures.quadrature import NotConverged as NotConverged
from ntkproofs.enclosures.quadrature import integrate as integrate
from ntkproofs.enclosures.tiling import CertifiedBox as CertifiedBox
from ntkproofs.enclosures.tiling import Tiling as Tiling
from ntkproofs.enclosures.tiling import Undecided as Undecided
from ntkproofs.enclosures.tiling import Violation as Violation
