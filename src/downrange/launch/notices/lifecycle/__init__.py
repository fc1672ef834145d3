"""Notices over time and together: which are in force, and which announce the same launch."""
