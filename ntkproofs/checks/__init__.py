"""Procedures that decide steps; the only room that knows both mathematics and claims."""

from .agreement import agreement
from .computation import Computation
from .constants import decimal, enclose, sign
from .definite_matrix import positive_definite
from .derivative_chain import nonnegative_by_derivatives
from .domains import Integers, Reals
from .enclosure import has_decimals, within
from .expectation import GaussianExpectation
from .identity import antiderivative, difference, identity, value
from .induction import combine, induction, recurrence
from .inequality import nonnegative
from .instances import instances
from .limit import limit, rational_limit
from .logarithms import positive_logarithm
from .monotonicity import evident_sign
from .narrative import cite, definition, prove, reduction, rests_on
from .nonnegative_combination import nonnegative_combination
from .normal_form import is_identically_zero, normal_form
from .positive_coefficients import positive
from .power_series import power_series, taylor_coefficients
from .rank import rank
from .sampling import mean_near
from .series import summable
from .unbounded_quotient import unbounded_quotient

__all__ = [
    "Computation",
    "GaussianExpectation",
    "Integers",
    "Reals",
    "agreement",
    "antiderivative",
    "cite",
    "combine",
    "decimal",
    "definition",
    "difference",
    "enclose",
    "evident_sign",
    "has_decimals",
    "identity",
    "induction",
    "instances",
    "is_identically_zero",
    "limit",
    "mean_near",
    "nonnegative",
    "nonnegative_by_derivatives",
    "nonnegative_combination",
    "normal_form",
    "positive",
    "positive_definite",
    "positive_logarithm",
    "power_series",
    "prove",
    "rank",
    "rational_limit",
    "recurrence",
    "reduction",
    "rests_on",
    "sign",
    "summable",
    "taylor_coefficients",
    "unbounded_quotient",
    "value",
    "within",
]
