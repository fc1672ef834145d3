"""Hours without minutes: 12 TO 14 UTC are hours of the day, never days of the month."""

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices


def _read(times: str) -> Notice:
    return read_notices(f"NAVAREA XI 402/26\nROCKET LAUNCH {times} WITHIN 20 MILES OF 12-00N 082-00E\n")[0]


@pytest.mark.parametrize(
    "times",
    [
        "12 TO 14 UTC 02 DEC 2026",
        "02 DEC 12-14 UTC",
        "BETWEEN 12 AND 14 UTC ON 02 DEC",
        "02 DEC 2026 12 TO 14 HRS UTC",
        "FROM 12 UTC TO 14 UTC 02 DEC 2026",
        "12-14 UTC 02 DEC 26",
        "02 DEC 2026 FROM 12Z TO 14Z",
        "02 DEC 2026 12Z-14Z",
    ],
)
def test_whole_hours(times: str) -> None:
    """The hours of 2 December, and the auditor agrees."""
    notice = _read(times)
    (window,) = notice.windows
    assert f"{window.start:%y%m%d%H%M}-{window.end:%y%m%d%H%M}" == "2612021200-2612021400"
    assert notice.every_word_was_read


def test_whole_hours_on_several_days() -> None:
    """Days before the whole hours stay days, and hours past midnight end on the next day."""
    notice = _read("DAILY 04 TO 05 DEC 26 22 TO 02 UTC")
    assert [f"{w.start:%d%H}-{w.end:%d%H}" for w in notice.windows] == ["0422-0502", "0522-0602"]
    assert notice.every_word_was_read


@pytest.mark.parametrize(
    "times",
    [
        "12Z TO 14Z 02 DEC 2026",
        "DEC 04-06 UTC 2026",
        "12 TO 14 02 DEC 2026 UTC",
        "02 DEC 2026 FROM 12 TO 14",
        "02 DEC 2026 12H TO 14H",
    ],
)
def test_whole_hours_in_doubt_give_no_tick_or_the_hours(times: str) -> None:
    """Never days of a month with the tick."""
    notice = _read(times)
    hours = [f"{w.start:%d%H}-{w.end:%d%H}" for w in notice.windows]
    assert hours == ["0212-0214"] or not notice.every_word_was_read


@pytest.mark.parametrize(
    "times", ["02/1200Z-02/1400Z DEC 26", "02/1200Z TO 02/1400Z DEC 26", "02/1200-02/1400Z DEC 26"]
)
def test_days_and_hours_with_a_stroke(times: str) -> None:
    """The day stands before the stroke; the auditor, which takes such figures for numbers, gives no tick."""
    notice = _read(times)
    assert [f"{w.start:%y%m%d%H%M}-{w.end:%y%m%d%H%M}" for w in notice.windows] == ["2612021200-2612021400"]
    assert not notice.every_word_was_read
