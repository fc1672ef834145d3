"""FAA texts: temporary flight restrictions (TFR) for space operations, and one-line NOTAM summaries.

``FDC 6/7032 AIRSPACE SPACE OPERATIONS TFR ... Beginning Date and Time : August 27, 2026 at 0820 UTC ...`` and
``A1487/13 - OID90 ACTIVATED ... 02 JUN 04:30 2013 UNTIL 03 JUN 11:30 2013. CREATED: ...``.
"""

import re
from datetime import datetime, timedelta

from downrange.launch.notices.dialects.limits_in_text import limits_in_text
from downrange.launch.notices.dialects.message import Message
from downrange.launch.notices.grammar.message_body import Body
from downrange.launch.notices.notice import Defect, NoticeWindow
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import MONTHS, moment
from downrange.launch.notices.times.time_atoms import clock_minutes
from downrange.launch.notices.tokens.token_page import Page

_DAY = r"([A-Z]{3,9}) ([0-9]{1,2}), ([0-9]{4})"
_BEGINNING = re.compile(
    rf"BEGINNING DATE AND TIME ?: {_DAY}(?: AT ([0-9]{{4}}) UTC| UTC ([0-9]{{4}})-([0-9]{{4}}) DAILY)?"
)
_ENDING = re.compile(rf"ENDING DATE AND TIME ?: {_DAY}(?: AT ([0-9]{{4}}) UTC| UTC)?")
_ISSUED = re.compile(rf"ISSUE DATE ?: {_DAY} AT ([0-9]{{4}}) UTC")
_NUMBER = re.compile(r"FDC ([0-9]/[0-9]{4})")
_UNTIL = re.compile(
    r"([0-9]{2}) ([A-Z]{3}) ([0-9]{2}:[0-9]{2}) ([0-9]{4}) UNTIL ([0-9]{2}) ([A-Z]{3}) ([0-9]{2}:[0-9]{2}) ([0-9]{4})"
)
_SUMMARY = re.compile(r"\A\s*([A-Z][0-9]{4}/[0-9]{2}) ?- ")


def looks_like_tfr(folded: str) -> bool:
    """Whether the text is a TFR as the FAA's web site prints it."""
    return "BEGINNING DATE AND TIME" in folded and "FDC " in folded


def looks_like_summary(folded: str) -> bool:
    """Whether the text is a NOTAM's one-line summary."""
    return bool(_SUMMARY.match(folded) and _UNTIL.search(folded))


def read_tfr(page: Page) -> Message:
    """Read one flight restriction. The general rules after the areas are ignored by name."""
    message = Message(page)
    said = _said(page)
    number = _NUMBER.search(said)
    message.issuer, message.number = "FAA", f"FDC {number[1]}" if number else None
    message.issued = _time(_ISSUED.search(said))
    beginning, ending = _BEGINNING.search(said), _ENDING.search(said)
    start, end = _time(beginning), _time(ending)
    if start is None or end is None:
        page.defects.append(Defect("Beginning / Ending Date and Time", NoticeDefect.TIMES_NOT_READ))
    elif beginning is not None and beginning[5]:
        message.windows = _daily(start, end, beginning[5], beginning[6])
    elif end >= start:
        message.windows = [NoticeWindow(start, end)]
    areas, effective, rules = (
        _token_of(page, words) for words in ("AFFECTED AREA(S)", "EFFECTIVE DATE(S)", "ENDSECTION")
    )
    page.use(0, areas)
    page.ignore(effective, len(page))
    body = Body(page)
    body.read(areas, min(effective, rules))
    message.areas, message.points = body.areas, body.points
    altitude = re.search(r"ALTITUDE: (.{3,90}?) (?:EFFECTIVE|OPERATING)", said)
    if altitude:
        message.vertical = _heights(altitude[1])
    return message


def read_summary(page: Page) -> Message:
    """Read a one-line summary: its number, its text, and its times."""
    message = Message(page)
    said = _said(page)
    number, times = _SUMMARY.match(said), _UNTIL.search(said)
    assert number
    assert times
    message.number = number[1]
    offset = page.tokens[0].start
    page.use(0, page.at_place(offset + number.end()))
    first, after = page.at_place(offset + times.start()), page.at_place(offset + times.end())
    page.use(first, after)
    start = _moment(times[2], times[1], times[4], times[3])
    end = _moment(times[6], times[5], times[8], times[7])
    if start is not None and end is not None and start <= end:
        message.windows = [NoticeWindow(start, end)]
    else:
        page.report(NoticeDefect.TIMES_NOT_READ, first, after)
    body = Body(page)
    body.read(0, first)
    message.areas, message.points = body.areas, body.points
    message.vertical = limits_in_text(said)
    page.ignore(after, len(page))
    return message


def _said(page: Page) -> str:
    return page.folded[page.tokens[0].start : page.tokens[-1].end]


def _token_of(page: Page, words: str) -> int:
    """The token at which some words stand; the end of the page where they do not."""
    place = page.folded.find(words, page.tokens[0].start, page.tokens[-1].end)
    return page.at_place(place) if place >= 0 else len(page)


def _time(match: re.Match[str] | None) -> datetime | None:
    return None if match is None else _moment(match[1], match[2], match[3], match[4] or "0000")


def _moment(month: str, day: str, year: str, clock: str) -> datetime | None:
    minutes = clock_minutes(clock.replace(":", ""))
    return (
        None
        if month not in MONTHS or minutes is None
        else moment(int(year), MONTHS[month], int(day), minutes)
    )


def _daily(start: datetime, end: datetime, opens: str, closes: str) -> list[NoticeWindow]:
    first, last = clock_minutes(opens), clock_minutes(closes)
    if first is None or last is None or (end - start).days > 400:
        return []
    length = timedelta(minutes=(last - first) % 1440 or 1440)
    days = (start + timedelta(days=step, minutes=first) for step in range((end - start).days + 1))
    return [NoticeWindow(day, day + length) for day in days]


def _heights(words: str) -> tuple[str, str]:
    lower, _, upper = words.partition(" UP TO ")
    return lower.removeprefix("FROM THE ").strip().capitalize(), (
        upper.removeprefix("AND INCLUDING ").strip() or words
    ).capitalize()
