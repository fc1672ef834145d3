"""Areas go out as GeoJSON and KML and come back the same; the words of each position travel with them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from typer.testing import CliRunner

from downrange.cli.notice import app
from downrange.errors import NoticeError
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_geojson import areas_from_geojson, areas_from_geojson_text
from downrange.launch.areas.area_kml import areas_from_kml
from downrange.launch.notices.notice_features import areas_to_geojson, areas_to_kml
from downrange.launch.notices.notice_reader import read_notices

TEXT = """061148Z OCT 25
NAVAREA IV 1081/25(11,26).
NORTH ATLANTIC.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING 120811Z TO 121253Z OCT IN AREAS:
   A. BOUND BY 31-57.00N 077-01.00W, 32-23.00N 076-52.00W, 33-08.00N 075-40.00W.
   B. WITHIN NINE MILES OF 33-40.71N 119-09.15W.
   C. BOUND BY 10-00.00S 178-00.00E, 10-00.00S 178-00.00W, 12-00.00S 178-00.00W, 12-00.00S 178-00.00E.
2. CANCEL THIS MSG 141308Z OCT 25.
071148Z OCT 25
NAVAREA IV 1082/25.
1. HAZARDOUS OPERATIONS 120811Z TO 121253Z OCT
   IN AREA WITHIN 18 MILES OF TRACKLINE JOINING 05-47.00S 165-31.00E, 08-26.00S 167-58.00E.
"""


def rounded(area: Area) -> dict[str, object]:
    """The area to a centimetre, and without its geometry, which is drawn from it anew."""
    said = area.as_dict()
    said.pop("geojson", None)
    return said


def test_geojson_and_kml_come_back_the_same() -> None:
    notices = read_notices(TEXT)
    areas = [area for notice in notices for area in notice.areas]
    through_text = json.loads(json.dumps(areas_to_geojson(notices)))
    assert [rounded(area) for area in areas_from_geojson(through_text)] == [rounded(area) for area in areas]
    assert [rounded(area) for area in areas_from_kml(areas_to_kml(notices))] == [
        rounded(area) for area in areas
    ]


def test_each_position_carries_its_words() -> None:
    features = areas_to_geojson(read_notices(TEXT))["features"]
    assert features[0]["properties"]["words"][1] == "32-23.00N 076-52.00W"
    assert features[1]["properties"]["words"] == ["33-40.71N 119-09.15W"]
    assert features[3]["properties"]["words"][0] == "05-47.00S 165-31.00E"
    assert features[3]["properties"]["number"] == "NAVAREA IV 1082/25"


def test_geometry_is_valid_and_cut_at_180() -> None:
    features = areas_to_geojson(read_notices(TEXT))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    assert all(shape.is_valid for shape in shapes)
    assert features[2]["geometry"]["type"] == "MultiPolygon"


def test_the_polygons_of_others_come_back_by_their_outer_ring() -> None:
    ring = [[-77.0, 31.0], [-76.0, 32.0], [-75.0, 33.0], [-77.0, 31.0]]
    (area,) = areas_from_geojson({"type": "Polygon", "coordinates": [ring]})
    assert area.vertices == ((31.0, -77.0), (32.0, -76.0), (33.0, -75.0))
    kml = areas_to_kml([replace(n, areas=n.areas[:1]) for n in read_notices(TEXT)[:1]])
    (area,) = areas_from_kml(kml.replace('name="properties"', 'name="other"'))
    assert area.label == "NAVAREA IV 1081/25 A"
    assert len(area.vertices) == 3


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"type": "FeatureCollection", "features": []},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Polygon", "coordinates": [[[0, 91], [1, 91], [1, 92]]]},
        {"type": "FeatureCollection", "features": [7]},
    ],
)
def test_what_cannot_be_read_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(NoticeError):
        areas_from_geojson(document)


@pytest.mark.parametrize("text", ["", "<kml>", "<kml/>", "<kml><Placemark/></kml>"])
def test_what_is_no_kml_is_refused(text: str) -> None:
    with pytest.raises(NoticeError):
        areas_from_kml(text)


def test_the_command_writes_the_collection(tmp_path: Path) -> None:
    target = tmp_path / "areas.geojson"
    result = CliRunner().invoke(app, ["read", "-", "--json", "--geojson", str(target)], input=TEXT)
    assert result.exit_code == 0
    assert len(json.loads(target.read_text(encoding="utf-8"))["features"]) == 4


@pytest.mark.parametrize(
    "number", ["1e400", '"111.2"', "true", "null", "NaN", "-Infinity", "1e300", "[1]", "361"]
)
def test_what_is_not_a_number_of_degrees_is_refused(number: str) -> None:
    ring = f"[[{number},19.6],[112.2,19.6],[112.2,18.6],[111.2,19.6]]"
    with pytest.raises(NoticeError):
        areas_from_geojson_text(f'{{"type":"Polygon","coordinates":[{ring}]}}')
    kml = "<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>{},19.6 112.2,19.6 112.2,18.6"
    with pytest.raises(NoticeError):
        areas_from_kml(
            (kml + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>").format(number)
        )
