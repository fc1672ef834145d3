"""S-124 datasets of several drafts, made up after the published schemas."""

RING = [(36.5, 123.2), (36.5, 123.9), (35.9, 123.7), (35.9, 123.0)]
WORDS = "36-30N 123-12E, 36-30N 123-54E, 35-54N 123-42E, 35-54N 123-00E"
NAMES = {
    "S-124 1.0": ("NavwarnPreamble", "NavwarnPart", "nameOfSeries", "publicationTime"),
    "STM": ("S124_NWPreamble", "S124_NavigationalWarningPart", "NameOfSeries", "publicationDate"),
    "2.0": ("NAVWARNPreamble", "NAVWARNPart", "navOrMetArea", "publicationTime"),
}


def dataset(
    text: str = "", ring: list[tuple[float, float]] | None = None, draft: str = "S-124 1.0", more: str = ""
) -> str:
    preamble, part, series, published = NAMES[draft]
    drawn = ""
    if ring is not None:
        positions = " ".join(f"{a} {b}" for a, b in [*ring, ring[0]])
        drawn = (
            "<geometry><S100:surfaceProperty><S100:Surface><gml:patches><gml:PolygonPatch><gml:exterior><gml:LinearRing>"
            f"<gml:posList>{positions}</gml:posList></gml:LinearRing></gml:exterior></gml:PolygonPatch></gml:patches>"
            "</S100:Surface></S100:surfaceProperty></geometry>"
        )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<S124:DataSet xmlns:S124="http://www.iho.int/S124/1.0" xmlns:S100="http://www.iho.int/s100gml/5.0"
 xmlns:gml="http://www.opengis.net/gml/3.2">
<imember><S124:{preamble}><messageSeriesIdentifier><{series}>NAVAREA XI</{series}><warningNumber>712</warningNumber>
<year>2025</year></messageSeriesIdentifier><{published}>2025-11-25T09:30:00Z</{published}>
<cancellationDate>2025-11-28T17:00:00Z</cancellationDate></S124:{preamble}></imember>
<member><S124:{part}>{drawn}{more}<warningInformation><information><language>eng</language><text>{text}</text>
</information><information><language>kor</language><text>un deux trois quatre</text></information>
</warningInformation></S124:{part}></member></S124:DataSet>"""


SAID = f"ROCKET LAUNCHING 271555Z TO 271755Z NOV IN AREA BOUND BY {WORDS}."
