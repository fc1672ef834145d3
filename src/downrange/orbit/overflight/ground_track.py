"""Ground track: the points on the ground below a satellite, for maps and globes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import inf

import numpy as np

from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.earth.instants import as_instant
from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import Elements, require_sound
from downrange.orbit.overflight.ephemeris import ephemerides
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode

MOST_POINTS = 5_000_000  # of all objects together: about 400 MB


@dataclass(frozen=True, slots=True, eq=False)
class GroundTrack:
    """One object below and above the ground at T moments, `seconds` (T,) after `start`; NaN without a
    position.

    Geodetic latitude and longitude (-180, 180] in degrees, height in km, Earth-fixed position (3, T) in km.
    """

    norad: int
    start: datetime
    seconds: Floats
    lat_deg: Floats
    lon_deg: Floats
    alt_km: Floats
    r_ecef_km: Floats


def ground_track(
    elements: Elements, start: datetime, end: datetime, step_s: float = 60.0, *, dut1_s: float = 0.0
) -> tuple[GroundTrack, ...]:
    """The track of every object of `elements`, in order of catalogue number; `start` and `end` are both on
    it."""
    if not 0 < step_s < inf:
        raise InputError(OverflightErrorCode.STEP, field="step_s", value=step_s)
    require_sound(elements)
    start, end = as_instant(start, "start"), as_instant(end, "end")
    span_s = (end - start).total_seconds()
    points = len(np.unique(elements.norad)) * (span_s / step_s + 1)
    if points > MOST_POINTS:
        raise InputError(
            OverflightErrorCode.MUCH_WORK, field="step_s", value=points, what="points", most=MOST_POINTS
        )
    seconds = np.append(np.arange(0.0, span_s, step_s), span_s)
    r_km = {int(norad): np.full((3, len(seconds)), np.nan) for norad in np.unique(elements.norad)}
    for ephemeris in ephemerides(elements, start, end, dut1_s):
        after = seconds - ephemeris.offset_s
        known = (after >= 0) & (after <= ephemeris.step_s * (ephemeris.v_km_s.shape[2] - 1) + 1e-6)
        for satellite, norad in enumerate(ephemeris.norad.tolist()):
            r_km[norad][:, known], _ = ephemeris.at(np.full(int(known.sum()), satellite), after[known])
    tracks = []
    for norad, r in r_km.items():
        lat, lon, alt_m = ecef_m_to_geodetic(r * 1000.0)
        tracks.append(GroundTrack(norad, start, seconds, lat, lon, alt_m / 1000.0, r))
    return tuple(tracks)
