"""Times by form: clock times, days, months, years, zones and the few words that join them, in one pass.

A token has a letter for what it is, so that a schedule is a word over these letters (see `second_schedule`):

    X  day, hour and minute (or a whole date and time)     T  hour and minute          D  a day of a month
    M  a month    y  a year    Z  a zone    S  TO, THRU, -    C  AND, a comma    B  BETWEEN
    Y  DAILY      W  a weekday      E  EXCEPT      H  H24      U  sunrise, sunset   N  any other number
    R  the same hours as said before
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from downrange.launch.notices.audit.printed_counts import counting, whole_hour
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.solar_times import sun_code

MONTHS = {name: i + 1 for i, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())}
_MONTH = (
    "JAN(?:UARY)?(?! MAYEN)|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    "|SEPT?(?:EMBER)?|OCT(?:OBER)?"
    "|NOV(?:EMBER)?|DEC(?:EMBER)?"
)
WEEKDAYS = {name: i for i, name in enumerate("MON TUE WED THU FRI SAT SUN".split())}
_WEEKDAY = "(?:MON|TUE(?:S)?|WED(?:NES)?|THU(?:RS)?|FRI|SAT(?:UR)?|SUN)(?:DAYS?)?"
OFFSETS_H: dict[str, float | None] = {
    "UTC": 0, "GMT": 0, "UT": 0, "ZULU": 0, "Z": 0, "JST": 9, "KST": 9, "MSK": 3, "МСК": 3, "EDT": -4, "CDT": -5,
    "MDT": -6, "PST": -8, "PDT": -7, "HST": -10, "AKST": -9, "AKDT": -8, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "BST": 1, "SGT": 8, "HKT": 8, "PHT": 8, "WIB": 7, "WITA": 8, "ICT": 7, "AEST": 10, "AEDT": 11, "AWST": 8,
    "NZST": 12, "NZDT": 13, "PKT": 5, "IRST": 3.5, "EST": -5, "CST": None, "IST": None, "LT": None, "LMT": None,
    "LOCAL": None, "BEIJING": 8, "MOSCOW": 3, "PYONGYANG": 9, "TOKYO": 9, "JAPAN": 9, "SEOUL": 9, "KOREA": 9,
    "INDIAN": 5.5, "PHILIPPINE": 8, "EASTERN": None, "PACIFIC": None, "北京时间": 8,
}  # fmt: skip
_UNIVERSAL = "UTC|GMT|UT|ZULU|Z"
_PLACES = "LOCAL|BEIJING|MOSCOW|PYONGYANG|TOKYO|JAPAN|SEOUL|KOREA|INDIAN|PHILIPPINE|EASTERN|PACIFIC"
_ZONE_WORDS = "|".join(
    sorted((z for z in OFFSETS_H if z not in _PLACES.split("|") and z.isascii()), key=len, reverse=True)
)
_BEHIND = r"(?:(?<=\d)|(?<=\d )|(?<=\()|(?<=\/)|(?<=HOURS )|(?<=HRS )|(?<=[AP]M )|(?<=TIME ))"
_LETTERS = {letter: i + 1 for i, letter in enumerate("ABCDEFGHIKLM")} | {
    letter: -1 - i for i, letter in enumerate("NOPQRSTUVWXY")
}
UNKNOWN_ZONE = 99.0  # a zone is printed, and its offset is not known

# 2026/11/28, 28/11/2026 and 28.11.2026 (not 05/12/2026, of which either may be the day), 28-NOV-2026
_FIGURE_DATE = (
    r"(?<![\d./-])(?:20\d\d(?P<sign_of_date>[./])\d\d(?P=sign_of_date)\d\d"
    r"|(?:1[3-9]|2\d|3[01])/\d{1,2}/20\d\d|\d{1,2}/(?:1[3-9]|2\d|3[01])/20\d\d"
    r"|\d{1,2}\.\d{1,2}\.20\d\d|\d{1,2}-[A-Z]{3,9}-(?:20)?\d\d)(?![\d]|[./-]\d)"
)
_FIGURE_FORMS = (
    r"(?P<iso>(?<!\d)20\d\d-\d\d-\d\d(?:[T ]{1,2}\d\d:?\d\d(?::\d\d)?)?(?!\d))"
    rf"|(?P<figure_date>{_FIGURE_DATE})"
    r"|(?P<ten>(?<!\d)\d{10}(?!\d))(?P<estimated> ?(?:EST|PERM|UFN)\b)?"
    r"|(?<![\d.])(?P<six>\d{6})(?!\d)(?P<six_zone>[A-IK-Z](?![A-Z\d]))?"
    r"|(?<![\d.])(?P<h_hour>\d{1,2})(?P<gap> ?)H(?P=gap)(?P<h_minute>\d{2})(?P<h_zone>Z(?![A-Z]))?(?!\d)"
    r"|(?<![\d.])(?P<colon>\d{1,2}:\d{2})(?::\d{2})?(?P<noon> ?[AP]\.?M\b\.?)?(?P<colon_zone>Z(?![A-Z]))?"
    r"|(?P<hour>(?<![\d.])\d{1,2}(?= ?[AP]\.?M\b)) ?(?P<hour_noon>[AP]\.?M\b\.?)"
    r"|(?<![\d.])(?P<four>\d{4})(?![\d.]\d|\d)(?:(?P<four_zone>[A-GI-KM-Z])(?![A-Z\d])|[HL](?![A-Z\d])"
    r"|(?= ?H(?:OU)?RS?\b))?"
    r"|(?<![\d.])(?P<day>\d{1,2})(?:ST|ND|RD|TH)?(?!\d|\.\d|,\d(?!\d{3}(?!\d)))"
    r"|(?P<number>\d{1,20}(?:[.,]\d{1,20})?)"
)
_WORD_FORMS = (
    rf"(?<![A-Z])(?P<month>{_MONTH})(?=IN\b|NAVIG|DAILY|AND\b|AREA|[^A-Z]|\Z)(?P<comma>,)?"
    rf"|\b(?P<weekday>{_WEEKDAY})\b"
    rf"|(?P<paren>\( ?)?(?:(?P<zone>(?<![A-Z])(?:{_UNIVERSAL})|{_BEHIND}(?:{_ZONE_WORDS}))(?=DAILY|AND\b|[^A-Z]|\Z)"
    rf"|\b(?P<place>{_PLACES}) (?:STANDARD )?TIME\b|(?P<unnamed>(?<=\d )[A-Z]{{2,12}} (?:STANDARD"
    rf" )?TIME\b)|(?P<other_script>МСК|北京时间))"
    r"(?: ?\(?(?P<sign>\+ ?|-(?=\d{1,2}(?:\)|\b(?!:| ?[A-Z]))|0\d:?\d\d\)))(?P<offset>\d{2}:?\d{2}"
    r"|\d{1,2})(?![\d:]))?"
    r"|\b(?P<between>BETWEEN|BTN|BTW)\b"
    r"|(?P<to>(?:\b|(?<=UTC))(?:TO|THRU|THROUGH|UNTIL|UNTILL|TILL?|UP TO|(?:AND )?(?:ENDING|CLOS(?:ES|ING))"
    r"|T0|HASTA|BIS|AU|DO|ДО"
    r"|ПО)\b|(?<=\d )AL?(?= \d)|-|/(?=\d{10})|(?<=\d{4})/(?=\d{4}(?!\d)))"
    r"|(?P<comma_and>(?:\b|(?<=UTC))(?:AND|ET|UND|OG|И)\b|(?<=\d )[YEI](?= \d)|[,&;])"
    r"|(?P<daily>DAILY|\bDLY|EACH DAY|EVERY DAY|DIARIO|DIARIAMENTE|EVERYDAY)"
    r"|\b(?P<working>WEEKDAYS?|WORKING DAYS?|WEEKENDS?)\b"
    r"|\b(?P<except>EXC|EXCEPT|EXCEPTING|EXCLUDING|EXCL)\b"
    r"|\b(?P<all_day>H24)\b|\b(?P<sun>SR|SS|SUNRISE|SUNSET|HJ|HN|DAWN|DUSK)(?![A-Z\d])"
    r"(?:\s?(?P<sun_sign>MINUS|PLUS|\+|-(?=\s?\d{1,3}(?![\d:])))\s?(?P<sun_minutes>\d{1,3})(?![\d:])"
    r"(?:\s?(?:MINS?|M|(?P<sun_hours>HRS?|HOURS?))(?![A-Z]))?)?"
    r"|\b(?P<named_time>NOON|MIDNIGHT)\b"
    r"|\b(?P<same>SAME (?:TIM(?:E|ING)S?|HOURS?|PERIODS?))\b"
)  # fmt: skip
# Letters start a form at the start of a word, behind UTC, or with the few words that stand within others.
_WORD_START = r"(?=[^\W\d_]|[-/,&;(])(?:(?<![A-Z])|(?=[^A-Z]|DAILY|DIARI|EACH|EVERY|WEEKD)|(?<=UTC))"
_TOKEN = re.compile(rf"(?=\d)(?:{_FIGURE_FORMS})|{_WORD_START}(?:{_WORD_FORMS})")
_KIND_OF_GROUP = {  # the group of a form that is closed last, where that is not the one that names the form
    "estimated": "ten", "six_zone": "six", "four_zone": "four", "comma": "month",
    "noon": "colon", "colon_zone": "colon", "hour": "colon", "hour_noon": "colon", "h_zone": "h_minute",
    "place": "zone", "unnamed": "zone", "other_script": "zone", "sign": "zone", "offset": "zone",
    "sun_sign": "sun", "sun_minutes": "sun", "sun_hours": "sun",
}  # fmt: skip
_LETTER_OF_KIND = {
    "number": "N", "between": "B", "to": "S", "comma_and": "C", "daily": "Y", "except": "E", "all_day": "H",
    "sun": "U", "same": "R", "working": "K",
}  # fmt: skip
_RISING = {"SR": True, "SUNRISE": True, "SS": False, "SUNSET": False}
_DAYLIGHT = ("HJ", "HN")  # from sunrise to sunset, from sunset to sunrise; dawn and dusk have no one meaning
_JOINS_YEAR = re.compile(r"\s?(?:,|&|AND\b|TO\b|THRU\b|-|UNTIL\b)?\s?\d|\s?(?:AND|TO|THRU|DAILY)\b")
_HOURS_FOLLOW = re.compile(r"\s?(?:Z|UTC)?\s?(?:-|/|TO\b|UNTIL\b)\s?\d{4}(?!\d)")
_NEAR = 3  # letters between a month and the year behind it
_YEAR_WORD = re.compile(r"20[0-5]\d")


@dataclass(slots=True)
class TimeToken:
    """One token: its letter, its place, and its figures (`day`, `minutes` of the day, `number`)."""

    letter: str
    start: int
    end: int
    day: int = 0
    minutes: int = 0
    number: int = 0  # of a month, year, weekday
    month: int = 0  # of a day, once it is known
    year: int = 0
    zone_h: float | None = None  # hours ahead of UTC, once known
    bracketed: bool = False


def time_tokens(sheet: Sheet, start: int, end: int) -> list[TimeToken]:
    """The tokens between two places of the sheet."""
    return list(_tokens(sheet.text, start, end))


def _tokens(text: str, start: int, end: int) -> Iterator[TimeToken]:
    previous: TimeToken | None = None
    row = ""  # letters of the last tokens, zones and commas left out
    for match in _TOKEN.finditer(text, start, end):
        token = _token(match, text, previous, row)
        if token is not None and token.letter == "U" and match["sun"] in _DAYLIGHT:
            rising = match["sun"] == "HJ"
            ends = [replace(token, letter="T", minutes=sun_code(rising=one)) for one in (rising, not rising)]
            previous = token
            yield from (ends[0], replace(token, letter="S"), ends[1])
        elif token is not None and token.letter == "K":
            first, last = (5, 6) if match["working"].startswith("WEEKEND") else (0, 4)
            previous = replace(token, letter="W", number=last)
            row = ""
            yield from (replace(token, letter="W", number=first), replace(token, letter="S"), previous)
        elif token is not None:
            token.bracketed = text[token.start - 1 : token.start] == "("
            yield token
            if token.letter not in "CZ":
                row = row[-4:] + token.letter
            if token.letter != "C":
                previous = token


def _token(match: re.Match[str], text: str, previous: TimeToken | None, row: str) -> TimeToken | None:
    kind = _KIND_OF_GROUP.get(match.lastgroup or "", match.lastgroup)
    place = match.span()
    if kind == "ten":
        return _whole_date(match["ten"], place)
    if kind == "six":
        figures = match["six"]
        clock = _clock(figures[2:])
        if clock is None or not 1 <= int(figures[:2]) <= 31:
            return TimeToken("N", *place)
        return TimeToken("X", *place, day=int(figures[:2]), minutes=clock, zone_h=_letter(match["six_zone"]))
    if kind == "four":
        return _four(match, text, previous, row)
    if kind == "day":
        if counted := counting(text, place[0]):
            return TimeToken("N", *place) if counted == "unsure" else None
        if whole_hour(text, place[0]) and int(match["day"]) <= 24:
            return TimeToken("T", *place, minutes=60 * int(match["day"]))
        if not 1 <= int(match["day"]) <= 31:
            return TimeToken("N", *place)
        if (
            previous is not None
            and previous.letter == "M"
            and place[0] - previous.end <= _NEAR
            and not _JOINS_YEAR.match(text, match.end())
        ):
            return TimeToken("D", *place, day=int(match["day"]), number=2000 + int(match["day"]))
        return TimeToken("D", *place, day=int(match["day"]))
    if kind == "colon":
        return _colon(match)
    if kind == "h_minute":
        clock = _clock(f"{int(match['h_hour']):02d}{match['h_minute']}")
        zone = 0.0 if match["h_zone"] else None
        return TimeToken("N" if clock is None else "T", *place, minutes=clock or 0, zone_h=zone)
    if kind == "figure_date":
        return _figure_date(match["figure_date"], place)
    if kind == "iso":
        return _iso(match)
    if kind == "month":
        word = match["month"]
        if (
            word == "MAY"
            and not re.search(r"[\dZ]\W{0,3}\Z", text[max(0, place[0] - 5) : place[0]])
            and not re.match(r"\W{0,3}\d", text[place[1] : place[1] + 4])
        ):
            return None
        return TimeToken("M", *place, day=bool(match["comma"]), number=MONTHS[word[:3]])
    if kind == "weekday":
        return TimeToken("W", *place, number=WEEKDAYS[match["weekday"][:3]])
    if kind == "zone":
        return _zone(match)
    if kind == "named_time":
        return TimeToken("T", *place, minutes=720 if match["named_time"] == "NOON" else 1440)
    if kind == "sun" and match["sun"] in _RISING:
        return _of_the_sun(match, place)
    return TimeToken(_LETTER_OF_KIND[kind or "number"], *place)


def _of_the_sun(match: re.Match[str], place: tuple[int, int]) -> TimeToken:
    """SR MINUS30, SUNSET+1HR: a time of the day by the Sun."""
    offset = int(match["sun_minutes"] or 0) * (60 if match["sun_hours"] else 1)
    offset *= -1 if match["sun_sign"] in ("MINUS", "-") else 1
    minutes = sun_code(rising=_RISING[match["sun"]], offset_min=offset)
    return TimeToken("T", *place, minutes=minutes, zone_h=0.0)


def _clock(figures: str) -> int | None:
    hour, minute = int(figures[:2]), int(figures[2:])
    return hour * 60 + minute if (hour < 24 and minute < 60) or (hour == 24 and minute == 0) else None


def _letter(letter: str | None) -> float | None:
    if not letter:
        return None
    return 0.0 if letter == "Z" else float(_LETTERS[letter]) if letter in _LETTERS else UNKNOWN_ZONE


def _whole_date(figures: str, place: tuple[int, int]) -> TimeToken:
    clock = _clock(figures[6:])
    month, day = int(figures[2:4]), int(figures[4:6])
    if clock is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return TimeToken("N", *place)
    return TimeToken(
        "X", *place, day=day, minutes=clock, month=month, year=2000 + int(figures[:2]), zone_h=0.0
    )


def _four(match: re.Match[str], text: str, previous: TimeToken | None, row: str) -> TimeToken:
    """Four figures: hours and minutes, or a year behind a month, a day or a time and not before an end of hours."""
    figures, place = match["four"], match.span()
    clock = _clock(figures)
    behind_a_date = previous is not None and previous.letter in "MDT" and place[0] - previous.end <= _NEAR
    dated = row.endswith(("TDM", "TMD"))  # 2200 UTC 21 NOV 2026 UNTIL 0400 UTC
    hours = match["four_zone"] or (not dated and _HOURS_FOLLOW.match(text, match.end()))
    if behind_a_date and _YEAR_WORD.fullmatch(figures) and not hours:
        return TimeToken("y", *place, number=int(figures))
    if clock is None:
        return TimeToken("y" if figures[:2] in ("19", "20") else "N", *place, number=int(figures))
    return TimeToken("T", *place, minutes=clock, zone_h=_letter(match["four_zone"]))


def _colon(match: re.Match[str]) -> TimeToken:
    hours, minutes = (match["colon"] or f"{match['hour']}:00").split(":")
    hour = int(hours)
    noon = match["noon"] or match["hour_noon"]
    if noon:
        hour = hour % 12 + (12 if "P" in noon else 0)
    clock = _clock(f"{hour:02d}{minutes}")
    if clock is None:
        return TimeToken("N", *match.span())
    return TimeToken("T", *match.span(), minutes=clock, zone_h=0.0 if match["colon_zone"] else None)


def _iso(match: re.Match[str]) -> TimeToken:
    figures = [int(part) for part in re.findall(r"\d+", match["iso"])]
    year, month, day = figures[:3]
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return TimeToken("N", *match.span())
    if len(figures) == 3:
        return TimeToken("D", *match.span(), day=day, month=month, year=year)
    minutes = figures[3] if len(figures) == 4 else 100 * figures[3] + figures[4]
    clock = _clock(f"{minutes:04d}")
    letter = "N" if clock is None else "X"
    return TimeToken(letter, *match.span(), day=day, minutes=clock or 0, month=month, year=year)


def _figure_date(printed: str, place: tuple[int, int]) -> TimeToken:
    parts = re.split(r"[./-]", printed)
    if parts[1].isalpha():
        month = MONTHS.get(parts[1][:3], 0)
        day, year = int(parts[0]), int(parts[2]) % 100 + 2000
    elif len(parts[0]) == len("2026"):
        year, month, day = map(int, parts)
    else:
        day, month, year = map(int, parts)
        if month > 12:
            day, month = month, day
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return TimeToken("N", *place)
    return TimeToken("D", *place, day=day, month=month, year=year)


def _zone(match: re.Match[str]) -> TimeToken:
    name = match["zone"] or match["place"] or match["other_script"] or ""
    base = OFFSETS_H.get(name)
    token = TimeToken("Z", *match.span())
    token.zone_h = UNKNOWN_ZONE if base is None else base
    if match["sign"]:
        figures = match["offset"].replace(":", "")
        hours = int(figures[:-2]) + int(figures[-2:]) / 60 if len(figures) > 2 else int(figures)
        token.zone_h = -hours if match["sign"] == "-" else hours
    return token
