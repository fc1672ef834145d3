"""Messages read in bulk against the same messages read word by word: equal whenever the bulk reader answers."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.orbit.elements import omm_kvn as kvn
from downrange.orbit.elements import omm_xml as ndm
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.omm_keywords import columns_of

TLE = """ISS (ZARYA)
1 25544U 98067A   23312.91324501  .00006550  00000-0  33381-3 0  9993
2 25544  51.6405  24.0521 0002978 141.6192  20.4061 15.49769359643416
TWO & A HALF <1>
1 20580U 90037B   23312.91324501  .00006550  00000-0  33381-3 0  9997
2 20580  28.4705  24.0521 0002978 141.6192  20.4061 15.14769359643418

1 58400U 23179A   23327.21599119  .00012574  00000+0  56597-3 0  9996
2 58400  97.4263 211.9766 0014186 274.4179 205.2075 15.21134246   242
"""
SETS = read_elements(TLE)
BITS = st.sampled_from([
    "<", ">", "&", "&amp;", "&lt;", "&#65;", "]]>", "<!-- x -->", "<?x y?>", "<COMMENT>c</COMMENT>", "<A/>", "\r",
    "\n", "\r\n", "\x85", "\u2028", "\x00", "[", "]", "[km]", "=", "#", "COMMENT note", "EPOCH = 1",
    "CCSDS_OMM_VERS = 2.0", " ", "\t", "x", "-", "9", "units='rad'",
    "</segment>", "<segment>", "</omm>", "<BSTAR>0</BSTAR>", "é",
])  # fmt: skip


def same(one: Elements, other: Elements) -> bool:
    return all(
        np.array_equal(
            getattr(one, each.name), getattr(other, each.name), equal_nan=each.name.startswith("epoch")
        )
        if isinstance(getattr(one, each.name), np.ndarray)
        else getattr(one, each.name) == getattr(other, each.name)
        for each in fields(Elements)
    )


@st.composite
def spoilt(draw: st.DrawFn, notation: str) -> str:
    """A file of some messages with some characters put in, left out or doubled; sometimes none."""
    rows = draw(st.lists(st.integers(0, 2), min_size=1, max_size=6))
    text = write_omm(
        SETS.select(np.array(rows)), notation, comments=draw(st.sampled_from([(), ("a", "b & c")]))
    )
    for _ in range(draw(st.integers(0, 3))):
        at, gone = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
        text = text[:at] + draw(BITS) + text[at + (gone if draw(st.booleans()) else 0) :]
    return text


@settings(max_examples=300, deadline=None)
@given(spoilt("kvn"))
def test_kvn_in_bulk_is_kvn_line_by_line(text: str) -> None:
    assert same(kvn.read_kvn(text), columns_of(*kvn._kvn_strictly(text)))


@settings(max_examples=300, deadline=None)
@given(spoilt("xml"))
def test_xml_in_bulk_is_xml_by_the_parser(text: str) -> None:
    data = text.encode(errors="surrogatepass")
    told = ndm._xml_alike(data)
    assert told is None or same(told, columns_of(*ndm._xml_strictly(data)))


@pytest.mark.parametrize("notation", ["kvn", "xml"])
def test_what_a_program_writes_is_read_in_bulk(notation: str) -> None:
    """The short way is taken at all, with several shapes of messages, remarks and escaped characters too."""
    both = write_omm(SETS.select(np.array([0, 1, 2, 0, 1])), notation, comments=("read & kept",))
    if notation == "kvn":
        told = kvn.read_alike(both, 0, kvn._kvn_shape, str.strip)
        assert told is None  # comments are rare in KVN and read line by line
        both = write_omm(SETS.select(np.array([0, 1, 2, 0, 1])), notation)
        told = kvn.read_alike(both, 0, kvn._kvn_shape, str.strip)
        assert told is not None
        assert told[2] == len(both)
        found = kvn.read_kvn(both)
    else:
        given_xml = ndm._xml_alike(both.encode())
        assert given_xml is not None
        found = given_xml
        assert found.notes == ("read & kept",) * 5
    assert found.name.tolist() == ["ISS (ZARYA)", "TWO & A HALF <1>", "", "ISS (ZARYA)", "TWO & A HALF <1>"]
    assert found.norad.tolist() == [25544, 20580, 58400, 25544, 20580]


def test_a_line_is_named_where_a_bulk_message_is_refused() -> None:
    text = write_omm(SETS.select(np.array([0, 0, 1])), "xml").replace("0.0002978", "1.7", 2)
    found = read_elements(text)
    assert len(found) == 1
    assert [defect.line for defect in found.defects] == [
        number for number, line in enumerate(text.splitlines(), 1) if "<segment>" in line
    ][:2]


def test_brackets_in_words_are_no_unit() -> None:
    told = replace(SETS, classification=np.array(["U[deg]", "U", "U"]), name=np.array(["A [+]", "B", "C"]))
    found = read_elements(write_omm(told, "kvn"))
    assert found.classification.tolist() == ["U[deg]", "U", "U"]
    assert found.name.tolist() == ["A [+]", "B", "C"]
