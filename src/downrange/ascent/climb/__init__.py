"""Climb: the powered arc, as an ensemble of ascents that agree with what is known.

`vehicle` says what is supposed of the rocket, `known` what was announced or reported of the flight, `parameters`
turns draws into ascents, `equations` flies them, `misfit` sets them beside what is known, `fit` makes the
`ensemble`. Where bodies land is asked of a function handed in, for the fall is a room further on.
"""

from downrange.ascent.climb.ensemble import Ascents, Fallen
from downrange.ascent.climb.figures import Spread
from downrange.ascent.climb.fit import fit_ascents
from downrange.ascent.climb.known import Height, Insertion, Known, Landed, Timed, read_known
from downrange.ascent.climb.vehicle import CLASSES, Falling, Part, Phase, Vehicle, read_vehicle

__all__ = [
    "CLASSES",
    "Ascents",
    "Fallen",
    "Falling",
    "Height",
    "Insertion",
    "Known",
    "Landed",
    "Part",
    "Phase",
    "Spread",
    "Timed",
    "Vehicle",
    "fit_ascents",
    "read_known",
    "read_vehicle",
]
