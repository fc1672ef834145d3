"""Launch sites: code, names, position and its uncertainty.

The table holds the sites of the General Catalog of Artificial Space Objects (J. McDowell, CC-BY 4.0), with the
coordinates of the pads, and their own source, where the catalogue's row is rounded or far away: see
tools/build_sites.py.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from downrange.earth.angles import wrap_longitude_deg
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.errors import PlaceError
from downrange.geography.geography_codes import SiteCode
from downrange.kernel.number_checks import LATITUDE, LONGITUDE, number
from downrange.kernel.package_data import table_text

ONE_PLACE_KM = 60.0  # sites nearer than this to each other are names of one place
_NUMBER = r"([+-]?\d+(?:\.\d+)?)"
_COORDINATES = re.compile(rf"\s*{_NUMBER}(?:\s*+[,;]\s*+|\s++){_NUMBER}\s*")
_WORDS = re.compile(r"[\s,/()]+")
_CLOSE = 0.8  # likeness above which a misspelt word is suggested


@dataclass(frozen=True, slots=True)
class Site:
    """A launch site: GCAT's code, its names, WGS 84 position in degrees, its error in km and its source.

    `launches` counts the orbital launches since 2000, by which sites of one name are ranked.
    """

    code: str
    name: str
    country: str
    lat_deg: float
    lon_deg: float
    error_km: float
    source: str
    launches: int = 0

    def __post_init__(self) -> None:
        number(self.lat_deg, "lat_deg", LATITUDE, PlaceError)
        number(self.lon_deg, "lon_deg", LONGITUDE, PlaceError)
        number(self.error_km, "error_km", (0.0, 20_038.0), PlaceError)

    def as_dict(self) -> dict[str, object]:
        """The site as JSON gives it."""
        return {
            "code": self.code,
            "name": self.name,
            "lat": self.lat_deg,
            "lon": self.lon_deg,
            "error_km": self.error_km,
            "source": self.source,
        }


@cache
def sites() -> tuple[Site, ...]:
    """All launch sites of the table, in the catalogue's order."""
    text = table_text("sites.csv")
    return tuple(
        Site(
            row["code"],
            row["name"],
            row["country"],
            float(row["lat_deg"]),
            float(row["lon_deg"]),
            float(row["error_km"]),
            row["source"],
            int(row["launches"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def find_site(text: str) -> Site:
    """The site a user means by a code, a name or ``lat,lon``. PlaceError gives the nearest matches otherwise.

    A name may be a part of the full name. Where several sites have it, those that launched to orbit come
    first, and names of one place count once; what remains ambiguous is an error. A misspelt name is not guessed:
    a plane from the wrong pad would look as good as one from the right pad.
    """
    if match := _COORDINATES.fullmatch(text):
        return _site_at(float(match[1]), float(match[2]))
    wanted = _folded(text)
    if not wanted:
        raise PlaceError(SiteCode.EMPTY, field="site")
    for site in sites():
        if _folded(site.code) == wanted:
            return site
    named_so = [site for site in sites() if _has_words(site, text)]
    named = named_so or _like(wanted)
    chosen = _most_used([site for site in named if site.launches] or named)
    if named_so and len(chosen) == 1:
        return chosen[0]
    nearest = ", ".join(f"{site.code} ({site.name.split(' / ')[0]})" for site in chosen[:5])
    code = SiteCode.AMBIGUOUS if named_so else SiteCode.MISSPELT if nearest else SiteCode.UNKNOWN
    raise PlaceError(code, field="site", value=text, nearest=nearest)


def same_place(site: Site) -> tuple[Site, ...]:
    """The sites of the table that lie where this one does, itself included if it is in the table."""
    return tuple(other for other in sites() if _distance_km(site, other) <= ONE_PLACE_KM)


def _site_at(lat_deg: float, lon_deg: float) -> Site:
    if not (-90 <= lat_deg <= 90 and -180 <= lon_deg <= 360):
        raise PlaceError(SiteCode.OFF_EARTH, field="site", value=f"{lat_deg:g},{lon_deg:g}")
    lon_deg = float(wrap_longitude_deg(lon_deg))
    code = f"{lat_deg:g},{lon_deg:g}"
    return Site(code, code, "", lat_deg, lon_deg, 0.0, "given by the user")


def _has_words(site: Site, text: str) -> bool:
    """Whether each word of the text is part of the site's name."""
    name = _folded(site.name)
    return all(_folded(word) in name for word in _WORDS.split(text))


def _like(wanted: str) -> list[Site]:
    """Sites with a word in code or name that is spelt nearly so."""
    words: dict[str, list[Site]] = {}
    for site in sites():
        for word in {_folded(word) for word in _WORDS.split(f"{site.code} {site.name}")}:
            words.setdefault(word, []).append(site)
    close = get_close_matches(wanted, [word for word in words if len(word) > 3], n=3, cutoff=_CLOSE)
    return list(dict.fromkeys(site for word in close[:1] for site in words[word]))


def _most_used(named: list[Site]) -> list[Site]:
    """One site for each place, the one with the most launches; most used places first."""
    kept: list[Site] = []
    for site in sorted(named, key=lambda site: -site.launches):
        if all(_distance_km(site, other) > ONE_PLACE_KM for other in kept):
            kept.append(site)
    return kept


def _distance_km(a: Site, b: Site) -> float:
    if abs(a.lat_deg - b.lat_deg) > 1:  # a degree is more than ONE_PLACE_KM: spare the geodesic
        return float("inf")
    return float(geodesic_inverse(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg)[0]) / 1e3


def _folded(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())
