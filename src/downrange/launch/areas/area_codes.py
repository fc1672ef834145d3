"""Codes of areas: what is wrong with a file of areas, and what is noted of an area that is not drawn in full."""

from downrange.codes import Assertion, Code

_GIVE = "Give a GeoJSON FeatureCollection or a KML document with polygons."


class AreaCode(Code):
    """Why areas cannot be read from GeoJSON or KML."""

    GEOJSON_NOT_READ = "area.geojson-not-read", "the GeoJSON cannot be read: {problem}", _GIVE
    KML_NOT_READ = "area.kml-not-read", "the KML cannot be read: {problem}", _GIVE
    NO_POLYGON = "area.no-polygon", "no area was found in the GeoJSON", _GIVE
    NO_POSITION = "area.no-position", "{lat_deg}, {lon_deg} is no latitude and longitude", _GIVE
    ARC_WITHOUT_PLACE = "area.arc-without-place", "an arc has no place in its outline", _GIVE


class AreaNote(Assertion):
    """What an area's own geometry does not show."""

    AS_WRITTEN = (
        "area.note-as-written",
        "{text}",
        "The area came back from our own GeoJSON with this note.",
    )
    HOLES = (
        "area.holes-left-out",
        "holes are left out",
        "The polygon has inner rings; they are not cut out, so the area said is too large.",
    )
    SINGLE_POSITION = (
        "area.single-position",
        "a single position, with no radius: no area",
        "One position stands under this label, and no radius.",
    )
    LINE_WITHOUT_WIDTH = (
        "area.line-without-width",
        "a line without a width: no area",
        "The words call it a track or a line, and no width is printed.",
    )
    FEW_POSITIONS = (
        "area.fewer-than-three-positions",
        "fewer than three different positions: no area",
        "Fewer than three different positions stand under this label.",
    )
    PAD_NOT_PRINTED = (
        "area.pad-not-printed",
        "the centre is the launch pad, whose position is not printed",
        "The words put the centre at the launch pad, and no position of it is printed.",
    )
    NOT_LOCATED = (
        "area.not-located",
        "known by its name only; its place is not printed and not on file",
        "A name of the form of a danger or restricted area stands without positions.",
    )
    RADIUS_WITHOUT_PLACE = (
        "area.radius-without-place",
        "a radius of {radius_nm:.4g} nm around a place that is not printed: no area",
        "A radius is printed, and no position followed it.",
    )
    DIGIT_LOST = (
        "area.digit-lost",
        "a position has too few or too many digits and lies far from the others: no area",
        "A position has a digit too few or too many for its notation, and lies far from the others of its"
        " ring. The area is withheld.",
    )
    EDGE_STRAIGHT = (
        "area.edge-drawn-straight",
        "the edge follows {line}; drawn straight",
        "The words let an edge follow a line (coast, border, limit of an FIR) that was not used; the "
        "chord is drawn.",
    )
    EDGE_SHORE = (
        "area.edge-along-shore",
        "the edge follows {line}; drawn along the shore at 1:{scale:.0f} million, right to about {accuracy_km} km; "
        "its ends lie {first_km} and {last_km} km from it",
        "Both ends lie within 5 km of one shore line of Natural Earth, at least 5 km apart, and the shorter way along"
        " it is clear.",
    )
    MARGIN_LEFT_OUT = (
        "area.margin-left-out",
        "the area is this ring and {margin_nm:.4g} nm around it; drawn without",
        "The words add a margin around the ring; the ring is drawn without it, so the area said is too "
        "small.",
    )
    EXCLUDED = (
        "area.part-excluded",
        "less {count} excluded area(s), cut out of the GeoJSON; the boundary is the outer one",
        "An excluded part overlaps the area and is cut out as a hole.",
    )
    EXCLUSION_NOT_DRAWN = (
        "area.exclusion-not-drawn",
        "without {printed}, which is not cut out",
        "The words exclude a part that could not be drawn; the area said is too large.",
    )
    SOME_SIDES = (
        "area.bounded-on-some-sides",
        "bounded only by {printed}: not drawn",
        "Only half planes are printed (north of, east of).",
    )
    CUT = (
        "area.cut-by-half-plane",
        "only the part {printed}: cut there",
        "A half plane stands behind an area that is drawn, and cuts it into parts, one of them on the side printed.",
    )
    CUT_NOT_DRAWN = (
        "area.cut-not-drawn",
        "only the part {printed}; drawn whole",
        "A half plane stands behind an area and does not cut it clearly; drawn whole, the area said is too large.",
    )
    ELLIPSE_NOT_DRAWN = (
        "area.ellipse-not-drawn",
        "an ellipse without {missing}: not drawn",
        "An ellipse lacks its centre, an axis or the azimuth of the major one, or its figures contradict each other.",
    )
    CENTRE_FROM_FIX = (
        "area.centre-from-fix",
        "a position is computed: {distance_nm:.4g} nm on {bearing_deg:.4g} degrees from {lat_deg:.4f}, {lon_deg:.4f}",
        "Bearing and distance from a printed position give the centre or a vertex, along a geodesic of WGS84.",
    )
    LEG_CONTRADICTS = (
        "area.leg-contradicts",
        "{printed}: the leg does not end at the position printed behind it: no area",
        "Bearing and distance lead more than 0.5 nm and 2 % away from the position that is printed as their end.",
    )
    FIX_NOT_LOCATED = (
        "area.fix-not-located",
        "{printed}: the position of the fix is not printed: no area",
        "Bearing and distance are from a fix whose position is not printed.",
    )
