"""Codes of geography: what is wrong with an area, a place, a site, a territory or a track, with hint and sentence."""

from collections.abc import Sequence

from downrange.codes import Code

_GEOJSON = (
    "Give a GeoJSON geometry (Polygon, MultiPolygon, Point, LineString, their Multi forms or GeometryCollection), a "
    "Feature or a FeatureCollection, longitude before latitude."
)
_TRACK = "Give latitudes, longitudes and seconds as arrays of one length, two points or more."
_SITE = 'Give a GCAT site code (SOHAE, JQ, CC), a name, or "lat,lon" in degrees.'
AS_TEXT = 'Write it as "lat,lon" or "lat,lon,alt_m" in degrees and metres: "38.8977,-77.0365".'
AS_CSV = "A line reads name,lat,lon or name,lat,lon,alt_m or name,lat,lon,alt_m,why."


class GeoCode(Code):
    """What is wrong with an area, a box, a map's detail, a track or a territory's code."""

    NOT_GEOJSON = "area.not-geojson", "the area cannot be read as GeoJSON: {reason}", _GEOJSON
    OFF_GLOBE = "area.off-globe", "the area has coordinates that are not on the globe", _GEOJSON
    CROSSES_ITSELF = (
        "area.crosses-itself-at-180",
        "the area crosses the 180th meridian and itself",
        "Give its corners in order, so that no side crosses another.",
    )
    BOX_OFF_GLOBE = (
        "area.box-off-globe",
        "the box {south}, {west}, {north}, {east} is not on the globe",
        "Give south, west, north, east in degrees; west is greater than east over the antimeridian.",
    )
    NO_DETAIL = "map.no-such-detail", "no {what} of detail {value!r}", "Details are 10m, 50m and 110m."
    NO_TERRITORY = (
        "territory.unknown",
        "no territory has the code {value!r}",
        "Codes look like JP, JP-47, JP-47-miyako or JP.12nm.",
    )
    TRACK_SHAPES = "track.unequal-arrays", "the track's arrays have shapes {shapes}", _TRACK
    TRACK_OFF_GLOBE = "track.off-globe", "the track has a point that is not on the globe", _TRACK
    TRACK_TIMES = "track.times-not-rising", "the track's times do not increase", "Sort the points by time."
    TRACK_JUMPS = (
        "track.antipodal-step",
        "the track jumps to the other side of the Earth",
        "Give points in between.",
    )


class PlaceCode(Code):
    """What is wrong with a place on the ground, a list of them, or a town's name."""

    NOT_A_PLACE = "place.not-a-place", "{value!r} is not a place", AS_TEXT
    NO_NAME = "place.no-name", "a place has no name", AS_CSV
    BAD_COORDINATE = (
        "place.bad-coordinate",
        "{value!r} is no {field} between {low:g} and {high:g}",
        "{written_as}",
    )
    NOT_CSV = "place.not-csv", "this is no CSV: {reason}", AS_CSV
    TOO_MANY_CELLS = "place.too-many-cells", "{cells} cells where {columns} are named", AS_CSV
    UNKNOWN_COLUMNS = (
        "place.unknown-columns",
        "the header has columns that are not read: {unknown}",
        "The columns are {known}.",
    )
    MISSING_COLUMNS = (
        "place.missing-columns",
        "the header lacks or repeats a column",
        "The columns are {known}.",
    )
    NO_PLACES = "place.none-listed", "no places are listed", AS_CSV
    NO_TOWN = "place.unknown", "no place called {value!r}", "{advice}"
    NO_TOWN_IN = "place.unknown-in-country", "no place called {value!r} in {country}", "{advice}"


class SiteCode(Code):
    """Why a text names no launch site."""

    EMPTY = "site.none-given", "no launch site is given", _SITE
    UNKNOWN = "site.unknown", "no launch site is called {value!r}", _SITE
    MISSPELT = (
        "site.misspelt",
        "no launch site is called {value!r}; the nearest in spelling: {nearest}",
        _SITE,
    )
    AMBIGUOUS = "site.ambiguous", "several launch sites are called {value!r}: {nearest}", "Give the code."
    OFF_EARTH = "site.off-earth", "{value} is no place on the Earth", "Give latitude first: lat,lon."


def near_matches(names: Sequence[str]) -> str:
    """The advice on an unknown town: the names nearest in spelling, if there are any."""
    return f"Near matches: {', '.join(names)}." if names else 'Give a position instead, as "lat,lon".'
