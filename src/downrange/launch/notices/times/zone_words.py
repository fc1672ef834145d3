"""Words of zones among the tokens: UTC+8, (GMT +5), +09:00, JST, MOSCOW TIME, LOCAL TIME, 280900I, Z+8."""

from datetime import UTC, datetime

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.time_atoms import TIME_WORDS
from downrange.launch.notices.times.time_zones import (
    BY_NAME,
    BY_PLACE,
    LETTERS,
    UTC_NAMES,
    UTC_ZONE,
    Zone,
    of_offset,
)
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, NUMBER, WORD, ZULU

_SEASONS = {"STANDARD": 0, "SUMMER": 60, "DAYLIGHT": 60, "WINTER": 0, "SAVING": 60, "SAVINGS": 60}
_NO_NAMES = {"SAME", "THIS", "THAT", "ANY", "FIRST", "LAUNCH", "FLIGHT", "FIRING"}  # 1600 LAUNCH TIME
_MOST_WORDS = 5  # CENTRAL EUROPEAN DAYLIGHT SAVING TIME
_READ_OTHERWISE = set("EHJNSTWZ")  # E, N, S, W are sides, H hours, T and Z misprints, J the observer's own
_HOUR_DIGITS = (4, 6)
_WHOLE_DIGITS = 10  # of a date and hour as NOTAMs print them, behind which EST is "estimated"
_ENGLISH = {"CAT", "EAT", "EST", "HL", "LOC", "WAT", "WEST", "WET", "WIT"}
ZONE_STARTS = BY_NAME.keys() | {name.split()[0] for name in BY_PLACE} | {"TIME", "HORA"}


def zone_at(page: Page, at: int, end: int) -> tuple[Zone, int] | None:
    """The zone printed at a token, and the token after it; None where no zone is printed."""
    token = page.tokens[at]
    if token.kind == "+":
        offset = _offset(page, at, end)
        if offset is None or page.kind(at - 1) not in (NUMBER, CLOCK, ZULU, "("):
            return None
        zone, after = offset
        if page.kind(at - 1) == ZULU:
            page.report(NoticeDefect.ZULU_WITH_OFFSET, at - 1, after)
        return zone, after
    if token.kind != WORD:
        return None
    word = token.text
    if (word in UTC_NAMES or word == "Z") and (offset := _offset(page, at + 1, end)):
        if word in ("Z", "ZULU"):
            page.report(NoticeDefect.ZULU_WITH_OFFSET, at, offset[1])
        return offset
    if len(word) == 1:
        return _letter(page, at)
    if named := _named_time(page, at, end):
        return named
    if word == "HORA" and page.is_word(at + 1, "LOCAL"):
        return BY_NAME["LOCAL"], at + 2
    if word in BY_NAME and not (word in _ENGLISH and _is_english(page, at)):
        after = at + 1
        if word == "LOCAL" or page.is_word(after, "TIME", "TIMES"):
            after += page.is_word(after, "TIME", "TIMES")
        return BY_NAME[word], after
    return None


def starts_zone(page: Page, at: int) -> bool:
    """Whether a token may start a zone: its name is known, or TIME stands behind a word behind hours (SHIP TIME)."""
    return page.word(at) in ZONE_STARTS or _of_hours(page, at)


def _of_hours(page: Page, at: int) -> bool:
    """Whether a word that is none of times stands behind hours and before TIME."""
    behind = (
        page.kind(at - 1) in (NUMBER, CLOCK)
        and len(page.tokens[at - 1].text.replace(":", "")) in _HOUR_DIGITS
    )
    named = bool(page.word(at)) and page.word(at) not in TIME_WORDS and page.word(at) not in _NO_NAMES
    return at > 0 and behind and named and page.is_word(at + 1, "TIME")


