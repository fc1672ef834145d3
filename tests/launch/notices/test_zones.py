"""Zones of time: hours in UTC worked by hand from the printed zone, hours told twice, zones that are not known."""

from datetime import UTC, datetime

import pytest

from counted_work import calls_during
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.notices.times.time_zones import Zone, _zone_places, zone_of_place

_HIGH_SEA = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"
_OFF_JAPAN = "30-24N 130-58E, 30-24N 131-20E, 29-50N 131-20E, 29-50N 130-58E"
_OFF_FLORIDA = "28-38N 080-31W, 28-38N 080-20W, 28-20N 080-20W"


def _read(times: str, area: str = _HIGH_SEA) -> Notice:
    return read_notices(
        f"NAVAREA IV 998/26\nATLANTIC.\n1. ROCKET LAUNCHING {times} IN AREA BOUND BY {area}.\n"
    )[0]


def _spans(notice: Notice) -> str:
    return " ".join(f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in notice.windows)


# 28 Nov 2026; each zone by its offset: JST +9, PHT +8, MSK +3, CET +1, EDT -4, IRST +3:30, NZDT +13.
@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ("FROM 0900 TO 1130 UTC+8 ON 28 NOV 2026", "280100-280330"),
        ("281200 TO 281400 (UTC+0800) NOV", "280400-280600"),
        ("28 NOV 2026 AT 12:00-16:00 (GMT +5)", "280700-281100"),
        ("28 NOV 2026 AT 12:00-16:00 +09:00", "280300-280700"),
        ("28 NOV 1200-1600 UTC-3", "281500-281900"),
        ("28 NOV 1200-1600 (UTC-0330)", "281530-281930"),
        ("28 NOV 1200-1600 GMT+5.5", "280630-281030"),
        ("28 NOV 0000-0400 JST", "271500-271900"),
        ("28 NOV 1200-1600 NZDT", "272300-280300"),
        ("28 NOV 1200-1600 HRS MSK", "280900-281300"),
        ("1200 TO 1600 HOURS MOSCOW TIME 28 NOV", "280900-281300"),
        ("BETWEEN 0900 AND 1130 BEIJING TIME ON 28 NOV", "280100-280330"),
        ("28 NOV 1200-1600 JAPAN STANDARD TIME", "280300-280700"),
        ("28 NOV 1200-1600 EASTERN TIME", "281700-282100"),
        ("28 JUL 1200-1600 EASTERN TIME", "281600-282000"),
        ("28 JUL 1200-1600 EASTERN STANDARD TIME", "281700-282100"),
        ("28 JUL 1200-1600 PACIFIC DAYLIGHT TIME", "281900-282300"),
        ("28 NOV 1200-1600 CENTRAL EUROPEAN TIME", "281100-281500"),
        ("28 JUL 1200-1600 CEST", "281000-281400"),
        ("280900I TO 281130I NOV", "280000-280230"),
        ("280900A TO 281130A NOV", "280800-281030"),
        ("281200Z TO 281600Z NOV", "281200-281600"),
        ("1200 UTC-1600 UTC 28 NOV", "281200-281600"),
        ("28 NOV 0900-1130 JST (0000-0230 UTC)", "280000-280230"),
        ("281200 UTC TO 281600 UTC NOV (280700-281100 EST)", "281200-281600"),
        ("0900-1130 JST / 0000-0230 UTC ON 28 NOV", "280000-280230"),
        ("28 NOV 0900-1130 LOCAL TIME (0000-0230 UTC)", "280000-280230"),
        ("28 NOV 0900-1130 LOCAL TIME (UTC+9)", "280000-280230"),
        ("28 NOV 0700-1100 EST (1200-1600 UTC)", "281200-281600"),
    ],
)
def test_hours_of_a_printed_zone_are_given_in_utc_once(times: str, spans: str) -> None:
    notice = _read(times)
    assert _spans(notice) == spans
    assert not notice.unread
    assert not notice.untimed
    assert not any(window.inferred for window in notice.windows)


