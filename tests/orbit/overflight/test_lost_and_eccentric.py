"""Passes and windows beside brute force: objects that SGP4 gives up in the window, and eccentric orbits.

The authority is package sgp4 on a fine grid of instants, each judged alone up to the first that has no position.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from downrange.earth.ellipsoid import geodetic_to_ecef_m
from downrange.earth.frames import horizon, teme_to_ecef
from downrange.earth.instants import datetime_utc, offset_julian
from downrange.geography.ground_places import GroundPlace
from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.overflight.closest_approach import closest_approach, cos_off_nadir
from downrange.orbit.overflight.ephemeris import known_spans
from downrange.orbit.overflight.ground_track import ground_track
from downrange.orbit.overflight.imaging import imaging_windows
from downrange.orbit.overflight.passes import find_passes
from downrange.orbit.propagation.position_spans import LOW_PERIGEE_KM, may_be_lost, position_span
from downrange.orbit.propagation.sgp4_states import propagate

two_steps_s, a_tenth_deg = 2.0, 0.1
# Public sets of objects that came down within days of them (18 SDS, via Space-Track's catalogue mirrors).
LOW = """1 46068U 20055AT  24221.58335648  .00934326  40942-3  21488-2 0  9993
2 46068  53.0387 105.4840 0002777 194.2244 147.4383 15.96762310  6076
"""
TRANSFER = """1 44036U 19007C   24221.52009686  .12105161 -18149-4  33329-2 0  9998
2 44036   3.0830  30.8134 1494720 290.8493  83.4249 12.93771896 62522
"""
ECCENTRIC = """1 96008U 23001A   23330.00000000  .00000000  00000-0  10000-4 0  9995
2 96008  72.1443 116.9894 1591655 346.3234  14.3779 11.88504111    13
"""


def looks(elements: Elements, start: datetime, seconds: Floats, place: GroundPlace) -> tuple[Floats, Floats]:
    """Elevation and off-nadir angle (T,) in degrees; NaN from the first instant without a position on."""
    jd, fraction = offset_julian(start, seconds)
    r_teme, _, errors = propagate(elements, jd, fraction)
    r_km = teme_to_ecef(r_teme[:, 0], jd, fraction)
    lost = np.flatnonzero(errors[0])
    if len(lost):
        r_km[:, lost[0] :] = np.nan
    here = np.full(len(seconds), place.lat_deg), np.full(len(seconds), place.lon_deg), np.zeros(len(seconds))
    elevation, _, _ = horizon(r_km * 1000.0, *here)
    cosine = cos_off_nadir(r_km, geodetic_to_ecef_m(*here) / 1000.0)
    return elevation, np.degrees(np.arccos(np.clip(cosine, -1, 1)))


def stretches(inside: Bools, seconds: Floats) -> list[tuple[float, float]]:
    """The first and last instant of each run of True."""
    change = np.flatnonzero(np.diff(np.r_[False, inside, False].astype(int)))
    return [(seconds[a], seconds[b - 1]) for a, b in zip(change[::2], change[1::2], strict=True)]


def alike(found: list[tuple[float, float]], true: list[tuple[float, float]], step_s: float) -> bool:
    """Whether every stretch of the grid is found, to a step at either end, and nothing longer than a step more."""
    found = [span for span in found if span[1] - span[0] > step_s]
    return len(found) == len(true) and all(
        abs(a - b) <= two_steps_s * step_s
        for one, other in zip(found, true, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def epoch_of(elements: Elements) -> datetime:
    return datetime_utc(elements.epoch_jd[0], elements.epoch_fraction[0])


@pytest.mark.parametrize(
    ("text", "start", "end", "place", "rise", "sets", "highest_deg"),
    [
        (LOW, "2024-08-23T01:47:01", "2024-08-23T03:14:40", (45, 60), "03:12:55", "03:14:32", 5.3),
        (TRANSFER, "2024-08-18T08:14:56", "2024-08-18T10:14:56", (0, -140), "09:35:37", "09:39:27", 52.1),
    ],
)  # fmt: skip
def test_passes_in_the_last_half_hour_are_found(
    text: str, start: str, end: str, place: tuple[float, float], rise: str, sets: str, highest_deg: float
) -> None:
    begin, stop = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (start, end))
    (one,) = find_passes(read_elements(text), [GroundPlace("here", *place)], begin, stop, 0.0)
    for moment, true in ((one.rise, rise), (one.set, sets)):
        assert abs(moment - datetime.fromisoformat(f"{moment:%Y-%m-%d}T{true}Z")) < timedelta(seconds=1)
    assert one.max_elevation_deg == pytest.approx(highest_deg, abs=a_tenth_deg)


def test_every_pass_before_the_loss_is_found_and_none_after_it() -> None:
    """60 sinking orbits, near-circular and eccentric, over places below their last track."""
    draw = np.random.default_rng(14)
    seen = 0
    for trial in range(60):
        base = read_elements(LOW if trial % 2 else TRANSFER)
        one = replace(
            base,
            bstar=base.bstar * np.exp(draw.uniform(-0.5, 2.5)),
            mean_anomaly_deg=draw.uniform(0, 360, 1),
            argp_deg=draw.uniform(0, 360, 1),
        )
        _, last_min = position_span(one, 0.0, 20 * 1440.0)
        if np.isinf(last_min):
            continue
        start = epoch_of(one) + timedelta(minutes=max(last_min - draw.uniform(5, 90), 0.0))
        end = start + timedelta(hours=6)
        before = ground_track(one, start, start + timedelta(minutes=max(last_min, 2.0)), 60.0)[0]
        known = np.flatnonzero(np.isfinite(before.lat_deg))[-25:]
        below = int(draw.choice(known))
        place = GroundPlace("here", float(before.lat_deg[below]), float(before.lon_deg[below]))
        seconds = np.arange(0.0, 6 * 3600.0, 1.0)
        elevation, _ = looks(one, start, seconds, place)
        passes = [
            ((each.rise - start).total_seconds(), (each.set - start).total_seconds())
            for each in find_passes(one, [place], start, end, 0.0)
        ]
        true = stretches(elevation >= 0, seconds)
        assert alike(passes, true, 1.0), (trial, passes, true)
        seen += len(true)
    assert seen > 50


def test_the_moment_of_loss_does_not_depend_on_the_window() -> None:
    one = read_elements(TRANSFER)
    known = set()
    for hours in (2.0, 7.3, 30.0, 200.0):
        start = datetime(2024, 8, 18, 8, tzinfo=UTC)
        ((_, last),) = known_spans(one, start, start + timedelta(hours=hours))[44036]
        known.add(round(last, 2))
    assert len(known) == 1
    weeks_later = datetime(2024, 9, 10, tzinfo=UTC)
    assert known_spans(one, weeks_later, weeks_later + timedelta(days=3)) == {44036: []}
    places = [GroundPlace(f"{lat}", float(lat), 0.0) for lat in range(-80, 81, 20)]
    assert not len(find_passes(one, places, weeks_later, weeks_later + timedelta(days=3), 0.0))


def test_a_low_perigee_is_looked_into_and_a_high_one_is_not() -> None:
    for above_km, low in ((-1.0, True), (1.0, False)):
        r = np.array([LOW_PERIGEE_KM + above_km, 0.0, 0.0]).reshape(3, 1, 1)
        v = np.array([0.0, np.sqrt(398600.8 / r[0, 0, 0]) * 1.01, 0.0]).reshape(3, 1, 1)
        assert may_be_lost(r, v)[0] == low


def test_imaging_windows_of_eccentric_orbits_are_all_found() -> None:
    """40 orbits with eccentricities to 0.3, a day each; angle and elevation have extremes of their own."""
    draw = np.random.default_rng(96008)
    base, found = read_elements(ECCENTRIC), 0
    start = epoch_of(base)
    for trial in range(40):
        eccentricity = draw.uniform(0.05, 0.3)
        perigee_km = 6378.0 + draw.uniform(400, 900)
        a_km = perigee_km / (1 - eccentricity)
        one = replace(
            base,
            eccentricity=np.array([eccentricity]),
            mean_motion_rev_day=np.array([86400 / (2 * np.pi) * np.sqrt(398600.8 / a_km**3)]),
            inclination_deg=draw.uniform(40, 100, 1),
            argp_deg=draw.uniform(0, 360, 1),
            mean_anomaly_deg=draw.uniform(0, 360, 1),
        )
        place = GroundPlace("here", draw.uniform(-75, 75), draw.uniform(-180, 180))
        limit_deg = draw.uniform(15, 50)
        seconds = np.arange(0.0, 86400.0, 5.0)
        elevation, off_nadir = looks(one, start, seconds, place)
        true = stretches((elevation >= 0) & (off_nadir <= limit_deg), seconds)
        windows = imaging_windows(one, [place], start, start + timedelta(days=1), limit_deg, -90.0)
        spans = [((w.start - start).total_seconds(), (w.end - start).total_seconds()) for w in windows]
        assert alike(spans, [span for span in true if span[1] > span[0]], 5.0), (trial, spans, true)
        assert all(w.best.off_nadir_deg <= limit_deg + a_tenth_deg for w in windows)
        found += len(true)
    assert found > 60


@pytest.mark.parametrize("eccentricity", [0.99, 0.999999, 0.9999999])
def test_a_record_with_an_eccentricity_near_one_harms_no_other(eccentricity: float) -> None:
    good = read_elements(ECCENTRIC)
    start = epoch_of(good)
    day = start, start + timedelta(days=1)
    place = GroundPlace("here", 50.0, 10.0)
    alone = [one.as_dict() for one in find_passes(good, [place], *day)]
    bad = replace(good, norad=good.norad + 1, eccentricity=np.array([eccentricity]))
    both = find_passes(join([good, bad]), [place], *day)
    assert [one.as_dict() for one in both if one.norad == 96008] == alone
    assert np.isfinite(both.elevation_deg).all()


def test_an_object_without_positions_has_no_track_and_no_closest_approach() -> None:
    one, start = read_elements(TRANSFER), datetime(2024, 9, 10, tzinfo=UTC)
    (track,) = ground_track(one, start, start + timedelta(hours=2))
    assert np.isnan(track.lat_deg).all()
    with pytest.raises(Exception, match="no position"):
        closest_approach(one, GroundPlace("here", 0.0, 0.0), start, start + timedelta(hours=2))
