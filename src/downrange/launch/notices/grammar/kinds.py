"""The kind of a notice, from its own words; the patterns are in ``words/kinds.txt``."""

from downrange.launch.notices.notice import Kind
from downrange.launch.notices.tokens.word_lists import pattern

_REENTRY, _LAUNCH, _MISSILE, _SPACE_LAUNCH, _ROCKET, _GUNNERY = (
    pattern("kinds", section)
    for section in ("re-entry", "launch", "missile", "space launch", "rocket", "gunnery")
)


def kind_of(text: str) -> Kind:
    """launch, reentry, missile, gunnery or other, from the folded words of a message (never "cancel").

    Rocket, space launch, aerospace flight and launch debris are a launch; space debris alone or a re-entry is
    a re-entry, also of a rocket's stage; missiles are missiles, also with gunnery or rocket firing beside them.
    """
    if _REENTRY.search(text) and not _LAUNCH.search(text.replace("ROCKET RE", "STAGE RE")):
        return "reentry"
    if _MISSILE.search(text) and not _SPACE_LAUNCH.search(text):
        return "missile"
    if _ROCKET.search(text) or _LAUNCH.search(text):
        return "launch"
    return "gunnery" if _GUNNERY.search(text) else "other"
