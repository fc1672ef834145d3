"""Items B and C of a NOTAM as the sites print them: 2611281200, 261128 1200, 26/11/28 12:00, ISO 8601, words."""

import re
from datetime import datetime

from downrange.launch.notices.times.incomplete_dates import MONTHS, full_year, moment
from downrange.launch.notices.times.time_atoms import clock_minutes

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CLOCK = r"(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
_ZONE = r"(?:\s?(?:Z|UTC|GMT)(?![A-Z])|\+00:?00)?"
_FIGURES = r"(?P<mark>[-/.])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})"
_LATE_DAY = "1[3-9]|2[0-9]|3[01]"  # that can be no month
_YEAR = r"(?P<year>20[0-9]{2}|[0-9]{2})"
_FULL_YEAR = r"(?P<year>20[0-9]{2})"
_APART = r"[ ,]{1,2}(?:AT )?"
_FORMS = tuple(
    re.compile(rf"\s*(?:(?:FROM|FM|WEF|UNTIL|UNTILL|TO|TIL|TILL)\s)?{form}(?![0-9]){_ZONE}")
    for form in (
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})[T ]{{0,2}}{_CLOCK}",
        rf"{_YEAR}{_FIGURES}[T ,]{{1,2}}{_CLOCK}",
        rf"(?P<day>[0-9]{{1,2}})[-/. ]?(?P<name>{_MONTH})[-/., ]{{0,2}}{_YEAR}{_APART}{_CLOCK}",
        rf"(?P<name>{_MONTH})[. ]{{0,2}}(?P<day>[0-9]{{1,2}})[, ]{{1,2}}{_FULL_YEAR}{_APART}{_CLOCK}",
        rf"(?P<day>[0-9]{{1,2}}) (?P<name>{_MONTH}) {_CLOCK} {_FULL_YEAR}",
        rf"{_CLOCK}{_ZONE} (?P<day>[0-9]{{1,2}}) (?P<name>{_MONTH}) {_FULL_YEAR}",
        rf"(?P<day>{_LATE_DAY})(?P<mark>[-/.])(?P<month>[0-9]{{2}})(?P=mark){_FULL_YEAR}[T ,]{{1,2}}{_CLOCK}",
        rf"(?P<month>[0-9]{{2}})(?P<mark>[-/.])(?P<day>{_LATE_DAY})(?P=mark){_FULL_YEAR}[T ,]{{1,2}}{_CLOCK}",
    )
)


def validity_instant(printed: str) -> tuple[datetime | None, int] | None:
    """The instant (aware UTC) at the start of a text and how many letters it takes; None when none stands there.

    The instant is None for a date or an hour that does not exist. A date like 05/12/2026, of which day and month
    may be exchanged, is not read.
    """
    for form in _FORMS:
        if match := form.match(printed):
            said = match.groupdict()
            month = MONTHS[said["name"]] if said.get("name") else int(said["month"])
            minutes = clock_minutes(match["hour"] + match["minute"])
            if minutes is None:
                return None, match.end()
            return moment(full_year(int(match["year"])), month, int(match["day"]), minutes), match.end()
    return None
