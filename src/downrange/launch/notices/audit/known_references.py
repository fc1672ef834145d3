"""Known references: the only figures of a notice that need not come back in the result.

Each has a word that must stand in the text before its pattern is tried. A reference explains charts, pages of
publications, telephones, frequencies, laws, routes and the numbers of stages and flights; never a time, a
position, a distance or a name of an area.
"""

import re

from downrange.launch.notices.audit.printed_forms import Sheet

_DATE = r"\d{1,2}\s?[A-Z]{3,9}\.?(?:\s{1,4}(?:\d{4}|\d{2}))?"
_MONTH = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"

_REFERENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("@", "WWW", "HTTP"), r"(?:HTTPS?://|WWW\.)\S+|\S{1,60}@\S{1,60}"),
    (
        ("TEL", "PHONE", "PHN", "FAX", "CONTACT", "CTC", "CALL", "+"),
        r"\b(?:TEL|TELEPHONE|PHONE|PHN|FAX|MOBILE|CONTACT|CTC|CALL)\b\D{0,40}\+?[\d() /-]{6,30}\d"
        r"|\+\d[\d() -]{7,20}\d|\b\d{3}-\d{3}-\d{4}\b|\(\d{3}\) ?\d{3}-\d{4}\b",
    ),
    (
        ("AIP", "ENR", "SUP", "AIRAC", "AIC", "AMDT", "AD "),
        r"\b(?:AIP|ENR|SUP|SUPP|SUPPLEMENT|AIRAC|AIC|AMDT)\b(?:[ /,:]{0,3}(?:AIP|ENR|SUP|SUPP|AIRAC|AIC"
        r"|AMDT|NR|NO|PAGE|PART"
        r"|A|B|C|WEF|TIL|EFFECTIVE|DATE|REF|DTD|AND)\b[.]?){0,12}"
        r"[ :]{0,2}[A-Z]?\d{1,4}(?:[./-]\d{1,4}){0,5}(?: ?(?:,"
        r"|AND) ?\d{1,4}/\d{2,4})?(?: WEF " + _DATE + r")?(?:\s{1,3}TIL " + _DATE + ")?",
    ),
    (("CHART", " BA ", "RUS ", " INT ", "DNC", "ADMIRALTY", "КАРТ"),
     r"\b(?:CHARTS?|BA|INT|RUS|ADMIRALTY|DNC)\b(?:[ :]{1,2}(?:CHARTS?|BA|INT|RUS|NO"
     r"|NR)\.?){0,8}[ :.]{0,2}\d{1,6}(?:\.\d)?"
     r"(?:(?: ?,| AND| &)? ?(?:DNC )?\d{2,6}\b(?!-)){0,8}"),
    (
        (" OF ", "DATED", "DTD", "ISSUED"),  # of the message with this number
        r"(?<=/\d\d)\s{1,3}\(?(?:OF|DATED|DTD|ISSUED)(?:\sON)?\s"
        r"(?:(?:\d{6}Z|\d{1,2})\s?(?:" + _MONTH + r")[A-Z]{0,6}\s"
        r"(?:20)?\d\d(?!\d|\s?\d{4})|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d|\s?\d{4}))",
    ),
    (("PART",), r"\bPART ?\d{1,2} OF \d{1,2}\b"),
    (("SECTION", "CFR", "USC", "U.S.C", "91.", "TITLE", "PARAGRAPH", "S.I.", "REGULATION", "ART",
      "RULE PART", "ANNEX"),
     r"\b(?:\d{1,2} ?(?:CFR|USC|U\.S\.C\.?|C\.F\.R\.?)|TITLE ?\d{1,2}|S\.I\. NO\.? ?\d{1,4} OF \d{4}"
     r"|REGULATIONS?|RULE PART|ANNEX|PARAGRAPHS?|SECTIONS?|ART(?:ICLE)?\.?)"
     r"(?: ?(?:PART|SECTION|SEC|PARAGRAPH)S?\.?)? ?(?:\d{1,5}(?:\.\d{1,4})?(?:\([A-Z0-9]{1,3}\)){0,4}(?:"
     r"(?:,| AND| OR) ?)?){0,4}"),
    (("MHZ", "KHZ", "CHANNEL", "VHF", "FREQ", " CH "),
     r"\b(?:VHF|FREQ(?:UENCY)?|CHANNELS?|CH)\b[ :.]{0,2}(?:CHANNELS?"
     r"|CH)?\.? ?\d{1,3}(?:\.\d{1,3})?(?:(?: AND|,|/) ?\d{2,3}(?:\.\d{1,3})?)?(?: ?[MK]HZ)?"
     r"|\b\d{1,4}(?:\.\d{1,3})? ?[MK]HZ"),
    (("CREATED", "SOURCE"), r"\bCREATED: ?\d{1,2} [A-Z]{3} \d{4} \d{2}:\d{2}(?::\d{2})?"
                            r"|\bSOURCE: ?[A-Z]{8}"),
    (("AUTHORITY", "DATE:", "ISSUE DATE", "CANCEL:"),
     r"\bAUTHORITY:? ?[^\n]{0,160}|\b(?:ISSUE )?DATE: ?\d{6}Z [A-Z]{3} \d{2,4}"
     r"|\bISSUE DATE ?: ?[A-Z]{3,9} \d{1,2}, \d{4} AT \d{4} UTC|\bCANCEL: ?\d{8} [A-Z]{3} \d{2}"),
    (("NOTICE TO MARINERS", "NOTICES TO MARINERS", "NTM", "LNM", "BNM"),
     r"\b(?:NOTICES? TO MARINERS|NTM|LNM|BNM)\b[ :]{0,2}(?:NO|NR)?\.? ?\d{1,4}(?:[/-]\d{1,4})?"),
    (("NNNN", "ZCZC", "=", "GG ", "EFS", "BT"), r"=?\bNNNN\b|=\d{3,5}\b|\bZCZC(?: [A-Z]{2}\d{2,3})?"),
    (
        ("STAGE", "FLT", "FLIGHT", "PHASE", "NR", "NO.", "MISSION", "STARSHIP", "CLASS", "FALCON", "LVM", "CZ",
         "LM-", "PSLV", "GSLV", "KSLV", "SOYUZ", "BLOCK", "PAD", "LC-", "ARIANE", "ATLAS", "DELTA", "GROUP",
         "STARLINK", "LONG MARCH", "H-", "H3", "H2", "VEGA", "RUNWAY", "RWY", "SM-", "CRS", "CREW", "GPS", "NROL",
         "SBIRS", "OTV", "LIGHT"),
        r"\b(?:STAGES?|FLTS?|FLIGHTS?|PHASES?|NRS?|NOS?\.|MISSIONS?|STARSHIP|CLASS|FALCON|LVM|CZ-?|LM-?"
        r"|PSLV|GSLV|KSLV|SOYUZ|BLOCK|PAD|"
        r"S?LC-?|ARIANE|ATLAS|DELTA|GROUP|STARLINK|LONG MARCH|H-?(?!24)|VEGA|RUNWAY|RWY|SM-|CRS|CREW|GPS|NROL"
        r"|SBIRS|OTV|LIGHT)"
        r"(?: ?(?:FLT|FLIGHT|STAGE|NR|HEAVY|LAUNCH|PAD|MISSION|GROUP"
        r"|[IVX]{1,4}))?[ :#-]{0,2}(?:[A-Z]{1,3}-?)?\d{1,4}[A-Z]?(?:-\d{1,3}[A-Z]?)?(?: ?(?:AND|/|,"
        r"|-) ?\d{1,2}\b(?!-|\d|:))?(?![\d])"
        r"(?! ?(?:NM|KM|MILES?|M|FT|N|S|E|W|Z|UTC)\b)",
    ),
    (("ROUTE", "RTE", "AVBL", "DCT", "AIRWAY", "SEGMENT", "ATS", "VICE VERSA", "ACFT ON"),
     r"(?=[A-Z])(?:\b(?:(?:ATS|RNAV) )?(?:ROUTES?|RTES?|AIRWAYS?) ?(?:SEGMENTS? )?:? ?[A-Z]{1,2} ?\d{1,3}\b"
     r"|(?<![A-Z\d])(?:U?[ABGHJLMNPQRTVWYZ]) ?\d{1,3}[A-Z]?(?= |,|\.|/|:|-|\)|\n|\Z)"
     r"|\b(?:ROUTE|RTE)-? ?\d{1,2}\b)"),
    ((" OF ",), r"\(? ?(?:APRX |APPROX(?:IMATELY)? |ABOUT )?\d{1,4} ?(?:NM|KM) ?(?:NORTH|SOUTH|EAST|WEST|N"
                r"|S|E|W)[A-Z]{0,10} (?:EAST |WEST )?OF [A-Z ]{2,40}(?:AP|AD|AIRPORT|VOR|ISLAND|ARP)\b\)?"),
    ((" OF ",), r"\(\s?\d{1,4} ?(?:NM|KM) ?[A-Z]{1,12} (?:[A-Z]{4} )?OF [^)\d]{2,60}\)"),
    (("¤ ",), r"(?<=¤ )[A-Z]{3}\d{6}(?:\.\d)?\b"),
    (("Q)",), r"\bQ\) ?[A-Z]{4}/Q[A-Z]{4}/[^)]{0,60}?(?=\bA\)|\n)"),
    (("ENDSECTION",), r"\bENDSECTION\d\b"),
    (("ENCOMPASSES",), r"\bENCOMPASSES [^.]{1,120}\."),
    (("SVC", "TF", "WP"), r"\b(?:SVC|TF|WP)\d{1,4}\b"),
    (("COASTAL WARNING",), r"\bCOASTAL WARNINGS? (?:[A-Z]{3,20} )?\d{1,4}\b"),
    (("FIR", "UIR"), r"\b[A-Z]{4} (?:FIR|UIR)\b"),
)  # fmt: skip
_COMPILED = tuple((words, re.compile(pattern)) for words, pattern in _REFERENCES)
# The number that a paragraph, a line of a list or a ring's corner carries; `lead` is the blank before it.
_ITEM = re.compile(
    r"(?m)(?=[ \t(\d])(?:(?<=^)|(?<=[.:;] )|(?<=[A-Z¤][.:;])|(?<=RMK/)"
    r"|(?<=  ))[ \t]{0,8}\(?\d{1,2}(?:\.\d{1,2})?(?:[.)](?!\d| ?(?:" + _MONTH + r"))|(?=\) ))"
)


def take_references(sheet: Sheet) -> None:
    """Take every known reference out of the sheet."""
    for words, pattern in _COMPILED:
        text = sheet.text
        for word in words:
            if word in text:
                sheet.take_all(pattern)
                break


def take_item_numbers(sheet: Sheet) -> None:
    """Take the numbers of paragraphs and of list items: ``2.``, ``3)``, ``1.1.``."""
    sheet.take_all(_ITEM)
