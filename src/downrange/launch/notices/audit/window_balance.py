"""Windows against the print: the second schedule of every passage, its sections by area, stamps, and what is left."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.message_frame import Frame
from downrange.launch.notices.audit.message_sections import Mark, area_labels, section_marks
from downrange.launch.notices.audit.printed_beside import Beside
from downrange.launch.notices.audit.printed_dates import Context, Span
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_positions import PrintedPosition
from downrange.launch.notices.audit.printed_times import TimeToken, time_tokens
from downrange.launch.notices.audit.result_values import area_positions
from downrange.launch.notices.audit.second_schedule import Schedule, merged, same_cover, schedule
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect

Passage = tuple[int, str | None, list[TimeToken]]  # paragraph, label of the section, tokens
Timed = tuple[int, str | None, list[TimeToken], Schedule]
Found = tuple[AuditDefect, int, int, dict[str, Any]]
_IDLE = " \t\r\n,.;:-()¤"  # what stands between the corners of an outline
_NESTED = 2  # letters of a label within a section
# Days kept in reserve are for all areas, although they stand behind the last one.
_RESERVE = "reserve"  # stands for the label of such a passage
_FOR_ALL = re.compile(r"(?<=[\n.]) *(?:RESERVE|BACK-?UP|ALTERNATE|ALTN|POSTPONE)", re.M)
_RESERVE_WORD = re.compile("RESERVE|BACK-?UP|ALTERNATE|ALTN|POSTPONE")
_WEEKDAYS_OF_SPANS = re.compile(
    r"W(?:SW)?DSD(?:DSD)*W"
)  # Wednesdays of one span of days, Saturdays of another
_SAID_LOCAL = {NoticeDefect.LOCAL_TIME}


def window_defects(
    notice: Notice,
    sheet: Sheet,
    frame: Frame,
    positions: Sequence[PrintedPosition],
    beside: Beside,
    whole_days: Sequence[tuple[int, int]] = (),
) -> Iterator[Found]:
    """Everything of the windows that does not balance.

    `whole_days` are places where the reader reported days without hours and took them from midnight to midnight.
    """
    if not notice.windows and notice.kind != "cancel":
        yield AuditDefect.NOTHING_TIMED, 0, 0, {}
    yield from _stamps(notice, frame)
    passages = list(_passages(notice, sheet, frame, positions))
    context = _context(frame, passages, beside, _place(notice, positions))
    for _, _, tokens in passages:
        for token in tokens:
            if token.letter == "y":
                yield from _year(notice, token)
    passages = _days_lent(passages)
    context.whole_days = tuple(whole_days)
    results: list[Timed] = []
    for par, label, some in passages:
        if _timed(some):
            results.append((par, label, some, (timed := schedule(some, context))))
            context.hours = (*context.hours, *timed.hours)
    for _, _, tokens in passages:
        if not _timed(tokens):
            for token in tokens:
                if token.letter in "NDTXH":
                    yield AuditDefect.NUMBER_UNUSED, token.start, token.end, {}
    unsure = False
    for *_, tokens, _ in results:
        plain = [token for token in tokens if token.letter in "WSDTXHE"]
        if found := _WEEKDAYS_OF_SPANS.search("".join(token.letter for token in plain)):
            place = plain[found.start()].start, plain[found.end() - 1].end
            yield AuditDefect.SCHEDULE_UNCHECKED, *place, {}
    for *_, result in results:
        if result.unknown_zone is not None and notice.windows and not _said(notice, _SAID_LOCAL):
            yield AuditDefect.ZONE_UNKNOWN, result.unknown_zone.start, result.unknown_zone.end, {}
        unsure |= result.unknown_zone is not None
        for token in result.left:
            unsure = True
            yield AuditDefect.SCHEDULE_UNCHECKED, token.start, token.end, {}
    if frame.validity_unread:
        yield AuditDefect.SCHEDULE_UNCHECKED, 0, 0, {}
    elif not unsure:
        yield from _compare(notice, sheet, frame, results)


def _place(notice: Notice, positions: Sequence[PrintedPosition]) -> tuple[float, float] | None:
    """The first position of the first area, for the Sun; the first printed one where no area was read."""
    for area in notice.areas:
        for position in area_positions(area):
            return position
    return next(
        ((one.lat, one.lon) for one in positions if one.lat is not None and one.lon is not None), None
    )


def _said(notice: Notice, codes: set[NoticeDefect]) -> bool:
    return any(defect.code in codes for defect in notice.defects)


def _stamps(notice: Notice, frame: Frame) -> Iterator[Found]:
    for stamp, read in ((frame.issued, notice.issued), (frame.cancel, notice.self_cancel)):
        if stamp is not None and (read is None or not stamp.is_that(read)):
            yield AuditDefect.STAMP_DIFFERS, stamp.start, stamp.end, {}


def _year(notice: Notice, token: TimeToken) -> Iterator[Found]:
    read = {moment.year for window in notice.windows for moment in (window.start, window.end)}
    read |= {moment.year for moment in (notice.issued, notice.self_cancel) if moment}
    if token.number not in read:
        yield AuditDefect.YEAR_UNUSED, token.start, token.end, {}


def _context(
    frame: Frame, passages: Sequence[Passage], beside: Beside, place: tuple[float, float] | None
) -> Context:
    """The validity of items B and C, or the two times of ten figures that end an FAA text with hours of its own."""
    validity = frame.validity
    if validity is None and not frame.notam:
        for _, _, tokens in passages:
            whole = [token for token in tokens if token.letter == "X" and token.year]
            others = [
                token
                for token in tokens
                if token.letter in "THUW" or (token.letter in "DX" and not token.year)
            ]
            if len(whole) == 2 and others:
                ends = schedule(
                    [token for token in tokens if whole[0].start <= token.start <= whole[1].end], Context()
                )
                if len(ends.windows) == 1:
                    validity = ends.windows[0]
                    for token in whole:
                        token.letter = "_"
                    for token in tokens:
                        if whole[0].end <= token.start <= whole[1].start:
                            token.letter = "_"
    return Context(
        validity,
        (frame.issued.moment() if frame.issued else None) or beside.issued,
        (frame.cancel.moment() if frame.cancel else None) or beside.self_cancel,
        frozenset(frame.years or ({beside.year} if beside.year else ())),
        place=place,
    )


def _timed(tokens: Sequence[TimeToken]) -> bool:
    """Whether a passage speaks of times: hours, a whole instant, the sun, or days with a month."""
    letters = {token.letter for token in tokens}
    return (
        not letters.isdisjoint("XTHUW")
        or {"D", "M"} <= letters
        or any(token.letter == "D" and token.year for token in tokens)
    )


def _passages(
    notice: Notice, sheet: Sheet, frame: Frame, positions: Sequence[PrintedPosition]
) -> Iterator[Passage]:
    """Item D, and the words cut at paragraphs, labels and positions, each with what it belongs to."""
    if frame.schedule:
        yield 0, None, time_tokens(sheet, *frame.schedule)
    start, end = frame.body
    if frame.notam:
        yield 0, None, time_tokens(sheet, 0, frame.schedule[0] if frame.schedule else start)
    labels = area_labels(notice)
    outer = {label[0] for label in labels if len(label) == _NESTED}  # BA: area A of section B
    marks: list[Mark] = [(one.start, one.end, None, None) for one in positions if start <= one.start < end]
    marks += section_marks(sheet, start, end, labels | outer)
    if _RESERVE_WORD.search(sheet.folded):
        marks += [
            (one.start(), one.start(), None, _RESERVE) for one in _FOR_ALL.finditer(sheet.folded, start, end)
        ]
    paragraph, at = 0, start
    own: str | None = None
    section = ""
    for first, after, number, name in [*sorted(marks, key=lambda mark: mark[:2]), (end, end, None, None)]:
        if first < at:
            continue
        if sheet.text[at:first].strip(_IDLE):
            yield paragraph, own, time_tokens(sheet, at, first)
        at = after
        if number is not None:
            paragraph, own = number, None
        elif name is not None:
            if section + name in labels:
                own = section + name
            else:
                own, section = name, name if name in outer else ""


def _days_lent(passages: list[Passage]) -> list[Passage]:
    """Days before the first section and hours without days in the sections: the days are lent to each of them."""
    heads = [
        tokens for _, label, tokens in passages if label is None and {"D", "M"} <= {t.letter for t in tokens}
    ]
    if len(heads) != 1 or any(token.letter in "XTHU" for token in heads[0]):
        return passages
    lent: list[Passage] = []
    used = False
    for paragraph, label, tokens in passages:
        letters = {token.letter for token in tokens}
        if label is not None and "T" in letters and not letters & set("DXW"):
            used = True
            tokens = [*(replace(token) for token in heads[0]), *tokens]
        lent.append((paragraph, label, tokens))
    return [one for one in lent if one[2] is not heads[0]] if used else passages


def _compare(notice: Notice, sheet: Sheet, frame: Frame, results: Sequence[Timed]) -> Iterator[Found]:
    """The time covered by the printed schedules and by the windows, for all areas together and for each."""
    timed = [one for one in results if one[3].windows]
    for _, _, tokens, result in results:
        if not result.windows and tokens:
            yield AuditDefect.SCHEDULE_UNCHECKED, tokens[0].start, tokens[-1].end, {}
    if not timed and frame.validity:
        timed = [(0, None, [], Schedule([frame.validity]))]
    timed = _parts_of_item_d(notice, frame, timed)
    read = [(window.start, window.end) for window in notice.windows]
    if not timed:
        if read:
            yield AuditDefect.WINDOW_UNPRINTED, 0, 0, {}
        return
    printed = [span for *_, result in timed for span in result.windows]
    sun_ends = {moment for *_, result in timed for moment in result.sun_ends}
    if not same_cover(read, printed, sun_ends):
        yield _differ(read, printed, timed)
    elif len(notice.areas) > 1 and not _each_area(notice, sheet, timed):
        yield AuditDefect.WINDOWS_BY_AREA, 0, 0, {}


def _parts_of_item_d(notice: Notice, frame: Frame, timed: list[Timed]) -> list[Timed]:
    """The sections' own hours, where each area has some, once in every window of item D; else all as they are."""
    labels = area_labels(notice)
    own = [one for one in timed if one[1] in labels]
    if frame.schedule is None or len(labels) != len(notice.areas) or {one[1] for one in own} != labels:
        return timed
    first, after = frame.schedule
    outer = [
        span
        for *_, tokens, result in timed
        if tokens and first <= tokens[0].start < after
        for span in result.windows
    ]
    inner = [one for one in timed if not (one[2] and first <= one[2][0].start < after)]
    if not all(any(a <= s and e <= b for a, b in outer) for *_, one in inner for s, e in one.windows):
        return timed
    each = all(sum(a <= s and e <= b for s, e in one.windows) == 1 for *_, one in own for a, b in outer)
    return own if outer and each else timed


