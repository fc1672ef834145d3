"""The ensemble agrees with what is known, says what it does not reach, and is the same on any number of workers."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from downrange.earth.atmosphere import density_kg_m3
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse
from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.kernel.random_streams import normals
from downrange.launch.fall.ballistic_fall import drop, standard_atmosphere
from downrange.launch.trajectory.ascent_ensemble import Ascents
from downrange.launch.trajectory.ascent_fit import fit_ascents
from downrange.launch.trajectory.ascent_parameters import flight_parameters, parameter_count
from downrange.launch.trajectory.flight_events import INSERTION, EventKind, FlightEvent
from downrange.launch.trajectory.observations import (
    EventHeight,
    EventTime,
    Insertion,
    Observations,
    ObservedFall,
)
from downrange.launch.trajectory.residuals import ALLOWED_HEATING_W_M2, problem_of
from downrange.launch.trajectory.trajectory_codes import AscentRemark, DatumCode
from downrange.launch.trajectory.vehicle import FallingBody, Vehicle, read_vehicle

two_sigma, twice, twelve_s = 2.0, 2.0, 12.0
MEMBERS = 40
PAD = (39.66, 124.705)
BODIES = (
    FallingBody("Stage 1", "stage", 435.0, 0.6),
    FallingBody("Fairing", "fairing", 45.0, 0.4),
    FallingBody("Stage 2", "stage", 435.0, 0.6),
)
LANDED = (
    ObservedFall("Stage 1", 396, 0.1, 197.0, 3.0),
    ObservedFall("Fairing", 660, 0.07, 191.5, 3.0),
    ObservedFall("Stage 2", 2968, 0.03, 170.0, 1.5),
)


def fall(r: Floats, v: Floats, beta: Floats) -> tuple[Floats, Floats, Floats]:
    """The fall kernel as the fit asks for it."""
    landed = drop(r, v, beta, standard_atmosphere())
    return landed.lat_deg, landed.lon_deg, landed.after_s


@pytest.fixture(scope="module")
def vehicle() -> Vehicle:
    return read_vehicle(None, BODIES)


@pytest.fixture(scope="module")
def known() -> Observations:
    return Observations(190.0, 10.0, landed=LANDED, insertion=Insertion(500.0, 20.0))


@pytest.fixture(scope="module")
def ascents(vehicle: Vehicle, known: Observations) -> Ascents:
    return fit_ascents(vehicle, PAD, known, fall, case="test", seed=1, members=MEMBERS)


@pytest.mark.parametrize("landed", LANDED, ids=lambda landed: landed.body)
def test_bodies_fall_where_they_were_announced(ascents: Ascents, landed: ObservedFall) -> None:
    falls = ascents.falls[landed.body]
    range_m, azimuth, _ = geodesic_inverse(*PAD, falls.lat_deg, falls.lon_deg)
    away = np.log(range_m / 1e3 / landed.range_km) / landed.range_sd
    assert abs(np.median(away)) < 1.0
    assert 0.4 < away.std() < two_sigma, "as spread as the announcement, no more"
    assert abs(np.median((azimuth % 360.0 - landed.azimuth_deg) / landed.azimuth_sd_deg)) < 1.0


def test_events_come_in_their_order(ascents: Ascents) -> None:
    order = [
        FlightEvent(EventKind.SEPARATION, 1),
        FlightEvent(EventKind.IGNITION, 2),
        FlightEvent(EventKind.SEPARATION, body="Fairing"),
        FlightEvent(EventKind.SEPARATION, 2),
        INSERTION,
    ]
    for before, after in pairwise(order):
        assert (ascents.events[before] < ascents.events[after]).all()
    assert (
        ascents.events[FlightEvent(EventKind.SEPARATION, 2)] < ascents.falls["Stage 2"].after_liftoff_s
    ).all()


def test_a_stage_leaves_some_seconds_after_its_burn_out_and_boosters_while_the_core_burns() -> None:
    boosted = read_vehicle({"stages": [{"class": k} for k in ("boosted", "core", "last")]}, BODIES[:1])
    for vehicle, ignition in (
        (boosted, FlightEvent(EventKind.BURN_OUT, 1)),
        (read_vehicle(None, BODIES[:1]), FlightEvent(EventKind.SEPARATION, 1)),
    ):
        many = normals("test", 1, "draws", 0, 50, parameter_count(vehicle))
        events = flight_parameters(vehicle, Observations(190.0, 10.0), many).events
        waits = events[FlightEvent(EventKind.SEPARATION, 1)] - events[FlightEvent(EventKind.BURN_OUT, 1)]
        assert (waits > 0.0).all()
        assert np.log(waits).std() > 0.3
        assert (events[FlightEvent(EventKind.IGNITION, 2)] - events[ignition] >= 0.0).all()
        assert (events[FlightEvent(EventKind.IGNITION, 2)] - events[ignition]).max() < twelve_s


def test_a_fairing_leaves_only_where_the_air_hardly_heats_and_other_bodies_anywhere(ascents: Ascents) -> None:
    """From the seconds of the ascents, with the standard air."""
    second = np.round(ascents.events[FlightEvent(EventKind.SEPARATION, body="Fairing")]).astype(int)
    members = np.arange(second.size)
    r, v = ascents.r_ecef_m[:, second, members], ascents.v_ecef_m_s[:, second, members]
    heating = 0.5 * density_kg_m3(ecef_m_to_geodetic(r)[2]) * np.linalg.norm(v, axis=0) ** 3
    assert np.quantile(heating, 0.9) < twice * ALLOWED_HEATING_W_M2
    assert DatumCode.HEATING.says({"body": "Fairing"}) not in [
        miss.facts.get("datum") for miss in ascents.misses
    ]
    problem = problem_of(
        read_vehicle(None, [replace(BODIES[1], kind="other")]), PAD, Observations(190.0, 10.0), fall
    )
    assert not problem.data


def test_a_height_may_be_known_of_every_moment(vehicle: Vehicle, known: Observations) -> None:
    higher = replace(
        known,
        heights=(EventHeight("stage 2 ignition", 70.0, 3.0), EventHeight("stage 1 burn-out", 60.0, 3.0)),
    )
    assert not fit_ascents(vehicle, PAD, higher, fall, case="test", seed=1, members=20).misses


def test_states_each_second_end_at_burn_out(ascents: Ascents) -> None:
    flying = np.isfinite(ascents.r_ecef_m[0])
    lasts = flying.sum(axis=0) - 1
    assert (np.abs(lasts - np.floor(ascents.events[INSERTION])) <= 1).all()
    assert not (ascents.powered & ~flying).any()
    assert ascents.r_ecef_m.shape == ascents.v_ecef_m_s.shape == (3, len(ascents.after_s), len(lasts))


def test_any_number_of_workers_gives_the_same_bits(
    vehicle: Vehicle, known: Observations, ascents: Ascents
) -> None:
    with ThreadPoolExecutor(2) as two:
        again = fit_ascents(vehicle, PAD, known, fall, case="test", seed=1, members=MEMBERS, executor=two)
    assert np.array_equal(again.r_ecef_m, ascents.r_ecef_m, equal_nan=True)
    other = fit_ascents(vehicle, PAD, known, fall, case="test", seed=2, members=20)
    assert not np.array_equal(other.events[INSERTION], ascents.events[INSERTION][:20])


def test_the_first_members_do_not_feel_how_many_there_are(
    vehicle: Vehicle, known: Observations, ascents: Ascents
) -> None:
    few = fit_ascents(vehicle, PAD, known, fall, case="test", seed=1, members=20)
    count = few.events[INSERTION].size
    assert np.array_equal(few.events[INSERTION], ascents.events[INSERTION][:count])


def test_what_cannot_be_reached_is_said(vehicle: Vehicle, known: Observations) -> None:
    wrong = replace(known, timed=(EventTime("stage 1 separation", 15.0, 1.0),))
    got = fit_ascents(vehicle, PAD, wrong, fall, case="test", seed=1, members=20)
    assert got.misses[0].code is AscentRemark.MISSED
    assert "stage 1 separation" in got.misses[0].says


def test_a_moment_or_body_the_vehicle_does_not_have_is_refused(vehicle: Vehicle, known: Observations) -> None:
    with pytest.raises(InputError, match="stage 7 separation"):
        fit_ascents(
            vehicle,
            PAD,
            replace(known, timed=(EventTime("stage 7 separation", 9, 1),)),
            fall,
            case="t",
            seed=1,
        )
    with pytest.raises(InputError, match="Booster"):
        fit_ascents(
            vehicle,
            PAD,
            replace(known, landed=(ObservedFall("Booster", 9, 1, 9, 1),)),
            fall,
            case="t",
            seed=1,
        )
    with pytest.raises(InputError, match="no figure"):
        fit_ascents(
            vehicle, PAD, replace(known, timed=(EventTime("insertion", 9, 0),)), fall, case="t", seed=1
        )


def test_fits_that_the_ground_stopped_are_told_from_those_that_do_not_agree() -> None:
    """Two stages, one zone, no orbit: nothing keeps the second stage up, and the lost fits all end at the ground."""
    vehicle = read_vehicle({"stages": [{"class": "first"}, {"class": "last"}]}, BODIES[:1])
    landed = (ObservedFall("Stage 1", 553, 0.04, 43.7, 1.5),)
    got = fit_ascents(
        vehicle,
        (28.56, -80.58),
        Observations(43.7, 10.0, landed=landed),
        fall,
        case="test",
        seed=1,
        members=40,
    )
    fits = got.fits
    assert fits.tried == 40
    assert fits.fell_back > 0
    assert fits.agreed == got.r_ecef_m.shape[2]
    assert fits.fell_back >= 0.9 * (fits.tried - fits.agreed)
    assert AscentRemark.FELL_BACK in {miss.code for miss in got.misses}
    assert fits.data == 2
    assert fits.misfit < fits.data, "the likeliest ascent agrees"
