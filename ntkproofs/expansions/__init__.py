"""Expansions of kernels: Funk-Hecke coefficients, quadrature of deep kernels, behaviour at the two ends of the
sphere."""
