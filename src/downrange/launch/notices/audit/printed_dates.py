"""The month and year of every printed day, by where months and years stand in the row of tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from downrange.launch.notices.audit.printed_times import TimeToken

Span = tuple[datetime, datetime]
Hours = tuple[int, int, float]  # first and last minute of the day, and the zone in hours ahead of UTC

_STEP_BACK_DAYS = 12  # days of one list that fall by more than this lie in two months


@dataclass(slots=True)
class Context:
    """What stands beside the schedule: the validity of a NOTAM, the issue and cancel stamps, the years in print."""

    validity: Span | None = None
    issued: datetime | None = None
    cancel: datetime | None = None
    years: frozenset[int] = frozenset()
    hours: tuple[Hours, ...] = ()  # of the passages before
    place: tuple[float, float] | None = None  # for which the Sun's times are computed: latitude, longitude
    whole_days: tuple[tuple[int, int], ...] = ()  # places where the reader said that days have no hours


def give_dates(tokens: Sequence[TimeToken], context: Context) -> None:
    """Give every day its month and year. Month first or month behind is decided by what stands first."""
    dated = [token for token in tokens if token.letter in "DXM"]
    bare = [token for token in dated if token.letter == "M" or not token.month]
    first = bare[0].letter if bare else ""
    behind = first != "M"
    _years_behind_months(tokens, context, behind)
    bare = [token for token in bare if token.letter != "?"]
    if behind:
        _months_behind(bare)
    else:
        month = 0
        for token in bare:
            month = token.number if token.letter == "M" else month
            if token.letter != "M":
                token.month = month
    _months_unsaid(bare, context)
    _years(tokens, context)


def _years_behind_months(tokens: Sequence[TimeToken], context: Context, behind: bool) -> None:
    """``31 JAN 26``: the figures behind a month are a year where nothing joins them to a list of days."""
    printed = {year % 100 for year in context.years}
    for before, token in pairwise(tokens):
        close = token.number or (token.start - before.end <= 1 and token.day in printed)
        if token.letter == "D" and behind and before.letter == "M" and not before.day and close:
            token.letter, token.year = "?", 2000 + token.day
    years = [token for token in tokens if token.letter in "?y"]
    for year in years:
        value = year.year or year.number
        months = [token for token in tokens if token.start < year.start and token.letter == "M"]
        if months:
            months[-1].year = value


def _months_behind(bare: Sequence[TimeToken]) -> None:
    month = year = 0
    later_day = 0
    for token in reversed(bare):
        if token.letter == "M":
            month, year, later_day = token.number, token.year, 0
        elif month:
            if later_day and token.day - later_day > _STEP_BACK_DAYS:
                month, year = (month - 1, year) if month > 1 else (12, year and year - 1)
            token.month, token.year = month, token.year or year
            later_day = token.day
    month = year = 0
    for token in bare:  # days behind the last month
        if token.letter == "M":
            month, year = token.number, token.year
        elif not token.month:
            token.month, token.year = month, year


def _months_unsaid(bare: Sequence[TimeToken], context: Context) -> None:
    """Days without a month: the first such day in the validity, or behind the issue."""
    begin = context.validity[0] if context.validity else context.issued or context.cancel
    if begin is None:
        return
    month, year, last = begin.month, begin.year, begin.day
    if not context.validity and not context.issued:
        last = 0
    for token in bare:
        if token.letter in "DX" and not token.month:
            if token.day < last - _STEP_BACK_DAYS or (token.day < last and last == begin.day):
                month, year = (month + 1, year) if month < 12 else (1, year + 1)
            token.month, token.year, last = month, year, token.day


def _years(tokens: Sequence[TimeToken], context: Context) -> None:
    said = next((token for token in reversed(tokens) if token.letter == "M" and token.year), None)
    for token in tokens:
        if token.letter in "DX" and token.month and not token.year:
            token.year = _year_of(token, context, said)


def _year_of(token: TimeToken, context: Context, said: TimeToken | None) -> int:
    month = token.month
    if context.validity:
        begin = context.validity[0]
        return begin.year if month >= begin.month else begin.year + 1
    if said is not None and token.start > said.start:
        return said.year if month >= said.number else said.year + 1
    if said is not None:  # one year printed behind the last month of the list
        return said.year if month <= said.number else said.year - 1
    if context.issued:
        return context.issued.year if month >= context.issued.month - 1 else context.issued.year + 1
    if context.cancel:
        return context.cancel.year if month <= context.cancel.month else context.cancel.year - 1
    return min(context.years, default=0)
