"""Limits of height in the words of a NOTAM or FAA text that has no items F and G: SFC-UNL, GND TO 5000FT AGL."""

import re

_HEIGHT = r"(?:FL ?[0-9]{2,3}|[0-9][0-9,]{0,6} ?(?:FT|FEET|M|METERS|METRES|KM)(?: (?:AMSL|AGL|MSL))?)"
_PAIR = re.compile(
    rf"\b(SFC|GND|SURFACE|GROUND|{_HEIGHT}) ?(?:-|/|TO|UP TO(?: AND INCLUDING)?) ?"
    rf"(UNL|UNLTD|UNLIMITED|{_HEIGHT})(?![A-Z0-9])"
)


def limits_in_text(folded: str) -> tuple[str, str] | None:
    """The lower and upper limit as printed; None where none stand there, or more than one pair (one an area)."""
    pairs = {(" ".join(one[1].split()), " ".join(one[2].split())) for one in _PAIR.finditer(folded)}
    return pairs.pop() if len(pairs) == 1 else None