def _is_english(page: Page, at: int) -> bool:
    """Whether a word that is also an abbreviation is none here: 1600 EST FALL AREA, 2611281600EST, WEST OF."""
    if page.kind(at - 1) == NUMBER and len(page.tokens[at - 1].text) == _WHOLE_DIGITS:
        return True
    before = page.kind(at - 1) in (NUMBER, CLOCK, ZULU, "(") or page.is_word(
        at - 1, "HOURS", "HRS", "H", "HR"
    )
    return not before or (page.kind(at + 1) == WORD and page.word(at + 1) not in TIME_WORDS)


def _letter(page: Page, at: int) -> tuple[Zone, int] | None:
    """``280900I``: the letter of a zone against the hour. L is taken for local time."""
    letter = page.tokens[at].text
    if letter not in LETTERS or letter in _READ_OTHERWISE or not page.touches(at):
        return None
    if page.kind(at - 1) != NUMBER or len(page.tokens[at - 1].text) not in _HOUR_DIGITS:
        return None
    if letter == "L":
        return BY_NAME["LT"], at + 1
    zone = of_offset(LETTERS[letter])
    return (zone, at + 1) if zone else None


def _named_time(page: Page, at: int, end: int) -> tuple[Zone, int] | None:
    """MOSCOW TIME, JAPAN STANDARD TIME, EASTERN DAYLIGHT TIME; a place that is not known gives a zone that is not."""
    names: list[str] = []
    season: int | None = None
    for ahead in range(at, min(at + _MOST_WORDS, end)):
        word = page.word(ahead)
        if word == "TIME" and names:
            zone = BY_PLACE.get(" ".join(names))
            if zone is not None:
                return _of_season(zone, season), ahead + 1
            if page.is_mark(ahead + 1, "(") and page.is_word(ahead + 2, *UTC_NAMES):
                return _offset(page, ahead + 3, end) or (Zone("unknown"), ahead + 1)  # ALMATY TIME (UTC+5)
            return (Zone("unknown"), ahead + 1) if season is not None or _of_hours(page, at) else None
        if word in _SEASONS and names:
            season = max(season or 0, _SEASONS[word])
        elif word and season is None:
            names.append(word)
        else:
            return None
    return None


def _of_season(zone: Zone, season: int | None) -> Zone:
    """EASTERN STANDARD TIME is five hours behind on every date."""
    if season is None or zone.iana is None:
        return zone
    usual = min(zone.offset_at(datetime(2026, month, 15, tzinfo=UTC)) for month in (1, 7))
    return of_offset(usual + season) or zone


def _offset(page: Page, at: int, end: int) -> tuple[Zone, int] | None:
    """``+8``, ``+0800``, ``-03:00``: the zone of an offset; not the end of hours (1200 UTC-1600 UTC)."""
    if not page.is_mark(at, "+", "-") or at + 1 >= end:
        return None
    sign, token = page.tokens[at].kind, page.tokens[at + 1]
    if token.kind not in (NUMBER, CLOCK):
        return None
    minutes = _offset_minutes(token.text)
    if minutes is None:
        return None
    if sign == "-" and not _is_negative_offset(page, at, token.text):
        return None
    zone = of_offset(-minutes if sign == "-" else minutes)
    if zone is not None and zone.is_utc:
        zone = UTC_ZONE
    return (zone, at + 2) if zone else None


def _offset_minutes(text: str) -> int | None:
    digits = text.replace(":", "")
    if "." in digits:
        return round(float(digits) * 60) if len(digits) <= 5 else None
    if not digits.isdigit() or len(digits) > 4:
        return None
    if len(digits) <= 2:
        return int(digits) * 60
    return int(digits[:-2]) * 60 + int(digits[-2:]) if int(digits[-2:]) < 60 else None


def _is_negative_offset(page: Page, at: int, printed: str) -> bool:
    closed = page.is_mark(at + 2, ")")
    if len(printed) > 2:
        return closed or (
            printed.startswith("0") and page.touches(at) and not page.is_word(at + 2, *UTC_NAMES, "Z")
        )
    following = page.kind(at + 2)
    return closed or (
        page.touches(at) and page.touches(at + 1) and following not in (NUMBER, ZULU, CLOCK, "-")
    )
