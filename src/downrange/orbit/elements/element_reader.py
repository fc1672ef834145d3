"""Reader of element sets in any format, from a file or from text.

The format is recognised by the content, not by the file name: JSON begins with a bracket, XML with ``<``, Parquet
with PAR1, KVN names CCSDS_OMM_VERS, CSV names NORAD_CAT_ID or MEAN_MOTION in its header; all else must be TLE lines.
"""

import gzip
import re
import zlib
from io import BytesIO
from pathlib import Path

from downrange.errors import ElementError
from downrange.kernel.regular_files import FileTooLarge, read_regular
from downrange.kernel.text_encodings import kind_of_bytes, unmarked_utf8
from downrange.orbit.elements.element_codes import ElementCode
from downrange.orbit.elements.elements import Elements
from downrange.orbit.elements.omm import read_csv
from downrange.orbit.elements.omm_json import read_json
from downrange.orbit.elements.omm_kvn import read_kvn
from downrange.orbit.elements.omm_xml import read_xml
from downrange.orbit.elements.parquet import MAGIC, read_parquet
from downrange.orbit.elements.tle import read_tle

LARGEST_BYTES = 1 << 28  # as a file or unpacked: a dozen times the whole catalogue of 2023 as XML
MOST_TIMES = 250  # what gzip makes of a file; element sets shrink to a fourth or, as XML, a thirtieth
_UNPACKED_AT_ONCE = 1 << 22  # below this a file may grow by more
_KVN_START = re.compile(rb"^[ \t]{0,20}CCSDS_OMM_VERS[ \t]{0,20}=", re.MULTILINE)
# A cell beside a comma: the word alone may be a name. An object not yet catalogued has no number.
_CSV_HEADER = re.compile(
    rb',[ \t"]{0,4}(?:NORAD_CAT_ID|MEAN_MOTION)|(?:NORAD_CAT_ID|MEAN_MOTION)[ \t"]{0,4},'
)


def read_elements(given: str | bytes | Path) -> Elements:
    """Element sets from a path (plain or gzip) or from text; a str without a line break or bracket is a path.

    The readable records are kept and the others reported in ``defects``. ElementError when the file cannot
    be opened, or when nothing in it could be read.
    """
    where: str | None = None
    if isinstance(given, str):
        given = given.removeprefix("\ufeff")
        if not ("\n" in given or "\0" in given or given.lstrip()[:1] in ("{", "[", "<", "")):
            given = Path(given)
    if isinstance(given, Path):
        where = given.name
        try:
            given = read_regular(given, LARGEST_BYTES)
        except FileTooLarge as error:
            raise ElementError(ElementCode.LARGE_FILE, where=where) from error
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ElementError(ElementCode.CANNOT_OPEN, value=where, problem=reason) from error
        except ValueError as error:
            raise ElementError(ElementCode.NO_FILE_NAME, where=repr(where)[:80]) from error
    data = given.encode(errors="replace") if isinstance(given, str) else _unpacked(given, where)
    elements = _read(_as_utf8(data, where), where)
    if not len(elements):
        raise _nothing_read(elements, where)
    return elements


def _read(data: bytes, where: str | None) -> Elements:
    head = data.lstrip()[:1]
    if not head:
        raise ElementError(ElementCode.EMPTY, where=where)
    if data.startswith(MAGIC):
        return read_parquet(data)
    if head == b"<":
        return read_xml(data)
    is_csv = _CSV_HEADER.search(data, 0, 65536) is not None
    if head not in (b"[", b"{") and _KVN_START.search(data) is None and not is_csv:
        return read_tle(data)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ElementError(ElementCode.NOT_UTF8, where=where, line=line) from error
    if head in (b"[", b"{"):
        return read_json(text)
    return read_kvn(text) if _KVN_START.search(data) else read_csv(text)


def _as_utf8(data: bytes, where: str | None) -> bytes:
    """UTF-16 and UTF-32 as UTF-8; ElementError names a file that is not text (a PDF, an archive, EBCDIC)."""
    if data.startswith(MAGIC):
        return data
    if (recoded := unmarked_utf8(data)) is not None:
        return recoded
    if (kind := kind_of_bytes(data[:2048])) is not None:
        raise ElementError(ElementCode.NOT_TEXT, where=where, kind=kind)
    return data.removeprefix(b"\xef\xbb\xbf")


def _unpacked(data: bytes, where: str | None) -> bytes:
    """A gzip file unpacked piece by piece, and no further than to where it is found to be too large."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    pieces, size = [], 0
    try:
        source = BytesIO(data)
        with gzip.open(source) as packed:
            while piece := packed.read(_UNPACKED_AT_ONCE):
                pieces.append(piece)
                size += len(piece)
                times = size / max(1, source.tell())
                if size > LARGEST_BYTES or (size > _UNPACKED_AT_ONCE and times > MOST_TIMES):
                    raise ElementError(ElementCode.LARGE_GZIP, where=where, megabytes=size / 1e6, times=times)
    except (OSError, EOFError, zlib.error) as error:
        raise ElementError(ElementCode.DAMAGED_GZIP, where=where, problem=str(error)) from error
    return b"".join(pieces)


def _nothing_read(elements: Elements, where: str | None) -> ElementError:
    if not elements.defects:
        return ElementError(ElementCode.NOTHING_READ, where=where, because="")
    first, more = elements.defects[0], len(elements.defects) - 1
    place = f"{where}, line {first.line}" if where else f"line {first.line}"
    also = f" ({more} more like it)" if more else ""
    return ElementError(ElementCode.NOTHING_READ, where=place, because=f": {first.says}{also}")
