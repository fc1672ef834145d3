"""Orbit: where the objects of the catalogue are at given times, and what shape their orbits have."""

from downrange.orbit.propagate import ERRORS, propagate
from downrange.orbit.shape import Shape, shape_of

__all__ = ["ERRORS", "Shape", "propagate", "shape_of"]
