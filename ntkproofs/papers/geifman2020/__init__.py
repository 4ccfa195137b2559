"""Geifman et al., On the Similarity between the Laplace and Neural Tangent Kernels, NeurIPS 2020."""
