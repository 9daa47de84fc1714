"""Channels that are enabled and cannot work as they stand."""
