"""The notice reader: a pasted text, in any format, read as notices.

The format is opened, the text cut into messages, each message read in its dialect and checked for consistency.
Every word is used, ignored by name, or reported as unread with its place. Last, the auditor compares each result with
its text by rules of its own; what does not balance is a defect.
"""

import re
from dataclasses import replace
from typing import get_args

from downrange.earth.instants import FIRST_YEAR, LAST_YEAR
from downrange.errors import NoticeError
from downrange.kernel.number_checks import whole
from downrange.launch.notices.audit.printed_beside import Beside
from downrange.launch.notices.consistency import check
from downrange.launch.notices.dialects.faa import looks_like_summary, looks_like_tfr, read_summary, read_tfr
from downrange.launch.notices.dialects.headers import message_starts
from downrange.launch.notices.dialects.message import Message
from downrange.launch.notices.dialects.navarea import read_navarea
from downrange.launch.notices.dialects.notam import looks_like_notam, read_notam
from downrange.launch.notices.envelopes import message_texts
from downrange.launch.notices.forms.encoded_comparison import add_encoded, audit_of_words
from downrange.launch.notices.forms.message_text import Encoded, MessageText
from downrange.launch.notices.grammar.kinds import kind_of
from downrange.launch.notices.languages.language_codes import LanguageDefect
from downrange.launch.notices.languages.language_marks import language_of
from downrange.launch.notices.languages.notice_language import as_printed, in_english
from downrange.launch.notices.notice import Defect, Kind, Notice, Unread
from downrange.launch.notices.notice_codes import NoticeCode, NoticeDefect
from downrange.launch.notices.tokens.glued_words import repair_words
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import fold, tokenise

LONGEST_MESSAGE = 100_000  # the longest of the archives has 4,174

# How messages end: item G of a NOTAM, its time of creation, or the full stop (and signature) of the last sentence.
_ELEMENT_SET = re.compile(
    r"^ ?1 [0-9A-Z ][0-9 ]{4}.{50,66}\r?\n(?:\r?\n)? ?2 [0-9A-Z ][0-9 ]{4}.{50,66}$", re.MULTILINE
)
_WHOLE = re.compile(r"\bG\)|\bCREATED\b|[.=][\s\w/]{0,60}\Z|\)\s*\Z")
_LATITUDE = re.compile(r"\d{2}[\d.-]{0,8}\s?[NS]\b|\b[NS]\d{4}")
_PLACES = 2  # a route closed by its waypoints holds no area either, but it holds places


def read_notices(text: str, *, year: int | None = None) -> tuple[Notice, ...]:
    """Read every notice in a text: NAVAREA, HYDRO*, NOTAM, FAA texts, NGA JSON and XML, S-124, several together.

    `year` is used where the text prints none. Raises `NoticeError` for a text that is empty, holds no notice
    or breaks off before any area; anything else that is wrong is a defect of its notice.
    """
    if year is not None:
        whole(year, "year", FIRST_YEAR, LAST_YEAR, NoticeError)
    if not text.strip():
        raise NoticeError(NoticeCode.EMPTY)
    if _holds_element_sets(text):
        raise NoticeError(NoticeCode.ELEMENT_SETS)
    notices: list[Notice] = []
    for source in message_texts(text):
        notices += _read_text(source, year)
    kept = [_broken_off(notice) if _breaks_off(notice) else notice for notice in _without_copies(notices)]
    if not kept:
        if isinstance(tongue := language_of(text), str):
            raise NoticeError(LanguageDefect.UNKNOWN, name=tongue)
        raise NoticeError(NoticeCode.NO_NOTICE)
    if all(map(_breaks_off, kept)):
        raise NoticeError(NoticeCode.BREAKS_OFF, value=kept[0].number or "the text")
    return tuple(kept)


def _holds_element_sets(text: str) -> bool:
    """Whether two-line sets are half of the lines, or the keywords of an orbit mean-elements message stand there."""
    if "MEAN_MOTION" in text and "ECCENTRICITY" in text and "RA_OF_ASC_NODE" in text:
        return True  # CCSDS 502.0-B-3, in any of its four notations
    sets = sum(1 for _ in _ELEMENT_SET.finditer(text))
    return sets > 0 and 4 * sets >= sum(1 for line in text.splitlines() if line.strip(" \t#"))


def _breaks_off(notice: Notice) -> bool:
    """Whether a message that holds no area also lacks the end that a whole message has, and places in it."""
    if notice.areas or notice.cancels or notice.kind == "cancel" or _WHOLE.search(notice.text):
        return False
    return len(_LATITUDE.findall(notice.text)) < _PLACES


def _broken_off(notice: Notice) -> Notice:
    broken = Defect(notice.text[-40:].strip(), NoticeDefect.BREAKS_OFF)
    return replace(notice, defects=(*notice.defects, broken))


