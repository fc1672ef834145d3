"""Numbers that count days, windows and attempts: never days of a month, and never a tick for a doubt."""

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

_FOURTH, _FIFTH, _SIXTH = "040330-040730", "050430-050830", "060330-060730"


def _read(times: str) -> Notice:
    return read_notices(f"NAVAREA XI 402/26\nROCKET LAUNCH {times} WITHIN 20 MILES OF 12-00N 082-00E\n")[0]


def _spans(notice: Notice) -> str:
    assert all(f"{w.start:%y%m}" == "2612" for w in notice.windows)
    return " ".join(f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in notice.windows)


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ("DAY 1 04 DEC 26 0330Z TO 0730Z, DAY 2 05 DEC 26 0430Z TO 0830Z", f"{_FOURTH} {_FIFTH}"),
        ("DAY 1: 04 DEC 26 0330Z TO 0730Z, DAY 2: 05 DEC 26 0430Z TO 0830Z", f"{_FOURTH} {_FIFTH}"),
        ("1ST WINDOW 04 DEC 26 0330Z TO 0730Z, 2ND WINDOW 05 DEC 26 0430Z TO 0830Z", f"{_FOURTH} {_FIFTH}"),
        ("1ST DAY 04 DEC 26 0330Z TO 0730Z, 2ND DAY 05 DEC 26 0430Z TO 0830Z", f"{_FOURTH} {_FIFTH}"),
        ("FALCON 9 04 DEC 26 0330Z TO 0730Z", _FOURTH),
        ("SOYUZ 2 0330Z TO 0730Z 04 DEC 26", _FOURTH),
        ("LONG MARCH 8 04 DEC 26 0330Z TO 0730Z", _FOURTH),
        ("LAUNCH DAY 1 04 DEC 26 0330Z TO 0730Z", _FOURTH),
        ("WINDOW 1 04 DEC 26 0330Z TO 0730Z, WINDOW 2 05 DEC 26 0430Z TO 0830Z", f"{_FOURTH} {_FIFTH}"),
        ("0330Z TO 0730Z 04 DEC 26, BACKUP DAY 1 05 DEC 26", f"{_FOURTH} 050330-050730"),
        ("0330Z TO 0730Z 04 DEC 26, ALTERNATE 1 0430Z TO 0830Z 05 DEC 26", f"{_FOURTH} {_FIFTH}"),
        (
            "1ST WINDOW: 0330Z TO 0730Z 04 DEC 26, 2ND WINDOW: 0430Z TO 0830Z 05 DEC 26",
            f"{_FOURTH} {_FIFTH}",
        ),
        ("0330Z TO 0730Z 04 DEC 26, ALTERNATE 05, 06 DEC 26", f"{_FOURTH} 050330-050730 {_SIXTH}"),
        ("0330Z TO 0730Z DAILY 4 5 AND 6 DEC 26", f"{_FOURTH} 050330-050730 {_SIXTH}"),
    ],
)
def test_counts_are_no_days(times: str, spans: str) -> None:
    """The windows are those of the days, and the auditor agrees."""
    notice = _read(times)
    assert (_spans(notice), notice.every_word_was_read) == (spans, True)


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ("0330Z TO 0730Z DAILY ON 3 DAYS 04 TO 06 DEC 26", f"{_FOURTH} 050330-050730 {_SIXTH}"),
        ("0330Z TO 0730Z 2 DAYS 04-05 DEC 26", f"{_FOURTH} 050330-050730"),
        ("0330Z TO 0730Z DAILY 04-06 DEC 26, 2 HOURS EACH", f"{_FOURTH} 050330-050730 {_SIXTH}"),
        ("DAY 1 4 DEC 26 0330Z TO 0730Z", _FOURTH),
        ("SOYUZ 2, 04 DEC 26 0330Z TO 0730Z", _FOURTH),
        ("LONG MARCH 11, 0330Z TO 0730Z 04 DEC 26", _FOURTH),
    ],
)
def test_counts_that_could_say_more_give_no_tick(times: str, spans: str) -> None:
    """No phantom windows; the count may choose among the days, so the reading is not called whole."""
    notice = _read(times)
    assert (_spans(notice), notice.every_word_was_read) == (spans, False)


@pytest.mark.parametrize(
    "times", ["EVERY 2 DAYS 01 TO 05 DEC 26 1200Z TO 1400Z", "1ST 04 DEC 26 0330Z TO 0730Z"]
)
def test_a_count_not_understood_gives_no_tick(times: str) -> None:
    """Every second day, and an ordinal alone before a date."""
    assert not _read(times).every_word_was_read


def test_the_first_number_of_a_distance_is_no_day() -> None:
    """Two distances before a unit gave a window of five days; the ring between them is not read, which is said."""
    notice = read_notices(
        "NAVAREA XI 402/26\nROCKET LAUNCHING 280400Z TO 280600Z NOV 26\nIN WITHIN 5 TO 10 NM OF 12-00N 082-00E\n"
    )[0]
    assert [f"{w.start:%m%d%H%M}-{w.end:%m%d%H%M}" for w in notice.windows] == ["11280400-11280600"]
    assert not notice.every_word_was_read
