"""NOTAMs in the ICAO form (Doc 10066, Appendix 3): the number, the lettered items, the free text of item E.

Q) is the qualifier line (subject, circle), A) the airspace, B) and C) the validity, D) the schedule, E) the text,
F) and G) the lower and upper limit.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from downrange.launch.areas.area import Position
from downrange.launch.notices.dialects.headers import NOTAM_KINDS
from downrange.launch.notices.dialects.limits_in_text import limits_in_text
from downrange.launch.notices.dialects.message import Message
from downrange.launch.notices.grammar.message_body import Body
from downrange.launch.notices.notice import Defect, NoticeWindow
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import Calendar
from downrange.launch.notices.times.item_d_schedules import hours_in, schedule_windows
from downrange.launch.notices.times.validity_instants import validity_instant
from downrange.launch.notices.times.window_expansion import expand, join_hours_and_days
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import BARE, LAT, LON, NUMBER, SERIAL, WORD

_ORDER = "QABCDEFG"
_Q_PLACE = re.compile(r"/ *([0-9]{2})([0-9]{2})([NS])([0-9]{3})([0-9]{2})([EW])([0-9]{3})?")
_HEIGHT_WORDS = {"AMSL", "AGL", "MSL", "FT", "M", "FL", "STD", "KM", "SFC"}
_LIMITS = {"SFC", "GND", "UNL", "FL", "MSL", "AMSL", "UNLTD", "SURFACE", "UNLIMITED", "SEE"}
_POSITIONS = (LAT, LON, BARE)
_RUNS_ON = ("TO", "THENCE")
_OPEN_ENDS = {"PERM", "UFN", "WIE"}
_VALIDITY_LETTERS = 48  # in which the time of item B or C is looked for


_HEAD = re.compile(r"\bNOTAM[NRC]\b|\bB\) ?[0-9]{10}")


def looks_like_notam(folded: str) -> bool:
    """Whether a text has a NOTAM's number or its lettered items."""
    return bool(_HEAD.search(folded))


def read_notam(page: Page) -> Message:
    """Read one NOTAM; its parts, where it has several, are read as one."""
    message = Message(page)
    items = _items(page)
    _number(message, items["Q"][0] if "Q" in items else len(page))
    _qualifier(message, items)
    if "A" in items:
        page.use(items["A"][0] - 2, items["A"][1])
        if message.issuer is None:
            message.issuer = next(
                (t.text for t in page.tokens[slice(*items["A"])] if t.kind == WORD and len(t.text) == 4), None
            )
    _parts(page)
    start, end = _instant(page, items.get("B")), _instant(page, items.get("C"))
    body = Body(page)
    for name, first, after in _ranges(page, items):
        if name == "E":
            _tail(page, after)
            body.read(first, after)
    _vertical(message, items)
    message.areas, message.points, message.runs = body.areas, body.points, body.runs
    if start is not None:
        _windows(message, items, start, end)
    return message


def _items(page: Page) -> dict[str, tuple[int, int]]:
    """The lettered items in their order: letter -> (first token of its content, token after it)."""
    marks: list[tuple[str, int]] = []
    wanted = 0
    for at, token in enumerate(page.tokens):
        lettered = token.kind == WORD and len(token.text) == 1 and page.is_mark(at + 1, ")")
        if lettered and not page.is_mark(at - 1, "("):
            place = _ORDER.find(token.text, wanted)
            if place < 0 or (wanted > 5 and page.is_mark(at + 2, ")")):
                continue
            if token.text in "FG" and not _is_limit(page, at + 2):
                continue
            if token.text in "AB" and wanted >= 5:
                continue
            marks.append((token.text, at))
            wanted = place + 1
    return {
        letter: (at + 2, marks[index + 1][1] if index + 1 < len(marks) else len(page))
        for index, (letter, at) in enumerate(marks)
    }


def _is_limit(page: Page, at: int) -> bool:
    return page.kind(at) == NUMBER or page.word(at) in _LIMITS


def _number(message: Message, before: int) -> None:
    page = message.page
    for at in range(min(before, len(page), 400)):
        if page.tokens[at].kind == SERIAL and page.is_word(at + 1, *NOTAM_KINDS):
            message.number = page.tokens[at].text
            kind, after = page.tokens[at + 1].text, at + 2
            if kind in ("NOTAMR", "NOTAMC") and after < len(page) and page.tokens[after].kind == SERIAL:
                message.cancels.append(page.tokens[after].text)
                after += 1
            elif kind in ("NOTAMR", "NOTAMC"):
                page.report(NoticeDefect.CANCELS_NO_NOTAM, at, after)
            message.this_cancelled = kind == "NOTAMC"
            page.use(at, after)
            page.ignore(0, at)
            return


