"""Words that choose among the printed days, or move their hours: said by reader and auditor, never ticked."""

import pytest

from downrange.api import read_notices
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect

_HOURS = "021200Z TO 021400Z DEC 26"


def _read(times: str) -> Notice:
    return read_notices(f"NAVAREA XI 402/26\nROCKET LAUNCH {times} WITHIN 20 MILES OF 12-00N 082-00E\n")[0]


@pytest.mark.parametrize(
    "times",
    [
        "1200Z TO 1400Z EVERY 2 DAYS 01 TO 05 DEC 26",
        "1200Z TO 1400Z EVERY THREE DAYS 01 TO 07 DEC 26",
        "1200Z TO 1400Z ALTERNATE DAYS 02 TO 05 DEC 26",
        "RESCHEDULED FROM 021200Z TO 021400Z DEC 26 TO 031200Z TO 031400Z DEC 26",
        "MOVED FROM 021200Z TO 021400Z DEC 26 TO 031200Z TO 031400Z DEC 26",
        "HOURS OF DARKNESS 02 TO 05 DEC 26",
        "DAYLIGHT HOURS 02 TO 05 DEC 26",
        "NIGHTS 01 TO 04 DEC 26",
        "1200Z TO 1400Z ON TWO DAYS BETWEEN 01 AND 09 DEC 26",
        "NIGHT TIME 02 TO 05 DEC 26",
        "DAYTIME ONLY 02 TO 05 DEC 26",
        "031200Z TO 031400Z DEC 26 INSTEAD OF 021200Z TO 021400Z DEC 26",
        "1200Z TO 1400Z DAILY 02 TO 05 DEC 26, SUSPENDED ON 04 DEC 26",
    ],
)
def test_words_that_choose_days_are_said_by_reader_and_auditor(times: str) -> None:
    notice = _read(times)
    codes = {defect.code for defect in notice.defects}
    assert not notice.windows or {NoticeDefect.DAYS_CHOSEN, AuditDefect.CHOICE_UNCHECKED} <= codes
    assert notice.windows or notice.untimed or notice.unread or codes


@pytest.mark.parametrize("times", [_HOURS, "28 JUL 26 1200-1600 PACIFIC DAYLIGHT TIME"])
def test_other_words_choose_no_days(times: str) -> None:
    codes = {defect.code for defect in _read(times).defects}
    assert not codes & {NoticeDefect.DAYS_CHOSEN, AuditDefect.CHOICE_UNCHECKED}
