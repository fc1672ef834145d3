"""The text of HTML as a person sees it: tags gone, blocks on lines of their own, entities as characters.

Scripts, styles and comments are not text and are dropped; everything else stays, so that nothing is lost. A ``<``
that opens no tag (``<500FT``) is a character. One pass from left to right, linear in the length.
"""

import re
from html import unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})(?=[\s/>])|<!--|<!(?=[A-Za-z])|<\?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NO_TEXT = {"script", "style", "template", "noscript"}
_INLINE = set(
    """
    a abbr b bdi bdo big cite code em font i kbd mark s samp small strike strong sub sup tt u var wbr
    """.split()
)
_BLOCKS = set(
    """
    address article aside blockquote body br caption center dd details div dl dt fieldset figure footer form
    h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section summary table tbody
    textarea tfoot thead title tr ul
    """.split()
)
_OTHERS = set(
    """
    button col colgroup embed iframe img input label link map meta o:p object picture select source span svg
    td th time
    """.split()
)
HTML_NAMES = _NO_TEXT | _INLINE | _BLOCKS | _OTHERS


def has_markup(text: str) -> bool:
    """Whether a text holds tags of HTML, or entities."""
    tags = any(match[2] is None or match[2].lower() in HTML_NAMES for match in _TAG.finditer(text))
    return tags or _ENTITY.search(text) is not None


def text_of_markup(text: str) -> str:
    """The text of a piece of HTML, or of a plain text with entities in it."""
    parts: list[str] = []
    at, last = 0, ""
    gone: set[str] = set()  # ends that were looked for and do not come any more
    for match in _TAG.finditer(text):
        if match.start() < at:
            continue
        name = (match[2] or "").lower()
        if name and name not in HTML_NAMES:
            continue
        closing = "-->" if match[0] == "<!--" else ">"
        end = -1 if closing in gone else text.find(closing, match.end())
        if end < 0:
            gone.add(closing)
            continue
        piece = text[at : match.start()]
        parts.append(unescape_whole(piece))
        last = piece[-1:] or last
        at = end + len(closing)
        if name in _NO_TEXT and not match[1] and text[end - 1] != "/":
            at = _after(text, name, at, gone)
        parts.append(_between(name, last, text[at : at + 1]))
    parts.append(unescape_whole(text[at:]))
    return "".join(parts)


def unescape_whole(text: str) -> str:
    """Entities that end in a semicolon as their characters; blanks that do not break as blanks, soft hyphens gone."""
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
        text = (
            _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text
        )  # written twice over
    return text.replace("\u00a0", " ").replace("\u00ad", "")


def _after(text: str, name: str, at: int, gone: set[str]) -> int:
    """The place after the closing tag of a script or style; `at` where it never closes, so that nothing is lost."""
    if name in gone:
        return at
    match = re.compile(rf"</{name}\s{{0,20}}>", re.IGNORECASE).search(text, at)
    if match is None:
        gone.add(name)
        return at
    return match.end()


def _between(name: str, before: str, after: str) -> str:
    """What stands for a tag: a line end for a block, nothing inside a word, else a blank."""
    if name in _INLINE or not name:
        return ""
    if name in _BLOCKS:
        return "\n"
    glued = before.isalnum() and after.isalnum() if name == "span" else True
    return " " if glued else ""
