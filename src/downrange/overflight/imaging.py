"""Imaging: when a satellite could have pictured a place, whatever its camera.

Nothing here says that a picture was taken, or that there is a camera: it is the geometry and the light that any
camera would need. Clouds are not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from downrange.catalogue.elements import Elements
from downrange.earth.arrays import Floats
from downrange.earth.instants import as_utc, format_utc, offset_julian
from downrange.earth.sun import sun_elevation_deg
from downrange.errors import InputError
from downrange.overflight.approach import View, cos_off_nadir, views
from downrange.overflight.ephemeris import Ephemeris, ephemerides
from downrange.overflight.passes import place_blocks, visible_spans
from downrange.overflight.places import GroundPlace
from downrange.overflight.spans import Spans

_SUN_STEP_S = 300.0  # the sun's height is a straight line over five minutes to 0.002 deg


@dataclass(frozen=True, slots=True)
class ImagingWindow:
    """A span with the off-nadir angle and the sun within their limits, and the view at its best moment.

    A ground sample (the footprint of one pixel) grows with the view: ``sample_growth`` is by how much, across
    the line of sight and along it, against the same camera looking straight down. ``confidence`` is that of
    an unknown camera: "high", "moderate" or "low", and ``because`` the reason.
    """

    start: datetime
    end: datetime
    best: View
    sample_growth: tuple[float, float]
    confidence: str
    because: str

    def as_dict(self) -> dict[str, Any]:
        """The window as every door speaks it: the best view, with what the window adds."""
        return {
            **self.best.as_dict(),
            "start": format_utc(self.start, 1),
            "end": format_utc(self.end, 1),
            "sample_growth": [round(growth, 2) for growth in self.sample_growth],
            "confidence": self.confidence,
            "because": self.because,
        }


# Our own judgement, for a camera of which nothing is known: (off-nadir to, sun from, word, reason).
CONFIDENCE = (
    (15.0, 20.0, "high", "within 15 deg of nadir, sun above 20 deg: almost any camera that points"),
    (30.0, 10.0, "moderate", "within 30 deg of nadir, sun above 10 deg: a satellite that can roll"),
    (90.0, -90.0, "low", "an oblique view or a low sun: only an agile satellite, or a poor picture"),
)


def imaging_windows(
    elements: Elements,
    places: Sequence[GroundPlace],
    start: datetime,
    end: datetime,
    max_off_nadir_deg: float = 45.0,
    min_sun_deg: float = 10.0,
    *,
    dut1_s: float = 0.0,
) -> tuple[ImagingWindow, ...]:
    """When a camera could see each place: above its horizon, off-nadir and sun within the limits; by start.

    The edges are within milliseconds where the geometry sets them and within a second where the sun does.
    """
    if not 0 < max_off_nadir_deg < 90:
        says = f"an off-nadir limit of {max_off_nadir_deg:g} deg makes no window"
        raise InputError(says, mend="Give one between 0 and 90.")
    start, end = as_utc(start), as_utc(end)
    found: list[ImagingWindow] = []
    for ephemeris in ephemerides(elements, start, end, dut1_s):
        for some in place_blocks(places, ephemeris):
            found += _windows(ephemeris, some, max_off_nadir_deg, min_sun_deg, dut1_s)
    return tuple(sorted(found, key=lambda w: (w.start, w.best.norad, w.best.place)))


def _windows(
    ephemeris: Ephemeris,
    places: Sequence[GroundPlace],
    off_nadir_deg: float,
    min_sun_deg: float,
    dut1_s: float,
) -> Iterator[ImagingWindow]:
    cosine_limit = np.cos(np.radians(off_nadir_deg))

    def margin(satellite_km: Floats, place_km: Floats) -> Floats:
        inside: Floats = cos_off_nadir(satellite_km, place_km) - cosine_limit
        return inside

    pointed = _by_pair(visible_spans(ephemeris, places, 0.0, margin), ephemeris.step_s)
    lit = [_sunlit(ephemeris, place, min_sun_deg) for place in places]
    rows: list[tuple[int, float, float, float]] = []
    for pair, spans in pointed.items():
        for low, best, high in _meet(spans, lit[pair // len(ephemeris.norad)]):
            rows.append((pair, low, best, high))
    if not rows:
        return
    where, satellite = np.divmod([pair for pair, *_ in rows], len(ephemeris.norad))
    best_s = np.array([best for _, _, best, _ in rows])
    best_views = views(ephemeris, satellite, best_s, [places[k] for k in where])
    for view, (_, low, _, high) in zip(best_views, rows, strict=True):
        word, because = confidence_of(view)
        across = view.slant_range_km / view.altitude_km
        along = across / np.sin(np.radians(view.elevation_deg))
        yield ImagingWindow(
            ephemeris.start + timedelta(seconds=low),
            ephemeris.start + timedelta(seconds=high),
            view,
            (across, float(along)),
            word,
            because,
        )


def confidence_of(view: View) -> tuple[str, str]:
    """The word for an unknown camera, and the reason."""
    return next(
        (word, because)
        for off_nadir, sun, word, because in CONFIDENCE
        if view.off_nadir_deg <= off_nadir and view.sun_elevation_deg >= sun
    )


Triple = tuple[float, float, float]


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
