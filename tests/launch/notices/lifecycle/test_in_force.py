"""What is in force at an instant: cancels, replacements, cancel times and windows, along chains of notices."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from downrange.errors import TimeError
from downrange.launch.notices.lifecycle.in_force import in_force, standings
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_changes import DAY, made_chain

RING = "31-57.00N 077-01.00W, 32-23.00N 076-52.00W, 33-08.00N 075-40.00W."


def warning(number: int, issued: str, end: str, more: str = "") -> str:
    return (
        f"{issued}Z OCT 25\nNAVAREA IV {number}/25.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n"
        f"   {end[:2]}0811Z TO {end[:2]}1253Z OCT IN AREA BOUND BY\n   {RING}\n{more}"
        f"{3 if more else 2}. CANCEL THIS MSG {end}Z OCT 25.\n"
    )


def numbers(notices: tuple[Notice, ...], day: int, hour: int = 0) -> list[str]:
    standing = in_force(notices, datetime(2025, 10, day, hour, tzinfo=UTC))
    return [(notice.number or "").removeprefix("NAVAREA IV ") for notice in standing]


def test_a_chain_of_warnings() -> None:
    text = warning(10, "010000", "121353") + warning(11, "050000", "141353", "2. CANCEL NAVAREA IV 10/25.\n")
    notices = read_notices(
        text + "060000Z OCT 25\nNAVAREA IV 12/25.\nCANCEL NAVAREA IV 11/25 AND THIS MSG.\n"
    )
    assert numbers(notices, 2) == ["10/25"]
    assert numbers(notices, 5, 12) == ["11/25"]  # it replaced the first
    assert numbers(notices, 7) == []  # the cancellation itself is not in force


def test_a_warning_ends_with_its_last_window_or_its_cancel_time() -> None:
    notices = read_notices(warning(10, "010000", "121353"))
    assert numbers(notices, 12, 12) == ["10/25"]
    assert numbers(notices, 12, 13) == []


def notam(number: str, state: str, kind: str = "NOTAMN", old: str = "") -> str:
    body = "" if kind == "NOTAMC" else "N401300E1005429-N392349E1005429-N392349E1010833"
    return (
        f"{number} {kind} {old}\nQ) {state}/QRDCA/IV/BO/W/000/999/\nA) {state} B) 2510100520 C) 2510120900\n"
        f"E) A TEMPORARY DANGER AREA ESTABLISHED BOUNDED BY: {body}\nF) SFC G) UNL\n"
    )


def test_a_replaced_notam_ends_and_that_of_another_state_does_not() -> None:
    texts = [
        notam("A0001/25", "ZLHW"),
        notam("A0001/25", "RPHI"),
        notam("A0002/25", "ZLHW", "NOTAMR", "A0001/25"),
    ]
    notices = tuple(notice for text in texts for notice in read_notices(text))
    standing = in_force(notices, datetime(2025, 10, 11, tzinfo=UTC))
    assert [(n.issuer, n.number) for n in standing] == [("RPHI", "A0001/25"), ("ZLHW", "A0002/25")]


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(TimeError):
        in_force((), datetime(2025, 10, 11))


def test_made_chains_stand_as_their_parts_say() -> None:
    """The same question asked of each notice by itself, without an index of what is cancelled."""
    rng = random.Random(13)
    seen: set[str] = set()
    for _ in range(300):
        chain = made_chain(rng, rng.randint(1, 9))
        at = DAY + timedelta(hours=rng.randint(-100, 120))
        for notice, standing in zip(chain, standings(chain, at), strict=True):
            assert standing.in_force is expected(notice, chain, at)
            seen.add(standing.reason.code)
            assert (standing.window_open is True) == (
                standing.in_force is True and any(w.start <= at < w.end for w in notice.windows)
            )
    assert len(seen) == 8  # every reason occurs


def expected(notice: Notice, chain: list[Notice], at: datetime) -> bool | None:
    cancelled = any(
        notice.number in other.cancels and (other.issued is None or other.issued <= at)
        for other in chain
        if other is not notice
    )
    not_yet = notice.issued is not None and notice.issued > at
    ended = notice.self_cancel is not None and notice.self_cancel <= at
    if notice.kind == "cancel" or cancelled or not_yet or ended:
        return False
    return None if not notice.windows else any(window.end > at for window in notice.windows)
