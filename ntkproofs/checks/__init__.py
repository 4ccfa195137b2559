"""Procedures that decide steps; the only room that knows both mathematics and claims."""

from .agreement import agreement, estimates_near
from .asymptotic import approaches
from .attained_supremum import attained_supremum
from .computation import Computation, Computations, Described, matrix_exponential
from .constants import decimal, enclose, sign
from .definite_matrix import positive_definite
from .derivative_chain import nonnegative_by_derivatives
from .domains import Integers, Reals
from .enclosure import has_decimals, within
from .expectation import GaussianExpectation
from .goal_mutants import goal_mutants
from .identity import antiderivative, difference, identity, value
from .induction import combine, induction, recurrence
from .inequality import nonnegative
from .instances import instances
from .integral import integral_within
from .limit import limit, rational_limit
from .log_convexity import log_convex
from .logarithms import positive_logarithm
from .monotonicity import evident_sign
from .narrative import cite, definition, prove, reduction, rests_on
from .nonnegative_combination import nonnegative_combination
from .normal_form import is_identically_zero, normal_form
from .positive_coefficients import positive
from .power_series import power_series, taylor_coefficients
from .rank import rank
from .recording import recorded, recording
from .sampling import mean_near
from .series import summable
from .unbounded_quotient import unbounded_quotient

# What papers call leaves a note of each decision while a mutation run records; the modules hold the bare procedures.
agreement = recorded(agreement)
antiderivative = recorded(antiderivative)
combine = recorded(combine)
has_decimals = recorded(has_decimals)
identity = recorded(identity)
induction = recorded(induction)
instances = recorded(instances)
limit = recorded(limit)
log_convex = recorded(log_convex)
nonnegative = recorded(nonnegative)
nonnegative_by_derivatives = recorded(nonnegative_by_derivatives)
nonnegative_combination = recorded(nonnegative_combination)
positive = recorded(positive)
positive_definite = recorded(positive_definite)
positive_logarithm = recorded(positive_logarithm)
power_series = recorded(power_series)
rank = recorded(rank)
recurrence = recorded(recurrence)
summable = recorded(summable)
unbounded_quotient = recorded(unbounded_quotient)
value = recorded(value)
within = recorded(within)

__all__ = [
    "Computation",
    "Computations",
    "Described",
    "GaussianExpectation",
    "Integers",
    "Reals",
    "agreement",
    "antiderivative",
    "approaches",
    "attained_supremum",
    "cite",
    "combine",
    "decimal",
    "definition",
    "difference",
    "enclose",
    "estimates_near",
    "evident_sign",
    "goal_mutants",
    "has_decimals",
    "identity",
    "induction",
    "instances",
    "integral_within",
    "is_identically_zero",
    "limit",
    "log_convex",
    "matrix_exponential",
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
    "recording",
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
