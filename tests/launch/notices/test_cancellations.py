"""What a message cancels, and what the date or the time behind the number of a cancelled message means."""

import pytest

from downrange.api import read_notices
from downrange.launch.notices.notice import Notice


def _read(cancel: str) -> Notice:
    return read_notices(
        "NAVAREA IV 402/26\nNORTH ATLANTIC.\n1. ROCKET LAUNCHING 021200Z TO 021400Z DEC 26 IN AREA BOUND BY\n"
        f"28-38N 080-31W, 28-38N 080-20W, 28-20N 080-20W.\n2. {cancel}\n"
    )[0]


def _spans(notice: Notice) -> str:
    return " ".join(f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in notice.windows)


@pytest.mark.parametrize(
    "behind",
    [
        "OF 20 NOV 26",
        "DATED 20 NOV 26",
        "DTD 20 NOV 2026",
        "ISSUED ON 201200Z NOV 26",
        "(OF 20 NOV 26)",
        "DATED 20.11.2026",
        "OF 2026-11-20",
    ],
)
def test_the_date_of_a_cancelled_message_is_no_window(behind: str) -> None:
    notice = _read(f"CANCEL NAVAREA IV 300/26 {behind}.")
    assert notice.cancels == ("NAVAREA IV 300/26",)
    assert _spans(notice) == "021200-021400"
    assert notice.self_cancel is None


def test_each_of_several_cancelled_messages_may_have_its_date() -> None:
    notice = _read("CANCEL NAVAREA IV 300/26 OF 20 NOV 26, 301/26 OF 21 NOV 26.")
    assert notice.cancels == ("NAVAREA IV 300/26", "NAVAREA IV 301/26")
    assert _spans(notice) == "021200-021400"


@pytest.mark.parametrize(
    "behind", ["012359Z DEC 26", "ON 20 NOV 26", "AT 012359Z DEC 26", ", 012359Z DEC 26"]
)
def test_a_time_behind_a_number_is_not_taken_as_of_this_message(behind: str) -> None:
    notice = _read(f"CANCEL NAVAREA IV 300/26 {behind}.")
    assert notice.cancels == ("NAVAREA IV 300/26",)
    assert _spans(notice) == "021200-021400"
    assert notice.self_cancel is None
    assert notice.unread


@pytest.mark.parametrize(
    "cancel", ["CANCEL 021500Z DEC 26.", "CANCEL NAVAREA IV 300/26 AND THIS MSG 021500Z DEC 26."]
)
def test_a_time_without_a_number_or_of_this_message_is_its_own(cancel: str) -> None:
    notice = _read(cancel)
    assert notice.self_cancel is not None
    assert f"{notice.self_cancel:%d%H%M}" == "021500"


@pytest.mark.parametrize("said", ["DO NOT CANCEL", "THIS MESSAGE DOES NOT CANCEL", "DO NOT YET CANCEL"])
def test_a_cancellation_that_is_denied_is_none(said: str) -> None:
    notice = _read(f"{said} NAVAREA IV 300/26.")
    assert not notice.cancels
    assert _spans(notice) == "021200-021400"
    assert notice.unread


@pytest.mark.parametrize("behind", ["OF 20 NOV 26", "DATED 20 NOV 2026", "ISSUED ON 201200Z NOV 26"])
def test_the_auditor_knows_the_date_of_a_cancelled_message(behind: str) -> None:
    assert not _read(f"CANCEL NAVAREA IV 300/26 {behind}.").defects


@pytest.mark.parametrize("said", ["REPLACES", "REFER", "CANCELLED", "SUPERSEDES"])
def test_the_date_of_a_message_that_is_named_is_no_window(said: str) -> None:
    assert _spans(_read(f"{said} NAVAREA IV 300/26 OF 20 NOV 26.")) == "021200-021400"
