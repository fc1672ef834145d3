"""The auditor compares limits of height, the Q-line and items B and C with the result."""

from dataclasses import replace
from datetime import timedelta

import pytest

from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.auditor import audit
from downrange.launch.notices.audit.printed_limits import limit, same_limit
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

NOTAM = """B9902/26 NOTAMN
Q) EGTT/QRDCA/IV/BO/W/000/999/5020N00510W010
A) EGTT B) 2612010000 C) 2612052359
E) ROCKET LAUNCH. DANGER AREA WI 5NM RADIUS OF 502030N 0051010W{more}
{limits}"""
LIMITS = (
    ("SFC", "UNL"),
    ("GND", "FL350"),
    ("5000FT AMSL", "FL 245"),
    ("SFC", "4500M AMSL"),
    ("SFC", "12,000FT"),
)


def one(limits: str, more: str = "") -> Notice:
    (notice,) = read_notices(NOTAM.format(limits=limits, more=more))
    return notice


def codes(notice: Notice) -> set[AuditDefect]:
    return {defect.code for defect in audit(notice) if isinstance(defect.code, AuditDefect)}


def test_a_limit_with_a_separator_of_thousands_is_read_whole() -> None:
    assert one("F) 1,500FT AMSL G) 12,000FT AMSL").vertical == ("1,500FT AMSL", "12,000FT AMSL")


@pytest.mark.parametrize(("lower", "upper"), LIMITS)
def test_limits_of_items_f_and_g_balance(lower: str, upper: str) -> None:
    notice = one(f"F) {lower} G) {upper}")
    assert codes(notice) == set()
    for other in LIMITS:
        if other != (lower, upper) and not all(map(same, other, (lower, upper))):
            assert codes(replace(notice, vertical=other)) == {AuditDefect.LIMITS_DIFFER}, other
    assert codes(replace(notice, vertical=None)) == {AuditDefect.LIMITS_UNUSED}


def same(one: str, other: str) -> bool:
    return same_limit(limit(one), limit(other))


def test_a_unit_is_part_of_a_limit() -> None:
    notice = one("F) SFC G) 4500M AMSL")
    assert codes(replace(notice, vertical=("SFC", "4500FT AMSL"))) == {AuditDefect.LIMITS_DIFFER}
    assert codes(replace(notice, vertical=("SFC", "4500M AGL"))) == {AuditDefect.LIMITS_DIFFER}


def test_limits_in_the_words_are_read_where_there_are_no_items_f_and_g() -> None:
    assert one("", " SFC-UNL.").vertical == ("SFC", "UNL")
    assert one("", ". GND TO 5000FT AGL.").vertical == ("GND", "5000FT AGL")
    differ = one("", ". A SFC-UNL, B GND TO 5000FT AGL.")
    assert differ.vertical is None
    assert AuditDefect.LIMITS_UNUSED in codes(differ)
    assert not differ.every_word_was_read


def test_limits_in_the_words_beyond_items_f_and_g_are_reported() -> None:
    assert AuditDefect.LIMITS_BEYOND in codes(one("F) SFC G) FL245", ". SFC-UNL"))
    assert codes(one("F) SFC G) UNL", ". SFC-FL245")) == set()


def test_limits_that_are_not_printed_are_reported() -> None:
    assert codes(replace(one(""), vertical=("SFC", "UNL"))) == {AuditDefect.LIMITS_UNPRINTED}


def test_the_qualifier_line_and_the_validity_are_compared_raw() -> None:
    notice = one("F) SFC G) UNL")
    (window,), (area,) = notice.windows, notice.areas
    late = replace(window, end=window.end + timedelta(hours=1))
    assert AuditDefect.OUTSIDE_VALIDITY in codes(replace(notice, windows=(late,)))
    assert AuditDefect.FIR_DIFFERS in codes(replace(notice, issuer="EGPX"))
    away = replace(area, center=(50.341667, -4.169444))
    assert AuditDefect.OUTSIDE_CIRCLE in codes(replace(notice, areas=(away,)))


@pytest.mark.parametrize(
    ("printed", "metres"),
    [("FL350", 10668.0), ("FL 35", 1066.8), ("5000FT AMSL", 1524.0), ("20,000M(QNE)", 20000.0), ("100KM", 1e5),
     ("000", 0.0), ("SFC", 0.0), ("18000 feet msl", 5486.4)],
)  # fmt: skip
def test_a_limit_is_a_height_in_metres(printed: str, metres: float) -> None:
    found = limit(printed)
    assert found is not None
    assert found[0] == pytest.approx(metres)


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        ("2026-12-10T12:30:45Z", "2026-12-10T14:00:15Z", True),
        ("2026-12-10T12:30:00Z", "2026-12-10T14:00:30Z", True),
        ("2026-12-10T12:30:00Z", "2026-12-10T14:00:00Z", False),
    ],
)
def test_seconds_that_a_window_has_not_are_said(begin: str, end: str, said: bool) -> None:
    text = f"NAVAREA XI 402/26\nROCKET LAUNCH {begin} TO {end} WITHIN 20 MILES OF 12-00N 082-00E\n"
    (notice,) = read_notices(text)
    assert (AuditDefect.SECONDS_UNUSED in {defect.code for defect in notice.defects}) == said
    assert notice.every_word_was_read == (not said)
