"""Bowman and Montufar, Spectral Bias Outside the Training Set for Deep Networks in the Kernel Regime (NeurIPS 2022)."""
