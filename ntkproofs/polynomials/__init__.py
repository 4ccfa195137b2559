"""Orthogonal polynomials of the sphere and of the Gaussian: recurrences, exact coefficients, multiplicities."""

from ntkproofs.polynomials.gegenbauer import cosine_weights as cosine_weights
from ntkproofs.polynomials.gegenbauer import gegenbauer as gegenbauer
from ntkproofs.polynomials.gegenbauer import gegenbauer_coefficients as gegenbauer_coefficients
from ntkproofs.polynomials.gegenbauer import gegenbauer_of_angle as gegenbauer_of_angle
from ntkproofs.polynomials.gegenbauer import gegenbauer_values as gegenbauer_values
from ntkproofs.polynomials.gegenbauer import multiplicity as multiplicity
from ntkproofs.polynomials.hermite import hermite as hermite
from ntkproofs.polynomials.hermite import hermite_coefficients as hermite_coefficients
from ntkproofs.polynomials.hermite import hermite_norm_squared as hermite_norm_squared
from ntkproofs.polynomials.hermite import hermite_values as hermite_values
