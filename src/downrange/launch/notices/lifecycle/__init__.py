"""Lifecycle: which notices are in force, and which announce the same launch."""
