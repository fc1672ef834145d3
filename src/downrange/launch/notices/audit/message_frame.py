"""The frame of a message: items of a NOTAM, stamps of issue and end, and the passages that are left for times.

By form alone: letters with a bracket in their order, ten figures behind B) and C), six figures with a month.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from downrange.launch.notices.audit.printed_dates import Context, Span
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_times import MONTHS, TimeToken, time_tokens
from downrange.launch.notices.audit.second_schedule import schedule

_MONTH = "(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}"
_ITEM_B = re.compile(
    r"\bA\) ?[A-Z]{4}(?:[\s,/]{1,4}[A-Z]{4}){0,19}\s(?:[^)]{0,60}?[^)A-Z])?B\) ?(?=\d|[A-Z])"
    r"|(?<![A-Z])B\) ?(?=\d{10})"
)
_VALIDITY = re.compile(r" ?(\d{10})\s*C\) ?(?:(\d{10})|(PERM|UFN|EST|WIE))?")
_ESTIMATED = re.compile(r"\s*(?:EST|PERM|UFN)\b")
_Q_LINE = re.compile(r"\bQ\)")
_ITEM_C = re.compile(r"(?<![A-Z])C\) ?")
_ITEM_D = re.compile(r"(?<![A-Z])D\) ?")
_ITEM_E = re.compile(r"(?<![A-Z])E\) ?")
_ITEM_F = re.compile(
    r"(?<![A-Z])F\) ?(?=[A-Z\d])[^)]{0,60}?(?<![A-Z])G\) ?[A-Z\d]{1,12}(?:,\d{3})?(?: ?\d{0,6}(?:FT|M)?)?(?: ?(?:AMSL"
    r"|AGL|MSL))?"
)
_ISSUE = re.compile(rf"\A[\s(¤]{{0,20}}(\d{{6}}) ?Z?(?: ?UTC)? {_MONTH}\.? ?(\d{{4}}|\d{{2}})?(?![\dZ])")
_CANCEL = re.compile(
    r"(?=[CDA])\b(?:CANCEL|CNL|CANX|DELETE|ANNUL)[A-Z]{0,6}\.? (?:THIS |THE )?(?:MSG|MESSAGE|WARNINGS?|NAVWARN|WRNG"
    r"|PARA[A-Z]{0,5}|NOTICE)?\W{0,4}"
    rf"(?:AT |ON |AFTER )?(?:(\d{{6}}) ?(?:Z|UTC)?,? ?{_MONTH}\.? ?(\d{{4}}|\d{{2}})?(?!\d)"
    rf"|(\d{{2}}) {_MONTH} (\d{{4}}|\d{{2}})(?!\d)(?:[ ,]{{1,2}}(\d{{4}}) ?(?:Z|UTC))?)"
)
_HEAD_AGAIN = re.compile(
    r"[A-Z]\d{4}/\d{2} NOTAM[A-Z]\s{1,4}Q\)[^)]{1,80}A\)[^)]{1,40}B\) ?(\d{10})\s{1,4}C\) ?(\d{10})\s{1,4}"
    r"(?:D\)[^)]{1,60})?E\)"
)
_SERIAL_YEAR = re.compile(r"(?=[A-Z\d]\d{0,4}/)(?<![\d/])[A-Z]?\d{1,4}/((?:20)?\d{2})(?![\d/])")
_WHOLE_YEAR = re.compile(r"20[0-5]\d(?![\d-])")
_BEFORE_A_YEAR = re.compile(r"[A-Z]{3}[.,]? ?(?:\d{1,2}(?:ST|ND|RD|TH)?,? )?\Z")
_LONGEST_BEFORE = 11  # letters


@dataclass(slots=True)
class Stamp:
    """A printed day, hour and minute with month and year; the year is None where none is printed."""

    day: int
    minutes: int
    month: int
    year: int | None
    start: int
    end: int

    def is_that(self, moment: datetime) -> bool:
        """Whether a moment carries this stamp."""
        day_and_clock = moment.day == self.day and moment.hour * 60 + moment.minute == self.minutes % 1440
        if self.minutes == 1440:
            return moment.hour == moment.minute == 0
        return day_and_clock and moment.month == self.month and self.year in (None, moment.year)

    def moment(self) -> datetime | None:
        """The stamp as an instant; None without a year or on no such day."""
        if self.year is None:
            return None
        try:
            return datetime(
                self.year, self.month, self.day, self.minutes // 60 % 24, self.minutes % 60, tzinfo=UTC
            )
        except ValueError:
            return None


@dataclass(slots=True)
class Frame:
    """What stands around the words of a message."""

    notam: bool = False
    validity: Span | None = None
    validity_unread: bool = False  # B) and C) are there and are not ten figures each
    schedule: tuple[int, int] | None = None  # item D
    body: tuple[int, int] = (0, 0)  # item E, or the whole message
    issued: Stamp | None = None
    cancel: Stamp | None = None
    years: set[int] = field(default_factory=set)


def frame(sheet: Sheet) -> Frame:
    """Find the frame and take it out of the sheet."""
    found = Frame(body=(0, len(sheet.text)))
    found.years = {int(f"20{year[-2:]}") for year in _SERIAL_YEAR.findall(sheet.text)}
    found.years |= _whole_years(sheet.text)
    item_b = _ITEM_B.search(sheet.text) if "B)" in sheet.text else None
    if item_b:
        _items(sheet, found, item_b)
    found.issued = _stamp(_ISSUE.search(sheet.text))
    found.cancel = _cancel(_CANCEL.search(sheet.text))
    for stamp in (found.issued, found.cancel):
        if stamp is not None:
            sheet.take([(stamp.start, stamp.end)])
            found.years |= {stamp.year} if stamp.year else set()
    return found


def _whole_years(text: str) -> set[int]:
    """Years of four figures behind a month, ``NOV 2026``, or behind a month and a day, ``NOV 21ST, 2026``."""
    return {
        int(year[0])
        for year in _WHOLE_YEAR.finditer(text)
        if _BEFORE_A_YEAR.search(text[max(0, year.start() - _LONGEST_BEFORE) : year.start()])
    }


def _items(sheet: Sheet, found: Frame, item_b: re.Match[str]) -> None:
    text = sheet.text
    found.notam = True
    item_e = _ITEM_E.search(text, item_b.end())
    item_d = _ITEM_D.search(text, item_b.end(), item_e.start() if item_e else len(text))
    head_end = item_d.start() if item_d else item_e.start() if item_e else len(text)
    taken = [item_b.span()]
    validity = _VALIDITY.match(text, item_b.end())
    if validity:
        begin, end = _ten(validity[1]), _ten(validity[2]) if validity[2] else None
        if begin and end and begin <= end:
            found.validity = begin, end
        found.years |= {moment.year for moment in (begin, end) if moment}
        estimated = _ESTIMATED.match(text, validity.end())
        taken.append((item_b.end(), estimated.end() if estimated else validity.end()))
        if begin is None or (end is None and validity[2]):
            found.validity_unread = True
    else:
        found.validity = _in_words(sheet, item_b.end(), head_end, found.years)
        found.validity_unread = found.validity is None
        taken.append((item_b.end(), head_end))
    if item_d:
        found.schedule = item_d.end(), item_e.start() if item_e else len(text)
        taken.append(item_d.span())
    if item_e:
        taken.append(item_e.span())
        found.body = item_e.end(), len(text)
    elif item_d:
        found.body = len(text), len(text)
    taken += _same_again(text, found)
    limits = _ITEM_F.search(text, found.body[0])
    if limits:
        taken.append(limits.span())
    sheet.take(sorted({*taken, *_head(text, item_b.start())}))


def _in_words(sheet: Sheet, start: int, end: int, years: set[int]) -> Span | None:
    """Items B and C as dates in words or with signs: one window from the one to the other; None where it is not."""
    item_c = _ITEM_C.search(sheet.text, start, end)
    if item_c is None:
        return None
    opens, closes = time_tokens(sheet, start, item_c.start()), time_tokens(sheet, item_c.end(), end)
    for tokens in (opens, closes):
        while tokens and tokens[0].letter == "S":  # UNTIL
            del tokens[0]
        while tokens and tokens[-1].letter == "S":
            del tokens[-1]
    joined = TimeToken("S", item_c.start(), item_c.end())
    read = schedule([*opens, joined, *closes], Context(years=frozenset(years)))
    return read.windows[0] if len(read.windows) == 1 and not read.left and read.unknown_zone is None else None


def _head(text: str, before: int) -> list[tuple[int, int]]:
    """The Q-line and the location, before item B."""
    q_line = _Q_LINE.search(text, 0, before)
    return [(q_line.start(), before)] if q_line else []


def _ten(figures: str) -> datetime | None:
    try:
        year, month, day, hour, minute = (int(figures[i : i + 2]) for i in range(0, 10, 2))
        return datetime.fromordinal(datetime(2000 + year, month, day).toordinal()).replace(tzinfo=UTC) + (
            datetime(2000, 1, 1 + hour // 24, hour % 24, minute) - datetime(2000, 1, 1)
        )
    except ValueError:
        return None


def _same_again(text: str, found: Frame) -> list[tuple[int, int]]:
    """The head of a further part of the same NOTAM, with the same items B and C."""
    if found.validity is None:
        return []
    heads = list(_HEAD_AGAIN.finditer(text, found.body[0]))
    return [head.span() for head in heads if (_ten(head[1]), _ten(head[2])) == found.validity]


def _cancel(match: re.Match[str] | None) -> Stamp | None:
    if match is None or match[1]:
        return _stamp(match)
    day, month, year, clock = match.groups()[3:]
    minutes = int(clock[:2]) * 60 + int(clock[2:]) if clock else 0
    return Stamp(int(day), minutes, MONTHS[month], int(f"20{year[-2:]}"), match.start(4), match.end())


def _stamp(match: re.Match[str] | None) -> Stamp | None:
    if match is None:
        return None
    figures, month, year = match[1], match[2], match[3]
    return Stamp(
        int(figures[:2]),
        int(figures[2:4]) * 60 + int(figures[4:]),
        MONTHS[month],
        int(f"20{year[-2:]}") if year else None,
        match.start(1),
        match.end(),
    )
