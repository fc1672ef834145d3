"""Each bound of the verdict on a plane, from both sides: no constant decides unseen."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from downrange.codes import Code
from downrange.earth.ellipsoid import geodesic_direct
from downrange.earth.polygons import circle_ring
from downrange.geography.sites import Site
from downrange.launch.plane import corridor as corridors
from downrange.launch.plane import plane_verdict as bounds
from downrange.launch.plane.corridor import corridor, zone_from
from downrange.launch.plane.likelihood import AzimuthEvidence
from downrange.launch.plane.plane_codes import AreaExcluded, NotDetermined, PlaneReason
from downrange.launch.plane.plane_verdict import Findings, geometry_determines, judge
from downrange.launch.plane.posterior import BIN_DEG, PlaneEstimate, Quantiles
from downrange.launch.plane.site_history import History, PastPlane

SITE = Site("X", "X", "", 10.0, 20.0, 0.0, "test")
A_LITTLE = 1e-6
AZIMUTH_DEG, INCLINATION_DEG = 45.0, 51.6


def estimate(width_deg: float, median_deg: float = INCLINATION_DEG) -> PlaneEstimate:
    half = width_deg / 2
    around = Quantiles(
        median_deg - half, median_deg - half / 2, median_deg, median_deg + half / 2, median_deg + half
    )
    histogram = np.zeros(round(180 / BIN_DEG))
    histogram[int(median_deg / BIN_DEG)] = 1.0
    return PlaneEstimate(around, around, around, tuple(histogram))


def evidence(azimuth_deg: float = AZIMUTH_DEG, disagreement_deg: float = 0.0) -> AzimuthEvidence:
    return AzimuthEvidence(
        line_deg=azimuth_deg, line_error_deg=0.5, azimuths_deg=(azimuth_deg,), bearing_deg=None,
        p_bearing_unrelated=0.1, disagreement_deg=disagreement_deg, turn_lat_deg=SITE.lat_deg,
        line_there_deg=azimuth_deg, bearing_there_deg=azimuth_deg,
    )  # fmt: skip


def flown(*inclinations_deg: float, weight: float = 1.0) -> History:
    planes = tuple(PastPlane("2020-001", "X", date(2020, 1, 1), "V", one) for one in inclinations_deg)
    return History(planes, np.full(len(planes), weight))


def usual() -> Findings:
    """A plain case in which nothing speaks against the plane."""
    zone = zone_from(SITE, _circle(1000.0))
    narrow = estimate(4.0)
    past = flown(*[INCLINATION_DEG] * 10)
    return Findings((zone,), evidence(), narrow, narrow, narrow, past, excluded=())


def _circle(range_km: float) -> np.ndarray:
    lat, lon, _ = geodesic_direct(SITE.lat_deg, SITE.lon_deg, AZIMUTH_DEG, range_km * 1e3)
    return circle_ring(float(lat), float(lon), 20e3)


def said(found: Findings) -> set[Code]:
    return {remark.code for remark in judge(found)[1]}


def test_the_plain_case_is_determined() -> None:
    assert judge(usual())[0]


FEW = bounds.FEWEST_PAST
SIDES = {
    NotDetermined.TOO_WIDE: (
        {"estimate": estimate(bounds.WIDEST_DEG - A_LITTLE)},
        {"estimate": estimate(bounds.WIDEST_DEG + A_LITTLE)},
    ),
    NotDetermined.DUE_EAST: (
        {"shown": evidence(90 - bounds.TRANSFER_DEG - A_LITTLE)},
        {"shown": evidence(90 - bounds.TRANSFER_DEG + A_LITTLE)},
    ),
    NotDetermined.BEND: (
        {"shown": evidence(disagreement_deg=bounds.MOST_BEND_DEG - A_LITTLE)},
        {"shown": evidence(disagreement_deg=bounds.MOST_BEND_DEG + A_LITTLE)},
    ),
    NotDetermined.FEW_LAUNCHES: (
        {"past": flown(*[INCLINATION_DEG] * FEW)},
        {"past": flown(*[INCLINATION_DEG] * (FEW - 1))},
    ),
    NotDetermined.SELDOM_FLOWN: (
        {"past": flown(*[INCLINATION_DEG] * FEW, weight=bounds.FEWEST_LIKE / FEW)},
        {"past": flown(*[INCLINATION_DEG] * FEW, weight=bounds.FEWEST_LIKE / FEW - A_LITTLE)},
    ),
    NotDetermined.ONLY_REUSED_ZONES: (
        {"without_reuse": estimate(bounds.WIDEST_DEG - A_LITTLE)},
        {"without_reuse": estimate(bounds.WIDEST_DEG + A_LITTLE)},
    ),
    NotDetermined.AGAINST_AREAS: (
        {"geometry": estimate(4.0, INCLINATION_DEG + 2.0 - A_LITTLE)},
        {"geometry": estimate(4.0, INCLINATION_DEG + 2.0 + A_LITTLE)},
    ),
    PlaneReason.DISPUTE: (
        {"geometry": estimate(40.0, INCLINATION_DEG + bounds.DISPUTE_DEG - A_LITTLE)},
        {"geometry": estimate(40.0, INCLINATION_DEG + bounds.DISPUTE_DEG + A_LITTLE)},
    ),
    PlaneReason.NEAR_EAST: (
        {"shown": evidence(90 + bounds.DUE_EAST_DEG + A_LITTLE)},
        {"shown": evidence(90 + bounds.DUE_EAST_DEG - A_LITTLE)},
    ),
}


@pytest.mark.parametrize("code", SIDES)
def test_a_bound_is_said_on_its_far_side_only(code: Code) -> None:
    inside, outside = (replace(usual(), **change) for change in SIDES[code])
    assert code not in said(inside)
    assert code in said(outside)
    assert judge(inside)[0]
    assert judge(outside)[0] is isinstance(code, PlaneReason)


def test_without_history_areas_may_disagree_less() -> None:
    alone = replace(usual(), past=None)
    near, far = (
        replace(alone, shown=evidence(disagreement_deg=bounds.MOST_DISAGREEMENT_DEG + off))
        for off in (-A_LITTLE, A_LITTLE)
    )
    assert (geometry_determines(near), geometry_determines(far)) == (True, False)
    assert (NotDetermined.BEND in said(near), NotDetermined.BEND in said(far)) == (False, True)


def test_another_class_of_planes_counts_from_its_share_on() -> None:
    share = bounds.OTHER_PLANES_SHARE
    wide = replace(usual(), geometry=estimate(20.0))
    for off, is_said in ((-0.01, False), (0.01, True)):
        others = round(1000 * (share + off))
        past = flown(*[INCLINATION_DEG] * (1000 - others), *[INCLINATION_DEG + 6.0] * others)
        assert (NotDetermined.OTHER_CLASS in said(replace(wide, past=past))) is is_said


@pytest.mark.parametrize(
    ("code", "range_km", "is_excluded"),
    [
        (AreaExcluded.AROUND_SITE, corridors.NEAREST_KM - 1, True),
        (AreaExcluded.AROUND_SITE, corridors.NEAREST_KM + 1, False),
        (AreaExcluded.TOO_FAR, corridors.FARTHEST_KM - 1, False),
        (AreaExcluded.TOO_FAR, corridors.FARTHEST_KM + 1, True),
    ],
)
def test_an_area_is_excluded_by_its_distance(code: AreaExcluded, range_km: float, is_excluded: bool) -> None:
    _, excluded = corridor(SITE, [_circle(range_km)])
    assert (code in {remark.code for remark in excluded}) is is_excluded


@pytest.mark.parametrize("off_km", [-2.0, 2.0])
def test_an_area_is_excluded_by_its_length(off_km: float) -> None:
    lat, lon, forward = geodesic_direct(SITE.lat_deg, SITE.lon_deg, AZIMUTH_DEG, 5000e3)
    half_m = (corridors.LONGEST_KM + off_km) / 2 * 1e3
    along = np.linspace(-half_m, half_m, 81)
    middle_lat, middle_lon, course = geodesic_direct(float(lat), float(lon), float(forward), along)
    sides = [geodesic_direct(middle_lat, middle_lon, course + turn, 30e3)[:2] for turn in (90.0, -90.0)]
    ring = np.concatenate([np.stack(sides[0]), np.stack(sides[1])[:, ::-1]], axis=1)
    length_km = zone_from(SITE, ring).length_km
    assert length_km == pytest.approx(corridors.LONGEST_KM + off_km, rel=0.02)
    excluded = {remark.code for remark in corridor(SITE, [ring])[1]}
    assert (AreaExcluded.TOO_LONG in excluded) is (length_km > corridors.LONGEST_KM)
