"""States of debris events: drawn from a stated one, from element sets at an instant, or from the end of an orbit."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import NormalDist

import numpy as np

from downrange.answers.debris_codes import DebrisCode, DebrisRemark
from downrange.answers.debris_requests import DebrisRequest, Spread
from downrange.answers.parts.reentry_corridors import Track
from downrange.answers.request_codes import RequestCode
from downrange.codes import Remark
from downrange.earth.constants import A_M, MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.earth.frames import teme_to_ecef
from downrange.earth.instants import format_utc, julian_utc, offset_julian
from downrange.earth.unit_vectors import lat_lon_deg, local_axes, unit_vectors
from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.kernel.figures import Z95
from downrange.kernel.random_streams import normals
from downrange.launch.fall.ballistic_fall import Atmosphere, drop_through
from downrange.launch.risk.debris_event import EventClass, EventStates, states_from
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay.decay_forecast import forecast_decay
from downrange.orbit.history.decay.orbit_contraction import DOWN_M
from downrange.orbit.history.decay.reentry_track import last_places
from downrange.orbit.history.decay.space_weather import read_space_weather
from downrange.orbit.history.element_history import histories
from downrange.orbit.propagation.sgp4_states import ERRORS, propagate

_CIRCULAR_M = 125e3  # here drag turns a circular orbit by less than a tenth of a degree: rho a / beta
_BEYOND = timedelta(minutes=30)  # of track after the window, along which the last pieces come down
_NORMAL = NormalDist()
_BETA_LOG_SD = 0.2  # of a whole body's coefficient from its own drag, in thinner air than that of the entry


@dataclass(frozen=True, slots=True)
class Drawn:
    """The draws of a state, the instant from which their seconds count (None: none is known), the names and values
    (N,) of what was drawn, and what is to be said of it."""

    states: EventStates
    instant: datetime | None
    inputs: dict[str, Floats]
    remarks: tuple[Remark, ...]
    track: Track | None = None  # of an orbit's end, beyond its window


def drawn_states(request: DebrisRequest, event: EventClass, air: Atmosphere) -> Drawn:
    """The states of a request; InputError where element sets give none."""
    z = normals("debris", request.draws.seed, "state", 0, request.draws.samples, 8)
    beta = _ballistic(request, event, z[6])
    if request.elements is None:
        return _stated(request, beta, z)
    return _propagated(request, beta, z) if request.as_of is None else _decayed(request, beta, air, z)


def _ballistic(request: DebrisRequest, event: EventClass, z: Floats) -> Floats:
    """Ballistic coefficients (N,) of the whole body, lognormal; NaN for a break-up."""
    if request.ballistic_kg_m2 is not None:
        given = request.ballistic_kg_m2
        found: Floats = given.value * np.exp(np.sqrt(np.log1p((given.sd / given.value) ** 2)) * z)
        return found
    if event.beta_kg_m2 is None:
        return np.full(z.size, np.nan)
    median, log_sd = event.beta_kg_m2
    drawn: Floats = median * np.exp(log_sd * z)
    return drawn


def _stated(request: DebrisRequest, beta: Floats, z: Floats) -> Drawn:
    figures = [spread or Spread(0.0) for spread in request.state.values()]
    lat, lon, altitude, speed, heading, path = (
        figure.value + figure.sd * z[k] for k, figure in enumerate(figures)
    )
    altitude = np.maximum(1e3 * altitude, 1.0)
    lat, speed = np.clip(lat, -89.999, 89.999), np.maximum(speed, 0.0)
    r, v = states_from(lat, lon, altitude, speed, heading, np.clip(path, -90.0, 90.0))
    inputs = {name: z[k] for k, name in enumerate(request.state) if figures[k].sd > 0.0}
    return Drawn(EventStates(r, v, np.zeros(beta.size), beta), request.at, inputs, ())


def _the_object(request: DebrisRequest) -> Elements:
    assert request.elements is not None
    sets = read_elements(request.elements.data)
    numbers = np.unique(sets.norad)
    if request.norad is not None:
        if request.norad not in numbers:
            raise InputError(RequestCode.UNKNOWN_OBJECT, field="norad", value=request.norad)
        return sets.select(sets.norad == request.norad)
    if numbers.size > 1:
        raise InputError(DebrisCode.SEVERAL_OBJECTS, field="norad", count=int(numbers.size))
    return sets


def _propagated(request: DebrisRequest, beta: Floats, z: Floats) -> Drawn:
    assert request.at is not None
    sets = _the_object(request)
    when = julian_utc([request.at])
    days = (sets.epoch_jd - when[0][0]) + (sets.epoch_fraction - when[1][0])
    nearest = sets.select([int(np.abs(days).argmin())])
    after_s = request.at_sd_s * z[7]
    jd, fraction = offset_julian(request.at, after_s)
    r_teme, v_teme, codes = propagate(nearest, jd, fraction)
    if codes.any():
        code = int(codes[codes > 0][0])
        at, norad = format_utc(request.at), int(nearest.norad[0])
        raise InputError(DebrisCode.NO_STATE, field="at", norad=norad, at=at, why=ERRORS[code])
    r, v = teme_to_ecef(1e3 * r_teme[:, 0], jd, fraction, v_teme=1e3 * v_teme[:, 0])
    inputs = {"instant": z[7]} if request.at_sd_s > 0.0 else {}
    return Drawn(EventStates(r, v, after_s, beta), request.at, inputs, ())


def _decayed(request: DebrisRequest, beta: Floats, air: Atmosphere, z: Floats) -> Drawn:
    """States 95 km up, at the ends of orbits whose drag brings them down within the forecast's window."""
    assert request.as_of is not None
    (history,) = histories(_the_object(request))
    weather = None if request.space_weather is None else read_space_weather(request.space_weather.text)
    forecast = forecast_decay(history, request.as_of, weather)
    window = forecast.decay
    beyond = (
        forecast if window is None else replace(forecast, decay=replace(window, p95=window.p95 + _BEYOND))
    )
    places = last_places(history, beyond, weather)  # refuses without a forecast, or with too wide a window
    assert window is not None
    early, late = ((t - window.median).total_seconds() for t in (window.p05, window.p95))
    within = np.array([_NORMAL.inv_cdf(0.05 + 0.9 * _NORMAL.cdf(float(each))) for each in z[7]])
    off = (
        np.where(within < 0.0, -early * within, late * within) / Z95
    )  # between the window's ends, as it is said
    seconds = np.clip(off - early, 0.0, late - early)
    track = Track(places.seconds, places.lat_deg, places.lon_deg)
    lat, lon, heading = _along(track, seconds)
    if request.ballistic_kg_m2 is None:
        beta = np.exp(_BETA_LOG_SD * z[6]) / forecast.ballistic_m2_kg
    speed, path = _entry(lat, heading, beta, air)
    _, _, ground_m = ecef_m_to_geodetic(_on_sphere(lat, lon, A_M + DOWN_M))
    r, v = states_from(lat, lon, ground_m, speed, heading, path)
    facts = {
        "from_utc": format_utc(window.p05),
        "to_utc": format_utc(window.p95),
        "revolutions": float(
            np.interp(late - early, places.seconds, places.revolution) - places.revolution[0]
        ),
    }
    told = Remark(DebrisRemark.DECAY_WINDOW, facts)
    states = EventStates(r, v, seconds, beta)
    return Drawn(states, places.start, {"instant": within}, (told, *forecast.remarks), track)


