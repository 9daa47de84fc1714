"""Names in the file that stand for something elsewhere in it."""
