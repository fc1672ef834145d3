"""The language of a notice: the text in English for the reader, and the notice back in the places of the print."""

import re
from collections.abc import Mapping
from dataclasses import replace

from downrange.launch.notices.grammar.kinds import kind_of
from downrange.launch.notices.languages.custom_zone import with_custom_zone
from downrange.launch.notices.languages.language_codes import LanguageDefect
from downrange.launch.notices.languages.language_marks import language_of, lines_in
from downrange.launch.notices.languages.translation import Translation, translate
from downrange.launch.notices.notice import Defect, Notice, NoticeWindow, Unread, UntimedHours

MOST_LETTERS = 300_000  # some 5 s of work; the longest message of the archives has 4,174
_LONGEST = 160
_FIGURE = re.compile("[0-9]")
_PASSAGE = re.compile(r"[^\n.;:，；：]+")


def in_english(text: str) -> tuple[Translation | None, list[Defect]]:
    """A text written in the words of English notices, and what is doubtful; None where it is in English already.

    A text in a language without a file is left as it is and the language named.
    """
    tongue = language_of(text)
    if tongue is None:
        return None, []
    if isinstance(tongue, str):
        return None, [Defect("", LanguageDefect.UNKNOWN, {"name": tongue})]
    if len(text) > MOST_LETTERS:
        facts = {"name": tongue.name, "most": MOST_LETTERS}
        return None, [Defect("", LanguageDefect.TEXT_LONG, facts)]
    translation = translate(text, tongue, lines_in(tongue, text) if tongue.script == "LATIN" else None)
    return with_custom_zone(translation)


def as_printed(notice: Notice, translation: Translation) -> Notice:
    """A notice read from a translation, with the words and the places of the printed text."""
    end = notice.start + len(notice.text)
    first, last = translation.span(notice.start, end)
    letters = translation.labels
    by_custom = any(defect.code == LanguageDefect.ZONE_BY_CUSTOM for defect in notice.defects)
    return replace(
        notice,
        windows=tuple(_window(one, letters, by_custom, translation) for one in notice.windows),
        untimed=tuple(_untimed(one, letters, translation) for one in notice.untimed),
        text=translation.printed[first:last],
        start=first,
        areas=tuple(
            replace(
                area,
                label=letters.get(area.label or "", area.label),
                spans=tuple(translation.span(*span) for span in area.spans),
            )
            for area in notice.areas
        ),
        unread=_unread(notice, translation),
        defects=tuple(dict.fromkeys(_defect(one, notice, first, translation) for one in notice.defects)),
    )


def _window(
    one: NoticeWindow, letters: Mapping[str, str], by_custom: bool, translation: Translation
) -> NoticeWindow:
    printed = translation.span(*one.printed) if one.printed else None
    label = letters.get(one.area or "", one.area)
    return replace(one, area=label, printed=printed, inferred=one.inferred or by_custom)


def _untimed(one: UntimedHours, letters: Mapping[str, str], translation: Translation) -> UntimedHours:
    start, end = translation.span(one.start, one.end)
    words = _in_one_line(translation.printed[start:end])
    return UntimedHours(words, letters.get(one.area or "", one.area), start, end)


def _unread(notice: Notice, translation: Translation) -> tuple[Unread, ...]:
    """The unread words as printed, with those that a heading would pass over, beside a figure or the kind."""
    spans = [(one.start, one.end) for one in notice.unread]
    begin, end = notice.start, notice.start + len(notice.text)
    own = f"{notice.issuer} {notice.number}".split()
    for passage in _PASSAGE.finditer(translation.text, begin, end):
        if _FIGURE.search(passage[0]) or kind_of(passage[0].upper()) != "other":
            for start, after in translation.copied(*passage.span()):
                heads = translation.text[start:after].upper() in own
                if not heads and not any(first <= start and after <= last for first, last in spans):
                    spans.append((start, after))
    places = [translation.span(*span) for span in sorted(spans)]
    return tuple(Unread(translation.printed[start:end], start, end) for start, end in places)


def _defect(one: Defect, notice: Notice, first: int, translation: Translation) -> Defect:
    """A defect with its words as printed; its own places, where it has any, count from the start of the message."""
    if isinstance(one.facts.get("start"), int):
        start, end = translation.span(notice.start + one.facts["start"], notice.start + one.facts["end"])
        facts = {**one.facts, "start": start - first, "end": end - first}
        return Defect(_in_one_line(translation.printed[start:end]), one.code, facts)
    words = one.text.removesuffix("...").split()
    place = re.compile(r"\s+".join(map(re.escape, words))).search(notice.text) if words else None
    if place is None:
        return one
    start, end = translation.span(notice.start + place.start(), notice.start + place.end())
    return replace(one, text=_in_one_line(translation.printed[start:end]))


def _in_one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 3] + "..."
