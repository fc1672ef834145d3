"""Orbit: where the objects of the catalogue are at given times, and what shape their orbits have."""

from downrange.orbit.propagate import ERRORS, propagate

__all__ = ["ERRORS", "propagate"]
