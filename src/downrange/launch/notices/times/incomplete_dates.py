"""Dates without a year or a month: what a message means by "27 DEC" or "0800Z TO 1445Z DAILY 18 THRU 27".

A notice prints the month once, after a list of days, and often no year. The rest comes
from the message: when it was issued, its cancellation time, or the year of its number, in this order.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MONTHS = {name: number for number, names in enumerate((
    ("JAN", "JANUARY"), ("FEB", "FEBRUARY", "FEBR"), ("MAR", "MARCH"), ("APR", "APRIL"), ("MAY", "MAI"),
    ("JUN", "JUNE"), ("JUL", "JULY"), ("AUG", "AUGUST"), ("SEP", "SEPT", "SEPTEMBER", "SEB"),
    ("OCT", "OCTOBER", "OKT"), ("NOV", "NOVEMBER"), ("DEC", "DECEMBER", "DES"),
), start=1) for name in names}  # fmt: skip
MISSPELT_MONTHS = {"SEB", "DES", "OKT", "MAI", "FEBR"}
_FORWARD = timedelta(days=310)  # a notice announces days after its issue, hardly ever before
_BACKWARD = timedelta(days=55)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a message gives of its own dates: `issued` and `expires` (aware UTC), the `year` of its number."""

    issued: datetime | None = None
    expires: datetime | None = None
    year: int | None = None

    def year_of(self, month: int, day: int) -> int | None:
        """The year that a date without one most likely means; None when the message gives none of these."""
        if self.issued is not None:
            ahead = (
                max(_FORWARD, self.expires - self.issued + timedelta(days=2)) if self.expires else _FORWARD
            )
            return _nearest(month, day, self.issued, _BACKWARD, ahead)
        if self.expires is not None:
            return _nearest(month, day, self.expires, _FORWARD, _BACKWARD)
        return self.year

    def month_of(self, day: int) -> tuple[int, int] | None:
        """Year and month of a day printed without a month: the first such day after issue, or before expiry."""
        for anchor, step in ((self.expires, -1), (self.issued, 1)):
            if anchor is None:
                continue
            year, month = anchor.year, anchor.month
            if step * (day - anchor.day) < 0:
                year, month = shift_month(year, month, step)
            return year, month
        return None


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month some months later (or earlier)."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def moment(year: int, month: int, day: int, minute: int = 0) -> datetime | None:
    """Midnight of a date plus minutes (2400 is the next midnight), or None when there is no such date.

    A year outside 1900-2200 is no date of a notice, and arithmetic on it could leave the range of `datetime`.
    """
    if not 1900 <= year <= 2200:
        return None
    try:
        return datetime(year, month, day, tzinfo=UTC) + timedelta(minutes=minute)
    except (ValueError, OverflowError):
        return None


def full_year(digits: int) -> int:
    """A year printed with two digits: 70-99 are of the last century."""
    return digits if digits >= 1000 else digits + (1900 if digits >= 70 else 2000)


def _nearest(month: int, day: int, anchor: datetime, before: timedelta, after: timedelta) -> int:
    for year in (anchor.year, anchor.year + 1, anchor.year - 1):
        candidate = moment(year, month, min(day, 28))
        if candidate is not None and anchor - before <= candidate <= anchor + after:
            return year
    return anchor.year
