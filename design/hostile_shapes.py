"""Hostile inputs by reader: a valid record, and some forty ways to make a long input of it, of any length.

Each reader has a valid file (head, record, tail), signs that its format gives a meaning to, and what reads it. A
shape makes a text of about a given length: signs over and over alone, behind a valid record, inside one value, or
records over and over, valid, cut, and each followed by a sign. So a rule of one format is tried on all.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from downrange.case.case_reader import read_case_file
from downrange.geography.ground_places import read_places
from downrange.launch.areas.area_geojson import areas_from_geojson_text
from downrange.launch.areas.area_kml import areas_from_kml
from downrange.launch.notices.notice_reader import read_notices
from downrange.orbit.elements.element_reader import read_elements
from downrange.record.sources import read_sources

Shape = Callable[[int], str]


@dataclass(frozen=True)
class Reader:
    """One reader: what it reads with, a valid file around `record`, a value inside it, and signs of its format."""

    read: Callable[[str], Any]
    head: str
    record: str
    tail: str
    value: str
    signs: tuple[str, ...]
    largest: int = 1 << 20  # characters that it accepts, or the longest that is tried

    def whole(self, record: str) -> str:
        """A valid file of one record, or of whatever stands in its place."""
        return self.head + record + self.tail


_BLANKS = (" ", "\t", "\n", "\r\n", "\u00a0", "0", "9", "a", "A ")
_XML = (
    "<",
    "<a>",
    "<a/>",
    "</a>",
    "<!--",
    "<!-- -->",
    "<![CDATA[",
    "<![CDATA[x]]>",
    "<?p?>",
    "&",
    "&amp;",
    "&#x",
    '<a b="',
    "]]>",
    "<!DOCTYPE a>",
)
_JSON = (
    "[",
    "{",
    '{"a":',
    '"',
    '\\"',
    "[],",
    "{},",
    "1,",
    "-",
    "1e9",
    "null,",
    '{"a":"',
    "{bad},",
    "\\u0041",
    "}",
    "]",
)
_TLE = """MALLIGYONG-1
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
_JSON_SET = (
    '{"OBJECT_NAME":"A","EPOCH":"2023-12-09T04:15:49.963968","MEAN_MOTION":15.21407416,"ECCENTRICITY":0.0014685,'
    '"INCLINATION":97.427,"RA_OF_ASC_NODE":227.7225,"ARG_OF_PERICENTER":211.9163,"MEAN_ANOMALY":148.1185,'
    '"NORAD_CAT_ID":58400,"BSTAR":0.00021022,"MEAN_MOTION_DOT":4.66e-05}'
)
_ROWS = {key: str(value) for key, value in json.loads(_JSON_SET).items()}
_KVN = "CCSDS_OMM_VERS = 2.0\n" + "".join(f"{key} = {value}\n" for key, value in _ROWS.items())
_XML_SET = (
    '<omm id="CCSDS_OMM_VERS" version="2.0"><header/><body><segment><metadata/><data>'
    + "".join(f"<{key}>{value}</{key}>" for key, value in _ROWS.items())
    + "</data></segment></body></omm>\n"
)
_NAVAREA = """NAVAREA XI 123/26
1. ROCKET LAUNCHING 281200Z TO 281600Z NOV 26 IN AREA BOUND BY 19-36N 111-10E, 19-36N 112-10E, 18-36N 112-10E.
2. CANCEL THIS MSG 281700Z NOV 26.

"""
_NOTAM = """A0101/26 NOTAMN
Q) RPHI/QWMLW/IV/BO /W /000/999/1900N12353E034
A) RPHI B) 2603291600 C) 2603292000 D) DAILY 1600-2000
E) AEROSPACE FLT ACT WI: 191900N 1232500E - 191400N 1242500E - 184200N 1242200E - 191900N 1232500E
F) SFC G) UNL

"""
_GML = (
    "<member><NWPreamble><warningNumber>1</warningNumber><year>2026</year><nameOfSeries>NAVAREA XI</nameOfSeries>"
    "</NWPreamble></member><member><NavwarnPart><warningInformation><information><text>ROCKET LAUNCHING 281200Z TO "
    "281600Z NOV 26 IN AREA BELOW.</text></information></warningInformation><geometry><Polygon><exterior><LinearRing>"
    "<posList>19.6 111.2 19.6 112.2 18.6 112.2 19.6 111.2</posList></LinearRing></exterior></Polygon></geometry>"
    "</NavwarnPart></member>\n"
)
_FEATURE = (
    '{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":'
    "[[[111.2,19.6],[112.2,19.6],[112.2,18.6],[111.2,19.6]]]}}"
)
_MARK = (
    "<Placemark><name>A</name><Polygon><outerBoundaryIs><LinearRing><coordinates>111.2,19.6 112.2,19.6 112.2,18.6 "
    "111.2,19.6</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\n"
)
_CASE = """title = "A launch"
summary = "What it is"

[launch]
vehicle = "Chollima-1"
payload = "Malligyong-1"
site = "SOHAE"
time = "2023-11-21T13:42:28Z"
time_by = "a source"
sources = []
"""
_NGA = (
    '{"msgYear":2026,"msgNumber":1,"navArea":"P","text":"ROCKET LAUNCHING 281200Z TO 281600Z NOV 26 '
    'IN AREA BOUND BY 19-36N 111-10E, 19-36N 112-10E, 18-36N 112-10E."}'
)
_WORDS = (
    "NORTH ",
    "N",
    "19-36N ",
    "19-36N 111-10E, ",
    "281200Z ",
    " 211200Z",
    "1200-1600 ",
    "DAILY ",
    "NOV ",
    "1. ",
    "A. ",
    "E) ",
    "B) ",
    "(",
    ")",
    ",",
    ".",
    "-",
    "/",
    "WITHIN 5 NM OF ",
    "CANCEL NAVAREA XI 1/26 AND ",
    "THRU ",
    "AND ",
    "UNTIL SUNSET ",
    "RADIUS ",
    "AREA A: ",
    "BOUND BY ",
    "UTC+8 ",
    "EXCEPT ",
    "PART 1 OF 2 ",
    "\u5317\u7eac",
    "\u0421\u0415\u0412 ",
    "=\n",
    "&nbsp;",
    "<br>",
    "\x00",
    "9999999",
    "NNNN\n",
)
_PLAIN = (
    "[",
    "[[",
    "]",
    "=",
    "a=1\n",
    "a.b.",
    "a.",
    '"',
    "'",
    '"""',
    "{",
    "{a=",
    "[[a]]\n",
    "#",
    "\\",
    "\\u0041",
    "1_",
    "0x",
    "1e9",
    ",",
    "1979-05-27",
)

