"""Reading: a pasted text, whatever it is, into notices.

Open the envelope, cut the text into messages, let each message's dialect read it, check the notice against
itself. Every word is used, ignored by name, or reported as unread with its place.
"""

import re
from dataclasses import replace

from downrange.errors import NoticeError
from downrange.launch.notices.consistency import check
from downrange.launch.notices.dialects.faa import looks_like_summary, looks_like_tfr, read_summary, read_tfr
from downrange.launch.notices.dialects.headers import message_starts
from downrange.launch.notices.dialects.message import Message
from downrange.launch.notices.dialects.navarea import read_navarea
from downrange.launch.notices.dialects.notam import looks_like_notam, read_notam
from downrange.launch.notices.envelopes import Letter, open_envelopes
from downrange.launch.notices.grammar.kinds import kind_of
from downrange.launch.notices.notice import Defect, Notice, Unread
from downrange.launch.notices.notice_codes import NoticeCode, NoticeDefect
from downrange.launch.notices.s124 import beside
from downrange.launch.notices.tokens.glued_words import mend_words
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import fold, tokenise

# How messages end: item G of a NOTAM, the time it was made, or the full stop (and signature) of the last sentence.
_WHOLE = re.compile(r"\bG\)|\bCREATED\b|[.=][\s\w/]{0,60}\Z|\)\s*\Z")
_LATITUDE = re.compile(r"\d{2}[\d.-]{0,8}\s?[NS]\b|\b[NS]\d{4}")
_PLACES = 2  # a route closed by its waypoints holds no area either, but it holds places


def read_notices(text: str, *, year: int | None = None) -> tuple[Notice, ...]:
    """Read every notice in a text: NAVAREA, HYDRO*, NOTAM, FAA texts, NGA JSON and XML, S-124, several together.

    `year` is used where the text prints none. Raises `NoticeError` for a text that is empty, holds no notice
    or breaks off before any area; anything else that is wrong is a defect of the notice it stands in.
    """
    if not text.strip():
        raise NoticeError(NoticeCode.EMPTY)
    notices: list[Notice] = []
    for letter in open_envelopes(text):
        notices += _read_letter(letter, year)
    kept = [_doubted(notice) if _breaks_off(notice) else notice for notice in _without_copies(notices)]
    if not kept:
        raise NoticeError(NoticeCode.NO_NOTICE)
    if all(map(_breaks_off, kept)):
        raise NoticeError(NoticeCode.BREAKS_OFF, value=kept[0].number or "the text")
    return tuple(kept)


def _breaks_off(notice: Notice) -> bool:
    """Whether a message that holds no area also lacks the end that a whole message has, and places in it."""
    if notice.areas or notice.cancels or notice.kind == "cancel" or _WHOLE.search(notice.text):
        return False
    return len(_LATITUDE.findall(notice.text)) < _PLACES


def _doubted(notice: Notice) -> Notice:
    broken = Defect(notice.text[-40:].strip(), NoticeDefect.BREAKS_OFF)
    return replace(notice, defects=(*notice.defects, broken))


def _read_letter(letter: Letter, year: int | None) -> list[Notice]:
    folded = fold(letter.text)
    tokens = mend_words(tokenise(folded), folded)
    whole = Page(letter.text, folded, tokens)
    starts = message_starts(whole)
    notices = []
    for first, after in zip(starts, [*starts[1:], len(tokens)], strict=True):
        page = whole if len(starts) == 1 else Page(letter.text, folded, tokens[first:after])
        if len(page) and (notice := _read_message(page, letter, year)) is not None:
            notices.append(notice)
    return notices


def _read_message(page: Page, letter: Letter, year: int | None) -> Notice | None:
    message = _read_in_dialect(page, letter, year)
    message.issuer = message.issuer or letter.issuer
    message.number = message.number or letter.number
    message.self_cancel = message.self_cancel or (letter.self_cancel if letter.charted else None)
    if letter.charted is not None:
        message.areas, defects = beside(message.areas, letter.charted)
        message.windows = message.windows or list(letter.charted.windows)
        page.defects += [defect for defect in defects if defect not in page.defects]
    check(message)
    if not (
        message.areas
        or message.windows
        or message.cancels
        or message.number
        or message.issued
        or message.this_cancelled
    ):
        return None
    return _notice(message)


def _read_in_dialect(page: Page, letter: Letter, year: int | None) -> Message:
    begin, end = page.tokens[0].start, page.tokens[-1].end
    head = page.folded[begin : min(end, begin + 4000)]
    if looks_like_tfr(head):
        return read_tfr(page)
    if looks_like_summary(head):
        return read_summary(page)
    if looks_like_notam(head):
        return read_notam(page)
    return read_navarea(page, letter.issued, year)


def _notice(message: Message) -> Notice:
    page = message.page
    said = page.folded[page.tokens[0].start : page.tokens[-1].end]
    only_cancels = (
        not message.areas and not message.windows and bool(message.cancels or message.this_cancelled)
    )
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
        defects=tuple(dict.fromkeys(page.defects)),
        unread=tuple(Unread(page.text[start:end], start, end) for start, end in page.unread()),
        issued=message.issued,
        text=page.text[page.tokens[0].start : page.tokens[-1].end],
        start=page.tokens[0].start,
    )


def _without_copies(notices: list[Notice]) -> list[Notice]:
    """A message printed twice in one text is one notice, with a defect that says so."""
    kept: dict[object, Notice] = {}
    for notice in notices:
        key = (
            (
                notice.number,
                notice.kind,
                notice.windows,
                tuple(replace(area, spans=()) for area in notice.areas),
            )
            if notice.number
            else id(notice)
        )
        if key in kept:
            copy = Defect(notice.number or "", NoticeDefect.COPY)
            first = kept[key]
            kept[key] = replace(first, defects=tuple(dict.fromkeys([*first.defects, copy])))
        else:
            kept[key] = notice
    return list(kept.values())
