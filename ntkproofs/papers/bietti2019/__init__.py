"""Bietti and Mairal, On the Inductive Bias of Neural Tangent Kernels, NeurIPS 2019 (arXiv:1905.12173)."""
