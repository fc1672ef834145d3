"""Hours printed without a zone in another language: in the zone of the custom where there is one, and said so."""

import re

from downrange.launch.notices.languages.language_codes import LanguageDefect
from downrange.launch.notices.languages.translation import Translation
from downrange.launch.notices.notice import Defect

_ZONE = re.compile(
    r"\b(?:UTC|GMT|UT|ZULU|MSK|JST|KST|LOCAL|LT|LMT|CET|CEST|H(?:OURS)? LOCAL)\b|[0-9] ?Z\b|\b[A-Z]{3,9} TIME\b"
)
_NOTAM = re.compile(r"\bB\) ?[0-9]{10}")
_CLOCK = r"(?:[0-2][0-9][0-5][0-9]|[0-2]?[0-9]:[0-5][0-9])(?![0-9:./])"
_YEAR = r"(?:20[2-4][0-9])(?![0-9])"
_NEXT_DAY = rf"[0-9]{{1,2}} [A-Z]{{3}} (?:{_YEAR}[ ]{{1,3}})?(?!{_YEAR})"
_LAST_HOUR = re.compile(rf"{_CLOCK}[ ]{{0,3}}(?:TO|AND|-|~)[ ]{{0,3}}(?:{_NEXT_DAY})?{_CLOCK}")
UTC = "UTC"


def with_custom_zone(translation: Translation) -> tuple[Translation, list[Defect]]:
    """The translation, the zone of the custom behind its hours where none is printed, and what is doubtful then."""
    tongue, text = translation.language, translation.text
    if tongue.custom_zone == UTC or _ZONE.search(text) or _NOTAM.search(text):
        return translation, []
    ends = [found.end() for found in _LAST_HOUR.finditer(text)]
    if not ends:
        return translation, []
    if not tongue.custom_zone:
        return translation, [Defect("", LanguageDefect.ZONE_NOT_PRINTED, {"name": tongue.name})]
    facts = {"zone": tongue.custom_zone, "name": tongue.name}
    return translation.with_words(f" ({tongue.custom_zone})", ends), [
        Defect("", LanguageDefect.ZONE_BY_CUSTOM, facts)
    ]
