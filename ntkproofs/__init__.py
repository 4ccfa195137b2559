"""Executable, certified theory of neural tangent kernels."""

__version__ = "0.1.0"