def test_an_offset_behind_z_is_reported() -> None:
    notice = _read("281200Z+8 TO 281600Z+8 NOV")
    assert _spans(notice) == "280400-280800"
    assert NoticeDefect.ZULU_WITH_OFFSET in {defect.code for defect in notice.defects}


@pytest.mark.parametrize("zone", ["LT", "LOCAL TIME", "LMT", "IST", "CST"])
def test_a_zone_that_cannot_be_known_gives_no_window_in_utc(zone: str) -> None:
    notice = _read(f"28 NOV 1200-1600 {zone}")
    assert not notice.windows
    assert NoticeDefect.LOCAL_TIME in {defect.code for defect in notice.defects}
    (entry,) = notice.as_dict()["windows"]
    assert entry == {"zone": "unknown", "printed": entry["printed"], "area": None}
    assert "1200-1600" in entry["printed"]
    (hours,) = notice.untimed
    assert " ".join(notice.text.split())[:10] == "NAVAREA IV"
    assert hours.text in notice.text[hours.start : hours.end]


@pytest.mark.parametrize(
    ("times", "area", "spans", "zone"),
    [
        ("28 NOV 0900-1130 LOCAL TIME", _OFF_JAPAN, "280000-280230", "Asia/Tokyo"),
        ("28 NOV 0900-1130 LT", "08-50N 077-50E, 08-40N 078-00E, 08-30N 077-50E", "280330-280600", "Asia/Kolkata"),
        ("28 NOV 0900-1130 IST", "08-50N 077-50E, 08-40N 078-00E, 08-30N 077-50E", "280330-280600", "Asia/Kolkata"),
        ("28 JUL 0900-1130 LT", "69-20N 015-50E, 69-30N 015-30E, 69-30N 015-50E", "280700-280930", "Europe/Oslo"),
    ],
)  # fmt: skip
def test_local_time_is_that_of_the_country_of_the_area_and_marked(
    times: str, area: str, spans: str, zone: str
) -> None:
    notice = _read(times, area)
    assert _spans(notice) == spans
    assert notice.windows[0].inferred
    assert notice.as_dict()["windows"][0]["zone"] == notice.windows[0].zone == zone
    assert NoticeDefect.ZONE_INFERRED in {defect.code for defect in notice.defects}


@pytest.mark.parametrize(("zone", "spans"), [("EST", "281400-281630")])
def test_an_abbreviation_of_several_meanings_is_settled_by_the_longitude(zone: str, spans: str) -> None:
    notice = _read(f"28 NOV 0900-1130 {zone}", _OFF_FLORIDA)
    assert _spans(notice) == spans
    assert notice.windows[0].inferred


def test_a_country_of_several_zones_does_not_settle_local_time() -> None:
    assert zone_of_place((28.5, -80.6)) is None
    assert not _read("28 NOV 0900-1130 LT", _OFF_FLORIDA).windows


@pytest.mark.parametrize(
    "times", ["28 NOV 0900-1130 JST (0100-0330 UTC)", "28 NOV 0900-1130 LT (0000-0330 UTC)"]
)
def test_two_zones_that_contradict_each_other_are_reported_and_give_no_window(times: str) -> None:
    notice = _read(times)
    assert NoticeDefect.ZONES_CONTRADICT in {defect.code for defect in notice.defects}
    assert not notice.windows


def test_est_may_mean_estimated() -> None:
    notice = _read("281200Z TO 281600Z NOV EST FALL AREA")
    assert _spans(notice) == "281200-281600"


def test_reserve_days_are_marked() -> None:
    notice = _read("281200Z TO 281600Z NOV, ALTERNATE 291200Z TO 291600Z, 301200Z TO 301600Z NOV")
    assert [window.reserve for window in notice.windows] == [False, True, True]
    notice = _read(
        "PRIMARY DATE 1200Z TO 1600Z DAILY 28 NOV, BACKUP DATES 1200Z TO 1600Z DAILY 29 THRU 30 NOV"
    )
    assert [window.reserve for window in notice.windows] == [False, True, True]
    first = notice.windows[0]
    assert first.printed is not None
    assert first.printed[0] < first.printed[1]


