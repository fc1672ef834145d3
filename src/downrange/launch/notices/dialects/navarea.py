"""NAVAREA warnings: NAVAREA I-XXI, HYDROPAC, HYDROLANT, HYDROARC, and coastal warnings of the same form.

A date and time group, a number, lines that name the sea and its charts, then numbered paragraphs: what
happens, when and where; which warnings are cancelled; when this one ends.
"""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta

from downrange.launch.areas.area import Area, Position
from downrange.launch.notices.dialects.cancellations import DATED, Cancel, is_denied, past_date, read_cancel
from downrange.launch.notices.dialects.headers import series_at
from downrange.launch.notices.dialects.limits_in_text import limits_in_text
from downrange.launch.notices.dialects.message import Message
from downrange.launch.notices.grammar.message_body import Body
from downrange.launch.notices.notice import Defect
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import MONTHS, Calendar, full_year, moment
from downrange.launch.notices.times.item_d_schedules import windows_of_run
from downrange.launch.notices.times.time_atoms import clock_minutes
from downrange.launch.notices.times.time_expression import Run
from downrange.launch.notices.times.time_runs import starts_time
from downrange.launch.notices.times.window_expansion import expand, join_hours_and_days, resolve
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import BARE, FRACTION, LAT, LON, NUMBER, SERIAL, WORD, ZULU
from downrange.launch.notices.tokens.word_lists import words

_ADDRESS = ("FM", "FROM", "TO", "INFO")  # 250228Z NOV 26 / FM RCCNZ / NAVAREA XIV 77/26
_MOST_OF_HEADER, _MOST_OF_ADDRESS = 14, 24  # tokens
_CHART_WORDS, _BODY_WORDS = words("headings", "charts"), words("headings", "body")


def read_navarea(page: Page, issued: datetime | None = None, year: int | None = None) -> Message:
    """Read one warning. `issued` comes from the envelope, `year` from the user, where they are known."""
    message = Message(page, issued=issued)
    at = _header(message)
    if message.number and "/" in message.number:
        year = year if year is not None else full_year(int(message.number.rpartition("/")[2][-2:]))
    cancel = Cancel()
    end = _before_tail(message)
    at = _headline(page, at)
    paragraphs = _paragraphs(page, at, end)
    runs: list[tuple[Run, str | None]] = []
    bodies = []
    for number, first, end in paragraphs:
        body = Body(page)
        _read_paragraph(page, body, first, end, cancel, message)
        if body.areas or body.runs:
            bodies.append((number, body))
    if year is None and message.issued is None and len(page.years) == 1:
        year = next(iter(page.years))  # of another number: NAV WARN 412/26
    calendar = Calendar(message.issued, None, year if message.issued is None else None)
    if cancel.at_time is not None:
        run = Run(page.at_place(page.tokens[cancel.first].start), cancel.after)
        expires = resolve(page, run, cancel.at_time, calendar)
        message.self_cancel = expires
        calendar = Calendar(message.issued, expires, calendar.year)
    _references(page)
    _name_by_paragraph(bodies)
    for _, body in bodies:
        message.areas += body.areas
        message.points += body.points
        runs += body.runs
    runs = _for_nested_areas(runs, message.areas)
    join_hours_and_days(runs)
    for run, label in runs:
        place = _place(message.areas)
        message.windows += windows_of_run(page, run, label, place) or expand(
            page, run, calendar, label, place
        )
    _end_with_the_message(message)
    message.runs = runs
    message.vertical = limits_in_text(page.folded[page.tokens[0].start : page.tokens[-1].end])
    message.cancels = cancel.numbers
    message.this_cancelled = cancel.this and cancel.at_time is None
    return message


def _place(areas: list[Area]) -> Position | None:
    """The first printed position, for which sunset is computed where a window ends at SUNSET."""
    for area in areas:
        if area.center or area.vertices or area.line:
            return area.center or (area.vertices or area.line)[0]
    return None


def _end_with_the_message(message: Message) -> None:
    """Hours across midnight whose last day is the day they end, as the cancellation time, a day short, shows."""
    end = message.self_cancel
    beyond = [window for window in message.windows if end is not None and window.start >= end]
    kept = [window for window in message.windows if window not in beyond]
    across = all(window.end.date() > window.start.date() for window in beyond)
    if end is None or not beyond or not kept or not across:
        return
    if timedelta(0) <= end - max(window.end for window in kept) <= timedelta(hours=12):
        printed = f"CANCEL THIS MSG {end:%d%H%MZ %b}"
        message.page.defects.append(Defect(printed, NoticeDefect.LAST_WINDOW_A_DAY_EARLY))
        message.windows = kept


