"""Announced falls land where they were told to, alike on any workers, and their times meet published windows."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from functools import cache
from multiprocessing import get_context

import numpy as np
import pytest

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.polygons import ring_contains
from downrange.errors import CaseError
from downrange.kernel.figures import Figure
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_falls import AnnouncedFall, announced_fall
from downrange.launch.fall.ballistic_fall import LANDED, Atmosphere, standard_atmosphere
from downrange.launch.fall.bodies import Body, Landing, Ranged, Reported, Zone

a_hundred_meters = 100.0
SOHAE = (39.66, 124.705)  # GCAT, within 0.1 degrees
TANEGASHIMA = (30.40, 130.97)  # GCAT
ZONE_3 = np.array([[14.90278, 15.02833, 11.44694, 11.32167], [128.66833, 129.40083, 129.90222, 129.18056]])
# HYDROPAC 3435/18: three bodies of H-IIB F7, and seconds after the lift-off of 2018-09-22 17:52:27Z.
SRB_A = np.array(
    [
        [29.07944, 133.695],
        [29.43778, 133.835],
        [28.86889, 135.14556],
        [28.62278, 135.04028],
        [28.49944, 134.95306],
    ]
).T
FAIRING = np.array(
    [
        [26.99111, 136.48417],
        [27.43944, 136.50778],
        [28.05861, 137.0125],
        [25.98361, 139.51694],
        [25.05778, 138.74944],
    ]
).T
STAGE_1 = np.array(
    [[14.72278, 148.54972], [16.00778, 150.07139], [10.09972, 155.00389], [8.83333, 153.46694]]
).T


def claim(p05: float, median: float, p95: float) -> Figure:
    return Figure(p05, median, p95, "class of such vehicles", "E4")


def body(
    lands: Landing,
    after_s: tuple[float, float, float],
    altitude_km: tuple[float, float, float],
    path_deg: tuple[float, float, float],
    share: tuple[float, float, float] = (0.08, 0.13, 0.2),
    beta: tuple[float, float, float] = (162.0, 435.0, 1167.0),
) -> Body:
    figures = (claim(*spread) for spread in (after_s, altitude_km, path_deg, share, beta))
    return Body("it", "stage", lands, *figures)


LANDS: dict[str, Landing] = {
    "zone": Zone(ZONE_3, "NOTAM B4525/23", "A1"),
    "reported": Reported(13.0, 129.3, 60.0, "press", "C3"),
    "range": Ranged(claim(2700, 2800, 2900), claim(168, 170, 172)),
}


@cache
def atmosphere() -> Atmosphere:
    return standard_atmosphere()


@cache
def second_stage(lands: str, samples: int = 300) -> AnnouncedFall:
    one = body(LANDS[lands], (233, 278, 463), (170, 235, 330), (8, 17, 27), (0.1, 0.15, 0.24))
    return announced_fall(one, *SOHAE, atmosphere(), case="test", draws=Draws(samples))


def test_every_draw_lands_in_the_zone() -> None:
    cloud = second_stage("zone").samples
    assert (cloud.failed == LANDED).all()
    inside = ring_contains(ZONE_3, cloud.lat_deg, cloud.lon_deg)
    assert inside.mean() > 0.99  # a draw at the edge may land a hundred metres beyond it
    quarters = [(cloud.lat_deg > 13.18).mean(), (cloud.lon_deg > 129.29).mean()]
    assert quarters == pytest.approx([0.5, 0.5], abs=0.1)


def test_draws_scatter_about_a_reported_place() -> None:
    cloud = second_stage("reported").samples
    away_km = geodesic_inverse(13.0, 129.3, cloud.lat_deg, cloud.lon_deg)[0] / 1e3
    assert np.median(away_km) == pytest.approx(60.0 * np.sqrt(2 * np.log(2)), rel=0.1)


def test_draws_keep_a_published_range() -> None:
    cloud = second_stage("range").samples
    range_km = geodesic_inverse(*SOHAE, cloud.lat_deg, cloud.lon_deg)[0] / 1e3
    assert np.percentile(range_km, [5, 50, 95]) == pytest.approx([2700, 2800, 2900], rel=0.01)


@pytest.mark.parametrize("lands", LANDS)
def test_the_answer_keeps_the_contract(lands: str) -> None:
    said = json.loads(json.dumps(second_stage(lands).as_dict(), allow_nan=False))
    assert {"name", "impact", "range_km", "azimuth_deg", "after_liftoff_s", "containment"} <= said.keys()
    after = said["after_liftoff_s"]
    assert after["p05"] < after["median"] < after["p95"]
    assert said["containment"].keys() == {"0.5"}, "300 draws cannot support more"
    assert said["containment_refused"].keys() == {"0.97", "0.997"}
    assert said["track"]["after_liftoff_s"][0] == 278.0
    assert said["track"]["alt_km"][-1] == pytest.approx(0.0, abs=0.01)
    assert all(each["source"] and each["grade"] for each in said["assumptions"])


def test_two_processes_give_the_bits_of_one() -> None:
    one = second_stage("zone", 2300).samples
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        two = announced_fall(
            second_stage("zone").body, *SOHAE, atmosphere(), case="test", draws=Draws(2300, executor=pool)
        ).samples
    for each in fields(one):
        assert getattr(one, each.name).tobytes() == getattr(two, each.name).tobytes()


def test_more_samples_keep_the_first_ones() -> None:
    few, many = second_stage("zone", 300).samples, second_stage("zone", 2300).samples
    assert few.after_liftoff_s.tobytes() == many.after_liftoff_s[:300].tobytes()


def test_claims_that_contradict_each_other_are_said_to() -> None:
    """A burn-out that points into the ground 5 km up cannot throw a body 17,000 km."""
    wrong = body(
        Ranged(claim(17_000, 17_000, 17_000), claim(90, 90, 90)), (9, 10, 11), (5, 5, 5), (-30, -30, -30)
    )
    with pytest.raises(CaseError, match="contradict"):
        announced_fall(wrong, *SOHAE, atmosphere(), case="test", draws=Draws(40))


H2B = {
    "SRB-A": (
        body(Zone(SRB_A, "HYDROPAC 3435/18", "A1"), (100, 120, 140), (45, 62, 85), (20, 30, 42)),
        (333.0, 573.0),
    ),
    "fairing": (
        body(
            Zone(FAIRING, "HYDROPAC 3435/18", "A1"), (180, 220, 270), (90, 125, 165), (10, 18, 28),
            (0.15, 0.25, 0.35), (23.0, 45.0, 87.0),
        ),
        (573.0, 1413.0),
    ),
    "stage 1": (
        body(
            Zone(STAGE_1, "HYDROPAC 3435/18", "A1"), (300, 350, 400), (150, 190, 240), (4, 9, 15),
            (0.15, 0.2, 0.28),
        ),
        (813.0, 1773.0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", H2B)
def test_the_median_falls_in_the_notified_window(name: str) -> None:
    """H-IIB F7: each zone was notified for hours of its own; burn-outs are classes of vehicle, fitted to nothing."""
    one, (opens, closes) = H2B[name]
    cloud = announced_fall(one, *TANEGASHIMA, atmosphere(), case="h2b-f7", draws=Draws(400)).samples
    assert opens < np.nanmedian(cloud.after_liftoff_s) < closes


def test_heavier_bodies_come_down_earlier() -> None:
    light, heavy = (
        replace(second_stage("zone").body, ballistic_coefficient_kg_m2=claim(beta, beta, beta))
        for beta in (50, 2000)
    )
    medians = [
        np.median(
            announced_fall(one, *SOHAE, atmosphere(), case="t", draws=Draws(200)).samples.after_liftoff_s
        )
        for one in (light, heavy)
    ]
    assert medians[0] > medians[1] + 200
