"""Debris events: a body that comes in, or a break-up, from a known state; its pieces through heights to the surface.

The state (place, height, velocity relative to the Earth) is drawn with its spreads. A `breakup` throws pieces of the
classes of `breakup` apart at once, gently to hard. A `stage` falls whole to the height of its class, where it comes
apart gently; nothing is taken to burn up, so the pieces are too many rather than too few. A `body` stays whole.

What no fall here integrates is added as a displacement of each piece: wind not known (one column's mean over a draw,
`WIND_TOP_M` down, for as long as the piece takes) and lift, as lift over drag times a reach: `_LIFT_ALONG` of the way
from 60 km on and the last `_LIFT_DROP_M` of height. That reach is within a factor of two of integrated falls with a
steady lift, for ballistic coefficients of 10 to 350 kg/m2 and entries of 1.5 to 80 degrees (tests of this file).
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodetic_to_ecef_m
from downrange.earth.unit_vectors import lat_lon_deg, local_axes, unit_vectors
from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.package_data import table_rows
from downrange.kernel.parallel import map_spans, spans
from downrange.kernel.random_streams import normals, uniforms
from downrange.launch.fall.ballistic_fall import Atmosphere, drop_through
from downrange.launch.risk.breakup import DEBRIS_CLASSES, GENTLE_M_S, MAXWELL_97, SEVERITIES_M_S
from downrange.launch.risk.failures import CLASS_OF_PIECE, PIECES
from downrange.launch.risk.falling_pieces import FallingPieces, dropped, joined

LEVELS_M = (60e3, 18e3, 15e3, 12e3, 9e3, 6e3, 3e3, 0.0)
WIND_TOP_M = 18e3  # above, air is too thin for a wind to carry a piece far
_LIFT_ALONG, _LIFT_DROP_M = 0.6, 20e3
_BREAKUP_LEVELS_M = tuple(1e3 * km for km in range(110, 50, -2))
_SPAN = 250


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of debris events; km, kg/m2; None where it does not apply."""

    name: str
    breakup_km: tuple[float, float] | None
    beta_kg_m2: tuple[float, float] | None
    lift_to_drag_sd: float


def _pair(row: dict[str, str], first: str, second: str) -> tuple[float, float] | None:
    return (float(row[first]), float(row[second])) if row[first] else None


@cache
def event_classes() -> dict[str, EventClass]:
    """The classes of events by name; read when first asked for, so that only what uses them names their table."""
    return {
        row["name"]: EventClass(
            row["name"],
            _pair(row, "breakup_km", "breakup_sd_km"),
            _pair(row, "beta_kg_m2", "beta_log_sd"),
            float(row["lift_to_drag_sd"]),
        )
        for row in table_rows("debris_events.csv")
    }


@dataclass(frozen=True, slots=True)
class EventStates:
    """N draws of the state in which an event begins: r (m), v (m/s) (3, N) ECEF, relative to the turning Earth;
    seconds after the nominal instant (N,); the ballistic coefficient of the whole body (N,), NaN for a break-up."""

    r_ecef_m: Floats
    v_ecef_m_s: Floats
    after_s: Floats
    beta_kg_m2: Floats


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pieces of an event and, of each draw, what was drawn for it: (N,) columns by name."""

    pieces: FallingPieces
    inputs: dict[str, Floats]
    beta_kg_m2: Floats


def states_from(
    lat_deg: Floats,
    lon_deg: Floats,
    altitude_m: Floats,
    speed_m_s: Floats,
    heading_deg: Floats,
    flight_path_deg: Floats,
) -> tuple[Floats, Floats]:
    """Positions and velocities (3, N) ECEF from geodetic places and velocities relative to the Earth, the flight-path
    angle above the local horizon and the heading from north."""
    east, north, up = local_axes(lat_deg, lon_deg)
    path, heading = np.radians(flight_path_deg), np.radians(heading_deg)
    level = np.sin(heading) * east + np.cos(heading) * north
    v: Floats = speed_m_s * (np.cos(path) * level + np.sin(path) * up)
    return geodetic_to_ecef_m(lat_deg, lon_deg, altitude_m), v


def event_pieces(
    states: EventStates,
    event: EventClass,
    air: Atmosphere,
    *,
    wind_sd_m_s: float,
    seed: int,
    executor: Executor | None = None,
    done: Callable[[int], None] | None = None,
) -> Drawn:
    """Drop every piece of an event's draws. Draw i depends on (seed, i) and its own state alone."""
    count = states.after_s.size
    work = partial(_pieces, states, event, air, wind_sd_m_s, seed)
    parts = map_spans(work, spans(count, _SPAN), executor, done)
    inputs = {name: np.concatenate([part.inputs[name] for part in parts]) for name in parts[0].inputs}
    beta = np.concatenate([part.beta_kg_m2 for part in parts])
    return Drawn(joined([part.pieces for part in parts], count), inputs, beta)


