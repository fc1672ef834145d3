"""Zones of time: what notices print behind (or before) hours, and the instants in UTC that they mean.

An offset is taken as printed. A name of the IANA database follows the date (RFC 6557). Local time, and abbreviations
of several meanings, are settled by the country in whose land or waters the area lies, if it keeps one time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from downrange.geography.territories import territories_under
from downrange.launch.areas.area import Position
from downrange.launch.notices.tokens.word_lists import replacements, words

_NEAR_MIN, _APART_MIN = 135, 150  # between a zone and the Sun's time where it is kept; between two meanings
_MOST_OFFSET_MIN, _LEAST_OFFSET_MIN = 14 * 60, -12 * 60


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: minutes ahead of UTC, or a name of the IANA database; neither where it is not known.

    `meanings` are the offsets in minutes of an abbreviation that has several; empty for local time.
    """

    name: str
    offset_min: int | None = None
    iana: str | None = None
    meanings: tuple[int, ...] = ()
    inferred: bool = False

    @property
    def known(self) -> bool:
        """Whether hours in this zone can be given in UTC."""
        return self.offset_min is not None or self.iana is not None

    @property
    def is_utc(self) -> bool:
        """Whether hours in this zone are hours in UTC."""
        return self.offset_min == 0 and self.iana is None

    def offset_at(self, hours: datetime) -> int:
        """Minutes ahead of UTC at hours of this zone (given with UTC as their zone)."""
        if self.iana is None:
            return self.offset_min or 0
        ahead = hours.replace(tzinfo=ZoneInfo(self.iana)).utcoffset()
        return round(ahead.total_seconds() / 60) if ahead is not None else 0

    def to_utc(self, hours: datetime) -> datetime:
        """The instant (aware UTC) of hours of this zone (given with UTC as their zone)."""
        return hours - timedelta(minutes=self.offset_at(hours))


def of_offset(minutes: int) -> Zone | None:
    """The zone of an offset in minutes ahead of UTC; None beyond 14 h ahead and 12 h behind."""
    if not _LEAST_OFFSET_MIN <= minutes <= _MOST_OFFSET_MIN:
        return None
    if not minutes:
        return Zone("UTC", 0)
    sign = "-" if minutes < 0 else "+"
    return Zone(f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}", minutes)


def zone_of_place(place: Position) -> Zone | None:
    """The zone that a country keeps in whose land or waters a place (degrees, latitude first) lies, inferred.

    None on the high sea, where several countries meet, and in a country of several zones. Zones of one country
    that have had the same time since 2024 count as one.
    """
    lat, lon = place
    found = territories_under({"type": "Point", "coordinates": [lon, lat]})
    countries = {territory.country for territory in found}
    zones = {zone for country in countries for zone in _zones_of_country().get(country, ())}
    offsets = {_year_of_offsets(zone) for zone in zones}
    if len(offsets) != 1 or not zones:
        return None
    name = min(zones)
    return Zone(name, iana=name, inferred=True)


def settled(zone: Zone, place: Position | None, hours: datetime) -> Zone | None:
    """A zone that is not known by its name, settled by the place; None where the place does not say it."""
    if zone.known:
        return zone
    there = zone_of_place(place) if place is not None else None
    if there is None:
        return _by_longitude(zone, place) if place is not None else None
    if zone.meanings and there.offset_at(hours) not in zone.meanings:
        return None
    return there


def _by_longitude(zone: Zone, place: Position) -> Zone | None:
    """The meaning of an abbreviation that lies near the Sun's time at a place, all others far from it."""
    sun_min = place[1] * 4
    apart = sorted((abs((ahead - sun_min + 720) % 1440 - 720), ahead) for ahead in zone.meanings)
    if not apart or apart[0][0] > _NEAR_MIN or any(off < apart[0][0] + _APART_MIN for off, _ in apart[1:]):
        return None
    return Zone(zone.name, apart[0][1], inferred=True)


@cache
def _zones_of_country() -> dict[str, tuple[str, ...]]:
    """Country (ISO 3166) to its zones, as the IANA database lists them in ``zone.tab``."""
    listed = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in listed.splitlines():
        if not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            found[country] = (*found.get(country, ()), name)
    return found


@cache
def _year_of_offsets(name: str) -> tuple[timedelta | None, ...]:
    zone = ZoneInfo(name)
    return tuple(
        datetime(year, month, 15, 12, tzinfo=zone).utcoffset()
        for year in (2024, 2026)
        for month in range(1, 13)
    )


def _minutes(printed: str) -> int:
    return (-1 if printed[0] == "-" else 1) * (int(printed[1:3]) * 60 + int(printed[3:5]))


def offsets_of(zone: Zone) -> frozenset[int]:
    """The offsets in minutes that a zone has had since 2024, or may have; empty for local time."""
    if zone.iana is not None:
        return frozenset(round(ahead.total_seconds() / 60) for ahead in _year_of_offsets(zone.iana) if ahead)
    return frozenset([zone.offset_min]) if zone.offset_min is not None else frozenset(zone.meanings)


UTC_NAMES = words("zones", "utc")
LOCAL_NAMES = words("zones", "local")
BY_NAME: dict[str, Zone] = {
    **{name: Zone("UTC", 0) for name in UTC_NAMES},
    **{name: Zone(name, _minutes(ahead)) for name, ahead in replacements("zones", "abbreviations").items()},
    **{
        name: Zone(name, meanings=tuple(map(_minutes, ahead.split())))
        for name, ahead in replacements("zones", "ambiguous").items()
    },
    **{name: Zone("local time") for name in LOCAL_NAMES},
}
BY_PLACE: dict[str, Zone] = {
    name: Zone(iana, iana=iana) for name, iana in replacements("zones", "places").items()
}
_MILITARY = "ABCDEFGHIKLM", "NOPQRSTUVWXY"  # ahead of UTC by 1 to 12 h, and behind (ACP 121)
LETTERS: dict[str, int] = {
    **{letter: 60 * (i + 1) for i, letter in enumerate(_MILITARY[0])},
    **{letter: -60 * (i + 1) for i, letter in enumerate(_MILITARY[1])},
}


UTC_ZONE = Zone("UTC", 0)
