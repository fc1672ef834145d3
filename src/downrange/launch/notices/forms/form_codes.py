"""Codes of the forms of notices: what stands beside the words and differs, or is not read."""

from downrange.codes import Code


class FormDefect(Code):
    """What is wrong or doubtful in what stands beside the words of a notice."""

    # what an S-124 dataset draws, against its words
    GML_LON_FIRST = "notice.gml-longitude-first", "the GML gives longitude before latitude; read so"
    GML_ORDER = (
        "notice.gml-order-not-confirmed",
        "the positions stand only in the GML; they are read with latitude first, as its reference system has it, and "
        "no word confirms that",
    )
    GML_ELSEWHERE = "notice.gml-area-not-in-words", "the GML encodes an area that the text does not give"
    GML_UNDRAWN = "notice.gml-area-not-drawn", "the text gives an area that the GML does not encode"
    GML_CIRCLE = "notice.gml-circle-not-read", "a circle of the GML cannot be read"
    GML_RING = "notice.gml-ring-short", "a ring of the GML has fewer than three positions"
    GML_POSITIONS = "notice.gml-positions-not-read", "positions of the GML that cannot be read"
    GML_OFF_EARTH = "notice.gml-positions-off-earth", "positions of the GML that are not on the Earth"
    GML_TOO_MANY = "notice.gml-areas-not-compared", "{areas} areas of the GML are too many to be compared"
    GML_HOLE = "notice.gml-hole", "the holes of the drawn area are not those of the words: {positions}"
    GML_LINE = "notice.gml-line", "a line of {positions} positions is drawn, which is not an area"
    GML_LINK = "notice.gml-link-not-followed", "the GML refers to something that is not in the file"
    GML_CURVED = (
        "notice.gml-curved-edge",
        "the GML gives an edge as an arc; drawn straight between its positions",
    )
    GML_DATES = "notice.gml-dates-not-read", "dates of the GML that cannot be read: no window is made of them"
    GML_OPEN_RANGE = (
        "notice.gml-open-range",
        "dates of the GML that have a start and no end; no window is made of them",
    )
    GML_NO_ZONE = "notice.gml-no-zone", "times of day of the GML without a zone; read as UTC"
    GML_DAILY = (
        "notice.gml-daily-or-one-span",
        "{days} days with two times of day: hours on each day, or one span; read as hours on each day",
    )
    GML_UNREAD = "notice.gml-element-not-read", "the element {element} of the GML is not read"
    GML_OTHER_LANGUAGE = (
        "notice.gml-other-language",
        "the text in another language has figures that the one that is read has not: {figures}",
    )

    # what fields say beside the words of a message
    FIELD_DIFFERS = "notice.field-differs", "the field {field} says {said}, the words say {read}"
    HOURS_DIFFER = "notice.hours-differ", "the fields say {said}, the words say {read}"
    FIELD_NOT_READ = "notice.field-not-read", "the field {field} is not read: {said}"
    FIELD_NO_ZONE = "notice.field-no-zone", "the field {field} has no zone; read as UTC"
    OTHER_VERSION = (
        "notice.other-version",
        "the field {field} holds the message in other words, with figures that are not read: {figures}",
    )
    DRAWN_AREA = "notice.drawn-area", "the words give no area; it is the one that the file draws beside them"
    DRAWING_NOT_READ = (
        "notice.drawing-not-read",
        "the file has a {kind} that is not read: no area is made of it",
    )
    CRS_NOT_READ = (
        "notice.crs-not-read",
        "the file names the reference system {crs}; its positions are read as longitude and latitude on WGS84",
    )
    NO_TIME_DRAWN = "notice.no-time-in-file", "the file draws areas and gives no time for them"
    EXPORTED_REMARKS = (
        "notice.exported-with-remarks",
        "the notice that this file was written from had remarks, of which the file holds the codes: {codes}",
    )
    NOT_ANNOUNCED = (
        "notice.features-left-out",
        "{count} shapes of the file are not announced areas ({kinds}) and are left out",
    )
    WINDOWS_CUT = "notice.windows-cut-short", "the file may list only the first {count} windows"
    ATTRIBUTE_NOT_READ = "form.attribute-not-read", "words in an attribute of the XML are not read"
    XML_DAMAGED = "notice.xml-damaged", "the XML is damaged; what stands behind the damage may be lost"
    JSON_DAMAGED = (
        "notice.json-damaged",
        "the JSON is damaged at line {row} of the file; notices that stand there may be lost or cut",
    )
    MAIL_PART = "notice.mail-part-not-read", "a part of the mail is not read: {kind}"