def _pieces(
    states: EventStates,
    event: EventClass,
    air: Atmosphere,
    wind_sd_m_s: float,
    seed: int,
    start: int,
    stop: int,
) -> Drawn:
    count, whole = stop - start, event.name == "body"
    r, v = states.r_ecef_m[:, start:stop], states.v_ecef_m_s[:, start:stop]
    after_s, beta = states.after_s[start:stop], states.beta_kg_m2[start:stop]
    z = normals("debris", seed, "event", start, stop, 3)
    severity = (uniforms("debris", seed, "severity", start, stop, 1)[0] * len(SEVERITIES_M_S)).astype(
        np.int64
    )
    hard, height_m = np.array(SEVERITIES_M_S)[severity], np.full(count, np.nan)
    if event.breakup_km is not None:
        height_m = 1e3 * (event.breakup_km[0] + event.breakup_km[1] * z[2])
        r, v, fell_s, height_m = _down_to(r, v, beta, height_m, air)
        after_s, hard = after_s + fell_s, np.full(count, GENTLE_M_S)
        severity = np.full(count, -1)
    kinds = np.array([0]) if whole else CLASS_OF_PIECE
    each = np.tile(np.arange(count), len(kinds))
    if whole:
        piece_v, piece_beta = v, beta
    else:
        of = [DEBRIS_CLASSES[k] for k in kinds]
        zp = normals("debris", seed, "pieces", start, stop, 4 * PIECES).reshape(4, PIECES, count)
        thrown = np.array([debris.imparted_velocity_factor for debris in of])[:, None] * hard / MAXWELL_97
        piece_v = (v[:, None] + thrown * zp[:3]).reshape(3, -1)
        log_sd = np.array([debris.beta_log_sd for debris in of])[:, None]
        piece_beta = (
            np.array([debris.beta_kg_m2 for debris in of])[:, None] * np.exp(log_sd * zp[3])
        ).ravel()
    piece_r = r[:, each]
    lat, lon, at_s = dropped(piece_r, piece_v, piece_beta, air, LEVELS_M, after_s[each])
    zl = (
        normals("debris", seed, "lift", start, stop, 2 * len(kinds))
        .reshape(2, len(kinds), count)
        .reshape(2, -1)
    )
    lift = event.lift_to_drag_sd * zl * _lift_arm_m(piece_r, lat, lon)[:, None]
    below_s = at_s - np.where(np.isnan(at_s[1]), after_s[each], at_s[1])
    wind = wind_sd_m_s * z[:2][:, each] * np.maximum(below_s, 0.0)[:, None]
    lat, lon = _moved(lat, lon, *np.moveaxis(lift + wind, 1, 0))
    draw: NDArray[np.int64] = start + each
    none = np.full(each.size, -1)
    pieces = FallingPieces(LEVELS_M, count, np.ones(each.size), draw, none, severity[each], lat, lon, at_s)
    inputs = {"wind": np.hypot(z[0], z[1]), "breakup_height": height_m, "severity": severity.astype(float)}
    return Drawn(pieces, inputs, piece_beta)


def _down_to(
    r: Floats, v: Floats, beta: Floats, height_m: Floats, air: Atmosphere
) -> tuple[Floats, Floats, Floats, Floats]:
    """States and seconds at which whole bodies come down to heights (N,), to the nearest of `_BREAKUP_LEVELS_M`, and
    those heights; a body already below one comes apart where it is. One that stays aloft has NaN."""
    levels = np.array(_BREAKUP_LEVELS_M)
    landed, crossings = drop_through(r, v, beta, air, levels)
    _, _, start_m = ecef_m_to_geodetic(r)
    nearest = np.abs(levels[:, None] - height_m).argmin(axis=0)
    at = crossings[nearest, :, np.arange(beta.size)].T
    here: Bools = (start_m <= levels[nearest]) & np.isfinite(landed.lat_deg)
    return (
        np.where(here, r, at[:3]),
        np.where(here, v, at[3:6]),
        np.where(here, 0.0, at[6]),
        np.where(here, start_m, levels[nearest]),
    )


def _lift_arm_m(start_r: Floats, lat: Floats, lon: Floats) -> Floats:
    """How far a lift over drag of one moves each piece aside on its way to each level, (L, P)."""
    from_lat, from_lon, start_m = ecef_m_to_geodetic(start_r)
    above = np.isfinite(lat[0])
    from_lat, from_lon = np.where(above, lat[0], from_lat), np.where(above, lon[0], from_lon)
    along = np.linalg.norm(unit_vectors(lat, lon) - unit_vectors(from_lat, from_lon)[:, None], axis=0)
    drop_m = np.minimum(start_m, _LIFT_DROP_M) - np.array(LEVELS_M)[:, None]
    arm: Floats = _LIFT_ALONG * MEAN_RADIUS_M * along + np.maximum(drop_m, 0.0)
    return arm


def _moved(lat: Floats, lon: Floats, east_m: Floats, north_m: Floats) -> tuple[Floats, Floats]:
    """Places moved by small distances on the mean sphere."""
    east, north, up = local_axes(lat, lon)
    return lat_lon_deg(up + (east * east_m + north * north_m) / MEAN_RADIUS_M)
