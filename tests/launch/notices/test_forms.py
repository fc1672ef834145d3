"""Forms in which notices come: services' JSON, feeds, HTML, mail, our own exports; what beside the words differs."""

import base64
import json
import quopri

import pytest

from downrange.errors import NoticeError
from downrange.kernel.kernel_codes import XmlCode
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_features import areas_to_geojson, areas_to_kml
from downrange.launch.notices.notice_reader import read_notices

RING = "38-28.5N 074-37.2W, 38-10.0N 073-10.0W, 37-40.0N 073-30.0W"
WARNING = f"NAVAREA IV 418/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV 26 IN AREA BOUND BY {RING}.\n"
ITEM_E = "TEMPO DANGER AREA FOR ROCKET LAUNCH BOUNDED BY N395800E0995300-N395600E1001500-N393900E1001200"
NOTAM = f"A0123/26 NOTAMN\nA) ZLHW B) 2611280354 C) 2611280415\nE) {ITEM_E}\nF) SFC G) UNL"
START, END = "2026-11-28T03:54:00Z", "2026-11-28T04:15:00Z"
ITEMS = {
    "number": "A0123/26",
    "type": "N",
    "icaoLocation": "ZLHW",
    "effectiveStart": START,
    "effectiveEnd": END,
}


def one(text: str) -> Notice:
    (notice,) = read_notices(text)
    return notice


def codes(notice: Notice) -> list[str]:
    return [str(defect.code) for defect in notice.defects]


def is_the_warning(notice: Notice) -> bool:
    (area,), (window,) = notice.areas, notice.windows
    corners = [(round(lat, 4), round(lon, 4)) for lat, lon in area.vertices]
    return (
        notice.number == "NAVAREA IV 418/26"
        and corners == [(38.475, -74.62), (38.1667, -73.1667), (37.6667, -73.5)]
        and f"{window.start:%d%H%M} {window.end:%d%H%M}" == "281200 281600"
        and not notice.defects
        and not notice.unread
    )


def is_the_notam(notice: Notice) -> bool:
    (area,), (window,) = notice.areas, notice.windows
    return (
        notice.number == "A0123/26"
        and len(area.vertices) == 3
        and f"{window.start:%y%m%d%H%M} {window.end:%y%m%d%H%M}" == "2611280354 2611280415"
    )


CORE = {"notamEvent": {"scenario": "6000"}, "notam": {**ITEMS, "text": ITEM_E, "lastUpdated": START}}
SERVICES = {
    "FAA geojson, bare text": {"items": [{"type": "Feature", "properties": {"coreNOTAMData": CORE}}]},
    "FAA geojson, translated": {
        "items": [
            {
                "properties": {
                    "coreNOTAMData": {**CORE, "notamTranslation": [{"type": "ICAO", "formattedText": NOTAM}]}
                },
                "geometry": {"type": "GeometryCollection"},
            }
        ]
    },
    "FAA NMS": {"status": "Success", "data": {"geojson": [{"properties": {"coreNOTAMData": CORE}}]}},
    "ICAO data service": [{"id": "A0123/26", "all": NOTAM, "message": ITEM_E, "startdate": START, "enddate": END}],
    "DAIP": {"group": [{"notams": [{"list": [{"message": NOTAM}]}]}]},
    "NOTAM Search": {
        "notamList": [
            {"notamNumber": "A0123/26", "icaoMessage": NOTAM, "startDate": "11/28/2026 0354",
             "endDate": "11/28/2026 0415", "mapPointer": "POINT(100 39)"}
        ]
    },
    "autorouter": {
        "total": 1,
        "rows": [{"series": "A", "number": 123, "year": 26, "itema": ["ZLHW"], "iteme": ITEM_E,
                  "startvalidity": 1795838040, "endvalidity": 1795839300}],
    },
    "under their numbers": {"notams": {"A0123/26": {"raw": NOTAM}, "A0123/26 again": {"raw": NOTAM}}},
    "a list of texts": [NOTAM],
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_a_notam_is_read_from_the_json_of_every_service(name: str) -> None:
    notice = one(json.dumps(SERVICES[name]))
    assert is_the_notam(notice)
    assert set(codes(notice)) <= {str(NoticeDefect.COPY)}
    assert notice.every_word_was_read


def test_a_thousand_notams_of_one_answer_are_a_thousand_notices() -> None:
    many = [{**ITEMS, "number": f"A{i:04d}/26", "text": ITEM_E} for i in range(1000)]
    notices = read_notices(json.dumps({"items": many}))
    assert [notice.number for notice in notices] == [f"A{i:04d}/26" for i in range(1000)]
    assert all(len(notice.areas) == len(notice.windows) == 1 for notice in notices)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"effectiveStart": "2026-11-27T03:54:00Z"}, FormDefect.FIELD_DIFFERS),
        ({"effectiveEnd": "2026-11-28T05:15:00Z"}, FormDefect.FIELD_DIFFERS),
        ({"number": "A0124/26"}, FormDefect.FIELD_DIFFERS),
        ({"schedule": "DAILY 0354-0400"}, FormDefect.FIELD_NOT_READ),
        ({"effectiveStart": "next Tuesday"}, FormDefect.FIELD_NOT_READ),
        ({"dates": [{"start": "2026-07-01T00:00Z", "end": "2026-07-02T00:00Z"}]}, FormDefect.HOURS_DIFFER),
        ({"simpleText": "!FDC 6/1234 ZLHW 2611290000-2611300000"}, FormDefect.OTHER_VERSION),
        ({"window": "2026-07-01T00:00Z/2026-07-02T00:00Z"}, FormDefect.FIELD_NOT_READ),
        ({"areaText": "N410000 E0990000 N420000 E1000000"}, FormDefect.FIELD_NOT_READ),
        (
            {"geometry": {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}},
            FormDefect.GML_ELSEWHERE,
        ),
    ],
)
def test_a_field_that_says_otherwise_than_the_words_is_a_defect(
    change: dict[str, object], code: NoticeDefect
) -> None:
    notice = one(json.dumps([{**ITEMS, "formattedText": NOTAM, **change}]))
    assert is_the_notam(notice)
    assert str(code) in codes(notice)