def _read_text(source: MessageText, year: int | None) -> list[Notice]:
    if source.encoded is not None and (source.encoded.drawn_only or not source.text.strip()):
        return _drawn(source, source.encoded)
    translation, remarks = in_english(source.text)
    text = source.text if translation is None else translation.text
    folded = fold(text)
    tokens = repair_words(tokenise(folded), folded)
    whole = Page(text, folded, tokens)
    starts = [0] if source.whole else message_starts(whole)
    notices = []
    for first, after in zip(starts, [*starts[1:], len(tokens)], strict=True):
        page = whole if len(starts) == 1 else Page(text, folded, tokens[first:after])
        page.defects += remarks
        if len(page) and page.tokens[-1].end - page.tokens[0].start > LONGEST_MESSAGE:
            if len(starts) == 1:
                raise NoticeError(NoticeCode.MESSAGE_LONG, most=LONGEST_MESSAGE)
            notices.append(_too_long(page))
            continue
        if len(page) and (notice := _read_message(page, source, year)) is not None:
            notices.append(notice if translation is None else as_printed(notice, translation))
    return notices


def _too_long(page: Page) -> Notice:
    """A stretch among other messages that is far too long for one: kept, and said to be unread."""
    start, end = page.tokens[0].start, page.tokens[-1].end
    text = page.text[start:end]
    defect = Defect(text[:80], NoticeDefect.MESSAGE_LONG, {"length": end - start, "most": LONGEST_MESSAGE})
    return Notice(
        None, None, "other", defects=(defect,), unread=(Unread(text, start, end),), text=text, start=start
    )


def _read_message(page: Page, source: MessageText, year: int | None) -> Notice | None:
    message = _read_in_dialect(page, source, year)
    areas, windows, points = len(message.areas), bool(message.windows), bool(message.points)
    numbered, cancels = bool(message.number), tuple(message.cancels)
    page.defects += [defect for defect in add_encoded(message, source) if defect not in page.defects]
    check(message)
    dated_or_named = message.number or message.issued or message.cancels or message.this_cancelled
    if not (message.areas or message.windows or dated_or_named):
        return None
    notice = _notice(message)
    printed = notice
    if source.encoded is not None:  # what the envelope gave is compared above, not looked up in the words
        printed = replace(
            notice,
            areas=notice.areas[:areas],
            windows=notice.windows if windows else (),
            points=notice.points if points else (),
            cancels=cancels,
        )
    found = audit_of_words(
        printed,
        Beside(source.issued, source.self_cancel, year),
        has_areas=bool(notice.areas),
        has_windows=bool(notice.windows),
        numbered=numbered,
    )
    return replace(notice, defects=(*notice.defects, *found)) if found else notice


def _drawn(source: MessageText, encoded: Encoded) -> list[Notice]:
    """A notice of which a file gives areas and times and no words."""
    if not (encoded.areas or encoded.windows or encoded.untimed):
        return []
    kinds: tuple[Kind, ...] = get_args(Kind)
    kind: Kind = next((one for one in kinds if one == encoded.kind), "other")
    return [
        Notice(
            source.issuer, source.number, kind, encoded.windows, encoded.areas, encoded.cancels, source.self_cancel,
            encoded.vertical, untimed=encoded.untimed,
            points=encoded.points, defects=(*source.defects, *encoded.defects), issued=source.issued,
        )
    ]  # fmt: skip


def _read_in_dialect(page: Page, source: MessageText, year: int | None) -> Message:
    begin, end = page.tokens[0].start, page.tokens[-1].end
    head = page.folded[begin : min(end, begin + 4000)]
    if looks_like_tfr(head):
        return read_tfr(page)
    if looks_like_summary(head):
        return read_summary(page)
    if looks_like_notam(head):
        return read_notam(page)
    return read_navarea(page, source.issued, year)


def _notice(message: Message) -> Notice:
    page = message.page
    said = page.folded[page.tokens[0].start : page.tokens[-1].end]
    cancels = bool(message.cancels or message.this_cancelled)
    only_cancels = cancels and not message.areas and not message.windows
    return Notice(
        issuer=message.issuer,
        number=message.number,
        kind="cancel" if only_cancels else kind_of(said),
        windows=tuple(dict.fromkeys(message.windows)),
        areas=tuple(message.areas),
        cancels=tuple(dict.fromkeys(message.cancels)),
        self_cancel=message.self_cancel,
        vertical=message.vertical,
        points=tuple(dict.fromkeys(message.points)),
        untimed=tuple(page.untimed),
        defects=tuple(dict.fromkeys(page.defects)),
        unread=tuple(Unread(page.text[start:end], start, end) for start, end in page.unread()),
        issued=message.issued,
        text=page.text[page.tokens[0].start : page.tokens[-1].end],
        start=page.tokens[0].start,
    )


def _without_copies(notices: list[Notice]) -> list[Notice]:
    """The notices, a message that is printed twice given once, with a defect."""
    if len(notices) < 2:
        return notices
    kept: dict[object, Notice] = {}
    for notice in notices:
        areas = tuple(replace(area, spans=()) for area in notice.areas)
        key = (notice.number, notice.kind, notice.windows, areas) if notice.number else id(notice)
        if key in kept:
            copy = Defect(notice.number or "", NoticeDefect.COPY)
            first = kept[key]
            kept[key] = replace(first, defects=tuple(dict.fromkeys([*first.defects, copy])))
        else:
            kept[key] = notice
    return list(kept.values())