def _differ(read: list[Span], printed: list[Span], timed: Sequence[Timed]) -> Found:
    tokens = [token for _, _, some, _ in timed for token in some]
    place = (min(token.start for token in tokens), max(token.end for token in tokens)) if tokens else (0, 0)
    facts = {
        "read_h": _hours(read),
        "printed_h": _hours(printed),
        "first": min(start for start, _ in printed),
    }
    return AuditDefect.WINDOWS_DIFFER, *place, facts


def _hours(spans: Sequence[Span]) -> float:
    return sum((end - start).total_seconds() for start, end in merged(spans)) / 3600


def _each_area(notice: Notice, sheet: Sheet, timed: Sequence[Timed]) -> bool:
    """Whether each area has the hours of its own paragraph and section; without hours there, those of no section."""
    marks = section_marks(sheet, 0, len(sheet.folded), set())
    starts = [(start, number) for start, _, number, _ in marks if number is not None]
    for area in notice.areas:
        label = (area.label or area.name or "").upper()
        at = area.spans[0][0] - notice.start if area.spans else 0
        paragraph = max((start for start in starts if start[0] <= at), default=(0, 0))[1]
        read = [(w.start, w.end) for w in notice.windows if w.area in (None, area.label, area.name)]
        own = [one for one in timed if one[0] in (0, paragraph) and one[1] in (None, _RESERVE, label)]
        own = own or [one for one in timed if one[1] in (None, _RESERVE)] or list(timed)
        sun_ends = {moment for *_, result in own for moment in result.sun_ends}
        if not same_cover(read, [span for *_, result in own for span in result.windows], sun_ends):
            return False
    unnamed = not any(window.area for window in notice.windows)
    covers = [result.windows for _, passage, _, result in timed if passage != _RESERVE]
    return not (unnamed and any(not same_cover(covers[0], cover) for cover in covers[1:])) or _one_place(
        timed
    )


def _one_place(timed: Sequence[Timed]) -> bool:
    """Whether all hours stand in one item of a NOTAM (its item D), so that they are for every area."""
    return len(timed) == 1
