"""Markup around and inside the words of a notice takes nothing away: the same is read, or a defect says otherwise."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.errors import NoticeError
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

WORDS = (
    "NAVAREA XI 123/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV 26 IN AREA BOUND BY\n"
    "   19-36N 111-10E, 19-36N 112-10E, 18-36N 112-10E.\n2. CANCEL THIS MSG 281700Z NOV 26."
)
ENVELOPES: dict[str, Callable[[str], str]] = {
    "smaps": lambda said: f"<smapsActiveEntity><msgText>{said}</msgText></smapsActiveEntity>",
    "any xml": lambda said: f"<warnings><warning><body>{said}</body></warning></warnings>",
    "declared": lambda said: f'<?xml version="1.0" encoding="UTF-8"?>\n<a><text>{said}</text></a>',
    "rss": lambda said: f"<rss><item><title>x</title><description>{said}</description></item></rss>",
    "atom": lambda said: f"<feed><entry><content type='text'>{said}</content></entry></feed>",
    "html": lambda said: f"<html><body><pre>{said}</pre></body></html>",
    "kml": lambda said: (
        f"<kml><Document><Placemark><description>{said}</description></Placemark></Document></kml>"
    ),
    "s-124": lambda said: (
        "<Dataset><member><NWPreamble><warningNumber>123</warningNumber><year>2026</year></NWPreamble></member><member>"
        f"<NavwarnPart><warningInformation><information><text>{said}</text></information></warningInformation>"
        "</NavwarnPart></member></Dataset>"
    ),
}
WRAPS: dict[str, Callable[[str], str]] = {
    "comment": lambda said: f"<!-- 99-99N -->{said}",
    "empty comment": lambda said: f"<!---->{said}",
    "instruction": lambda said: f"<?page break?>{said}",
    "cdata": lambda said: f"<![CDATA[{said}]]>",
    "tag": lambda said: f"<b>{said}</b>",
    "tags": lambda said: f"<i><b>{said}</b></i>",
    "attributes": lambda said: f"<span class=\"a > b\" style='x'>{said}</span>",
    "anchor": lambda said: f'<a href="x?a=1&amp;b=2">{said}</a>',
    "decimal": lambda said: "".join(f"&#{ord(sign)};" for sign in said),
    "hexadecimal": lambda said: "".join(f"&#x{ord(sign):X};" for sign in said),
    "unknown tag": lambda said: f"<emphasis>{said}</emphasis>",
    "prefixed tag": lambda said: f'<x:em xmlns:x="y">{said}</x:em>',
    "empty tag": lambda said: f"<wbr/>{said}",
}


def _content(notice: Notice) -> object:
    told = notice.as_dict()
    for area in told["areas"]:
        area.pop("spans", None)
    return told["windows"], told["areas"], told["self_cancel"]


(PLAIN,) = read_notices(WORDS)


@pytest.mark.parametrize("envelope", ENVELOPES)
@pytest.mark.parametrize("wrap", WRAPS)
@settings(max_examples=12)
@given(places=st.lists(st.tuples(st.integers(0, len(WORDS)), st.integers(1, 60)), min_size=1, max_size=3))
def test_words_in_markup_read_as_without_it(envelope: str, wrap: str, places: list[tuple[int, int]]) -> None:
    text, last = "", 0
    for at, length in sorted(places):
        if at >= last:
            text += WORDS[last:at] + WRAPS[wrap](WORDS[at : at + length])
            last = min(len(WORDS), at + length)
    text = ENVELOPES[envelope](text + WORDS[last:])
    notices = read_notices(text)
    if len(notices) == 1 and _content(notices[0]) == _content(PLAIN):
        return
    assert all(notice.defects or notice.unread for notice in notices), text


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_the_plain_words_are_read_out_of_every_envelope(envelope: str) -> None:
    (notice,) = read_notices(ENVELOPES[envelope](WORDS))
    assert _content(notice) == _content(PLAIN)


@pytest.mark.parametrize(
    "wrap", ["comment", "instruction", "cdata", "tag", "attributes", "decimal", "unknown tag"]
)
@pytest.mark.parametrize("envelope", ["smaps", "any xml", "declared", "html", "s-124"])
def test_markup_in_the_midst_of_the_words_changes_nothing(envelope: str, wrap: str) -> None:
    if envelope == "html" and wrap in ("cdata", "unknown tag"):
        return  # not tags of HTML: they are words, and reported
    at = WORDS.index("IN AREA")
    (notice,) = read_notices(
        ENVELOPES[envelope](WORDS[:at] + WRAPS[wrap](WORDS[at : at + 30]) + WORDS[at + 30 :])
    )
    assert _content(notice) == _content(PLAIN)


def test_words_in_an_attribute_are_reported() -> None:
    other = WORDS.replace("123/26", "124/26").replace("\n", " ")
    notices = read_notices(f'<all><msgText>{WORDS}</msgText><msg said="{other}"/></all>')
    assert FormDefect.ATTRIBUTE_NOT_READ in {defect.code for notice in notices for defect in notice.defects}
    with pytest.raises(NoticeError):
        read_notices(f'<all><msg said="{other}"/></all>')