def test_a_bare_text_takes_its_times_from_the_fields_and_never_without_them() -> None:
    assert is_the_notam(one(json.dumps({**ITEMS, "text": ITEM_E})))
    offset = {
        **ITEMS,
        "effectiveStart": "2026-11-28T11:54:00+08:00",
        "effectiveEnd": "2026-11-28T12:15:00+08:00",
    }
    assert is_the_notam(one(json.dumps({**offset, "text": ITEM_E})))
    naive = {**ITEMS, "effectiveStart": START[:-1], "effectiveEnd": END}
    assert str(FormDefect.FIELD_NO_ZONE) in codes(one(json.dumps({**naive, "text": ITEM_E})))


def test_broadcast_warnings_have_their_number_from_the_fields() -> None:
    entry = {"msgYear": 2026, "msgNumber": 418, "navArea": "4", "text": WARNING.partition("\n")[2]}
    assert one(json.dumps({"broadcast-warn": [entry]})).number == "NAVAREA IV 418/26"


HTML = {
    "paragraphs": "<html><body><p>" + WARNING.replace("\n", "<br>\n") + "</p></body></html>",
    "pre": "<!DOCTYPE html><pre>" + WARNING + "</pre>",
    "script": "<script>var a = '281000Z TO 282000Z NOV 26';</script><style>b {top: 1200}</style><p>"
    + WARNING,
    "comment": "<p>" + WARNING.replace("IN AREA", "<!-- 010000Z --> IN AREA") + "</p>",
    "bold": WARNING.replace("BOUND BY", "<b>BOUND</b> BY").replace("28.5N", "28<b>.5</b>N"),
    "entities": WARNING.replace("38-28.5N", "38&deg;28.5&#39;N").replace(" TO ", "&nbsp;TO&nbsp;"),
    "table": "<table><tr><td>" + WARNING.replace(", ", "</td></tr><tr><td>") + "</td></tr></table>",
}


@pytest.mark.parametrize("name", HTML)
def test_a_warning_is_read_from_html(name: str) -> None:
    assert is_the_warning(one(HTML[name]))


MAIL = (
    "From: nga\nSubject: warning\nMIME-Version: 1.0\nContent-Type: {}; charset={}\n"
    "Content-Transfer-Encoding: {}\n\n{}"
)
MAILS = {
    "quoted-printable": MAIL.format(
        "text/plain", "utf-8", "quoted-printable", quopri.encodestring(WARNING.encode()).decode()
    ),
    "base64": MAIL.format("text/plain", "utf-8", "base64", base64.encodebytes(WARNING.encode()).decode()),
    "base64 utf-16": MAIL.format(
        "text/plain", "utf-16", "base64", base64.encodebytes(WARNING.encode("utf-16")).decode()
    ),
    "html": MAIL.format("text/html", "utf-8", "8bit", HTML["paragraphs"]),
    "quoted": "\n".join("> " + line for line in WARNING.splitlines()),
    "quoted twice": "\n".join("> > " + line for line in WARNING.splitlines()),
    "no head": WARNING.replace("38-28.5N", "38=2D28.5N").replace("\n", "=\n"),
    "alternatives": (
        "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        f"{WARNING}\n--b\nContent-Type: text/html\n\n{HTML['paragraphs']}\n--b--\n"
    ),
}


@pytest.mark.parametrize("name", MAILS)
def test_a_warning_is_read_from_mail(name: str) -> None:
    assert is_the_warning(one(MAILS[name]))


def test_a_part_of_a_mail_that_is_no_text_is_named() -> None:
    mail = MAILS["alternatives"].replace("multipart/alternative", "multipart/mixed")
    mail = mail.replace("--b--", "--b\nContent-Type: application/pdf\n\nJVBERi0=\n--b--")
    notice = one(mail)
    assert str(FormDefect.MAIL_PART) in codes(notice)
    assert str(NoticeDefect.COPY) in codes(notice)


def test_a_sign_that_opens_no_tag_is_kept() -> None:
    notice = one(WARNING.replace("418/26", "418/26 HGT <500FT").replace("BY", "BY <AREA 5"))
    assert any("5" in span.text for span in notice.unread) or notice.defects


