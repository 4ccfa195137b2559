"""Collect claims as pytest items with `pytest --claims`; loads nothing heavy when not asked."""
