"""Orbit: where the objects of the catalogue are, what shape their orbits have, what their histories show."""

from downrange.orbit.history import Dropped, History, histories
from downrange.orbit.propagate import ERRORS, propagate
from downrange.orbit.shape import Shape, shape_of

__all__ = ["ERRORS", "Dropped", "History", "Shape", "histories", "propagate", "shape_of"]
