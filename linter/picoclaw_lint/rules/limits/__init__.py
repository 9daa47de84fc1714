"""Numbers that must fit a model or a service."""
