"""Observations: what was announced, reported or published of an ascent, each with its uncertainty.

Events go by the names of `flight_events`: "stage 1 burn-out" (the end of the first phase of thrust), "stage 1
separation", "stage 2 ignition", "fairing separation", "insertion" (the end of the last).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from downrange.kernel.figures import Figure, read_figure
from downrange.kernel.tables import Entry
from downrange.launch.trajectory.trajectory_codes import AscentError


@dataclass(frozen=True, slots=True)
class EventTime:
    """A moment at so many seconds after lift-off, one sigma."""

    moment: str
    after_s: float
    sd_s: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class EventHeight:
    """The geodetic height at a moment, km, one sigma."""

    moment: str
    alt_km: float
    sd_km: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class ObservedFall:
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
    source: str = ""


@dataclass(frozen=True, slots=True)
class Observations:
    """Everything an ascent is fitted to. `heading_deg` is the launch azimuth expected at the pad, and its sd."""

    heading_deg: float
    heading_sd_deg: float
    timed: Sequence[EventTime] = ()
    heights: Sequence[EventHeight] = ()
    landed: Sequence[ObservedFall] = ()
    insertion: Insertion | None = None


_LONGEST_S, _HIGHEST_KM = 20_000.0, 40_000.0
HEADING_SD_DEG = 10.0  # of the pad's from that of the nearest fall: rotation and dog-legs (fall study, 2026)


def read_observations(table: Mapping[str, Any] | None, landed: Sequence[ObservedFall]) -> Observations:
    """The `[known]` table of a case, beside the falls that were announced.

    `times` and `heights` are lists of ``{ moment = "stage 1 separation", after_s | altitude_km = figure }``;
    `insertion` has `altitude_km` and may have `inclination_deg` (figures); `azimuth_deg` is the launch azimuth.
    Without one the pad's heading is expected to be that of the nearest fall. CaseError says where anything is wrong.
    """
    entry = Entry({} if table is None else table, "case.toml, known")
    timed = [
        EventTime(moment, figure.median, figure.sd, figure.source)
        for moment, figure in _moments(entry, "times", "after_s", _LONGEST_S)
    ]
    heights = [
        EventHeight(moment, figure.median, figure.sd, figure.source)
        for moment, figure in _moments(entry, "heights", "altitude_km", _HIGHEST_KM)
    ]
    orbit = _insertion(entry.table("insertion")) if "insertion" in entry else None
    heading = read_figure(entry, "azimuth_deg", (-360.0, 720.0)) if "azimuth_deg" in entry else None
    entry.done()
    if heading is not None:
        heading_deg, heading_sd_deg = heading.median, heading.sd
    elif landed:
        heading_deg = min(landed, key=lambda body: body.range_km).azimuth_deg
        heading_sd_deg = HEADING_SD_DEG
    else:
        raise entry.wrong(AscentError.NO_AZIMUTH, field="azimuth_deg")
    return Observations(heading_deg, heading_sd_deg, tuple(timed), tuple(heights), tuple(landed), orbit)


def _moments(entry: Entry, key: str, figure: str, most: float) -> list[tuple[str, Figure]]:
    read = []
    for row in entry.optional_entries(key):
        read.append((row.text("moment"), read_figure(row, figure, (0.0, most))))
        row.done()
    return read


def _insertion(entry: Entry) -> Insertion:
    height = read_figure(entry, "altitude_km", (80.0, _HIGHEST_KM))
    orbit = Insertion(height.median, height.sd, source=height.source)
    if "inclination_deg" in entry:
        tilt = read_figure(entry, "inclination_deg", (0.0, 180.0))
        orbit = replace(orbit, inclination_deg=tilt.median, inclination_sd_deg=tilt.sd)
    entry.done()
    return orbit
