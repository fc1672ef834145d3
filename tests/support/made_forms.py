"""Made notices in every envelope and encoding: the reading must be that of the bare text.

    python tests/support/made_forms.py [COUNT] [SEED] [--show]

Each seed draws a notice of `made_notices`, reads it bare, then wraps it in a form (JSON services, HTML, feeds, mail,
S-124, quoting) and an encoding of its bytes. Outcomes: same; said (another reading, with a report that the bare text
has not); silent. Some wraps change a field beside the text: then only a report is right.
"""

import base64
import html
import json
import quopri
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from downrange.answers.requests import Document
from downrange.errors import DownrangeError
from downrange.launch.notices.notice import Notice, NoticeWindow
from downrange.launch.notices.notice_features import areas_to_geojson, areas_to_kml
from downrange.launch.notices.notice_reader import read_notices
from made_notices import made_notice

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
HEAD = "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\n"


@dataclass(frozen=True, slots=True)
class MadeForm:
    """A wrapped notice: the bytes, the name of the form, the bare text, and whether a field contradicts the text."""

    data: bytes
    form: str
    bare: str
    contradicts: bool = False


def _json_text(text: str, draw: random.Random) -> str:
    key = draw.choice(("icaoMessage", "rawText", "all", "message", "text", "formattedText", "body", "raw"))
    entry: dict[str, object] = {"lastUpdated": "yesterday", key: text, "status": "A"}
    shape = draw.choice(("list", "items", "nested", "groups", "alone", "numbered"))
    whole = {
        "list": [entry],
        "items": {"total": 1, "items": [{"properties": {"core": {"notam": entry}}}]},
        "nested": {"data": {"geojson": [{"type": "Feature", "properties": entry}]}},
        "groups": {"group": [{"notams": [{"list": [entry]}]}]},
        "alone": entry,
        "numbered": {"notams": [{"X1": entry}]},
    }[shape]
    return json.dumps(whole, ensure_ascii=draw.random() < 0.5, indent=draw.choice((None, 1)))


def _html_page(text: str, draw: random.Random) -> str:
    body = html.escape(text)
    if draw.random() < 0.5:
        body = body.replace("°", "&deg;").replace("&#x27;", "&#39;")
    if draw.random() < 0.5:
        body = body.replace(" TO ", "&nbsp;TO&nbsp;")
    if draw.random() < 0.5:
        body = body.replace("BOUND", "<b>BOUND</b>").replace(" IN AREA", "<!-- 010203Z --> IN AREA")
    if draw.random() < 0.5:
        head = "<!DOCTYPE html><html><head><script>x = '281200Z'</script></head>"
        return f"{head}<body><pre>{body}</pre></body></html>"
    lines = body.replace("\n", draw.choice(("<br>\n", "<br/>", "</p>\n<p>")))
    return f"<div class='a'><p>{lines}</p></div>"


def _feed(text: str, draw: random.Random) -> str:
    inside = (
        html.escape(html.escape(text).replace("\n", "<br/>")) if draw.random() < 0.5 else html.escape(text)
    )
    if draw.random() < 0.5:
        items = f"<item><description>{inside}</description></item>"
        return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='html'>{inside}</content></entry></feed>"


