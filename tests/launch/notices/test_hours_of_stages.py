"""Item E gives each stage its own hours within those of item D."""

from downrange.launch.notices.notice_reader import read_notices

# P1774/26 (Fukuoka, April 2026), shortened: the two areas of a KSLV launch with hours of their own inside item D.
TEXT = """P1774/26 NOTAMN
Q) RJJJ/QXXXX/IV/NBO/E/000/999/2625N13200E320
A) RJJJ B) 2604180500 C) 2604200934
D) {schedule}
E) KSLV WILL BE LAUNCHED AS FLW
AREA: 1ST STAGE : 0521-0922 UTC
303309N1281001E - 304212N1283245E - 295350N1283057E - 303309N1281001E
PAYLOAD FAIRING: 0533-0934 UTC
242742N1323936E - 250156N1334006E - 213729N1343429E - 242742N1323936E
F) SFC G) UNL
"""


def test_the_hours_of_a_stage_stand_before_those_of_item_d() -> None:
    (notice,) = read_notices(TEXT.format(schedule="0500/0934"))
    assert {(w.area, f"{w.start:%d%H%M}-{w.end:%d%H%M}") for w in notice.windows} == {
        (label, f"{day}{hours[:4]}-{day}{hours[5:]}")
        for label, hours in (("1ST STAGE", "0521-0922"), ("FAIRING", "0533-0934"))
        for day in (18, 19, 20)
    }
    assert notice.every_word_was_read


def test_hours_that_do_not_lie_in_item_d_leave_it_as_it_is_and_are_reported() -> None:
    (notice,) = read_notices(TEXT.format(schedule="0600/0934"))
    assert not notice.every_word_was_read
    assert notice.defects