def test_the_work_grows_with_the_length_of_hours_in_brackets() -> None:
    def calls(count: int) -> int:
        return calls_during(lambda: _read("28 NOV 1200-1400 UTC (2100-2300 JST) " * count))

    calls(1)  # word lists and patterns are made once
    assert calls(1200) < 4.4 * calls(300)


def test_a_named_time_that_is_not_known_gives_no_window_and_its_offset_one() -> None:
    text = "NAVAREA IV 998/26\n1. ROCKET LAUNCHING 28 NOV 2026 1700-2130 {zone} IN AREA BOUND BY {area}.\n"
    area = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"
    (unknown,) = read_notices(text.format(zone="SHIP TIME", area=area))
    assert not unknown.windows
    assert unknown.untimed
    (known,) = read_notices(text.format(zone="ALMATY TIME (UTC+5)", area=area))
    assert [f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in known.windows] == ["281200-281630"]
    (opened,) = read_notices(
        f"NAVAREA IV 998/26\n1. ROCKET LAUNCHING, WINDOW OPENS 281200Z NOV 26 AND CLOSES 281630Z NOV 26 IN AREA "
        f"BOUND BY {area}.\n"
    )
    assert [f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in opened.windows] == ["281200-281630"]
    assert opened.every_word_was_read


def test_no_chief_place_of_a_zone_is_given_the_time_of_another() -> None:
    wrong = []
    for name, (_, place) in _zone_places().items():
        zone = zone_of_place(place)
        for noon in (datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)):
            if zone is not None and zone.offset_at(noon) != Zone(name, iana=name).offset_at(noon):
                wrong.append((name, zone.name))
    assert not wrong


@pytest.mark.parametrize(
    ("times", "spans", "centre"),
    [
        ("1800 TO 2130 LOCAL TIME 03 DEC 2026", "032100-040030", "05-14N 052-46W"),  # Kourou, UTC-3
        ("1800 TO 2130 LOCAL TIME 03 DEC 2026", "031400-031730", "21-00S 055-30E"),  # Reunion, UTC+4
        ("1800 TO 2130 LOCAL TIME 03 DEC 2026", "032200-040130", "16-00N 061-30W"),  # Guadeloupe, UTC-4
        (
            "1800 TO 2130 LOCAL TIME 03 DEC 2026",
            "031700-032030",
            "46-30N 002-30E",
        ),  # metropolitan France, UTC+1
        ("1800 TO 2130 LOCAL TIME 03 DEC 2026", "", "10-18N 109-13W"),  # Clipperton: not listed
    ],
)
def test_local_time_of_an_overseas_territory_is_its_own(times: str, spans: str, centre: str) -> None:
    text = f"NAVAREA XI 402/26\nROCKET LAUNCH {times} IN CIRCLE RADIUS 12 NM CENTRED {centre}\n"
    notice = read_notices(text)[0]
    assert _spans(notice) == spans
    assert bool(notice.untimed) == (not spans)


@pytest.mark.parametrize(
    "times",
    [
        "02 DEC 2026 1200 TO 1400 JST (0400 TO 0600 UTC)",
        "02 DEC 2026 1200 TO 1400 LOCAL TIME (0400 TO 0500 UTC)",
    ],
)
def test_hours_of_two_zones_that_contradict_are_not_settled_by_the_place(times: str) -> None:
    text = f"NAVAREA XI 402/26\nROCKET LAUNCH {times} WITHIN 20 MILES OF 28-00N 130-00E\n"
    notice = read_notices(text)[0]
    assert not notice.windows
    assert NoticeDefect.ZONES_CONTRADICT in {defect.code for defect in notice.defects}