def _xml(text: str, draw: random.Random) -> str:
    inside = html.escape(text)
    inside = draw.choice(
        (inside, f"<![CDATA[{text}]]>", inside.replace(" IN AREA", "<!-- 010203Z --> IN AREA"))
    )
    declared = draw.choice(("", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='ISO-8859-1'?>"))
    return f"{declared}<list><warning><msgText>{inside}</msgText></warning></list>"


def _mail(text: str, draw: random.Random) -> str:
    way = draw.choice(("8bit", "quoted-printable", "base64", "alternative", "html"))
    data = text.encode()
    if way == "alternative":
        parts = f"--q\nContent-Type: text/plain\n\n{text}\n--q\nContent-Type: text/html\n\n<p>see above</p>\n--q--\n"
        return f"{HEAD}Content-Type: multipart/alternative; boundary=q\n\n{parts}"
    if way == "html":
        return f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{_html_page(text, draw)}"
    body = {
        "8bit": text,
        "quoted-printable": quopri.encodestring(data).decode(),
        "base64": base64.encodebytes(data).decode(),
    }[way]
    return f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {way}\n\n{body}"


def _quoted(text: str, draw: random.Random) -> str:
    mark = draw.choice(("> ", ">", "> > ", ">> "))
    return "\n".join(mark + line for line in text.split("\n"))


def _s124(text: str, draw: random.Random) -> str:
    inside = html.escape(text)
    preamble, part = draw.choice(
        (
            ("NavwarnPreamble", "NavwarnPart"),
            ("NAVWARNPreamble", "NAVWARNPart"),
            ("S124_NWPreamble", "S124_NWPart"),
        )
    )
    return (
        "<?xml version='1.0'?><D xmlns='http://www.iho.int/S124/1.0'><members>"
        f"<{preamble}><intService>true</intService></{preamble}><{part}><warningInformation><information>"
        f"<language>en</language><text>{inside}</text></information></warningInformation></{part}></members></D>"
    )


def _plain(text: str, draw: random.Random) -> str:
    return text.replace("\n", draw.choice(("\n", "\r\n", "\r\n", "\r")))


FORMS: dict[str, Callable[[str, random.Random], str]] = {
    "json": _json_text, "html": _html_page, "feed": _feed, "xml": _xml, "mail": _mail, "quoted": _quoted,
    "s124": _s124, "plain": _plain,
}  # fmt: skip


def made_form(seed: int) -> MadeForm:
    """The wrapped notice of a seed."""
    draw = random.Random(seed)
    bare = made_notice(seed).text
    if draw.random() < 0.1 and (contradiction := _contradicted(bare, draw)) is not None:
        return MadeForm(contradiction.encode(), "contradicted json", bare, contradicts=True)
    if draw.random() < 0.12:
        notices = _read(bare)
        if notices and all(notice.areas for notice in notices):
            form = draw.choice(("geojson", "kml"))
            text = json.dumps(areas_to_geojson(notices)) if form == "geojson" else areas_to_kml(notices)
            return MadeForm(text.encode(), f"our {form}", bare)
    name = draw.choice(list(FORMS))
    text = FORMS[name](bare, draw)
    encoding = draw.choice(ENCODINGS[:2] if name in ("xml", "feed", "s124", "mail") else ENCODINGS)
    return MadeForm(text.encode(encoding), f"{name} {encoding}", bare)


def _contradicted(text: str, draw: random.Random) -> str | None:
    """A whole NOTAM with fields that say another time or number; None for a warning."""
    notices = _read(text)
    if "NOTAMN" not in text or not notices or not notices[0].windows:
        return None
    first = min(window.start for window in notices[0].windows) + timedelta(days=draw.randint(40, 90))
    entry: dict[str, object] = {"formattedText": text}
    entry |= draw.choice(
        (
            {"effectiveStart": f"{first:%Y-%m-%dT%H:%M:%SZ}"},
            {"number": "Z9999/27"},
            {"dates": [{"start": first.isoformat(), "end": (first + timedelta(hours=1)).isoformat()}]},
            {"geometry": {"type": "Polygon", "coordinates": [[[5, 85], [6, 85], [6, 84], [5, 85]]]}},
        )
    )
    return json.dumps({"items": [entry]})


def _read(text: str) -> tuple[Notice, ...]:
    try:
        return read_notices(text)
    except DownrangeError:
        return ()


def _values(notices: Sequence[Notice], *, exported: bool) -> list[object]:
    """What two readings must share; a number or kind that an export does not hold is left out."""
    return [
        (
            notice.kind, notice.number,
            sorted((w.start, w.end, w.area or "") for w in _exported(notice)) if exported
            else sorted((w.start, w.end, w.area or "") for w in notice.windows),
            [(a.shape, a.label, [(round(x, 6), round(y, 6)) for x, y in a.vertices], a.center and tuple(
                round(c, 6) for c in a.center), a.radius_nm and round(a.radius_nm, 4)) for a in notice.areas],
        )
        for notice in notices
    ]  # fmt: skip


def _exported(notice: Notice) -> list[NoticeWindow]:  # windows of labels without an area belong to no feature
    labels = {area.label for area in notice.areas}
    return [window for window in notice.windows if window.area is None or window.area in labels]


def outcome(made: MadeForm) -> tuple[str, str]:
    """same, said or silent, with what is otherwise."""
    bare = _read(made.bare)
    try:
        wrapped = read_notices(Document(name="made", data=made.data).text)
    except DownrangeError as refused:
        return ("said" if bare else "same"), f"refused: {refused}"
    known = Counter(str(defect.code) for notice in bare for defect in notice.defects)
    more = Counter(str(defect.code) for notice in wrapped for defect in notice.defects) - known
    if made.contradicts:
        return ("same" if more else "silent"), "a contradiction is not said"
    exported = made.form.startswith("our ")
    if _values(bare, exported=exported) == _values(wrapped, exported=exported):
        return ("same" if not more or exported else "said"), f"only reports: {dict(more)}"
    said = bool(more) or sum(len(n.unread) for n in wrapped) > sum(len(n.unread) for n in bare)
    return ("said" if said else "silent"), "another reading"


def main(arguments: Sequence[str]) -> int:
    numbers = [int(word) for word in arguments if word.isdigit()]
    count, seed = (*numbers, *(2000, 0)[len(numbers) :])[:2]
    found: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for i in range(seed, seed + count):
        made = made_form(i)
        how, wrong = outcome(made)
        found[how] += 1
        if how != "same":
            forms[f"{how}: {made.form}"] += 1
            if "--show" in arguments and forms[f"{how}: {made.form}"] <= 2:
                print(f"--- {i} {made.form} {how}: {wrong}\n{made.data[:700]!r}")
    if "--show" in arguments:
        print(forms.most_common(24))
    print(f"{count} made forms: " + ", ".join(f"{how} {n}" for how, n in sorted(found.items())))
    return int(found["silent"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
