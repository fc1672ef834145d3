"""Zones of time: what notices print behind (or before) hours, and the instants in UTC that they mean.

An offset is taken as printed. A name of the IANA database follows the date (RFC 6557). Local time, and abbreviations
of several meanings, are settled by the country in whose land or waters the area lies, if it keeps one time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from math import acos, cos, radians, sin
from zoneinfo import ZoneInfo

from downrange.earth.constants import SPHERE_RADIUS_KM
from downrange.geography.territories import territories, territories_under
from downrange.launch.areas.area import Position
from downrange.launch.notices.tokens.word_lists import replacements, words

_NEAR_MIN, _APART_MIN = 135, 150  # between a zone and the Sun's time where it is kept; between two meanings
_MOST_KM, _MOST_OVERSEAS_KM = 3000.0, 1500.0  # from the chief place of a zone; western India is 2,300 km off
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

    None on the high sea, where countries of different times meet, and in a country of several zones. Zones of one
    country that have had the same time since 2024 count as one. Overseas territories with a code of their own in the
    IANA database, that the map counts to their country (French Guiana, Bonaire), are told apart by their distance.
    """
    lat, lon = place
    found = territories_under({"type": "Point", "coordinates": [lon, lat]})
    zones: set[str] = set()
    for country in sorted({territory.country for territory in found}):
        there = _kept_at(place, country)
        if there is None:
            return None
        zones.update(there)
    if not zones or len({_year_of_offsets(zone) for zone in zones}) != 1:
        return None
    name = min(zones)
    return Zone(name, iana=name, inferred=True)


def settled(zone: Zone, place: Position | None, hours: datetime) -> Zone | None:
    """A zone that is not known by its name, settled by the place; None where the place does not say it."""
    if zone.known or zone == SEVERAL:
        return zone if zone.known else None
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


def _kept_at(place: Position, country: str) -> tuple[str, ...] | None:
    """The zones that may be kept at a place in a country or its waters: () if none are listed, None if not sure."""
    listed = _zone_places()
    own = {name: listed[name][1] for name in listed if listed[name][0] == country}
    overseas = {name: listed[name][1] for name in _overseas_zones().get(country, ())}
    away = sorted((_apart_km(place, at), name) for name, at in {**own, **overseas}.items())
    if not away:
        return ()
    nearest_km, nearest = away[0]
    kept = tuple(name for _, name in away if _year_of_offsets(name) == _year_of_offsets(nearest))
    others_km = min((km for km, name in away if name not in kept), default=None)
    kept = tuple(name for name in kept if name in own) or kept
    if others_km is None:
        return kept if nearest_km <= _MOST_KM else None
    if len({_year_of_offsets(name) for name in own}) > 1 or nearest_km > _MOST_OVERSEAS_KM:
        return None
    return kept if others_km >= 2 * nearest_km else None


def _apart_km(a: Position, b: Position) -> float:
    """The distance of two positions on a sphere."""
    lat_a, lat_b, apart = radians(a[0]), radians(b[0]), radians(b[1] - a[1])
    along = sin(lat_a) * sin(lat_b) + cos(lat_a) * cos(lat_b) * cos(apart)
    return acos(max(-1.0, min(1.0, along))) * SPHERE_RADIUS_KM


@cache
def _zone_places() -> dict[str, tuple[str, Position]]:
    """Zone to its country (ISO 3166) and its chief place, as the IANA database lists them in ``zone.tab``."""
    text = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    found: dict[str, tuple[str, Position]] = {}
    for country, at, name, *_ in rows:
        behind = max(at.rfind("+"), at.rfind("-"))  # +0456-05220 or +402826-0034106 (ISO 6709)
        found[name] = country, (_degrees(at[:behind], 3), _degrees(at[behind:], 4))
    return found


def _degrees(printed: str, signed: int) -> float:
    """Degrees of +0456 and +402826; `signed` figures of degrees, the sign counted."""
    minutes = printed[signed:]
    degrees = int(printed[1:signed]) + int(minutes[:2]) / 60 + int(minutes[2:] or 0) / 3600
    return -degrees if printed[0] == "-" else degrees


@cache
def _overseas_zones() -> dict[str, tuple[str, ...]]:
    """Country to the zones of places that the map counts to it, though they have another code in ``zone.tab``."""
    on_the_map = {territory.country for territory in territories()}
    found: dict[str, tuple[str, ...]] = {}
    for name, (code, (lat, lon)) in _zone_places().items():
        if code not in on_the_map:
            around = territories_under({"type": "Point", "coordinates": [lon, lat]})
            for country in {one.country for one in around if one.kind != "waters200"}:
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
SEVERAL = Zone("several")  # hours of zones that contradict each other: no place settles them
