"""Known: what has been announced, reported or published of an ascent, each with the spread that it deserves.

Moments go by name: "stage 1 burn-out" (the end of the first phase of thrust), "stage 1 separation",
"stage 2 ignition", "fairing separation", "insertion" (the end of the last).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from downrange.errors import CaseError
from downrange.kernel.figures import Spread, read_figure


@dataclass(frozen=True, slots=True)
class Timed:
    """A moment at so many seconds after lift-off, one sigma."""

    moment: str
    after_s: float
    sd_s: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Height:
    """The geodetic height at a moment, km, one sigma."""

    moment: str
    alt_km: float
    sd_km: float
    source: str = ""


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
    source: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything an ascent is fitted to. `heading_deg` is the launch azimuth expected at the pad, and its sd."""

    heading_deg: float
    heading_sd_deg: float
    timed: Sequence[Timed] = ()
    heights: Sequence[Height] = ()
    landed: Sequence[Landed] = ()
    insertion: Insertion | None = None


_WHERE = "case.toml, known"
_LONGEST_S, _HIGHEST_KM = 20_000.0, 40_000.0
HEADING_SD_DEG = (
    10.0  # the pad's heading is not that of the nearest fall: rotation and dog-legs (fall study, 2026)
)


def read_known(table: Mapping[str, Any] | None, landed: Sequence[Landed]) -> Known:
    """The `[known]` table of a case, beside the falls that were announced.

    `times` and `heights` are lists of ``{ moment = "stage 1 separation", after_s | altitude_km = figure }``;
    `insertion` has `altitude_km` and may have `inclination_deg` (figures); `azimuth_deg` is the launch azimuth.
    Without one the pad's heading is expected to be that of the nearest fall. CaseError says where anything is wrong.
    """
    table = {} if table is None else table
    if unknown := set(table) - {"azimuth_deg", "times", "heights", "insertion"}:
        raise CaseError(
            f"unknown: {', '.join(sorted(unknown))}",
            where=_WHERE,
            hint="Known here: azimuth_deg, times, heights, insertion.",
        )
    if "azimuth_deg" in table:
        heading = read_figure(table, "azimuth_deg", (-360.0, 720.0), _WHERE)
        heading_deg, heading_sd_deg = heading.middle, heading.sd
    elif landed:
        heading_deg = min(landed, key=lambda body: body.range_km).azimuth_deg
        heading_sd_deg = HEADING_SD_DEG
    else:
        raise CaseError("no fall and no azimuth_deg: nothing tells where the ascent went", where=_WHERE)
    timed = [
        Timed(moment, figure.middle, figure.sd, figure.source)
        for moment, figure in _moments(table, "times", "after_s", _LONGEST_S)
    ]
    heights = [
        Height(moment, figure.middle, figure.sd, figure.source)
        for moment, figure in _moments(table, "heights", "altitude_km", _HIGHEST_KM)
    ]
    orbit = _insertion(table["insertion"]) if "insertion" in table else None
    return Known(heading_deg, heading_sd_deg, tuple(timed), tuple(heights), tuple(landed), orbit)


def _moments(table: Mapping[str, Any], key: str, figure: str, most: float) -> list[tuple[str, Spread]]:
    rows = table.get(key, ())
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise CaseError(f"{key} is a list of tables", where=_WHERE)
    read = []
    for number, row in enumerate(rows, start=1):
        where = f"{_WHERE}, {key}, number {number}"
        if (
            not isinstance(row, Mapping)
            or set(row) != {"moment", figure}
            or not isinstance(row["moment"], str)
        ):
            raise CaseError(f"an entry has moment (a text) and {figure}, and nothing else", where=where)
        read.append((row["moment"], read_figure(row, figure, (0.0, most), where)))
    return read


def _insertion(table: Any) -> Insertion:
    where = f"{_WHERE}, insertion"
    if not isinstance(table, Mapping) or not {"altitude_km"} <= set(table) <= {
        "altitude_km",
        "inclination_deg",
    }:
        raise CaseError("insertion has altitude_km and may have inclination_deg", where=where)
    height = read_figure(table, "altitude_km", (80.0, _HIGHEST_KM), where)
    if "inclination_deg" not in table:
        return Insertion(height.middle, height.sd, source=height.source)
    tilt = read_figure(table, "inclination_deg", (0.0, 180.0), where)
    return Insertion(
        height.middle,
        height.sd,
        inclination_deg=tilt.middle,
        inclination_sd_deg=tilt.sd,
        source=height.source,
    )
