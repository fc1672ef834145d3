"""Checks: the nouns of a claim that physics can test, and of what the test gave; `verify` makes the test."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from downrange.earth.instants import parse_utc
from downrange.record.claims import CLAIM_TABLES, Claim
from downrange.record.record_codes import RecordCode
from downrange.record.record_tables import Entry, find, read_tables
from downrange.record.vague_dates import VagueDate

VERDICTS = ("possible", "not possible", "cannot be told")

ORDERS = ("before", "after")


@dataclass(frozen=True, slots=True)
class ClaimedPlace:
    """A place said to be pictured: WGS84 degrees, when, and in which order to the claim's first place."""

    name: str
    lat_deg: float
    lon_deg: float
    at: VagueDate
    order: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedPass:
    """What a claim says that an orbit can test: this satellite, these places, those times."""

    claim: Claim
    norad: int
    places: tuple[ClaimedPlace, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """The best view of one place in the time told, with true local solar time and the element set's age."""

    place: str
    lat_deg: float
    lon_deg: float
    told: VagueDate
    closest: datetime
    distance_km: float
    off_nadir_deg: float
    slant_range_km: float
    elevation_deg: float
    sun_elevation_deg: float
    local_solar_time_h: float
    element_age_days: float
    verdict: str
    because: str
    code: str = ""  # of `because`; empty in records kept before codes


@dataclass(frozen=True, slots=True)
class Check:
    """A claim after the test. `says` are the findings in words; their figures stand in `sightings`."""

    id: str
    claim: Claim
    norad: int
    verdict: str
    sightings: tuple[Sighting, ...]
    says: tuple[str, ...]
    shows: str
    does_not_show: tuple[str, ...]
    method: str


def read_passes(text: str, claims: Sequence[Claim], where: str = "claims.toml") -> tuple[ClaimedPass, ...]:
    """The ``[[pass]]`` entries of the text of a ``claims.toml``. RecordError says what to correct."""
    return tuple(read_pass(entry, claims) for entry in read_tables(text, where, *CLAIM_TABLES)["pass"])


def read_pass(entry: Entry, claims: Sequence[Claim]) -> ClaimedPass:
    """One claimed pass from its entry. A place without a time of its own takes that of the entry."""
    at = entry.date("at")
    claimed = ClaimedPass(
        claim=find(claims, entry.text("claim"), entry, "claim", "claims.toml"),
        norad=int(entry.number("norad", 1, 999_999_999)),
        places=tuple(_claimed_place(place, at) for place in entry.entries("places")),
    )
    entry.done()
    return claimed


def read_check(entry: Entry, claims: Sequence[Claim]) -> Check:
    """One check back from the store."""
    check = Check(
        id=entry.id(),
        claim=find(claims, entry.text("claim"), entry, "claim", "the record"),
        norad=int(entry.number("norad", 1, 999_999_999)),
        verdict=entry.choice("verdict", VERDICTS),
        sightings=tuple(_read_sighting(sighting) for sighting in entry.entries("sightings")),
        says=entry.texts("says"),
        shows=entry.text("shows"),
        does_not_show=entry.texts("does_not_show"),
        method=entry.text("method"),
    )
    entry.done()
    return check


def _claimed_place(entry: Entry, at: VagueDate) -> ClaimedPlace:
    place = ClaimedPlace(
        name=entry.text("name"),
        lat_deg=entry.number("lat", -90, 90),
        lon_deg=entry.number("lon", -180, 180),
        at=entry.optional_date("at") or at,
        order=entry.optional_choice("order", ORDERS),
    )
    entry.done()
    if place.at.precision in ("year", "month"):
        raise entry.wrong(RecordCode.DATE_TOO_VAGUE, value=str(place.at))
    return place


def _read_sighting(entry: Entry) -> Sighting:
    sighting = Sighting(
        place=entry.text("place"),
        lat_deg=entry.number("lat_deg", -90, 90),
        lon_deg=entry.number("lon_deg", -180, 180),
        told=entry.date("told"),
        closest=parse_utc(entry.text("closest")),
        distance_km=entry.number("distance_km", 0, 21_000),
        off_nadir_deg=entry.number("off_nadir_deg", 0, 180),
        slant_range_km=entry.number("slant_range_km", 0, 1e7),
        elevation_deg=entry.number("elevation_deg", -90, 90),
        sun_elevation_deg=entry.number("sun_elevation_deg", -90, 90),
        local_solar_time_h=entry.number("local_solar_time_h", 0, 24),
        element_age_days=entry.number("element_age_days", -1e6, 1e6),
        verdict=entry.choice("verdict", VERDICTS),
        because=entry.text("because"),
        code=entry.optional_text("code") or "",
    )
    entry.done()
    return sighting
