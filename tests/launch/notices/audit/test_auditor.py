"""The auditor finds what a result does not carry back of its text, and what it holds beyond it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.auditor import audit
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_measures import distances, number
from downrange.launch.notices.audit.printed_names import area_names
from downrange.launch.notices.audit.printed_positions import positions
from downrange.launch.notices.notice import Kind, Notice
from downrange.launch.notices.notice_reader import read_notices
from made_notices import made_notice, outcome

HOUR = timedelta(hours=1)
WARNING = """061148Z OCT 25
NAVAREA IV 1081/25(11,26).
NORTH ATLANTIC.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   120811Z TO 121253Z OCT, ALTERNATE
   130748Z TO 131230Z, 140726Z TO 141208Z OCT
   IN AREAS BOUND BY:
   A. 31-57.00N 077-01.00W, 32-23.00N 076-52.00W, 33-08.00N 075-40.00W.
   B. 28-39.69N 080-38.17W, 28-55.00N 080-20.00W, 28-46.00N 080-09.00W,
      28-28.66N 080-32.15W.
2. CANCEL THIS MSG 141308Z OCT 25."""
NOTAM = """B9902/26 NOTAMN
Q) EGTT/QRDCA/IV/BO/W/000/999/5020N00510W010
A) EGTT B) 2612010000 C) 2612052359
D) {times}
E) ROCKET LAUNCH. DANGER AREA WI {radius} RADIUS OF 502030N 0051010W
F) SFC G) UNL"""


def one(text: str) -> Notice:
    (notice,) = read_notices(text)
    return notice


def codes(notice: Notice) -> set[AuditDefect]:
    return {defect.code for defect in audit(notice) if isinstance(defect.code, AuditDefect)}


def test_a_sound_reading_balances() -> None:
    assert audit(one(WARNING)) == ()
    assert audit(one(NOTAM.format(times="1000-1700", radius="5NM"))) == ()
    assert one(WARNING).every_word_was_read


def test_nothing_is_marked_as_read_without_a_time_or_an_area() -> None:
    notice = one(WARNING)
    assert not replace(notice, windows=()).every_word_was_read
    assert not replace(notice, areas=()).every_word_was_read
    assert not replace(notice, defects=audit(replace(notice, windows=()))).every_word_was_read
    assert codes(replace(notice, windows=())) >= {AuditDefect.NOTHING_TIMED}
    assert codes(replace(notice, areas=())) >= {AuditDefect.NOTHING_PLACED, AuditDefect.POSITION_UNUSED}


def test_a_report_has_its_place_in_the_text() -> None:
    notice = one(WARNING)
    first = replace(notice.areas[0], vertices=notice.areas[0].vertices[:2])
    (defect,) = audit(replace(notice, areas=(first, notice.areas[1])))
    assert defect.code == AuditDefect.POSITION_UNUSED
    assert WARNING[defect.facts["start"] : defect.facts["end"]] == "33-08.00N 075-40.00W"


def test_changed_results_are_found() -> None:
    notice = one(WARNING)
    a, b = notice.areas
    moved = replace(a, vertices=((31.95, 77.016667), *a.vertices[1:]))
    assert AuditDefect.VERTEX_UNPRINTED in codes(replace(notice, areas=(moved, b)))
    turned = replace(b, vertices=(b.vertices[1], b.vertices[0], *b.vertices[2:]))
    assert AuditDefect.VERTEX_ORDER in codes(replace(notice, areas=(a, turned)))
    given = replace(b, vertices=(a.vertices[-1], *b.vertices))
    assert AuditDefect.VERTEX_ORDER in codes(
        replace(notice, areas=(replace(a, vertices=a.vertices[:-1]), given))
    )
    late = [
        replace(w, start=w.start + timedelta(hours=8), end=w.end + timedelta(hours=8)) for w in notice.windows
    ]
    assert codes(replace(notice, windows=tuple(late))) == {AuditDefect.WINDOWS_DIFFER}
    assert codes(replace(notice, windows=notice.windows[1:])) == {AuditDefect.WINDOWS_DIFFER}
    assert AuditDefect.SERIAL_UNUSED in codes(replace(notice, number=None))


@pytest.mark.parametrize(
    ("times", "hours"),
    [
        ("1000-1700", 35),
        ("DAILY 2200-0200", 18),  # the last one is cut at item C
        ("01-03 05 0600-0700", 4),
        ("MON WED 0600-0800", 2),  # 1 December 2026 is a Tuesday
        ("TUE-THU 0600-0800", 6),
        ("0600-0900 EXC DEC 02", 12),
        ("01 02 H24, 05 0600-0900", 51),
        ("DEC 01 0800-DEC 03 1600", 56),
        ("0600-1500 EXC 03, 03 0703-1500", 44),
    ],
)
def test_item_d_is_written_out_a_second_time(times: str, hours: int) -> None:
    """Against hours counted by hand: a result of one minute is told what the print covers."""
    notice = one(NOTAM.format(times=times, radius="5NM"))
    start = notice.windows[0].start
    wrong = replace(notice, windows=(replace(notice.windows[0], end=start + timedelta(minutes=1)),))
    facts = [defect.facts for defect in audit(wrong) if defect.code == AuditDefect.WINDOWS_DIFFER]
    assert [round(fact["printed_h"]) for fact in facts] == [hours]


@pytest.mark.parametrize(
    "printed",
    ["38-28.5N 074-37.2W", "382830N0743712W", "N382830W0743712", "38 28 30 N 074 37 12 W", "38°28.5'N 074°37.2'W",
     "074-37.2W 38-28.5N", "38.47500, -74.62000", "N38.47500 W74.62000", "LAT 38 28.5 NORTH LONG 074 37.2 WEST",
     "N38\n2830W0743712", "38°28,5′N 074°37,2′W"],
)  # fmt: skip
def test_positions_by_form(printed: str) -> None:
    (found,) = positions(Sheet.of(printed))
    assert (found.lat, found.lon) == pytest.approx((38.475, -74.62))


@pytest.mark.parametrize(
    ("printed", "nm"),
    [(".5NM", 0.5), ("1,500 METERS", 0.80994), ("2,5 NM", 2.5), ("1 1/2 MILES", 1.5), ("10,000 FEET", 1.64579),
     ("ONE HUNDRED AND FIFTY MILES", 150), ("TWENTY-FIVE KM", 13.499), ("2.500 METROS", 1.34989), ("5SM", 4.34488)],
)  # fmt: skip
def test_distances_by_form(printed: str, nm: float) -> None:
    (found,) = distances(Sheet.of(f"WITHIN {printed} OF"))
    assert found.radii_nm[0] == pytest.approx(nm, rel=1e-4)


def test_a_diameter_is_two_radii() -> None:
    (found,) = distances(Sheet.of("CIRCLE OF 10NM DIAMETER"))
    assert found.radii_nm == (5.0,)
    assert number("1 1/2") == 1.5


def test_wrong_readings_of_numbers_zones_and_names_are_found() -> None:
    """Once silent, here made by hand: local hours as UTC, a thousands comma, a lost point, names in a list."""
    head = "NAVAREA IV 999/26\n1. ROCKET LAUNCHING "
    place = "38-28.5N 074-37.2W."
    text = f"{head}28 NOV 2026 AT 1200-1600 (GMT +5) IN AREA WITHIN 5NM OF {place}"
    sound = one(f"{head}28 NOV 2026 AT 0700-1100 UTC IN AREA WITHIN 5NM OF {place}")
    local = tuple(replace(w, start=w.start + 5 * HOUR, end=w.end + 5 * HOUR) for w in sound.windows)
    assert audit(sound, text) == ()
    assert [defect.code for defect in audit(replace(sound, windows=local), text)] == [
        AuditDefect.WINDOWS_DIFFER
    ]
    for printed, wrong_nm in (("1,200 M", 1.2 / 1852), (".5 NM", 5.0), ("1 1/2 MILES", 2.0)):
        text = f"{head}281200Z TO 281600Z NOV 26 WITHIN {printed} OF {place}"
        notice = one(text)
        wrong = replace(notice, areas=(replace(sound.areas[0], radius_nm=wrong_nm, spans=()),))
        assert codes(wrong) >= {AuditDefect.DISTANCE_UNUSED, AuditDefect.RADIUS_UNPRINTED}, printed
    names = NOTAM.format(times="1000-1700", radius="5NM").replace("DANGER AREA", "EGD701A/B AND END491")
    sheet = Sheet.of(names)
    assert [name.plain for name in area_names(sheet)] == ["EGD701A", "EGD701B", "END491"]


def test_made_notices_are_right_or_reported() -> None:
    """A sample of the 10,000 (see made_notices): none silently wrong, few right ones reported by the auditor."""
    found = [outcome(made_notice(seed))[0] for seed in range(150)]
    assert found.count("silent") == 0
    assert found.count("alarm") <= 3


@pytest.mark.parametrize(("head", "said"), [("PART 1 OF 2 ", True), ("PART 1 OF 1 ", False), ("", False)])
def test_an_area_of_one_part_of_several_has_no_tick(head: str, said: bool) -> None:
    """A ring that goes on in part 2 of a NOTAM reads as two whole rings."""
    text = (
        "A0101/26 NOTAMN\nQ) RPHI/QWMLW/IV/BO/W/000/999/1900N12353E034\nA) RPHI B) 2603291600 C) 2603292000\n"
        f"E) {head}AEROSPACE FLT ACT WI: 191900N 1232500E - 191400N 1242500E - 184200N 1242200E\nF) SFC G) UNL"
    )
    (notice,) = read_notices(text)
    assert (AuditDefect.ONE_PART in {defect.code for defect in notice.defects}) is said
    assert notice.every_word_was_read is not said


@pytest.mark.parametrize("words", ["DAILY UNTIL 19 OCT", "UNTIL 19 OCT", "DAILY UNTIL 19 OCT EXCEPT SUNDAYS"])
def test_days_until_a_printed_one_begin_with_the_issue(words: str) -> None:
    """Without its UNTIL the text would be read as hours of the last day alone: the auditor must see the others."""
    text = WARNING.replace(
        "120811Z TO 121253Z OCT, ALTERNATE\n   130748Z TO 131230Z, 140726Z TO 141208Z OCT",
        f"0811Z TO 1253Z {words}",
    )
    notice = one(text)
    days = [day for day in range(6, 20) if "SUNDAYS" not in words or day not in (12, 19)]
    assert [window.start.day for window in notice.windows] == days
    assert audit(notice) == ()
    for lost in (notice.windows[-1:], notice.windows[1:], notice.windows[:-1]):
        assert AuditDefect.WINDOWS_DIFFER in codes(replace(notice, windows=lost))


@pytest.mark.parametrize("kind", ["missile", "gunnery", "reentry"])
@pytest.mark.parametrize("words", ["ROCKET LAUNCHING", "SPACE LAUNCH", "LAUNCH VEHICLE", "ROCKET CARRIERS"])
def test_another_reason_than_the_printed_launch_is_reported(kind: Kind, words: str) -> None:
    notice = one(WARNING.replace("ROCKET LAUNCHING", words))
    assert notice.kind == "launch"
    assert AuditDefect.KIND_DIFFERS not in codes(notice)
    assert AuditDefect.KIND_DIFFERS in codes(replace(notice, kind=kind))
