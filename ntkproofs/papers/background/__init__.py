"""Lemmas of analysis that the proofs take on trust; each is cited, and its instances are held against it."""
