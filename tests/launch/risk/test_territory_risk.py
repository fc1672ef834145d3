"""What a failed flight's table names: never more than the announced falls constrain, on a generator of made cases."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely
from tests.support.made_cases import MadeCase, made_case

from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.geography.territories import find_territory
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_ascents import announced_ascents
from downrange.launch.fall.ballistic_fall import standard_atmosphere
from downrange.launch.risk.exposure_verdict import Known
from downrange.launch.risk.failure_rate import FailureRate
from downrange.launch.risk.risk_codes import CannotTell, RiskRemark, RowVerdict
from downrange.launch.risk.territory_risk import Risk, risk_of
from downrange.launch.trajectory.ascent_ensemble import Ascents

# 240 m/s across the path for the 600 s of a fall, beside the spread of an area: what may lie off the announced line.
REACH_KM, BEYOND = 300.0, 1.35

CASES = [
    made_case("Cape Canaveral", 44.0, 550.0),
    made_case("Cape Canaveral", 44.0, 550.0, vehicle=True),
    made_case("Cape Canaveral", 44.0, 550.0, orbit=True),
    made_case("Cape Canaveral", 44.0, 550.0, vehicle=True, orbit=True),
    made_case("Sohae", 190.0, 400.0),
    made_case("Kourou", 10.0, 500.0, orbit=True),
    made_case("Mahia", 100.0, 450.0, vehicle=True, orbit=True),
    made_case("Cape Canaveral", 50.0, 80.0),
]


def _risk(case: MadeCase, rate: FailureRate | None = None) -> tuple[Risk, Ascents]:
    air, draws = standard_atmosphere(), Draws(400, 1, None, None)
    ascents = announced_ascents(
        case.bodies, case.vehicle, case.known, case.pad, air, case=case.name, draws=draws, members=40
    )
    assert ascents is not None
    orbit = case.known is not None
    known = Known(vehicle=case.vehicle is not None, orbit=orbit, plane=orbit)
    record = rate or FailureRate(0, 0)
    return risk_of(ascents, air, record, case=case.name, draws=draws, known=known), ascents


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def told(request: pytest.FixtureRequest) -> tuple[MadeCase, dict[str, Any], Ascents]:
    risk, ascents = _risk(request.param)
    return request.param, risk.as_dict(), ascents


def test_no_territory_is_named_that_the_constrained_fan_does_not_allow(
    told: tuple[MadeCase, dict[str, Any], Ascents],
) -> None:
    """By direction and distance: its nearest ground lies no farther than the area, and near the line to it."""
    case, said, _ = told
    for row in said["territories"]:
        territory = find_territory(row["code"])
        if territory.kind not in ("country", "province"):
            continue
        away = _off_line_km(case, territory.geometry)
        assert away <= REACH_KM, f"{row['name']} lies {away:.0f} km off the line to the announced area"


def _off_line_km(case: MadeCase, shape: Any) -> float:
    """The distance of a shape from the line between the pad and a third beyond the announced area, km."""
    lat, lon = _line(case)
    line = shapely.LineString(np.column_stack([lon, lat]))
    near = min(
        (shapely.shortest_line(line, moved) for moved in _turned(shape)), key=lambda each: float(each.length)
    )
    (x1, y1), (x2, y2) = near.coords
    return float(geodesic_inverse(y1, x1, y2, x2)[0]) / 1e3


def _line(case: MadeCase) -> tuple[Any, Any]:
    lat, lon, _ = geodesic_direct(
        *case.pad, case.azimuth_deg, np.linspace(0.0, BEYOND * 1e3 * case.range_km, 40)
    )
    return lat, case.pad[1] + wrap_180_deg(lon - case.pad[1])


def _turned(shape: Any) -> list[Any]:
    return [
        shapely.transform(shape, lambda at, by=by: at + np.array([by, 0.0])) for by in (-360.0, 0.0, 360.0)
    ]


def test_every_overflight_has_its_ascents_and_a_rare_one_no_time(
    told: tuple[MadeCase, dict[str, Any], Ascents],
) -> None:
    _, said, ascents = told
    for row in said["territories"]:
        count, of = row["overflight_ascents"]["ascents"], row["overflight_ascents"]["of"]
        assert of == ascents.r_ecef_m.shape[2]
        assert row["overflown"] == (count >= of / 20)
        assert (row["overflight_s"] is not None) == row["overflown"]


def test_without_an_earlier_flight_nothing_is_given_per_launch(
    told: tuple[MadeCase, dict[str, Any], Ascents],
) -> None:
    _, said, _ = told
    assert said["failure_rate"]["code"] == RiskRemark.NO_FLIGHTS
    assert said["failure_rate"]["mean"] is None
    assert said["casualties"]["expected_in_towns"] is None
    for row in said["territories"]:
        for key in ("impact_probability", "standard_error", "below", "range"):
            assert row[key] is None


def test_without_vehicle_and_orbit_there_is_no_figure_and_no_bound(
    told: tuple[MadeCase, dict[str, Any], Ascents],
) -> None:
    case, said, _ = told
    verdicts = {row["verdict"] for row in said["territories"]}
    if case.vehicle is None and case.known is None:
        assert RowVerdict.FIGURE not in verdicts
        assert all(row["given_failure"] is None for row in said["territories"])
        assert all(row["given_failure_below"] is None for row in said["territories"])


def test_countries_in_the_corridor_are_listed_only_with_an_orbit(
    told: tuple[MadeCase, dict[str, Any], Ascents],
) -> None:
    case, said, _ = told
    corridor = said["corridor"]
    assert corridor is not None
    assert (corridor["countries"] is not None) == (case.known is not None)
    codes = {note["code"] for note in said["notes"]}
    assert (RiskRemark.COUNTRIES_IN_CORRIDOR in codes) == bool(corridor["countries"])


def test_kentucky_and_the_carolinas_are_never_named(told: tuple[MadeCase, dict[str, Any], Ascents]) -> None:
    _, said, _ = told
    assert not {row["code"] for row in said["territories"]} & {"US-KY", "US-SC", "US-NC", "US-OH", "US-VA"}


@pytest.fixture
def held(southward: Ascents) -> Ascents:
    """The made ensemble, constrained for its first 300 s of 700."""
    body = southward.falls["Last stage"]
    return replace(southward, falls={"Stage 2": replace(body, leaves_s=np.full(body.leaves_s.size, 300.0))})


def test_with_a_record_the_rate_is_multiplied_and_said(held: Ascents) -> None:
    record = FailureRate(2, 0)
    draws, air = Draws(400, 1, None, None), standard_atmosphere()
    risk = risk_of(held, air, record, case="t", draws=draws, known=Known(vehicle=True))
    said = risk.as_dict()
    ranges = [row for row in said["territories"] if row["given_failure_range"]]
    assert ranges
    for row in ranges:
        assert row["range"][1] == pytest.approx(
            row["given_failure_range"][1] * record.quantile(0.95), rel=0.06
        )
    assert said["failure_rate"]["failures"] == 2


@pytest.mark.parametrize(
    ("agreed", "fell_back", "misfit", "code"),
    [
        (120, 0, 1.0, None),
        (50, 10, 1.0, CannotTell.FITS_DISAGREE),
        (50, 70, 1.0, None),  # the ground stopped the others, and the likeliest ascent agrees
        (50, 70, 9.0, CannotTell.FITS_DISAGREE),  # it does not
        (5, 115, 1.0, CannotTell.FEW_FITS),
        (0, 0, 1.0, CannotTell.FITS_DISAGREE),
    ],
)
def test_all_is_refused_where_the_fits_do_not_agree(
    held: Ascents, agreed: int, fell_back: int, misfit: float, code: CannotTell | None
) -> None:
    fits = replace(held.fits, tried=120, agreed=agreed, fell_back=fell_back, misfit=misfit, data=2)
    doubtful = replace(held, fits=fits)
    draws, air = Draws(100, 1, None, None), standard_atmosphere()
    said = risk_of(doubtful, air, FailureRate(1, 1), case="t", draws=draws, known=Known(True, True)).as_dict()
    if code is None:
        assert said["refused"] is None
        assert said["territories"]
    else:
        assert said["refused"]["code"] == code
        assert said["territories"] == []
        assert said["corridor"] is None
        assert said["impact_point"]["lat"] == []


def test_without_any_fall_no_territory_is_named(southward: Ascents) -> None:
    draws, air = Draws(100, 1, None, None), standard_atmosphere()
    bare = replace(southward, falls={})
    said = risk_of(bare, air, FailureRate(1, 1), case="t", draws=draws, known=Known(True, True)).as_dict()
    assert said["refused"]["code"] == CannotTell.NO_FALL
    assert said["territories"] == []
    assert not any(station["constrained"] for station in (said["corridor"] or {"stations": []})["stations"])
