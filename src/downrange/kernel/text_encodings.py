"""Bytes of a text file as characters: which encoding they are in, and whether that is known or taken on trust.

Order of evidence: a byte order mark; UTF-16 and UTF-32 by where their zero bytes stand; UTF-8, which almost no other
text is by chance (RFC 3629, section 1); what the file declares of itself (XML declaration, HTML meta, mail header);
words that only one of the encodings of East Asia and of Cyrillic makes of the bytes; Windows-1252. The last two are
guesses and say so. Bytes that are not text (PDF, archives, pictures, noise) are named and not read.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The first bytes of files that are not text, as their formats define them.
_NO_TEXTS = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "ZIP archive (or a document of a word processor)"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document of an old word processor"),
    (b"\x89PNG\r\n\x1a\n", "picture (PNG)"),
    (b"\xff\xd8\xff", "picture (JPEG)"),
    (b"GIF8", "picture (GIF)"),
    (b"II*\x00", "picture (TIFF)"),
    (b"MM\x00*", "picture (TIFF)"),
    (b"SQLite format 3\x00", "SQLite database"),
)
_DECLARED = re.compile(rb"(?:encoding|charset)\s{0,3}=\s{0,3}[\"']?([A-Za-z][A-Za-z0-9._:-]{1,30})")
_HEAD_BYTES = 2048
_LOOKED_AT_BYTES = 65_536  # from which an encoding is guessed
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27} | {127})
_MOST_CONTROLS = 0.02  # of a text's bytes; old bulletins hold SOH, ETX and the like around a message
# Words of dates and notices, of which a text in that language holds several, and garbage none.
_WORDS = {
    "gb18030": "年 月 日 时 時 航行 警告 区域 火箭 发射 北纬 东经 禁止".split(),
    "shift_jis": "年 月 日 時 航行 警報 海域 ロケット 打上 区域 北緯 東経".split(),
    "euc_jp": "年 月 日 時 航行 警報 海域 ロケット 打上 区域 北緯 東経".split(),
    "euc_kr": "년 월 일 시 항행 경보 해역 로켓 발사 구역 북위 동경".split(),
    "big5": "年 月 日 時 航行 警告 區域 火箭 發射 北緯 東經".split(),
    "windows-1251": "район пуск ракет опасн время янв фев мар апр мая июн июл авг сен окт ноя дек отменить".split(),
}
_UTF16 = ("utf-16-le", "utf-16-be")
_COMMON = re.compile(
    r"[\t\n\r -~\u00a0-\u00ff\u0400-\u04ff\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff60]"
)
_LEAST_EBCDIC = 16  # bytes
_WORDS |= dict.fromkeys(("koi8-r", "cp866", "iso8859-5"), _WORDS["windows-1251"])
_LEAST_WORDS = 3  # kinds of them in the text


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of some bytes, the encoding they were read in, and whether it is only a guess."""

    text: str
    encoding: str
    guessed: bool = False


def kind_of_bytes(data: bytes) -> str | None:
    """What a file is that is not text, in a word or two; None for a text in any encoding."""
    start = data[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _NO_TEXTS:
        if start.startswith(magic):
            return name
    if _by_its_mark(data) or _by_its_zeros(data):
        return None
    if _is_ebcdic(start):
        return "text in EBCDIC"
    sample = data[:_LOOKED_AT_BYTES]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample):
        return "file of bytes that are not characters"
    return None


