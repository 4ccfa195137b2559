r"""What a number is: exact expressions, multiprecision numbers, rigorous balls, or double-precision arrays."""

from ntkproofs.arithmetic.ball import BallArithmetic as BallArithmetic
from ntkproofs.arithmetic.ball import Precision as Precision
from ntkproofs.arithmetic.base import Arithmetic as Arithmetic
from ntkproofs.arithmetic.errors import InexactInput as InexactInput
from ntkproofs.arithmetic.errors import InsufficientPrecision as InsufficientPrecision
from ntkproofs.arithmetic.errors import MalformedNumber as MalformedNumber
from ntkproofs.arithmetic.errors import UndecidedComparison as UndecidedComparison
from ntkproofs.arithmetic.errors import UnsupportedOperation as UnsupportedOperation
from ntkproofs.arithmetic.exact import ExactArithmetic as ExactArithmetic
from ntkproofs.arithmetic.float64 import Float64Arithmetic as Float64Arithmetic
from ntkproofs.arithmetic.formula import Formula as Formula
from ntkproofs.arithmetic.formula import evaluate_tree as evaluate_tree
from ntkproofs.arithmetic.formula import lambdify as lambdify
from ntkproofs.arithmetic.multiprecision import MultiprecisionArithmetic as MultiprecisionArithmetic
from ntkproofs.arithmetic.order import Ternary as Ternary
from ntkproofs.arithmetic.rationals import fraction as fraction
from ntkproofs.arithmetic.trees import expression as expression
from ntkproofs.arithmetic.trees import tree as tree
