"""Reading: the door for element sets, whatever their format, from a file or from text.

The content says what it is, not the file's name: JSON begins with a bracket, XML with ``<``, Parquet with PAR1, KVN
names CCSDS_OMM_VERS, CSV names NORAD_CAT_ID or MEAN_MOTION in its header, and everything else must be TLE lines.
"""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

from downrange.errors import ElementError
from downrange.orbit.elements.elements import Elements
from downrange.orbit.elements.omm import read_csv, read_json
from downrange.orbit.elements.omm_kvn import read_kvn
from downrange.orbit.elements.omm_xml import read_xml
from downrange.orbit.elements.parquet import MAGIC, read_parquet
from downrange.orbit.elements.tle import read_tle

LARGEST_BYTES = (
    1 << 30
)  # of a file, unpacked: fifty times today's whole catalogue; guards against a gzip bomb
CSV_WORDS = (b"NORAD_CAT_ID", b"MEAN_MOTION")  # an object not yet catalogued has no number
_HINT = "Give element sets as OMM (JSON, CSV, XML, KVN or Parquet) or as two- or three-line TLE."


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
            given = given.read_bytes()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ElementError(f"the file {where} cannot be opened: {reason}") from error
        except ValueError as error:  # half a character, which no name of a file can hold
            raise ElementError(
                "this names no file that there can be", where=repr(where)[:80], hint=_HINT
            ) from error
    data = given.encode(errors="replace") if isinstance(given, str) else _unpacked(given, where)
    elements = _read(data.removeprefix(b"\xef\xbb\xbf"), where)
    if not len(elements):
        raise _nothing_read(elements, where)
    return elements


def _read(data: bytes, where: str | None) -> Elements:
    head = data.lstrip()[:1]
    if not head:
        raise ElementError("there is nothing to read", where=where, hint=_HINT)
    if data.startswith(MAGIC):
        return read_parquet(data)
    if head == b"<":
        return read_xml(data)
    is_csv = any(word in data[:65536] for word in CSV_WORDS)
    if head not in (b"[", b"{") and b"CCSDS_OMM_VERS" not in data and not is_csv:
        return read_tle(data)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ElementError(f"line {line} is not UTF-8 text", where=where) from error
    if head in (b"[", b"{"):
        return read_json(text)
    return read_kvn(text) if "CCSDS_OMM_VERS" in text else read_csv(text)


def _unpacked(data: bytes, where: str | None) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(BytesIO(data)) as packed:
            unpacked = packed.read(LARGEST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ElementError(f"the gzip file is damaged: {error}", where=where) from error
    if len(unpacked) > LARGEST_BYTES:
        raise ElementError("the gzip file unpacks to more than 1 GiB", where=where)
    return unpacked


def _nothing_read(elements: Elements, where: str | None) -> ElementError:
    if not elements.defects:
        return ElementError("no element set could be read", where=where, hint=_HINT)
    first, more = elements.defects[0], len(elements.defects) - 1
    place = f"{where}, line {first.line}" if where else f"line {first.line}"
    also = f" ({more} more like it)" if more else ""
    return ElementError(f"no element set could be read: {first.reason}{also}", where=place, hint=_HINT)
