"""Claims put to physics: the pictures claimed in November 2023, and claims that physics does not allow."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from downrange.case.case_reader import SHIPPED, read_case
from downrange.errors import RecordError
from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.imaging import imaging_windows
from downrange.record.checks import Check, ClaimedPass
from downrange.record.store import Record, Store
from downrange.record.vague_dates import parse_vague
from downrange.verify.overflight_claims import ANY_TILT_DEG, TOLERANCE, check_overflight

FOLDER = SHIPPED / "2023-11-21-malligyong-1"
five_seconds = 5.0
ten_km = 10.0


@pytest.fixture(scope="module")
def elements() -> Elements:
    return read_elements(FOLDER / "elements" / "58400.tle")


@pytest.fixture(scope="module")
def passes() -> dict[str, ClaimedPass]:
    return {claimed.claim.id: claimed for claimed in read_case(FOLDER.name).claimed_passes}


@pytest.fixture(scope="module")
def white_house(elements: Elements, passes: dict[str, ClaimedPass]) -> Check:
    return check_overflight(passes["C25"], elements)


def told_at(claimed: ClaimedPass, time: str, **where: float) -> ClaimedPass:
    """The same claim about its first place, told for another time or place."""
    return replace(claimed, places=(replace(claimed.places[0], at=parse_vague(time), **where),))


def test_the_pass_over_the_white_house_was_possible(white_house: Check) -> None:
    """First computed apart from this code by 10 s steps of SGP4: 14:36:30 UTC, 169 km, element set 2.4 days old."""
    seen = white_house.sightings[0]
    assert white_house.verdict == seen.verdict == "possible"
    assert (
        abs((seen.closest - datetime(2023, 11, 27, 14, 36, 30, tzinfo=UTC)).total_seconds()) <= five_seconds
    )
    assert abs(seen.distance_km - 169.0) <= ten_km / 2
    assert abs(seen.element_age_days - 2.4) < 0.1
    assert 20 < seen.sun_elevation_deg < 24
    assert 9.5 < seen.local_solar_time_h < 9.9
    assert "not that any image exists" in white_house.does_not_show[0]
    assert "used to word the claim" in white_house.does_not_show[1]


def test_norfolk_came_before_and_the_two_renderings_of_the_claim_are_told_apart(
    elements: Elements, passes: dict[str, ClaimedPass], white_house: Check
) -> None:
    first, norfolk = white_house.sightings
    assert abs((norfolk.closest - first.closest).total_seconds() + 30) <= five_seconds
    assert abs(norfolk.distance_km - 159.0) <= ten_km / 2
    assert "s before White House, while the claim puts it after" in white_house.says[-1]
    assert "in the order of the claim" in check_overflight(passes["C48"], elements).says[-1]


def test_guam_on_the_first_morning(elements: Elements, passes: dict[str, ClaimedPass]) -> None:
    """M. Langbroek: in reach of Pyongyang at 00:25:27 UTC; over Guam seven and a half minutes earlier."""
    seen = check_overflight(passes["C24"], elements).sightings[0]
    assert abs((seen.closest - datetime(2023, 11, 22, 0, 18, 0, tzinfo=UTC)).total_seconds()) <= five_seconds
    assert "claim's own time" not in check_overflight(passes["C24"], elements).says[0]


@pytest.mark.parametrize(
    ("time", "verdict", "because"),
    [
        ("2023-11-27T22:36+09:00", "not possible", "below the horizon"),
        ("2023-11-27T04:00Z", "not possible", "it was night"),
        ("2023-11-28T23:17+09:00", "cannot be told", "tilt by 46°"),
        ("2024-01-20T14:36Z", "not possible", "below the horizon"),  # its set is good to 42 s after 11.8 days
        ("2024-01-24T14:36Z", "cannot be told", "not known to within a minute"),
    ],
)
def test_other_times_are_not_possible_or_cannot_be_told(
    elements: Elements, passes: dict[str, ClaimedPass], time: str, verdict: str, because: str
) -> None:
    check = check_overflight(told_at(passes["C25"], time), elements)
    assert (check.verdict, because in check.sightings[0].because) == (verdict, True), check.says


def test_a_day_is_ruled_out_only_where_no_pass_of_it_had_light(
    elements: Elements, passes: dict[str, ClaimedPass]
) -> None:
    """The nearest pass of a day may be at night while a poorer one came by day: 38 of 104 such claims."""
    ruled_out = 0
    for lat in range(-60, 90, 20):
        for day in (23, 26, 28):
            claim = told_at(passes["C25"], f"2023-11-{day}", lat_deg=float(lat), lon_deg=20.0)
            told = claim.places[0].at
            start, end = told.start - TOLERANCE, told.end + TOLERANCE
            place = GroundPlace("there", float(lat), 20.0)
            by_day = imaging_windows(elements, [place], start, end, ANY_TILT_DEG, 0.0)
            verdict = check_overflight(claim, elements).verdict
            assert (verdict == "not possible") == (not by_day), f"{lat} on the {day}: {verdict}"
            ruled_out += not by_day
    assert ruled_out, "no such claim tests the verdict"


def test_one_place_that_is_not_possible_decides(elements: Elements, passes: dict[str, ClaimedPass]) -> None:
    there, elsewhere = passes["C25"].places
    both = replace(passes["C25"], places=(there, replace(elsewhere, lat_deg=-elsewhere.lat_deg)))
    check = check_overflight(both, elements)
    assert [seen.verdict for seen in check.sightings] == ["possible", "not possible"]
    assert check.verdict == "not possible"


def test_a_satellite_without_elements_is_one_error(
    elements: Elements, passes: dict[str, ClaimedPass]
) -> None:
    with pytest.raises(RecordError, match="no element set of object 7"):
        check_overflight(replace(passes["C25"], norad=7), elements)


def test_a_check_comes_back_from_the_store(white_house: Check) -> None:
    claim = white_house.claim
    record = Record("n", "t", sources=claim.sources, claims=(claim,))
    with Store.open(":memory:") as store:
        store.keep(record, [white_house])
        assert store.record("n").checks == (white_house,)
        assert store._db.execute('SELECT claim, verdict FROM "check"').fetchall() == [("C25", "possible")]
