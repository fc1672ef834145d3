"""Notices in mail: MIME messages, quoted-printable text pasted without its head, lines quoted with ``>``.

Of a mail the text parts are read (RFC 2045); of alternatives the plain one. Attachments that are not text are named.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message as Mail
from typing import NamedTuple

from downrange.kernel.text_encodings import decoded, kind_of_bytes
from downrange.launch.notices.forms.markup_text import text_of_markup

_HEAD_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]")
_MAIL_FIELDS = {
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "message-id",
    "received",
    "return-path",
}
_QUOTED = re.compile(r"(?:^|(?<=\r))[ \t]{0,3}(?:>[ \t]?){1,20}", re.MULTILINE)
_ESCAPE = re.compile(r"=[0-9A-F]{2}")
_BARE_EQUALS = re.compile(r"=(?![0-9A-F]{2}|[ \t]{0,3}\r?(?:\n|\Z))")
_SOFT_BREAK = re.compile(r"=[ \t]{0,3}\r?\n")
_HALVES = re.compile("[\ud800-\udfff]")  # of characters; the mail parser takes some for bytes
_NUMBERED = re.compile(r"[0-9]/[0-9]{2}")
_MOST_PARTS = 2000  # lines that may part a mail
_LONG_LINE = 70  # RFC 2045, 6.7: lines are broken at 76 characters; a shorter one ends where it ended


class MailText(NamedTuple):
    """The text of a mail, and the kinds of the parts that are not read."""

    text: str
    left_out: tuple[str, ...] = ()


def is_mail(text: str) -> bool:
    """Whether a text begins with the head of a mail: fields of RFC 5322, one of which only a mail has."""
    names: list[str] = []
    for line in text.lstrip("\r\n")[:8000].splitlines():
        if not line.strip():
            break
        if line[:1] in " \t" and names:
            continue
        match = _HEAD_LINE.match(line)
        if match is None:
            return False
        names.append(match[1].lower())
    return len(names) > 1 and bool(_MAIL_FIELDS & set(names))


def text_of_mail(text: str) -> MailText:
    """The text parts of a mail, decoded; its subject first where that gives a number that the text does not."""
    if text.count("\n--") > _MOST_PARTS:
        return MailText(text, (f"more than {_MOST_PARTS} parts",))
    try:
        mail = message_from_string(_HALVES.sub("\ufffd", text.lstrip("\r\n")))
        parts = list(_parts(mail))
    except RecursionError:
        return MailText(text, ("nested mail",))
    told = [part.text for part in parts if part.text.strip()]
    subject = str(mail.get("Subject", ""))
    if _NUMBERED.search(subject) and not all(
        word in "\n".join(told) for word in subject.split() if "/" in word
    ):
        told.insert(0, subject)
    return MailText("\n".join(told), tuple(kind for part in parts for kind in part.left_out))


def _parts(mail: Mail) -> Iterator[MailText]:
    payload = mail.get_payload()
    if isinstance(payload, list):
        children = [one for one in payload if isinstance(one, Mail)]
        if mail.get_content_type() == "multipart/alternative":
            plain = [
                one for one in children if one.get_content_type() == "text/plain" and _leaf(one).text.strip()
            ]
            children = plain[:1] or children[-1:]
        for child in children:
            yield from _parts(child)
        return
    yield _leaf(mail)


def _leaf(mail: Mail) -> MailText:
    payload, kind = mail.get_payload(), mail.get_content_type()
    text = payload if isinstance(payload, str) else ""
    way = str(mail.get("Content-Transfer-Encoding", "")).strip().lower()
    if mail.get_content_maintype() not in ("text", "message"):
        return MailText("", (kind,))
    if way in ("quoted-printable", "base64"):
        data = _bytes_of(text, way)
        if data is None or kind_of_bytes(data) is not None:
            return MailText("", (f"{kind} ({way})",))
        text = _characters(data, mail.get_content_charset())
    return MailText(text_of_markup(text) if kind == "text/html" else text)


def _bytes_of(text: str, way: str) -> bytes | None:
    try:
        if way == "base64":
            return base64.b64decode("".join(text.split()), validate=True)
        return quopri.decodestring(text.encode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        return None


def _characters(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError, ValueError):
        return decoded(data).text


def unquoted(text: str) -> str:
    """A text without the ``>`` of quoted lines, each mark a blank, so that places stay places."""
    return _QUOTED.sub(lambda mark: " " * len(mark[0]), text) if ">" in text else text


def from_quoted_printable(text: str) -> str:
    """A text pasted as quoted-printable, decoded; any other text as it is.

    Only a text with escapes such as ``=2D`` is one, and only if every ``=`` begins one or ends a line; ``=`` at the
    end of a line alone ends a message.
    """
    if _ESCAPE.search(text) is None or _BARE_EQUALS.search(text):
        return text
    lines = []
    for line in text.splitlines(keepends=True):
        broken = _SOFT_BREAK.search(line)
        if broken and len(line) < _LONG_LINE and not _ESCAPE.search(line[-8:]):
            line = line[: broken.start()] + "\n"
        lines.append(line)
    return decoded(quopri.decodestring("".join(lines).encode("utf-8", "replace"))).text
