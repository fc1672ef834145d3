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

from downrange.earth.instants import as_instant, format_utc
from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.access import accesses, check_off_nadir, check_sun
from downrange.orbit.overflight.closest_approach import View, views
from downrange.orbit.overflight.ephemeris import Ephemeris, ephemerides
from downrange.orbit.overflight.overflight_codes import ConfidenceCode
from downrange.orbit.overflight.passes import place_blocks, require_little_work


@dataclass(frozen=True, slots=True)
class ImagingWindow:
    """A span with the off-nadir angle and the sun within their limits, and the view at its best moment.

    A ground sample (the footprint of one pixel) grows with the view: ``gsd_ratio`` is by how much, across
    the line of sight and along it, against the same camera looking straight down. ``confidence`` is that of
    an unknown camera: "high", "moderate" or "low", and ``because`` the reason, both by ``code``.
    """

    start: datetime
    end: datetime
    best: View
    gsd_ratio: tuple[float, float]
    code: ConfidenceCode

    @property
    def confidence(self) -> str:
        """``high``, ``moderate`` or ``low``."""
        return self.code.word

    @property
    def because(self) -> str:
        """The reason for the confidence."""
        return self.code.says()

    def as_dict(self) -> dict[str, Any]:
        """The window as a JSON object: the best view, with what the window adds."""
        return {
            **self.best.as_dict(),
            "start": format_utc(self.start, 1),
            "end": format_utc(self.end, 1),
            "sample_growth": [round(growth, 2) for growth in self.gsd_ratio],
            "confidence": self.confidence,
            "code": str(self.code),
            "because": self.because,
        }


# Our own judgement, for a camera of which nothing is known: (off-nadir angle to, sun elevation from, code).
CONFIDENCE = (
    (15.0, 20.0, ConfidenceCode.HIGH),
    (30.0, 10.0, ConfidenceCode.MODERATE),
    (90.0, -90.0, ConfidenceCode.LOW),
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
    check_off_nadir(max_off_nadir_deg)
    check_sun(min_sun_deg)
    start, end = as_instant(start, "start"), as_instant(end, "end")
    require_little_work(elements, len(places), start, end)
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
    open_to = accesses(ephemeris, places, off_nadir_deg, min_sun_deg)
    rows = [(pair, *span) for pair, spans in open_to.items() for span in spans]
    if not rows:
        return
    where, satellite = np.divmod([pair for pair, *_ in rows], len(ephemeris.norad))
    best_s = np.array([best for _, _, best, _ in rows])
    best_views = views(ephemeris, satellite, best_s, [places[k] for k in where])
    for view, (_, low, _, high) in zip(best_views, rows, strict=True):
        across = view.slant_range_km / view.altitude_km
        along = across / np.sin(np.radians(view.elevation_deg))
        yield ImagingWindow(
            ephemeris.start + timedelta(seconds=low),
            ephemeris.start + timedelta(seconds=high),
            view,
            (across, float(along)),
            confidence_of(view),
        )


def confidence_of(view: View) -> ConfidenceCode:
    """The grade of a view for an unknown camera."""
    return next(
        code
        for off_nadir, sun, code in CONFIDENCE
        if view.off_nadir_deg <= off_nadir and view.sun_elevation_deg >= sun
    )
