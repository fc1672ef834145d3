"""Schedules by the Sun are checked by minutes, with a formula of the auditor's own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.auditor import audit
from downrange.launch.notices.audit.solar_times import AGREE_MIN, minute_of, sun_code
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.notices.times.sunrise_sunset import sun_minute

MINUTE = timedelta(minutes=1)
NOTAM = """B1234/26 NOTAMN
Q) EGTT/QRDCA/IV/BO/W/000/999/{q}010
A) EGTT B) 2611230000 C) 2611292359
D) {schedule}
E) DANGER AREA ACT FOR ROCKET LAUNCH WI 5NM RADIUS OF PSN {place}
F) SFC G) UNL
"""
CORNWALL = {"q": "5020N00510W", "place": "502030N 0051010W"}
SCHEDULES = (
    "DAILY SR-SS", "DLY SR MINUS30-SS PLUS30", "SR MINUS30-1200", "1400-SS PLUS45", "HJ", "MON-FRI SR-SS",
    "24-26 SR PLUS15-SS MINUS15", "DAILY SUNRISE-1HR TO SUNSET+1HR",
)  # fmt: skip


def one(schedule: str, place: dict[str, str] = CORNWALL) -> Notice:
    (notice,) = read_notices(NOTAM.format(schedule=schedule, **place))
    return notice


def codes(notice: Notice) -> set[AuditDefect]:
    return {defect.code for defect in audit(notice) if isinstance(defect.code, AuditDefect)}


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_schedule_by_the_sun_balances_and_a_moved_end_does_not(schedule: str) -> None:
    notice = one(schedule)
    assert notice.windows
    assert codes(notice) == set()
    first, *rest = notice.windows
    for moved in (
        replace(first, start=first.start - 10 * MINUTE),
        replace(first, end=first.end + 10 * MINUTE),
    ):
        assert codes(replace(notice, windows=(moved, *rest))) == {AuditDefect.WINDOWS_DIFFER}
    offset = tuple(replace(w, start=w.start + 15 * MINUTE) for w in notice.windows)
    assert AuditDefect.WINDOWS_DIFFER in codes(replace(notice, windows=offset))


def test_the_clock_end_of_such_hours_is_checked_to_the_minute() -> None:
    notice = one("SR MINUS30-1200")
    late = tuple(replace(w, end=w.end + 3 * MINUTE) for w in notice.windows)
    assert codes(replace(notice, windows=late)) == {AuditDefect.WINDOWS_DIFFER}


def test_without_a_sunrise_nothing_is_compared_and_there_is_no_tick() -> None:
    notice = one("SR-SS", {"q": "7820N01510E", "place": "782030N 0151010E"})
    assert AuditDefect.SCHEDULE_UNCHECKED in codes(notice)


def test_daylight_in_the_west_goes_on_into_the_next_day_of_utc() -> None:
    notice = one("HJ", {"q": "2220N15910W", "place": "222030N 1591010W"})
    assert min(w.start for w in notice.windows).strftime("%d%H%M") == "230000"
    assert len(notice.windows) == 8  # the daylight of the day before until its sunset, then seven days
    assert codes(notice) == set()


def test_two_formulas_agree() -> None:
    for step in range(0, 365, 9):
        day = date(2026, 1, 1) + timedelta(days=step)
        for lat in range(-60, 61, 10):
            for lon in (-179.0, -70.0, 0.0, 120.0, 178.0):
                for rising in (True, False):
                    theirs = sun_minute(day, lat, lon, rising=rising)
                    own = minute_of(sun_code(rising=rising), day, lat, lon)
                    assert theirs is not None
                    assert own is not None
                    assert abs(theirs - own) <= AGREE_MIN, (day, lat, lon, rising)


def test_in_progress_until_is_checked_from_the_issue() -> None:
    text = (
        "170550Z OCT 16\nBARENTS SEA.\n1. MISSILE OPERATIONS IN PROGRESS UNTIL 312100Z OCT IN AREA BOUND BY "
        "75-32.28N 046-34.20E, 74-29.00N 055-04.00E, 72-01.32N 051-01.34E.\n2. CANCEL THIS MSG 312200Z OCT 16.\n"
    )
    (notice,) = read_notices(text)
    assert notice.every_word_was_read
    (window,) = notice.windows
    late = replace(window, start=window.start + timedelta(days=1))
    assert AuditDefect.WINDOWS_DIFFER in codes(replace(notice, windows=(late,)))