def _header(message: Message) -> int:
    """The date and time group and the number; returns the token after them."""
    page, at = message.page, 0
    addressed = False
    while at < min(len(page), _MOST_OF_ADDRESS if addressed else _MOST_OF_HEADER):
        token = page.tokens[at]
        if page.is_date_group(at):
            issued = _date_time_group(page, at)
            message.issued = issued or message.issued
            page.use(at, at + 3)
            at += 3
            continue
        series = series_at(page, at)
        if series is not None:
            message.issuer, message.number = series.issuer, f"{series.issuer} {series.number}"
            if series.misspelt:
                page.report(NoticeDefect.SERIES_MISSPELT, at, series.after)
            page.ignore(0, at)
            page.use(at, series.after)
            after = _sub_regions(page, series.after)
            second = series_at(page, after + page.is_mark(after, "."))
            if second is not None:
                page.report(NoticeDefect.SECOND_NUMBER, at, second.after)
                page.use(after, second.after)
                after = _sub_regions(page, second.after)
            return after
        addressed = addressed or page.is_word(at, *_ADDRESS)
        if (
            (message.issued is not None and not addressed)
            or token.kind in (LAT, LON)
            or starts_time(page, at, len(page))
        ):
            break
        at += 1
    if message.issued is None:
        return 0
    return next(i for i, token in enumerate(page.tokens) if not page.status[i] or i == len(page) - 1)


def _date_time_group(page: Page, at: int) -> datetime | None:
    digits = page.tokens[at].text.rstrip("Z ")
    if len(digits) == 7:
        page.report(NoticeDefect.DTG_SEVEN_DIGITS, at, at + 3)
        digits = digits[:6]
    minutes = clock_minutes(digits[2:]) if len(digits) == 6 else None
    if minutes is None:
        page.report(NoticeDefect.DTG_NOT_READ, at, at + 3)
        return None
    figures = page.tokens[at + 2].text.split(".")[0][:4]
    if not figures.isdecimal():
        page.report(NoticeDefect.DTG_NOT_READ, at, at + 3)
        return None
    issued = moment(full_year(int(figures)), MONTHS[page.tokens[at + 1].text], int(digits[:2]), minutes)
    if issued is None:
        page.report(NoticeDefect.DTG_NO_SUCH_DAY, at, at + 3)
    return issued


def _sub_regions(page: Page, at: int) -> int:
    """The token after sub-region numbers, ``(11,26)``, which are ignored by name."""
    closing = next((i for i in range(at + 1, at + 20) if page.is_mark(i, ")")), -1)
    if closing < 0 or not page.is_mark(at, "("):
        return at
    page.ignore(at, closing + 1)
    return closing + 1


def _headline(page: Page, at: int) -> int:
    """The lines that name seas, countries and charts, up to the first paragraph: ignored by name."""
    first = at
    while at < len(page):
        token = page.tokens[at]
        if token.kind in (LAT, LON, BARE) or (token.kind == WORD and token.text.startswith("CANCEL")):
            break
        if token.kind == NUMBER and not (
            page.word(at - 1) in _CHART_WORDS or (page.is_mark(at - 1, ",") and page.status[at - 2])
        ):
            break
        if token.kind == WORD and token.text in _BODY_WORDS and not page.is_word(at + 1, "THE"):
            break
        if starts_time(page, at, len(page)):
            break
        page.ignore(at, at + 1)
        at += 1
    return at if at > first else first


def _paragraphs(page: Page, at: int, end: int) -> list[tuple[str | None, int, int]]:
    """The numbered paragraphs: (number, first token, token after)."""
    found: list[tuple[str | None, int, int]] = []
    number, first, expected = None, at, 1
    while at < end:
        here = page.tokens[at].text == str(expected) and _paragraph_number(page, at, expected)
        if here:
            if at > first:
                found.append((number, first, at))
            while here < len(page) and page.tokens[here].text == str(expected):
                page.report(NoticeDefect.PARAGRAPH_TWICE, at, here + 1)
                here += 1 + page.is_mark(here + 1, ".")
            page.use(at, here)
            number, first, expected, at = str(expected), here, expected + 1, here
        else:
            at += 1
    found.append((number, first, end))
    return found


