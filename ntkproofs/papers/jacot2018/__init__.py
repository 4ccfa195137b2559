"""Jacot, Gabriel and Hongler (2018), Neural Tangent Kernel: Convergence and Generalization in Neural Networks."""
