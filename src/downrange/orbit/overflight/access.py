"""Access: spans in which a satellite has a place within reach of a pointed instrument, in the light it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from downrange.earth.instants import offset_julian
from downrange.earth.sun import sun_elevation_deg
from downrange.errors import InputError
from downrange.geography.ground_places import GroundPlace, place_vectors
from downrange.kernel.arrays import Floats
from downrange.orbit.overflight.closest_approach import cos_off_nadir
from downrange.orbit.overflight.ephemeris import Ephemeris
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode
from downrange.orbit.overflight.passes import TOLERANCE_S, visible_spans
from downrange.orbit.overflight.roots import Rows
from downrange.orbit.overflight.spans import Probe, Spans, find_spans

_SUN_STEP_S = 300.0  # the sun's height is a straight line over five minutes to 0.002 deg
_FINER, _LEAST_CELLS = 4, 8  # cells of a visible span: so many in one of the ephemeris, and in all at least
_SLOPE_CELLS = 1e-3  # the step of a difference that stands for a slope
_MOMENTS_AT_ONCE = 50_000
NIGHT_TOO_DEG = -90.0  # the sun is never lower: no light is asked for

Triple = tuple[float, float, float]


def check_off_nadir(off_nadir_deg: float) -> None:
    """InputError for a limit that makes no span."""
    if not 0 < off_nadir_deg < 90:
        raise InputError(OverflightErrorCode.OFF_NADIR, field="max_off_nadir_deg", value=off_nadir_deg)


def check_sun(min_sun_deg: float) -> None:
    """InputError for a height that the sun cannot have."""
    if not -90 <= min_sun_deg <= 90:
        raise InputError(OverflightErrorCode.SUN, field="min_sun_deg", value=min_sun_deg)


def accesses(
    ephemeris: Ephemeris, places: Sequence[GroundPlace], off_nadir_deg: float, min_sun_deg: float
) -> dict[int, list[Triple]]:
    """(start, best, end) in seconds, for each pair of a place and a satellite (place * satellites + satellite).

    The satellite is above the place's horizon, the place within the angle from the satellite's vertical, and the sun
    at the place at or above its limit. Best is the moment nearest to the vertical.
    """
    visible = visible_spans(ephemeris, places, 0.0)
    pointed = _within_reach(visible, ephemeris, places, float(np.cos(np.radians(off_nadir_deg))))
    if min_sun_deg <= NIGHT_TOO_DEG:
        return pointed
    lit = [_sunlit(ephemeris, place, min_sun_deg) for place in places]
    return {pair: _meet(spans, lit[pair // len(ephemeris.norad)]) for pair, spans in pointed.items()}


def _within_reach(
    visible: Spans, ephemeris: Ephemeris, places: Sequence[GroundPlace], cosine_limit: float
) -> dict[int, list[Triple]]:
    """(start, best, end) in seconds, by pair, of the parts of visible spans with the place within the angle.

    The angle has extremes of its own, at other moments than the elevation and several in one pass of an eccentric
    orbit: each visible span is looked through anew, in cells a quarter as long as the ephemeris' own.
    """
    stand, _ = place_vectors(places)
    satellites = len(ephemeris.norad)
    cells = np.maximum(_LEAST_CELLS, 2 ** np.ceil(np.log2(_FINER * (visible.end - visible.start) + 1e-9)))
    found: dict[int, list[Triple]] = {}
    for count in np.unique(cells).astype(int).tolist():
        alike = np.flatnonzero(cells == count)
        for first in range(0, len(alike), max(1, _MOMENTS_AT_ONCE // count)):
            rows = alike[first : first + max(1, _MOMENTS_AT_ONCE // count)]
            pair, begin_s = visible.pair[rows], visible.start[rows] * ephemeris.step_s
            cell_s = (visible.end[rows] * ephemeris.step_s - begin_s) / count
            place, satellite = np.divmod(pair, satellites)

            def inside(
                row: Rows, cell: Floats, satellite: Rows = satellite, place: Rows = place,
                begin_s: Floats = begin_s, cell_s: Floats = cell_s,
            ) -> Floats:  # fmt: skip
                r_km = ephemeris.position_at(satellite[row], begin_s[row] + cell * cell_s[row])
                margin: Floats = cos_off_nadir(r_km, stand[:, place[row]]) - cosine_limit
                return margin

            for row, *triple in _spans_inside(inside, len(rows), count, TOLERANCE_S / float(cell_s.max())):
                start, best, end = (begin_s[row] + at * cell_s[row] for at in triple)
                found.setdefault(int(pair[row]), []).append((float(start), float(best), float(end)))
    return {pair: sorted(spans) for pair, spans in found.items()}


def _spans_inside(
    inside: Callable[[Rows, Floats], Floats], rows: int, cells: int, tolerance: float
) -> Iterator[tuple[int, float, float, float]]:
    """(row, start, best, end), in cells, of the spans with ``inside(row, cell)`` at or above zero."""
    row, node = (each.ravel() for each in np.indices((rows, cells + 1)))

    def slope(row: Rows, at: Floats) -> Floats:
        difference: Floats = inside(row, at + _SLOPE_CELLS) - inside(row, at)
        return difference

    def look(row: Rows, cell: Rows) -> Probe:
        return Probe(
            lambda some, share: inside(row[some], cell[some] + share),
            lambda some, share: slope(row[some], cell[some] + share),
        )

    value = inside(row, node.astype(np.float64)).reshape(rows, cells + 1)
    rising = inside(row, node.astype(np.float64) + _SLOPE_CELLS).reshape(rows, cells + 1) - value
    spans = find_spans(value, rising, np.ones((rows, cells), dtype=np.bool_), look, tolerance)
    yield from zip(
        spans.pair.tolist(), spans.start.tolist(), spans.best.tolist(), spans.end.tolist(), strict=True
    )


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
