"""Mending files: which fixes are applied, until nothing is left to apply, and how the result gets to the disk."""
