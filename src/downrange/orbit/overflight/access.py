"""Access: spans in which a satellite has a place within reach of a pointed instrument, in the light it needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from downrange.earth.instants import offset_julian
from downrange.earth.sun import sun_elevation_deg
from downrange.errors import InputError
from downrange.geography.ground_places import GroundPlace
from downrange.kernel.arrays import Floats
from downrange.orbit.overflight.closest_approach import cos_off_nadir
from downrange.orbit.overflight.ephemeris import Ephemeris
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode
from downrange.orbit.overflight.passes import visible_spans
from downrange.orbit.overflight.spans import Spans

_SUN_STEP_S = 300.0  # the sun's height is a straight line over five minutes to 0.002 deg
NIGHT_TOO_DEG = -90.0  # the sun is never lower: no light is asked for

Triple = tuple[float, float, float]


def check_off_nadir(off_nadir_deg: float) -> None:
    """InputError for a limit that makes no span."""
    if not 0 < off_nadir_deg < 90:
        raise InputError(OverflightErrorCode.OFF_NADIR, field="max_off_nadir_deg", value=off_nadir_deg)


def accesses(
    ephemeris: Ephemeris, places: Sequence[GroundPlace], off_nadir_deg: float, min_sun_deg: float
) -> dict[int, list[Triple]]:
    """(start, best, end) in seconds, for each pair of a place and a satellite (place * satellites + satellite).

    The satellite is above the place's horizon, the place within the angle from the satellite's vertical, and the sun
    at the place at or above its limit.
    """
    cosine_limit = np.cos(np.radians(off_nadir_deg))

    def margin(satellite_km: Floats, place_km: Floats) -> Floats:
        inside: Floats = cos_off_nadir(satellite_km, place_km) - cosine_limit
        return inside

    pointed = _by_pair(visible_spans(ephemeris, places, 0.0, margin), ephemeris.step_s)
    if min_sun_deg <= NIGHT_TOO_DEG:
        return pointed
    lit = [_sunlit(ephemeris, place, min_sun_deg) for place in places]
    return {pair: _meet(spans, lit[pair // len(ephemeris.norad)]) for pair, spans in pointed.items()}


def _by_pair(spans: Spans, step_s: float) -> dict[int, list[Triple]]:
    """(start, best, end) in seconds of each pair's spans, in order."""
    pairs: dict[int, list[Triple]] = {}
    columns = (column * step_s for column in (spans.start, spans.best, spans.end))
    for pair, *triple in zip(spans.pair.tolist(), *(c.tolist() for c in columns), strict=True):
        pairs.setdefault(pair, []).append((triple[0], triple[1], triple[2]))
    return pairs


def _meet(spans: Sequence[Triple], others: Sequence[Triple]) -> list[Triple]:
    """Where spans overlap others, both in order; the best moment of `spans`, or the nearest to it inside."""
    met, k = [], 0
    for start, best, end in spans:
        while k < len(others) and others[k][2] <= start:
            k += 1
        for low, _, high in others[k:]:
            if low >= end:
                break
            first, last = max(start, low), min(end, high)
            met.append((first, min(max(best, first), last), last))
    return met


def _sunlit(ephemeris: Ephemeris, place: GroundPlace, min_sun_deg: float) -> list[Triple]:
    """Spans (start, start, end) in seconds with the sun at or above a height."""
    span_s = (ephemeris.v_km_s.shape[2] - 1) * ephemeris.step_s
    t = np.linspace(0.0, span_s, int(np.ceil(span_s / _SUN_STEP_S)) + 1)
    over = sun_elevation_deg(place.lat_deg, place.lon_deg, *offset_julian(ephemeris.start, t)) - min_sun_deg
    lit = over >= 0
    change = np.flatnonzero(lit[1:] != lit[:-1])
    crossing = t[change] + (t[change + 1] - t[change]) * over[change] / (over[change] - over[change + 1])
    edges = [*([0.0] if lit[0] else []), *crossing.tolist(), *([span_s] if lit[-1] else [])]
    return [(up, up, down) for up, down in zip(edges[::2], edges[1::2], strict=True)]