READERS = {
    "navarea": Reader(read_notices, "", _NAVAREA, "", "19-36N 111-10E", _WORDS, 96_000),
    "notam": Reader(read_notices, "", _NOTAM, "", "191900N 1232500E", _WORDS, 96_000),
    "html": Reader(
        read_notices,
        "<html><body>",
        f"<p>{_NAVAREA}</p>",
        "</body></html>",
        "19-36N 111-10E",
        (*_XML, "<script>", "<p>", "<b>"),
        96_000,
    ),
    "mail": Reader(
        read_notices,
        "From: a\nMIME-Version: 1.0\nContent-Type: text/plain\n\n",
        _NAVAREA,
        "",
        "19-36N",
        ("=", "=20", "=\n", "> ", ">", "--", "\n--", "From: a\n", "\n\n", ": ", "=?utf-8?q?", ";"),
        96_000,
    ),
    "services": Reader(read_notices, "[", _NGA + ",", "{}]", "19-36N", _JSON),
    "feeds": Reader(
        read_notices,
        "<smapsActiveEntity>",
        f"<msgText>{_NAVAREA}</msgText>",
        "</smapsActiveEntity>",
        "19-36N",
        _XML,
    ),
    "gml": Reader(read_notices, "<Dataset>", _GML, "</Dataset>", "19.6 111.2", _XML),
    "tle": Reader(
        read_elements,
        "",
        _TLE,
        "",
        "15.21407416",
        (
            "1 ",
            "2 ",
            "1 58400U",
            "0 A\n",
            "# ",
            "1\n",
            "2\n",
            "-",
            "\x00",
            "\x85",
            "garbage line\n",
            _TLE[:80],
            _TLE[83:],
        ),
    ),
    "omm-json": Reader(read_elements, "[", _JSON_SET + ",", "]", "15.21407416", _JSON),
    "omm-csv": Reader(
        read_elements,
        ",".join(_ROWS) + "\n",
        ",".join(_ROWS.values()) + "\n",
        "",
        "15.21407416",
        (",", '"', '""', '",', "#", "\n", "\r", "a,b\n", '"\n', "'", ";", "=", "-", "NORAD_CAT_ID,"),
    ),
    "omm-kvn": Reader(
        read_elements,
        "",
        _KVN,
        "",
        "15.21407416",
        (
            "=",
            "[",
            "]",
            " [",
            "[]",
            "A = 1 [",
            "COMMENT ",
            "CCSDS_OMM_VERS = 2.0\n",
            "CCSDS_OMM_VERS",
            "A",
            "_",
            "= ",
            "#",
            "A=\n",
            "\x85",
            "\x0b",
        ),
    ),
    "omm-xml": Reader(
        read_elements,
        "<ndm>",
        _XML_SET,
        "</ndm>",
        "15.21407416",
        (*_XML, "<segment>", "<segment/>", "<COMMENT>"),
    ),
    "geojson": Reader(
        areas_from_geojson_text,
        '{"type":"FeatureCollection","features":[',
        _FEATURE + ",",
        _FEATURE + "]}",
        "111.2,19.6",
        (*_JSON, "[0,0],", "[[0,0],[1,1]],"),
    ),
    "kml": Reader(
        areas_from_kml,
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
        _MARK,
        "</Document></kml>",
        "111.2,19.6",
        (*_XML, "0,0 ", "1,", "<Polygon>", "<outerBoundaryIs>", "<coordinates>"),
    ),
    "places": Reader(
        read_places,
        "name,lat,lon\n",
        "Rome,41.9,12.5\n",
        "",
        "41.9",
        (",", '"', '""', '",', "#", "# a\n", "\n", "\r", "a,1,2\n", '"\n', "'", ";", "-", "+", "."),
    ),
    "case": Reader(read_case_file, "", _CASE, "", "Chollima-1", _PLAIN),
    "sources": Reader(
        read_sources, "", '[[source]]\nid = "a"\ntitle = "b"\npublisher = "c"\n\n', "", "b", _PLAIN
    ),
}