def decoded(data: bytes) -> Decoded:
    """The text of these bytes. Every byte comes out as a character: nothing is dropped.

    Sources: RFC 3629 (UTF-8), RFC 2781 (UTF-16), https://encoding.spec.whatwg.org (names of the others).
    """
    for name in filter(None, (_by_its_mark(data), _by_its_zeros(data))):
        try:
            return Decoded(data.decode(name), name.removesuffix("-sig"))
        except UnicodeDecodeError:
            return Decoded(data.decode(name, "replace"), name, guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = _as_declared(data)
    for candidate in filter(None, (declared, _by_its_words(data))):
        if (text := _strictly(data, candidate)) is not None:
            return Decoded(text, candidate, guessed=candidate != declared)
    return _mostly_utf8(data) or Decoded(_windows_1252(data), "windows-1252", guessed=True)


def unmarked_utf8(data: bytes) -> bytes | None:
    """UTF-16 or UTF-32, with a mark or without one, as UTF-8; None for bytes that are neither."""
    name = _by_its_mark(data) or _by_its_zeros(data)
    if name is None or name == "utf-8-sig":
        return None
    return data.decode(name, "replace").removeprefix("\ufeff").encode("utf-8", "replace")


def _by_its_mark(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _by_its_zeros(data: bytes) -> str | None:
    """UTF-32 or UTF-16 without a mark: figures and capitals have zero bytes in fixed places."""
    sample = data[:_HEAD_BYTES]
    count = len(sample) // 4
    if count < 2 or 0 not in sample:
        return None
    zeros = [sample[k : 4 * count : 4].count(0) / count for k in range(4)]
    if min(zeros[2:]) > 0.9 and zeros[0] < 0.2:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 and zeros[3] < 0.2:
        return "utf-32-be"
    first, second = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if second > 0.4 and first < 0.05:
        return "utf-16-le"
    if first > 0.4 and second < 0.05:
        return "utf-16-be"
    # Letters of other scripts have no zero bytes; the figures and blanks among them do.
    common = {name: _common_share(sample[: len(sample) & ~1].decode(name, "replace")) for name in _UTF16}
    best = max(common, key=lambda name: common[name])
    return best if common[best] > 0.95 and min(common.values()) < 0.5 else None


def _common_share(text: str) -> float:
    """The share of characters that are ASCII that prints, or letters of Cyrillic, of East Asia or their marks."""
    return sum(_COMMON.fullmatch(character) is not None for character in text) / max(1, len(text))


def _is_ebcdic(start: bytes) -> bool:
    """No blank and no line end of ASCII, and signs that print once taken as IBM's code page 037."""
    if b" " in start or b"\n" in start or len(start) < _LEAST_EBCDIC:
        return False
    text = start.decode("cp037")
    return sum(" " <= character <= "~" or character in "\t\n\r\x85" for character in text) > 0.95 * len(text)


def _as_declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        found = codecs.lookup(match[1].decode())
    except LookupError:
        return None
    one_for_all = found.name in ("ascii", "latin-1", "iso8859-1")  # as browsers do (WHATWG, 4.2)
    return "windows-1252" if one_for_all else found.name


def _by_its_words(data: bytes) -> str | None:
    sample = data[:_LOOKED_AT_BYTES]
    best, most = None, _LEAST_WORDS - 1
    for name, words in _WORDS.items():
        text = sample.decode(name, "replace").lower()
        if text.count("�") > 0.02 * len(text) + 1:
            continue
        found = sum(word in text for word in words)
        if found > most:
            best, most = name, found
    return best


def _strictly(data: bytes, name: str) -> str | None:
    if name == "windows-1252":
        return _windows_1252(data)
    try:
        text = data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with stray bytes of Windows-1252 in it; None where the strays are not the fewer."""
    found = _HIGH.findall(data)
    strays = sum(len(one) == 1 for one in found)
    if 2 * strays >= len(found):
        return None
    mended = _HIGH.sub(lambda one: one[0] if len(one[0]) > 1 else _windows_1252(one[0]).encode(), data)
    return Decoded(mended.decode("utf-8"), "utf-8", guessed=True)


def _windows_1252(data: bytes) -> str:
    """Windows-1252, its five unassigned bytes as Latin-1 has them: every byte is a character."""
    return data.decode("latin-1").translate(_CP1252)


# A well-formed sequence of several bytes (RFC 3629, section 4), or a stray byte.
_HIGH = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]"
)
_CP1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
