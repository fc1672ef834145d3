"""Known: what has been announced, reported or published of an ascent, each with the spread that it deserves.

Moments go by name: "stage 1 separation" (the end of the first phase of thrust), "fairing separation",
"stage 2 ignition", "insertion" (the end of the last).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timed:
    """A moment at so many seconds after lift-off, one sigma."""

    moment: str
    after_s: float
    sd_s: float


@dataclass(frozen=True, slots=True)
class Height:
    """The geodetic height at a moment, km, one sigma."""

    moment: str
    alt_km: float
    sd_km: float


@dataclass(frozen=True, slots=True)
class Landed:
    """A body comes down about here: distance from the pad (km; sd as a share of it) and azimuth (degrees)."""

    body: str
    range_km: float
    range_sd: float
    azimuth_deg: float
    azimuth_sd_deg: float


@dataclass(frozen=True, slots=True)
class Insertion:
    """The orbit at the end of the last phase: height in km and, if it is to be near circular, how nearly.

    The speed is that of the circular orbit of the height unless given, `speed_sd_m_s` one sigma; the climb is zero.
    The inclination is a datum only where it is given.
    """

    alt_km: float
    sd_km: float
    speed_m_s: float | None = None
    speed_sd_m_s: float = 40.0
    climb_sd_m_s: float = 40.0
    inclination_deg: float | None = None
    inclination_sd_deg: float = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything an ascent is fitted to. `heading_deg` is the launch azimuth expected at the pad, and its sd."""

    heading_deg: float
    heading_sd_deg: float
    timed: Sequence[Timed] = ()
    heights: Sequence[Height] = ()
    landed: Sequence[Landed] = ()
    insertion: Insertion | None = None
