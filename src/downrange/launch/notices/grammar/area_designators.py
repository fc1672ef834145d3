"""Designators of danger, restricted and warning areas: EGD701A/B/C, R-2938, W-188, LHD-29, SBR701/702.

No source of their outlines is on file, so the name is kept, and it is said that its place is not known.
"""

import re
from dataclasses import replace

from downrange.codes import Remark
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import FRACTION, NUMBER, WORD

# ICAO Annex 15: nationality letters, P, R or D, and a number; the United States and Canada print R-2938, W-188.
_STEM = re.compile(r"[A-Z]{2}[DPR]")
_SHORT_STEMS = frozenset("DRW")
_ROUTES = frozenset("ROUTE ROUTES RTE RTES ATS AIRWAY AIRWAYS AWY DCT".split())
_NEAR = 8  # tokens before a designator in which a word of air routes makes it a route
_NO_STEMS = {"AND", "SEP", "MAR", "APR", "FOR", "WID"}  # words and months that end like a stem
_MOST_DIGITS = 4
_MOST_LETTERS = 12  # of a list EGD701A/B/C


def designators_at(page: Page, at: int) -> tuple[list[str], int] | None:
    """The names that a designator at a token gives, with those of its list of letters or numbers; what follows."""
    stem = page.word(at)
    dashed = page.is_mark(at + 1, "-") and page.touches(at + 1) and page.touches(at + 2)
    figures = at + 1 + dashed
    if not page.touches(figures) or page.kind(figures) not in (NUMBER, FRACTION):
        return None
    numbers = page.tokens[figures].text.rstrip(".").split("/")
    if not all(number.isdigit() and len(number) <= _MOST_DIGITS for number in numbers):
        return None
    long = bool(_STEM.fullmatch(stem)) and stem not in _NO_STEMS
    short = stem in _SHORT_STEMS and (
        (dashed and len(numbers[0]) >= 2) or (stem == "R" and len(numbers[0]) == 4)
    )
    if not long and not (short and not _on_a_route(page, at)):
        return None
    stem += "-" * dashed
    after = figures + 1
    names = [stem + number for number in numbers]
    if after < len(page) and page.touches(after) and page.kind(after) == WORD:
        if len(page.tokens[after].text) > 1:
            return None  # a unit or another word
        names[-1] += page.tokens[after].text
        after += 1
        while page.is_mark(after, "/") and page.touches(after) and page.touches(after + 1):
            if len(page.word(after + 1)) != 1 or len(names) > _MOST_LETTERS:
                break
            names.append(names[-1][:-1] + page.tokens[after + 1].text)
            after += 2
    return names, after


def _on_a_route(page: Page, at: int) -> bool:
    return any(page.tokens[near].text in _ROUTES for near in range(max(0, at - _NEAR), at))


def with_names(areas: list[Area], named: list[tuple[str, str | None, int, int]], page: Page) -> list[Area]:
    """The areas in the order of print, an outline with the designator of its section, and the other names.

    `named` holds the name, the label it stands under, its first token and the token after it. A single name is that
    of the outline that follows it under the same label, or of the only area; names of a list have no outline.
    """
    found = list(areas)
    starts = {index: area.spans[0][0] for index, area in enumerate(areas) if area.spans}
    places = [page.tokens[first].start for _, _, first, _ in named]
    note = Remark(AreaNote.NOT_LOCATED)
    alone: dict[tuple[str, str | None], int] = {}
    for number, (name, label, first, _) in enumerate(named):
        limit = places[number + 1] if number + 1 < len(places) else len(page.folded)
        own = [index for index, start in starts.items() if places[number] < start < limit]
        own = own[:1] or ([0] if len(named) == len(areas) == 1 else [])
        single = number == 0 or page.skip(named[number - 1][3], ("AND", "OR"), ",/-") != first
        listed = number and named[number - 1][2] == first  # EGD701A/B
        fits = (
            own and single and not listed and areas[own[0]].label == label and areas[own[0]].shape != "named"
        )
        if fits and found[own[0]].name in (None, name):
            found[own[0]] = replace(found[own[0]], name=name)
        else:
            alone.setdefault((name, label), places[number])
    known = {area.name for area in found}
    placed = [(starts.get(index, len(page.folded)), area) for index, area in enumerate(found)]
    placed += [
        (place, Area("named", label, name=name, notes=(note,)))
        for (name, label), place in alone.items()
        if name not in known
    ]
    return [area for _, area in sorted(placed, key=lambda one: one[0])]
