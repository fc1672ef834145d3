"""The zones of a case become data of the ascent, and the shipped cases' tables are read as they stand."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from downrange.case.case_reader import read_case
from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse, geodetic_to_ecef_m
from downrange.errors import CaseError
from downrange.geography.sites import find_site
from downrange.kernel.figures import Figure
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_ascents import (
    _with_usual_azimuth,
    announced_ascents,
    fall_tracks,
    landed_of,
    zone_landed,
)
from downrange.launch.fall.ballistic_fall import standard_atmosphere
from downrange.launch.fall.bodies import Body, read_bodies
from downrange.launch.trajectory.flight_events import EventKind, FlightEvent
from downrange.launch.trajectory.observations import ObservedFall, read_observations
from downrange.launch.trajectory.trajectory_codes import AscentRemark
from downrange.launch.trajectory.vehicle import FallingBody, read_vehicle

half_a_percent, a_tenth_of_a_degree, a_hundred_meters = 0.005, 0.1, 100.0
NURI = read_case("2023-05-25-nuri-3")


def test_a_rectangle_across_the_line_of_fall_gives_a_quarter_of_its_sides() -> None:
    pad = (34.0, 127.0)
    reach_m, azimuth = np.array([900e3, 900e3, 1100e3, 1100e3]), np.array([168.0, 172.0, 172.0, 168.0])
    lat, lon, _ = geodesic_direct(*(np.full(4, at) for at in pad), azimuth, reach_m)
    landed = zone_landed("Stage", np.stack([lat, lon]), pad)
    assert landed.range_km == pytest.approx(
        1000.0, rel=0.01
    )  # the middle of a ring sector lies a little farther out
    assert landed.range_sd == pytest.approx(np.log(1100 / 900) / 4.0, abs=half_a_percent)
    assert landed.azimuth_deg == pytest.approx(170.0, abs=a_tenth_of_a_degree)
    assert landed.azimuth_sd_deg == pytest.approx(1.0, abs=a_tenth_of_a_degree)


def _nuri() -> tuple[tuple[Body, ...], tuple[float, float]]:
    site = find_site(NURI.launch.site)
    return read_bodies(NURI.bodies, {}), (site.lat_deg, site.lon_deg)


def test_nuri_flies_as_observed_and_lets_its_bodies_fall_where_they_were_published() -> None:
    bodies, pad = _nuri()
    ascents = announced_ascents(
        bodies,
        NURI.vehicle,
        NURI.known,
        pad,
        standard_atmosphere(),
        case=NURI.name,
        draws=Draws(),
        members=40,
    )
    assert ascents is not None
    assert np.median(ascents.events[FlightEvent(EventKind.SEPARATION, 2)]) == pytest.approx(267.0, abs=1.0)
    for body in bodies:
        landed, falls = landed_of(body, pad), ascents.falls[body.name]
        reach_m = geodesic_inverse(*pad, falls.lat_deg, falls.lon_deg)[0]
        assert np.median(reach_m) / 1e3 == pytest.approx(landed.range_km, rel=2 * landed.range_sd)


def test_the_track_of_a_body_joins_its_ascent_to_its_landing_place() -> None:
    """It begins where the ascent is at that second and ends where and when the fit let the body come down."""
    bodies, pad = _nuri()
    air = standard_atmosphere()
    told: dict[str, Any] = {"case": NURI.name, "draws": Draws(), "members": 6}
    ascents = announced_ascents(bodies, NURI.vehicle, NURI.known, pad, air, **told)
    assert ascents is not None
    tracks = fall_tracks(ascents, 2, air)
    assert set(tracks) == {body.name for body in bodies}
    for name, track in tracks.items():
        falls = ascents.falls[name]
        off_m = geodesic_inverse(track.lat_deg[-1], track.lon_deg[-1], falls.lat_deg[2], falls.lon_deg[2])[0]
        assert off_m < a_hundred_meters
        assert track.after_s[-1] == pytest.approx(falls.after_liftoff_s[2], abs=0.1)
        second = int(track.after_s[0])
        flown = ascents.r_ecef_m[:, second : second + 2, 2]
        at = geodetic_to_ecef_m(track.lat_deg[:1], track.lon_deg[:1], track.alt_m[:1])[:, 0]
        part = track.after_s[0] - second
        assert np.linalg.norm(at - (1 - part) * flown[:, 0] - part * flown[:, 1]) < a_hundred_meters


def test_two_processes_give_the_bits_of_one() -> None:
    bodies, pad = _nuri()
    told: dict[str, Any] = {"case": NURI.name, "members": 40}
    alone = announced_ascents(
        bodies, NURI.vehicle, NURI.known, pad, standard_atmosphere(), draws=Draws(seed=3), **told
    )
    with ProcessPoolExecutor(2) as two:
        shared = announced_ascents(
            bodies,
            NURI.vehicle,
            NURI.known,
            pad,
            standard_atmosphere(),
            draws=Draws(seed=3, executor=two),
            **told,
        )
    assert alone is not None
    assert shared is not None
    assert np.array_equal(alone.r_ecef_m, shared.r_ecef_m, equal_nan=True)


def test_a_case_of_which_nothing_is_told_gives_no_ascents_and_one_without_falls_needs_an_azimuth() -> None:
    air, pad = standard_atmosphere(), (34.4, 127.5)
    assert announced_ascents((), None, None, pad, air, case="x", draws=Draws()) is None
    with pytest.raises(CaseError, match="azimuth_deg"):
        announced_ascents((), None, {"times": []}, pad, air, case="x", draws=Draws())


@pytest.mark.parametrize(
    ("names", "known", "heading"),
    [
        (("Stage 1",), {}, 106.0),
        (("SRB-A", "Stage 1"), {}, 110.0),
        (("Stage 1",), {"azimuth_deg": {"spread": [88, 90, 92], "source": "a page", "grade": "B2"}}, 90.0),
    ],
)
def test_a_core_alone_does_not_tell_the_azimuth_at_the_pad(
    names: tuple[str, ...], known: dict[str, Any], heading: float
) -> None:
    """Tanegashima to a polar orbit: the core falls at 170 degrees, the boosters at 110, and 106 is the habit."""
    orbit = {"altitude_km": {"spread": [490, 500, 510], "source": "a page", "grade": "B2"},
             "inclination_deg": {"spread": [97, 97.4, 98], "source": "a page", "grade": "B2"}}  # fmt: skip
    azimuths = {"Stage 1": 170.0, "SRB-A": 110.0}
    landed = [
        ObservedFall(name, 1800.0 if name == "Stage 1" else 260.0, 0.05, azimuths[name], 3.0)
        for name in names
    ]
    rocket = read_vehicle("H-IIA 202", [FallingBody(name, "stage", 435.0, 0.6) for name in names])
    known = known | {"insertion": orbit}
    told = _with_usual_azimuth(read_observations(known, landed), known, rocket, (30.4, 130.97))
    assert told.heading_deg == heading


def test_a_burn_out_that_is_not_the_ascents_is_told() -> None:
    """The fit knows where bodies fall, not when the case lets them burn out: a claim of another flight is told."""
    bodies, pad = _nuri()
    late = Figure(400.0, 420.0, 440.0, "another flight", "E4")
    told = [replace(body, after_s=late) if body.name == "Stage 2" else body for body in bodies]
    found = []
    for each in (bodies, told):
        ascents = announced_ascents(
            each,
            NURI.vehicle,
            NURI.known,
            pad,
            standard_atmosphere(),
            case=NURI.name,
            draws=Draws(),
            members=20,
        )
        assert ascents is not None
        found.append([miss.says for miss in ascents.misses if miss.code is AscentRemark.OTHER_BURNOUT])
    assert found[0] == []
    (says,) = found[1]
    assert says.startswith("Stage 2: the case lets it burn out at T+6:40 to 7:20, ")
    assert "let it go at T+4:2" in says
