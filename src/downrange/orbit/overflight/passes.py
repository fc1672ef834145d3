"""Passes: when satellites rise, culminate and set over places.

Elevation is geometric: above the plane square to the WGS84 vertical, no refraction. The Earth is turned by
GMST (IAU 1982) with UT1 - UTC as given and no polar motion. A pass that a window cuts is listed and marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import DAY_S, MU_M3_S2
from downrange.earth.ellipsoid import geodetic_to_ecef_m
from downrange.earth.frames import horizon
from downrange.earth.instants import as_instant, format_utc, offset_julian
from downrange.earth.sun import sun_elevation_deg
from downrange.errors import InputError
from downrange.geography.ground_places import GroundPlace, coordinates, place_vectors
from downrange.kernel.arrays import Bools, Floats, Ints
from downrange.orbit.elements.elements import Elements, require_sound
from downrange.orbit.overflight.closest_approach import cos_off_nadir
from downrange.orbit.overflight.ephemeris import Ephemeris, ephemerides, position_along, velocity_along
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode
from downrange.orbit.overflight.roots import Rows
from downrange.orbit.overflight.spans import Probe, Spans, find_spans
from downrange.orbit.overflight.time_error import known_error

TOLERANCE_S = 1e-4
MOST_REVOLUTIONS = 20_000_000  # of objects over places; in one of some five there is a pass, of 150 bytes
_MOMENTS_A_BLOCK = 250_000  # satellites times places times nodes looked at together: they stay in the cache
_STRONGEST_PULL_KM_S2 = MU_M3_S2 * 1e-9 / 6356.0**2 + 2e-3  # gravity at the ground, and Coriolis


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of one object over one place. Times are aware UTC, angles degrees, azimuths from north over
    east.

    ``clipped`` says which ends are not a horizon crossing but the end of the window, or of what SGP4 can tell
    of a decaying object: "start", "end", "both" or None. Range, off-nadir angle, sun and the age of the elements
    (from their epoch) are those at culmination. ``time_error_s`` is not exceeded in nine of ten passes if the
    object does not manoeuvre; inf beyond the ages and NaN for the orbits that were measured (`time_error`).
    """

    norad: int
    place: str
    rise: datetime
    culminate: datetime
    set: datetime
    rise_azimuth_deg: float
    culminate_azimuth_deg: float
    set_azimuth_deg: float
    max_elevation_deg: float
    range_km: float
    clipped: str | None
    element_age_days: float
    off_nadir_deg: float
    sun_elevation_deg: float
    time_error_s: float

    def as_dict(self) -> dict[str, Any]:
        """The pass as a JSON object; times to the tenth of a second, `time_error_s` says how much of it is known."""
        return {
            "norad": self.norad,
            "place": self.place,
            "rise": format_utc(self.rise, 1),
            "culminate": format_utc(self.culminate, 1),
            "set": format_utc(self.set, 1),
            "max_elevation_deg": round(self.max_elevation_deg, 2),
            "azimuth_deg": {
                "rise": round(self.rise_azimuth_deg, 1),
                "culminate": round(self.culminate_azimuth_deg, 1),
                "set": round(self.set_azimuth_deg, 1),
            },
            "range_km": round(self.range_km, 1),
            "clipped": self.clipped,
            "element_age_days": round(self.element_age_days, 2),
            "time_error_s": known_error(self.time_error_s),
            "off_nadir_deg": round(self.off_nadir_deg, 1),
            "sun_elevation_deg": round(self.sun_elevation_deg, 1),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Passes:
    """N passes in order of rise, as columns; iterating gives them one by one as `Pass`.

    `after_us` and `azimuth_deg` are (3, N) for rise, culmination and set: microseconds after `start`, degrees from
    north over east. `place` is the index into `places`; `cut` (2, N) says which ends are no horizon crossing. The
    other columns are (N,), at culmination.
    """

    start: datetime
    places: tuple[str, ...]
    norad: Ints
    place: Rows
    after_us: Ints
    azimuth_deg: Floats
    elevation_deg: Floats
    range_km: Floats
    cut: Bools
    element_age_days: Floats
    off_nadir_deg: Floats
    sun_elevation_deg: Floats
    time_error_s: Floats

    def __len__(self) -> int:
        return len(self.norad)

    def select(self, rows: Bools) -> Passes:
        """The passes marked in `rows` (N,)."""
        columns = (getattr(self, name)[..., rows] for name in self.__dataclass_fields__ if name not in _WHOLE)
        return Passes(self.start, self.places, *columns)

    def __iter__(self) -> Iterator[Pass]:
        moments = self.after_us.astype("timedelta64[us]").T.tolist()
        columns = (
            self.elevation_deg, self.range_km, self.element_age_days, self.off_nadir_deg, self.sun_elevation_deg,
            self.time_error_s,
        )  # fmt: skip
        for norad, where, (rise, best, down), azimuth, (early, late), figures in zip(
            self.norad.tolist(), self.place.tolist(), moments, self.azimuth_deg.T.tolist(), self.cut.T.tolist(),
            np.stack(columns, axis=1).tolist(), strict=True,
        ):  # fmt: skip
            elevation, away, age, off_nadir, sun, error = figures
            yield Pass(
                norad, self.places[where], self.start + rise, self.start + best, self.start + down,
                azimuth[0], azimuth[1], azimuth[2],
                elevation, away, _CLIPPED[early, late], age, off_nadir, sun, error,
            )  # fmt: skip


def find_passes(
    elements: Elements,
    places: Sequence[GroundPlace],
    start: datetime,
    end: datetime,
    min_elevation_deg: float = 10.0,
    *,
    dut1_s: float = 0.0,
) -> Passes:
    """Every pass above `min_elevation_deg` of every object over every place, in order of rise.

    Several element sets of one catalogue number are one object's history: the nearest in epoch is used. Times
    are within a few milliseconds of SGP4 (WGS72) itself; see `ephemeris` and `spans` for the method.
    """
    if not -90 <= min_elevation_deg <= 90:
        raise InputError(OverflightErrorCode.ELEVATION, field="min_elevation_deg", value=min_elevation_deg)
    start, end = as_instant(start, "start"), as_instant(end, "end")
    require_little_work(elements, len(places), start, end)
    names, found = tuple(place.name for place in places), [_NO_PASSES]
    for ephemeris in ephemerides(elements, start, end, dut1_s):
        first = 0
        for some in place_blocks(places, ephemeris):
            spans = visible_spans(ephemeris, some, min_elevation_deg)
            found.append(_columns(spans, ephemeris, some, first))
            first += len(some)
    columns = [np.concatenate(parts, axis=-1) for parts in zip(*found, strict=True)]
    norad, place, after_us = columns[:3]
    by_name = np.argsort(np.argsort(np.array(names, dtype=object), kind="stable"))[place] if names else place
    order = np.lexsort([by_name, norad, after_us[0]])
    return Passes(start, names, *(column[..., order] for column in columns))


def require_little_work(
    elements: Elements, places: int, start: datetime, end: datetime, most: int = MOST_REVOLUTIONS
) -> None:
    """InputError, with the size, where more revolutions over places would be looked through than `most`."""
    require_sound(elements)
    _, first = np.unique(elements.norad, return_index=True)
    days = max((end - start).total_seconds(), 0.0) / DAY_S
    value = float(elements.mean_motion_rev_day[first].sum()) * places * days
    if value > most:
        what = "revolutions over places"
        raise InputError(OverflightErrorCode.MUCH_WORK, field="end", value=value, what=what, most=most)


def place_blocks(places: Sequence[GroundPlace], ephemeris: Ephemeris) -> Iterator[Sequence[GroundPlace]]:
    """The places a few at a time, so that what is computed for all nodes at once stays in the cache."""
    size = max(1, _MOMENTS_A_BLOCK // ephemeris.v_km_s[0].size)
    for first in range(0, len(places), size):
        yield places[first : first + size]


def visible_spans(
    ephemeris: Ephemeris,
    places: Sequence[GroundPlace],
    min_elevation_deg: float,
) -> Spans:
    """When each of S satellites stands above an elevation over each of P places; pair = place * S + satellite."""
    stand, up = place_vectors(places)
    satellites = len(ephemeris.norad)
    sine_limit = float(np.sin(np.radians(min_elevation_deg)))

    def probe(pair: Rows, cell: Rows) -> Probe:
        satellite, place = pair % satellites, pair // satellites
        arcs, here, above = ephemeris.arcs(satellite, cell), stand[:, place], up[:, place]

        def value(rows: Rows, share: Floats) -> Floats:
            sight = position_along(arcs[:, :, rows], share) - here[:, rows]
            over: Floats = _dot(sight, above[:, rows]) / np.sqrt(_dot(sight, sight)) - sine_limit
            return over

        def slope(rows: Rows, share: Floats) -> Floats:
            arc = arcs[:, :, rows]
            sight, v = position_along(arc, share) - here[:, rows], velocity_along(arc, share)
            height, climb = _dot(sight, above[:, rows]), _dot(v, above[:, rows])
            return _climb(height, climb, _dot(sight, sight), _dot(sight, v))

        return Probe(value, slope)

    value, slope, possible = _at_nodes(ephemeris, stand, up, sine_limit)
    return find_spans(value, slope, possible, probe, TOLERANCE_S / ephemeris.step_s)


def _at_nodes(
    ephemeris: Ephemeris, stand: Floats, up: Floats, sine_limit: float
) -> tuple[Floats, Floats, Bools]:
    """Sine of elevation over its limit and the sign of its rate, (P S, T), and the cells in which it can be
    positive.

    The test is on height - limit * range, in km: from the nearer node, at most half a step away, it rises no
    higher than its tangent and the strongest acceleration allow. (Range is convex but for that acceleration:
    with a limit below the horizon its own growth, at most the speed, is allowed for instead.)
    """
    shape = (stand.shape[1] * len(ephemeris.norad), ephemeris.v_km_s.shape[2])
    r, v = ephemeris.nodes_km.reshape(3, -1), ephemeris.v_km_s.reshape(3, -1)
    height = up.T @ r - _dot(up, stand)[:, np.newaxis]
    range2 = _dot(r, r) - 2 * (stand.T @ r) + _dot(stand, stand)[:, np.newaxis]
    climb, opening = up.T @ v, _dot(r, v) - stand.T @ v
    distance = np.sqrt(range2)
    half_s, above, below = ephemeris.step_s / 2, max(sine_limit, 0.0), max(-sine_limit, 0.0)
    growth = np.abs(climb - above * opening / distance) + below * np.sqrt(_dot(v, v))
    bend_km = (1 + abs(sine_limit)) * _STRONGEST_PULL_KM_S2 * half_s**2
    near = (height - sine_limit * distance + growth * half_s >= -bend_km).reshape(shape)
    slope = _climb(height, climb, range2, opening).reshape(shape)
    return (height / distance - sine_limit).reshape(shape), slope, near[:, :-1] | near[:, 1:]


def _climb(height: Floats, climb: Floats, range2: Floats, opening: Floats) -> Floats:
    """The rate of height / range, times range cubed: same sign, same zero."""
    return climb * range2 - height * opening


def _columns(
    spans: Spans, ephemeris: Ephemeris, places: Sequence[GroundPlace], first: int
) -> tuple[NDArray[Any], ...]:
    """The columns of `Passes` for the spans of some places, which begin at index `first` of all."""
    place, satellite = np.divmod(spans.pair, len(ephemeris.norad))
    lat, lon, alt_m = coordinates(places)[:, place]
    seconds = np.stack([spans.start, spans.best, spans.end]) * ephemeris.step_s
    r_km = [ephemeris.at(satellite, t)[0] for t in seconds]
    looks = [horizon(r * 1000.0, lat, lon, alt_m) for r in r_km]
    cosine = cos_off_nadir(r_km[1], geodetic_to_ecef_m(lat, lon, alt_m) / 1000.0)
    return (
        ephemeris.norad[satellite],
        place + first,
        np.round((ephemeris.offset_s + seconds) * 1e6).astype(np.int64),
        np.stack([azimuth for _, azimuth, _ in looks]),
        looks[1][0],
        looks[1][2] / 1000.0,
        np.stack([spans.cut_start, spans.cut_end]),
        ephemeris.age_days[satellite, np.round(spans.best).astype(np.intp)],
        np.degrees(np.arccos(np.clip(cosine, -1, 1))),
        sun_elevation_deg(lat, lon, *offset_julian(ephemeris.start, seconds[1])),
        ephemeris.time_error_s(satellite, np.round(spans.best).astype(np.intp)),
    )


_NO_PASSES: tuple[NDArray[Any], ...] = (
    np.empty(0, np.int64), np.empty(0, np.intp), np.empty((3, 0), np.int64), np.empty((3, 0)),
    np.empty(0), np.empty(0),
    np.empty((2, 0), np.bool_), np.empty(0), np.empty(0), np.empty(0), np.empty(0),
)  # fmt: skip
_WHOLE = ("start", "places")  # of `Passes`; the other fields are columns
_CLIPPED = {(False, False): None, (True, False): "start", (False, True): "end", (True, True): "both"}


def _dot(a: Floats, b: Floats) -> Floats:
    """Scalar products over the first axis of three."""
    product: Floats = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return product