def _qualifier(message: Message, items: dict[str, tuple[int, int]]) -> None:
    page = message.page
    if "Q" not in items:
        return
    first, after = items["Q"]
    page.use(first - 2, after)
    if first >= len(page):
        return
    text = page.folded[page.tokens[first].start : page.tokens[after - 1].end]
    message.issuer = page.tokens[first].text if re.fullmatch(r"[A-Z]{4}", page.tokens[first].text) else None
    place = _Q_PLACE.search(text)
    if place:
        lat = (int(place[1]) + int(place[2]) / 60) * (-1 if place[3] == "S" else 1)
        lon = (int(place[4]) + int(place[5]) / 60) * (-1 if place[6] == "W" else 1)
        if place[7]:
            message.circle = (lat, lon, float(place[7]))


def _parts(page: Page) -> None:
    """PART 1 OF 3: report the parts that are missing."""
    seen: set[int] = set()
    of = 0
    for at in page.places("PART"):
        if page.is_word(at + 2, "OF") and page.kind(at + 1) == page.kind(at + 3) == NUMBER:
            ends = page.is_word(at - 1, "END")
            page.use(at - ends, at + 4)
            part, parts = page.tokens[at + 1].text, page.tokens[at + 3].text
            if not ends and part.isdigit() and parts.isdigit():
                seen.add(int(part))
                of = max(of, int(parts))
    missing = [part for part in range(1, min(of, 99) + 1) if part not in seen]
    if missing:
        facts = {"missing": ", ".join(map(str, missing)), "parts": of}
        page.defects.append(Defect(f"OF {of}", NoticeDefect.PART_MISSING, facts))


def _instant(page: Page, item: tuple[int, int] | None) -> datetime | None:
    """The time of item B or C; PERM and UFN have none."""
    if item is None:
        return None
    first, after = item
    if first >= len(page):
        return None
    begin = page.tokens[first].start
    printed = page.folded[begin : page.tokens[after - 1].end][:_VALIDITY_LETTERS]
    found = validity_instant(printed)
    instant = None
    if found is not None:
        instant, length = found
        stop = page.at_place(begin + length)
        if instant is None:
            page.report(NoticeDefect.NO_SUCH_INSTANT, first, stop)
        page.use(first - 2, stop)
    else:
        stop = first
    for at in range(stop, min(after, stop + 3)):
        if page.is_word(at, "EST"):
            page.report(NoticeDefect.END_ESTIMATED, at - 1, at + 1)
            page.use(at, at + 1)
        elif page.is_word(at, *_OPEN_ENDS):
            page.report(NoticeDefect.END_OPEN, at, at + 1, printed=page.tokens[at].text)
            page.use(first - 2, at + 1)
    if instant is None and not any(page.status[at] for at in range(first, min(after, first + 4))):
        page.report(NoticeDefect.NO_TIME, first - 2, min(after, first + 4))
    return instant


