"""Changes of a file as edits of its text: all other bytes stay as they are."""
