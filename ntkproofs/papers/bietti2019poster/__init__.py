"""The poster of Bietti and Mairal (2019)."""