def _on_sphere(lat_deg: Floats, lon_deg: Floats, radius_m: float) -> Floats:
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    return radius_m * np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _along(track: Track, at_s: Floats) -> tuple[Floats, Floats, Floats]:
    """Place and heading on a track at seconds (N,): great circles between its points, 30 s apart."""
    line = unit_vectors(track.lat_deg, track.lon_deg)
    k = np.clip(np.searchsorted(track.seconds, at_s, side="right") - 1, 0, len(track.seconds) - 2)
    part = (at_s - track.seconds[k]) / (track.seconds[k + 1] - track.seconds[k])
    along = line[:, k + 1] - line[:, k]
    lat, lon = lat_lon_deg(line[:, k] + part * along)
    east, north, _ = local_axes(lat, lon)
    return lat, lon, np.degrees(np.arctan2((along * east).sum(axis=0), (along * north).sum(axis=0)))


def _entry(lat_deg: Floats, heading_deg: Floats, beta: Floats, air: Atmosphere) -> tuple[Floats, Floats]:
    """Speed relative to the Earth and flight-path angle at `DOWN_M` of bodies that spiral in from a circular orbit at
    `_CIRCULAR_M`, each with its own drag: fallen eastward along the equator, where the ground has one height, then
    turned to its heading."""
    radius = A_M + _CIRCULAR_M
    density = float(np.exp(air.log_density[round(_CIRCULAR_M / air.step_m)]))
    path = np.degrees(-density * radius / beta)  # dr/dt = -rho v r / beta in a circular orbit
    nought = np.zeros(beta.size)
    speed = nought + np.sqrt(MU_M3_S2 / radius) - OMEGA_RAD_S * radius
    r, v = states_from(nought, nought, nought + _CIRCULAR_M, speed, nought + 90.0, path)
    _, crossings = drop_through(r, v, beta, air, [DOWN_M])
    at, going = crossings[0, :3], crossings[0, 3:6]
    distance = np.linalg.norm(at, axis=0)
    climb = (at * going).sum(axis=0) / distance
    level = np.sqrt((going**2).sum(axis=0) - climb**2) + OMEGA_RAD_S * distance  # inertial
    heading, turning = np.radians(heading_deg), OMEGA_RAD_S * distance * np.cos(np.radians(lat_deg))
    level = np.hypot(level * np.sin(heading) - turning, level * np.cos(heading))
    return np.hypot(level, climb), np.degrees(np.arctan2(climb, level))