def _ranges(page: Page, items: dict[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    """The E items, of the first part and of those that follow in the same text."""
    if "E" not in items:
        end = min((span[0] - 2 for letter, span in items.items() if letter in "FG"), default=len(page))
        return [("E", max((span[1] for letter, span in items.items() if letter not in "FG"), default=0), end)]
    first, after = items["E"]
    page.use(first - 2, first)
    ranges, start = [], first
    for at in range(first, after):  # further parts repeat the number and the items before E
        if page.tokens[at].kind == SERIAL and page.is_word(at + 1, *NOTAM_KINDS):
            again = next(
                (i for i in range(at, after) if page.is_word(i, "E") and page.is_mark(i + 1, ")")), None
            )
            if again is not None and again > start:
                ranges.append(("E", start, at))
                page.ignore(at, again + 2)
                start = again + 2
    return _joined(page, [*ranges, ("E", start, after)])


def _joined(page: Page, ranges: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The E items, two of them as one where an outline runs on from one part into the next."""
    joined = ranges[:1]
    for name, first, after in ranges[1:]:
        _, start, break_ = joined[-1]
        gap = _open_outline(page, break_, first)
        if gap is None:
            joined.append((name, first, after))
        else:
            page.gaps[gap] = first
            joined[-1] = (name, start, after)
    return joined


def _open_outline(page: Page, break_: int, first: int) -> int | None:
    """The token behind an outline that a break between two parts interrupts: a mark or TO stands at its open end.

    Without such a word the outline may end there, and another one begin: the parts are not joined.
    """
    last = break_ - 1
    while last > 0 and page.status[last]:
        last -= 1
    open_end = page.is_mark(last, "-", ",", ";") or page.is_word(last, *_RUNS_ON)
    open_start = page.is_mark(first, "-", ",", ";") or page.is_word(first, *_RUNS_ON)
    before, behind = last - open_end, first + open_start
    runs_on = page.kind(before) in _POSITIONS and page.kind(behind) in _POSITIONS
    return last + 1 if runs_on and (open_end or open_start) else None


def _tail(page: Page, after: int) -> None:
    """CREATED: 27 MAR 2026 22:21 SOURCE: NTAAYNYX, after the NOTAM: ignored by name."""
    for at in page.places("CREATED"):
        if page.is_mark(at + 1, ":"):
            page.ignore(at, min(len(page), at + 12))


def _vertical(message: Message, items: dict[str, tuple[int, int]]) -> None:
    page = message.page
    limits = []
    for letter in "FG":
        if letter in items:
            first, after = items[letter]
            stop = first
            while stop < min(after, first + 6) and _of_a_height(page, stop, first):
                stop += 1
            page.use(first - 2, stop)
            limits.append(page.quote(first, stop))
    if len(limits) == 2 and all(limits):
        message.vertical = (limits[0], limits[1])
    elif not {"F", "G"} & items.keys():
        message.vertical = limits_in_text(page.folded[page.tokens[0].start : page.tokens[-1].end])


def _of_a_height(page: Page, at: int, first: int) -> bool:
    """10000FT AMSL, FL245, SFC: whether a token belongs to the height that starts at `first`."""
    if page.is_mark(at, ","):
        return page.kind(at - 1) == page.kind(at + 1) == NUMBER and page.touches(at + 1)
    return at == first or page.tokens[at].kind == NUMBER or page.tokens[at].text in _HEIGHT_WORDS


def _windows(
    message: Message, items: dict[str, tuple[int, int]], start: datetime, end: datetime | None
) -> None:
    """Windows by item D, else by item E where it divides the validity (B, C), else the validity itself."""
    page = message.page
    if "D" in items:
        page.use(items["D"][0] - 2, items["D"][0])
        message.windows = schedule_windows(page, *items["D"], start, end, _place(message))
    if end is None:
        return
    if end < start:
        page.defects.append(Defect(f"{start:%y%m%d%H%M} {end:%y%m%d%H%M}", NoticeDefect.END_BEFORE_START))
        return
    told = _told(message, start, end)
    by_area = [window for window in told if window.area is not None]
    whole = [window for window in told if window.area is None]
    allowed = message.windows or [NoticeWindow(start, end)]
    if message.windows and _divide(by_area, allowed):
        timed = {window.area for window in by_area}
        rest = dict.fromkeys(area.label for area in message.areas if area.label not in timed)
        message.windows = by_area + [replace(window, area=label) for label in rest for window in allowed]
    elif not message.windows:
        divided = bool(whole) and end - start > timedelta(hours=24)
        message.windows = by_area or (whole if divided else allowed)
        timeless = {area.label for area in message.areas} - {window.area for window in by_area}
        if by_area and timeless:
            message.windows += [
                replace(window, area=label) for label in timeless for window in whole or allowed
            ]
    for window in told:
        if not any(near.start <= window.start and window.end <= near.end for near in allowed):
            facts = {"start": window.start, "end": window.end}
            page.defects.append(Defect("", NoticeDefect.OTHER_TIMES, facts))
            break


def _divide(by_area: list[NoticeWindow], schedule: list[NoticeWindow]) -> bool:
    """Whether the hours of single areas lie within the windows of item D, in each of them once for each area."""
    if not by_area:
        return False
    labels = {window.area for window in by_area}
    for label in labels:
        own = {(window.start, window.end) for window in by_area if window.area == label}
        held = [sum(outer.start <= start and end <= outer.end for start, end in own) for outer in schedule]
        if sum(held) != len(own) or set(held) != {1}:
            return False
    return True


def _place(message: Message) -> Position | None:
    """Where the Sun rises for a schedule: the first area's first position, else the centre of the Q-line's circle."""
    for area in message.areas:
        if area.center or area.vertices or area.line:
            return area.center or (area.vertices or area.line)[0]
    return message.circle[:2] if message.circle else None


def _told(message: Message, start: datetime, end: datetime) -> list[NoticeWindow]:
    """The windows that the text of item E gives."""
    join_hours_and_days(message.runs)
    told: list[NoticeWindow] = []
    for run, label in message.runs:
        if run.spans or run.dailies:
            told += expand(message.page, run, Calendar(start, end), label, _place(message))
        elif run.hours and label is not None:
            told += hours_in(message.page, run, start, end, label, _place(message))
    return told
