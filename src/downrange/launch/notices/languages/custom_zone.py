"""Hours printed without a zone in another language: read in the zone of the custom, or as UTC, and said so."""

import re

from downrange.launch.notices.languages.language_codes import LanguageDefect
from downrange.launch.notices.languages.translation import Translation
from downrange.launch.notices.notice import Defect

_ZONE = re.compile(
    r"\b(?:UTC|GMT|UT|ZULU|MSK|JST|KST|LOCAL|LT|LMT|WIB|WITA|WIT|TRT|CET|CEST)\b|[0-9] ?Z\b|\b[A-Z]{3,9} TIME\b"
)
_NOTAM = re.compile(r"\bB\) ?[0-9]{10}")


def with_custom_zone(translation: Translation) -> tuple[Translation, list[Defect]]:
    """The translation, and what is doubtful of its hours."""
    tongue, text = translation.language, translation.text
    if not tongue.custom_zone or _ZONE.search(text) or _NOTAM.search(text):
        return translation, []
    if tongue.custom_zone == "UTC":
        return translation, []
    return translation, [
        Defect("", LanguageDefect.ZONE_NOT_PRINTED, {"zone": tongue.custom_zone, "name": tongue.name})
    ]
