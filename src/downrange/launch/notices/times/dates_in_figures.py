"""Whole dates in one print, as sites and newspapers write them: 28.11.2026, 28/11/2026, 2026/11/28, 28-NOV-2026."""

import re

from downrange.launch.notices.times.incomplete_dates import MONTHS, full_year
from downrange.launch.notices.times.time_atoms import Atom
from downrange.launch.notices.tokens.token_page import Page

_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DATE = re.compile(
    r"(?<![0-9.,/-])(?:(?P<year>20[0-9]{2})(?P<mark>[./])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})"
    r"|(?P<first>[0-9]{1,2})(?P<sign>[./])(?P<second>[0-9]{1,2})(?P=sign)(?P<last_year>20[0-9]{2})"
    rf"|(?P<before>[0-9]{{1,2}})-(?P<name>{_MONTH})-(?P<behind>20[0-9]{{2}}|[0-9]{{2}}))(?![0-9]|[./-][0-9])"
)
_MONTHS_OF_YEAR = 12


def date_in_figures(page: Page, at: int) -> tuple[Atom, int] | None:
    """The date that starts at a token, and the token after it; None where none does.

    05/12/2026, of which day and month may be exchanged, is not read; 05.12.2026 is day first, as every country that
    writes full stops has it.
    """
    match = _DATE.match(page.folded, page.tokens[at].start)
    if match is None:
        return None
    if match["year"]:
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    elif match["name"]:
        year, month, day = full_year(int(match["behind"])), MONTHS[match["name"]], int(match["before"])
    else:
        year, day, month = int(match["last_year"]), int(match["first"]), int(match["second"])
        if match["sign"] == "/" and month > _MONTHS_OF_YEAR:
            day, month = month, day
        elif match["sign"] == "/" and day <= _MONTHS_OF_YEAR and day != month:
            return None
    if not (1 <= month <= _MONTHS_OF_YEAR and 1 <= day <= 31):
        return None
    return Atom("full", at, full=(year, month, day, -1)), page.at_place(match.end())