XML = {
    "plain": f"<?xml version='1.0'?><r><msgText>{WARNING}</msgText></r>",
    "comment": f"<r><msgText>{WARNING.replace('IN AREA', '<!-- x --> IN AREA')}</msgText></r>",
    "bold": f"<r><msgText>{WARNING.replace('BOUND BY', '<b>BOUND</b> BY')}</msgText></r>",
    "cdata": f"<r><msgText><![CDATA[{WARNING}]]></msgText></r>",
    "latin-1": f"<?xml version='1.0' encoding='ISO-8859-1'?><r><text>{WARNING}</text></r>",
    "rss": (
        "<rss><channel><title>x</title><item><title>NAVAREA IV 418/26</title>"
        f"<description>{WARNING}</description></item></channel></rss>"
    ),
    "atom": (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='html'>"
        f"{WARNING.replace(chr(10), '&lt;br/&gt;')}</content></entry></feed>"
    ),
}


@pytest.mark.parametrize("name", XML)
def test_a_warning_is_read_from_xml(name: str) -> None:
    assert is_the_warning(one(XML[name]))


def test_hostile_xml_is_refused_and_damaged_xml_says_so() -> None:
    for text, code in (
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><r><text>&a;</text></r>", XmlCode.ENTITIES),
        ("<r>" * 400 + "</r>" * 400, XmlCode.TOO_DEEP),
    ):
        with pytest.raises(NoticeError) as refused:
            read_notices(text)
        assert refused.value.code is code
    damaged = one(XML["plain"].replace("</msgText>", ""))
    assert str(FormDefect.XML_DAMAGED) in codes(damaged)


OWN = (
    "NAVAREA IV 419/26\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING:\n"
    f"   A. 281200Z TO 281600Z NOV 26 IN AREA BOUND BY {RING}.\n"
    "   B. 291200Z TO 291600Z NOV 26 IN AREA WITHIN 12 MILES OF 30-00.0N 070-00.0W.\n"
)


@pytest.mark.parametrize("form", ["geojson", "kml"])
def test_our_own_exports_come_back_with_their_areas_and_windows(form: str) -> None:
    notices = read_notices(OWN)
    text = json.dumps(areas_to_geojson(notices)) if form == "geojson" else areas_to_kml(notices)
    (back,), (sent,) = read_notices(text), notices
    assert (back.number, back.issuer, back.kind) == (sent.number, sent.issuer, sent.kind)
    assert back.windows == sent.windows
    assert [(a.shape, a.label, a.radius_nm) for a in back.areas] == [
        (a.shape, a.label, a.radius_nm) for a in sent.areas
    ]
    assert not back.defects


def test_a_drawing_by_others_gives_areas_and_says_that_it_gives_no_time() -> None:
    ring = [[-74.0, 38.0], [-73.0, 38.0], [-73.0, 37.0], [-74.0, 38.0]]
    feature = {
        "type": "Feature",
        "properties": {"name": "AHA"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    notice = one(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert notice.areas[0].vertices == ((38.0, -74.0), (38.0, -73.0), (37.0, -73.0))
    assert codes(notice) == [str(FormDefect.NO_TIME_DRAWN)]
    assert not notice.every_word_was_read
    feature["properties"] |= {"start": START, "end": END}  # type: ignore[operator]
    assert len(one(json.dumps(feature)).windows) == 1
    kml = (
        "<kml xmlns='http://www.opengis.net/kml/2.2'><Placemark><name>AHA</name><Polygon><outerBoundaryIs><LinearRing>"
        "<coordinates>-74,38,0 -73,38,0 -73,37,0 -74,38,0</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        "</Placemark></kml>"
    )
    assert one(kml).areas[0].vertices == notice.areas[0].vertices


def test_what_a_brief_computes_is_never_read_as_announced() -> None:
    ring = [[-74.0, 38.0], [-73.0, 38.0], [-73.0, 37.0], [-74.0, 38.0]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    footprint = {
        "type": "Feature",
        "properties": {"name": "Stage 1", "kind": "containment"},
        "geometry": geometry,
    }
    with pytest.raises(NoticeError):
        read_notices(json.dumps({"type": "FeatureCollection", "features": [footprint]}))
    zone = {
        "type": "Feature",
        "properties": {"name": "AHA", "start": START, "end": END},
        "geometry": geometry,
    }
    notice = one(json.dumps({"type": "FeatureCollection", "features": [footprint, zone]}))
    assert [area.label for area in notice.areas] == ["AHA"]
    assert str(FormDefect.NOT_ANNOUNCED) in codes(notice)


def test_an_area_that_only_the_geometry_gives_is_said_to_be() -> None:
    geometry = {"type": "Polygon", "coordinates": [[[99, 39], [100, 39], [100, 40], [99, 39]]]}
    record = {**ITEMS, "text": "TEMPO DANGER AREA ACT, ROCKET LAUNCH", "geometry": geometry}
    notice = one(json.dumps([record]))
    assert len(notice.areas) == 1
    assert str(FormDefect.DRAWN_AREA) in codes(notice)
