"""Made notices in every form and encoding, hostile forms, and what each form costs as it grows."""

import gc
import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from math import log

import pytest

from downrange.answers.requests import Document
from downrange.errors import DownrangeError, InputError, NoticeError
from downrange.launch.notices.envelopes import message_texts
from downrange.launch.notices.notice_codes import NoticeCode, NoticeDefect
from downrange.launch.notices.notice_reader import read_notices
from made_forms import FORMS, made_form, outcome
from made_notices import made_notice


@pytest.mark.parametrize("first", range(0, 160, 20))
def test_no_form_changes_a_reading_in_silence(first: int) -> None:
    outcomes = [(seed, *outcome(made_form(seed))) for seed in range(first, first + 20)]
    assert not [one for one in outcomes if one[1] == "silent"]
    assert sum(how == "same" for _, how, _ in outcomes) >= 18


@pytest.mark.slow
def test_no_made_form_changes_a_reading_in_silence() -> None:
    outcomes = [outcome(made_form(seed))[0] for seed in range(1000)]
    assert outcomes.count("silent") == 0
    assert outcomes.count("same") >= 980


@pytest.mark.parametrize("name", FORMS)
def test_damage_to_a_form_is_answered_or_refused(name: str) -> None:
    draw = random.Random(7)
    for seed in range(12):
        text = FORMS[name](made_notice(seed).text, draw)
        for _ in range(12):
            at, gone = draw.randrange(len(text)), draw.randrange(40)
            put = draw.choice(
                ("", "<", ">", "&", '"', "}", "]", "=", "--", "\x00", "<a>", "</text>", "&#0;", "é")
            )
            damaged = (text[:at] + put + text[at + gone :]).encode()
            try:
                notices = read_notices(Document(name="made", data=damaged).text)
            except DownrangeError:
                continue
            for notice in notices:
                json.dumps(notice.as_dict(), allow_nan=False)


GROWING: dict[str, Callable[[int], str]] = {
    "json records": lambda n: json.dumps([{"number": "A0123/26", "text": "ROCKET LAUNCH AREA"}] * (n // 50)),
    "json keys": lambda n: json.dumps({f"key{i}": i for i in range(n // 16)}),
    "json lists": lambda n: json.dumps([[]] * (n // 4)),
    "geojson": lambda n: json.dumps(
        {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "a"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
        ] * (n // 110)}
    ),
    "html tags": lambda n: "<p>" + "<b>x</b><br>" * (n // 12),
    "html open": lambda n: "<p>" + "<a " * (n // 3),
    "html comments": lambda n: "<p>" + "<!--" * (n // 4),
    "html scripts": lambda n: "<p>" + "<script>" * (n // 8),
    "entities": lambda n: "ROCKET " + "&amp;" * (n // 5),
    "ampersands": lambda n: "ROCKET " + "&a" * (n // 2),
    "xml elements": lambda n: "<r>" + "<text>a b c</text>" * (n // 18) + "</r>",
    "xml damaged": lambda n: "<r>" + "<text>a b" * (n // 9),
    "rss": lambda n: "<rss>" + "<item><title>a</title><description>b</description></item>" * (n // 60) + "</rss>",
    "kml": lambda n: "<kml>"
    + "<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>" * (n // 70) + "</kml>",
    "s124 parts": lambda n: "<D><NavwarnPreamble/>"
    + "<NavwarnPart><text>a b c</text></NavwarnPart>" * (n // 43) + "</D>",
    "s124 positions": lambda n: "<D><NavwarnPreamble/><NavwarnPart><Polygon><exterior><posList>" + "1 2 " * (n // 4)
    + "</posList></exterior></Polygon></NavwarnPart></D>",
    "s124 rings": lambda n: "<D><NavwarnPreamble/><NavwarnPart><Polygon>"
    + "<exterior><posList>1 2 2 3 3 1</posList></exterior>" * (n // 55) + "</Polygon></NavwarnPart></D>",
    "s124 links": lambda n: "<D><NavwarnPreamble/><NavwarnPart id='a'><posList>1 2</posList></NavwarnPart>"
    + "<NavwarnPart><geometry href='#a'/></NavwarnPart>" * (n // 50) + "</D>",
    "mail head": lambda n: "MIME-Version: 1.0\nReceived: a\n" + " b\n" * (n // 3) + "\nROCKET",
    "mail parts": lambda n: "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    + "--b\n\na b c\n" * (n // 12),
    "quotes": lambda n: "> " * (n // 2) + "ROCKET",
    "quoted lines": lambda n: "> a b c\n" * (n // 8),
    "escapes": lambda n: "=2D" * (n // 3),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWING)
def test_a_form_costs_no_more_than_its_length(name: str) -> None:
    small, large = 32_000, 256_000

    def cost_s(length: int) -> float:
        text = GROWING[name](length)
        best = float("inf")
        gc.disable()  # it visits every list again and again, which is not the cost of the form
        try:
            for _ in range(4):
                began = time.process_time()
                with suppress(InputError):
                    message_texts(text)
                best = min(best, time.process_time() - began)
        finally:
            gc.enable()
        return best

    floor_s = 8e-3  # below it the clock and the start of the parser are measured

    def exponent() -> float:
        return log(max(cost_s(large), floor_s) / max(cost_s(small), floor_s / 4)) / log(large / small)

    # Between a line (1) and a square (2); a busy machine may disturb one measurement, not three.
    assert any(exponent() <= 1.5 for _ in range(3))


def test_a_text_of_8_mb_is_refused_and_a_long_stretch_among_notices_is_said_to_be_unread() -> None:
    noise = "".join(random.Random(1).choices("abcdefgh NSEW0123456789\n", k=8_000_000))
    began = time.process_time()
    with pytest.raises(NoticeError) as refused:
        read_notices(noise)
    assert refused.value.code is NoticeCode.TEXT_LONG
    assert time.process_time() - began < 5
    with pytest.raises(NoticeError) as refused:
        read_notices("x " * 60_000)
    assert refused.value.code is NoticeCode.MESSAGE_LONG
    warnings = [f"NAVAREA IV {k}/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV 26 WITHIN 5NM OF 38-28N 074-37W.\n"
                for k in (418, 419)]  # fmt: skip
    first, second = read_notices(warnings[0] + "\n" + warnings[1] + "X " * 60_000)
    assert first.number == "NAVAREA IV 418/26"
    assert second.unread
    assert NoticeDefect.MESSAGE_LONG in [defect.code for defect in second.defects]