def _paragraph_number(page: Page, at: int, expected: int) -> int:
    """The token after the number of a paragraph at a token, or 0."""
    if page.kind(at) != NUMBER or page.tokens[at].text != str(expected) or not page.is_mark(at + 1, "."):
        return 0
    if page.kind(at + 2) not in (WORD, NUMBER, ZULU) or page.word(at + 2) in MONTHS:
        return 0
    parted = page.starts_line(at) or page.is_mark(at - 1, ".", ":", ",", ";")
    run_on = page.kind(at - 1) in (WORD, LON) and (expected == 1 or page.is_word(at + 2, "CANCEL"))
    return at + 2 if parted or run_on else 0


def _read_paragraph(page: Page, body: Body, first: int, end: int, cancel: Cancel, message: Message) -> None:
    """Read the cancellations of a paragraph, wherever they stand, and the rest as its body."""
    start = first
    dates = [at for word in DATED for at in page.places(word) if page.kind(at - 1) in (FRACTION, SERIAL)]
    for at in sorted(page.places("CANCEL") + page.places("CANCELS") + dates):
        if not start <= at < end or page.status[at] or is_denied(page, at, first):
            continue
        if not page.is_word(at, *DATED):
            body.read(start, at)
            start = read_cancel(page, at, end, cancel, message.issuer)
        elif after := past_date(page, at, end):  # of a message that is referred to
            body.read(start, at)
            page.ignore(at, after)
            start = after
    body.read(start, end)


def _for_nested_areas(runs: list[tuple[Run, str | None]], areas: list[Area]) -> list[tuple[Run, str | None]]:
    """Give the times of B to BA and BB, where the areas of B are a list of their own."""
    labels = list(dict.fromkeys(area.label for area in areas if area.label))
    spread: list[tuple[Run, str | None]] = []
    for run, label in runs:
        below = [name for name in labels if label and label not in labels and name.startswith(label)]
        spread += [(deepcopy(run), name) for name in below] if below else [(run, label)]
    return spread


def _references(page: Page) -> None:
    """Ignore messages that are only referred to; a paragraph of nothing else may have lost its CANCEL."""
    for at, token in enumerate(page.tokens):
        if token.text.startswith(("NA", "HY")) and not page.status[at] and (series := series_at(page, at)):
            alone = page.is_mark(at - 1, ".") and at >= 2 and page.tokens[at - 2].kind == NUMBER
            if alone and not page.is_word(series.after, "REFERS", "REFER"):
                page.report(NoticeDefect.ONLY_NAMED, at, series.after)
            page.ignore(at, series.after)


def _before_tail(message: Message) -> int:
    """Skip the tail of NGA's map files: ``Authority: EASTERN RANGE ...Date: 302322Z AUG 18Cancel: 0703...``."""
    page = message.page
    start = next((at for at in page.places("AUTHORITY") if page.is_mark(at + 1, ":")), len(page))
    page.ignore(start, len(page))
    for at in range(start, len(page) - 4):
        if message.issued is None and page.is_word(at, "DATE") and page.is_date_group(at + 2):
            message.issued = _date_time_group(page, at + 2)
    return start


def _name_by_paragraph(bodies: list[tuple[str | None, Body]]) -> None:
    """Where several paragraphs have areas and times of their own, label their areas by paragraph.

    An area without a letter takes the paragraph's number; letters that two paragraphs both use become 1A and 2A.
    """
    if sum(bool(body.areas) and bool(body.runs) for _, body in bodies) < 2:
        return
    letters = [label for _, body in bodies for label in {area.label for area in body.areas} if label]
    for number, body in bodies:
        names = {
            area.label: f"{number}{area.label}"
            if area.label and letters.count(area.label) > 1
            else area.label or number
            for area in body.areas
        }
        body.areas = [replace(area, label=names[area.label]) for area in body.areas]
        body.runs = [
            (run if index == 0 else deepcopy(run), name)
            for run, label in body.runs
            for index, name in enumerate(
                [names.get(label, label)] if label else dict.fromkeys(names.values()) or [number]
            )
        ]
