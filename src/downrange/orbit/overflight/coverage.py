"""Coverage: how often and with what gaps satellites reach the points of an area or of the globe.

A point is reached while some satellite has it within reach (`overflight.access`). A gap is a stretch of time without;
the time before the first access and after the last is a gap too, only not a whole one, so a longest gap is then said
to be "at least" so long. Shares of an area weigh each point by the ground it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from downrange.earth.angles import wrap_longitude_deg
from downrange.earth.instants import as_instant, format_utc
from downrange.errors import InputError
from downrange.geography.ground_places import GroundPlace
from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.number_checks import LATITUDE, LONGITUDE, number, numbers
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.access import accesses, check_off_nadir, check_sun
from downrange.orbit.overflight.ephemeris import ephemerides
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode
from downrange.orbit.overflight.passes import place_blocks, require_little_work

LEAST_STEP_DEG, MOST_POINTS = 0.01, 20_000
MOST_REVOLUTIONS = (
    200_000_000  # of objects over points; in one of some twenty there is an access, of 100 bytes
)
ENOUGH_POINTS = 150  # about as many stand in an area whose grid is not given
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """What each of N points saw in a window: arrays (N,); seconds.

    accesses        how many times the point came within reach
    covered_s       how long in all
    first_s         until it was first within reach, from the start; NaN if never
    longest_gap_s   longest stretch without; `whole_gap` tells whether it lies between two accesses
    mean_gap_s      mean of the gaps between two accesses; NaN with fewer than two
    share           (N,) of the ground that the point stands for, summing to 1
    """

    start: datetime
    end: datetime
    grid_deg: float
    lat_deg: Floats
    lon_deg: Floats
    share: Floats
    accesses: Floats
    covered_s: Floats
    first_s: Floats
    longest_gap_s: Floats
    whole_gap: Bools
    mean_gap_s: Floats

    def as_dict(self) -> dict[str, Any]:
        """The statistics over the ground, and each point."""
        seen = self.accesses > 0
        worst = int(np.argmax(self.longest_gap_s))
        return {
            "start": format_utc(self.start),
            "end": format_utc(self.end),
            "grid_deg": self.grid_deg,
            "count": len(self.lat_deg),
            "seen_share": round(float(self.share[seen].sum()), 4),
            "mean_accesses": round(float(self.share @ self.accesses), 3),
            "covered_share_of_time": round(float(self.share @ self.covered_s) / self._span_s, 6),
            "first_access_h": self._spread(self.first_s),
            "revisit_h": self._spread(self.mean_gap_s),
            "longest_gap_h": self._spread(self.longest_gap_s),
            "worst": {
                "lat": round(float(self.lat_deg[worst]), 4),
                "lon": round(float(self.lon_deg[worst]), 4),
                "longest_gap_h": _hours(self.longest_gap_s[worst]),
                "at_least": not self.whole_gap[worst],
            },
            "points": [
                {
                    "lat": round(float(self.lat_deg[k]), 4),
                    "lon": round(float(self.lon_deg[k]), 4),
                    "accesses": int(self.accesses[k]),
                    "first_access_h": _hours(self.first_s[k]),
                    "revisit_h": _hours(self.mean_gap_s[k]),
                    "longest_gap_h": _hours(self.longest_gap_s[k]),
                    "at_least": not self.whole_gap[k],
                }
                for k in range(len(self.lat_deg))
            ],
        }

    @property
    def _span_s(self) -> float:
        return (self.end - self.start).total_seconds()

    def _spread(self, seconds: Floats) -> dict[str, float | None] | None:
        """5 %, median and 95 % over the ground, in hours; None where no point has the figure."""
        known = np.isfinite(seconds)
        if not known.any():
            return None
        order = np.argsort(seconds[known])
        below = np.cumsum(self.share[known][order])
        at = np.searchsorted(below, np.array([0.05, 0.5, 0.95]) * below[-1])
        return dict(zip(("p05", "median", "p95"), map(_hours, seconds[known][order][at]), strict=True))


def coverage(
    elements: Elements,
    points: tuple[Floats, Floats],
    start: datetime,
    end: datetime,
    max_off_nadir_deg: float = 45.0,
    min_sun_deg: float = 10.0,
    *,
    grid_deg: float = 0.0,
    dut1_s: float = 0.0,
    progress: Callable[[float], None] | None = None,
) -> Coverage:
    """How the satellites of `elements` cover points, latitudes and longitudes (N,) in degrees, on the ground.

    Points of a grid of equal angles (`grid_points`, `area_points`) weigh by the cosine of latitude.
    `progress` is called with the share of the work that is done. InputError, with the size, for more work than
    MOST_REVOLUTIONS of objects over points.
    """
    check_off_nadir(max_off_nadir_deg)
    check_sun(min_sun_deg)
    start, end = as_instant(start, "start"), as_instant(end, "end")
    given = numbers(points, "points", LONGITUDE, (2, None))
    lat, lon = numbers(given[0], "points", LATITUDE), given[1]
    number(grid_deg, "grid_deg", (0.0, 90.0))
    if not 1 <= lat.size <= MOST_POINTS:
        raise InputError(OverflightErrorCode.POINT_COUNT, value=lat.size, most=MOST_POINTS)
    require_little_work(elements, lat.size, start, end, MOST_REVOLUTIONS)
    turned = wrap_longitude_deg(lon)
    places = [GroundPlace(str(k), float(lat[k]), float(turned[k])) for k in range(lat.size)]
    of_all, so_far = len(np.unique(elements.norad)) * lat.size, 0
    reached: list[list[Interval]] = [[] for _ in places]
    for ephemeris in ephemerides(elements, start, end, dut1_s):
        done = 0
        for some in place_blocks(places, ephemeris):
            found = accesses(ephemeris, some, max_off_nadir_deg, min_sun_deg)
            for pair, spans in found.items():
                reached[done + pair // len(ephemeris.norad)] += [
                    (ephemeris.offset_s + low, ephemeris.offset_s + high) for low, _, high in spans
                ]
            done += len(some)
            so_far += len(some) * len(ephemeris.norad)
            if progress is not None:
                progress(min(1.0, so_far / of_all))
    weight = np.cos(np.radians(lat))
    rows = np.array([_statistics(spans, (end - start).total_seconds()) for spans in reached]).T
    count, covered, first, longest, whole, mean = rows
    share = weight / weight.sum()
    return Coverage(start, end, grid_deg, lat, lon, share, count, covered, first, longest, whole > 0, mean)


def grid_points(step_deg: float) -> tuple[Floats, Floats]:
    """Middles of the cells of a grid over the globe, latitudes and longitudes in degrees."""
    return _cells((-180.0, -90.0, 180.0, 90.0), step_deg)


def area_points(area: Any, step_deg: float | None = None) -> tuple[tuple[Floats, Floats], float]:
    """Points of a grid inside a shape (shapely, lon-lat), and the grid's step; without one, about ENOUGH_POINTS.

    An area smaller than the grid has one point of its own. InputError for an area without a surface.
    """
    if not area.area > 0.0:
        raise InputError(OverflightErrorCode.NO_SURFACE)
    step = (
        step_deg if step_deg is not None else max(LEAST_STEP_DEG, float(np.sqrt(area.area / ENOUGH_POINTS)))
    )
    lat, lon = _cells(area.bounds, step)
    inside = shapely.contains_xy(area, lon, lat)
    if not inside.any():
        one = area.representative_point()
        return (np.array([one.y]), np.array([one.x])), step
    return (lat[inside], lon[inside]), step


def _cells(bounds: Sequence[float], step_deg: float) -> tuple[Floats, Floats]:
    west, south, east, north = bounds
    if not LEAST_STEP_DEG <= step_deg <= 90.0:
        raise InputError(
            OverflightErrorCode.GRID_STEP, field="grid_deg", value=step_deg, least=LEAST_STEP_DEG
        )
    wide, tall = (max(1, round((b - a) / step_deg)) for a, b in ((west, east), (south, north)))
    if wide * tall > 50 * MOST_POINTS:
        raise InputError(OverflightErrorCode.FINE_GRID, value=wide * tall)
    lon = west + (np.arange(wide) + 0.5) * (east - west) / wide
    lat = south + (np.arange(tall) + 0.5) * (north - south) / tall
    lats, lons = np.meshgrid(lat, lon, indexing="ij")
    return lats.ravel(), lons.ravel()


def _statistics(spans: list[Interval], span_s: float) -> tuple[float, float, float, float, float, float]:
    """Accesses, seconds covered, first, longest gap, whether it is whole, mean of the whole gaps."""
    met: list[list[float]] = []
    for low, high in sorted(spans):
        if met and low <= met[-1][1]:
            met[-1][1] = max(met[-1][1], high)
        else:
            met.append([low, high])
    if not met:
        return 0, 0.0, np.nan, span_s, 0.0, np.nan
    between = [after[0] - before[1] for before, after in pairwise(met)]
    longest = max(between, default=0.0)
    edge = max(met[0][0], span_s - met[-1][1])
    mean = float(np.mean(between)) if between else np.nan
    covered = sum(high - low for low, high in met)
    return len(met), covered, met[0][0], max(longest, edge), float(longest >= edge), mean


def _hours(seconds: float) -> float | None:
    return round(float(seconds) / 3600.0, 3) if np.isfinite(seconds) else None
