"""Secrets in the file, and places for secrets that hold none."""
