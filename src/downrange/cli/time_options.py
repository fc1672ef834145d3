"""Times and time zones as options give them: dates, instants, ``now``, ``+7d``; ``local``, names, offsets."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from downrange.cli.door_codes import DoorCode
from downrange.earth.instants import parse_utc
from downrange.errors import TimeError

AT_HELP = "An instant (2026-04-22T05:30Z), a date (0000Z of it), now, or +7d, -3h, +90m from now."
ZONE_HELP = "Show times in this zone too: local, Asia/Tokyo, +09:00."

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FROM_NOW = re.compile(r"([+-]\d{1,5})([dhm])", re.ASCII)
_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_FURTHEST = timedelta(hours=14)  # no zone is further from UTC (IANA: Pacific/Kiritimati)


def instant_of(text: str, now: datetime | None = None) -> datetime:
    """The instant (aware UTC) that an option gives; `now` is the clock's where it is not given.

    A date is its midnight UTC. TimeError for anything else, and for a time without a zone.
    """
    given = text.strip()
    offset = _FROM_NOW.fullmatch(given)
    if given.lower() == "now" or offset:
        now = now or datetime.now(UTC)
        return now if offset is None else now + int(offset[1]) * _UNITS[offset[2]]
    if _DATE.fullmatch(given):
        return parse_utc(f"{given}T00:00Z")
    return parse_utc(given)


def local_time(zone: str) -> Callable[[datetime], datetime]:
    """What gives an aware instant in the zone that an option names: ``local`` (of this machine), IANA's, an offset.

    TimeError where there is no such zone.
    """
    given = zone.strip()
    if given.lower() == "local":
        return lambda t: t.astimezone()
    there = _zone(given)
    if there is None:
        raise TimeError(DoorCode.NO_SUCH_ZONE, field="tz", value=zone)
    return lambda t: t.astimezone(there)


def _zone(given: str) -> tzinfo | None:
    if given.upper() in ("UTC", "Z", "GMT"):
        return UTC
    if offset := _OFFSET.fullmatch(given.upper()):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-ahead if offset[1] == "-" else ahead) if ahead <= _FURTHEST else None
    try:
        return ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