def shapes_of(reader: Reader) -> dict[str, Shape]:
    """The shapes for a reader by name, each a function of the length wanted, in characters."""
    made: dict[str, Shape] = {
        "records": lambda size: reader.whole(_times(reader.record, size)),
        "records, the last cut": lambda size: (
            reader.head + _times(reader.record, size)[: -len(reader.record) // 2]
        ),
        "records without their last sign": lambda size: reader.whole(_times(reader.record[:-2], size)),
        "values": lambda size: reader.whole(_with(reader, _times(reader.value + " ", size))),
        "values, in commas": lambda size: reader.whole(_with(reader, _times(reader.value + ",", size))),
        "head": lambda size: _times(reader.head or reader.record[:10], size),
        "tail": lambda size: reader.whole(reader.record) + _times(reader.tail or reader.record[-10:], size),
    }
    for sign in dict.fromkeys((*reader.signs, *_BLANKS)):
        made |= _of_a_sign(reader, sign)
    return made


def _of_a_sign(reader: Reader, sign: str) -> dict[str, Shape]:
    name = repr(sign[:24])
    return {
        f"{name} alone": lambda size: _times(sign, size),
        f"{name} after the record": lambda size: reader.whole(reader.record + _times(sign, size)),
        f"{name} in the value": lambda size: reader.whole(_with(reader, _times(sign, size))),
        f"{name} after each record": lambda size: reader.whole(_times(reader.record + sign, size)),
        f"{name} on lines": lambda size: reader.whole(reader.record + _times(sign * 20 + "\n", size)),
    }


def _with(reader: Reader, value: str) -> str:
    """The record with another value, once."""
    return reader.record.replace(reader.value, value, 1)


def _times(piece: str, size: int) -> str:
    return piece * max(1, size // len(piece))
