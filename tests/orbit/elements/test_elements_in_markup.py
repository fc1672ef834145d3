"""Markup, encodings and archives around element sets: the same sets come out, or an error or defect says why not."""

import gzip
import io
import tracemalloc
import zipfile

import numpy as np
import pytest

from counted_work import calls_during
from downrange.errors import ElementError
from downrange.kernel.kernel_codes import XmlCode
from downrange.orbit.elements.element_codes import DefectCode, ElementCode
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import COLUMNS, Elements
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.omm_kvn import read_kvn
from downrange.orbit.elements.omm_xml import read_xml

TLE = """MALLIGYONG-1
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
ONE = read_elements(TLE)
XML = write_omm(ONE, "xml")
VALUES = ("MALLIGYONG-1", "97.427", "0.0014685", "15.21407416", "58400", "2023-12-09T04:15:49.963968")


def is_the_same(sets: Elements, expected: Elements = ONE) -> bool:
    return all(np.array_equal(getattr(sets, name), getattr(expected, name)) for name in COLUMNS)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "wrap",
    [
        lambda a, b: f"{a}<!-- c -->{b}", lambda a, b: f"<!-- a --><!-- b -->{a}{b}", lambda a, b: f"{a}<?pi?>{b}",
        lambda a, b: f"<![CDATA[{a}{b}]]>", lambda a, b: f"{a}<![CDATA[{b}]]>", lambda a, b: f"<b>{a}{b}</b>",
        lambda a, b: f"{a}<b>{b}</b>", lambda a, b: f"<i>{a}</i>{b}", lambda a, b: f"{a}<BSTAR>{b}</BSTAR>",
        lambda a, b: "".join(f"&#{ord(c)};" for c in a + b), lambda a, b: f" \n {a}{b} \n",
    ],
)  # fmt: skip
def test_markup_inside_a_value_takes_nothing_away(value: str, wrap) -> None:  # type: ignore[no-untyped-def]
    assert f">{value}<" in XML
    for cut in (1, len(value) // 2, len(value) - 1):
        marked = XML.replace(f">{value}<", f">{wrap(value[:cut], value[cut:])}<")
        assert is_the_same(read_elements(marked)), marked


@pytest.mark.parametrize("tag", ["data", "segment", "metadata", "meanElements"])
def test_text_between_elements_is_reported(tag: str) -> None:
    for marked in (
        XML.replace(f"<{tag}>", f"<{tag}> stray 1.5 "),
        XML.replace(f"</{tag}>", f" stray 1.5 </{tag}>"),
    ):
        sets = read_xml(marked.encode())
        assert DefectCode.STRAY_TEXT in {reason.code for defect in sets.defects for reason in defect.reasons}


def test_a_message_without_a_segment_is_reported() -> None:
    sets = read_elements(XML.replace("</ndm>", "<omm><body/></omm></ndm>"))
    assert is_the_same(sets)
    assert [defect.code for defect in sets.defects] == [DefectCode.NO_SEGMENT]


@pytest.mark.parametrize("declared", ["", '<?xml version="1.0" encoding="{}"?>\n'])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_every_notation_in_every_encoding_of_unicode(encoding: str, declared: str) -> None:
    texts = {n: write_omm(ONE, n) for n in ("json", "csv", "kvn", "xml")} | {"tle": TLE}
    for notation, text in texts.items():
        head = declared.format(encoding.removesuffix("-sig")) if notation == "xml" else ""
        assert is_the_same(read_elements((head + text).encode(encoding))), notation


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-7"])
@pytest.mark.parametrize("head", ['<!DOCTYPE ndm [<!ENTITY n "A">]>', '<!DOCTYPE ndm SYSTEM "x.dtd">'])
def test_no_encoding_hides_a_document_type(encoding: str, head: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding == "utf-7" else ""
    text = head + XML.replace("MALLIGYONG-1", "&n;" if "ENTITY" in head else "A")
    data = declared.encode() + text.encode(encoding).replace(b"<", b"+ADw-" if encoding == "utf-7" else b"<")
    with pytest.raises(ElementError) as caught:
        read_elements(data)
    assert caught.value.code in (XmlCode.DOCTYPE, ElementCode.NOTHING_READ)


def test_a_file_that_is_no_text_is_named() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.tle", TLE)
    for data, kind in (
        (archive.getvalue(), "ZIP"), (b"%PDF-1.7\n" + TLE.encode(), "PDF"), (TLE.encode("cp037"), "EBCDIC"),
        (XML.encode("cp500"), "EBCDIC"), (write_omm(ONE, "csv").encode("cp1140"), "EBCDIC"),
    ):  # fmt: skip
        with pytest.raises(ElementError) as caught:
            read_elements(data)
        assert caught.value.code is ElementCode.NOT_TEXT
        assert kind in str(caught.value)


@pytest.mark.parametrize("letter", [b"\0", b" ", b"A\n"])
def test_a_gzip_bomb_is_refused_while_it_unpacks(letter: bytes) -> None:
    page = io.BytesIO()
    with gzip.open(page, "wb") as packed:
        for _ in range(300):
            packed.write(letter * ((1 << 20) // len(letter)))
    tracemalloc.start()
    try:
        with pytest.raises(ElementError) as caught:
            read_elements(page.getvalue())
        assert tracemalloc.get_traced_memory()[1] < 40e6
    finally:
        tracemalloc.stop()
    assert caught.value.code is ElementCode.LARGE_GZIP


def test_a_catalogue_packed_well_is_read() -> None:
    assert len(read_elements(gzip.compress(write_omm(ONE, "json").encode()))) == 1
    assert (
        len(read_elements(gzip.compress((TLE * 20_000).encode()))) == 20_000
    )  # 3 MB of one set over and over


def test_reports_of_messages_without_names_are_linear() -> None:
    """Each report made a list as long as the file for each keyword that was missing: the square of the messages."""

    def calls(count: int) -> int:
        return calls_during(lambda: read_kvn("CCSDS_OMM_VERS = 2.0\n" * count))

    assert calls(2_000) < 8.8 * calls(250)
