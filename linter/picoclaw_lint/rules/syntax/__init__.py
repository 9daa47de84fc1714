"""The text of the file: is it JSON as Go reads it."""
