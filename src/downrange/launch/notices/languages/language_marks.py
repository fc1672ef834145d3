"""Which language a text is in: by its script, and where the script is Latin by words that no English notice has.

A text of several languages, as an English version behind the local one, is looked at line by line.
"""

import re
from functools import cache

from downrange.launch.notices.languages.language_file import (
    Language,
    language,
    language_names,
    markers_of_others,
)
from downrange.launch.notices.languages.plain_letters import plain
from downrange.launch.notices.times.time_atoms import TIME_WORDS
from downrange.launch.notices.tokens.lexicon import PLAIN

_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile(r"[A-Z]{2,}")
_SCRIPTS = {
    "HANGUL": re.compile("[\u1100-\u11ff\uac00-\ud7a3]"),
    "KANA": re.compile("[\u3041-\u30fa\u30fc]"),
    "HAN": re.compile("[\u3400-\u9fff]"),
    "CYRILLIC": re.compile("[\u0400-\u04ff]"),
}
_CYRILLIC_OF_OTHERS = {
    "Ukrainian": re.compile("[ІіЇїЄєҐґ]"),
    "Serbian": re.compile("[ЈјЉљЊњЋћЂђЏџЃѓЌќ]"),
    "Kazakh": re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһ]"),
}
_OTHER_SCRIPTS = {  # by the name of the script
    "Greek": re.compile("[\u0370-\u03ff]{2}"),
    "Armenian": re.compile("[\u0530-\u058f]{2}"),
    "Hebrew": re.compile("[\u0590-\u05ff]{2}"),
    "Arabic": re.compile("[\u0600-\u06ff]{2}"),
    "Indian": re.compile("[\u0900-\u0dff]{2}"),
    "Thai": re.compile("[\u0e00-\u0e7f]{2}"),
    "Georgian": re.compile("[\u10a0-\u10ff]{2}"),
    "Khmer": re.compile("[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]{2}"),
}
_LONG_WORD = 4
_ENOUGH_OF_WEAK = 4
_ENOUGH_OF_OTHERS = 2  # markers of a language that is only named


@cache
def _latin() -> tuple[Language, ...]:
    return tuple(one for one in map(language, language_names()) if one.script == "LATIN")


@cache
def _by_script() -> dict[str, Language]:
    return {one.script: one for one in map(language, language_names()) if one.script != "LATIN"}


@cache
def _marks() -> frozenset[str]:
    """Every word that is of a language other than English, or may be."""
    others = markers_of_others().values()
    return frozenset().union(*(one.markers | _weak(one.name) for one in _latin()), *others)


@cache
def _weak(name: str) -> frozenset[str]:
    """Words of a language that an English notice might hold too, as a name: several are needed."""
    tongue = next(one for one in _latin() if one.name == name)
    return frozenset(word for word in tongue.words - PLAIN - TIME_WORDS if len(word) >= _LONG_WORD)


def language_of(text: str) -> Language | str | None:
    """The language of a text; its name where it is not one of the files; None for English."""
    if text.isascii():
        words = set(_ASCII_WORD.findall(text.upper())) & _marks()
        return _latin_language(words) if words else None
    for script, letters in _SCRIPTS.items():
        if letters.search(text):
            if script == "CYRILLIC":
                other = next((name for name, own in _CYRILLIC_OF_OTHERS.items() if own.search(text)), None)
                if other is not None:
                    return other
            return _by_script().get(script, f"{script.title()} script")
    for name, letters in _OTHER_SCRIPTS.items():
        if letters.search(text):
            return f"{name} script"
    words = set(_WORD.findall(plain(text))) & _marks()
    return _latin_language(words) if words else None


def _latin_language(words: set[str]) -> Language | str | None:
    found: Language | str | None = None
    hits = 0
    for one in _latin():
        sure = len(words & one.markers)
        here = sure + len(words & _weak(one.name))
        if here > hits and (sure or here >= _ENOUGH_OF_WEAK):
            found, hits = one, here
    for name, markers in markers_of_others().items():
        if (here := len(words & markers)) > max(hits, _ENOUGH_OF_OTHERS - 1):
            found, hits = name, here
    return found


def lines_in(tongue: Language, text: str) -> list[bool]:
    """Of each line of a text, whether it is in the language rather than in English."""
    lines, foreign = [], True
    for line in plain(text).split("\n"):
        words = set(_WORD.findall(line))
        own, english = len(words & tongue.words - PLAIN), len(words & PLAIN - tongue.words)
        foreign = own > english or (own == english and foreign)
        lines.append(foreign)
    return lines
