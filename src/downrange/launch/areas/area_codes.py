"""Codes of areas: what is wrong with a file of areas, and what is noted of an area that is not drawn in full."""

from downrange.codes import Code

_GIVE = "Give a GeoJSON FeatureCollection or a KML document with polygons."


class AreaCode(Code):
    """Why areas cannot be read from GeoJSON or KML."""

    GEOJSON_NOT_READ = "area.geojson-not-read", "the GeoJSON cannot be read", _GIVE
    KML_NOT_READ = "area.kml-not-read", "the KML cannot be read", _GIVE
    NO_POLYGON = "area.no-polygon", "no area was found in the GeoJSON", _GIVE
    NO_POSITION = "area.no-position", "{lat_deg}, {lon_deg} is no latitude and longitude", _GIVE
    ARC_WITHOUT_PLACE = "area.arc-without-place", "an arc has no place in its outline", _GIVE


class AreaNote(Code):
    """What an area's own geometry does not show."""

    AS_WRITTEN = "area.note-as-written", "{text}"
    HOLES = "area.holes-left-out", "holes are left out"
    SINGLE_POSITION = "area.single-position", "a single position, with no radius: no area"
    LINE_WITHOUT_WIDTH = "area.line-without-width", "a line without a width: no area"
    FEW_POSITIONS = "area.fewer-than-three-positions", "fewer than three different positions: no area"
    PAD_NOT_PRINTED = "area.pad-not-printed", "the centre is the launch pad, whose position is not printed"
    NOT_LOCATED = "area.not-located", "known by its name only; its place is not printed and not on file"
    RADIUS_WITHOUT_PLACE = (
        "area.radius-without-place",
        "a radius of {radius_nm:.4g} nm around a place that is not printed: no area",
    )
    DIGIT_LOST = (
        "area.digit-lost",
        "a position has too few or too many digits and lies far from the others: no area",
    )
    EDGE_STRAIGHT = "area.edge-drawn-straight", "the edge follows {line}; drawn straight"
    MARGIN_LEFT_OUT = (
        "area.margin-left-out",
        "the area is this ring and {margin_nm:.4g} nm around it; drawn without",
    )
    EXCLUDED = (
        "area.part-excluded",
        "less {count} excluded area(s), cut out of the GeoJSON; the boundary is the outer one",
    )
    EXCLUSION_NOT_DRAWN = "area.exclusion-not-drawn", "without {printed}, which is not cut out"
    SOME_SIDES = "area.bounded-on-some-sides", "bounded only by {printed}: not drawn"
    CUT_NOT_DRAWN = "area.cut-not-drawn", "only the part {printed}; drawn whole"
    CENTRE_FROM_FIX = (
        "area.centre-from-fix",
        "the centre is computed: {distance_nm:.4g} nm on {bearing_deg:.4g} degrees from {lat_deg:.4f}, {lon_deg:.4f}",
    )
    FIX_NOT_LOCATED = "area.fix-not-located", "{printed}: the position of the fix is not printed: no area"
