"""Names and values of the fields that services give beside the text of a notice: numbers, instants, limits.

Names are compared without case, blanks and underscores. Public forms: FAA NOTAM API and NOTAM Search, ICAO API data
service, DAIP, autorouter, NGA broadcast warnings (https://msi.nga.mil/api/swagger-ui.html), https://api.faa.gov.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

# What a field is, by its name; the text fields in the order in which they are preferred.
TEXTS = tuple(
    """
    icaomessage formattedtext rawtext raw rawnotam fulltext notamtext notamraw all message
    traditionalmessage simpletext text msgtext body iteme e description condition content summary
    plainlanguagemessage notam warningtext information remarks details
    """.split()
)
_NAMES = {
    "number": """
        number notamnumber notamid notamno id name key noticekey msgid identifier notamnum
    """,
    "type": """
        type notamtype category
    """,
    "location": """
        icaolocation icaoid location icao icaocode itema a facilitydesignator designator
    """,
    "start": """
        effectivestart startdate startvalidity startsat startdatetime validfrom effectivefrom itemb b
        start starttime from datestart begin effectivedate startsatutc startdateutc
    """,
    "end": """
        effectiveend enddate endvalidity endsat enddatetime validtill validto effectiveto itemc c end
        endtime to dateend until expirationdate expirydate expires validuntil endsatutc enddateutc
    """,
    "schedule": """
        schedule itemd d
    """,
    "lower": """
        lowerlimit itemf f limitlower
    """,
    "upper": """
        upperlimit itemg g limitupper
    """,
    "issued": """
        issued issuedate created issuedat publicationdate pubdate
    """,
    "cancel": """
        canceldate
    """,
}
FIELD_OF = {name: what for what, names in _NAMES.items() for name in names.split()}
NOTAM_NUMBER = re.compile(r"([A-Z][0-9]{4})/(?:20)?([0-9]{2})(?![0-9])")
WARNING_NUMBER = re.compile(
    r"\b((?:NAVAREA [IVX]{1,5}|HYDRO(?:PAC|LANT|ARC)) [0-9]{1,5})/(?:20)?([0-9]{2})(?![0-9])"
)
_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"\s?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"
)
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}) ([0-9]{2}):?([0-9]{2})(?::?[0-9]{2})?")
_TEN = re.compile(r"(?:20)?([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2}) ?(Z|UTC|EST)?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST_S, _MOST_S = 600_000_000, 4_200_000_000  # 1989 to 2103, seconds after 1970
OPEN = ("PERM", "UFN", "PERMANENT", "")


class FieldTime(NamedTuple):
    """An instant of a field, whether its zone is said, and whether it is estimated."""

    at: datetime
    zone: bool = True
    estimated: bool = False


def plain_name(name: str) -> str:
    """A field's name without case, blanks, dashes and underscores."""
    return re.sub(r"[\s_.-]", "", name).lower()


def field_time(value: Any) -> FieldTime | None:
    """The instant of a field: ISO 8601, the ten figures of a NOTAM, seconds after 1970, the FAA's month/day/year.

    None where the value is none of these.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _after_1970(float(value))
    text = str(value).strip()
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        at = _instant(year, month, day, hour, minute, second)
        zone = match[7]
        if at is None or match[4] is None:
            return None
        if zone and zone[0] in "+-":
            figures = zone[1:].replace(":", "")
            east = timedelta(hours=int(figures[:2]), minutes=int(figures[2:]))
            at = at - east if zone[0] == "+" else at + east
        return FieldTime(at, zone is not None)
    if match := _AMERICAN.fullmatch(text):
        month, day, year, hour, minute = (int(part) for part in match.groups())
        at = _instant(year, month, day, hour, minute)
        return None if at is None else FieldTime(at)
    if match := _TEN.fullmatch(text):
        year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
        at = _instant(2000 + year, month, day, hour, minute)
        return None if at is None else FieldTime(at, estimated=match[6] == "EST")
    return None


def _after_1970(seconds: float) -> FieldTime | None:
    seconds = seconds / 1000 if seconds > 1000 * _LEAST_S else seconds
    return FieldTime(_EPOCH + timedelta(seconds=round(seconds))) if _LEAST_S < seconds < _MOST_S else None


def _instant(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> datetime | None:
    """24:00 is the end of the day."""
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute):
        return None
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)
