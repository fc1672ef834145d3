"""Areas told apart by their hours: re-entries and other launches go, early launches lose nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from downrange.earth.ellipsoid import geodesic_direct
from downrange.geography.sites import find_site
from downrange.launch.areas.area import Area
from downrange.launch.notices.hours_codes import HoursNote
from downrange.launch.notices.notice import Notice, NoticeWindow, UntimedHours
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.ascent_areas import areas_of_ascent
from downrange.launch.plane.plane_codes import AreaExcluded

VANDENBERG = find_site("VSFBS")
START = datetime(2018, 10, 8, 1, 51, tzinfo=UTC)


def area(label: str, range_km: float, azimuth: float = 195.0) -> Area:
    lat, lon, _ = geodesic_direct(VANDENBERG.lat_deg, VANDENBERG.lon_deg, azimuth, range_km * 1e3)
    return Area("circle", label=label, center=(float(lat), float(lon)), radius_nm=20)


def opens(label: str | None, after_min: float, for_min: float = 75) -> NoticeWindow:
    start = START + timedelta(minutes=after_min)
    return NoticeWindow(start, start + timedelta(minutes=for_min), label)


def notice(windows: tuple[NoticeWindow, ...], *areas: Area, kind: str = "launch") -> Notice:
    return Notice("HYDROPAC", "3310/18", kind, windows=windows, areas=areas)  # type: ignore[arg-type]


def labels(*notices: Notice, liftoff: datetime | None = None) -> list[str | None]:
    return [one.label for one in areas_of_ascent(VANDENBERG, notices, liftoff=liftoff).areas]


@pytest.mark.parametrize("liftoff", [None, START + timedelta(minutes=30)])
def test_an_area_that_opens_two_hours_later_is_of_a_re_entry(liftoff: datetime | None) -> None:
    """As of SAOCOM 1A, October 2018: its upper stage came down on the second revolution."""
    days = tuple(
        NoticeWindow(one.start + timedelta(days=day), one.end + timedelta(days=day), one.area)
        for day in range(4)
        for one in (opens("1", 0), opens("2", 136, 15))
    )
    said = areas_of_ascent(VANDENBERG, [notice(days, area("1", 900), area("2", 6_000))], liftoff=liftoff)
    assert [one.label for one in said.areas] == ["1"]
    assert len(said.aside) == 1
    assert said.aside[0].says.startswith("Area 2 opens 2.3 h after the nearest area")
    assert said.window is not None
    assert said.window.start == START


def test_areas_that_open_as_far_apart_as_the_flight_takes_all_stay() -> None:
    windows = (opens("A", 5, 15), opens("B", 12, 20), opens("C", 28, 20))
    assert labels(notice(windows, area("A", 700), area("B", 2_500), area("C", 8_000))) == ["A", "B", "C"]


def test_windows_for_all_areas_and_catch_all_windows_lose_nothing() -> None:
    all_day = notice((opens(None, -110, 24 * 60),), area("A", 700))
    sharp = notice((opens(None, 5, 20),), area("B", 2_500))
    assert labels(all_day, sharp) == ["A", "B"]
    assert labels(all_day, sharp, liftoff=START) == ["A", "B"]


def test_another_launch_among_the_notices_is_recognised_by_its_day() -> None:
    one, other = notice((opens(None, 0),), area("A", 700)), notice((opens(None, 3 * 1440),), area("B", 600))
    assert labels(one, other, liftoff=START) == ["A"]
    aside = areas_of_ascent(VANDENBERG, [one, other], liftoff=START + timedelta(days=3)).aside
    assert aside[0].code is AreaExcluded.OTHER_TIME
    assert aside[0].facts["wait"] == "3 days before"
    assert labels(one, other, liftoff=START + timedelta(days=3)) == ["B"]


def test_a_launch_ahead_of_its_window_loses_no_area() -> None:
    """November 2023: 77 minutes before the window opened."""
    both = notice((opens(None, 0),), area("A", 700), area("B", 2_500))
    assert labels(both, liftoff=START - timedelta(minutes=77)) == ["A", "B"]


def test_notices_of_no_ascent_are_named() -> None:
    said = areas_of_ascent(VANDENBERG, [notice((opens(None, 0),), area("A", 700), kind="reentry")])
    assert said.areas == ()
    assert said.window is None
    assert [remark.says for remark in said.aside] == ["3310/18 is of no ascent (reentry)."]


def test_areas_without_windows_or_boundary_stay() -> None:
    named = Area("named", label="N", name="OID90")
    assert labels(notice((), area("A", 700)), notice((opens(None, 0),), named)) == ["A", "N"]


def test_a_notice_until_further_notice_is_no_error() -> None:
    text = "NAVAREA XI 1/24.\nHAZARDOUS OPERATIONS, ROCKET LAUNCHING, UFN IN AREA BOUND BY\n"
    text += "30-00N 120-00W, 30-00N 119-00W, 29-00N 119-00W, 29-00N 120-00W."
    assert len(areas_of_ascent(VANDENBERG, read_notices(text)).areas) == 1


def put_off(after_min: float, label: str | None = None) -> NoticeWindow:
    return replace(opens(label, after_min), reserve=True)


@pytest.mark.parametrize("days", [-3, -1, 1, 2, 9])
@pytest.mark.parametrize("label", [None, "A"])
def test_a_reserve_window_is_not_the_window_of_the_launch(days: int, label: str | None) -> None:
    one = notice((put_off(days * 1440, label), opens(label, 0)), area("A", 700))
    said = areas_of_ascent(VANDENBERG, [one])
    assert said.window is not None
    assert said.window.start == START
    assert said.opens == START + min(timedelta(days=days), timedelta(0))
    assert [note.code for note in said.hours] == [HoursNote.RESERVE]


def test_a_launch_on_a_reserve_day_keeps_its_areas() -> None:
    windows = (opens(None, 0), put_off(1440))
    both = notice(windows, area("A", 700)), notice(windows, area("B", 2_500))
    assert labels(*both, liftoff=START + timedelta(days=1)) == ["A", "B"]


def test_with_reserve_windows_only_no_window_is_known() -> None:
    said = areas_of_ascent(VANDENBERG, [notice((put_off(1440),), area("A", 700))])
    assert said.window is None
    assert said.opens == START + timedelta(days=1)
    assert [note.code for note in said.hours] == [HoursNote.RESERVE, HoursNote.ONLY_RESERVE]


def test_reserve_days_of_what_is_set_aside_are_not_said() -> None:
    other = notice((opens(None, 3 * 1440), put_off(4 * 1440)), area("B", 600))
    said = areas_of_ascent(VANDENBERG, [notice((opens(None, 0),), area("A", 500)), other])
    assert [one.label for one in said.areas] == ["A"]
    assert said.hours == ()


def test_an_area_whose_hours_have_no_known_zone_is_not_set_aside_by_its_hours() -> None:
    """Two hours later by the hours that are known; the others may be those of the ascent."""
    hours = UntimedHours("0600 TO 0700 LT", "2", 0, 15)
    windows = (opens("1", 0), opens("2", 136, 15))
    both = notice(windows, area("1", 900), area("2", 6_000))
    assert labels(both) == ["1"]
    unknown = replace(both, untimed=(hours,))
    assert labels(unknown) == ["1", "2"]
    said = areas_of_ascent(VANDENBERG, [unknown])
    assert [note.code for note in said.hours] == [HoursNote.ZONE_UNKNOWN]
